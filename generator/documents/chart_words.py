"""A flowchart as a list of words: for those who do not see it, and for outputs that draw nothing."""

from __future__ import annotations

from collections.abc import Iterator

from generator.documents.model import Flowchart, Item, List
from generator.documents.runs import Break, Link, Run, Runs, Sign, Text, step_ref
from generator.flow.graph import Graph, Node

LEADS_TO = Sign("→", "ไปที่")


def listed(of: Flowchart) -> List:
    """Each symbol with its number, the lane in which it stands, and where one goes from there if that is not just to the next."""
    return List(tuple(_item(of, node) for node in of.graph.nodes), "numbered")


def _item(of: Flowchart, node: Node) -> Item:
    label: Run = Link(node.label, step_ref(of.procedure, node.id)) if node.number else node.label
    lane: Runs = (" ", Text(of.lanes.title(node.id), "aside")) if of.lanes else ()
    found = (run for way in ways(of.procedure, of.graph, node) for run in (Break(), *way))
    return Item(node.ordinal, (label, *lane, *found))


def ways(procedure: str, of: Graph, node: Node) -> Iterator[Runs]:
    """``ถ้าไม่เห็นชอบ → ขั้นตอนที่ 2 …``: where one goes from a step, each way by itself; none if that is just to the next."""
    out, at = of.ways_out(node.id), of.row[node.id] + 1
    if len(out) == 1 and not out[0].label and at < len(of.nodes) and out[0].target == of.nodes[at].id:
        return
    for way in out:
        yield *((before,) if (before := of.lead(way)) else ()), LEADS_TO, " ", _named(procedure, of.node[way.target])


def _named(procedure: str, of: Node) -> Run:
    return Link(of.named, step_ref(procedure, of.id)) if of.number else of.named
