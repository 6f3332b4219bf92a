"""The legend (คำอธิบายสัญลักษณ์ผังขั้นตอน): small drawings and their official words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from generator.drawing.model import Drawing, Line, Symbol
from generator.drawing.shapes import SHAPES, SymbolKind

TITLE = "คำอธิบายสัญลักษณ์ผังขั้นตอน"
WIDTH, HEIGHT = 52.0, 28.0


class Sample(NamedTuple):
    """One line of the legend. ``kind`` is None for the arrow."""

    kind: SymbolKind | None
    words: str

    @property
    def name(self) -> str:
        """A name for ids and classes."""
        return self.kind or "arrow"

    @property
    def drawing(self) -> Drawing:
        """The symbol alone, in px."""
        if self.kind is None:
            return Drawing(WIDTH, HEIGHT, (), (Line(((4, HEIGHT / 2), (WIDTH - 4, HEIGHT / 2))),))
        width, height = (22.0, 22.0) if self.kind == "connector" else (46.0, 24.0)
        return Drawing(WIDTH, HEIGHT, (Symbol(self.kind, WIDTH / 2, HEIGHT / 2, width, height, ()),))


def _sample(kind: SymbolKind) -> Sample:
    return Sample(kind, SHAPES[kind].meaning)


OFFICIAL = (
    _sample("terminator"),
    _sample("activity"),
    _sample("decision"),
    Sample(None, "ทิศทางหรือการเคลื่อนไหวของงาน"),
    _sample("connector"),
)
"""The five of สพฐ. (แบบฟอร์มสรุปมาตรฐานงาน), in its words."""

FURTHER = tuple(_sample(kind) for kind, shape in SHAPES.items() if shape.meaning and _sample(kind) not in OFFICIAL)
"""Shown where they are used."""


def legend(used: Iterable[SymbolKind] | None = None) -> tuple[Sample, ...]:
    """The official five, and the others that are ``used`` (None: all)."""
    kinds = None if used is None else set(used)
    return (*OFFICIAL, *(s for s in FURTHER if kinds is None or s.kind in kinds))
