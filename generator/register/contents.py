"""The contents of one order with its amendments: items by person, entries of charts and annexes, committees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.model.orders import Change, Member, Order, OrderKey, Responsibility, RoleKind
from generator.register.items import Items, apply, assigned, based
from generator.register.numbering import normal
from generator.register.validity import Validity
from generator.register.values import Charge, CommitteeInForce, Seat, Staff
from generator.runtime.cache import remembered


@dataclass(frozen=True, slots=True)
class Named:
    """An entry of a chart or annex, with the order and clause that gave it. ``line``: the same entry over time.

    ``lent``: the line and order of the entry that a stand-in has instead of somebody away.
    """

    responsibility: Responsibility
    order: OrderKey
    begins: date
    clause: str
    line: str
    lent: tuple[str, OrderKey] | None = None

    @property
    def person(self) -> str:
        return self.responsibility.person

    def charges(self, last: date | None, floor: date, staff: Staff) -> Iterator[Charge]:
        """One per procedure, and one for the post. ``floor``: the day before which nothing of it was in force."""
        r = self.responsibility
        since = max(self.begins, floor, r.since or self.begins)
        until = min((d for d in (r.until, last) if d), default=None)
        part, rank = r.part or "", r.rank or 0
        for procedure in r.procedures:
            yield Charge(r.person, r.role, "procedure", procedure, since, until, self.order, self.clause, r.basis, part, rank)
        if r.post:
            end = min((d for d in (until, last_acting_day(r.role, r.post, since, staff)) if d), default=None)
            yield Charge(r.person, r.role, "post", r.post, since, end, self.order, self.clause, r.basis, part, rank)


OF_VACANT_POST = (RoleKind.ACTING_FOR, RoleKind.ACTING_IN)


def last_acting_day(role: RoleKind, post: str, since: date, staff: Staff) -> date | None:
    """The last day of somebody who acts in a vacant post: an appointment ends it. None for other roles, and while nobody is appointed."""
    return staff.last_acting_day(post, since) if role in OF_VACANT_POST else None


@dataclass(frozen=True, slots=True)
class OrderContents:
    """Duties by person in the order's own sequence, and responsibilities from attachments."""

    order: OrderKey
    duties: dict[str, Items]
    responsibilities: tuple[Named, ...]
    committees: tuple[CommitteeInForce, ...] = ()


def contents(base: Order) -> OrderContents:
    """An order as it reads before any amendment. Changes that fit nothing do nothing."""
    made = _own(base)
    return replace(made, duties={p: items for p, items in made.duties.items() if items})


def amended(made: OrderContents, order: Order, targets: Sequence[OrderKey], validity: Mapping[OrderKey, Validity]) -> OrderContents:
    """The contents after one more amendment, by its clauses about ``targets``; its own parts join the first order that it amends."""
    waiting = {key: _waiting(order, max(validity[made.order].start, validity[key].start)) for key in targets}
    for at, change in enumerate(order.changes):
        if order.amended_by(change) in waiting:
            made = changed(made, waiting[order.amended_by(change)], at)
    if order.amended[0] in waiting:
        made = _joined(made, _own(waiting[order.amended[0]]))
    return replace(made, duties={p: items for p, items in made.duties.items() if items})


def _waiting(order: Order, first: date) -> Order:
    """An amendment as it applies to an order in force from ``first``: nothing that it adds there begins earlier."""
    return order if order.begins >= first else order.model_copy(update={"effective": first})


def changed(made: OrderContents, order: Order, at: int) -> OrderContents:
    """The contents after the change at a place of an order."""
    change = order.changes[at]
    if change.committee is not None:
        return replace(made, committees=tuple(_reseated(c, change, order) for c in made.committees))
    if change.of_chart:
        return replace(made, responsibilities=_recharted(made.responsibilities, order, at))
    if change.person is None:
        return made
    if change.action == "remove" and change.item is None:
        return replace(
            made, duties={**made.duties, change.person: ()}, responsibilities=tuple(n for n in made.responsibilities if n.person != change.person)
        )
    return replace(made, duties={**made.duties, change.person: apply(made.duties.get(change.person, ()), order, at, made.order)})


def _joined(made: OrderContents, own: OrderContents) -> OrderContents:
    duties = dict(made.duties)
    for person, items in own.duties.items():
        duties[person] = duties.get(person, ()) + tuple(based(item, made.order) for item in items)
    return OrderContents(made.order, duties, made.responsibilities + own.responsibilities, made.committees + own.committees)


