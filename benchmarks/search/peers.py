"""The same questions to other engines, on the same site: the theme's own search and Pagefind."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[2]
PAGEFIND = os.environ.get("PAGEFIND", "npx --yes pagefind@1.5.2")
Ask = Callable[[str], list[str]]

THEME = """async (worker) => {
  const index = await (await fetch('search/search_index.json')).json();
  const asked = new Worker(worker);
  const next = (type) => new Promise((told) => asked.addEventListener('message', function on({data}) {
    if (data.type === type) { asked.removeEventListener('message', on); told(data.data); }
  }));
  const ready = next(1);
  asked.postMessage({type: 0, data: {config: index.config, docs: index.docs, options: {suggest: false}}});
  await ready;
  window.askTheme = (question) => { const answer = next(3); asked.postMessage({type: 2, data: question}); return answer; };
}"""


def chromium() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("CHROMIUM") or next((path for name in names if (path := shutil.which(name))), None)


def engines(browser: Browser, folder: Path, sop: Path) -> Iterator[tuple[str, Ask]]:
    """Each engine that can be had here, ready to be asked; it answers with places below ``manual/``, best first."""
    built = _build(folder, sop)
    address = _serve(built)
    yield "theme (lang: th)", _theme(browser, built, address)
    if subprocess.run([*PAGEFIND.split(), "--site", str(built)], capture_output=True, check=False).returncode == 0:
        yield "Pagefind", _pagefind(browser, address)
    else:
        print("Pagefind cannot be had here", file=sys.stderr)


WHOLE = """def on_page_content(html, **_):
    return html.replace("<!--[body]", "").replace("[body]-->", "")
"""
"""Our bodies stand in comments until the template opens them; the theme's index is made before that, so here they are opened earlier."""


def _build(folder: Path, sop: Path) -> Path:
    """The site with the theme's search switched on, and shown the whole of each page."""
    text = (ROOT / "mkdocs.yml").read_text("utf-8").replace("plugins: []", "hooks: [whole.py]\nplugins:\n  - search:\n      lang: th")
    (folder / "whole.py").write_text(WHOLE, "utf-8")
    (folder / "mkdocs.yml").write_text(text, "utf-8")
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    shutil.copytree(ROOT / "docs", folder / "docs", ignore=shutil.ignore_patterns("manual"))
    command = [sys.executable, "-m", "generator", "build", "--sop", str(sop), "--config", str(folder / "mkdocs.yml")]
    subprocess.run([*command, "--site", str(folder / "site"), "--no-book"], cwd=ROOT, check=True, capture_output=True)
    return folder / "site"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def _serve(folder: Path) -> str:
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/"


def _page(browser: Browser, address: str) -> Page:
    page = browser.new_context(service_workers="block").new_page()
    page.goto(address + "404.html")
    return page


def _place(address: str) -> str:
    return unquote(urlsplit(address).path).removeprefix("/").removeprefix("manual/").removesuffix(".html")


def _theme(browser: Browser, site: Path, address: str) -> Ask:
    page = _page(browser, address)
    [worker] = (site / "assets" / "javascripts" / "workers").glob("search.*.js")
    page.evaluate(THEME, worker.relative_to(site).as_posix())

    def ask(question: str) -> list[str]:
        answer = page.evaluate("question => askTheme(question)", question)
        return [_place(found["location"]) for group in answer["items"] for found in group]

    return ask


def _pagefind(browser: Browser, address: str) -> Ask:
    page = _page(browser, address)

    def ask(question: str) -> list[str]:
        urls = page.evaluate(
            """async (question) => {
              const pagefind = await import('/pagefind/pagefind.js');
              return Promise.all((await pagefind.search(question)).results.map(async (r) => (await r.data()).url));
            }""",
            question,
        )
        return [_place(url) for url in urls]

    return ask
