"""A person in words: who it is, what the orders in force give them to do, and what they had to do before."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from functools import partial

from generator.documents import announced, basis, by_post, calendar, contacts, duties, history, mentions, mine, workyear
from generator.documents.model import (
    NONE,
    Block,
    Break,
    Column,
    Fact,
    Facts,
    Heading,
    Item,
    Link,
    List,
    Para,
    Ref,
    Row,
    Run,
    Runs,
    Table,
    Text,
    listed,
)
from generator.documents.procedure import numbered
from generator.documents.whole import WholePaper
from generator.edition import ROLE_ORDER, Edition, together
from generator.model.base import covers
from generator.model.orders import OrderKey, RoleKind
from generator.model.organization import Person
from generator.model.registers import Form
from generator.register import Charge
from generator.register.words import away, number, role, seats, span, until
from generator.thai import dates

LISTING = (
    Column("ที่", kind="number"), Column("ชื่อ", head=True), Column("ตำแหน่ง"), Column("กลุ่มงาน"), Column("กระบวนงาน", label=True),
)  # fmt: skip
ABOUT = "ข้อมูลบุคคล"
PROCEDURES, STEPS = "กระบวนงานที่รับผิดชอบ", "ขั้นตอนที่ปฏิบัติตามตำแหน่ง"
CHARGES = (Column("งานหรือตำแหน่ง", 52, head=True), Column("หน้าที่", 20, centred=True, kind="role"), Column("ตามคำสั่ง", 28, kind="orders"))
LISTS = (("schools", "โรงเรียนในความรับผิดชอบ"), ("projects", "โครงการและงานที่ได้รับมอบหมาย"))


def listing(edition: Edition) -> WholePaper:
    """Those in office, then those who have left."""
    about = f"บุคลากรของ{edition.group.name} ตำแหน่ง และงานที่รับผิดชอบ"
    return WholePaper("บุคลากร", about, tuple(_listing(edition)), sources=("people.yml",))


def _listing(edition: Edition) -> Iterator[Block]:
    persons = edition.manual.people.persons
    yield _table(edition, "รายชื่อบุคลากร", [p for p in persons if edition.in_office(p)])
    if gone := [p for p in persons if not edition.in_office(p)]:
        yield Heading(2, "พ้นจากสำนักงานแล้ว", "left")
        yield _table(edition, "รายชื่อบุคลากรที่พ้นจากสำนักงานแล้ว", gone)


def _table(edition: Edition, name: str, persons: Iterable[Person]) -> Table:
    return Table(name, LISTING, tuple(_row(edition, n, p) for n, p in enumerate(persons, 1)))


def _row(edition: Edition, place: int, of: Person) -> Row:
    main = len(edition.procedures_of(of.id, RoleKind.MAIN))
    others = len(edition.procedures_of(of.id)) - main
    counted = " · ".join(f"{word} {count}" for word, count in (("หลัก", main), ("ร่วม", others)) if count)
    return Row(((str(place),), (mentions.person(edition, of.id),), (of.titled,), _units(edition, of) or (NONE,), (counted or NONE,)))


def _units(edition: Edition, of: Person) -> Runs:
    return listed(((edition.manual.unit[u].name,) for u in of.units if u in edition.manual.unit), Break())


def persons(edition: Edition) -> Iterator[tuple[str, WholePaper]]:
    """Each person with all that their page says of them, by id, in the order of ``people.yml``."""
    yield from ((person.id, whole(edition, person)) for person in edition.manual.people.persons)


def whole(edition: Edition, of: Person) -> WholePaper:
    """One of them."""
    orders = (*duties.by_order(edition.duties_of(of.id)), *(c.order for c in edition.charges_of(of.id)))
    ways = Para((Link("คู่มือรายบุคคล (PDF)", Ref("book", f"person-{of.id}")),), "ways")
    entries = workyear.of_person(edition, partial(workyear.all_entries, edition.manual.calendar), of.id)
    begun = mine.section(edition, calendar.of_person(of, entries))
    head = (Para((of.titled,), "kicker"), *announced.of_person(edition, of.id), *begun)
    blocks = (*head, Heading(2, ABOUT, "about"), *opening(edition, of), ways, *work(edition, of))
    about = f"ตำแหน่ง หน้าที่ตามคำสั่ง และกระบวนงานที่{of.name}รับผิดชอบ"
    files, rests = ("people.yml", *(edition.order(key).file for key in orders)), basis.line(edition, basis.of_person(edition, of.id))
    return WholePaper(of.name, about, blocks, sources=files, basis=rests)


def opening(edition: Edition, of: Person) -> Iterator[Block]:
    """Position and standing, units, posts held on the date, the day of departure."""
    left = of.left if not edition.in_office(of) else None
    said: tuple[tuple[str, Runs], ...] = (
        ("ตำแหน่ง", (of.position,)),
        ("วิทยฐานะ/ระดับ", (of.standing or "",)),
        ("ตำแหน่งเลขที่", (_post_number(edition, of),)),
        ("กลุ่มและกลุ่มงาน", _units(edition, of)),
        *_held(edition, of),
        *contacts.said(of),
        ("พ้นจากสำนักงาน", (f"{dates.long(left.date)}{f' ไป{left.to}' if left.to else ''}",) if left else ()),
    )
    yield Facts(tuple(Fact(label, runs) for label, runs in said if any(runs)))


def _held(edition: Edition, of: Person) -> Iterator[tuple[str, Runs]]:
    """The posts held on the date, then the others; not one that says no more than the person's own position."""
    now = of.holds(edition.as_of)
    for holding in sorted(of.posts, key=lambda held: held.post not in now):
        post, when = edition.manual.post.get(holding.post), span(holding.since, holding.until)
        if post and (when or post.title != of.position):
            current = covers(holding.since, holding.until, edition.as_of) and holding.post in now
            yield "ปฏิบัติหน้าที่" if current else "ตำแหน่งในช่วงอื่น", duties.limited(post.title, when)


