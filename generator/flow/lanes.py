"""The flow column of the form: one small drawing per row, loops and skips in side lanes.

Four rooms, in the order in which a column is made: :mod:`~generator.flow.laneplan` (what runs where, no sizes),
:mod:`~generator.flow.laneroom` (sizes and places that all rows share), :mod:`~generator.flow.lanerow` (one row drawn), and this one, the door.
:mod:`~generator.flow.lanecheck` says what is wrong with a column once it stands in a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.drawing.model import Drawing
from generator.flow import laneplan, laneroom, lanerow
from generator.flow.graph import Graph


@dataclass(frozen=True)
class FlowColumn:
    """The drawings of all rows, of one width and one axis (px); ``speech``: what a screen reader says of each row's ways out.

    ``letters``: how many connector letters are taken, those given to :func:`column` included.
    """

    width: float
    axis: float
    rows: tuple[Drawing, ...]
    speech: tuple[str, ...]
    letters: int


def column(graph: Graph, pages: Sequence[int] | None = None, letters: int = 0, extra: tuple[str, ...] = ()) -> FlowColumn:
    """Lay out the flow column.

    ``pages``: the page of each row, if the form is broken into pages; ``letters``: how many connector letters are taken
    already; ``extra``: words to keep whole.
    """
    plan = laneplan.plan(graph, tuple(pages or [0] * len(graph.nodes)), letters)
    room = laneroom.room(plan, extra)
    rows = range(len(graph.nodes))
    drawings = tuple(lanerow.drawing(room, row) for row in rows)
    return FlowColumn(room.width, room.axis, drawings, tuple(_speech(graph, row) for row in rows), plan.letters)


def _speech(graph: Graph, row: int) -> str:
    """The ways out of a row in words, but for the plain one to the next row."""
    said = []
    for edge in graph.ways_out(graph.nodes[row].id):
        if graph.row[edge.target] == row + 1 and not edge.label:
            continue
        verb = "ย้อนกลับไปที่" if graph.is_back(edge) else "ไปที่"
        said.append(f"{f'ถ้า{edge.label} ' if edge.label else ''}{verb}{graph.name(edge.target)}")
    return "; ".join(said)
