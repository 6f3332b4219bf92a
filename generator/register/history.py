"""The register over all time: who had what from when to when, and what each order did to another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from generator.model.orders import Duty, LinkKind, Order, OrderKey
from generator.register.fold import Known, on
from generator.register.validity import sequence, validities
from generator.register.values import DAY, NO_STAFF, SAME, Charge, DutyInForce, Register, Staff


class OrderLink(NamedTuple):
    """``order`` did ``kind`` to ``target``, with effect from ``on``."""

    order: OrderKey
    kind: LinkKind
    target: OrderKey
    on: date


class Held(NamedTuple):
    """A duty that a person has or had, from its first day to its last (None: still, as far as known)."""

    duty: DutyInForce
    since: date
    until: date | None


def chain(orders: Iterable[Order]) -> tuple[OrderLink, ...]:
    """Every replacement, amendment and cancellation, as they take effect. Targets may be missing."""
    found = (OrderLink(order.key, link.kind, link.target, order.begins) for order in orders for link in order.links)
    return tuple(sorted(found, key=lambda link: (link.on, link)))


def history(orders: Iterable[Order], staff: Staff = NO_STAFF) -> tuple[Charge, ...]:
    """Every charge over all time with its first and last day; on any day, those that cover it equal the fold's."""
    open_: dict[object, Charge] = {}
    closed: list[Charge] = []
    for day, register in _registers(orders, staff):
        now = {SAME(c): c for c in register.charges}
        closed += [replace(open_.pop(key), until=day - DAY) for key in [key for key in open_ if key not in now]]
        for key, charge in now.items():
            open_[key] = replace(charge, since=open_[key].since if key in open_ else day, until=None)
    closed += open_.values()
    return tuple(sorted(closed, key=lambda c: (c.since, c)))


def duties_history(orders: Iterable[Order], staff: Staff = NO_STAFF) -> dict[str, tuple[Held, ...]]:
    """For each person every item ever held, sub-items too (schools, projects, other duties); one that an order gives twice is listed twice."""
    open_: dict[tuple[object, ...], tuple[DutyInForce, date]] = {}
    before: dict[str, dict[tuple[object, ...], DutyInForce]] = {}
    seen: dict[str, tuple[DutyInForce, ...]] = {}
    closed: dict[str, list[Held]] = {}
    for day, register in _registers(orders, staff):
        for person in {*seen, *register.duties}:
            tops = register.duties.get(person, ())
            if tops == seen.get(person, ()):
                continue
            now, seen[person] = _told_apart(tops), tops
            for key in before.get(person, {}):
                if key not in now:
                    duty, since = open_.pop(key)
                    closed.setdefault(person, []).append(Held(duty, since, day - DAY))
            for key, duty in now.items():
                open_.setdefault(key, (duty, day))
            before[person] = now
    for duty, since in open_.values():
        closed.setdefault(duty.person, []).append(Held(duty, since, None))
    return {person: tuple(found) for person, found in sorted(closed.items())}


def _told_apart(tops: Iterable[DutyInForce]) -> dict[tuple[object, ...], DutyInForce]:
    """Items by person, order, number and words, with a counter for repetitions."""
    found: dict[tuple[object, ...], DutyInForce] = {}
    times: Counter[tuple[object, ...]] = Counter()
    for duty in (d for top in tops for d in top.walk()):
        key = (duty.person, duty.order, duty.number, duty.cited, *_said(duty.duty))
        found[(*key, times[key])] = duty
        times[key] += 1
    return found


def _said(duty: Duty) -> tuple[object, ...]:
    """The contents of an item without its sub-items."""
    return duty.text, duty.procedures, duty.post, duty.role, duty.rank, duty.part


def _registers(orders: Iterable[Order], staff: Staff) -> Iterator[tuple[date, Register]]:
    """The register on every day on which it may change."""
    ordered = sequence(orders)
    validity, known = validities(ordered), Known()
    for day in turning_points(ordered, staff):
        yield day, on(ordered, validity, day, staff, known)


def turning_points(orders: Iterable[Order], staff: Staff = NO_STAFF) -> tuple[date, ...]:
    """The days on which anything may change."""
    every = tuple(orders)
    days: set[date] = {day + DAY for day in staff.last_days.values()}
    days |= {first for terms in staff.terms.values() for first, _ in terms if first > date.min}
    for validity in validities(every).values():
        days |= {validity.start, validity.end or validity.start}
    for order in every:
        for since, until in spans(order):
            days |= {since} if since else set()
            days |= {until + DAY} if until else set()
    return tuple(sorted(days))


def spans(order: Order) -> Iterator[tuple[date | None, date | None]]:
    """The first and last day of each part of an order, where it sets its own."""
    stack = [d for a in order.assignments for d in a.duties] + [c.duty for c in order.changes if c.duty]
    stack += [d for c in order.committees for d in c.duties]
    while stack:
        duty = stack.pop()
        yield duty.since, duty.until
        stack += duty.items
    yield from ((r.since, r.until) for r in order.named)
    yield from ((c.since, c.until) for c in order.changes)
    yield from ((c.since, c.until) for c in order.committees)
    yield from ((a.since, a.until) for a in order.absences)
