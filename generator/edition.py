"""An edition: the manual and its register as of one date, with the look-ups that pages and book share.

Steps name units, posts and roles; people appear only here, by way of the orders in force.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import TypeVar

from generator.model.handbook import Manual
from generator.model.orders import Order, OrderKey, RoleKind
from generator.model.organization import Person, Post, Unit
from generator.model.procedure import Procedure, Step
from generator.model.uses import Use, grouped
from generator.register import (
    Changes,
    Charge,
    DutyInForce,
    Held,
    OrderLink,
    Register,
    Staff,
    State,
    chain,
    duties_history,
    fold,
    history,
)
from generator.register.changes import LEADING, Stages
from generator.register.horizon import Turn, before_all, following, settled
from generator.register.positions import Statements, statements
from generator.register.validity import roots
from generator.thai import digits
from generator.thai.words import Extra

LONG_AGO = date(2000, 1, 1)
T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
ROLE_ORDER = tuple(RoleKind)


@dataclass(frozen=True)
class Edition:
    """What the outputs are made from. Every method is a pure look-up."""

    manual: Manual
    register: Register
    dated: bool = True

    @property
    def as_of(self) -> date:
        """The date whose state is shown."""
        return self.register.as_of

    @property
    def day(self) -> date | None:
        """The date to print: that of the state, unless nothing of the office has a date yet."""
        return self.as_of if self.dated else None

    @cached_property
    def turn(self) -> Turn | None:
        """The next day on which the outputs change, and why; None if none is known."""
        return following(self.manual, self.register)

    @cached_property
    def bases(self) -> dict[OrderKey, tuple[OrderKey, ...]]:
        """Each order in force, and those that it amends in the end: itself if it amends none."""
        return {key: roots(self.order(key), self.manual.order) or (key,) for key in self.register.in_force}

    @cached_property
    def amended(self) -> dict[OrderKey, OrderKey]:
        """Each order that is amended, and the last one in force by which it is."""
        return {base: key for key in self.register.in_force for base in self.bases[key] if base != key}

    @cached_property
    def places(self) -> dict[OrderKey, int]:
        """Of the orders as they took effect, from 0."""
        return {key: n for n, key in enumerate(self.register.status)}

    @cached_property
    def links(self) -> dict[OrderKey, tuple[OrderLink, ...]]:
        """What orders do to each other, by either of the two, as it takes effect."""
        return grouped((key, link) for link in chain(self.manual.orders) for key in dict.fromkeys((link.order, link.target)))

    @cached_property
    def announced(self) -> tuple[OrderKey, ...]:
        """The orders that are signed and not yet in force, and are to be."""
        status = self.register.status.items()
        return tuple(key for key, found in status if found.state is State.ANNOUNCED and not (found.by and found.last_day is None))

    def order(self, key: OrderKey) -> Order:
        """The order with this key. Raises KeyError if the manual has none."""
        return self.manual.order[key]

    @cached_property
    def _charges_by_target(self) -> Mapping[tuple[str, str], tuple[Charge, ...]]:
        return _grouped(sorted(self.register.charges, key=self.rank), lambda c: (c.kind, c.target))

    def rank(self, charge: Charge) -> tuple[int, int, int, int, int, date, bool, str]:
        """Main before joint before acting, by rank or seat, persons as on the chart, procedures as listed, an item of an order before a chart."""
        person, target = self._person_places.get(charge.person, sys.maxsize), self.manual.numbers.get(charge.target, sys.maxsize)
        return ROLE_ORDER.index(charge.role), charge.rank, charge.seat, person, target, charge.since, not charge.item[:1].isdecimal(), charge.target

    @cached_property
    def _person_places(self) -> dict[str, int]:
        return {p.id: n for n, p in enumerate(self.manual.people.persons)}

    def responsible(self, procedure: str) -> tuple[Charge, ...]:
        """Who answers for a procedure on the date: main first, then joint, then acting."""
        return self._charges_by_target.get(("procedure", procedure), ())

    def main(self, procedure: str) -> Person | None:
        """ผู้รับผิดชอบหลัก, if there is one; else the first of several equal persons."""
        for charge in self.responsible(procedure):
            if charge.role in LEADING:
                return self.manual.person[charge.person]
        return None

    def acting(self, post: str) -> tuple[Charge, ...]:
        """Who acts for or in a post on the date."""
        return self._charges_by_target.get(("post", post), ())

    @cached_property
    def _charges_by_person(self) -> Mapping[str, tuple[Charge, ...]]:
        return _grouped(sorted(self.register.charges, key=self.rank), lambda c: c.person)

    def charges_of(self, person: str) -> tuple[Charge, ...]:
        """What a person is in charge of on the date."""
        return self._charges_by_person.get(person, ())

    def duties_of(self, person: str) -> tuple[DutyInForce, ...]:
        """A person's duties in force, as numbered in the orders."""
        return self.register.duties.get(person, ())

    def procedures_of(self, person: str, role: RoleKind | None = None) -> tuple[Procedure, ...]:
        """The procedures a person is in charge of (in one role), in the handbook's order."""
        ids = {c.target for c in self.charges_of(person) if c.kind == "procedure" and role in (None, c.role)}
        return tuple(self.manual.procedure[i] for i in sorted((i for i in ids if i in self.manual.numbers), key=self.manual.numbers.__getitem__))

    @cached_property
    def history(self) -> tuple[Charge, ...]:
        """Every charge over all time, also of orders to come; retirements by age only when they are near."""
        return history(self.manual.orders, self.staff.known_on(self.as_of))

    @cached_property
    def staff(self) -> Staff:
        """Who leaves when, and who was appointed to which post."""
        return Staff.of(self.manual.people)

    @cached_property
    def duties_history(self) -> dict[str, tuple[Held, ...]]:
        """For each person every item of an order over all time, schools and projects too."""
        return duties_history(self.manual.orders, self.staff.known_on(self.as_of))

    @cached_property
    def _history_by_target(self) -> Mapping[tuple[str, str], tuple[Charge, ...]]:
        return _grouped(self.history, lambda c: (c.kind, c.target))

    @cached_property
    def _history_by_person(self) -> Mapping[str, tuple[Charge, ...]]:
        return _grouped(self.history, lambda c: c.person)

    def history_of_procedure(self, procedure: str) -> Sequence[Charge]:
        """Who has been, is and will be in charge of a procedure."""
        return self._history_by_target.get(("procedure", procedure), ())

    def history_of_person(self, person: str) -> Sequence[Charge]:
        """What a person has been, is and will be in charge of."""
        return self._history_by_person.get(person, ())

    def stages(self, order: Order) -> tuple[Changes, ...]:
        """What one order changes on the day it takes effect, then what items of it change that begin later. Worked out once."""
        return self._stages[order.key]

    @cached_property
    def _stages(self) -> Mapping[OrderKey, tuple[Changes, ...]]:
        return Stages(self.manual.orders, self.staff)

    @cached_property
    def positions(self) -> Statements:
        """The positions that orders give persons."""
        return statements(self.manual.orders)

    def callers(self, procedure: str) -> tuple[tuple[Procedure, Step], ...]:
        """The steps of other procedures that use a procedure as a part of theirs."""
        return self.manual.callers.get(procedure, ())

    @cached_property
    def steps_by_post(self) -> Mapping[str, tuple[tuple[Procedure, Step], ...]]:
        """The steps that posts do, by themselves or as a role that they count as."""
        posts = {**{p: (p,) for p in self.manual.post}, **{r.id: r.posts for r in self.manual.organization.roles}}
        acts = ((post, p, s) for p in self.manual.procedures for s in p.steps for a in s.actors for post in posts.get(a.who, ()))
        return {post: tuple((p, s) for _, p, s in found) for post, found in _grouped(acts, lambda act: act[0]).items()}

    def number(self, procedure: str) -> int:
        """The place of a procedure in the handbook, from 1."""
        return self.manual.numbers[procedure]

    def holders(self, post: str) -> tuple[Person, ...]:
        """Who holds a post on the date; none if it is vacant."""
        return self._holders.get(post, ())

    @cached_property
    def _holders(self) -> dict[str, tuple[Person, ...]]:
        return grouped((post, p) for p in self.manual.people.persons for post in dict.fromkeys(p.holds(self.as_of)))

    def posts_of(self, person: Person) -> tuple[Post, ...]:
        """The posts a person holds on the date."""
        return tuple(self.manual.post[post] for post in person.holds(self.as_of) if post in self.manual.post)

    def in_office(self, person: Person) -> bool:
        """Arrived, and not yet left, on the date."""
        return person.in_office(self.as_of)

    def members(self, unit: str) -> tuple[Person, ...]:
        """The persons of a unit on the date: by their units, or by a post in it."""
        return self._members.get(unit, ())

    @cached_property
    def _members(self) -> dict[str, tuple[Person, ...]]:
        present = (p for p in self.manual.people.persons if self.in_office(p))
        return grouped((unit, p) for p in present for unit in dict.fromkeys((*p.units, *(q.unit for q in self.posts_of(p)))))

    def actors(self, step: Step) -> tuple[str, ...]:
        """The short names in the form's ผู้รับผิดชอบ column."""
        return tuple(f"{self.manual.actor_name(a.who)} ({a.does})" if a.does else self.manual.actor_name(a.who) for a in step.actors)

    def uses_of_form(self, form: str) -> tuple[Use, ...]:
        """Where a form is used."""
        return self.manual.form_uses.get(form, ())

    def uses_of_reference(self, reference: str) -> tuple[Use, ...]:
        """Where a reference is cited."""
        return self.manual.reference_uses.get(reference, ())

    @cached_property
    def protected(self) -> tuple[str, ...]:
        """Words that no line may cut: those the handbook names, its abbreviations, and the names of persons, which no dictionary has."""
        short = (a.short for a in self.manual.abbreviations(self.manual.procedures))
        return Extra(dict.fromkeys((*self.manual.handbook.protected_words, *short, *self.manual.people.wholes)))

    @property
    def office(self) -> Unit:
        """The office whose handbook it is."""
        return self.manual.unit[self.manual.handbook.office]

    @property
    def group(self) -> Unit:
        """The group whose handbook it is."""
        return self.manual.unit[self.manual.handbook.unit]

    def shown(self, text: str, region: str = "site") -> str:
        """``text`` in the digits that the handbook's policy sets for a region (book, book_form, site, site_form)."""
        return digits.but(text, getattr(self.manual.handbook.digits, region), self.codes)

    @cached_property
    def codes(self) -> frozenset[str]:
        """What keeps its digits: codes of documents and forms, and protected words with Latin letters in them (``MARC 21``)."""
        manual = self.manual
        found = {c for c in (manual.handbook.control.code, *(p.control.code for p in manual.procedures), *(f.code for f in manual.forms.forms)) if c}
        codes = {c for c in found if any(letter.isalpha() for letter in c)}
        return frozenset(codes | {word for word in manual.handbook.protected_words if digits.LATIN.search(word)})


def together(charges: Iterable[Charge]) -> tuple[tuple[Charge, ...], ...]:
    """Groups of charges that differ only in the item that gives them (a duty and an attached chart), in their order."""
    return tuple(_grouped(charges, attrgetter("person", "role", "kind", "target", "part", "since", "until")).values())


def _grouped(items: Iterable[T], key: Callable[[T], K]) -> dict[K, tuple[T, ...]]:
    return grouped((key(item), item) for item in items)


def edition(manual: Manual, as_of: date | None = None) -> Edition:
    """The manual as of a date, put back to the day since which nothing has changed: all days until the next change give one edition.

    Never today, which only the commands know: without a date that of the handbook, else the day on which the last order takes effect.
    """
    wanted = as_of or manual.handbook.as_of or max((o.effective or o.signed for o in manual.orders), default=LONG_AGO)
    register = settled(manual, wanted)
    return Edition(manual, register or before_all(manual, LONG_AGO), register is not None)


def exactly(manual: Manual, day: date) -> Edition:
    """The manual on a day, dated that day: to answer a question, or to compare two manuals."""
    return Edition(manual, fold(manual.orders, day, Staff.of(manual.people)))
