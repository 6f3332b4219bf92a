"""Rules about stages, cases and ends of a procedure, and about stated times beside what its steps come to."""

from __future__ import annotations

from collections.abc import Iterator

from generator import totals
from generator.model.procedure import Procedure
from generator.model.time import Duration
from generator.rules.contents import UNITS
from generator.rules.rule import Finding, of_each_procedure, rule
from generator.source.parsing import Path_
from generator.source.suggest import perhaps

WORDS = {unit: word for word, unit in UNITS.items()}


@rule("SOP-P040", "error")
@of_each_procedure
def _order(procedure: Procedure) -> Iterator[Finding]:
    row = {step.id: at for at, step in enumerate(procedure.steps)}
    last = -1
    for at, stage in enumerate(procedure.stages):
        here = row.get(stage.first, len(row))
        if here <= last:
            message = f"“{stage.title}” เริ่มที่ขั้นตอน “{stage.first}” ซึ่งไม่ได้อยู่หลังขั้นตอนแรกของระยะก่อนหน้า"
            yield Finding(procedure.file, ("stages", at, "first"), message, needle=stage.first)
        last = max(last, here)


@rule("SOP-P041", "warning")
@of_each_procedure
def _unknown_case(procedure: Procedure) -> Iterator[Finding]:
    known = [c.title for c in procedure.cases]
    for path, case in _cases(procedure):
        if case not in known:
            yield Finding(procedure.file, path, f"ไม่มีกรณี “{case}” ใน cases ของกระบวนงานนี้{perhaps(case, known)}", needle=case)


def _cases(procedure: Procedure) -> Iterator[tuple[Path_, str]]:
    """Every case that is named, with the place; times may name cases of their own where the procedure lists none."""
    for at, step in enumerate(procedure.steps):
        for n, branch in enumerate(step.branches):
            yield from ((("steps", at, "branches", n, "case", k), case) for k, case in enumerate(branch.case))
        if procedure.cases:
            yield from ((("steps", at, "time", n, "case"), time.case) for n, time in enumerate(step.time) if time.case)


@rule("SOP-P042", "warning", sound=True)
@of_each_procedure
def _sum(procedure: Procedure) -> Iterator[Finding]:
    for part in totals.parts(procedure):
        for n, (stated, computed) in enumerate(part.times):
            if stated and computed and totals.differs(stated, computed):
                message = f"เวลารวมของ “{part.head.title}” ไม่ตรงกับเวลาของขั้นตอน ซึ่งรวมได้ {_said(computed)}"
                yield Finding(procedure.file, (*part.head.path, "time", n), message)


def _said(sum_: Duration) -> str:
    low, high = (f"{value:g}" if value is not None else "" for value in (sum_.min, sum_.max))
    return f"{f'{low}–' if low and low != high else ''}{high} {WORDS[sum_.unit]}"


@rule("SOP-P043", "note", sound=True)
@of_each_procedure
def _open_end(procedure: Procedure) -> Iterator[Finding]:
    for at, step in enumerate(procedure.steps):
        if step.kind == "unknown":
            yield Finding(procedure.file, ("steps", at, "kind"), f"ยังไม่ทราบขั้นตอนต่อจาก “{step.words}”")
