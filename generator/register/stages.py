"""What an order changes after its first day: its own items that begin later, such as the second of two who act in turn."""

from __future__ import annotations

from collections.abc import Iterable

from generator.model.orders import Order
from generator.register.changes import Changes, differences
from generator.register.fold import Known, fold
from generator.register.history import spans
from generator.register.validity import validities
from generator.register.values import DAY, NO_STAFF, Staff


def later(orders: Iterable[Order], order: Order, staff: Staff = NO_STAFF, known: Known | None = None) -> tuple[Changes, ...]:
    """The changes of each later day on which something of ``order`` begins; those of its first day: :func:`effect`.

    What other orders do, and who leaves, from that very day is not this order's doing, and left out.
    """
    every, known = (*(o for o in orders if o.key != order.key), order), {} if known is None else known
    validity = validities(every)[order.key]
    days = {since for since, _ in spans(order)} | {a.until + DAY for a in order.absences if a.until}
    begin = sorted(day for day in days if day and day > validity.start and validity.covers(day))
    found: list[Changes] = []
    for day in begin:
        begun = [o for o in every if o.key == order.key or o.begins < day]
        staying = staff.staying({person: last for person, last in staff.last_days.items() if last != day - DAY})
        changes = differences(fold(begun, day - DAY, staying, known), fold(begun, day, staying, known))
        if changes.affected:
            found.append(changes)
    return tuple(found)
