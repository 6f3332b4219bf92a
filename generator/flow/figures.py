"""A symbol with what belongs to it: the words of its ways out, and the circles in which broken lines end and go on. Places are from its middle.

Its reach on four sides is room that no other line enters, so that words and lines never meet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from generator.drawing import shapes
from generator.drawing.model import Label, Line, Point, Symbol
from generator.flow.fit import SAFETY, Fit, Sizes, fit
from generator.flow.graph import Node
from generator.flow.grid import Arc
from generator.flow.routing import DOWN, LEFT, RIGHT, UP
from generator.fonts.metrics import REGULAR
from generator.thai.wrapping import wrap

ABOVE, ASIDE = 6.0, 6.0  # of words above their line, beside their line
STEM = 16.0  # least length of a line to or from a circle
RING_ASIDE = 36.0  # from the middle to a circle that joins the line above a symbol
SLOPE = 1.6  # a decision with several ways out at a side grows by so much more, since that side is not upright


@dataclass(frozen=True, slots=True)
class Exit:
    """A way out at a side. ``turn``: of its line, -1 up, 1 down, 0 straight on; ``order``: how far out it turns; ``ring``: its letter."""

    arc: Arc
    side: int
    turn: int = 0
    order: int = 0
    ring: str | None = None


@dataclass(frozen=True, slots=True)
class LineEntry:
    """The circle from which a broken line goes on into a symbol. ``joined``: other lines come from above."""

    side: int
    name: str
    joined: bool = False


@dataclass
class Figure:
    """What is drawn for one item. ``drops``: how far below the middle each way out stands at its side."""

    kind: str | None
    width: float = 0.0
    height: float = 0.0
    left: float = 0.0
    right: float = 0.0
    up: float = 0.0
    down: float = 0.0
    symbols: list[Symbol] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    drops: dict[Arc, float] = field(default_factory=dict)

    def port(self, side: int, arc: Arc | None = None) -> Point:
        """Where a line meets the symbol at a side."""
        if self.kind is None:
            return 0.0, 0.0
        if side in (UP, DOWN):
            return 0.0, -self.height / 2 if side == UP else _foot(self)
        dy = self.drops.get(arc, 0.0) if arc else 0.0
        return (1 if side == RIGHT else -1) * _half(self, dy), dy


def _half(figure: Figure, dy: float) -> float:
    return shapes.half_width(figure.kind, figure.width, figure.height, dy)  # type: ignore[arg-type]


def _foot(figure: Figure) -> float:
    return shapes.foot(figure.kind, figure.height)  # type: ignore[arg-type]


@dataclass(frozen=True)
class DrawingStyle:
    """How a drawing is set. ``extra``: words to keep whole; ``numbered``: symbols are named with their number."""

    sizes: Sizes
    extra: tuple[str, ...] = ()
    numbered: bool = True

    def words(self, text: str | None) -> tuple[tuple[str, float], ...]:
        """Lines of words beside a line, each with its width."""
        return _words(text, self.sizes, self.extra) if text else ()


@lru_cache(maxsize=1 << 14)
def _words(text: str, sizes: Sizes, extra: tuple[str, ...]) -> tuple[tuple[str, float], ...]:
    def width(words: str) -> float:
        return REGULAR.width(words, sizes.type.label) * SAFETY

    room = max(sizes.label_width, width(text) / sizes.label_lines * 1.2)
    return tuple((line, width(line)) for line in wrap(text, room, width, extra))


def figure(node: Node | None, exits: Sequence[Exit], entry: LineEntry | None, look: DrawingStyle) -> Figure:
    """Put together what belongs to an item; a junction is nothing but a place."""
    if node is None:
        return Figure(None)
    return _Figure(node, exits, entry, look).made


class _Figure:
    def __init__(self, node: Node, exits: Sequence[Exit], entry: LineEntry | None, look: DrawingStyle) -> None:
        self.look, self.sizes = look, look.sizes
        sides = {side: [e for e in exits if e.side == side] for side in (LEFT, RIGHT)}
        size = self._grown(node, fit(node.kind, node.label, look.sizes, look.extra), sides)
        half = size.width / 2
        alt = f"{node.ordinal} {node.words}" if node.number and look.numbered else node.words
        symbol = Symbol(node.kind, 0, 0, size.width, size.height, size.lines, node.id, alt)
        self.made = Figure(node.kind, size.width, size.height, half, half, size.height / 2, size.height / 2, [symbol])
        for side, found in sides.items():
            self._stack(found, side)
        for way in (e for e in exits if e.side == DOWN):
            self._below(way)
        if entry:
            self._enter(entry)

    def _grown(self, node: Node, size: Fit, sides: Mapping[int, Sequence[Exit]]) -> Fit:
        """High enough for ways out that stand one above the other."""
        stacked = [self._drops(found) for found in sides.values() if len(found) > 1]
        most = max((2 * max(map(abs, drops)) + self.sizes.stack for drops in stacked), default=0.0)
        return replace(size, height=max(size.height, most * (SLOPE if node.kind == "decision" else 1)))

    def _drops(self, exits: Sequence[Exit]) -> list[float]:
        """Below the middle, of ways out in their order from above: one that leads straight on keeps the middle."""
        step = max([self.sizes.stack, *(len(self.look.words(e.arc.label)) * self.sizes.label_line + 14 for e in exits)])
        straight = next((at for at, e in enumerate(exits) if e.turn == 0 and e.ring is None), None)
        middle = (len(exits) - 1) / 2 if straight is None else straight
        return [(at - middle) * step for at in range(len(exits))]

    def _stack(self, found: Sequence[Exit], side: int) -> None:
        for way, dy in zip(found, self._drops(found), strict=True):
            self.made.drops[way.arc] = dy
            x, _ = self.made.port(side, way.arc)
            words = self.look.words(way.arc.label)
            self._beside(words, x, dy, side, under=dy > 0)
            if way.ring is not None:
                sign, widest = (1 if side == RIGHT else -1), max((w for _, w in words), default=0.0)
                far = max(abs(x) + widest + STEM, self.made.width / 2 + 4)
                self._ring(sign * (far + self.sizes.radius), dy, way.ring, way.arc.target)
                self._line((x, dy), (sign * far, dy))

    def _beside(self, words: Sequence[tuple[str, float]], x: float, y: float, side: int, *, under: bool) -> None:
        """Words above their line, or ``under`` it where a decision is wider above."""
        line, size = self.sizes.label_line, self.sizes.type.label
        first = y + line if under else y - ABOVE - (len(words) - 1) * line
        for at, (text, width) in enumerate(words):
            self._label(text, x + ASIDE if side == RIGHT else x - ASIDE - width, first + at * line, width)
        if words:
            self.made.up = max(self.made.up, size - first)
            self.made.down = max(self.made.down, first + (len(words) - 1) * line + 0.4 * size)

    def _below(self, way: Exit) -> None:
        """Words beside the line from the foot, and the circle in which it ends."""
        words, line = self.look.words(way.arc.label), self.sizes.label_line
        foot = self.made.port(DOWN)[1]
        if words:
            first = max(foot, self.made.down if self.made.down > self.made.height / 2 else foot) + line
            for at, (text, width) in enumerate(words):
                self._label(text, ASIDE, first + at * line, width)
            self.made.down = first + (len(words) - 1) * line + 0.4 * self.sizes.type.label
        if way.ring is not None:
            y = self.made.down + STEM + self.sizes.radius
            self._line((0.0, foot), (0.0, y - self.sizes.radius))
            self._ring(0.0, y, way.ring, way.arc.target)

    def _enter(self, entry: LineEntry) -> None:
        radius, top, here = self.sizes.radius, -self.made.height / 2, self.made.symbols[0].step or ""
        if entry.side in (LEFT, RIGHT):
            sign, (edge, _) = (1 if entry.side == RIGHT else -1), self.made.port(entry.side)
            self._ring(edge + sign * (STEM + radius), 0.0, entry.name, here)
            self._line((edge + sign * STEM, 0.0), (edge, 0.0))
        elif entry.joined:
            y = -self.made.up - 4 - radius
            self._ring(-RING_ASIDE - radius, y, entry.name, here)
            self._line((-RING_ASIDE, y), (0.0, y), (0.0, top))
        else:
            y = -self.made.up - STEM - radius
            self._ring(0.0, y, entry.name, here)
            self._line((0.0, y + radius), (0.0, top))

    def _ring(self, x: float, y: float, name: str, step: str) -> None:
        """A circle, which stands for the step to which it leads."""
        made, radius = self.made, self.sizes.radius
        made.symbols.append(Symbol("connector", x, y, 2 * radius, 2 * radius, (name,), step, f"จุดเชื่อมต่อ {name}"))
        made.left, made.right = max(made.left, radius - x), max(made.right, x + radius)
        made.up, made.down = max(made.up, radius - y + 2), max(made.down, y + radius + 2)

    def _label(self, text: str, x: float, y: float, width: float) -> None:
        self.made.labels.append(Label(text, x, y, width))
        self.made.left, self.made.right = max(self.made.left, -x), max(self.made.right, x + width)

    def _line(self, *points: Point) -> None:
        self.made.lines.append(Line(points))
