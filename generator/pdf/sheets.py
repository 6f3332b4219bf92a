"""The summary form in print: rows to sheets, so that page connectors stand exactly where a page ends.

All heights are known before setting (lines are broken here, one line is 1.331 sizes), so the sheets are cut here and the
engine only draws them. Circles make rows higher, higher rows move page ends: planned again until nothing moves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from generator.pdf.typesetter import LINE

PAD = 3.0  # above and below the words of a cell
SPARE = 1.0  # of a sheet, against rounding
LEAST_PIECE = 5  # lines of a split row that a page's end must hold


@dataclass(frozen=True, slots=True)
class Measure:
    """What a row needs: ``lines`` in its longest cell, ``drawing`` pt for its symbol. ``bare``: a start or an end.

    ``above``: pt for the stage that begins with it.
    """

    lines: int
    drawing: float
    bare: bool = False
    above: float = 0.0

    def height(self, line: float) -> float:
        """Of the whole row, pt."""
        return self.above + max(self.lines * line + 2 * PAD, self.drawing)


@dataclass(frozen=True, slots=True)
class SheetPiece:
    """A row, or some of its lines (``first`` to ``last``), on a sheet; the symbol stands in the first piece, below the title of its stage."""

    row: int
    first: int
    last: int
    height: float


@dataclass(frozen=True, slots=True)
class SheetRoom:
    """Heights, pt: free on the first sheet and on each other, the closing rows, one line."""

    first: float
    other: float
    tail: float
    line: float


def line_height(size: float) -> float:
    """One line of text, pt."""
    return size * LINE


def cut(rows: Sequence[Measure], room: SheetRoom) -> tuple[tuple[SheetPiece, ...], ...]:
    """The sheets: rows whole where a page holds them, cut between lines where none does.

    The closing rows and an end are never alone: the last row with words goes over with them where they fit.
    """
    *before, last = _closed(rows, room)
    if before and all(rows[piece.row].bare for piece in last):
        taken = next(iter(_whole_step(rows, before[-1])), 0)
        moved = before[-1][-taken:] if taken else ()
        if _worded(rows, before[-1][: len(before[-1]) - taken]) and fsum(p.height for p in (*moved, *last)) + room.tail <= room.other:
            before[-1], last = before[-1][:-taken], (*moved, *last)
    return (*before, last)


def _worded(rows: Sequence[Measure], found: Sequence[SheetPiece]) -> bool:
    return any(not rows[piece.row].bare for piece in found)


def _closed(rows: Sequence[Measure], room: SheetRoom) -> tuple[tuple[SheetPiece, ...], ...]:
    """The sheets with room for the closing rows on the last."""
    sheets = _fill(rows, room)
    used = fsum(p.height for p in sheets[-1])
    if used + room.tail <= _free(len(sheets) - 1, room):
        return tuple(map(tuple, sheets))
    last = sheets[-1]
    for taken in (*_whole_step(rows, last), 2, 1):
        if len(last) > taken and fsum(p.height for p in last[-taken:]) + room.tail <= room.other:
            return (*map(tuple, sheets[:-1]), tuple(last[:-taken]), tuple(last[-taken:]))
    return (*map(tuple, sheets[:-1]), *_share(last, room))


def _whole_step(rows: Sequence[Measure], last: Sequence[SheetPiece]) -> tuple[int, ...]:
    """How many of the last pieces reach back to a row with words, if any does."""
    return next(((taken,) for taken in range(1, len(last) + 1) if not rows[last[-taken].row].bare), ())


def _share(last: list[SheetPiece], room: SheetRoom) -> tuple[tuple[SheetPiece, ...], ...]:
    """The last row alone is too high for a sheet with the closing rows: its last lines go over to them."""
    *before, piece = last
    fits = int((room.other - room.tail - 2 * PAD) // room.line)
    over = min(fits, (piece.last - piece.first) // 2)
    if over < 1:
        return tuple(last), ()
    at = piece.last - over
    return (*before, SheetPiece(piece.row, piece.first, at, piece.height)), (SheetPiece(piece.row, at, piece.last, over * room.line + 2 * PAD),)


def _free(sheet: int, room: SheetRoom) -> float:
    return room.other if sheet else room.first


def _fill(rows: Sequence[Measure], room: SheetRoom) -> list[list[SheetPiece]]:
    sheets: list[list[SheetPiece]] = [[]]
    left = room.first
    for place, row in enumerate(rows):
        height = row.height(room.line)
        if height <= left:
            sheets[-1].append(SheetPiece(place, 0, row.lines, height))
            left -= height
            continue
        if sheets[-1] and (height <= room.other or not _worth_starting(row, left, room)):
            sheets.append([])
            left = room.other
        first = 0
        while True:
            piece = _piece(place, row, first, left, room)
            sheets[-1].append(piece)
            left -= piece.height
            first = piece.last
            if first >= row.lines:
                break
            sheets.append([])
            left = room.other
    return sheets


def begins_well(rows: Sequence[Measure], room: SheetRoom) -> bool:
    """Whether the first sheet has room for its first row with words, or for enough of that row."""
    left = room.first
    for row in rows:
        if not row.bare:
            return row.height(room.line) <= left or _worth_starting(row, left, room)
        left -= row.height(room.line)
    return left >= 0


def _worth_starting(row: Measure, left: float, room: SheetRoom) -> bool:
    return left >= row.above + max(row.drawing, LEAST_PIECE * room.line + 2 * PAD)


def _piece(place: int, row: Measure, first: int, left: float, room: SheetRoom) -> SheetPiece:
    drawing, above = (row.drawing, row.above) if first == 0 else (0.0, 0.0)
    whole = above + max((row.lines - first) * room.line + 2 * PAD, drawing)
    if whole <= left:
        return SheetPiece(place, first, row.lines, whole)
    lines = max(1, int((left - above - 2 * PAD) // room.line))
    return SheetPiece(place, first, min(first + lines, row.lines), max(left, above + drawing) if first + lines < row.lines else whole)


def starts(sheets: Sequence[Sequence[SheetPiece]], rows: int) -> tuple[int, ...]:
    """The sheet on which each row starts: that of its symbol."""
    found = [0] * rows
    for number, sheet in enumerate(sheets):
        for piece in sheet:
            if piece.first == 0:
                found[piece.row] = number
    return tuple(found)
