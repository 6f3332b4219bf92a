"""How many pages blocks take, known before they are set: their lines are broken already, so every height is known.

It follows the rules of the engine: what is kept together goes over together, and no page begins or ends with a lone line of a
paragraph.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from math import fsum
from typing import Any, NamedTuple

from generator.pdf.blocks import (
    Block,
    Gap,
    Legend,
    Paragraph,
    SetCell,
    SetHeading,
    SetIndex,
    SetList,
    SetPicture,
    SetSheet,
    SetSheetList,
    SetTable,
    Signature,
)
from generator.pdf.typesetter import ABOVE_SIGNATURE, CELL_HIGHER, HEADING_ABOVE, HEADING_BELOW, LINE, SHEET_ABOVE, SIZES, TEXT_HEIGHT, TEXT_SIZE

ROUNDING = 0.25  # of a page's height, pt
ABOVE_LEGEND = 10.0  # as in main.typ


class Piece(NamedTuple):
    """What no page end cuts: ``above`` is dropped at the top of a page; ``keep``: stays with what follows; ``page``: begins a page."""

    height: float
    above: float = 0.0
    keep: bool = False
    page: bool = False


def filled(blocks: Iterable[Block], before: Iterable[float] = (0.0,)) -> list[float]:
    """How far down each page is filled, pt, if the blocks stand below what fills the pages ``before``."""
    found = list(before)
    for group in _groups(piece for block in blocks for piece in pieces(block)):
        height = fsum(p.height + p.above for p in group) - group[0].above
        if found[-1] and (group[0].page or found[-1] + group[0].above + height > TEXT_HEIGHT + ROUNDING):
            found.append(0.0)
        found[-1] += height + (group[0].above if found[-1] else 0.0)
        while found[-1] > TEXT_HEIGHT + ROUNDING:  # taller than a page
            found[-1:] = [TEXT_HEIGHT, found[-1] - TEXT_HEIGHT]
    return found


def pages(blocks: Iterable[Block]) -> int:
    """The number of pages that blocks take, the first from the top of a page."""
    return len(filled(blocks))


def _groups(found: Iterable[Piece]) -> Iterator[list[Piece]]:
    group: list[Piece] = []
    for piece in found:
        if piece.page and group:
            yield group
            group = []
        group.append(piece)
        if not piece.keep:
            yield group
            group = []
    if group:
        yield group


def pieces(block: Block) -> Iterator[Piece]:
    """The pieces of a block, from top to bottom; a cover, contents or a sheet fills its page."""
    yield from PIECES.get(block.kind, _page)(block)


def _lines(count: int, line: float) -> Iterator[Piece]:
    """A paragraph: its first two lines stay together, and its last two."""
    parts = [count] if count < 4 else [2, *[1] * (count - 4), 2]
    yield from (Piece(part * line) for part in parts)


def _heading(block: SetHeading) -> Iterator[Piece]:
    at = block.level - 1
    above = 0.0 if block.new_page else HEADING_ABOVE[at]
    yield Piece(len(block.lines) * SIZES[at] * LINE + HEADING_BELOW[at], above, True, block.new_page)


def _paragraph(block: Paragraph) -> Iterator[Piece]:
    line = block.size * LINE
    if block.keep:
        yield Piece(block.above + len(block.lines) * line, keep=True)
        return
    for place, piece in enumerate(_lines(len(block.lines), line)):
        yield piece if place else Piece(piece.height + block.above)


def _list(block: SetList) -> Iterator[Piece]:
    if block.keep:
        yield Piece(sum(max(len(item.lines), 1) for item in block.items) * block.size * LINE, keep=True)
        return
    for item in block.items:
        yield from _lines(max(len(item.lines), 1), block.size * LINE)


def _table(block: SetTable) -> Iterator[Piece]:
    yield from _rows((block.head, *block.rows), block.size, block.short)


def _listed(block: SetSheetList | SetIndex) -> Iterator[Piece]:
    """Of an index about: how many lines its pages take, only the engine knows."""
    yield from _rows((block.head, *(row.cells for row in block.rows)), block.size, False)


def _rows(found: Iterable[tuple[SetCell, ...]], size: float, short: bool) -> Iterator[Piece]:
    head, *rows = (max(sum(max(len(x), 1) for x in c.lines) for c in row) * size * LINE + CELL_HIGHER for row in found)
    if short or not rows:
        yield Piece(head + fsum(rows))
        return
    yield Piece(head + rows[0])
    yield from map(Piece, rows[1:])


def _picture(block: SetPicture) -> Iterator[Piece]:
    yield Piece(TEXT_HEIGHT, page=True) if block.paper else Piece(block.drawing["height"], keep=block.keep, page=block.new_page)


def _legend(block: Legend) -> Iterator[Piece]:
    yield Piece(ABOVE_LEGEND + block.height)


def _signature(block: Signature) -> Iterator[Piece]:
    lines = max(len(block.lines), len(block.left))
    yield Piece(ABOVE_SIGNATURE + lines * TEXT_SIZE * LINE, keep=block.keep)


def _sheet(block: SetSheet) -> Iterator[Piece]:
    yield Piece(block.height, SHEET_ABOVE) if block.height else Piece(TEXT_HEIGHT, page=True)


def _gap(block: Gap) -> Iterator[Piece]:
    yield Piece(block.height)


def _page(_block: Block) -> Iterator[Piece]:
    yield Piece(TEXT_HEIGHT, page=True)


PIECES: dict[str, Callable[[Any], Iterator[Piece]]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "list": _list,
    "table": _table,
    "sheets": _listed,
    "index": _listed,
    "sheet": _sheet,
    "picture": _picture,
    "legend": _legend,
    "signature": _signature,
    "gap": _gap,
}
