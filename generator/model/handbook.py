"""The handbook itself, its registers, and the whole :class:`Manual` that the other stages read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from generator.model import uses
from generator.model.base import BuddhistYear, Date, Flag, Id, Number, Record, Some, Text
from generator.model.orders import Committee, Order, OrderKey
from generator.model.organization import Calendar, Organization, People, Person, Post, Role, Unit
from generator.model.persons import PersonRef
from generator.model.procedure import Control, Lanes, Procedure, Replaced, Step
from generator.model.registers import Abbreviation, Feedback, Form, FormRegister, Reference, ReferenceRegister, SameWords
from generator.model.summary import SummaryForm
from generator.model.uses import Use

SectionKind = Literal[
    "objectives", "scope", "definitions", "responsibilities", "flowchart", "steps", "standards", "monitoring", "forms", "references", "risks",
    "summary",
]  # fmt: skip
PartKind = Literal[
    "cover", "approval", "history", "preface", "contents", "organization", "order", "duties", "personnel", "workflow", "procedures", "references",
    "form_list", "glossary", "index", "sheets",
]  # fmt: skip
DigitSystem = Literal["thai", "arabic"]


class Section(Record):
    """A section of every procedure, in order."""

    kind: SectionKind
    title: Text


class BookPart(Record):
    """A part of the printed book, in order."""

    kind: PartKind
    title: Text | None = None


class DigitPolicy(Record):
    """Which digits stand where (มติ ครม. ๒ พ.ค. ๒๕๔๓). Codes, addresses and English keep theirs everywhere."""

    book: DigitSystem = "thai"
    book_form: DigitSystem = "thai"
    site: DigitSystem = "thai"
    site_form: DigitSystem = "thai"


class EditionNotice(Record):
    """The handbook's own edition."""

    number: Number = Field(default=1, ge=1)
    year: BuddhistYear | None = None
    date: Date | None = None


class Preface(Record):
    """คำนำ"""

    paragraphs: Some[Text]
    signed_by: PersonRef | None = None
    signed_lines: Some[Text] = ()
    date: Date | None = None


OBEC_SECTIONS = (
    Section(kind="objectives", title="วัตถุประสงค์"),
    Section(kind="scope", title="ขอบเขตของงาน"),
    Section(kind="definitions", title="คำจำกัดความ"),
    Section(kind="steps", title="ขั้นตอนการปฏิบัติงาน"),
    Section(kind="flowchart", title="Flow Chart การปฏิบัติงาน"),
    Section(kind="forms", title="แบบฟอร์มที่ใช้"),
    Section(kind="references", title="เอกสาร/หลักฐานอ้างอิง"),
    Section(kind="summary", title="แบบฟอร์มสรุปมาตรฐานงาน"),
)
SOURCE_PARTS = tuple(
    BookPart(kind=kind)
    for kind in ("cover", "preface", "contents", "organization", "order", "duties", "personnel", "workflow", "procedures", "references")
)


class PrintSettings(Record):
    """How books are printed. ``section``: pages are numbered anew in each section, so that a longer one renumbers no other sheet."""

    numbering: Literal["section", "continuous"] = "section"
    sides: Number = Field(default=1, ge=1, le=2, description="พิมพ์หน้าเดียว (1) หรือสองหน้า (2) ของแผ่น")
    chapters: Literal["right", "any"] | None = Field(default=None, description="เมื่อพิมพ์สองหน้า ทุกส่วนขึ้นหน้าขวา (right) หรือหน้าถัดไป (any); ไม่ระบุ = right")
    punch: Flag = Field(default=False, description="เจาะรูเข้าแฟ้ม (ใช่ หรือ ไม่ใช่)")

    @model_validator(mode="after")
    def _two_sided(self) -> PrintSettings:
        if self.chapters and self.sides == 1:
            raise ValueError("chapters ใช้กับ sides: 2 เท่านั้น, เมื่อพิมพ์หน้าเดียวทุกหน้าเป็นหน้าขวา")
        return self

    @property
    def bound(self) -> bool:
        """Whether sheets have a side at which they are bound, so that a landscape one lies with its head there."""
        return self.sides > 1 or self.punch


class Handbook(Record):
    """``handbook.yml``"""

    title: Text
    unit: Id = Field(description="กลุ่มเจ้าของคู่มือ")
    office: Id
    owner: PersonRef | None = Field(default=None, description="เจ้าของคู่มือรายบุคคล ถ้าเป็นคู่มือรายบุคคล")
    cover: Some[Text] = Field(default=(), description="บรรทัดท้ายปก เช่น ชื่อกลุ่ม สำนักงาน กระทรวง")
    emblem: Text | None = Field(default=None, description="ภาพตราบนปกของเล่มและบนเว็บไซต์: แฟ้ม PNG JPEG หรือ SVG ใน sop/files/")
    edition: EditionNotice = EditionNotice()
    as_of: Date | None = Field(default=None, description="วันที่ที่ใช้คิดสถานะ; ไม่ระบุ = วันที่สร้างคู่มือ")
    control: Control = Control()
    preface: Preface | None = None
    digits: DigitPolicy = DigitPolicy()
    automatic_ends: Flag = Field(default=False, description="เติมจุดสิ้นสุดให้กระบวนงานที่ไม่ได้เขียนไว้ (ใช่ หรือ ไม่ใช่)")
    sections: tuple[Section, ...] = OBEC_SECTIONS
    form: SummaryForm = SummaryForm()
    lanes: Lanes = Field(default=Lanes(shown=False), description="ผังแบบแบ่งช่องของทุกกระบวนงานที่ไม่ได้กำหนดเอง; ไม่ระบุ = ผังปกติ")
    parts: tuple[BookPart, ...] = SOURCE_PARTS
    print: PrintSettings = PrintSettings()
    procedures: tuple[Id, ...] = Field(description="กระบวนงานตามลำดับในคู่มือ")
    workflow_title: Text | None = None
    work_year: Literal["fiscal", "school"] = Field(default="fiscal", description="ปฏิทินปฏิบัติงานเริ่มตามปีงบประมาณ (ตุลาคม) หรือปีการศึกษา (พฤษภาคม)")
    abbreviations: tuple[Abbreviation, ...] = ()
    synonyms: tuple[SameWords, ...] = Field(default=(), description="คำที่หมายถึงสิ่งเดียวกัน เพิ่มจากที่ระบบรู้จัก")
    protected_words: Some[Text] = Field(default=(), description="คำที่ห้ามตัดแยกบรรทัด")
    site_url: Text | None = Field(default=None, description="ที่อยู่เว็บไซต์ที่เผยแพร่คู่มือนี้ ใช้ในปฏิทินและการแจ้งแก้ไข")
    feedback: Feedback = Feedback()
    contacts: Flag = Field(default=True, description="แสดงโทรศัพท์และอีเมลในเว็บไซต์ (ไม่ใช่ = ไม่แสดงของผู้ใดเลย)")
    source_url: Text | None = Field(default=None, description="ที่อยู่ของคลังแฟ้มต้นทาง ถ้ามี")


