"""The differences between two registers: per procedure and post, per person, per order; and what is handed over to whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from generator.model.handbook import Manual
from generator.model.orders import ACTING, Order, OrderKey, RoleKind
from generator.register.fold import Known, fold
from generator.register.history import spans
from generator.register.matching import ChangeKind, Pair, pairs
from generator.register.validity import validities
from generator.register.values import DAY, NO_STAFF, Charge, ChargeKind, DutyInForce, OrderStatus, Register, Staff

LEADING = frozenset({RoleKind.MAIN, RoleKind.TOGETHER})
"""The roles that answer for the work."""
SHARING = frozenset({RoleKind.JOINT, RoleKind.MEMBER})


@dataclass(frozen=True, slots=True)
class TargetChange:
    """Who is in charge of a procedure, or acts in a post, before and after."""

    kind: ChargeKind
    target: str
    before: tuple[Charge, ...]
    after: tuple[Charge, ...]

    @property
    def people_change(self) -> bool:
        """Whether persons or roles change, not only the order and item that say so."""
        return {_who(c) for c in self.before} != {_who(c) for c in self.after}


@dataclass(frozen=True, slots=True)
class Load:
    """How much a person has: duties (:attr:`DutyInForce.counts`), procedures led and shared, posts acted in."""

    duties: int = 0
    main: int = 0
    joint: int = 0
    acting: int = 0


@dataclass(frozen=True, slots=True)
class PersonChange:
    """What changes for a person. ``gained`` and ``lost`` count by target and role; ``kept`` shows the charges as after."""

    person: str
    gained: tuple[Charge, ...]
    lost: tuple[Charge, ...]
    kept: tuple[Charge, ...]
    duties: tuple[Pair, ...]
    load_before: Load
    load_after: Load

    def of(self, *kinds: ChangeKind) -> tuple[Pair, ...]:
        """The duties that change in one of these ways."""
        return tuple(p for p in self.duties if p.kind in kinds)

    @property
    def renumbered(self) -> bool:
        """Whether a kept duty is now in another order or under another number."""
        return any(p.kind is ChangeKind.KEPT and p.renumbered for p in self.duties)

    @property
    def affected(self) -> bool:
        """Whether anything changes but numbers and orders cited."""
        return bool(self.gained or self.lost or any(p.kind is not ChangeKind.KEPT for p in self.duties))


@dataclass(frozen=True, slots=True)
class HandOver:
    """Work from one person to others: procedures whose main person changes, and duties that move. ``to`` may be empty."""

    giver: str
    to: tuple[str, ...]
    procedures: tuple[str, ...]
    duties: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that differs between two registers."""

    before: Register
    after: Register
    targets: tuple[TargetChange, ...]
    persons: tuple[PersonChange, ...]
    duties: tuple[Pair, ...]
    orders: tuple[tuple[OrderKey, OrderStatus | None, OrderStatus | None], ...]

    @property
    def affected(self) -> tuple[PersonChange, ...]:
        """The persons for whom something changes."""
        return tuple(p for p in self.persons if p.affected)

    @property
    def lapses(self) -> tuple[Pair, ...]:
        """Duties that end with their order and that no other order repeats.

        A duty whose procedures all have a main person afterwards is not lost: only its words are.
        """
        in_force = set(self.after.in_force)
        covered = {c.target for c in self.after.charges if c.role in LEADING}
        gone = [(p, p.before) for p in self.duties if p.kind is ChangeKind.GONE and p.before]
        return tuple(p for p, d in gone if d.order not in in_force and not (d.duty.procedures and covered.issuperset(d.duty.procedures)))


def differences(before: Register, after: Register) -> Changes:
    """Compare two registers: of two dates, or of one date with and without an order."""
    matched = pairs(before, after)
    states = [(key, before.status.get(key), after.status.get(key)) for key in dict.fromkeys((*before.status, *after.status))]
    return Changes(
        before=before,
        after=after,
        targets=_targets(before, after),
        persons=_persons(before, after, matched),
        duties=matched,
        orders=tuple((key, old, new) for key, old, new in states if (old and old.state) != (new and new.state)),
    )


def effect(orders: Iterable[Order], order: Order, staff: Staff = NO_STAFF, known: Known | None = None) -> Changes:
    """What one order changes on the day it takes effect.

    A person who has left, and whom the order relieves, counts as still in charge before it: the work on paper is handed over.
    ``known``: as for :func:`fold`.
    """
    known = {} if known is None else known
    others = tuple(o for o in orders if o.key != order.key)
    day = validities((*others, order))[order.key].start
    left = {p for p, last in staff.last_days.items() if last < day}
    relieved = left - _untouched(others, order, day, left, known) if left else left
    kept = staff.staying({p: last for p, last in staff.last_days.items() if p not in relieved})
    return differences(fold(others, day, kept, known), fold((*others, order), day, staff, known))


def _untouched(others: tuple[Order, ...], order: Order, day: date, left: Iterable[str], known: Known) -> frozenset[str]:
    """Persons who have left and whose duties the order does not touch: they are the same with and without it."""
    before, after = fold(others, day, known=known), fold((*others, order), day, known=known)
    return frozenset(p for p in left if before.duties.get(p) == after.duties.get(p) and _mine(before, p) == _mine(after, p))


def _mine(register: Register, person: str) -> tuple[Charge, ...]:
    return tuple(c for c in register.charges if c.person == person)


