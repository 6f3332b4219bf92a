"""Orders in full, as a clerk types them (ระเบียบงานสารบรรณ แบบที่ ๔), and each person's duties in force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator import tables
from generator.book.blocks import Block, Gap, Signature
from generator.book.breaking import Style
from generator.book.setting import INDENT, TEXT_WIDTH, Setter, listed
from generator.model.orders import Assignment, Duty, Order, OrderKey
from generator.model.organization import Person
from generator.register import DutyInForce
from generator.register.words import ROLE_TITLES, annex_title, change, item_aside, order_name, person_name, role, span, target_name
from generator.thai import dates

RULE = "_" * 28
SINCE = "ตั้งแต่วันที่"
CHARGE_HEADS, CHARGE_SHARES = ("งานหรือตำแหน่ง", "หน้าที่", "ตามคำสั่งที่"), (52.0, 20.0, 28.0)
LONE_NUMBER = 4  # a number of at most so many digits gets a full stop


def stopped(no: str | None) -> str:
    """``14`` becomes ``14.``; ``14.2``, ``1)`` and words stay."""
    text = no or ""
    return f"{text}." if text.isdecimal() and len(text) <= LONE_NUMBER else text


def lines(duties: Iterable[Duty], depth: int = 0) -> Iterator[tables.Line]:
    """Numbered items as the order has them."""
    for duty in duties:
        yield tables.Line(stopped(duty.no), depth, duty.text + _limits(duty))
        yield from lines(duty.items, depth + 1)


def _limits(duty: Duty) -> str:
    said = span(duty.since, duty.until)
    return f" ({said})" if said else ""


def part(book: Setter, title: str, only: Person | None = None) -> Iterator[Block]:
    """The orders in force on the date, oldest first; with ``only``, those that name this person and only this person's part."""
    register = book.edition.register
    found = sorted((book.edition.order(key) for key in register.in_force), key=lambda o: (o.begins, o.signed, o.key))
    found = [o for o in found if only is None or _names(o, only)]
    if not found:
        return
    issuer = _issuer(book, found[0])
    if len(found) == 1 and title.strip() == issuer:  # the part is this order: one heading for both
        yield book.heading(1, title, new_page=True, printed=f"{issuer}\n{_number(found[0])}")
        yield from _order(book, found[0], only)
        return
    yield book.heading(1, title, new_page=True)
    for place, order in enumerate(found):
        yield book.heading(2, order_name(book.manual, order.key), new_page=place > 0, printed=f"{_issuer(book, order)}\n{_number(order)}")
        yield from _order(book, order, only)


def _issuer(book: Setter, order: Order) -> str:
    unit = book.manual.unit.get(order.issuer)
    return f"คำสั่ง{unit.name if unit else ''}"


def _number(order: Order) -> str:
    return f"ที่ {order.number}/{order.year}"


def _names(order: Order, person: Person) -> bool:
    return any(named == person.id for _, named in order.mentions)


def _order(book: Setter, order: Order, only: Person | None) -> Iterator[Block]:
    yield book.centred(f"เรื่อง {order.title}", keep=True)
    yield book.centred(RULE, keep=True)
    if only:
        yield book.centred(f"(คัดเฉพาะส่วนของ{only.name})")
    yield Gap(8)
    yield from (book.paragraph(text) for text in (*order.preamble, *([order.authority] if order.authority else [])))
    for assignment in order.assignments:
        if only is None or assignment.person == only.id:
            yield from _assignment(book, order, assignment)
    yield from _changes(book, order, only)
    yield from (book.paragraph(text, above=6) for text in order.closing)
    yield from _end(book, order)
    yield from _responsibilities(book, order, only)


def _assignment(book: Setter, order: Order, assignment: Assignment) -> Iterator[Block]:
    person = book.manual.person.get(assignment.person)
    said = [
        stopped(assignment.no),
        person_name(book.manual, assignment.person),
        assignment.position or (person.titled if person else ""),
        f"ตำแหน่งเลขที่ {assignment.post_number}" if assignment.post_number else "",
    ]
    mark = book.told.setdefault((order.key, assignment.person), book.mark())
    yield replace(book.flush(" ".join(x for x in said if x), bold=True, above=8, keep=True), mark=mark)
    yield from (book.paragraph(text) for text in assignment.general)
    yield from book.items(lines(assignment.duties))


def _changes(book: Setter, order: Order, only: Person | None) -> Iterator[Block]:
    for place, made in enumerate(order.changes, 1):
        if only is not None and made.person != only.id:
            continue
        yield book.paragraph(f"{stopped(made.no or str(place))} {change(book.manual, made, order)}", above=6, keep=made.duty is not None)
        if made.duty:
            yield from book.items(lines([made.duty]), left=INDENT)


