"""What an order changes, to file and to sign: the report, a sheet for each person concerned, the hand-over list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from generator import tables
from generator.book.blocks import Block, Gap, Signature
from generator.book.breaking import Style
from generator.book.setting import TEXT_WIDTH, Setter
from generator.model.orders import Order
from generator.register.changes import Changes, HandOver, hand_overs
from generator.register.report import Line, Section, change_sections, later_sections
from generator.register.words import item, order_name, person_name, target_name
from generator.thai import dates

DOTS = "." * 44
MARKS = {"+": "เพิ่ม", "-": "สิ้นสุด", "~": "ปรับ", "=": "คงเดิม", ">": "", "!": "สำคัญ"}
BEFORE_AND_AFTER = ("เดิม:", "ใหม่:")


def sheets(book: Setter, order: Order) -> Iterator[Block]:
    """The whole volume of an order; its first heading names the order."""
    changes, then = book.edition.changes_by(order), book.edition.later_by(order)
    name = order_name(book.manual, order.key)
    yield book.heading(1, f"การเปลี่ยนแปลงตาม{name}")
    yield book.centred(f"เรื่อง {order.title}", keep=True)
    yield book.centred(f"มีผลตั้งแต่วันที่ {dates.long(order.begins)}")
    yield from _sections(book, change_sections(book.manual, changes))
    yield from _sections(book, later_sections(book.manual, then))
    yield from _own(book, (changes, *then), name)
    for handed in (h for c in (changes, *then) for h in hand_overs(c)):
        yield from _handed(book, handed, name)


def _sections(book: Setter, found: Iterable[Section]) -> Iterator[Block]:
    for section in found:
        yield book.flush(section.title, bold=True, above=10, keep=True)
        yield from book.items((tables.Line(_mark(line), line.depth, line.text) for line in section.lines), left=8)


def _mark(line: Line) -> str:
    """A word instead of a sign: on paper ``~`` and ``–`` look alike."""
    return "–" if line.text.startswith(BEFORE_AND_AFTER) else MARKS.get(line.mark, "")


def _own(book: Setter, found: Sequence[Changes], name: str) -> Iterator[Block]:
    for id_ in dict.fromkeys(p.person for changes in found for p in changes.affected):
        person = person_name(book.manual, id_)
        yield book.heading(2, f"ใบรับทราบการมอบหมายหน้าที่ของ{person}", new_page=True)
        yield book.flush(f"ตาม{name}")
        yield Gap(4)
        first, *then = (replace(c, targets=(), orders=(), persons=tuple(p for p in c.persons if p.person == id_)) for c in found)
        yield from _sections(book, change_sections(book.manual, first))
        yield from _sections(book, later_sections(book.manual, [c for c in then if c.affected]))
        yield _signed(book, f"ลงชื่อ {DOTS} ผู้รับทราบ", person)


def _handed(book: Setter, handed: HandOver, name: str) -> Iterator[Block]:
    giver = person_name(book.manual, handed.giver)
    takers = [person_name(book.manual, p) for p in handed.to]
    yield book.heading(2, f"บัญชีส่งมอบงานของ{giver}", new_page=True)
    yield book.flush(f"ตาม{name}")
    yield Gap(4)
    rows = [(f"กระบวนงาน {target_name(book.manual, 'procedure', p)}", "") for p in handed.procedures]
    rows += [(f"{item(d.before.number)} {d.before.duty.text}", "") for d in handed.duties if d.before]
    yield book.table(("งานที่ส่งมอบ", "ส่งมอบแล้ว"), (80, 20), [*rows, ("งานที่ค้างดำเนินการ (ถ้ามี)\n\n\n", "")], size=16)
    yield _signed(book, f"ลงชื่อ {DOTS} ผู้ส่งมอบ", giver)
    for taker in takers or [""]:
        yield _signed(book, f"ลงชื่อ {DOTS} ผู้รับมอบ", taker)


def _signed(book: Setter, line: str, name: str) -> Signature:
    return Signature((line, *book.even(f"({name or DOTS})", Style(16), TEXT_WIDTH * 0.6), f"วันที่ {DOTS}"))
