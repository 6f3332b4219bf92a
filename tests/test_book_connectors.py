"""Words beside the circles of charts and forms on several pages: to which page one goes, from which one comes."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from benchmarks.book import hard
from generator.drawing.model import Drawing, Label, Line, Symbol
from generator.edition import edition
from generator.fonts.metrics import REGULAR
from generator.load.loading import load
from generator.pdf import compiler, connectors, proof, volumes
from generator.pdf.connectors import WIDEST_NUMBER, beside, wanted
from generator.source import parsing
from generator.thai.digits import to_arabic

ROOT = Path(__file__).resolve().parents[1]
WORDS = re.compile(r"(ไป|จาก)หน้า ?([0-9, ]*[0-9])")


def drawing(step, *rings, **more):
    """A box of a step with circles: the step of each, and where."""
    box = Symbol("activity", 100, 100, 80, 30, (step,), step)
    return Drawing(200.0, 200.0, (box, *(Symbol("connector", x, y, 22, 22, ("A",), to) for to, x, y in rings)), **more)


def test_a_circle_says_to_which_page_it_leads_and_the_one_there_from_which_it_comes():
    one, two = drawing("a", ("b", 100, 150)), drawing("b", ("b", 100, 50))
    [[out], [into]] = beside([one, two], ["p1", "p2"], [1.0, 0.5])
    assert (out["text"], out["pages"]) == ("ไปหน้า", ["p2"]) and (into["text"], into["pages"]) == ("จากหน้า", ["p1"])
    assert out["x"] == 115 and into["x"] == 57.5 and into["size"] == pytest.approx(out["size"] / 2, abs=0.01)


def test_a_step_that_is_reached_from_several_pages_names_each_once_and_its_own_never():
    into = drawing("b", ("b", 100, 50))
    out = drawing("a", ("b", 100, 150))
    found = beside([out, out, into, out, out], ["p1", "p1", "p2", "p2", "p3"], [1.0] * 5)
    assert found[2][0]["pages"] == ["p1", "p3"] and found[3] == ()


@pytest.mark.parametrize("line", [Line(((130, 140), (130, 170))), None])
def test_words_stand_where_nothing_else_does(line):
    label = Label("ถูกต้อง", 115, 152, 40)
    crowded = drawing("a", ("b", 100, 150), lines=(line,) if line else (), labels=() if line else (label,))
    [[words], _] = beside([crowded, drawing("b", ("b", 100, 50))], ["p1", "p2"], [1.0, 1.0])
    assert words["x"] + words["width"] < (100 - 11 if line else 115)
    full = (Line(((0, 150), (200, 150))), Line(((0, 134), (200, 134))), Line(((0, 168), (200, 168))))
    assert beside([replace(crowded, lines=full), drawing("b", ("b", 100, 50))], ["p1", "p2"], [1.0, 1.0])[0] == ()


def test_a_row_grows_where_words_have_no_room_and_they_stand_in_it():
    full = (Line(((0, 150), (200, 150))), Line(((0, 134), (200, 134))))
    low = Drawing(200.0, 163.0, (*drawing("a", ("b", 100, 150)).symbols,), lines=full)
    drawings = low, drawing("b", ("b", 100, 50))
    free = wanted(drawings, [0, 1])
    assert free[0] > 12 and free[1] == 0 == wanted(drawings, [0, 0])[0]
    [[words], _] = beside(drawings, ["p1", "p2"], [1.0, 1.0], free)
    assert words["y"] > 163


@pytest.mark.parametrize("folder", ["sop", "tests/sample/sop"])
def test_every_circle_of_a_form_or_chart_that_leads_to_another_page_says_to_which(folder, monkeypatch):
    """Charts are tried in several sizes: only what is printed counts."""
    asked, placed = [], connectors.beside

    def noting(drawings, marks, scales, around=()):
        found = placed(drawings, marks, scales, around)
        mute = sum(1 for _ in connectors._leading(drawings, marks)) - sum(map(len, found))
        sizes = [(round(d.width * scale, 1), round(d.height * scale, 1)) for d, scale in zip(drawings, scales, strict=True)]
        asked.append((bool(around), mute, sizes))
        return found

    monkeypatch.setattr(connectors, "beside", noting)
    office = edition(load(parsing.read(ROOT / folder)[0]))
    manual = office.manual.model_copy(update={"procedures": (*office.manual.procedures, *hard.procedures(office.group.id))})
    circles = 0
    for procedure in manual.procedures:
        asked.clear()
        blocks = volumes.single(replace(office, manual=manual), procedure).blocks
        drawn = [b.drawing for b in blocks if b.kind == "picture"]
        printed = [(round(d["width"], 1), round(d["height"], 1)) for d in drawn]
        assert not [mute for of_form, mute, sizes in asked if mute and (of_form or sizes == printed)], procedure.id
        cells = [cell.drawing for b in blocks if b.kind == "sheet" for row in b.rows for cell in row.cells if cell.drawing]
        circles += sum("pages" in text for found in (*cells, *drawn) for text in found["texts"])
    assert circles > 20


@pytest.mark.parametrize("folder", ["sop", "tests/sample/sop"])
def test_printed_numbers_are_those_of_the_pages_where_the_way_goes_on(folder):
    office = edition(load(parsing.read(ROOT / folder)[0]))
    _, sixty, _ = hard.procedures(office.group.id)
    manual = office.manual.model_copy(update={"procedures": (*office.manual.procedures, sixty)})
    volume = volumes.single(replace(office, manual=manual), sixty)
    data = compiler.pdf(volume)
    assert proof.faults(data, volume) == ()
    document = pypdfium2.PdfDocument(data)
    said = {}
    for number, page in enumerate(document, 1):
        text = to_arabic(page.get_textpage().get_text_range().replace("\r\n", " "))
        said[number] = [(way, [int(n) for n in numbers.split(",")]) for way, numbers in WORDS.findall(text)]
    document.close()
    onward = [(page, to) for page, found in said.items() for way, numbers in found if way == "ไป" for to in numbers]
    assert len(onward) > 12
    for page, to in onward:
        assert to != page and 1 <= to <= len(said)
        if to == page + 1:
            assert any(way == "จาก" and page in numbers for way, numbers in said[to]), (page, said[to])
    assert {page + 1 for page, found in said.items() if any(way == "ไป" for way, _ in found)} <= {*said, len(said) + 1}


def test_the_room_beside_a_circle_takes_a_page_of_two_digits_whichever_they_are():
    assert len(WIDEST_NUMBER) == 2
    assert all(REGULAR.width(digit * 2, 12) <= REGULAR.width(WIDEST_NUMBER, 12) for digit in "0123456789๐๑๒๓๔๕๖๗๘๙")
