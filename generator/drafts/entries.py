"""Parts of orders in force as one would write them anew: for others, under other numbers, from another day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from enum import Enum
from typing import Any

from generator.model.base import Record
from generator.register import DutyInForce
from generator.register.contents import OrderContents
from generator.rules.ids import NAMED
from generator.thai import dates, digits

Entry = dict[str, Any]
Who = Callable[[str], str]
"""How a person is written in a file, from the id."""
LISTS = ("items", "duties", "members", "rows")
"""Keys that stand last, since what follows them is long."""


def entry(of: Record, who: Who, without: Iterable[str] = ()) -> Entry:
    """A record as it would stand in a file: what it says beyond the defaults, without the keys named."""
    made: Entry = {}
    for name, about in type(of).model_fields.items():
        value = getattr(of, name)
        if name not in ("allow", *without) and value != about.get_default(call_default_factory=True):
            made[about.alias or name] = who(value) if name in NAMED["person"].get(type(of), ()) else _value(value, who, without)
    return {**{k: v for k, v in made.items() if k not in LISTS}, **{k: v for k, v in made.items() if k in LISTS}}


def _value(value: Any, who: Who, without: Iterable[str]) -> Any:
    if isinstance(value, Record):
        return entry(value, who, without)
    if isinstance(value, tuple):
        return [_value(v, who, without) for v in value]
    if isinstance(value, date):
        return dates.long(value)
    return value.value if isinstance(value, Enum) else value


def duty(of: DutyInForce, without: Iterable[str] = ()) -> Entry:
    """A duty in force as one would write it anew, with its number."""
    return {"no": of.duty.no or thai(of.number), **entry(of.duty, str, without)}


def alive(part: OrderContents, day: date) -> OrderContents:
    """An order without what will have ended by its own dates on a day."""
    duties = {person: tuple(d for d in items if lasts(d.duty.until, day)) for person, items in part.duties.items()}
    return replace(
        part,
        duties={person: items for person, items in duties.items() if items},
        responsibilities=tuple(n for n in part.responsibilities if lasts(n.responsibility.until, day)),
        committees=tuple(c for c in part.committees if lasts(c.committee.until, day)),
    )


def lasts(until: date | None, day: date) -> bool:
    """Whether what has a last day, or none, is not over by a day."""
    return until is None or until >= day


def from_then_on(given: Entry, found: DutyInForce, day: date) -> Entry:
    """The duty for whoever takes it over: it began for another, so not before the new order."""
    since = found.duty.since
    return {k: v for k, v in given.items() if k != "from"} if since and since <= day else given


def renumbered(items: Iterable[Entry], old: str, new: str) -> list[Entry]:
    """Items whose number repeats that of the item above (``๓.๑``), under its new number."""
    found: list[Entry] = []
    for i in items:
        below = {"items": renumbered(i["items"], old, new)} if i.get("items") else {}
        no = str(i.get("no", ""))
        found.append({**i, **({"no": new + no.removeprefix(old)} if no.startswith(f"{old}.") else {}), **below})
    return found


def numbered(like: str, number: int) -> str:
    """A number in the manner of another: ``๔)`` and 7 make ``๗)``, ``๑๔.๒`` and 7 make ``๑๔.๗``."""
    return re.sub(r"\d+(?=\D*$)", str(number), like, count=1) if re.search(r"\d", like) else str(number)


def last_number(numbers: Iterable[str]) -> int:
    """The greatest last part of some numbers; 0 of none."""
    return max((int(found[-1]) for n in numbers if (found := re.findall(r"\d+", digits.to_arabic(n)))), default=0)


def thai(text: str) -> str:
    """A text in Thai digits, as orders are written."""
    return digits.to_thai(text)


def brief(text: str, most: int = 60) -> str:
    """The beginning of a text, to know it by."""
    return text if len(text) <= most else text[:most].rstrip() + "…"
