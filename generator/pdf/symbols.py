"""The legend (คำอธิบายสัญลักษณ์ผังขั้นตอน) in print, below charts and at the end of forms."""

from __future__ import annotations

import math
from collections.abc import Iterable

from generator.drawing import typst
from generator.drawing.legend import HEIGHT, TITLE, WIDTH, legend
from generator.drawing.shapes import SymbolKind
from generator.pdf.blocks import Legend
from generator.pdf.line_breaking import Style
from generator.pdf.typesetter import CELL_INSET, LINE, Setter

LARGEST = 13.0
SCALE = 0.62  # pt to the px of a sample
PAD, GUTTER = 3.0, 6.0


def block(book: Setter, kinds: Iterable[SymbolKind], width: float, size: float, columns: int, region: str) -> Legend:
    """The official five and the further symbols that are used, in a box of ``width`` pt; ``size``: of its title."""
    style = Style(min(size, LARGEST))
    room = width / columns - CELL_INSET - WIDTH * SCALE - 2 * GUTTER
    samples = tuple((typst.emit(s.drawing, scale=SCALE), book.lines(s.words, style, room, 0.0, region)) for s in legend(kinds))
    line = max(max(len(words) for _, words in samples) * style.size * LINE, HEIGHT * SCALE) + 2
    height = size * LINE + math.ceil(len(samples) / columns) * line + 2 * PAD
    return Legend(TITLE, columns, height, line, size, samples)
