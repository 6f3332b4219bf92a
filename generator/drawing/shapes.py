"""The symbols (ANSI X3.5 / ISO 5807, as the Thai official legend draws them): outlines, where lines meet them, and what they are called.

Coordinates are relative to the symbol's centre; every outline is moves, lines and cubic curves, so that each emitter only spells them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

SymbolKind = Literal["terminator", "activity", "decision", "document", "data", "subprocess", "delay", "connector", "box", "lane"]

SLANT, WAVE, BARS, BULGE = 14.0, 7.0, 8.0, 18.0
STROKE, HAIRLINE, BAR = 1.3, 0.7, 4.0  # of symbols and their lines, of lanes, and of bars, px
ROUND = 0.5523  # control distance of a quarter circle drawn as a cubic


class Segment(NamedTuple):
    """``move`` and ``line`` use one point, ``curve`` three (two controls, end), ``close`` none."""

    verb: Literal["move", "line", "curve", "close"]
    points: tuple[tuple[float, float], ...] = ()


Outline = tuple[Segment, ...]
CLOSE = Segment("close")


def _polygon(*points: tuple[float, float]) -> Outline:
    first, *rest = points
    return (Segment("move", (first,)), *(Segment("line", (p,)) for p in rest), CLOSE)


def _box(width: float, height: float) -> Outline:
    x, y = width / 2, height / 2
    return _polygon((-x, -y), (x, -y), (x, y), (-x, y))


def _terminator(width: float, height: float) -> Outline:
    x, y = width / 2, height / 2
    r = min(x, y)
    k = r * ROUND
    return (
        Segment("move", ((-x + r, -y),)), Segment("line", ((x - r, -y),)),
        Segment("curve", ((x - r + k, -y), (x, -y + r - k), (x, -y + r))), Segment("line", ((x, y - r),)),
        Segment("curve", ((x, y - r + k), (x - r + k, y), (x - r, y))), Segment("line", ((-x + r, y),)),
        Segment("curve", ((-x + r - k, y), (-x, y - r + k), (-x, y - r))), Segment("line", ((-x, -y + r),)),
        Segment("curve", ((-x, -y + r - k), (-x + r - k, -y), (-x + r, -y))), CLOSE,
    )  # fmt: skip


def _decision(width: float, height: float) -> Outline:
    return _polygon((0, -height / 2), (width / 2, 0), (0, height / 2), (-width / 2, 0))


def _document(width: float, height: float) -> Outline:
    x, y = width / 2, height / 2
    low = y - WAVE
    wave = Segment("curve", ((x / 3, low - 2 * WAVE), (-x / 3, low + 2 * WAVE), (-x, low)))
    return (Segment("move", ((-x, -y),)), Segment("line", ((x, -y),)), Segment("line", ((x, low),)), wave, CLOSE)


def _data(width: float, height: float) -> Outline:
    x, y = width / 2, height / 2
    return _polygon((-x + SLANT, -y), (x, -y), (x - SLANT, y), (-x, y))


def _subprocess(width: float, height: float) -> Outline:
    x, y = width / 2, height / 2
    bars = tuple(s for side in (-x + BARS, x - BARS) for s in (Segment("move", ((side, -y),)), Segment("line", ((side, y),))))
    return (*_box(width, height), *bars)


def _delay(width: float, height: float) -> Outline:
    x, y = width / 2, height / 2
    inner, k = x - BULGE, y * ROUND
    upper = Segment("curve", ((inner + BULGE * ROUND, -y), (x, -k), (x, 0)))
    lower = Segment("curve", ((x, k), (inner + BULGE * ROUND, y), (inner, y)))
    return (Segment("move", ((-x, -y),)), Segment("line", ((inner, -y),)), upper, lower, Segment("line", ((-x, y),)), CLOSE)


def _upright(width: float, _height: float, _dy: float) -> float:
    return width / 2


def _rhombus(width: float, height: float, dy: float) -> float:
    return width / 2 * max(0.0, 1 - abs(dy) / (height / 2))


def _bulging(width: float, height: float, dy: float) -> float:
    return width / 2 - BULGE + BULGE * math.sqrt(max(0.0, 1 - (2 * dy / height) ** 2))


def _slanted(width: float, height: float, dy: float) -> float:
    return width / 2 - SLANT / 2 - SLANT * abs(dy) / height


def _flat(_width: float, height: float, _dx: float) -> float:
    return height / 2


def _pointed(width: float, height: float, dx: float) -> float:
    return _rhombus(height, width, dx)


def _waved(width: float, height: float, dx: float) -> float:
    """On the curve of :func:`_document`, whose x is linear in its parameter."""
    along = (1 - 2 * dx / width) / 2
    return height / 2 - WAVE - 12 * WAVE * along * (1 - along) * dx / width


class Shape(NamedTuple):
    """All that is said of a kind of symbol.

    ``name``: for those who do not see it; ``meaning``: its words in the legend, empty where it is in none; ``padding``: room that the outline
    takes from the words, in all, across and down; ``half``: from the centre line to the nearer side, at a height below the middle; ``hollow``:
    by how much the foot is higher on the centre line; ``fill``: its colour on the web; ``preset``: the shape of Office that leaves its words as
    much room as ours, if any does; ``low``: from the middle down to the foot, at a distance right of the centre line; ``stroke``: of its outline, px.
    """

    outline: Callable[[float, float], Outline]
    name: str
    meaning: str = ""
    padding: tuple[float, float] = (16.0, 12.0)
    half: Callable[[float, float, float], float] = _upright
    hollow: float = 0.0
    fill: str = "#fff"
    preset: str | None = None
    low: Callable[[float, float, float], float] = _flat
    stroke: float = STROKE


SHAPES: Mapping[SymbolKind, Shape] = {
    "terminator": Shape(_terminator, "จุดเริ่มต้นหรือสิ้นสุด", "จุดเริ่มต้นหรือสิ้นสุดกระบวนงาน", (36.0, 9.0), fill="#e8f3ec"),
    "activity": Shape(_box, "กิจกรรม", "กิจกรรมงานหรือการปฏิบัติ", preset="flowChartProcess"),
    "decision": Shape(_decision, "การตัดสินใจ", "การตัดสินใจ", half=_rhombus, fill="#fff8e1", low=_pointed),
    "document": Shape(_document, "เอกสาร", "เอกสารหรือรายงาน", (16.0, 12.0 + 2 * WAVE), hollow=WAVE, low=_waved),
    "data": Shape(_data, "ข้อมูล", "การนำเข้าหรือแสดงผลข้อมูล", (16.0 + 2 * SLANT, 12.0), _slanted),
    "subprocess": Shape(_subprocess, "กระบวนงานย่อย", "กระบวนงานย่อยที่มีคู่มือของตนเอง", (14.0 + 2 * BARS, 12.0)),
    "delay": Shape(_delay, "การรอ", "การรอจนกว่าจะครบเงื่อนไข", (16.0 + 2 * BULGE, 12.0), _bulging),
    "connector": Shape(_terminator, "จุดเชื่อมต่อ", "จุดเชื่อมต่อระหว่างหน้า (ถ้าไม่จบภายใน 1 หน้า)", preset="flowChartConnector"),
    "box": Shape(_box, "", preset="rect"),
    "lane": Shape(_box, "ช่องของผู้รับผิดชอบ", fill="#eef2f7", preset="rect", stroke=HAIRLINE),
}


def outline(kind: SymbolKind, width: float, height: float) -> Outline:
    """The outline of a symbol around (0, 0)."""
    return SHAPES[kind].outline(width, height)


def half_width(kind: SymbolKind, width: float, height: float, dy: float = 0.0) -> float:
    """Distance from the centre line to the left or right edge at ``dy`` below the centre (the nearer of the two)."""
    return SHAPES[kind].half(width, height, dy)


def foot(kind: SymbolKind, width: float, height: float, dx: float = 0.0) -> float:
    """Distance from the middle down to the edge at ``dx`` right of the centre line."""
    return SHAPES[kind].low(width, height, dx)
