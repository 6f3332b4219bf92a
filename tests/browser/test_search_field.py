"""The search field on the built site, served and opened from a folder."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.conftest import until

FIELD = "[data-sop-search] input"
OPTION = '[data-sop-search] [role="option"]'
STATUS = '[data-sop-search] [role="status"]'


@pytest.fixture(params=["http", "file"])
def address(request: pytest.FixtureRequest, sample_site: Path, serve: Callable[[Path], str]) -> str:
    """A page with the field in its head: over HTTP, or as a file."""
    return (serve(sample_site) if request.param == "http" else sample_site.as_uri() + "/") + "manual/preface.html"


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """That page, with every request to another host refused and remembered, and no error of any script let pass."""
    context = browser.new_context(locale="th-TH", service_workers="block")
    opened = context.new_page()
    foreign: list[str] = []
    errors: list[str] = []

    def only_here(route: Route) -> None:
        url = route.request.url
        if url.startswith(("file:", "data:", "blob:", address.rsplit("manual/", 1)[0])):
            route.continue_()
        else:
            foreign.append(url)
            route.abort()

    context.route("**/*", only_here)
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    opened.goto(address)
    yield opened
    context.close()
    assert not foreign
    assert not errors


def ask(page: Page, question: str) -> None:
    page.wait_for_load_state()
    page.wait_for_timeout(200)  # the theme closes the search an eighth of a second after a page with an anchor has opened
    page.keyboard.press("/")
    expect(page.locator(FIELD)).to_be_focused()
    page.locator(FIELD).fill("")
    page.keyboard.type(question)


def test_a_word_in_the_middle_of_a_run_is_found_and_enter_leads_to_the_step(page: Page) -> None:
    ask(page, "ตรวจรับถูกต้อง")
    expect(page.locator(OPTION).first).to_contain_text("ตรวจรับถูกต้อง")
    page.keyboard.press("Enter")
    page.wait_for_url("**/procedures/acquire-books.html#step-receive")
    expect(page.locator("#step-receive")).to_be_in_viewport()
    expect(page.locator("#__search")).not_to_be_checked()


def test_arrows_choose_and_the_choice_is_told(page: Page) -> None:
    ask(page, "หนังสือ")
    expect(page.locator(STATUS)).to_contain_text("พบ")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    chosen = page.locator(f'{OPTION}[aria-selected="true"]')
    expect(chosen).to_have_count(1)
    assert chosen.get_attribute("id") == page.locator(FIELD).get_attribute("aria-activedescendant") == "sop-search-1"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.locator(FIELD).get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowUp")
    assert page.locator(f'{OPTION}[aria-selected="true"]').get_attribute("id") == f"sop-search-{page.locator(OPTION).count() - 1}"


def test_escape_closes_and_s_opens_again_with_the_question_kept(page: Page) -> None:
    ask(page, "บรรณ")
    expect(page.locator(OPTION).first).to_be_visible()
    assert page.locator(FIELD).get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    expect(page.locator("#__search")).not_to_be_checked()
    assert page.locator(FIELD).get_attribute("aria-expanded") == "false"
    page.keyboard.press("s")
    expect(page.locator(FIELD)).to_be_focused()
    expect(page.locator(FIELD)).to_have_value("บรรณ")


def test_nothing_found_is_said_with_advice(page: Page) -> None:
    ask(page, "ไดโนเสาร์")
    expect(page.locator(STATUS)).to_contain_text("ไม่พบ “ไดโนเสาร์” ลอง")
    assert page.locator(OPTION).count() == 0


def test_hits_that_have_most_of_the_words_are_told_as_such(page: Page) -> None:
    ask(page, "ตรวจสภาพรถยนต์")
    expect(page.locator(STATUS)).to_contain_text("ไม่พบครบทุกคำ")
    expect(page.locator(OPTION).first).to_contain_text("ตรวจสภาพรถ")
    page.keyboard.press("Enter")
    page.wait_for_url("**/procedures/mobile-library.html#step-check-car")


def test_a_month_leads_to_its_place_in_the_calendar_and_an_abbreviation_to_its_line(page: Page) -> None:
    ask(page, "เดือน ก.ย.")
    page.keyboard.press("Enter")
    page.wait_for_url("**/calendar.html#month-9")
    expect(page.locator("#month-9")).to_be_in_viewport()
    ask(page, "กบอ.")
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary.html#abbr-*")
    expect(page.locator(":target")).to_contain_text(re.compile("กบอ"))


def test_more_of_a_group_is_shown_on_request(page: Page) -> None:
    ask(page, "หนังสือ")
    button = page.locator("[data-sop-search] .sop-search__more").first
    expect(button).to_be_visible()
    before = page.locator(OPTION).count()
    button.click()
    expect(page.locator(OPTION)).not_to_have_count(before)
    assert page.locator(OPTION).count() > before


def test_search_goes_on_after_a_page_was_exchanged_in_place(page: Page) -> None:
    ask(page, "ซ่อมหนังสือ")
    expect(page.locator(OPTION).first).to_be_visible()
    page.locator(OPTION).first.click()
    page.wait_for_url("**/manual/procedures/*")
    ask(page, "ดัชนี ค้นคำ")
    expect(page.locator(OPTION).first).to_contain_text("นางสาวดัชนี ค้นคำ")
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/datchani.html")


def test_text_from_the_data_is_never_read_as_html(page: Page) -> None:
    ask(page, "<img src=x onerror=alert(1)>")
    expect(page.locator(STATUS)).to_contain_text("ไม่พบ")
    assert page.locator("[data-sop-search] img").count() == 0


def test_the_index_is_loaded_only_when_search_opens(browser: Browser, sample_site: Path, serve: Callable[[Path], str]) -> None:
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[-1]))
    page.goto(serve(sample_site) + "manual/index.html", wait_until="networkidle")
    assert "site.js" in asked
    assert not {"index.js", "answers.js"} & set(asked)
    with context.expect_event("request", lambda request: request.url.endswith("search/index.js")):
        page.keyboard.press("/")
    context.close()


def test_the_keys_work_with_the_thai_keyboard_on(page: Page) -> None:
    page.evaluate("document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'ห', code: 'KeyS', bubbles: true}))")
    expect(page.locator(FIELD)).to_be_focused()


def test_on_a_phone_the_closed_field_takes_no_focus_and_the_open_one_fills_the_screen(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    expect(page.locator(FIELD)).not_to_be_visible()
    page.locator(".sop-find").click()
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.type("รถห้องสมุด")
    expect(page.locator(OPTION).first).to_be_visible()
    until(page, "document.documentElement.scrollWidth <= 320")


LARGE = "main [data-sop-search]"


def test_the_large_field_of_the_first_page_answers_in_its_place_by_keyboard(page: Page, address: str) -> None:
    page.goto(address.replace("preface", "index"))
    page.keyboard.press("/")
    field = page.get_by_label("ค้นหาในคู่มือ", exact=True).and_(page.locator(f"{LARGE} input"))
    expect(field).to_be_focused()
    top = page.evaluate("document.querySelector('#my-work').getBoundingClientRect().top")
    page.keyboard.type("ซ่อมหนังสือ")
    options = page.locator(f"{LARGE} [role=option]")
    expect(options.first).to_be_in_viewport()
    assert page.evaluate("document.querySelector('#my-work').getBoundingClientRect().top") == top, "nothing is pushed down"
    assert field.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    page.keyboard.press("Escape")
    expect(options.first).to_be_hidden()
    expect(page.locator("#__search")).not_to_be_checked()
    page.keyboard.type(" ")
    expect(options.first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/procedures/repair-books.html")
    ask(page, "ดัชนี ค้นคำ")
    expect(page.locator(OPTION).first).to_contain_text("นางสาวดัชนี ค้นคำ")


def test_of_the_two_fields_of_the_first_page_one_is_open_at_a_time(page: Page, address: str) -> None:
    page.goto(address.replace("preface", "index"))
    large, small = page.locator(LARGE), page.locator(".md-header [data-sop-search]")
    large.locator("input").fill("ซ่อม")
    expect(large.get_by_role("option").first).to_be_visible()
    small.locator("input").click()
    expect(large.get_by_role("option").first).to_be_hidden()
    small.locator("input").fill("รถห้องสมุด")
    expect(small.get_by_role("option").first).to_contain_text("รถห้องสมุด")
    page.keyboard.press("Escape")
    large.locator("input").click()
    expect(large.get_by_role("option").first).to_contain_text("ซ่อม")
    page.locator("h1").click()
    expect(large.get_by_role("option").first).to_be_hidden()
    assert page.evaluate("new Set([...document.querySelectorAll('[id]')].map(e => e.id)).size === document.querySelectorAll('[id]').length")
