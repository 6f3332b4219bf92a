"""The drawing of one row of the flow column: its symbol centred on the axis, its lines, and those that pass it in lanes.

Lines to the rows above and below run ``FAR`` beyond the drawing and the cell cuts them at its borders, so they always meet, whatever
height the other columns give the row.
"""

from __future__ import annotations

import math

from generator.drawing import shapes
from generator.drawing.model import Drawing, Label, Line, Symbol
from generator.flow.fit import COLUMN
from generator.flow.laneplan import Bus, Entry, Exit
from generator.flow.laneroom import LABEL_HEIGHT, RADIUS, RING, SIGN, Room, drop, label_lines, text_width

FAR = 4000.0  # px; higher than any row
GAP, GAP_LABEL, GAP_JOIN, GAP_CIRCLE = 16.0, 24.0, 24.0, 40.0
JOIN = 10.0  # from the drawing's top to the line that joins the flow above a symbol
ABOVE, BELOW = 5.0, 15.0  # from a line to the baseline of the words above or below it


def drawing(room: Room, row: int) -> Drawing:
    """The drawing of a row, as wide as all of them, as high as it needs."""
    return _RowDrawing(room, row).drawing()


class _RowDrawing:
    """Lines, words and circles of a row, gathered one after the other."""

    def __init__(self, room: Room, row: int) -> None:
        self.room, self.plan, self.row = room, room.plan, row
        self.here, self.size, self.node = self.plan.rows[row], room.fits[row], self.plan.graph.nodes[row]
        self.lines: list[Line] = []
        self.labels: list[Label] = []
        self.circles: list[Symbol] = []
        above, below = self._gaps()
        self.height = float(2 * math.ceil(self.size.height / 2 + max(above, below)))
        self.x, self.y = room.axis, self.height / 2
        self.top, self.bottom = self.y - self.size.height / 2, self.y + shapes.foot(self.node.kind, self.size.height)

    def drawing(self) -> Drawing:
        self._flow()
        for bus in self.plan.buses:
            if bus.first <= self.row <= bus.last:
                self._lane(bus)
        for way, name in self.here.outs:
            self._out_circle(way, name)
        if self.here.entry:
            self._in_circle(self.here.entry)
        symbol = Symbol(self.node.kind, self.x, self.y, self.size.width, self.size.height, self.size.lines, step=self.node.id, alt=self.node.label)
        return Drawing(self.room.width, self.height, (symbol, *self.circles), tuple(self.lines), tuple(self.labels))

    # heights

    def _gaps(self) -> tuple[float, float]:
        """Room above the symbol, in levels from it: lines that join, a circle that joins, a circle for the page above; and room below it."""
        higher, lower = self._labels_beyond()
        joined = any(bus.target == self.row and not bus.at_side for bus in self.plan.buses)
        self.joined = (GAP_JOIN + higher) if joined else 0.0
        ringed = GAP_CIRCLE if self.here.entry and self.here.entry.port == "top" else 0.0
        self.ring_y = -self.joined - GAP_CIRCLE / 2
        headed = GAP_CIRCLE if self.here.head else 0.0
        self.head_y = -self.joined - ringed - GAP_CIRCLE + RADIUS + 2
        said = len(label_lines(self.here.words, self.room.extra))
        below = (GAP_LABEL + LABEL_HEIGHT * (said - 1) if said else 0.0) + (GAP_CIRCLE if self.here.foot else 0.0)
        return max(GAP, higher, self.joined + ringed + headed), max(GAP, lower, below)

    def _labels_beyond(self) -> tuple[float, float]:
        """How far the words of ways out, which stand beside the symbol, reach above and below it."""
        higher = lower = 0.0
        for way in self.plan.ways_out[self.row]:
            dy, more = drop(way), (len(label_lines(way.label, self.room.extra)) - 1) * LABEL_HEIGHT
            if dy > 0:
                lower = max(lower, dy + BELOW + more + COLUMN.label * 0.4 - self.size.height / 2)
            elif way.label:
                higher = max(higher, ABOVE - dy + more + COLUMN.label - self.size.height / 2)
        return higher, lower

    # the line from row to row

    def _flow(self) -> None:
        """The line from the row above and the line to the row below; at a page's edge, with a circle instead."""
        if self.here.head:
            centre = self.top + self.head_y
            self._circle(self.x, centre, self.here.head)
            self._line((self.x, centre + RADIUS), (self.x, self.top))
        elif self.here.up:
            self._line((self.x, -FAR), (self.x, self.top))
        for at, text in enumerate(label_lines(self.here.words, self.room.extra)):
            self._label(text, self.x + 6, self.bottom + 16 + at * LABEL_HEIGHT)
        if self.here.foot:
            centre = self.height - RADIUS - 2
            self._line((self.x, self.bottom), (self.x, centre - RADIUS))
            self._circle(self.x, centre, self.here.foot)
        elif self.here.down:
            self._line((self.x, self.bottom), (self.x, self.height + FAR), arrow=False)

    def _down_to_symbol(self) -> tuple[tuple[float, float], ...]:
        """The rest of a line that joins the flow above the symbol: nothing where a line comes from above, else down to the symbol."""
        fed = self.here.up or self.here.head is not None
        return () if fed else ((self.x, self.top),)

    # lanes

    def _lane(self, bus: Bus) -> None:
        x = self.room.lane(bus)
        ys = [self.y + drop(way) for way in bus.exits if way.row == self.row]
        for way in bus.exits:
            if way.row == self.row:
                self._way_out(way, x)
        if bus.target == self.row:
            ys.append(self._way_in(bus, x))
        upper = min(ys) if self.row == bus.first else -FAR
        lower = max(ys) if self.row == bus.last else self.height + FAR
        if lower > upper:
            self._line((x, upper), (x, lower), arrow=False)

    def _way_out(self, way: Exit, x: float) -> None:
        edge, y = self._edge(way)
        self._line((edge, y), (x, y), arrow=False)
        self._exit_label(way, edge, y)

    def _way_in(self, bus: Bus, x: float) -> float:
        """From a lane into the symbol's side, or into the flow above it; at which height it leaves the lane."""
        if bus.at_side:
            self._line((x, self.y), (self.x + SIGN[bus.side] * self.room.edge(self.row), self.y))
            return self.y
        y = self.top - self.joined + JOIN
        self._line((x, y), (self.x, y), *self._down_to_symbol())
        return y

    def _edge(self, way: Exit) -> tuple[float, float]:
        """Where a way out leaves its symbol."""
        dy = drop(way)
        return self.x + SIGN[way.side] * self.room.edge(self.row, dy), self.y + dy

    def _exit_label(self, way: Exit, edge: float, y: float) -> None:
        """Above its line, or below it where a decision is wider above."""
        lines = label_lines(way.label, self.room.extra)
        first = y + BELOW if drop(way) > 0 else y - ABOVE - (len(lines) - 1) * LABEL_HEIGHT
        for at, text in enumerate(lines):
            self._label(text, edge + 6 if way.side == "R" else edge - 6 - text_width(text), first + at * LABEL_HEIGHT)

    # circles

    def _out_circle(self, way: Exit, name: str) -> None:
        sign, (edge, y) = SIGN[way.side], self._edge(way)
        centre = self.x + sign * (self.room.beyond_circle(way) - RADIUS)
        self._line((edge, y), (centre - sign * RADIUS, y))
        self._exit_label(way, edge, y)
        self._circle(centre, y, name)

    def _in_circle(self, entry: Entry) -> None:
        if entry.port == "top":
            self._in_from_above(entry.name)
            return
        sign = SIGN[entry.port]
        edge = self.x + sign * self.room.edge(self.row)
        self._circle(edge + sign * (16 + RADIUS), self.y, entry.name)
        self._line((edge + sign * 16, self.y), (edge, self.y))

    def _in_from_above(self, name: str) -> None:
        """On the left, or on the right if only the left has a lane."""
        sign = 1 if self.plan.passes("L", self.row) and not self.plan.passes("R", self.row) else -1
        y = self.top + self.ring_y
        self._circle(self.x + sign * (RING + RADIUS), y, name)
        self._line((self.x + sign * RING, y), (self.x, y), *self._down_to_symbol())

    # what is drawn

    def _line(self, *points: tuple[float, float], arrow: bool = True) -> None:
        self.lines.append(Line(points, arrow))

    def _label(self, text: str, x: float, y: float) -> None:
        self.labels.append(Label(text, x, y, text_width(text)))

    def _circle(self, x: float, y: float, name: str) -> None:
        self.circles.append(Symbol("connector", x, y, 2 * RADIUS, 2 * RADIUS, (name,), alt=f"จุดเชื่อมต่อ {name}"))
