"""Drafts of an office, a procedure and a person, from templates in which every value is written as a YAML scalar."""

from __future__ import annotations

from datetime import date
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from generator.drafts.notation import scalar
from generator.model.handbook import Manual
from generator.thai import dates

OFFICE = ("handbook", "organization", "people", "calendar", "forms", "references")


def office(office: str, group: str, head: str, position: str, procedure: str, day: date) -> dict[str, str]:
    """The files of a small office: one group, one person, one procedure, and the order that makes the person responsible for it."""
    year = day.year + dates.BUDDHIST
    said = {"office": office, "group": group, "head": head, "position": position, "procedure": procedure, "day": dates.long(day), "year": year}
    made = {f"{name}.yml": _made(f"office/{name}", **said) for name in OFFICE}
    made[f"orders/{year}-1.yml"] = _made("office/order", **said)
    made["procedures/procedure-1.yml"] = _made("procedure", title=procedure, unit="group", actor="group")
    return made


def procedure(manual: Manual, title: str, unit: str | None = None) -> str:
    """A procedure of a unit of the office that says nothing yet: one step to fill in and an end, the rest as comments."""
    return _made("procedure", title=title, unit=unit or manual.handbook.unit, actor=unit or manual.handbook.unit)


def person(manual: Manual, id_: str, name: str, day: date, position: str | None = None, post: str | None = None) -> str:
    """An entry to paste below ``persons`` of ``people.yml``."""
    held = manual.post.get(post or "")
    return _made(
        "person",
        id=id_,
        name=name,
        position=position or (held.title if held else "กรอกตำแหน่ง"),
        post=post or "",
        unit=held.unit if held else manual.handbook.unit,
        arrived=dates.long(day),
    )


def _made(template: str, **values: Any) -> str:
    made = Environment(
        loader=PackageLoader("generator.drafts"),
        undefined=StrictUndefined,
        autoescape=False,  # YAML, not HTML: ``finalize`` quotes every value instead
        finalize=scalar,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return made.get_template(f"{template}.yml.j2").render(**values)