def _responsibilities(book: Setter, order: Order, only: Person | None) -> Iterator[Block]:
    """Those named by an annex or a chart, after the signature since no item of the order says so; sharers of work stand in one row."""
    rows: dict[tuple[str, str], list[str]] = {}
    for named in order.responsibilities:
        if only is not None and named.person != only.id:
            continue
        targets = [target_name(book.manual, "procedure", p) for p in named.procedures]
        targets += [target_name(book.manual, "post", named.post)] if named.post else []
        limits = span(named.since, named.until)
        targets = [f"{t} ({limits})" for t in targets] if limits else targets
        who = f"{person_name(book.manual, named.person)} ({ROLE_TITLES[named.role]})"
        rows.setdefault((listed(targets), named.basis), []).append(who)
    if rows:
        yield book.flush(annex_title(order), bold=True, above=10, keep=True)
        yield Gap(4)
        heads = ("งานหรือตำแหน่ง", "ผู้รับผิดชอบ", "ปรากฏใน")
        found = [(work, "\n".join(persons), basis) for (work, basis), persons in rows.items()]
        yield book.table(heads, book.shared(heads, (36, 47, 17), found), found)


def _end(book: Setter, order: Order) -> Iterator[Block]:
    told = any(SINCE in text for text in (*order.closing, *order.preamble))
    if order.effective and order.effective != order.signed and not told:
        yield book.paragraph(f"ทั้งนี้ {SINCE} {dates.long(order.effective)}", above=6, keep=True)
    signer, said = order.signer, []
    yield book.paragraph(f"สั่ง ณ วันที่ {dates.signed(order.signed)}", indent=2 * INDENT, above=10, keep=signer is not None)
    if signer:
        name = signer.name or (person_name(book.manual, signer.person) if signer.person else "")
        said = [*([f"({name})"] if name else []), *signer.capacity]
    if said:
        yield Signature(tuple(line for text in said for line in book.even(text, Style(16), TEXT_WIDTH * 0.6)))


def duties(book: Setter, title: str, only: Person | None = None) -> Iterator[Block]:
    """What each person in office is charged with on the date: procedures, posts, then the numbered duties in force; the book's owner first."""
    edition, owner = book.edition, book.manual.handbook.owner
    persons = [only] if only else sorted((p for p in book.manual.people.persons if edition.in_office(p)), key=lambda p: p.id != owner)
    persons = [p for p in persons if edition.duties_of(p.id) or edition.charges_of(p.id)]
    if not persons:
        return
    yield book.heading(1, title, new_page=True)
    yield book.centred(f"สถานะ ณ วันที่ {dates.long(edition.as_of)}", keep=True)
    charged = [_charges(book, person) for person in persons]
    shares = book.shared(CHARGE_HEADS, CHARGE_SHARES, (row for rows in charged for row in rows))  # one for all: the tables stand below one another
    for n, (person, rows) in enumerate(zip(persons, charged, strict=True), 1):
        yield book.heading(2, f"{n}. {person.name} {person.titled}")
        if rows:
            yield book.table(CHARGE_HEADS, shares, rows, centred=frozenset({1}))
            yield Gap(6)
        yield from _in_force(book, person)


def _charges(book: Setter, person: Person) -> list[tuple[str, str, str]]:
    """What a person is charged with, in which role, by which orders and items."""
    place = {p.id: n for n, p in enumerate(book.manual.procedures)}
    found = sorted(book.edition.charges_of(person.id), key=lambda c: place.get(c.target, len(place)))
    basis: dict[tuple[str, str], list[str]] = {}
    for c in found:
        key = target_name(book.manual, c.kind, c.target), role(c)
        basis.setdefault(key, []).append(f"{c.order.number}/{c.order.year} {item_aside(c.item)}".strip())
    return [(target, role, "\n".join(dict.fromkeys(said))) for (target, role), said in basis.items()]


def _in_force(book: Setter, person: Person) -> Iterator[Block]:
    by_order: dict[OrderKey, list[DutyInForce]] = {}
    for held in book.edition.duties_of(person.id):
        by_order.setdefault(held.order, []).append(held)
    for key, found in by_order.items():
        name, said = f"หน้าที่ตาม{order_name(book.manual, key)}", tuple(_held(found))
        mark = book.told.get((key, person.id), "")
        if mark and said == _as_signed(book.edition.order(key), person):
            yield replace(book.paragraph(f"{name} รวม {len(found)} ข้อ มีผลครบทุกข้อตามที่พิมพ์ไว้ในคำสั่ง หน้า"), page=mark)
        else:
            yield book.flush(name, bold=True, above=4, keep=True)
            yield from book.items(said)


def _as_signed(order: Order, person: Person) -> tuple[tables.Line, ...]:
    """A person's duties as the order itself has them: where nothing of them changed since, one book need not print them twice."""
    return tuple(line for assignment in order.assignments if assignment.person == person.id for line in lines(assignment.duties))


def _held(found: Iterable[DutyInForce], depth: int = 0) -> Iterator[tables.Line]:
    for held in found:
        yield tables.Line(stopped(held.duty.no), depth, held.duty.text + _limits(held.duty))
        yield from _held(held.items, depth + 1)
