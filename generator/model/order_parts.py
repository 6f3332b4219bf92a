"""The parts of an order: whom it assigns what, committees, annexes, secondments, and its changes of earlier orders."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Literal

from pydantic import Field, model_validator

from generator.model.base import Date, Id, Ids, Number, Record, Some, Text
from generator.model.duty import Duty, ItemNumber, OrderRef, RoleKind
from generator.model.persons import PersonRef


class Assignment(Record):
    """One person's part of an order."""

    no: ItemNumber | None = None
    person: PersonRef
    position: Text | None = Field(default=None, description="ตำแหน่งตามที่เขียนในคำสั่ง")
    post_number: Text | None = Field(default=None, description="ตำแหน่งเลขที่")
    general: Some[Text] = Field(default=(), description="ความนำก่อนรายการหน้าที่ (ย่อหน้า)")
    duties: tuple[Duty, ...] = ()


class Responsibility(Record):
    """Main and joint persons named in an attachment (แผนภูมิบุคลากร, บัญชีแนบท้าย), not in a numbered item."""

    person: PersonRef
    role: RoleKind
    procedures: Ids = ()
    post: Id | None = None
    basis: Text = Field(description="ปรากฏที่ใด เช่น แผนภูมิบุคลากร")
    rank: Number | None = Field(default=None, ge=1, description="ลำดับที่ของผู้รักษาการหรือรักษาราชการแทน เช่น 1")
    part: Text | None = Field(default=None, description="ส่วนของงานที่รับผิดชอบ เช่น ระดับปฐมวัย เมื่อแบ่งงานเดียวกันให้หลายคน")
    since: Date | None = Field(default=None, alias="from")
    until: Date | None = Field(default=None, alias="to")


class Office(StrEnum):
    """Offices in a committee or working group, as appointment orders list them."""

    ADVISER = "adviser"
    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    MEMBER = "member"
    SECRETARY = "secretary"
    ASSISTANT = "assistant_secretary"


class Member(Record):
    """Who sits in a committee or working group: a person of the office, or somebody from outside by name."""

    no: ItemNumber | None = None
    person: PersonRef | None = None
    name: Text | None = Field(default=None, description="ชื่อหรือตำแหน่งของผู้ที่อยู่นอกสำนักงาน")
    position: Text | None = Field(default=None, description="ตำแหน่งตามที่เขียนในคำสั่ง")
    office: Office = Field(
        default=Office.MEMBER,
        description="chair ประธาน, vice_chair รองประธาน, member กรรมการ, secretary เลขานุการ, assistant_secretary ผู้ช่วยเลขานุการ, adviser ที่ปรึกษา",
    )
    title: Text | None = Field(default=None, description="ถ้อยคำตามคำสั่ง เช่น กรรมการและเลขานุการ ไม่ระบุ = ถ้อยคำตาม office")

    @model_validator(mode="after")
    def _somebody(self) -> Member:
        if (self.person is None) == (self.name is None):
            raise ValueError("ต้องมีรายการ person (บุคคลในสำนักงาน) หรือ name (บุคคลภายนอก) อย่างใดอย่างหนึ่ง")
        return self


_COMMITTEE = "ที่ปรึกษา ประธานกรรมการ รองประธานกรรมการ กรรมการ กรรมการและเลขานุการ กรรมการและผู้ช่วยเลขานุการ"
_WORKING_GROUP = "ที่ปรึกษา หัวหน้าคณะทำงาน รองหัวหน้าคณะทำงาน คณะทำงาน คณะทำงานและเลขานุการ คณะทำงานและผู้ช่วยเลขานุการ"
OFFICE_TITLES: dict[str, dict[Office, str]] = {
    "committee": dict(zip(Office, _COMMITTEE.split(), strict=True)),
    "working_group": dict(zip(Office, _WORKING_GROUP.split(), strict=True)),
}
"""The offices as appointment orders word them, for members whose own words are not given."""


class Committee(Record):
    """คณะกรรมการ or คณะทำงาน: its members as listed, and its duties. ``procedures``: those that it answers for."""

    no: ItemNumber | None = None
    kind: Literal["committee", "working_group"] = Field(default="committee", description="committee คณะกรรมการ, working_group คณะทำงาน")
    name: Text = Field(description="ชื่อเต็ม เช่น คณะกรรมการตรวจสอบพัสดุประจำปี")
    members: tuple[Member, ...]
    duties: tuple[Duty, ...] = Field(default=(), description="หน้าที่และอำนาจของคณะ")
    procedures: Ids = Field(default=(), description="กระบวนงานที่คณะนี้รับผิดชอบ")
    since: Date | None = Field(default=None, alias="from")
    until: Date | None = Field(default=None, alias="to")

    def office_of(self, member: Member) -> str:
        """The words of a member's office."""
        return member.title or OFFICE_TITLES[self.kind][member.office]


