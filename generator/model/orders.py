"""Duty orders (คำสั่งมอบหมายหน้าที่) as events. What follows from them: :mod:`generator.register`.

Form of an order: ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ. ๒๕๒๖ ข้อ ๑๖ (แบบที่ ๔); its number
starts anew each Buddhist year, so the key is issuer, number and year.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BeforeValidator, Field, model_validator

from generator.model.base import BuddhistYear, Date, Id, Ids, Number, Record, Some, Text
from generator.thai import digits


class RoleKind(StrEnum):
    """In which capacity; the last three are legally different things (พ.ร.บ. ระเบียบบริหารราชการแผ่นดิน)."""

    MAIN = "หลัก"
    JOINT = "ร่วม"
    ACTING_FOR = "รักษาราชการแทน"
    ACTING_IN = "รักษาการในตำแหน่ง"
    DELEGATED = "ปฏิบัติราชการแทน"


class OrderKey(NamedTuple):
    """Issuer (a unit's id, or ``""`` for the same issuer), number, Buddhist year."""

    issuer: str
    number: int
    year: int

    @property
    def stem(self) -> str:
        """For the file: ``2565-248``, as long as no other issuer has an order of that number and year."""
        return f"{self.year}-{self.number}"

    @property
    def slug(self) -> str:
        """For addresses, of which no two orders may share one: ``2565-248-office``."""
        return f"{self.stem}-{self.issuer}"


_KEY = re.compile(r"^(?:ที่\s*)?(?:(?P<issuer>[a-z0-9_-]+)\s*:\s*)?(?P<number>\d+)\s*/\s*(?P<year>\d{4})$")


def order_key(text: str) -> OrderKey | None:
    """``248/2565``, ``ที่ ๒๔๘/๒๕๖๕`` or, of another issuer, ``moe: 248/2565``; None for anything else."""
    found = _KEY.match(digits.to_arabic(text).strip())
    return OrderKey(found["issuer"] or "", int(found["number"]), int(found["year"])) if found else None


def _order_key(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    found = order_key(value)
    if not found:
        raise ValueError("อ้างคำสั่งเป็น เลขที่/ปี พ.ศ. เช่น 248/2565")
    return found


OrderRef = Annotated[OrderKey, BeforeValidator(_order_key)]


class Duty(Record):
    """One numbered item as written; it may say of which procedures, post or unit it makes the person what."""

    no: Text | None = Field(default=None, description="เลขข้อตามคำสั่ง เช่น ๑๔.๒ หรือ ๑)")
    text: Text
    items: tuple[Duty, ...] = ()
    lists: Literal["duties", "schools", "projects"] = Field(default="duties", description="ข้อย่อยเป็นรายการอะไร")
    procedures: Ids = Field(default=(), description="กระบวนงานที่ข้อนี้มอบหมาย")
    post: Id | None = Field(default=None, description="ตำแหน่งที่ให้รักษาการหรือปฏิบัติราชการแทน")
    role: RoleKind = RoleKind.MAIN
    since: Date | None = Field(default=None, alias="from")
    until: Date | None = Field(default=None, alias="to")


class Assignment(Record):
    """One person's part of an order."""

    no: Text | None = None
    person: Id
    position: Text | None = Field(default=None, description="ตำแหน่งตามที่เขียนในคำสั่ง")
    post_number: Text | None = Field(default=None, description="ตำแหน่งเลขที่")
    general: Some[Text] = Field(default=(), description="ความนำก่อนรายการหน้าที่ (ย่อหน้า)")
    duties: tuple[Duty, ...] = ()


class Responsibility(Record):
    """Main and joint persons named in an attachment (แผนภูมิบุคลากร, บัญชีแนบท้าย), not in a numbered item."""

    person: Id
    role: RoleKind
    procedures: Ids = ()
    post: Id | None = None
    basis: Text = Field(description="ปรากฏที่ใด เช่น แผนภูมิบุคลากร")
    since: Date | None = Field(default=None, alias="from")
    until: Date | None = Field(default=None, alias="to")


class Change(Record):
    """One edit of an amending order: an item of a named person is added, replaced or removed."""

    action: Literal["add", "replace", "remove"]
    no: Text | None = Field(default=None, description="ข้อของคำสั่งฉบับแก้ไขนี้")
    person: Id
    item: Text | None = Field(default=None, description="เลขข้อในคำสั่งเดิม เช่น ๑๔.๒; ไม่ระบุ = ทุกข้อของบุคคลนี้ (เฉพาะ remove)")
    duty: Duty | None = None

    @model_validator(mode="after")
    def _whole(self) -> Change:
        if self.action != "remove" and self.duty is None:
            raise ValueError("add และ replace ต้องมี duty")
        if self.action == "remove" and self.duty is not None:
            raise ValueError("remove ไม่มี duty")
        if self.action == "replace" and self.item is None:
            raise ValueError("replace ต้องระบุ item (เลขข้อเดิม)")
        return self


class Signer(Record):
    """ผู้ลงนาม; the capacity may take several lines (รองผู้อำนวยการ ... รักษาราชการแทน ...)."""

    person: Id | None = None
    name: Text | None = None
    capacity: Some[Text] = ()


class Order(Record):
    """``orders/<year>-<number>.yml``: never edited once in force; a later order changes it."""

    issuer: Id
    number: Number = Field(ge=1)
    year: BuddhistYear
    title: Text
    kind: Literal["new", "replaces", "amends", "cancels"] = "new"
    replaces: tuple[OrderRef, ...] = ()
    amends: OrderRef | None = None
    cancels: tuple[OrderRef, ...] = ()
    signed: Date
    effective: Date | None = Field(default=None, description="วันที่มีผลบังคับใช้; ไม่ระบุ = วันที่สั่ง")
    preamble: Some[Text] = Field(default=(), description="เหตุที่ออกคำสั่ง")
    authority: Text | None = Field(default=None, description="อำนาจตามกฎหมายที่อ้าง")
    assignments: tuple[Assignment, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    changes: tuple[Change, ...] = ()
    closing: Some[Text] = Field(default=(), description="ความท้าย เช่น นอกนั้นคงเดิม")
    signer: Signer | None = None
    file: str = Field(default="", json_schema_extra={"internal": True})

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Order:
        wanted = {"replaces": self.replaces, "amends": self.amends, "cancels": self.cancels}
        for kind, value in wanted.items():
            if self.kind == kind and not value:
                raise ValueError(f"kind: {kind} ต้องมีรายการ {kind}")
            if value and self.kind != kind:
                raise ValueError(f"มีรายการ {kind} แต่ kind เป็น {self.kind}")
        if self.changes and self.kind != "amends":
            raise ValueError("changes ใช้กับ kind: amends เท่านั้น")
        return self

    @property
    def key(self) -> OrderKey:
        return OrderKey(self.issuer, self.number, self.year)

    @property
    def begins(self) -> date:
        """The first day in force."""
        return self.effective or self.signed

    @property
    def replaced(self) -> tuple[OrderKey, ...]:
        """The orders it replaces, with their issuer."""
        return tuple(self._whole(ref) for ref in self.replaces)

    @property
    def cancelled(self) -> tuple[OrderKey, ...]:
        """The orders it cancels, with their issuer."""
        return tuple(self._whole(ref) for ref in self.cancels)

    @property
    def ended(self) -> tuple[OrderKey, ...]:
        """The orders that it ends."""
        return self.replaced + self.cancelled

    @property
    def amended(self) -> OrderKey | None:
        """The order it amends, with its issuer."""
        return self._whole(self.amends) if self.amends else None

    def _whole(self, ref: OrderKey) -> OrderKey:
        return ref if ref.issuer else ref._replace(issuer=self.issuer)
