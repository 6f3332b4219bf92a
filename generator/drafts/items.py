"""Duties in force as one would write them anew: for others, under other numbers, from another day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from generator.model.orders import RoleKind
from generator.register import DutyInForce
from generator.register.contents import Contents
from generator.thai import dates, digits

Entry = dict[str, Any]


def alive(part: Contents, day: date) -> Contents:
    """An order without what will have ended by its own dates on a day."""
    duties = {person: tuple(d for d in items if d.duty.until is None or d.duty.until >= day) for person, items in part.duties.items()}
    named = tuple(n for n in part.responsibilities if n.responsibility.until is None or n.responsibility.until >= day)
    return replace(part, duties={person: items for person, items in duties.items() if items}, responsibilities=named)


def from_then_on(given: Entry, found: DutyInForce, day: date) -> Entry:
    """The duty for whoever takes it over: it began for another, so not before the new order."""
    since = found.duty.since
    return {**given, "from": dates.long(day)} if since and since < day else given


def renumbered(items: Iterable[Entry], old: str, new: str) -> list[Entry]:
    """Items whose number repeats that of the item above (``๓.๑``), under its new number."""
    found: list[Entry] = []
    for i in items:
        below = {"items": renumbered(i["items"], old, new)} if i.get("items") else {}
        no = str(i["no"])
        found.append({**i, "no": new + no.removeprefix(old) if no.startswith(f"{old}.") else no, **below})
    return found


def duty(of: DutyInForce) -> Entry:
    """A duty in force as one would write it anew."""
    d = of.duty
    made: Entry = {"no": d.no or thai(of.number), "text": d.text}
    made |= {"lists": d.lists} if d.lists != "duties" else {}
    made |= {"procedures": list(d.procedures)} if d.procedures else {}
    made |= {"post": d.post} if d.post else {}
    made |= {"role": d.role.value} if d.role is not RoleKind.MAIN else {}
    made |= span(d.since, d.until)
    made |= {"to_confirm": d.to_confirm} if d.to_confirm else {}
    return made | ({"items": [duty(i) for i in of.items]} if of.items else {})


def span(since: date | None, until: date | None) -> Entry:
    """The keys of its own first and last day, if any."""
    return ({"from": dates.long(since)} if since else {}) | ({"to": dates.long(until)} if until else {})


def thai(text: str) -> str:
    """A text in Thai digits, as orders are written."""
    return digits.to_thai(text)
