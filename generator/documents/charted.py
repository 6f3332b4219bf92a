"""The graph of a procedure with what its chart, its form and its words show besides: times, and where sub-processes are entered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from generator import totals
from generator.documents import step_links, times
from generator.edition import Edition
from generator.flow.graph import Edge, Graph, graph
from generator.model.procedure import Procedure
from generator.model.time import Duration, Time
from generator.runtime.cache import remembered

FEW = 8
"""Graphs that are kept: the papers, the page and the pictures of one procedure are made one after another."""


@partial(remembered, most=FEW)
def charted(edition: Edition, of: Procedure) -> Graph:
    """``ถูกต้อง (ภายใน 3 วัน)``, ``ระยะที่ 1 รับเรื่อง`` and below it the time of the stage, ``(เริ่มที่ขั้นตอนที่ 3)`` below a sub-process."""
    made = graph(of)
    spent = {part.head.title: said(edition, of, part.times) for part in totals.parts(of)} if made.stages else {}
    stages = (replace(s, title="\n".join(filter(None, (s.title, *spent.get(s.title, ()))))) for s in made.stages)
    nodes = (n.remarked(step_links.entry(edition, n.step)) if n.step and n.step.entry else n for n in made.nodes)
    return replace(made, nodes=tuple(nodes), edges=tuple(_timed(edition, e) for e in made.edges), stages=tuple(stages))


def _timed(edition: Edition, of: Edge) -> Edge:
    words = " / ".join(times.texts(of.times, edition.manual.calendar))
    return replace(of, label=f"{of.label} ({words})") if words and of.label else of


def said(edition: Edition, of: Procedure, found: Iterable[tuple[Time | None, Duration | None]]) -> tuple[str, ...]:
    """The stated times of a part; without any the sum of its steps."""
    return tuple(_said(edition, of, *pair) for pair in found if any(pair))


def _said(edition: Edition, of: Procedure, stated: Time | None, computed: Duration | None) -> str:
    if stated:
        return times.full(stated, edition.manual, of)
    return f"รวม {times.text(computed, edition.manual.calendar)}" if computed else ""


def summed(edition: Edition, of: Procedure) -> tuple[str, ...]:
    """What the form says below its steps: how long each case and the whole take."""
    parts = (part for part in totals.parts(of) if part.head.path[:1] != ("stages",))
    return tuple(f"{_head(part)}: {' / '.join(words)}" for part in parts if (words := said(edition, of, part.times)))


def _head(part: totals.TimedPart) -> str:
    return f"{part.head.title} ({part.head.when})" if part.head.when else part.head.title