@remembered
def _own(order: Order) -> OrderContents:
    """What an order itself says, apart from its changes."""
    duties: dict[str, Items] = {}
    for assignment, items in assigned(order):
        duties[assignment.person] = duties.get(assignment.person, ()) + items
    named = tuple(Named(r, order.key, order.begins, r.basis, f"{order.key.slug}/r{n}") for n, r in enumerate(order.named, 1))
    committees = tuple(
        CommitteeInForce(
            f"{order.key.slug}-c{n}", c, order.key, c.no or c.name,
            tuple(Seat(m, order.key, c.no or c.name, order.begins) for m in c.members),
        )
        for n, c in enumerate(order.committees, 1)
    )  # fmt: skip
    return OrderContents(order.key, duties, named, committees)


def taken(change: Change, entry: Responsibility) -> tuple[tuple[str, ...], str | None] | None:
    """The procedures and the post of a chart's entry that a change is about; None if it is about none of them."""
    if entry.person != change.person or (change.basis is not None and normal(change.basis) != normal(entry.basis)):
        return None
    if not (change.procedures or change.post):
        return entry.procedures, entry.post
    procedures = tuple(p for p in entry.procedures if p in change.procedures)
    post = entry.post if entry.post and entry.post == change.post else None
    return (procedures, post) if procedures or post else None


def _recharted(named: Sequence[Named], order: Order, at: int) -> tuple[Named, ...]:
    """The entries of charts after a change: withdrawn, given to another or in another role, added."""
    change = order.changes[at]
    line = f"{order.key.slug}/c{at}"
    if change.action == "add":
        return (*named, _entry(order, change, line, change.procedures, change.post, None))
    found: list[Named] = []
    for n in named:
        match = taken(change, n.responsibility)
        if match is None:
            found.append(n)
            continue
        procedures, post = match
        r = n.responsibility
        left = tuple(p for p in r.procedures if p not in procedures), None if post else r.post
        if any(left):
            found.append(replace(n, responsibility=r.model_copy(update={"procedures": left[0], "post": left[1]})))
        if change.action == "replace":
            found.append(_entry(order, change, f"{line}/{n.line}", procedures, post, r))
    return tuple(found)


def _entry(order: Order, change: Change, line: str, procedures: tuple[str, ...], post: str | None, old: Responsibility | None) -> Named:
    """The entry that a change makes; what the change leaves out is taken from the old entry."""
    assert change.person is not None
    basis = change.basis or (old.basis if old else "")
    made = Responsibility.model_construct(
        person=change.successor or change.person,
        role=change.role or (old.role if old else RoleKind.MAIN),
        procedures=procedures,
        post=post,
        basis=basis,
        rank=change.rank or (old.rank if old else None),
        part=change.part or (old.part if old else None),
        since=change.since or (old.since if old else None),
        until=change.until or (old.until if old else None),
        to_confirm=None,
        allow={},
    )
    return Named(made, order.key, order.begins, change.no or basis, line)


def _reseated(of: CommitteeInForce, change: Change, order: Order) -> CommitteeInForce:
    """A committee after a change of its members; itself if the change is about another."""
    if change.committee is None or _plain(change.committee) != _plain(of.committee.name):
        return of
    clause = change.no or of.committee.name
    if change.action == "add" and change.member:
        return replace(of, seats=(*of.seats, Seat(change.member, order.key, clause, order.begins)))
    seats: list[Seat] = []
    for seat in of.seats:
        if not _is_meant(seat.member, change):
            seats.append(seat)
        elif change.action == "replace" and change.member:
            seats.append(Seat(_inheriting(change.member, seat.member), order.key, clause, order.begins))
    return replace(of, seats=tuple(seats))


def _is_meant(member: Member, change: Change) -> bool:
    if change.person is not None:
        return member.person == change.person
    return bool(change.member and change.member.name and member.name and _plain(member.name) == _plain(change.member.name))


def _inheriting(new: Member, old: Member) -> Member:
    """A new member in the office of the one replaced, unless the change gives another."""
    said = new.model_fields_set
    own = {"no": old.no, **({} if "office" in said else {"office": old.office, "title": old.title})}
    return new.model_copy(update={k: v for k, v in own.items() if k not in said})


def _plain(text: str) -> str:
    return "".join(text.split())
