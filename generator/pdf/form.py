"""The summary form of a procedure as sheets: head, rows, closing rows; circles exactly where a sheet ends.

Its type and its cells: :mod:`~generator.pdf.form_cells`; what stands above and below the rows: :mod:`~generator.pdf.form_bands`;
where sheets end: :mod:`~generator.pdf.sheets`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import fsum

from generator.documents import form_table
from generator.documents.form_table import OBJECTIVES, REFERENCES, FormTable
from generator.drawing import typst
from generator.drawing.shapes import SHAPES
from generator.flow import column as flow_column
from generator.flow.column import FlowColumn
from generator.model.procedure import Procedure
from generator.pdf import form_cells, pagination, sheets
from generator.pdf.blocks import Band, Block, Box, Lines, SetHeading, SetSheet, SetWords
from generator.pdf.form_bands import Bands
from generator.pdf.form_cells import REGION, CellDraft, Frame, shown
from generator.pdf.line_breaking import Style
from generator.pdf.sheets import PAD, Measure, SheetPiece, SheetRoom
from generator.pdf.typesetter import (
    BOTTOM,
    HEADING_BELOW,
    LEFT,
    LINE,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    RIGHT,
    SHEET_ABOVE,
    SIZES,
    TEXT_HEIGHT,
    TEXT_WIDTH,
    TOP,
    Setter,
)

ON_ITS_SIDE = (PAGE_HEIGHT - LEFT - RIGHT, PAGE_WIDTH - TOP - BOTTOM)
UPRIGHT = (TEXT_WIDTH, TEXT_HEIGHT)
TITLE_SIZE = 16.0
TITLE_BELOW = 4.0  # as in sheet.typ
SPARE_DRAWING = 2.0  # around the highest symbol of a form, pt
ROUNDS, RATCHET = 40, 4
WIDENED = 3  # times that the flow column is given room for its circles
FULL = 0.66  # of a page: a form that needs as many pages beginning on it or on the next begins on the next
HALF = 0.45  # of a sheet's height: objectives or references higher than that stand apart


def form(book: Setter, procedure: Procedure, heading: SetHeading) -> Iterator[Block]:
    """The sheets, the section's ``heading`` on the first."""
    return FormSheets(book, procedure, heading).blocks()


@dataclass(frozen=True)
class _Planned:
    """A form whose page ends have come to rest: its type, its flow with the circles at these ends, pt to the px of it, its sheets.

    ``taken``: of the height of the page on which it begins, pt.
    """

    frame: Frame
    column: FlowColumn
    scale: float
    cut: tuple[tuple[SheetPiece, ...], ...]
    taken: float = 0.0


class NoRoom(ArithmeticError):
    """Too little is left of a page for a form to begin on it."""


