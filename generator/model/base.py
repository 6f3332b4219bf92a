"""What every record of ``sop/`` has in common: closed, frozen, read from text.

YAML scalars arrive as text (see :mod:`generator.source.parsing`); the types here turn text into
numbers, dates and names, folding Thai digits first. Nothing here knows about files.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticKnownError

from generator.thai import dates, digits

T = TypeVar("T")
F = TypeVar("F", bound=str)

ID_PATTERN = r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$"


def _one_or_many(value: Any) -> Any:
    """``next: a`` and ``next: [a]`` mean the same; so do one paragraph and a list of one."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str | Mapping) else value


def _folded(value: Any) -> Any:
    """Digits as numbers are read from. Raises PydanticKnownError for ``5_2``, which Python reads as 52."""
    if not isinstance(value, str):
        return value
    if "_" in value:
        raise PydanticKnownError("int_parsing")
    return digits.to_arabic(value).strip()


def _date(value: Any) -> Any:
    return dates.parse(value) if isinstance(value, str) else value


def _month(value: Any) -> Any:
    return dates.parse_month(value) if isinstance(value, str) else value


def _truth(value: Any) -> Any:
    words = {"true": True, "false": False, "yes": True, "no": False, "ใช่": True, "ไม่ใช่": False, "ไม่": False}
    return words.get(value.strip().lower(), value) if isinstance(value, str) else value


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""One run of words, never empty."""

Id = Annotated[str, StringConstraints(strip_whitespace=True, pattern=ID_PATTERN, max_length=64)]
"""A name for links and files: small Latin letters, digits, ``-`` and ``_``."""

Number = Annotated[int, BeforeValidator(_folded)]
Amount = Annotated[float, BeforeValidator(_folded), Field(gt=0, allow_inf_nan=False)]
Flag = Annotated[bool, BeforeValidator(_truth)]
Date = Annotated[date, BeforeValidator(_date)]
Month = Annotated[int, BeforeValidator(_month), Field(ge=1, le=12)]
BuddhistYear = Annotated[int, BeforeValidator(_folded), Field(ge=2400, le=2800)]


Some = Annotated[tuple[T, ...], BeforeValidator(_one_or_many)]
"""A tuple that may be written as one value."""


class Record(BaseModel):
    """A closed, frozen record: an unknown key is an error, nothing changes after loading."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, populate_by_name=True)

    to_confirm: Text | None = Field(default=None, description="ข้อที่ยังต้องยืนยัน: `sop check` แสดงรายการนี้ แต่ไม่พิมพ์ลงในคู่มือ")
    allow: dict[str, Text] = Field(default_factory=dict, description="ยกเว้นกฎการตรวจเฉพาะรายการนี้ (รหัสกฎ: เหตุผล)")


def unique(values: tuple[str, ...]) -> tuple[str, ...]:
    """The same values. Raises ValueError (in Thai) if one stands there twice."""
    repeated = {v for v, times in Counter(values).items() if times > 1}
    if repeated:
        raise ValueError("ระบุซ้ำ: " + ", ".join(sorted(repeated)))
    return values


def covers(since: date | None, until: date | None, day: date) -> bool:
    """Whether a day lies between two days, both included; None is an open end."""
    return (since is None or since <= day) and (until is None or day <= until)


Ids = Annotated[tuple[Id, ...], BeforeValidator(_one_or_many), AfterValidator(unique)]
"""Distinct ids, one or many."""

Gap = Literal["not_applicable", "not_known"]


class Gaps(Record, Generic[F]):
    """A record that may say why a field is empty. Three things differ: not applicable, not known yet, and blank, which is neither."""

    not_applicable: Some[F] = Field(default=(), description="ช่องที่ไม่ใช้บังคับ พิมพ์ว่า “ไม่ใช้บังคับ” ต่างจากช่องที่เว้นว่าง")
    not_known: Some[F] = Field(default=(), description="ช่องที่ยังไม่ทราบ พิมพ์ว่า “รอยืนยัน” และ `sop check` แสดงรายการนี้")

    def gap(self, field: str) -> Gap | None:
        """Why a field is empty; None if it is filled or blank."""
        return "not_applicable" if field in self.not_applicable else "not_known" if field in self.not_known else None

    @model_validator(mode="after")
    def _empty_where_they_are(self) -> Gaps[F]:
        filled = [
            field for field in unique((*self.not_applicable, *self.not_known)) if getattr(self, field) != type(self).model_fields[field].default
        ]
        if filled:
            raise ValueError(f"มีค่าแล้ว จึงไม่ใช่ช่องที่ไม่ใช้บังคับหรือรอยืนยัน: {', '.join(filled)}")
        return self
