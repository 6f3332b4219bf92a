"""The bands of a chart with titles at their heads and thin lines between them: swimlanes along the flow, stages across it.

All is placed in the grid, in which the work goes down, and turned where the drawing lies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from generator.drawing.model import Drawing, Label, Line, Point, Symbol
from generator.drawing.shapes import SymbolKind
from generator.flow.figures import DrawingStyle, seen
from generator.flow.fit import SAFETY
from generator.flow.grid import StageRow
from generator.flow.places import Places
from generator.fonts.metrics import BOLD
from generator.thai.wrapping import wrap

PAD = 8.0  # around the title of a lane, and between the titles of lanes and the first row
SIDE = 92.0  # of a title at the side of lanes that lie
WIDTHS = (96.0, 120.0, 150.0, 190.0, 240.0)
"""Of titles of stages in a column: the first in which all of them are as low as their stages."""
TIGHT, GAP, BETWEEN = 7.0, 6.0, 7.0  # around the title of a stage; between two of them; from a row down to the line of the next stage
AIR = 10.0  # from the chart to the titles of its stages, and to the ends of the lines between them where no frame is
Span = tuple[float, float]


def lane_room(title: str, look: DrawingStyle) -> float:
    """How wide a lane must be for its title: as the longest word of it asks; as high as its lines where the lanes lie."""
    if look.lying:
        return len(_lines(title, SIDE - 2 * PAD, look)) * look.sizes.type.line + 2 * PAD
    return _widest(title, look) + 2 * PAD


def stage_room(words: str, look: DrawingStyle) -> float:
    """How long a stage must be for its title and times, along the flow."""
    if look.lying:
        return _widest(words, look) + 2 * TIGHT + GAP
    return len(_lines(words, WIDTHS[-1] - 2 * TIGHT, look)) * look.sizes.type.line + TIGHT + GAP


def lanes(titles: Sequence[str], at: Places, labels: Sequence[Label], look: DrawingStyle) -> Drawing:
    """The frame of swimlanes. ``labels``: words that interrupt the lines between lanes."""
    spans = list(pairwise(at.edges))
    texts = [_lines(title, (SIDE if look.lying else end - start) - 2 * PAD, look) for title, (start, end) in zip(titles, spans, strict=True)]
    top, foot = at.tops[0] - PAD, at.foot + PAD
    head = top - (SIDE if look.lying else max(map(len, texts)) * look.sizes.type.line + 2 * PAD)
    cells = [_cell("lane", text, span, (head, top), look, f"ช่อง {title}", len(text)) for title, text, span in zip(titles, texts, spans, strict=True)]
    left, *inner, right = at.edges
    around = (left, head), (right, head), (right, foot), (left, foot), (left, head)
    return _frame(cells, [around, *(run for edge in inner for run in _open(edge, (top, foot), labels, look))], look)


def stages(found: Sequence[StageRow], at: Places, across: Span, look: DrawingStyle) -> Drawing:
    """The titles of stages beside a chart that reaches ``across`` the flow."""
    line = look.sizes.type.line
    edges = [at.tops[0] - PAD, *(at.tops[stage.row] + BETWEEN for stage in found[1:]), at.foot + PAD]
    spans = [(start + GAP / 2, end - GAP / 2) for start, end in pairwise(edges)]

    def fits(width: float) -> bool:
        highs = (len(_lines(stage.words, width - 2 * TIGHT, look)) * line + TIGHT for stage in found)
        return all(high <= end - start for high, (start, end) in zip(highs, spans, strict=True))

    width = next((w for w in WIDTHS if fits(w)), WIDTHS[-1])
    rooms = [(end - start if look.lying else width) - 2 * TIGHT for start, end in spans]
    texts = [_lines(stage.words, room, look) for stage, room in zip(found, rooms, strict=True)]
    if look.lying:
        width = max(map(len, texts)) * line + 2 * TIGHT
    left, right = across[0] - AIR - width, across[1] + (0.0 if at.edges else AIR)
    cells = [
        _cell("box", text, (left, left + width), span, look, stage.words.replace("\n", " "), len(_lines(stage.words.split("\n")[0], room, look)))
        for stage, text, span, room in zip(found, texts, spans, rooms, strict=True)
        if stage.words
    ]
    return _frame(cells, [((left, edge), (right, edge)) for edge in edges], look)


def _cell(kind: SymbolKind, text: tuple[str, ...], across: Span, along: Span, look: DrawingStyle, alt: str, bold: int) -> Symbol:
    (x, width), (y, height) = ((sum(span) / 2, span[1] - span[0]) for span in ((along, across) if look.lying else (across, along)))
    return Symbol(kind, x, y, width, height, text, alt=alt, bold=bold)


def _frame(cells: Iterable[Symbol], rules: Iterable[Sequence[Point]], look: DrawingStyle) -> Drawing:
    lines = (Line(tuple(seen(point, look.lying) for point in rule), arrow=False) for rule in rules)
    return Drawing(0, 0, tuple(cells), rules=tuple(lines))


def _open(edge: float, span: Span, labels: Sequence[Label], look: DrawingStyle) -> Iterator[tuple[Point, Point]]:
    """The pieces of a line between two lanes that no words stand on."""
    start, foot = span
    boxes = [label.box(look.sizes.type.label) for label in labels]
    words = [(y, x - 2, foot, right + 2) if look.lying else (x - 2, y, right + 2, foot) for x, y, right, foot in boxes]
    for left, low, right, end in sorted(words, key=lambda box: box[1]):
        if left < edge < right and end > start:
            if low > start:
                yield (edge, start), (edge, low)
            start = max(start, end)
    if foot > start:
        yield (edge, start), (edge, foot)


def _lines(text: str, room: float, look: DrawingStyle) -> tuple[str, ...]:
    return wrap(text, max(room, 1.0), lambda words: _width(words, look), look.extra)


def _widest(text: str, look: DrawingStyle) -> float:
    """Of the words of a text that stay whole."""
    return max(_width(line, look) for line in _lines(text, 1.0, look))


def _width(text: str, look: DrawingStyle) -> float:
    return BOLD.width(text, look.sizes.type.font) * SAFETY
