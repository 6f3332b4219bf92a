"""What a reader does on the pages: charts closer, saved and printed; the form by steps; my work; the year; a shared link."""

from __future__ import annotations

import base64
import html
import json
import math
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pikepdf
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import every_page
from tests.conftest import until

Reading = Callable[..., BrowserContext]
Serve = Callable[[Path], str]
A4 = (595, 842)
MONTHS = ["มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม"]
PROCEDURE = "procedures/acquire-books.html"


@pytest.fixture(params=["http", "file"])
def manual(request: pytest.FixtureRequest, sample_site: Path, serve: Serve) -> str:
    """Where the pages of the sample office begin: over HTTP, and in a folder."""
    return (serve(sample_site) if request.param == "http" else sample_site.as_uri() + "/") + "manual/"


@pytest.fixture
def page(reading: Reading) -> Page:
    """A page on which anything that the content policy refuses is an error."""
    opened = reading(viewport={"width": 1280, "height": 900}).new_page()
    opened.on("console", lambda message: pytest.fail(message.text) if "Content Security Policy" in message.text else None)
    return opened


def tool(page: Page, words: str, place: int = 0) -> None:
    page.locator("figure.sop-figure").nth(place).get_by_role("button", name=words).click()


def test_a_chart_is_enlarged_fitted_and_left(page: Page, manual: str) -> None:
    page.goto(manual + PROCEDURE)
    tool(page, "ขยายดู")
    dialog = page.locator("dialog.sop-zoom")
    expect(dialog).to_be_visible()
    width = "Number(document.querySelector('dialog svg').getAttribute('width'))"
    first = page.evaluate(width)
    dialog.get_by_role("button", name="ขยาย", exact=True).click()
    assert page.evaluate(width) == pytest.approx(first * 1.25)
    dialog.get_by_role("button", name="พอดีจอ").click()
    assert page.evaluate("(f => f.scrollWidth <= f.clientWidth && f.scrollHeight <= f.clientHeight)(document.querySelector('.sop-zoom-frame'))")
    assert page.evaluate("document.querySelectorAll('[id]').length === new Set([...document.querySelectorAll('[id]')].map(e => e.id)).size")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    tool(page, "ขยายดู")
    dialog.locator("svg a").first.click()
    expect(dialog).to_have_count(0)
    assert "#step-" in page.url


@pytest.mark.parametrize(("path", "name"), [(PROCEDURE, "chart-acquire-books-1"), ("organization.html", "structure")])
def test_a_drawing_is_saved_as_svg_that_stands_alone(page: Page, manual: str, tmp_path: Path, path: str, name: str) -> None:
    page.goto(manual + path)
    with page.expect_download() as download:
        tool(page, "บันทึก SVG")
    assert download.value.suggested_filename == f"{name}.svg"
    download.value.save_as(tmp_path / "saved.svg")
    text = (tmp_path / "saved.svg").read_text("utf-8")
    assert text.count("data:font/woff2;base64,") == 2
    links = [e.get("href", "") for e in ElementTree.fromstring(text).iter("{http://www.w3.org/2000/svg}a")]
    assert links
    assert all(link.startswith(("http://", "file://")) for link in links)


@pytest.mark.parametrize("path", [PROCEDURE, "organization.html"])
def test_a_drawing_is_saved_as_png_in_the_manuals_own_type(page: Page, manual: str, tmp_path: Path, path: str) -> None:
    page.goto(manual + path)
    width, height = page.evaluate("(s => [Number(s.getAttribute('width')), Number(s.getAttribute('height'))])(document.querySelector('figure svg'))")
    with page.expect_download() as download:
        tool(page, "บันทึก PNG")
    download.value.save_as(tmp_path / "saved.png")
    data = (tmp_path / "saved.png").read_bytes()
    assert data.startswith(b"\x89PNG")
    size = int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    assert size == (pytest.approx(width * 2, abs=2), pytest.approx(height * 2, abs=2))
    link = page.locator("a.sop-picture").first.evaluate("e => e.href")
    assert difference(page, data, shot_of(page, link, (width, height))) < ALIKE
    page.evaluate("for (const weight of Object.keys(window.sopFonts)) delete window.sopFonts[weight]")
    with page.expect_download() as without:
        tool(page, "บันทึก PNG")
    without.value.save_as(tmp_path / "without.png")
    assert difference(page, data, (tmp_path / "without.png").read_bytes()) > ALIKE


