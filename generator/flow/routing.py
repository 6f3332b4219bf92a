"""How lines run: cheapest paths on a coarse grid whose lines are the middles of rows and columns and the channels between them.

Point (2c + 1, 2r + 1) is the middle of cell (r, c); even numbers are channels. In a channel lines stand beside each other; on a middle
line only lines to one target may share a way, since they merge.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field

from generator.flow.grid import Arc, Grid, GridItem
from generator.flow.tracks import Cell, Track, clashes, crossings, tracks

UP, RIGHT, DOWN, LEFT = range(4)
STEP = ((0, -1), (1, 0), (0, 1), (-1, 0))
BEND, CROSS, STACKED, CROWD, FOLLOW, HASTE, TOUCH = 3.0, 6.0, 9.0, 0.5, 0.25, 0.9, 1.5
ASIDE = 20.0  # what it costs a lane of the flow column to leave at the foot
OTHER = 3.0  # what it costs to leave at the other side: ways back leave at the right, ways ahead at the left
ROUNDS = 8
State = tuple[int, int, int]
"""Point and direction; a direction from 4 on means that the line has arrived."""
Turn = tuple[Arc, Cell]
NONE: frozenset[str] = frozenset()


@dataclass
class Routes:
    """Corners of every routed line, from its source's cell to its target's; ways out and in by (item, side). Lines without a way are in none."""

    paths: dict[Arc, list[Cell]] = field(default_factory=dict)
    outs: dict[tuple[str, int], list[Arc]] = field(default_factory=dict)
    ins: dict[tuple[str, int], list[Arc]] = field(default_factory=dict)
    tracks: list[Track] = field(default_factory=list)

    def without(self, broken: Collection[Arc]) -> Routes:
        """The other lines as they are, when some are broken after all."""
        outs, ins = ({end: [a for a in arcs if a not in broken] for end, arcs in ends.items()} for ends in (self.outs, self.ins))
        paths = {arc: path for arc, path in self.paths.items() if arc not in broken}
        return Routes(paths, outs, ins, tracks(paths))


def routes(grid: Grid, broken: Collection[Arc] = (), walls: Collection[int] = ()) -> Routes:
    """Route all lines but the ``broken`` ones; where two would lie on one another, one may not turn there and all are routed again.

    ``walls``: rows under whose symbols no line may run down, since a page ends there.
    """
    ahead = [arc for arc in grid.arcs if arc not in broken and arc.source in grid.items and arc.target in grid.items]
    banned: dict[Turn, None] = {}
    for _ in range(ROUNDS):
        found = _routed(grid, ahead, walls, banned)
        new = [turn for turn in clashes(found.paths, found.tracks) if turn not in banned]
        if not new:
            return found
        banned |= dict.fromkeys(new)
    return routes(grid, [*broken, *(arc for arc, _ in new)], walls)


def _routed(grid: Grid, arcs: Iterable[Arc], walls: Collection[int], banned: Collection[Turn]) -> Routes:
    """The cheapest of a few orders in which lines may be routed: the straight ones always first."""
    item = grid.items
    straight = [a for a in arcs if _straight(item[a.source], item[a.target])]
    others = [a for a in arcs if a not in straight]

    def span(arc: Arc) -> int:
        return abs(item[arc.target].row - item[arc.source].row) + abs(item[arc.target].col - item[arc.source].col)

    orders: tuple[Callable[[Arc], tuple[int, ...]], ...] = (
        lambda a: (a.back, span(a), item[a.source].row),
        lambda a: (span(a), item[a.source].row),
        lambda a: (not a.happy, a.back, -span(a), item[a.source].row),
    )
    best: _Router | None = None
    for order in orders if grid.cols > 1 else orders[::2]:  # the flow column is laid out anew for every page end that is tried
        router = _Router(grid, walls, banned)
        for arc in straight:
            router.take(arc, [(2 * item[arc.target].col + 1, y, DOWN) for y in range(2 * item[arc.source].row + 1, 2 * item[arc.target].row + 2)])
        for arc in sorted(others, key=order):
            router.route(arc)
        router.found.tracks = tracks(router.found.paths)
        crossed = crossings(router.found.tracks)
        router.worth += CROSS * crossed
        best = router if best is None or router.worth < best.worth else best
        if not router.crossed + crossed:
            break
    assert best is not None
    return best.found


def _straight(source: GridItem, target: GridItem) -> bool:
    """Whether a line only leads down to the next row."""
    return target.row == source.row + 1 and source.node is not None and target.node is not None and source.col == target.col


class _Router:
    def __init__(self, grid: Grid, walls: Collection[int], banned: Collection[Turn]) -> None:
        self.grid, self.banned = grid, banned
        self.walls = {4 * row + 3 for row in walls}  # the sum of the two coarse rows that a step over the wall joins
        self.width, self.height = 2 * grid.cols + 1, 2 * grid.rows + 1
        self.shut = {(x, 2 * i.row + 1) for i in grid.items.values() for x in range(2 * i.col + 1, 2 * i.last + 2)}
        self.found = Routes()
        self.worth, self.crossed = 0.0, 0
        self.left = Counter(a.source for a in grid.arcs)
        """Ways out not yet routed."""
        sources = defaultdict(list)
        for a in grid.arcs:
            sources[a.target].append(a.source)
        row = {i.id: i.row for i in grid.items.values()}
        self.aside = {n for n, s in sources.items() if n in row and len(s) == 1 and row.get(s[0]) == row[n] and s[0] != n}
        self.steps: dict[tuple[Cell, Cell], set[tuple[str, bool]]] = defaultdict(set)
        self.through: dict[tuple[Cell, int], set[str]] = defaultdict(set)
        self.turned: dict[Cell, set[str]] = defaultdict(set)

    def route(self, arc: Arc) -> None:
        """Search the cheapest way (A*), and take it."""
        source, target = self.grid.items[arc.source], self.grid.items[arc.target]
        low, high, level = 2 * target.col + 1, 2 * target.last + 1, 2 * target.row + 1
        before: dict[State, State | None] = {}
        best: dict[State, float] = {}
        heap: list[tuple[float, float, State]] = []
        todo: Iterable[tuple[float, State]] = list(self._starts(arc, source))
        came: State | None = None
        while True:
            for cost, state in todo:
                if cost < best.get(state, 1e9):
                    best[state], before[state] = cost, came
                    x, y, way = state
                    across = low - x if x < low else x - high if x > high else 0
                    ahead = across + abs(y - level)
                    bent = BEND if ahead and (y != level if way % 2 else across or way == UP) else 0.0
                    heapq.heappush(heap, (cost + ahead * HASTE + bent, cost, state))
            if not heap:
                self.worth += 1000
                return
            _, cost, came = heapq.heappop(heap)
            if came[2] > 3:
                break
            todo = self._onward(arc, cost, came, before[came]) if cost <= best[came] else ()
        self.worth += cost
        states = [(came[0], came[1], came[2] - 4)]
        while (came := before[came]) is not None:
            states.append(came)
        self.take(arc, states[::-1])

    def _starts(self, arc: Arc, source: GridItem) -> Iterator[tuple[float, State]]:
        for c in range(source.col, source.last + 1):
            for way in (DOWN, RIGHT, LEFT, UP):
                leave = self._leave(arc, source, way)
                if leave is not None:
                    yield leave, (2 * c + 1, 2 * source.row + 1, way)

    def _onward(self, arc: Arc, cost: float, state: State, came: State | None) -> Iterator[tuple[float, State]]:
        """Every step from a state, with what the way costs up to its end."""
        x, y, way = state
        target = self.grid.items[arc.target]
        joined = came is not None and self._follows(arc, (x - STEP[way][0], y - STEP[way][1]), (x, y), way)
        onward = joined and self._follows(arc, (x, y), (x + STEP[way][0], y + STEP[way][1]), way)
        turned = came is not None and self._must_turn(arc, came)
        for turn in (way,) if came is None or onward else (way, (way + 1) % 4, (way + 3) % 4):
            nx, ny = x + STEP[turn][0], y + STEP[turn][1]
            if not (0 <= nx < self.width and 0 <= ny < self.height) or (turn % 2 == 0 and y + ny in self.walls) or (turned and turn == way):
                continue
            if (turn != way and (arc, (x, y)) in self.banned) or (joined and not self._follows(arc, (x, y), (nx, ny), turn)):
                continue
            more: float | None = STACKED if came is None and self._taken(arc, turn) else self._step(arc, (x, y), (nx, ny), turn)
            if more is None:
                continue
            met = 0.0 if came is None else self._met(arc, (x, y), turn, bent=turn != way)
            if met is None:
                continue
            more += met
            if ny == 2 * target.row + 1 and 2 * target.col + 1 <= nx <= 2 * target.last + 1 and nx % 2:
                entry = self._enter(arc, target, turn)
                if entry is not None:
                    yield cost + more + entry, (nx, ny, turn + 4)
            elif (nx, ny) not in self.shut:
                yield cost + more, (nx, ny, turn)

    def _must_turn(self, arc: Arc, came: State) -> bool:
        """A way out that shares its side turns in the first channel."""
        source = self.grid.items[arc.source]
        return came[1] == 2 * source.row + 1 and came[0] == 2 * source.col + 1 and self._taken(arc, came[2])

    def _taken(self, arc: Arc, way: int) -> bool:
        return way in (LEFT, RIGHT) and bool(self.found.outs.get((arc.source, way)))

    def _met(self, arc: Arc, point: Cell, turn: int, *, bent: bool) -> float | None:
        """What it costs to bend at a point, or to cross others there; where one turns and another passes, they may have to cross.

        None in the middle of a cell, where both would stand on one point and nobody could tell which line goes where.
        """
        passing, turning = self.through.get((point, 0), NONE) | self.through.get((point, 1), NONE), self.turned.get(point, NONE)
        if point[0] % 2 and point[1] % 2 and ((turning | passing if bent else turning) - {arc.target}):
            return None
        if bent:
            return BEND + (TOUCH * len(passing - {arc.target}) if passing else 0.0)
        cost = TOUCH * len(turning - {arc.target}) if turning else 0.0
        return cost + CROSS if passing and self.through.get((point, turn % 2 ^ 1), NONE) - {arc.target} else cost

    def _leave(self, arc: Arc, item: GridItem, way: int) -> float | None:
        """What leaving at a side costs; None if it cannot."""
        if item.node is None:
            return 0.0 if way == DOWN else None
        if self.found.ins.get((item.id, way)):
            return None
        taken = self.found.outs.get((item.id, way), ())
        if (way == UP and (item.id not in self.aside or arc.label)) or (taken and way in (UP, DOWN)):
            return None
        cost = STACKED * len(taken) if way in (LEFT, RIGHT) else ASIDE if way == DOWN and self.grid.cols == 1 else 0.0
        if arc.back:
            return cost + (4.0, 0.0, 6.0, OTHER)[way]
        if arc.happy:
            return cost + (9.0, 1.5, 0.0, 1.5)[way]
        return cost + (9.0, OTHER, 3.0 if item.node.kind == "decision" else 0.5, 0.0)[way]

    def _enter(self, arc: Arc, item: GridItem, way: int) -> float | None:
        """What arriving in a direction costs; None if it cannot. A side that the last ways out will need stays free."""
        if item.node is None:
            return 0.0 if way == DOWN else None
        side = (way + 2) % 4
        if side == DOWN or self.found.outs.get((item.id, side)):
            return None
        if side == UP:
            return 1.5 if arc.back else 0.0
        free_foot = not self.found.outs.get((item.id, DOWN))
        if self.left[item.id] and self.found.ins.get((item.id, way)) and (self.left[item.id] > 1 or not free_foot):
            return None
        if arc.source == arc.target:
            return None
        return 0.0 if arc.back else 1.0 if self.grid.items[arc.source].row == item.row else 2.0

    def _follows(self, arc: Arc, a: Cell, b: Cell, way: int) -> bool:
        """Whether a step lies on a line to the same target; from there on it stays on it."""
        forth = way in (RIGHT, DOWN)
        return (arc.target, forth) in self.steps.get((a, b) if forth else (b, a), ())

    def _step(self, arc: Arc, a: Cell, b: Cell, way: int) -> float | None:
        """What a step costs: little along a line to the same target, more in a crowded channel; None on another's middle line."""
        forth = way in (RIGHT, DOWN)
        held = self.steps.get((a, b) if forth else (b, a))
        if not held:
            return 1.0
        if (arc.target, forth) in held:
            return FOLLOW
        return None if (a[1] if way % 2 else a[0]) % 2 else 1.0 + CROWD * len(held)

    def take(self, arc: Arc, states: list[State]) -> None:
        """Lay a line along these states, from its source's cell to its target's."""
        points = [(x, y) for x, y, _ in states]
        ways = [way for _, _, way in states[1:]]
        for a, b, way in zip(points, points[1:], ways, strict=False):
            self.steps[(a, b) if way in (RIGHT, DOWN) else (b, a)].add((arc.target, way in (RIGHT, DOWN)))
        corners = [points[0]]
        for point, one, two in zip(points[1:], ways, ways[1:], strict=False):
            if one == two:
                self.through[point, one % 2].add(arc.target)
                self.crossed += bool(self.through[point, one % 2 ^ 1] - {arc.target})
            else:
                corners.append(point)
                self.turned[point].add(arc.target)
        self.found.paths[arc] = [*corners, points[-1]]
        self.left[arc.source] -= 1
        self.found.outs.setdefault((arc.source, ways[0]), []).append(arc)
        self.found.ins.setdefault((arc.target, (ways[-1] + 2) % 4), []).append(arc)
