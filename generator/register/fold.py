"""Orders up to a date -> :class:`Register`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from generator.model.base import covers
from generator.model.orders import Order, OrderKey, RoleKind
from generator.register.away import away, suspended
from generator.register.contents import Named, OrderContents, amended, contents, last_acting_day
from generator.register.items import with_items
from generator.register.returns import Returns, returns
from generator.register.validity import Validity, root, sequence, validities
from generator.register.values import DAY, NO_STAFF, PLACE, SAME, Charge, CommitteeInForce, DutyInForce, OrderStatus, Register, Staff, State

Known = dict[tuple[object, ...], OrderContents]
"""A cache of orders with amendments applied, by the keys of all of them, for folding many days of the same orders."""


def fold(orders: Iterable[Order], as_of: date, staff: Staff = NO_STAFF, known: Known | None = None) -> Register:
    """The register on a date.

    ``staff``: what is theirs ends with the last day in office of each person who leaves, and acting in a vacant post with an appointment.
    Orders may come in any sequence. Orders that are not yet effective count in ``status`` only. ``known``: of folds of the same orders.
    """
    ordered = sequence(orders)
    validity, known = validities(ordered), Known() if known is None else known
    back = returns(ordered, validity, as_of, lambda day: standing(ordered, validity, day, known))
    return on(ordered, validity, as_of, staff, known, back)


def on(
    ordered: Sequence[Order],
    validity: Mapping[OrderKey, Validity],
    as_of: date,
    staff: Staff = NO_STAFF,
    known: Known | None = None,
    back: Returns | None = None,
) -> Register:
    """The register on a date, from orders in their sequence and when each is in force (:func:`fold`, but many days at a time).

    ``back``: since when what had been suspended or withdrawn is in force again; without it first days are those of the orders.
    """
    staff = staff.known_on(as_of)
    last = staff.last_days
    parts = tuple(standing(ordered, validity, as_of, known))
    dated = _Dates(as_of, staff, back or {})
    duties: dict[str, tuple[DutyInForce, ...]] = {}
    for part in parts:
        floor = validity[part.order].start
        for person, items in part.duties.items():
            if as_of <= last.get(person, as_of):
                duties[person] = duties.get(person, ()) + tuple(k for item in items if (k := dated.item(item, floor)))
    absent, came_back = away(ordered, validity, as_of)
    entries = [n for part in parts for n in part.responsibilities]
    duties, entries = suspended(absent, duties, entries, lambda p: as_of <= last.get(p, as_of), came_back)
    charges = [c for items in duties.values() for item in items for c in _charges(item, last.get(item.person))]
    charges += [c for n in entries for c in dated.named(n, validity[n.order].start)]
    committees = tuple(c for part in parts for of in part.committees if (c := dated.committee(of)))
    charges += [c for of in committees for c in _seated(of, last, as_of)]
    status = {order.key: _status(validity[order.key], order, as_of) for order in ordered}
    return Register(
        as_of=as_of,
        charges=_once(sorted(charges, key=PLACE)),
        duties={person: items for person, items in sorted(duties.items()) if items},
        in_force=tuple(o.key for o in ordered if status[o.key].state is State.IN_FORCE),
        status=status,
        committees=committees,
        absent=absent,
    )


def _once(charges: Iterable[Charge]) -> tuple[Charge, ...]:
    """Charges without duplicates, each with its earliest day: two items of a stand-in may give the same charge."""
    first: dict[object, Charge] = {}
    for charge in charges:
        first.setdefault(SAME(charge), charge)
    return tuple(first.values())


def standing(ordered: Sequence[Order], validity: Mapping[OrderKey, Validity], day: date, known: Known | None = None) -> Iterator[OrderContents]:
    """The contents of every order in force on a day, each with its amendments applied."""
    by_key = {o.key: o for o in ordered}
    amendments: dict[OrderKey, dict[OrderKey, tuple[OrderKey, ...]]] = {}
    bases: list[Order] = []
    for order in ordered:
        if not validity[order.key].covers(day):
            continue
        base = root(order, by_key)
        if base is None or base.key == order.key:
            bases.append(order)
            continue
        for key in order.amended:
            base = root(by_key[key], by_key) if key in by_key and validity[key].covers(day) else None
            if base:
                mine = amendments.setdefault(base.key, {})
                mine[order.key] = (*mine.get(order.key, ()), key)
    known = {} if known is None else known
    for base in bases:
        yield _read(base, [(by_key[key], targets) for key, targets in amendments.get(base.key, {}).items()], validity, known)


def _read(
    base: Order, amendments: Sequence[tuple[Order, tuple[OrderKey, ...]]], validity: Mapping[OrderKey, Validity], known: Known
) -> OrderContents:
    """The base with its amendments applied, starting from the longest prefix of them in ``known``."""
    keys = (base.key, *((a.key, targets) for a, targets in amendments))
    done = next((n for n in range(len(keys), 0, -1) if keys[:n] in known), 0)
    if not done:
        known[keys[:1]], done = contents(base), 1
    for n in range(done, len(keys)):
        known[keys[: n + 1]] = amended(known[keys[:n]], *amendments[n - 1], validity)
    return known[keys]


class _Dates:
    """Filters items, entries and committees to those in force on one day, with the first and last day as known then."""

    def __init__(self, day: date, staff: Staff, back: Returns) -> None:
        self.day, self.staff, self.back = day, staff, back

    def item(self, item: DutyInForce, floor: date) -> DutyInForce | None:
        """The item without what has ended or not yet begun. ``floor``: no day of it is before this one."""
        until, post, first = item.until, item.duty.post, max(item.since, floor)
        since = max(first, self.back.get((item.line, item.order), first)) if self.back else first
        if post and (end := last_acting_day(item.duty.role, post, first, self.staff)):
            until = min(until or end, end)
        if not covers(since, until, self.day):
            return None
        items = tuple(k for child in item.items if (k := self.item(child, first)))
        if items != item.items:
            return replace(with_items(item, items), since=since, until=until)
        return item if (since, until) == (item.since, item.until) else replace(item, since=since, until=until)

    def named(self, entry: Named, floor: date) -> Iterator[Charge]:
        """The charges of a chart's entry on the day."""
        for charge in entry.charges(self.staff.last_days.get(entry.person), floor, self.staff):
            ways = ((entry.line, entry.order), *([entry.lent] if entry.lent else ()))
            since = max(charge.since, *(self.back.get((f"{line}:{charge.target}", order), charge.since) for line, order in ways))
            if charge.covers(self.day):
                yield charge if since == charge.since else replace(charge, since=since)

    def committee(self, of: CommitteeInForce) -> CommitteeInForce | None:
        """The committee, if it sits on the day."""
        limits = of.committee
        if not covers(limits.since, limits.until, self.day):
            return None
        if not (self.back or limits.since):
            return of
        seats = (replace(s, since=max(s.since, limits.since or s.since, self.back.get((s.line(of.key), s.order), s.since))) for s in of.seats)
        return replace(of, seats=tuple(seats))