def _post_number(edition: Edition, of: Person) -> str:
    """The first that an order in force tells."""
    orders = map(edition.order, duties.by_order(edition.duties_of(of.id)))
    return next((a.post_number for o in orders for a in o.assignments if a.person == of.id and a.post_number), "")


def work(edition: Edition, of: Person) -> Iterator[Block]:
    """What the orders give a person to do, and gave; as a page has it, each kind of work below its heading."""
    charges = edition.charges_of(of.id)
    procedures = [c for c in charges if c.kind == "procedure"]
    if procedures:
        yield Heading(2, PROCEDURES, "procedures")
        yield Table(PROCEDURES, (replace(CHARGES[0], title="กระบวนงาน"), *CHARGES[1:]), _charges(edition, procedures))
    yield from _lines(STEPS, "steps", _steps(edition, of))
    absent = (a for a in edition.register.absent if a.absence.person == of.id)
    yield from _lines("การไปช่วยราชการ", "away", ((away(edition.manual, a), *_by(edition, a.order)) for a in absent))
    if forms := forms_used(edition, of.id):
        yield Heading(2, "แบบฟอร์มที่ใช้", "forms")
        yield from numbered(map(mentions.form_with_code, forms))
    acting = (c for c in charges if c.kind == "post")
    yield from _lines("การรักษาราชการและรักษาการ", "acting", ((*mentions.charge(edition, c), *_since(edition, c)) for c in acting))
    sitting = ((f"{c.part} {of_.committee.name}{until(c)}", *_by(edition, c.order)) for of_, c in seats(edition.register, of.id))
    yield from _lines("คณะกรรมการและคณะทำงาน", "committees", sitting)
    yield from _lists(edition, of)
    yield from _chapters(edition, of)
    if not by_post.has_work(edition, of.id):
        yield Para((f"ไม่มีคำสั่งในทะเบียนที่มอบหมายหน้าที่แก่บุคคลนี้{mentions.on_day(edition)}",))
    yield from history.charges(edition, of.id)
    yield from history.past_duties(edition, of.id)


