"""The register in official Thai: names of roles, kinds, states and spans of time. Digits are Arabic; the reader's policy turns them."""

from __future__ import annotations

import re
from datetime import date

from generator.model.handbook import Manual
from generator.model.orders import Change, Order, OrderKey, RoleKind
from generator.model.organization import Person
from generator.register.matching import Pair
from generator.register.validity import Validity
from generator.register.values import AbsenceInForce, Charge, CommitteeInForce, DutyInForce, Register
from generator.thai import dates

ROLE_TITLES = {
    RoleKind.MAIN: "ผู้รับผิดชอบหลัก",
    RoleKind.TOGETHER: "ผู้ร่วมกันรับผิดชอบ",
    RoleKind.JOINT: "ผู้รับผิดชอบร่วม",
    RoleKind.MEMBER: "ผู้รับผิดชอบในคณะกรรมการ",
    RoleKind.ACTING_FOR: "ผู้รักษาราชการแทน",
    RoleKind.ACTING_IN: "ผู้รักษาการในตำแหน่ง",
    RoleKind.DELEGATED: "ผู้ปฏิบัติราชการแทน",
}
KIND_TITLES = {
    "new": "คำสั่งใหม่",
    "replaces": "คำสั่งแทนคำสั่งเดิมทั้งฉบับ",
    "amends": "คำสั่งแก้ไขเพิ่มเติม",
    "cancels": "คำสั่งยกเลิก",
}
REASONS = {
    "retired": "เกษียณอายุราชการ",
    "moved": "ย้าย",
    "resigned": "ลาออก",
    "transferred": "โอน",
    "died": "ถึงแก่กรรม",
    "other": "พ้นจากสำนักงาน",
}
"""Why a person left, to follow the name."""
DONE_TO = {"replaces": "แทน", "amends": "แก้ไขเพิ่มเติม", "cancels": "ยกเลิก"}
_NUMBER = re.compile(r"\(?\d")
UNDERGONE = {"replaces": "ถูกแทนโดย", "amends": "แก้ไขเพิ่มเติมโดย", "cancels": "ถูกยกเลิกโดย"}


def person_name(manual: Manual, person: str) -> str:
    """A person's name, or the id as written if there is no such person."""
    return manual.person[person].name if person in manual.person else person


def target_name(manual: Manual, kind: str, target: str) -> str:
    """The title of a procedure, post or committee, or the id as written."""
    if kind == "procedure":
        return manual.titles.get(target, target)
    if kind == "committee":
        return manual.committee[target].name if target in manual.committee else target
    return manual.post[target].title if target in manual.post else target


def annex_title(order: Order) -> str:
    """What the persons named beside the items stand under: the one paper that names them, or annexes in general."""
    papers = {named.basis for named in order.named}
    return f"ผู้รับผิดชอบตาม{papers.pop() if len(papers) == 1 else 'เอกสารแนบท้าย'}"


def number(key: OrderKey) -> str:
    """``ที่ 248/2565``"""
    return f"ที่ {key.number}/{key.year}"


def order_name(manual: Manual, key: OrderKey) -> str:
    """``คำสั่ง<issuer> ที่ 248/2565``"""
    issuer = manual.unit.get(key.issuer)
    return f"คำสั่ง{issuer.name if issuer else ''} {number(key)}"


def basis(manual: Manual, charge: Charge) -> str:
    """Order and item: ``คำสั่ง... ที่ 248/2565 ข้อ ๑๔.๒``, or the attachment that names the person."""
    return f"{order_name(manual, charge.order)} {item(charge.item)}"


def item(of: str) -> str:
    """``ข้อ ๑๔.๒``, ``ข้อ (๑)``; the name of an attachment stays as it is."""
    return f"ข้อ {of}" if _NUMBER.match(of) else of


def corrected(of: DutyInForce) -> str:
    """``แก้คำผิดโดยคำสั่งที่ 5/2569 ข้อ 1``; empty for an item without a corrected misprint."""
    return f"แก้คำผิดโดยคำสั่ง{number(of.corrected[0])} {item_aside(of.corrected[1])}".strip() if of.corrected else ""


def item_aside(of: str) -> str:
    """The same after the number of an order: the name of an attachment stands in brackets."""
    return item(of) if not of or _NUMBER.match(of) else f"({of})"


def seats(register: Register, person: str) -> tuple[tuple[CommitteeInForce, Charge], ...]:
    """The committees and working groups in which a person sits, with the charge that says in which office."""
    sitting = {c.target: c for c in register.charges_of.get(person, ()) if c.kind == "committee"}
    return tuple((of, sitting[of.key]) for of in register.committees if of.key in sitting)


def away(manual: Manual, of: AbsenceInForce) -> str:
    """``ไปช่วยราชการที่ ... ตั้งแต่วันที่ ... ผู้ปฏิบัติหน้าที่แทน ...``"""
    names = " และ ".join(dict.fromkeys(person_name(manual, s.person) for s in of.absence.stand_ins))
    instead = f" ผู้ปฏิบัติหน้าที่แทน {names}" if names else " หน้าที่งดเว้นระหว่างนั้น"
    return f"ไปช่วยราชการที่{of.absence.at} {span(of.since, of.until)}{instead}"


RENAMED = {"schools": "เปลี่ยนชื่อโรงเรียน", "projects": "เปลี่ยนชื่อโครงการ"}


