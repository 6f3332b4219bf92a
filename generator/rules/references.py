"""Rules about records that name other records."""

from __future__ import annotations

from collections.abc import Iterator

from generator.rules.rule import Finding, Rule
from generator.rules.subject import Subject


def _actors(subject: Subject) -> Iterator[Finding]:
    manual = subject.manual
    known = {*manual.unit, *manual.post, *manual.role}
    for procedure in manual.procedures:
        for at, step in enumerate(procedure.steps):
            for which, actor in enumerate(step.actors):
                if actor.who not in known:
                    yield Finding(
                        procedure.file, ("steps", at, "actors", which), f"ไม่มีหน่วยงาน ตำแหน่ง หรือบทบาท “{actor.who}”", "แก้รหัส หรือเพิ่มใน organization.yml"
                    )


def _persons(subject: Subject) -> Iterator[Finding]:
    for order in subject.manual.orders:
        for at, assignment in enumerate(order.assignments):
            if assignment.person not in subject.manual.person:
                yield Finding(order.file, ("assignments", at, "person"), f"ไม่มีบุคคล “{assignment.person}”", "แก้รหัส หรือเพิ่มใน people.yml")


RULES = (
    Rule("SOP-R001", "error", "ไม่มีบุคคลที่อ้างถึง", "person: wila", "person: wilai", _persons),
    Rule("SOP-R003", "error", "ไม่มีผู้รับผิดชอบขั้นตอนที่อ้างถึง", "actors: gruop", "actors: group", _actors),
)
