"""What is wrong with a flow column once its rows stand in a table: at any row height its lines must meet and cross nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.drawing.model import Drawing, Line, Point, Symbol
from generator.flow import chartcheck
from generator.flow.chartcheck import LabelBox, Segment, segments, touches
from generator.flow.fit import COLUMN
from generator.flow.lanes import FlowColumn

WORDS = LabelBox(COLUMN.font, COLUMN.line, COLUMN.label)
NEAR = 0.2


def stitched(rows: Sequence[Drawing], heights: Sequence[float]) -> Drawing:
    """The rows as a table shows them: each drawing in the middle of a cell of its height, its lines cut at the cell's borders.

    ``heights``: of the cells, px, none lower than its drawing.
    """
    top, symbols, lines, labels = 0.0, [], [], []
    for row, height in zip(rows, heights, strict=True):
        down = top + (height - row.height) / 2
        symbols += [replace(s, y=s.y + down) for s in row.symbols]
        labels += [replace(label, y=label.y + down) for label in row.labels]
        lines += [cut for line in row.lines if (cut := _cut(line, down, top, top + height))]
        top += height
    return Drawing(max(r.width for r in rows), top, tuple(symbols), tuple(lines), tuple(labels))


def _cut(line: Line, down: float, top: float, foot: float) -> Line | None:
    points = [(x, min(max(y + down, top), foot)) for x, y in line.points]
    kept = [p for at, p in enumerate(points) if not at or p != points[at - 1]]
    return Line(tuple(kept), line.arrow) if len(kept) > 1 else None


def defects(column: FlowColumn, heights: Sequence[float], pages: Sequence[int] | None = None) -> list[str]:
    """Every defect of a column with cells of these heights, page by page. ``pages``: the page of each row."""
    found: list[str] = []
    of = list(pages or [0] * len(column.rows))
    for page in dict.fromkeys(of):
        rows = [r for r, at in zip(column.rows, of, strict=True) if at == page]
        cells = [h for h, at in zip(heights, of, strict=True) if at == page]
        found += chartcheck.defects(stitched(rows, cells), WORDS)
        found += _borders(rows, cells)
    return [*found, *_unpaired(column.rows)]


def _borders(rows: Sequence[Drawing], heights: Sequence[float]) -> Iterator[str]:
    """Lines cut at a border must go on beyond it at the same place; none leaves the first or the last row outward."""
    above: set[float] = set()
    for at, (row, height) in enumerate(zip(rows, heights, strict=True)):
        up, down = _leaving(row, height, -1), _leaving(row, height, 1)
        if up != above:
            yield f"row {at + 1}: lines end at its upper border at {sorted(up ^ above)}"
        above = down
    if above:
        yield f"lines leave the last row at {sorted(above)}"


def _leaving(row: Drawing, height: float, sign: int) -> set[float]:
    border = row.height / 2 + sign * height / 2
    return {round(x, 1) for line in row.lines for x, y in line.points if (y - border) * sign > NEAR}


def _unpaired(rows: Sequence[Drawing]) -> Iterator[str]:
    """Each letter has one circle that leads on, and at least one that leads to it."""
    outs: Counter[str] = Counter()
    ins: Counter[str] = Counter()
    for row in rows:
        for ring in (s for s in row.symbols if s.kind == "connector"):
            outs[ring.text[0]] += sum(line.arrow and touches(ring, line.points[-1]) for line in row.lines)
            ins[ring.text[0]] += sum(touches(ring, line.points[0]) for line in row.lines)
    for name in sorted(outs.keys() | ins.keys()):
        if not outs[name] or ins[name] != 1:
            yield f"circle {name}: {outs[name]} ways to it, {ins[name]} from it"


def drawn(column: FlowColumn, heights: Sequence[float], pages: Sequence[int] | None = None) -> set[tuple[str, str]]:
    """(source, target) of every edge that a reader can follow in the drawing, by lines, merged lines and letters."""
    of = list(pages or [0] * len(column.rows))
    ways: list[tuple[Symbol, Symbol]] = []
    for page in dict.fromkeys(of):
        rows = [r for r, at in zip(column.rows, of, strict=True) if at == page]
        ways += _ways(stitched(rows, [h for h, at in zip(heights, of, strict=True) if at == page]))
    out = {source.text[0]: target for source, target in ways if source.kind == "connector"}
    ends = ((source, out[target.text[0]] if target.kind == "connector" else target) for source, target in ways if source.kind != "connector")
    return {(source.step or "", target.step or "") for source, target in ends}


def _ways(drawing: Drawing) -> Iterator[tuple[Symbol, Symbol]]:
    for group in _merged(drawing.lines):
        sources = [s for s in drawing.symbols for line in group if touches(s, line.points[0])]
        targets = {id(s): s for s in drawing.symbols for line in group if line.arrow and touches(s, line.points[-1])}
        yield from ((source, target) for source in sources for target in targets.values())


def _merged(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that run into each other; lines that only cross stay apart."""
    groups: list[list[Line]] = []
    for line in lines:
        near = [g for g in groups if any(_meets(line, other) or _meets(other, line) for other in g)]
        groups = [g for g in groups if g not in near] + [[line, *(other for g in near for other in g)]]
    return groups


def _meets(one: Line, other: Line) -> bool:
    return any(_lies(end, segment) for end in (one.points[0], one.points[-1]) for segment in segments(other))


def _lies(point: Point, segment: Segment) -> bool:
    (x1, y1), (x2, y2) = segment
    x, y = point
    return min(x1, x2) - NEAR <= x <= max(x1, x2) + NEAR and min(y1, y2) - NEAR <= y <= max(y1, y2) + NEAR