def rewording(pair: Pair) -> str:
    """How an order itself says that a duty has new words; empty where only likeness tells that it is the same."""
    if not (pair.stated and pair.before and pair.after):
        return ""
    if pair.before.order == pair.after.order:
        return "แก้คำผิด"
    return RENAMED.get(pair.after.listed, "แก้ถ้อยคำ")


def span(since: date | None, until: date | None) -> str:
    """``1 ต.ค. 65 – 30 ก.ย. 66`` in words; without an end: ``ตั้งแต่ ...``."""
    if since and until:
        return f"{dates.long(since)} – {dates.long(until)}"
    return f"ตั้งแต่วันที่ {dates.long(since)}" if since else f"ถึงวันที่ {dates.long(until)}" if until else ""


def departure(person: Person) -> str:
    """``เกษียณอายุราชการ วันสุดท้าย ...``; empty for one whose last day nobody knows."""
    if person.last_day is None:
        return ""
    reason = REASONS[person.left.reason] if person.left else REASONS["retired"]
    place = f"ไป{person.left.to}" if person.left and person.left.to else ""
    return f"{reason}{place} วันสุดท้าย {dates.long(person.last_day)}"


def role(charge: Charge) -> str:
    """In which capacity, with the part of the work or the rank: ``ผู้รับผิดชอบหลัก (ระดับปฐมวัย)``, ``ผู้รักษาราชการแทน ลำดับที่ 1``."""
    if charge.kind == "committee":
        return charge.part
    return capacity(charge.role, charge.part, charge.rank)


def capacity(kind: RoleKind, part: str | None, rank: int | None) -> str:
    """A role with the part of the work or the rank."""
    return ROLE_TITLES[kind] + (f" ลำดับที่ {rank}" if rank else "") + (f" ({part})" if part else "")


def until(charge: Charge) -> str:
    """`` ถึงวันที่ ...``, to follow a role, if the last day is known."""
    return f" ถึงวันที่ {dates.long(charge.until)}" if charge.until else ""


def change(manual: Manual, made: Change, order: Order) -> str:
    """One clause of an amendment in brief, as orders word it. A summary: the words of the order itself are ``Change.text``."""
    name = person_name(manual, made.person) if made.person else ""
    key = order.amended_by(made) if order.amended else None
    old = f"คำสั่งที่ {key.number}/{key.year}" if key else "คำสั่งเดิม"
    if made.committee is not None:
        return _committee_change(manual, made, name, old)
    if made.of_chart:
        return _chart_change(manual, made, name, old)
    if made.action == "correct":
        where = f"{CORRECTED[made.corrects]}{f' {item(made.item)}' if made.item else ''}{f' ของ{name}' if name else ''}"
        return f"ให้แก้คำผิดใน{where} ใน{old} จาก “{made.wrong}” เป็น “{made.right}”"
    if made.action == "replace":
        return f"ให้ยกเลิกความใน{item(made.item or '')} ของ{name} ใน{old} และให้ใช้ความต่อไปนี้แทน"
    if made.action == "remove":
        return f"ให้ยกเลิก{item(made.item) if made.item else 'หน้าที่ทุกข้อ'} ของ{name} ใน{old}"
    below = f" ภายใต้{item(made.item)}" if made.item else ""
    return f"ให้เพิ่มหน้าที่ของ{name}{below} ใน{old} ดังนี้"


CORRECTED = {"text": "ความ", "name": "ชื่อ", "position": "ตำแหน่ง", "post_number": "ตำแหน่งเลขที่", "title": "ชื่อเรื่อง"}


def _committee_change(manual: Manual, made: Change, name: str, old: str) -> str:
    member = made.member
    new = (person_name(manual, member.person) if member.person else member.name or "") if member else ""
    if made.action == "add":
        return f"ให้แต่งตั้ง{new}ใน{made.committee} ตาม{old} เพิ่มเติม"
    if made.action == "replace":
        return f"ให้{name}พ้นจาก{made.committee} ตาม{old} และให้แต่งตั้ง{new}แทน"
    return f"ให้{name or new}พ้นจาก{made.committee} ตาม{old}"


def _chart_change(manual: Manual, made: Change, name: str, old: str) -> str:
    targets = [target_name(manual, "procedure", p) for p in made.procedures] + ([target_name(manual, "post", made.post)] if made.post else [])
    work = f" เฉพาะ{' และ'.join(targets)}" if targets else ""
    where = f"ใน{made.basis or 'เอกสารแนบท้าย'} ของ{old}"
    role = f"เป็น{ROLE_TITLES[made.role]}" if made.role else ""
    if made.action == "add":
        return f"ให้เพิ่ม{name} {role} {' และ'.join(targets)} {where}"
    if made.action == "replace":
        new = f"ให้{person_name(manual, made.successor)} {role}แทน" if made.successor else f"ให้เปลี่ยน{role or 'ส่วนที่รับผิดชอบ'}"
        return f"ให้แก้ไขรายการของ{name}{work} {where} โดย{new}"
    return f"ให้ยกเลิกรายการของ{name}{work} {where}"


def in_force(of: Validity) -> str:
    """How long an order is in force."""
    return "ไม่มีผลใช้บังคับ" if of.void else span(of.start, None)
