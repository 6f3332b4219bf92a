"""A flowchart as a list of words: for those who do not see it, and for outputs that draw nothing."""

from __future__ import annotations

from collections.abc import Iterator

from generator.documents.mentions import step_anchor
from generator.documents.model import Flowchart, Item, List
from generator.documents.runs import Break, Link, Ref, Run, Text
from generator.flow.graph import Graph, Node


def listed(of: Flowchart) -> List:
    """Each symbol with its number, and where one goes from there if that is not just to the next."""
    nodes = of.graph.nodes
    below = dict(zip((n.id for n in nodes), (n.id for n in nodes[1:]), strict=False))
    return List(tuple(_item(of, node, below.get(node.id, "")) for node in nodes), "numbered")


def _item(of: Flowchart, node: Node, below: str) -> Item:
    numbered = node.step and node.number
    label: Run = Link(node.label, Ref("procedure", of.procedure, step_anchor(node.id))) if numbered else node.label
    ways = (run for way in _ways(of.graph, node.id, below) for run in (Break(), Text(way, "aside")))
    return Item(f"{node.number}." if numbered else "", (label, *ways))


def _ways(graph: Graph, node: str, below: str) -> Iterator[str]:
    ways = graph.ways_out(node)
    if len(ways) != 1 or ways[0].target != below or ways[0].label:
        yield from (f"{f'ถ้า{way.label} ' if way.label else ''}ไปที่{_named(graph, way.target)}" for way in ways)


def _named(graph: Graph, node: str) -> str:
    found = graph.node[node]
    return f"ขั้นตอนที่ {found.number} {found.label}" if found.number else f" “{found.label}”"
