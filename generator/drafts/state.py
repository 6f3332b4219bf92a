"""What the parts of one draft share: what was asked for, and the orders as they read on the day before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from generator.drafts.entries import Entry, alive, lasts
from generator.model.handbook import Manual
from generator.model.orders import Absence, Order, OrderKey
from generator.model.persons import names
from generator.register import root, sequence, validities
from generator.register.contents import OrderContents
from generator.register.fold import standing
from generator.register.validity import roots
from generator.register.values import DAY
from generator.register.words import order_name, person_name
from generator.thai import dates

SOMEBODY = "receiver"
"""Stands for one of several persons: no such person exists, so that the check asks for the name at each place."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for. Persons are ids. ``as_of``: the day of signing, whose state is filled in if no later one comes before the effective day.

    ``works``: numbers or words of single items that go from ``giver`` (None: whoever has them) to the one person of ``persons``.
    ``people``: how messages name the register of persons.
    """

    as_of: date
    number: int | None = None
    year: int | None = None
    title: str | None = None
    effective: date | None = None
    persons: tuple[str, ...] = ()
    retire: tuple[str, ...] = ()
    move: tuple[str, ...] = ()
    works: tuple[str, ...] = ()
    giver: str | None = None
    replaces: tuple[OrderKey, ...] = ()
    amends: tuple[OrderKey, ...] = ()
    cancels: tuple[OrderKey, ...] = ()
    people: str = "people.yml"

    @property
    def leaving(self) -> tuple[str, ...]:
        return (*self.retire, *self.move)


class Work:
    """What the parts of one draft share."""

    def __init__(self, manual: Manual, wanted: Wanted) -> None:
        self.manual, self.wanted = manual, wanted
        self.effective = wanted.effective or max((d + DAY for p in wanted.leaving if (d := self.last_day(p))), default=wanted.as_of)
        self.day = max(wanted.as_of, self.effective - DAY)  # orders that take effect in between count
        self.parts = tuple(alive(p, self.effective) for p in standing(sequence(manual.orders), validities(manual.orders), self.day))
        self.who = names(manual.people).written
        takers = [p for p in wanted.persons if p not in (*wanted.leaving, wanted.giver)]
        self.receiver = None if not takers else takers[0] if len(takers) == 1 else SOMEBODY

    def last_day(self, person: str) -> date | None:
        """Of somebody who retires also as it follows from the age; else only the day that is written down."""
        known = self.manual.person[person]
        return known.last_day if person in self.wanted.retire else known.left.date if known.left else None

    def leaves(self, person: str) -> bool:
        """Named as leaving, or gone by then."""
        known = self.manual.person.get(person)
        return person in self.wanted.leaving or bool(known and known.last_day and known.last_day < self.effective)

    @property
    def chosen(self) -> tuple[str, ...]:
        """Those whom a replacement is to be about; none if it is about everybody: where some leave, the persons named take over."""
        return () if self.wanted.leaving else self.wanted.persons

    @cached_property
    def amends(self) -> tuple[OrderKey, ...]:
        """The orders to amend: those asked for, else all of one issuer (the office itself, if there is one) that name the persons concerned."""
        if self.wanted.amends or self.wanted.replaces or self.wanted.cancels:
            return self.wanted.amends
        concerned = [p.order for p in self.parts if any(names_person(p, w) for w in self.wanted.leaving)]
        issuers = [k.issuer for k in concerned]
        issuer = next((i for i in issuers if i == self.manual.handbook.office), next(iter(issuers), None))
        return tuple(k for k in concerned if k.issuer == issuer)

    @cached_property
    def bases(self) -> tuple[Order, ...]:
        """The orders that are replaced, cancelled or amended."""
        return tuple(self.manual.order[k] for k in (*self.wanted.replaces, *self.wanted.cancels, *self.amends))

    @property
    def issuer(self) -> str:
        return self.bases[0].issuer if self.bases else self.manual.handbook.office

    def of_bases(self) -> tuple[OrderContents, ...]:
        """The contents of those orders, with their amendments; of an amendment those of the order that it amends."""
        keys = {base.key for b in self.bases if (base := root(b, self.manual.order))}
        return tuple(p for p in self.parts if p.order in keys)

    def read_with(self, part: OrderContents) -> tuple[Order, ...]:
        """An order and its amendments in force."""
        by_key, validity = self.manual.order, validities(self.manual.orders)
        mine = (o for o in sequence(self.manual.orders) if o.key == part.order or part.order in roots(o, by_key))
        return tuple(o for o in mine if validity[o.key].covers(self.day))

    def secondments(self, part: OrderContents) -> Iterator[tuple[Order, Absence]]:
        """The secondments of an order and its amendments that are not over by then."""
        yield from ((order, away) for order in self.read_with(part) for away in order.absences if lasts(away.until, self.effective))

    def ref(self, key: OrderKey) -> str:
        """An order as it is named in the draft."""
        own = f"{key.number}/{key.year}"
        return own if key.issuer == self.issuer else f"{key.issuer}: {own}"

    def written(self, person: str) -> Entry:
        """Position and post number of a person as the latest order writes them, corrections included; else the position of today."""
        found: Entry = {}
        for order in sequence(o for o in self.manual.orders if o.begins <= self.day):
            for a in order.assignments:
                if a.person == person:
                    found |= {k: v for k, v in (("position", a.position), ("post_number", a.post_number)) if v}
            for change in order.changes:
                if change.person == person and change.corrects in found:
                    found[change.corrects] = found[change.corrects].replace(change.wrong or "", change.right or "")
        known = self.manual.person.get(person)
        return {"position": known.titled, **found} if known else found

    @property
    def notes(self) -> Iterator[str]:
        """What the order cannot say, and somebody must know: other orders, secondments, persons of whom nothing is known."""
        for person in self.wanted.leaving:
            name = person_name(self.manual, person)
            if not any(names_person(p, person) for p in self.parts):
                yield f"{name} ไม่มีหน้าที่ตามคำสั่งใดที่มีผล ณ วันที่ {dates.long(self.day)}"
            elif self.last_day(person) is None:
                yield f"ยังไม่ทราบวันสุดท้ายของ{name} ให้เพิ่ม left: {{date: …, reason: …}} ใน {self.wanted.people} แล้วแก้วันที่มีผล"
            for part in self.parts:
                if part not in self.of_bases() and names_person(part, person):
                    yield f"{name} มีหน้าที่ตาม{order_name(self.manual, part.order)} ด้วย ต้องแก้คำสั่งนั้นอีกฉบับ"
                for order, away in self.secondments(part):
                    by = order_name(self.manual, order.key)
                    if away.person == person:
                        yield f"{name} ไปช่วยราชการที่{away.at}ตาม{by} ให้ยกเลิกการช่วยราชการด้วยถ้าจำเป็น"
                    if any(s.person == person for s in away.stand_ins):
                        yield f"{name} ปฏิบัติหน้าที่แทน{person_name(self.manual, away.person)}ซึ่งไปช่วยราชการตาม{by} ต้องให้ผู้อื่นปฏิบัติหน้าที่แทน"


def names_person(part: OrderContents, person: str) -> bool:
    """Whether an order gives somebody anything: items, entries of charts, a seat, the work of somebody who is away."""
    return bool(
        part.duties.get(person)
        or any(n.person == person for n in part.responsibilities)
        or any(seat.member.person == person for of in part.committees for seat in of.seats)
    )


def concerns(manual: Manual, wanted: Wanted) -> bool:
    """Whether somebody who leaves has something that an order must take away."""
    work = Work(manual, wanted)
    return any(names_person(part, p) for part in work.parts for p in wanted.leaving)
