"""The paper of a chart in lanes: the smallest on which its words are not too small to read, and the sheets on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from generator.drawing.model import Drawing
from generator.flow.chart import pages
from generator.flow.fit import LANES, Sizes
from generator.flow.graph import Graph
from generator.flow.lane_plan import LanePlan

PX = 0.75  # pt
LEAST_TYPE = 8.0  # of words in symbols, pt of Sarabun: 12 pt of TH Sarabun


class LanePaper(NamedTuple):
    """A sheet of the book or of a Word file; ``width`` and ``height`` of a chart on it below a heading, pt. A3 is folded to A4."""

    size: Literal["a4", "a3"]
    lying: bool
    width: float
    height: float


PAPERS = (LanePaper("a4", False, 453.0, 640.0), LanePaper("a4", True, 700.0, 420.0), LanePaper("a3", True, 1048.0, 660.0))


@dataclass(frozen=True)
class LaneSheets:
    """``scale``: pt to the px; ``fits``: whether words are as large as they should be."""

    sheets: tuple[Drawing, ...]
    paper: LanePaper
    scale: float
    fits: bool


def lane_sheets(
    graph: Graph, plan: LanePlan, extra: tuple[str, ...], notes: tuple[str, str], sizes: Sizes = LANES, papers: Sequence[LanePaper] = PAPERS
) -> LaneSheets:
    """The sheets on the first of the ``papers`` that is large enough, else on the largest. ``notes``: as :func:`generator.flow.chart.pages`."""
    least = LEAST_TYPE / sizes.type.font
    (whole,) = pages(graph, float("inf"), extra, sizes, plan, notes)
    across = whole.height if plan.lying else whole.width
    for paper in (p for p in papers if p.lying or not plan.lying):
        room = paper.height if plan.lying else paper.width
        if across * least > room and paper != papers[-1]:
            continue
        tried = (_on(paper, graph, plan, scale, extra, notes, sizes) for scale in {min(PX, room / across): 0, least: 0})
        found = min(tried, key=lambda made: (not made.fits, len(made.sheets), -made.scale))
        if found.fits:
            break
    return found


def _on(paper: LanePaper, graph: Graph, plan: LanePlan, scale: float, extra: tuple[str, ...], notes: tuple[str, str], sizes: Sizes) -> LaneSheets:
    """On sheets as long as the paper is at a scale; as large as they then may be."""
    sheets = pages(graph, (paper.width if plan.lying else paper.height) / scale, extra, sizes, plan, notes)
    largest = min(PX, *(min(paper.width / s.width, paper.height / s.height) for s in sheets))
    return LaneSheets(sheets, paper, largest, largest * sizes.type.font >= LEAST_TYPE)
