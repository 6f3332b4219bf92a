"""What the browser tests share: the real manual built, every page of a site, a page that tells its errors."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.conftest import ROOT

TODAY = "2025-03-20T05:00:00Z"
"""A day on which nothing has changed since the sample office was built; a test may set another."""


@pytest.fixture(scope="session")
def real_site(built_once: Callable[..., Path]) -> Path:
    """The office's own manual, built."""
    return built_once(ROOT / "sop")


@pytest.fixture(params=["sample", "real"])
def site(request: pytest.FixtureRequest) -> Path:
    """Both manuals, one after the other."""
    found: Path = request.getfixturevalue(f"{request.param}_site")
    return found


@pytest.fixture
def reading(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Opens a reader's browser; what any script of ours throws fails the test."""
    opened: list[BrowserContext] = []
    errors: list[str] = []

    def open_one(**options: object) -> BrowserContext:
        context = browser.new_context(locale="th-TH", service_workers="block", **options)  # type: ignore[arg-type]
        context.clock.set_fixed_time(TODAY)
        context.on("weberror", lambda error: errors.append(str(error.error)))
        opened.append(context)
        return context

    yield open_one
    for context in opened:
        context.close()
    assert not errors


def every_page(site: Path) -> list[str]:
    """The pages of a built site, by address from its root, without the first one, which only leads on."""
    pages = sorted(path for found in site.rglob("*.html") if (path := found.relative_to(site).as_posix()) != "index.html")
    assert len(pages) > 30, "the site is not where this looks"
    return pages


FAMILIES = ("manual/changes/", "manual/people/", "manual/calendar/")
"""Folders of pages that one template makes."""
MOST = 4


def pages_of_every_kind(site: Path) -> list[str]:
    """Every page, but of each of the families the longest only: what a browser must lay out takes a second a page."""
    every = every_page(site)
    chosen = [path for path in every if not path.startswith(FAMILIES)]
    for family in FAMILIES:
        mine = [path for path in every if path.startswith(family)]
        chosen += sorted(mine, key=lambda path: (site / path).stat().st_size)[-MOST:]
    return chosen


MAIN, ELEMENT, CLASSES = re.compile(r"<main.*</main>", re.S), re.compile(r"<([a-z][\w-]*)"), re.compile(r'\bclass="([^"]*)"')
KIND = re.compile(r'class="sop sop-([a-z]+)"')
BY_HAND = "help/"


def one_of_every_kind(site: Path) -> list[str]:
    """As few pages as have everything that any page has: every kind in every folder, every class, every element."""
    parts = {path: _parts(site, path) for path in every_page(site)}
    left, chosen = set[str]().union(*parts.values()), list[str]()
    while left:
        chosen.append(max(parts, key=lambda path: (len(parts[path] & left), -(site / path).stat().st_size)))
        left -= parts[chosen[-1]]
    for path in sorted(chosen, key=lambda path: -(site / path).stat().st_size):
        others = [other for other in chosen if other != path]
        if parts[path] <= set[str]().union(*(parts[other] for other in others)):
            chosen = others
    assert len(chosen) > 20
    return chosen


def _parts(site: Path, path: str) -> set[str]:
    """The kind of a page (a page that is the only one at its place is one of its own) and what it consists of."""
    main = MAIN.findall((site / path).read_text("utf-8"))[0]
    place = BY_HAND if path.startswith(BY_HAND) else "/".join(path.split("/")[:2])
    kind = f"{place} {''.join(KIND.findall(main)[:1])}"
    return {kind, *ELEMENT.findall(main), *(f".{name}" for names in CLASSES.findall(main) for name in names.split())}
