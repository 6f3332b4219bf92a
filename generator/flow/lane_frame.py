"""The frame of swimlanes: their titles at the head, thin lines around them and between them, which words may interrupt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.drawing.model import Label, Line, Symbol
from generator.flow.figures import DrawingStyle, turned
from generator.flow.fit import SAFETY
from generator.flow.places import Places
from generator.fonts.metrics import BOLD
from generator.thai.wrapping import wrap

PAD = 8.0  # around a title, and between the titles and the first row
SIDE = 92.0  # of a title at the side of lanes that lie


def least(titles: Sequence[str], look: DrawingStyle) -> list[float]:
    """How wide each lane must be for its title: as the longest word of it asks; as high as its lines where the lanes lie."""
    if look.lying:
        return [len(_lines(title, SIDE, look)) * look.sizes.type.line + 2 * PAD for title in titles]
    return [max(_width(line, look) for line in _lines(title, 1.0, look)) + 2 * PAD for title in titles]


def frame(titles: Sequence[str], at: Places, labels: Sequence[Label], look: DrawingStyle) -> tuple[list[Symbol], list[Line]]:
    """Titles and lines, as they are seen. ``labels``: words that stand over the lines between lanes."""
    widths = [b - a for a, b in pairwise(at.edges)]
    lines = [_lines(title, SIDE if look.lying else width, look) for title, width in zip(titles, widths, strict=True)]
    high = SIDE if look.lying else max(map(len, lines)) * look.sizes.type.line + 2 * PAD
    head, top, foot = at.tops[0] - PAD - high, at.tops[0] - PAD, at.foot + PAD
    found = []
    for title, text, (a, b) in zip(titles, lines, pairwise(at.edges), strict=True):
        (x, y), (width, height) = ((a + b) / 2, head + high / 2), (b - a, high)
        if look.lying:
            (x, y), (width, height) = (y, x), (height, width)
        found.append(Symbol("lane", x, y, width, height, text, alt=f"ช่อง {title}", bold=len(text)))
    corners = (at.edges[0], head), (at.edges[-1], head), (at.edges[-1], foot), (at.edges[0], foot), (at.edges[0], head)
    rules = [Line(tuple(corners), arrow=False)]
    rules += [Line(run, arrow=False) for edge in at.edges[1:-1] for run in _open(edge, top, foot, labels, look)]
    return found, [Line(tuple(map(turned, rule.points)), arrow=False) for rule in rules] if look.lying else rules


def _open(edge: float, top: float, foot: float, labels: Sequence[Label], look: DrawingStyle) -> Iterator[tuple[tuple[float, float], ...]]:
    """The pieces of a line between two lanes that no words stand on."""
    size = look.sizes.type.label
    start = top
    for low, end, across in sorted(_box(label, size, look.lying) for label in labels):
        if across[0] < edge < across[1] and end > start:
            if low > start:
                yield (edge, start), (edge, low)
            start = max(start, end)
    if foot > start:
        yield (edge, start), (edge, foot)


def _box(label: Label, size: float, lying: bool) -> tuple[float, float, tuple[float, float]]:
    """What words cover: from where down to where, and from where to where across the grid."""
    across, down = (label.x - 2, label.x + label.width + 2), (label.y - size, label.y + 0.4 * size)
    return (*across, down) if lying else (*down, across)


def _lines(title: str, room: float, look: DrawingStyle) -> tuple[str, ...]:
    return wrap(title, max(room - 2 * PAD, 1.0), lambda text: _width(text, look), look.extra)


def _width(text: str, look: DrawingStyle) -> float:
    return BOLD.width(text, look.sizes.type.font) * SAFETY
