"""What changed: the report of the last order, a sheet for each person to sign, the hand-over sheet, and histories."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.edition import together
from generator.model.orders import Order
from generator.model.procedure import Procedure
from generator.register import Changes, Charge, Fate, HandOver, Pair, PersonChange, State, hand_overs
from generator.register.ordering import persons_in_order, targets_in_order
from generator.register.report import later_title
from generator.register.words import ROLE_TITLES, number, person_name, span, target_name, until
from generator.site.links import Links, links_from
from generator.site.page import Block, Page
from generator.site.shell import Site
from generator.thai import dates


def pages(site: Site) -> Iterator[Page]:
    """The reports of the order that took effect last and of those announced, with their sheets."""
    told = [(order, stages(site, order)) for order in reported(site)]
    if told:
        yield _report_page(site, told)
    for order, found in told:
        for person in dict.fromkeys(p.person for changes in found for p in changes.affected):
            if person in site.manual.person:
                yield _sheet(site, order, person, found)
        handed = tuple(h for changes in found for h in hand_overs(changes))
        if handed:
            yield _hand_over_page(site, order, handed)


def stages(site: Site, order: Order) -> tuple[Changes, ...]:
    """What an order changes on its first day, then what begins later."""
    return (site.edition.changes_by(order), *site.edition.later_by(order))


def reported(site: Site) -> list[Order]:
    """Orders to come, then the one that took effect last (it may only cancel)."""
    status = site.edition.register.status
    coming = [o for o in site.manual.orders if status[o.key].state in (State.UNSIGNED, State.ANNOUNCED)]
    passed = [o for o in site.manual.orders if status[o.key].state in (State.IN_FORCE, State.DONE, State.ENDED)]
    return [*reversed(coming), *passed[-1:]]


def report(site: Site, changes: Changes, links: Links, sheets: str = "") -> str:
    """The changes in three tables: per procedure and post, per person, per form. ``sheets``: the folder of the sheets to sign, if any."""
    moved = {t.target for t in changes.targets if t.kind == "procedure" and t.people_change}
    forms = [(f, [u.procedure for u in site.edition.uses_of_form(f.id) if u.procedure.id in moved]) for f in site.manual.forms.forms]
    targets = targets_in_order(site.manual, changes.targets)
    return site.render(
        "orders/report.html.j2",
        targets=[t for t in targets if t.people_change],
        restated=[t for t in targets if not t.people_change],
        persons=[told(site, p) for p in persons_in_order(site.manual, changes.affected)],
        lapses=changes.lapses,
        forms=[(form, used) for form, used in forms if used],
        sheets=sheets,
        named=site.shown(f" คำสั่งที่ {'/'.join(reversed(sheets.rpartition('/')[2].split('-', 1)))}") if sheets else "",
        links=links,
        **_words(site),
    )


class Told(NamedTuple):
    """What changes for one person: titled lists of short lines; a list without lines is left out."""

    change: PersonChange
    lists: tuple[tuple[str, tuple[str, ...]], ...]


def told(site: Site, change: PersonChange) -> Told:
    """What is added, reworded and ended for a person."""

    def charges(found: Sequence[Charge], *, lasting: bool = False) -> list[str]:
        return [f"{target_name(site.manual, g[0].kind, g[0].target)} ({g[0].role.value}{until(g[0]) if lasting else ''})" for g in together(found)]

    after = [d.after for d in change.duties if d.fate in (Fate.NEW, Fate.MOVED) and d.after and d.after.person == change.person]
    before = [d.before for d in change.duties if d.fate in (Fate.GONE, Fate.MOVED) and d.before and d.before.person == change.person]
    reworded = [d.after.duty.text for d in change.duties if d.fate is Fate.REWORDED and d.after]
    lists = (
        ("เพิ่ม", (*charges(change.gained, lasting=True), *(d.duty.text for d in after if not d.duty.procedures))),
        ("ปรับถ้อยคำ", tuple(reworded)),
        ("สิ้นสุด", (*charges(change.lost), *(d.duty.text for d in before if not d.duty.procedures))),
    )
    return Told(change, tuple((title, found) for title, found in lists if found))


def _report_page(site: Site, reports: Sequence[tuple[Order, Sequence[Changes]]]) -> Page:
    links = links_from("changes/index.md")
    blocks = []
    for order, (changes, *then) in reports:
        folder = f"changes/{order.key.slug}"
        handed = any(hand_overs(c) for c in (changes, *then))
        head = site.render("orders/report_head.html.j2", order=order, links=links, folder=folder, handed=handed, **_words(site))
        title = f"คำสั่ง {number(order.key)} มีผลตั้งแต่วันที่ {dates.long(order.begins)}"
        blocks.append(Block(head + report(site, changes, links, folder), site.shown(title), f"order-{order.key.slug}"))
        blocks += later_blocks(site, order, then, links, folder)
    return Page(
        "changes/index.md", "สิ่งที่เปลี่ยนตามคำสั่ง", "รายงานการเปลี่ยนแปลงตามคำสั่งล่าสุดและคำสั่งที่ประกาศแล้ว",
        tuple(blocks), nav_title="สิ่งที่เปลี่ยนตามคำสั่ง", kind="list", sources=tuple(o.file for o, _ in reports if o.file),
    )  # fmt: skip


def later_blocks(site: Site, order: Order, later: Sequence[Changes], links: Links, sheets: str = "") -> Iterator[Block]:
    """What begins after the first day of an order, a block for each day."""
    for changes in later:
        title = f"{later_title(changes)} (คำสั่ง{number(order.key)})"
        yield Block(report(site, changes, links, sheets), site.shown(title), f"order-{order.key.slug}-{changes.after.as_of.isoformat()}")


class SheetPart(NamedTuple):
    """What changes for a person on one day; ``title`` says from when, if not from the first day of the order."""

    title: str
    change: PersonChange
    gained: tuple[Pair, ...]
    received: tuple[Pair, ...]
    reworded: tuple[Pair, ...]
    given: tuple[Pair, ...]
    gone: tuple[Pair, ...]


def _sheet_part(title: str, change: PersonChange) -> SheetPart:
    moved = change.of(Fate.MOVED)
    return SheetPart(
        title, change, change.of(Fate.NEW), tuple(p for p in moved if p.after and p.after.person == change.person), change.of(Fate.REWORDED),
        tuple(p for p in moved if p.before and p.before.person == change.person), change.of(Fate.GONE),
    )  # fmt: skip


def _sheet(site: Site, order: Order, person: str, found: Sequence[Changes]) -> Page:
    path = f"changes/{order.key.slug}/{person}.md"
    name = person_name(site.manual, person)
    mine = [(f"ตั้งแต่วันที่ {dates.long(c.after.as_of)}" if at else "", p) for at, c in enumerate(found) for p in c.affected if p.person == person]
    html = site.render(
        "orders/sheet.html.j2", order=order, person=site.manual.person[person], parts=[_sheet_part(*part) for part in mine],
        links=links_from(path), **_words(site),
    )  # fmt: skip
    return Page(
        path, f"สิ่งที่เปลี่ยนสำหรับท่าน: {name}", f"หน้าที่ที่เพิ่ม ปรับ และสิ้นสุดของ{name} พร้อมช่องลงชื่อรับทราบ", (Block(html),),
        nav_title=f"ใบรับทราบของ{name}", kind="sheet", sources=(order.file,) if order.file else (), shelf=_shelf(site, order),
    )  # fmt: skip


def _hand_over_page(site: Site, order: Order, handed: tuple[HandOver, ...]) -> Page:
    path = f"changes/{order.key.slug}/handover.md"
    blocks = [Block(site.render("orders/handover_head.html.j2", order=order, links=links_from(path), **_words(site)))]
    for place, h in enumerate(handed, 1):
        takers = " และ".join(person_name(site.manual, p) for p in h.to) or "ยังไม่มีผู้รับมอบ"
        procedures = [site.manual.procedure[p] for p in h.procedures if p in site.manual.procedure]
        forms = _forms(site, procedures)
        html = site.render("orders/handover.html.j2", h=h, procedures=procedures, forms=forms, links=links_from(path), **_words(site))
        blocks.append(Block(html, f"{person_name(site.manual, h.giver)} ส่งมอบแก่ {takers}", f"handover-{place}"))
    return Page(
        path, "บัญชีส่งมอบงาน", f"งานที่ต้องส่งมอบและผู้รับมอบ ตามคำสั่ง เรื่อง {order.title}", tuple(blocks),
        kind="sheet", sources=(order.file,) if order.file else (), shelf=_shelf(site, order),
    )  # fmt: skip


def _shelf(site: Site, order: Order) -> str:
    """Where the sheets of an order stand in the navigation: on one shelf, since an order may change dozens of persons."""
    return site.shown(f"ใบรับทราบและส่งมอบงาน {number(order.key)}")


def _forms(site: Site, procedures: Sequence[Procedure]) -> list[str]:
    used = {f for p in procedures for f in (*p.forms.items, *(i for s in p.steps for i in s.forms))}
    return [f.title for f in site.manual.forms.forms if f.id in used]


def _newest_first(site: Site, charges: Sequence[Charge]) -> tuple[tuple[Charge, ...], ...]:
    return together(sorted(charges, key=lambda c: (-c.since.toordinal(), site.edition.rank(c))))


def procedure_history(site: Site, procedure: str, links: Links) -> Block | None:
    """Who has been in charge of a procedure, and who will be: for the procedure's page."""
    rows = site.edition.history_of_procedure(procedure)
    if not rows:
        return None
    html = site.render("orders/history.html.j2", rows=_newest_first(site, rows), by="person", links=links, **_words(site))
    return Block(html, "ประวัติผู้รับผิดชอบ", "holders")


def person_history(site: Site, person: str, links: Links) -> Block | None:
    """What a person has been in charge of, and will be: for the person's page."""
    rows = site.edition.history_of_person(person)
    if not rows:
        return None
    html = site.render("orders/history.html.j2", rows=_newest_first(site, rows), by="target", links=links, **_words(site))
    return Block(html, "ประวัติความรับผิดชอบ", "history")


def duties_history(site: Site, person: str, links: Links) -> Block | None:
    """The duties, schools and projects that a person no longer has, the last first."""
    gone = [h for h in site.edition.duties_history.get(person, ()) if h.until and h.until < site.edition.as_of and h.duty.counts]
    if not gone:
        return None
    rows = sorted(gone, key=lambda h: (h.until, h.since), reverse=True)
    return Block(site.render("orders/past_duties.html.j2", rows=rows, links=links), "หน้าที่ โรงเรียน และโครงการที่พ้นแล้ว", "past-duties")


def _words(site: Site) -> dict[str, object]:
    manual = site.manual
    return {
        "called": lambda person: person_name(manual, person),
        "target": lambda kind, target: target_name(manual, kind, target),
        "role": ROLE_TITLES,
        "number": number,
        "span": span,
        "until": until,
        "known": manual,
        "together": together,
    }
