"""What comes at once stays where it is: on a slow line and a slow machine nothing moves, and a reader's own work is in the first picture."""

from __future__ import annotations

import functools
import gzip
import re
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from generator.publish import theme_css
from generator.publish.theme_css import UNUSED
from tests.browser.conftest import one_of_every_kind

SLOW = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750}
"""A line of 1.6 Mb/s as mobile measures of pages take it, in bytes a second and milliseconds."""
SIZES = {"desktop": {"width": 1366, "height": 768}, "phone": {"width": 390, "height": 844}}
PAGES = ("index.html", "procedures/acquire-books.html", "people/datchani.html", "orders/2568-20-reading-office.html")
WATCH = """
window.moved = 0; window.first = null;
new PerformanceObserver(list => list.getEntries().forEach(e => { if (!e.hadRecentInput) window.moved += e.value; }))
  .observe({type: 'layout-shift', buffered: true});
(function look() {
  if (performance.getEntriesByName('first-contentful-paint').length === 0) return requestAnimationFrame(look);
  window.first = (document.querySelector('#my-work .my-body') || document.body).textContent;
})();
"""
LIMIT = 0.1
"""Cumulative layout shift above which a page needs improvement (https://web.dev/articles/cls)."""
REQUESTS = 13
"""Of a first visit at most: on a slow line each costs a round trip."""


class Packed(SimpleHTTPRequestHandler):
    """Sends texts as a server of an office does: compressed, over one connection."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.suffix not in (".html", ".css", ".js", ".svg", ".json") or not path.is_file():
            return super().do_GET()
        data = gzip.compress(path.read_bytes())
        self.send_response(200)
        for name, value in (("Content-Type", self.guess_type(path)), ("Content-Encoding", "gzip"), ("Content-Length", str(len(data)))):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)
        return None


@pytest.fixture(scope="module")
def manual(sample_site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Packed, directory=str(sample_site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/manual/"
    server.shutdown()


def visit(context: BrowserContext, address: str) -> dict[str, float | str]:
    """What moved on a page until it was quiet, what stood in its first picture, how many files it asked for."""
    page = context.new_page()
    page.add_init_script(WATCH)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(address, wait_until="load")
    page.wait_for_timeout(800)
    expect(page.locator(".md-content h1")).to_be_visible()
    found: dict[str, float | str] = page.evaluate(
        "({moved: window.moved, first: window.first, asked: performance.getEntriesByType('resource').filter(e => !/sw\\.js|edition|manifest/.test(e.name)).length})"
    )
    page.close()
    return found


@pytest.mark.parametrize("size", list(SIZES))
def test_nothing_moves_and_the_readers_work_is_in_the_first_picture(browser: Browser, manual: str, size: str) -> None:
    context = browser.new_context(viewport=SIZES[size], locale="th-TH", service_workers="block")  # type: ignore[arg-type]
    blank = context.new_page()
    blank.goto(manual + "assets/site.css")
    blank.evaluate("localStorage.setItem('sop-my-name', 'person-datchani')")  # as one who chose a name in an earlier edition
    for path in ("index.html", *PAGES):
        found = visit(context, manual + path)
        assert float(found["moved"]) < LIMIT, (path, found)
        assert int(found["asked"]) <= REQUESTS, (path, found)
        if path == "index.html":
            assert "กระบวนงานของท่าน" in str(found["first"]), found
    context.close()


def test_what_is_left_out_of_the_styles_of_the_theme_would_have_met_nothing(reading: Callable[..., BrowserContext], sample_site: Path) -> None:
    theme = files("material") / "templates" / "assets" / "stylesheets"
    css = "".join(path.read_text("utf-8") for path in theme.iterdir() if path.name.endswith(".css"))
    every, kept = (set(SELECTORS.findall(text)) for text in (css, theme_css.pruned(css)))
    gone = sorted({one.strip() for name in every - kept for one in name.split(",") if UNUSED.search(one)})
    assert len(gone) > 300
    page = reading(viewport={"width": 1366, "height": 900}).new_page()
    met = []
    for path in one_of_every_kind(sample_site):
        page.goto((sample_site / path).as_uri())
        met += [(path, name) for name in page.evaluate(MET, gone)]
    assert not met


SELECTORS = re.compile(r"([^{}\"';@]+)\{")
MET = """names => names.filter(name => {
  try { return document.querySelector(name.replace(/::?(?!not|is|where|has|first|last|nth)[a-z-]+/g, '')); } catch { return false; }
})"""