class AnnexRow(Record):
    """A row of an annex. ``person``: whom it makes responsible for which procedures or post, in which role."""

    cells: Some[Text] = Field(default=(), description="ข้อความตามคอลัมน์")
    person: PersonRef | None = None
    role: RoleKind = RoleKind.MAIN
    procedures: Ids = ()
    post: Id | None = None
    part: Text | None = Field(default=None, description="ส่วนของงานที่รับผิดชอบ")
    since: Date | None = Field(default=None, alias="from")
    until: Date | None = Field(default=None, alias="to")


class Annex(Record):
    """บัญชีแนบท้าย: a table with columns of its own."""

    title: Text
    columns: tuple[Text, ...]
    rows: tuple[AnnexRow, ...]

    @model_validator(mode="after")
    def _rectangular(self) -> Annex:
        for place, row in enumerate(self.rows, 1):
            if len(row.cells) != len(self.columns):
                raise ValueError(f"จำนวนช่องไม่ตรง, rows แถวที่ {place} มี {len(row.cells)} ช่อง แต่ columns มี {len(self.columns)} คอลัมน์")
        return self

    @property
    def responsibilities(self) -> Iterator[Responsibility]:
        """What its rows make persons responsible for, on the basis of its title."""
        for r in self.rows:
            if r.person and (r.procedures or r.post):
                yield Responsibility.model_construct(
                    person=r.person, role=r.role, procedures=r.procedures, post=r.post, basis=self.title, part=r.part, since=r.since, until=r.until
                )  # fmt: skip


class StandIn(Record):
    """Who does the work of somebody who is away. Without ``items``: all that nobody else named does."""

    person: PersonRef
    items: Some[ItemNumber] = Field(default=(), description="เลขข้อที่ทำแทน ไม่ระบุ = ทุกข้อที่เหลือ")


class Absence(Record):
    """ช่วยราชการ: away from a day to a day. The person's work lapses meanwhile, but what is kept or taken over by a stand-in."""

    no: ItemNumber | None = None
    person: PersonRef
    at: Text = Field(description="ไปช่วยราชการที่ใด")
    since: Date = Field(alias="from", description="ตั้งแต่วันที่")
    until: Date | None = Field(default=None, alias="to", description="ถึงวันที่ ไม่ระบุ = จนกว่าจะมีคำสั่งเปลี่ยนแปลง")
    keeps: Some[ItemNumber] = Field(default=(), description="เลขข้อที่ยังปฏิบัติอยู่ระหว่างไปช่วยราชการ")
    stand_ins: tuple[StandIn, ...] = Field(default=(), description="ผู้ปฏิบัติหน้าที่แทน")
    text: Some[Text] = Field(default=(), description="ถ้อยคำตามคำสั่ง (ย่อหน้า)")


Action = Literal["add", "replace", "remove", "correct"]