def _charges(item: DutyInForce, last: date | None) -> Iterator[Charge]:
    """What an item and those below it put the person in charge of."""
    duty = item.duty
    until = min((d for d in (item.until, last) if d), default=None)
    said = item.order, item.cited, duty.text, duty.part or "", duty.rank or 0
    for procedure in duty.procedures:
        yield Charge(item.person, duty.role, "procedure", procedure, item.since, until, *said)
    if duty.post:
        yield Charge(item.person, duty.role, "post", duty.post, item.since, until, *said)
    for child in item.items:
        yield from _charges(child, last)


def _seated(of: CommitteeInForce, last: Mapping[str, date], day: date) -> Iterator[Charge]:
    """The members who are in office: a charge each for the committee itself and for each procedure that it answers for."""
    for at, seat in enumerate(of.seats, 1):
        person = seat.member.person
        if person is None or day > last.get(person, day):
            continue
        until = min((d for d in (of.committee.until, last.get(person)) if d), default=None)
        office = of.committee.office_of(seat.member)
        said = seat.order, seat.clause, of.committee.name, office
        yield Charge(person, RoleKind.MEMBER, "committee", of.key, seat.since, until, *said, seat=at)
        for procedure in of.committee.procedures:
            yield Charge(person, RoleKind.MEMBER, "procedure", procedure, seat.since, until, *said, seat=at)


def _status(validity: Validity, order: Order, day: date) -> OrderStatus:
    until = validity.end - DAY if validity.end else None
    coming = State.UNSIGNED if day < order.signed else State.ANNOUNCED
    if validity.void and validity.end and (validity.end <= day or day < validity.start):
        return OrderStatus(State.VOID if validity.end <= day else coming, validity.start, until, validity.by)
    if day < validity.start:
        state = coming
    elif not validity.covers(day):
        state = State.ENDED
    else:
        state = State.DONE if order.kind == "cancels" else State.IN_FORCE
    return OrderStatus(state, validity.start, until, validity.by)
