"""A routed grid as a drawing: figures in their places, lines with exact right angles."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from generator.drawing.model import Drawing, Line, Point, together
from generator.flow import bands
from generator.flow.figures import BAR_ENDS, DrawingStyle, Exit, Figure, LineEntry, Ring, seen
from generator.flow.grid import Arc, Grid, GridItem
from generator.flow.places import Places, Routed, placed
from generator.flow.routing import DOWN, LEFT, RIGHT, UP, Routes
from generator.flow.tracks import Cell, Track

MARGIN = 10.0


@dataclass(frozen=True)
class Painting:
    """A drawing and where it is: ``tops`` and ``feet`` of its rows with the channels above them, their middles ``y``; ``x`` of its columns."""

    drawing: Drawing
    x: tuple[float, ...]
    y: tuple[float, ...]
    tops: tuple[float, ...]
    feet: tuple[float, ...]


def painted(parts: Sequence[tuple[Grid, Routes]], letters: Mapping[str, str], look: DrawingStyle) -> list[Painting]:
    """The sheets of one chart, their lanes equally wide; without lanes each sheet is placed by itself.

    ``letters``: of the circles that lead to a step, for every broken line.
    """
    painters = [_Painter(grid, found, letters, look) for grid, found in parts]
    routed = [Routed(p.grid, p.routes, p.figures, [bands.stage_room(stage.words, look) for stage in p.grid.stages]) for p in painters]
    least = [bands.lane_room(title, look) for title in parts[0][0].lanes]
    at = placed(routed, look.sizes, least) if least else [found for one in routed for found in placed([one], look.sizes)]
    return [p.painting(found) for p, found in zip(painters, at, strict=True)]


class _Painter:
    def __init__(self, grid: Grid, routes: Routes, letters: Mapping[str, str], look: DrawingStyle) -> None:
        self.grid, self.routes, self.letters, self.look = grid, routes, letters, look
        self.outs = {key: list(arcs) for key, arcs in routes.outs.items()}
        self.of = {piece: track for track in routes.tracks for piece in track.pieces}
        self.exits = {name: [self._exit(a, side) for (n, side), arcs in routes.outs.items() if n == name for a in arcs] for name in grid.items}
        entries = self._circles([arc for arc in grid.arcs if arc not in routes.paths])
        narrow = replace(look, sizes=replace(look.sizes, box=look.sizes.narrow))
        self.figures = {
            item.id: Figure(item.node, self._sorted(item.id), entries.get(item.id), narrow if len(row) > 2 else look)
            for row in grid.by_row
            for item in row
        }
        self.places: Places

    # circles of broken lines, and the ways out in their order

    def _circles(self, broken: Sequence[Arc]) -> dict[str, LineEntry]:
        """Give each line that has no way on this sheet a circle at its source, and one to its target."""
        sources: dict[str, list[Arc]] = {}
        for arc in broken:
            if arc.source in self.grid.items:
                side = self._side_out(arc)
                self.outs.setdefault((arc.source, side), []).append(arc)
                self.exits[arc.source].append(Exit(arc, side, ring=self._ring(arc.target, [arc.target])))
            if arc.target in self.grid.items:
                sources.setdefault(arc.target, []).append(arc)
        return {
            target: self._entry(target, [arc.source for arc in arcs], any(arc.happy and not arc.back for arc in arcs))
            for target, arcs in sources.items()
        }

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
        items, lying = self.grid.items.values(), self.look.lying
        figures = [self.figures[i.id].drawing.moved(*seen((at.x[i.col], at.y[i.row]), lying)) for i in items]
        ways = {arc: self._points(arc, path) for arc, path in self.routes.paths.items()}
        lines = tuple(Line(tuple(seen(point, lying) for point in points)) for points in self._joined(ways))
        bars = tuple(Line(tuple(seen(point, lying) for point in self._bar(i)), arrow=False) for i in items if i.node is None)
        made = together([Drawing(0, 0, (), lines, bars=bars), *figures], self.look.sizes.type)
        if self.grid.lanes:
            made = together([bands.lanes(self.grid.lanes, at, made.labels, self.look), made], made.type)
        if self.grid.stages:
            box = made.extent()
            made = together([bands.stages(self.grid.stages, at, box[1::2] if lying else box[::2], self.look), made], made.type)
        drawing, (dx, dy) = made.framed(MARGIN)
        y, tops, feet = (tuple(v + dy for v in vs) for vs in (at.y, at.tops, at.feet))
        return Painting(drawing, tuple(v + dx for v in at.x), y, tops, feet)

    def _bar(self, item: GridItem) -> tuple[Point, Point]:
        """A junction is drawn as a bar over the ways that part or meet there."""
        y = self.places.y[item.row]
        return (self.places.x[item.col] - BAR_ENDS, y), (self.places.x[item.last] + BAR_ENDS, y)

    def _points(self, arc: Arc, path: list[Cell]) -> list[Point]:
        """The corners of a line, from the edge of its source to that of its target."""
        tracks = [self.of[arc, n] for n in range(len(path) - 1)]
        out, into = self.figures[arc.source].port(_side(path[0], path[1]), arc), self.figures[arc.target].port(_side(path[-1], path[-2]))
        at = [self._along(track, out[1] if n == 0 else into[1] if n == len(tracks) - 1 else 0.0) for n, track in enumerate(tracks)]
        turns = [(a, b) if track.axis == 0 else (b, a) for track, (a, b) in zip(tracks, pairwise(at), strict=False)]
        return [self._end(path[0], tracks[0], at[0], out), *turns, self._end(path[-1], tracks[-1], at[-1], into)]

    def _along(self, track: Track, off: float) -> float:
        """Where a piece runs: its x if it runs down, its y if across; on a row ``off`` its middle."""
        if (at := self.places.tracks.get(track)) is not None:
            return at
        return self.places.x[track.line // 2] if track.axis == 0 else self.places.y[track.line // 2] + off

    def _end(self, cell: Cell, track: Track, at: float, port: Point) -> Point:
        """A line down ends at its own x; one across at its own y."""
        return (at, self.places.y[cell[1] // 2] + port[1]) if track.axis == 0 else (self.places.x[cell[0] // 2] + port[0], at)

    def _joined(self, ways: Mapping[Arc, list[Point]]) -> Iterator[tuple[Point, ...]]:
        """One line from symbol to symbol: what leads to a junction goes on with what leads from it."""
        for arc, points in ways.items():
            if self.figures[arc.source].kind:
                onward = [[]] if self.figures[arc.target].kind else [ways[a] for a in ways if a.source == arc.target]
                yield from (_straightened([*points, *more]) for more in onward)


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