def hand_overs(changes: Changes) -> tuple[HandOver, ...]:
    """What each person hands over, one record for each set of takers."""
    work: dict[tuple[str, tuple[str, ...]], tuple[list[str], list[Pair]]] = {}
    for change in changes.targets:
        if change.kind == "procedure":
            for giver, taken in _handed(change):
                procedures = work.setdefault((giver, taken), ([], []))[0]
                if change.target not in procedures:
                    procedures.append(change.target)
    for pair in changes.duties:
        if pair.kind is ChangeKind.MOVED and pair.before and pair.after:
            work.setdefault((pair.before.person, (pair.after.person,)), ([], []))[1].append(pair)
    return tuple(HandOver(giver, to, tuple(procedures), tuple(duties)) for (giver, to), (procedures, duties) in sorted(work.items()))


def _handed(change: TargetChange) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each person who gives up a part of the work, and who takes it over: those new to it, else those who had it already."""
    for giver, part in dict.fromkeys((c.person, c.part) for c in change.before if c.role in LEADING):
        after = [c for c in change.after if c.role in LEADING and (not part or not c.part or c.part == part)]
        if any(c.person == giver for c in after):
            continue
        had = {c.person for c in change.before if c.role in LEADING and c.part == part}
        yield giver, mains(c for c in after if c.person not in had) or mains(after)


def mains(charges: Iterable[Charge]) -> tuple[str, ...]:
    """The persons who answer for the work, without duplicates: the main person, or several with equal responsibility."""
    return tuple(dict.fromkeys(c.person for c in charges if c.role in LEADING))


def load(register: Register, person: str) -> Load:
    """How much a person has on the register's date."""
    return _load(register.duties.get(person, ()), _mine(register, person))


def _load(duties: Iterable[DutyInForce], mine: Iterable[Charge]) -> Load:
    count = sum(d.counts for top in duties for d in top.walk())
    mine = tuple(mine)
    main, joint = (len({c.target for c in mine if c.kind == "procedure" and c.role in roles}) for roles in (LEADING, SHARING))
    return Load(count, main, joint, len({(c.kind, c.target) for c in mine if c.role in ACTING}))


def _targets(before: Register, after: Register) -> tuple[TargetChange, ...]:
    old, new = _by_target(before), _by_target(after)
    found = [TargetChange(*key, tuple(old.get(key, ())), tuple(new.get(key, ()))) for key in sorted({*old, *new})]
    return tuple(c for c in found if {_said(x) for x in c.before} != {_said(x) for x in c.after})


def _who(charge: Charge) -> tuple[str, str, str, int]:
    return charge.person, charge.role, charge.part, charge.rank


def _said(charge: Charge) -> tuple[tuple[str, str, str, int], OrderKey, str]:
    return _who(charge), charge.order, charge.item


def _by_target(register: Register) -> dict[tuple[ChargeKind, str], list[Charge]]:
    found: dict[tuple[ChargeKind, str], list[Charge]] = {}
    for charge in register.charges:
        found.setdefault((charge.kind, charge.target), []).append(charge)
    return found


def _persons(before: Register, after: Register, matched: Iterable[Pair]) -> tuple[PersonChange, ...]:
    """Everyone in either register, by id."""
    had, has = _by_person(before), _by_person(after)
    paired: dict[str, list[Pair]] = {}
    for pair in matched:
        for person in {d.person for d in (pair.before, pair.after) if d}:
            paired.setdefault(person, []).append(pair)
    everyone = sorted({*before.duties, *after.duties, *had, *has})
    return tuple(
        PersonChange(
            person=person,
            duties=tuple(paired.get(person, ())),
            load_before=_load(before.duties.get(person, ()), had.get(person, ())),
            load_after=_load(after.duties.get(person, ()), has.get(person, ())),
            **_moves(had.get(person, ()), has.get(person, ())),
        )
        for person in everyone
    )


def _by_person(register: Register) -> dict[str, list[Charge]]:
    found: dict[str, list[Charge]] = {}
    for charge in register.charges:
        found.setdefault(charge.person, []).append(charge)
    return found


def _moves(before: Iterable[Charge], after: Iterable[Charge]) -> dict[str, tuple[Charge, ...]]:
    """What a person gains, loses and keeps, by target and role."""
    old = {(c.kind, c.target, c.role, c.part): c for c in before}
    new = {(c.kind, c.target, c.role, c.part): c for c in after}
    return {
        "gained": tuple(c for key, c in new.items() if key not in old),
        "lost": tuple(c for key, c in old.items() if key not in new),
        "kept": tuple(c for key, c in new.items() if key in old),
    }


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


def targets_in_order(manual: Manual, found: Iterable[TargetChange]) -> list[TargetChange]:
    """Procedures as the handbook lists them, then posts as the organization does, then committees; unknown ones last."""
    posts = {p.id: n for n, p in enumerate(manual.organization.posts)}
    places = {"procedure": manual.numbers, "post": posts, "committee": {key: n for n, key in enumerate(manual.committee)}}
    kinds = tuple(places)
    return sorted(found, key=lambda t: (kinds.index(t.kind), places[t.kind].get(t.target, len(places[t.kind])), t.target))


def persons_in_order(manual: Manual, found: Iterable[PersonChange]) -> list[PersonChange]:
    """Persons as ``people.yml`` lists them; unknown ones last."""
    places = {p.id: n for n, p in enumerate(manual.people.persons)}
    return sorted(found, key=lambda p: (places.get(p.person, len(places)), p.person))


class Stages(dict[OrderKey, tuple[Changes, ...]]):
    """Of each order that is asked for what it changes on the day it takes effect, then what items of it change that begin later."""

    def __init__(self, orders: Iterable[Order], staff: Staff) -> None:
        self.orders, self.staff, self.known = tuple(orders), staff, Known()

    def __missing__(self, key: OrderKey) -> tuple[Changes, ...]:
        order = next(order for order in self.orders if order.key == key)
        self[key] = (effect(self.orders, order, self.staff, self.known), *later(self.orders, order, self.staff, self.known))
        return self[key]
