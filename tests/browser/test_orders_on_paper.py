"""What the pages of orders are on paper: nothing that is folded on the screen is lost, and the matrix can be read on every sheet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
from playwright.sync_api import BrowserContext, Page

Reading = Callable[..., BrowserContext]
MORE_ROWS = "const body = document.querySelector('.matrix tbody'); for (const row of [...body.rows]) for (let n = 0; n < 9; n++) body.append(row.cloneNode(true))"


def printed(page: Page, folder: Path) -> list[str]:
    """The text of each sheet."""
    page.pdf(path=folder / "page.pdf", prefer_css_page_size=True)
    with pypdfium2.PdfDocument(folder / "page.pdf") as made:
        return [sheet.get_textpage().get_text_bounded() for sheet in made]


def test_the_report_says_on_paper_what_changes_for_each_person(reading: Reading, sample_site: Path, tmp_path: Path) -> None:
    page = reading().new_page()
    page.goto(f"{sample_site.as_uri()}/manual/changes/index.html")
    page.emulate_media(media="print")
    boxes = page.locator(".order-told")
    assert boxes.count() >= 2
    for box in boxes.all():
        words = box.locator("li").first.bounding_box()
        assert words is not None and words["height"] > 8
    page.emulate_media(media="screen")
    told = "".join(page.locator(".order-told li").all_text_contents())
    page.evaluate("for (const box of document.querySelectorAll('.order-told')) box.open = false")
    words = "".join("".join(printed(page, tmp_path)).split())
    assert told.count("ตามคำสั่งที่") > 2
    assert words.count("ตามค") >= told.count("ตามคำสั่งที่")


def test_the_head_of_the_matrix_stands_on_every_sheet_and_its_sums_on_the_last(reading: Reading, sample_site: Path, tmp_path: Path) -> None:
    page = reading().new_page()
    page.goto(f"{sample_site.as_uri()}/manual/matrix.html")
    page.evaluate("document.querySelector('.matrix thead a').textContent = 'นางสาวศิริพัชราภรณ์ ศรีสุวรรณเลิศพาณิชย์กุลเจริญ'")
    page.evaluate(MORE_ROWS)
    sheets = printed(page, tmp_path)
    if "https://example.org/reading/" in sheets[-1] and "กระบวนงาน" not in sheets[-1]:
        sheets.pop()  # a table that fills its last sheet leaves no room for the address of the page
    assert len(sheets) > 1
    assert [("กระบวนงาน" in text, "รวมหลัก" in text) for text in sheets] == [(True, text is sheets[-1]) for text in sheets]
