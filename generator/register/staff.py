"""Who comes, goes and holds which post between two dates: what people.yml says, not the orders."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from generator.model.handbook import Manual

DONE = {"arrives": "เข้ามาปฏิบัติราชการ", "leaves": "พ้นจากสำนักงาน", "takes": "ดำรงตำแหน่ง", "gives_up": "พ้นจากตำแหน่ง"}
"""Words for each kind of move; the title of a post follows."""


class Move(NamedTuple):
    """``post`` is None for arriving at and leaving the office itself."""

    person: str
    kind: Literal["arrives", "leaves", "takes", "gives_up"]
    post: str | None = None


def moves(manual: Manual, first: date, second: date) -> tuple[Move, ...]:
    """What differs in the office's staff between the two dates, whichever is the earlier."""
    found: list[Move] = []
    for person in manual.people.persons:
        before, after = person.in_office(first), person.in_office(second)
        if before != after:
            found.append(Move(person.id, "arrives" if after else "leaves"))
        old, new = person.holds(first), person.holds(second)
        found += [Move(person.id, "takes", p) for p in new if p not in old]
        found += [Move(person.id, "gives_up", p) for p in old if p not in new]
    return tuple(found)
