"""What is wrong with a drawing, by geometry alone: what a reader could misread, or could not read; and what it says by its lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from generator.drawing import shapes
from generator.drawing.model import Drawing, Label, Line, Point, Symbol
from generator.flow.column import FlowColumn
from generator.fonts.metrics import BOLD, REGULAR

NEAR = 0.75  # px that no eye sees
CLOSE = 0.2  # px by which lines that meet may miss
Segment = tuple[Point, Point]


def defects(drawing: Drawing) -> list[str]:
    """Every defect in words; none for a clean drawing."""
    return [fault for check in CHECKS for fault in check(drawing)]


def segments(line: Line) -> list[Segment]:
    """The straight pieces of a line."""
    return list(pairwise(line.points))


def inside(symbol: Symbol, x: float, y: float, margin: float = NEAR) -> bool:
    """Whether a point is inside a symbol by more than ``margin``."""
    dx, dy = x - symbol.x, y - symbol.y
    if abs(dy) > symbol.height / 2 - margin:
        return False
    if symbol.kind in ("terminator", "connector"):
        radius = symbol.height / 2
        beyond = max(0.0, abs(dx) - (symbol.width / 2 - radius))
        return beyond**2 + dy**2 < max(0.0, radius - margin) ** 2
    if dy > shapes.foot(symbol.kind, symbol.width, symbol.height, dx if symbol.kind == "document" else 0.0) - margin:
        return False
    return abs(dx) < shapes.half_width(symbol.kind, symbol.width, symbol.height, dy) - margin


def touches(symbol: Symbol, point: Point, margin: float = 1.5) -> bool:
    """Whether a point is on a symbol's edge."""
    x, y = point
    half = shapes.half_width(symbol.kind, symbol.width, symbol.height, y - symbol.y)
    if abs(y - symbol.y) <= symbol.height / 2 + margin and abs(abs(x - symbol.x) - half) < margin:
        return True
    if abs(x - symbol.x) > half + margin:
        return False
    top, foot = symbol.y - symbol.height / 2, symbol.y + shapes.foot(symbol.kind, symbol.width, symbol.height, x - symbol.x)
    return min(abs(y - top), abs(y - foot)) < margin


def box(label: Label, size: float) -> tuple[float, float, float, float]:
    """Left, top, right, foot of a label: of its letters with their marks above and below."""
    return label.x, label.y - 0.95 * size, label.x + label.width, label.y + 0.32 * size


def frame(symbol: Symbol) -> tuple[float, float, float, float]:
    """Left, top, right, foot of a symbol."""
    return symbol.x - symbol.width / 2, symbol.y - symbol.height / 2, symbol.x + symbol.width / 2, symbol.y + symbol.height / 2


def _crosses(segment: Segment, area: tuple[float, float, float, float], margin: float = NEAR) -> bool:
    (x1, y1), (x2, y2) = segment
    left, top, right, foot = area
    return max(x1, x2) > left + margin and min(x1, x2) < right - margin and max(y1, y2) > top + margin and min(y1, y2) < foot - margin


def _on(segment: Segment) -> Iterator[Point]:
    """Points along a piece, 1.5 px apart at most."""
    (x1, y1), (x2, y2) = segment
    steps = max(2, int(max(abs(x2 - x1), abs(y2 - y1)) / 1.5))
    return ((x1 + (x2 - x1) * n / steps, y1 + (y2 - y1) * n / steps) for n in range(steps + 1))


def _at(point: Point) -> str:
    return f"({point[0]:.0f}, {point[1]:.0f})"


def _slanted(drawing: Drawing) -> Iterator[str]:
    for line in drawing.lines:
        for a, b in segments(line):
            if min(abs(a[0] - b[0]), abs(a[1] - b[1])) > 0.05:
                yield f"slanted line from {_at(a)} to {_at(b)}"


def _lanes(drawing: Drawing) -> Iterator[str]:
    """Of swimlanes: titles are flush, side by side or one below the other, and every symbol stands in one lane."""
    titles = [frame(s) for s in drawing.symbols if s.kind == "lane"]
    axis = 0 if len({round(t[1], 1) for t in titles}) == 1 else 1
    for one, other in pairwise(titles):
        if max(abs(one[axis + 2] - other[axis]), abs(one[1 - axis] - other[1 - axis]), abs(one[3 - axis] - other[3 - axis])) > CLOSE:
            yield "titles of lanes are not flush"
    for symbol in (s for s in drawing.symbols if titles and s.kind not in ("lane", "connector", "box")):  # boxes are titles of stages
        area = frame(symbol)
        if not any(title[axis] < area[axis] and area[axis + 2] < title[axis + 2] for title in titles):
            yield f"{symbol.alt} stands in no lane"


