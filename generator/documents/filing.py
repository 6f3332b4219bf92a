"""The sheet before leaves that are exchanged in a filed book: what to take out and what to put in, from the front of the book to its back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from generator.documents.model import NONE, Block, Column, Para, Place, Row, Signatures, Table

TITLE = "คำแนะนำการเปลี่ยนแผ่น"
HEAD = "แผ่นที่ต้องเปลี่ยนในเล่มเดิม:"
HOW = "ถอดและแทรกแผ่นตามลำดับจากต้นเล่มไปท้ายเล่ม แผ่นใหม่เรียงต่อจากคำแนะนำนี้ตามลำดับเดียวกัน"
WHOLE = "แผ่นหนึ่งมีสองหน้า ให้เปลี่ยนทั้งแผ่น"
COLUMNS = Column("ที่", 7, kind="number"), Column("ถอดแผ่นเดิม", 36), Column("แทรกแผ่นใหม่", 43), Column("ทำแล้ว", 14)
BOOKS = ("เล่มเดิม", "เล่มใหม่")
Action = Literal["replace", "insert", "remove", "renumbered"]
ACTIONS: dict[Action, str] = {"replace": "เปลี่ยน", "insert": "แทรก", "remove": "ถอดออก", "renumbered": "เนื้อความเดิม เปลี่ยนเลขหน้า"}


@dataclass(frozen=True, slots=True)
class LeafSpan:
    """Leaves that stand one after the other: the numbers on their first and last page, and how many leaves they are."""

    first: str
    last: str
    leaves: int

    @property
    def pages(self) -> str:
        """``หน้า 12 ถึง 14``"""
        return f"หน้า {self.first}" + (f" ถึง {self.last}" if self.last != self.first else "")


@dataclass(frozen=True, slots=True)
class Exchange:
    """Leaves of the filed book give way to new ones; either may be missing. ``after``: the page after which new ones are put in, if any is."""

    action: Action
    old: LeafSpan | None
    new: LeafSpan | None
    after: str = ""

    @property
    def where(self) -> str:
        """Where leaves go that replace none."""
        return f" หลังหน้า {self.after}" if self.after else ""


def line(step: Exchange) -> str:
    """``เปลี่ยน: ฉบับเดิม หน้า 12 ถึง 14 → ฉบับใหม่ หน้า 12 ถึง 15``, in the numbers that stand on the pages."""
    sides = [f"{name} {span.pages}" for name, span in (("ฉบับเดิม", step.old), ("ฉบับใหม่", step.new)) if span]
    return f"{ACTIONS[step.action]}: {' → '.join(sides)}{step.where}"


def sheet(steps: Sequence[Exchange], books: tuple[str, str], *, two_sided: bool) -> Iterator[Block]:
    """The sheet below its title. ``books``: the filed one and the new one, as they are told apart."""
    yield Para((" ".join((HOW, *((WHOLE,) if two_sided else ()))),), "body")
    yield from (Para((f"{which}: {book}",)) for which, book in zip(BOOKS, books, strict=True))
    rows = (Row(((str(n),), (_taken(step),), (_put(step),), ())) for n, step in enumerate(steps, 1))
    yield Table(TITLE, COLUMNS, tuple(rows), "sheet")
    yield Signatures((Place((), "ผู้เปลี่ยนแผ่น"),))


def _taken(step: Exchange) -> str:
    if not step.old:
        return NONE
    return f"คง{step.old.pages} ไว้" if step.action == "renumbered" else f"ถอด{_counted(step.old)}"


def _put(step: Exchange) -> str:
    if not step.new:
        return NONE
    return f"แก้เลขหน้าเป็น {step.new.pages}" if step.action == "renumbered" else f"แทรก{_counted(step.new)}{step.where}"


def _counted(span: LeafSpan) -> str:
    return f"{span.pages} ({span.leaves} แผ่น)"
