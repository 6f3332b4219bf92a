"""What changed: the report of the last order, a sheet for each person to sign, the hand-over sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.documents import basis, change, sheets
from generator.documents import model as m
from generator.documents.order import based_on
from generator.html.emitter import page_blocks, page_context
from generator.html.links import links_from
from generator.html.page import Page
from generator.html.shell import Site
from generator.model.orders import Order
from generator.register import Changes, State
from generator.register.words import number, person_name
from generator.thai import dates


def pages(site: Site) -> Iterator[Page]:
    """The report of the order that took effect last and of those announced."""
    told = reported(site)
    if told:
        yield _report_page(site, told)


def reported(site: Site) -> list[Order]:
    """Orders to come, then the one that took effect last (it may only cancel)."""
    status = site.edition.register.status
    coming = [o for o in site.manual.orders if status[o.key].state in (State.UNSIGNED, State.ANNOUNCED)]
    passed = [o for o in site.manual.orders if status[o.key].state in (State.IN_FORCE, State.DONE, State.ENDED)]
    return [*reversed(coming), *passed[-1:]]


def report(site: Site, order: Order, found: Sequence[Changes], level: int, path: str) -> Iterator[m.Block]:
    """What an order changes, with the ways to its sheets. ``path``: of the page."""
    ways = [m.Link(sheets.HANDED, m.Ref("sheet", f"{order.key.slug}/handover"))] if sheets.handed(found) else []
    if site.book(links_from(path), f"changes-{order.key.slug}"):
        ways.append(m.Link(sheets.ALL, m.Ref("book", f"changes-{order.key.slug}")))
    if ways:
        yield m.Para(m.listed(((way,) for way in ways), " · "))
    yield from change.report(site.edition, order, found, level, sheets=True)


def _report_page(site: Site, told: Sequence[Order]) -> Page:
    path = "changes/index.md"
    blocks: list[m.Block] = []
    for order in told:
        title = f"คำสั่ง {number(order.key)} มีผลตั้งแต่วันที่ {dates.long(order.begins)}"
        blocks += [m.Heading(2, title, f"order-{order.key.slug}"), based_on(site.edition, order)]
        blocks += report(site, order, site.edition.stages(order), 3, path)
    return Page(
        path, "สิ่งที่เปลี่ยนตามคำสั่ง", "รายงานการเปลี่ยนแปลงตามคำสั่งล่าสุดและคำสั่งที่ประกาศแล้ว",
        tuple(page_blocks(page_context(site, path), blocks)), nav_title="สิ่งที่เปลี่ยนตามคำสั่ง", kind="list",
        sources=tuple(o.file for o in told if o.file),
    )  # fmt: skip


def sheet_pages(site: Site) -> Iterator[Page]:
    """The sheets of each order, the last order first."""
    for order in reversed(site.manual.orders):
        yield from _sheets(site, order, site.edition.stages(order))


def _sheets(site: Site, order: Order, found: Sequence[Changes]) -> Iterator[Page]:
    """The acknowledgment of each person concerned, then one page for all work that changes hands."""
    for who in sheets.concerned(site.edition, found):
        name, title = person_name(site.manual, who), sheets.acknowledged_title(site.edition, who)
        described = f"หน้าที่ที่เพิ่ม ปรับ และสิ้นสุดของ{name} พร้อมช่องลงชื่อรับทราบ"
        yield _sheet(site, order, who, (title, f"ใบรับทราบของ{name}", described), (sheets.acknowledgment(site.edition, order, who, found, 2),))
    if handed := sheets.handed(found):
        described = f"งานที่ต้องส่งมอบและผู้รับมอบ ตามคำสั่ง เรื่อง {order.title}"
        blocks: list[m.Block] = []
        for place, one in enumerate(handed, 1):
            blocks += [m.Heading(2, sheets.handed_title(site.edition, one.work), f"handover-{place}"), sheets.hand_over(site.edition, order, one)]
        yield _sheet(site, order, "handover", (sheets.HANDED, sheets.HANDED, described), blocks)


def _sheet(site: Site, order: Order, name: str, titles: tuple[str, str, str], blocks: Iterable[m.Block]) -> Page:
    """``titles``: of the page, in the navigation, and in search engines. The sheets of an order stand in one group, since there may be dozens."""
    path = f"changes/{order.key.slug}/{name}.md"
    title, nav_title, described = (f"{titles[0]} ตามคำสั่งที่ {order.number}/{order.year}", *titles[1:])
    made = tuple(page_blocks(page_context(site, path), blocks))
    group = site.shown(f"ใบรับทราบและส่งมอบงาน {number(order.key)}")
    return Page(
        path, title, described, made, nav_title=nav_title, kind="sheet", sources=(order.file,) if order.file else (), group=group,
        basis=basis.line(site.edition, [basis.Basis(order, None)]),
    )  # fmt: skip
