"""What can be known of a folder while some of its files are broken: the ids that an editor offers.

A clerk makes the schema once and again while writing, so a mistake in one file must not take the ids of the others away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import Any, TypeVar

from generator.load.loading import MANY, SINGLE, load, record
from generator.model.base import Record
from generator.model.handbook import Manual
from generator.model.orders import Order
from generator.model.organization import CalendarWindow, Person, Post, Role, Unit
from generator.model.procedure import Procedure
from generator.model.registers import Form, Reference
from generator.source import parsing
from generator.source.problem import Invalid, Problem, Sources

LISTS: dict[str, dict[str, type[Record]]] = {
    "organization.yml": {"units": Unit, "posts": Post, "roles": Role},
    "people.yml": {"persons": Person},
    "calendar.yml": {"windows": CalendarWindow},
    "forms.yml": {"forms": Form},
    "references.yml": {"references": Reference},
}
R = TypeVar("R", bound=Record)
_SLUG = re.compile(r"(\d{4})-(\d+)$")


def rough(sources: Sources) -> tuple[Manual, tuple[Problem, ...]]:
    """The manual and no problems; or, for ids and names only, one with whatever can be read, and every problem."""
    try:
        return load(sources), ()
    except Invalid as invalid:
        problems = tuple(invalid.problems)
    data = {name: _data(name, text) for name, text in sources.files.items()}
    office = str(data.get("handbook.yml", {}).get("office", ""))
    found = {name: _whole(name, text) or _part(name, data[name], office) for name, text in sources.files.items()}
    every = {name.removesuffix(".yml"): found.get(name) or _part(name, {}, office) for name in SINGLE}
    procedures = tuple(r for r in found.values() if isinstance(r, Procedure))
    orders = tuple(r for r in found.values() if isinstance(r, Order))
    return _made(Manual, **every, procedures=procedures, orders=orders, fingerprint=""), problems


def _data(name: str, text: str) -> dict[str, Any]:
    try:
        found = parsing.parse(name, text)
    except Invalid:
        return {}
    return found if isinstance(found, dict) else {}


def _whole(name: str, text: str) -> Record | None:
    try:
        return record(name, text)
    except Invalid:
        return None


def _part(name: str, data: dict[str, Any], office: str) -> Record | None:
    """A record with ids and names alone; None for a file that stands for nothing."""
    kind = MANY.get(PurePosixPath(name).parent.as_posix())
    stem = PurePosixPath(name).stem
    if kind is Procedure:
        return _made(Procedure, id=stem, title=str(data.get("title", stem)))
    if kind is Order:
        slug = _SLUG.search(stem)
        return slug and _made(Order, issuer=str(data.get("issuer", office)), year=int(slug[1]), number=int(slug[2]))
    if name not in SINGLE:
        return None
    lists: dict[str, Any] = {key: tuple(_named(of, data.get(key))) for key, of in LISTS.get(name, {}).items()}
    return _made(SINGLE[name], **lists, **({"office": office} if name == "handbook.yml" else {}))


def _named(kind: type[Record], entries: object) -> Iterator[Record]:
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, dict) and isinstance(entry.get("id"), str):
            known: dict[str, Any] = {key: entry[key] for key in ("id", "name", "title") if isinstance(entry.get(key), str)}
            yield _made(kind, **known)


def _made(kind: type[R], **values: Any) -> R:
    """A record that nobody has checked."""
    construct: Callable[..., R] = getattr(kind, "model_construct")  # noqa: B009 - its type asks for the record's own fields
    return construct(None, **values)
