"""When each order is in force: from its effective date until another order replaces or cancels it.

What is decided here, since orders leave it open:

* Orders take effect by effective date, then by date of signing; the sequence of entry never matters.
* An amendment lives and ends with the order that it amends: it takes effect no sooner, and ends no later.
* An order cancelled before its effective date, or with effect from that very day, never takes effect: it ends no other.
* Cancelling an amendment brings the earlier words back; cancelling an order that replaced another
  does not bring the other back (a new order must say so).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from generator.model.orders import Order, OrderKey


@dataclass(frozen=True, slots=True)
class Life:
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

    None if the chain leads to an order that does not exist, or round in a circle.
    """
    seen = {order.key}
    while order.amended is not None:
        target = by_key.get(order.amended)
        if target is None or target.key in seen:
            return None
        seen.add(target.key)
        order = target
    return order


def lives(orders: Iterable[Order]) -> dict[OrderKey, Life]:
    """The life of each order, over all time."""
    ordered = sequence(orders)
    amendments = _amendments(ordered)
    ends: dict[OrderKey, tuple[date, OrderKey]] = {}
    for order in sorted(ordered, key=_precedence):
        if order.key in ends and ends[order.key][0] <= order.begins:
            continue
        for target in order.ended:
            for key in (target, *amendments.get(target, ())):
                if key != order.key:
                    ends.setdefault(key, (order.begins, order.key))
    starts = _starts(ordered, amendments)
    return {o.key: Life(starts[o.key], *ends.get(o.key, (None, None))) for o in ordered}


def _precedence(order: Order) -> tuple[date, bool, int]:
    """Of one day cancellations first, the last signed before the others: what is cancelled that day does nothing on it."""
    cancels = order.kind == "cancels"
    return order.begins, not cancels, -order.signed.toordinal() if cancels else 0


def _starts(ordered: Iterable[Order], amendments: Mapping[OrderKey, Iterable[OrderKey]]) -> dict[OrderKey, date]:
    starts = {o.key: o.begins for o in ordered}
    for order in ordered:
        for key in amendments.get(order.key, ()):
            starts[key] = max(starts[key], order.begins)
    return starts


def _amendments(orders: Iterable[Order]) -> dict[OrderKey, list[OrderKey]]:
    """Every amendment that ends with an order: its own, and those of its amendments."""
    by_key = {o.key: o for o in orders}
    found: dict[OrderKey, list[OrderKey]] = {}
    for order in by_key.values():
        step, seen = order, {order.key}
        while step.amended is not None and step.amended not in seen:
            found.setdefault(step.amended, []).append(order.key)
            seen.add(step.amended)
            if step.amended not in by_key:
                break
            step = by_key[step.amended]
    return found
