"""The orders: their chain, the full text of each in the official layout, and what each one changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.model.orders import Assignment, Change, Order, OrderKey
from generator.register import DutyInForce, Link, OrderStatus, chain, root
from generator.register.items import assigned, given
from generator.register.numbering import normal
from generator.register.words import DONE_TO, KIND_TITLES, UNDERGONE, annex_title, change, number, person_name, span
from generator.site import change_pages, matrix_page
from generator.site.links import Links, links_from
from generator.site.page import Block, Page
from generator.site.shell import Site


class Relation(NamedTuple):
    """What an order did to another, or what another did to it. ``known``: whether that order is in the folder."""

    words: str
    key: OrderKey
    known: bool
    link: Link


class Part(NamedTuple):
    """One person's part of an order, with the items as links name them."""

    assignment: Assignment
    items: tuple[DutyInForce, ...]


class Edit(NamedTuple):
    """One change of an amending order, in words, with its new item."""

    made: Change
    words: str
    item: DutyInForce | None


def pages(site: Site) -> Iterator[Page]:
    """The list of orders, each order, and the reports of the last one. Nothing without orders."""
    if not site.manual.orders:
        return
    links = chain(site.manual.orders)
    yield _list(site, links)
    for order in reversed(site.manual.orders):
        yield _page(site, order, links)
    yield from change_pages.pages(site)
    yield from matrix_page.pages(site)


def _list(site: Site, links: tuple[Link, ...]) -> Page:
    rows = [(o, KIND_TITLES[o.kind], site.edition.register.status[o.key], relations(site, o, links)) for o in reversed(site.manual.orders)]
    html = site.render("orders/list.html.j2", rows=rows, links=links_from("orders/index.md"), number=number)
    return Page(
        "orders/index.md", "คำสั่ง", "ทะเบียนคำสั่งมอบหมายหน้าที่ สถานะ และความเกี่ยวโยงระหว่างคำสั่ง", (Block(html),),
        kind="list", sources=tuple(o.file for o in site.manual.orders if o.file),
    )  # fmt: skip


def relations(site: Site, order: Order, links: tuple[Link, ...]) -> tuple[Relation, ...]:
    """What an order did to others first, then what was done to it."""
    known = site.manual.order
    done = [Relation(DONE_TO[k.kind], k.target, k.target in known, k) for k in links if k.order == order.key]
    undergone = [Relation(UNDERGONE[k.kind], k.order, True, k) for k in links if k.target == order.key]
    return (*done, *undergone)


def _page(site: Site, order: Order, links: tuple[Link, ...]) -> Page:
    path = f"orders/{order.key.slug}.md"
    from_here = links_from(path)
    status = site.edition.register.status[order.key]
    blocks = [
        Block(_head(site, order, status, links, from_here)),
        Block(_text(site, order, from_here), "ข้อความในคำสั่ง", "text"),
    ]
    changes = site.edition.changes_by(order)
    if changes.affected or changes.targets:
        title = "สิ่งที่คำสั่งนี้จะเปลี่ยน" if status.since > site.edition.as_of else "สิ่งที่คำสั่งนี้เปลี่ยน"
        blocks.append(Block(change_pages.report(site, changes, from_here), title, "changes"))
    blocks += change_pages.later_blocks(site, order, site.edition.later_by(order), from_here)
    return Page(
        path,
        f"คำสั่ง {site.shown(number(order.key))}",
        f"{order.title} สถานะของคำสั่ง ข้อความเต็ม และสิ่งที่เปลี่ยน",
        tuple(blocks),
        nav_title=site.shown(f"{number(order.key)} {order.title}"),
        kind="order",
        sources=(order.file,) if order.file else (),
    )


def _head(site: Site, order: Order, status: OrderStatus, links: tuple[Link, ...], from_here: Links) -> str:
    return site.render(
        "orders/head.html.j2", order=order, kind=KIND_TITLES[order.kind], status=status, relations=relations(site, order, links),
        links=from_here, number=number,
    )  # fmt: skip


def _text(site: Site, order: Order, links: Links) -> str:
    return site.render(
        "orders/text.html.j2",
        order=order,
        annex=site.shown(annex_title(order)),
        span=span,
        issuer=site.manual.unit.get(order.issuer),
        parts=list(_parts(order)),
        edits=[Edit(c, change(site.manual, c, order), _item(order, at)) for at, c in enumerate(order.changes)],
        amended=_amended(site, order),
        key=lambda item: (item.person, normal(item.number)),
        called=lambda person: person_name(site.manual, person),
        says_when=order.effective is not None and not any("ตั้งแต่วันที่" in words for words in order.closing),
        signer=_signer(site, order),
        links=links,
    )


def _parts(order: Order) -> Iterator[Part]:
    yield from (Part(*part) for part in assigned(order))


def _item(order: Order, at: int) -> DutyInForce | None:
    made = order.changes[at]
    return given(order, at, order.amended_by(made), place=made.item or made.no or "1") if made.duty else None


def _amended(site: Site, order: Order) -> dict[tuple[str, str], tuple[str, OrderKey]]:
    """Person and item number -> what a later order in force did to it, and which."""
    found: dict[tuple[str, str], tuple[str, OrderKey]] = {}
    for other in site.manual.orders:
        base = root(other, site.manual.order)
        if base is None or base.key != order.key or other.key == order.key or other.key not in site.edition.register.in_force:
            continue
        for made in other.changes:
            if made.action != "add" and made.item and made.person:
                found[made.person, normal(made.item)] = ("ยกเลิกโดย" if made.action == "remove" else "แก้ไขโดย", other.key)
    return found


def _signer(site: Site, order: Order) -> str:
    if order.signer is None:
        return ""
    return order.signer.name or (person_name(site.manual, order.signer.person) if order.signer.person else "")
