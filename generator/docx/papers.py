"""Which papers there are as Word files, and what stands in each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from generator.documents import basis, form_table, order, procedure, sheets
from generator.documents.basis import Basis
from generator.documents.model import Block, Form, Heading
from generator.docx.emitter import emit
from generator.docx.package import Wrap, package, section
from generator.docx.paper import FLAT, Paper
from generator.docx.values import Values
from generator.drawing.drawingml import Ids
from generator.edition import Edition
from generator.model.orders import Order
from generator.model.procedure import Procedure
from generator.ooxml import paragraph
from generator.output import Output
from generator.pdf import volumes
from generator.pdf.typesetter import Setter
from generator.register.words import order_name

Files = Mapping[str, str]
"""Path below ``sop/`` -> text."""


@dataclass(frozen=True)
class PaperJob:
    """A paper to make. ``path``: beside that of the book, if there is one."""

    path: str
    title: str
    make: Callable[[], bytes]

    def output(self) -> Output:
        """The file."""
        return Output(self.path, self.make())


@dataclass(frozen=True)
class Source:
    """What a paper is made from. ``kind``: of paper; ``file``: below ``sop/``; ``rests``: the orders that it rests on."""

    kind: str
    title: str
    file: str
    rests: tuple[Basis, ...] = ()


def papers(edition: Edition, files: Files) -> Iterator[PaperJob]:
    """Every paper: each procedure and its form, each order, what each order changes with the sheets to sign."""
    for one in edition.manual.procedures:
        yield PaperJob(procedure_path(one), one.title, partial(single, edition, files, one))
        yield PaperJob(form_path(one), one.title, partial(own_form, edition, files, one))
    for given in edition.manual.orders:
        yield PaperJob(order_path(given), order_name(edition.manual, given.key), partial(own_order, edition, files, given))
        if volumes.has_changes(edition, given):
            yield PaperJob(changes_path(given), order.title_of(edition, given), partial(changes, edition, files, given))


def _beside(book: str) -> str:
    return book.removesuffix(".pdf") + ".docx"


def procedure_path(of: Procedure) -> str:
    """Where a procedure goes."""
    return _beside(volumes.procedure_path(of.id))


def form_path(of: Procedure) -> str:
    """Where the form of a procedure goes."""
    return _beside(volumes.form_path(of.id))


def order_path(of: Order) -> str:
    """Where an order goes."""
    return f"books/order-{of.key.slug}.docx"


def changes_path(of: Order) -> str:
    """Where the change sheets of an order go."""
    return _beside(volumes.changes_path(of))


def single(edition: Edition, files: Files, of: Procedure) -> bytes:
    """One procedure with its chart, its form and its revisions."""
    title = f"{edition.number(of.id)}. {of.title}"
    source = Source("procedure", of.title, of.file, basis.of_procedure(edition, of.id))
    return paper(edition, source, (Heading(1, title), *procedure.head(edition, of), *procedure.sections(edition, of), *procedure.revised(of)), files)


def own_form(edition: Edition, files: Files, of: Procedure) -> bytes:
    """The summary form of one of."""
    title = edition.manual.handbook.form.title
    source = Source("form", f"{title} {of.title}", of.file, basis.of_procedure(edition, of.id))
    return paper(edition, source, (Heading(1, title), Form(of.id, form_table.form(edition, of))), files)


def own_order(edition: Edition, files: Files, of: Order) -> bytes:
    """An order as signed, then what the manual adds to it; no number on its first page."""
    source = Source("order", order_name(edition.manual, of.key), of.file)
    return paper(edition, source, order.whole(edition, of), files, number_first=False)


def draft(edition: Edition, files: Files, of: Order) -> bytes:
    """An order that is not signed yet, in the words that its clerk may paste into the letter."""
    source = Source("draft", order_name(edition.manual, of.key), of.file)
    return paper(edition, source, order.draft(edition, of), files, number_first=False)


def changes(edition: Edition, files: Files, of: Order) -> bytes:
    """What an order changes, and the sheets to sign."""
    source = Source("changes", order.title_of(edition, of), of.file, (Basis(of, None),))
    return paper(edition, source, (Heading(1, source.title), *sheets.volume(edition, of, edition.stages(of))), files)


def paper(edition: Edition, source: Source, blocks: Iterable[Block], files: Files, *, number_first: bool = True) -> bytes:
    """Blocks as a file."""
    line = " ".join(x for x in (basis.line(edition, source.rests), basis.as_of(edition)) if x) if source.rests else ""
    foot = tuple(x for x in (edition.shown(line, "book"), basis.copy(edition)) if x)
    wrap = Wrap(source.title, foot, edition.manual.handbook.digits.book == "thai", number_first)
    own = {source.file: files[source.file]} if source.file in files else {}
    made = Paper(edition, Setter(edition), Values(own, ids := Ids()), ids, wrap)
    body = "".join(emit(made, blocks)) + paragraph("", FLAT) + section(wrap, made.lying)
    return package(body, replace(wrap, source=made.values.part(source.kind, edition.manual.fingerprint)))
