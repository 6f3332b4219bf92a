"""The summary form of a procedure as sheets: head, rows, closing rows; circles exactly where a sheet ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator import tables
from generator.book import columns, sheets, symbols
from generator.book.blocks import Band, Block, Box, Heading, Legend, Lines, Sheet, Words
from generator.book.breaking import Style, widest
from generator.book.setting import BOTTOM, CELL_INSET, LEFT, LINE, PAGE_HEIGHT, PAGE_WIDTH, RIGHT, SIZES, TEXT_HEIGHT, TEXT_WIDTH, TOP, Setter
from generator.book.sheets import PAD, Measure, Piece, Room, line_height
from generator.drawing import typst
from generator.drawing.model import Drawing
from generator.flow import lanes
from generator.flow.fit import COLUMN
from generator.flow.lanes import FlowColumn
from generator.model.procedure import Procedure
from generator.tables import CENTRED, KIND_WORDS, FormTable
from generator.thai import dates

ON_ITS_SIDE = (PAGE_HEIGHT - LEFT - RIGHT, PAGE_WIDTH - TOP - BOTTOM)
UPRIGHT = (TEXT_WIDTH, TEXT_HEIGHT)
CELL_SIZES = (14.0, 13.0, 12.0, 11.0)
TITLE_SIZE = 16.0
HEADING_BELOW, TITLE_BELOW = (12.0, 8.0, 3.0), 4.0  # as in blocks.typ
LEAST_SCALE, LAST_SCALE = 0.58, 0.42  # pt to the px of the flow column: 11 and 8 pt of TH Sarabun
DEPTH_IN = 8.0
HEAD_PARTS = (0.5, 0.55, 0.6, 0.65, 0.7)
HEAD_SHARES = (0.42, 0.33, 0.25)
SPARE_DRAWING = 2.0  # around the highest symbol of a form, pt
ROUNDS, RATCHET = 40, 4
REGION = "book_form"
OBJECTIVES, REFERENCES = "วัตถุประสงค์", "เอกสารอ้างอิง"
HALF = 0.45


@dataclass(frozen=True)
class Frame:
    """What all sheets of a form share: widths and size of its columns, its words in lines."""

    width: float
    size: float
    widths: tuple[float, ...]
    cells: tuple[tuple[Box, ...], ...]

    @property
    def line(self) -> float:
        """One line of a cell, pt."""
        return line_height(self.size)


def form(book: Setter, procedure: Procedure, heading: Heading) -> Iterator[Block]:
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


class _Form:
    """One form: widths first, then sheets until the circles stand still, then the blocks."""

    def __init__(self, book: Setter, procedure: Procedure, heading: Heading) -> None:
        self.book, self.procedure, self.heading = book, procedure, heading
        self.table: FormTable = tables.form(book.edition, procedure)
        self.width, self.height = ON_ITS_SIDE if self.table.landscape else UPRIGHT
        self.column = self._flow((0,) * len(self.table.rows))
        self._set()
        self.objectives_apart = self._fills(self._said(OBJECTIVES, self.table.objectives))
        self.references_apart = self._fills(self._said(REFERENCES, self.table.references))

    def _fills(self, bands: tuple[Band, ...]) -> bool:
        return sum(b.height for b in bands) > self.height * HALF

    # widths and words

    def _flow(self, pages: tuple[int, ...]) -> FlowColumn:
        return lanes.column(self.table.graph, pages=pages, extra=self.book.protected)

    def _set(self, largest: float = CELL_SIZES[0], *, moved: bool = True) -> None:
        """The largest type, up to a size, in which no word is cut."""
        for size in (s for s in CELL_SIZES if s <= largest):
            for least in (LEAST_SCALE, LAST_SCALE):
                wishes = self._wishes(size, least)
                found = columns.widths(wishes, self.width)
                if found and not moved:
                    return self._frame(size, found)
                if found:
                    heights = [self._heights(at, size) for at in range(len(wishes))]
                    return self._frame(size, columns.lowest(found, [w.least for w in wishes], heights))
        return self._frame(CELL_SIZES[-1], columns.squeezed(self._wishes(CELL_SIZES[-1], LAST_SCALE), self.width))

    def _wishes(self, size: float, scale: float) -> list[columns.Wish]:
        return [columns.Wish(c.width, self._least(at, size, scale)) for at, c in enumerate(self.table.columns)]

    def _least(self, at: int, size: float, scale: float) -> float:
        column = self.table.columns[at]
        head = self._head_width(column.title, Style(size, True)) + 2 * CELL_INSET
        if column.field == "flow":
            return max(head, self.column.width * scale + 2)
        said = [line for row in self.table.rows for line in row.cells[at].lines]
        style = Style(size)
        needs = [widest(self._shown(x.text), style, self.book.protected) + self._hang(x.no, style) + x.depth * DEPTH_IN for x in said]
        return max(head, min(max(needs, default=0.0) + 2 * CELL_INSET, self.width * 0.3)) + 0.5

    def _head_width(self, title: str, style: Style) -> float:
        """The narrowest in which a column's title takes no more than two lines, pt."""
        least = widest(self._shown(title), style, self.book.protected)
        tried = (least, *(part * style.width(self._shown(title)) for part in HEAD_PARTS))
        return next((w for w in sorted(tried) if w >= least and len(self.book.even(title, style, w, REGION)) <= 2), least)

    def _heights(self, at: int, size: float) -> columns.Heights:
        """About how high the rows of a column are at a width, pt."""
        if self.table.columns[at].field == "flow":
            drawn = [d.height for d in self.column.rows]
            return lambda width: [d * min(typst.PX, (width - 1) / self.column.width) for d in drawn]
        style = Style(size)
        said = [
            [(self._hang(x.no, style) + x.depth * DEPTH_IN, style.width(self._shown(x.text))) for x in row.cells[at].lines] for row in self.table.rows
        ]
        return lambda width: [
            sum(columns.lines(natural, width - 2 * CELL_INSET - left) for left, natural in row) * line_height(size) + 2 * PAD for row in said
        ]

    def _frame(self, size: float, found: tuple[float, ...]) -> None:
        self.frame = Frame(self.width, size, found, ())
        self.cells = [tuple(self._cell(row, at) for at in range(len(row.cells))) for row in self.table.rows]

    def _shown(self, text: str) -> str:
        return self.book.shown(text, REGION)

    def _hang(self, no: str, style: Style) -> float:
        return style.width(self._shown(no)) + 3 if no else 0.0

    def _cell(self, row: tables.FormRow, at: int) -> Box:
        cell, style = row.cells[at], Style(self.frame.size)
        if cell.field == "flow":
            return Box()
        said = cell.lines if cell.lines or not row.no else (tables.Line("", 0, "–"),)
        centred = cell.field in CENTRED or not cell.lines
        return Box(tuple(self._words(x, self.frame.widths[at], style) for x in said), "center" if centred else "left")

    def _words(self, line: tables.Line, width: float, style: Style) -> Words:
        left, hang = line.depth * DEPTH_IN, self._hang(line.no, style)
        return Words(self._shown(line.no), left, hang, self.book.lines(line.text, style, width - 2 * CELL_INSET - left - hang, 0.0, REGION))

    # sheets

    def _scale(self, room: float) -> float:
        """pt to the px: as wide as the column allows, as low as a sheet does."""
        at = next((n for n, c in enumerate(self.table.columns) if c.field == "flow"), None)
        if at is None:
            return 0.0
        tallest = max(d.height for d in self.column.rows)
        return min(typst.PX, (self.frame.widths[at] - 1) / self.column.width, (room - SPARE_DRAWING) / tallest)

    def _measures(self, scale: float) -> list[Measure]:
        counts = [max(sum(len(w.lines) for w in box.words) for box in row) for row in self.cells]
        parts = zip(counts, self.column.rows, self.table.rows, strict=True)
        return [Measure(n, d.height * scale, not row.no) for n, d, row in parts]

    def sheets(self) -> Iterator[Sheet]:
        """In the largest type with the room moved; as the handbook shares it, or in the next smaller type, where that saves a sheet."""
        size, cut = self.frame.size, self._planned()
        if len(cut) > 1:
            tries = ((size, True), (size, False), *(((size - 1, True),) if size > CELL_SIZES[-1] else ()))
            counts = [len(cut), *(self._tried(*way) for way in tries[1:])]
            self._tried(*tries[counts.index(min(counts))])
            cut = self._planned()
        for number, pieces in enumerate(cut, 1):
            yield self._sheet(pieces, number, len(cut))

    def _tried(self, size: float, moved: bool) -> int:
        """The number of sheets in a type."""
        self._set(size, moved=moved)
        return len(self._planned())

    def _planned(self) -> tuple[tuple[Piece, ...], ...]:
        """Plan until no page end moves; after a few rounds rows only grow, so that it comes to an end."""
        room = self._room()
        pages = (0,) * len(self.table.rows)
        least = [0.0] * len(pages)
        for round_ in range(ROUNDS):
            self.column = self._flow(pages)
            self.scale = self._scale(room.other)
            measures = self._measures(self.scale)
            if round_ >= RATCHET:
                measures = [replace(m, drawing=max(m.drawing, low)) for m, low in zip(measures, least, strict=True)]
                least = [m.drawing for m in measures]
            cut = sheets.cut(measures, room)
            found = sheets.starts(cut, len(pages))
            if found == pages:
                return cut
            pages = found
        raise ArithmeticError(f"the sheets of {self.procedure.id} do not come to rest")

    def _room(self) -> Room:
        """What head and closing rows leave free."""
        title = (len(self._title(1)) * TITLE_SIZE * LINE + TITLE_BELOW) if self._title(1) else 0.0
        again = len(self._title(2)) * TITLE_SIZE * LINE + TITLE_BELOW
        at = self.heading.level - 1
        heading = 0.0 if self.objectives_apart else len(self.heading.lines) * SIZES[at] * LINE + HEADING_BELOW[at]
        head = self._control((1, 1)).height + self._head().height + sheets.SPARE
        objectives = sum(b.height for b in self._objectives())
        own = self._legend()
        tail = sum(b.height for b in self._references()) + own.height
        return Room(self.height - heading - title - head - objectives, self.height - again - head, tail, self.frame.line)

    def _sheet(self, pieces: tuple[Piece, ...], number: int, of: int) -> Sheet:
        first, last = number == 1, number == of
        return Sheet(
            self.heading if first and not self.objectives_apart else None,
            self.table.landscape,
            self._title(number),
            self.frame.size,
            PAD,
            (self._control((number, of)), *(self._objectives() if first else ())),
            self._head(),
            tuple(self._row(p) for p in pieces),
            self._references() if last else (),
            self._legend() if last else None,
            (number, of),
        )

    def _title(self, number: int) -> Lines:
        title = self._shown(self.table.title)
        if number == 1:
            return () if title in self.heading.text else self.book.even(title, Style(TITLE_SIZE, True), self.width)
        return self.book.even(f"{title} (ต่อ)", Style(TITLE_SIZE, True), self.width)

    def _row(self, piece: Piece) -> Band:
        boxes = []
        for at, column in enumerate(self.table.columns):
            if column.field == "flow":
                boxes.append(self._symbol(piece, self.frame.widths[at]))
            else:
                box = self.cells[piece.row][at]
                boxes.append(Box(tuple(_between(box.words, piece.first, piece.last)), box.align))
        return Band(self.frame.widths, piece.height, tuple(boxes))

    def _symbol(self, piece: Piece, width: float) -> Box:
        if piece.first:
            return Box()
        node, speech = self.table.rows[piece.row].node, self.column.speech[piece.row]
        said = f"{KIND_WORDS[node.kind]}: {node.label}" + (f" ({speech})" if speech else "")
        drawing: Drawing = self.column.rows[piece.row]
        values = typst.emit(
            drawing, scale=self.scale, font=COLUMN.font, line_height=COLUMN.line, label_size=COLUMN.label, height=piece.height, digits=self._shown
        )
        return Box(drawing=values, alt=self._shown(said), align="center")

    # head and closing rows

    def _control(self, place: tuple[int, int]) -> Band:
        number, of = place
        control = self.procedure.control
        facts = [f"รหัสเอกสาร {control.code}"] if control.code else []
        issue = [f"{word} {n}" for word, n in (("ฉบับที่", control.edition), ("แก้ไขครั้งที่", control.revision)) if n is not None]
        since = [f"บังคับใช้ {dates.short(control.effective)}"] if control.effective else []
        facts += [" ".join(issue)] if issue else []
        facts.append(" ".join([*since, f"หน้า {number} ของ {of}"]))
        said = (("ชื่องาน", [self.table.work]), ("", [self.table.office, self.table.group]), ("", facts))
        widths = self._shared(said)
        boxes = tuple(self._block(title, texts, width) for (title, texts), width in zip(said, widths, strict=True))
        return self._band(widths, boxes)

    def _shared(self, said: tuple[tuple[str, list[str]], ...]) -> tuple[float, ...]:
        """Widths of the head's cells: fewest lines, none narrower than half its share."""
        style, bold = Style(self.frame.size), Style(self.frame.size, True)

        def heights(title: str, texts: list[str]) -> columns.Heights:
            taken = 2 * CELL_INSET + (bold.width(title) + 6 if title else 0.0)
            natural = [style.width(self._shown(text)) for text in texts]
            return lambda width: [sum(columns.lines(n, width - taken) for n in natural) * self.frame.line]

        found = [share * self.width for share in HEAD_SHARES]
        return columns.lowest(found, [width / 2 for width in found], [heights(*cell) for cell in said])

    def _block(self, title: str, texts: list[str], width: float) -> Box:
        """A bold word and what it names."""
        style = Style(self.frame.size)
        if not title:
            return Box(tuple(self._words(tables.Line("", 0, text), width, style) for text in texts))
        bold = Style(self.frame.size, True)
        hang = bold.width(title) + 6
        return Box((Words(title, 0.0, hang, self.book.lines(texts[0], style, width - 2 * CELL_INSET - hang, 0.0, REGION), "no"),))

    def _said(self, title: str, texts: tuple[str, ...]) -> tuple[Band, ...]:
        """A row over the whole width: a title and numbered lines; nothing without lines."""
        if not texts:
            return ()
        style = Style(self.frame.size)
        lines = [tables.Line(f"{n}." if len(texts) > 1 else "", 1, text) for n, text in enumerate(texts, 1)]
        words = (Words("", 0.0, 0.0, (title,), "all"), *(self._words(line, self.width, style) for line in lines))
        return (self._band((self.width,), (Box(words),)),)

    def _objectives(self) -> tuple[Band, ...]:
        return () if self.objectives_apart else self._said(OBJECTIVES, self.table.objectives)

    def _references(self) -> tuple[Band, ...]:
        return () if self.references_apart else self._said(REFERENCES, self.table.references)

    def _head(self) -> Band:
        style = Style(self.frame.size, True)
        found = []
        for column, width in zip(self.table.columns, self.frame.widths, strict=True):
            lines = self.book.even(column.title, style, width - 2 * CELL_INSET, REGION)
            found.append(Box((Words("", 0.0, 0.0, lines),), "center", True))
        return self._band(self.frame.widths, tuple(found))

    def _band(self, widths: tuple[float, ...], boxes: tuple[Box, ...]) -> Band:
        most = max(sum(len(w.lines) for w in box.words) for box in boxes)
        return Band(widths, most * self.frame.line + 2 * PAD, boxes)

    def _legend(self) -> Legend:
        return symbols.block(self.book, self.table.kinds, self.width, self.frame.size, 3 if self.table.landscape else 2, REGION)


def _between(words: tuple[Words, ...], first: int, last: int) -> Iterator[Words]:
    """The lines ``first`` to ``last`` of a cell; a paragraph that goes on has no number the second time."""
    at = 0
    for paragraph in words:
        start, end = max(first - at, 0), min(last - at, len(paragraph.lines))
        if start < end:
            yield Words(paragraph.no if start == 0 else "", paragraph.left, paragraph.hang, paragraph.lines[start:end])
        at += len(paragraph.lines)
