"""The web app: reading on without a network, and being told that a copy is old."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.conftest import SAMPLE, build_site, until

FIELD = "[data-sop-search] input"
OPTION = '[data-sop-search] [role="option"]'
READY = "navigator.serviceWorker.ready.then(() => true)"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context()
    yield opened
    opened.close()


def visit(context: BrowserContext, address: str) -> Page:
    """The home page once the whole manual is kept."""
    page = context.new_page()
    page.goto(address + "manual/index.html")
    assert page.evaluate(READY)
    until(page, "navigator.serviceWorker.controller !== null")
    return page


def test_after_one_visit_every_kind_of_page_and_the_search_work_without_a_network(
    context: BrowserContext, sample_site: Path, serve: Callable[[Path], str]
) -> None:
    address = serve(sample_site)
    page = visit(context, address)
    context.set_offline(True)
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url) if request.failure != "net::ERR_ABORTED" else None)  # by the next page
    for name in ("index", "procedures/acquire-books", "people/datchani", "orders/index", "forms", "glossary", "calendar"):
        page.goto(f"{address}manual/{name}.html")
        expect(page.locator("h1").first).to_be_visible()
        assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px Sarabun', 'ก'))")
    page.goto(address)
    page.wait_for_url("**/manual/index.html")
    page.wait_for_timeout(300)
    page.keyboard.press("/")
    page.keyboard.type("ซ่อมหนังสอื")
    expect(page.locator(OPTION).first).to_contain_text("ซ่อมหนังสือ")
    page.keyboard.press("Enter")
    page.wait_for_url("**/manual/procedures/**")
    expect(page.locator(".sop-copy")).to_contain_text("ไม่ได้ต่ออินเทอร์เน็ต กำลังอ่านสำเนาในเครื่อง ตามคำสั่ง")
    assert [url for url in failed if "edition.json" not in url] == []


def test_a_copy_older_than_the_order_in_force_says_so_and_is_renewed_on_request(
    context: BrowserContext, sample_site: Path, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    published = tmp_path / "published"
    shutil.copytree(sample_site, published)
    page = visit(context, serve(published))
    expect(page.locator(".sop-copy")).to_have_count(0)

    newer = tmp_path / "sop"
    shutil.copytree(SAMPLE, newer)
    handbook = newer / "handbook.yml"
    handbook.write_text(handbook.read_text("utf-8").replace("title: คู่มือการปฏิบัติงาน ", "title: คู่มือเล่มใหม่ ", 1), "utf-8")
    site = build_site(tmp_path, newer, "--as-of", "15/3/2566")
    shutil.rmtree(published)
    shutil.copytree(site, published)

    page.reload()
    expect(page.locator("h1")).to_contain_text("คู่มือการปฏิบัติงาน")
    expect(page.locator(".sop-copy")).to_contain_text("สำเนานี้เก่ากว่าคำสั่งที่ใช้อยู่ (ตามคำสั่ง")
    page.get_by_role("button", name="เปิดฉบับใหม่").click()
    expect(page.locator("h1")).to_contain_text("คู่มือเล่มใหม่", timeout=30_000)
    expect(page.locator(".sop-copy")).to_have_count(0)
    kept = page.evaluate("caches.open('sop-manual').then(c => c.keys()).then(keys => keys.map(k => new URL(k.url).pathname))")
    assert len(kept) == len(set(kept)) > 50, "the old copy is gone"


def test_a_site_that_no_longer_keeps_copies_takes_its_own_away(
    context: BrowserContext, sample_site: Path, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    published = tmp_path / "published"
    shutil.copytree(sample_site, published)
    page = visit(context, serve(published))
    (published / "sw.js").unlink()
    (published / "edition.json").unlink()
    page.reload()
    until(page, "navigator.serviceWorker.getRegistrations().then(found => found.length === 0)")
    for _ in range(20):  # what the old worker was still fetching may come after; the next opening of a page clears it
        if not page.evaluate("caches.has('sop-manual')"):
            return
        page.wait_for_timeout(500)
        page.reload()
    pytest.fail("the copy is still there")


def test_how_to_take_the_manual_along_is_told_once_where_the_browser_can_install_it(
    context: BrowserContext, sample_site: Path, serve: Callable[[Path], str]
) -> None:
    page = visit(context, serve(sample_site))
    offer = """() => dispatchEvent(Object.assign(new Event("beforeinstallprompt", {cancelable: true}), {prompt: () => { window.asked = true; }}))"""
    assert not page.evaluate(offer), "the browser's own bar stays away"
    expect(page.locator(".sop-copy")).to_contain_text("แม้ไม่ต่ออินเทอร์เน็ต")
    page.get_by_role("button", name="ติดตั้งในเครื่องนี้").click()
    assert page.evaluate("window.asked")
    expect(page.locator(".sop-copy")).to_have_count(0)
    page.reload()
    assert page.evaluate(offer)
    expect(page.locator(".sop-copy")).to_have_count(0)


def test_opened_from_a_folder_nothing_is_kept_and_nothing_fails(context: BrowserContext, sample_site: Path) -> None:
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((sample_site / "index.html").as_uri())
    page.wait_for_url("**/manual/index.html")
    page.locator("label[for='__palette_1']").click()
    page.locator("label[for='__palette_2']").click()
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px Sarabun', 'ก'))")
    assert page.evaluate("[...document.fonts].map(face => face.display)") == ["swap"] * 2  # late letters come all the same: many machines lack Thai
    assert errors == []
