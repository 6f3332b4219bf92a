"""A procedure's steps -> a graph: what leads to what, and which symbols stand in which row. Meaning only, no places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from generator.drawing.shapes import SymbolKind
from generator.model.procedure import Procedure, Step, StepKind

START_WORDS, END_WORDS = "เริ่มต้น", "สิ้นสุด"
START_ID, END_ID = "start", "end"

SYMBOLS: Mapping[StepKind, SymbolKind] = {"input": "data", "output": "data", "start": "terminator", "end": "terminator"}
"""Of the kinds of steps that are not called like their symbol."""


@dataclass(frozen=True, slots=True)
class Node:
    """A symbol. ``number``: its ลำดับที่ (None for terminators); ``step``: None for a start or end that the YAML leaves out."""

    id: str
    kind: SymbolKind
    label: str
    number: int | None
    step: Step | None


@dataclass(frozen=True, slots=True)
class Edge:
    """From a node to a node, by their ids; ``label`` on the ways out of a decision."""

    source: str
    target: str
    label: str | None = None


@dataclass(frozen=True)
class Graph:
    """Nodes in row order and edges in the order of the YAML. Branches to unknown steps are left out (a rule reports them)."""

    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    @cached_property
    def row(self) -> dict[str, int]:
        """The row of each node, from 0."""
        return {node.id: row for row, node in enumerate(self.nodes)}

    @cached_property
    def node(self) -> dict[str, Node]:
        """The node of each id."""
        return {node.id: node for node in self.nodes}

    def ways_out(self, node: str) -> tuple[Edge, ...]:
        """The edges that leave a node."""
        return self._out.get(node, ())

    @cached_property
    def _out(self) -> dict[str, tuple[Edge, ...]]:
        found: dict[str, list[Edge]] = {}
        for edge in self.edges:
            found.setdefault(edge.source, []).append(edge)
        return {source: tuple(edges) for source, edges in found.items()}

    def is_back(self, edge: Edge) -> bool:
        """Whether an edge goes up, or to its own node."""
        return self.row[edge.target] <= self.row[edge.source]

    def name(self, node: str) -> str:
        """``ขั้นตอนที่ 3``, or the words of a terminator."""
        found = self.node[node]
        return f"ขั้นตอนที่ {found.number}" if found.number else found.label

    def description(self) -> str:
        """The branches in words, for those who do not see the drawing."""
        return " / ".join(
            f"{node.label}: " + "; ".join(f"{f'ถ้า{e.label} ' if e.label else ''}ไปที่{self.name(e.target)}" for e in self.ways_out(node.id))
            for node in self.nodes
            if len(self.ways_out(node.id)) > 1
        )


def graph(procedure: Procedure) -> Graph:
    """The graph of a procedure, with a start and an end where the YAML has none of its own."""
    steps = procedure.steps
    nodes: list[Node] = []
    if not any(s.kind == "start" for s in steps):
        nodes.append(Node(_free(START_ID, steps), "terminator", START_WORDS, None, None))
    number = 0
    for step in steps:
        number += step.kind not in ("start", "end")
        nodes.append(
            Node(
                step.id, SYMBOLS.get(step.kind) or cast("SymbolKind", step.kind), step.label, None if step.kind in ("start", "end") else number, step
            )
        )
    if not any(s.kind == "end" for s in steps):
        nodes.append(Node(_free(END_ID, steps), "terminator", END_WORDS, None, None))
    known = {n.id for n in nodes}
    edges = [e for at, n in enumerate(nodes) for e in _ways(n, nodes[at + 1 :]) if e.target in known]
    return Graph(procedure.title, tuple(nodes), tuple(dict.fromkeys(edges)))


def _ways(node: Node, below: list[Node]) -> list[Edge]:
    """Branches and ``next`` as written; without either the node below, except after an end."""
    step = node.step
    if step and (step.branches or step.next):
        return [Edge(node.id, b.to, b.label) for b in step.branches] + [Edge(node.id, to) for to in step.next]
    if step and step.kind == "end":
        return []
    return [Edge(node.id, below[0].id)] if below else []


def _free(wanted: str, steps: tuple[Step, ...]) -> str:
    taken = {s.id for s in steps}
    while wanted in taken:
        wanted += "-of-all"
    return wanted
