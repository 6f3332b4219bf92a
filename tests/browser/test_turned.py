"""A page that is read after something has changed says so: by the reader's clock, without a network, from a server or a folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.conftest import until

Reading = Callable[..., BrowserContext]
WORDS = "ตั้งแต่วันที่ ๑ เมษายน ๒๕๖๘ มีการเปลี่ยนแปลงตามคำสั่งที่ ๒๐/๒๕๖๘ ให้ดูฉบับใหม่ อ่านคำสั่งที่ ๒๐/๒๕๖๘"
EVE, DAY = "2025-03-31T16:59:00Z", "2025-03-31T17:00:00Z"
"""A minute before midnight in Thailand, and midnight: the order takes effect."""
PAGES = ("index.html", "procedures/acquire-books.html", "people/khanna.html", "orders/index.html")


@pytest.fixture(params=["http", "file"])
def manual(request: pytest.FixtureRequest, sample_site: Path, serve: Callable[[Path], str]) -> str:
    """Where the pages of the sample office begin: over HTTP, and in a folder."""
    return (serve(sample_site) if request.param == "http" else sample_site.as_uri() + "/") + "manual/"


def opened(reading: Reading, at: str, **options: object) -> Page:
    """A page of a reader whose clock says so; what the content policy refuses is an error."""
    context = reading(**options)
    context.clock.set_fixed_time(at)
    page = context.new_page()
    page.on("console", lambda message: pytest.fail(message.text) if "Content Security Policy" in message.text else None)
    return page


def read(page: Page, address: str) -> None:
    page.goto(address)
    until(page, "document.querySelector('.md-typeset .headerlink, .home-chips [aria-current]') !== null")


@pytest.mark.parametrize("zone", ["Asia/Bangkok", "America/Los_Angeles", "Pacific/Auckland"])
def test_from_the_day_of_the_change_every_page_says_so_above_its_text(reading: Reading, manual: str, zone: str) -> None:
    page = opened(reading, DAY, timezone_id=zone)
    for name in PAGES:
        read(page, manual + name)
        said = page.locator(".sop-turned[role=status]")
        expect(said).to_have_text(WORDS)
        expect(said).to_be_visible()
        title, notice = (page.locator(found).first.bounding_box() for found in (".md-content h1", ".sop-turned p"))
        assert title and notice and notice["y"] + notice["height"] <= title["y"]
    page.get_by_role("status").get_by_role("link").click()
    page.wait_for_url("**/orders/2568-20-reading-office.html")
    expect(page.locator(".sop-turned")).to_have_text(WORDS)


@pytest.mark.parametrize("zone", ["Asia/Bangkok", "Pacific/Auckland"])
def test_before_that_day_nothing_is_said(reading: Reading, manual: str, zone: str) -> None:
    page = opened(reading, EVE, timezone_id=zone)
    for name in PAGES:
        read(page, manual + name)
        expect(page.locator(".sop-turned")).to_be_hidden()
        expect(page.locator(".sop-day")).to_have_text("ข้อมูล ณ วันที่ ๑๐ มีนาคม ๒๕๖๘")


def test_the_help_is_no_data_of_a_day_and_says_what_has_changed_all_the_same(reading: Reading, manual: str) -> None:
    page = opened(reading, DAY)
    page.goto(manual.removesuffix("manual/") + "help/index.html")
    expect(page.locator(".sop-turned")).to_have_text(WORDS)
    expect(page.locator(".sop-day")).to_have_count(0)


def test_on_paper_it_stands_on_the_page_and_not_beside_a_chart_alone(reading: Reading, manual: str) -> None:
    page = opened(reading, DAY)
    read(page, manual + PAGES[1])
    page.emulate_media(media="print")
    expect(page.locator(".sop-turned p")).to_be_visible()
    page.evaluate("window.print = () => {}")
    page.emulate_media(media="screen")
    page.locator("figure.sop-figure").first.get_by_role("button", name="พิมพ์ผังนี้").click()
    page.emulate_media(media="print")
    for left_out in (".sop-turned p", ".sop-day"):
        expect(page.locator(left_out)).to_be_hidden()
