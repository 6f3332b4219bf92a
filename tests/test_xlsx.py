"""The workbook: everything as text, drop-downs over all rows, ids for who reads it back, the same bytes each time."""

from __future__ import annotations

import io
import json
import os
import subprocess
from pathlib import Path

import openpyxl
import pytest

from generator.documents import workbook as contents
from generator.documents.model import plain
from generator.edition import edition
from generator.load.loading import load
from generator.source import parsing
from generator.xlsx import workbook
from tests import offices

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = {"real": ROOT / "sop", "sample": ROOT / "tests/sample/sop"}
VALIDATOR = os.environ.get("SOP_OOXML_VALIDATOR", "")


@pytest.fixture(scope="module", params=FOLDERS)
def of(request):
    return edition(load(parsing.read(FOLDERS[request.param])[0]))


def read(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def test_every_sheet_holds_its_rows_and_says_of_which_record_each_is(of):
    book = read(data := workbook.output(of).data)
    stored = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    found = list(contents.worksheets(of))
    assert book.sheetnames == [*(w.name for w in found), contents.LISTS] and len(found) > 1
    for wanted in found:
        sheet = book[wanted.name]
        assert sheet["A1"].value == f"sop-manual/{wanted.id}/1" and sheet["B1"].value == of.manual.fingerprint
        assert sheet.column_dimensions["A"].hidden and sheet.row_dimensions[1].hidden
        assert sheet.freeze_panes == "B3" and sheet.print_title_rows == "$2:$2" and sheet.page_setup.orientation == "landscape"
        ids = [sheet.cell(n, 1).value for n in range(3, 3 + len(wanted.table.rows))]
        assert ids == [row.anchor for row in wanted.table.rows] and all(ids) and len(ids) == len(set(ids)), wanted.id
        texts = {of.shown(plain(cell), "book").strip() for row in wanted.table.rows for cell in row.cells}
        assert texts - {""} <= {str(cell.value) for row in stored[wanted.name] for cell in row}, wanted.id
        assert (contents.MARK in texts) == (wanted.id == "calendar")


def test_persons_roles_and_procedures_are_chosen_from_lists_over_all_rows(of):
    book = read(workbook.output(of).data)
    rows = len(next(contents.worksheets(of)).table.rows) + workbook.SPARE
    rules = {str(v.sqref): (v.formula1, v.error) for v in book["ผู้รับผิดชอบ"].data_validations.dataValidation}
    last = rows + 2
    assert {ranges: rule[0] for ranges, rule in rules.items()} == {f"B3:B{last}": "กระบวนงาน", f"C3:C{last}": "บุคลากร", f"E3:E{last}": "ฐานะ"}
    assert all(rule[1] == contents.NOT_LISTED for rule in rules.values())
    people = [p for p in of.manual.people.persons if of.in_office(p)]
    column = book.defined_names["บุคลากร"].attr_text
    assert column == f"'{contents.LISTS}'!$A$2:$A${len(people) + 1}"
    assert [book[contents.LISTS].cell(n, 1).value for n in range(2, len(people) + 2)] == [p.name for p in people]


def test_positions_are_looked_up_and_stored(of):
    data = workbook.output(of).data
    stored = openpyxl.load_workbook(io.BytesIO(data), data_only=True)["ผู้รับผิดชอบ"]
    sheet = read(data)["ผู้รับผิดชอบ"]
    assert str(sheet["D3"].value).startswith("=IFERROR(INDEX(") and stored["D3"].value in {p.titled for p in of.manual.people.persons}


def test_no_row_is_too_low_for_its_words(of):
    count = 0
    for sheet in read(workbook.output(of).data):
        widths = {n: d.width for d in sheet.column_dimensions.values() for n in range(d.min, d.max + 1) if not d.hidden}
        for row in sheet.iter_rows(min_row=2):
            for cell in (c for c in row if c.column in widths and c.data_type != "f"):
                need = workbook.HANDBOOK.width(str(cell.value or ""), workbook.SIZE) / (widths[cell.column] * workbook.CHARACTER)
                height = sheet.row_dimensions[cell.row].height or sheet.sheet_format.defaultRowHeight
                count += bool(need)
                assert height >= workbook.LINE * need - 0.5, (sheet.title, cell.coordinate)
    assert count > 100


def test_two_builds_make_the_same_bytes_and_the_sdk_finds_no_error(of, tmp_path):
    data = workbook.output(of).data
    assert workbook.output(of).data == data
    if VALIDATOR:  # else the other reader above has opened it
        (file := tmp_path / "workbook.xlsx").write_bytes(data)
        Path(VALIDATOR).chmod(0o755)
        done = subprocess.run([VALIDATOR, str(file), "Office2016"], capture_output=True, text=True, check=True)
        assert json.loads(done.stdout)["errors"] == []


@pytest.mark.parametrize("seed", range(5))
def test_nothing_that_an_office_writes_is_a_formula_a_link_or_a_number(seed):
    class Formulas(offices.Writer):
        def _text(self):
            return self.chance.choice(("=1+1", "+1", "-1", "@SUM(A1)", "1.10", "http://example.invalid/", "{=1}", super()._text()))

    made = edition(load(offices.office(seed, 0.5, Formulas)))
    for sheet in read(workbook.output(made).data):
        assert not sheet._hyperlinks
        for cell in (c for row in sheet for c in row if c.value is not None):
            assert cell.data_type == "s" or str(cell.value).startswith("=IFERROR(INDEX("), (sheet.title, cell.coordinate, cell.value)
