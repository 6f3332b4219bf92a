"""Stages of a procedure: in its text, in its form, and beside the lines of the flow that run on past their titles."""

from dataclasses import replace

import pytest

from generator.documents import stages
from generator.documents.charted import charted
from generator.documents.form_table import form
from generator.documents.model import Heading, List, SummarySheet, Table, plain
from generator.edition import edition
from generator.flow import chart
from generator.flow.column import below, column, passes
from generator.flow.fit import LANES
from generator.flow.lane_plan import lane_plan
from generator.html.search_records import RECORDS
from generator.html.shell import site
from generator.load.loading import load
from generator.model.procedure import Lanes
from generator.pdf.sheets import Measure, SheetRoom, cut
from generator.source import parsing
from generator.text.emitter import lines
from tests.geometry import defects, frame
from tests.invalid_case import SAMPLE


@pytest.fixture(scope="module")
def sample():
    return edition(load(parsing.read(SAMPLE)[0]))


@pytest.fixture(scope="module")
def loan(sample):
    return sample.manual.procedure["lend-rare-books"]


def test_steps_stand_below_the_title_of_their_stage(sample, loan):
    found = list(stages.steps(sample, loan))
    titles = [block.text for block in found if isinstance(block, Heading)]
    assert titles == ["ขั้นที่ ๑ รับคำขอ", "ขั้นที่ ๒ พิจารณา", "ขั้นที่ ๓ เตรียมและส่งมอบ", "ขั้นที่ ๔ ติดตามและรับคืน", "ระยะเวลา"]
    groups = [[item.no for item in block.items] for block in found if isinstance(block, List)]
    assert groups[0] == ["1.1", "", "1.2", "1.3"] and groups[1] == ["2.", "", "3.", "4.", "5."]


def test_times_of_stages_cases_and_the_whole_are_told_beside_what_the_steps_come_to(sample, loan):
    (table,) = (block for block in stages.steps(sample, loan) if isinstance(block, Table))
    rows = [tuple(plain(cell) for cell in row.cells) for row in table.rows]
    assert rows[0] == ("ขั้นที่ ๑ รับคำขอ", "1.1–1.3", "1–2 วันทำการ", "1–2 วันทำการ")
    assert rows[5][0] == "กรณีเร่งด่วน (ใช้ในงานพิธีที่กำหนดวันแล้ว)" and rows[5][1] == "1.1–1.2, 2, 5–14"
    assert rows[6][2] == "กรณีปกติ: ไม่เกิน 23 วันทำการ\nไม่รวมขั้นตอนที่ 10 และขั้นตอนที่ 12\nไม่นับเวลาที่รอเอกสารจากผู้ขอยืม"


def test_a_time_says_how_it_is_counted(sample, loan):
    cell = next(c for r in form(sample, loan).rows if r.node.id == "study" for c in r.cells if c.field == "time")
    assert cell.lines[0].text.split("\n") == [
        "ไม่เกิน 7 วันทำการ",
        "นับแต่วันที่ได้รับรายงานสภาพหนังสือ",
        "ไม่เริ่มนับใหม่แม้การเปลี่ยนกรรมการ",
        "ขยายได้ 1 ครั้ง ไม่เกิน 5 วันทำการ จนถึงก่อนวันจัดแสดงสิบวัน โดยผอ.กลุ่ม",
        "รวมแล้วไม่เกิน 12 วันทำการ",
    ]


def test_the_form_says_its_stages_and_its_totals(sample, loan):
    table = form(sample, loan)
    assert [(r.node.id, r.stage.split("\n")[0]) for r in table.rows if r.stage][:2] == [("receive", "ขั้นที่ ๑ รับคำขอ"), ("condition", "ขั้นที่ ๒ พิจารณา")]
    assert table.totals[-1].startswith("ทั้งกระบวนงาน: กรณีปกติ: ไม่เกิน 23 วันทำการ") and len(table.totals) == 2
    assert table.sides == (1, len(table.columns) - 2)
    said = [line.text.strip() for line in lines(sample, [SummarySheet(loan.id, form(sample, loan))])]
    assert "ขั้นที่ ๒ พิจารณา" in said and any(line.startswith("ทั้งกระบวนงาน: กรณีปกติ") for line in said)


