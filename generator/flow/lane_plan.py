"""Which lanes a chart has and whose lane each symbol stands in: meaning only, no places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from generator.flow.graph import Graph, Node
from generator.model.handbook import Manual
from generator.model.procedure import Lanes, Procedure
from generator.runtime.cache import remembered

FEW = 8
"""Plans that are kept: the papers, the page and the pictures of one procedure are made one after another."""


@dataclass(frozen=True)
class LanePlan:
    """``titles``: of the lanes, in order; ``lane``: of each node by its id; ``lying``: the work goes right; ``full``: one symbol in a row."""

    titles: tuple[str, ...]
    lane: Mapping[str, int]
    lying: bool = False
    full: bool = False

    def title(self, node: str) -> str:
        """Of the lane in which a symbol stands."""
        return self.titles[self.lane[node]]


@partial(remembered, most=FEW)
def lane_plan(manual: Manual, procedure: Procedure, graph: Graph) -> LanePlan | None:
    """The lanes of a procedure as it asks for them, or the handbook; None for a plain chart, also where no step says who does it."""
    asked = procedure.lanes or manual.handbook.lanes
    whose = _whose(manual, asked, graph) if asked.shown else {}
    if not whose:
        return None
    named = {lane.who: lane.title for lane in asked.order}
    used = [who for who in dict.fromkeys((*named, *whose.values())) if who in whose.values()]
    titles = tuple(named.get(who) or manual.actor_name(who) for who in used)
    return LanePlan(titles, {n: used.index(who) for n, who in whose.items()}, asked.direction == "right", asked.rows == "full")


def _whose(manual: Manual, asked: Lanes, graph: Graph) -> dict[str, str]:
    """Whose lane each symbol stands in; one without an actor stands in the lane of what leads to it, else of the next step. Empty without actors."""
    own = {n.id: who for n in graph.nodes if (who := _actor(manual, asked, n))}
    before = {edge.target: edge.source for edge in reversed(graph.edges) if not graph.is_back(edge)}
    found: dict[str, str] = {}
    for n in graph.nodes:
        who = own.get(n.id) or found.get(before.get(n.id, "")) or next((own[m.id] for m in graph.nodes[graph.row[n.id] :] if m.id in own), "")
        if who or found:
            found[n.id] = who or [*found.values()][-1]
    return found


def _actor(manual: Manual, asked: Lanes, node: Node) -> str:
    """The first actor of a step; the unit of a post, the post or the unit that a role stands for, the role of a post, if lanes are of these."""
    if not (node.step and node.step.actors):
        return ""
    who = node.step.actors[0].who
    if not (who in manual.unit or who in manual.post or who in manual.role):
        return ""
    posts = manual.role[who].posts if who in manual.role else (who,)
    known = [manual.post[p] for p in posts if p in manual.post]
    if asked.by == "unit" and len({p.unit for p in known}) == 1:
        return known[0].unit
    if asked.by == "post" and len(known) == 1:
        return known[0].id
    if asked.by == "role":
        return next((r.id for r in manual.organization.roles if who in r.posts), who)
    return who