ALIKE = 0.004
"""Two pictures of a chart in the same type differ by less than this share of black; in another type by more."""


def shot_of(page: Page, link: str, size: tuple[float, float]) -> bytes:
    """A drawing as its own file shows it."""
    viewport = {"width": math.ceil(size[0]), "height": math.ceil(size[1])}
    context = page.context.browser.new_context(device_scale_factor=2, viewport=viewport)  # type: ignore[union-attr, arg-type]
    shown = context.new_page()
    shown.goto(link)
    shown.evaluate("document.fonts.ready.then(() => true)")
    shown.wait_for_timeout(200)
    data = shown.screenshot()
    context.close()
    return data


def difference(page: Page, one: bytes, other: bytes) -> float:
    """The mean difference of two pictures, 1 for black against white."""
    blank = page.context.new_page()
    urls = ["data:image/png;base64," + base64.b64encode(data).decode() for data in (one, other)]
    share: float = blank.evaluate(COMPARE, urls)
    blank.close()
    return share


COMPARE = """async urls => {
  const pixels = await Promise.all(urls.map(async url => {
    const image = new Image(); image.src = url; await image.decode();
    const canvas = document.createElement('canvas'); [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
    const pen = canvas.getContext('2d'); pen.fillStyle = '#fff'; pen.fillRect(0, 0, canvas.width, canvas.height); pen.drawImage(image, 0, 0);
    return [canvas.width, pen.getImageData(0, 0, canvas.width, canvas.height)];
  }));
  const [a, b] = pixels.map(p => p[1]), width = Math.min(a.width, b.width), height = Math.min(a.height, b.height);
  let sum = 0;
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) sum += Math.abs(a.data[4 * (y * a.width + x)] - b.data[4 * (y * b.width + x)]);
  return sum / 255 / width / height;
}"""


def test_one_chart_is_printed_alone_on_one_sheet(page: Page, manual: str, tmp_path: Path) -> None:
    page.goto(manual + "procedures/annual-stocktake.html")
    page.evaluate("window.print = () => { window.printed = true }")
    tool(page, "พิมพ์ผังนี้")
    assert page.evaluate("window.printed")
    assert len(sheets(page, tmp_path)) == 1
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert len(sheets(page, tmp_path)) > 2


def test_every_flowchart_and_both_charts_of_the_office_open_alone(page: Page, manual: str) -> None:
    for path, drawings in ((PROCEDURE, 1), ("procedures/annual-stocktake.html", 1), ("organization.html", 2), ("workflow.html", 1)):
        page.goto(manual + path)
        links = [link.evaluate("e => e.href") for link in page.locator("a.sop-picture").all()]
        assert len(links) == drawings
        for link in links:
            alone = page.context.new_page()
            alone.goto(link)
            assert alone.evaluate("document.fonts.ready.then(() => document.fonts.check('14px Sarabun', 'ก'))")
            assert alone.locator("text").count() > 3
            alone.close()


def test_charts_of_the_office_link_to_persons(page: Page, manual: str) -> None:
    page.goto(manual + "organization.html")
    for chart in page.locator("figure.sop-figure").all():
        assert chart.locator('a[href^="people/"]').count() >= 3
    page.locator('figure a[href="people/datchani.html"]').first.click()
    page.wait_for_url("**/people/datchani.html")
    expect(page.locator("h1")).to_contain_text("ดัชนี")


