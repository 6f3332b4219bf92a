"""The words in which orders speak: keys of orders, roles, numbered duties. What whole orders are made of: :mod:`generator.model.orders`."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import AfterValidator, BeforeValidator, Field

from generator.model.base import Date, Id, Ids, Number, Record, Text
from generator.thai import digits


class RoleKind(StrEnum):
    """In which capacity. The acting ones are legally different things (พ.ร.บ. ระเบียบบริหารราชการแผ่นดิน พ.ศ. ๒๕๓๔ มาตรา ๓๘ ถึง ๕๐).

    TOGETHER: several equal persons answer for the same work, with none of them above the others.
    MEMBER: the work is that of a committee or working group in which the person sits.
    """

    MAIN = "หลัก"
    TOGETHER = "ร่วมกัน"
    JOINT = "ร่วม"
    MEMBER = "กรรมการ"
    ACTING_FOR = "รักษาราชการแทน"
    ACTING_IN = "รักษาการในตำแหน่ง"
    DELEGATED = "ปฏิบัติราชการแทน"


ACTING = frozenset({RoleKind.ACTING_FOR, RoleKind.ACTING_IN, RoleKind.DELEGATED})
"""Roles of somebody who does the work of another's post."""


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

QUOTES = "“”‘’\"'"
"""Marks that a word processor puts around a number; they are no part of it."""

ItemNumber = Annotated[Text, AfterValidator(lambda number: number.strip(QUOTES + " ") or number)]
"""The number of a clause, item or sub-item as written: ``๑๔.๒``, ``๑)``, ``๑๒ ๔)``."""


class Duty(Record):
    """One numbered item as written; it may say of which procedures, post or unit it makes the person what."""

    no: ItemNumber | None = Field(default=None, description="เลขข้อตามคำสั่ง เช่น ๑๔.๒ หรือ ๑)")
    text: Text
    items: tuple[Duty, ...] = ()
    lists: Literal["duties", "schools", "projects"] = Field(default="duties", description="ข้อย่อยเป็นรายการอะไร")
    procedures: Ids = Field(default=(), description="กระบวนงานที่ข้อนี้มอบหมาย")
    post: Id | None = Field(default=None, description="ตำแหน่งที่ให้รักษาการหรือปฏิบัติราชการแทน")
    role: RoleKind = RoleKind.MAIN
    rank: Number | None = Field(default=None, ge=1, description="ลำดับที่ของผู้รักษาการหรือรักษาราชการแทน เช่น 1")
    part: Text | None = Field(default=None, description="ส่วนของงานที่รับผิดชอบ เช่น ระดับปฐมวัย เมื่อแบ่งงานเดียวกันให้หลายคน")
    since: Date | None = Field(default=None, alias="from")
    until: Date | None = Field(default=None, alias="to")
