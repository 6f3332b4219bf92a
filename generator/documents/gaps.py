"""What is left empty for a reason, in words: not applicable, or not known yet. What is merely blank says nothing, or a dash in a cell."""

from __future__ import annotations

from typing import Any

from generator.documents.runs import Runs, Text
from generator.model.base import Gap, Gaps
from generator.model.registers import Abbreviation

WORDS: dict[Gap, str] = {"not_applicable": "ไม่ใช้บังคับ", "not_known": "รอยืนยัน"}
UNKNOWN_MEANING = "ความหมายรอยืนยัน"


def said(of: Gaps[Any], field: str) -> tuple[str, ...]:
    """Why a field is empty; nothing if it is filled or blank."""
    return (WORDS[gap],) if (gap := of.gap(field)) else ()


def meaning(of: Abbreviation) -> Runs:
    """The full words of an abbreviation, and its other spellings."""
    return of.full or UNKNOWN_MEANING, *((" ", Text(f"เขียนอย่างอื่น: {', '.join(of.also)}", "aside")) if of.also else ())
