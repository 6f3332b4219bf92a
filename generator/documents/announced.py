"""Orders that are signed and not yet in force: what each will change, for the first page and for the pages of procedures and persons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from generator.documents import mentions, person_change
from generator.documents.model import Block, Heading, Item, Link, List, Para, Part, Ref, Text
from generator.edition import Edition
from generator.model.orders import Order
from generator.register import Changes, Charge, TargetChange
from generator.register.words import ROLE_TITLES, number, person_name
from generator.thai import dates

Coming = Sequence[tuple[Order, tuple[Changes, ...]]]


def coming(edition: Edition) -> Coming:
    """The orders announced, as they will take effect, each with what it changes on its first day, and later."""
    return tuple((order, edition.stages(order)) for order in map(edition.order, edition.announced))


def orders(edition: Edition) -> Iterator[Part]:
    """Every order announced, and how much it changes."""
    for order, found in coming(edition):
        yield _notice(edition, order, order.begins, _counts(found), title=order.title)


def of_procedure(edition: Edition, procedure: str) -> Iterator[Block]:
    """Who will be responsible for a procedure."""
    yield from _headed(
        _notice(edition, order, c.after.as_of, tuple(_persons(edition, t)))
        for order, found in coming(edition)
        for c in found
        for t in c.targets
        if (t.kind, t.target) == ("procedure", procedure)
    )


def of_person(edition: Edition, person: str) -> Iterator[Block]:
    """What will be added to a person's work, said otherwise, and taken away."""
    yield from _headed(
        _notice(edition, order, c.after.as_of, _work(edition, c, person), sheet=person)
        for order, found in coming(edition)
        for c in found
        if any(p.person == person for p in c.affected)
    )


def _headed(notices: Iterator[Part]) -> Iterator[Block]:
    found = tuple(notices)
    if found:
        yield Heading(2, "สิ่งที่จะเปลี่ยนตามคำสั่งที่ประกาศแล้ว", "announced")
    yield from found


def _notice(edition: Edition, order: Order, day: date, lines: Sequence[str], *, title: str = "", sheet: str = "") -> Part:
    """From when an order is in force, and what it will change; ``sheet``: the person whose sheet says all of it."""
    head = Text(f"ประกาศแล้ว มีผลตั้งแต่วันที่ {dates.long(day)}", "strong")
    blocks: list[Block] = [Para((head, " ", mentions.order(edition, order.key, f"คำสั่ง{number(order.key)}"), f" {title}" if title else ""))]
    if lines:
        blocks.append(List(tuple(Item("", (line,)) for line in lines)))
    if sheet:
        blocks.append(Para((Link("ดูรายละเอียดและใบรับทราบ", Ref("sheet", f"{order.key.slug}/{sheet}")),), "ways"))
    return Part("notice", tuple(blocks))


def _counts(found: Sequence[Changes]) -> tuple[str, ...]:
    targets = {t.target for c in found for t in c.targets if t.kind == "procedure" and t.people_change}
    persons = {p.person for c in found for p in c.affected}
    counts = ((len(targets), "เปลี่ยนผู้รับผิดชอบ", "กระบวนงาน"), (len(persons), "เปลี่ยนหน้าที่ของ", "คน"))
    said = " ".join(f"{verb} {count} {unit}" for count, verb, unit in counts if count)
    return (said,) if said else ()


def _persons(edition: Edition, of: TargetChange) -> Iterator[str]:
    """Each role whose persons change, with those before and after; one line if only the order and item do."""
    if not of.people_change:
        yield "ผู้รับผิดชอบคงเดิม คำสั่งหรือเลขข้อที่อ้างเปลี่ยน"
    for role, title in ROLE_TITLES.items():
        before, after = (_names(edition, (c for c in side if c.role is role)) for side in (of.before, of.after))
        if set(before) != set(after):
            yield f"{title}: จาก {', '.join(before) or 'ไม่มี'} เป็น {', '.join(after) or 'ไม่มี'}"


def _names(edition: Edition, found: Iterator[Charge]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(person_name(edition.manual, c.person) for c in found))


def _work(edition: Edition, of: Changes, person: str) -> tuple[str, ...]:
    mine = (p for p in of.affected if p.person == person)
    return tuple(line for p in mine for line in person_change.brief(edition, of, p))
