"""Places of a chart's symbols, lanes and circles, by Graphviz.

Graphviz gets empty boxes of fixed size and small invisible waypoints wherever a line passes or turns, each level's boxes in their order
from left to right. So neither fonts nor its own routing of lines can change the drawing. It runs inside this process; no program is called.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Literal

import pygraphviz
from pygraphviz import graphviz as gv

from generator.flow.fit import Fit
from generator.flow.routes import Circle, Routes, Way

LevelKind = Literal["head", "line", "symbol", "label", "turn", "foot"]
Level = tuple[int, LevelKind, int]
"""Row, kind, and which of several of this kind."""

KINDS: tuple[LevelKind, ...] = ("head", "line", "symbol", "label", "turn", "foot")
NODE_GAP, LEVEL_GAP = 16.0, 24.0
LANE, POINT = 8.0, 1.0
CIRCLE = 24.0
BESIDE = 2.0  # makes the gap between neighbouring symbols a little wider
FIRM, STRAIGHT = 40, 100


class LayoutError(Exception):
    """Graphviz refused a graph: a fault of this program, with the graph."""


@dataclass(frozen=True)
class Sizes:
    """What the layout must know of the words: symbols by node, words of ways out by (node, sign), of the main line by row (width, height)."""

    symbols: dict[str, Fit]
    exits: dict[tuple[str, int], tuple[float, float]]
    below: dict[int, tuple[float, float]]


@dataclass(frozen=True)
class Places:
    """Middles of everything in px, y down. ``x``: symbols, ``lanes`` by bus, ``circles`` by circle; ``y``: levels."""

    main: float
    x: dict[str, float]
    lanes: dict[int, float]
    circles: dict[Circle, float]
    y: dict[Level, float]
    skew: float
    """How far Graphviz left a line that must be straight; 0 but for rare charts."""


@dataclass
class _Grid:
    """Boxes per level from left to right, and what stands above what."""

    size: dict[str, tuple[float, float]] = field(default_factory=dict)
    ranks: dict[Level, dict[int, list[str]]] = field(default_factory=lambda: defaultdict(lambda: {-1: [], 1: []}))
    main: dict[Level, str] = field(default_factory=dict)
    runs: dict[str, list[str]] = field(default_factory=dict)
    """Boxes that must stand exactly above each other."""

    def add(self, level: Level, sign: int, name: str, width: float, height: float = POINT) -> str:
        """One box outward of those that the level has at this side."""
        self.size[name] = (max(width, POINT), height)
        self.ranks[level][sign].append(name)
        return name

    def dot(self) -> str:
        parts = [f"digraph{{graph[rankdir=TB,nodesep={_inch(NODE_GAP)},ranksep={_inch(LEVEL_GAP)},splines=line]"]
        parts.append('node[shape=box,fixedsize=true,label=""]edge[dir=none]')
        for name, (width, height) in self.size.items():
            group = ",group=m" if name.startswith("m") else ""
            parts.append(f"{name}[width={_inch(width)},height={_inch(height)}{group}]")
        for level, main in self.main.items():
            sides = self.ranks[level]
            chain = [*reversed(sides[-1]), main, *sides[1]]
            if len(chain) > 1:
                parts.append(f"{{rank=same;{'->'.join(chain)}}}")
        parts.append(f"{'->'.join(self.main.values())}[weight={STRAIGHT}]")
        parts += [f"{'->'.join(run)}[weight={FIRM}]" for run in self.runs.values() if len(run) > 1]
        return ";".join(parts) + "}"


def _inch(px: float) -> str:
    return f"{px / 72:.4f}"


def places(routes: Routes, sizes: Sizes) -> Places:
    """Lay out one sheet."""
    return _Layout(routes, sizes).places()


@dataclass(frozen=True, slots=True)
class _Run:
    """A vertical line off the main line, between two levels (both included unless its symbol stands there)."""

    name: str
    sign: int
    order: int
    first: int
    last: int
    cell: str | None


class _Layout:
    def __init__(self, routes: Routes, sizes: Sizes) -> None:
        self.routes, self.sizes = routes, sizes
        self.row = {node: row for row, tier in enumerate(routes.tiers) for node in tier.nodes}
        self.sign = {node: sign for tier in routes.tiers for node, sign in tier.sides}
        self.levels = self._levels()
        self.at = {level: place for place, level in enumerate(self.levels)}
        self.runs = [*self._columns(), *self._lanes()]
        self.grid = _Grid()
        for level in self.levels:
            self._fill(level)

    def places(self) -> Places:
        found = _solved(self.grid.dot())
        main = found[self.grid.main[self.levels[0]]][0]
        skew = max(abs(found[name][0] - main) for name in self.grid.main.values())
        lanes: dict[int, float] = {}
        for run in self.runs:
            xs = [found[name][0] for name in self.grid.runs.get(run.name, ())]
            skew = max(skew, max(xs) - min(xs)) if xs else skew
            if run.name.startswith("b") and xs:
                lanes[int(run.name[1:])] = found[_cell(run.cell, self.row)][0] if run.cell else max(xs, key=lambda x: x * run.sign)
        x = {node: main if node not in self.sign else found[_cell(node, self.row)][0] for node in self.row}
        circles = {c: found[f"o{at}"][0] for at, c in enumerate(self.routes.circles)}
        return Places(main, x, lanes, circles, {level: found[name][1] for level, name in self.grid.main.items()}, skew)

    # levels from top to foot

    def _levels(self) -> list[Level]:
        slots, turns = self._slots(), self._turns()
        found: list[Level] = [(0, "head", 0)] if self.routes.head else []
        for row in range(len(self.routes.tiers)):
            found += [(row, "line", slot) for slot in range(slots[row])]
            found.append((row, "symbol", 0))
            found += [(row, "label", 0)] if row in self.sizes.below else []
            found += [(row, "turn", 0)] if row in turns else []
        return found + ([(len(self.routes.tiers) - 1, "foot", 0)] if self.routes.foot else [])

    def _slots(self) -> dict[int, int]:
        """How many levels of joins a row has above it."""
        slots: dict[int, int] = defaultdict(int)
        joined = [t for _, t in self.routes.joins] + [w.pair[1] for b in self.routes.buses for w in b.ways if w.into == "line"]
        slots.update((self.row[node], 1) for node in joined)
        for circle in self.routes.circles:
            if circle.port == "line":
                slots[self.row[circle.node]] = max(slots[self.row[circle.node]], circle.slot + 1)
        return slots

    def _turns(self) -> set[int]:
        """Rows whose foot line turns to a fork, a lane or a circle."""
        found = {self.row[source] for source, _ in self.routes.forks}
        found |= {self.row[w.pair[0]] for b in self.routes.buses for w in b.ways if w.out == "foot" and w.pair[0] not in self.sign}
        return found | {self.row[c.node] for c in self.routes.circles if c.port == "foot"}

    # vertical runs

    def _columns(self) -> list[_Run]:
        """Forks down to a symbol off the main line, joins down from one."""
        found = []
        for kind, pairs in (("symbol", self.routes.corners), ("turn", self.routes.forks)):
            for source, target in pairs:
                first, last = self._symbol(source, kind), self._symbol(target)
                found.append(_Run(f"f{last}{'l' if self.sign[target] < 0 else 'r'}", self.sign[target], -1, first, last, target))
        for source, target in self.routes.joins:
            first, last = self._symbol(source), self.at[self.row[target], "line", 0]
            found.append(_Run(f"j{first}{'l' if self.sign[source] < 0 else 'r'}", self.sign[source], -1, first, last, source))
        return found

    def _lanes(self) -> list[_Run]:
        found = []
        for at, bus in enumerate(self.routes.buses):
            ends = [end for way in bus.ways for end in self._ends(way)]
            found.append(_Run(f"b{at}", bus.sign, bus.lane, min(ends), max(ends), bus.column))
        return found

    def _ends(self, way: Way) -> tuple[int, int]:
        source, target = way.pair
        out = self._symbol(source, "turn" if way.out == "foot" and source not in self.sign else "symbol")
        return out, self.at[self.row[target], "line", 0] if way.into == "line" else self._symbol(target)

    def _symbol(self, node: str, kind: str = "symbol") -> int:
        return next(self.at[level] for level in self.levels if level[0] == self.row[node] and level[1] == kind)

    # boxes of a level, outward from the main line

    def _fill(self, level: Level) -> None:
        row, kind, _ = level
        place = self.at[level]
        main = f"m{place}"
        self.grid.main[level] = main
        self.grid.size[main] = self._main_size(level)
        if kind == "label":
            self.grid.add(level, 1, f"w{row}", self.sizes.below[row][0] - 8)
        for sign in (-1, 1):
            if kind == "symbol":
                self._beside(level, self.routes.tiers[row].main, sign)
            for at, circle in enumerate(self.routes.circles):
                if self._level(circle) == level and circle.sign == sign and circle.port in ("line", "foot"):
                    self.grid.add(level, sign, f"o{at}", CIRCLE, CIRCLE)
            for run in sorted((r for r in self.runs if r.sign == sign), key=lambda r: r.order):
                self._pass(level, place, run)

    def _main_size(self, level: Level) -> tuple[float, float]:
        row, kind, _ = level
        if kind == "symbol":
            fit = self.sizes.symbols[self.routes.tiers[row].main]
            return fit.width, fit.height
        if kind in ("head", "foot"):
            return CIRCLE, CIRCLE
        return POINT, self.sizes.below[row][1] if kind == "label" else POINT

    def _beside(self, level: Level, node: str, sign: int) -> None:
        """What stands at a side of a symbol: the words of its way out, circles, the symbol beside it with the same of its own."""
        if (node, sign) in self.sizes.exits:
            self.grid.add(level, sign, f"e{self.at[level]}{'l' if sign < 0 else 'r'}{node in self.sign:d}", *self.sizes.exits[node, sign])
        for at, circle in enumerate(self.routes.circles):
            if circle.node == node and circle.sign == sign and circle.port in ("left", "right"):
                self.grid.add(level, sign, f"o{at}", CIRCLE, CIRCLE)
        if node in self.sign:
            return
        cell = next((n for n, s in self.routes.tiers[level[0]].sides if s == sign), None)
        if cell:
            fit = self.sizes.symbols[cell]
            self.grid.add(level, sign, f"g{self.at[level]}{'l' if sign < 0 else 'r'}", BESIDE)
            self.grid.add(level, sign, _cell(cell, self.row), fit.width, fit.height)
            self._beside(level, cell, sign)

    def _level(self, circle: Circle) -> Level:
        if circle.port == "line":
            return self.row[circle.node], "line", circle.slot
        return self.row[circle.node], "turn" if circle.port == "foot" else "symbol", 0

    def _pass(self, level: Level, place: int, run: _Run) -> None:
        """A waypoint of a run on a level; where its own symbol stands, that symbol."""
        if not run.first <= place <= run.last:
            return
        own = run.cell is not None and level == (self.row[run.cell], "symbol", 0)
        wide = LANE if run.order >= 0 and run.cell is None else POINT
        name = _cell(run.cell or "", self.row) if own else self.grid.add(level, run.sign, f"{run.name}_{place}", wide)
        self.grid.runs.setdefault(run.name, []).append(name)


def _cell(node: str | None, row: dict[str, int]) -> str:
    """Name of the box of a symbol off the main line."""
    return f"c{list(row).index(node or '')}"


def _solved(dot: str) -> dict[str, tuple[float, float]]:
    """Middle of each box in px, y down, as Graphviz places them."""
    graph = pygraphviz.AGraph(string=dot)
    context = gv.gvContextWithBuiltins()
    try:
        if gv.gvLayout(context, graph.handle, b"dot") != 0:
            raise LayoutError(dot)
        gv.gvRender(context, graph.handle, format=b"dot")
        gv.gvFreeLayout(context, graph.handle)
        found = {}
        for name in graph.nodes():
            x, y = name.attr["pos"].split(",")
            found[str(name)] = (float(x), -float(y))
    finally:
        gv.gvFreeContext(context)
        graph.close()
    return found
