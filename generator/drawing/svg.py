"""A :class:`~generator.drawing.model.Drawing` as SVG for browsers.

Colours stand as presentation attributes (right without any style sheet) and are taken over by the classes
``sf-…`` of the site's style sheet, dark mode included. All text is escaped here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from markupsafe import escape

from generator.drawing import shapes
from generator.drawing.model import (
    ARROW_HALF,
    ARROW_LENGTH,
    Drawing,
    Label,
    Line,
    Point,
    Symbol,
    TypeSize,
)
from generator.drawing.shapes import BAR, HAIRLINE, STROKE, SymbolKind
from generator.fonts.metrics import BOLD, REGULAR

INK, GREY = "#111", "#8a94a3"
BASELINE = 0.34  # of the font size, from the middle of a line of Thai down to its baseline
FAMILY = "Sarabun, 'TH Sarabun New', 'Noto Sans Thai', sans-serif"

Href = Callable[[str], str | None]
Digits = Callable[[str], str]


def emit(
    drawing: Drawing,
    *,
    uid: str = "flow",
    href: Href | None = None,
    digits: Digits = str,
    hidden: bool = False,
    standalone: str | None = None,
) -> str:
    """The ``<svg>`` element.

    ``href``: address of a symbol's step, or None for no link; ``digits`` turns the words to the digits of their region; ``hidden``: for
    drawings whose words stand beside them for screen readers; ``standalone``: CSS to carry inside, for a file of its own.
    """
    size = f'width="{_n(drawing.width)}" height="{_n(drawing.height)}" viewBox="0 0 {_n(drawing.width)} {_n(drawing.height)}"'
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" class="sf" {size} font-family="{FAMILY}" {_role(drawing, uid, hidden)}>']
    if standalone is not None:
        parts.append(f"<style>{standalone}</style>")
    if not hidden:
        parts.append(f'<title id="{uid}-t">{escape(digits(drawing.title))}</title><desc id="{uid}-d">{escape(digits(drawing.description))}</desc>')
    if drawing.rules:
        parts.append(
            f'<path class="sf-rule" aria-hidden="true" fill="none" stroke="{GREY}" stroke-width="{HAIRLINE}" d="{_strokes(drawing.rules)}"/>'
        )
    parts.append(_paths(drawing.lines))
    if drawing.bars:
        parts.append(f'<path class="sf-bar" aria-hidden="true" fill="none" stroke="{INK}" stroke-width="{BAR}" d="{_strokes(drawing.bars)}"/>')
    parts += [_symbol(s, href, drawing.type, digits) for s in drawing.symbols]
    parts += [_label(label, drawing.type.label, digits) for label in drawing.labels]
    return "".join([*parts, "</svg>"])


def _role(drawing: Drawing, uid: str, hidden: bool) -> str:
    if hidden:
        return 'aria-hidden="true" focusable="false"'
    described = f" {uid}-d" if drawing.description else ""
    return f'role="group" aria-labelledby="{uid}-t{described}"'


def _strokes(lines: tuple[Line, ...]) -> str:
    return "".join("M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in line.points) for line in lines)


def _paths(lines: tuple[Line, ...]) -> str:
    heads = "".join(_head(line.points[-2], line.points[-1]) for line in lines if line.arrow)
    return (
        f'<path class="sf-line" aria-hidden="true" fill="none" stroke="{INK}" stroke-width="{STROKE}" d="{_strokes(lines)}"/>'
        f'<path class="sf-head" aria-hidden="true" fill="{INK}" d="{heads}"/>'
    )


def arrow(start: Point, tip: Point) -> tuple[Point, Point, Point]:
    """The corners of an arrow head at ``tip`` of a horizontal or vertical line."""
    (x0, y0), (x, y) = start, tip
    if abs(x - x0) < abs(y - y0):
        back = y - (ARROW_LENGTH if y > y0 else -ARROW_LENGTH)
        return (x, y), (x - ARROW_HALF, back), (x + ARROW_HALF, back)
    back = x - (ARROW_LENGTH if x > x0 else -ARROW_LENGTH)
    return (x, y), (back, y - ARROW_HALF), (back, y + ARROW_HALF)


def _head(start: Point, tip: Point) -> str:
    return "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in arrow(start, tip)) + "Z"


def _symbol(symbol: Symbol, href: Href | None, size: TypeSize, digits: Digits) -> str:
    d = _outline(symbol.kind, symbol.width, symbol.height, symbol.x, symbol.y)
    fill, stroke = shapes.SHAPES[symbol.kind].fill, shapes.SHAPES[symbol.kind].stroke
    ink = GREY if stroke == HAIRLINE else INK
    shape = f'<path class="sf-shape" fill="{fill}" stroke="{ink}" stroke-width="{stroke}" stroke-linejoin="round" d="{d}"/>'
    address = href(symbol.step) if href and symbol.step else None
    mute = ' aria-hidden="true"' if address else ""  # the link is named whole; its broken lines would be read once more
    group = f'<g class="sf-{symbol.kind}"{mute}>{shape}{_words(symbol, size, digits)}</g>'
    return f'<a href="{escape(address)}" aria-label="{escape(digits(symbol.alt))}">{group}</a>' if address else group


@lru_cache(maxsize=1 << 12)
def _outline(kind: SymbolKind, width: float, height: float, x: float, y: float) -> str:
    return "".join(_segment(s, x, y) for s in shapes.outline(kind, width, height))


def _segment(segment: shapes.Segment, x: float, y: float) -> str:
    verb = {"move": "M", "line": "L", "curve": "C", "close": "Z"}[segment.verb]
    return verb + " ".join(f"{_n(x + px)} {_n(y + py)}" for px, py in segment.points)


def _words(symbol: Symbol, size: TypeSize, digits: Digits) -> str:
    middle = (len(symbol.text) - 1) / 2
    rise = -shapes.SHAPES[symbol.kind].hollow
    out = []
    for at, (line, after) in enumerate(zip(symbol.text, _gaps(symbol), strict=True)):
        text, bold = line if symbol.kind == "connector" else digits(line), at < symbol.bold
        y = symbol.y + rise + (at - middle) * size.line + size.font * BASELINE
        out.append(_text(text, symbol.x, y, size.font, (BOLD if bold else REGULAR).width(text, size.font), "middle", bold, after))
    return "".join(out)


def _gaps(symbol: Symbol) -> list[str]:
    """A space after each line that the name of the symbol parts from the next: not drawn, but whoever reads the lines reads words."""
    found, at = [], 0
    for text in symbol.text:
        at = max(symbol.alt.find(text, at) + len(text), at)
        found.append("" if symbol.alt[at : at + 1].isalnum() else " ")
    return found


def _label(label: Label, size: float, digits: Digits) -> str:
    return _text(digits(label.whole), label.x, label.y, size, label.width, "start", False)


def _text(text: str, x: float, y: float, size: float, width: float, anchor: str, bold: bool, after: str = "") -> str:
    weight = ' font-weight="700"' if bold else ""
    fit = f' textLength="{_n(width)}" lengthAdjust="spacingAndGlyphs"' if text else ""
    place = f'x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}" text-anchor="{anchor}" fill="{INK}"'
    return f'<text class="sf-text" {place}{weight}{fit}>{escape(text)}{after}</text>'


@lru_cache(maxsize=1 << 14)
def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".") if value % 1 else str(int(value))
