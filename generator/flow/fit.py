"""The size of a symbol that holds its words, and the words in lines. A long label makes a larger symbol, never an overflow."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from generator.drawing import shapes
from generator.drawing.model import FONT_SIZE, LABEL_SIZE, LINE_HEIGHT, SymbolKind
from generator.fonts.metrics import REGULAR
from generator.thai.wrapping import wrap


@dataclass(frozen=True, slots=True)
class Sizes:
    """Measures of a kind of drawing, px: of words in symbols (``font``, ``line``) and beside lines (``label``).

    ``box``: width of boxes; ``diamond``: widest and narrowest decision; ``least``: height of the lowest box.
    """

    font: float
    line: float
    label: float
    box: float
    diamond: tuple[float, float]
    least: float = 34.0


CHART = Sizes(font=FONT_SIZE, line=LINE_HEIGHT, label=LABEL_SIZE, box=216, diamond=(250, 150))
COLUMN = Sizes(font=12.5, line=19, label=11.5, box=156, diamond=(176, 112))
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
        return REGULAR.width(text, sizes.font) * SAFETY

    if kind == "decision":
        return _diamond(label, sizes, extra)
    if kind == "connector":
        return Fit((label,), 24, 24)
    across, down = shapes.padding(kind)
    if kind == "terminator":
        across, down = 36.0, 9.0
    lines = wrap(label, sizes.box - across, measure, extra)
    widest = max(measure(line) for line in lines) + across
    width = max(widest, 88.0) if kind == "terminator" else max(sizes.box, widest)
    return Fit(lines, math.ceil(width), math.ceil(max(sizes.least - 4 * (kind == "terminator"), len(lines) * sizes.line + down)))


def _diamond(label: str, sizes: Sizes, extra: tuple[str, ...]) -> Fit:
    """The lowest diamond in which the corners of every line satisfy ``|x|/(w/2) + |y|/(h/2) <= 1``."""
    widest, narrowest = sizes.diamond
    best: tuple[float, Fit] | None = None
    seen: set[tuple[str, ...]] = set()
    for share in (0.42, 0.48, 0.55, 0.62, 0.7, 0.78):
        lines = wrap(label, widest * share, lambda t: REGULAR.width(t, sizes.font) * SAFETY, extra)
        if lines in seen:
            continue
        seen.add(lines)
        widths = [REGULAR.width(line, sizes.font) * SAFETY + 12 for line in lines]
        top = max(widest, max(widths) * 1.25)
        for width in (top, (top + narrowest) / 2, narrowest):
            if width <= max(widths) * 1.08:
                continue
            height = max(_height(widths, width, sizes.line), 50.0)
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
