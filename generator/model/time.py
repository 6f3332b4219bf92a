"""When a step is done, as a tagged union: every way that Thai offices write it.

Each kind may carry ``text``, the exact words to print, and ``case``, when a procedure has
several (กรณีปกติ, กรณีเร่งด่วน). Without ``text`` the words are made by :mod:`generator.documents.times`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from generator.model.base import Amount, Flag, Id, Ids, Month, Number, Record, Some, Text

Unit = Literal["minute", "hour", "day", "working_day", "week", "month", "year"]
Period = Literal["day", "week", "month", "quarter", "term", "half_year", "school_year", "fiscal_year", "calendar_year", "round"]


class Limit(Record):
    """ไม่เกินเท่าใด"""

    max: Amount
    unit: Unit


class Extension(Record):
    """การขยายเวลา: how often, by how much each time, until when, by which unit, post or role."""

    times: Number | None = Field(default=None, ge=1, description="ขยายได้กี่ครั้ง; ไม่ระบุ = ไม่จำกัดครั้ง")
    each: Limit | None = Field(default=None, description="ขยายได้ครั้งละไม่เกินเท่าใด")
    until: Text | None = Field(default=None, description="ขยายได้ถึงเมื่อใด เช่น วันที่ 8 ของเดือนถัดไป")
    by: Id | None = Field(default=None, description="ผู้อนุญาตให้ขยาย: หน่วยงาน ตำแหน่ง หรือผู้เกี่ยวข้อง")


class Clock(Record):
    """การนับเวลา: from what on, what does not start it anew, how it is extended, how long it is at most with all extensions."""

    since: Text | None = Field(default=None, description="เริ่มนับตั้งแต่เหตุการณ์ใด เช่น วันที่ได้รับมอบหมาย")
    despite: Some[Text] = Field(default=(), description="เหตุที่ไม่ทำให้เริ่มนับใหม่ เช่น การเปลี่ยนผู้รับผิดชอบ")
    extension: Extension | None = Field(default=None, description="การขยายเวลา")
    limit: Limit | None = Field(default=None, description="รวมเวลาที่ขยายแล้วไม่เกินเท่าใด")


class Stated(Record):
    """What every kind of time may add. ``excludes``: steps that it does not count, in a time of several steps."""

    text: Text | None = Field(default=None, description="ถ้อยคำตามเอกสาร ใช้พิมพ์แทนถ้อยคำที่ระบบสร้าง")
    case: Text | None = Field(default=None, description="กรณีที่ใช้เวลานี้ เช่น กรณีปกติ")
    clock: Clock | None = Field(default=None, description="การนับเวลา")
    excludes: Ids = Field(default=(), description="ขั้นตอนที่ไม่นับรวมในเวลานี้")
    note: Text | None = Field(default=None, description="เชิงอรรถของเวลานี้ เช่น ไม่รวมเวลาที่รอเอกสารจากผู้ยื่น")


class Duration(Stated):
    """ระยะเวลา: ``min`` to ``max`` of ``unit``; one of the two may be missing."""

    kind: Literal["duration"]
    unit: Unit
    min: Amount | None = None
    max: Amount | None = None
    approximate: Flag = Field(default=False, description="ประมาณ")
    at_most: Flag = Field(default=False, description="ไม่เกิน")
    per: Text | None = Field(default=None, description="ต่อหน่วยงาน เช่น ราย ฉบับ")

    @model_validator(mode="after")
    def _some_amount(self) -> Duration:
        if self.min is None and self.max is None:
            raise ValueError("ระยะเวลาต้องมี min หรือ max อย่างน้อยหนึ่งค่า")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError("ค่า min มากกว่า max")
        return self


class Window(Stated):
    """ช่วงเวลาในปฏิทิน: months (may cross the year), or windows named in ``calendar.yml``."""

    kind: Literal["window"]
    start: Month | None = Field(default=None, alias="from", description="เดือนเริ่ม")
    end: Month | None = Field(default=None, alias="to", description="เดือนสิ้นสุด")
    windows: Ids = ()

    @model_validator(mode="after")
    def _some_window(self) -> Window:
        if not self.windows and self.start is None:
            raise ValueError("ต้องระบุ from–to (เดือน) หรือ windows (ชื่อช่วงใน calendar.yml)")
        if self.windows and self.start is not None:
            raise ValueError("ระบุ from–to (เดือน) หรือ windows (ชื่อช่วงใน calendar.yml) เพียงอย่างเดียว")
        if self.end is not None and self.start is None:
            raise ValueError("มี to แต่ไม่มี from")
        return self


class Frequency(Stated):
    """ความถี่: ``times`` in every period."""

    kind: Literal["frequency"]
    times: Number = Field(default=1, ge=1)
    every: Period
    windows: Ids = Field(default=(), description="ช่วงที่ปฏิบัติในแต่ละรอบ (ชื่อช่วงใน calendar.yml) ถ้ามี")


class Deadline(Stated):
    """กำหนดแล้วเสร็จ: a day of a month (this, next or a named one), or so many days after an event."""

    kind: Literal["deadline"]
    day: Number | None = Field(default=None, ge=1, le=31)
    month: Literal["this", "next"] | Month | None = None
    days: Number | None = Field(default=None, ge=1)
    working: Flag = Field(default=False, description="นับเฉพาะวันทำการ")
    after: Text | None = Field(default=None, description="นับแต่เหตุการณ์ใด")

    @model_validator(mode="after")
    def _one_rule(self) -> Deadline:
        if (self.day is None and self.month is None) == (self.days is None):
            raise ValueError("ต้องระบุ day/month หรือ days/after อย่างใดอย่างหนึ่ง")
        if self.days is None and (self.after is not None or self.working):
            raise ValueError("after และ working ใช้กับ days เท่านั้น")
        return self


class Immediate(Stated):
    """ทันที"""

    kind: Literal["immediate"]


class FreeText(Stated):
    """ข้อความอื่นที่ไม่เข้าแบบข้างต้น"""

    kind: Literal["text"]
    text: Text


class Unstated(Stated):
    """ไม่กำหนดเวลา: said, not forgotten."""

    kind: Literal["none"]


TIMES: tuple[type[Stated], ...] = (Duration, Window, Frequency, Deadline, Immediate, FreeText, Unstated)
"""Every kind."""


def _tag(value: Any) -> str:
    return str(value.get("kind", "missing") if isinstance(value, dict) else getattr(value, "kind", "missing"))


def _from_words(value: Any) -> Any:
    return {"kind": "text", "text": value} if isinstance(value, str) else value


Time = Annotated[
    Annotated[Duration, Tag("duration")]
    | Annotated[Window, Tag("window")]
    | Annotated[Frequency, Tag("frequency")]
    | Annotated[Deadline, Tag("deadline")]
    | Annotated[Immediate, Tag("immediate")]
    | Annotated[FreeText, Tag("text")]
    | Annotated[Unstated, Tag("none")],
    Discriminator(_tag),
    BeforeValidator(_from_words),
]
