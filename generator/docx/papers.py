"""Which papers there are as Word files, and what stands in each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import count

from generator.documents import basis, form_table, order, procedure, sheets, step_facts
from generator.documents.basis import Basis
from generator.documents.model import Block, Heading, SummarySheet
from generator.docx.emitter import emit
from generator.docx.package import Wrap, package
from generator.docx.paper import Paper
from generator.docx.values import Values
from generator.edition import Edition
from generator.model.orders import Order
from generator.model.procedure import Procedure
from generator.ooxml import TINY, paragraph
from generator.output import Output
from generator.pdf import volumes
from generator.pdf.typesetter import Setter
from generator.register.words import order_name
from generator.runtime import parallel


@dataclass(frozen=True)
class PaperJob:
    """A paper to make. ``file``: below ``sop/``, what it is made from; ``rests``: the orders that it rests on."""

    kind: str
    id: str
    title: str
    file: str
    blocks: Callable[[], Iterable[Block]]
    rests: tuple[Basis, ...] = ()

    @property
    def path(self) -> str:
        """Where the file goes: beside the book, if there is one."""
        return f"books/{self.kind}-{self.id}.docx"


def papers(edition: Edition) -> Iterator[PaperJob]:
    """Every paper: each procedure and its form, each order, what each order changes with the sheets to sign."""
    for of in edition.manual.procedures:
        yield from (whole(edition, of), form(edition, of))
    for given in edition.manual.orders:
        yield signed(edition, given)
        if volumes.has_changes(edition, given):
            yield changes(edition, given)


def whole(edition: Edition, of: Procedure) -> PaperJob:
    """A procedure with its chart, its form and its revisions."""

    def blocks() -> Iterator[Block]:
        yield Heading(1, f"{edition.number(of.id)}. {of.title}")
        yield from (*procedure.head(edition, of), *procedure.sections(edition, of), *procedure.revised(edition, of))

    return PaperJob("procedure", of.id, of.title, of.file, blocks, basis.of_procedure(edition, of.id))


def form(edition: Edition, of: Procedure) -> PaperJob:
    """The summary form of a procedure."""
    title = edition.manual.handbook.form.title

    def blocks() -> Iterator[Block]:
        yield from (Heading(1, title), SummarySheet(of.id, form_table.form(edition, of)), *step_facts.below_form(edition, of))

    return PaperJob("form", of.id, f"{title} {of.title}", of.file, blocks, basis.of_procedure(edition, of.id))


def signed(edition: Edition, of: Order) -> PaperJob:
    """An order as signed, then what the manual adds to it."""
    return PaperJob("order", of.key.slug, order_name(edition.manual, of.key), of.file, partial(order.whole, edition, of))


def draft(edition: Edition, of: Order) -> PaperJob:
    """An order that is not signed yet, in the words that its clerk may paste into the letter."""
    return PaperJob("draft", of.key.slug, order_name(edition.manual, of.key), of.file, partial(order.draft, edition, of))


def changes(edition: Edition, of: Order) -> PaperJob:
    """What an order changes, and the sheets to sign."""
    title = order.title_of(edition, of)

    def blocks() -> Iterator[Block]:
        yield Heading(1, title)
        yield from sheets.volume(edition, of, edition.stages(of))

    return PaperJob("changes", of.key.slug, title, of.file, blocks, (Basis(of, None),))


def outputs(edition: Edition, files: Mapping[str, str], jobs: Sequence[PaperJob]) -> list[Output]:
    """Many files, made on all cores."""
    return parallel.spread(partial(output, edition, files), jobs)


def output(edition: Edition, files: Mapping[str, str], job: PaperJob) -> Output:
    """The file. ``files``: path below ``sop/`` -> text."""
    line = " ".join(x for x in (basis.line(edition, job.rests), basis.as_of(edition)) if x) if job.rests else ""
    foot = tuple(x for x in (edition.shown(line, "book"), basis.copy(edition)) if x)
    handbook = edition.manual.handbook
    wrap = Wrap(job.title, foot, handbook.digits.book == "thai", job.kind not in UNNUMBERED, two_sided=handbook.print.sides > 1)
    own = {job.file: files[job.file]} if job.file in files else {}
    made = Paper(edition, Setter(edition), Values(own, ids := count(1)), ids, wrap)
    body = "".join(emit(made, job.blocks())) + paragraph("", TINY) + made.section()
    return Output(job.path, package(body, replace(wrap, source=made.values.part(job.kind, edition.manual.fingerprint))))


UNNUMBERED = ("order", "draft")
"""Papers whose first page has no number."""