def test_on_a_phone_the_form_is_read_step_by_step_as_cards(reading: Reading, manual: str) -> None:
    page = reading(viewport={"width": 390, "height": 800}).new_page()
    page.goto(manual + PROCEDURE)
    expect(page.locator(".sf-switch")).to_have_text("อ่านทีละขั้นตอน")
    page.locator(".sf-switch").click()
    assert page.evaluate("(f => f.scrollWidth <= f.clientWidth + 1)(document.querySelector('.sf-frame'))")
    card = page.locator("#form-receive")
    expect(card).to_contain_text("ตรวจรับถูกต้องหรือไม่")
    expect(card).to_contain_text("ถ้า")
    assert page.evaluate("getComputedStyle(document.querySelector('#form-receive td[data-label]'), '::before').content.length > 4")
    page.locator(".sf-switch").click()
    assert page.evaluate("(f => f.scrollWidth > f.clientWidth)(document.querySelector('.sf-frame'))")


def test_a_wide_form_has_the_whole_of_a_wide_screen_and_fits_its_own_window(reading: Reading, manual: str) -> None:
    fits = "(f => f.clientWidth && f.scrollWidth <= f.clientWidth + 1)(document.querySelector('{}'))"
    page = reading(viewport={"width": 1920, "height": 1000}).new_page()
    page.goto(manual + PROCEDURE)
    assert page.evaluate(fits.format(".sf-frame"))
    for width in (1366, 1240):
        page.set_viewport_size({"width": width, "height": 768})
        until(page, fits.format(".sf-frame"))
        assert page.evaluate("(b => b.left >= 0 && b.right <= innerWidth)(document.querySelector('.sf-form').getBoundingClientRect())")
        assert page.evaluate(
            "parseFloat(getComputedStyle(document.querySelector('.sf-form td')).fontSize) * document.querySelector('.sf-form').currentCSSZoom > 12"
        )
    menu = page.locator(".md-sidebar--primary")
    page.locator(".sf-form tbody tr").nth(2).scroll_into_view_if_needed()
    expect(menu).to_be_hidden()
    page.locator("h1").scroll_into_view_if_needed()
    expect(menu).to_be_visible()
    page.get_by_role("button", name="ดูเต็มจอ").click()
    assert page.evaluate(fits.format(".sop-zoom-frame"))
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('dialog td')).fontSize) > 12")


def test_my_work_is_picked_once_and_stays(page: Page, manual: str) -> None:
    page.goto(manual + "index.html")
    page.locator("#my-name").select_option("person-datchani")
    box = page.locator("#my-work .my-body")
    now = page.evaluate("new Date().getMonth()")
    expect(box.locator(".sop-month:visible")).to_have_count(2)
    expect(box.locator(".sop-month:visible").filter(has_text=MONTHS[now])).to_have_count(1)
    expect(box).to_contain_text("กระบวนงานของท่าน")
    expect(box.get_by_role("link", name="หน้าที่ตามคำสั่ง")).to_be_visible()
    expect(box).to_contain_text("สิ่งที่เปลี่ยนสำหรับท่าน")
    page.reload()
    expect(box).to_contain_text("กระบวนงานของท่าน")
    for link in box.locator("a:visible").all():
        assert link.get_attribute("href")
    page.locator("#my-name").select_option("post-officer")
    expect(box).to_contain_text("ผู้ดำรงตำแหน่ง")
    page.locator("#my-name").select_option("")
    expect(box).to_be_empty()


def test_the_name_picked_in_an_earlier_edition_is_still_known(page: Page, manual: str) -> None:
    page.goto(manual + "index.html")
    page.evaluate("localStorage.setItem('sop-my-name', 'datchani')")
    page.reload()
    expect(page.locator("#my-work .my-body")).to_contain_text("กระบวนงานของท่าน")


def test_every_link_of_my_work_leads_somewhere(sample_site: Path) -> None:
    links: set[str] = set()
    for script in (sample_site / "manual" / "assets" / "work").glob("*.js"):
        found = json.loads(script.read_text("utf-8").removeprefix("window.sopWork=").removesuffix(";\n"))["html"]
        links |= {html.unescape(link) for link in re.findall(r'href="([^"]+)"', found) if "://" not in link}
    assert len(links) > 40
    for link in links:
        path, _, anchor = unquote(link).partition("#")
        target = sample_site / "manual" / path
        assert target.is_file(), link
        assert not anchor or f'id="{anchor}"' in target.read_text("utf-8"), link


