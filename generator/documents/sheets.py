"""What an order asks to be signed: the acknowledgment of each person concerned, and the lists of work handed over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from generator.documents import change, duties, mentions, person_change
from generator.documents.model import Blank, Block, Column, Heading, Item, List, Para, Part, Place, Row, Signatures, Table, Text
from generator.documents.order import based_on
from generator.edition import Edition
from generator.model.orders import Order
from generator.model.procedure import Procedure
from generator.register import Changes, Charge, HandOver, PersonChange, Register, hand_overs, positions
from generator.register.changes import LEADING, persons_in_order
from generator.register.words import person_name, until

DECLARED = "ข้าพเจ้าได้รับทราบหน้าที่ตามรายการข้างต้นแล้ว"
ALL = "พิมพ์รายงาน ใบรับทราบ และบัญชีส่งมอบงานทั้งชุด (PDF)"
ALL_WORD, ORDER_WORD = "ทั้งชุด ฉบับแก้ไข (Word)", "ตัวคำสั่ง ฉบับแก้ไข (Word)"
NOTHING = "คำสั่งนี้ไม่เปลี่ยนหน้าที่ของผู้ใด"
ACKNOWLEDGED, HANDED = "ใบรับทราบการมอบหมายหน้าที่", "บัญชีส่งมอบงาน"
GIVEN = (Column("งานที่ส่งมอบ", 22, head=True), Column("รายละเอียด", 38), Column("ตามคำสั่ง (ใหม่)", 24), Column("ส่งมอบแล้ว", 16, centred=True))


def volume(edition: Edition, order: Order, found: Sequence[Changes]) -> Iterator[Block]:
    """Everything that an order asks for on paper: the report, then each sheet below a heading of its own. The title stands above it."""
    yield based_on(edition, order)
    yield from change.report(edition, order, found, 2)
    if not concerned(edition, found):
        yield Para((NOTHING,))
    for who in concerned(edition, found):
        yield Heading(2, acknowledged_title(edition, who))
        yield acknowledgment(edition, order, who, found, 3)
    for one in handed(found):
        yield Heading(2, handed_title(edition, one.work))
        yield hand_over(edition, order, one)


class Handed(NamedTuple):
    """Work that changes hands, and what changes on that day."""

    work: HandOver
    changes: Changes


def concerned(edition: Edition, found: Iterable[Changes]) -> tuple[str, ...]:
    """Those who have something to acknowledge, as ``people.yml`` lists them."""
    every = dict.fromkeys(p.person for c in found for p in c.affected)
    return tuple(p.id for p in edition.manual.people.persons if p.id in every)


def handed(found: Iterable[Changes]) -> tuple[Handed, ...]:
    """The work that changes hands, as it does."""
    return tuple(Handed(h, c) for c in found for h in hand_overs(c))


def acknowledged_title(edition: Edition, who: str) -> str:
    """``ใบรับทราบการมอบหมายหน้าที่ของ<name>``"""
    return f"{ACKNOWLEDGED}ของ{person_name(edition.manual, who)}"


def handed_title(edition: Edition, work: HandOver) -> str:
    """``บัญชีส่งมอบงานของ<giver> แก่<takers>``"""
    takers = " และ".join(person_name(edition.manual, p) for p in work.to)
    return f"{HANDED}ของ{person_name(edition.manual, work.giver)} " + (f"แก่{takers}" if takers else "(ยังไม่มีผู้รับมอบ)")


def acknowledgment(edition: Edition, order: Order, who: str, found: Sequence[Changes], level: int) -> Part:
    """What one person signs. ``level``: of its headings; its title stands above it."""
    return Part("sheet", tuple(_acknowledgment(edition, order, who, found, level)))


def _acknowledgment(edition: Edition, order: Order, who: str, found: Sequence[Changes], level: int) -> Iterator[Block]:
    name = person_name(edition.manual, who)
    yield based_on(edition, order)
    yield Para((mentions.person(edition, who), f" ตำแหน่ง {' '.join(position(edition, who, found[0].after, order))}"))
    for at, changes in enumerate(found):
        mine = next((p for p in persons_in_order(edition.manual, changes.affected) if p.person == who), None)
        if mine:
            yield from [change.of_day(changes)] if at else []
            yield from _changed(edition, changes, mine, level)
    yield from _afterwards(edition, found[-1], who, level)
    yield Para((DECLARED,), "clause")
    yield Signatures((Place((f"({name})",), "ผู้รับทราบ"),))


def _changed(edition: Edition, changes: Changes, p: PersonChange, level: int) -> Iterator[Block]:
    groups = (
        ("หน้าที่และงานที่เพิ่มขึ้น", person_change.gains(edition, changes, p)),
        ("หน้าที่ที่ปรับถ้อยคำ", person_change.reworded(edition, p)),
        ("หน้าที่และงานที่สิ้นสุด", person_change.losses(edition, changes, p)),
        ("หน้าที่และงานที่คงเดิม", person_change.kept(edition, p)),
    )
    for title, made in groups:
        if lines := tuple(made):
            yield Heading(level, title)
            yield List(_unmarked(lines))


def _unmarked(items: Iterable[Item]) -> tuple[Item, ...]:
    """The same lines below a heading that says already what becomes of them."""
    return tuple(replace(item, mark="", items=_unmarked(item.items)) for item in items)


def position(edition: Edition, who: str, register: Register, order: Order) -> tuple[str, ...]:
    """A person's position on the day of a register, then the posts in which the person acts."""
    return positions.position(edition.manual, edition.positions, register, who, order.key)


