"""What is wrong with a drawing, by geometry alone: what a reader could misread, or could not read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

from generator.drawing import shapes
from generator.drawing.model import FONT_SIZE, LABEL_SIZE, LINE_HEIGHT, Drawing, Label, Line, Point, Symbol
from generator.fonts.metrics import BOLD, REGULAR

NEAR = 0.75  # px that no eye sees
Segment = tuple[Point, Point]


@dataclass(frozen=True, slots=True)
class LabelBox:
    """Sizes of words in a kind of drawing, px."""

    font: float = FONT_SIZE
    line: float = LINE_HEIGHT
    label: float = LABEL_SIZE


def defects(drawing: Drawing, words: LabelBox | None = None) -> list[str]:
    """Every defect in words; none for a clean drawing."""
    sizes = words or LabelBox()
    return [fault for check in CHECKS for fault in check(drawing, sizes)]


def segments(line: Line) -> list[Segment]:
    """The straight pieces of a line."""
    return list(pairwise(line.points))


def inside(symbol: Symbol, x: float, y: float, margin: float = NEAR) -> bool:
    """Whether a point is inside a symbol by more than ``margin``."""
    dx, dy = x - symbol.x, y - symbol.y
    if abs(dy) > symbol.height / 2 - margin:
        return False
    if symbol.kind in ("terminator", "connector"):
        radius = symbol.height / 2
        beyond = max(0.0, abs(dx) - (symbol.width / 2 - radius))
        return beyond**2 + dy**2 < max(0.0, radius - margin) ** 2
    if symbol.kind == "document" and dy > shapes.foot("document", symbol.height) - margin:
        return False
    return abs(dx) < shapes.half_width(symbol.kind, symbol.width, symbol.height, dy) - margin


def touches(symbol: Symbol, point: Point, margin: float = 1.5) -> bool:
    """Whether a point is on a symbol's edge."""
    x, y = point
    half = shapes.half_width(symbol.kind, symbol.width, symbol.height, y - symbol.y)
    if abs(y - symbol.y) <= symbol.height / 2 + margin and abs(abs(x - symbol.x) - half) < margin:
        return True
    top, foot = symbol.y - symbol.height / 2, symbol.y + shapes.foot(symbol.kind, symbol.height)
    return abs(x - symbol.x) < margin and min(abs(y - top), abs(y - foot)) < margin


def box(label: Label, size: float) -> tuple[float, float, float, float]:
    """Left, top, right, foot of a label: of its letters with their marks above and below."""
    return label.x, label.y - 0.95 * size, label.x + label.width, label.y + 0.32 * size


def frame(symbol: Symbol) -> tuple[float, float, float, float]:
    """Left, top, right, foot of a symbol."""
    return symbol.x - symbol.width / 2, symbol.y - symbol.height / 2, symbol.x + symbol.width / 2, symbol.y + symbol.height / 2


def _crosses(segment: Segment, area: tuple[float, float, float, float], margin: float = NEAR) -> bool:
    (x1, y1), (x2, y2) = segment
    left, top, right, foot = area
    return max(x1, x2) > left + margin and min(x1, x2) < right - margin and max(y1, y2) > top + margin and min(y1, y2) < foot - margin


def _on(segment: Segment) -> Iterator[Point]:
    """Points along a piece, 1.5 px apart at most."""
    (x1, y1), (x2, y2) = segment
    steps = max(2, int(max(abs(x2 - x1), abs(y2 - y1)) / 1.5))
    return ((x1 + (x2 - x1) * n / steps, y1 + (y2 - y1) * n / steps) for n in range(steps + 1))


def _at(point: Point) -> str:
    return f"({point[0]:.0f}, {point[1]:.0f})"


def _slanted(drawing: Drawing, _: LabelBox) -> Iterator[str]:
    for line in drawing.lines:
        for a, b in segments(line):
            if min(abs(a[0] - b[0]), abs(a[1] - b[1])) > 0.05:
                yield f"slanted line from {_at(a)} to {_at(b)}"


def _through_symbols(drawing: Drawing, _: LabelBox) -> Iterator[str]:
    framed = [(symbol, frame(symbol)) for symbol in drawing.symbols]
    for line in drawing.lines:
        for segment in segments(line):
            for symbol, area in framed:
                if _crosses(segment, area) and any(inside(symbol, x, y) for x, y in _on(segment)):
                    yield f"line through {symbol.alt or symbol.kind} at {_at(segment[0])}"


def _through_labels(drawing: Drawing, words: LabelBox) -> Iterator[str]:
    for label in drawing.labels:
        area = box(label, words.label)
        for line in drawing.lines:
            if any(_crosses(segment, area, 0) for segment in segments(line)):
                yield f"line through the words {label.text}"


def _symbols_apart(drawing: Drawing, _: LabelBox) -> Iterator[str]:
    for one, other in combinations(drawing.symbols, 2):
        if _meet(frame(one), frame(other), -3):
            yield f"{one.alt} and {other.alt} overlap"


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float], margin: float = 0.0) -> bool:
    return one[0] < other[2] - margin and other[0] < one[2] - margin and one[1] < other[3] - margin and other[1] < one[3] - margin


