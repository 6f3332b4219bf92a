"""The flow column of the form: one small drawing per row, loops and skips in side lanes.

A row's drawing has a fixed size and stands centred in its cell; lines to the rows above and below run ``FAR``
beyond it and the cell cuts them at its borders, so they always meet, whatever height the other columns give the row.

An edge to the next row is a straight line. Every other edge leaves a symbol at its side, runs in a lane, and enters
its target at the side, or joins the line above it where the side is taken. An edge that crosses a page, or finds no
lane, becomes a pair of lettered circles (จุดเชื่อมต่อระหว่างหน้า).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from generator.drawing import shapes
from generator.drawing.model import Drawing, Label, Line, Symbol
from generator.flow.fit import COLUMN, SAFETY, Fit, fit
from generator.flow.graph import Graph
from generator.thai import words
from generator.typeface import REGULAR

Side = Literal["R", "L"]
SIGN: dict[Side, int] = {"R": 1, "L": -1}
OTHER: dict[Side, Side] = {"R": "L", "L": "R"}

FAR = 4000.0
MAX_LANES = 3
LANE = 14.0
GAP, GAP_LABEL, GAP_JOIN, GAP_CIRCLE = 16.0, 24.0, 24.0, 40.0
JOIN = 10.0  # from the drawing's top to the line that joins the flow above a symbol
LABEL_SIZE = 11.5
LABEL_HEIGHT, LABEL_WIDTH = 16.0, 96.0
RADIUS = 11.0
STACK = 44.0  # between two ways out on one side
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class FlowColumn:
    """The drawings of all rows, of one width and one axis; ``speech``: what a screen reader says of each row's ways out."""

    width: float
    axis: float
    rows: tuple[Drawing, ...]
    speech: tuple[str, ...]
    letters: int


@dataclass(frozen=True, slots=True)
class _Exit:
    """A way out of a row at a side, ``dy`` below the symbol's centre."""

    row: int
    target: int
    label: str | None
    side: Side
    dy: float = 0.0


@dataclass(frozen=True, slots=True)
class _Bus:
    """Exits on one side into one target, in one lane. ``at_side``: it enters the symbol, else it joins the line above."""

    target: int
    side: Side
    exits: tuple[_Exit, ...]
    at_side: bool
    lane: int = 0

    @property
    def first(self) -> int:
        return min(self.target, *(e.row for e in self.exits))

    @property
    def last(self) -> int:
        return max(self.target, *(e.row for e in self.exits))


@dataclass(slots=True)
class _Row:
    """What one row's drawing has to show; filled while planning, read once."""

    fit: Fit
    up: bool = False
    down: bool = False
    down_label: str | None = None
    head: str | None = None
    foot: str | None = None
    out_circles: list[tuple[_Exit, str]] = field(default_factory=list)
    in_circle: tuple[Side | Literal["top"], str] | None = None


def letter(index: int) -> str:
    """A, B, … Z, AA, AB …"""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, len(LETTERS))
        name = LETTERS[rest] + name
    return name


def column(graph: Graph, pages: Sequence[int] | None = None, letters: int = 0, extra: tuple[str, ...] = ()) -> FlowColumn:
    """Lay out the flow column.

    ``pages``: the page of each row, if the form is broken into pages; ``letters``: how many connector letters are taken
    already; ``extra``: words to keep whole.
    """
    return _Plan(graph, tuple(pages or [0] * len(graph.nodes)), letters, extra).drawn()


