"""A procedure in the book: its heading, and every section that the handbook asks for and the procedure has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.documents import identity
from generator.documents import procedure as paper
from generator.documents.model import Ref
from generator.model.procedure import Procedure
from generator.pdf.blocks import Block
from generator.pdf.emitter import Sheets, emit
from generator.pdf.typesetter import Setter

Body = Iterator[Block]


def part(book: Setter, title: str, only: Iterable[Procedure] | None = None) -> Body:
    """Every procedure (or those of ``only``) below the part's heading, each from a new page."""
    found = tuple(book.manual.procedures if only is None else only)
    if not found:
        return
    head: tuple[Block, ...] = (book.heading(1, title, new_page=True),)
    for procedure in found:
        yield from chapter(book, procedure, head)
        head = ()


def alone(book: Setter, procedure: Procedure) -> Body:
    """One procedure as a book of its own: the handbook that it is from, the chapter, its revisions."""
    head = (book.heading(1, book.manual.handbook.title), book.centred(book.edition.group.name, keep=True), book.centred(book.edition.office.name))
    yield from chapter(book, procedure, head)
    yield from emit(Sheets(book, shift=1), paper.revised(book.edition, procedure))


def chapter(book: Setter, procedure: Procedure, head: tuple[Block, ...] = ()) -> Body:
    """One procedure below what stands before it on its page; its number is its place in the handbook, whichever book it stands in."""
    edition, sheets = book.edition, Sheets(book, shift=1)
    of = identity.of_procedure(edition, procedure)
    title = book.heading(2, f"{edition.number(procedure.id)}. {procedure.title}", new_page=not head, of=of)
    book.labels[Ref("procedure", procedure.id)] = title.mark
    yield from emit(sheets, (*paper.head(edition, procedure), *paper.sections(edition, procedure)), (*head, title))
