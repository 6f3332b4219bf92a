"""Rules about who is responsible when: every procedure has one main person, nobody who has left is still in charge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from generator.model.orders import Duty, Order, Responsibility
from generator.model.organization import Person
from generator.register import Charge, Stretch
from generator.register.changes import LEADING
from generator.register.contents import OF_VACANT_POST
from generator.register.fold import standing
from generator.register.validity import sequence
from generator.register.words import REASONS
from generator.rules.rule import Finding, rule
from generator.rules.rule_input import RuleInput
from generator.source.parsing import Path_
from generator.thai import dates

DAY = timedelta(days=1)


def _is_past(subject: RuleInput, stretch: Stretch) -> bool:
    return stretch.until is not None and stretch.until < subject.as_of


def _when(stretch: Stretch) -> str:
    return f"ตั้งแต่ {dates.long(stretch.since)}" + (f" ถึง {dates.long(stretch.until)}" if stretch.until else "")


def _place(subject: RuleInput, stretch: Stretch) -> tuple[str, tuple[str | int, ...]]:
    """Where to report a stretch: the order that took effect that day, else the person who left the day before, else the handbook's list.

    Of several orders of one day: one that names the procedure, else one that changes another. No order and no person who left brought
    about that a procedure which no order ever named has nobody.
    """
    charged = [c for c in subject.history if c.kind == "procedure" and c.target == stretch.procedure]
    naming = {c.order for c in charged if c.since == stretch.since}
    that_day = [o for o in subject.manual.orders if charged and o.begins == stretch.since]
    if that_day:
        order = min(that_day, key=lambda o: (not stretch.mains or o.key not in naming, o.kind == "new", o.key))
        return order.file, ("effective",) if order.effective else ("signed",)
    for at, person in enumerate(subject.manual.people.persons):
        if charged and person.last_day == stretch.since - DAY:
            return "people.yml", ("persons", at, "left" if person.left else "birth_year")
    ids = subject.manual.handbook.procedures
    return "handbook.yml", ("procedures", ids.index(stretch.procedure)) if stretch.procedure in ids else ("procedures",)


def _title(subject: RuleInput, stretch: Stretch) -> str:
    return subject.manual.procedure[stretch.procedure].title


@rule("SOP-O020", "warning", sound=True)
def _no_main(subject: RuleInput) -> Iterator[Finding]:
    if not subject.manual.orders:
        return
    bare = {stretch for person in _gone_days(subject) for stretch in _left_bare(subject, person)}
    given = {(order.begins, p) for order, path, _, _ in _strangers(subject) for p in _given(subject, order, path)}
    for stretch in subject.faults:
        reported = stretch in bare or (stretch.since, stretch.procedure) in given
        if stretch.fault == "none" and not _is_past(subject, stretch) and not reported:
            yield Finding(*_place(subject, stretch), f"“{_title(subject, stretch)}” ไม่มีผู้รับผิดชอบหลัก{_when(stretch)}")


@rule("SOP-O021", "warning", sound=True)
def _two_mains(subject: RuleInput) -> Iterator[Finding]:
    for stretch in subject.faults:
        if stretch.fault == "many" and not _is_past(subject, stretch):
            names = ", ".join(subject.person_name(p) for p in stretch.mains)
            message = f"“{_title(subject, stretch)}” มีผู้รับผิดชอบหลัก {len(stretch.mains)} คน ({names}) {_when(stretch)}"
            yield Finding(*_place(subject, stretch), message)


@rule("SOP-O022", "note", sound=True)
def _gap(subject: RuleInput) -> Iterator[Finding]:
    for stretch in subject.faults:
        if stretch.fault == "none" and _is_past(subject, stretch):
            yield Finding(*_place(subject, stretch), f"“{_title(subject, stretch)}” เคยไม่มีผู้รับผิดชอบหลัก{_when(stretch)}")


@rule("SOP-O023", "note", sound=True)
def _overlap(subject: RuleInput) -> Iterator[Finding]:
    for stretch in subject.faults:
        if stretch.fault == "many" and _is_past(subject, stretch):
            yield Finding(*_place(subject, stretch), f"“{_title(subject, stretch)}” เคยมีผู้รับผิดชอบหลัก {len(stretch.mains)} คน{_when(stretch)}")


@rule("SOP-O024", "warning", sound=True)
def _gone(subject: RuleInput) -> Iterator[Finding]:
    """Those who have left by the date of the edition, and still stand in an order in force; with what they leave without a main person."""
    gone, reported = _gone_days(subject), set[str]()
    for file, path, person in _standing(subject):
        if person in gone:
            found = subject.manual.person[person]
            how = REASONS[found.left.reason] if found.left else "เกษียณอายุราชการ"
            bare = [f"“{_title(subject, s)}”" for s in _left_bare(subject, person)] if person not in reported else []
            left = f" จึงไม่มีผู้รับผิดชอบหลักของ {', '.join(bare)}" if bare else ""
            reported.add(person)
            yield Finding(file, path, f"{found.name} {how}เมื่อ {dates.long(gone[person])} แต่คำสั่งที่ยังมีผลยังมอบหมายหน้าที่ให้{left}")


def _gone_days(subject: RuleInput) -> dict[str, date]:
    return {p.id: day for p in subject.manual.people.persons if (day := p.last_day) and day < subject.as_of}


def _left_bare(subject: RuleInput, person: str) -> list[Stretch]:
    """The stretches without a main person that began when a person left."""
    day = _gone_days(subject)[person]
    mine = {c.target for c in subject.history if c.person == person and c.role in LEADING and c.until == day}
    return [s for s in subject.faults if s.fault == "none" and s.procedure in mine and s.since == day + DAY and not _is_past(subject, s)]


def _standing(subject: RuleInput) -> Iterator[tuple[str, tuple[str | int, ...], str]]:
    """Each person with duties in force on the date: the file and place of the order that names them."""
    by_key = subject.manual.order
    named_in: set[tuple[str, str]] = set()
    for part in standing(sequence(subject.manual.orders), subject.validities, subject.as_of):
        named = [(p, item.order) for p, items in part.duties.items() for item in items] + [(n.person, n.order) for n in part.responsibilities]
        named += [(seat.member.person, seat.order) for of in part.committees for seat in of.seats if seat.member.person]
        for person, key in named:
            order = by_key[key]
            if (person, order.file) not in named_in:
                named_in.add((person, order.file))
                yield order.file, _in_order(order, person), person


def _in_order(order: Order, person: str) -> tuple[str | int, ...]:
    return next((path for path, named in order.mentions if named == person), ())


@rule("SOP-O025", "warning", sound=True)
def _not_in_office(subject: RuleInput) -> Iterator[Finding]:
    """Persons named in an order after leaving or before arriving, with the procedures that this leaves without a main person."""
    bare = {(s.since, s.procedure): s for s in subject.faults if s.fault == "none" and not _is_past(subject, s)}
    for order, path, person, fault in _strangers(subject):
        titles = [f"“{_title(subject, bare[order.begins, p])}”" for p in _given(subject, order, path) if (order.begins, p) in bare]
        left = f" จึงไม่มีผู้รับผิดชอบหลักของ {', '.join(titles)}" if titles else ""
        yield Finding(order.file, path, f"{person.name} {fault}{left}")


def _given(subject: RuleInput, order: Order, path: Path_) -> Iterator[str]:
    """The procedures that the entry at a place of an order assigns."""
    for visit in subject.visits_of(Duty, Responsibility):
        if visit.file == order.file and visit.path[: len(path) - 1] == path[:-1]:
            assert isinstance(visit.record, Duty | Responsibility)
            yield from visit.record.procedures


def _strangers(subject: RuleInput) -> Iterator[tuple[Order, Path_, Person, str]]:
    """Each place where an order names somebody who is not in the office on its day, and why."""
    for order in subject.manual.orders:
        relieved = {("changes", at, "person") for at, c in enumerate(order.changes) if c.action != "add" and not c.duty}
        for path, named in order.mentions:
            person = subject.manual.person.get(named)
            if person and path not in relieved and (fault := _absent(person, order.begins)):
                yield order, path, person, fault


def _absent(person: Person, day: date) -> str:
    if person.last_day and person.last_day < day:
        return f"พ้นจากสำนักงานไปแล้ว ({dates.long(person.last_day)}) ก่อนคำสั่งมีผล ({dates.long(day)})"
    if person.arrived and day < person.arrived:
        return f"ยังไม่เข้ารับตำแหน่ง ({dates.long(person.arrived)}) ในวันที่คำสั่งมีผล ({dates.long(day)})"
    return ""


@rule("SOP-O026", "warning", sound=True)
def _acting_over(subject: RuleInput) -> Iterator[Finding]:
    """The last acting person's time is over, and nobody holds the post or acts in it."""
    last: dict[str, Charge] = {}
    for charge in subject.history:
        if charge.kind == "post" and charge.role in OF_VACANT_POST:
            older = last.get(charge.target)
            if older is None or (charge.until or date.max) >= (older.until or date.max):
                last[charge.target] = charge
    for post, charge in last.items():
        if charge.until and charge.until < subject.as_of and not subject.edition.holders(post):
            order = subject.manual.order[charge.order]
            acting = f"{subject.person_name(charge.person)} {charge.role.value} “{subject.manual.post[post].title}”"
            yield Finding(order.file, _in_order(order, charge.person), f"{acting} ถึง {dates.long(charge.until)} แล้วไม่มีผู้ทำหน้าที่ต่อ")


