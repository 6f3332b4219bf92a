"""For everyone: no violation found by axe, no sideways scrolling, everything by keyboard, large text, less motion."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import every_page
from tests.conftest import until

AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
KINDS = (
    "404.html", "help/index.html", "help/orders.html", "help/rules.html", "manual/index.html", "manual/calendar.html", "manual/calendar/person-ban.html",
    "manual/changes/index.html", "manual/changes/2568-20-reading-office/datchani.html", "manual/changes/2568-20-reading-office/handover.html", "manual/forms.html",
    "manual/glossary.html", "manual/matrix.html", "manual/orders/2568-20-reading-office.html", "manual/orders/2565-12-reading-office.html", "manual/orders/index.html",
    "manual/organization.html", "manual/people/datchani.html", "manual/people/index.html", "manual/preface.html",
    "manual/procedures/acquire-books.html", "manual/procedures/index.html", "manual/references.html", "manual/review.html", "manual/symbols.html",
    "manual/workflow.html",
)  # fmt: skip
"""One page of every kind."""
Reading = Callable[..., BrowserContext]
Serve = Callable[[Path], str]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_kind_of_page(reading: Reading, sample_site: Path, serve: Serve, scheme: str) -> None:
    context = reading(color_scheme=scheme, reduced_motion="reduce")
    context.add_init_script(AXE)
    page, found = context.new_page(), []
    for path in KINDS:
        page.goto(serve_once(serve, sample_site) + path)
        for width in (1440, 390):
            page.set_viewport_size({"width": width, "height": 900})
            page.wait_for_timeout(50)
            if violations(page):
                page.wait_for_timeout(1000)  # on a busy machine a colour may still be on its way
                found += [f"{path} {width}: {violation}" for violation in violations(page)]
    assert not found


@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_in_what_opens(reading: Reading, sample_site: Path, serve: Serve, width: int) -> None:
    context = reading(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    context.add_init_script(AXE)
    page = context.new_page()
    page.goto(serve_once(serve, sample_site) + "manual/procedures/acquire-books.html")
    page.locator(".sop-tools button", has_text="ขยายดู").first.click()
    expect(page.locator("dialog.sop-zoom")).to_be_visible()
    assert not violations(page)
    page.keyboard.press("Escape")
    page.locator("details.sop-words summary").first.click()
    if width == 390:
        page.locator(".sf-switch").click()
        assert not violations(page)
        page.locator(".sop-menu").click()
        page.wait_for_timeout(300)
    assert not violations(page)


@pytest.mark.parametrize("width", [320, 390])
def test_no_page_scrolls_sideways(reading: Reading, site: Path, serve: Serve, width: int) -> None:
    page = reading(viewport={"width": width, "height": 700}).new_page()
    wide = []
    for path in every_page(site):
        page.goto(serve_once(serve, site) + path)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(path)
    assert not wide


def test_text_twice_as_large_still_fits_the_page(reading: Reading, sample_site: Path, serve: Serve) -> None:
    page = reading(viewport={"width": 1280, "height": 900}).new_page()
    wide = []
    for path in KINDS:
        page.goto(serve_once(serve, sample_site) + path)
        page.evaluate("document.documentElement.style.setProperty('font-size', '250%', 'important')")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(path)
    assert not wide


def test_frames_that_scroll_take_the_focus_have_a_name_and_say_so(reading: Reading, site: Path, serve: Serve) -> None:
    page = reading(viewport={"width": 390, "height": 700}).new_page()
    silent, hinted = [], 0
    for path in every_page(site):
        page.goto(serve_once(serve, site) + path)
        page.wait_for_timeout(50)
        silent += [f"{path} {name}" for name in page.evaluate(SILENT)]
        hinted += page.evaluate("document.querySelectorAll('.sop-wide').length")
    assert not silent
    assert hinted


SILENT = """() => [...document.querySelectorAll('.md-content *')]
  .filter(e => e.clientWidth > 1 && e.scrollWidth > e.clientWidth + 1 && ['auto', 'scroll'].includes(getComputedStyle(e).overflowX))
  .filter(e => e.tabIndex < 0 || !(e.getAttribute('aria-label') || e.getAttribute('aria-labelledby')) || !e.classList.contains('sop-wide'))
  .map(e => e.className)"""


def test_the_first_tab_leads_past_the_menu_and_focus_is_seen_all_the_way(reading: Reading, sample_site: Path, serve: Serve) -> None:
    page = reading(viewport={"width": 1440, "height": 900}).new_page()
    page.goto(serve_once(serve, sample_site) + "manual/procedures/acquire-books.html")
    page.keyboard.press("Tab")
    expect(page.locator(".md-skip")).to_be_focused()
    until(page, "getComputedStyle(document.activeElement).opacity === '1'")
    unseen = []
    for _ in range(150):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUS)
        if found is None:
            break
        if not found["seen"]:
            unseen.append(found["html"])
    assert not unseen


FOCUS = """() => {
  let e = document.activeElement;
  if (!e || e === document.body) return null;
  if (e.matches('.md-option')) e = e.nextElementSibling;
  const box = e.getBoundingClientRect(), style = getComputedStyle(e);
  const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const shown = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return {html: e.outerHTML.slice(0, 120), seen: outlined && shown};
}"""


def test_the_menu_of_a_phone_opens_closes_and_is_left_by_keyboard(reading: Reading, sample_site: Path, serve: Serve) -> None:
    page = reading(viewport={"width": 390, "height": 800}, reduced_motion="reduce").new_page()
    page.goto(serve_once(serve, sample_site) + "manual/people/index.html")
    assert not page.evaluate("[...document.querySelectorAll('.md-sidebar--primary a')].some(e => getComputedStyle(e).visibility === 'visible')")
    page.locator(".sop-menu").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".sop-menu")).to_have_attribute("aria-expanded", "true")
    until(page, "document.activeElement.closest('.md-sidebar--primary') !== null")
    page.keyboard.press("Escape")
    expect(page.locator(".sop-menu")).to_be_focused()
    expect(page.locator(".sop-menu")).to_have_attribute("aria-expanded", "false")


def test_headings_go_down_one_by_one_and_each_page_has_one_first(reading: Reading, site: Path, serve: Serve) -> None:
    page = reading(java_script_enabled=False).new_page()
    wrong = []
    for path in every_page(site):
        page.goto((site / path).as_uri())
        levels = [int(tag[1]) for tag in page.evaluate("[...document.querySelectorAll('main h1,main h2,main h3,main h4')].map(e => e.tagName)")]
        if levels.count(1) != 1 or any(after > before + 1 for before, after in zip([0, *levels], levels, strict=False)):
            wrong.append(f"{path} {levels}")
    assert not wrong


def test_every_table_has_headers_with_a_scope(reading: Reading, site: Path) -> None:
    page = reading(java_script_enabled=False).new_page()
    wrong = []
    for path in every_page(site):
        page.goto((site / path).as_uri())
        count = "[...document.querySelectorAll('.sop table')].filter(t => !t.querySelector('th') || t.querySelector('th:not([scope])')).length"
        wrong += [path] * page.evaluate(count)
    assert not wrong


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_bars_of_the_calendar_stand_out(reading: Reading, sample_site: Path, serve: Serve, scheme: str) -> None:
    page = reading(color_scheme=scheme).new_page()
    page.goto(serve(sample_site) + "manual/calendar.html")
    ground = rgb(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    for name in (".cal-procedure .cal-bar", "tr:not(.cal-procedure) .cal-bar"):
        bar, words = page.evaluate(f"(s => [s.backgroundColor, s.color])(getComputedStyle(document.querySelector('{name}')))")
        assert contrast(rgb(bar), ground) >= 3
        assert name.startswith(".cal") or contrast(rgb(bar), rgb(words)) >= 4.5  # the bar of a procedure has no words


def rgb(value: str) -> list[float]:
    return [int(part) / 255 for part in re.findall(r"\d+", value)[:3]]


def contrast(one: list[float], other: list[float]) -> float:
    """As WCAG 2 measures it."""

    def light(colour: list[float]) -> float:
        parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


def test_nothing_moves_for_readers_who_asked_for_that(reading: Reading, sample_site: Path, serve: Serve) -> None:
    page = reading(reduced_motion="reduce").new_page()
    page.goto(serve_once(serve, sample_site) + "manual/index.html")
    moving = """[...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e);
      return parseFloat(s.transitionDuration) > 0.001 || parseFloat(s.animationDuration) > 0.001 || s.scrollBehavior === 'smooth'; }).length"""
    assert page.evaluate(moving) == 0


def violations(page: Page) -> list[str]:
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [f"{v['id']} {len(v['nodes'])} {v['nodes'][0]['html'][:160]}" for v in found["violations"]]


def serve_once(serve: Serve, site: Path) -> str:
    if site not in SERVED:
        SERVED[site] = serve(site)
    return SERVED[site]


SERVED: dict[Path, str] = {}
"""One server for each built site."""
