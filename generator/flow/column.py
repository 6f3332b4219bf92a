"""The flow column of the form: one drawing per row, cut from one painting, so that lines meet at the borders at any height of the rows."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from generator.drawing.clip import clipped
from generator.drawing.model import Drawing, Line
from generator.flow import grid
from generator.flow.chart import broken, circled, named
from generator.flow.figures import DrawingStyle
from generator.flow.fit import COLUMN, Sizes
from generator.flow.graph import Graph
from generator.flow.grid import Arc, Grid
from generator.flow.paint import Painting, painted
from generator.flow.routing import Routes, routes

MAX_LANES = 3
"""At a side; more lines than that nobody can follow."""
FAR = 4000.0  # px; higher than any row
LEAST = 15.0  # above and below a symbol, px
BELOW = 5.0  # from what belongs to a row to its border, px
SPARE = 5.0  # of the painting's margins, which cells do not need, px
EDGE = 2.0  # from what stands in a row to the edge of its drawing, px
BORDER = 10.0  # left and right of the widest symbol, px


@dataclass(frozen=True)
class FlowColumn:
    """The drawings of all rows, of one width and one axis (px); ``speech``: what a screen reader says of each row's ways out.

    ``letters``: step -> the letter of the circles that lead to it, those given to :func:`column` included.
    """

    width: float
    axis: float
    rows: tuple[Drawing, ...]
    speech: tuple[str, ...]
    letters: Mapping[str, str]


def column(
    graph: Graph,
    pages: Sequence[int] | None = None,
    letters: Mapping[str, str] | None = None,
    extra: tuple[str, ...] = (),
    sizes: Sizes = COLUMN,
) -> FlowColumn:
    """Lay out the flow column.

    ``pages``: the page of each row, if the form is broken into pages; ``letters``: those that steps have in the procedure's chart;
    ``extra``: words to keep whole.
    """
    whole = replace(grid.column(graph), stages=())  # the table shows them
    page = tuple(pages or [0] * whole.rows)
    far = {*circled(graph, whole), *(a for a in whole.arcs if page[graph.row[a.source]] != page[graph.row[a.target]])}
    walls = [row for row in range(whole.rows - 1) if page[row] != page[row + 1]]
    found = routes(whole, far, walls)
    while crowded := _crowded(whole, found):
        found = found.without(crowded)
    names = named(graph, broken(whole, found), letters)
    (painting,) = painted([(whole, found)], names, DrawingStyle(sizes, extra, numbered=False))
    axis = max(painting.x[0] - SPARE, sizes.box / 2 + BORDER)
    width = axis + max(painting.drawing.width - painting.x[0] - SPARE, sizes.box / 2 + BORDER)
    rows = _rows(painting, axis, width)
    return FlowColumn(width, axis, rows, tuple(graph.ways(node.id) for node in graph.nodes), names)


def passes(row: Drawing) -> frozenset[float]:
    """Where lines run on below a row, px from its left edge."""
    ends = (pair for line in row.lines for pair in pairwise(line.points))
    return frozenset(a[0] for a, b in ends if max(a[1], b[1]) > row.height)


def below(row: Drawing) -> Drawing:
    """The lines that run on below a row, alone: for what stands between it and the next."""
    lines = tuple(Line(((x, -FAR), (x, FAR)), arrow=False) for x in sorted(passes(row)))
    return Drawing(row.width, 2.0, (), lines, type=row.type)


def _crowded(whole: Grid, found: Routes) -> list[Arc]:
    """The longest lines wherever more lines stand beside each other than anybody can follow."""
    broken: dict[Arc, None] = {}
    for side in (0, 2):
        lanes = [t for t in found.tracks if t.axis == 0 and t.line == side]
        for row in range(whole.rows):
            passing = sorted((t for t in lanes if t.low <= 2 * row + 1 <= t.high), key=lambda t: (t.low - t.high, t.net))
            for track in passing[: max(0, len(passing) - MAX_LANES)]:
                lanes.remove(track)
                broken[max((arc for arc, _ in track.pieces), key=lambda a: abs(whole.items[a.source].row - whole.items[a.target].row))] = None
    return list(broken)


def _rows(painting: Painting, axis: float, width: float) -> tuple[Drawing, ...]:
    """The painting cut at the rows' borders; each row's symbol in the middle of its drawing, which is as high as what stands in it needs."""
    drawing, dx = painting.drawing, axis - painting.x[0]
    borders = [painting.tops[0] - BELOW, *(foot + BELOW for foot in painting.feet)]
    borders[-1] = max((borders[-1], *(y + BELOW for line in drawing.lines for _, y in line.points)))  # ways back may turn below the last symbol
    bands = list(pairwise(borders))
    symbols, labels = defaultdict(list), defaultdict(list)
    for symbol in drawing.symbols:
        symbols[_band(borders, symbol.y)].append(symbol)
    for label in drawing.labels:
        labels[_band(borders, label.y - 1)].append(label)
    spans = [(line, (min(y for _, y in line.points), max(y for _, y in line.points))) for line in drawing.lines]
    found = []
    for row, ((top, foot), middle) in enumerate(zip(bands, painting.y, strict=True)):
        lines = [line for line, (low, high) in spans if low < foot and top <= high]
        turns = [y for line in lines for (_, y), (_, end) in pairwise(line.points) if y == end and top <= y < foot]
        boxes = [*(s.box for s in symbols[row]), *(label.box(drawing.type.label) for label in labels[row])]
        edges = [y for box in boxes for y in box[1::2]]
        half = float(math.ceil(max(*(abs(y - middle) + EDGE for y in (*turns, *edges)), LEAST + symbols[row][0].height / 2)))
        down = half - middle
        found.append(
            Drawing(
                width,
                2 * half,
                tuple(s.moved(dx, down) for s in symbols[row]),
                tuple(dict.fromkeys(_cut(lines, (top, foot), (dx, down), 2 * half))),
                tuple(label.moved(dx, down) for label in labels[row]),
                type=drawing.type,
            )
        )
    return tuple(found)


def _band(borders: Sequence[float], y: float) -> int:
    return min(bisect_right(borders, y), len(borders) - 1) - 1


def _cut(lines: Iterable[Line], band: tuple[float, float], by: tuple[float, float], height: float) -> Iterable[Line]:
    """The runs of lines in a band, moved; where they are cut they go on far beyond the drawing, and the cell cuts them at its borders."""
    (top, foot), (dx, dy) = band, by
    for line in lines:
        for run, whole in clipped(line, top, foot):
            ends = (run[0], run[-1])
            points = [(x + dx, y + dy) for x, y in run]
            for at, (x, y) in zip((0, -1), ends, strict=True):
                inner = line.points[at]
                if (x, y) != inner and y in (top, foot):
                    points[at] = x + dx, -FAR if y == top else height + FAR
            yield Line(tuple(points), whole and line.arrow)