@rule("SOP-O027", "warning")
def _two_holders(subject: RuleInput) -> Iterator[Finding]:
    """A numbered post has one holder at a time."""
    held: dict[str, list[tuple[date, date, int, int]]] = defaultdict(list)
    for at, person in enumerate(subject.manual.people.persons):
        for n, holding in enumerate(person.posts):
            until = min(holding.until or date.max, person.last_day or date.max)
            held[holding.post].append((holding.since or person.arrived or date.min, until, at, n))
    for post, times in held.items():
        known = subject.manual.post.get(post)
        times.sort()
        for before, after in pairwise(times):
            if known and known.number and after[0] <= before[1]:
                one, two = (subject.manual.people.persons[t[2]].name for t in (before, after))
                message = f"ตำแหน่ง “{known.title}” มีผู้ดำรงตำแหน่งพร้อมกันสองคน: {one} และ {two}"
                yield Finding("people.yml", ("persons", after[2], "posts", after[3], "post"), message, needle=post)


@rule("SOP-O030", "warning")
def _retirement(subject: RuleInput) -> Iterator[Finding]:
    for at, person in enumerate(subject.manual.people.persons):
        if person.left and person.left.reason == "retired" and person.retires and person.left.date != person.retires:
            message = f"วันเกษียณของ {person.name} ({dates.long(person.left.date)}) ไม่ตรงกับปีเกิด (ควรเป็น {dates.long(person.retires)})"
            yield Finding("people.yml", ("persons", at, "left", "date"), message)


@rule("SOP-O031", "error", needs=("handbook.yml", "orders/"))
def _birth(subject: RuleInput) -> Iterator[Finding]:
    """Born too late to be in office, or too long ago to have been: all that follows from it would be wrong."""
    now = subject.day.year + dates.BUDDHIST
    for at, person in enumerate(subject.manual.people.persons):
        if person.birth_year is not None and not YOUNGEST <= now - person.birth_year <= OLDEST:
            yield Finding("people.yml", ("persons", at, "birth_year"), f"ปีเกิดของ {person.name} ({person.birth_year}) เป็นไปไม่ได้")


YOUNGEST, OLDEST = 15, 100
"""Years of age, by the date of the edition."""
