"""Pages printed from the browser: what every sheet says at its foot, the code that leads back, forms without cut columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
import segno
from playwright.sync_api import BrowserContext, Page

Reading = Callable[..., BrowserContext]
Box = tuple[float, float, float, float]
FORMS = ("acquire-books", "annual-stocktake", "furnish-room")
FOOT = 60.0  # below which nothing but the foot of a sheet stands, pt
MM = 72 / 25.4
MARKED = """() => {
  for (const said of document.querySelectorAll(".print-aims .sf-par, .sf-aims .sf-par")) said.textContent = "AIMS";
  document.querySelector(".sf-form thead th").textContent = "TITLE";
}"""


def printed(page: Page, folder: Path) -> pypdfium2.PdfDocument:
    page.pdf(path=folder / "page.pdf", prefer_css_page_size=True)
    return pypdfium2.PdfDocument(folder / "page.pdf")


def bare(text: str) -> str:
    """Consonants, Latin letters and digits: the marks of Thai words stand in no certain order in the text layer of a browser."""
    return "".join(letter for letter in text if (letter.isascii() and not letter.isspace()) or "ก" <= letter <= "ฮ" or letter.isdigit())


def words(sheet: pypdfium2.PdfPage) -> Iterator[Box]:
    """The boxes of words: left, bottom, right, top."""
    text = sheet.get_textpage()
    boxes = [text.get_rect(at) for at in range(text.count_rects())]
    yield from (box for box in boxes if text.get_text_bounded(*box).strip())


@pytest.mark.parametrize("name", FORMS)
def test_no_word_of_a_procedure_stands_beyond_the_margins_and_every_sheet_has_words(
    reading: Reading, sample_site: Path, tmp_path: Path, name: str
) -> None:
    page = reading().new_page()
    page.goto(f"{sample_site.as_uri()}/manual/procedures/{name}.html")
    sizes = set()
    for sheet in printed(page, tmp_path):
        width, height = sheet.get_size()
        left, right = (15 * MM, width - 15 * MM) if width > height else (30 * MM, width - 20 * MM)
        found = list(words(sheet))
        assert sum(box[1] > FOOT for box in found) > 3
        assert all(left - 2 < box[0] and box[2] < right + 2.5 for box in found)
        sizes.add(width > height)
    assert sizes == {True, False}, "forms of the sample lie on their side"


@pytest.mark.parametrize("width", [390, 1280])
def test_the_objectives_stand_on_the_first_sheet_of_a_form_and_the_titles_of_its_columns_on_each(
    reading: Reading, sample_site: Path, tmp_path: Path, width: int
) -> None:
    page = reading(viewport={"width": width, "height": 800}).new_page()
    page.goto(f"{sample_site.as_uri()}/manual/procedures/annual-stocktake.html")
    page.evaluate(MARKED)
    sheets = [sheet.get_textpage().get_text_bounded() for sheet in printed(page, tmp_path) if sheet.get_width() > sheet.get_height()]
    assert len(sheets) > 1
    assert [text.count("AIMS") for text in sheets] == [1] + [0] * (len(sheets) - 1)
    assert [text.count("TITLE") for text in sheets] == [1] * len(sheets)


def test_every_sheet_says_what_it_is_of_and_of_which_day_and_the_last_leads_back(reading: Reading, sample_site: Path, tmp_path: Path) -> None:
    page = reading().new_page()
    path = "manual/procedures/annual-stocktake.html"
    page.goto(f"{sample_site.as_uri()}/{path}")
    title, day = (bare(page.locator(name).first.text_content() or "") for name in ("h1", ".sop-day"))
    address = f"https://example.org/reading/{path}"
    sheets = list(printed(page, tmp_path))
    assert len(sheets) > 4 and title and day
    for sheet in sheets:
        foot = bare(sheet.get_textpage().get_text_bounded(top=FOOT))
        assert title[:8] in foot and day[-4:] in foot
    texts = [bare(sheet.get_textpage().get_text_bounded()) for sheet in sheets]
    assert [address in text for text in texts] == [False] * (len(texts) - 1) + [True]
    drawn = page.locator(".print-foot svg path").first.get_attribute("d")
    assert drawn and f'd="{drawn}"' in segno.make(address, error="m", micro=False, encoding="utf-8").svg_inline(border=0)
    assert not page.locator(".print-foot").is_visible()


@pytest.mark.parametrize("name", ["forms", "procedures/repair-books"])
def test_the_foot_of_a_page_stands_alone_on_no_sheet(reading: Reading, sample_site: Path, tmp_path: Path, name: str) -> None:
    """However far down the page ends, something that it says stands above its day, address and code."""
    page = reading().new_page()
    page.goto(f"{sample_site.as_uri()}/manual/{name}.html")
    page.emulate_media(media="print")
    foot = bare(page.locator(".sop-foot").inner_text())
    page.evaluate("""() => document.querySelector("h1").before(Object.assign(document.createElement("div"), {id: "further"}))""")
    counts = set()
    for height in range(0, 1000, 80):
        page.evaluate("height => { document.getElementById('further').style.height = `${height}px` }", height)
        sheets = list(printed(page, tmp_path))
        assert len(bare(sheets[-1].get_textpage().get_text_bounded(bottom=FOOT))) > len(foot) + 20, height
        counts.add(len(sheets))
    assert len(foot) > 20 and len(counts) > 1


def test_without_a_published_address_no_code_is_printed(reading: Reading, real_site: Path) -> None:
    page = reading().new_page()
    page.goto(f"{real_site.as_uri()}/manual/procedures/media.html")
    assert page.locator(".sop-foot").count() == 1 and page.locator(".print-foot").count() == 0
