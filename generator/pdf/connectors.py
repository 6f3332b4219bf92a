"""Words beside the circles of a drawing on several pages: to which page one goes from there, or from which one comes.

Which circle belongs to which: those of one step. The symbol before a circle is the one beside which it stands. The numbers of the pages only
the engine knows; here stands where the words have room.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Any

from generator.drawing.model import Drawing, Symbol
from generator.drawing.typst import HANDBOOK_SIZE
from generator.flow.figures import PAGES
from generator.fonts.metrics import REGULAR

WIDEST_NUMBER = "๗๗"
ASIDE = 4.0  # from a circle, px
FURTHER = (0.0, 4.0, 8.0, 12.0, 16.0)  # px below or above a circle, past what stands at its side
EDGE = 2.5  # from words to the border of a row, px
ROOM = 1.6  # sizes of type that words take above or below a drawing
BASELINE, ABOVE = 0.32, 1.0  # of the size of type: from the middle of words to their baseline, from there to their top

Values = dict[str, Any]
_Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class _Ring:
    """A circle in a drawing, ``own``: whether it stands at the step to which all circles of its letter lead."""

    drawing: int
    symbol: Symbol
    own: bool


def beside(
    drawings: Sequence[Drawing], marks: Sequence[str], scales: Sequence[float], around: Sequence[float] = ()
) -> tuple[tuple[Values, ...], ...]:
    """For each drawing, what :func:`generator.drawing.typst.emit` may have as further texts, at ``scales`` pt to the px.

    ``marks``: the label of the page on which each drawing stands; ``around``: px free above and below each.
    """
    found: list[list[Values]] = [[] for _ in drawings]
    for ring, pages in _leading(drawings, marks):
        free = around[ring.drawing] if around else 0.0
        found[ring.drawing] += _words(drawings[ring.drawing], ring, pages, scales[ring.drawing], free)
    return tuple(map(tuple, found))


def wanted(drawings: Sequence[Drawing], marks: Sequence[object]) -> tuple[float, ...]:
    """px that must be free above and below each drawing so that the words beside its circles have room there: none where they have it anyway."""
    found = [0.0] * len(drawings)
    for ring, pages in _leading(drawings, marks):
        drawing = drawings[ring.drawing]
        if not any(_words(drawing, ring, pages, 1.0, 0.0)):
            found[ring.drawing] = ROOM * drawing.type.font
    return tuple(found)


def _leading(drawings: Sequence[Drawing], marks: Sequence[object]) -> Iterator[tuple[_Ring, list[object]]]:
    """Each circle whose step has others on further pages, and these pages."""
    rings = [ring for at, drawing in enumerate(drawings) for ring in _rings(at, drawing)]
    for ring in rings:
        here = marks[ring.drawing]
        others = (other for other in rings if other.symbol.step == ring.symbol.step and other.own is not ring.own)
        if pages := [page for page in dict.fromkeys(marks[other.drawing] for other in others) if page != here]:
            yield ring, pages


def _rings(at: int, drawing: Drawing) -> Iterator[_Ring]:
    beside_: str | None = None
    for symbol in drawing.symbols:
        if symbol.kind != "connector":
            beside_ = symbol.step
        elif symbol.step:
            yield _Ring(at, symbol, symbol.step == beside_)


def _words(drawing: Drawing, ring: _Ring, pages: Sequence[object], scale: float, around: float) -> Iterator[Values]:
    """The words in the first place beside the circle where nothing else stands; nothing if there is none."""
    text, size = PAGES[ring.own], drawing.type.font
    width = REGULAR.width(f"{text} {', '.join([WIDEST_NUMBER] * len(pages))}", size)
    for x, y, flush in _places(ring.symbol, width, size):
        box = (x, y - ABOVE * size, x + width, y + BASELINE * size)
        free = max(0.0, around - EDGE)
        inside = box[0] >= 0 and box[2] <= drawing.width and box[1] >= -free and box[3] <= drawing.height + free
        if inside and not any(_taken(drawing, ring.symbol, part) for part in (box, *_between(ring.symbol, box))):
            at = {"x": round(x * scale, 2), "y": round(y * scale, 2), "width": round(width * scale, 2)}
            yield {**at, "text": text, "size": round(size * scale * HANDBOOK_SIZE, 2), "bold": False, "pages": pages, "flush": flush}
            return


def _places(ring: Symbol, width: float, size: float) -> Iterator[tuple[float, float, str]]:
    """Left edge, baseline, and the end of their room at which they stand: right of a circle, left of it, below, above."""
    half = ring.width / 2
    yield ring.x + half + ASIDE, ring.y + BASELINE * size, "left"
    yield ring.x - half - ASIDE - width, ring.y + BASELINE * size, "right"
    across = (ring.x - width / 2, "left"), (ring.x + half - width, "right"), (ring.x - half, "left")
    for further, (x, flush) in product(FURTHER, across):
        yield x, ring.y + half + size + further, flush
        yield x, ring.y - half - ASIDE - further, flush


def _between(ring: Symbol, box: _Box) -> Iterator[_Box]:
    """What lies between a circle and words further above or below it: a line there would part them."""
    (_, top, _, foot), half = box, ring.width / 2
    high, low = (ring.y + half, top) if top > ring.y else (foot, ring.y - half)
    if high < low - ASIDE:
        yield ring.x - 1, high, ring.x + 1, low


def _taken(drawing: Drawing, ring: Symbol, box: _Box) -> bool:
    size = drawing.type.label
    boxes = [(s.x - s.width / 2, s.y - s.height / 2, s.x + s.width / 2, s.y + s.height / 2) for s in drawing.symbols if s is not ring]
    boxes += [(w.x, w.y - size, w.x + w.width, w.y + BASELINE * size) for w in drawing.labels]
    boxes += [(min(a, c), min(b, d), max(a, c), max(b, d)) for line in drawing.lines for (a, b), (c, d) in pairwise(line.points)]
    return any(left < box[2] and box[0] < right and top < box[3] and box[1] < foot for left, top, right, foot in boxes)