class Manual(Record):
    """Everything in ``sop/``, loaded and typed. ``procedures`` stand in the handbook's order."""

    handbook: Handbook
    organization: Organization
    people: People
    calendar: Calendar
    forms: FormRegister
    references: ReferenceRegister
    orders: tuple[Order, ...]
    procedures: tuple[Procedure, ...]
    fingerprint: str = Field(description="hash of the sources, 12 hexadecimal digits")

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with look-ups of its own: those made for this manual would not know what is updated."""
        copy = super().model_copy(update=update, deep=deep)
        for name in copy.__dict__.keys() - type(self).model_fields.keys():
            del copy.__dict__[name]
        return copy

    @cached_property
    def person(self) -> dict[str, Person]:
        return {p.id: p for p in self.people.persons}

    @cached_property
    def unit(self) -> dict[str, Unit]:
        return {u.id: u for u in self.organization.units}

    @cached_property
    def post(self) -> dict[str, Post]:
        return {p.id: p for p in self.organization.posts}

    @cached_property
    def role(self) -> dict[str, Role]:
        return {r.id: r for r in self.organization.roles}

    @cached_property
    def form(self) -> dict[str, Form]:
        return {f.id: f for f in self.forms.forms}

    @cached_property
    def reference(self) -> dict[str, Reference]:
        return {r.id: r for r in self.references.references}

    @cached_property
    def procedure(self) -> dict[str, Procedure]:
        return {p.id: p for p in self.procedures}

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The places of procedures, from 1."""
        return {p.id: n for n, p in enumerate(self.procedures, 1)}

    @cached_property
    def titles(self) -> dict[str, str]:
        """Of procedures."""
        return {p.id: p.title for p in self.procedures}

    @cached_property
    def callers(self) -> Mapping[str, tuple[tuple[Procedure, Step], ...]]:
        return uses.callers(self.procedures)

    @cached_property
    def led_from(self) -> Mapping[str, tuple[Procedure, ...]]:
        return uses.led_from(self.procedures)

    @cached_property
    def apart(self) -> Mapping[str, tuple[Procedure, ...]]:
        return uses.apart(self.procedures)

    @cached_property
    def replaced_by(self) -> Mapping[str, tuple[tuple[Procedure, Replaced], ...]]:
        return uses.replaced_by(self.procedures)

    @cached_property
    def form_uses(self) -> Mapping[str, tuple[Use, ...]]:
        return uses.of_forms(self.procedures)

    @cached_property
    def forms_used(self) -> Mapping[str, tuple[str, ...]]:
        """The forms that a procedure uses, as the register lists them."""
        return uses.grouped((use.procedure.id, form.id) for form in self.forms.forms for use in self.form_uses.get(form.id, ()))

    @cached_property
    def reference_uses(self) -> Mapping[str, tuple[Use, ...]]:
        return uses.of_references(self.procedures)

    @cached_property
    def order(self) -> dict[OrderKey, Order]:
        return {o.key: o for o in self.orders}

    @cached_property
    def committee(self) -> dict[str, Committee]:
        """Committees and working groups of all orders, by the key that the register gives them."""
        return {f"{o.key.slug}-c{n}": c for o in self.orders for n, c in enumerate(o.committees, 1)}

    def orders_meant(self, ref: OrderKey) -> tuple[Order, ...]:
        """The orders that a reference may mean: without an issuer the office's own, else those of any issuer with that number and year."""
        same = tuple(o for o in self.orders if o.key[1:] == ref[1:] and ref.issuer in ("", o.issuer))
        return tuple(o for o in same if o.issuer == self.handbook.office) or same

    def actor_name(self, who: str) -> str:
        """The short name of a unit, post or role, as the form prints it."""
        if who in self.unit:
            return self.unit[who].short or self.unit[who].name
        if who in self.post:
            return self.post[who].short or self.post[who].title
        return self.role[who].name

    def posts_meant(self, who: str) -> tuple[str, ...]:
        """The posts that an actor of a step stands for: itself, or those of a role; none for a unit."""
        return self.role[who].posts if who in self.role else (who,) if who in self.post else ()

    def abbreviations(self, procedures: Iterable[Procedure]) -> tuple[Abbreviation, ...]:
        """Those of the handbook, then those of some procedures, each once."""
        found = (*self.handbook.abbreviations, *(a for p in procedures for a in p.abbreviations))
        return tuple({(a.short, a.full): a for a in found}.values())
