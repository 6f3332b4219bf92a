"""Limits on the length of one text: a longer one fits no symbol, table head or heading, or takes minutes to typeset.

Found by trying: within these bounds every text is printed (see ``tests/test_accepted.py``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.flow.graph import Graph, graph
from generator.flow.lane_plan import LanePlan, lane_plan
from generator.model.summary import Summary
from generator.rules.rule import Finding, rule
from generator.rules.rule_input import RuleInput
from generator.source.parsing import Path_
from generator.thai import words

HEADS = frozenset((
    "title", "name", "short", "full", "also", "label", "position", "standing", "term", "code", "case", "does", "number", "edition", "no", "cover",
    "capacity", "signed_lines", "workflow_title", "kept", "basis", "per", "after", "by", "to", "heading", "aliases", "protected_words", "order",
))  # fmt: skip
"""Entries that are printed in symbols, headings, table heads and signatures, which cannot continue on the next page."""
HEAD, TEXT = 300, 10_000
"""Limits in characters, for the entries of ``HEADS`` and for all others."""
NUMBER = {"no": 20}
"""Limits of single entries, in characters: a number hangs in the margin before its text."""
HEAD_LINES, TEXT_LINES = 6, 200
WORD, LONGEST_RUN = 100, 160
"""Limit of an unbreakable word, in characters, and the length of a run of Thai letters from which the dictionary is asked for words."""
LONG = re.compile(r"""^(?:[^\n]{100}|[ \t]*[^\s#:-][^:\n]*$|[ \t{"'-]*no\W{1,4}[^\n,}]{20})""", re.MULTILINE)
"""A quick test for files that may hold too long a text: a long line, or one that continues the line above."""
COLUMNS, PAPER = {False: 7, True: 9}, {False: "ตั้ง", True: "นอน"}
"""Most columns of the form by landscape: more leave no room for a long word and its number. The words for both orientations."""
SPLIT = "แบ่งเป็นหลายรายการหรือหลายย่อหน้า"


def _key(path: Path_) -> str:
    return next((part for part in reversed(path) if isinstance(part, str)), "")


def _is_head(path: Path_) -> bool:
    """Whether a text cannot go on over the page; so does the row of a stage with its time, whatever says it."""
    return _key(path) in HEADS or path[:1] == ("stages",)


@rule("SOP-T019", "error")
def _too_long(subject: RuleInput) -> Iterator[Finding]:
    shortest = min(NUMBER.values())
    for file, path, text in subject.texts(LONG):
        if len(text) > shortest and len(text) > (most := NUMBER.get(_key(path), HEAD if _is_head(path) else TEXT)):
            mend = SPLIT if most == TEXT else "เขียนให้สั้นลง รายละเอียดให้เขียนใน text หรือ detail"
            yield Finding(file, path, f"ข้อความยาว {len(text):,} ตัวอักษร (ไม่เกิน {most:,})", mend)


@rule("SOP-T025", "error")
def _too_many_lines(subject: RuleInput) -> Iterator[Finding]:
    for file, path, text in subject.texts(LONG):
        if "\n" in text and (lines := len(text.splitlines())) > (most := HEAD_LINES if _is_head(path) else TEXT_LINES):
            yield Finding(file, path, f"ข้อความมี {lines} บรรทัด (ไม่เกิน {most})", "รวมบรรทัด" if most == HEAD_LINES else SPLIT)


@rule("SOP-T024", "error")
def _long_word(subject: RuleInput) -> Iterator[Finding]:
    for file, path, text in subject.texts(LONG):
        if len(text) > WORD and _is_head(path) and (word := longest(text)) and len(word) > WORD:
            yield Finding(file, path, f"คำ “{word[:20]}…” ยาว {len(word)} ตัวอักษรโดยไม่มีที่ขึ้นบรรทัดใหม่ (ไม่เกิน {WORD})", needle=word[:20])


@rule("SOP-P034", "error")
def _many_columns(subject: RuleInput) -> Iterator[Finding]:
    form = subject.manual.handbook.form
    own = ((p.file, "summary", p.summary) for p in subject.manual.procedures if p.summary.columns)
    for file, key, summary in (("handbook.yml", "form", Summary()), *own):
        landscape = form.landscape if summary.landscape is None else summary.landscape
        most, shown = COLUMNS[landscape], len(form.shown(summary))
        if shown > most:
            mend = f"ลดคอลัมน์ที่แสดง{'' if landscape else f' หรือใช้กระดาษแนวนอน (landscape: ใช่) ซึ่งได้ {COLUMNS[True]} คอลัมน์'}"
            yield Finding(file, (key, "columns"), f"แบบฟอร์มแสดง {shown} คอลัมน์ (ไม่เกิน {most} คอลัมน์บนกระดาษแนว{PAPER[landscape]})", mend)


@rule("SOP-P036", "error", needs=("handbook.yml",))
def _incomplete_column(subject: RuleInput) -> Iterator[Finding]:
    known = {c.field: c for c in subject.manual.handbook.form.columns}
    for procedure in subject.manual.procedures:
        for at, column in enumerate(procedure.summary.columns):
            if not column.over(known.get(column.field)):
                message = f"คอลัมน์ “{column.field}” ไม่มีในแบบฟอร์มของคู่มือ และไม่ได้ระบุชื่อกับความกว้าง"
                yield Finding(procedure.file, ("summary", "columns", at), message, needle=column.field)


@rule("SOP-P035", "warning", sound=True)
def _small_type(subject: RuleInput) -> Iterator[Finding]:
    """Charts in lanes whose words are too small on the largest paper."""
    manual = subject.manual
    for procedure in manual.procedures:
        found = graph(procedure) if (procedure.lanes or manual.handbook.lanes).shown else None
        plan = lane_plan(manual, procedure, found) if found else None
        if found and plan and (least := _too_small(found, plan, subject.edition.protected)):
            message = f"ผังแบบแบ่งช่องของ “{procedure.title}” มี {len(plan.titles)} ช่อง ตัวอักษรในสัญลักษณ์เล็กกว่า {least:g} pt แม้พิมพ์บนกระดาษ A3"
            mend = "รวมช่อง (lanes: {by: unit}) ให้งานไปจากบนลงล่าง (direction: down) หรือใช้ผังปกติ (lanes: ไม่)"
            yield Finding(procedure.file, ("lanes",) if procedure.lanes else (), message, mend)


def _too_small(found: Graph, plan: LanePlan, extra: tuple[str, ...]) -> float:
    """The least size of type, pt, where words on the largest paper are smaller; else 0."""
    from generator.flow.figures import PAGES
    from generator.flow.lane_sheets import LEAST_TYPE, PAPERS, lane_sheets  # Graphviz, which no other rule asks for

    return 0.0 if lane_sheets(found, plan, extra, PAGES, papers=PAPERS[-1:]).fits else LEAST_TYPE


def longest(text: str) -> str:
    """The longest run of letters without a place to break."""
    runs = re.findall(r"[^\s\u0e00-\u0e7f]+", text)
    for run in re.findall(f"[\u0e00-\u0e7f]{{{LONGEST_RUN},}}", text):
        runs += words.units(run)
    return max(runs, key=len, default="")
