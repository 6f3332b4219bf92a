"""Not applicable, not known yet and blank are three things: in the data, on the page, in print, in Word and in the search."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from benchmarks.search import measure
from generator import compile, totals
from generator.documents import control, form_table, gaps, registers
from generator.documents.model import plain
from generator.docx import papers
from generator.edition import edition
from generator.load.loading import load
from generator.model.procedure import Control, Procedure, Step
from generator.model.registers import Abbreviation
from generator.pdf import proof, volumes
from generator.source import parsing
from tests.test_docx import words

SAMPLE = Path(__file__).resolve().parent / "sample" / "sop"
NOT_APPLICABLE, NOT_KNOWN = gaps.WORDS["not_applicable"], gaps.WORDS["not_known"]
LEND = "lend-rare-books"
STEP = {"id": "one", "label": "ทำงาน"}


@pytest.fixture(scope="module")
def office():
    return edition(load(parsing.read(SAMPLE)[0]))


def test_a_field_is_filled_or_empty_for_one_reason():
    step = Step.model_validate({**STEP, "not_known": "time", "not_applicable": ["standard", "forms"]})
    assert [step.gap(field) for field in ("time", "standard", "note")] == ["not_known", "not_applicable", None]
    for wrong in ({"time": "ทันที", "not_known": "time"}, {"not_known": "time", "not_applicable": "time"}, {"not_known": "label"}):
        with pytest.raises(ValidationError):
            Step.model_validate({**STEP, **wrong})


def test_the_three_stand_beside_one_another_in_the_form(office):
    procedure = office.manual.procedure[LEND]
    rows = {row.node.id: {cell.field: [line.text for line in cell.lines] for cell in row.cells} for row in form_table.form(office, procedure).rows}
    assert rows["condition"]["standard"] == [NOT_KNOWN] and rows["condition"]["monitoring"] == [NOT_APPLICABLE] and rows["condition"]["note"] == []


def test_document_control_says_why_it_has_no_value_and_takes_none_of_the_handbook():
    own = Control.model_validate({"not_known": ["code", "effective"], "not_applicable": "review_due"})
    general = Control.model_validate({"edition": 3, "effective": "1/1/2568", "review_due": "1/1/2570"})
    assert [(fact.label, plain(fact.runs)) for fact in control.facts(own, general)] == [
        ("รหัสเอกสาร", NOT_KNOWN), ("ฉบับที่", "3"), ("วันที่บังคับใช้", NOT_KNOWN), ("กำหนดทบทวน", NOT_APPLICABLE),
    ]  # fmt: skip


def test_what_is_not_due_for_review_is_in_no_list_of_reviews(office):
    assert LEND not in {procedure.id for _, procedure in registers.due(office)} and registers.due(office)


def test_page_book_word_and_search_say_all_three(office):
    procedure = office.manual.procedure[LEND]
    [page] = [o.data.decode() for o in compile(office.manual) if o.path.endswith(f"procedures/{LEND}.md")]
    [volume] = [plan for plan in volumes.plans(office) if plan.path.endswith(f"procedure-{LEND}.pdf")]
    [form] = [plan for plan in volumes.plans(office) if plan.path.endswith(f"form-{LEND}.pdf")]
    book, sheet = ("".join(proof.said(plan.volume())) for plan in (volume, form))
    index = json.dumps(json.loads(measure.index(office).removeprefix("sopSearch.take(").removesuffix(");\n")), ensure_ascii=False)
    word = words(papers.output(office, {}, papers.whole(office, procedure)).data)
    for text in (re.sub("</?n-b>", "", page), book, sheet, word, index):
        assert NOT_KNOWN in text and NOT_APPLICABLE in text
    for text in (re.sub("</?n-b>", "", page), book, index):
        assert gaps.UNKNOWN_MEANING in text
    assert f"มาตรฐานคุณภาพงาน {NOT_KNOWN}" in index and f"ระบบติดตาม/ประเมินผล {NOT_APPLICABLE}" in index


def test_the_sum_of_times_knows_no_time_from_a_time_not_known():
    def whole(**second):
        hour = {"kind": "duration", "unit": "hour", "max": 1}
        steps = [{**STEP, "time": hour}, {**STEP, "id": "two", **second}, {"id": "three", "label": "จบ", "kind": "end"}]
        procedure = Procedure.model_validate({"id": "p", "title": "ทดลอง", "unit": "u", "time": hour, "steps": steps})
        return totals.parts(procedure)[-1].times[0][1]

    assert whole(not_applicable="time").max == 1 and whole(not_known="time") is None and whole() is None
    ways = [{"label": "ใช่", "to": "three"}, {"label": "ไม่ใช่", "to": "one"}]
    assert whole(kind="decision", branches=ways).max == 1 and whole(kind="decision", branches=ways, not_known="time") is None


def test_an_abbreviation_without_full_words_says_that_its_meaning_is_to_be_confirmed(office):
    assert plain(gaps.meaning(Abbreviation(short="ทส.ร."))) == gaps.UNKNOWN_MEANING
    [table] = registers.abbreviations(office)
    rows = {plain(row.cells[0]): plain(row.cells[1]) for row in table.rows}
    assert rows["ทส.ร."] == gaps.UNKNOWN_MEANING and rows["สภ.บ."] == "บันทึกสภาพหนังสือโบราณ" and rows["กบอ."]
    [of_one] = registers.abbreviations(office, [office.manual.procedure["repair-books"]])
    assert "ทส.ร." not in {plain(row.cells[0]) for row in of_one.rows}