def test_this_month_is_marked_on_home_and_in_the_calendar(page: Page, manual: str) -> None:
    for path in ("index.html", "calendar.html", "calendar/person-ban.html"):
        page.goto(manual + path)
        until(page, "document.querySelector('[data-month]') !== null")
        marked = page.locator("[data-month][aria-current=date]")
        expect(marked).to_have_count(1)
        assert int(marked.get_attribute("data-month") or 0) == page.evaluate("new Date().getMonth() + 1")


@pytest.mark.parametrize(
    ("path", "anchor"),
    [(PROCEDURE, "step-receive"), (PROCEDURE, "form-receive"), ("people/datchani.html", ""), ("forms.html", ""), ("references.html", "")],
)
def test_a_copied_link_opens_at_its_place_below_the_header(page: Page, manual: str, sample_site: Path, path: str, anchor: str) -> None:
    found = [anchor] if anchor else re.findall(r'<(?:li|tr)[^>]* id="([^"]+)"', (sample_site / "manual" / path).read_text("utf-8"))
    assert found
    page.goto(f"{manual}{path}#{found[-1]}")
    page.wait_for_timeout(400)
    top, bottom = page.evaluate("(id => (b => [b.top, b.bottom])(document.getElementById(id).getBoundingClientRect()))(location.hash.slice(1))")
    header = page.evaluate("document.querySelector('.md-header').getBoundingClientRect().bottom")
    assert header <= top + 1
    assert bottom - top > 700 or bottom <= 901


def test_steps_duties_forms_and_references_can_be_copied_as_links(page: Page, manual: str) -> None:
    for path in (PROCEDURE, "people/datchani.html", "forms.html", "references.html"):
        page.goto(manual + path)
        until(page, "document.querySelector('.sop-anchor') !== null")
        link = page.locator(".sop-anchor").first
        target = (link.get_attribute("href") or "").lstrip("#")
        assert page.locator(f'[id="{target}"]').count() == 1
        link.click()
        assert page.url.endswith(f"#{target}")