def _edges_of_lanes(drawing: Drawing) -> Iterator[str]:
    """The edge of a lane runs through no words, and no line runs along it."""
    rules = [segment for rule in drawing.rules for segment in segments(rule)]
    for label in drawing.labels:
        if any(_crosses(segment, box(label, drawing.type.label), 0) for segment in rules):
            yield f"the edge of a lane runs through the words {label.text}"
    for axis in (0, 1):
        edges = list(_pieces(drawing.rules, axis))
        for at, start, end, _ in _pieces(drawing.lines, axis):
            if any(abs(at - edge) < 3 and min(end, foot) - max(start, top) > 2 for edge, top, foot, _ in edges):
                yield f"a line runs along the edge of a lane, {'down' if axis == 0 else 'across'} at {at:.0f}"


def _through_symbols(drawing: Drawing) -> Iterator[str]:
    framed = [(symbol, frame(symbol)) for symbol in drawing.symbols]
    for line in drawing.lines:
        for segment in segments(line):
            for symbol, area in framed:
                if _crosses(segment, area) and any(inside(symbol, x, y) for x, y in _on(segment)):
                    yield f"line through {symbol.alt or symbol.kind} at {_at(segment[0])}"


def _through_labels(drawing: Drawing) -> Iterator[str]:
    for label in drawing.labels:
        area = box(label, drawing.type.label)
        for line in drawing.lines:
            if any(_crosses(segment, area, 0) for segment in segments(line)):
                yield f"line through the words {label.text}"


def _symbols_apart(drawing: Drawing) -> Iterator[str]:
    for one, other in combinations((s for s in drawing.symbols if s.kind != "lane"), 2):
        if _meet(frame(one), frame(other), -3):
            yield f"{one.alt} and {other.alt} overlap"


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float], margin: float = 0.0) -> bool:
    return one[0] < other[2] - margin and other[0] < one[2] - margin and one[1] < other[3] - margin and other[1] < one[3] - margin


def _labels_apart(drawing: Drawing) -> Iterator[str]:
    for one, other in combinations(drawing.labels, 2):
        if _meet(box(one, drawing.type.label), box(other, drawing.type.label), 4.5 if abs(one.y - other.y) > drawing.type.label else 0):
            yield f"the words {one.text} and {other.text} overlap"
    for label in drawing.labels:
        area = left, top, right, foot = box(label, drawing.type.label)
        corners = [(x, y) for x in (left, (left + right) / 2, right) for y in (top, (top + foot) / 2, foot)]
        for symbol in drawing.symbols:
            if not _meet(frame(symbol), area):
                continue
            if any(inside(symbol, *corner, margin=0) for corner in corners) or _within(frame(symbol), area):
                yield f"the words {label.text} stand on {symbol.alt}"


def _within(inner: tuple[float, float, float, float], outer: tuple[float, float, float, float]) -> bool:
    return outer[0] <= inner[0] and inner[2] <= outer[2] and outer[1] <= inner[1] and inner[3] <= outer[3]


def _on_sheet(drawing: Drawing) -> Iterator[str]:
    areas = [(s.alt, frame(s)) for s in drawing.symbols] + [(label.text, box(label, drawing.type.label)) for label in drawing.labels]
    for name, (left, top, right, foot) in areas:
        if left < 0 or top < 0 or right > drawing.width or foot > drawing.height:
            yield f"{name} is off the sheet"


def _lines_on_sheet(drawing: Drawing) -> Iterator[str]:
    for line in drawing.lines:
        if any(not (0 <= x <= drawing.width and 0 <= y <= drawing.height) for x, y in line.points):
            yield f"the line at {_at(line.points[0])} is off the sheet"


def _words_fit(drawing: Drawing) -> Iterator[str]:
    for symbol in drawing.symbols:
        rise = -shapes.SHAPES[symbol.kind].hollow
        for at, text in enumerate(symbol.text):
            face = BOLD if at < symbol.bold else REGULAR
            dy = rise + (at - (len(symbol.text) - 1) / 2) * drawing.type.line
            reach = abs(dy) + drawing.type.font * 0.55
            room = shapes.half_width(symbol.kind, symbol.width, symbol.height, reach)
            if face.width(text, drawing.type.font) / 2 > room + NEAR or reach > symbol.height / 2 + 1:
                yield f"words wider than their symbol: {text}"


def _labels_wide(drawing: Drawing) -> Iterator[str]:
    for label in drawing.labels:
        if REGULAR.width(label.whole, drawing.type.label) > label.width + NEAR:
            yield f"the words {label.text} are squeezed"


