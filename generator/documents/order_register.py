"""The register of orders: in which state each is, and what it does to others or others to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.documents import mentions
from generator.documents.model import NONE, Block, Break, Column, Fact, Facts, Item, List, Mark, Para, Row, Runs, Table, Text, listed
from generator.documents.whole import WholePaper
from generator.edition import Edition
from generator.model.orders import Order, OrderKey
from generator.register import OrderLink, OrderStatus, State, chain
from generator.register.words import DONE_TO, KIND_TITLES, UNDERGONE, number
from generator.thai import dates

COLUMNS = (
    Column("คำสั่ง", head=True),
    Column("สั่ง ณ วันที่", label=True, kind="date"),
    Column("มีผล", label=True, kind="date"),
    Column("สถานะ", label=True),
    Column("ความเกี่ยวโยง"),
)
MARKS: dict[State, Mark] = {State.IN_FORCE: "gain", State.ANNOUNCED: "change", State.UNSIGNED: "change"}


def register(edition: Edition) -> WholePaper | None:
    """The list of orders, the last first; None if there are none."""
    orders = edition.manual.orders
    links = chain(orders)
    head = (Para((f"สถานะ{mentions.on_day(edition)}",), "status"),) if edition.day else ()
    table = Table("ทะเบียนคำสั่ง", COLUMNS, tuple(Row(_cells(edition, order, links)) for order in reversed(orders)))
    about = "ทะเบียนคำสั่งมอบหมายหน้าที่ สถานะ และความเกี่ยวโยงระหว่างคำสั่ง"
    return WholePaper("คำสั่ง", about, (*head, table), sources=tuple(o.file for o in orders if o.file)) if orders else None


def _cells(edition: Edition, order: Order, links: Sequence[OrderLink]) -> tuple[Runs, ...]:
    status = edition.register.status[order.key]
    name: Runs = (mentions.order(edition, order.key), Break(), order.title, Break(), Text(KIND_TITLES[order.kind], "aside"))
    span = dates.short(status.since) + (f" – {dates.short(status.last_day)}" if status.last_day else "")
    related = ((f"{words} ", mentions.order(edition, key, number(key))) for words, key, _ in relations(order, links))
    return name, (dates.short(order.signed),), (span,), (_state(status),), listed(related, Break()) or (NONE,)


def _state(status: OrderStatus) -> Text:
    return Text(status.state.value, "state", MARKS.get(status.state, ""))


def relations(order: Order, links: Sequence[OrderLink]) -> Iterator[tuple[str, OrderKey, OrderLink]]:
    """What an order did to others first, then what was done to it: in words, the other order, and when."""
    yield from ((DONE_TO[link.kind], link.target, link) for link in links if link.order == order.key)
    yield from ((UNDERGONE[link.kind], link.order, link) for link in links if link.target == order.key)


def head(edition: Edition, order: Order, links: Sequence[OrderLink]) -> Iterator[Block]:
    """What is said of an order above its text; ``links``: all those between orders."""
    status = edition.register.status[order.key]
    last = (Fact("สิ้นผลหลังวันที่", (dates.long(status.last_day),)),) if status.last_day else ()
    yield Para((order.title,), "kicker")
    yield Facts(
        (
            Fact("ประเภท", (KIND_TITLES[order.kind],)),
            Fact(f"สถานะ ณ {dates.short(edition.day)}" if edition.day else "สถานะ", (_state(status),)),
            Fact("สั่ง ณ วันที่", (dates.long(order.signed),)),
            Fact("มีผลตั้งแต่", (dates.long(order.begins),)),
            *last,
        )
    )
    if items := tuple(_relation(edition, *found) for found in relations(order, links)):
        yield List(items)


def _relation(edition: Edition, words: str, key: OrderKey, link: OrderLink) -> Item:
    known = edition.manual.order.get(key)
    title = f" {known.title}" if known else ""
    return Item("", (f"{words} ", mentions.order(edition, key, number(key)), f"{title} ", Text(f"ตั้งแต่วันที่ {dates.long(link.on)}", "aside")))
