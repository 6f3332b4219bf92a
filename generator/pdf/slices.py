"""A drawing taller than a page, in slices: cut between symbols, each line that is cut ends and begins in a lettered circle."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from generator.drawing.clip import clipped
from generator.drawing.model import Drawing, Line, Symbol
from generator.flow.letters import letters

RADIUS = 11.0  # of a circle, px
ROOM = 2 * RADIUS + 18.0  # for a circle and a piece of line beyond the cut, px


def slices(drawing: Drawing, tallest: float) -> tuple[Drawing, ...]:
    """The drawing in as few slices of at most ``tallest`` px as its symbols allow; whole if it is not taller."""
    if drawing.height <= tallest:
        return (drawing,)
    edges = [0.0, *_cuts(drawing, tallest - 2 * ROOM), drawing.height]
    names: dict[tuple[float, float], str] = {}
    free = letters()
    for cut in edges[1:-1]:
        for x in sorted({x for line in drawing.lines for x in _crossings(line, cut)}):
            names[cut, x] = next(free)
    return tuple(_slice(drawing, start, end, names) for start, end in pairwise(edges))


def _cuts(drawing: Drawing, tallest: float) -> Iterator[float]:
    """Heights in the gaps between symbols, as far apart as may be; a gap in reach is always taken."""
    spans = sorted((s.y - s.height / 2, s.y + s.height / 2) for s in drawing.symbols)
    gaps, low = [], 0.0
    for top, bottom in spans:
        if top > low + 1:
            gaps.append((low + top) / 2)
        low = max(low, bottom)
    start, last = 0.0, None
    for gap in gaps:
        if gap - start > tallest and last is not None and last > start:
            yield last
            start = last
        last = gap
    if last is not None and drawing.height - start > tallest and last > start:
        yield last


def _crossings(line: Line, y: float) -> Iterator[float]:
    for (x0, y0), (x1, y1) in pairwise(line.points):
        if min(y0, y1) < y < max(y0, y1):
            yield x0 + (x1 - x0) * (y - y0) / (y1 - y0)


def _slice(drawing: Drawing, start: float, end: float, names: dict[tuple[float, float], str]) -> Drawing:
    down = ROOM if start else 0.0
    height = down + end - start + (ROOM if end < drawing.height else 0.0)
    inside = [s for s in drawing.symbols if start <= s.y < end]
    symbols = [replace(s, y=s.y - start + down) for s in inside]
    labels = tuple(replace(x, y=x.y - start + down) for x in drawing.labels if start <= x.y < end)
    lines = [
        Line(tuple((x, y - start + down) for x, y in part), arrow and line.arrow)
        for line in drawing.lines
        for part, arrow in clipped(line, start, end)
    ]
    for (cut, x), name in names.items():
        if cut in (start, end):
            y, edge = (RADIUS + 2, down) if cut == start else (height - RADIUS - 2, height - ROOM)
            symbols.append(Symbol("connector", x, y, 2 * RADIUS, 2 * RADIUS, (name,), alt=f"จุดเชื่อมต่อ {name}"))
            lines.append(Line(((x, y + RADIUS), (x, edge)) if cut == start else ((x, edge), (x, y - RADIUS)), arrow=False))
    return Drawing(drawing.width, height, tuple(symbols), tuple(lines), labels, drawing.title, " → ".join(s.alt for s in inside if s.alt))
