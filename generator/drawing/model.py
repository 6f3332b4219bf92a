"""A placed drawing: symbols, lines and labels. One model, two emitters.

Units are CSS pixels (1 px = 0.75 pt), x to the right, y down.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from generator.drawing.shapes import SymbolKind

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right, foot."""

FONT_SIZE = 14.0
LINE_HEIGHT = 21.0
LABEL_SIZE = 13.0
ARROW_LENGTH, ARROW_HALF = 8.5, 3.4


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol around its centre, with its wrapped words. ``step``: what it links to; ``bold``: how many of its first lines are bold."""

    kind: SymbolKind
    x: float
    y: float
    width: float
    height: float
    text: tuple[str, ...]
    step: str | None = None
    alt: str = ""
    bold: int = 0

    @property
    def box(self) -> Box:
        """What it covers."""
        return self.x - self.width / 2, self.y - self.height / 2, self.x + self.width / 2, self.y + self.height / 2

    def moved(self, dx: float, dy: float) -> Symbol:
        """The same elsewhere."""
        return replace(self, x=self.x + dx, y=self.y + dy)


@dataclass(frozen=True, slots=True)
class Line:
    """A run of straight segments; ``arrow``: a head at its last point."""

    points: tuple[Point, ...]
    arrow: bool = True

    def moved(self, dx: float, dy: float) -> Line:
        """The same elsewhere."""
        return Line(tuple((x + dx, y + dy) for x, y in self.points), self.arrow)


@dataclass(frozen=True, slots=True)
class Label:
    """Words beside a line: left edge, baseline and width. ``sheets``: numbers of sheets of the same chart that stand after them.

    ``flush``: at which end of their room words of unknown width stand.
    """

    text: str
    x: float
    y: float
    width: float
    sheets: tuple[int, ...] = ()
    flush: Literal["left", "right"] = "left"

    @property
    def whole(self) -> str:
        """The words with the numbers of the sheets."""
        return " ".join((self.text, ", ".join(map(str, self.sheets)))) if self.sheets else self.text

    def box(self, size: float) -> Box:
        """What words of this size cover, with their marks above and below."""
        return self.x, self.y - size, self.x + self.width, self.y + 0.4 * size

    def moved(self, dx: float, dy: float) -> Label:
        """The same elsewhere."""
        return replace(self, x=self.x + dx, y=self.y + dy)


@dataclass(frozen=True, slots=True)
class TypeSize:
    """Sizes of type, px: of words in symbols (``font``, from line to line ``line``) and beside lines (``label``)."""

    font: float = FONT_SIZE
    line: float = LINE_HEIGHT
    label: float = LABEL_SIZE


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything on one sheet. ``description`` says in words what the branches do; ``type``: the sizes for which it was laid out.

    ``rules``: thin lines between swimlanes or stages and around them; ``bars``: thick ones at which parallel ways part and meet.
    """

    width: float
    height: float
    symbols: tuple[Symbol, ...]
    lines: tuple[Line, ...] = ()
    labels: tuple[Label, ...] = ()
    title: str = ""
    description: str = ""
    type: TypeSize = TypeSize()
    rules: tuple[Line, ...] = ()
    bars: tuple[Line, ...] = ()

    def moved(self, dx: float, dy: float = 0.0) -> Drawing:
        """All that is drawn elsewhere on a sheet of the same size."""
        symbols, labels = tuple(s.moved(dx, dy) for s in self.symbols), tuple(label.moved(dx, dy) for label in self.labels)
        lines, rules, bars = (tuple(line.moved(dx, dy) for line in found) for found in (self.lines, self.rules, self.bars))
        return replace(self, symbols=symbols, lines=lines, labels=labels, rules=rules, bars=bars)

    def extent(self) -> Box:
        """What all that is drawn covers."""
        points = [(x, y, x, y) for line in (*self.lines, *self.rules, *self.bars) for x, y in line.points]
        boxes = (*points, *(s.box for s in self.symbols), *(label.box(self.type.label) for label in self.labels))
        left, top, right, foot = zip(*boxes, strict=True)
        return min(left), min(top), max(right), max(foot)

    def framed(self, margin: float) -> tuple[Drawing, Point]:
        """On a sheet that reaches ``margin`` px beyond all that is drawn, rounded out; and by how much all of it was moved."""
        left, top, right, foot = self.extent()
        dx, dy = margin - math.floor(left), margin - math.floor(top)
        size = float(math.ceil(right) + dx + margin), float(math.ceil(foot) + dy + margin)
        return replace(self.moved(dx, dy), width=size[0], height=size[1]), (dx, dy)


def together(parts: Iterable[Drawing], of: TypeSize = TypeSize()) -> Drawing:
    """All that is drawn in parts; of no size yet."""
    found = list(parts)
    symbols, labels = tuple(s for p in found for s in p.symbols), tuple(label for p in found for label in p.labels)
    lines, rules, bars = (tuple(line for p in found for line in getattr(p, name)) for name in ("lines", "rules", "bars"))
    return Drawing(0, 0, symbols, lines, labels, type=of, rules=rules, bars=bars)
