"""A :class:`~generator.drawing.model.Drawing` for the book: outlines, lines, heads and words as values for ``drawing.typ``.

Values, not code: no label can ever be read as Typst. Black on white, since offices copy; sizes in pt of TH Sarabun.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from generator.drawing import shapes
from generator.drawing.model import Drawing, Label, Line, Symbol, TypeSize
from generator.drawing.shapes import BAR, HAIRLINE, STROKE
from generator.drawing.svg import BASELINE, Digits, arrow

PX = 0.75  # pt
HANDBOOK_SIZE = 1495 / 987  # TH Sarabun is drawn at 0.66 of its em: this many pt of it look like 1 pt of Sarabun
WHITE, BLACK, GREY = 100, 0, 45
HAIR = 0.7  # the thinnest line that a copier keeps, pt
THIN = 0.5  # of lanes, pt

SIZED = frozenset({"x", "y", "width", "height", "size"})
"""Fields that grow with a drawing."""

Values = dict[str, Any]


def emit(
    drawing: Drawing,
    *,
    scale: float = PX,
    height: float | None = None,
    digits: Digits = str,
    marks: Sequence[str] = (),
) -> Values:
    """Paths and texts in pt, ``scale`` pt to the px; ``digits`` turns the words to the digits of their region.

    ``marks``: the labels of the sheets of this chart, so that words name the page of a sheet instead of its number.

    ``height`` (pt): of the cell in which the drawing stands in the middle; lines that run beyond are cut at its borders.
    """
    tall = drawing.height * scale if height is None else height
    place = _Place(scale, (tall - drawing.height * scale) / 2, tall)
    rules = [{"segments": [s for line in drawing.rules for s in _run(line, place)], "stroke": THIN, "fill": None, "grey": GREY}]
    bars = [{"segments": [s for line in drawing.bars for s in _run(line, place)], "stroke": _n(BAR * scale), "fill": None}]
    paths = [
        *(rules if drawing.rules else ()),
        *_lines(drawing.lines, place),
        *(bars if drawing.bars else ()),
        *(_symbol(s, place) for s in drawing.symbols),
    ]
    texts = [t for s in drawing.symbols for t in _words(s, place, drawing.type, digits)]
    texts += [_label(w, place, drawing.type.label, digits, marks) for w in drawing.labels]
    return {"width": _n(drawing.width * scale), "height": _n(tall), "paths": paths, "texts": texts}


def scaled(values: Values, factor: float) -> Values:
    """What :func:`emit` gave, in another size; lines are as thick as before."""

    def sized(part: Values) -> Values:
        return {key: _n(value * factor) if key in SIZED else value for key, value in part.items()}

    paths = [{**path, "segments": [[verb, *(_n(v * factor) for v in at)] for verb, *at in path["segments"]]} for path in values["paths"]]
    return {**sized(values), "paths": paths, "texts": [sized(text) for text in values["texts"]]}


class _Place:
    """From px of the drawing to pt of the cell."""

    def __init__(self, scale: float, down: float, height: float) -> None:
        self.scale, self.down, self.height = scale, down, height

    def x(self, x: float) -> float:
        return _n(x * self.scale)

    def y(self, y: float) -> float:
        return _n(min(max(y * self.scale + self.down, 0.0), self.height))

    def stroke(self) -> float:
        return _n(max(STROKE * self.scale, HAIR))


def _lines(lines: tuple[Line, ...], place: _Place) -> Iterator[Values]:
    segments = [s for line in lines for s in _run(line, place)]
    if segments:
        yield {"segments": segments, "stroke": place.stroke(), "fill": None}
    heads = [s for line in lines if line.arrow for s in _head(line, place)]
    if heads:
        yield {"segments": heads, "stroke": 0, "fill": BLACK}


def _run(line: Line, place: _Place) -> Iterator[list[Any]]:
    for at, (x, y) in enumerate(line.points):
        yield ["line" if at else "move", place.x(x), place.y(y)]


def _head(line: Line, place: _Place) -> Iterator[list[Any]]:
    for at, (x, y) in enumerate(arrow(line.points[-2], line.points[-1])):
        yield ["line" if at else "move", place.x(x), place.y(y)]
    yield ["close"]


def _symbol(symbol: Symbol, place: _Place) -> Values:
    segments: list[list[Any]] = []
    for segment in shapes.outline(symbol.kind, symbol.width, symbol.height):
        segments.append([segment.verb, *(v for x, y in segment.points for v in (place.x(symbol.x + x), place.y(symbol.y + y)))])
    thin = {"stroke": THIN, "grey": GREY} if shapes.SHAPES[symbol.kind].stroke == HAIRLINE else {"stroke": place.stroke()}
    return {"segments": segments, "fill": WHITE, **thin}


def _words(symbol: Symbol, place: _Place, size: TypeSize, digits: Digits) -> Iterator[Values]:
    middle = (len(symbol.text) - 1) / 2
    rise = -shapes.SHAPES[symbol.kind].hollow
    for at, text in enumerate(symbol.text):
        y = symbol.y + rise + (at - middle) * size.line + size.font * BASELINE
        shown = text if symbol.kind == "connector" else digits(text)
        yield _text(shown, symbol.x - symbol.width / 2, y, symbol.width, size.font, place, bold=at < symbol.bold)


def _label(label: Label, place: _Place, size: float, digits: Digits, marks: Sequence[str]) -> Values:
    words = label.text if marks and label.sheets else label.whole
    noted = {"pages": [marks[n - 1] for n in label.sheets], "flush": label.flush} if marks and label.sheets else {}
    return {**_text(digits(words), label.x, label.y, label.width, size, place), **noted}


def _text(text: str, x: float, y: float, width: float, size: float, place: _Place, *, bold: bool = False) -> Values:
    at = {"x": place.x(x), "y": place.y(y), "width": _n(width * place.scale)}
    return {**at, "text": text, "size": _n(size * place.scale * HANDBOOK_SIZE), "bold": bold}


def _n(value: float) -> float:
    return round(value, 2)
