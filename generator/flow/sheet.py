"""One sheet of a flowchart: words measured, routes planned, places found, lines drawn with exact right angles."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import lru_cache

from generator.drawing import shapes
from generator.drawing.model import LABEL_SIZE, Drawing, Label, Line, Point, Symbol
from generator.flow import places
from generator.flow.fit import CHART, SAFETY, Fit, fit
from generator.flow.places import CIRCLE, Level, Places, Sizes
from generator.flow.routes import SIDES, Bus, Circle, Port, Routes, Way
from generator.flow.routing import routes
from generator.flow.tiers import Flow, Pair, Tier
from generator.fonts.metrics import REGULAR
from generator.thai.wrapping import wrap

NARROW = replace(CHART, box=172)
"""Boxes of a row of three."""

MARGIN = 10.0
STACK = 48.0  # between two ways out of one port
LABEL_LINE, LABEL_WIDTH = 17.0, 170.0
CLOSE = 12.0  # what words beside the main line share with the gaps above and below them
ABOVE, ASIDE = 6.0, 6.0  # of a label above its line, beside its line
RADIUS = CIRCLE / 2


class Sheet:
    """A drawn sheet; ``extents``: top and foot of each row, in the coordinates of the drawing."""

    def __init__(self, flow: Flow, tiers: tuple[Tier, ...], names: dict[Pair, str], title: str = "", extra: tuple[str, ...] = ()) -> None:
        self.flow, self.tiers, self.extra = flow, tiers, extra
        self.routes: Routes = routes(flow, tiers, names)
        self.fits = {node: self._fit(node, tier) for tier in tiers for node in tier.nodes}
        self.row = {node: row for row, tier in enumerate(tiers) for node in tier.nodes}
        self.places: Places = places.places(self.routes, self._sizes())
        self.lines: list[Line] = []
        self.labels: list[Label] = []
        self.symbols = [self._symbol(node) for tier in tiers for node in tier.nodes]
        self._draw()
        self.drawing = self._framed(title, flow.graph.description())

    # sizes

    def _fit(self, node: str, tier: Tier) -> Fit:
        found = self.flow.graph.node[node]
        size = fit(found.kind, found.label, NARROW if len(tier.nodes) == 3 and not tier.beside else CHART, self.extra)
        most = max([1, *(w.of for w in self._ways() if w.pair[0] == node), *(c.of for c in self.routes.circles if c.pair[0] == node)])
        least = STACK * most * (1.6 if found.kind == "decision" else 1.0) if most > 1 else 0.0
        return replace(size, height=max(size.height, math.ceil(least)))

    def _ways(self) -> list[Way]:
        return [way for bus in self.routes.buses for way in bus.ways]

    def _sizes(self) -> Sizes:
        exits: dict[tuple[str, int], tuple[float, float]] = {}
        for pair, port in self._sides_out():
            lines = _label(self.flow.edges[pair], self.extra)
            if lines:
                key = pair[0], 1 if port == "right" else -1
                wide, high = exits.get(key, (0.0, 0.0))
                exits[key] = max(wide, _widest(lines) - 12), max(high, 2 * (len(lines) * LABEL_LINE + ABOVE))
        below = {self.row[source]: (_widest(lines), len(lines) * LABEL_LINE - CLOSE) for source, lines in self._below().items()}
        return Sizes(self.fits, exits, below)

    def _sides_out(self) -> list[tuple[Pair, Port]]:
        """Ways out at a side of their symbol."""
        found = [(w.pair, w.out) for w in self._ways()] + [(c.pair, c.port) for c in self.routes.circles if c.out]
        for pair in (*self.routes.corners, *self.routes.besides):
            sign = dict(self.tiers[self.row[pair[1]]].sides)[pair[1]]
            found.append((pair, "right" if sign > 0 else "left"))
        return [(pair, port) for pair, port in found if port in SIDES.values()]

    def _below(self) -> dict[str, tuple[str, ...]]:
        """Words beside the line from a symbol's foot."""
        pairs = [*self.routes.straight, *([self.routes.foot[0]] if self.routes.foot else [])]
        pairs += [w.pair for w in self._ways() if w.out == "foot" and self._main(w.pair[0])]
        pairs += [c.pair for c in self.routes.circles if c.port == "foot"]
        found = {pair[0]: _label(self.flow.edges[pair], self.extra) for pair in pairs}
        return {source: lines for source, lines in found.items() if lines}

    def _main(self, node: str) -> bool:
        return self.tiers[self.row[node]].main == node

    # places

    def _y(self, node: str, kind: places.LevelKind = "symbol", slot: int = 0) -> float:
        return self.places.y[self.row[node], kind, slot]

    def _top(self, node: str) -> Point:
        return self.places.x[node], self._y(node) - self.fits[node].height / 2

    def _foot(self, node: str) -> Point:
        return self.places.x[node], self._y(node) + shapes.foot(self.flow.graph.node[node].kind, self.fits[node].height)

    def _edge(self, node: str, port: Port, dy: float = 0.0) -> Point:
        """Where a line meets the left or right side of a symbol."""
        size = self.fits[node]
        half = shapes.half_width(self.flow.graph.node[node].kind, size.width, size.height, dy)
        return self.places.x[node] + (half if port == "right" else -half), self._y(node) + dy

    # drawing

    def _symbol(self, node: str) -> Symbol:
        found, size = self.flow.graph.node[node], self.fits[node]
        alt = f"{found.number}. {found.label}" if found.number else found.label
        return Symbol(found.kind, self.places.x[node], self._y(node), size.width, size.height, size.lines, found.id, alt)

    def _draw(self) -> None:
        for source, target in self.routes.straight:
            self._line(self._foot(source), self._top(target))
        for pair in (*self.routes.corners, *self.routes.besides):
            self._from_side(pair)
        for source, target in self.routes.forks:
            y, top = self._y(source, "turn"), self._top(target)
            self._line(self._foot(source), (self.places.main, y), (top[0], y), top)
        for source, target in self.routes.joins:
            foot, y = self._foot(source), self._y(target, "line")
            self._line(foot, (foot[0], y), (self.places.main, y), self._top(target))
        fed = {target for _, target in (*self.routes.straight, *self.routes.joins)} | ({self.tiers[0].main} if self.routes.head else set())
        for at, bus in enumerate(self.routes.buses):
            for way in bus.ways:
                self._way(way, bus, self.places.lanes[at], fed)
            fed |= {way.pair[1] for way in bus.ways if way.into == "line"}
        for circle in self.routes.circles:
            self._circle(circle, circle.node in fed)
            fed |= {circle.node} if circle.port == "line" else set()
        self._ends()
        for source, lines in self._below().items():
            self._label_below(source, lines)

    def _from_side(self, pair: Pair) -> None:
        source, target = pair
        sign = dict(self.tiers[self.row[target]].sides)[target]
        port: Port = "right" if sign > 0 else "left"
        start = self._edge(source, port)
        if pair in self.routes.besides:
            self._line(start, self._edge(target, "left" if sign > 0 else "right"))
        else:
            top = self._top(target)
            self._line(start, (top[0], start[1]), top)
        self._label_aside(pair, port, start)

    def _way(self, way: Way, bus: Bus, x: float, fed: set[str]) -> None:
        """Into a line that comes from above, or, where none does, down to the symbol itself; with a join from its side too."""
        target = way.pair[1]
        points = [*self._out(way.pair, way.out, way.place, way.of)]
        points.append((x, points[-1][1]))
        if way.into == "line":
            y = self._y(target, "line")
            points += [(x, y), (self.places.main, y)]
            if target not in fed or self._joined(target, bus.sign):
                points.append(self._top(target))
        elif way.into == "top":
            points.append(self._top(target))
        else:
            edge = self._edge(target, way.into)
            points += [(x, edge[1]), edge]
        self._line(*points)

    def _joined(self, target: str, sign: int) -> bool:
        return any(t == target and (self.places.x[s] - self.places.main) * sign > 0 for s, t in self.routes.joins)

    def _out(self, pair: Pair, port: Port, place: int, of: int) -> list[Point]:
        """The first points of a way out, up to where it leaves the symbol or, from a foot, turns aside."""
        source = pair[0]
        if port == "top":
            return [self._top(source)]
        if port == "foot":
            turned = [(self.places.main, self._y(source, "turn"))] if self._main(source) else []
            return [self._foot(source), *turned]
        dy = (place - (of - 1) / 2) * STACK
        start = self._edge(source, port, dy)
        self._label_aside(pair, port, start, under=dy > 0)
        return [start]

    def _circle(self, circle: Circle, fed: bool) -> None:
        x = self.places.circles[circle]
        inner = x - circle.sign * RADIUS
        if circle.out:
            points = self._out(circle.pair, circle.port, circle.place, circle.of)
            y = points[-1][1]
            self._line(*points, (inner, y))
        elif circle.port == "line":
            y = self._y(circle.node, "line", circle.slot)
            self._line((inner, y), (self.places.main, y), *([] if fed else [self._top(circle.node)]))
        else:
            edge = self._edge(circle.node, circle.port)
            y = edge[1]
            self._line((inner, y), edge)
        self._ring(x, y, circle.name)

    def _ends(self) -> None:
        """The circles that end the main line at a sheet's head and foot."""
        if self.routes.head:
            y = self.places.y[0, "head", 0]
            self._ring(self.places.main, y, self.routes.head[1])
            self._line((self.places.main, y + RADIUS), self._top(self.tiers[0].main))
        if self.routes.foot:
            y = self.places.y[len(self.tiers) - 1, "foot", 0]
            self._ring(self.places.main, y, self.routes.foot[1])
            self._line(self._foot(self.tiers[-1].main), (self.places.main, y - RADIUS))

    def _ring(self, x: float, y: float, name: str) -> None:
        self.symbols.append(Symbol("connector", x, y, CIRCLE, CIRCLE, (name,), alt=f"จุดเชื่อมต่อ {name}"))

    def _line(self, *points: Point) -> None:
        self.lines.append(Line(_straightened(points)))

    # words beside lines

    def _label_aside(self, pair: Pair, port: Port, start: Point, under: bool = False) -> None:
        """Above its line, or ``under`` it where the symbol is wider above."""
        lines = _label(self.flow.edges[pair], self.extra)
        first = start[1] + LABEL_LINE if under else start[1] - ABOVE - (len(lines) - 1) * LABEL_LINE
        for at, text in enumerate(lines):
            x = start[0] + ASIDE if port == "right" else start[0] - ASIDE - _width(text)
            self.labels.append(Label(text, x, first + at * LABEL_LINE, _width(text)))

    def _label_below(self, source: str, lines: tuple[str, ...]) -> None:
        middle = self._y(source, "label")
        for at, text in enumerate(lines):
            y = middle + (at - (len(lines) - 1) / 2) * LABEL_LINE + LABEL_SIZE * 0.34
            self.labels.append(Label(text, self.places.main + ASIDE, y, _width(text)))

    # frame

    def _framed(self, title: str, description: str) -> Drawing:
        """Everything moved so that the outermost part stands ``MARGIN`` from each edge."""
        xs = [x for line in self.lines for x, _ in line.points] + [s.x + d * s.width / 2 for s in self.symbols for d in (-1, 1)]
        xs += [x for label in self.labels for x in (label.x, label.x + label.width)]
        ys = [y for line in self.lines for _, y in line.points] + [s.y + d * s.height / 2 for s in self.symbols for d in (-1, 1)]
        ys += [y for label in self.labels for y in (label.y - LABEL_SIZE, label.y + ABOVE)]
        dx, dy = MARGIN - min(xs), MARGIN - min(ys)
        symbols = tuple(replace(s, x=s.x + dx, y=s.y + dy) for s in self.symbols)
        lines = tuple(Line(tuple((x + dx, y + dy) for x, y in line.points), line.arrow) for line in self.lines)
        labels = tuple(replace(label, x=label.x + dx, y=label.y + dy) for label in self.labels)
        self.extents = self._extents(dy)
        width, height = math.ceil(max(xs) + dx + MARGIN), math.ceil(max(ys) + dy + MARGIN)
        return Drawing(width, height, symbols, lines, labels, title, description)

    def _extents(self, dy: float) -> list[tuple[float, float]]:
        found: list[tuple[float, float]] = []
        for row, tier in enumerate(self.tiers):
            half = max(self.fits[n].height for n in tier.nodes) / 2
            ys = [y + dy for level, y in self.places.y.items() if _belongs(level, row)]
            middle = self.places.y[row, "symbol", 0] + dy
            found.append((min([middle - half, *ys]), max([middle + half, *ys])))
        return found


def _belongs(level: Level, row: int) -> bool:
    return level[0] == row and level[1] in ("line", "label", "turn")


def _straightened(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """Without points that stand on one another or between two of one straight run."""
    found: list[Point] = []
    for point in points:
        if found and math.dist(found[-1], point) < 0.05:
            continue
        if len(found) > 1 and any(abs(found[-2][k] - found[-1][k]) < 0.05 and abs(found[-1][k] - point[k]) < 0.05 for k in (0, 1)):
            found.pop()
        found.append(point)
    return tuple(found)


@lru_cache(maxsize=4096)
def _label(text: str | None, extra: tuple[str, ...]) -> tuple[str, ...]:
    return wrap(text, LABEL_WIDTH, _width, extra) if text else ()


def _width(text: str) -> float:
    return REGULAR.width(text, LABEL_SIZE) * SAFETY


def _widest(lines: tuple[str, ...]) -> float:
    return max(map(_width, lines))
