"""The summary form (แบบฟอร์มสรุปมาตรฐานงาน) as values: its head, its columns, what stands in each cell. No HTML, no Typst.

The default columns are those of สพฐ.; offices use at least ten other sets, so the columns are data.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from generator.documents import gaps
from generator.documents.charted import charted, summed
from generator.documents.step_fields import NumberedLine, StepView, fills, said
from generator.drawing.shapes import SymbolKind
from generator.edition import Edition
from generator.flow.graph import Graph, Node
from generator.model.procedure import Procedure
from generator.model.summary import Citation, ColumnField, FormColumn

CENTRED: frozenset[ColumnField] = frozenset({"no", "time", "responsible"})
WORK, CODE, OBJECTIVES, REFERENCES, TOTALS = "ชื่องาน", "รหัสเอกสาร", "วัตถุประสงค์", "เอกสารอ้างอิง", "ระยะเวลารวม"
"""What the head and the rows below and above the steps are called."""
CONTINUED = "(ต่อ)"
"""On a sheet or in a row that goes on from the sheet before."""


class FormCell(NamedTuple):
    """What one column says of one step; ``lines`` is empty for the flow column and where there is nothing to say."""

    field: ColumnField
    lines: tuple[NumberedLine, ...]


@dataclass(frozen=True, slots=True)
class FormRow:
    """One symbol's row. ``no``: its ลำดับที่, empty for a start or end; ``cells``: one for each visible column, in order.

    ``stage``: that begins with it: its title, and in lines below that its times.
    """

    node: Node
    no: str
    cells: tuple[FormCell, ...]
    stage: str = ""

    @property
    def says(self) -> bool:
        """Whether any cell beside the flow has words."""
        return any(cell.lines for cell in self.cells)


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
    totals: tuple[str, ...]
    references: tuple[str, ...]
    graph: Graph
    landscape: bool

    @property
    def kinds(self) -> frozenset[SymbolKind]:
        """The symbols it uses; none if it shows no flow."""
        return frozenset(row.node.kind for row in self.rows) if self.has_flow else frozenset()

    @property
    def sides(self) -> tuple[int, int]:
        """How many columns stand before the flow and after it; without it all are after it."""
        before = next((at for at, c in enumerate(self.columns) if c.field == "flow"), -1)
        return max(before, 0), len(self.columns) - before - 1

    @property
    def has_flow(self) -> bool:
        """Whether the flow column is among the visible ones."""
        return any(c.field == "flow" for c in self.columns)


def form(edition: Edition, procedure: Procedure) -> FormTable:
    """The form of a procedure; title, objectives and references as its ``summary`` says, else as the sections have them."""
    manual, own = edition.manual, procedure.summary
    columns = manual.handbook.form.shown(own)
    made = charted(edition, procedure)
    view = StepView(edition, procedure)
    flows = any(c.field == "flow" for c in columns)
    begins = {s.node: s.title for s in made.stages}
    every = tuple(replace(_row(view, n, columns, flows), stage=begins.get(n.id, "")) for n in made.nodes)
    rows = (
        tuple(row for row in every if flows or row.says or row.node.kind != "terminator") or every
    )  # without symbols a start or an end may say nothing
    references = own.references or tuple(Citation(ref=r) for r in procedure.references)
    return FormTable(
        title=manual.handbook.form.title,
        work=own.title or procedure.title,
        office=edition.office.name,
        group=manual.unit[procedure.unit].name if procedure.unit in manual.unit else edition.group.name,
        code=procedure.control.code or "".join(gaps.said(procedure.control, "code")),
        objectives=own.objectives or procedure.objectives or gaps.said(procedure, "objectives"),
        columns=columns,
        rows=rows,
        totals=summed(edition, procedure),
        references=tuple(c.text or manual.reference[c.ref].title for c in references if c.ref in manual.reference)
        or gaps.said(procedure, "references"),
        graph=made,
        landscape=own.landscape if own.landscape is not None else manual.handbook.form.landscape,
    )


def _row(view: StepView, node: Node, columns: tuple[FormColumn, ...], flows: bool) -> FormRow:
    """A start or an end that says something has its words beside it where no symbol has them."""
    cells = {c.field: _cell(view, node, c.field) for c in columns}
    row = FormRow(node, node.ordinal, tuple(cells.values()))
    if not flows and row.says and "detail" in cells and not cells["detail"].lines:
        cells["detail"] = FormCell("detail", (NumberedLine("", 0, node.label),))
    return FormRow(node, row.no, tuple(cells.values()))


def _cell(view: StepView, node: Node, field: ColumnField) -> FormCell:
    """A start or an end says only what is written for it: its words stand in its symbol."""
    if node.step is None or field == "flow" or (node.kind == "terminator" and not fills(node.step, field)):
        return FormCell(field, ())
    return FormCell(field, tuple(said(view, node, node.step, field)))