def test_lines_of_the_flow_run_on_beside_the_title_of_a_stage(sample, loan):
    graph = form(sample, loan).graph
    rows = column(graph).rows
    before = rows[graph.row["condition"] - 1]
    strip = below(before)
    assert len(passes(before)) >= 1 and {line.points[0][0] for line in strip.lines} == passes(before)
    assert all(line.points[0][1] < 0 and line.points[1][1] > strip.height and not line.arrow for line in strip.lines)


def test_the_title_of_a_stage_takes_room_on_the_sheet_of_its_first_step():
    room = SheetRoom(first=100, other=100, tail=0, line=10)
    rows = [Measure(4, 20), Measure(4, 20, above=20)]
    assert [len(sheet) for sheet in cut(rows, room)] == [1, 1]
    assert cut(rows, room)[1][0].height == 20 + 46
    assert [len(sheet) for sheet in cut([rows[0], Measure(4, 20)], room)] == [2]


def test_stages_and_totals_are_found_by_the_search(sample):
    every = [record for find in RECORDS for record in find(site(sample, {}))]
    found = {r.title: r for r in every}
    assert found["ขั้นที่ ๒ พิจารณา"].href.endswith("lend-rare-books.html#stage-condition") and "12 วันทำการ" in found["ขั้นที่ ๒ พิจารณา"].text
    assert [r.href.partition("#")[2] for r in every if "reader-complaints" in r.href and r.kind == "section" and "75 วัน" in r.text] == ["durations"]


@pytest.mark.parametrize("direction", ["down", "right"])
def test_stages_of_a_chart_in_lanes_stand_at_its_edge_each_beside_its_steps(sample, loan, direction):
    of = loan.model_copy(update={"lanes": Lanes(direction=direction)})
    graph = charted(sample, of)
    axis = 0 if direction == "right" else 1
    begins = [graph.row[stage.node] for stage in graph.stages]
    said = []
    for sheet in chart.pages(graph, 1400, sample.protected, LANES, lane_plan(sample.manual, of, graph)):
        assert defects(sheet) == []
        titles = [s for s in sheet.symbols if s.kind == "box"]
        lanes = [s for s in sheet.symbols if s.kind == "lane"]
        assert all(frame(t)[3 - axis] <= min(frame(lane)[1 - axis] for lane in lanes) for t in titles)
        said += [t.alt for t in titles]
        for symbol in (s for s in sheet.symbols if s.step and s.kind != "connector" and graph.row[s.step] >= begins[0]):
            stage = graph.stages[sum(begin <= graph.row[symbol.step] for begin in begins) - 1]
            (title,) = [t for t in titles if t.alt.startswith(stage.title.split("\n")[0])]
            assert frame(title)[axis] < frame(symbol)[axis] and frame(symbol)[axis + 2] < frame(title)[axis + 2]
    assert [x for x in said if not x.endswith("(ต่อ)")] == [stage.title.replace("\n", " ") for stage in graph.stages]


def test_a_stage_is_as_long_as_its_title_asks(sample, loan):
    titles = ["ตรวจสอบความครบถ้วนของเอกสารประกอบ\nไม่เกิน 15 วันทำการนับแต่วันที่ได้รับหนังสือ"] * len(loan.stages)
    graph = charted(sample, loan)
    graph = replace(graph, stages=tuple(replace(s, title=f"{title} {s.title}" * 4) for s, title in zip(graph.stages, titles, strict=True)))
    (sheet,) = chart.pages(graph, 1e9, sample.protected)
    boxes = [s for s in sheet.symbols if s.kind == "box"]
    assert len(boxes) == len(titles) and all(len(s.text) * sheet.type.line < s.height for s in boxes)
    assert defects(sheet) == []