class Change(Record):
    """One clause of an amending order: what is added, replaced, withdrawn or corrected.

    What it changes: an ``item`` of a person, the entries of a person on a ``basis`` (chart or annex), or the members of a ``committee``;
    without any of these ``remove`` withdraws everything of the person.
    """

    action: Action
    no: ItemNumber | None = Field(default=None, description="ข้อของคำสั่งฉบับแก้ไขนี้")
    order: OrderRef | None = Field(default=None, description="คำสั่งใดที่แก้ไข เมื่อแก้หลายฉบับ เช่น 248/2565")
    text: Some[Text] = Field(default=(), description="ถ้อยคำของข้อนี้ตามคำสั่ง (ย่อหน้า); ไม่ระบุ = คู่มือสรุปให้และบอกว่าเป็นสรุป")
    person: PersonRef | None = None
    item: ItemNumber | None = Field(default=None, description="เลขข้อในคำสั่งเดิม เช่น ๑๔.๒")
    basis: Text | None = Field(default=None, description="แก้ในแผนภูมิหรือบัญชีใด เช่น แผนภูมิบุคลากร")
    committee: Text | None = Field(default=None, description="แก้กรรมการของคณะใด (ชื่อคณะตามคำสั่งเดิม)")
    procedures: Ids = Field(default=(), description="เฉพาะกระบวนงานเหล่านี้ในแผนภูมิหรือบัญชี")
    post: Id | None = Field(default=None, description="เฉพาะตำแหน่งนี้ในแผนภูมิหรือบัญชี")
    successor: PersonRef | None = Field(default=None, alias="with", description="ผู้รับแทนในแผนภูมิหรือบัญชี (เฉพาะ replace)")
    role: RoleKind | None = Field(default=None, description="ฐานะในแผนภูมิหรือบัญชี; replace ไม่ระบุ = ฐานะเดิม")
    rank: Number | None = Field(default=None, ge=1, description="ลำดับที่ของผู้รักษาการหรือรักษาราชการแทน")
    part: Text | None = Field(default=None, description="ส่วนของงานที่รับผิดชอบ")
    since: Date | None = Field(default=None, alias="from")
    until: Date | None = Field(default=None, alias="to")
    duty: Duty | None = None
    member: Member | None = Field(default=None, description="กรรมการที่เพิ่มหรือแทน")
    corrects: Literal["text", "name", "position", "post_number", "title"] = Field(
        default="text", description="แก้คำผิดในสิ่งใด: text ถ้อยคำของข้อ, name ชื่อ, position ตำแหน่ง, post_number ตำแหน่งเลขที่, title ชื่อเรื่อง"
    )
    wrong: Text | None = Field(default=None, description="คำผิดตามคำสั่งเดิม (เฉพาะ correct)")
    right: Text | None = Field(default=None, description="คำที่ถูก (เฉพาะ correct)")

    @property
    def of_chart(self) -> bool:
        """Whether it changes entries of a chart or annex."""
        return self.basis is not None or bool(self.procedures or self.post)

    @model_validator(mode="after")
    def _whole(self) -> Change:
        for wrong, message in _FAULTS:
            if wrong(self):
                raise ValueError(message)
        return self


def _targets(c: Change) -> int:
    return (c.item is not None) + c.of_chart + (c.committee is not None)


_FAULTS: tuple[tuple[Callable[[Change], bool], str], ...] = (
    (lambda c: c.person is None and not (c.committee or (c.action == "correct" and c.corrects == "title")), "ต้องมีรายการ person"),
    (lambda c: c.action != "add" and _targets(c) > 1, "ระบุสิ่งที่แก้เพียงอย่างเดียว, item หรือ basis หรือ committee"),
    (lambda c: c.action in ("add", "replace") and not (c.duty or c.of_chart or c.committee), "add และ replace ต้องมี duty หรือ basis หรือ committee"),
    (lambda c: bool(c.duty and (c.of_chart or c.committee)), "duty ใช้กับเลขข้อ, ไม่ใช้กับ basis หรือ committee"),
    (lambda c: c.action in ("remove", "correct") and c.duty is not None, "remove และ correct ไม่มี duty"),
    (lambda c: c.action == "replace" and c.duty is not None and c.item is None, "replace ต้องระบุ item (เลขข้อเดิม)"),
    (lambda c: c.action == "add" and c.of_chart and not (c.basis and c.role), "add ในแผนภูมิหรือบัญชีต้องมี basis และ role"),
    (lambda c: c.action == "add" and c.of_chart and not (c.procedures or c.post), "add ในแผนภูมิหรือบัญชีต้องมี procedures หรือ post"),
    (lambda c: c.action == "replace" and c.of_chart and not (c.successor or c.role or c.part), "replace ในแผนภูมิหรือบัญชีต้องมี with หรือ role หรือ part"),
    (lambda c: c.action in ("add", "replace") and c.committee is not None and c.member is None, "add และ replace ใน committee ต้องมี member"),
    (lambda c: c.action == "replace" and c.committee is not None and c.person is None, "replace ใน committee ต้องมี person ที่พ้นจากคณะ"),
    (lambda c: c.action == "remove" and c.committee is not None and not (c.person or c.member), "remove ใน committee ต้องมี person หรือ member ที่พ้น"),
    (lambda c: c.successor is not None and not (c.action == "replace" and c.of_chart), "with ใช้กับ replace ในแผนภูมิหรือบัญชี (basis) เท่านั้น"),
    (lambda c: (c.action == "correct") != bool(c.wrong and c.right), "correct ต้องมี wrong และ right, รายการอื่นไม่มี"),
    (lambda c: c.action == "correct" and c.corrects == "text" and c.item is None, "correct ต้องระบุ item หรือ corrects"),
)
"""What may not be, and how it is told. Read in this sequence, the first alone."""
