"""A procedure's steps -> a graph: what leads to what, and which symbols stand in which row. Meaning only, no places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import cast

from generator.drawing.shapes import SymbolKind
from generator.model.procedure import ENDS, STARTS, UNNUMBERED, Procedure, Step, StepKind
from generator.model.time import Time
from generator.thai.digits import to_arabic

START_WORDS, END_WORDS = "เริ่มต้น", "สิ้นสุด"
TOGETHER, AT_ONCE = "ทำพร้อมกัน", "พร้อมกัน"  # beside a line, beside a bar
START_ID, END_ID = "start", "end"

SYMBOLS: Mapping[StepKind, SymbolKind] = {
    "input": "data", "output": "data", "wait": "delay", "start": "terminator", "event": "terminator", "end": "terminator", "unknown": "terminator",
}  # fmt: skip
"""Of the kinds of steps that are not called like their symbol."""
CONDITIONS: Mapping[StepKind, str] = {"event": "เกิดขึ้นได้ทุกเมื่อ", "unknown": "ไม่ทราบขั้นตอนต่อไป"}
"""What stands in brackets below the words of a symbol, unless the step has a condition of its own."""


@dataclass(frozen=True, slots=True)
class Node:
    """A symbol. ``label``: its words, in lines as written, with its remark below them; ``number``: its ลำดับที่, None for terminators and
    what has no number in the original; ``step``: None for a start or end that the YAML leaves out; ``remark``: its condition.
    """

    id: str
    kind: SymbolKind
    label: str
    number: str | None
    step: Step | None
    remark: str = ""

    @property
    def ordinal(self) -> str:
        """``3.``; a number of the original as it is: ``1.1``. Empty if it has none."""
        return f"{self.number}." if self.number and self.number.isdecimal() else self.number or ""

    @property
    def text(self) -> str:
        """The words of the step in running text, with its remark."""
        if self.step is None:
            return self.label
        return f"{self.step.text or self.step.label}{f' ({self.remark})' if self.remark else ''}"

    def remarked(self, more: str) -> Node:
        """The same with one more remark."""
        remark = " ".join(filter(None, (self.remark, more)))
        return replace(self, label=_label(self.step, remark), remark=remark) if self.step else self

    @property
    def words(self) -> str:
        """The label on one line."""
        return " ".join(self.label.split())

    @property
    def named(self) -> str:
        """``ขั้นตอนที่ 3 ลงนาม``; without a number its words as quoted."""
        return f"ขั้นตอนที่ {self.number} {self.words}" if self.number else f"“{self.words}”"


@dataclass(frozen=True, slots=True)
class Edge:
    """From a node to a node, by their ids; ``label`` on the ways out of a decision; ``cases``: those that go this way; ``times``: that it takes;
    ``written``: not by place.
    """

    source: str
    target: str
    label: str | None = None
    cases: tuple[str, ...] = ()
    times: tuple[Time, ...] = field(default=(), compare=False)
    written: bool = False


@dataclass(frozen=True, slots=True)
class StageStart:
    """A stage begins at a node; ``title``: with its number."""

    node: str
    title: str


@dataclass(frozen=True)
class Graph:
    """Nodes in row order and edges in the order of the YAML. Branches to unknown steps are left out (a rule reports them)."""

    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    stages: tuple[StageStart, ...] = ()

    @cached_property
    def row(self) -> dict[str, int]:
        """The row of each node, from 0."""
        return {node.id: row for row, node in enumerate(self.nodes)}

    @cached_property
    def node(self) -> dict[str, Node]:
        """The node of each id."""
        return {node.id: node for node in self.nodes}

    @cached_property
    def circled(self) -> frozenset[tuple[str, str]]:
        """Source and target of each written way to a step that the original reaches through a circle."""
        return frozenset((e.source, e.target) for e in self.edges if e.written and self.connector(e.target))

    def connector(self, node: str) -> str:
        """What the original writes in the circles that lead to a node; empty if it does not say."""
        step = self.node[node].step
        return (step.connector if step else None) or ""

    def ways_out(self, node: str) -> tuple[Edge, ...]:
        """The edges that leave a node."""
        return self._out.get(node, ())

    @cached_property
    def _out(self) -> dict[str, tuple[Edge, ...]]:
        found: dict[str, list[Edge]] = {}
        for edge in self.edges:
            found.setdefault(edge.source, []).append(edge)
        return {source: tuple(edges) for source, edges in found.items()}

    def lead(self, edge: Edge) -> str:
        """What is said before an edge: ``ถ้าไม่ครบ ``; of plain ways, which are all taken, ``ทำพร้อมกัน ``; of the only way nothing."""
        return f"ถ้า{edge.label} " if edge.label else f"{TOGETHER} " if len(self.ways_out(edge.source)) > 1 else ""

    def is_back(self, edge: Edge) -> bool:
        """Whether an edge goes up, or to its own node."""
        return self.row[edge.target] <= self.row[edge.source]

    def name(self, node: str) -> str:
        """``ขั้นตอนที่ 3``, or the words of a terminator."""
        found = self.node[node]
        return f"ขั้นตอนที่ {found.number}" if found.number else found.words

    def ways(self, node: str) -> str:
        """The ways out of a node in words, but for the plain one to the next."""
        found = (e for e in self.ways_out(node) if self.lead(e) or self.row[e.target] != self.row[node] + 1)
        return "; ".join(f"{self.lead(e)}{'ย้อนกลับ' if self.is_back(e) else ''}ไปที่{self.name(e.target)}" for e in found)

    def description(self) -> str:
        """The branches in words, for those who do not see the drawing."""
        return " / ".join(f"{node.words}: {self.ways(node.id)}" for node in self.nodes if len(self.ways_out(node.id)) > 1)


def graph(procedure: Procedure) -> Graph:
    """The graph of a procedure, with a start where the YAML has none of its own, and an end where the handbook asks for it."""
    steps = procedure.steps
    nodes: list[Node] = []
    if not any(s.kind == "start" for s in steps):
        nodes.append(Node(_free(START_ID, steps), "terminator", START_WORDS, None, None))
    for step, number in zip(steps, numbers(steps), strict=True):
        condition = step.when or CONDITIONS.get(step.kind, "")
        nodes.append(Node(step.id, SYMBOLS.get(step.kind) or cast("SymbolKind", step.kind), _label(step, condition), number, step, condition))
    if procedure.ended and not any(s.kind in ENDS for s in steps):
        nodes.append(Node(_free(END_ID, steps), "terminator", END_WORDS, None, None))
    known = {n.id for n in nodes}
    edges = [e for at, n in enumerate(nodes) for e in _ways(n, nodes[at + 1 :]) if e.target in known]
    stages = (StageStart(s.first, f"{s.no or f'ระยะที่ {n}'} {s.title}") for n, s in enumerate(procedure.stages, 1) if s.first in known)
    return Graph(procedure.title, tuple(nodes), tuple(dict.fromkeys(edges)), tuple(stages))


def numbers(steps: tuple[Step, ...]) -> Iterator[str | None]:
    """The number of each step: its own, else counted on from the last whole one; None for a start or an end, and where the original has none."""
    count = 0
    for step in steps:
        own = to_arabic(step.no or "")
        if step.kind in STARTS | ENDS or own == UNNUMBERED:
            yield None
            continue
        count = int(own) if own.isdecimal() else count + (not own)
        yield step.no or str(count)


def _label(step: Step, remark: str) -> str:
    return f"{step.label}\n({remark})" if remark else step.label


def _ways(node: Node, below: list[Node]) -> list[Edge]:
    """Branches and ``next`` as written; without either the next node below that may follow another, except after an end."""
    step = node.step
    if step and (step.branches or step.next):
        return [Edge(node.id, b.to, b.label, b.case, b.time, True) for b in step.branches] + [Edge(node.id, to, written=True) for to in step.next]
    if step and step.kind in ENDS:
        return []
    return [Edge(node.id, n.id) for n in below if not (n.step and n.step.kind in STARTS)][:1]


def _free(wanted: str, steps: tuple[Step, ...]) -> str:
    taken = {s.id for s in steps}
    while wanted in taken:
        wanted += "-of-all"
    return wanted
