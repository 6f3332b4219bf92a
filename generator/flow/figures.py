"""A symbol with what belongs to it: the words of its ways out, and the circles in which broken lines end and go on. Places are from its middle.

Its reach on four sides is room that no other line enters, so that words and lines never meet. Sides, reach and lines are those of the grid,
in which the work goes down; where a drawing lies, the grid is turned so that it goes right: only words and outlines do not turn.
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
APART = 14.0  # between the words of two ways out on one side


@dataclass(frozen=True, slots=True)
class Ring:
    """A circle: its letter, and the sheets on which the line goes on or from which it comes."""

    name: str
    sheets: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Exit:
    """A way out at a side. ``turn``: of its line, -1 up, 1 down, 0 straight on; ``order``: how far out it turns; ``ring``: where it ends."""

    arc: Arc
    side: int
    turn: int = 0
    order: int = 0
    ring: Ring | None = None


@dataclass(frozen=True, slots=True)
class LineEntry:
    """The circle from which a broken line goes on into a symbol. ``joined``: other lines come from above."""

    side: int
    ring: Ring
    joined: bool = False


@dataclass
class Figure:
    """What is drawn for one item. ``drops``: how far from the middle of its side each way out stands; ``turned``: the grid lies."""

    kind: str | None
    width: float = 0.0
    height: float = 0.0
    turned: bool = False
    left: float = 0.0
    right: float = 0.0
    up: float = 0.0
    down: float = 0.0
    symbols: list[Symbol] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    drops: dict[Arc, float] = field(default_factory=dict)

    @property
    def half(self) -> float:
        """From the middle of the symbol to its edge, across the grid."""
        return (self.height if self.turned else self.width) / 2

    def port(self, side: int, arc: Arc | None = None) -> Point:
        """Where a line meets the symbol at a side."""
        if self.kind is None:
            return 0.0, 0.0
        off = self.drops.get(arc, 0.0) if arc else 0.0
        seen = drawn_side(side, self.turned)
        if seen in (UP, DOWN):
            point = off, _foot(self, off) if seen == DOWN else -(_foot(self, off) if self.kind == "decision" else self.height / 2)
        else:
            point = (1 if seen == RIGHT else -1) * _half(self, off), off
        return turned(point) if self.turned else point

    def reach(self, left: float, top: float, right: float, foot: float) -> None:
        """Keep a box clear, given as it is seen."""
        if self.turned:
            left, top, right, foot = top, left, foot, right
        self.left, self.right = max(self.left, -left), max(self.right, right)
        self.up, self.down = max(self.up, -top), max(self.down, foot)


def turned(point: Point) -> Point:
    """Across and down exchanged."""
    return point[1], point[0]


def drawn_side(side: int, lying: bool) -> int:
    """The side of a symbol, as it is seen, of a side in the grid; and back."""
    return 3 - side if lying else side


def _half(figure: Figure, dy: float) -> float:
    return shapes.half_width(figure.kind, figure.width, figure.height, dy)  # type: ignore[arg-type]


def _foot(figure: Figure, dx: float) -> float:
    return shapes.foot(figure.kind, figure.width, figure.height, dx)  # type: ignore[arg-type]


@dataclass(frozen=True)
class DrawingStyle:
    """How a drawing is set. ``extra``: words to keep whole; ``numbered``: symbols are named with their number; ``lying``: the work goes right.

    ``notes``: words before the numbers of the sheets beside a circle, at the end and at the beginning of a broken line.
    """

    sizes: Sizes
    extra: tuple[str, ...] = ()
    numbered: bool = True
    lying: bool = False
    notes: tuple[str, str] | None = None

    def words(self, text: str | None) -> tuple[tuple[str, float], ...]:
        """Lines of words beside a line, each with its width."""
        return _words(text, self.sizes, self.extra) if text else ()


@lru_cache(maxsize=1 << 14)
def _words(text: str, sizes: Sizes, extra: tuple[str, ...]) -> tuple[tuple[str, float], ...]:
    room = max(sizes.label_width, _width(text, sizes) / sizes.label_lines * 1.2)
    return tuple((line, _width(line, sizes)) for line in wrap(text, room, lambda words: _width(words, sizes), extra))


def _width(words: str, sizes: Sizes) -> float:
    return REGULAR.width(words, sizes.type.label) * SAFETY


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
        alt = f"{node.ordinal} {node.words}" if node.number and look.numbered else node.words
        symbol = Symbol(node.kind, 0, 0, size.width, size.height, size.lines, node.id, alt)
        self.made = Figure(node.kind, size.width, size.height, look.lying, symbols=[symbol])
        self.made.reach(-size.width / 2, -size.height / 2, size.width / 2, size.height / 2)
        for side, found in sides.items():
            self.made.drops |= dict(zip((e.arc for e in found), self._drops(found), strict=True))
            for way in found:
                self._leave(way, side)
        for way in (e for e in exits if e.side == DOWN):
            self._leave(way, DOWN)
        if entry:
            self._enter(entry)

    def _grown(self, node: Node, size: Fit, sides: Mapping[int, Sequence[Exit]]) -> Fit:
        """Large enough for ways out that stand beside one another."""
        stacked = [self._drops(found) for found in sides.values() if len(found) > 1]
        most = max((2 * max(map(abs, drops)) + self.sizes.stack for drops in stacked), default=0.0) * (SLOPE if node.kind == "decision" else 1)
        return replace(size, width=max(size.width, most)) if self.look.lying else replace(size, height=max(size.height, most))

    def _drops(self, exits: Sequence[Exit]) -> list[float]:
        """From the middle, of ways out in their order: one that leads straight on keeps the middle."""
        step = max([self.sizes.stack, *(self._room(e) + APART for e in exits)])
        straight = next((at for at, e in enumerate(exits) if e.turn == 0 and e.ring is None), None)
        middle = (len(exits) - 1) / 2 if straight is None else straight
        return [(at - middle) * step for at in range(len(exits))]

    def _room(self, way: Exit) -> float:
        """What the words of a way out take of its side."""
        words = self.look.words(way.arc.label)
        if not self.look.lying:
            return len(words) * self.sizes.label_line
        note, radius = self._note(way.ring, 0), self.sizes.radius
        return radius + max([*(width for _, width in words), note.width + radius if note else 0.0])

    def _leave(self, way: Exit, side: int) -> None:
        """The words at the beginning of a line, and the circle in which it ends."""
        start, seen = self.made.port(side, way.arc), drawn_side(side, self.look.lying)
        x, y = turned(start) if self.look.lying else start
        words = self.look.words(way.arc.label)
        far = self._beside(words, (x, y), seen) if seen in (LEFT, RIGHT) else self._along(words, (x, y), seen)
        if way.ring is not None:
            radius = self.sizes.radius
            sx, sy = {UP: (0, -1), DOWN: (0, 1), LEFT: (-1, 0), RIGHT: (1, 0)}[seen]
            far += STEM
            far = max(far, self.made.width / 2 + 4 - abs(x) if seen in (LEFT, RIGHT) else self.made.height / 2 + 4 - abs(y))
            end = x + sx * far, y + sy * far
            self._ring((end[0] + sx * radius, end[1] + sy * radius), way.ring, way.arc.target, 0, left=seen == LEFT or x < 0)
            self._line((x, y), end)

    def _beside(self, words: Sequence[tuple[str, float]], start: Point, side: int) -> float:
        """Words above a line that runs to a side, or under it where a decision is wider above. How far they reach along it."""
        (x, y), line = start, self.sizes.label_line
        first = y + line if y > 0 else y - ABOVE - (len(words) - 1) * line
        if self.look.lying and len(words) > 1:  # beyond those of the way out above
            x = max(x, self.made.down)
        for at, (text, width) in enumerate(words):
            self._label(Label(text, x + ASIDE if side == RIGHT else x - ASIDE - width, first + at * line, width))
        return abs(x - start[0]) + max((width for _, width in words), default=0.0)

    def _along(self, words: Sequence[tuple[str, float]], start: Point, side: int) -> float:
        """Words at the right of a line that runs up or down, at its left where a decision is lower at the right. How far they reach along it."""
        (x, y), line, size = start, self.sizes.label_line, self.sizes.type.label
        over = (len(words) - 1) * line
        low = self.made.down if not self.look.lying and self.made.down > self.made.height / 2 else y
        first = y - 0.4 * size - over - ABOVE if side == UP else max(low, y) + line
        for at, (text, width) in enumerate(words):
            self._label(Label(text, x + ASIDE if x >= 0 else x - ASIDE - width, first + at * line, width))
        if not self.look.lying:
            return self.made.down - y
        return 0.0 if not words else y - first + size if side == UP else first + over + 0.4 * size - y

    def _enter(self, entry: LineEntry) -> None:
        radius, here, lying = self.sizes.radius, self.made.symbols[0].step or "", self.look.lying
        x, y = self.made.port(entry.side)
        if entry.joined:
            ring = -RING_ASIDE - radius, -self.made.up - 4 - radius
            corner = -RING_ASIDE, ring[1]
            points = [corner, (0.0, ring[1]), (x, y)]
        else:
            sx, sy = {UP: (0, -1), DOWN: (0, 1), LEFT: (-1, 0), RIGHT: (1, 0)}[entry.side]
            far = max(STEM, self.made.up + y + STEM if entry.side == UP else 0.0)
            ring = x + sx * (far + radius), y + sy * (far + radius)
            points = [(x + sx * far, y + sy * far), (x, y)]
        seen = [turned(p) for p in (ring, *points)] if lying else [ring, *points]
        self._ring(seen[0], entry.ring, here, 1, left=drawn_side(entry.side, lying) == LEFT or lying != entry.joined)
        self._line(*seen[1:])

    def _ring(self, middle: Point, ring: Ring, step: str, note: int, *, left: bool) -> None:
        """A circle, which stands for the step to which it leads; ``note``: whether a line ends (0) or begins there (1)."""
        (x, y), radius, size = middle, self.sizes.radius, self.sizes.type.label
        self.made.symbols.append(Symbol("connector", x, y, 2 * radius, 2 * radius, (ring.name,), step, f"จุดเชื่อมต่อ {ring.name}"))
        self.made.reach(x - radius, y - radius - 2, x + radius, y + radius + 2)
        if words := self._note(ring, note):
            at = x - radius - 4 - words.width if left else x + radius + 4
            self._label(replace(words, x=at, y=y + 0.3 * size, flush="right" if left else "left"))

    def _note(self, ring: Ring | None, note: int) -> Label | None:
        """Where the line of a circle goes on (0) or comes from (1); ample, where the numbers of pages are not known yet."""
        if not (ring and ring.sheets and self.look.notes):
            return None
        found = Label(self.look.notes[note], 0, 0, 0, ring.sheets)
        pages = ", ".join("99-99" for _ in ring.sheets)
        return replace(found, width=_width(found.whole if self.look.notes == SHEETS else f"{found.text} {pages}", self.sizes))

    def _label(self, label: Label) -> None:
        size = self.sizes.type.label
        self.made.labels.append(label)
        self.made.reach(label.x, label.y - size, label.x + label.width, label.y + 0.4 * size)

    def _line(self, *points: Point) -> None:
        self.made.lines.append(Line(points))


SHEETS = "ไปแผ่นที่", "จากแผ่นที่"
PAGES = "ไปหน้า", "จากหน้า"
"""Words beside circles: where sheets are numbered, and where their pages are."""
