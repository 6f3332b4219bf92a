"""The look of printed books in figures, and how good they are at least: python3 -m benchmarks.book --quality."""

from pathlib import Path

import pytest

from benchmarks.book.quality import hard_volumes, quality
from generator.edition import edition
from generator.load.loading import load
from generator.pdf import pagination, shared_pages, volumes
from generator.pdf.blocks import Gap
from generator.pdf.book import Volume
from generator.pdf.typesetter import TEXT_HEIGHT, Setter
from generator.source import parsing

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = {"real": ROOT / "sop", "sample": ROOT / "tests" / "sample" / "sop"}


@pytest.fixture(scope="module", params=FOLDERS)
def office(request):
    return edition(load(parsing.read(FOLDERS[request.param])[0]))


def measured(*blocks):
    return quality(Volume("x.pdf", "เล่มทดสอบ", "ผู้ทดสอบ", "", (), (2025, 3, 15), "thai", blocks))


def test_sheets_that_hold_next_to_nothing_are_found():
    book = Setter(edition(load(parsing.read(FOLDERS["sample"])[0])))
    fill = Gap(TEXT_HEIGHT - 40.0)
    heads = [book.heading(1, "หัวเรื่อง", new_page=True) for _ in range(2)]
    found = measured(book.heading(1, "ต้น"), fill, heads[0], heads[1], book.flush("ก"))
    assert found.bare["หัวเรื่อง"] == [1, 2] and found.bare["ลายมือชื่อ"] == found.bare["สัญลักษณ์จบ"] == []
    assert measured(book.heading(1, "ต้น"), fill, book.flush("ค")).bare["บรรทัดเดียว"] == [2]


def test_pages_are_as_full_as_they_look():
    book = Setter(edition(load(parsing.read(FOLDERS["sample"])[0])))
    [page] = measured(book.flush("ก"), Gap(TEXT_HEIGHT / 2), book.flush("ข")).pages
    assert page.share == pytest.approx(0.56, abs=0.02) and page.part == "all"


def test_the_handbook_has_full_pages_and_no_type_below_12_points(office):
    found = quality(volumes.handbook(office))
    inner = [page.share for page, after in zip(found.pages, found.pages[1:], strict=False) if page.part == after.part]
    assert sum(page.share for page in found.pages) / len(found.pages) > (0.85 if office.manual.handbook.procedures[0] == "media" else 0.8)
    assert len(inner) > 15 and sum(inner) / len(inner) > 0.87 and min(inner) > 1 / 3
    assert not any(found.bare.values())
    assert min(*found.chart, *found.form) >= 12.0
    assert max(found.spread, default=0.0) < 1.0, "points between letters"
    assert found.lines < 100 or len(found.ragged) <= 2, "lines short of full measure; the sample has few lines, and names too long to break"


def test_a_short_part_shares_the_page_of_the_one_before_it_and_the_list_of_sheets_names_both():
    office = edition(load(parsing.read(FOLDERS["real"])[0]))
    blocks = volumes.handbook(office).blocks
    heads = {b.text: b for b in blocks if b.kind == "heading" and b.level == 1}
    title = {part.kind: office.shown(part.title) for part in office.manual.handbook.parts if part.title}
    chart, after = heads[title["organization"]], heads[title["order"]]
    assert chart.new_page and chart.section and after.new_page and after.section
    assert not heads[title["personnel"]].new_page and not heads[title["personnel"]].section
    on_it = blocks[blocks.index(chart) : blocks.index(after)]
    [workflow] = [b for b in on_it if b.kind == "heading" and b is not chart]
    assert chart.section.entry.split("\n") == [chart.text, workflow.text] and pagination.pages(on_it) == 1
    assert {t["size"] for b in on_it if b.kind == "picture" for t in b.drawing["texts"]} == {14.0}, "smaller words save the page"


def test_a_short_part_that_has_no_room_begins_a_page():
    book = Setter(edition(load(parsing.read(FOLDERS["sample"])[0])))
    for lines, new in ((3, False), (28, True)):
        long = (book.heading(1, "ต้น", new_page=True), *(book.flush("ก") for _ in range(lines)))
        found = shared_pages.bound([("duties", long), ("references", (book.heading(1, "ท้าย", new_page=True), book.flush("ข")))])
        assert [b.new_page for b in found if b.kind == "heading"] == [True, new]
    for above in ("order", "procedures", "preface"):
        found = shared_pages.bound([(above, (book.heading(1, "ต้น", new_page=True),)), ("references", (book.heading(1, "ท้าย", new_page=True),))])
        assert all(b.new_page for b in found), above


def test_the_heads_of_the_contents_stand_on_each_of_its_pages(office):
    pages = quality(volumes.handbook(office)).pages
    first = next(at for at, page in enumerate(pages) if page.lines[0] == "สารบัญ")
    further = [page for page in pages[first + 1 :] if page.part == pages[first].part]
    assert further and all(page.lines[0].split() == ["เรื่อง", "(ต่อ)", "หน้า"] for page in further)


def test_hard_procedures_have_no_bare_sheet_and_no_type_below_12_points_in_forms(office):
    for volume in hard_volumes(office):
        found = quality(volume)
        assert not any(found.bare.values()) and min(found.form) >= 12.0, volume.title
