"""Drawings on pages: flowcharts with their words, the legend, charts of the office."""

from __future__ import annotations

from functools import partial

from markupsafe import Markup

from generator.documents.model import Flowchart
from generator.drawing import legend as samples
from generator.drawing import svg
from generator.drawing.model import Drawing
from generator.drawing.shapes import SymbolKind
from generator.flow import chart
from generator.flow.fit import CHART, LANES
from generator.flow.graph import Graph
from generator.flow.lane_plan import LanePlan
from generator.html.links import Links
from generator.html.shell import PageSettings
from generator.model.procedure import ENDS, STARTS
from generator.runtime.cache import remembered

FEW = 8
"""Procedures whose drawings are kept: page, form and file of one are made one after another."""
SHEET = 1500.0
"""Height of a chart, in px, above which it is split into sheets joined by lettered connectors."""


def flowchart(site: PageSettings, of: Flowchart, links: Links, words: str) -> Markup:
    """The chart in as many sheets as it needs, its legend, and its ``words`` (finished HTML) for those who do not see it."""
    found = sheets(of.graph, of.lanes, site.protected)
    steps = {node.step.id for node in of.graph.nodes if node.step and node.step.kind not in STARTS | ENDS}

    def href(step: str) -> str | None:
        return f"#step-{step}" if step in steps else None

    pictures = [Markup(svg.emit(s, href=href, digits=site.shown, uid=f"chart-{of.procedure}-{n}")) for n, s in enumerate(found, 1)]
    used = {symbol.kind for sheet in found for symbol in sheet.symbols}
    files = [links.file(f"charts/{of.procedure}-{n}.svg") for n in range(1, len(found) + 1)]
    return site.render("flowchart.html.j2", pictures=list(zip(pictures, files, strict=True)), legend=legend(used), words=Markup(words))


@partial(remembered, most=FEW)
def sheets(of: Graph, plan: LanePlan | None, protected: tuple[str, ...]) -> tuple[Drawing, ...]:
    """The sheets of a procedure's chart, drawn once for page, form and file."""
    return chart.pages(of, SHEET, protected, LANES if plan else CHART, plan)


def legend(used: set[SymbolKind] | None = None) -> list[tuple[Markup, str]]:
    """Small pictures and official words: the five of สพฐ. always, others when used (None: all)."""
    return [(Markup(svg.emit(s.drawing, uid=f"legend-{s.name}", hidden=True)), s.words) for s in samples.legend(used)]


def figure(site: PageSettings, drawing: Drawing, links: Links, uid: str) -> Markup:
    """A chart of the office with the file of its picture; ``uid``: tells it from others. Its boxes lead to persons, procedures and units."""

    def address(step: str) -> str | None:
        kind, _, found = step.partition(":")
        if kind == "unit":  # units without members have no place on the page
            return f"#unit-{found}" if found in site.units else None
        return links.procedure(found) if kind == "procedure" else links.person(found)

    picture = Markup(svg.emit(drawing, uid=uid, digits=site.shown, href=address))
    return site.render("drawing.html.j2", picture=picture, title=drawing.title, file=links.file(f"charts/{uid}.svg"))
