"""What a register holds. Frozen values, free of files and of people's names: persons are ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from operator import attrgetter
from typing import Literal

from generator.model.base import covers
from generator.model.orders import Absence, Committee, Duty, Member, OrderKey, RoleKind
from generator.model.organization import People
from generator.model.uses import grouped
from generator.thai import digits

ChargeKind = Literal["procedure", "post", "committee"]


DAY = timedelta(days=1)
SOON = timedelta(days=366)
"""A last day in office counts at once, but is announced only when it is near: not a retirement in twenty years."""
OPENING = "ดังนี้"
"""So ends a sentence that only opens a list."""


class State(StrEnum):
    """Where an order stands on a date."""

    IN_FORCE = "มีผลใช้บังคับ"
    UNSIGNED = "ยังไม่ได้สั่ง"  # on that date: the state of a past date is shown as it was then
    ANNOUNCED = "ประกาศแล้ว ยังไม่ถึงวันมีผล"
    DONE = "มีผลแล้ว"  # an order that only cancels: nothing of it stays in force
    ENDED = "สิ้นผลแล้ว"
    VOID = "ไม่มีผลใช้บังคับ"  # ended before its first day


@dataclass(frozen=True, slots=True)
class OrderStatus:
    """``since``: the first day in force; ``until``: the last, if known; ``by``: the order that ends it."""

    state: State
    since: date
    until: date | None = None
    by: OrderKey | None = None

    @property
    def last_day(self) -> date | None:
        """The last day in force; None if no end is known, and for an order that ended before it began."""
        return self.until if self.until and self.until >= self.since else None


@dataclass(frozen=True, slots=True)
class Staff:
    """What ``people.yml`` says that orders do not: last days in office, and who was appointed to which post when.

    ``terms``: for each post the first and last day of each holder, sorted; open ends are ``date.min`` and ``date.max``.
    """

    last_days: Mapping[str, date] = field(default_factory=dict)
    terms: Mapping[str, Sequence[tuple[date, date]]] = field(default_factory=dict)

    @classmethod
    def of(cls, people: People) -> Staff:
        """The staff of an office."""
        terms: dict[str, list[tuple[date, date]]] = {}
        for person in people.persons:
            for held in person.posts:
                since = max(held.since or date.min, person.arrived or date.min)
                until = min(held.until or date.max, person.last_day or date.max)
                if since <= until:
                    terms.setdefault(held.post, []).append((since, until))
        return cls(people.last_days, {post: tuple(sorted(found)) for post, found in terms.items()})

    def known_on(self, day: date) -> Staff:
        """Without the last days that are too far off to be announced."""
        return Staff({person: last for person, last in self.last_days.items() if last <= day + SOON}, self.terms)

    def staying(self, persons: Mapping[str, date]) -> Staff:
        """The same with other last days."""
        return Staff(persons, self.terms)

    def last_acting_day(self, post: str, since: date) -> date | None:
        """The day before somebody is appointed to a post that was vacant on ``since``; None if nobody is, or if it was held then."""
        terms = self.terms.get(post, ())
        if any(first <= since <= last for first, last in terms):
            return None
        return next((first - DAY for first, _ in terms if first > since), None)


NO_STAFF = Staff()


@dataclass(frozen=True, slots=True, order=True)
class Charge:
    """One person in charge of one procedure, acting in one post, or sitting in one committee.

    ``until`` is the last day, as far as known. ``item``: the clause of ``order`` that says so, or the chart or annex.
    ``part``: the part of the work, or the office in the committee; ``rank``: the place among those who act, 0 if none is given;
    ``seat``: the place in the list of the committee, by which its members are shown.
    """

    person: str
    role: RoleKind
    kind: ChargeKind
    target: str
    since: date
    until: date | None = field(compare=False)
    order: OrderKey
    item: str
    text: str
    part: str = ""
    rank: int = 0
    seat: int = field(default=0, compare=False)

    def covers(self, day: date) -> bool:
        """Whether the person is in charge on a day."""
        return covers(self.since, self.until, day)


PLACE = attrgetter("person", "role", "kind", "target", "since", "order", "item", "text", "part", "rank")
"""By this charges are sorted: the order of :class:`Charge` itself, in a third of the time."""
SAME = attrgetter("person", "role", "kind", "target", "order", "item", "part", "rank")
"""What two charges have in common that are one: whose, of what, by which clause; its words and first day may differ."""


@dataclass(frozen=True, slots=True)
class DutyInForce:
    """A numbered item with the order that gave it its words; ``items`` may come from later amendments.

    ``number``: its place in the order as amended, as one would cite it there (``๑๔.๒``, ``๑๒ ๑)``).
    ``clause``: the clause of ``order`` itself that gave it (``๓ (๑)``; of an amendment ``๒``).
    ``base``: the order in whose text it stands; ``line``: the same item over time, whatever words amendments give it.
    ``since``, ``until``: its first and last day, the limits of the items above it included.
    ``instead_of``: the person on secondment whose duty it is. ``listed``: what the item above it lists.
    ``corrected``: the order and the clause by which a misprint in its words was corrected last.
    """

    duty: Duty
    order: OrderKey
    person: str
    number: str
    since: date
    items: tuple[DutyInForce, ...] = ()
    until: date | None = None
    clause: str = ""
    base: OrderKey | None = None
    line: str = ""
    instead_of: str = ""
    listed: Literal["duties", "schools", "projects"] = "duties"
    corrected: tuple[OrderKey, str] | None = None

    @property
    def anchor(self) -> str:
        """A name for links that stays while the order, the person and the number stay."""
        plain = "".join(c if c.isalnum() else "-" for c in digits.to_arabic(self.number)).strip("-")
        return f"duty-{self.order.slug}-{self.person}-{plain}"

    @property
    def cited(self) -> str:
        """The clause to cite with ``order``."""
        return self.clause or self.number

    @property
    def counts(self) -> bool:
        """Whether it is counted as a duty: it has no sub-items, and does not merely open a list."""
        return not self.items and not self.duty.text.rstrip(" :").endswith(OPENING)

    def walk(self) -> Iterator[DutyInForce]:
        """The item and all below it, in reading order."""
        yield self
        for item in self.items:
            yield from item.walk()


@dataclass(frozen=True, slots=True)
class Seat:
    """A member of a committee, with the order and clause that appointed the member, and the first day."""

    member: Member
    order: OrderKey
    clause: str
    since: date

    def line(self, committee: str) -> str:
        """The same member of a committee over time, whether of the office or from outside."""
        return f"{committee}:{self.member.person or self.member.name}"


@dataclass(frozen=True, slots=True)
class CommitteeInForce:
    """A committee or working group as its members have been changed. ``key``: for links and as the target of charges."""

    key: str
    committee: Committee
    order: OrderKey
    clause: str
    seats: tuple[Seat, ...]


@dataclass(frozen=True, slots=True)
class AbsenceInForce:
    """A secondment on its days: ``since`` and ``until`` as far as the order is in force."""

    absence: Absence
    order: OrderKey
    clause: str
    since: date
    until: date | None


@dataclass(frozen=True)
class Register:
    """Who does what on ``as_of``."""

    as_of: date
    charges: tuple[Charge, ...]
    duties: Mapping[str, tuple[DutyInForce, ...]]
    in_force: tuple[OrderKey, ...]
    status: Mapping[OrderKey, OrderStatus]
    committees: tuple[CommitteeInForce, ...] = ()
    absent: tuple[AbsenceInForce, ...] = ()

    @cached_property
    def charges_of(self) -> Mapping[str, tuple[Charge, ...]]:
        """By person."""
        return grouped((charge.person, charge) for charge in self.charges)
