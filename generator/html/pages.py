"""Every file of the generated folder: a table of small functions, each making some pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from generator.edition import Edition
from generator.html import (
    calendar_pages,
    change_pages,
    data_file,
    home,
    matrix_page,
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
Maker = Callable[[Site, Finish], Iterable[Finished]]


def _each(family: Family) -> Maker:
    """The pages of a family; one that is the page of the last compile is finished already."""

    def made(site_: Site, finish: Finish) -> Iterator[Finished]:
        for page in family(site_):
            parts = (page, site_.basis, *site_.registers)
            yield site_.memory.recall("finish", parts, partial(finish, page)) if site_.remembers else finish(page)

    return made


def _framed(family: Family) -> Maker:
    """Pages that say of procedures no more than the frame holds: an edit in one procedure leaves them as they are."""
    name = f"{family.__module__}.{family.__name__}"
    return lambda site_, finish: site_.memory.recall(name, site_.frame, lambda: tuple(map(finish, family(site_))))


PROCEDURES: Maker = procedure_pages.pages
KINDS: tuple[tuple[str, Maker], ...] = (
    ("หน้าแรก", _framed(home.pages)),
    ("เกี่ยวกับคู่มือ", _framed(office_pages.pages)),
    ("เกี่ยวกับคู่มือ", _each(register_pages.glossary)),
    ("เกี่ยวกับคู่มือ", _each(register_pages.review)),
    ("กระบวนงาน", PROCEDURES),
    ("บุคลากร", _framed(people_pages.pages)),
    ("คำสั่ง", _framed(orders_pages.listed)),
    ("คำสั่ง", _framed(change_pages.pages)),
    ("คำสั่ง", _framed(matrix_page.pages)),
    ("คำสั่ง", _framed(orders_pages.pages)),
    ("คำสั่ง", _framed(change_pages.sheet_pages)),
    ("แบบฟอร์มและเอกสารอ้างอิง", _each(register_pages.forms)),
    ("แบบฟอร์มและเอกสารอ้างอิง", _each(register_pages.references)),
    ("ปฏิทิน", _each(calendar_pages.pages)),
)
"""Every kind of page: the tab of the navigation in which it stands, and what makes its pages. The sequence is that of the navigation."""

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
    procedures = tuple(PROCEDURES(made, finish))  # on all cores, and first: they leave the drawings that the files want
    with parallel.aside(partial(_beside, made), worth_it=memory is None and len(made.manual.procedures) >= MANY) as beside:
        ready = [(tab, procedures if maker is PROCEDURES else tuple(maker(made, finish))) for tab, maker in KINDS]
        listed = [*_listed(made, ready), *source_copies(made)]
        all_ = (*(one.output for _, found in ready for one in found), *listed, *beside())
    made.memory.turn()
    return all_


def _beside(made: Site) -> tuple[Output, ...]:
    return tuple(output for function in FILES for output in function(made))


def _listed(made: Site, ready: Iterable[tuple[str, Iterable[Finished]]]) -> Iterator[Output]:
    """What knows every page: the navigation and the search; and what is shipped as it is."""
    tabs: dict[str, list[Page]] = {}
    for tab, found in ready:
        tabs.setdefault(tab, []).extend(one.page for one in found)
    yield nav.output(made, tabs.items())
    yield from static.outputs()
    yield from search.outputs(made, [page for pages_ in tabs.values() for page in pages_])


def source_copies(made: Site) -> list[Output]:
    """The sources as text files, so that the links at the foot also work offline.

    With a byte order mark: browsers guess the encoding of a text file opened from a folder, and guess wrong.
    """
    return [Output(f"source/{name}.txt", text.encode("utf-8-sig")) for name, text in sorted(made.sources.items())]
