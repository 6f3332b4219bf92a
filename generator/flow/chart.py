"""The flowchart of a procedure, in as many sheets as it needs.

Every drawing is checked. Where a line cannot be drawn cleanly it becomes a pair of lettered circles (จุดเชื่อมต่อ); where symbols
beside each other are in the way, every symbol gets a row of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from generator.drawing.model import Drawing
from generator.flow.chartcheck import defects
from generator.flow.graph import Graph
from generator.flow.letters import letter
from generator.flow.routes import MAX_LANES, Routes
from generator.flow.routing import routes
from generator.flow.sheet import Sheet
from generator.flow.tiers import Flow, Pair, Tier, stacked, tiers

MAX_SHEETS_TRIED = 12
ENDS = 2 * 46.0  # a circle and its line, at the head and at the foot of a sheet


class _Paper(NamedTuple):
    """How high a sheet may be, and the words to keep whole on it."""

    height: float
    extra: tuple[str, ...]


class ChartError(Exception):
    """A chart without a clean drawing: a fault of this program, with what is wrong."""


def pages(graph: Graph, sheet: float, extra: tuple[str, ...] = ()) -> tuple[Drawing, ...]:
    """The flowchart; sheets are at most ``sheet`` px high unless a single row is higher. ``extra``: words to keep whole.

    Each letter stands for one broken line: out of one circle, in at the other. Raises ChartError.
    """
    flow = Flow(graph)
    wrong: list[str] = []
    for rows in dict.fromkeys((tiers(flow), stacked(flow))):
        found = _clean(flow, rows, _Paper(sheet, extra), wrong)
        if found:
            return found
    raise ChartError(f"{graph.title}: " + "; ".join(wrong))


def _clean(flow: Flow, rows: tuple[Tier, ...], paper: _Paper, wrong: list[str]) -> tuple[Drawing, ...] | None:
    """The sheets without a defect, with as few circles as that takes; None if there is always one."""
    for loops in _broken(flow, rows):
        made = _sheets(flow, rows, paper, loops)
        if made is None:
            return None
        wrong[:] = [fault for s in made for fault in defects(s.drawing)]
        if not wrong and not any(_crowded(s.routes) for s in made):
            return tuple(s.drawing for s in made)
    return None


def _broken(flow: Flow, rows: tuple[Tier, ...]) -> Iterator[tuple[Pair, ...]]:
    """Which lanes to break: none, those too many at a side, then besides them one of the longest, the two longest, and so on to all."""
    yield ()
    crowded: list[Pair] = []
    planned = routes(flow, rows, {})
    while outer := _crowded(planned):
        crowded += outer
        planned = routes(flow, rows, dict.fromkeys(crowded, ""))
    if crowded:
        yield tuple(crowded)
    row = {node: at for at, tier in enumerate(rows) for node in tier.nodes}
    lanes = (way.pair for bus in planned.buses for way in bus.ways)
    longest = sorted(lanes, key=lambda p: -abs(row[p[0]] - row[p[1]]))
    yield from ((*crowded, pair) for pair in longest[1:3])
    yield from ((*crowded, *longest[:count]) for count in range(1, len(longest) + 1))


def _crowded(planned: Routes) -> list[Pair]:
    """The edges of the outermost lane of those for which there is no room."""
    over = [bus for bus in planned.buses if bus.lane >= MAX_LANES]
    longest = max(over, key=lambda bus: (bus.lane, [way.pair for way in bus.ways]), default=None)
    return [way.pair for way in longest.ways] if longest else []


def _sheets(flow: Flow, rows: tuple[Tier, ...], paper: _Paper, loops: Sequence[Pair]) -> list[Sheet] | None:
    """Sheets that are low enough; None if rows that belong together are higher than a sheet."""
    whole = Sheet(flow, rows, _letters(flow, rows, loops), _title(flow.graph, 1, 1), paper.extra)
    if whole.drawing.height <= paper.height:
        return [whole]
    limit = paper.height - ENDS
    apart = all(len(tier.nodes) == 1 for tier in rows)
    for _ in range(MAX_SHEETS_TRIED):
        parts = _parts(flow, whole, limit)
        row = {node: at for at, part in enumerate(parts) for tier in part for node in tier.nodes}
        broken = [p for p in flow.edges if row[p[0]] != row[p[1]]]
        names = _letters(flow, rows, dict.fromkeys([*loops, *broken]))
        made = [Sheet(flow, part, _of(names, part), _title(flow.graph, at, len(parts)), paper.extra) for at, part in enumerate(parts, 1)]
        over = max((s.drawing.height - paper.height for s in made if len(s.tiers) > 1), default=0)
        if over <= 0:
            return made
        limit -= max(over, 8.0)
    return made if apart else None


def _title(graph: Graph, part: int, parts: int) -> str:
    return f"แผนผังขั้นตอน: {graph.title}" + (f" (แผ่นที่ {part} จาก {parts})" if parts > 1 else "")


def _of(names: dict[Pair, str], part: Sequence[Tier]) -> dict[Pair, str]:
    nodes = {node for tier in part for node in tier.nodes}
    return {pair: name for pair, name in names.items() if nodes & set(pair)}


def _letters(flow: Flow, rows: Sequence[Tier], broken: Iterable[Pair]) -> dict[Pair, str]:
    """A letter for each broken line, in the order in which a reader meets them."""
    row = {node: at for at, tier in enumerate(rows) for node in tier.nodes}
    order = sorted(broken, key=lambda p: (min(row[p[0]], row[p[1]]), row[p[0]] <= row[p[1]], max(row[p[0]], row[p[1]])))
    return {pair: letter(at) for at, pair in enumerate(order)}


def _parts(flow: Flow, whole: Sheet, limit: float) -> list[tuple[Tier, ...]]:
    """Cut the rows into the fewest sheets no higher than ``limit``, cutting the fewest lines, then filling evenly."""
    rows, extents = whole.tiers, whole.extents
    held = _held(flow, rows)
    crossing = [sum(a <= cut < b for a, b in _spans(flow, rows)) for cut in range(len(rows))]
    best: dict[int, tuple[tuple[float, float, float], list[int]]] = {0: ((0.0, 0.0, 0.0), [])}
    for end in range(1, len(rows) + 1):
        if end in held:
            continue
        options = []
        for start, (cost, cuts) in best.items():
            height = extents[end - 1][1] - extents[start][0]
            single = not any(at in best for at in range(start + 1, end))
            if height <= limit or single:
                waste = (1 - height / limit) ** 2
                options.append(((cost[0] + 1, cost[1] + (crossing[end - 1] if end < len(rows) else 0), cost[2] + waste), [*cuts, end]))
        best[end] = min(options)
    cuts = [0, *best[len(rows)][1]]
    return [rows[a:b] for a, b in pairwise(cuts)]


def _held(flow: Flow, rows: Sequence[Tier]) -> set[int]:
    """Rows that may not start a sheet: a fork and what it leads to, and where it joins again, stay together."""
    side = {node: at for at, tier in enumerate(rows) for node, _ in tier.sides}
    row = {node: at for at, tier in enumerate(rows) for node in tier.nodes}
    near = [(row[a], row[b]) for a, b in flow.edges if (a in side or b in side) and row[b] - row[a] == 1]
    return {below for _, below in near}


def _spans(flow: Flow, rows: Sequence[Tier]) -> list[tuple[int, int]]:
    row = {node: at for at, tier in enumerate(rows) for node in tier.nodes}
    return [(min(row[a], row[b]), max(row[a], row[b])) for a, b in flow.edges]
