"""The papers that an order brings about: its own, the report of what it changes, and the sheets to sign. Each with its name below a folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.documents import basis, change, order_register, sheets
from generator.documents import order as text
from generator.documents.model import Block, Heading, Link, Para, Ref
from generator.documents.whole import WholePaper
from generator.edition import Edition
from generator.model.orders import Order
from generator.register import Changes, OrderLink, State
from generator.register.words import number, person_name
from generator.thai import dates

COMING, PASSED = (State.UNSIGNED, State.ANNOUNCED), (State.IN_FORCE, State.DONE, State.ENDED)
HANDOVER = "handover"
Named = Iterator[tuple[str, WholePaper]]


def order(edition: Edition, order: Order) -> Named:
    """An order with its full text and what it changes."""
    yield order.key.slug, _order(edition, order, edition.links.get(order.key, ()))


def _order(edition: Edition, order: Order, links: Sequence[OrderLink]) -> WholePaper:
    found = edition.stages(order)
    blocks = [*order_register.head(edition, order, links), Heading(2, "ข้อความในคำสั่ง", "text"), *text.whole(edition, order)]
    if len(found) > 1 or found[0].affected or found[0].targets:
        will = "จะ" if edition.register.status[order.key].since > edition.as_of else ""
        blocks += [Heading(2, f"สิ่งที่คำสั่งนี้{will}เปลี่ยน", "changes"), *_report(edition, order, found)]
    about = f"{order.title} สถานะของคำสั่ง ข้อความเต็ม และสิ่งที่เปลี่ยน"
    short = f"{number(order.key)} {order.title}"
    return WholePaper(f"คำสั่ง {number(order.key)}", about, tuple(blocks), short, _file(order), _basis(edition, order))


def report(edition: Edition) -> WholePaper | None:
    """What the order that took effect last changed, and what those to come will; None if there is nothing to tell."""
    blocks: list[Block] = []
    told = reported(edition)
    for order in told:
        title = f"คำสั่ง {number(order.key)} มีผลตั้งแต่วันที่ {dates.long(order.begins)}"
        blocks += [Heading(2, title, f"order-{order.key.slug}"), text.based_on(edition, order), *_report(edition, order, edition.stages(order))]
    title, files = "สิ่งที่เปลี่ยนตามคำสั่ง", tuple(o.file for o in told if o.file)
    return WholePaper(title, "รายงานการเปลี่ยนแปลงตามคำสั่งล่าสุดและคำสั่งที่ประกาศแล้ว", tuple(blocks), title, files) if told else None


def reported(edition: Edition) -> list[Order]:
    """Orders to come, then the one that took effect last (it may only cancel)."""
    status = edition.register.status
    coming, passed = ([o for o in edition.manual.orders if status[o.key].state in states] for states in (COMING, PASSED))
    return [*reversed(coming), *passed[-1:]]


def _report(edition: Edition, order: Order, found: Sequence[Changes]) -> Iterator[Block]:
    """What an order changes, with the ways to its sheets."""
    ways = [Link(sheets.HANDED, Ref("sheet", f"{order.key.slug}/{HANDOVER}"))] if sheets.handed(found) else []
    files = ((sheets.ALL, "changes-{}"), (sheets.ALL_WORD, "changes-{}.docx"), (sheets.ORDER_WORD, "order-{}.docx"))
    ways += [Link(words, Ref("book", name.format(order.key.slug))) for words, name in files]
    yield Para(tuple(ways), "ways")
    yield from change.report(edition, order, found, 3, sheets=True)


def to_sign(edition: Edition, order: Order) -> Named:
    """The sheets of an order: the acknowledgment of each person concerned, then one paper for all work that changes hands."""
    found = edition.stages(order)
    for who in sheets.concerned(edition, found):
        yield f"{order.key.slug}/{who}", _acknowledgment(edition, order, who, found)
    if handed := sheets.handed(found):
        yield f"{order.key.slug}/{HANDOVER}", _hand_over(edition, order, handed)


def _acknowledgment(edition: Edition, order: Order, who: str, found: Sequence[Changes]) -> WholePaper:
    name = person_name(edition.manual, who)
    about = f"หน้าที่ที่เพิ่ม ปรับ และสิ้นสุดของ{name} พร้อมช่องลงชื่อรับทราบ"
    blocks = (sheets.acknowledgment(edition, order, who, found, 2),)
    return _sheet(edition, order, sheets.acknowledged_title(edition, who), f"ใบรับทราบของ{name}", about, blocks)


def _hand_over(edition: Edition, order: Order, handed: Sequence[sheets.Handed]) -> WholePaper:
    about = f"งานที่ต้องส่งมอบและผู้รับมอบ ตามคำสั่ง เรื่อง {order.title}"
    blocks: list[Block] = []
    for n, one in enumerate(handed, 1):
        blocks += [Heading(2, sheets.handed_title(edition, one.work), f"handover-{n}"), sheets.hand_over(edition, order, one)]
    return _sheet(edition, order, sheets.HANDED, sheets.HANDED, about, tuple(blocks))


def _sheet(edition: Edition, order: Order, title: str, short: str, about: str, blocks: tuple[Block, ...]) -> WholePaper:
    group = f"ใบรับทราบและส่งมอบงาน {number(order.key)}"
    return WholePaper(f"{title} ตามคำสั่งที่ {order.number}/{order.year}", about, blocks, short, _file(order), _basis(edition, order), group)


def _file(order: Order) -> tuple[str, ...]:
    return (order.file,) if order.file else ()


def _basis(edition: Edition, order: Order) -> str:
    return basis.line(edition, [basis.Basis(order, None)])