def test_a_link_is_copied_by_one_click(reading: Reading, sample_site: Path, serve: Serve) -> None:
    context = reading(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(serve(sample_site) + "manual/forms.html")
    until(page, "document.querySelector('.sop-anchor') !== null")
    for name in (".sop-anchor", ".headerlink"):
        page.goto(serve(sample_site) + f"manual/{PROCEDURE}")
        page.locator(name).first.hover()
        page.locator(name).first.click()
        expect(page.get_by_role("status").filter(has_text="คัดลอกลิงก์แล้ว")).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == page.url
        assert "#" in page.url


def test_a_copied_table_brings_no_text_along_that_nobody_sees(reading: Reading, sample_site: Path, serve: Serve) -> None:
    page = reading(permissions=["clipboard-read", "clipboard-write"]).new_page()
    page.goto(serve(sample_site) + f"manual/{PROCEDURE}")
    until(page, "document.querySelector('.sop-anchor') !== null")
    page.evaluate("(r => { r.selectNode(document.querySelector('article')); getSelection().addRange(r); })(document.createRange())")
    hidden = page.evaluate("[...document.querySelectorAll('.sf-form .sop-hidden')].map(e => e.textContent)")
    page.keyboard.press("Control+c")
    kinds = "(async () => { const [found] = await navigator.clipboard.read(); return Promise.all(found.types.map(async t => (await found.getType(t)).text())); })()"
    for text in page.evaluate(kinds):
        assert "สำรวจความต้องการ" in text and len(hidden) > 5
        assert not [words for words in hidden if words in text]
        assert not re.search("[¶↔\u2060\u200b]", text)


def test_title_description_and_preview_are_told_on_every_page(site: Path) -> None:
    titles = {}
    for path in every_page(site):
        text = (site / path).read_text("utf-8")
        if path.startswith("manual/"):
            title = re.search(r"<title>([^<]+)</title>", text)
            shown = re.search(r'property="og:title" content="([^"]+)"', text)
            told = re.search(r'name="description" content="([^"]+)"', text)
            preview = re.search(r'property="og:description" content="([^"]+)"', text)
            assert title and shown and told and preview, path
            assert not re.search("[\u200b\u2060]", title[1] + shown[1] + told[1] + preview[1]), path
            assert 10 < len(told[1]) < 320, path
            titles.setdefault(title[1], []).append(path)
    assert [paths for paths in titles.values() if len(paths) > 1] == []


def test_a_page_that_is_not_there_says_so_in_thai(page: Page, sample_site: Path, serve: Serve) -> None:
    page.goto(serve(sample_site) + "404.html")
    expect(page.locator("h1")).to_contain_text("ไม่พบหน้า")
    expect(page.locator("main").get_by_role("link").first).to_be_visible()


def test_home_offers_the_whole_manual_for_a_usb_stick_where_it_was_made(sample_site: Path, real_site: Path) -> None:
    assert '<a href="../manual.zip"' in (sample_site / "manual" / "index.html").read_text("utf-8")
    assert (sample_site / "manual.zip").stat().st_size > 100_000
    assert "manual.zip" not in (real_site / "manual" / "index.html").read_text("utf-8")


def test_no_card_of_home_stays_empty_in_a_folder_without_books(page: Page, sample_site: Path) -> None:
    page.goto((sample_site / "manual" / "index.html").as_uri())
    expect(page.locator("#my-work")).to_be_visible()
    cards = page.locator(".home-card").all()
    assert len(cards) == 4  # procedures, persons, months, forms; the zip is no download for who reads in it
    assert all(card.get_by_role("listitem").count() for card in cards)


def test_code_within_a_list_of_the_help_is_code(sample_site: Path) -> None:
    for path in every_page(sample_site):
        assert "```" not in (sample_site / path).read_text("utf-8"), path
    assert "<pre><code>cp -r tests/sample/sop trial" in (sample_site / "help" / "orders.html").read_text("utf-8")


def test_what_folds_away_in_a_table_stands_on_paper(page: Page, manual: str) -> None:
    page.goto(manual + "changes/index.html")
    until(page, "document.querySelector('.sop-anchor, details.order-told') !== null")
    page.evaluate("document.querySelector('details.order-told').open = false")
    line = page.locator("details.order-told li").first
    expect(line).to_be_hidden()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(line).to_be_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(line).to_be_hidden()


def test_on_a_phone_a_chart_begins_at_its_first_symbol(reading: Reading, manual: str) -> None:
    page = reading(viewport={"width": 390, "height": 800}).new_page()
    for path in (PROCEDURE, "organization.html", "workflow.html"):
        page.goto(manual + path)
        until(page, "document.querySelector('.sop-canvas[data-placed]') !== null")
        for off in page.evaluate(FIRST_OFF):
            assert abs(off) < 60, path


FIRST_OFF = """() => [...document.querySelectorAll('.sop-canvas')].map(f => {
  const first = f.querySelector('.sf-shape').getBoundingClientRect(), frame = f.getBoundingClientRect();
  return first.left + first.width / 2 - frame.left - frame.width / 2;
})"""


def test_registers_on_a_phone_are_cards_without_sideways_scrolling(reading: Reading, manual: str) -> None:
    page = reading(viewport={"width": 390, "height": 800}).new_page()
    for path in ("orders/index.html", "changes/index.html", "review.html", "people/index.html", "forms.html"):
        page.goto(manual + path)
        assert page.evaluate("[...document.querySelectorAll('.sop-scroll')].every(f => f.scrollWidth <= f.clientWidth + 1)"), path
    page.goto(manual + "orders/2568-20-reading-office.html")
    assert page.evaluate("[...document.querySelectorAll('.sop-facts>div')].every(f => f.scrollWidth <= f.clientWidth + 1)")


def test_a_mistake_is_told_with_the_step_that_the_address_names(page: Page, manual: str) -> None:
    page.goto(manual + PROCEDURE + "#step-choose")
    link = page.locator(".sop-report")
    page.evaluate("document.addEventListener('click', event => event.preventDefault())")
    link.click()
    told = unquote(link.get_attribute("href") or "")
    assert told.startswith("mailto:reading@example.org") and "คณะกรรมการพิจารณารายชื่อ" in told and "ข้อมูล ณ วันที่" in told


def test_the_first_page_names_the_edition_and_no_other_changes_with_it(sample_site: Path) -> None:
    fingerprint = json.loads((sample_site / "manual" / "manual.json").read_text("utf-8"))["fingerprint"]
    assert [path for path in every_page(sample_site) if fingerprint in (sample_site / path).read_text("utf-8")] == ["manual/index.html"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path",
    [
        "index",
        "procedures/acquire-books",
        "people/datchani",
        "orders/2567-52-reading-office",
        "calendar",
        "changes/2568-20-reading-office/datchani",
        "matrix",
    ],
)
def test_paper_is_a4_black_on_white_without_the_frame_of_the_site(
    reading: Reading, sample_site: Path, serve: Serve, tmp_path: Path, path: str, scheme: str
) -> None:
    page = reading(color_scheme=scheme).new_page()
    page.goto(f"{serve(sample_site)}manual/{path}.html")
    for size in sheets(page, tmp_path):
        assert sorted(size) == [pytest.approx(side, abs=1.5) for side in A4]
    page.emulate_media(media="print", color_scheme=scheme)  # type: ignore[arg-type]
    shown = "[...document.querySelectorAll('{}')].filter(e => e.getClientRects().length).length"
    assert (
        page.evaluate(shown.format(".md-header,.md-tabs,.md-sidebar,.md-footer,.md-path,.headerlink,.sop-tools,.sop-hint,.sop-anchor,#my-work")) == 0
    )
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    inks = page.evaluate(
        "[...new Set([...document.querySelectorAll('.md-content__inner *')].filter(e => e.checkVisibility()).map(e => getComputedStyle(e).color))]"
    )
    assert inks == ["rgb(0, 0, 0)"]


def test_rows_of_the_form_are_not_cut_and_its_head_stands_on_every_sheet(reading: Reading, sample_site: Path, serve: Serve) -> None:
    page = reading().new_page()
    page.goto(serve(sample_site) + "manual/procedures/annual-stocktake.html")
    page.emulate_media(media="print")
    assert page.evaluate("[...document.querySelectorAll('.sf-form tbody tr')].every(r => getComputedStyle(r).breakInside === 'avoid')")
    assert page.evaluate("getComputedStyle(document.querySelector('.sf-form thead')).display") == "table-header-group"


def sheets(page: Page, folder: Path) -> list[tuple[float, float]]:
    """The sizes of the sheets that a page is printed on, in points."""
    page.pdf(path=folder / "page.pdf", prefer_css_page_size=True)
    with pikepdf.open(folder / "page.pdf") as made:
        return [(float(sheet.mediabox[2]), float(sheet.mediabox[3])) for sheet in made.pages]


def test_on_a_phone_the_contents_stay_at_hand_lead_to_a_step_and_fold(reading: Reading, manual: str) -> None:
    page = reading(viewport={"width": 390, "height": 800}).new_page()
    page.goto(f"{manual}procedures/acquire-books.html#step-choose")
    contents = page.locator(".sop-contents")
    box = page.locator("#step-choose").bounding_box()
    assert box and 60 < box["y"] < 140, "below the header and the contents"
    bar = contents.bounding_box()
    assert bar and 30 < bar["y"] < 60
    contents.locator("summary").click()
    contents.locator("a", has_text="แบบฟอร์มสรุป").click()
    until(page, "!document.querySelector('.sop-contents').open")
    until(page, "Math.abs(document.getElementById('summary').getBoundingClientRect().top - 100) < 40")
