"""Changes and plans as plain data for programs (JSON): ids, ISO dates, Thai names beside the ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from generator.model.handbook import Manual
from generator.model.orders import OrderKey
from generator.register.changes import Changes, PersonChange
from generator.register.coverage import Stretch
from generator.register.matching import Pair
from generator.register.plan import Impact
from generator.register.staff import moves
from generator.register.values import Charge, DutyInForce
from generator.register.words import person_name, target_name

Data = dict[str, Any]


def plan_data(manual: Manual, of: Impact) -> Data:
    """The plan of an order."""
    return {
        "order": key_data(of.order.key),
        "title": of.order.title,
        "kind": of.order.kind,
        "effective": _day(of.day),
        "without_main": [_stretch_data(s) for s in of.without_main],
        "two_mains": [_stretch_data(s) for s in of.two_mains],
        "unmended": [_stretch_data(s) for s in of.unmended],
        "lapses": [duty_data(d) for d in _before(of.changes.lapses)],
        **changes_data(manual, of.changes),
        "later": [{"from": _day(c.after.as_of), **changes_data(manual, c)} for c in of.later],
        "hand_over": [
            {"from": h.giver, "to": list(h.to), "procedures": list(h.procedures), "duties": [duty_data(d) for d in _before(h.duties)]}
            for h in of.handed_over
        ],
        "forms": list(of.forms),
        "pages": [{"path": p.path, "fate": p.kind} for p in of.pages],
    }


def changes_data(manual: Manual, changes: Changes) -> Data:
    """Differences for programs."""
    return {
        "orders": [
            {"order": key_data(key), "before": old.state.name.lower() if old else None, "after": new.state.name.lower() if new else None}
            for key, old, new in changes.orders
        ],
        "targets": [
            {
                "kind": t.kind,
                "id": t.target,
                "title": target_name(manual, t.kind, t.target),
                "before": [charge_data(c) for c in t.before],
                "after": [charge_data(c) for c in t.after],
            }
            for t in changes.targets
        ],
        "persons": [_person_data(manual, p) for p in changes.persons if p.affected or p.renumbered],
    }


def difference_data(manual: Manual, changes: Changes) -> Data:
    """Every difference between two dates."""
    first, second = changes.before.as_of, changes.after.as_of
    staff = [{"person": m.person, "name": person_name(manual, m.person), "kind": m.kind, "post": m.post} for m in moves(manual, first, second)]
    return {"before": _day(first), "after": _day(second), **changes_data(manual, changes), "staff": staff}


def _before(found: Iterable[Pair]) -> Iterator[DutyInForce]:
    return (p.before for p in found if p.before)


def _person_data(manual: Manual, p: PersonChange) -> Data:
    return {
        "id": p.person,
        "name": person_name(manual, p.person),
        "gains": [charge_data(c) for c in p.gained],
        "keeps": [charge_data(c) for c in p.kept],
        "loses": [charge_data(c) for c in p.lost],
        "duties": [
            {"fate": d.kind.name.lower(), "before": duty_data(d.before) if d.before else None, "after": duty_data(d.after) if d.after else None}
            for d in p.duties
        ],
        "load": {
            name: {"duties": x.duties, "main": x.main, "joint": x.joint, "acting": x.acting}
            for name, x in (("before", p.load_before), ("after", p.load_after))
        },
    }


def charge_data(c: Charge) -> Mapping[str, Any]:
    """A charge for programs."""
    return {
        "person": c.person,
        "role": c.role.value,
        "kind": c.kind,
        "target": c.target,
        "from": _day(c.since),
        "to": _day(c.until) if c.until else None,
        "order": key_data(c.order),
        "item": c.item,
        "part": c.part or None,
        "rank": c.rank or None,
        "text": c.text,
    }


def duty_data(d: DutyInForce) -> Data:
    """A duty for programs, without its sub-items."""
    return {"person": d.person, "order": key_data(d.order), "item": d.number, "clause": d.cited, "text": d.duty.text}


def key_data(key: OrderKey) -> str:
    """``issuer: 248/2565``, as orders refer to each other."""
    return f"{key.issuer}: {key.number}/{key.year}"


def _stretch_data(s: Stretch) -> Data:
    span = {"from": _day(s.since), "to": _day(s.until) if s.until else None}
    return {"procedure": s.procedure, **span, "mains": list(s.mains), "acting": list(s.acting)}


def _day(day: date) -> str:
    return day.isoformat()
