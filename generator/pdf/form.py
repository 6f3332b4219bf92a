"""The summary form of a procedure as sheets: head, rows, closing rows; circles exactly where a sheet ends.

Its type and its cells: :mod:`~generator.pdf.form_cells`; what stands above and below the rows: :mod:`~generator.pdf.form_bands`;
where sheets end: :mod:`~generator.pdf.sheets`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import fsum

from generator.documents import form_table
from generator.documents.form_table import OBJECTIVES, REFERENCES, FormTable
from generator.drawing import typst
from generator.drawing.shapes import SHAPES
from generator.flow import column as flow_column
from generator.flow.chart import letters_of
from generator.flow.column import FlowColumn
from generator.model.procedure import Procedure
from generator.pdf import charts, form_cells, sheets
from generator.pdf.blocks import Band, Block, Box, Lines, SetHeading, SetSheet, SetWords
from generator.pdf.form_bands import Bands
from generator.pdf.form_cells import REGION, CellDraft, Frame, shown
from generator.pdf.line_breaking import Style
from generator.pdf.sheets import PAD, Measure, SheetPiece, SheetRoom
from generator.pdf.typesetter import BOTTOM, HEADING_BELOW, LEFT, LINE, PAGE_HEIGHT, PAGE_WIDTH, RIGHT, SIZES, TEXT_HEIGHT, TEXT_WIDTH, TOP, Setter

ON_ITS_SIDE = (PAGE_HEIGHT - LEFT - RIGHT, PAGE_WIDTH - TOP - BOTTOM)
UPRIGHT = (TEXT_WIDTH, TEXT_HEIGHT)
TITLE_SIZE = 16.0
TITLE_BELOW = 4.0  # as in sheet.typ
SPARE_DRAWING = 2.0  # around the highest symbol of a form, pt
ROUNDS, RATCHET = 40, 4
HALF = 0.45  # of a sheet's height: objectives or references higher than that stand apart


def form(book: Setter, procedure: Procedure, heading: SetHeading) -> Iterator[Block]:
    """The sheets, the section's ``heading`` on the first.

    Objectives or references that would fill half a sheet stand before or after the sheets as running text.
    """
    made = _Form(book, procedure, heading)
    if made.objectives_apart:
        yield replace(heading, new_page=True)
        yield book.flush(OBJECTIVES, bold=True, keep=True)
        yield from book.numbered(made.table.objectives)
    yield from made.sheets()
    if made.references_apart:
        yield book.flush(REFERENCES, bold=True, keep=True)
        yield from book.numbered(made.table.references)


@dataclass(frozen=True)
class _Planned:
    """A form whose page ends have come to rest: its type, its flow with the circles at these ends, pt to the px of it, its sheets."""

    frame: Frame
    column: FlowColumn
    scale: float
    cut: tuple[tuple[SheetPiece, ...], ...]


class _Form:
    """One form: its type first, then sheets until the circles stand still, then the blocks."""

    def __init__(self, book: Setter, procedure: Procedure, heading: SetHeading) -> None:
        self.book, self.procedure, self.heading = book, procedure, heading
        charted = any(s.kind == "flowchart" for s in book.manual.handbook.sections)
        self.letters = letters_of(charts.flowchart(book, procedure).sheets) if charted else {}
        self.table: FormTable = form_table.form(book.edition, procedure)
        self.width, self.height = ON_ITS_SIDE if self.table.landscape else UPRIGHT
        self.frame = form_cells.frame(self._draft(self._flow((0,) * len(self.table.rows))))
        bands = self._bands(self.frame)
        self.objectives_apart = self._fills(bands.objectives())
        self.references_apart = self._fills(bands.references())

    def _fills(self, bands: Iterable[Band]) -> bool:
        return fsum(b.height for b in bands) > self.height * HALF

    def _flow(self, pages: tuple[int, ...]) -> FlowColumn:
        return flow_column.column(self.table.graph, pages if self.table.has_flow else None, self.letters, self.book.protected)

    def _draft(self, column: FlowColumn) -> CellDraft:
        return CellDraft(self.book, self.table, column, self.width)

    def _bands(self, frame: Frame) -> Bands:
        return Bands(self.book, self.procedure, self.table, frame)

    def sheets(self) -> Iterator[SetSheet]:
        """In the largest type with the room moved; as the handbook shares it, or in the next smaller type, where that saves a sheet."""
        best = last = self._planned(self.frame)
        size = self.frame.size
        if len(best.cut) > 1:
            tries = [(size, True), (size, False), *([(size - 1, True)] if size > form_cells.SIZES[-1] else [])]
            counts = [len(best.cut)]
            for way in tries[1:]:
                last = self._tried(last, *way)
                counts.append(len(last.cut))
            best = self._tried(last, *tries[counts.index(min(counts))])
        for number, pieces in enumerate(best.cut, 1):
            yield self._sheet(best, pieces, (number, len(best.cut)))

    def _tried(self, before: _Planned, size: float, moved: bool) -> _Planned:
        """The sheets in another type; the flow column gets the room that it needed with the circles of the plan before."""
        return self._planned(form_cells.frame(self._draft(before.column), size, moved=moved))

    # where the sheets end

    def _planned(self, frame: Frame) -> _Planned:
        """Plan until no page end moves; after a few rounds rows only grow, so that it comes to an end. Raises ArithmeticError if it does not."""
        room = self._room(frame)
        pages = (0,) * len(self.table.rows)
        least = [0.0] * len(pages)
        for round_ in range(ROUNDS):
            column = self._flow(pages)
            scale = self._scale(frame, column, room.other)
            measures = self._measures(frame, column, scale)
            if round_ >= RATCHET:
                measures = [replace(m, drawing=max(m.drawing, low)) for m, low in zip(measures, least, strict=True)]
                least = [m.drawing for m in measures]
            cut = sheets.cut(measures, room)
            found = sheets.starts(cut, len(pages))
            if found == pages:
                return _Planned(frame, column, scale, cut)
            pages = found
        raise ArithmeticError(f"the sheets of {self.procedure.id} do not come to rest")

    def _scale(self, frame: Frame, column: FlowColumn, room: float) -> float:
        """pt to the px: as wide as the column allows, as low as a sheet does."""
        at = next((n for n, c in enumerate(self.table.columns) if c.field == "flow"), None)
        if at is None:
            return 0.0
        tallest = max(d.height for d in column.rows)
        return min(typst.PX, (frame.widths[at] - 1) / column.width, (room - SPARE_DRAWING) / tallest)

    def _measures(self, frame: Frame, column: FlowColumn, scale: float) -> list[Measure]:
        counts = [max(sum(len(w.lines) for w in box.words) for box in row) for row in frame.cells]
        drawn = [d.height * scale for d in column.rows] if self.table.has_flow else [0.0] * len(counts)
        return [Measure(n, d, not row.says) for n, d, row in zip(counts, drawn, self.table.rows, strict=True)]

    def _room(self, frame: Frame) -> SheetRoom:
        """What head and closing rows leave free."""
        bands, at = self._bands(frame), self.heading.level - 1
        title = (len(self._title(1)) * TITLE_SIZE * LINE + TITLE_BELOW) if self._title(1) else 0.0
        again = len(self._title(2)) * TITLE_SIZE * LINE + TITLE_BELOW
        heading = 0.0 if self.objectives_apart else len(self.heading.lines) * SIZES[at] * LINE + HEADING_BELOW[at]
        head = bands.control((1, 1)).height + bands.head().height + sheets.SPARE
        objectives = fsum(b.height for b in self._objectives(bands))
        own = bands.legend()
        tail = fsum(b.height for b in self._references(bands)) + (own.height if own else 0.0)
        return SheetRoom(self.height - heading - title - head - objectives, self.height - again - head, tail, frame.line)

    # blocks

    def _sheet(self, planned: _Planned, pieces: tuple[SheetPiece, ...], place: tuple[int, int]) -> SetSheet:
        bands, (number, of) = self._bands(planned.frame), place
        first, last = number == 1, number == of
        return SetSheet(
            heading=self.heading if first and not self.objectives_apart else None,
            flipped=self.table.landscape,
            title=self._title(number),
            size=planned.frame.size,
            pad=PAD,
            above=(bands.control(place), *(self._objectives(bands) if first else ())),
            head=bands.head(),
            rows=tuple(self._row(planned, p) for p in pieces),
            below=self._references(bands) if last else (),
            legend=bands.legend() if last else None,
            place=place,
        )

    def _objectives(self, bands: Bands) -> tuple[Band, ...]:
        return () if self.objectives_apart else bands.objectives()

    def _references(self, bands: Bands) -> tuple[Band, ...]:
        return () if self.references_apart else bands.references()

    def _title(self, number: int) -> Lines:
        title = shown(self.book, self.table.title)
        if number == 1:
            return () if title in self.heading.text else self.book.even(title, Style(TITLE_SIZE, True), self.width)
        return self.book.even(f"{title} (ต่อ)", Style(TITLE_SIZE, True), self.width)

    def _row(self, planned: _Planned, piece: SheetPiece) -> Band:
        boxes = []
        for column, box in zip(self.table.columns, planned.frame.cells[piece.row], strict=True):
            if column.field == "flow":
                boxes.append(self._symbol(planned, piece))
            else:
                boxes.append(Box(tuple(_between(box.words, piece.first, piece.last)), box.align))
        return Band(planned.frame.widths, piece.height, tuple(boxes))

    def _symbol(self, planned: _Planned, piece: SheetPiece) -> Box:
        """The symbol of a row; it stands in the row's first piece only."""
        if piece.first:
            return Box()
        node, speech = self.table.rows[piece.row].node, planned.column.speech[piece.row]
        said = f"{SHAPES[node.kind].name}: {node.label}" + (f" ({speech})" if speech else "")
        self.book.drawn(planned.column.rows[piece.row], REGION, said)
        values = typst.emit(
            planned.column.rows[piece.row],
            scale=planned.scale,
            height=piece.height,
            digits=lambda text: shown(self.book, text),
        )
        return Box(drawing=values, alt=shown(self.book, said), align="center")


def _between(words: tuple[SetWords, ...], first: int, last: int) -> Iterator[SetWords]:
    """The lines ``first`` to ``last`` of a cell; a paragraph that goes on has no number the second time."""
    at = 0
    for paragraph in words:
        start, end = max(first - at, 0), min(last - at, len(paragraph.lines))
        if start < end:
            yield SetWords(paragraph.no if start == 0 else "", paragraph.left, paragraph.hang, paragraph.lines[start:end])
        at += len(paragraph.lines)
