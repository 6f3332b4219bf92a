"""Rules about document control: codes and titles, who signed when, revisions, reviews."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from generator.model.procedure import Control, Procedure
from generator.rules.rule import Finding, of_each_procedure, repeated, rule
from generator.rules.rule_input import RuleInput
from generator.source.parsing import Path_
from generator.thai import dates


@rule("SOP-P021", "note")
@of_each_procedure
def _no_code(procedure: Procedure) -> Iterator[Finding]:
    if not procedure.control.code and not procedure.control.gap("code"):
        yield Finding(procedure.file, ("control",), "ยังไม่มีรหัสเอกสาร")


@rule("SOP-P031", "warning")
def _same_procedure(subject: RuleInput) -> Iterator[Finding]:
    every = subject.manual.procedures
    titles, codes = [p.title for p in every], [p.control.code for p in every]
    for path, name, values in ((("title",), "ชื่อ", titles), (("control", "code"), "รหัสเอกสาร", codes)):
        for first, at in repeated(values):
            yield Finding(every[at].file, path, f"{name} “{values[at]}” ซ้ำกับ {every[first].file}", f"แก้{name}ให้ต่างกัน")


def _controls(subject: RuleInput) -> Iterator[tuple[str, Control]]:
    """Document control of the handbook and of each procedure, with its file."""
    yield "handbook.yml", subject.manual.handbook.control
    for procedure in subject.manual.procedures:
        yield procedure.file, procedure.control


@rule("SOP-P027", "warning", needs=("handbook.yml", "orders/"))
def _overdue(subject: RuleInput) -> Iterator[Finding]:
    for file, control in _controls(subject):
        if control.review_due and control.review_due < subject.day and not _too_soon(control):
            yield Finding(file, ("control", "review_due"), f"เลยกำหนดทบทวน {dates.long(control.review_due)} แล้ว (นับ ณ {dates.long(subject.day)})")


@rule("SOP-P028", "warning")
def _dates_in_turn(subject: RuleInput) -> Iterator[Finding]:
    for file, control in _controls(subject):
        if _too_soon(control):
            yield Finding(file, ("control", "review_due"), "กำหนดทบทวนไม่อยู่หลังวันที่บังคับใช้")


def _too_soon(control: Control) -> bool:
    return bool(control.review_due and control.effective and control.review_due <= control.effective)


@rule("SOP-P033", "warning")
def _control_dates(subject: RuleInput) -> Iterator[Finding]:
    """Signatures out of order, a date of writing after the effective date, a history out of order or not ending in the current revision."""
    for file, control in _controls(subject):
        at: Path_ = ("control",)
        signed = [(name, s.date) for name in SIGNING if (s := getattr(control, name)) and s.date]
        for (before, first), (after, second) in pairwise(signed):
            if second < first:
                message = f"วันที่{SIGNING[after]} ({dates.long(second)}) อยู่ก่อนวันที่{SIGNING[before]} ({dates.long(first)})"
                yield Finding(file, (*at, after, "date"), message, "ตรวจวันที่ลงนาม")
        if control.written and control.effective and control.effective < control.written:
            yield Finding(file, (*at, "written"), f"วันที่จัดทำ ({dates.long(control.written)}) อยู่หลังวันที่บังคับใช้", "แก้ written หรือ effective")
        for n, (line, following) in enumerate(pairwise(control.history), 1):
            if following.date < line.date:
                yield Finding(file, (*at, "history", n, "date"), "ประวัติการแก้ไขไม่เรียงตามวันที่", "เรียงจากเก่าไปใหม่ หรือแก้วันที่")
        if control.history and control.revision is not None and control.history[-1].revision != control.revision:
            message = f"แก้ไขครั้งที่ {control.revision} ไม่ตรงกับประวัติการแก้ไขบรรทัดสุดท้าย (ครั้งที่ {control.history[-1].revision})"
            yield Finding(file, (*at, "revision"), message, "แก้ revision หรือเพิ่มประวัติการแก้ไข")


SIGNING = {"prepared_by": "จัดทำ", "reviewed_by": "ทบทวน", "approved_by": "อนุมัติ"}
