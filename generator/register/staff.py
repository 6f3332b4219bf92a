"""Who comes, goes and holds which post between two dates: what people.yml says, not the orders."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from generator.model.handbook import Manual
from generator.model.organization import Person


class Move(NamedTuple):
    """``post`` is None for arriving at and leaving the office itself."""

    person: str
    kind: Literal["arrives", "leaves", "takes", "gives_up"]
    post: str | None = None


def moves(manual: Manual, first: date, second: date) -> tuple[Move, ...]:
    """What differs in the office's staff between the two dates, whichever is the earlier."""
    found: list[Move] = []
    for person in manual.people.persons:
        before, after = _there(person, first), _there(person, second)
        if before != after:
            found.append(Move(person.id, "arrives" if after else "leaves"))
        old, new = _posts(person, first), _posts(person, second)
        found += [Move(person.id, "takes", p) for p in new if p not in old]
        found += [Move(person.id, "gives_up", p) for p in old if p not in new]
    return tuple(found)


def _there(person: Person, day: date) -> bool:
    return _covers(person.arrived, person.last_day, day)


def _posts(person: Person, day: date) -> tuple[str, ...]:
    there = person.last_day is None or day <= person.last_day
    return tuple(h.post for h in person.posts if there and _covers(h.since, h.until, day))


def _covers(since: date | None, until: date | None, day: date) -> bool:
    return (since is None or since <= day) and (until is None or day <= until)
