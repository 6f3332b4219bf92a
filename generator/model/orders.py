"""Duty orders (คำสั่งมอบหมายหน้าที่) as events. What follows from them: :mod:`generator.register`.

Form of an order: ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ. ๒๕๒๖ ข้อ ๑๖ (แบบที่ ๔); its number
starts anew each Buddhist year, so the key is issuer, number and year.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple, get_args

from pydantic import Field, model_validator

from generator.model.base import BuddhistYear, Date, Id, Number, Record, Some, Text
from generator.model.duty import ACTING, Duty, OrderKey, OrderRef, RoleKind, order_key
from generator.model.order_parts import Absence, Annex, AnnexRow, Assignment, Change, Committee, Member, Office, Responsibility, StandIn
from generator.model.persons import PersonRef

LinkKind = Literal["replaces", "amends", "cancels"]
LINK_KINDS: tuple[LinkKind, ...] = get_args(LinkKind)


class Effect(NamedTuple):
    """What an order does to another. ``place``: in the list of that kind, from 0."""

    kind: LinkKind
    place: int
    target: OrderKey


class Signer(Record):
    """ผู้ลงนาม; the capacity may take several lines (รองผู้อำนวยการ ... รักษาราชการแทน ...)."""

    person: PersonRef | None = None
    name: Text | None = None
    capacity: Some[Text] = ()


class Order(Record):
    """``orders/<year>-<number>.yml``: never edited once in force; a later order changes it."""

    issuer: Id
    number: Number = Field(ge=1)
    year: BuddhistYear
    title: Text
    kind: Literal["new", LinkKind] = "new"
    replaces: Some[OrderRef] = ()
    amends: Some[OrderRef] = ()
    cancels: Some[OrderRef] = ()
    signed: Date
    effective: Date | None = Field(default=None, description="วันที่มีผลบังคับใช้; ไม่ระบุ = วันที่สั่ง")
    preamble: Some[Text] = Field(default=(), description="เหตุที่ออกคำสั่ง")
    authority: Text | None = Field(default=None, description="อำนาจตามกฎหมายที่อ้าง")
    assignments: tuple[Assignment, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    committees: tuple[Committee, ...] = Field(default=(), description="คณะกรรมการและคณะทำงานที่แต่งตั้ง")
    annexes: tuple[Annex, ...] = Field(default=(), description="บัญชีแนบท้ายที่มีคอลัมน์ของตนเอง")
    absences: tuple[Absence, ...] = Field(default=(), description="ให้ไปช่วยราชการ")
    changes: tuple[Change, ...] = ()
    closing: Some[Text] = Field(default=(), description="ความท้าย เช่น นอกนั้นคงเดิม")
    signer: Signer | None = None
    file: str = Field(default="", exclude=True, json_schema_extra={"internal": True})

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Order:
        for kind in LINK_KINDS:
            value = getattr(self, kind)
            if self.kind == kind and not value:
                raise ValueError(f"kind: {kind} ต้องมีรายการ {kind}")
            beside = kind == "cancels" and self.kind in ("replaces", "amends")
            if value and self.kind != kind and not beside:
                raise ValueError(f"มีรายการ {kind} แต่ kind เป็น {self.kind}")
        if self.changes and self.kind != "amends":
            raise ValueError("changes ใช้กับ kind: amends เท่านั้น")
        if len(self.amends) > 1 and any(c.order is None for c in self.changes):
            raise ValueError("ต้องมีรายการ order ในทุกข้อของ changes เมื่อ amends หลายฉบับ")
        if strange := next((c.order for c in self.changes if c.order and self._whole(c.order) not in self.amended), None):
            raise ValueError(f"order ใน changes ต้องเป็นคำสั่งใน amends, ไม่มี {strange.number}/{strange.year}")
        return self

    @property
    def key(self) -> OrderKey:
        return OrderKey(self.issuer, self.number, self.year)

    @property
    def begins(self) -> date:
        """The first day in force."""
        return self.effective or self.signed

    @property
    def links(self) -> Iterator[Effect]:
        """What it does to which orders, these with their issuer."""
        return (Effect(kind, at, self._whole(ref)) for kind in LINK_KINDS for at, ref in enumerate(getattr(self, kind)))

    @property
    def ended(self) -> tuple[OrderKey, ...]:
        """The orders that it ends, with their issuer: those replaced, then those cancelled."""
        return tuple(link.target for link in self.links if link.kind != "amends")

    @property
    def amended(self) -> tuple[OrderKey, ...]:
        """The orders it amends, with their issuer."""
        return tuple(link.target for link in self.links if link.kind == "amends")

    def amended_by(self, change: Change) -> OrderKey:
        """The order that one of its changes is about. Raises IndexError if it amends none."""
        return self._whole(change.order) if change.order else self.amended[0]

    @property
    def mentions(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Every person it names, with the keys that lead there; who only signs is not among them."""
        yield from ((("assignments", at, "person"), a.person) for at, a in enumerate(self.assignments))
        yield from ((("responsibilities", at, "person"), r.person) for at, r in enumerate(self.responsibilities))
        yield from ((("changes", at, "person"), c.person) for at, c in enumerate(self.changes) if c.person)
        for at, c in enumerate(self.changes):
            more = (((at, "with"), c.successor), ((at, "member", "person"), c.member.person if c.member else None))
            yield from ((("changes", *path), person) for path, person in more if person)
        for at, of in enumerate(self.committees):
            yield from ((("committees", at, "members", n, "person"), m.person) for n, m in enumerate(of.members) if m.person)
        for at, annex in enumerate(self.annexes):
            yield from ((("annexes", at, "rows", n, "person"), r.person) for n, r in enumerate(annex.rows) if r.person)
        for at, away in enumerate(self.absences):
            yield ("absences", at, "person"), away.person
            yield from ((("absences", at, "stand_ins", n, "person"), s.person) for n, s in enumerate(away.stand_ins))

    @property
    def named(self) -> tuple[Responsibility, ...]:
        """Those whom its charts and annexes make responsible."""
        return (*self.responsibilities, *(r for annex in self.annexes for r in annex.responsibilities))

    def _whole(self, ref: OrderKey) -> OrderKey:
        return ref if ref.issuer else ref._replace(issuer=self.issuer)
