"""A procedure (กระบวนงาน): its document control, its sections and its graph of steps.

``next`` and ``branches`` make the graph; a step with neither leads to the step below it.
:mod:`generator.flow` turns this into a graph with its own start and end symbols.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, model_validator

from generator.model.base import ID_PATTERN, Date, Flag, Gaps, Id, Ids, Number, Record, Some, Text, unique
from generator.model.parties import Party, Requirement
from generator.model.persons import PersonRef
from generator.model.registers import Abbreviation
from generator.model.summary import Summary
from generator.model.time import Time

MOST_STEPS = 500
"""No office has a procedure as long; a longer one would only hold up the check and the drawing."""

Connector = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=3)]
StepKind = Literal["activity", "decision", "document", "input", "output", "subprocess", "wait", "start", "event", "end", "unknown"]
StepGap = Literal["actors", "time", "standard", "monitoring", "inputs", "outputs", "documents", "forms", "references", "risks", "note"]
ProcedureGap = Literal["objectives", "scope", "definitions", "responsibilities", "standards", "monitoring", "risks", "forms", "references"]
ControlGap = Literal["code", "edition", "revision", "effective", "announced", "written", "review_due"]
"""Fields that may be empty for a reason."""
STARTS: frozenset[StepKind] = frozenset({"start", "event"})
ENDS: frozenset[StepKind] = frozenset({"end", "unknown"})
"""Kinds to which no step leads, and from which none goes on: they have no number."""
UNNUMBERED = "-"
"""``no`` of a step that has no number in the original."""


class SubItem(Record):
    """ข้อย่อย, two or three deep; numbered by place unless ``no`` says otherwise."""

    no: Text | None = None
    text: Text
    items: tuple[SubItem, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _from_words(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value


class Actor(Record):
    """ผู้รับผิดชอบของขั้นตอน: a unit, a post or a role, never a person."""

    who: Id
    does: Text | None = Field(default=None, description="ทำหน้าที่ใดในขั้นตอนนี้ เช่น เห็นชอบ")

    @model_validator(mode="before")
    @classmethod
    def _from_id(cls, value: Any) -> Any:
        return {"who": value} if isinstance(value, str) else value


class Branch(Record):
    """One way out of a decision."""

    label: Text
    to: Id
    time: Some[Time] = Field(default=(), description="เวลาของทางนี้ เช่น ส่งคืนภายใน 3 วัน")
    case: Some[Text] = Field(default=(), description="กรณีที่ไปทางนี้ (ชื่อใน cases)")


class StepLink(Record):
    """A step of another procedure, or the whole procedure."""

    procedure: Id = Field(description="กระบวนงานที่ให้ดู")
    step: Id | None = Field(default=None, description="รหัสขั้นตอนในกระบวนงานนั้น; ไม่ระบุ = ทั้งกระบวนงาน")

    @model_validator(mode="before")
    @classmethod
    def _from_id(cls, value: Any) -> Any:
        return {"procedure": value} if isinstance(value, str) else value


class Step(Gaps[StepGap]):
    """ขั้นตอน: its words stand in the symbol (``label``), in the text (``text``) and in the form (``detail``)."""

    id: Id
    kind: StepKind = "activity"
    no: Text | None = Field(default=None, description="เลขของขั้นตอนตามต้นฉบับ เช่น 1.1 หรือ - เมื่อไม่มีเลข; ไม่ระบุ = นับให้")
    label: Text = Field(description="ถ้อยคำในสัญลักษณ์ (สั้น); ขึ้นบรรทัดใหม่ได้")
    when: Text | None = Field(default=None, description="เงื่อนไขที่ทำขั้นตอนนี้ เช่น ถ้ามี")
    text: Text | None = Field(default=None, description="ถ้อยคำในหัวข้อขั้นตอนการปฏิบัติงาน; ไม่ระบุ = label")
    items: tuple[SubItem, ...] = Field(default=(), description="ข้อย่อยในหัวข้อขั้นตอนการปฏิบัติงาน")
    detail: tuple[SubItem, ...] = Field(default=(), description="รายละเอียดงานในแบบฟอร์ม; ไม่ระบุ = text")
    actors: Some[Actor] = ()
    separate_from: Ids = Field(default=(), description="ขั้นตอนที่ผู้ปฏิบัติต้องเป็นคนละคนกับขั้นตอนนี้")
    parties: Some[Party] = Field(default=(), description="ผู้ส่ง ผู้รับ ผู้รับเงิน และผู้รับมอบ ซึ่งไม่ต้องรับผิดชอบขั้นตอน")
    requires: Some[Requirement] = Field(default=(), description="เลขที่ หนังสือ หรือเอกสารแนบที่ต้องมี")
    time: Some[Time] = ()
    standard: Some[Text] = Field(default=(), description="มาตรฐานคุณภาพงาน")
    monitoring: Some[Text] = Field(default=(), description="ระบบติดตาม/ประเมินผล")
    inputs: Some[Text] = ()
    outputs: Some[Text] = ()
    documents: Some[Text] = Field(default=(), description="เอกสารที่เกี่ยวข้อง")
    forms: Ids = ()
    references: Ids = ()
    risks: Some[Text] = ()
    note: Text | None = Field(default=None, description="หมายเหตุ")
    procedure: Id | None = Field(default=None, description="กระบวนงานย่อยที่ขั้นตอนนี้เรียกใช้ (kind: subprocess)")
    entry: Id | None = Field(default=None, description="ขั้นตอนของกระบวนงานย่อยที่เริ่มทำ; ไม่ระบุ = ขั้นตอนแรก")
    see: Some[StepLink] = Field(default=(), description="ขั้นตอนของกระบวนงานอื่นที่ให้ดูประกอบ")
    next: Ids = Field(default=(), description="ขั้นตอนถัดไป; หลายค่า = ทำคู่ขนาน; ไม่ระบุ = รายการถัดไป")
    branches: tuple[Branch, ...] = Field(default=(), description="ทางออกของการตัดสินใจ")
    connector: Connector | None = Field(default=None, description="เลขหรืออักษรของจุดเชื่อมต่อที่ต้นฉบับกำหนดให้ใช้เข้าสู่ขั้นตอนนี้")

    @model_validator(mode="after")
    def _enters_a_procedure(self) -> Step:
        if self.entry and not self.procedure:
            raise ValueError("entry ใช้กับ procedure เท่านั้น")
        return self

    @property
    def words(self) -> str:
        """The label on one line."""
        return " ".join(self.label.split())


class Stage(Record):
    """ขั้นที่ or ระยะที่: the steps from ``first`` on, up to the next stage. ``time``: as stated."""

    no: Text | None = Field(default=None, description="คำเรียกและเลข เช่น ขั้นที่ ๑; ไม่ระบุ = ระยะที่ ตามลำดับ")
    title: Text
    first: Id = Field(description="ขั้นตอนแรกของระยะ")
    time: Some[Time] = ()


class Variant(Record):
    """กรณี: a way through the procedure. Branches and times name it by its title; ``time``: of the whole way, as stated."""

    title: Text = Field(description="ชื่อกรณี เช่น กรณีเร่งด่วน")
    when: Text | None = Field(default=None, description="ใช้เมื่อใด")
    time: Some[Time] = ()


class Definition(Record):
    """คำจำกัดความ"""

    term: Text
    text: Text


class Duties(Record):
    """หน้าที่ความรับผิดชอบของหน่วยหรือตำแหน่ง"""

    who: Id
    items: tuple[SubItem, ...]


class FormList(Record):
    """แบบฟอร์มที่ใช้: ids of the register, with an introduction if the handbook has one."""

    intro: Text | None = None
    items: Ids = ()

    @model_validator(mode="before")
    @classmethod
    def _from_ids(cls, value: Any) -> Any:
        return {"items": value} if isinstance(value, list | tuple) else value


class Signatory(Record):
    """ผู้จัดทำ ผู้ทบทวน หรือผู้อนุมัติ: a person or a post, with the date of signing."""

    person: PersonRef | None = None
    post: Id | None = None
    name: Text | None = None
    date: Date | None = None
    signature: Text | None = Field(default=None, description="แฟ้มภาพลายมือชื่อ PNG หรือ JPEG ใน sop/ สำหรับหน้าอนุมัติของเล่ม")


class Revision(Record):
    """One line of ประวัติการแก้ไข."""

    edition: Number | None = None
    revision: Number = Field(ge=0)
    date: Date
    text: Text
    by: Text | None = None


class Control(Gaps[ControlGap]):
    """การควบคุมเอกสาร: two numbers, because a new holder is an edition, changed steps are a revision."""

    code: Text | None = Field(default=None, description="รหัสเอกสาร")
    edition: Number | None = Field(default=None, ge=1, description="ฉบับที่")
    revision: Number | None = Field(default=None, ge=0, description="แก้ไขครั้งที่")
    effective: Date | None = Field(default=None, description="วันที่บังคับใช้")
    announced: Date | None = Field(default=None, description="วันที่ประกาศใช้")
    written: Date | None = Field(default=None, description="วันที่จัดทำ")
    review_due: Date | None = Field(default=None, description="กำหนดทบทวน")
    prepared_by: Signatory | None = None
    reviewed_by: Signatory | None = None
    approved_by: Signatory | None = None
    history: tuple[Revision, ...] = ()

    def over(self, general: Control, field: ControlGap) -> Any:
        """A value, else that of the handbook, unless there is none here for a reason."""
        own = getattr(self, field)
        return getattr(general, field) if own is None and not self.gap(field) else own


class Replaced(Record):
    """What a procedure takes the place of: a procedure of this handbook, or by its name what is not in it."""

    procedure: Id | None = Field(default=None, description="กระบวนงานเดิม ถ้ายังอยู่ในคู่มือนี้")
    text: Text | None = Field(default=None, description="ชื่อกระบวนงานหรือคู่มือเดิมที่ไม่อยู่ในคู่มือนี้")
    date: Date | None = Field(default=None, description="วันที่เริ่มใช้แทน ถ้าทราบ")

    @model_validator(mode="before")
    @classmethod
    def _from_name(cls, value: Any) -> Any:
        return {"procedure" if re.fullmatch(ID_PATTERN, value.strip()) else "text": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _one_name(self) -> Replaced:
        if (self.procedure is None) == (self.text is None):
            raise ValueError("ระบุ procedure หรือ text อย่างใดอย่างหนึ่ง")
        return self


class Lane(Record):
    """A swimlane: whose steps stand in it, by the id of a unit, post or role."""

    who: Id
    title: Text | None = Field(default=None, description="ชื่อช่องในผัง; ไม่ระบุ = ชื่อย่อของผู้รับผิดชอบ")

    @model_validator(mode="before")
    @classmethod
    def _from_id(cls, value: Any) -> Any:
        return {"who": value} if isinstance(value, str) else value


class Lanes(Record):
    """ผังแบบแบ่งช่อง: a chart in swimlanes, by the first actor of each step."""

    shown: Flag = Field(default=True, description="วาดผังเป็นช่องตามผู้รับผิดชอบ (ใช่ หรือ ไม่ใช่)")
    by: Literal["actor", "unit", "post", "role"] = Field(default="actor", description="แบ่งช่องตามสิ่งใด")
    order: Some[Lane] = Field(default=(), description="ช่องตามลำดับ; ที่ไม่ระบุต่อท้ายตามที่พบในขั้นตอน")
    direction: Literal["down", "right"] = Field(default="down", description="ทิศทางของงาน")
    rows: Literal["compact", "full"] = Field(default="compact", description="ความแน่นของผัง")

    @model_validator(mode="before")
    @classmethod
    def _from_flag(cls, value: Any) -> Any:
        return {"shown": value} if isinstance(value, str | bool) else value

    @model_validator(mode="after")
    def _names_once(self) -> Lanes:
        unique(tuple(lane.who for lane in self.order))
        return self


class Procedure(Gaps[ProcedureGap]):
    """``procedures/<id>.yml``"""

    id: Id
    title: Text
    unit: Id = Field(description="หน่วยงานเจ้าของกระบวนงาน")
    control: Control = Control()
    replaces: Some[Replaced] = Field(default=(), description="กระบวนงานหรือคู่มือเดิมที่กระบวนงานนี้ใช้แทน")
    objectives: Some[Text] = ()
    scope: Some[Text] = ()
    definitions: tuple[Definition, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = Field(default=(), description="อักษรย่อที่ใช้เฉพาะกระบวนงานนี้")
    responsibilities: tuple[Duties, ...] = ()
    standards: Some[Text] = ()
    monitoring: Some[Text] = ()
    risks: Some[Text] = ()
    forms: FormList = FormList()
    references: Ids = ()
    summary: Summary = Summary()
    separate_from: Ids = Field(default=(), description="กระบวนงานที่ผู้รับผิดชอบต้องเป็นคนละคนกับกระบวนงานนี้")
    leads_to: Ids = Field(default=(), description="กระบวนงานที่ทำต่อจากกระบวนงานนี้ ใช้วาดแผนภูมิขั้นตอนของกลุ่ม")
    time: Some[Time] = Field(default=(), description="เวลารวมของทั้งกระบวนงานตามที่กำหนด")
    cases: tuple[Variant, ...] = Field(default=(), description="กรณีที่ทางเดินหรือเวลาต่างกัน")
    stages: tuple[Stage, ...] = Field(default=(), description="ระยะหรือขั้นใหญ่ของงาน ตามลำดับ")
    lanes: Lanes | None = Field(default=None, description="ผังแบบแบ่งช่องตามผู้รับผิดชอบ; ไม่ระบุ = ตามที่คู่มือกำหนด")
    steps: tuple[Step, ...] = Field(min_length=1, max_length=MOST_STEPS)
    file: str = Field(default="", exclude=True, json_schema_extra={"internal": True})
    ended: bool = Field(default=True, exclude=True, json_schema_extra={"internal": True})
    """Whether an end is drawn that is not written, see Handbook.automatic_ends."""
