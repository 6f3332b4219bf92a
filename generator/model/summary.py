"""The summary form (แบบฟอร์มสรุปมาตรฐานงาน): the columns that an office gives it, and what a procedure has otherwise."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, model_validator

from generator.model.base import Flag, Id, Number, Record, Some, Text, unique

ColumnField = Literal[
    "no", "flow", "detail", "time", "standard", "responsible", "monitoring", "documents", "forms", "references", "inputs", "outputs", "risks",
    "note",
]  # fmt: skip


class FormColumn(Record):
    """A column of the summary form. ``width``: share of the table's width, in percent."""

    field: ColumnField
    title: Text
    width: Number = Field(ge=2, le=90)
    hidden: Flag = False


OBEC_COLUMNS = (
    FormColumn(field="no", title="ลำดับที่", width=6),
    FormColumn(field="flow", title="ผังขั้นตอนการดำเนินงาน", width=30),
    FormColumn(field="detail", title="รายละเอียดงาน", width=27),
    FormColumn(field="time", title="เวลาดำเนินการ", width=11),
    FormColumn(field="standard", title="มาตรฐานคุณภาพงาน", width=15),
    FormColumn(field="responsible", title="ผู้รับผิดชอบ", width=11),
)


class SummaryForm(Record):
    """The summary form of this office: its title, columns and sheet."""

    title: Text = "แบบฟอร์มสรุปมาตรฐานงาน"
    columns: tuple[FormColumn, ...] = OBEC_COLUMNS
    landscape: Flag = False

    @model_validator(mode="after")
    def _distinct(self) -> SummaryForm:
        fields = [c.field for c in self.columns]
        if len(set(fields)) != len(fields):
            raise ValueError("คอลัมน์ซ้ำกัน")
        if not {"flow", "detail"} & {c.field for c in self.columns if not c.hidden}:
            raise ValueError("ต้องมีคอลัมน์ flow หรือ detail")
        return self


class Citation(Record):
    """A reference as the form cites it: in the words of the register, or in its own."""

    ref: Id
    text: Text | None = Field(default=None, description="ถ้อยคำตามแบบฟอร์ม ถ้าต่างจากทะเบียนเอกสารอ้างอิง")

    @model_validator(mode="before")
    @classmethod
    def _from_id(cls, value: Any) -> Any:
        return {"ref": value} if isinstance(value, str) else value


class Summary(Record):
    """Where the summary form says it differently from the sections."""

    title: Text | None = None
    objectives: Some[Text] = ()
    references: Some[Citation] = ()
    landscape: Flag | None = None

    @property
    def cited(self) -> tuple[str, ...]:
        """The ids of its references."""
        return tuple(citation.ref for citation in self.references)

    @model_validator(mode="after")
    def _cites_once(self) -> Summary:
        unique(self.cited)
        return self
