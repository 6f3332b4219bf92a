"""For everyone: no violation found by axe, no sideways scrolling, everything by keyboard, large text, less motion."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import every_page, one_of_every_kind, pages_of_every_kind
from tests.conftest import until

AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
ALIKE = ("help/rules.html", "manual/changes/index.html")
"""Pages that say the same kind of thing many times: their beginning is enough for axe, whose time grows with the square."""
Reading = Callable[..., BrowserContext]
Serve = Callable[[Path], str]


def test_axe_finds_nothing_on_any_kind_of_page(reading: Reading, sample_site: Path, serve: Serve) -> None:
    context = reading(color_scheme="light", reduced_motion="reduce")
    context.add_init_script(AXE)
    page, found = context.new_page(), []
    for number, path in enumerate(one_of_every_kind(sample_site)):
        page.emulate_media(color_scheme="light")
        page.goto(serve(sample_site) + path)
        if path in ALIKE:
            page.evaluate("[...document.querySelector('article').children].slice(14).forEach(e => e.remove())")
        for scheme, width in VIEWS[number % 2]:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            until(page, f"document.body.dataset.mdColorScheme === '{'slate' if scheme == 'dark' else 'default'}'")
            page.wait_for_timeout(50)
            where = {"exclude": [".md-sidebar"]} if width == 390 else {}  # closed on a phone; see what opens
            if violations(page, where):
                page.wait_for_timeout(1000)  # on a busy machine a colour may still be on its way
                found += [f"{path} {scheme} {width}: {violation}" for violation in violations(page, where)]
    assert not found


VIEWS = (("light", 1440), ("dark", 390)), (("dark", 1440), ("light", 390))
"""Of every other page: what pages share is looked at in all four."""


@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_in_what_opens(reading: Reading, sample_site: Path, serve: Serve, width: int) -> None:
    context = reading(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    context.add_init_script(AXE)
    page = context.new_page()
    page.goto(serve(sample_site) + "manual/procedures/acquire-books.html")
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


def test_no_page_scrolls_sideways_and_frames_that_do_take_the_focus_have_a_name_and_say_so(reading: Reading, site: Path, serve: Serve) -> None:
    page = reading(viewport={"width": 390, "height": 700}).new_page()
    wide, silent, hinted = [], [], 0
    for path in pages_of_every_kind(site):
        page.set_viewport_size({"width": 390, "height": 700})
        page.goto(serve(site) + path)
        page.wait_for_timeout(50)
        silent += [f"{path} {name}" for name in page.evaluate(SILENT)]
        hinted += page.evaluate("document.querySelectorAll('.sop-wide').length")
        wide += [f"{path} 390"] * page.evaluate(SIDEWAYS)
        page.set_viewport_size({"width": 320, "height": 700})
        wide += [f"{path} 320"] * page.evaluate(SIDEWAYS)
    assert not wide and not silent
    assert hinted


SIDEWAYS = "Number(document.documentElement.scrollWidth > innerWidth)"
SILENT = """() => [...document.querySelectorAll('.md-content *')]
  .filter(e => e.clientWidth > 1 && e.scrollWidth > e.clientWidth + 1 && ['auto', 'scroll'].includes(getComputedStyle(e).overflowX))
  .filter(e => e.tabIndex < 0 || !(e.getAttribute('aria-label') || e.getAttribute('aria-labelledby')) || !e.classList.contains('sop-wide'))
  .map(e => e.className)"""


def test_text_twice_as_large_still_fits_the_page(reading: Reading, sample_site: Path, serve: Serve) -> None:
    page = reading(viewport={"width": 1280, "height": 900}).new_page()
    wide = []
    for path in one_of_every_kind(sample_site):
        page.goto(serve(sample_site) + path)
        page.evaluate("document.documentElement.style.setProperty('font-size', '250%', 'important')")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(path)
    assert not wide


def test_the_first_tab_leads_past_the_menu_and_focus_is_seen_all_the_way(reading: Reading, sample_site: Path, serve: Serve) -> None:
    page = reading(viewport={"width": 1440, "height": 900}).new_page()
    page.goto(serve(sample_site) + "manual/procedures/acquire-books.html")
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
    page.goto(serve(sample_site) + "manual/people/index.html")
    assert not page.evaluate("[...document.querySelectorAll('.md-sidebar--primary a')].some(e => getComputedStyle(e).visibility === 'visible')")
    page.locator(".sop-menu").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".sop-menu")).to_have_attribute("aria-expanded", "true")
    until(page, "document.activeElement.closest('.md-sidebar--primary') !== null")
    page.keyboard.press("Escape")
    expect(page.locator(".sop-menu")).to_be_focused()
    expect(page.locator(".sop-menu")).to_have_attribute("aria-expanded", "false")


class Outline(HTMLParser):
    """The levels of the headings of a page's own part, and its tables: of each whether it has heads, and whether all of them say for what."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.above: list[tuple[str, str]] = []
        self.levels: list[int] = []
        self.heads: list[list[bool]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        said = dict(attributes)
        if tag in ("h1", "h2", "h3", "h4") and "main" in [above for above, _ in self.above]:
            self.levels.append(int(tag[1]))
        if tag == "table" and any("sop" in classes.split() for _, classes in self.above):
            self.heads.append([])
        if tag == "th" and self.heads:
            self.heads[-1].append("scope" in said)
        self.above.append((tag, said.get("class") or ""))

    def handle_endtag(self, tag: str) -> None:
        while tag in [above for above, _ in self.above] and self.above.pop()[0] != tag:
            pass  # one that has no end of its own (``<br>``)


def test_headings_go_down_one_by_one_and_every_table_has_heads_with_a_scope(site: Path) -> None:
    tables = 0
    for path in every_page(site):
        outline = Outline((site / path).read_text("utf-8"))
        levels = outline.levels
        assert levels.count(1) == 1 and all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False)), (path, levels)
        assert all(heads and all(heads) for heads in outline.heads), path
        tables += len(outline.heads)
    assert tables > 20


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
    page.goto(serve(sample_site) + "manual/index.html")
    moving = """[...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e);
      return parseFloat(s.transitionDuration) > 0.001 || parseFloat(s.animationDuration) > 0.001 || s.scrollBehavior === 'smooth'; }).length"""
    assert page.evaluate(moving) == 0


EVERY = {"resultTypes": ["violations"]}


def violations(page: Page, where: Mapping[str, object] | None = None) -> list[str]:
    found = page.evaluate("([where, rules]) => axe.run({include: document, ...where}, rules)", [where or {}, EVERY])
    return [f"{v['id']} {len(v['nodes'])} {v['nodes'][0]['html'][:160]}" for v in found["violations"]]
