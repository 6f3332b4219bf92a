"""Which line of the form's flow column runs how: straight down, in a lane at a side, or by lettered circles. Meaning only, no sizes.

An edge to the next row is a straight line. Every other edge leaves its symbol at a side and runs in a lane: back on the right, ahead on
the left. One that crosses a page, or for which no lane is left, ends in a lettered circle and goes on from another.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from generator.flow.graph import Graph
from generator.flow.letters import letters

Side = Literal["R", "L"]
SIDES: tuple[Side, ...] = ("L", "R")
OTHER: dict[Side, Side] = {"R": "L", "L": "R"}
MAX_LANES = 3
"""At a side; more lines than that nobody can follow."""

Pair = tuple[int, int]
"""Rows from which and to which an edge leads."""


@dataclass(frozen=True, slots=True)
class Exit:
    """A way out of a row at a side: the ``place``-th, from above, of so many there."""

    row: int
    target: int
    label: str | None
    side: Side
    place: int = 0
    of: int = 1


@dataclass(frozen=True, slots=True)
class Bus:
    """Exits on one side into one target, in one lane. ``at_side``: it enters the symbol, else it joins the line above."""

    target: int
    side: Side
    exits: tuple[Exit, ...]
    at_side: bool
    lane: int = 0

    @property
    def first(self) -> int:
        """The uppermost row that it passes."""
        return min(self.target, *(e.row for e in self.exits))

    @property
    def last(self) -> int:
        """The lowest row that it passes."""
        return max(self.target, *(e.row for e in self.exits))


@dataclass(frozen=True, slots=True)
class Entry:
    """The circle from which a broken line goes on into a symbol: at a side, or joining the line above it (``top``)."""

    port: Side | Literal["top"]
    name: str


@dataclass(frozen=True, slots=True)
class Row:
    """Lines of one row.

    ``up``, ``down``: straight lines to its neighbours, ``words`` beside the latter; ``head``, ``foot``: letters of the circles in which these
    end at a page's edge; ``outs``: broken ways out, each with its letter.
    """

    up: bool = False
    down: bool = False
    words: str | None = None
    head: str | None = None
    foot: str | None = None
    outs: tuple[tuple[Exit, str], ...] = ()
    entry: Entry | None = None


@dataclass(frozen=True)
class Plan:
    """All lines of a column. ``letters``: how many are taken, those given to the plan included."""

    graph: Graph
    rows: tuple[Row, ...]
    buses: tuple[Bus, ...]
    letters: int

    @cached_property
    def ways_out(self) -> tuple[tuple[Exit, ...], ...]:
        """By row, every way out at a side: in a lane or to a circle."""
        in_lanes = [way for bus in self.buses for way in bus.exits]
        return tuple((*(w for w in in_lanes if w.row == at), *(w for w, _ in row.outs)) for at, row in enumerate(self.rows))

    def passes(self, side: Side, row: int) -> bool:
        """Whether a lane runs along a row, or begins or ends there."""
        return self._passing[side, row] > 0

    @cached_property
    def _passing(self) -> Counter[tuple[Side, int]]:
        return _passing(self.buses)


def plan(graph: Graph, pages: Sequence[int], taken: int = 0) -> Plan:
    """Plan a column. ``pages``: the page of each row; ``taken``: how many letters other columns have."""
    straight, others = _divided(graph)
    exits = _exits(others)
    near = [e for e in exits if pages[e.row] == pages[e.target]]
    far = [e for e in exits if pages[e.row] != pages[e.target]]
    used = {(e.row, e.side) for e in exits}
    buses, crowded = _laned(_joined(near, used))
    broken = sorted([*far, *crowded], key=lambda e: (e.row, e.target))
    cut = {row for row in straight if pages[row] != pages[row + 1]}
    names, ends = _lettered(len(graph.nodes), broken, cut, letters(taken))
    entries = dict(_entries(names, buses, used))
    outs = [tuple((way, names[way.target]) for way in broken if way.row == row) for row in range(len(graph.nodes))]
    rows = (
        Row(row - 1 in straight, row in straight, straight.get(row), ends.get(row - 1), ends.get(row), out, entries.get(row))
        for row, out in enumerate(outs)
    )
    return Plan(graph, tuple(rows), buses, taken + len(names) + len(ends))


# what is a straight line, what needs a lane


def _divided(graph: Graph) -> tuple[dict[int, str | None], dict[Pair, str | None]]:
    """Words of the lines to the next row, by row; and of the other edges, those with equal ends as one."""
    straight: dict[int, str | None] = {}
    others: dict[Pair, str | None] = {}
    for edge in graph.edges:
        source, target = graph.row[edge.source], graph.row[edge.target]
        if target == source + 1:
            straight[source] = _both(straight.get(source), edge.label)
        else:
            others[source, target] = _both(others.get((source, target)), edge.label)
    return straight, others


def _both(one: str | None, other: str | None) -> str | None:
    """Two ways out to one target share a line and both words."""
    return " / ".join(dict.fromkeys(word for word in (one, other) if word)) or None


def _exits(edges: Mapping[Pair, str | None]) -> list[Exit]:
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
    return [e for (source, side), ways in sorted(found.items()) for e in _stacked(source, side, ways)]


def _stacked(row: int, side: Side, ways: list[tuple[int, str | None]]) -> Iterator[Exit]:
    """Several ways out on one side stand one above the other, the one that leads highest first."""
    for place, (target, label) in enumerate(sorted(ways, key=lambda way: way[0])):
        yield Exit(row, target, label, side, place, len(ways))


# lanes


def _joined(exits: Iterable[Exit], used: set[tuple[int, Side]]) -> list[Bus]:
    """``used``: sides of rows at which a way out stands, so that nothing can enter there."""
    groups: dict[tuple[int, Side], list[Exit]] = defaultdict(list)
    for way in exits:
        groups[way.target, way.side].append(way)
    return [Bus(target, side, tuple(ways), at_side=(target, side) not in used) for (target, side), ways in groups.items()]


def _laned(buses: Iterable[Bus]) -> tuple[tuple[Bus, ...], list[Exit]]:
    """Left-edge colouring, short ones inside; those for which no lane is left come back as exits."""
    spans: dict[Side, list[list[Bus]]] = {"R": [], "L": []}
    placed: list[Bus] = []
    crowded: list[Exit] = []
    for bus in sorted(buses, key=lambda b: (b.last - b.first, b.first, b.target, b.side)):
        lanes = spans[bus.side]
        lane = next((n for n, held in enumerate(lanes) if all(bus.last < other.first or other.last < bus.first for other in held)), len(lanes))
        if lane >= MAX_LANES:
            crowded += bus.exits
            continue
        if lane == len(lanes):
            lanes.append([])
        lanes[lane].append(bus)
        placed.append(replace(bus, lane=lane))
    return tuple(placed), crowded


def _passing(buses: Iterable[Bus]) -> Counter[tuple[Side, int]]:
    return Counter((b.side, row) for b in buses for row in range(b.first, b.last + 1))


# circles


def _lettered(rows: int, broken: Sequence[Exit], cut: set[int], names: Iterator[str]) -> tuple[dict[int, str], dict[int, str]]:
    """Letters in reading order: by target for the ``broken`` ways, by row for straight lines that are ``cut`` below it."""
    entered = {way.target for way in broken}
    into: dict[int, str] = {}
    ends: dict[int, str] = {}
    for row in range(rows):
        for target in (*([row] if row in entered else ()), *(way.target for way in broken if way.row == row)):
            if target not in into:
                into[target] = next(names)
        if row in cut:
            ends[row] = next(names)
    return into, ends


def _entries(names: Mapping[int, str], buses: Sequence[Bus], used: set[tuple[int, Side]]) -> Iterator[tuple[int, Entry]]:
    """Where each circle leads in: at a side that neither a way out nor a lane takes, else from above."""
    passing = _passing(buses)
    for target, name in names.items():
        free = [side for side in SIDES if (target, side) not in used and not passing[side, target]]
        yield target, Entry(free[0] if free else "top", name)
