"""Rules about what a record says of its own checking: points to confirm, exceptions with a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.rules.rule import Finding, Rule
from generator.rules.rule_input import RuleInput
from generator.source.suggest import perhaps


def _to_confirm(subject: RuleInput) -> Iterator[Finding]:
    for visit in subject.visits:
        if visit.record.to_confirm:
            yield Finding(visit.file, (*visit.path, "to_confirm"), visit.record.to_confirm, "ตรวจสอบกับต้นเรื่อง แก้ให้ถูกต้อง แล้วลบ to_confirm")


IDLE = Rule(
    "SOP-N004",
    "warning",
    "ข้อยกเว้นไม่ได้ยกเว้นสิ่งใด",
    "standard: ลงรับครบทุกเรื่อง\nallow: {SOP-P023: ต้นฉบับเว้นว่าง}",
    "standard: ลงรับครบทุกเรื่อง",
)
"""Found in :func:`generator.rules.check`, when every rule has looked."""


def rules(known: Callable[[], dict[str, Rule]]) -> tuple[Rule, ...]:
    """``known``: all rules, these included, as they are when the check is made."""

    def unknown(subject: RuleInput) -> Iterator[Finding]:
        for visit in subject.visits:
            for code in visit.record.allow:
                if code not in known():
                    yield Finding(
                        visit.file, (*visit.path, "allow", code), f"ไม่มีกฎ “{code}”{perhaps(code.upper(), known())}", "ดูรหัสกฎด้วยคำสั่ง sop rules"
                    )

    def forbidden(subject: RuleInput) -> Iterator[Finding]:
        for visit in subject.visits:
            for code in visit.record.allow:
                if code in known() and known()[code].level == "error":
                    yield Finding(visit.file, (*visit.path, "allow", code), f"กฎ {code} เป็นข้อผิดพลาด ยกเว้นไม่ได้", "แก้ที่ต้นเหตุ แล้วลบข้อยกเว้นนี้")

    return (
        Rule("SOP-N001", "note", "มีข้อที่ต้องยืนยัน", "code: งน-๐๑\nto_confirm: รหัสนี้ถูกต้องหรือไม่", "code: งน-๐๑", _to_confirm),
        Rule("SOP-N002", "warning", "ข้อยกเว้นอ้างกฎที่ไม่มี", "allow: {SOP-P999: ตามต้นฉบับ}", "allow: {SOP-P023: ต้นฉบับเว้นว่าง}", unknown),
        Rule("SOP-N003", "warning", "ยกเว้นข้อผิดพลาดไม่ได้", "allow: {SOP-P002: จะแก้ภายหลัง}", "allow: {SOP-P023: ต้นฉบับเว้นว่าง}", forbidden),
        IDLE,
    )
