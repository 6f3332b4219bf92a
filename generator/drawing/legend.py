"""The legend (คำอธิบายสัญลักษณ์ผังขั้นตอน): small drawings and their official words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from generator.drawing.model import Drawing, Line, Symbol, SymbolKind

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


OFFICIAL = (
    Sample("terminator", "จุดเริ่มต้นหรือสิ้นสุดกระบวนงาน"),
    Sample("activity", "กิจกรรมงานหรือการปฏิบัติ"),
    Sample("decision", "การตัดสินใจ"),
    Sample(None, "ทิศทางหรือการเคลื่อนไหวของงาน"),
    Sample("connector", "จุดเชื่อมต่อระหว่างหน้า (ถ้าไม่จบภายใน 1 หน้า)"),
)
"""The five of สพฐ. (แบบฟอร์มสรุปมาตรฐานงาน), in its words."""

FURTHER = (
    Sample("document", "เอกสารหรือรายงาน"),
    Sample("data", "การนำเข้าหรือแสดงผลข้อมูล"),
    Sample("subprocess", "กระบวนงานย่อยที่มีคู่มือของตนเอง"),
)
"""Shown where they are used."""


def legend(used: Iterable[SymbolKind] | None = None) -> tuple[Sample, ...]:
    """The official five, and the others that are ``used`` (None: all)."""
    kinds = None if used is None else set(used)
    return (*OFFICIAL, *(s for s in FURTHER if kinds is None or s.kind in kinds))
