"""The pages that blocks take are known before they are set; a flowchart is made smaller where that saves a page."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from benchmarks.book import hard
from generator.documents import step_facts
from generator.documents.model import plain
from generator.documents.procedure import CHART_AHEAD
from generator.drawing.model import Drawing
from generator.edition import edition
from generator.load.loading import load
from generator.pdf import compiler, pagination, proof, volumes
from generator.pdf.arrangement import Chapter
from generator.pdf.blocks import Gap, Legend
from generator.pdf.book import Volume
from generator.pdf.charts import ChartSheets
from generator.pdf.typesetter import TEXT_HEIGHT, TEXT_WIDTH, Setter
from generator.source import parsing

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = {"real": ROOT / "sop", "sample": ROOT / "tests" / "sample" / "sop"}


@pytest.fixture(scope="module", params=FOLDERS)
def office(request):
    return edition(load(parsing.read(FOLDERS[request.param])[0]))


def printed_pages(blocks):
    volume = Volume("x.pdf", "เล่มทดสอบ", "ผู้ทดสอบ", "", (), (2025, 3, 15), "thai", tuple(blocks))
    data = compiler.pdf(volume)
    assert proof.faults(data, volume) == ()
    document = pypdfium2.PdfDocument(data)
    count = len(document)
    document.close()
    return count


def test_the_pages_of_orders_duties_and_lists_are_those_foretold(office):
    blocks = [b for b in volumes.handbook(office).blocks if b.kind not in ("sheet", "cover", "contents")]
    assert pagination.pages(blocks) == printed_pages(blocks) > 10


@pytest.mark.parametrize("seed", range(40))
def test_the_pages_of_any_blocks_are_those_foretold(seed):
    chance = random.Random(seed)
    book = Setter(edition(load(parsing.read(FOLDERS["sample"])[0])))
    words = "ตรวจสอบความถูกต้องของเอกสารแล้วเสนอผู้อำนวยการ "
    blocks = [book.heading(1, words), book.heading(2, words)]
    for _ in range(chance.randint(5, 60)):
        made = chance.choice(("heading", "paragraph", "list", "table", "gap"))
        if made == "heading":
            blocks.append(book.heading(chance.choice((2, 3)), words, new_page=chance.random() < 0.1))
        elif made == "paragraph":
            blocks.append(book.paragraph(words * chance.randint(1, 9), above=chance.choice((0, 6))))
        elif made == "list":
            blocks += book.numbered([words * chance.randint(1, 4) for _ in range(chance.randint(1, 5))])
        elif made == "table":
            blocks.append(book.table(("ก", "ข"), (1, 2), [("ก", words * chance.randint(1, 4)) for _ in range(chance.randint(1, 5))]))
        else:
            blocks.append(Gap(chance.choice((4.0, 14.0))))
    blocks.append(book.paragraph(words))
    assert pagination.pages(blocks) == printed_pages(blocks)


@pytest.fixture(scope="module")
def chapters(office):
    """Procedure -> its book: those of the office and three hard ones."""
    found = hard.procedures(office.group.id)
    manual = office.manual.model_copy(update={"procedures": (*office.manual.procedures, *found)})
    return {p.id: volumes.single(replace(office, manual=manual), p).blocks for p in manual.procedures}


def test_the_pages_of_text_chart_and_form_are_those_foretold(chapters):
    for name, blocks in chapters.items():
        assert pagination.pages(blocks) == printed_pages(blocks), name


def test_words_of_a_flowchart_have_12_to_14_points_and_fewer_only_where_the_page_is_too_narrow(chapters):
    for name, blocks in chapters.items():
        pictures = [b for b in blocks if b.kind == "picture"]
        sizes = {t["size"] for b in pictures for t in b.drawing["texts"]}
        assert pictures and len(sizes) == 1, name
        assert 11.99 <= min(sizes) <= 14 or max(b.drawing["width"] for b in pictures) > TEXT_WIDTH - 1, name


def text(count):
    """A line for each of some items, as one list."""
    return list(Setter(edition(load(parsing.read(FOLDERS["sample"])[0]))).numbered(["ก"] * count))


def chart(book, height):
    """A chart of one sheet in three sizes: as high as it says in the largest."""
    key = Legend("ก", 2, 50.0, 20.0, 14.0, ())
    return tuple(ChartSheets((Drawing(300.0, height / 0.66, ()),), key, scale) for scale in (0.66, 0.62, 0.57))


@pytest.mark.parametrize("lines", range(0, 40, 3))
def test_a_chapter_takes_no_page_more_than_with_its_chart_in_place(lines):
    book = Setter(edition(load(parsing.read(FOLDERS["sample"])[0])))
    before, after = (book.heading(2, "กระบวนงาน"), *text(lines), book.heading(3, "ผัง")), (book.heading(3, "ต่อ"), *text(20))
    for height in range(100, 600, 50):
        drawn = chart(book, float(height))
        made = Chapter(book, before, drawn, after).blocks()
        plain = [pagination.pages((*before, *of.blocks(book), *after)) for of in drawn]
        assert pagination.pages(made) <= min(plain)
        words = [line for b in made for item in (b.items if b.kind == "list" else ()) for line in item.lines]
        assert words == ["ก"] * (lines + 20)
        note = next((n for n, b in enumerate(made) if b.kind == "paragraph"), None)
        at = next(n for n, b in enumerate(made) if b.kind == "picture")
        if note is not None:
            assert made[note].lines == (CHART_AHEAD,) and made[note - 1].lines == ("ผัง",)
            filled = pagination.filled(made[:at]), pagination.filled(made[: note + 1])
            assert len(filled[0]) == len(filled[1]) < len(pagination.filled(made[: at + 1])), "the chart is on the page after its heading"


def test_text_goes_on_beside_a_chart_that_comes_next():
    book = Setter(edition(load(parsing.read(FOLDERS["sample"])[0])))
    before, after = (book.heading(2, "กระบวนงาน"), *text(8), book.heading(3, "ผัง")), (book.heading(3, "ต่อ"), *text(12))
    made = Chapter(book, before, chart(book, 480.0), after).blocks()
    assert [round(used / TEXT_HEIGHT, 1) for used in pagination.filled(made)] == [0.8, 0.8]
    assert [b.kind for b in made] == ["heading", "list", "heading", "paragraph", "heading", "list", "picture", "legend"]


def test_text_is_shared_around_a_chart_so_that_no_page_but_the_last_is_a_stump():
    """In its place the chart would leave the page above it empty; with all the text that has room there, the page below it."""
    book = Setter(edition(load(parsing.read(FOLDERS["sample"])[0])))
    before, after = (book.heading(2, "กระบวนงาน"), *text(8), book.heading(3, "ผัง")), (book.heading(3, "ต่อ"), *text(27))
    made = Chapter(book, before, chart(book, 640.0), after, rest=(book.heading(2, "ถัดไป", new_page=True),)).blocks()
    *inner, _ = pagination.filled(made)
    assert len(inner) == 3 and min(inner) >= TEXT_HEIGHT / 2


def test_a_block_taller_than_a_page_takes_the_pages_it_needs():
    assert pagination.pages([Gap(10.0)]) == 1
    assert pagination.pages([Gap(2.5 * TEXT_HEIGHT)]) == 3


def test_a_step_is_printed_on_the_page_of_its_facts():
    office = edition(load(parsing.read(FOLDERS["sample"])[0]))
    told = 0
    for procedure in office.manual.procedures:
        document = pypdfium2.PdfDocument(compiler.pdf(volumes.single(office, procedure)))
        pages = ["".join(page.get_textpage().get_text_bounded().split()) for page in document]
        document.close()
        for item in step_facts.items(office, procedure):
            facts = [f"-{fact.label}:{plain(fact.runs)}" for fact in item.facts if not fact.in_form]
            words = ["".join(office.shown(text, "book").split()) for text in (item.no + plain(item.runs), *facts)]
            if facts:
                told += 1
                assert any(all(each in page for each in words) for page in pages), words
    assert told > 5


@pytest.mark.parametrize("lines", [(120, "ก"), (40, "ตรวจสอบความครบถ้วนของเอกสารหลักฐาน")])
def test_a_step_of_very_many_lines_goes_on_on_the_next_page(lines):
    office = edition(load(parsing.read(FOLDERS["sample"])[0]))
    procedure = next(p for p in office.manual.procedures if p.id == "mobile-library")
    many, words = lines
    steps = [s.model_copy(update={"text": "\n".join([words] * many)}) if any(s.forms) else s for s in procedure.steps]
    assert steps != list(procedure.steps)
    book = volumes.single(office, procedure.model_copy(update={"steps": tuple(steps)}))
    assert proof.faults(compiler.pdf(book), book) == ()


@pytest.mark.parametrize("many", [90, 200, 400])
def test_closing_rows_that_would_fill_a_sheet_stand_after_the_form(many):
    """Many words on the time of the whole, on a turned sheet with its legend."""
    office = edition(load(parsing.read(FOLDERS["sample"])[0]))
    handbook = office.manual.handbook
    bound = handbook.model_copy(update={"print": handbook.print.model_copy(update={"punch": True})})
    procedure = next(p for p in office.manual.procedures if p.id == "reader-complaints")
    (time,) = procedure.time
    note = " ".join(["ไม่นับเวลาที่รอเอกสารจากผู้ร้อง"] * many)
    changed = procedure.model_copy(update={"time": (time.model_copy(update={"note": note}),)})
    office = replace(office, manual=office.manual.model_copy(update={"handbook": bound, "procedures": (changed,)}))
    book = volumes.single(office, changed)
    assert proof.faults(compiler.pdf(book), book) == ()
