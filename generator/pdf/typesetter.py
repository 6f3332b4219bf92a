"""From words to blocks: digits by policy, lines broken, numbers hung. One :class:`Setter` sets one volume."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from math import fsum
from operator import itemgetter

from generator.documents import identity
from generator.documents.model import Ref
from generator.documents.step_fields import NumberedLine
from generator.drawing.broken import broken
from generator.drawing.model import Drawing
from generator.edition import Edition
from generator.fonts.metrics import HANDBOOK
from generator.load.pictures import NONE, Pictures
from generator.model.handbook import Manual
from generator.pdf import columns
from generator.pdf.blocks import Lines, Paragraph, SetCell, SetHeading, SetItem, SetList, SetSection, SetTable
from generator.pdf.line_breaking import Broken, Style, even, lines, tracking
from generator.thai.words import units

MM = 72 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
LEFT, RIGHT, TOP, BOTTOM = 30 * MM, 20 * MM, 25 * MM, 20 * MM
TEXT_WIDTH, TEXT_HEIGHT = PAGE_WIDTH - LEFT - RIGHT, PAGE_HEIGHT - TOP - BOTTOM
LINE = 1.331  # height of a line, in sizes
INDENT = 25 * MM  # of the first line of a paragraph (ระเบียบงานสารบรรณ: 2.5 cm)
TEXT_SIZE = 16.0
SIZES = (20.0, 18.0, 16.0)  # of headings, by level
FOOT_SIZE = 10.0
OMITTED = " …"
IDENTITY_LINES = 2
FOOT_WIDTH = TEXT_WIDTH - 130.0  # beside the number of the page and the fingerprint
HEADING_ABOVE, HEADING_BELOW = (0.0, 14.0, 10.0), (12.0, 8.0, 3.0)  # as in blocks.typ, and the next
ABOVE_SIGNATURE = 28.0
SHEET_ABOVE = 10.0  # a sheet of a form below text, as in sheet.typ
ENTRY_LEFT = (0.0, 14.0, 34.0)
ENTRY_ROOM = 60.0  # for leaders and page number in the contents
GUTTER = 6.0  # between a number and its words
STEP_IN = 18.0  # each depth of a nested list
CELL_INSET = 4.0
CELL_HIGHER = 5.0  # than its lines: room above and below them
STRETCHES = tuple(6.0 * n for n in range(1, 21))  # of room moved between the columns of a plain table
SHORT = 0.4  # of the text's height: a lower table stays whole
BODY = Style(16.0)
DRAWN_ROOM = 0.9  # of the widest line of several words in a symbol: what is narrower would have had room in it; one word may be wider than that
NUMBER = re.compile(r"\d[\d.]* ")  # of a heading


def listed(texts: list[str]) -> str:
    """Paragraphs of a cell: with a dash each where there are several."""
    return "\n".join(f"– {text}" for text in texts) if len(texts) > 1 else "".join(texts)


class Setter:
    """Sets words in the digits of the book; hands out the labels of headings."""

    def __init__(self, edition: Edition, pictures: Pictures = NONE) -> None:
        self.edition, self.pictures = edition, pictures
        self.protected = edition.protected
        self.names = tuple(sorted((unit.name for unit in edition.manual.organization.units), key=len, reverse=True))
        self.missing: dict[str, str] = {}
        self.broken: dict[Broken, None] = {}
        """Texts and the lines that they were broken into, also on trial, for the proof-reading."""
        self.labels: dict[Ref, str] = {}
        """Of the places of this volume that may be named by their page."""
        self._marks = 0
        self._shown: dict[tuple[str, str], str] = {}

    @property
    def manual(self) -> Manual:
        """The manual that is printed."""
        return self.edition.manual

    def shown(self, text: str, region: str = "book") -> str:
        """Words in the digits of a region, on one line. Letters that the font lacks are noted in ``missing`` with these words."""
        if (text, region) not in self._shown:
            words = " ".join(self.edition.shown(text, region).split())
            for letter in dict.fromkeys(words):
                if not HANDBOOK.has(letter):
                    self.missing.setdefault(letter, words)
            self._shown[text, region] = words
        return self._shown[text, region]

    def lines(self, text: str, style: Style = BODY, width: float = TEXT_WIDTH, indent: float = 0.0, region: str = "book") -> Lines:
        """A paragraph in lines; a line that its writer broke stays broken."""
        parts = [self.shown(part, region) for part in text.splitlines() or [""]]
        return tuple(line for part in parts for line in self._noted(Broken(part, lines(part, style, width, indent, self.protected), style, width)))

    def even(self, text: str, style: Style, width: float = TEXT_WIDTH, region: str = "book") -> Lines:
        """A title in lines of like length; the name of a unit stays on one line where that takes no further line."""
        parts = [self.shown(part, region) for part in text.splitlines() or [""]]
        return tuple(line for part in parts for line in self._noted(Broken(part, self._even(part, style, width), style, width)))

    def brief(self, text: str, style: Style, width: float, most: int) -> Lines:
        """As :meth:`even`, but of more lines than ``most`` only the beginning and the end: for the foot of a page, whose height is given."""
        found = self.even(text, style, width)
        if len(found) <= most:
            return found
        found = self.even(text, style, width - style.width(OMITTED))
        end = found[-1]
        before = " ".join(self.shown(text).split()).removesuffix(end).split()
        while before and style.width(f"{before[-1]} {end}") <= width:
            end = f"{before.pop()} {end}"
        return (*found[: max(most - 2, 0)], found[max(most - 2, 0)] + OMITTED, *((end,) if most > 1 else ()))

    def _noted(self, found: Broken) -> Lines:
        if len(found.lines) > 1:
            self.broken[found] = None
        return found.lines

    def drawn(self, drawing: Drawing, region: str = "book", words: str = "") -> None:
        """Note what stands in a drawing, for the proof-reading; ``words``: as :func:`generator.drawing.broken.broken`."""
        for text, found in broken(drawing, words):
            shown = tuple(self.shown(line, region) for line in found)
            told = [BODY.width(line) for line in shown if len(tuple(units(line))) > 1]
            self._noted(Broken(self.shown(text, region), shown, BODY, DRAWN_ROOM * max(told, default=0.0)))

    def _even(self, text: str, style: Style, width: float) -> Lines:
        found = even(text, style, width, self.protected)
        if len(found) < 2 or not any(name in text for name in self.names):
            return found
        whole = even(text, style, width, (*self.protected, *self.names))
        return whole if len(whole) <= len(found) and max(map(style.width, whole)) <= width else found

    def mark(self) -> str:
        """A label that nothing else in the volume has."""
        self._marks += 1
        return f"h{self._marks}"

    def heading(self, level: int, text: str, *, new_page: bool = False, listed: bool = True, printed: str = "", of: str | None = None) -> SetHeading:
        """A heading with its line in the bookmarks and its entry in the contents; ``printed``: as it stands on the page, centred.

        A section begins with it if ``of`` says what its sheets are of; with one of level 1 always, of the handbook if ``of`` is None.
        """
        room = TEXT_WIDTH - ENTRY_LEFT[level - 1] - ENTRY_ROOM
        entry = self.even(text, Style(16.0, level == 1), room)
        shown = self.even(printed or text, Style(SIZES[level - 1], True))
        number = NUMBER.match(self.shown(text))
        hang = Style(16.0, level == 1).width(number.group()) if number else 0.0
        section = self._section(level, text, of)
        return SetHeading(level, self.shown(text), shown, entry, self.mark(), new_page, listed, level == 1 or bool(printed), hang, section)

    def _section(self, level: int, text: str, of: str | None) -> SetSection | None:
        if of is None and level > 1:
            return None
        words = identity.of_handbook(self.edition) if of is None else of
        return SetSection(self.brief(words, Style(FOOT_SIZE), FOOT_WIDTH, IDENTITY_LINES), self.shown(text))

    def paragraph(self, text: str, *, indent: float = INDENT, above: float = 0.0, keep: bool = False) -> Paragraph:
        """Running text: justified, first line indented."""
        found, room = self._spread(text, BODY, TEXT_WIDTH, indent)
        return Paragraph(found, indent, above=above, keep=keep, tracking=room)

    def _spread(self, text: str, style: Style, width: float, indent: float = 0.0) -> tuple[Lines, tuple[float | None, ...]]:
        """Lines, and what spreads them; one that its writer broke is as short as the last."""
        parts = [self.lines(part, style, width, indent) for part in text.splitlines() or [""]]
        room = (track for found in parts for track in (*tracking(found, style, width, indent)[:-1], None)[: len(found)])
        return tuple(line for found in parts for line in found), tuple(room)

    def flush(self, text: str, *, left: float = 0.0, bold: bool = False, above: float = 0.0, keep: bool = False) -> Paragraph:
        """A line of its own, not indented."""
        found = self.lines(text, Style(16.0, bold), TEXT_WIDTH - left)
        return Paragraph(found, 0.0, left, 16.0, bold, "left", above, keep)

    def centred(self, text: str, *, size: float = 16.0, bold: bool = False, above: float = 0.0, keep: bool = False) -> Paragraph:
        """Words in the middle of the line."""
        return Paragraph(self.even(text, Style(size, bold)), 0.0, 0.0, size, bold, "center", above, keep)

    def items(self, found: Iterable[NumberedLine], *, left: float = INDENT / 2, size: float = 16.0, numbers: Iterable[str] = ()) -> Iterator[SetList]:
        """Nested items with hanging numbers; those of one depth that follow one another are one list, unless some stay with what follows.

        ``numbers``: besides its own each list has room for these, so that the words of several stand below one another.
        """
        widest = max(map(Style(size).width, numbers), default=0.0)
        for depth, group in groupby(found, key=lambda line: line.depth):
            members = [(self.shown(line.no), line.text, line.keep) for line in group]
            style = Style(size)
            hang = max((style.width(no) for no, *_ in members), default=0.0)
            hang = max(hang, widest) + GUTTER
            start = left + depth * STEP_IN
            width = TEXT_WIDTH - start - hang
            for keep, those in groupby(members, key=itemgetter(2)):
                yield SetList(tuple(SetItem(no, *self._spread(text, style, width)) for no, text, _ in those), start, hang, size, keep)

    def numbered(self, texts: Iterable[str], *, left: float = INDENT / 2) -> Iterator[SetList]:
        """``1.``, ``2.`` … before each text; a single text has its number too."""
        yield from self.items((NumberedLine(f"{n}.", 0, text) for n, text in enumerate(texts, 1)), left=left)

    def shared(self, heads: tuple[str, ...], shares: Iterable[float], rows: Iterable[Iterable[str]], size: float = 14.0) -> tuple[float, ...]:
        """The shares of tables with these heads and rows: room that a column has to spare goes to those whose words need more lines."""
        parts = tuple(shares)
        bold, style = Style(size, True), Style(size)
        naturals = [[[bold.width(head)]] for head in heads]
        for row in rows:
            for at, text in enumerate(row):
                naturals[at].append([style.width(self.shown(part)) for part in text.splitlines()])
        found = [TEXT_WIDTH * share / fsum(parts) for share in parts]
        least = [min(own, max(n for cell in column for n in cell) + 2 * CELL_INSET) for own, column in zip(found, naturals, strict=True)]
        return columns.lowest(found, least, [_heights(column, size) for column in naturals], stretches=STRETCHES)

    def table(
        self,
        heads: Iterable[str],
        shares: Iterable[float],
        rows: Iterable[Iterable[str]],
        *,
        centred: frozenset[int] = frozenset(),
        size: float = 14.0,
    ) -> SetTable:
        """A plain table; ``shares``: of the text's width; ``centred``: columns whose words stand in the middle."""
        parts = tuple(shares)
        widths = tuple(TEXT_WIDTH * share / fsum(parts) for share in parts)

        def cell(text: str, column: int, bold: bool) -> SetCell:
            found = tuple(self.lines(part, Style(size, bold), widths[column] - 2 * CELL_INSET) for part in text.splitlines() or [""])
            return SetCell(found, "center" if bold or column in centred else "left", bold)

        head = tuple(cell(text, n, True) for n, text in enumerate(heads))
        body = tuple(tuple(cell(text, n, False) for n, text in enumerate(row)) for row in rows)
        tall = tuple(max(sum(max(len(x), 1) for x in c.lines) for c in row) * size * LINE + CELL_HIGHER for row in body)
        return SetTable(widths, head, body, tuple(height < TEXT_HEIGHT / 2 for height in tall), size, fsum(tall) < TEXT_HEIGHT * SHORT)


def _heights(column: list[list[float]], size: float) -> columns.Heights:
    """About how high the cells of a column are at a width; each is given by the widths of its paragraphs."""
    return lambda width: [sum(columns.lines(natural, width - 2 * CELL_INSET) for natural in cell) * size * LINE for cell in column]
