"""A routed grid as a drawing: figures in their places, lines with exact right angles."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from generator.drawing.model import Drawing, Label, Line, Point, Symbol
from generator.flow.figures import DrawingStyle, Exit, LineEntry, Ring, figure, turned
from generator.flow.grid import Arc, Grid, GridItem
from generator.flow.lane_frame import frame, least
from generator.flow.places import Places, Routed, placed
from generator.flow.routing import DOWN, LEFT, RIGHT, UP, Routes
from generator.flow.tracks import Cell

MARGIN = 10.0
BAR_ENDS = 7.0  # of a bar, beyond its outermost ways


@dataclass(frozen=True)
class Painting:
    """A drawing and where it is: ``tops`` and ``feet`` of its rows with the channels above them, their middles ``y``; ``x`` of its columns."""

    drawing: Drawing
    x: tuple[float, ...]
    y: tuple[float, ...]
    tops: tuple[float, ...]
    feet: tuple[float, ...]


def paint(grid: Grid, routes: Routes, letters: Mapping[str, str], look: DrawingStyle) -> Painting:
    """Draw a grid. ``letters``: of the circles that lead to a step, for every broken line of this grid."""
    (made,) = painted([(grid, routes)], letters, look)
    return made


def painted(parts: Sequence[tuple[Grid, Routes]], letters: Mapping[str, str], look: DrawingStyle) -> list[Painting]:
    """The sheets of one chart, their lanes equally wide; without lanes each sheet is placed by itself."""
    painters = [_Painter(grid, found, letters, look) for grid, found in parts]
    lanes = parts[0][0].lanes
    routed = [Routed(p.grid, p.routes, p.figures) for p in painters]
    together = placed(routed, look.sizes, least(lanes, look)) if lanes else [placed([one], look.sizes)[0] for one in routed]
    return [p.painting(at) for p, at in zip(painters, together, strict=True)]


class _Painter:
    def __init__(self, grid: Grid, routes: Routes, letters: Mapping[str, str], look: DrawingStyle) -> None:
        self.grid, self.routes, self.letters, self.look = grid, routes, letters, look
        self.outs = {key: list(arcs) for key, arcs in routes.outs.items()}
        self.of = {piece: track for track in routes.tracks for piece in track.pieces}
        self.exits: dict[str, list[Exit]] = {name: [] for name in grid.items}
        self.entries: dict[str, LineEntry] = {}
        self._connect()
        narrow = replace(look, sizes=replace(look.sizes, box=look.sizes.narrow))
        self.figures = {
            item.id: figure(item.node, self._sorted(item.id), self.entries.get(item.id), narrow if len(row) > 2 else look)
            for row in grid.by_row
            for item in row
        }
        self.places: Places

    # ways out, and circles of broken lines

    def _connect(self) -> None:
        for (name, side), arcs in self.routes.outs.items():
            self.exits[name] += [self._exit(arc, side) for arc in arcs]
        broken = [arc for arc in self.grid.arcs if arc not in self.routes.paths]
        for arc in broken:
            if arc.source in self.grid.items:
                side = self._side_out(arc)
                self.outs.setdefault((arc.source, side), []).append(arc)
                self.exits[arc.source].append(Exit(arc, side, ring=self._ring(arc.target, [arc.target])))
        into = {arc.target: False for arc in broken if arc.target in self.grid.items}
        for arc in broken:
            if arc.target in into:
                into[arc.target] |= arc.happy and not arc.back
        sources = {target: [arc.source for arc in broken if arc.target == target] for target in into}
        self.entries = {target: self._entry(target, sources[target], main) for target, main in into.items()}

    def _ring(self, target: str, others: Iterable[str]) -> Ring:
        """The circle of a step; ``others``: what stands at the other end of its lines."""
        sheets = {self.grid.sheets[o] for o in others if o in self.grid.sheets and o not in self.grid.items}
        return Ring(self.letters[target], tuple(sorted(sheets)))

    def _exit(self, arc: Arc, side: int) -> Exit:
        path = self.routes.paths[arc]
        if len(path) < 3 or side in (UP, DOWN) or abs(path[1][0] - path[0][0]) > 1:
            return Exit(arc, side)
        turn = -1 if path[2][1] < path[1][1] else 1
        out = self.of[arc, 1].place * (1 if side == RIGHT else -1)
        return Exit(arc, side, turn, out)

    def _side_out(self, arc: Arc) -> int:
        """The foot for the main way, else back on the right and ahead on the left, where nothing comes in."""

        def cost(side: int) -> float:
            taken = len(self.outs.get((arc.source, side), ()))
            wanted = {DOWN: 0 if arc.happy else 3, RIGHT: 1 if arc.back else 2, LEFT: 2 if arc.back else 1}[side]
            return wanted + (100 if side == DOWN else 5) * taken + 1000 * bool(self.routes.ins.get((arc.source, side)))

        return min((DOWN, RIGHT, LEFT), key=cost)

    def _entry(self, target: str, sources: Iterable[str], main: bool) -> LineEntry:
        """The circle of a ``main`` way above its symbol, others at a side that no line passes, if nothing else is there; else joining from above."""
        free = [s for s in (UP, LEFT, RIGHT) if not self.outs.get((target, s)) and not self.routes.ins.get((target, s))]
        still = [s for s in free if s == UP or not self._passed(self.grid.items[target], s)]
        best = min(still or free, key=lambda s: (s == UP) != main, default=UP)
        return LineEntry(best, self._ring(target, sources), joined=not free)

    def _passed(self, item: GridItem, side: int) -> bool:
        """Whether a line runs down beside an item."""
        line, row = 2 * item.col + (2 if side == RIGHT else 0), 2 * item.row + 1
        return any(t.axis == 0 and t.line == line and t.low <= row <= t.high for t in self.routes.tracks)

    def _sorted(self, name: str) -> list[Exit]:
        """Ways out at a side from above: those that turn up, the one outermost last; straight on; those that turn down, the outermost first."""
        return sorted(self.exits[name], key=lambda e: (e.turn, e.order * -e.turn))

    # lines

    def painting(self, at: Places) -> Painting:
        """The drawing, everything in its place: across and down are exchanged where the drawing lies."""
        self.places = at
        seen = turned if self.look.lying else _upright
        symbols: list[Symbol] = []
        lines: list[Line] = []
        labels: list[Label] = []
        for item in self.grid.items.values():
            made, (x, y) = self.figures[item.id], seen((at.x[item.col], at.y[item.row]))
            symbols += [replace(s, x=s.x + x, y=s.y + y) for s in made.symbols]
            lines += [Line(tuple((px + x, py + y) for px, py in line.points), line.arrow) for line in made.lines]
            labels += [replace(label, x=label.x + x, y=label.y + y) for label in made.labels]
        ways = {arc: self._points(arc, path) for arc, path in self.routes.paths.items()}
        joined = [Line(tuple(map(seen, line.points))) for line in self._joined(ways)]
        heads, rules = frame(self.grid.lanes, at, labels, self.look) if self.grid.lanes else ((), ())
        bars = [Line(tuple(map(seen, self._bar(item))), arrow=False) for item in self.grid.items.values() if item.node is None]
        return self._framed([*heads, *symbols], [*joined, *lines], labels, rules, bars)

    def _bar(self, item: GridItem) -> tuple[Point, Point]:
        """A junction is drawn as a bar over the ways that part or meet there."""
        y = self.places.y[item.row]
        return (self.places.x[item.col] - BAR_ENDS, y), (self.places.x[item.last] + BAR_ENDS, y)

    def _points(self, arc: Arc, path: list[Cell]) -> list[Point]:
        """The corners of a line, from the edge of its source to that of its target."""
        source, target = self.grid.items[arc.source], self.grid.items[arc.target]
        (dx, dy), (ex, ey) = self._ends(arc, path)
        xs: list[float] = []
        ys: list[float] = []
        for n, (a, b) in enumerate(pairwise(path)):
            track = self.of[arc, n]
            down = a[0] == b[0]
            at = self.places.tracks.get(track)
            if down:
                xs.append(at if at is not None else self.places.x[track.line // 2])
                ys.append(math.nan)
            else:
                ys.append(at if at is not None else self.places.y[track.line // 2] + (dy if n == 0 else ey if n == len(path) - 2 else 0.0))
                xs.append(math.nan)
        start = self._port(source, path[0], xs[0], ys[0], dx, dy)
        end = self._port(target, path[-1], xs[-1], ys[-1], ex, ey)
        turns = [(xs[n] if math.isnan(xs[n + 1]) else xs[n + 1], ys[n] if math.isnan(ys[n + 1]) else ys[n + 1]) for n in range(len(path) - 2)]
        return [start, *turns, end]

    def _ends(self, arc: Arc, path: list[Cell]) -> tuple[Point, Point]:
        """Where the line leaves its source and enters its target, from their middles."""
        out = self.figures[arc.source].port(_side(path[0], path[1]), arc)
        return out, self.figures[arc.target].port(_side(path[-1], path[-2]))

    def _port(self, item: GridItem, cell: Cell, x: float, y: float, dx: float, dy: float) -> Point:
        """A line down ends at its own x; one across at its own y."""
        middle = self.places.x[cell[0] // 2]
        return (middle + dx, y) if math.isnan(x) else (x, self.places.y[item.row] + dy)

    def _joined(self, ways: Mapping[Arc, list[Point]]) -> list[Line]:
        """One line from symbol to symbol: what leads to a junction goes on with what leads from it."""
        found = []
        for arc, points in ways.items():
            if self.figures[arc.source].kind is None:
                continue
            onward = [ways[a] for a in ways if a.source == arc.target] if self.figures[arc.target].kind is None else [[]]
            found += [Line(_straightened([*points, *more])) for more in onward]
        return found

    # frame

    def _framed(self, symbols: list[Symbol], lines: list[Line], labels: list[Label], rules: Sequence[Line], bars: Sequence[Line]) -> Painting:
        """Everything moved so that the outermost part stands ``MARGIN`` from each edge."""
        size = self.look.sizes.type
        xs = [x for line in (*lines, *rules, *bars) for x, _ in line.points] + [s.x + d * s.width / 2 for s in symbols for d in (-1, 1)]
        xs += [x for label in labels for x in (label.x, label.x + label.width)]
        ys = [y for line in (*lines, *rules, *bars) for _, y in line.points] + [s.y + d * s.height / 2 for s in symbols for d in (-1, 1)]
        ys += [y for label in labels for y in (label.y - size.label, label.y + 0.4 * size.label)]
        dx, dy = MARGIN - math.floor(min(xs)), MARGIN - math.floor(min(ys))

        def moved(found: Iterable[Line]) -> tuple[Line, ...]:
            return tuple(Line(tuple((x + dx, y + dy) for x, y in line.points), line.arrow) for line in found)

        drawing = Drawing(
            float(math.ceil(max(xs)) + dx + MARGIN),
            float(math.ceil(max(ys)) + dy + MARGIN),
            tuple(replace(s, x=s.x + dx, y=s.y + dy) for s in symbols),
            moved(lines),
            tuple(replace(label, x=label.x + dx, y=label.y + dy) for label in labels),
            type=size,
            rules=moved(rules),
            bars=moved(bars),
        )
        x, (y, tops, feet) = self.places.x, (tuple(v + dy for v in vs) for vs in (self.places.y, self.places.tops, self.places.feet))
        return Painting(drawing, tuple(v + dx for v in x), y, tops, feet)


def _upright(point: Point) -> Point:
    return point


def _side(end: Cell, inner: Cell) -> int:
    """The side of an item at which a line has its end."""
    if end[0] == inner[0]:
        return UP if inner[1] < end[1] else DOWN
    return LEFT if inner[0] < end[0] else RIGHT


def _straightened(points: list[Point]) -> tuple[Point, ...]:
    """Without points that stand on one another or between two of one straight run."""
    found: list[Point] = []
    for point in points:
        if found and math.dist(found[-1], point) < 0.05:
            continue
        if len(found) > 1 and any(abs(found[-2][k] - found[-1][k]) < 0.05 and abs(found[-1][k] - point[k]) < 0.05 for k in (0, 1)):
            found.pop()
        found.append(point)
    return tuple(found)
