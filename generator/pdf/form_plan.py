"""Where the sheets of a printed form end, and in what type: planned until the circles at the page ends stand still."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from math import ceil, fsum

from generator.documents import form_table
from generator.documents.form_table import REFERENCES, TOTALS, FormTable
from generator.flow import column as flow_column
from generator.flow.column import FlowColumn
from generator.model.procedure import Procedure
from generator.pdf import connectors, form_cells, sheets
from generator.pdf.blocks import Band, Lines, SetHeading
from generator.pdf.form_bands import Bands
from generator.pdf.form_cells import CellDraft, Frame, shown
from generator.pdf.line_breaking import Style
from generator.pdf.sheets import Measure, SheetPiece, SheetRoom
from generator.pdf.typesetter import (
    BOTTOM,
    HEADING_BELOW,
    LEFT,
    LINE,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    RIGHT,
    SIZES,
    TEXT_HEIGHT,
    TEXT_WIDTH,
    TOP,
    Setter,
)

ON_ITS_SIDE = (PAGE_HEIGHT - LEFT - RIGHT, PAGE_WIDTH - TOP - BOTTOM)
UPRIGHT = (TEXT_WIDTH, TEXT_HEIGHT)
TURNED = UPRIGHT[::-1]
"""On an upright page that is bound, the head at the spine."""
TITLE_SIZE = 16.0
TITLE_BELOW = 4.0  # as in sheet.typ
SPARE_DRAWING = 2.0  # around the highest symbol of a form, pt
ROUNDS, RATCHET = 40, 4
WIDENED = 3  # times that the flow column is given room for its circles
HALF = 0.45  # of a sheet's height: objectives or closing rows higher than that stand apart


@dataclass(frozen=True)
class FormPlan:
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


class FormPlanner:
    """One form: its type first, then sheets until the circles stand still.

    It turns on its side where its symbols and words have no room on an upright sheet.
    """

    def __init__(self, book: Setter, procedure: Procedure, heading: SetHeading) -> None:
        self.book, self.procedure, self.heading = book, procedure, heading
        self._letters: Mapping[str, str] = {}
        self._heads: dict[float, tuple[float, ...]] = {}
        self.table: FormTable = form_table.form(book.edition, procedure)
        self._columns: dict[tuple[int, ...], FlowColumn] = {}
        self._plans: dict[float, FormPlan | None] = {}
        whole = self._flow((0,) * len(self.table.rows))
        frame = None if self.table.landscape else form_cells.frame(self._draft(whole))
        if frame is None:
            self.table = replace(self.table, landscape=True)
            frame = form_cells.frame(self._draft(whole))
        self.frame = frame or form_cells.squeezed(self._draft(whole))
        bands = self.bands(self.frame)
        self.objectives_apart = self._fills(bands.objectives())
        self.totals_apart = self._fills(bands.totals())
        self.references_apart = self._fills((*self._totals(bands), *bands.references()))

    @property
    def width(self) -> float:
        """Of a sheet, pt."""
        return self._size[0]

    @property
    def height(self) -> float:
        """Of a sheet, pt."""
        return self._size[1]

    @property
    def _size(self) -> tuple[float, float]:
        if not self.table.landscape:
            return UPRIGHT
        return TURNED if self.book.manual.handbook.print.bound else ON_ITS_SIDE

    def _fills(self, bands: Iterable[Band]) -> bool:
        return fsum(b.height for b in bands) > self.height * HALF

    def _flow(self, pages: tuple[int, ...]) -> FlowColumn:
        if pages not in self._columns:
            shown_ = pages if self.table.has_flow else None
            self._columns[pages] = flow_column.column(self.table.graph, shown_, self._letters, self.book.protected, form_cells.SYMBOLS)
        return self._columns[pages]

    def _draft(self, column: FlowColumn) -> CellDraft:
        return CellDraft(self.book, self.table, column, self.width)

    def bands(self, frame: Frame) -> Bands:
        """What stands around the rows, in the type of a frame."""
        return Bands(self.book, self.procedure, self.table, frame, self._heads)

    def name(self, letters: Mapping[str, str]) -> None:
        """Use the letters that steps have in a chart from now on."""
        if letters != self._letters:
            self._letters = letters
            self._columns.clear()
            self._plans.clear()

    def plan(self, taken: float) -> FormPlan:
        """The best plan below what is ``taken`` of the first page. Raises NoRoom."""
        key = float(ceil(taken))
        if key not in self._plans:
            with suppress(NoRoom):
                self._plans[key] = self._best(key)
        if found := self._plans.setdefault(key, None):
            return found
        raise NoRoom

    def height_of(self, plan: FormPlan) -> float:
        """Of the form, pt, if it is one sheet."""
        room = self._room(plan.frame, 0.0)
        return self.height - room.first + fsum(piece.height for piece in plan.cut[0]) + room.tail

    def _best(self, taken: float) -> FormPlan:
        """In the largest type with the room moved; as the handbook shares it, or in the next smaller type, where that saves a sheet."""
        best = self._settled(self.frame, taken)
        size = self.frame.size
        if len(best.cut) > 1:
            for way in ((size, True), (size, False), *([(size - 1, True)] if size > form_cells.SIZES[-1] else [])):
                frame = form_cells.frame(self._draft(best.column), way[0], moved=way[1])
                found = self._settled(frame, taken) if frame else best
                best = min(best, found, key=lambda plan: len(plan.cut))
        return best

    def _settled(self, frame: Frame, taken: float) -> FormPlan:
        """The flow column gets the room that it needs with its circles."""
        for _ in range(WIDENED):
            found = self._planned(frame, taken)
            wider = form_cells.frame(self._draft(found.column), frame.size) if found.scale < form_cells.SCALE else None
            if wider is None:
                break
            frame = wider
        return found

    def _planned(self, frame: Frame, taken: float) -> FormPlan:
        """Plan until no page end moves; after a few rounds rows only grow, so that it comes to an end. Raises ArithmeticError if it does not."""
        room = self._room(frame, taken)
        pages = (0,) * len(self.table.rows)
        least = [0.0] * len(pages)
        for round_ in range(ROUNDS):
            column = self._flow(pages)
            scale = self._scale(frame, column, room.other)
            measures = self._measures(frame, column, scale, pages)
            if round_ >= RATCHET:
                measures = [replace(m, drawing=max(m.drawing, low)) for m, low in zip(measures, least, strict=True)]
                least = [m.drawing for m in measures]
            cut = sheets.cut(measures, room)
            found = sheets.starts(cut, len(pages))
            if found == pages:
                if taken and not sheets.begins_well(measures, room):
                    raise NoRoom
                return FormPlan(frame, column, scale, cut, taken)
            pages = found
        raise ArithmeticError(f"the sheets of {self.procedure.id} do not come to rest")

    def _scale(self, frame: Frame, column: FlowColumn, room: float) -> float:
        """pt to the px: smaller than that of all forms only if the column is too narrow or a symbol higher than a sheet."""
        at = next((n for n, c in enumerate(self.table.columns) if c.field == "flow"), None)
        if at is None:
            return 0.0
        tallest = max(d.height for d in column.rows)
        return min(form_cells.SCALE, (frame.widths[at] - 1) / column.width, (room - SPARE_DRAWING) / tallest)

    def _measures(self, frame: Frame, column: FlowColumn, scale: float, pages: tuple[int, ...]) -> list[Measure]:
        counts = [max(sum(len(w.lines) for w in box.words) for box in row) for row in frame.cells]
        drawn = [0.0] * len(counts)
        if self.table.has_flow:
            around = connectors.wanted(column.rows, pages)
            drawn = [(d.height + 2 * free) * scale for d, free in zip(column.rows, around, strict=True)]
        stages = [self.bands(frame).stage(row.stage).height if row.stage else 0.0 for row in self.table.rows]
        return [Measure(n, d, row.node.kind == "terminator", above) for n, d, row, above in zip(counts, drawn, self.table.rows, stages, strict=True)]

    def _room(self, frame: Frame, taken: float) -> SheetRoom:
        """What head and closing rows leave free."""
        bands = self.bands(frame)
        again = len(self.title(2)) * TITLE_SIZE * LINE + TITLE_BELOW
        head = bands.control((1, 1)).height + bands.head().height + sheets.SPARE
        objectives = fsum(b.height for b in self.objectives(bands))
        own = bands.legend()
        tail = fsum(b.height for b in self.references(bands)) + (own.height if own else 0.0)
        return SheetRoom(self.height - taken - self.top() - head - objectives, self.height - again - head, tail, frame.line)

    def top(self) -> float:
        """Of the heading and the title of the first sheet, pt."""
        title = (len(self.title(1)) * TITLE_SIZE * LINE + TITLE_BELOW) if self.title(1) else 0.0
        at = self.heading.level - 1
        return title + (0.0 if self.objectives_apart else len(self.heading.lines) * SIZES[at] * LINE + HEADING_BELOW[at])

    def objectives(self, bands: Bands) -> tuple[Band, ...]:
        """Below the head of the first sheet."""
        return () if self.objectives_apart else bands.objectives()

    def references(self, bands: Bands) -> tuple[Band, ...]:
        """Below the rows of the last sheet."""
        return (*self._totals(bands), *(() if self.references_apart else bands.references()))

    def _totals(self, bands: Bands) -> tuple[Band, ...]:
        return () if self.totals_apart else bands.totals()

    def said_after(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Titles and texts of closing rows that stand apart, after the sheets."""
        if self.totals_apart:
            yield TOTALS, self.table.totals
        if self.references_apart:
            yield REFERENCES, self.table.references

    @property
    def has_text(self) -> bool:
        """Whether text stands before or after the sheets."""
        return self.objectives_apart or self.totals_apart or self.references_apart

    def title(self, number: int) -> Lines:
        """Of a sheet, by its number; on the first nothing if the heading says it."""
        title = shown(self.book, self.table.title)
        if number == 1:
            return () if title in self.heading.text else self.book.even(title, Style(TITLE_SIZE, True), self.width)
        return self.book.even(f"{title} {form_table.CONTINUED}", Style(TITLE_SIZE, True), self.width)