def _shared(drawing: Drawing) -> Iterator[str]:
    """Two lines on one way over more than 2 px, unless they have their source or their target in common."""
    ends = [_ends(line) for line in drawing.lines]
    for axis in (0, 1):
        pieces = sorted(_pieces(drawing.lines, axis))
        for at, (level, start, end, one) in enumerate(pieces):
            for other_level, other_start, other_end, other in pieces[at + 1 :]:
                if other_level - level >= 2:
                    break
                if min(end, other_end) - max(start, other_start) > 2 and one != other and not ends[one] & ends[other]:
                    yield f"two lines on one way, {'down' if axis == 0 else 'across'} at {level:.0f}, from {max(start, other_start):.0f}"


def _pieces(lines: tuple[Line, ...], axis: int) -> Iterator[tuple[float, float, float, int]]:
    """The pieces along one axis: where they stand, where they start and end, and of which line they are."""
    for at, line in enumerate(lines):
        for one, other in segments(line):
            if abs(one[axis] - other[axis]) < 0.05:
                start, end = sorted((one[1 - axis], other[1 - axis]))
                yield one[axis], start, end, at


def _touching(drawing: Drawing) -> Iterator[str]:
    """A line that turns upon another, unless they have their source or their target in common: nobody could tell which goes where."""
    ends = [_ends(line) for line in drawing.lines]
    for one, line in enumerate(drawing.lines):
        for x, y in line.points[1:-1]:
            for other, crossed in enumerate(drawing.lines):
                if other != one and not ends[one] & ends[other] and any(_crosses(s, (x, y, x, y), -1) for s in segments(crossed)):
                    yield f"two lines touch at {_at((x, y))}"


def _ends(line: Line) -> set[tuple[str, int, int]]:
    (x1, y1), (x2, y2) = line.points[0], line.points[-1]
    return {("out", round(x1), round(y1)), ("in", round(x2), round(y2))}


def _arrows(drawing: Drawing) -> Iterator[str]:
    for line in drawing.lines:
        tip = line.points[-1]
        if not line.arrow or any(touches(symbol, tip) for symbol in drawing.symbols):
            continue
        others = (segment for other in drawing.lines if other is not line for segment in segments(other))
        if not any(_crosses(segment, (*tip, *tip), -1) for segment in others):
            yield f"an arrow ends in the air at {_at(tip)}"


CHECKS: tuple[Callable[[Drawing], Iterator[str]], ...] = (
    _slanted, _through_symbols, _through_labels, _symbols_apart, _labels_apart, _on_sheet, _lines_on_sheet,
    _words_fit, _labels_wide, _shared, _touching, _arrows, _lanes,
    _edges_of_lanes,
)  # fmt: skip


def followed(sheets: Sequence[Drawing]) -> Counter[tuple[str, str]]:
    """(source, target) of every line of a chart; lines into circles go on where the circle of that letter leads. A letter leads to one step."""
    found: Counter[tuple[str, str]] = Counter()
    into: list[tuple[str, str]] = []
    out: dict[str, set[str]] = {}
    for drawing in sheets:
        for line in drawing.lines:
            assert line.arrow
            (source,), (target,) = ([s for s in drawing.symbols if touches(s, line.points[end])] for end in (0, -1))
            if source.kind == "connector":
                out.setdefault(source.text[0], set()).add(target.step or "")
            elif target.kind == "connector":
                into.append((source.step or "", target.text[0]))
            else:
                found[source.step or "", target.step or ""] += 1
    assert {name for _, name in into} == out.keys()
    assert all(len(targets) == 1 for targets in out.values())
    found.update((source, *out[name]) for source, name in into)
    return found


# the form's flow column, once its rows stand in a table: at any row height its lines must meet and cross nothing


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
    return Drawing(max(r.width for r in rows), top, tuple(symbols), tuple(lines), tuple(labels), type=rows[0].type)


def _cut(line: Line, down: float, top: float, foot: float) -> Line | None:
    points = [(x, min(max(y + down, top), foot)) for x, y in line.points]
    kept = [p for at, p in enumerate(points) if not at or p != points[at - 1]]
    return Line(tuple(kept), line.arrow) if len(kept) > 1 else None


def column_defects(column: FlowColumn, heights: Sequence[float], pages: Sequence[int] | None = None) -> list[str]:
    """Every defect of a column with cells of these heights, page by page. ``pages``: the page of each row."""
    found: list[str] = []
    of = list(pages or [0] * len(column.rows))
    for page in dict.fromkeys(of):
        rows = [r for r, at in zip(column.rows, of, strict=True) if at == page]
        cells = [h for h, at in zip(heights, of, strict=True) if at == page]
        found += defects(stitched(rows, cells))
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
    return {round(x, 1) for line in row.lines for x, y in line.points if (y - border) * sign > CLOSE}


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
    return min(x1, x2) - CLOSE <= x <= max(x1, x2) + CLOSE and min(y1, y2) - CLOSE <= y <= max(y1, y2) + CLOSE
