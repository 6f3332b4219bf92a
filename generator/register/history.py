"""The register over all time: who had what from when to when, and what each order did to another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Literal, NamedTuple

from generator.model.orders import Order, OrderKey
from generator.register.fold import DAY, Known, on
from generator.register.lives import lives, sequence
from generator.register.values import Charge, DutyInForce, Register

LinkKind = Literal["replaces", "amends", "cancels"]


class Link(NamedTuple):
    """``order`` did ``kind`` to ``target``, with effect from ``on``."""

    order: OrderKey
    kind: LinkKind
    target: OrderKey
    on: date


def chain(orders: Iterable[Order]) -> tuple[Link, ...]:
    """Every replacement, amendment and cancellation, as they take effect. Targets may be missing."""
    found: list[Link] = []
    for order in orders:
        found += [Link(order.key, "replaces", key, order.begins) for key in order.replaced]
        found += [Link(order.key, "cancels", key, order.begins) for key in order.cancelled]
        if order.amended:
            found.append(Link(order.key, "amends", order.amended, order.begins))
    return tuple(sorted(found, key=lambda link: (link.on, link)))


def history(orders: Iterable[Order], last_days: Mapping[str, date] | None = None) -> tuple[Charge, ...]:
    """Every charge over all time with its first and last day; on any day, those that cover it equal the fold's."""
    open_: dict[Charge, date] = {}
    closed: list[Charge] = []
    for day, register in _registers(orders, last_days):
        now = {_timeless(c): c for c in register.charges}
        for charge in [c for c in open_ if c not in now]:
            closed.append(replace(charge, since=open_.pop(charge), until=day - DAY))
        for charge in now:
            open_.setdefault(charge, day)
    closed += [replace(charge, since=since, until=None) for charge, since in open_.items()]
    return tuple(sorted(closed, key=lambda c: (c.since, c)))


def duties_history(
    orders: Iterable[Order], person: str, last_days: Mapping[str, date] | None = None
) -> tuple[tuple[DutyInForce, date, date | None], ...]:
    """Every top item that a person ever had, with its first and last day; an item that an order gives twice is told twice."""
    open_: dict[tuple[object, ...], tuple[DutyInForce, date]] = {}
    closed: list[tuple[DutyInForce, date, date | None]] = []
    for day, register in _registers(orders, last_days):
        now = _told_apart(register.duties.get(person, ()))
        closed += [(*open_.pop(key), day - DAY) for key in [k for k in open_ if k not in now]]
        for key, duty in now.items():
            open_.setdefault(key, (duty, day))
    return tuple(closed) + tuple((duty, since, None) for duty, since in open_.values())


def _told_apart(duties: Iterable[DutyInForce]) -> dict[tuple[object, ...], DutyInForce]:
    """Duties by their order, number and words, and by how often these came before."""
    found: dict[tuple[object, ...], DutyInForce] = {}
    times: Counter[tuple[object, ...]] = Counter()
    for duty in duties:
        key = (duty.order, duty.number, repr(duty.duty))
        found[(*key, times[key])] = duty
        times[key] += 1
    return found


def _registers(orders: Iterable[Order], last_days: Mapping[str, date] | None) -> Iterator[tuple[date, Register]]:
    """The register on every day on which it may change."""
    ordered = sequence(orders)
    life, known = lives(ordered), Known()
    for day in turning_points(ordered, last_days):
        yield day, on(ordered, life, day, last_days, known)


def turning_points(orders: Iterable[Order], last_days: Mapping[str, date] | None = None) -> tuple[date, ...]:
    """The days on which anything may change."""
    every = tuple(orders)
    days: set[date] = {day + DAY for day in (last_days or {}).values()}
    for life in lives(every).values():
        days |= {life.start, life.end or life.start}
    for order in every:
        for since, until in spans(order):
            days |= {since} if since else set()
            days |= {until + DAY} if until else set()
    return tuple(sorted(days))


def spans(order: Order) -> Iterator[tuple[date | None, date | None]]:
    """The first and last day of each item of an order, where it sets its own."""
    stack = [d for a in order.assignments for d in a.duties] + [c.duty for c in order.changes if c.duty]
    while stack:
        duty = stack.pop()
        yield duty.since, duty.until
        stack += duty.items
    for r in order.responsibilities:
        yield r.since, r.until


def _timeless(charge: Charge) -> Charge:
    return replace(charge, since=date.min, until=None)
