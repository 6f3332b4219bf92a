"""The summary form (แบบฟอร์มสรุปมาตรฐานงาน) as values: its head, its columns, what stands in each cell. No HTML, no Typst.

The default columns are those of สพฐ.; offices use at least ten other sets, so the columns are data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from generator.documents import times
from generator.drawing.shapes import SymbolKind
from generator.edition import Edition
from generator.flow.graph import Graph, Node, graph
from generator.model.handbook import ColumnField, FormColumn
from generator.model.procedure import Citation, Procedure, Step, SubItem

CENTRED: frozenset[ColumnField] = frozenset({"no", "time", "responsible"})
WORK, CODE, OBJECTIVES, REFERENCES = "ชื่องาน", "รหัสเอกสาร", "วัตถุประสงค์", "เอกสารอ้างอิง"
"""What the head and the rows below and above the steps are called."""
DOTS = 2  # of the longest number; what stands below it is counted in brackets


class NumberedLine(NamedTuple):
    """One paragraph of a cell or of a nested list: its number as printed (or a dash), its depth from 0, its words."""

    no: str
    depth: int
    text: str


def lines(items: tuple[SubItem, ...], parent: str = "", depth: int = 0, enclosed: int = 0) -> Iterator[NumberedLine]:
    """Nested items as official papers number them: ``4.``, ``4.1``, ``4.1.1``, ``1)``, ``(1)``; an item's own ``no`` wins. Digits are Arabic."""
    for place, item in enumerate(items, 1):
        no = item.no or _numbered(place, parent, enclosed)
        stem = no.rstrip(".)")
        deeper = enclosed + 1 if enclosed or stem.count(".") == DOTS else 0
        yield NumberedLine(no, depth, item.text)
        yield from lines(item.items, stem, depth + 1, deeper)


def _numbered(place: int, parent: str, enclosed: int) -> str:
    if enclosed:
        return f"{place})" if enclosed == 1 else f"({place})"
    return f"{parent}.{place}" if parent else f"{place}."


class FormCell(NamedTuple):
    """What one column says of one step; ``lines`` is empty for the flow column and where there is nothing to say."""

    field: ColumnField
    lines: tuple[NumberedLine, ...]


@dataclass(frozen=True, slots=True)
class FormRow:
    """One symbol's row. ``no``: its ลำดับที่, empty for a start or end; ``cells``: one for each visible column, in order."""

    node: Node
    no: str
    cells: tuple[FormCell, ...]


@dataclass(frozen=True, slots=True)
class FormTable:
    """The whole form of a procedure, in Arabic digits. ``columns``: the visible ones; ``width`` in percent of their sum."""

    title: str
    work: str
    office: str
    group: str
    code: str
    objectives: tuple[str, ...]
    columns: tuple[FormColumn, ...]
    rows: tuple[FormRow, ...]
    references: tuple[str, ...]
    graph: Graph
    landscape: bool

    @property
    def kinds(self) -> frozenset[SymbolKind]:
        """The symbols it uses; none if it shows no flow."""
        return frozenset(row.node.kind for row in self.rows) if self.has_flow else frozenset()

    @property
    def has_flow(self) -> bool:
        """Whether the flow column is among the visible ones."""
        return any(c.field == "flow" for c in self.columns)


def form(edition: Edition, procedure: Procedure) -> FormTable:
    """The form of a procedure; title, objectives and references as its ``summary`` says, else as the sections have them."""
    manual, own = edition.manual, procedure.summary
    columns = tuple(c for c in manual.handbook.form.columns if not c.hidden)
    made = graph(procedure)
    view = _View(edition, procedure)
    said = [n for n in made.nodes if n.number or any(c.field == "flow" for c in columns)]  # without symbols a start or an end says nothing
    rows = tuple(FormRow(n, f"{n.number}." if n.number else "", tuple(_cell(view, n, c.field) for c in columns)) for n in said or made.nodes)
    references = own.references or tuple(Citation(ref=r) for r in procedure.references)
    return FormTable(
        title=manual.handbook.form.title,
        work=own.title or procedure.title,
        office=edition.office.name,
        group=manual.unit[procedure.unit].name if procedure.unit in manual.unit else edition.group.name,
        code=procedure.control.code or "",
        objectives=own.objectives or procedure.objectives,
        columns=columns,
        rows=rows,
        references=tuple(c.text or manual.reference[c.ref].title for c in references if c.ref in manual.reference),
        graph=made,
        landscape=own.landscape if own.landscape is not None else manual.handbook.form.landscape,
    )


class _View(NamedTuple):
    """What the cells are read from."""

    edition: Edition
    procedure: Procedure


def _cell(view: _View, node: Node, field: ColumnField) -> FormCell:
    if node.step is None or not node.number:
        return FormCell(field, ())
    return FormCell(field, tuple(FIELDS[field](view, node, node.step)))


def _paragraphs(texts: Iterable[str]) -> list[NumberedLine]:
    """One paragraph as it is; several with a dash each."""
    found = list(texts)
    return [NumberedLine("-" if len(found) > 1 else "", 0, text) for text in found]


def _plain(texts: Iterable[str]) -> list[NumberedLine]:
    return [NumberedLine("", 0, text) for text in texts]


def _detail(_: _View, node: Node, step: Step) -> list[NumberedLine]:
    """As written for the form, else the words of the step; several items are numbered after the step."""
    if not step.detail:
        return [NumberedLine("", 0, step.text or step.label), *lines(step.items, str(node.number))]
    only = step.detail[0]
    if len(step.detail) == 1 and not only.no:
        return [NumberedLine("", 0, only.text), *lines(only.items, str(node.number))]
    return list(lines(step.detail, str(node.number)))


def _forms(view: _View, _: Node, step: Step) -> list[NumberedLine]:
    known = view.edition.manual.form
    return _paragraphs(known[i].title for i in step.forms if i in known)


def _references(view: _View, _: Node, step: Step) -> list[NumberedLine]:
    known = view.edition.manual.reference
    return _paragraphs(known[i].title for i in step.references if i in known)


FIELDS: dict[ColumnField, Callable[[_View, Node, Step], Iterable[NumberedLine]]] = {
    "no": lambda _view, node, _step: [NumberedLine("", 0, f"{node.number}.")],
    "flow": lambda _view, _node, _step: [],
    "detail": _detail,
    "time": lambda view, _node, step: _plain(times.texts(step.time, view.edition.manual.calendar)),
    "standard": lambda _view, _node, step: _paragraphs(step.standard),
    "responsible": lambda view, _node, step: _plain(view.edition.actors(step)),
    "monitoring": lambda _view, _node, step: _paragraphs(step.monitoring),
    "documents": lambda _view, _node, step: _paragraphs(step.documents),
    "forms": _forms,
    "references": _references,
    "inputs": lambda _view, _node, step: _paragraphs(step.inputs),
    "outputs": lambda _view, _node, step: _paragraphs(step.outputs),
    "risks": lambda _view, _node, step: _paragraphs(step.risks),
    "note": lambda _view, _node, step: _plain([step.note] if step.note else []),
}
