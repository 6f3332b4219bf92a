"""Recall and rank of the known answers: what the tests assert and the benchmark prints, with the engine in a real browser."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from generator.cli.folder import help_pages
from generator.edition import Edition, edition
from generator.html import search
from generator.html.page import Block, Page
from generator.html.pages import pages
from generator.html.shell import site
from generator.load.loading import load
from generator.source import parsing

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from playwright.sync_api import Page as Tab

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SCRIPTS = ROOT / "generator" / "html" / "assets" / "search"
ENGINE = ("fold.js", "meanings.js", "layout.js", "near.js", "words.js", "reading.js", "lines.js", "excerpt.js", "engine.js", "answer.js")
STAFF = {1: "half to work with", 2: "half opened at the end", 3: "written meanwhile"}
EVERYTHING = "*"
"""What the list is asked for to show all of every page."""


@dataclass(frozen=True)
class Query:
    """What is typed and where it must be found: places without ``.html``."""

    kind: str
    ask: str
    find: tuple[str, ...]


def staff(part: int, name: str) -> list[Query]:
    """The questions as staff type them, of one of ``STAFF``; any one place of ``find`` answers them."""
    told: dict[str, list[dict[str, Any]]] = yaml.safe_load((HERE / f"staff-{part}.yml").read_text("utf-8"))[name]
    return [Query(kind, q["ask"], tuple(q["find"])) for kind, list_ in told.items() for q in list_]


@dataclass(frozen=True)
class Score:
    """``recall``: share of the wanted places that were found; ``rank``: 1 / place of the first of them, 0 if none."""

    query: Query
    recall: float
    rank: float


def queries(name: str) -> list[Query]:
    told: dict[str, list[dict[str, Any]]] = yaml.safe_load((HERE / "queries.yml").read_text("utf-8"))[name]
    return [Query(kind, q["ask"], tuple(q["find"])) for kind, list_ in told.items() for q in list_]


def index(made: Edition) -> str:
    """The index of an edition, as the site ships it."""
    return indexes(made)[0]


def indexes(made: Edition) -> tuple[str, str]:
    """The same, and that of the help."""
    made_files = {output.path: output.data for output in pages(made, help_pages=help_pages(ROOT))}
    return made_files[search.PATH].decode(), made_files[search.HELP_PATH].decode()


def index_of(sop: Path) -> str:
    return index(edition_of(sop))


def edition_of(sop: Path) -> Edition:
    sources, unreadable = parsing.read(sop)
    assert not unreadable
    return edition(load(sources))


def quick_index(made: Edition) -> str:
    """The index without the lists and reports among the pages, and with the headings that every procedure may have: no chart need be drawn."""
    whole = site(made, {})
    records = [record for function in search.RECORDS for record in function(whole)]
    blocks = tuple(Block("", section.title, section.kind) for section in made.manual.handbook.sections)
    return search.packed(whole, records, [Page(f"procedures/{p.id}.md", p.title, "", blocks) for p in made.manual.procedures])


def engine(browser: Browser, index_text: str = "", help_text: str = "") -> Tab:
    """A blank page with the engine and, if given, an index and the help in it."""
    page = browser.new_page()
    for name in ENGINE:
        page.add_script_tag(path=SCRIPTS / name)
    if help_text:
        page.add_script_tag(content=help_text)
    if index_text:
        page.add_script_tag(content=index_text)
    return page


def found(page: Tab, ask: str) -> list[str]:
    """The places that a question finds, best first, as the list shows them."""
    return _places(page, ask, [EVERYTHING])


def shown(page: Tab, ask: str) -> list[str]:
    """The places that stand in the list before anything more is asked for."""
    return _places(page, ask, [])


def _places(page: Tab, ask: str, more: list[str]) -> list[str]:
    got: list[str] = page.evaluate("([ask, more]) => sopSearch.query(ask, more).groups.flatMap((g) => g.items.map((i) => i.href))", [ask, more])
    return [place.removeprefix("../").replace(".html", "") for place in got]


def score(query: Query, places: list[str]) -> Score:
    ranks = [places.index(wanted) + 1 for wanted in query.find if wanted in places]
    return Score(query, len(ranks) / len(query.find), 1 / min(ranks) if ranks else 0.0)


def answered(query: Query, places: list[str]) -> Score:
    """A question that any of its places answers."""
    ranks = [places.index(wanted) + 1 for wanted in query.find if wanted in places]
    return Score(query, 1.0 if ranks else 0.0, 1 / min(ranks) if ranks else 0.0)


def mean(values: list[float]) -> float:
    return sum(values) / len(values)
