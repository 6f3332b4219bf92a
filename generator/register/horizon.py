"""The days on which outputs change, and why: between two of them nothing need be made anew.

Days are collected, never tried one by one; where an item ends that an amendment took away before, two folds tell that nothing changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from generator.model.handbook import Manual
from generator.model.orders import OrderKey
from generator.register.fold import fold
from generator.register.history import turning_points
from generator.register.staff import DONE, Move, moves
from generator.register.values import DAY, SOON, DutyInForce, Register, Staff, State
from generator.register.words import departure, number, person_name, target_name
from generator.thai import dates

FEW = 3
"""Causes that are named at most; a day on which twenty persons retire needs no more."""
BEGUN = (State.IN_FORCE, State.DONE)


class Turn(NamedTuple):
    """A day on which something changes: the orders that cause it, and other events in words."""

    day: date
    orders: tuple[OrderKey, ...]
    events: tuple[str, ...]


def settled(manual: Manual, wanted: date) -> Register | None:
    """The register of the day since which nothing has changed, as seen from a day; None if nothing has a date by then."""
    days = [day for day in _days(manual) if day <= wanted]
    after = _on(manual, days[-1]) if days else None
    while after:
        days.pop()
        before = _on(manual, days[-1] if days else _eve(after.as_of))
        if _differ(manual, before, after):
            return after
        after = before if days else None
    return None


def before_all(manual: Manual, near: date) -> Register:
    """The register of a day before anything has a date: ``near``, or earlier."""
    return _on(manual, min([near, *map(_eve, _days(manual)[:1])]))


def following(manual: Manual, register: Register) -> Turn | None:
    """The next day after the register's on which a reader finds something changed; None if none is known."""
    before = register
    for day in (d for d in _days(manual) if d > register.as_of):
        after = _on(manual, day)
        orders, events = _orders(manual, before, after), tuple(_events(manual, before.as_of, day))
        if orders or events:
            return Turn(day, orders, events)
        before = after
    return None


def reason(manual: Manual, turn: Turn) -> str:
    """``มีการเปลี่ยนแปลงตามคำสั่งที่ 20/2568 และนาย... เกษียณอายุราชการ ...``: why things are otherwise from that day on."""
    orders = [f"มีการเปลี่ยนแปลงตามคำสั่ง{' และ'.join(map(number, turn.orders))}"] if turn.orders else []
    more = [f"อีก {len(turn.events) - FEW} รายการ"] if len(turn.events) > FEW else []
    return " และ".join((*orders, *turn.events[:FEW], *more))


def _on(manual: Manual, day: date) -> Register:
    return fold(manual.orders, day, Staff.of(manual.people))


def _eve(day: date) -> date:
    return day - DAY if day > date.min else day


def _days(manual: Manual) -> list[date]:
    """Every day on which something may change, in order."""
    last_days = manual.people.last_days
    days = {*turning_points(manual.orders, Staff.of(manual.people)), *(o.signed for o in manual.orders)}
    days |= {day - SOON for day in last_days.values() if day - date.min > SOON}
    for person in manual.people.persons:
        days |= {d for d in (person.arrived, *(h.since for h in person.posts)) if d}
        days |= {h.until + DAY for h in person.posts if h.until}
    days |= {day + DAY for day, _ in _reviews(manual)}
    return sorted(days)


def _reviews(manual: Manual) -> Iterator[tuple[date, str]]:
    """When the handbook and the procedures are due for review, and what each is called."""
    if own := manual.handbook.control.review_due:
        yield own, "คู่มือ"
    for procedure in manual.procedures:
        if procedure.control.review_due:
            yield procedure.control.review_due, f"“{procedure.title}”"


def _differ(manual: Manual, before: Register, after: Register) -> bool:
    """Whether any output can differ between the two days."""
    first, second = before.as_of, after.as_of
    return (
        replace(before, as_of=second) != after
        or [c.until for c in before.charges] != [c.until for c in after.charges]
        or any(first < day - SOON <= second for day in manual.people.last_days.values() if day - date.min > SOON)
        or any(True for _ in _events(manual, first, second))
    )


def _orders(manual: Manual, before: Register, after: Register) -> tuple[OrderKey, ...]:
    """The orders that take effect between the two days; if none does, those of whose items some begin or end."""
    begun = tuple(key for key, now in after.status.items() if now.state in BEGUN and now.state != before.status[key].state)
    if begun:
        return begun
    stays = {p.id for p in manual.people.persons if p.in_office(after.as_of)}
    had, has = ({replace(c, since=date.min) for c in r.charges if c.person in stays} for r in (before, after))
    moved = {c.order for c in had ^ has} | {*_moved(before, after, stays), *_moved(after, before, stays)}
    moved |= {a.order for one, other in ((before, after), (after, before)) for a in one.absent if a not in other.absent}
    return tuple(key for key in after.status if key in moved)


def _moved(one: Register, other: Register, persons: Iterable[str]) -> Iterator[OrderKey]:
    """The orders of duties in one register that are missing or different in the other."""
    for person in persons:
        mine, there = (list(_walk(r.duties.get(person, ()))) for r in (one, other))
        yield from (d.order for d in mine if not any(d == t for t in there)) if mine != there else ()


def _walk(duties: Iterable[DutyInForce]) -> Iterator[DutyInForce]:
    for duty in duties:
        yield from duty.walk()


def _events(manual: Manual, first: date, second: date) -> Iterator[str]:
    """What happens between two days besides orders: who comes, goes and holds which post; what is due for review."""
    found = moves(manual, first, second)
    gone = {m.person for m in found if m.post is None}
    yield from (_move(manual, m) for m in found if m.post is None or m.person not in gone)
    yield from (f"พ้นกำหนดทบทวน{title} ({dates.long(day)})" for day, title in _reviews(manual) if first <= day < second)


def _move(manual: Manual, move: Move) -> str:
    words = departure(manual.person[move.person]) if move.kind == "leaves" else DONE[move.kind]
    return f"{person_name(manual, move.person)} {words}{target_name(manual, 'post', move.post) if move.post else ''}"
