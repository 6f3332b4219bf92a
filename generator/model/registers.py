"""The registers of a handbook: forms, references, words; what can be opened, and where the office is reached."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.model.base import Id, Record, Some, Text


class Openable(Record):
    """What stands in a register and may be opened: a file of the office, or an address of another."""

    attachment: Text | None = Field(default=None, alias="file", description="แฟ้มใน sop/files/ เช่น leave-form.docx")
    url: Text | None = Field(default=None, description="ที่อยู่เว็บของต้นฉบับ ขึ้นต้นด้วย https://")


class Form(Openable):
    """แบบฟอร์มในทะเบียน"""

    id: Id
    title: Text
    code: Text | None = None
    kept: Text | None = Field(default=None, description="ที่เก็บ")
    edition: Text | None = None


class FormRegister(Record):
    """``forms.yml``"""

    forms: tuple[Form, ...] = ()


class Reference(Openable):
    """กฎหมาย หลักสูตร คำสั่ง หรือเอกสารที่อ้าง"""

    id: Id
    kind: Literal["law", "curriculum", "order", "principle", "manual", "document"]
    title: Text
    order: Text | None = Field(default=None, description="ถ้าเป็นคำสั่งในทะเบียน: เลขที่/ปี")


class ReferenceRegister(Record):
    """``references.yml``; ``book`` lists those of the handbook's own bibliography."""

    references: tuple[Reference, ...] = ()
    book: tuple[Id, ...] = ()


class Abbreviation(Record):
    """อักษรย่อและคำเต็ม: for readers, for search."""

    short: Text
    full: Text | None = Field(default=None, description="คำเต็ม; ไม่ระบุ = ความหมายรอยืนยัน")
    also: Some[Text] = ()


class SameWords(Record):
    """คำที่หมายถึงสิ่งเดียวกัน: whoever searches for one of them finds the others, too."""

    words: tuple[Text, ...] = Field(min_length=2, description="คำที่หมายถึงสิ่งเดียวกัน สำหรับการค้นหา")


class Feedback(Record):
    """ผู้รับแจ้งแก้ไขคู่มือ: by mail, or by an address with a form, in which ``{page}``, ``{step}`` and ``{edition}`` are filled in."""

    email: Text | None = Field(default=None, description="อีเมลที่รับแจ้งแก้ไข")
    url: Text | None = Field(default=None, description="ที่อยู่แบบแจ้งแก้ไข แทนค่า {page} {step} {edition} ให้เอง")
