"""Which cell of a grid each symbol stands in: a way ahead goes down, symbols of one column stand in the order of the YAML.

The chart has the main way in one column and every other chain of steps beside it; the flow column of the form has one column.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from generator.flow.graph import TOGETHER, Graph, Node
from generator.flow.solve import Apart, places


@dataclass(frozen=True, slots=True)
class GridItem:
    """What stands in a cell: a symbol, or (``node`` None) a junction at which parallel ways part or meet, over the columns up to ``last``."""

    id: str
    node: Node | None
    row: int
    col: int
    last: int


@dataclass(frozen=True, slots=True, eq=False)
class Arc:
    """A line to draw, by the ids of its items. ``back``: up the order of the YAML; ``happy``: the main way out of its source."""

    source: str
    target: str
    label: str | None
    back: bool
    happy: bool


class StageRow(NamedTuple):
    """The row at which a stage begins; its title and, in lines of their own, its times. No words before the first stage."""

    row: int
    words: str

    def on_sheet(self, first: int) -> StageRow:
        """On a sheet that begins with a row; without its times where it has begun before."""
        if self.row >= first:
            return StageRow(self.row - first, self.words)
        title = self.words.partition("\n")[0]
        return StageRow(0, f"{title} {GOES_ON}" if title else "")


GOES_ON = "(ต่อ)"


@dataclass(frozen=True)
class Grid:
    """Items in the order of the YAML, and the lines between them; an end of a line may stand on another sheet.

    ``lanes``: titles of the swimlanes, none in a chart without them; ``starts``: the first column of each, and one more;
    ``sheets``: number of the sheet on which each item of the whole chart stands, where it has several.
    """

    items: Mapping[str, GridItem]
    arcs: tuple[Arc, ...]
    cols: int
    rows: int
    lanes: tuple[str, ...] = ()
    starts: tuple[int, ...] = ()
    sheets: Mapping[str, int] = field(default_factory=dict)
    stages: tuple[StageRow, ...] = ()

    def cut(self, rows: Sequence[int]) -> list[Grid]:
        """The sheets that begin with these rows, each with every line that begins or ends there."""
        sheet = {i.id: bisect_right(rows, i.row) for i in self.items.values()}
        return [self._part(n, first, last, sheet) for n, (first, last) in enumerate(pairwise((*rows, self.rows)), 1)]

    def _part(self, number: int, first: int, last: int, sheet: Mapping[str, int]) -> Grid:
        items = {i.id: replace(i, row=i.row - first) for i in self.items.values() if sheet[i.id] == number}
        arcs = tuple(a for a in self.arcs if a.source in items or a.target in items)
        ends = [stage.row for stage in self.stages[1:]] + [self.rows]
        stages = tuple(s.on_sheet(first) for s, end in zip(self.stages, ends, strict=False) if s.row < last and end > first)
        return replace(self, items=items, arcs=arcs, rows=last - first, sheets=sheet, stages=stages)

    @cached_property
    def by_row(self) -> tuple[tuple[GridItem, ...], ...]:
        """The items of each row."""
        found: list[list[GridItem]] = [[] for _ in range(self.rows)]
        for item in self.items.values():
            found[item.row].append(item)
        return tuple(map(tuple, found))


def column(graph: Graph) -> Grid:
    """Every symbol in a row of its own."""
    net = net_of(graph, forks=False)
    items = {node.id: GridItem(node.id, node, row, 0, 0) for row, node in enumerate(graph.nodes)}
    return Grid(items, net.arcs(), 1, len(items), stages=_stages(graph, net.order, graph.row))


def chart(graph: Graph, *, forks: bool = True, wide: bool = True) -> Grid:
    """The main way straight down, other chains of steps beside it. ``forks``: parallel ways part and meet at junctions.

    Not ``wide``: only what begins or is done at the same time stands beside the main way, all else in its column.
    """
    net = net_of(graph, forks=forks)
    col = _columns(net, {n for n, node in graph.node.items() if wide or (node.step and node.step.kind == "start")})
    least = min(col.values())
    return laid(net, graph, {n: c - least for n, c in col.items()}, _beside)


def laid(net: Net, graph: Graph, col: Mapping[str, int], level: Level, *, apart: bool = False) -> Grid:
    """The rows of symbols in given columns. ``level``: which may stand beside their source; ``apart``: every symbol in a row of its own."""
    spans = {n: (min(col[m] for m in net.forks[n]), max(col[m] for m in net.forks[n])) if n in net.forks else (col[n], col[n]) for n in net.ordered}
    row = _rows(net, graph, spans, level, apart=apart)
    items = {n: GridItem(n, graph.node.get(n), row[n], *spans[n]) for n in net.ordered}
    cols, rows = 1 + max(last for _, last in spans.values()), 1 + max(row.values())
    return Grid(items, net.arcs(), cols, rows, stages=_stages(graph, net.order, row))


def _stages(graph: Graph, order: Mapping[str, float], row: Mapping[str, int]) -> tuple[StageRow, ...]:
    """The first row of each stage: all that comes before stands above it."""
    found = [StageRow(min(row[n] for n in row if order[n] >= order[stage.node]), stage.title) for stage in graph.stages]
    return (StageRow(0, ""), *found) if found and found[0].row else tuple(found)


@dataclass
class Net:
    """The graph with junctions. ``words``: of the lines by (source, target); ``forks``: what a junction leads to or comes from."""

    order: dict[str, float]
    words: dict[tuple[str, str], str | None] = field(default_factory=dict)
    forks: dict[str, list[str]] = field(default_factory=dict)

    @cached_property
    def ordered(self) -> list[str]:
        return sorted(self.order, key=self.order.__getitem__)

    @cached_property
    def happy(self) -> dict[str, str]:
        """Node -> where its main way leads: the first way ahead; from a junction the middle one."""
        ways = {n: self.ahead(n) for n in self.order}
        return {n: ahead[(len(ahead) - 1) // 2 if n in self.forks else 0] for n, ahead in ways.items() if ahead}

    def arcs(self) -> tuple[Arc, ...]:
        return tuple(Arc(s, t, words, self.order[t] <= self.order[s], self.happy.get(s) == t) for (s, t), words in self.words.items())

    def ahead(self, node: str) -> list[str]:
        """Where ways ahead lead."""
        return [t for s, t in self.words if s == node and self.order[t] > self.order[s]]

    def before(self, node: str) -> list[str]:
        """Where ways ahead come from."""
        return [s for s, t in self.words if t == node and self.order[s] < self.order[t]]

    def only(self, source: str, target: str) -> bool:
        """Whether nothing else leads ahead to a step, and no junction stands between."""
        return source not in self.forks and target not in self.forks and self.before(target) == [source]

    def chain(self, node: str, taken: Container[str]) -> list[str]:
        """A step and those after it on their main ways, up to one that is ``taken``."""
        found = [node]
        while (after := self.happy.get(found[-1])) and after not in taken:
            found.append(after)
        return found

    def reach(self, node: str) -> set[str]:
        """What ways ahead lead to from a step, itself included."""
        found, todo = {node}, [node]
        while todo:
            new = [t for t in self.ahead(todo.pop()) if t not in found]
            found.update(new)
            todo += new
        return found

    def fork(self, name: str, order: float, sources: list[str], targets: list[str]) -> None:
        """Put a junction between every source and every target."""
        self.order[name] = order
        self.forks[name] = targets if len(targets) > 1 else sources
        for pair in [(s, t) for s in sources for t in targets]:
            self.words.pop(pair, None)
        self.words |= {(s, name): None for s in sources} | {(name, t): None for t in targets}


def net_of(graph: Graph, *, forks: bool) -> Net:
    """Ways out with one target share a line and their words; plain ways ahead to several targets part at a junction and meet at one."""
    net = Net({n.id: float(at) for at, n in enumerate(graph.nodes)})
    words: dict[tuple[str, str], list[str]] = defaultdict(list)
    for e in graph.edges:
        words[e.source, e.target] += [e.label] if e.label else []
    net.words = {pair: " / ".join(dict.fromkeys(found)) or None for pair, found in words.items()}
    for n in graph.node:
        branches = [t for s, t in net.words if s == n and not net.words[s, t]]
        if forks and len(branches) > 1 and all(net.order[b] > net.order[n] for b in branches):
            _parted(net, n, branches)
        elif len(branches) > 1:
            net.words |= dict.fromkeys(((n, b) for b in branches), TOGETHER)
    return net


def _parted(net: Net, node: str, branches: list[str]) -> None:
    """Parallel ways part below their step, and meet again above the first step that all reach, if nothing else leads there."""
    net.fork(f"{node}+", net.order[node] + 0.5, [node], branches)
    reached = [net.reach(b) for b in branches]
    join = min(set.intersection(*reached), key=net.order.__getitem__, default=None)
    into = net.before(join) if join else []
    if join and len(into) > 1 and all(s in set.union(*reached) and not net.words[s, join] for s in into):
        net.fork(f"{join}-", net.order[join] - 0.25, into, [join])


def _columns(net: Net, aside: Container[str]) -> dict[str, int]:
    """The main way straight down in column 0; parallel ways and chains that begin ``aside`` beside it, right first, then left."""
    col = dict.fromkeys(net.chain(net.ordered[0], {}), 0)
    parallel = {n: ends for ends in reversed(net.forks.values()) for n in ends}
    busy: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for n in net.ordered:
        if n in col:
            continue
        chain = net.chain(n, col)
        if n not in parallel and n not in aside:
            col |= dict.fromkeys(chain, 0)
            continue
        first = max((net.order[s] for s in net.before(n)), default=net.order[n])
        last = net.order[net.happy.get(chain[-1], chain[-1])]
        sides = _sides(parallel[n], n) if n in parallel else (1, -1)
        side = next((c for c in sides if all(last <= a or b <= first for a, b in busy[c])), 1)
        busy[side].append((first, last))
        col |= dict.fromkeys(chain, side)
    return col


def _sides(parallel: list[str], node: str) -> tuple[int, ...]:
    """Of parallel steps those before the middle one stand left of it, those after it right."""
    return (-1, -2, 1, 2) if parallel.index(node) < (len(parallel) - 1) // 2 else (1, 2, -1, -2)


Level = Callable[["Net", Graph, Mapping[str, tuple[int, int]], str, str], bool]
"""Whether a step, the last argument, may stand in the row of the step that leads to it, the one before."""


def _rows(net: Net, graph: Graph, spans: Mapping[str, tuple[int, int]], level: Level, *, apart: bool) -> dict[str, int]:
    """Ahead is down, but what is ``level`` may stand beside its source; a column's symbols stand in their order."""
    at = {n: place for place, n in enumerate(net.ordered, 1)}
    rows: list[Apart] = [(0, 1, 0, 9)]  # the start at the head, else it sinks
    for s, t in net.words:
        if net.order[t] > net.order[s]:
            beside = level(net, graph, spans, s, t)
            rows.append((at[s], at[t], 0 if beside else 1, 4 if s in net.forks or beside or graph.node[s].kind == "decision" else 2))
    last: dict[int, str] = {}
    for n in net.ordered:
        for c in range(spans[n][0], spans[n][1] + 1):
            if c in last:
                rows.append((at[last[c]], at[n], 1, 0))
            last[c] = n
    if apart:
        rows += [(n, n + 1, 1, 0) for n in range(1, len(at))]
    for k, stage in enumerate(graph.stages, len(at) + 1):  # a thing of its own that all before it and all after it keep to
        begin = net.order[stage.node]
        rows += [(at[n], k, 1, 0) if net.order[n] < begin else (k, at[n], 0, 0) for n in net.ordered]
    found = places(len(at) + 1 + len(graph.stages), rows)
    used = {row: place for place, row in enumerate(sorted({found[i] for i in at.values()}))}
    return {n: used[found[i]] for n, i in at.items()}


def _beside(net: Net, graph: Graph, spans: Mapping[str, tuple[int, int]], source: str, target: str) -> bool:
    """Whether a step may stand in the row of the decision that leads to it; alternatives that meet again stand below, in a row of their own."""
    if not net.only(source, target) or spans[source] == spans[target] or graph.node[source].kind != "decision":
        return False
    main, *others = net.ahead(source)
    return all(net.happy.get(main, main) != net.happy.get(other) for other in others)
