"""When each order is in force: from its effective date until another order replaces or cancels it.

What is decided here, since orders leave it open:

* Orders take effect by effective date, then by date of signing; the sequence of entry never matters.
* An amendment begins and ends with what it amends: it takes effect no sooner than the first of the orders it amends, and ends with the last.
* An order cancelled before its effective date, or with effect from that very day, never takes effect: it ends no other, not even what
  the order that cancels it amends.
* An order replaced on its first day, or one that amends what ends on that day, has done its work: what it ends does not come back.
* Cancelling an amendment brings the earlier words back; cancelling an order that replaced another
  does not bring the other back (a new order must say so).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from generator.model.orders import Order, OrderKey


@dataclass(frozen=True, slots=True)
class Validity:
    """From ``start`` (included) to ``end`` (not included)."""

    start: date
    end: date | None = None
    by: OrderKey | None = None

    @property
    def void(self) -> bool:
        """Whether the order never takes effect."""
        return self.end is not None and self.end <= self.start

    def covers(self, day: date) -> bool:
        """Whether the order is in force on a day."""
        return self.start <= day and (self.end is None or day < self.end)


def sequence(orders: Iterable[Order]) -> tuple[Order, ...]:
    """Orders as they take effect."""
    return tuple(sorted(orders, key=lambda o: (o.begins, o.signed, o.key)))


def root(order: Order, by_key: Mapping[OrderKey, Order]) -> Order | None:
    """The order whose items an amendment changes, through any chain of amendments; itself if it amends nothing.

    Of an amendment of several orders the first. None if the chain leads to an order that does not exist, or round in a circle.
    """
    seen = {order.key}
    while order.amended:
        target = by_key.get(order.amended[0])
        if target is None or target.key in seen:
            return None
        seen.add(target.key)
        order = target
    return order


def roots(order: Order, by_key: Mapping[OrderKey, Order]) -> tuple[OrderKey, ...]:
    """The orders whose text an amendment changes, each once; none for an order that amends nothing."""
    targets = (by_key[key] for key in order.amended if key in by_key)
    return tuple(dict.fromkeys(base.key for target in targets if (base := root(target, by_key)) and base.key != order.key))


def validities(orders: Iterable[Order]) -> dict[OrderKey, Validity]:
    """When each order is in force, over all time."""
    ordered = sequence(orders)
    by_key = {o.key: o for o in ordered}
    amendments: dict[OrderKey, list[Order]] = {}
    for order in ordered:
        for key in order.amended:
            amendments.setdefault(key, []).append(order)
    ends: dict[OrderKey, tuple[date, OrderKey]] = {}

    def end(key: OrderKey, by: Order) -> None:
        """An order ends, and with it those of its amendments that amend nothing else in force."""
        if key in ends or key == by.key:
            return
        ends[key] = (by.begins, by.key)
        for amendment in amendments.get(key, ()):
            if all(k in ends for k in amendment.amended if k in by_key):
                end(amendment.key, by)

    for _, begun in groupby(ordered, key=lambda o: o.begins):
        for order in _standing([o for o in begun if o.key not in ends]):
            for target in order.ended:
                end(target, order)
    starts: dict[OrderKey, date] = {}
    return {o.key: Validity(_start(o, by_key, starts), *ends.get(o.key, (None, None))) for o in ordered}


def _cancels(order: Order, other: Order) -> bool:
    return any(link.kind == "cancels" and link.target == other.key for link in order.links)


def _standing(today: Collection[Order]) -> list[Order]:
    """Those of the orders that begin on one day that do what they say, cancellations first."""
    return sorted((o for o in today if _stands(o, today)), key=lambda o: not o.cancels)


def _stands(order: Order, today: Iterable[Order], above: frozenset[OrderKey] = frozenset()) -> bool:
    """Whether no order that begins on the same day, and itself stands, cancels it.

    Orders that cancel each other in a circle (``above``: those being asked about) are refused by the rules.
    """
    seen = above | {order.key}
    return not any(_cancels(by, order) and by.key not in seen and _stands(by, today, seen) for by in today)


def _start(order: Order, by_key: Mapping[OrderKey, Order], known: dict[OrderKey, date]) -> date:
    """The first day of an order: of an amendment no sooner than that of the first order it amends."""
    if order.key not in known:
        known[order.key] = order.begins  # so that a circle of amendments ends
        targets = [_start(by_key[key], by_key, known) for key in order.amended if key in by_key and key != order.key]
        known[order.key] = max(order.begins, min(targets, default=order.begins))
    return known[order.key]
