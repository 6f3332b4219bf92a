"""The days since when withdrawn or suspended items are in force again, after a cancelled amendment or a secondment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from generator.model.base import covers
from generator.model.orders import Order, OrderKey
from generator.register.away import span
from generator.register.contents import OrderContents
from generator.register.items import Items, divided, with_items
from generator.register.validity import Validity
from generator.register.values import DAY

Line = tuple[str, OrderKey]
"""An item, an entry of a chart for one target, or a seat, with the order that gave it."""
Returns = Mapping[Line, date]
Read = Callable[[date], Iterable[OrderContents]]


def returns(ordered: Sequence[Order], validity: Mapping[OrderKey, Validity], day: date, read: Read) -> dict[Line, date]:
    """The day of return of everything that came back on or before ``day``; ``read``: the contents of the orders in force on a day."""
    found: dict[Line, date] = {}
    begins = {o.key: o.begins for o in ordered}
    turns = {validity[o.key].end for o in ordered if o.amended and not validity[o.key].void}
    begun = {validity[key].start for o in ordered for key in o.amended if key in validity and validity[key].start > o.begins}
    turns |= begun  # what waited for its order may give later amendments their place
    for end in sorted(e for e in turns if e is not None and e <= day):
        before = {line for part in read(end - DAY) for line in _lines(part)}
        now = {line for part in read(end) for line in _lines(part)}
        found |= {line: end for line in now - before if begins[line[1]] < end}
    for order in ordered:
        for absence in order.absences:
            a = span(absence, order.key, validity)
            if a.until and a.since <= a.until < day:
                found |= {
                    line: max(found.get(line, date.min), a.until + DAY) for line in _suspended(a.absence.person, a.absence.keeps, a.until, read)
                }
    return found


def _lines(part: OrderContents) -> Iterator[Line]:
    for items in part.duties.values():
        yield from ((i.line, i.order) for top in items for i in top.walk())
    for n in part.responsibilities:
        yield from ((f"{n.line}:{target}", n.order) for target in (*n.responsibility.procedures, n.responsibility.post) if target)
    for of in part.committees:
        yield from ((seat.line(of.key), seat.order) for seat in of.seats)


def _suspended(person: str, keeps: Sequence[str], last: date, read: Read) -> Iterator[Line]:
    """What was suspended for a person on the last day of a secondment."""
    for part in read(last):
        kept, rest = divided(_held(part.duties.get(person, ()), last), keeps)
        opening = {i.line for top in kept for i in top.walk()}
        yield from ((i.line, i.order) for top in rest for i in top.walk() if i.line not in opening or i.duty.procedures or i.duty.post)
        for n in part.responsibilities:
            if n.person == person:
                yield from ((f"{n.line}:{target}", n.order) for target in (*n.responsibility.procedures, n.responsibility.post) if target)


def _held(items: Items, day: date) -> Items:
    """The items that their own dates allow on a day: an opening of a list of which only what has ended is kept is suspended as well."""
    return tuple(with_items(i, _held(i.items, day)) for i in items if covers(i.since, i.until, day))
