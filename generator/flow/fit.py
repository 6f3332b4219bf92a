"""The size of a symbol that holds its words, and the words in lines. A long label makes a larger symbol, never an overflow."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from generator.drawing import shapes
from generator.drawing.model import TypeSize
from generator.drawing.shapes import SymbolKind
from generator.fonts.metrics import REGULAR
from generator.thai.words import units
from generator.thai.wrapping import wrap


@dataclass(frozen=True, slots=True)
class Sizes:
    """Measures of a kind of drawing, px.

    ``box``: width of boxes, ``narrow`` where three or more stand in a row; ``diamond``: widest and narrowest decision; ``least``: height of the
    lowest box; ``label_line``, ``label_width``, ``label_lines``: of words beside lines, from one line of them to the next, from which width on
    they stand in several, and in about how many at most; ``lane``: between two lines; ``radius``: of a circle; ``stack``: between two ways out
    on one side; ``gap``: least height between two rows.
    """

    type: TypeSize
    box: float
    diamond: tuple[float, float]
    least: float = 34.0
    narrow: float = 172.0
    label_line: float = 17.0
    label_width: float = 170.0
    label_lines: int = 9
    lane: float = 14.0
    radius: float = 12.0
    stack: float = 48.0
    gap: float = 24.0


CHART = Sizes(TypeSize(), box=216, diamond=(250, 150))
COLUMN = Sizes(
    TypeSize(font=12.5, line=19, label=11.5), box=156, diamond=(176, 112), label_line=16, label_width=96, label_lines=2, radius=11, stack=44, gap=16
)
LANES = Sizes(
    TypeSize(font=11.5, line=16.5, label=11.5), box=86, diamond=(104, 84), least=30, narrow=86, label_line=15, label_width=50, label_lines=3,
    lane=10, radius=9, stack=36, gap=20,
)  # fmt: skip
GROWS = 1.15
"""A symbol may be so much wider than its kind rather than part a number from what it is read with."""
SAFETY = 1.02  # browsers draw labels up to 2 % wider than the sum of advances


@dataclass(frozen=True, slots=True)
class Fit:
    """The lines of a label and the size of the symbol around them."""

    lines: tuple[str, ...]
    width: float
    height: float


@lru_cache(maxsize=65536)
def fit(kind: SymbolKind, label: str, sizes: Sizes = CHART, extra: tuple[str, ...] = ()) -> Fit:
    """Lines and size of a symbol with this label."""

    def measure(text: str) -> float:
        return REGULAR.width(text, sizes.type.font) * SAFETY

    if kind == "decision":
        return _diamond(label, sizes, extra)
    if kind == "connector":
        return Fit((label,), 24, 24)
    across, down = shapes.SHAPES[kind].padding
    room = sizes.box - across
    held = (measure(piece.rstrip()) for line in label.splitlines() for piece in units(line, extra) if " " in piece.rstrip())
    lines = wrap(label, max((room, *(width for width in held if width <= room * GROWS))), measure, extra)
    widest = max(measure(line) for line in lines) + across
    width = max(widest, 88.0) if kind == "terminator" else max(sizes.box, widest)
    return Fit(lines, math.ceil(width), math.ceil(max(sizes.least - 4 * (kind == "terminator"), len(lines) * sizes.type.line + down)))


def _diamond(label: str, sizes: Sizes, extra: tuple[str, ...]) -> Fit:
    """The lowest diamond in which the corners of every line satisfy ``|x|/(w/2) + |y|/(h/2) <= 1``."""
    widest, narrowest = sizes.diamond
    best: tuple[float, Fit] | None = None
    seen: set[tuple[str, ...]] = set()
    for share in (0.42, 0.48, 0.55, 0.62, 0.7, 0.78):
        lines = wrap(label, widest * share, lambda t: REGULAR.width(t, sizes.type.font) * SAFETY, extra)
        if lines in seen:
            continue
        seen.add(lines)
        widths = [REGULAR.width(line, sizes.type.font) * SAFETY + 12 for line in lines]
        top = max(widest, max(widths) * 1.25)
        for width in (top, (top + narrowest) / 2, narrowest):
            if width <= max(widths) * 1.08:
                continue
            height = max(_height(widths, width, sizes.type.line), 50.0)
            score = height + 0.35 * max(0.0, width - widest * 0.85) + 5 * len(lines) + 2 * max(0.0, width - widest)
            if best is None or score < best[0]:
                best = (score, Fit(lines, math.ceil(width), math.ceil(height)))
    assert best is not None
    return best[1]


def _height(widths: list[float], width: float, line: float) -> float:
    height = 0.0
    for row, wide in enumerate(widths):
        top = -len(widths) * line / 2 + row * line
        reach = max(abs(top + 1), abs(top + line - 1))
        height = max(height, 2 * reach / (1 - wide / width))
    return height
