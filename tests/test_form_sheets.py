"""The sheets of a printed form: what stands on the first, on those after it, and on the last."""

from dataclasses import replace

import pytest

from generator.edition import edition
from generator.load.loading import load
from generator.model.procedure import Procedure
from generator.pdf.blocks import Band, SetSheet, SetWords
from generator.pdf.form import _between, form
from generator.pdf.typesetter import Setter
from generator.source import parsing
from tests.conftest import SAMPLE

HEAD = {"id": "trial", "title": "การทดลอง", "unit": "reading-group", "objectives": ["เพื่อทดลอง"], "references": ["reading-act"]}
LONG = "ตรวจสอบความถูกต้องครบถ้วนของเอกสารแล้วบันทึกผลการตรวจสอบไว้เป็นหลักฐานเพื่อประกอบการพิจารณา "


@pytest.fixture(scope="module")
def office():
    made = edition(load(parsing.read(SAMPLE)[0]))
    style = made.manual.handbook.form.model_copy(update={"landscape": False})
    return replace(made, manual=made.manual.model_copy(update={"handbook": made.manual.handbook.model_copy(update={"form": style})}))


def printed(office, steps, heading="แบบฟอร์ม", **parts):
    book = Setter(office)
    return list(form(book, Procedure.model_validate({**HEAD, "steps": steps, **parts}), book.heading(2, heading)))


def steps(count, **parts):
    return [{"id": f"s{n}", "label": f"ขั้นที่ {n}", **parts} for n in range(count)]


def said(*bands):
    return "".join(line for band in bands for box in band.cells for words in box.words for line in words.lines).replace(" ", "")


def test_the_title_of_the_form_stands_on_every_sheet_but_is_not_said_twice_on_the_first(office):
    title = office.manual.handbook.form.title
    first, second, *_ = printed(office, steps(12, text=LONG * 3))
    assert "".join(first.title) == title and "".join(second.title) == f"{title} (ต่อ)"
    assert printed(office, steps(2), heading=f"๑. {title}")[0].title == ()


def test_objectives_stand_on_the_first_sheet_and_references_and_the_legend_on_the_last(office):
    sheets = printed(office, steps(12, text=LONG * 3))
    assert len(sheets) > 2 and all(isinstance(sheet, SetSheet) for sheet in sheets)
    assert ["เพื่อทดลอง" in said(*sheet.above) for sheet in sheets] == [True] + [False] * (len(sheets) - 1)
    assert ["ระเบียบสมมติ" in said(*sheet.below) for sheet in sheets] == [False] * (len(sheets) - 1) + [True]
    assert [f"หน้า{n}ของ{len(sheets)}".translate(THAI) in said(*sheet.above).translate(THAI) for n, sheet in enumerate(sheets, 1)] == [True] * len(
        sheets
    )
    assert [sheet.heading is not None for sheet in sheets] == [True] + [False] * (len(sheets) - 1)


THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def test_objectives_that_would_fill_half_a_sheet_stand_before_it_as_running_text(office):
    many = [f"{n} {LONG}" for n in range(30)]
    heading, title, *rest = printed(office, steps(2), objectives=many)
    assert heading.kind == "heading" and heading.new_page and "".join(title.lines) == "วัตถุประสงค์"
    sheet = rest[-1]
    assert isinstance(sheet, SetSheet) and sheet.heading is None and "วัตถุประสงค์" not in said(*sheet.above)
    few = printed(office, steps(2), objectives=many[:4])
    assert len(few) == 1 and "วัตถุประสงค์" in said(*few[0].above) and few[0].heading is not None


def test_references_that_would_fill_half_a_sheet_stand_after_it_as_running_text(office):
    own = {"references": [{"ref": r.id, "text": LONG * 4} for r in office.manual.references.references]}
    sheet, title, *rest = printed(office, steps(2), summary=own)
    assert isinstance(sheet, SetSheet) and sheet.below == () and "".join(title.lines) == "เอกสารอ้างอิง" and rest
    [alone] = printed(office, steps(2))
    assert "เอกสารอ้างอิง" in said(*alone.below)


def test_the_symbol_of_a_row_over_two_sheets_is_drawn_once_and_its_words_go_on(office):
    sheets = printed(office, [{"id": "a", "label": "รับเรื่อง", "text": LONG * 60}])
    pieces = [band for sheet in sheets for band in sheet.rows]
    drawn = [[box.alt for box in band.cells if box.drawing] for band in pieces]
    assert len(sheets) > 1 and [alt for found in drawn for alt in found] == ["จุดเริ่มต้นหรือสิ้นสุด: เริ่มต้น", "กิจกรรม: รับเรื่อง", "จุดเริ่มต้นหรือสิ้นสุด: สิ้นสุด"]
    assert "".join(line for band in pieces for words in band.cells[2].words for line in words.lines).replace(" ", "") == LONG.replace(" ", "") * 60
    numbered = [band for band in pieces if band.cells[0].words]
    assert len(numbered) == len(sheets) and {said(Band((), 0, band.cells[:1])) for band in numbered} in ({"1."}, {"๑."})
    assert [said(Band((), 0, band.cells[1:2])) for band in numbered] == [""] + ["(ต่อ)"] * (len(sheets) - 1)


def test_a_symbol_says_its_ways_out_to_those_who_do_not_see_it(office):
    ways = [{"label": "แก้", "to": "s0"}, {"label": "ผ่าน", "to": "s1"}]
    [sheet] = printed(office, [*steps(1), {"id": "d", "kind": "decision", "label": "ผ่านหรือไม่", "branches": ways}, {"id": "s1", "label": "ส่ง"}])
    [alt] = [box.alt for band in sheet.rows for box in band.cells if box.alt.startswith("การตัดสินใจ")]
    assert "ถ้าแก้" in alt and "ผ่านหรือไม่" in alt


def test_a_paragraph_cut_between_sheets_keeps_its_number_where_it_begins_and_loses_no_line():
    cell = (SetWords("1.", 0, 5, ("ก", "ข", "ค")), SetWords("2.", 0, 5, ("ง", "จ")))
    assert [(w.no, w.lines) for w in _between(cell, 0, 2)] == [("1.", ("ก", "ข"))]
    assert [(w.no, w.lines) for w in _between(cell, 2, 4)] == [("", ("ค",)), ("2.", ("ง",))]
    assert [(w.no, w.lines) for w in _between(cell, 3, 9)] == [("2.", ("ง", "จ"))]
    assert list(_between(cell, 5, 9)) == []


def test_a_sheet_in_landscape_is_as_wide_as_the_page_is_high(office):
    [upright], [flipped, *_] = printed(office, steps(2)), printed(office, steps(2), summary={"landscape": True})
    assert not upright.flipped and flipped.flipped and sum(flipped.head.widths) > 1.4 * sum(upright.head.widths)
