"""Rules about ``to_confirm`` and ``allow``: open points and exceptions."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.base import Gaps
from generator.model.registers import Abbreviation
from generator.rules.rule import Finding, every, known, rule
from generator.rules.rule_input import RuleInput
from generator.source.suggest import perhaps

IDLE = "SOP-N004"


@rule("SOP-N001", "note")
def _to_confirm(subject: RuleInput) -> Iterator[Finding]:
    for visit in subject.visits:
        if visit.record.to_confirm:
            yield Finding(visit.file, (*visit.path, "to_confirm"), visit.record.to_confirm)


@rule("SOP-N005", "note")
def _not_known(subject: RuleInput) -> Iterator[Finding]:
    for visit in subject.visits:
        record = visit.record
        if isinstance(record, Gaps) and record.not_known:
            of = f"{name} " if (name := str(getattr(record, "words", "") or getattr(record, "title", ""))) else ""
            yield Finding(visit.file, (*visit.path, "not_known"), f"{of}รอยืนยัน: {', '.join(record.not_known)}")
        elif isinstance(record, Abbreviation) and not record.full:
            yield Finding(visit.file, (*visit.path, "short"), f"ยังไม่ทราบความหมายของ “{record.short}”", "สอบถามความหมาย แล้วระบุ full")


@rule("SOP-N002", "warning")
def _unknown(subject: RuleInput) -> Iterator[Finding]:
    for visit in subject.visits:
        for code in visit.record.allow:
            if known(code) is None:
                yield Finding(visit.file, (*visit.path, "allow", code), f"ไม่มีกฎ “{code}”{perhaps(code.upper(), every())}")


@rule("SOP-N003", "warning")
def _forbidden(subject: RuleInput) -> Iterator[Finding]:
    for visit in subject.visits:
        for code in visit.record.allow:
            if (allowed := known(code)) and allowed.level == "error":
                yield Finding(visit.file, (*visit.path, "allow", code), f"กฎ {code} เป็นข้อผิดพลาด ยกเว้นไม่ได้")


@rule(IDLE, "warning")
def _idle(subject: RuleInput) -> Iterator[Finding]:
    """Found in :func:`generator.rules.check`, when every rule has looked."""
    return iter(())
