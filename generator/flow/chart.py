"""The flowchart of a procedure, in as many sheets as it needs."""

from __future__ import annotations

from dataclasses import replace

from generator.drawing.model import Drawing, Label, Line, Symbol
from generator.flow import lanes
from generator.flow.graph import Graph


def pages(graph: Graph, sheet: float) -> tuple[Drawing, ...]:
    """The flowchart; sheets are at most ``sheet`` px high."""
    column = lanes.column(graph)
    symbols: list[Symbol] = []
    lines: list[Line] = []
    labels: list[Label] = []
    y = 0.0
    for row in column.rows:
        symbols += [replace(s, y=s.y + y) for s in row.symbols]
        lines += [Line(tuple((px, y + min(max(py, 0), row.height)) for px, py in line.points), line.arrow) for line in row.lines]
        labels += [replace(label, y=label.y + y) for label in row.labels]
        y += row.height
    title = f"แผนผังขั้นตอน: {graph.title}"
    return (Drawing(column.width, y, tuple(symbols), tuple(lines), tuple(labels), title, graph.description()),)
