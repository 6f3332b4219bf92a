"""The orders: their chain, the full text of each in the official layout, and what each one changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.documents import basis
from generator.documents import order as paper
from generator.documents.model import Heading
from generator.html import change_pages
from generator.html.emitter import page_blocks, page_context
from generator.html.links import Links, links_from
from generator.html.page import Block, Page
from generator.html.shell import Site
from generator.model.orders import Order, OrderKey
from generator.register import Changes, OrderLink, OrderStatus, chain
from generator.register.words import DONE_TO, KIND_TITLES, UNDERGONE, number


class Relation(NamedTuple):
    """What an order did to another, or what another did to it. ``known``: whether that order is in the folder."""

    words: str
    key: OrderKey
    known: bool
    link: OrderLink


def listed(site: Site) -> Iterator[Page]:
    """The list of orders, if there are any."""
    if site.manual.orders:
        yield _list(site, chain(site.manual.orders))


def pages(site: Site) -> Iterator[Page]:
    """Each order, the last first."""
    links = chain(site.manual.orders)
    for order in reversed(site.manual.orders):
        yield _page(site, order, links, site.edition.stages(order))


def _list(site: Site, links: tuple[OrderLink, ...]) -> Page:
    rows = [(o, KIND_TITLES[o.kind], site.edition.register.status[o.key], relations(site, o, links)) for o in reversed(site.manual.orders)]
    html = site.render("orders/list.html.j2", rows=rows, links=links_from("orders/index.md"), number=number)
    return Page(
        "orders/index.md", "คำสั่ง", "ทะเบียนคำสั่งมอบหมายหน้าที่ สถานะ และความเกี่ยวโยงระหว่างคำสั่ง", (Block(html),),
        kind="list", sources=tuple(o.file for o in site.manual.orders if o.file),
    )  # fmt: skip


def relations(site: Site, order: Order, links: tuple[OrderLink, ...]) -> tuple[Relation, ...]:
    """What an order did to others first, then what was done to it."""
    known = site.manual.order
    done = [Relation(DONE_TO[k.kind], k.target, k.target in known, k) for k in links if k.order == order.key]
    undergone = [Relation(UNDERGONE[k.kind], k.order, True, k) for k in links if k.target == order.key]
    return (*done, *undergone)


def _page(site: Site, order: Order, links: tuple[OrderLink, ...], found: Sequence[Changes]) -> Page:
    path = f"orders/{order.key.slug}.md"
    from_here = links_from(path)
    status = site.edition.register.status[order.key]
    place = page_context(site, path)
    blocks = [
        Block(_head(site, order, status, links, from_here)),
        *page_blocks(place, (Heading(2, "ข้อความในคำสั่ง", "text"), *paper.whole(site.edition, order))),
    ]
    if len(found) > 1 or found[0].affected or found[0].targets:
        title = "สิ่งที่คำสั่งนี้จะเปลี่ยน" if status.since > site.edition.as_of else "สิ่งที่คำสั่งนี้เปลี่ยน"
        blocks += page_blocks(place, (Heading(2, title, "changes"), *change_pages.report(site, order, found, 3, path)))
    return Page(
        path,
        f"คำสั่ง {site.shown(number(order.key))}",
        f"{order.title} สถานะของคำสั่ง ข้อความเต็ม และสิ่งที่เปลี่ยน",
        tuple(blocks),
        nav_title=site.shown(f"{number(order.key)} {order.title}"),
        kind="order",
        sources=(order.file,) if order.file else (),
        basis=basis.line(site.edition, [basis.Basis(order, None)]),
    )


def _head(site: Site, order: Order, status: OrderStatus, links: tuple[OrderLink, ...], from_here: Links) -> str:
    return site.render(
        "orders/head.html.j2", order=order, kind=KIND_TITLES[order.kind], status=status, relations=relations(site, order, links),
        links=from_here, number=number,
    )  # fmt: skip
