"""The stages of a chart: their titles in a column at its left, thin lines between them, no colour."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from generator.drawing.model import Drawing, Line, Symbol
from generator.flow.figures import DrawingStyle
from generator.flow.fit import SAFETY
from generator.flow.graph import Graph
from generator.flow.paint import Painting
from generator.fonts.metrics import BOLD
from generator.thai.wrapping import wrap

WIDTHS = (96.0, 120.0, 150.0, 190.0, 240.0)
"""Of the column of titles: the first in which all of them are as low as their stages."""
PAD, AIR, BETWEEN = 7.0, 8.0, 7.0  # around a title; around the chart; from a row down to the line of the next stage
GAP = 6.0  # between two titles
GOES_ON = "(ต่อ)"


def banded(graph: Graph, sheet: Painting, look: DrawingStyle) -> Drawing:
    """A sheet of a chart with its stages; as it is if it has none, or if the work goes right."""
    begins = [graph.row[s.node] for s in graph.stages]
    if not begins or look.lying:
        return sheet.drawing
    placed = {s.step: s for s in sheet.drawing.symbols if s.kind != "connector" and s.step}
    rows: dict[int, int] = {}
    for node, symbol in placed.items():
        stage = bisect_right(begins, graph.row[node]) - 1
        row = bisect_right(sheet.tops, symbol.y) - 1
        rows[stage] = min(rows.get(stage, row), row)
    found = sorted(rows)
    top, foot = sheet.tops[0] - AIR, sheet.feet[-1] + AIR
    edges = [top, *(sheet.tops[rows[stage]] + BETWEEN for stage in found[1:]), foot]
    texts = [_title(graph, stage, placed) for stage in found]
    return _beside(sheet.drawing, list(zip(texts, pairwise(edges), strict=True)), look)


def _title(graph: Graph, stage: int, placed: Iterable[str]) -> tuple[str, ...]:
    """The title and the times, which stand where the stage begins; nothing before the first."""
    if stage < 0:
        return ()
    title, *times = graph.stages[stage].title.split("\n")
    return (title, *times) if graph.stages[stage].node in placed else (f"{title} {GOES_ON}",)


def _beside(drawing: Drawing, bands: list[tuple[tuple[str, ...], tuple[float, float]]], look: DrawingStyle) -> Drawing:
    line = look.sizes.type.line

    def lines(text: str, width: float) -> tuple[str, ...]:
        return wrap(text, width - 2 * PAD, lambda words: BOLD.width(words, look.sizes.type.font) * SAFETY, look.extra)

    def fits(width: float) -> bool:
        return all(sum(len(lines(t, width)) for t in texts) * line + PAD <= foot - top - GAP for texts, (top, foot) in bands)

    width = next((w for w in WIDTHS if fits(w)), WIDTHS[-1])
    left, by, right = AIR, width + AIR, drawing.width + width + AIR
    titles, rules = [], []
    for texts, (top, foot) in bands:
        said = [lines(text, width) for text in texts]
        if said:
            words = tuple(words for group in said for words in group)
            titles.append(Symbol("box", left + width / 2, (top + foot) / 2, width, foot - top - GAP, words, alt=" ".join(texts), bold=len(said[0])))
        rules.append(Line(((left, top), (right, top)), arrow=False))
    rules.append(Line(((left, bands[-1][1][1]), (right, bands[-1][1][1])), arrow=False))
    return replace(
        drawing,
        width=right + AIR,
        symbols=(*titles, *(replace(s, x=s.x + by) for s in drawing.symbols)),
        lines=_moved(drawing.lines, by),
        labels=tuple(replace(label, x=label.x + by) for label in drawing.labels),
        rules=(*_moved(drawing.rules, by), *rules),
        bars=_moved(drawing.bars, by),
    )


def _moved(lines: Iterable[Line], dx: float) -> tuple[Line, ...]:
    return tuple(Line(tuple((x + dx, y) for x, y in line.points), line.arrow) for line in lines)
