"""A symbol with what belongs to it: the words of its ways out, and the circles in which broken lines end and go on. Places are from its middle.

Its reach on four sides is room that no other line enters, so that words and lines never meet. Sides, reach and lines are those of the grid,
in which the work goes down; where a drawing lies, the grid is turned so that it goes right: only words and outlines do not turn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from generator.drawing import shapes
from generator.drawing.model import Box, Drawing, Label, Line, Point, Symbol
from generator.flow.fit import SAFETY, Sizes, fit
from generator.flow.graph import AT_ONCE, Node
from generator.flow.grid import Arc
from generator.flow.routing import DOWN, LEFT, RIGHT, STEP, UP
from generator.fonts.metrics import REGULAR
from generator.thai.wrapping import wrap

ABOVE, ASIDE = 6.0, 6.0  # of words above their line, beside their line
STEM = 16.0  # least length of a line to or from a circle
RING_ASIDE = 36.0  # from the middle to a circle that joins the line above a symbol
BAR_ENDS = 7.0  # of a bar, beyond its outermost ways
SLOPE = 1.6  # a decision with several ways out at a side grows by so much more, since that side is not upright
APART = 14.0  # between the words of two ways out on one side
SHEETS = "ไปแผ่นที่", "จากแผ่นที่"
PAGES = "ไปหน้า", "จากหน้า"
"""Words beside circles: where sheets are numbered, and where their pages are."""


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


def seen(point: Point, lying: bool) -> Point:
    """A point of the grid as it is seen: across and down exchanged where the drawing lies; and back."""
    return (point[1], point[0]) if lying else point


def drawn_side(side: int, lying: bool) -> int:
    """The side of a symbol, as it is seen, of a side in the grid; and back."""
    return 3 - side if lying else side


class Figure:
    """What is drawn for one item; a junction (no ``node``) is nothing but a place.

    ``left``, ``right``, ``up``, ``down``: its reach in the grid; ``drops``: how far from the middle of its side each way out stands. Ways out
    that stand beside one another make the symbol larger.
    """

    def __init__(self, node: Node | None, exits: Sequence[Exit], entry: LineEntry | None, look: DrawingStyle) -> None:
        self.look, self.sizes, self.lying = look, look.sizes, look.lying
        self.kind, self.width, self.height = node.kind if node else None, 0.0, 0.0
        self.left = self.right = self.up = self.down = 0.0
        self.symbols: list[Symbol] = []
        self.lines: list[Line] = []
        self.labels: list[Label] = []
        self.drops = {arc: drop for side in (LEFT, RIGHT) for arc, drop in self._drops([e for e in exits if e.side == side])}
        if node is None:
            if len(exits) > 1:
                self._together()
            return
        self._symbol(node)
        for side in (LEFT, RIGHT, DOWN):
            for way in exits:
                if way.side == side:
                    self._leave(way)
        if entry:
            self._enter(entry, node.id)

    @property
    def drawing(self) -> Drawing:
        """All of it around (0, 0)."""
        return Drawing(0, 0, tuple(self.symbols), tuple(self.lines), tuple(self.labels))

    @property
    def half(self) -> float:
        """From the middle of the symbol to its edge, across the grid."""
        return (self.height if self.lying else self.width) / 2

    def port(self, side: int, arc: Arc | None = None) -> Point:
        """Where a line meets the symbol at a side, in the grid."""
        return seen(self._port(drawn_side(side, self.lying), arc), self.lying)

    def _port(self, side: int, arc: Arc | None = None) -> Point:
        if self.kind is None:
            return 0.0, 0.0
        off = self.drops.get(arc, 0.0) if arc else 0.0
        if side in (LEFT, RIGHT):
            return STEP[side][0] * shapes.half_width(self.kind, self.width, self.height, off), off
        level = shapes.foot(self.kind, self.width, self.height, off) if side == DOWN or self.kind == "decision" else self.height / 2
        return off, STEP[side][1] * level

    def _drops(self, exits: Sequence[Exit]) -> Iterator[tuple[Arc, float]]:
        """From the middle, of ways out in their order: one that leads straight on keeps the middle."""
        step = max([self.sizes.stack, *(self._room(e) + APART for e in exits)])
        straight = next((at for at, e in enumerate(exits) if e.turn == 0 and e.ring is None), None)
        middle = (len(exits) - 1) / 2 if straight is None else straight
        return ((e.arc, (at - middle) * step) for at, e in enumerate(exits))

    def _room(self, way: Exit) -> float:
        """What the words of a way out take of its side."""
        words = self.look.words(way.arc.label)
        if not self.lying:
            return len(words) * self.sizes.label_line
        note, radius = self._note(way.ring, 0), self.sizes.radius
        return radius + max([*(width for _, width in words), note.width + radius if note else 0.0])

    def _symbol(self, node: Node) -> None:
        size = fit(node.kind, node.label, self.sizes, self.look.extra)
        most = max((2 * abs(drop) + self.sizes.stack for drop in self.drops.values() if drop), default=0.0)
        most *= SLOPE if node.kind == "decision" else 1
        self.width = max(size.width, most) if self.lying else size.width
        self.height = size.height if self.lying else max(size.height, most)
        alt = f"{node.ordinal} {node.words}" if node.number and self.look.numbered else node.words
        self.symbols.append(Symbol(node.kind, 0, 0, self.width, self.height, size.lines, node.id, alt))
        self._keep(self.symbols[0].box)

    def _together(self) -> None:
        """The words at the end of a bar: at its left, above it where it stands upright."""
        far, size, width = BAR_ENDS + ASIDE, self.sizes.type.label, _width(AT_ONCE, self.sizes)
        self._label(Label(AT_ONCE, -width / 2, -far - 0.4 * size, width) if self.lying else Label(AT_ONCE, -far - width, 0.3 * size, width))

    def _leave(self, way: Exit) -> None:
        """The words at the beginning of a line, and the circle in which it ends."""
        side = drawn_side(way.side, self.lying)
        x, y = self._port(side, way.arc)
        words = self.look.words(way.arc.label)
        far = self._beside(words, (x, y), side) if side in (LEFT, RIGHT) else self._along(words, (x, y), side)
        if way.ring is not None:
            (sx, sy), radius = STEP[side], self.sizes.radius
            far = max(far + STEM, self.width / 2 + 4 - abs(x) if sx else self.height / 2 + 4 - abs(y))
            end = x + sx * far, y + sy * far
            self._ring((end[0] + sx * radius, end[1] + sy * radius), way.ring, way.arc.target, 0, left=side == LEFT or x < 0)
            self.lines.append(Line(((x, y), end)))

    def _beside(self, words: Sequence[tuple[str, float]], start: Point, side: int) -> float:
        """Words above a line that runs to a side, or under it where a decision is wider above. How far they reach along it."""
        (x, y), line = start, self.sizes.label_line
        first = y + line if y > 0 else y - ABOVE - (len(words) - 1) * line
        if self.lying and len(words) > 1:  # beyond those of the way out above
            x = max(x, self.down)
        for at, (text, width) in enumerate(words):
            self._label(Label(text, x + ASIDE if side == RIGHT else x - ASIDE - width, first + at * line, width))
        return abs(x - start[0]) + max((width for _, width in words), default=0.0)

    def _along(self, words: Sequence[tuple[str, float]], start: Point, side: int) -> float:
        """Words at the right of a line that runs up or down, at its left where a decision is lower at the right. How far they reach along it."""
        (x, y), line, size = start, self.sizes.label_line, self.sizes.type.label
        over = (len(words) - 1) * line
        low = self.down if not self.lying and self.down > self.height / 2 else y
        first = y - 0.4 * size - over - ABOVE if side == UP else max(low, y) + line
        for at, (text, width) in enumerate(words):
            self._label(Label(text, x + ASIDE if x >= 0 else x - ASIDE - width, first + at * line, width))
        if not self.lying:
            return self.down - y
        return 0.0 if not words else y - first + size if side == UP else first + over + 0.4 * size - y

    def _enter(self, entry: LineEntry, step: str) -> None:
        """The circle above a symbol or at its side, in the grid."""
        radius, (x, y) = self.sizes.radius, self.port(entry.side)
        if entry.joined:
            level = -self.up - 4 - radius
            points = [(-RING_ASIDE - radius, level), (-RING_ASIDE, level), (0.0, level), (x, y)]
        else:
            sx, sy = STEP[entry.side]
            far = max(STEM, self.up + y + STEM if entry.side == UP else 0.0)
            points = [(x + sx * (far + radius), y + sy * (far + radius)), (x + sx * far, y + sy * far), (x, y)]
        ring, *line = (seen(point, self.lying) for point in points)
        self._ring(ring, entry.ring, step, 1, left=drawn_side(entry.side, self.lying) == LEFT or self.lying != entry.joined)
        self.lines.append(Line(tuple(line)))

    def _ring(self, middle: Point, ring: Ring, step: str, note: int, *, left: bool) -> None:
        """A circle, which stands for the step to which it leads; ``note``: whether a line ends (0) or begins there (1)."""
        (x, y), radius, size = middle, self.sizes.radius, self.sizes.type.label
        self.symbols.append(Symbol("connector", x, y, 2 * radius, 2 * radius, (ring.name,), step, f"จุดเชื่อมต่อ {ring.name}"))
        self._keep((x - radius, y - radius - 2, x + radius, y + radius + 2))
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
        self.labels.append(label)
        self._keep(label.box(self.sizes.type.label))

    def _keep(self, box: Box) -> None:
        """Keep a box clear, given as it is seen."""
        left, top, right, foot = box if not self.lying else (box[1], box[0], box[3], box[2])
        self.left, self.right = max(self.left, -left), max(self.right, right)
        self.up, self.down = max(self.up, -top), max(self.down, foot)