class FormSheets:
    """One form: its type first, then sheets until the circles stand still, then the blocks.

    It turns on its side where its symbols and words have no room on an upright sheet.
    """

    def __init__(self, book: Setter, procedure: Procedure, heading: SetHeading) -> None:
        self.book, self.procedure, self.heading = book, procedure, heading
        self.letters: Mapping[str, str] = {}
        self.table: FormTable = form_table.form(book.edition, procedure)
        self._columns: dict[tuple[int, ...], FlowColumn] = {}
        self._plans: dict[float, _Planned] = {}
        whole = self._flow((0,) * len(self.table.rows))
        frame = None if self.table.landscape else form_cells.frame(self._draft(whole))
        if frame is None:
            self.table = replace(self.table, landscape=True)
            frame = form_cells.frame(self._draft(whole))
        self.frame = frame or form_cells.squeezed(self._draft(whole))
        bands = self._bands(self.frame)
        self.objectives_apart = self._fills(bands.objectives())
        self.references_apart = self._fills(bands.references())

    @property
    def width(self) -> float:
        """Of a sheet, pt."""
        return (ON_ITS_SIDE if self.table.landscape else UPRIGHT)[0]

    @property
    def height(self) -> float:
        """Of a sheet, pt."""
        return (ON_ITS_SIDE if self.table.landscape else UPRIGHT)[1]

    def _fills(self, bands: Iterable[Band]) -> bool:
        return fsum(b.height for b in bands) > self.height * HALF

    def _flow(self, pages: tuple[int, ...]) -> FlowColumn:
        if pages not in self._columns:
            shown_ = pages if self.table.has_flow else None
            self._columns[pages] = flow_column.column(self.table.graph, shown_, self.letters, self.book.protected, form_cells.SYMBOLS)
        return self._columns[pages]

    def _draft(self, column: FlowColumn) -> CellDraft:
        return CellDraft(self.book, self.table, column, self.width)

    def _bands(self, frame: Frame) -> Bands:
        return Bands(self.book, self.procedure, self.table, frame)

    def with_letters(self, letters: Mapping[str, str]) -> FormSheets:
        """The same form with the letters that steps have in a chart."""
        if letters != self.letters:
            self.letters = letters
            self._columns.clear()
            self._plans.clear()
        return self

    def blocks(self, filled: Sequence[float] = (0.0,)) -> Iterator[Block]:
        """The form after what fills pages so far: from the last of them on where that takes fewer pages, or fills it.

        Objectives or references that would fill half a sheet stand before or after the sheets as running text.
        """
        if self.objectives_apart:
            yield replace(self.heading, new_page=True)
            yield self.book.flush(OBJECTIVES, bold=True, keep=True)
            yield from self.book.numbered(self.table.objectives)
        plan = self._chosen(filled)
        for number, pieces in enumerate(plan.cut, 1):
            yield self._sheet(plan, pieces, (number, len(plan.cut)))
        if self.references_apart:
            yield self.book.flush(REFERENCES, bold=True, keep=True)
            yield from self.book.numbered(self.table.references)

    def filled(self, before: Sequence[float]) -> list[float]:
        """As :func:`generator.pdf.pagination.filled`, with these sheets."""
        return pagination.filled(self.blocks(before), before)

    # where the sheets end

    def _chosen(self, filled: Sequence[float]) -> _Planned:
        alone = self._plan(0.0)
        taken = filled[-1]
        if not taken or self.objectives_apart or self.table.landscape:
            return alone
        try:
            joined = self._plan(taken + SHEET_ABOVE)
        except NoRoom:
            return alone
        fewer = len(joined.cut) - 1 < len(alone.cut)
        return joined if fewer or taken < FULL * TEXT_HEIGHT else alone

    def _plan(self, taken: float) -> _Planned:
        """The best plan below what is ``taken`` of the first page. Raises NoRoom."""
        key = round(taken)
        if key not in self._plans:
            self._plans[key] = self._best(taken)
        return self._plans[key]

    def _best(self, taken: float) -> _Planned:
        """In the largest type with the room moved; as the handbook shares it, or in the next smaller type, where that saves a sheet."""
        best = self._settled(self.frame, taken)
        size = self.frame.size
        if len(best.cut) > 1:
            for way in ((size, True), (size, False), *([(size - 1, True)] if size > form_cells.SIZES[-1] else [])):
                frame = form_cells.frame(self._draft(best.column), way[0], moved=way[1])
                found = self._settled(frame, taken) if frame else best
                best = min(best, found, key=lambda plan: len(plan.cut))
        return best

    def _settled(self, frame: Frame, taken: float) -> _Planned:
        """The flow column gets the room that it needs with its circles."""
        for _ in range(WIDENED):
            found = self._planned(frame, taken)
            wider = form_cells.frame(self._draft(found.column), frame.size) if found.scale < form_cells.SCALE else None
            if wider is None:
                break
            frame = wider
        return found

    def _planned(self, frame: Frame, taken: float) -> _Planned:
        """Plan until no page end moves; after a few rounds rows only grow, so that it comes to an end. Raises ArithmeticError if it does not."""
        room = self._room(frame, taken)
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
                if taken and not any(self.table.rows[piece.row].no for piece in cut[0]):
                    raise NoRoom
                return _Planned(frame, column, scale, cut, taken)
            pages = found
        raise ArithmeticError(f"the sheets of {self.procedure.id} do not come to rest")

    def _scale(self, frame: Frame, column: FlowColumn, room: float) -> float:
        """pt to the px: smaller than that of all forms only if the column is too narrow or a symbol higher than a sheet."""
        at = next((n for n, c in enumerate(self.table.columns) if c.field == "flow"), None)
        if at is None:
            return 0.0
        tallest = max(d.height for d in column.rows)
        return min(form_cells.SCALE, (frame.widths[at] - 1) / column.width, (room - SPARE_DRAWING) / tallest)

    def _measures(self, frame: Frame, column: FlowColumn, scale: float) -> list[Measure]:
        counts = [max(sum(len(w.lines) for w in box.words) for box in row) for row in frame.cells]
        drawn = [d.height * scale for d in column.rows] if self.table.has_flow else [0.0] * len(counts)
        return [Measure(n, d, not row.says) for n, d, row in zip(counts, drawn, self.table.rows, strict=True)]

    def _room(self, frame: Frame, taken: float) -> SheetRoom:
        """What head and closing rows leave free."""
        bands = self._bands(frame)
        again = len(self._title(2)) * TITLE_SIZE * LINE + TITLE_BELOW
        head = bands.control((1, 1)).height + bands.head().height + sheets.SPARE
        objectives = fsum(b.height for b in self._objectives(bands))
        own = bands.legend()
        tail = fsum(b.height for b in self._references(bands)) + (own.height if own else 0.0)
        return SheetRoom(self.height - taken - self._top() - head - objectives, self.height - again - head, tail, frame.line)

    def _top(self) -> float:
        """Of the heading and the title of the first sheet, pt."""
        title = (len(self._title(1)) * TITLE_SIZE * LINE + TITLE_BELOW) if self._title(1) else 0.0
        at = self.heading.level - 1
        return title + (0.0 if self.objectives_apart else len(self.heading.lines) * SIZES[at] * LINE + HEADING_BELOW[at])

    # blocks

    def _sheet(self, planned: _Planned, pieces: tuple[SheetPiece, ...], place: tuple[int, int]) -> SetSheet:
        bands, (number, of) = self._bands(planned.frame), place
        first, last = number == 1, number == of
        made = SetSheet(
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
        return replace(made, height=self._top() + _height(made)) if first and planned.taken else made

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
