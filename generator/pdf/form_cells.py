"""The type of a printed form: the largest in which its columns fit, how wide each column is, and what stands in its cells, in lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.documents.form_table import CENTRED, FormRow, FormTable
from generator.documents.step_fields import NumberedLine
from generator.drawing import typst
from generator.flow.column import FlowColumn
from generator.flow.fit import COLUMN
from generator.pdf import columns
from generator.pdf.blocks import Box, SetWords
from generator.pdf.line_breaking import Style, widest
from generator.pdf.sheets import PAD, line_height
from generator.pdf.typesetter import CELL_INSET, Setter

SIZES = (14.0, 13.0, 12.0, 11.0)
SYMBOLS = replace(COLUMN, type=replace(COLUMN.type, label=COLUMN.type.font))
"""Words beside lines are as large as those in symbols."""
LEAST_TYPE = 12.0
"""Words in symbols, pt of TH Sarabun: all forms have them in one size."""
SCALE = LEAST_TYPE / (SYMBOLS.type.font * typst.HANDBOOK_SIZE)  # pt to the px of the flow column
LAST_SCALE = SCALE * 2 / 3  # where not even a sheet on its side is wide enough
WIDEST_WORD = 0.3  # of the form's width: a longer one is cut
WITHIN = 0.1  # of a declared width: what a column may lose or gain for a lower form
DEPTH_IN = 8.0
HEAD_PARTS = (0.5, 0.55, 0.6, 0.65, 0.7)
HEAD_MOST = 8  # lines of the longest title of a column, about
REGION = "book_form"
"""The digits of a printed form."""


@dataclass(frozen=True)
class Frame:
    """What all sheets of a form share: its width, the size of its type, widths of its columns (pt), its words in lines by row and column."""

    width: float
    size: float
    widths: tuple[float, ...]
    cells: tuple[tuple[Box, ...], ...]

    @property
    def line(self) -> float:
        """One line of a cell, pt."""
        return line_height(self.size)


@dataclass(frozen=True)
class CellDraft:
    """A form whose type is not chosen yet, ``width`` pt wide; ``column``: its flow as drawn for the page ends known so far."""

    book: Setter
    table: FormTable
    column: FlowColumn
    width: float


def frame(draft: CellDraft, largest: float = SIZES[0], *, moved: bool = True) -> Frame | None:
    """The largest type, up to a size, in which no word is cut; None if there is none. ``moved``: room goes over to the columns with most to say."""
    for size in (s for s in SIZES if s <= largest):
        wishes = _wishes(draft, size, SCALE)
        found = columns.widths(wishes, draft.width)
        if found and moved:
            heights = [_heights(draft, at, size) for at in range(len(wishes))]
            found = columns.lowest(found, [w.least for w in wishes], heights, within=WITHIN)
        if found:
            return _filled(draft, size, found)
    return None


def squeezed(draft: CellDraft) -> Frame:
    """The last resort: smaller symbols, then words that are cut."""
    wishes = _wishes(draft, SIZES[-1], LAST_SCALE)
    return _filled(draft, SIZES[-1], columns.widths(wishes, draft.width) or columns.squeezed(wishes, draft.width))


# widths


def _wishes(draft: CellDraft, size: float, scale: float) -> list[columns.Wish]:
    return [columns.Wish(c.width, _least(draft, at, size, scale)) for at, c in enumerate(draft.table.columns)]


def _least(draft: CellDraft, at: int, size: float, scale: float) -> float:
    """The narrowest that a column may be, pt."""
    book, column = draft.book, draft.table.columns[at]
    head = _head_width(book, column.title, Style(size, True)) + 2 * CELL_INSET
    if column.field == "flow":
        return max(head, draft.column.width * scale + 2)
    style = Style(size)
    said = (line for row in draft.table.rows for line in row.cells[at].lines)
    needs = (widest(shown(book, line.text), style, book.protected) + _before(book, line, style) for line in said)
    return max(head, min(max(needs, default=0.0) + 2 * CELL_INSET, draft.width * WIDEST_WORD)) + 0.5


def _head_width(book: Setter, title: str, style: Style) -> float:
    """The narrowest in which a column's title takes no more than two lines, pt; a whole sentence may take up to about eight."""
    least, natural = widest(shown(book, title), style, book.protected), style.width(shown(book, title))
    tried = (least, *(part * natural for part in HEAD_PARTS))
    return next((w for w in sorted(tried) if w >= least and len(book.even(title, style, w, REGION)) <= 2), max(least, natural / HEAD_MOST))


def _heights(draft: CellDraft, at: int, size: float) -> columns.Heights:
    """About how high the rows of a column are at a width, pt."""
    if draft.table.columns[at].field == "flow":
        return lambda _width: [d.height * SCALE for d in draft.column.rows]
    style = Style(size)
    said = [[(_before(draft.book, x, style), style.width(shown(draft.book, x.text))) for x in row.cells[at].lines] for row in draft.table.rows]
    return lambda width: [
        sum(columns.lines(natural, width - 2 * CELL_INSET - before) for before, natural in row) * line_height(size) + 2 * PAD for row in said
    ]


# words


def _filled(draft: CellDraft, size: float, widths: tuple[float, ...]) -> Frame:
    cells = tuple(tuple(_cells(draft.book, row, Style(size), widths)) for row in draft.table.rows)
    return Frame(draft.width, size, widths, cells)


def _cells(book: Setter, row: FormRow, style: Style, widths: tuple[float, ...]) -> Iterator[Box]:
    """A step that says nothing in a column gets a dash, so that nobody takes it for forgotten."""
    for cell, width in zip(row.cells, widths, strict=True):
        if cell.field == "flow":
            yield Box()
            continue
        said = cell.lines if cell.lines or not row.no else (NumberedLine("", 0, "–"),)
        centred = cell.field in CENTRED or not cell.lines
        yield Box(tuple(words(book, line, width, style) for line in said), "center" if centred else "left")


def words(book: Setter, line: NumberedLine, width: float, style: Style) -> SetWords:
    """A paragraph of a cell that is ``width`` pt wide, in lines."""
    left, hang_ = line.depth * DEPTH_IN, hang(book, line.no, style)
    return SetWords(shown(book, line.no), left, hang_, book.lines(line.text, style, width - 2 * CELL_INSET - left - hang_, 0.0, REGION))


def hang(book: Setter, no: str, style: Style) -> float:
    """From a number to its words, pt."""
    return style.width(shown(book, no)) + 3 if no else 0.0


def _before(book: Setter, line: NumberedLine, style: Style) -> float:
    """What stands left of the words of a paragraph, pt."""
    return hang(book, line.no, style) + line.depth * DEPTH_IN


def shown(book: Setter, text: str) -> str:
    """Words in the digits of a printed form."""
    return book.shown(text, REGION)
