"""The pages that blocks take are known before they are set; a flowchart is made smaller where that saves a page."""

from __future__ import annotations

import random
from itertools import takewhile
from pathlib import Path

import pypdfium2
import pytest

from generator.drawing import typst
from generator.edition import edition
from generator.load.loading import load
from generator.pdf import charts, compiler, pagination, procedures, proof, volumes
from generator.pdf.blocks import Gap, Volume
from generator.pdf.typesetter import TEXT_HEIGHT, Setter
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


def test_the_pages_of_a_chapter_are_those_foretold(office):
    for procedure in office.manual.procedures:
        blocks = volumes.single(office, procedure).blocks
        running = tuple(takewhile(lambda b: b.kind != "sheet", blocks))
        assert len(running) > 5
        assert pagination.pages(running) == printed_pages(running), procedure.id


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


def scale_of(blocks):
    """The size of the words of a flowchart, pt."""
    return max(t["size"] for b in blocks if b.kind == "picture" for t in b.drawing["texts"])


def test_a_flowchart_is_smaller_only_where_that_saves_a_page_and_never_below_12_points():
    made = edition(load(parsing.read(FOLDERS["real"])[0]))
    book = Setter(made)
    smaller = 0
    for procedure in made.manual.procedures:
        drawn = charts.flowchart(book, procedure)
        chapter = tuple(takewhile(lambda b: b.kind != "sheet", procedures.chapter(book, procedure)))
        found = tuple(b for b in chapter if b.kind == "picture")
        largest = scale_of(drawn.blocks(book))
        assert 12 <= scale_of(found) <= largest
        whole = [b for b in chapter if b.kind not in ("picture", "legend")]
        at = next(n for n, b in enumerate(chapter) if b.kind == "picture")

        def count(chart, whole=whole, at=at):
            return pagination.pages((*whole[:at], *chart, *whole[at:]))

        if len(drawn.sheets) > 1:
            assert scale_of(found) == largest
            continue
        assert count((*found, drawn.key)) == min(count(drawn.blocks(book, most)) for most in (typst.PX, *charts.SMALL_SCALES))
        if scale_of(found) < largest:
            smaller += 1
            assert count(drawn.blocks(book)) > pagination.pages(chapter)
    assert smaller, "no chart of the real book tries this"


def test_a_flowchart_of_many_sheets_fills_them():
    made = edition(load(parsing.read(FOLDERS["sample"])[0]))
    first = made.manual.procedures[0]
    steps = tuple(type(first.steps[0])(id=f"s{n}", label=f"ตรวจสอบเอกสารชุดที่ {n}") for n in range(60))
    drawn = charts.flowchart(Setter(made), first.model_copy(update={"steps": steps}))
    assert len(drawn.sheets) > 3
    found = drawn.fitted(Setter(made), lambda chart: len(chart[0].drawing["texts"]) * int(chart[0].drawing["height"]))
    assert found == drawn.blocks(Setter(made))
    assert all(b.drawing["height"] > 0.6 * TEXT_HEIGHT for b in found[:-2])


def test_a_block_taller_than_a_page_takes_the_pages_it_needs():
    assert pagination.pages([Gap(10.0)]) == 1
    assert pagination.pages([Gap(2.5 * TEXT_HEIGHT)]) == 3
