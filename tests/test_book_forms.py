"""The summary form in print: rows, sheets and page connectors, over the sample and over wild procedures."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pypdfium2
import pytest

from benchmarks.book import hard
from generator import compile
from generator.edition import edition
from generator.flow.chart import letters_of
from generator.flow.graph import graph
from generator.flow.letters import letters
from generator.load.loading import load
from generator.model.procedure import SubItem
from generator.model.summary import OBEC_COLUMNS
from generator.pdf import charts, columns, compiler, form_widths, proof, sheets, volumes
from generator.pdf.blocks import SetSheet
from generator.pdf.book import Volume
from generator.pdf.form import form
from generator.pdf.form_bands import BLANK
from generator.pdf.sheets import Measure, SheetRoom
from generator.pdf.typesetter import MM, Setter
from generator.source import parsing
from tests import LONG, procedures

ROOT = Path(__file__).resolve().parents[1]
LETTER = re.compile(r"^[A-Z]{1,2}$")
SEEDS = range(200 if LONG else 70)


@pytest.fixture(scope="module")
def sample():
    return edition(load(parsing.read(ROOT / "tests" / "sample" / "sop")[0]))


def office_with(sample, made, **form_changes):
    """The sample office with these procedures instead of its own."""
    unit = sample.manual.procedures[0].unit
    own = tuple(p.model_copy(update={"unit": unit}) for p in made)
    handbook = sample.manual.handbook
    changed = handbook.model_copy(update={"form": handbook.form.model_copy(update=form_changes), "procedures": tuple(p.id for p in own)})
    return edition(sample.manual.model_copy(update={"procedures": own, "handbook": changed}))


def sheets_of(office, procedure, book=None):
    book = book or Setter(office)
    return tuple(block for block in form(book, procedure, book.heading(1, f"แบบฟอร์ม {procedure.title}")) if block.kind == "sheet")


def circles(band):
    return [t["text"] for box in band.cells if box.drawing for t in box.drawing["texts"] if LETTER.match(t["text"])]


@pytest.fixture(scope="module")
def wild(sample):
    office = office_with(sample, [procedures.procedure(seed) for seed in SEEDS], landscape=False)
    book = Setter(office)
    return office, {p.id: sheets_of(office, p, book) for p in office.manual.procedures}


def test_connectors_come_in_pairs_and_a_letter_has_one_target(wild):
    for made in wild[1].values():
        count = Counter(letter for sheet in made for row in sheet.rows for letter in circles(row))
        assert all(n >= 2 for n in count.values()), (made[0].heading.text, count)


def test_chart_and_form_share_the_letters_from_a_on(wild):
    office, found = wild
    shared = 0
    for name, made in found.items():
        in_form = {ring for sheet in made for row in sheet.rows for ring in circles(row)}
        in_chart = set(letters_of(charts.flowchart(Setter(office), office.manual.procedure[name]).sheets).values())
        assert in_form | in_chart == set(islice(letters(), len(in_form | in_chart))), name
        shared += len(in_form & in_chart)
    assert shared > 5


def test_connectors_stand_at_every_page_end_that_the_flow_crosses(wild):
    office, found = wild
    crossing = 0
    for procedure in office.manual.procedures:
        made, flow = found[procedure.id], graph(procedure)
        start, row = [], 0
        for number, sheet in enumerate(made):
            for band in sheet.rows:
                if any(box.drawing for box in band.cells):
                    start.append(number)
                    row += 1
        assert row == len(flow.nodes)
        bands = [band for sheet in made for band in sheet.rows if any(box.drawing for box in band.cells)]
        for edge in flow.edges:
            here, there = flow.row[edge.source], flow.row[edge.target]
            if start[here] != start[there]:
                crossing += 1
                assert set(circles(bands[here])) & set(circles(bands[there])), (procedure.id, edge)
    assert crossing > len(SEEDS)


def test_a_form_on_one_sheet_whose_flow_is_one_line_has_no_circles(wild):
    office, found = wild
    straight = 0
    for procedure in office.manual.procedures:
        flow = graph(procedure)
        if len(found[procedure.id]) == 1 and all(flow.row[e.target] == flow.row[e.source] + 1 for e in flow.edges):
            straight += 1
            assert [circles(row) for row in found[procedure.id][0].rows if circles(row)] == []
    assert straight


def test_every_row_stands_on_a_sheet_once_and_sheets_are_numbered(wild):
    for made in wild[1].values():
        assert [sheet.place for sheet in made] == [(n, len(made)) for n in range(1, len(made) + 1)]
        assert [sheet.heading is not None for sheet in made] == [True] + [False] * (len(made) - 1)
        assert all(sheet.rows for sheet in made), "the closing rows never stand alone"
        assert made[-1].legend is not None and not any(sheet.legend for sheet in made[:-1])


def test_wild_forms_print_one_page_a_sheet_with_every_line_whole(wild):
    _, found = wild
    blocks = [replace(s, heading=s.heading and replace(s.heading, mark=f"{name}-{n}")) for name, made in found.items() for n, s in enumerate(made)]
    volume = Volume("x.pdf", "แบบฟอร์ม", "ผู้ทดสอบ", "", (), (2025, 3, 15), "thai", tuple(blocks))
    data = compiler.pdf(volume)
    document = pypdfium2.PdfDocument(data)
    assert len(document) == len(blocks)
    for page, sheet in zip(document, blocks, strict=True):
        text = "".join(page.get_textpage().get_text_range().split())
        assert f"หน้า{sheet.place[0]}ของ{sheet.place[1]}" in text
    document.close()
    assert proof.faults(data, volume) == ()


def test_a_sheet_that_would_not_fit_its_page_is_a_fault(sample):
    first, *rest = sheets_of(sample, sample.manual.procedures[0])
    volume = volumes.single(sample, sample.manual.procedures[0])
    full = replace(volume, blocks=(replace(first, rows=first.rows * 3), *rest))
    assert any("ล้นขอบ" in fault.message for fault in proof.faults(compiler.pdf(full), full))


@pytest.mark.parametrize("landscape", [False, True])
def test_a_row_taller_than_a_page_goes_on_over_the_page_and_nothing_is_lost(sample, landscape):
    first = sample.manual.procedures[0]
    long = tuple(SubItem(text=f"รายการที่ {n} ตรวจสอบความถูกต้องครบถ้วนของเอกสารหลักฐานและบันทึกผลลงในทะเบียน") for n in range(1, 90))
    steps = tuple(s.model_copy(update={"detail": long}) if s.id == "survey" else s for s in first.steps)
    procedure = first.model_copy(update={"steps": steps, "summary": first.summary.model_copy(update={"landscape": landscape})})
    office = edition(sample.manual.model_copy(update={"procedures": (procedure, *sample.manual.procedures[1:])}))
    made = sheets_of(office, procedure)
    assert len(made) > 4
    words = "".join(word for sheet in made for row in sheet.rows for word in proof._words(row))
    assert all(f"รายการที่ {n} ".replace(" ", "") in words.replace(" ", "") for n in range(1, 90))
    volume = volumes.single(office, procedure)
    assert proof.faults(compiler.pdf(volume), volume) == ()


def test_landscape_and_portrait_sheets_stand_in_one_book(sample):
    one, two = sample.manual.procedures[:2]
    upright = two.model_copy(update={"summary": two.summary.model_copy(update={"landscape": False})})
    office = office_with(sample, [one, upright], landscape=True, columns=OBEC_COLUMNS)
    document = pypdfium2.PdfDocument(compiler.pdf(volumes.handbook(office)))
    sizes = {tuple(round(side / MM) for side in page.get_size()) for page in document}
    document.close()
    assert sizes == {(210, 297), (297, 210)}
    assert not sheets_of(office, upright)[0].flipped and sheets_of(office, one)[0].flipped


def test_a_form_turns_on_its_side_before_its_words_are_smaller_than_12_points(sample):
    office = office_with(sample, hard.procedures("reading-group"), landscape=False, columns=OBEC_COLUMNS)
    made = {p.id: sheets_of(office, p) for p in office.manual.procedures}
    assert {id_ for id_, found in made.items() if found[0].flipped} == {"hard-ways"}
    for found in made.values():
        sizes = {t["size"] for sheet in found for row in sheet.rows for box in row.cells if box.drawing for t in box.drawing["texts"]}
        assert sizes == {12.0}, "words beside lines and in circles too"


def test_rows_are_cut_only_where_no_page_holds_them():
    room = SheetRoom(first=300, other=400, tail=100, line=20)
    rows = [Measure(5, 60), Measure(10, 60), Measure(15, 60), Measure(40, 60), Measure(3, 60)]
    cut = sheets.cut(rows, room)
    pieces = [p for sheet in cut for p in sheet]
    assert [p.row for p in pieces if p.first == 0] == [0, 1, 2, 3, 4]
    assert [p for p in pieces if p.row in (0, 1, 2, 4) and p.last != rows[p.row].lines] == []
    long = [p for p in pieces if p.row == 3]
    assert len(long) > 1 and [p.first for p in long[1:]] == [p.last for p in long[:-1]] and long[-1].last == 40
    for number, sheet in enumerate(cut):
        free = (room.other if number else room.first) - (room.tail if number == len(cut) - 1 else 0)
        assert sum(p.height for p in sheet) <= free


def test_the_closing_rows_take_the_last_row_with_them_to_a_new_sheet():
    room = SheetRoom(first=300, other=400, tail=150, line=20)
    cut = sheets.cut([Measure(4, 60)] * 3, room)
    assert [[p.row for p in sheet] for sheet in cut] == [[0, 1], [2]]


def test_column_widths_keep_the_shares_but_never_less_than_words_need():
    found = columns.widths([columns.Wish(10, 40), columns.Wish(60, 50), columns.Wish(30, 20)], 300)
    assert found is not None and abs(sum(found) - 300) < 1e-6
    assert found[0] == pytest.approx(40) and found[1] > found[2] > 20
    assert columns.widths([columns.Wish(1, 200), columns.Wish(1, 200)], 300) is None
    assert sum(columns.squeezed([columns.Wish(1, 200), columns.Wish(1, 400)], 300)) == pytest.approx(300)


def test_room_goes_to_the_column_that_makes_the_rows_high():
    short, long = 40.0, 900.0

    def heights(natural):
        return lambda width: [columns.lines(natural, width) * 20.0, columns.lines(natural / 2, width) * 20.0]

    found = columns.lowest((150.0, 150.0, 150.0), (60.0, 60.0, 60.0), [heights(long), heights(short), heights(short)])
    assert sum(found) == pytest.approx(450.0)
    assert min(found) >= 60.0
    assert found[0] > 200.0


def test_room_goes_on_to_the_next_column_where_each_cell_counts():
    tall = [lambda width: [40.0 if width < 60 else 20.0], lambda width: [40.0 if width < 60 else 20.0], lambda _width: [10.0]]
    assert columns.lowest((50.0, 50.0, 100.0), (40.0, 40.0, 10.0), tall) == (50.0, 50.0, 100.0)
    one, two, rest = columns.lowest((50.0, 50.0, 100.0), (40.0, 40.0, 10.0), tall, 0.1)
    assert one >= 60 and two >= 60 and one + two + rest == 200


def test_tables_share_room_to_spare_and_tables_of_one_kind_share_one_way(sample):
    book = Setter(sample)
    long = "งานส่งเสริมและพัฒนาสื่อ นวัตกรรมและเทคโนโลยีทางการศึกษา"
    heads, rows = ("งาน", "หน้าที่", "ตามคำสั่งที่"), [(long, "ร่วม", "1/2565")]
    found = book.shared(heads, (40, 30, 30), rows)
    assert len(book.table(heads, (40, 30, 30), rows).rows[0][0].lines[0]) == 2
    assert len(book.table(heads, found, rows).rows[0][0].lines[0]) == 1 and abs(sum(found) - sum(book.table(heads, found, rows).widths)) < 0.01
    assert book.shared(heads, (40, 30, 30), [("ก", "ข", "ค")]) == pytest.approx(book.table(heads, (40, 30, 30), []).widths)
    tables = [
        b
        for b in volumes.handbook(sample).blocks
        if b.kind == "table" and b.head[0].lines[0] == ("งานหรือตำแหน่ง",) and b.head[1].lines[0] == ("หน้าที่",)
    ]
    assert len(tables) > 2 and len({b.widths for b in tables}) == 1


def test_a_form_without_its_flow_column_has_neither_empty_rows_nor_a_legend(sample):
    wanted = tuple(c for c in sample.manual.handbook.form.columns if c.field != "flow")
    office = office_with(sample, sample.manual.procedures, columns=wanted)
    for procedure in office.manual.procedures:
        found = sheets_of(office, procedure)
        numbered = [n for n in graph(procedure).nodes if n.kind != "terminator" or (n.step and n.step.actors)]
        assert sum(len(s.rows) for s in found) - len(procedure.stages) == len(numbered) < len(graph(procedure).nodes)
        assert all(any(box.words for box in row.cells) for s in found for row in s.rows)
        assert not any(s.legend for s in found)
        assert proof.faults(compiler.pdf(volumes.single(office, procedure)), volumes.single(office, procedure)) == ()
    page = next(o for o in compile(office.manual) if o.path.endswith(f"procedures/{procedure.id}.md")).data.decode()
    form_part = page[page.index("แบบสรุปกระบวนงาน") :]
    assert (
        "sf-legend" not in form_part and "sf-edge" not in form_part and form_part.count('id="form-') == sum(n.kind != "terminator" for n in numbered)
    )


def test_the_last_sheet_holds_a_row_with_words():
    rows = [sheets.Measure(4, 40.0) for _ in range(6)] + [sheets.Measure(1, 40.0, bare=True)]
    room = sheets.SheetRoom(first=520.0, other=520.0, tail=120.0, line=18.0)
    assert sum(row.height(room.line) for row in rows) > 505
    cut = sheets.cut(rows, room)
    assert [piece.row for sheet in cut for piece in sheet] == list(range(7))
    assert [piece.row for piece in cut[-1]] == [5, 6]


@pytest.mark.parametrize("code", [None, "นท-๐๑"])
def test_the_head_has_room_for_a_code_that_is_not_yet_given_and_keeps_the_digits_of_one_that_is(sample, code):
    first = sample.manual.procedures[0]
    coded = first.model_copy(update={"control": first.control.model_copy(update={"code": code})})
    office = edition(sample.manual.model_copy(update={"procedures": (coded, *sample.manual.procedures[1:])}))
    setter = Setter(office)
    sheet = next(block for block in form(setter, coded, setter.heading(3, "แบบฟอร์ม")) if isinstance(block, SetSheet))
    said = " ".join(line for band in sheet.above for box in band.cells for words in box.words for line in words.lines)
    assert f"รหัสเอกสาร {code or BLANK}" in said


def test_a_declared_width_is_kept_within_a_tenth_or_told_also_of_columns_of_ones_own(sample):
    volume = volumes.handbook(sample)
    told = "\n".join(form_widths.changed(volume))
    forms = [b for b in volume.blocks if b.kind == "sheet" and b.place[0] == 1]
    for sheet, of in zip(forms, sample.manual.procedures, strict=True):
        assert sheet.declared == tuple((c.title, c.width) for c in sample.manual.handbook.form.shown(of.summary))
        every = sum(share for _, share in sheet.declared)
        for (title, share), width in zip(sheet.declared, sheet.head.widths, strict=True):
            assert 0.895 < width / sum(sheet.head.widths) / (share / every) < 1.105 or f"{title} {100 * share / every:.0f} → " in told
    assert any(p.summary.columns for p in sample.manual.procedures) and told
    assert not list(form_widths.changed(replace(volume, blocks=())))


def test_room_moves_by_no_more_than_the_part_that_is_allowed():
    def tall(width):
        return [2000.0 / width]

    def low(_width):
        return [10.0]

    assert columns.lowest((100.0, 100.0), (10.0, 10.0), (tall, low), within=0.1, stretches=(5.0, 40.0)) == (110.0, 90.0)
    assert columns.lowest((100.0, 100.0), (10.0, 95.0), (tall, low), within=0.1, stretches=(5.0, 40.0)) == (105.0, 95.0)
