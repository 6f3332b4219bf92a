"""A procedure in the book: its heading, and every section that the handbook asks for and the procedure has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from generator.documents import control, form_table
from generator.flow.graph import graph
from generator.model.handbook import Section, SectionKind
from generator.model.procedure import Procedure
from generator.pdf import charts, front, pagination
from generator.pdf.blocks import Block, Gap
from generator.pdf.form import form
from generator.pdf.typesetter import INDENT, Setter
from generator.register.words import role
from generator.thai import dates

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
    if procedure.control.history:
        yield book.heading(3, "ประวัติการแก้ไข")
        yield front.revisions(book, [("", r) for r in procedure.control.history])


def chapter(book: Setter, procedure: Procedure, head: tuple[Block, ...] = ()) -> Body:
    """One procedure below what stands before it on its page; its number is its place in the handbook, whichever book it stands in.

    Its flowchart is made smaller where the text then takes a page less: no page is left almost empty for a chart that nearly fits.
    """
    number = book.edition.number(procedure.id)
    before = [*head, book.heading(2, f"{number}. {procedure.title}", new_page=not head), *_control(book, procedure)]
    drawn: charts.Flowchart | None = None
    after: list[Block] = []
    place = 0
    for section in book.manual.handbook.sections:
        numbered = f"{number}.{place + 1}"
        if section.kind == "flowchart" and drawn is None:
            drawn = charts.flowchart(book, procedure)
            found: tuple[Block, ...] = (book.heading(3, f"{numbered} {section.title}"),)
            before += found
        else:
            found = tuple(_section(book, procedure, section, numbered))
            (after if drawn else before).extend(found)
        place += bool(found)
    yield from before
    if drawn:
        yield from drawn.fitted(book, lambda chart: pagination.pages((*before, *chart, *after)))
    yield from after


def _section(book: Setter, procedure: Procedure, section: Section, number: str) -> Body:
    """The heading and what stands below it; nothing if the procedure has nothing to say there."""
    heading = book.heading(3, f"{number} {section.title}")
    if section.kind == "summary":
        yield from form(book, procedure, heading)
        return
    blocks = tuple(SECTIONS[section.kind](book, procedure))
    if blocks:
        yield heading
        yield from blocks


def _control(book: Setter, procedure: Procedure) -> Body:
    """The procedure's own facts and signatories; what the handbook says for all of them stands on its approval page."""
    facts = (fact[:2] for fact in control.facts(procedure.control))
    unit = book.manual.unit.get(procedure.unit)
    who = [f"{book.manual.person[c.person].name} ({role(c)})" for c in book.edition.responsible(procedure.id)]
    rows = [*([("หน่วยงานเจ้าของงาน", unit.name)] if unit else []), *([("ผู้รับผิดชอบ", "\n".join(dict.fromkeys(who)))] if who else []), *facts]
    for s in control.approvals(book.edition, procedure.control):
        day = f"({dates.long(s.date)})" if s.date else ""
        rows.append((s.label, " ".join(x for x in (s.name, s.position, day) if x)))
    if rows:
        yield book.table(("รายการ", "รายละเอียด"), (30, 70), rows)
        yield Gap(4)


def _numbered(book: Setter, texts: tuple[str, ...]) -> Body:
    yield from book.numbered(texts, parent="1")


def _scope(book: Setter, procedure: Procedure) -> Body:
    for text in procedure.scope:
        yield book.paragraph(text)


def _definitions(book: Setter, procedure: Procedure) -> Body:
    for found in procedure.definitions:
        yield book.paragraph(f"{found.term} หมายถึง {found.text}")


def _responsibilities(book: Setter, procedure: Procedure) -> Body:
    for found in procedure.responsibilities:
        yield book.flush(book.manual.actor_name(found.who), left=INDENT / 2, bold=True, above=3, keep=True)
        yield from book.items(form_table.lines(found.items), left=INDENT / 2 + 12)


def _steps(book: Setter, procedure: Procedure) -> Body:
    said: list[form_table.NumberedLine] = []
    for node in graph(procedure).nodes:
        if node.step and node.number:
            said.append(form_table.NumberedLine(f"{node.number}.", 0, node.step.text or node.step.label))
            said += [line._replace(depth=line.depth + 1) for line in form_table.lines(node.step.items, str(node.number))]
    yield from book.items(said)


def _flowchart(book: Setter, procedure: Procedure) -> Body:
    yield from charts.flowchart(book, procedure).blocks(book)


def _forms(book: Setter, procedure: Procedure) -> Body:
    if procedure.forms.intro:
        yield book.paragraph(procedure.forms.intro)
    known = [book.manual.form[i] for i in procedure.forms.items if i in book.manual.form]
    yield from _numbered(book, tuple(f.title + (f" (รหัส {f.code})" if f.code else "") for f in known))


def _references(book: Setter, procedure: Procedure) -> Body:
    yield from _numbered(book, tuple(book.manual.reference[i].title for i in procedure.references if i in book.manual.reference))


SECTIONS: dict[SectionKind, Callable[[Setter, Procedure], Body]] = {
    "objectives": lambda book, p: _numbered(book, p.objectives),
    "scope": _scope,
    "definitions": _definitions,
    "responsibilities": _responsibilities,
    "flowchart": _flowchart,
    "steps": _steps,
    "standards": lambda book, p: _numbered(book, p.standards),
    "monitoring": lambda book, p: _numbered(book, p.monitoring),
    "forms": _forms,
    "references": _references,
    "risks": lambda book, p: _numbered(book, p.risks),
}
