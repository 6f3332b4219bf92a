"""The summary form as one real table: symbols beside their text, lines running across the rows at any row height."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum
from typing import NamedTuple

from markupsafe import Markup

from generator.documents.form_table import CENTRED, CODE, OBJECTIVES, REFERENCES, TOTALS, WORK, FormCell, FormRow, FormTable
from generator.documents.model import SummarySheet
from generator.drawing import svg
from generator.drawing.legend import TITLE as LEGEND
from generator.drawing.legend import legend
from generator.drawing.shapes import SHAPES
from generator.flow import column as flow_column
from generator.flow.chart import letters_of
from generator.flow.column import FlowColumn
from generator.html import flow_view, text
from generator.html.shell import PageSettings
from generator.model.summary import ColumnField

NUMBER, SHORT, LONG = 58, 104, 190
"""What a column of numbers, of short and of long texts needs to stay readable, px; a narrower screen scrolls the form in its frame."""
LONG_FIELDS = frozenset({"detail", "standard", "monitoring", "risks", "parties", "requires", "separation"})


class FormViewRow(NamedTuple):
    """A row ready for the template. ``said``: the symbol and its ways out, for those who do not see the drawing.

    ``stage``: the lines of the stage that begins with it, ``above``: what runs beside them in the flow column.
    """

    row: FormRow
    picture: Markup
    said: str
    link: str
    stage: tuple[str, ...]
    above: Markup


def summary(site: PageSettings, of: SummarySheet) -> Markup:
    """The form of a procedure with its legend row."""
    table, protected = of.table, site.protected
    column = flow_column.column(table.graph, None, letters_of(flow_view.sheets(table.graph, of.lanes, protected)), protected)
    return site.render(
        "form.html.j2",
        form=table,
        told=table.title in site.headed,
        rows=list(_rows(site, table, column)),
        widths=_widths(table, column),
        least=sum(_least(c.field, column) for c in table.columns),
        spans=_spans(len(table.columns)),
        centred=CENTRED,
        titles={"work": WORK, "code": CODE, "objectives": OBJECTIVES, "totals": TOTALS, "references": REFERENCES, "legend": LEGEND},
        legend=[(Markup(svg.emit(s.drawing, hidden=True)), s.words) for s in legend(table.kinds) if table.has_flow],
        form_shown=lambda value: text.unbroken(site.shown(str(value), "site_form"), protected),
        dash=_dash,
    )


def _rows(site: PageSettings, table: FormTable, column: FlowColumn) -> Iterator[FormViewRow]:
    shown = {node.id: place for place, node in enumerate(table.graph.nodes)}
    above = None
    for row in table.rows:
        drawing, speech = column.rows[shown[row.node.id]], column.speech[shown[row.node.id]]
        picture = Markup(svg.emit(drawing, digits=lambda words: site.shown(words, "site_form"), hidden=True))
        said = f"{SHAPES[row.node.kind].name}: {row.node.words}" + (f" ({speech})" if speech else "")
        stage = tuple(row.stage.splitlines())
        passing = Markup(svg.emit(flow_column.below(above), hidden=True)) if stage and above else Markup()
        yield FormViewRow(
            row,
            picture,
            site.shown(said, "site_form"),
            row.node.step.id if row.node.step and (row.no or row.node.kind != "terminator") else "",
            stage,
            passing,
        )
        above = drawing


def _widths(table: FormTable, column: FlowColumn) -> list[str]:
    """Flow and number in px, since they have a size of their own; the others share the rest, none less than a short text needs."""
    fixed = {"flow": column.width + 2, "no": NUMBER}
    others = [c for c in table.columns if c.field not in fixed]
    every, room = sum(c.width for c in others) or 1, sum(_least(c.field, column) for c in others)
    wanted = {c.field: max(c.width / every * room, SHORT) for c in others}
    rest = fsum(wanted.values()) or 1
    return [f"{fixed[c.field]:g}px" if c.field in fixed else f"{wanted[c.field] / rest * 100:.1f}%" for c in table.columns]


def _least(field: ColumnField, column: FlowColumn) -> int:
    if field == "flow":
        return round(column.width + 2)
    return NUMBER if field == "no" else LONG if field in LONG_FIELDS else SHORT


def _spans(columns: int) -> tuple[int, int, int]:
    """Over how many columns the three cells of the head stretch: name of work, office, code."""
    if columns < 3:
        return columns, 0, 0
    first = max(1, round(columns / 3))
    last = max(1, columns // 3)
    return first, columns - first - last, last


def _dash(row: FormRow, cell: FormCell) -> bool:
    """A step that says nothing in a column gets a dash, so that nobody takes it for forgotten; a start or end stays empty."""
    return bool(row.no) and not cell.lines and cell.field != "flow"
