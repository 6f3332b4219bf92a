"""The plan of an order as one page that needs no other file: to read on a screen, to print, to keep with the draft."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from generator.commands.loaded import shown
from generator.fonts import FOLDER
from generator.model.handbook import Manual
from generator.model.orders import RoleKind
from generator.register import Charge, Fate, PersonChange, TargetChange
from generator.register.ordering import persons_in_order, targets_in_order
from generator.register.plan import Plan
from generator.register.report import Section, head, plan_sections, summary
from generator.register.words import item, person_name, target_name, until
from generator.thai.dates import MONTHS

MARKS = {"+": "gain", "-": "loss", "~": "change", "=": "same", ">": "head", "!": "grave", "": "plain"}
"""The class of a line by its mark."""

_WHOLE = re.compile(rf"(?:วันที่ )?\d{{1,2}} (?:{'|'.join(MONTHS)}) (?:พ\.ศ\. )?\d{{4}}|ที่ \d+/\d{{4}}")
"""A date, or the number of an order."""


class TargetRow(NamedTuple):
    """A procedure or post with its people before and after, each ``name (role)``."""

    title: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    changed: bool
    nobody: str


class PersonRow(NamedTuple):
    """A person's gains, what stays and what goes; ``loads``: duties, main, joint and acting, each before and after."""

    name: str
    gains: tuple[str, ...]
    keeps: tuple[str, ...]
    loses: tuple[str, ...]
    loads: tuple[tuple[int, int], ...]


def page(manual: Manual, plan: Plan, remarks: Iterable[Section] = (), to_confirm: Iterable[Section] = ()) -> str:
    """One HTML page with its style and fonts inside. ``remarks`` stand first, ``to_confirm`` last."""
    made = Environment(
        loader=PackageLoader("generator.commands"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: _whole(shown(manual, value)) if type(value) is str else value,
    )
    made.globals["marks"] = MARKS
    sections = plan_sections(manual, plan)
    tables = {"รายกระบวนงานและตำแหน่ง", "รายบุคคล"}
    return made.get_template("plan.html.j2").render(
        fonts={Markup(weight): _font(name) for weight, name in (("400", "Sarabun-Regular"), ("700", "Sarabun-Bold"))},
        title=escape(shown(manual, head(manual, plan)[0])),
        head=head(manual, plan),
        figures=summary(plan),
        before=(*remarks, *(s for s in sections if s.grave)),
        targets=[_target(manual, t) for t in targets_in_order(manual, plan.changes.targets)],
        persons=[_person(manual, p) for p in persons_in_order(manual, plan.changes.affected)],
        after=[*(s for s in sections if not s.grave and s.title not in tables), *to_confirm],
    )


def _whole(text: str) -> Markup:
    """Text whose dates and numbers of orders stay on one line."""
    out, at = Markup(""), 0
    for found in _WHOLE.finditer(text):
        out += Markup('{}<span class="nb">{}</span>').format(text[at : found.start()], found[0])
        at = found.end()
    return out + Markup("{}").format(text[at:])


def _font(name: str) -> Markup:
    return Markup(base64.b64encode((FOLDER / f"{name}.woff2").read_bytes()).decode("ascii"))


def _target(manual: Manual, t: TargetChange) -> TargetRow:
    return TargetRow(
        target_name(manual, t.kind, t.target),
        _people(manual, t.before),
        _people(manual, t.after),
        t.people_change,
        "ไม่มี" if t.kind == "procedure" else "ไม่มีผู้ทำการแทน",
    )


def _people(manual: Manual, charges: Iterable[Charge]) -> tuple[str, ...]:
    ranked = sorted(charges, key=lambda c: (tuple(RoleKind).index(c.role), c.since, c.person))
    return tuple(dict.fromkeys(f"{person_name(manual, c.person)} ({c.role.value})" for c in ranked))


def _person(manual: Manual, p: PersonChange) -> PersonRow:
    gains = [_charge(manual, c) + until(c) for c in p.gained]
    keeps = [_charge(manual, c) for c in p.kept]
    loses = [_charge(manual, c) for c in p.lost]
    for pair in p.duties:
        if pair.fate is Fate.KEPT and pair.after:
            keeps.append(f"{item(pair.after.number)} {pair.after.duty.text}")
        elif pair.fate is Fate.REWORDED and pair.before and pair.after:
            gains.append(f"{item(pair.after.number)} {pair.after.duty.text} (ปรับถ้อยคำจาก “{pair.before.duty.text}”)")
        elif pair.after and pair.after.person == p.person:
            giver = f" (รับจาก{person_name(manual, pair.before.person)})" if pair.before else ""
            gains.append(f"{item(pair.after.number)} {pair.after.duty.text}{giver}")
        elif pair.before:
            taker = f" (มอบให้{person_name(manual, pair.after.person)})" if pair.after else ""
            loses.append(f"{item(pair.before.number)} {pair.before.duty.text}{taker}")
    a, b = p.load_before, p.load_after
    loads = ((a.duties, b.duties), (a.main, b.main), (a.joint, b.joint), (a.acting, b.acting))
    return PersonRow(person_name(manual, p.person), tuple(gains), tuple(keeps), tuple(loses), loads)


def _charge(manual: Manual, c: Charge) -> str:
    return f"{target_name(manual, c.kind, c.target)} ({c.role.value})"
