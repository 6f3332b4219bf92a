"""Who else is concerned with a step, and what must be at hand for it."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, model_validator

from generator.model.base import Id, Record, Some, Text

PartyKind = Literal["source", "recipient", "payee", "returned", "handover"]
RequirementKind = Literal["number", "letter", "attachment"]


class Party(Record):
    """ผู้เกี่ยวข้องที่ไม่ต้องรับผิดชอบขั้นตอน: who sends, receives, is paid, gets back or takes over; a unit, a post or a role, never a person."""

    kind: PartyKind
    who: Id
    what: Some[Text] = Field(default=(), description="สิ่งที่ส่ง รับ จ่าย คืน หรือส่งมอบ เช่น หนังสือนำส่ง")
    giver: Id | None = Field(default=None, alias="from", description="ผู้ส่งมอบ (เฉพาะ kind: handover); ไม่ระบุ = ผู้รับผิดชอบของขั้นตอน")

    @model_validator(mode="after")
    def _gives_over(self) -> Party:
        if self.giver is not None and self.kind != "handover":
            raise ValueError(f"มี from แต่ kind เป็น {self.kind}")
        return self


class Requirement(Record):
    """สิ่งที่ต้องมีจึงทำขั้นตอนได้: a number that is given, a letter, or something attached."""

    kind: RequirementKind = "attachment"
    text: Text = Field(description="เลขที่ หนังสือ หรือเอกสารใด")

    @model_validator(mode="before")
    @classmethod
    def _from_words(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value
