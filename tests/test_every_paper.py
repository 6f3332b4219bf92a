"""Nothing is lost: every document of both offices is walked, and each of its texts found where it is written: on its finished page, in the volumes
that print it, in a terminal, in Word.

An output is one row of ``OUTPUTS``: an office to the documents that it writes, each with its texts and all that came out.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple
from unittest import mock

import pytest

from generator import compile
from generator.documents import model as m
from generator.documents import order_papers, sheets
from generator.documents.whole import WholePaper
from generator.docx import papers as papers_in_word
from generator.edition import Edition, edition
from generator.html import emitter as page_emitter
from generator.html.page import OPEN
from generator.load import attached
from generator.load.loading import load
from generator.pdf import emitter as paper_emitter
from generator.pdf import proof, volumes
from generator.source import parsing
from generator.thai.digits import to_arabic
from tests.test_documents import packed, screen, texts, word

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = {"sample": ROOT / "tests/sample/sop", "real": ROOT / "sop"}
NO_PAPER = {"index.md"}
"""The one page that is laid out, not written: the first."""
DOCUMENTS, TEXTS = 40, 3000
"""So many are found at least in each output."""


class Written(NamedTuple):
    """A document, its texts, and what an output made of it."""

    name: str
    texts: list[str]
    made: str


@dataclass(frozen=True)
class Office:
    """An office compiled: its papers by their pages, its pages, its volumes with the blocks that they print."""

    edition: Edition
    books: frozenset[str]
    papers: dict[str, WholePaper]
    pages: dict[str, str]
    volumes: dict[str, tuple[tuple[m.Block, ...], str]]


@cache
def office(name: str) -> Office:
    of = edition(load(parsing.read(FOLDERS[name])[0]))
    books = frozenset([*(plan.path for plan in volumes.plans(of)), *(job.path for job in papers_in_word.papers(of))])
    papers, outputs = noted_pages(of, books, attached.read(FOLDERS[name], of.manual))
    return Office(of, books, papers, outputs, dict(noted_volumes(of)))


def noted_pages(of: Edition, books: frozenset[str], opened: Mapping[str, bytes]) -> tuple[dict[str, WholePaper], dict[str, str]]:
    """Every page of the site, and the papers that its pages are made from."""
    papers: dict[str, WholePaper] = {}
    make = page_emitter.paper_page

    def noted(site, path, paper, *rest):
        papers[path] = paper
        return make(site, path, paper, *rest)

    with patched("html", ("pages", "procedure_pages", "calendar_pages"), "paper_page", noted):
        outputs = {o.path: o.data.decode() for o in compile(of.manual, of.as_of, books=books, attached=opened) if o.path.endswith(".md")}
    assert outputs.keys() - papers.keys() == NO_PAPER, "a page is not made from a paper"
    return papers, outputs


def noted_volumes(of: Edition) -> Iterator[tuple[str, tuple[tuple[m.Block, ...], str]]]:
    """Every volume: the blocks that it prints, and its words."""
    printed: list[m.Block] = []
    emit = paper_emitter.emit

    def noted(sheets_, found, *rest):
        found = tuple(found)
        printed.extend(found)
        return emit(sheets_, found, *rest)

    with patched("pdf", ("volumes", "front", "orders", "procedures"), "emit", noted):
        for plan in volumes.plans(of):
            printed.clear()
            volume = plan.volume()
            yield plan.path, (tuple(printed), "".join(proof.said(volume)))


@contextmanager
def patched(package: str, modules: Iterable[str], name: str, made: Callable) -> Iterator[None]:
    with ExitStack() as stack:
        for module in modules:
            stack.enter_context(mock.patch(f"generator.{package}.{module}.{name}", made))
        yield


def on_pages(of: Office) -> Iterator[Written]:
    """Pages have the remarks, too; ways to books that are not there they leave out."""
    for path, paper in of.papers.items():
        blocks = [b for b in paper.blocks if not (isinstance(b, m.Para) and b.role == "ways") or leads(b, of.books)]
        yield Written(path, [*texts(blocks), *notes(tuple(blocks))], html.unescape(re.sub(r"<[^>]+>", "", of.pages[path].replace(OPEN, ""))))


def leads(block: m.Para, books: frozenset[str]) -> bool:
    files = [run.to.id for run in block.runs if isinstance(run, m.Link) and run.to.kind == "book"]
    return all(f"books/{name}" in books or f"books/{name}.pdf" in books for name in files)


def notes(value: object) -> Iterator[str]:
    if isinstance(value, m.Note):
        yield from (run if isinstance(run, str) else run.text for run in value.runs)
    elif isinstance(value, tuple):
        yield from (text for part in value for text in notes(part))
    elif is_dataclass(value) and type(value).__module__.startswith("generator.documents"):
        yield from (text for field in fields(value) for text in notes(getattr(value, field.name)))


def in_terminals(of: Office) -> Iterator[Written]:
    return (Written(path, [*texts(paper.blocks)], screen(of.edition, paper.blocks)) for path, paper in of.papers.items())


def in_volumes(of: Office) -> Iterator[Written]:
    return (Written(path, [*texts(blocks)], made) for path, (blocks, made) in of.volumes.items())


def in_word(of: Office) -> Iterator[Written]:
    return (Written(path, [*texts(paper.blocks)], word(of.edition, paper.blocks)) for path, paper in of.papers.items())


OUTPUTS: dict[str, Callable[[Office], Iterator[Written]]] = {
    "page": on_pages,
    "screen": in_terminals,
    "volume": in_volumes,
    "word": in_word,
}


@pytest.mark.parametrize("output", OUTPUTS)
def test_every_text_of_every_document_is_found_where_it_is_written(output):
    documents = count = 0
    for of in map(office, FOLDERS):
        for name, wanted, made in OUTPUTS[output](of):
            said = to_arabic(packed(made))
            assert [text for text in wanted if to_arabic(packed(of.edition.shown(text))) not in said] == [], name
            documents, count = documents + 1, count + len(wanted)
    assert documents >= DOCUMENTS and count >= TEXTS


@pytest.mark.parametrize("name", FOLDERS)
def test_what_is_signed_has_the_same_words_on_its_page_and_on_paper(name):
    of = office(name)
    signed = 0
    for path, paper in (found for one in of.edition.manual.orders for found in order_papers.to_sign(of.edition, one)):
        order = path.split("/")[0]
        printed, _ = of.volumes[f"books/changes-{order}.pdf"]
        said = set(map(packed, texts(printed)))
        assert of.papers[f"changes/{path}.md"] == paper
        lost = [text for text in texts(paper.blocks) if packed(text) not in said]
        assert not lost, (path, lost[:3])
        signed += packed(sheets.DECLARED) in said
    assert signed >= 3


@pytest.mark.parametrize("name", FOLDERS)
def test_an_order_in_force_is_printed_as_its_page_has_it(name):
    of = office(name)
    printed = set(map(packed, texts(of.volumes[volumes.HANDBOOK][0])))
    found = 0
    for order in (of.edition.order(key) for key in of.edition.register.in_force):
        paper = next(b for b in of.papers[f"orders/{order.key.slug}.md"].blocks if isinstance(b, m.Part) and b.role == "paper")
        own = [b for b in paper.blocks if not (isinstance(b, m.Para) and b.role == "title")]
        assert [text for text in texts(own) if packed(text) not in printed] == [], order.key
        found += 1
    assert found
