"""What a reader of a procedure asks first: whose it is, who answers for it, when it falls, with which forms, and the ways to its parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.documents import mentions, workyear
from generator.documents.model import Block, Break, Fact, Facts, Heading, Link, Para, Ref, Run, Runs, listed
from generator.edition import Edition
from generator.model.procedure import Procedure
from generator.register.changes import LEADING
from generator.thai.dates import stretches

BOOKS = (("procedure", "ทั้งกระบวนงาน"), ("form", "เฉพาะแบบฟอร์มสรุป"))
"""What is printed of a procedure."""
PARTS = {"steps": "ขั้นตอน", "flowchart": "ผังการปฏิบัติงาน", "forms": "แบบฟอร์มที่ใช้", "summary": "แบบฟอร์มสรุป"}
"""The sections that the head of a page leads to."""
FEW = 4
ALL_YEAR = "ตลอดปี"
YEAR = 12


def head(edition: Edition, of: Procedure) -> Iterator[Block]:
    """Its number and unit, then the facts."""
    unit = edition.manual.unit.get(of.unit)
    yield Para((f"กระบวนงานที่ {edition.number(of.id)}{f' · {unit.name}' if unit else ''}",), "kicker")
    said = (("ผู้รับผิดชอบหลัก", _leading(edition, of)), ("ช่วงเวลา", _months(edition, of)), ("แบบฟอร์ม", _forms(edition, of)))
    if facts := tuple(Fact(label, runs) for label, runs in said if any(runs)):
        yield Facts(facts)


def ways(of: Procedure, found: Iterable[Block]) -> Iterator[Block]:
    """To the parts of its page, as far as they are among its sections, and to what can be printed."""
    there = {block.anchor for block in found if isinstance(block, Heading)}
    yield _ways("ไปที่", (Link(words, Ref("procedure", of.id, part)) for part, words in PARTS.items() if part in there))
    for title, end in (("พิมพ์เล่ม (PDF)", ""), (mentions.EDITABLE, ".docx")):
        yield _ways(title, (Link(words, Ref("book", f"{kind}-{of.id}{end}")) for kind, words in BOOKS))


def _ways(title: str, links: Iterable[Run]) -> Para:
    return Para((f"{title}: ", *links), "ways")


def _leading(edition: Edition, of: Procedure) -> Runs:
    leading = dict.fromkeys(c.person for c in edition.responsible(of.id) if c.role in LEADING)
    return listed(((mentions.person(edition, who),) for who in leading), Break())


def _months(edition: Edition, of: Procedure) -> Runs:
    months = {month for entry in workyear.entries(edition.manual.calendar, of) for month in entry.months}
    return (ALL_YEAR if len(months) == YEAR else stretches(months, workyear.year(edition)),)


def _forms(edition: Edition, of: Procedure) -> Runs:
    every = dict.fromkeys((*of.forms.items, *(form for step in of.steps for form in step.forms)))
    known = [edition.manual.form[form] for form in every if form in edition.manual.form]
    rest = [Link(f"อีก {len(known) - FEW} แบบ", Ref("procedure", of.id, "forms"))] if len(known) > FEW and of.forms.items else []
    return listed(((run,) for run in (*map(mentions.form, known[:FEW] if rest else known), *rest)), Break())
