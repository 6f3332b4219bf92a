"""The rule about separation of duties: what must be two persons is not one on the day."""

from __future__ import annotations

from collections.abc import Iterator

from generator.doers import Overlap, overlaps
from generator.model.procedure import Procedure
from generator.rules.rule import Finding, rule
from generator.rules.rule_input import RuleInput, step_name
from generator.source.parsing import Path_


@rule("SOP-O033", "warning", sound=True)
def _same_person(subject: RuleInput) -> Iterator[Finding]:
    for procedure in subject.manual.procedures:
        place = {step.id: at for at, step in enumerate(procedure.steps)}
        for found in overlaps(subject.edition, procedure):
            at = place.get(found.step)
            path: Path_ = () if at is None else ("steps", at)
            named = (procedure if at is None else procedure.steps[at]).separate_from
            message = _procedures(subject, found) if at is None else _steps(subject, procedure, at, place[found.other], found)
            yield Finding(procedure.file, (*path, "separate_from", named.index(found.other)), message, needle=found.other)


def _steps(subject: RuleInput, procedure: Procedure, at: int, other: int, found: Overlap) -> str:
    one, two = step_name(procedure, at), step_name(procedure, other)
    if at == other:
        return f"{one} แยกหน้าที่จากขั้นตอนเดียวกัน"
    return f"{one} และ{two} ต้องเป็นคนละคน แต่ผู้ปฏิบัติทั้งสองคือ{_named(subject, found)}"


def _procedures(subject: RuleInput, found: Overlap) -> str:
    if not found.persons:
        return "แยกหน้าที่จากกระบวนงานเดียวกัน"
    other = subject.manual.procedure[found.other].title
    return f"ผู้รับผิดชอบต้องเป็นคนละคนกับ “{other}” แต่{_named(subject, found)} รับผิดชอบทั้งสองกระบวนงาน"


def _named(subject: RuleInput, found: Overlap) -> str:
    return " และ".join(subject.person_name(person) for person in found.persons)
