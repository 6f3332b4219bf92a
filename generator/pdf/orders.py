"""Orders in full, as a clerk types them (ระเบียบงานสารบรรณ แบบที่ ๔), and each person's duties in force."""

from __future__ import annotations

from collections.abc import Iterator

from generator.documents import by_post, identity
from generator.documents import order as paper
from generator.documents import person as paper_of_person
from generator.documents.model import Ref
from generator.model.orders import Order
from generator.model.organization import Person
from generator.pdf.blocks import Block
from generator.pdf.emitter import Sheets, emit
from generator.pdf.typesetter import Setter
from generator.register.words import order_name


def part(book: Setter, title: str, only: Person | None = None) -> Iterator[Block]:
    """The orders in force on the date, oldest first; with ``only``, those that name this person and only this person's part."""
    register = book.edition.register
    found = sorted((book.edition.order(key) for key in register.in_force), key=lambda o: (o.begins, o.signed, o.key))
    found = [o for o in found if only is None or _names(o, only)]
    if not found:
        return
    head = paper.names(book.edition, found[0])
    if len(found) == 1 and title.strip() == head[0]:  # the part is this order: one heading for both
        yield book.heading(1, title, new_page=True, printed="\n".join(head), of=identity.of_order(book.edition, found[0]))
        yield from _order(book, found[0], only)
        return
    yield book.heading(1, title, new_page=True)
    for place, order in enumerate(found):
        printed = "\n".join(paper.names(book.edition, order))
        yield book.heading(2, order_name(book.manual, order.key), new_page=place > 0, printed=printed, of=identity.of_order(book.edition, order))
        yield from _order(book, order, only)


def _names(order: Order, person: Person) -> bool:
    return any(named == person.id for _, named in order.mentions)


def _order(book: Setter, order: Order, only: Person | None) -> Iterator[Block]:
    who = only.id if only else ""
    yield from emit(Sheets(book, Ref("order", order.key.slug)), (*paper.text(book.edition, order, who), *paper.beside(book.edition, order, who)))


def duties(book: Setter, title: str, only: Person | None = None) -> Iterator[Block]:
    """What each person in office is charged with on the date: procedures, posts, then the numbered duties in force; the book's owner first."""
    edition, owner = book.edition, book.manual.handbook.owner
    persons = [only] if only else sorted((p for p in book.manual.people.persons if edition.in_office(p)), key=lambda p: p.id != owner)
    persons = [p for p in persons if by_post.has_work(edition, p.id)]
    if not persons:
        return
    yield book.heading(1, title, new_page=True)
    yield from emit(Sheets(book), paper_of_person.chapters(edition, persons, book.labels))
