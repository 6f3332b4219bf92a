"""Orders in full, as a clerk types them (ระเบียบงานสารบรรณ แบบที่ ๔), and each person's duties in force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.documents import order as paper
from generator.documents.model import List, Ref
from generator.model.orders import Order, OrderKey
from generator.model.organization import Person
from generator.pdf.blocks import Block, Gap
from generator.pdf.emitter import Sheets, emit
from generator.pdf.typesetter import Setter
from generator.register import DutyInForce
from generator.register.words import item_aside, order_name, role, target_name
from generator.thai import dates

CHARGE_HEADS, CHARGE_SHARES = ("งานหรือตำแหน่ง", "หน้าที่", "ตามคำสั่งที่"), (52.0, 20.0, 28.0)


def part(book: Setter, title: str, only: Person | None = None) -> Iterator[Block]:
    """The orders in force on the date, oldest first; with ``only``, those that name this person and only this person's part."""
    register = book.edition.register
    found = sorted((book.edition.order(key) for key in register.in_force), key=lambda o: (o.begins, o.signed, o.key))
    found = [o for o in found if only is None or _names(o, only)]
    if not found:
        return
    head = paper.names(book.edition, found[0])
    if len(found) == 1 and title.strip() == head[0]:  # the part is this order: one heading for both
        yield book.heading(1, title, new_page=True, printed="\n".join(head))
        yield from _order(book, found[0], only)
        return
    yield book.heading(1, title, new_page=True)
    for place, order in enumerate(found):
        yield book.heading(2, order_name(book.manual, order.key), new_page=place > 0, printed="\n".join(paper.names(book.edition, order)))
        yield from _order(book, order, only)


def _names(order: Order, person: Person) -> bool:
    return any(named == person.id for _, named in order.mentions)


def _order(book: Setter, order: Order, only: Person | None) -> Iterator[Block]:
    who = only.id if only else ""
    yield from emit(Sheets(book, _of(order)), (*paper.text(book.edition, order, who), *paper.beside(book.edition, order, who)))


def _of(order: Order, part: str = "") -> Ref:
    return Ref("order", order.key.slug, part)


def _label(book: Setter, order: Order, person: Person) -> str:
    """Of the first part of an order on a person, if it stands in this volume."""
    places = (_of(order, paper.anchor(a, at)) for at, a in enumerate(order.assignments, 1) if a.person == person.id)
    return next((book.labels[place] for place in places if place in book.labels), "")


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
        name, said = f"หน้าที่ตาม{order_name(book.manual, key)}", paper.items(book.edition, found)
        mark = _label(book, book.edition.order(key), person)
        if mark and said == paper.as_signed(book.edition, book.edition.order(key), person.id):  # one book need not print them twice
            total = sum(held.counts for top in found for held in top.walk())
            yield replace(book.paragraph(f"{name} รวม {total} ข้อ มีผลครบทุกข้อตามที่พิมพ์ไว้ในคำสั่ง หน้า"), page=mark)
        else:
            yield book.flush(name, bold=True, above=4, keep=True)
            yield from emit(Sheets(book), (List(said, "order"),))
