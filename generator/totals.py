"""How long a procedure, a stage or a case takes: what the times of its steps come to, beside what is stated.

Added up along the main way (at a decision the first way ahead, or that of the case; of parallel ways the longest), where every step on it has
one time that can be added: a duration, so many days after an event, or at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from generator.flow.graph import Edge, Graph, Node, graph
from generator.model.procedure import ENDS, STARTS, Procedure
from generator.model.time import Deadline, Duration, Immediate, Time, Unit

FAMILIES: tuple[dict[Unit, int], ...] = ({"minute": 1, "hour": 60}, {"day": 1, "week": 7}, {"working_day": 1}, {"month": 1, "year": 12})
"""Units that can be turned into each other, by how many of the smallest they are."""
QUICK = STARTS | ENDS | {"decision"}
"""Kinds of steps that take no time of their own unless one is written."""


class Amount(NamedTuple):
    """At least and at most, in a unit; 0 is in any unit."""

    low: float
    high: float
    unit: Unit
    about: bool = False


NOTHING = Amount(0, 0, "day")


class PartHead(NamedTuple):
    """What a part is called, when its case applies, its keys in the file."""

    title: str
    when: str = ""
    path: tuple[str | int, ...] = ()


@dataclass(frozen=True, slots=True)
class TimedPart:
    """A stage, a case or the whole. ``nodes``: the numbered ones of its way; ``times``: what is stated, with what the steps come to; one without a
    statement if nothing is stated; None for a sum that cannot be told.
    """

    head: PartHead
    nodes: tuple[Node, ...]
    times: tuple[tuple[Time | None, Duration | None], ...]


def parts(procedure: Procedure) -> tuple[TimedPart, ...]:
    """The stages, the cases, then the whole, if it has a sum or a statement."""
    made = _Sums(procedure, graph(procedure))
    stages = tuple(made.stages())
    cases = tuple(made.part(PartHead(c.title, c.when or "", ("cases", n)), c.time, c.title) for n, c in enumerate(procedure.cases))
    whole = made.part(PartHead("ทั้งกระบวนงาน"), procedure.time)
    if stages and all(computed is None for _, computed in whole.times):
        whole = replace(whole, times=tuple((time, _of_stages(stages)) for time, _ in whole.times))
    return (*stages, *cases, *((whole,) if any(any(pair) for pair in whole.times) else ()))


def differs(stated: Time, computed: Duration) -> bool:
    """Whether a stated time is another than the sum; a most that the sum does not reach is none. False where they cannot be compared."""
    one, two = _amount(stated), _amount(computed)
    factors = next((f for f in FAMILIES if one and two and {one.unit, two.unit} <= f.keys()), None)
    if not one or not two or not factors:
        return False
    (low, high), (least, most) = ((a.low * factors[a.unit], a.high * factors[a.unit]) for a in (one, two))
    return high < most if not low else high != most or (low < high and low != least)


@dataclass(frozen=True)
class _Sums:
    procedure: Procedure
    graph: Graph

    def stages(self) -> Iterator[TimedPart]:
        """Each with the nodes from its first one up to that of the next."""
        row = self.graph.row
        bounds = pairwise((*(row.get(stage.first, len(row)) for stage in self.procedure.stages), len(row)))
        for n, (stage, (begin, end)) in enumerate(zip(self.procedure.stages, bounds, strict=True)):
            title = next((s.title for s in self.graph.stages if s.node == stage.first), stage.title)
            yield self.part(PartHead(title, "", ("stages", n)), stage.time, within={node.id for node in self.graph.nodes[begin:end]})

    def part(self, head: PartHead, stated: tuple[Time, ...], case: str = "", within: Collection[str] | None = None) -> TimedPart:
        """A part with its sums; the ``case`` of a stated time goes before that of the part. ``within``: the nodes that count, None: all."""
        every = {node for edge in self._way(case) for node in (edge.source, edge.target)}
        nodes = tuple(n for n in self.graph.nodes if n.number and n.id in (every if within is None else within))
        sums = tuple((time, self._sum(time.case or case, time.excludes, within)) for time in stated)
        return TimedPart(head, nodes, sums or ((None, self._sum(case, (), within)),))

    def _way(self, case: str) -> tuple[Edge, ...]:
        """The edges of the main way from every start that is no event, in the order of the rows."""
        found: list[Edge] = []
        reached = {n.id for n in self.graph.nodes if n.kind == "terminator" and (n.step is None or n.step.kind == "start")}
        for node in self.graph.nodes:
            ahead = [e for e in self.graph.ways_out(node.id) if not self.graph.is_back(e)]
            if node.id in reached and ahead:
                mine = [e for e in ahead if case in e.cases] or [e for e in ahead if not e.cases] or ahead
                taken = mine if not any(e.label for e in mine) else mine[:1]
                found += taken
                reached |= {e.target for e in taken}
        return tuple(found)

    def _sum(self, case: str, excluded: Collection[str], within: Collection[str] | None) -> Duration | None:
        """The times along the way, of parallel ways the longest."""
        ways = self._way(case)
        reached = {node for edge in ways for node in (edge.source, edge.target)}
        nodes = [n for n in self.graph.nodes if n.id in reached]
        counted = {n.id for n in nodes if (within is None or n.id in within) and n.id not in excluded}
        every: dict[str | Edge, Amount | None] = {n.id: _of_step(n, case) if n.id in counted else NOTHING for n in nodes}
        every |= {e: _of(e.times, case) if e.times and e.target in counted else NOTHING for e in ways}
        amounts = every.values()
        units = dict.fromkeys(a.unit for a in amounts if a and a.high)
        factors = next((f for f in FAMILIES if units.keys() <= f.keys()), None)
        if None in amounts or factors is None or not units:
            return None
        unit = min(units, key=factors.__getitem__)
        low = {key: a.low * factors.get(a.unit, 0) / factors[unit] for key, a in every.items() if a}
        high = {key: a.high * factors.get(a.unit, 0) / factors[unit] for key, a in every.items() if a}
        most = Amount(self._longest(nodes, ways, low), self._longest(nodes, ways, high), unit, any(a.about for a in amounts if a))
        return _duration(most)

    def _longest(self, nodes: Iterable[Node], ways: Iterable[Edge], worth: Mapping[str | Edge, float]) -> float:
        done: dict[str, float] = {}
        for node in nodes:
            done[node.id] = worth[node.id] + max((done[e.source] + worth[e] for e in ways if e.target == node.id), default=0.0)
        return max(done.values())


def _of_step(node: Node, case: str) -> Amount | None:
    """The time of a step that can be added; one that is not always done may take none."""
    gap = node.step.gap("time") if node.step else None
    if node.step is None or gap == "not_applicable" or (not gap and not node.step.time and node.step.kind in QUICK):
        return NOTHING
    found = _of(node.step.time, case)
    return found._replace(low=0.0) if found and node.step.when else found


def _of(times: Iterable[Time], case: str) -> Amount | None:
    """The one time for a case, else the one for every case."""
    found = [t for t in times if case and t.case == case] or [t for t in times if not t.case]
    return _amount(found[0]) if len(found) == 1 else None


def _amount(time: Time) -> Amount | None:
    """None of a time that cannot be added."""
    if isinstance(time, Immediate):
        return NOTHING
    if isinstance(time, Deadline) and time.days:
        return Amount(0, time.days, "working_day" if time.working else "day")
    if not isinstance(time, Duration) or time.per:
        return None
    most = time.max if time.max is not None else time.min if time.at_most or time.approximate else None
    least = 0.0 if time.at_most or time.min is None else time.min
    return None if most is None else Amount(least, most, time.unit, time.approximate)


def _duration(of: Amount) -> Duration:
    return Duration(kind="duration", unit=of.unit, min=of.low or None, max=of.high, at_most=not of.low, approximate=of.about)


def _of_stages(stages: Iterable[TimedPart]) -> Duration | None:
    """The stages one after the other, by what is stated of each, else by its steps."""
    known = [stated or computed for part in stages for stated, computed in part.times[:1]]
    found = [amount for time in known if time and (amount := _amount(time))]
    units = {a.unit for a in found}
    if len(found) < len(known) or len(units) != 1:
        return None
    return _duration(Amount(sum(a.low for a in found), sum(a.high for a in found), units.pop(), any(a.about for a in found)))
