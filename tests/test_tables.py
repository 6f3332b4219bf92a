"""The rows of forms and lists as values."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from generator import compile
from generator.documents import step_facts
from generator.documents.form_table import form
from generator.documents.step_fields import lines
from generator.edition import edition
from generator.flow.graph import graph
from generator.load.loading import load
from generator.model.procedure import Procedure, SubItem
from generator.model.summary import FormColumn
from generator.pdf import proof, volumes
from generator.source import parsing

READ = TypeAdapter(tuple[SubItem, ...])


def nested(*words):
    """One item in the other."""
    made = {"text": words[-1]}
    for word in reversed(words[:-1]):
        made = {"text": word, "items": [made]}
    return READ.validate_python([made])


@pytest.mark.parametrize(
    ("parent", "numbers"),
    [("", ["1.", "1.1", "1.1.1", "1)", "(1)"]), ("4", ["4.1", "4.1.1", "1)", "(1)", "(1)"])],
)
def test_items_are_numbered_as_official_papers_do_at_every_depth(parent, numbers):
    found = list(lines(nested("ก", "ข", "ค", "ง", "จ"), parent))
    assert [line.no for line in found] == numbers and [line.depth for line in found] == [0, 1, 2, 3, 4]


def test_the_number_that_an_item_has_of_its_own_wins_and_leads_those_below():
    found = lines(READ.validate_python([{"no": "๒)", "text": "ก", "items": ["ข", {"no": "ฮ.", "text": "ค"}]}, "ง"]), "4")
    assert [line.no for line in found] == ["๒)", "๒.1", "ฮ.", "4.2"]


SAMPLE = Path(__file__).resolve().parent / "sample" / "sop"
HEAD = {"id": "trial", "title": "การทดลอง", "unit": "reading-group", "objectives": ["เพื่อทดลอง"], "references": ["reading-act", "yearly-plan"]}


@pytest.fixture(scope="module")
def office():
    return edition(load(parsing.read(SAMPLE)[0]))


def made(office, steps, fields=("no", "flow", "detail"), **parts):
    """The form of a procedure with these steps, in an office whose form has these columns."""
    columns = tuple(FormColumn(field=f, title=f, width=10) for f in fields)
    handbook = office.manual.handbook
    style = handbook.form.model_copy(update={"columns": columns})
    manual = office.manual.model_copy(update={"handbook": handbook.model_copy(update={"form": style})})
    return form(replace(office, manual=manual), Procedure.model_validate({**HEAD, "steps": steps, **parts}))


def cell(office, field, **step):
    """The number and the words of each paragraph in one cell of the second step."""
    steps = [{"id": "a", "label": "รับเรื่อง"}, {"id": "b", "label": "ตรวจ", **step}]
    [found] = made(office, steps, (field,)).rows[1].cells
    return [(line.no, line.text) for line in found.lines]


@pytest.mark.parametrize(
    ("step", "lines_"),
    [
        ({}, [("", "ตรวจ")]),
        ({"text": "ตรวจเอกสาร"}, [("", "ตรวจเอกสาร")]),
        ({"items": ["ก", {"text": "ข", "items": ["ค"]}]}, [("", "ตรวจ"), ("2.1", "ก"), ("2.2", "ข"), ("2.2.1", "ค")]),
        ({"text": "ตรวจเอกสาร", "detail": ["เฉพาะแบบฟอร์ม"]}, [("", "เฉพาะแบบฟอร์ม")]),
        ({"detail": [{"text": "ก", "items": ["ข"]}]}, [("", "ก"), ("2.1", "ข")]),
        ({"detail": [{"no": "๙", "text": "ก", "items": ["ข"]}]}, [("๙", "ก"), ("๙.1", "ข")]),
        ({"detail": ["ก", "ข"]}, [("2.1", "ก"), ("2.2", "ข")]),
    ],
)
def test_the_details_of_a_step_are_those_of_the_form_else_its_text_numbered_after_the_step(office, step, lines_):
    assert cell(office, "detail", **step) == lines_


def test_items_below_items_stand_further_in(office):
    nest = {"text": "ก", "items": [{"text": "ข", "items": ["ค"]}]}
    [found] = made(office, [{"id": "a", "label": "รับเรื่อง", "detail": [nest]}], ("detail",)).rows[0].cells
    assert [(line.depth, line.no) for line in found.lines] == [(0, ""), (0, "1.1"), (1, "1.1.1")]


def test_each_column_says_of_a_step_what_its_file_says(office):
    assert cell(office, "no") == [("", "2.")]
    assert cell(office, "standard", standard="ครบถ้วน") == [("", "ครบถ้วน")]
    assert cell(office, "standard", standard=["ครบถ้วน", "ทันเวลา"]) == [("-", "ครบถ้วน"), ("-", "ทันเวลา")]
    for field in ("monitoring", "documents", "inputs", "outputs", "risks"):
        assert cell(office, field, **{field: ["ก", "ข"]}) == [("-", "ก"), ("-", "ข")]
    assert cell(office, "note", note="เฉพาะกรณี") == [("", "เฉพาะกรณี")] and cell(office, "note") == []
    assert cell(office, "time", time=[{"kind": "immediate"}, "ตามสมควร"]) == [("", "ทันที"), ("", "ตามสมควร")]
    assert cell(office, "responsible", actors=[{"who": "librarian"}, {"who": "schools"}]) == [("", "บรรณารักษ์"), ("", "สถานศึกษา")]
    assert cell(office, "forms", forms=["trip-plan", "stock-sheet"]) == [("-", "แบบกำหนดเส้นทางรถห้องสมุดเคลื่อนที่"), ("-", "บัญชีสำรวจหนังสือ")]
    assert cell(office, "references", references=["yearly-plan"]) == [("", "แผนปฏิบัติการประจำปีของสำนักงานการอ่านเมืองสมมติ")]
    assert cell(office, "flow") == []


def test_a_step_says_who_else_is_concerned_what_is_handed_over_and_what_it_requires(office):
    parties = [{"kind": "source", "who": "schools"}, {"kind": "returned", "who": "schools", "what": ["คำขอ", "เอกสารแนบ"]}]
    assert cell(office, "parties", parties=parties) == [("-", "ผู้ส่ง: สถานศึกษา"), ("-", "คืนผู้ส่ง: สถานศึกษา (คำขอ, เอกสารแนบ)")]
    given = {"kind": "handover", "who": "schools", "what": "หนังสือ"}
    assert cell(office, "parties", parties=given) == [("", "ผู้รับมอบ: สถานศึกษา (หนังสือ)")]
    assert cell(office, "parties", parties=given, actors=["librarian", "officer"]) == [("", "ผู้รับมอบ: สถานศึกษา รับมอบจาก บรรณารักษ์ และ ธุรการ (หนังสือ)")]
    assert cell(office, "parties", parties=given | {"from": "publishers"}, actors="officer") == [("", "ผู้รับมอบ: สถานศึกษา รับมอบจาก สำนักพิมพ์ (หนังสือ)")]
    requires = [{"kind": "number", "text": "ทะเบียนรับ"}, {"kind": "letter", "text": "หนังสือนำส่ง"}, "สำเนาบัตร"]
    assert cell(office, "requires", requires=requires) == [("-", "ระบุเลขที่: ทะเบียนรับ"), ("-", "หนังสือนำส่ง"), ("-", "เอกสารแนบ: สำเนาบัตร")]


def test_both_of_two_steps_say_that_they_are_done_by_different_persons(office):
    steps = [
        {"id": "a", "label": "สั่งซื้อ"},
        {"id": "b", "no": "-", "label": "ตรวจรับ", "separate_from": "a"},
        {"id": "c", "label": "จ่ายเงิน", "separate_from": ["a", "b"]},
    ]
    rows = made(office, steps, ("separation",)).rows
    said = [[(line.no, line.text, line.to and line.to.part) for cell in row.cells for line in cell.lines] for row in rows if row.says]
    apart = "ไม่เป็นบุคคลเดียวกับผู้ปฏิบัติ"
    bought, received = f"{apart}ขั้นตอนที่ 1 สั่งซื้อ", f"{apart}ขั้นตอน “ตรวจรับ”"
    paid = f"{apart}ขั้นตอนที่ 2 จ่ายเงิน"
    assert said == [
        [("-", received, "step-b"), ("-", paid, "step-c")],
        [("-", bought, "step-a"), ("-", paid, "step-c")],
        [("-", bought, "step-a"), ("-", received, "step-b")],
    ]


STEPS = [{"id": "a", "label": "รับเรื่อง"}, {"id": "b", "kind": "decision", "label": "ผ่านหรือไม่", "branches": [{"label": "ผ่าน", "to": "c"}, {"label": "แก้", "to": "a"}]}, {"id": "c", "kind": "document", "label": "ส่งเรื่อง"}]  # fmt: skip


CHOSEN = {"columns": ["flow", {"field": "time", "title": "กำหนดเวลา"}, {"field": "inputs", "title": "สิ่งนำเข้า", "width": 12}]}


def test_a_procedure_chooses_the_columns_of_its_form_and_all_else_of_a_step_stands_below_it(office):
    table = made(
        office, [{"id": "a", "label": "รับเรื่อง", "time": "ทันที", "inputs": "คำขอ", "note": "ด่วน"}], ("no", "flow", "time", "note"), summary=CHOSEN
    )
    assert [(c.field, c.title, c.width) for c in table.columns] == [("flow", "flow", 10), ("time", "กำหนดเวลา", 10), ("inputs", "สิ่งนำเข้า", 12)]
    assert [[line.text for line in cell.lines] for cell in table.rows[1].cells] == [[], ["ทันที"], ["คำขอ"]]


def test_page_book_and_word_have_the_columns_that_a_procedure_chooses(office):
    procedure = office.manual.procedure["furnish-room"]
    titles = [column.title for column in form(office, procedure).columns]
    assert titles == ["ที่", "ผังกระบวนการ", "รายละเอียดงาน", "กำหนดเวลา", "ผู้รับผิดชอบ", "แบบฟอร์มที่ใช้"]
    page = {o.path: o.data.decode() for o in compile(office.manual) if o.path.endswith("procedures/furnish-room.md")}
    [text] = page.values()
    assert re.findall('<th scope="col">(.+?)</th>', re.sub("</?n-b>", "", text[text.index('<table class="sf-form"') :]))[: len(titles)] == titles
    [volume] = [plan for plan in volumes.plans(office) if plan.path.endswith("form-furnish-room.pdf")]
    said = "".join(proof.said(volume.volume()))
    assert all(title in said for title in titles) and "มาตรฐานคุณภาพงาน" not in said
    facts = step_facts.facts(office, procedure, graph(procedure).nodes[1])
    assert {fact.label: fact.in_form for fact in facts}["แบบฟอร์ม"]


def test_a_start_and_an_end_stand_in_a_form_with_symbols_and_say_nothing(office):
    table = made(office, STEPS)
    assert [(row.no, row.node.label) for row in table.rows] == [("", "เริ่มต้น"), ("1.", "รับเรื่อง"), ("2.", "ผ่านหรือไม่"), ("3.", "ส่งเรื่อง"), ("", "สิ้นสุด")]
    assert [[c.lines for c in row.cells] for row in (table.rows[0], table.rows[-1])] == [[(), (), ()]] * 2
    assert [c.field for c in table.rows[1].cells] == ["no", "flow", "detail"]
    assert table.has_flow and table.kinds == {"terminator", "activity", "decision", "document"}


def test_a_start_and_an_end_may_say_who_acts_there_and_what_it_takes(office):
    steps = [
        {"id": "s", "kind": "start", "label": "ได้รับเรื่อง", "actors": "schools"},
        *STEPS,
        {"id": "z", "kind": "end", "label": "แจ้งผล", "note": "ทุกราย"},
    ]
    both = [
        (row.node.label, [line.text for c in row.cells for line in c.lines])
        for row in made(office, steps, ("flow", "detail", "responsible", "note")).rows
    ]
    assert both[0] == ("ได้รับเรื่อง", ["สถานศึกษา"]) and both[-1] == ("แจ้งผล", ["ทุกราย"])
    bare = [[line.text for c in row.cells for line in c.lines] for row in made(office, steps, ("detail", "responsible", "note")).rows]
    assert bare[0] == ["ได้รับเรื่อง", "สถานศึกษา"] and bare[-1] == ["แจ้งผล", "ทุกราย"]


def test_a_form_without_symbols_has_only_rows_that_say_something(office):
    table = made(office, STEPS, ("no", "detail"))
    assert [row.no for row in table.rows] == ["1.", "2.", "3."]
    assert not table.has_flow and not table.kinds


def test_the_form_has_the_words_of_its_summary_else_those_of_the_procedure(office):
    plain = made(office, STEPS)
    assert (plain.work, plain.group, plain.code) == ("การทดลอง", "กลุ่มบริการการอ่าน", "")
    assert plain.office == "สำนักงานการอ่านเมืองสมมติ" and plain.title == office.manual.handbook.form.title
    assert plain.objectives == ("เพื่อทดลอง",) and plain.landscape
    assert plain.references == ("ระเบียบสมมติว่าด้วยการบริการการอ่าน พ.ศ. ๒๕๖๔", "แผนปฏิบัติการประจำปีของสำนักงานการอ่านเมืองสมมติ")
    own = {"title": "งานทดลอง", "objectives": "อีกอย่าง", "references": [{"ref": "reading-act", "text": "ระเบียบฯ"}, "yearly-plan"], "landscape": "ไม่ใช่"}
    said = made(office, STEPS, unit="acquisition", control={"code": "RG-01"}, summary=own)
    assert (said.work, said.group, said.code, said.objectives) == ("งานทดลอง", "งานจัดหาและซ่อมบำรุง", "RG-01", ("อีกอย่าง",))
    assert said.references == ("ระเบียบฯ", "แผนปฏิบัติการประจำปีของสำนักงานการอ่านเมืองสมมติ") and not said.landscape


def test_hidden_columns_are_not_in_the_form(office):
    shown = form(office, office.manual.procedures[0])
    assert "risks" not in [c.field for c in shown.columns] and len(shown.columns) == len(office.manual.handbook.form.columns) - 1
