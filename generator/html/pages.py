"""Every file of the generated folder: a table of small functions, each making some pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from generator.edition import Edition
from generator.html import (
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
from generator.html.finish import Finished, finished
from generator.html.page import Page
from generator.html.shell import Site, site
from generator.output import Output
from generator.runtime import parallel
from generator.runtime.cache import Memory

Family = Callable[[Site], Iterable[Page]]
Finish = Callable[[Page], Finished]

BEFORE: tuple[Family, ...] = (home.pages, office_pages.pages)
AFTER: tuple[Family, ...] = (people_pages.pages, orders_pages.pages, register_pages.pages, calendar_pages.pages)
"""The families of pages in the order of the navigation: before and after the procedures."""
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
    finish = partial(finished, made)
    procedures = tuple(procedure_pages.pages(made, finish))  # on all cores, and first: they leave the drawings that the files want
    with parallel.aside(partial(_beside, made), worth_it=memory is None and len(made.manual.procedures) >= MANY) as beside:
        again = partial(_remembered, made) if memory else finish
        ready = (*_ready(made, BEFORE, finish, again), *procedures, *_ready(made, AFTER, finish, again))
        written = [one.page for one in ready]
        listed = (nav.output(made, written), *static.outputs(), *search.outputs(made, written), *source_copies(made))
        all_ = (*(one.output for one in ready), *listed, *beside())
    made.memory.turn()
    return all_


def _beside(made: Site) -> tuple[Output, ...]:
    return tuple(output for function in FILES for output in function(made))


def _ready(made: Site, families: Iterable[Family], finish: Finish, again: Finish) -> Iterator[Finished]:
    """The pages of some families as files; ``again`` finishes those that an edit in a procedure may change, if it did."""
    for family in families:
        if family in FRAMED:
            yield from made.memory.recall(family.__module__, made.frame, lambda family=family: tuple(map(finish, family(made))))  # type: ignore[misc]
        else:
            yield from map(again, family(made))


def _remembered(made: Site, page: Page) -> Finished:
    return made.memory.recall("finish", (page, made.basis, *made.registers), partial(finished, made, page))


def source_copies(made: Site) -> list[Output]:
    """The sources as text files, so that the links at the foot also work offline.

    With a byte order mark: browsers guess the encoding of a text file opened from a folder, and guess wrong.
    """
    return [Output(f"source/{name}.txt", text.encode("utf-8-sig")) for name, text in sorted(made.sources.items())]
