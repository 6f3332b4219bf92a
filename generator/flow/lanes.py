"""Swimlanes: a column for each lane, in the order of the lanes; more columns where steps that are done at the same time share a lane."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from generator.flow.graph import Graph
from generator.flow.grid import Grid, Net, laid, net_of
from generator.flow.lane_plan import LanePlan


def lanes(graph: Graph, plan: LanePlan, *, forks: bool = True) -> Grid:
    """The grid of a chart in lanes. ``forks``: parallel ways part and meet at junctions."""
    net = net_of(graph, forks=forks)
    order = [n.id for n in graph.nodes]
    part = _beside_each_other(net, order, plan.lane)
    wide = [1 + max((part[n] for n in order if plan.lane[n] == k), default=0) for k in range(len(plan.titles))]
    starts = tuple(sum(wide[:k]) for k in range(len(wide) + 1))
    col = {n: starts[plan.lane[n]] + part[n] for n in order}
    grid = laid(net, graph, {**dict.fromkeys(net.order, 0), **col}, _Level(full=plan.full), apart=plan.full)
    return replace(grid, lanes=plan.titles, starts=starts, cols=starts[-1])


def _beside_each_other(net: Net, order: Sequence[str], lane: Mapping[str, int]) -> dict[str, int]:
    """Which column of its lane each step stands in: steps done at the same time, with what follows them in their lane, beside each other."""
    part = dict.fromkeys(order, 0)
    for fork, targets in net.forks.items():
        if (fork, targets[0]) not in net.words:
            continue
        for n, first in enumerate(targets):
            before = [t for t in targets[:n] if lane[t] == lane[first]]
            ends = {n for n in net.order if lane.get(n) != lane[first]}
            part |= dict.fromkeys(net.chain(first, ends) if before else (), len(before))
    return part


class _Level:
    """Which steps may stand in the row of their source: in compact lanes the next step, handed over to another lane, in the direction of the row."""

    def __init__(self, *, full: bool) -> None:
        self.full = full
        self.way: dict[str, int] = {}
        """Of steps that stand beside their source, or others beside them: on which side, 0 for either."""

    def __call__(self, net: Net, graph: Graph, spans: Mapping[str, tuple[int, int]], source: str, target: str) -> bool:
        if self.full or not net.only(source, target) or spans[source] == spans[target]:
            return False
        way = 1 if spans[target] > spans[source] else -1
        follows = graph.row[target] == graph.row[source] + 1
        if not follows or self.way.get(source, way) not in (0, way) or graph.node[target].kind == "decision":
            return False
        self.way[target] = way
        self.way.setdefault(source, 0)
        return True
