"""A placed drawing: symbols, lines and labels. One model, two emitters.

Units are CSS pixels (1 px = 0.75 pt), x to the right, y down.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.drawing.shapes import SymbolKind

Point = tuple[float, float]

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


@dataclass(frozen=True, slots=True)
class Line:
    """A run of straight segments; ``arrow``: a head at its last point."""

    points: tuple[Point, ...]
    arrow: bool = True


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