def _steps(edition: Edition, of: Person) -> Iterator[Runs]:
    """The steps of the posts that a person holds or acts in."""
    return ((mentions.step(p, s), " ", Text(p.title, "aside")) for p, s in by_post.steps(edition, of.id))


def _lines(title: str, anchor: str, found: Iterable[Runs]) -> Iterator[Block]:
    if items := tuple(Item("", runs) for runs in found):
        yield Heading(2, title, anchor)
        yield List(items)


def _by(edition: Edition, key: OrderKey) -> Runs:
    return " ตามคำสั่ง", " ", mentions.order(edition, key, number(key))


def _since(edition: Edition, of: Charge) -> Runs:
    return " ตามคำสั่ง", " ", *mentions.clause(edition, of.order, of.item), f" ตั้งแต่วันที่ {dates.long(of.since)}{until(of)}"


def _charges(edition: Edition, found: Iterable[Charge]) -> tuple[Row, ...]:
    """Procedures first, the weightiest role first, as the handbook numbers them; then posts and committees."""

    def number(of: Charge) -> int:
        return edition.number(of.target) if of.target in edition.manual.titles else 0

    ordered = sorted(found, key=lambda c: (c.kind != "procedure", ROLE_ORDER.index(c.role), number(c)))
    return tuple(Row(((_target(edition, group[0]),), (role(group[0]),), mentions.orders(edition, group))) for group in together(ordered))


def _target(edition: Edition, of: Charge) -> Run:
    named = mentions.target(edition, of.kind, of.target)
    return replace(named, text=f"{edition.number(of.target)}. {named.text}") if isinstance(named, Link) else named


def _lists(edition: Edition, of: Person) -> Iterator[Block]:
    """Schools and projects, which an item of an order lists."""
    every = [held for top in edition.duties_of(of.id) for held in top.walk() if held.items]
    for kind, title in LISTS:
        if found := [held for held in every if held.duty.lists == kind]:
            yield Heading(2, title, kind)
            for held in found:
                limits = span(held.duty.since, held.until)
                yield Para(("ตามคำสั่ง ", *mentions.clause(edition, held.order, held.cited), f" {limits}" if limits else ""), "basis")
                yield List(tuple(Item(duties.stopped(i.duty.no) or f"{n})", (i.duty.text,)) for n, i in enumerate(held.items, 1)), "short")


def _chapters(edition: Edition, of: Person) -> Iterator[Block]:
    """The duties of each order, as a page has them."""
    for key, found in duties.by_order(edition.duties_of(of.id)).items():
        own = edition.order(key)
        yield Heading(2, f"หน้าที่ตามคำสั่ง {number(key)}", f"duties-{key.slug}")
        yield Para((mentions.order(edition, key), f" เรื่อง {own.title} สั่ง ณ วันที่ {dates.signed(own.signed)}"), "basis")
        yield from duties.of_order(edition, of.id, key, found)


def chapters(edition: Edition, persons: Iterable[Person], printed: Container[Ref] = ()) -> Iterator[Block]:
    """The part of a volume: what each person is charged with on the date, then the numbered duties in force.

    ``printed``: as in :func:`generator.documents.duties.on_paper`.
    """
    if edition.day:
        yield Para((f"สถานะ{mentions.on_day(edition)}",), "status")
    for n, of in enumerate(persons, 1):
        yield Heading(2, f"{of.name} {of.titled}", no=f"{n}.")
        if charges := edition.charges_of(of.id):
            yield Table(PROCEDURES, CHARGES, _charges(edition, charges))
        if steps := tuple(Item("", runs) for runs in _steps(edition, of)):
            yield Para((STEPS,), "caption")
            yield List(steps)
        yield from duties.on_paper(edition, of.id, edition.duties_of(of.id), printed)


def forms_used(edition: Edition, person: str) -> list[Form]:
    """The forms of the procedures that a person answers for, each once, in the order of its first use."""
    procedures = edition.procedures_of(person)
    ids = dict.fromkeys(f for p in procedures for f in (*p.forms.items, *(i for s in p.steps for i in s.forms)))
    return [edition.manual.form[f] for f in ids if f in edition.manual.form]
