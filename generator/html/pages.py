"""Every file of the generated folder: a table of small functions, each making some pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from generator.documents import matrix, office, order_papers, order_register, person, procedure, registers
from generator.documents.whole import WholePaper
from generator.edition import Edition
from generator.html import (
    calendar_pages,
    data_file,
    emblem,
    home,
    kept,
    my_work,
    nav,
    offline,
    picture_files,
    procedure_pages,
    search,
    static,
)
from generator.html.emitter import paper_page
from generator.html.finish import Finished, finished
from generator.html.page import Page
from generator.html.shell import Site, site
from generator.load.attached import FOLDER, NONE, Attachments
from generator.model.orders import Order
from generator.output import Output
from generator.runtime import parallel
from generator.runtime.memory import Memory

Maker = Callable[[Site], Iterable[Finished]]


def _paper(path: str, build: Callable[[Edition], WholePaper | None], kind: str = "list", hide: tuple[str, ...] = ()) -> Maker:
    """The one page of a paper, if there is any."""

    def made(site_: Site, _: str) -> tuple[Finished, ...]:
        paper = build(site_.edition)
        return (finished(site_, paper_page(site_.settings, path, paper, kind, hide)),) if paper else ()

    return lambda site_: site_.memory.watched("paper", site_.subject, [path], made, kept.PAGES)[0]


def _of_orders(folder: str, build: Callable[[Edition, Order], Iterable[tuple[str, WholePaper]]], kind: str) -> Maker:
    """A page in a folder for each of the papers that an order brings about, the last order first."""

    def every(site_: Site) -> Iterator[Finished]:
        keys = {order.key.slug: order.key for order in reversed(site_.manual.orders)}

        def made(site_: Site, slug: str) -> tuple[Finished, ...]:
            papers = build(site_.edition, site_.edition.order(keys[slug]))
            return tuple(finished(site_, paper_page(site_.settings, f"{folder}/{name}.md", paper, kind)) for name, paper in papers)

        for found in site_.memory.watched(folder, site_.subject, list(keys), made, kept.PAGES):
            yield from found

    return every


def _persons(site_: Site) -> list[Finished]:
    """A page for each person."""

    def made(site_: Site, id_: str) -> Finished:
        return finished(site_, paper_page(site_.settings, f"people/{id_}.md", person.whole(site_.edition, site_.manual.person[id_]), "person"))

    return site_.memory.watched("person", site_.subject, [p.id for p in site_.manual.people.persons], made, kept.PAGE)


def _home(site_: Site) -> tuple[Finished, ...]:
    return tuple(finished(site_, page) for page in home.pages(site_))


PROCEDURES: Maker = procedure_pages.pages
KINDS: tuple[tuple[str, Maker], ...] = (
    ("หน้าแรก", _home),
    ("เกี่ยวกับคู่มือ", _paper("preface.md", office.preface, "prose")),
    ("เกี่ยวกับคู่มือ", _paper("organization.md", office.organization, "charts")),
    ("เกี่ยวกับคู่มือ", _paper("workflow.md", office.workflow, "charts")),
    ("เกี่ยวกับคู่มือ", _paper("symbols.md", office.symbols)),
    ("เกี่ยวกับคู่มือ", _paper("glossary.md", registers.glossary)),
    ("เกี่ยวกับคู่มือ", _paper("review.md", registers.review)),
    ("กระบวนงาน", _paper("procedures/index.md", procedure.listing)),
    ("กระบวนงาน", PROCEDURES),
    ("บุคลากร", _paper("people/index.md", person.listing)),
    ("บุคลากร", _persons),
    ("คำสั่ง", _paper("orders/index.md", order_register.register)),
    ("คำสั่ง", _paper("changes/index.md", order_papers.report)),
    ("คำสั่ง", _paper("matrix.md", matrix.matrix, "matrix", ("toc",))),
    ("คำสั่ง", _of_orders("orders", order_papers.order, "order")),
    ("คำสั่ง", _of_orders("changes", order_papers.to_sign, "sheet")),
    ("แบบฟอร์มและเอกสารอ้างอิง", _paper("forms.md", registers.forms)),
    ("แบบฟอร์มและเอกสารอ้างอิง", _paper("references.md", registers.references)),
    ("ปฏิทิน", calendar_pages.pages),
)
"""Every kind of page: the tab of the navigation in which it stands, and what makes its pages. The sequence is that of the navigation.

A new kind is a builder in :mod:`generator.documents` and a row here: navigation, search, links to sources and memory follow.
"""


def _opened(site_: Site) -> list[Output]:
    """What forms and references open."""
    return [Output(f"{FOLDER}/{name}", data) for name, data in site_.attached.items()]


FILES: tuple[Callable[[Site], Iterable[Output]], ...] = (
    calendar_pages.files, my_work.files, offline.files, picture_files.files, data_file.files, _opened,
)  # fmt: skip
"""What stands beside the pages."""
MANY = 100
"""Procedures from which on the files are made on a core of their own; not if they are to be remembered, since only bytes come back from there."""


def pages(
    edition: Edition,
    sources: Mapping[str, str] | None = None,
    books: Iterable[str] = (),
    memory: Memory | None = None,
    help_pages: Mapping[str, str] | None = None,
    attached: Attachments = NONE,
) -> tuple[Output, ...]:
    """All files of the site for an edition; ``sources`` (path -> text of ``sop/``) are shown beside the pages made from them;
    ``books``: paths of the books that stand beside the pages; ``help_pages`` (path below ``docs/`` -> Markdown) are found by the search;
    ``attached``: the files that forms and references open.
    """
    made = replace(site(edition, sources or {}, books, memory), help_pages=help_pages or {}, attached=attached)
    procedures = tuple(PROCEDURES(made))  # on all cores, and first: they leave the drawings that the files want
    with parallel.aside(partial(_beside, made), worth_it=not made.memory.lasting and len(made.manual.procedures) >= MANY) as beside:
        ready = [(tab, procedures if maker is PROCEDURES else tuple(maker(made))) for tab, maker in KINDS]
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
    yield from static.outputs(emblem.icons(made))
    yield from search.outputs(made, [page for pages_ in tabs.values() for page in pages_])


def source_copies(made: Site) -> list[Output]:
    """The sources as text files, so that the links at the foot also work offline.

    With a byte order mark: browsers guess the encoding of a text file opened from a folder, and guess wrong.
    """
    return [Output(f"source/{name}.txt", text.encode("utf-8-sig")) for name, text in sorted(made.sources.items())]
