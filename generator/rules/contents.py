"""Rules about the contents of procedures: sections that the handbook promises, forms and references that the registers know."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import get_args

from generator.model.base import Record
from generator.model.handbook import SectionKind
from generator.model.procedure import ENDS, STARTS, FormList, Procedure, Step
from generator.model.time import Duration
from generator.rules.rule import Finding, of_each_procedure, repeated, rule
from generator.rules.rule_input import RuleInput, step_name
from generator.thai import digits

LONGEST_LABEL = 120

WRITTEN = frozenset(get_args(SectionKind)) & frozenset(Procedure.model_fields) - {"steps", "summary"}
"""The sections that are not made from the steps: each is a field of the procedure."""

COLUMNS: dict[str, tuple[str, Callable[[Step], object]]] = {
    "time": ("เวลาดำเนินการ", lambda s: s.time or s.gap("time")),
    "standard": ("มาตรฐานคุณภาพงาน", lambda s: s.standard or s.gap("standard")),
    "responsible": ("ผู้รับผิดชอบ", lambda s: s.actors or s.gap("actors")),
}


@rule("SOP-P020", "warning", needs=("handbook.yml",))
def _empty_sections(subject: RuleInput) -> Iterator[Finding]:
    for procedure in subject.manual.procedures:
        empty = [
            s.title
            for s in subject.manual.handbook.sections
            if s.kind in WRITTEN and not procedure.gap(s.kind) and _is_empty(getattr(procedure, s.kind))
        ]
        if empty:
            yield Finding(procedure.file, (), f"หัวข้อที่ไม่มีเนื้อหา: {', '.join(empty)}")


def _is_empty(section: object) -> bool:
    return not (section.items or section.intro) if isinstance(section, FormList) else not section


def _lacking(column: str) -> Callable[[RuleInput], Iterator[Finding]]:
    name, of = COLUMNS[column]

    def find(subject: RuleInput) -> Iterator[Finding]:
        for procedure in subject.manual.procedures:
            if not any(c.field == column for c in subject.manual.handbook.form.shown(procedure.summary)):
                continue
            bare = [at for at, s in enumerate(procedure.steps) if s.kind not in STARTS | ENDS and not of(s) and LACKING[column] not in s.allow]
            if bare:
                numbers = ", ".join(step_name(procedure, at).removeprefix("ขั้นตอนที่ ") for at in bare)
                yield Finding(procedure.file, ("steps", bare[0]), f"ขั้นตอนที่ {numbers} ยังไม่มี{name}", "เพิ่มข้อมูล หรือยกเว้นด้วย allow พร้อมเหตุผล")

    return find


def is_needed(record: Record, code: str) -> bool:
    """Whether a step lacks the column that this exception excuses."""
    return isinstance(record, Step) and any(code == excused and not COLUMNS[column][1](record) for column, excused in LACKING.items())


LACKING = {"time": "SOP-P022", "standard": "SOP-P023", "responsible": "SOP-P024"}


@rule("SOP-P025", "warning", sound=True)
@of_each_procedure
def _unlisted_form(procedure: Procedure) -> Iterator[Finding]:
    for at, step in enumerate(procedure.steps):
        for n, form in enumerate(step.forms):
            if form not in procedure.forms.items:
                message = f"{step_name(procedure, at)} ใช้แบบฟอร์ม “{form}” ที่ไม่อยู่ในหัวข้อแบบฟอร์มที่ใช้"
                yield Finding(procedure.file, ("steps", at, "forms", n), message, needle=form)


@rule("SOP-P026", "note", sound=True)
@of_each_procedure
def _idle_form(procedure: Procedure) -> Iterator[Finding]:
    used = {f for s in procedure.steps for f in s.forms}
    for at, form in enumerate(procedure.forms.items):
        if used and form not in used:
            path = ("forms", "items", at) if procedure.forms.intro else ("forms", at)
            yield Finding(procedure.file, path, f"แบบฟอร์ม “{form}” ไม่มีขั้นตอนใดใช้", needle=form)


@rule("SOP-R017", "note", sound=True)
def _unused_form(subject: RuleInput) -> Iterator[Finding]:
    used = {f for p in subject.manual.procedures for f in (*p.forms.items, *(i for s in p.steps for i in s.forms))}
    for at, form in enumerate(subject.manual.forms.forms):
        if form.id not in used:
            yield Finding("forms.yml", ("forms", at, "id"), f"แบบฟอร์ม “{form.title}” ไม่มีกระบวนงานใดใช้", needle=form.id)


@rule("SOP-R018", "note", sound=True)
def _unused_reference(subject: RuleInput) -> Iterator[Finding]:
    used = set(subject.manual.references.book)
    for p in subject.manual.procedures:
        used |= {*p.references, *p.summary.cited, *(i for s in p.steps for i in s.references)}
    for at, reference in enumerate(subject.manual.references.references):
        if reference.id not in used:
            yield Finding("references.yml", ("references", at, "id"), f"ไม่มีที่ใดอ้างเอกสาร “{reference.title}”", needle=reference.id)


@rule("SOP-R019", "warning")
def _same_form(subject: RuleInput) -> Iterator[Finding]:
    for field, name in (("code", "รหัส"), ("title", "ชื่อ")):
        values = [getattr(form, field) for form in subject.manual.forms.forms]
        for _, at in repeated(values):
            yield Finding("forms.yml", ("forms", at, field), f"แบบฟอร์มสองรายการมี{name}เดียวกัน “{values[at]}”", f"แก้{name} หรือรวมเป็นรายการเดียว")


@rule("SOP-P030", "warning", sound=True)
def _unlisted(subject: RuleInput) -> Iterator[Finding]:
    for procedure in subject.manual.procedures:
        if procedure.id not in subject.manual.handbook.procedures:
            yield Finding(procedure.file, (), f"กระบวนงาน “{procedure.title}” ไม่อยู่ในลำดับของคู่มือ", f"เพิ่ม {procedure.id} ใน procedures ของ handbook.yml")


@rule("SOP-P029", "warning")
@of_each_procedure
def _long_label(procedure: Procedure) -> Iterator[Finding]:
    for at, step in enumerate(procedure.steps):
        if len(step.label) > LONGEST_LABEL:
            message = f"ถ้อยคำในสัญลักษณ์ของ{step_name(procedure, at)} ยาว {len(step.label)} ตัวอักษร (ควรไม่เกิน {LONGEST_LABEL})"
            yield Finding(procedure.file, ("steps", at, "label"), message)


STATED = re.compile(r"(?:ภายใน|ไม่เกิน|ใช้เวลา|จำนวน)\s*(?:(\d+(?:\.\d+)?)\s*(?:-|–|ถึง)\s*)?(\d+(?:\.\d+)?)\s*(นาที|ชั่วโมง|วันทำการ|วัน|สัปดาห์|เดือน|ปี)")
UNITS = {"นาที": "minute", "ชั่วโมง": "hour", "วันทำการ": "working_day", "วัน": "day", "สัปดาห์": "week", "เดือน": "month", "ปี": "year"}


@rule("SOP-P032", "warning")
@of_each_procedure
def _disagreement(procedure: Procedure) -> Iterator[Finding]:
    """The text of a step says one number of days, the form another."""
    for at, step in enumerate(procedure.steps):
        times = [t for t in step.time if isinstance(t, Duration)]
        for least, most, unit in STATED.findall(digits.to_arabic(" ".join(_words(step)))) if times else ():
            same = [t for t in times if t.unit == UNITS[unit]]
            if same and not any({float(n) for n in (least, most) if n} <= {t.min, t.max} for t in same):
                stated = f"{least}–{most}" if least else most
                message = f"เนื้อความของ{step_name(procedure, at)} ระบุ {stated} {unit} ไม่ตรงกับเวลาในแบบฟอร์ม"
                yield Finding(procedure.file, ("steps", at, "time"), message)


def _words(step: Step) -> Iterator[str]:
    yield step.label
    yield step.text or ""
    yield from step.standard
    waiting = [*step.items, *step.detail]
    while waiting:
        item = waiting.pop(0)
        yield item.text
        waiting[:0] = item.items


@rule("SOP-R020", "error")
def _same_section(subject: RuleInput) -> Iterator[Finding]:
    handbook = subject.manual.handbook
    for key, kinds in (("sections", [s.kind for s in handbook.sections]), ("parts", [p.kind for p in handbook.parts])):
        for _, at in repeated(kinds):
            yield Finding("handbook.yml", (key, at, "kind"), f"“{kinds[at]}” อยู่ใน {key} สองครั้ง", needle=kinds[at])


rule("SOP-P022", "note", needs=("handbook.yml",))(_lacking("time"))
rule("SOP-P023", "note", needs=("handbook.yml",))(_lacking("standard"))
rule("SOP-P024", "warning", needs=("handbook.yml",))(_lacking("responsible"))
