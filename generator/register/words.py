"""The register in official Thai: names of roles, kinds, states and spans of time. Digits are Arabic; the reader's policy turns them."""

from __future__ import annotations

import re
from datetime import date

from generator.model.handbook import Manual
from generator.model.orders import Change, Order, OrderKey, RoleKind
from generator.model.organization import Person
from generator.register.lives import Life
from generator.register.values import Charge
from generator.thai import dates

ROLE_TITLES = {
    RoleKind.MAIN: "ผู้รับผิดชอบหลัก",
    RoleKind.JOINT: "ผู้รับผิดชอบร่วม",
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
    """The title of a procedure or post, or the id as written."""
    if kind == "procedure":
        return manual.procedure[target].title if target in manual.procedure else target
    return manual.post[target].title if target in manual.post else target


def annex_title(order: Order) -> str:
    """What the persons named beside the items stand under: the one paper that names them, or annexes in general."""
    papers = {named.basis for named in order.responsibilities}
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


def item_aside(of: str) -> str:
    """The same after the number of an order: the name of an attachment stands in brackets."""
    return item(of) if not of or _NUMBER.match(of) else f"({of})"


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


def until(charge: Charge) -> str:
    """`` ถึงวันที่ ...``, to follow a role, if the last day is known."""
    return f" ถึงวันที่ {dates.long(charge.until)}" if charge.until else ""


def change(manual: Manual, made: Change, order: Order) -> str:
    """The words of one amendment, as orders write it."""
    name = person_name(manual, made.person)
    old = f"คำสั่งที่ {order.amends.number}/{order.amends.year}" if order.amends else "คำสั่งเดิม"
    if made.action == "replace":
        return f"ให้ยกเลิกความใน{item(made.item or '')} ของ{name} ใน{old} และให้ใช้ความต่อไปนี้แทน"
    if made.action == "remove":
        return f"ให้ยกเลิก{item(made.item) if made.item else 'หน้าที่ทุกข้อ'} ของ{name} ใน{old}"
    below = f" ภายใต้{item(made.item)}" if made.item else ""
    return f"ให้เพิ่มหน้าที่ของ{name}{below} ใน{old} ดังนี้"


def life(of: Life) -> str:
    """How long an order is in force."""
    return "ไม่มีผลใช้บังคับ" if of.void else span(of.start, None)
