"""How much room the flow column needs: sizes of symbols and of words beside lines, where the lanes run, its axis and its width, in px."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from generator.drawing import shapes
from generator.flow.fit import COLUMN, SAFETY, Fit, fit
from generator.flow.laneplan import Bus, Exit, Plan, Side
from generator.fonts.metrics import REGULAR
from generator.thai.wrapping import wrap

SIGN: dict[Side, int] = {"R": 1, "L": -1}
LANE = 14.0  # between two lanes
LABEL_HEIGHT, LABEL_WIDTH = 16.0, 96.0  # of a line of words; from this width on they stand in two
RADIUS = 11.0  # of a circle
RING = 36.0  # from the axis to a circle that joins the line above a symbol
STACK = 44.0  # between two ways out on one side
SLOPE = 1.5  # a decision with several ways out at a side grows by so much more, since that side is not upright


@dataclass(frozen=True)
class Room:
    """Sizes that all rows share. ``fits``: the symbol of each row, grown to hold its ways out; ``extra``: words to keep whole."""

    plan: Plan
    fits: tuple[Fit, ...]
    extra: tuple[str, ...] = ()

    @cached_property
    def axis(self) -> float:
        """From the left edge to the middle of the symbols."""
        return float(math.ceil(self._beside("L")))

    @cached_property
    def width(self) -> float:
        """Of every row's drawing."""
        return float(self.axis + math.ceil(self._beside("R")))

    def edge(self, row: int, dy: float = 0.0) -> float:
        """From the axis to the side of a symbol, ``dy`` below its middle."""
        size = self.fits[row]
        return shapes.half_width(self.plan.graph.nodes[row].kind, size.width, size.height, dy)

    def lane(self, bus: Bus) -> float:
        """Where the lane of a bus runs, from the left edge."""
        return self.axis + SIGN[bus.side] * (self._reach[bus.side] + LANE * bus.lane)

    def beyond_circle(self, way: Exit) -> float:
        """From the axis to the far edge of the circle in which a way out ends."""
        line = self.edge(way.row, drop(way)) + label_width(way.label, self.extra) + 16
        return max(line, self.fits[way.row].width / 2 + 4) + 2 * RADIUS

    @cached_property
    def _reach(self) -> dict[Side, float]:
        """From the axis to the innermost lane of a side: beyond every symbol, label and circle that a lane passes."""
        return {side: max(self._passed(side)) for side in SIGN}

    def _passed(self, side: Side) -> Iterator[float]:
        yield COLUMN.box / 2 + 12
        for at, (row, size) in enumerate(zip(self.plan.rows, self.fits, strict=True)):
            if not self.plan.passes(side, at):
                continue
            yield size.width / 2 + 10
            if side == "R" and row.words:
                yield label_width(row.words, self.extra) + 12
            yield from (self.beyond_circle(way) + 6 for way, _ in row.outs if way.side == side)
            if row.entry and row.entry.port == "top":
                yield RING + 2 * RADIUS + 8
        yield from (
            self.edge(e.row, drop(e)) + label_width(e.label, self.extra) + 12 for bus in self.plan.buses if bus.side == side for e in bus.exits
        )

    def _beside(self, side: Side) -> float:
        """From the axis to the edge of the drawing at a side."""
        return max(self._needed(side))

    def _needed(self, side: Side) -> Iterator[float]:
        lanes = [bus.lane for bus in self.plan.buses if bus.side == side]
        yield self._reach[side] + LANE * max(lanes) + 10 if lanes else COLUMN.box / 2 + 10
        for row, size in zip(self.plan.rows, self.fits, strict=True):
            yield size.width / 2 + 8
            if side == "R" and row.words:
                yield label_width(row.words, self.extra) + 12
            yield from (self.beyond_circle(way) + 4 for way, _ in row.outs if way.side == side)
            if row.entry:
                yield size.width / 2 + 18 + 2 * RADIUS if row.entry.port == side else RING + 2 * RADIUS + 4


def room(plan: Plan, extra: tuple[str, ...] = ()) -> Room:
    """Measure a plan. ``extra``: words to keep whole."""
    return Room(plan, tuple(_grown(plan, at, fit(node.kind, node.label, COLUMN, extra)) for at, node in enumerate(plan.graph.nodes)), extra)


def _grown(plan: Plan, row: int, size: Fit) -> Fit:
    """High enough for ways out that stand one above the other."""
    most = max((way.of for way in plan.ways_out[row]), default=1)
    slope = SLOPE if plan.graph.nodes[row].kind == "decision" else 1
    return replace(size, height=max(size.height, STACK * most * slope)) if most > 1 else size


def drop(way: Exit) -> float:
    """How far below its symbol's middle a way out stands."""
    return (way.place - (way.of - 1) / 2) * STACK


@lru_cache(maxsize=4096)
def label_lines(text: str | None, extra: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Words of a way out; long ones in two lines."""
    if not text:
        return ()
    whole = text_width(text)
    return wrap(text, max(LABEL_WIDTH, whole / 2 * 1.2), text_width, extra)


def label_width(text: str | None, extra: tuple[str, ...] = ()) -> float:
    """Of the widest line of these words."""
    return max(map(text_width, label_lines(text, extra)), default=0.0)


def text_width(text: str) -> float:
    """Of one line of words beside a line."""
    return REGULAR.width(text, COLUMN.label) * SAFETY