def _labels_apart(drawing: Drawing, words: LabelBox) -> Iterator[str]:
    for one, other in combinations(drawing.labels, 2):
        if _meet(box(one, words.label), box(other, words.label), 4.5 if abs(one.y - other.y) > words.label else 0):
            yield f"the words {one.text} and {other.text} overlap"
    for label in drawing.labels:
        area = left, top, right, foot = box(label, words.label)
        corners = [(x, y) for x in (left, (left + right) / 2, right) for y in (top, (top + foot) / 2, foot)]
        for symbol in drawing.symbols:
            if not _meet(frame(symbol), area):
                continue
            if any(inside(symbol, *corner, margin=0) for corner in corners) or _within(frame(symbol), area):
                yield f"the words {label.text} stand on {symbol.alt}"


def _within(inner: tuple[float, float, float, float], outer: tuple[float, float, float, float]) -> bool:
    return outer[0] <= inner[0] and inner[2] <= outer[2] and outer[1] <= inner[1] and inner[3] <= outer[3]


def _on_sheet(drawing: Drawing, words: LabelBox) -> Iterator[str]:
    areas = [(s.alt, frame(s)) for s in drawing.symbols] + [(label.text, box(label, words.label)) for label in drawing.labels]
    for name, (left, top, right, foot) in areas:
        if left < 0 or top < 0 or right > drawing.width or foot > drawing.height:
            yield f"{name} is off the sheet"


def _lines_on_sheet(drawing: Drawing, _: LabelBox) -> Iterator[str]:
    for line in drawing.lines:
        if any(not (0 <= x <= drawing.width and 0 <= y <= drawing.height) for x, y in line.points):
            yield f"the line at {_at(line.points[0])} is off the sheet"


def _words_fit(drawing: Drawing, words: LabelBox) -> Iterator[str]:
    for symbol in drawing.symbols:
        rise = -shapes.WAVE if symbol.kind == "document" else 0.0
        for at, text in enumerate(symbol.text):
            face = BOLD if at < symbol.bold else REGULAR
            dy = rise + (at - (len(symbol.text) - 1) / 2) * words.line
            reach = abs(dy) + words.font * 0.55
            room = shapes.half_width(symbol.kind, symbol.width, symbol.height, reach)
            if face.width(text, words.font) / 2 > room + NEAR or reach > symbol.height / 2 + 1:
                yield f"words wider than their symbol: {text}"


def _labels_wide(drawing: Drawing, words: LabelBox) -> Iterator[str]:
    for label in drawing.labels:
        if REGULAR.width(label.text, words.label) > label.width + NEAR:
            yield f"the words {label.text} are squeezed"


def _shared(drawing: Drawing, _: LabelBox) -> Iterator[str]:
    """Two lines on one way over more than 2 px, unless they have their source or their target in common."""
    ends = [_ends(line) for line in drawing.lines]
    for axis in (0, 1):
        pieces = sorted(_pieces(drawing.lines, axis))
        for at, (level, start, end, one) in enumerate(pieces):
            for other_level, other_start, other_end, other in pieces[at + 1 :]:
                if other_level - level >= 2:
                    break
                if min(end, other_end) - max(start, other_start) > 2 and one != other and not ends[one] & ends[other]:
                    yield f"two lines on one way, {'down' if axis == 0 else 'across'} at {level:.0f}, from {max(start, other_start):.0f}"


def _pieces(lines: tuple[Line, ...], axis: int) -> Iterator[tuple[float, float, float, int]]:
    """The pieces along one axis: where they stand, where they start and end, and of which line they are."""
    for at, line in enumerate(lines):
        for one, other in segments(line):
            if abs(one[axis] - other[axis]) < 0.05:
                start, end = sorted((one[1 - axis], other[1 - axis]))
                yield one[axis], start, end, at


def _ends(line: Line) -> set[tuple[str, int, int]]:
    (x1, y1), (x2, y2) = line.points[0], line.points[-1]
    return {("out", round(x1), round(y1)), ("in", round(x2), round(y2))}


def _arrows(drawing: Drawing, _: LabelBox) -> Iterator[str]:
    for line in drawing.lines:
        tip = line.points[-1]
        if not line.arrow or any(touches(symbol, tip) for symbol in drawing.symbols):
            continue
        others = (segment for other in drawing.lines if other is not line for segment in segments(other))
        if not any(_crosses(segment, (*tip, *tip), -1) for segment in others):
            yield f"an arrow ends in the air at {_at(tip)}"


CHECKS: tuple[Callable[[Drawing, LabelBox], Iterator[str]], ...] = (
    _slanted, _through_symbols, _through_labels, _symbols_apart, _labels_apart, _on_sheet, _lines_on_sheet,
    _words_fit, _labels_wide, _shared, _arrows,
)  # fmt: skip


def said(drawing: Drawing, words: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """What stands in several lines, and the text that it was; ``words``: a text that holds those beside lines, by default the description."""
    yield from ((symbol.alt, symbol.text) for symbol in drawing.symbols if len(symbol.text) > 1)
    whole, lines = "", list[str]()
    for text in (*(label.text for label in drawing.labels), ""):
        longer = next((tried for tried in (f"{whole} {text}", whole + text) if whole and text and tried in (words or drawing.description)), "")
        if not longer and len(lines) > 1:
            yield whole, tuple(lines)
        whole, lines = longer or text, [*lines, text] if longer else [text]