def _afterwards(edition: Edition, changes: Changes, who: str, level: int) -> Iterator[Block]:
    """The whole of a person's duties once the order has taken effect."""
    held = changes.after.duties.get(who, ())
    charges = [c for c in changes.after.charges if c.person == who]
    total = sum(d.counts for top in held for d in top.walk())
    yield Heading(level, f"หน้าที่ทั้งหมดตั้งแต่วันที่คำสั่งมีผล รวม {total} ข้อ" if total else "หน้าที่ทั้งหมดตั้งแต่วันที่คำสั่งมีผล")
    if not held and not charges:
        yield Para(("ไม่มีหน้าที่ตามคำสั่ง",))
    yield from duties.on_paper(edition, who, held)
    if charges:
        yield Para(("กระบวนงานและตำแหน่งที่รับผิดชอบ",), "caption")
        yield List(tuple(_charge(edition, group) for group in mentions.grouped(charges)))


def _charge(edition: Edition, group: Sequence[Charge]) -> Item:
    return Item("", (*mentions.charge(edition, group[0]), f" ตาม{mentions.bases(group)}{until(group[0])}"))


def hand_over(edition: Edition, order: Order, of: Handed) -> Part:
    """A list to tick off, and who signs: giver, takers (or a blank), the superior as witness."""
    rows = tuple(_rows(edition, of))
    giver, takers = of.work.giver, of.work.to
    takes = [Place(_signing(edition, order, of, taker), "ผู้รับมอบ") for taker in takers or ("",)]
    places = (Place(_signing(edition, order, of, giver), "ผู้ส่งมอบ"), *takes, Place(_witness(edition, order, of), "พยาน"))
    return Part("sheet", (based_on(edition, order), Table(handed_title(edition, of.work), GIVEN, rows, "sheet"), Signatures(places)))


def _signing(edition: Edition, order: Order, of: Handed, who: str) -> tuple[str, ...]:
    """Name and position; nothing for nobody. Who gives work away is still what the person was before."""
    if not who:
        return ()
    own, *acting = position(edition, who, of.changes.before if who == of.work.giver else of.changes.after, order) or ("",)
    return f"({person_name(edition.manual, who)})", *([f"ตำแหน่ง {own}"] if own else []), *acting


def _witness(edition: Edition, order: Order, of: Handed) -> tuple[str, ...]:
    """The giver's superior, else who signed the order; a blank where neither is known, or would bear witness to what is their own."""
    parties = {of.work.giver, *of.work.to}
    for who in superiors(edition, of.work.giver, of.changes.after):
        if who not in parties:
            return _signing(edition, order, of, who)
    signer = order.signer
    if signer is None or signer.person in parties:
        return ()
    name = person_name(edition.manual, signer.person) if signer.person else signer.name
    return (f"({name})", *signer.capacity) if name else ()


def superiors(edition: Edition, who: str, register: Register) -> Iterator[str]:
    """Who holds or acts in the posts above those of a person on the day of a register, the nearest first."""
    manual, day = edition.manual, register.as_of
    known = manual.person.get(who)
    posts = set(known.holds(min(day, known.last_day or day)) if known else ())
    seen: set[str] = set()
    while posts := {up for p in posts if p in manual.post and (up := manual.post[p].reports_to)} - seen:
        seen |= posts
        yield from (p.id for p in manual.people.persons if posts & set(p.holds(day)))
        yield from (c.person for c in register.charges if c.kind == "post" and c.target in posts)


def _rows(edition: Edition, of: Handed) -> Iterator[Row]:
    work, tick = of.work, (Blank("box"),)
    procedures = [edition.manual.procedure[p] for p in work.procedures if p in edition.manual.procedure]
    new = {t.target: t.after for t in of.changes.targets if t.kind == "procedure"}
    for p in procedures:
        by = [c for c in new.get(p.id, ()) if c.person in work.to and c.role in LEADING]
        yield Row((("กระบวนงาน",), (mentions.target(edition, "procedure", p.id),), (mentions.bases(by) or "ยังไม่มีผู้รับมอบ",), tick))
    for pair in work.duties:
        if pair.before and pair.after:
            old = mentions.cited(pair.before)
            said = f"{pair.before.duty.text} ", Text(f"เดิม {old}", "aside")
            yield Row((("หน้าที่",), said, (mentions.cited(pair.after),), tick))
    for title in _papers(edition, procedures):
        yield Row((("แบบฟอร์มและเอกสาร",), (title,), ("",), tick))
    yield Row((("งานที่ค้างดำเนินการ (ถ้ามี)",), (Blank("room"),), ("",), tick))


def _papers(edition: Edition, procedures: Sequence[Procedure]) -> tuple[str, ...]:
    """The forms that procedures use, as the register of forms lists them, then the other papers of their steps."""
    used = {f for p in procedures for f in (*p.forms.items, *(i for s in p.steps for i in s.forms))}
    titles = [f.title for f in edition.manual.forms.forms if f.id in used]
    return tuple(dict.fromkeys((*titles, *(d for p in procedures for s in p.steps for d in s.documents))))
