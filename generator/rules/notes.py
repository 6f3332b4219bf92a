"""Rules about what is still to be confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.model.base import Record
from generator.rules.rule import Finding, Rule
from generator.rules.subject import Subject
from generator.source import Path_


def _to_confirm(subject: Subject) -> Iterator[Finding]:
    manual = subject.manual
    files: list[tuple[str, Record]] = [
        ("handbook.yml", manual.handbook), ("organization.yml", manual.organization), ("people.yml", manual.people),
        ("calendar.yml", manual.calendar), ("forms.yml", manual.forms), ("references.yml", manual.references),
        *((o.file, o) for o in manual.orders), *((p.file, p) for p in manual.procedures),
    ]
    for file, record in files:
        for path, text in _walk(record, ()):
            yield Finding(file, path, f"ต้องยืนยัน: {text}", "ตรวจสอบกับต้นเรื่อง แล้วลบ to_confirm")


def _walk(value: Any, path: Path_) -> Iterator[tuple[Path_, str]]:
    if isinstance(value, Record):
        if value.to_confirm:
            yield (*path, "to_confirm"), value.to_confirm
        for name in value.__class__.model_fields:
            yield from _walk(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for at, child in enumerate(value):
            yield from _walk(child, (*path, at))


RULES = (
    Rule("SOP-N001", "note", "มีข้อที่ต้องยืนยัน", "code: งน-๐๑\nto_confirm: รหัสนี้ถูกต้องหรือไม่", "code: งน-๐๑", _to_confirm),
)
