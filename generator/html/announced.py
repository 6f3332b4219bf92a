"""Orders that are signed and not yet in force: what each will change, for home and for the pages of procedures and persons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from generator.documents import change
from generator.html.links import Links
from generator.html.page import Block
from generator.html.shell import Site
from generator.model.orders import Order, OrderKey
from generator.register import Changes, Charge, State, TargetChange
from generator.register.words import ROLE_TITLES, person_name
from generator.thai import dates

FEW = 5
"""So many changes of a kind are told here; the whole stands on the order's page."""
Coming = tuple[tuple[Order, tuple[Changes, ...]], ...]
"""Each order with what it changes on its first day, and later."""


class Announced(NamedTuple):
    """One order to come, as told on a page. ``head``: from when; ``more``: where all of it stands, ``link``: the words to press."""

    head: str
    order: OrderKey
    title: str
    lines: tuple[str, ...]
    more: str = ""
    link: str = ""


def coming(site: Site) -> Coming:
    """The orders announced, as they will take effect; worked out once."""
    return site.memory.recall("announced", site.frame, partial(_coming, site))


def _coming(site: Site) -> Coming:
    status = site.edition.register.status
    orders = [
        site.edition.order(key) for key, found in status.items() if found.state is State.ANNOUNCED and not (found.by and found.last_day is None)
    ]
    return tuple((order, site.edition.stages(order)) for order in orders)


def orders(site: Site, links: Links) -> tuple[Announced, ...]:
    """For home: every order announced, and how much it changes."""
    return tuple(Announced(_head(order.begins), order.key, order.title, _counts(found)) for order, found in coming(site))


def of_procedure(site: Site, procedure: str, links: Links) -> Block | None:
    """For the page of a procedure: who will be responsible for it."""
    told = [
        Announced(_head(c.after.as_of), order.key, "", tuple(_persons(site, t)))
        for order, found in coming(site)
        for c in found
        for t in c.targets
        if (t.kind, t.target) == ("procedure", procedure)
    ]
    return _block(site, told, links)


def of_person(site: Site, person: str, links: Links) -> Block | None:
    """For the page of a person: what will be added to the work, said otherwise, and taken away."""
    told = []
    for order, found in coming(site):
        for then, p in ((c, p) for c in found for p in c.affected if p.person == person):
            lines = tuple(line for word, texts in change.brief(site.edition, then, p) for line in _few(word, texts))
            sheet = links.page(f"changes/{order.key.slug}/{person}")
            told.append(Announced(_head(then.after.as_of), order.key, "", lines, sheet, "ดูรายละเอียดและใบรับทราบ"))
    return _block(site, told, links)


def _block(site: Site, found: Sequence[Announced], links: Links) -> Block | None:
    if not found:
        return None
    return Block(site.render("announced.html.j2", announced=found, links=links), "สิ่งที่จะเปลี่ยนตามคำสั่งที่ประกาศแล้ว", "announced")


def _head(day: date) -> str:
    return f"ประกาศแล้ว มีผลตั้งแต่วันที่ {dates.long(day)}"


def _counts(found: Sequence[Changes]) -> tuple[str, ...]:
    targets = {t.target for c in found for t in c.targets if t.kind == "procedure" and t.people_change}
    persons = {p.person for c in found for p in c.affected}
    counts = ((len(targets), "เปลี่ยนผู้รับผิดชอบ", "กระบวนงาน"), (len(persons), "เปลี่ยนหน้าที่ของ", "คน"))
    said = " ".join(f"{verb} {count} {unit}" for count, verb, unit in counts if count)
    return (said,) if said else ()


def _persons(site: Site, change: TargetChange) -> Iterator[str]:
    """Each role whose persons change, with those before and after; one line if only the order and item do."""
    if not change.people_change:
        yield "ผู้รับผิดชอบคงเดิม คำสั่งหรือเลขข้อที่อ้างเปลี่ยน"
    for role, title in ROLE_TITLES.items():
        before, after = (_names(site, (c for c in side if c.role is role)) for side in (change.before, change.after))
        if set(before) != set(after):
            yield f"{title}: จาก {', '.join(before) or 'ไม่มี'} เป็น {', '.join(after) or 'ไม่มี'}"


def _names(site: Site, charges: Iterator[Charge]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(person_name(site.manual, c.person) for c in charges))


def _few(title: str, texts: Sequence[str]) -> Iterator[str]:
    yield from (f"{title}: {text}" for text in texts[:FEW])
    if len(texts) > FEW:
        yield f"{title}อีก {len(texts) - FEW} รายการ"
