"""Recall and rank of the known answers: what the tests assert and the benchmark prints, with the engine in a real browser."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Browser, Page

from generator.edition import Edition, edition
from generator.html import search
from generator.html.pages import pages
from generator.html.shell import site
from generator.load.loading import load
from generator.source import parsing

HERE = Path(__file__).resolve().parent
SCRIPTS = HERE.parents[1] / "generator" / "html" / "assets" / "search"
ENGINE = ("fold.js", "near.js", "words.js", "excerpt.js", "engine.js")
KINDS = list(search.KINDS)


@dataclass(frozen=True)
class Query:
    """What is typed and where it must be found: places without ``.html``."""

    kind: str
    ask: str
    find: tuple[str, ...]


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
    return next(output.data.decode() for output in pages(made) if output.path == search.PATH)


def index_of(sop: Path) -> str:
    return index(edition_of(sop))


def edition_of(sop: Path) -> Edition:
    sources, unreadable = parsing.read(sop)
    assert not unreadable
    return edition(load(sources))


def quick_index(made: Edition) -> str:
    """The index without the lists and reports among the pages: no chart need be drawn."""
    whole = site(made, {})
    records = [record for function in search.RECORDS for record in function(whole)]
    titles = {f"procedures/{p.id}.html": p.title for p in made.manual.procedures}
    return search.packed(whole, records, titles)


def engine(browser: Browser, index_text: str = "") -> Page:
    """A blank page with the engine and, if given, an index in it."""
    page = browser.new_page()
    for name in ENGINE:
        page.add_script_tag(path=SCRIPTS / name)
    if index_text:
        page.add_script_tag(content=index_text)
    return page


def found(page: Page, ask: str) -> list[str]:
    """The places that a question finds, best first, as the list shows them."""
    got: list[str] = page.evaluate("([ask, kinds]) => sopSearch.query(ask, kinds).groups.flatMap((g) => g.items.map((i) => i.href))", [ask, KINDS])
    return [place.replace(".html", "") for place in got]


def score(query: Query, places: list[str]) -> Score:
    ranks = [places.index(wanted) + 1 for wanted in query.find if wanted in places]
    return Score(query, len(ranks) / len(query.find), 1 / min(ranks) if ranks else 0.0)


def mean(values: list[float]) -> float:
    return sum(values) / len(values)