class _Plan:
    """One layout, in the order of its steps: straight lines, ways out, buses, lanes, circles, widths."""

    def __init__(self, graph: Graph, pages: tuple[int, ...], letters: int, extra: tuple[str, ...]) -> None:
        self.graph, self.pages, self.letters = graph, pages, letters
        self.rows = [_Row(fit(n.kind, n.label, COLUMN, extra)) for n in graph.nodes]
        lane_edges = self._straight()
        exits = self._exits(lane_edges)
        near = [e for e in exits if pages[e.row] == pages[e.target]]
        far = [e for e in exits if pages[e.row] != pages[e.target]]
        self.taken = {(e.row, e.side) for e in exits}
        self.buses, crowded = self._lanes(self._joined(near))
        self.passing: Counter[tuple[Side, int]] = Counter((b.side, r) for b in self.buses for r in range(b.first, b.last + 1))
        self._connect(sorted([*far, *crowded], key=lambda e: (e.row, e.target)))
        self.reach = {side: self._reach(side) for side in SIGN}
        self.axis = float(math.ceil(self._room("L")))
        self.width = float(self.axis + math.ceil(self._room("R")))

    # what is a straight line, what needs a lane

    def _straight(self) -> dict[tuple[int, int], str | None]:
        """Mark the lines to the next row; return the other edges, those with equal ends as one."""
        others: dict[tuple[int, int], str | None] = {}
        for edge in self.graph.edges:
            source, target = self.graph.row[edge.source], self.graph.row[edge.target]
            here = self.rows[source]
            if target != source + 1:
                others[source, target] = _both(others.get((source, target)), edge.label)
                continue
            here.down_label = _both(here.down_label, edge.label)
            here.down, self.rows[target].up = True, True
        return others

    def _exits(self, edges: dict[tuple[int, int], str | None]) -> list[_Exit]:
        """A side for every way out: back on the right, ahead on the left, the other side if that one is taken."""
        count = Counter(source for source, _ in edges)
        found: dict[tuple[int, Side], list[tuple[int, str | None]]] = defaultdict(list)
        for (source, target), label in sorted(edges.items(), key=lambda e: (-count[e[0][0]], e[0])):
            wanted: Side = "R" if target <= source else "L"
            if count[source] == 1 and found[target, wanted] and not found[target, OTHER[wanted]]:
                wanted = OTHER[wanted]
            if len(found[source, wanted]) > len(found[source, OTHER[wanted]]):
                wanted = OTHER[wanted]
            found[source, wanted].append((target, label))
        return [e for (source, side), ways in sorted(found.items()) if ways for e in self._stacked(source, side, ways)]

    def _stacked(self, row: int, side: Side, ways: list[tuple[int, str | None]]) -> Iterator[_Exit]:
        """Several ways out on one side stand one above the other; the symbol grows to give them room."""
        here = self.rows[row]
        if len(ways) > 1:
            kind = self.graph.nodes[row].kind
            least = STACK * len(ways) * (1.5 if kind == "decision" else 1)
            here.fit = Fit(here.fit.lines, here.fit.width, max(here.fit.height, least))
        for place, (target, label) in enumerate(sorted(ways, key=lambda w: w[0])):
            yield _Exit(row, target, label, side, (place - (len(ways) - 1) / 2) * STACK)

    # lanes

    def _joined(self, exits: list[_Exit]) -> list[_Bus]:
        groups: dict[tuple[int, Side], list[_Exit]] = defaultdict(list)
        for way in exits:
            groups[way.target, way.side].append(way)
        return [_Bus(target, side, tuple(ways), at_side=(target, side) not in self.taken) for (target, side), ways in groups.items()]

    def _lanes(self, buses: list[_Bus]) -> tuple[list[_Bus], list[_Exit]]:
        """Left-edge colouring, short ones inside; those for which no lane is left come back as exits."""
        used: dict[Side, list[list[tuple[int, int]]]] = {"R": [], "L": []}
        placed: list[_Bus] = []
        crowded: list[_Exit] = []
        for bus in sorted(buses, key=lambda b: (b.last - b.first, b.first, b.target, b.side)):
            lanes = used[bus.side]
            lane = next((n for n, spans in enumerate(lanes) if all(bus.last < a or b < bus.first for a, b in spans)), len(lanes))
            if lane >= MAX_LANES:
                crowded += bus.exits
                continue
            if lane == len(lanes):
                lanes.append([])
            lanes[lane].append((bus.first, bus.last))
            placed.append(_Bus(bus.target, bus.side, bus.exits, bus.at_side, lane))
        return placed, crowded

    def _lane_x(self, bus: _Bus) -> float:
        return self.axis + SIGN[bus.side] * (self.reach[bus.side] + LANE * bus.lane)

    # circles

    def _connect(self, exits: list[_Exit]) -> None:
        """Letters in reading order, for broken lines and for edges without a lane."""
        names: dict[int, str] = {}
        by_row: dict[int, list[_Exit]] = defaultdict(list)
        for way in exits:
            by_row[way.row].append(way)
        entered_rows = {way.target for way in exits}
        for row, here in enumerate(self.rows):
            if row in entered_rows and row not in names:
                names[row] = self._next_letter()
            for way in by_row[row]:
                if way.target not in names:
                    names[way.target] = self._next_letter()
                here.out_circles.append((way, names[way.target]))
            if here.down and self.pages[row] != self.pages[row + 1]:
                here.foot = self.rows[row + 1].head = self._next_letter()
        entered = {(b.target, b.side) for b in self.buses if b.at_side}
        for target, name in names.items():
            sides: tuple[Side, ...] = ("L", "R")
            free = [s for s in sides if (target, s) not in self.taken | entered and not self._passes(s, target)]
            self.rows[target].in_circle = (free[0], name) if free else ("top", name)

    def _passes(self, side: Side, row: int) -> bool:
        return self.passing[side, row] > 0

    def _next_letter(self) -> str:
        self.letters += 1
        return letter(self.letters - 1)

    # widths

    def _edge(self, row: int, dy: float = 0.0) -> float:
        here = self.rows[row].fit
        return shapes.half_width(self.graph.nodes[row].kind, here.width, here.height, dy)

    def _circle_reach(self, way: _Exit) -> float:
        line = self._edge(way.row, way.dy) + _label_width(way.label) + 16
        return max(line, self.rows[way.row].fit.width / 2 + 4) + 2 * RADIUS

    def _reach(self, side: Side) -> float:
        """Distance from the axis to the innermost lane of a side: beyond every symbol, label and circle it passes."""
        reach = COLUMN.box / 2 + 12
        for row, here in enumerate(self.rows):
            if not self._passes(side, row):
                continue
            reach = max(reach, here.fit.width / 2 + 10)
            if side == "R" and here.down_label:
                reach = max(reach, _label_width(here.down_label) + 12)
            for way, _ in here.out_circles:
                if way.side == side:
                    reach = max(reach, self._circle_reach(way) + 6)
            if here.in_circle and here.in_circle[0] == "top":
                reach = max(reach, 36 + 2 * RADIUS + 8)
        for bus in self.buses:
            if bus.side == side:
                reach = max([reach, *(self._edge(e.row, e.dy) + _label_width(e.label) + 12 for e in bus.exits)])
        return reach

    def _room(self, side: Side) -> float:
        lanes = [b.lane for b in self.buses if b.side == side]
        room = self.reach[side] + LANE * max(lanes) + 10 if lanes else COLUMN.box / 2 + 10
        for here in self.rows:
            room = max(room, here.fit.width / 2 + 8)
            if side == "R" and here.down_label:
                room = max(room, _label_width(here.down_label) + 12)
            room = max([room, *(self._circle_reach(w) + 4 for w, _ in here.out_circles if w.side == side)])
            if here.in_circle:
                beside = here.fit.width / 2 + 18 + 2 * RADIUS
                room = max(room, beside if here.in_circle[0] == side else 36 + 2 * RADIUS + 4)
        return room

    # drawing

    def drawn(self) -> FlowColumn:
        rows = tuple(_RowDrawing(self, row).drawing() for row in range(len(self.rows)))
        return FlowColumn(self.width, self.axis, rows, tuple(self._speech(row) for row in range(len(self.rows))), self.letters)

    def _speech(self, row: int) -> str:
        said = []
        for edge in self.graph.ways_out(self.graph.nodes[row].id):
            target = self.graph.row[edge.target]
            if target == row + 1 and not edge.label:
                continue
            verb = "ย้อนกลับไปที่" if target <= row else "ไปที่"
            said.append(f"{f'ถ้า{edge.label} ' if edge.label else ''}{verb}{self.graph.name(edge.target)}")
        return "; ".join(said)


