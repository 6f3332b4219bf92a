"""The outlines of the symbols (ANSI X3.5 / ISO 5807, as the Thai official legend draws them), and where lines meet them.

Coordinates are relative to the symbol's centre; every outline is moves, lines and cubic curves, so that each emitter only spells them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from generator.drawing.model import SymbolKind

SLANT, WAVE, BARS = 14.0, 7.0, 8.0
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


OUTLINES: dict[SymbolKind, Callable[[float, float], Outline]] = {
    "terminator": _terminator,
    "activity": _box,
    "decision": _decision,
    "document": _document,
    "data": _data,
    "subprocess": _subprocess,
    "connector": _terminator,
    "box": _box,
}


def outline(kind: SymbolKind, width: float, height: float) -> Outline:
    """The outline of a symbol around (0, 0)."""
    return OUTLINES[kind](width, height)


def half_width(kind: SymbolKind, width: float, height: float, dy: float = 0.0) -> float:
    """Distance from the centre line to the left or right edge at ``dy`` below the centre (the nearer of the two)."""
    if kind == "decision":
        return width / 2 * max(0.0, 1 - abs(dy) / (height / 2))
    if kind == "data":
        return width / 2 - SLANT / 2 - SLANT * abs(dy) / height
    return width / 2


def foot(kind: SymbolKind, height: float) -> float:
    """Distance from the centre down to the edge on the centre line."""
    return height / 2 - (WAVE if kind == "document" else 0)


def padding(kind: SymbolKind) -> tuple[float, float]:
    """Room that the shape takes from its words, in all: horizontal, vertical."""
    return {"document": (16.0, 12.0 + 2 * WAVE), "data": (16.0 + 2 * SLANT, 12.0), "subprocess": (14.0 + 2 * BARS, 12.0)}.get(kind, (16.0, 12.0))
