"""Which symbols of a chart stand beside each other.

Every symbol has a row of its own, in the order of the YAML, unless it belongs beside another: parallel steps, the alternatives
of a decision, an extra activity of one way out of a decision, and a second end.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.flow.graph import Graph, Node

Pair = tuple[str, str]


@dataclass(frozen=True)
class Flow:
    """A graph with one edge from a node to another: two ways out with one target share a line and both words."""

    graph: Graph

    @cached_property
    def edges(self) -> dict[Pair, str | None]:
        """(source, target) -> words, in the order of the YAML."""
        found: dict[Pair, list[str]] = {}
        for edge in self.graph.edges:
            found.setdefault((edge.source, edge.target), []).extend([edge.label] if edge.label else [])
        return {pair: " / ".join(dict.fromkeys(words)) or None for pair, words in found.items()}

    @cached_property
    def after(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for source, target in self.edges:
            found[source].append(target)
        return found

    @cached_property
    def before(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for source, target in self.edges:
            found[target].append(source)
        return found


@dataclass(frozen=True, slots=True)
class Tier:
    """A row of a chart: the symbol on the main line, and those left and right of it. ``beside``: they stand beside a decision."""

    main: str
    left: str | None = None
    right: str | None = None
    beside: bool = False

    @property
    def sides(self) -> tuple[tuple[str, int], ...]:
        """The symbols off the main line, with -1 for left and 1 for right."""
        return tuple((node, sign) for node, sign in ((self.left, -1), (self.right, 1)) if node)

    @property
    def nodes(self) -> tuple[str, ...]:
        return tuple(n for n in (self.left, self.main, self.right) if n)


def stacked(flow: Flow) -> tuple[Tier, ...]:
    """Every symbol in a row of its own."""
    return tuple(Tier(node.id) for node in flow.graph.nodes)


def tiers(flow: Flow) -> tuple[Tier, ...]:
    """The rows, with symbols beside each other where they belong so."""
    return tuple(_tiers(flow))


def _tiers(flow: Flow) -> Iterator[Tier]:
    nodes, at = flow.graph.nodes, 0
    source: str | None = None
    while at < len(nodes):
        tier, used = _group(flow, source, at) or _beside(flow, at) or _ends(flow, at) or (Tier(nodes[at].id), 1)
        yield tier
        source, at = (None if tier.left or tier.right else tier.main), at + used


def _simple(flow: Flow, node: Node, source: str) -> bool:
    """Reached from ``source`` alone, and leading to one place at most, which is not itself."""
    ways = flow.after[node.id]
    return node.kind != "decision" and flow.before[node.id] == [source] and len(ways) <= 1 and node.id not in ways


def _group(flow: Flow, source: str | None, at: int) -> tuple[Tier, int] | None:
    """Two or three steps after ``source``, each reached from it alone: parallel, or the alternatives of a decision."""
    nodes = flow.graph.nodes
    if source is None:
        return None
    size = 0
    while at + size < len(nodes) and nodes[at + size].id in flow.after[source] and _simple(flow, nodes[at + size], source):
        size += 1
    if size not in (2, 3):
        return None
    members = [n.id for n in nodes[at : at + size]]
    decides = flow.graph.node[source].kind == "decision"
    if not decides and (len(flow.after[source]) != size or any(flow.edges[source, m] for m in members)):
        return None
    below = nodes[at + size].id if at + size < len(nodes) else None
    straight = [m for m in members if flow.after[m] in ([], [below])]
    if not straight or any(set(flow.after[m]) & set(members) for m in members):
        return None
    middle = members[1] if size == 3 and not decides and members[1] in straight else straight[0]
    others = [m for m in members if m != middle]
    if size == 2:
        return Tier(middle, right=others[0]), size
    return Tier(middle, left=others[0], right=others[1]), size


def _beside(flow: Flow, at: int) -> tuple[Tier, int] | None:
    """One or two extra activities of a decision whose main way leads past them to the next row."""
    nodes = flow.graph.nodes
    node = nodes[at]
    if node.kind != "decision":
        return None
    for count in (2, 1):
        following = nodes[at + count + 1].id if at + count + 1 < len(nodes) else ""
        extra = nodes[at + 1 : at + count + 1]
        if following in flow.after[node.id] and all(_extra(flow, n, node, following) for n in extra):
            first, *second = [n.id for n in extra]
            return Tier(node.id, right=first, left=second[0] if second else None, beside=True), count + 1
    return None


def _extra(flow: Flow, node: Node, decision: Node, following: str) -> bool:
    """Reached from the decision alone, and leading back to it or above it, or on to where its main way leads."""
    row = flow.graph.row
    back = all(row[target] <= row[decision.id] or target == following for target in flow.after[node.id])
    return _simple(flow, node, decision.id) and back and node.kind != "terminator"


def _ends(flow: Flow, at: int) -> tuple[Tier, int] | None:
    """Two ends at the foot of the chart stand side by side."""
    last = flow.graph.nodes[at:]
    if len(last) != 2 or any(n.kind != "terminator" or flow.after[n.id] for n in last):
        return None
    return Tier(last[0].id, left=last[1].id), 2
