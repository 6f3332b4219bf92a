"""Drawings as files of their own: to open alone, download, print, or put into another document."""

from __future__ import annotations

from collections.abc import Callable

from generator.drawing import svg
from generator.drawing.model import Drawing
from generator.edition import Edition
from generator.flow import orgchart
from generator.flow.graph import Graph
from generator.flow.lane_plan import LanePlan
from generator.html import flow_view
from generator.html.shell import PageSettings, Site
from generator.output import Output

FACE = '@font-face{{font-family:"Sarabun";font-weight:{};src:url("../assets/fonts/Sarabun-{}.woff2") format("woff2")}}'
FONT = FACE.format(400, "Regular") + FACE.format(700, "Bold") + "svg{background:#fff}"
"""Beside the site the shipped font is used; a copy taken elsewhere falls back to what is installed, at the same width."""


OFFICE: dict[str, Callable[[Edition], Drawing | None]] = {
    "structure": orgchart.structure,
    "personnel": orgchart.personnel,
    "workflow": orgchart.workflow,
}
"""Drawings of the office, by the name of their file."""


def files(site: Site) -> list[Output]:
    """``charts/<procedure>-<sheet>.svg`` and the drawings of the office."""
    office = [(name, drawing) for name, draw in OFFICE.items() if (drawing := draw(site.edition))]
    return [
        *(sheet for p in site.manual.procedures for sheet in site.pictures[p.id]),
        *(Output(f"charts/{name}.svg", svg.emit(drawing, uid=name, digits=site.shown, standalone=FONT).encode()) for name, drawing in office),
    ]


def of(settings: PageSettings, procedure: str, graph: Graph, plan: LanePlan | None) -> tuple[Output, ...]:
    """The sheets of a procedure's chart."""
    sheets = flow_view.sheets(graph, plan, settings.protected)
    return tuple(
        Output(path(procedure, n), svg.emit(sheet, uid="chart", digits=settings.shown, standalone=FONT).encode()) for n, sheet in enumerate(sheets, 1)
    )


def path(procedure: str, sheet: int) -> str:
    """Where a sheet stands, below ``manual/``."""
    return f"charts/{procedure}-{sheet}.svg"
