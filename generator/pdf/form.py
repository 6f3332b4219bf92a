"""The summary form of a procedure as sheets: head, rows, closing rows; circles exactly where a sheet ends.

Its type and its cells: :mod:`~generator.pdf.form_cells`; where sheets end: :mod:`~generator.pdf.form_plan`;
what stands above and below the rows: :mod:`~generator.pdf.form_bands`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import fsum

from generator.documents import form_table
from generator.documents.form_table import OBJECTIVES
from generator.drawing import typst
from generator.drawing.shapes import SHAPES
from generator.flow import column as flow_column
from generator.model.procedure import Procedure
from generator.pdf import charts, connectors, pagination, sheets
from generator.pdf.blocks import Band, Block, Box, SetHeading, SetSheet, SetWords
from generator.pdf.form_cells import REGION, shown
from generator.pdf.form_plan import FormPlan, FormPlanner, NoRoom
from generator.pdf.sheets import PAD, SheetPiece
from generator.pdf.typesetter import SHEET_ABOVE, TEXT_HEIGHT, Setter

CONTINUED = SetWords("", 0.0, 0.0, (form_table.CONTINUED,))
"""In place of its symbol in a row that goes on from the sheet before."""
PageWords = Sequence[tuple[connectors.Values, ...]]
"""Beside the circles of each row."""
FULL = 0.66  # of a page: a form that needs as many pages beginning on it or on the next begins on the next


def form(book: Setter, procedure: Procedure, heading: SetHeading) -> Iterator[Block]:
    """The sheets on pages of their own, the section's ``heading`` on the first; with the letters of the procedure's chart."""
    charted = any(s.kind == "flowchart" for s in book.manual.handbook.sections)
    return FormSheets(book, procedure, heading).blocks(letters=charts.flowchart(book, procedure).letters if charted else None)


class FormSheets:
    """One form, to be set wherever it may begin."""

    def __init__(self, book: Setter, procedure: Procedure, heading: SetHeading) -> None:
        self.book, self.heading = book, heading
        self.planner = FormPlanner(book, procedure, heading)

    def blocks(self, filled: Sequence[float] = (0.0,), letters: Mapping[str, str] | None = None) -> Iterator[Block]:
        """The form after what fills pages so far: from the last of them on where that takes fewer pages, or fills it.

        ``letters``: those that steps have in the procedure's chart.
        Objectives or closing rows that would fill half a sheet stand before or after the sheets as running text.
        """
        self.planner.name(letters or {})
        if self.planner.objectives_apart:
            yield replace(self.heading, new_page=True)
            yield self.book.flush(OBJECTIVES, bold=True, keep=True)
            yield from self.book.numbered(self.planner.table.objectives)
        yield from self._sheets(self._chosen(filled))
        for title, texts in self.planner.said_after():
            yield self.book.flush(title, bold=True, keep=True)
            yield from self.book.numbered(texts)

    def filled(self, before: Sequence[float]) -> list[float]:
        """As :func:`generator.pdf.pagination.filled`, with these sheets; a page with more sheets after it counts as full."""
        if self.planner.has_text:
            return pagination.filled(self.blocks(before), before)
        plan = self._chosen(before)
        last = plan.taken + self.planner.height_of(plan) if plan.taken and len(plan.cut) == 1 else TEXT_HEIGHT
        return [*(before[:-1] if plan.taken or not before[-1] else before), *[TEXT_HEIGHT] * (len(plan.cut) - 1), last]

    def _chosen(self, filled: Sequence[float]) -> FormPlan:
        alone = self.planner.plan(0.0)
        taken = filled[-1]
        if not taken or self.planner.objectives_apart or self.planner.table.landscape:
            return alone
        try:
            joined = self.planner.plan(taken + SHEET_ABOVE)
        except NoRoom:
            return alone
        fewer = len(joined.cut) - 1 < len(alone.cut)
        return joined if fewer or taken < FULL * TEXT_HEIGHT else alone

    def _sheets(self, plan: FormPlan) -> Iterator[SetSheet]:
        marks = [self.book.mark() for _ in plan.cut]
        on = [marks[number] for number in sheets.starts(plan.cut, len(plan.column.rows))]
        beside = connectors.beside(plan.column.rows, on, [plan.scale] * len(on), self._around(plan))
        for number, pieces in enumerate(plan.cut, 1):
            yield replace(self._sheet(plan, pieces, (number, len(plan.cut)), beside), mark=marks[number - 1] if len(marks) > 1 else "")

    def _around(self, plan: FormPlan) -> list[float]:
        """px above and below the drawing of each row, in the piece that holds its symbol."""
        found = [0.0] * len(plan.column.rows)
        for piece in (piece for pieces in plan.cut for piece in pieces if not piece.first and plan.scale):
            stage = self.planner.table.rows[piece.row].stage
            above = self.planner.bands(plan.frame).stage(stage).height if stage else 0.0
            found[piece.row] = max(0.0, (piece.height - above) / plan.scale - plan.column.rows[piece.row].height) / 2
        return found

    def _sheet(self, planned: FormPlan, pieces: tuple[SheetPiece, ...], place: tuple[int, int], beside: PageWords) -> SetSheet:
        bands, (number, of) = self.planner.bands(planned.frame), place
        first, last = number == 1, number == of
        made = SetSheet(
            heading=self.heading if first and not self.planner.objectives_apart else None,
            flipped=self.planner.table.landscape,
            title=self.planner.title(number),
            size=planned.frame.size,
            pad=PAD,
            above=(bands.control(place), *(self.planner.objectives(bands) if first else ())),
            head=bands.head(),
            rows=tuple(row for p in pieces for row in self._rows(planned, p, beside)),
            below=self.planner.references(bands) if last else (),
            legend=bands.legend() if last else None,
            place=place,
            declared=tuple((column.title, column.width) for column in self.planner.table.columns),
        )
        return replace(made, height=self.planner.top() + _height(made)) if first and planned.taken else made

    def _rows(self, planned: FormPlan, piece: SheetPiece, beside: PageWords) -> Iterator[Band]:
        """The stage that begins with a row, then its piece; where it goes on from the sheet before, its number stands again."""
        stage, above = self.planner.table.rows[piece.row].stage, 0.0
        if stage and not piece.first:
            bands = self.planner.bands(planned.frame)
            above = bands.stage(stage).height
            yield bands.stage(stage, self._passing(planned, piece.row, above))
        boxes = []
        for column, box in zip(self.planner.table.columns, planned.frame.cells[piece.row], strict=True):
            if column.field == "flow":
                drawn = Box((CONTINUED,), "center") if piece.first else self._symbol(planned, piece.row, piece.height - above, beside[piece.row])
                boxes.append(drawn)
            elif column.field == "no":
                boxes.append(box)
            else:
                boxes.append(Box(tuple(_between(box.words, piece.first, piece.last)), box.align))
        yield Band(planned.frame.widths, piece.height - above, tuple(boxes))

    def _passing(self, planned: FormPlan, row: int, height: float) -> Box:
        """The lines that run on from the row above, beside the title of a stage."""
        if not row:
            return Box()
        drawing = flow_column.below(planned.column.rows[row - 1])
        return Box(drawing=typst.emit(drawing, scale=planned.scale, height=height))

    def _symbol(self, planned: FormPlan, row: int, height: float, beside: tuple[connectors.Values, ...]) -> Box:
        """The symbol of a row; it stands in the row's first piece only."""
        node, speech = self.planner.table.rows[row].node, planned.column.speech[row]
        said = f"{SHAPES[node.kind].name}: {node.words}" + (f" ({speech})" if speech else "")
        self.book.drawn(planned.column.rows[row], REGION, said)
        values = typst.emit(
            planned.column.rows[row],
            scale=planned.scale,
            height=height,
            digits=lambda text: shown(self.book, text),
        )
        down = (height - planned.column.rows[row].height * planned.scale) / 2
        values["texts"] += [{**text, "y": text["y"] + down} for text in beside]
        return Box(drawing=values, alt=shown(self.book, said), align="center")


def _height(sheet: SetSheet) -> float:
    """Of all on a sheet but its heading and title, pt."""
    return fsum(band.height for band in (*sheet.above, sheet.head, *sheet.rows, *sheet.below)) + (sheet.legend.height if sheet.legend else 0.0)


def _between(words: tuple[SetWords, ...], first: int, last: int) -> Iterator[SetWords]:
    """The lines ``first`` to ``last`` of a cell; a paragraph that goes on has no number the second time."""
    at = 0
    for paragraph in words:
        start, end = max(first - at, 0), min(last - at, len(paragraph.lines))
        if start < end:
            yield SetWords(paragraph.no if start == 0 else "", paragraph.left, paragraph.hang, paragraph.lines[start:end])
        at += len(paragraph.lines)
