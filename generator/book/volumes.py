"""Which books there are, and what stands in each, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from generator.book import charts, front, orders, procedures
from generator.book.blocks import Block, Volume
from generator.book.setting import Setter
from generator.edition import Edition
from generator.model.handbook import Part, PartKind
from generator.model.organization import Person


@dataclass(frozen=True)
class Plan:
    """A book to make: where it goes, what it is called, and how to get its contents."""

    path: str
    title: str
    volume: Callable[[], Volume]


def plans(edition: Edition) -> Iterator[Plan]:
    """The group's handbook, then persons, then procedures."""
    yield Plan("books/handbook.pdf", edition.manual.handbook.title, lambda: handbook(edition))


def handbook(edition: Edition) -> Volume:
    """The group's handbook: the parts that ``handbook.yml`` lists."""
    book = Setter(edition)
    owner = edition.manual.person.get(edition.manual.handbook.owner or "")
    blocks = tuple(block for part in edition.manual.handbook.parts for block in _part(book, part, owner))
    author = owner.name if owner else edition.group.name
    return _volume(book, "books/handbook.pdf", edition.manual.handbook.title, author, blocks)


def _part(book: Setter, part: Part, owner: Person | None) -> Iterator[Block]:
    if part.kind == "cover":
        yield from front.cover(book, owner)
    elif part.kind in PARTS:
        yield from PARTS[part.kind](book, part.title or TITLES[part.kind])


TITLES: dict[PartKind, str] = {
    "approval": "หน้าอนุมัติ", "history": "ประวัติการแก้ไข", "preface": "คำนำ", "contents": "สารบัญ", "organization": "แผนภูมิโครงสร้างการบริหาร",
    "order": "คำสั่งมอบหมายหน้าที่", "duties": "หน้าที่ความรับผิดชอบ", "personnel": "แผนภูมิบุคลากร", "workflow": "ขั้นตอนการปฏิบัติงาน",
    "procedures": "กระบวนงาน", "references": "เอกสารอ้างอิง", "form_list": "รายการแบบฟอร์ม", "glossary": "อักษรย่อและคำศัพท์",
}  # fmt: skip
PARTS: dict[PartKind, Callable[[Setter, str], Iterator[Block]]] = {
    "approval": front.approval,
    "history": front.history,
    "preface": front.preface,
    "contents": front.contents,
    "organization": charts.organization,
    "order": orders.part,
    "duties": orders.duties,
    "personnel": charts.personnel,
    "workflow": charts.workflow,
    "procedures": procedures.part,
    "references": front.references,
    "form_list": front.form_list,
    "glossary": front.glossary,
}


def _volume(book: Setter, path: str, title: str, author: str, blocks: tuple[Block, ...]) -> Volume:
    handbook_, as_of = book.manual.handbook, book.edition.as_of
    day: date = handbook_.edition.date or as_of
    keywords = (f"ฉบับที่ {handbook_.edition.number}", f"รหัสข้อมูล {book.manual.fingerprint}")
    description = " ".join(text for text in (book.edition.group.name, book.edition.office.name, book.edition.order_line) if text)
    return Volume(path, book.shown(title), author, book.shown(description), keywords, (day.year, day.month, day.day), handbook_.digits.book, blocks)