class _RowDrawing:
    """The drawing of one row: its own height, the symbol centred on the axis."""

    def __init__(self, plan: _Plan, row: int) -> None:
        self.plan, self.row, self.here = plan, row, plan.rows[row]
        self.node = plan.graph.nodes[row]
        self.lines: list[Line] = []
        self.labels: list[Label] = []
        self.circles: list[Symbol] = []
        self.into = [b for b in plan.buses if b.target == row]
        above, below = self._gaps()
        fit_ = self.here.fit
        self.height = float(2 * math.ceil(fit_.height / 2 + max(above, below)))
        self.x, self.y = plan.axis, self.height / 2
        self.top, self.bottom = self.y - fit_.height / 2, self.y + shapes.foot(self.node.kind, fit_.height)

    def _gaps(self) -> tuple[float, float]:
        """Room above the symbol, in levels from it: lines that join, a circle that joins, a circle for the page above."""
        higher, lower = self._labels_beyond()
        self.joined = (GAP_JOIN + higher) * any(not b.at_side for b in self.into)
        joined = self.joined
        ringed = GAP_CIRCLE * (self.here.in_circle is not None and self.here.in_circle[0] == "top")
        self.ring_y = -joined - GAP_CIRCLE / 2
        headed = GAP_CIRCLE * bool(self.here.head)
        self.head_y = -joined - ringed - GAP_CIRCLE + RADIUS + 2
        said = len(_label_lines(self.here.down_label))
        below = (GAP_LABEL + LABEL_HEIGHT * (said - 1)) * bool(said) + GAP_CIRCLE * bool(self.here.foot)
        return max(GAP, higher, joined + ringed + headed), max(GAP, lower, below)

    def _labels_beyond(self) -> tuple[float, float]:
        """How far the words of ways out, which stand beside the symbol, reach above and below it."""
        ways = [w for b in self.plan.buses for w in b.exits if w.row == self.row] + [w for w, _ in self.here.out_circles]
        higher = lower = 0.0
        for way in ways:
            more = (len(_label_lines(way.label)) - 1) * LABEL_HEIGHT
            if way.dy > 0:
                lower = max(lower, way.dy + 15 + more + LABEL_SIZE * 0.4 - self.here.fit.height / 2)
            elif way.label:
                higher = max(higher, 5 - way.dy + more + LABEL_SIZE - self.here.fit.height / 2)
        return higher, lower

    def drawing(self) -> Drawing:
        self._flow()
        for bus in self.plan.buses:
            if bus.first <= self.row <= bus.last:
                self._lane(bus)
        for way, name in self.here.out_circles:
            self._out_circle(way, name)
        if self.here.in_circle:
            self._in_circle(*self.here.in_circle)
        size = self.here.fit
        symbol = Symbol(self.node.kind, self.x, self.y, size.width, size.height, size.lines, step=self.node.id, alt=self.node.label)
        return Drawing(self.plan.width, self.height, (symbol, *self.circles), tuple(self.lines), tuple(self.labels))

    def _flow(self) -> None:
        """The line from the row above and the line to the row below; at a page's edge, with a circle instead."""
        if self.here.head:
            centre = self.top + self.head_y
            self._circle(self.x, centre, self.here.head)
            self._line((self.x, centre + RADIUS), (self.x, self.top))
        elif self.here.up:
            self._line((self.x, -FAR), (self.x, self.top))
        for at, text in enumerate(_label_lines(self.here.down_label)):
            self._label(text, self.x + 6, self.bottom + 16 + at * LABEL_HEIGHT)
        if self.here.foot:
            centre = self.height - RADIUS - 2
            self._line((self.x, self.bottom), (self.x, centre - RADIUS))
            self._circle(self.x, centre, self.here.foot)
        elif self.here.down:
            self._line((self.x, self.bottom), (self.x, self.height + FAR), arrow=False)

    @property
    def _fed(self) -> bool:
        """Whether a line comes from above, which others may join."""
        return self.here.up or self.here.head is not None

    @property
    def _join_y(self) -> float:
        return self.top - self.joined + JOIN

    def _lane(self, bus: _Bus) -> None:
        x, sign = self.plan._lane_x(bus), SIGN[bus.side]
        ys: list[float] = []
        for way in bus.exits:
            if way.row == self.row:
                ys.append(self.y + way.dy)
                self._way_out(way, x)
        if bus.target == self.row:
            ys.append(self.y if bus.at_side else self._join_y)
            if bus.at_side:
                self._line((x, self.y), (self.x + sign * self.plan._edge(self.row), self.y))
            else:
                self._join(x)
        upper = min(ys) if self.row == bus.first else -FAR
        lower = max(ys) if self.row == bus.last else self.height + FAR
        if lower > upper:
            self._line((x, upper), (x, lower), arrow=False)

    def _join(self, x: float) -> None:
        """Into the flow line above the symbol; without such a line, down to the symbol."""
        if self._fed:
            self._line((x, self._join_y), (self.x, self._join_y))
        else:
            self._line((x, self._join_y), (self.x, self._join_y), (self.x, self.top))

    def _way_out(self, way: _Exit, x: float) -> None:
        sign, y = SIGN[way.side], self.y + way.dy
        edge = self.x + sign * self.plan._edge(self.row, way.dy)
        self._line((edge, y), (x, y), arrow=False)
        self._exit_label(way, edge, y)

    def _exit_label(self, way: _Exit, edge: float, y: float) -> None:
        """Above its line, or below it where a decision is wider above."""
        lines = _label_lines(way.label)
        first = y + 15 if way.dy > 0 else y - 5 - (len(lines) - 1) * LABEL_HEIGHT
        for at, text in enumerate(lines):
            self._label(text, edge + 6 if way.side == "R" else edge - 6 - _width(text), first + at * LABEL_HEIGHT)

    def _out_circle(self, way: _Exit, name: str) -> None:
        sign, y = SIGN[way.side], self.y + way.dy
        edge = self.x + sign * self.plan._edge(self.row, way.dy)
        centre = self.x + sign * (self.plan._circle_reach(way) - RADIUS)
        self._line((edge, y), (centre - sign * RADIUS, y))
        self._exit_label(way, edge, y)
        self._circle(centre, y, name)

    def _in_circle(self, side: Side | Literal["top"], name: str) -> None:
        if side != "top":
            edge = self.x + SIGN[side] * self.plan._edge(self.row)
            self._circle(edge + SIGN[side] * (16 + RADIUS), self.y, name)
            self._line((edge + SIGN[side] * 16, self.y), (edge, self.y))
            return
        sign = 1 if self.plan._passes("L", self.row) and not self.plan._passes("R", self.row) else -1
        y = self.top + self.ring_y
        self._circle(self.x + sign * (36 + RADIUS), y, name)
        start = (self.x + sign * 36, y)
        self._line(start, (self.x, y), *(() if self._fed else ((self.x, self.top),)))

    def _line(self, *points: tuple[float, float], arrow: bool = True) -> None:
        self.lines.append(Line(tuple(points), arrow))

    def _label(self, text: str, x: float, y: float) -> None:
        self.labels.append(Label(text, x, y, _width(text)))

    def _circle(self, x: float, y: float, name: str) -> None:
        self.circles.append(Symbol("connector", x, y, 2 * RADIUS, 2 * RADIUS, (name,), alt=f"จุดเชื่อมต่อ {name}"))


def _both(one: str | None, other: str | None) -> str | None:
    """Two ways out to one target share a line and both words."""
    return " / ".join(dict.fromkeys(word for word in (one, other) if word)) or None


@lru_cache(maxsize=4096)
def _label_lines(text: str | None) -> tuple[str, ...]:
    """Long words of a way out in two lines."""
    if not text:
        return ()
    whole = _width(text)
    return words.wrap(text, max(LABEL_WIDTH, whole / 2 * 1.2), _width)


def _label_width(text: str | None) -> float:
    return max(map(_width, _label_lines(text)), default=0.0)


def _width(text: str) -> float:
    return REGULAR.width(text, LABEL_SIZE) * SAFETY
