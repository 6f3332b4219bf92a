"""A tree of boxes, taller than wide: boxes without any below them stand left and right of a trunk, parts stand one below the other.

A box with its name in bold and its other words below; no arrows, since a chart of an office shows who belongs where.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.drawing import shapes
from generator.drawing.model import FONT_SIZE, LINE_HEIGHT, Drawing, Line, Point, Symbol
from generator.flow.fit import SAFETY
from generator.fonts.metrics import BOLD, REGULAR, Face
from generator.thai import words
from generator.thai.wrapping import wrap

BOX = 206.0
TRUNK = 36.0  # between the boxes left and right of a trunk
DROP, ROW, INDENT, MARGIN = 30.0, 14.0, 24.0, 8.0
SIDE_BY_SIDE = 2 * BOX + TRUNK


@dataclass(frozen=True, slots=True)
class TreeEntry:
    """A box: a name in bold (empty for none), its other words, what it links to, the entries below it. ``wide``: as wide as two boxes."""

    name: str
    words: tuple[str, ...] = ()
    step: str | None = None
    below: tuple[TreeEntry, ...] = ()
    wide: bool = False


@dataclass(frozen=True, slots=True)
class _Block:
    """A placed part from (0, 0). ``x``: middle of its top box; ``left``, ``y``: where a line from the left meets that box."""

    width: float
    height: float
    x: float
    left: float
    y: float
    symbols: tuple[Symbol, ...]
    lines: tuple[Line, ...] = ()

    def moved(self, dx: float, dy: float) -> _Block:
        symbols = tuple(_moved(s, dx, dy) for s in self.symbols)
        lines = tuple(Line(tuple((x + dx, y + dy) for x, y in line.points), line.arrow) for line in self.lines)
        return _Block(self.width, self.height, self.x + dx, self.left + dx, self.y + dy, symbols, lines)


def drawing(root: TreeEntry, title: str, extra: tuple[str, ...] = ()) -> Drawing:
    """The chart of a tree, in px; its description names every box below its superior. ``extra``: words to keep whole."""
    block = _block(root, extra).moved(MARGIN, MARGIN)
    size = math.ceil(block.width + 2 * MARGIN), math.ceil(block.height + 2 * MARGIN)
    return Drawing(*size, block.symbols, block.lines, title=title, description=" / ".join(_said(root)))


def box(entry: TreeEntry, width: float = BOX, extra: tuple[str, ...] = ()) -> Symbol:
    """The box of one entry around (0, 0), as high as its words need."""
    name = _wrapped(entry.name, width, True, extra)
    lines = (*name, *(line for text in entry.words for line in _wrapped(text, width, False, extra)))
    height = len(lines) * LINE_HEIGHT + shapes.SHAPES["box"].padding[1]
    alt = ", ".join(w for w in (entry.name, *entry.words) if w)
    return Symbol("box", 0, 0, width, height, lines, entry.step, alt, bold=len(name))


@lru_cache(maxsize=4096)
def _wrapped(text: str, width: float, bold: bool, extra: tuple[str, ...]) -> tuple[str, ...]:
    face = BOLD if bold else REGULAR
    room = width - shapes.SHAPES["box"].padding[0]
    wrapped = wrap(text, room, lambda t: face.width(t, FONT_SIZE) * SAFETY, extra) if text else ()
    return tuple(part for line in wrapped for part in _cut(line, room, face))


def _cut(line: str, room: float, face: Face) -> Iterable[str]:
    """A word too long for a box is cut between letters: the boxes of a chart stand in columns and cannot grow."""
    part = ""
    for cluster in words.clusters(line):
        if part and face.width(part + cluster, FONT_SIZE) * SAFETY > room:
            yield part
            part = ""
        part += cluster
    yield part


def _block(entry: TreeEntry, extra: tuple[str, ...]) -> _Block:
    top, parts = _top(entry, extra), [_block(e, extra) for e in entry.below]
    if len(parts) == 1:
        return _under(top, parts[0])
    if any(e.below for e in entry.below):
        return _hanging(top, parts)
    return _leaves(top, parts) if parts else top


def _top(entry: TreeEntry, extra: tuple[str, ...]) -> _Block:
    symbol = box(entry, SIDE_BY_SIDE if entry.wide else BOX, extra)
    return _Block(symbol.width, symbol.height, symbol.width / 2, 0, symbol.height / 2, (_moved(symbol, symbol.width / 2, symbol.height / 2),))


def _under(top: _Block, part: _Block) -> _Block:
    """One part straight below."""
    shift = max(0.0, top.x - part.x)
    part = part.moved(shift, top.height + DROP)
    top = top.moved(part.x - top.x, 0)
    line = Line(((part.x, top.height), (part.x, top.height + DROP)), arrow=False)
    return _joined(top, [part], [line])


def _leaves(top: _Block, below: Sequence[_Block]) -> _Block:
    """Boxes in pairs left and right of a trunk, each row as high as its higher box."""
    trunk = SIDE_BY_SIDE / 2
    top = top.moved(trunk - top.x, 0)
    y, parts, lines, last = top.height + DROP, [], [], 0.0
    for at in range(0, len(below), 2):
        pair = below[at : at + 2]
        height = max(b.height for b in pair)
        for part, start in zip(pair, (0.0, BOX + TRUNK), strict=False):
            parts.append(part.moved(start, y + (height - part.height) / 2))
            lines.append(_line((trunk, y + height / 2), (start or BOX, y + height / 2)))
        last, y = y + height / 2, y + height + ROW
    return _joined(top, parts, [_line((trunk, top.height), (trunk, last)), *lines])


def _hanging(top: _Block, parts: Sequence[_Block]) -> _Block:
    """Parts one below the other, each joined at its left to a line that comes down from the top box."""
    inner = max(p.width for p in parts)
    top = top.moved(INDENT + max(0.0, (inner - top.width) / 2), 0)
    y, placed, lines = top.height + DROP + ROW, [], []
    for part in parts:
        part = part.moved(INDENT, y)
        placed.append(part)
        lines.append(_line((0.0, part.y), (part.left, part.y)))
        y += part.height + DROP
    turn = top.height + DROP / 2
    trunk = _line((top.x, top.height), (top.x, turn), (0.0, turn), (0.0, placed[-1].y))
    return _joined(top, placed, [trunk, *lines])


def _joined(top: _Block, parts: Sequence[_Block], lines: Iterable[Line]) -> _Block:
    every = (top, *parts)
    symbols = tuple(s for b in every for s in b.symbols)
    width = max(s.x + s.width / 2 for s in symbols)
    height = max(s.y + s.height / 2 for s in symbols)
    return _Block(width, height, top.x, top.left, top.y, symbols, (*lines, *(line for b in every for line in b.lines)))


def _line(*points: Point) -> Line:
    return Line(points, arrow=False)


def _moved(s: Symbol, dx: float, dy: float) -> Symbol:
    return Symbol(s.kind, s.x + dx, s.y + dy, s.width, s.height, s.text, s.step, s.alt, s.bold)


def _said(entry: TreeEntry) -> Iterable[str]:
    if entry.below:
        yield f"{entry.name or ' '.join(entry.words)}: " + "; ".join(", ".join(w for w in (e.name, *e.words) if w) for e in entry.below)
    for part in entry.below:
        yield from _said(part)
