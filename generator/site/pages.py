"""Every file of the generated folder: a table of small functions, each making some pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial

from generator import cores
from generator.edition import Edition
from generator.memory import Memory
from generator.output import Output
from generator.site import (
    calendar_pages,
    data_file,
    home,
    my_work,
    nav,
    office_pages,
    offline,
    orders_pages,
    people_pages,
    picture_files,
    procedure_pages,
    register_pages,
    search,
    static,
)
from generator.site.links import links_from
from generator.site.page import Block, Page, emit
from generator.site.shell import Site, site

PAGES: tuple[Callable[[Site], Iterable[Page]], ...] = (
    home.pages,
    office_pages.pages,
    procedure_pages.pages,
    people_pages.pages,
    orders_pages.pages,
    register_pages.pages,
    calendar_pages.pages,
)
FRAMED = frozenset({home.pages, office_pages.pages, people_pages.pages, orders_pages.pages})
"""Those whose pages say of procedures no more than the frame holds: an edit in one procedure leaves them as they are."""

FILES: tuple[Callable[[Site], Iterable[Output]], ...] = (calendar_pages.files, my_work.files, offline.files, picture_files.files, data_file.files)
"""What stands beside the pages."""
MANY = 100
"""Procedures from which on the files are made on a core of their own; not if they are to be remembered, since only bytes come back from there."""


def pages(edition: Edition, sources: Mapping[str, str] | None = None, books: Iterable[str] = (), memory: Memory | None = None) -> tuple[Output, ...]:
    """All files of the site for an edition; ``sources`` (path -> text of ``sop/``) are shown beside the pages made from them;
    ``books``: paths of the books that stand beside the pages.
    """
    made = site(edition, sources or {}, books, memory)
    first: dict[object, tuple[Page, ...]] = {procedure_pages.pages: _written(made, procedure_pages.pages)}  # leaves the drawings for the files
    with cores.aside(partial(_beside, made), worth_it=memory is None and len(made.manual.procedures) >= MANY) as beside:
        written = [page for function in PAGES for page in first.get(function) or _written(made, function)]
        outputs = [made.memory.recall("emit", (page, made.edition.order_line, *made.registers), partial(_emitted, made, page)) for page in written]
        all_ = (*outputs, nav.output(made, written), *static.outputs(), *search.outputs(made, written), *source_copies(made), *beside())
    made.memory.turn()
    return all_


def _beside(made: Site) -> tuple[Output, ...]:
    return tuple(output for function in FILES for output in function(made))


def _written(made: Site, function: Callable[[Site], Iterable[Page]]) -> tuple[Page, ...]:
    if function not in FRAMED:
        return tuple(function(made))
    return made.memory.recall(function.__module__, made.frame, lambda: tuple(function(made)))


def _emitted(made: Site, page: Page) -> Output:
    return emit(with_digits(made, with_foot(made, page)), made.edition.protected)


def with_digits(made: Site, page: Page) -> Page:
    """The page with its titles in the digits of the site."""
    blocks = tuple(replace(block, title=made.shown(block.title)) for block in page.blocks)
    return replace(page, title=made.shown(page.title), description=made.shown(page.description), blocks=blocks)


def with_foot(made: Site, page: Page) -> Page:
    """The page with its last lines: the order it rests on, the YAML it is made from, the whole book to print."""
    links = links_from(page.path)
    sources = [(name, source_link(made, links.source(name), name)) for name in dict.fromkeys(page.sources)]
    foot = made.render("foot.html.j2", links=links, sources=sources, book=made.book(links, "handbook"))
    return replace(page, blocks=(*page.blocks, Block(foot)))


def source_link(made: Site, copy: str, name: str) -> str:
    """Where a source file can be read: the repository if the handbook names one, else the copy in the site; empty if neither."""
    address = made.edition.manual.handbook.source_url
    if address and address.startswith(("https://", "http://")):
        return f"{address.rstrip('/')}/sop/{name}"
    return copy if name in made.sources else ""


def source_copies(made: Site) -> list[Output]:
    """The sources as text files, so that the links at the foot also work offline.

    With a byte order mark: browsers guess the encoding of a text file opened from a folder, and guess wrong.
    """
    return [Output(f"source/{name}.txt", text.encode("utf-8-sig")) for name, text in sorted(made.sources.items())]
