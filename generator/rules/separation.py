"""The rule about separation of duties: what must be two persons is not one on the day."""

from __future__ import annotations

from collections.abc import Iterator

from generator.doers import doers
from generator.model.procedure import Procedure, Step
from generator.rules.rule import Finding, rule
from generator.rules.rule_input import RuleInput, step_name


@rule("SOP-O033", "warning", sound=True)
def _same_person(subject: RuleInput) -> Iterator[Finding]:
    for procedure in subject.manual.procedures:
        place = {step.id: at for at, step in enumerate(procedure.steps)}
        for at, step in enumerate(procedure.steps):
            for n, other in enumerate(step.separate_from):
                path = ("steps", at, "separate_from", n)
                if message := _message(subject, procedure, at, place[other]):
                    yield Finding(procedure.file, path, message, needle=other)


def _message(subject: RuleInput, procedure: Procedure, at: int, other: int) -> str:
    if at == other:
        return f"{step_name(procedure, at)} แยกหน้าที่จากขั้นตอนเดียวกัน"
    one, two = (_certain(subject, procedure, procedure.steps[place]) for place in (at, other))
    who = " และ".join(subject.person_name(person) for person in one if person in two)
    return f"{step_name(procedure, at)} และ{step_name(procedure, other)} ต้องเป็นคนละคน แต่ผู้ปฏิบัติทั้งสองคือ{who}" if who else ""


def _certain(subject: RuleInput, procedure: Procedure, step: Step) -> tuple[str, ...]:
    """The persons who do a step in any case: where an actor stands for several, another of them may do it."""
    found = (doers(subject.edition, procedure, actor.who) for actor in step.actors)
    return tuple(dict.fromkeys(each[0][0] for each in found if len(each) == 1))
