"""A page for each procedure: every section that the handbook asks for and the procedure has."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from generator.documents import announced
from generator.documents import procedure as paper
from generator.documents.charted import charted
from generator.documents.whole import WholePaper
from generator.flow.graph import Graph
from generator.flow.lane_plan import LanePlan, lane_plan
from generator.html import kept, picture_files
from generator.html.emitter import paper_page
from generator.html.finish import Finished, answers, basis_of, finished, source_links
from generator.html.kept import KeptPage
from generator.html.shell import Site


class _Read(NamedTuple):
    """All that the page of a procedure is made from: papers say everything in blocks. ``settings``: digest; ``foot``: its last lines."""

    settings: str
    path: str
    procedure: str
    graph: Graph
    plan: LanePlan | None
    whole: WholePaper
    foot: tuple[object, ...]


def pages(site: Site) -> list[Finished]:
    """Each procedure in the handbook's order, with the sheets of its chart as pictures."""
    announced.coming(site.edition)  # once, for all cores
    every = [p.id for p in site.manual.procedures]
    made = site.memory.watched_through("procedure", site.subject, every, _read, partial(_drawn, site), kept.PICTURED)
    site.pictures.update(zip(every, (one.pictures for one in made), strict=True))
    return [one.finished for one in made]


def _read(site: Site, id_: str) -> _Read:
    procedure = site.manual.procedure[id_]
    whole, path = paper.whole(site.edition, procedure), f"procedures/{id_}.md"
    graph = charted(site.edition, procedure)
    foot = (basis_of(site, whole.basis), source_links(site, path, whole.sources), answers(site, path, whole.title))
    return _Read(site.settings_digest, path, id_, graph, lane_plan(site.manual, procedure, graph), whole, foot)


def _drawn(site: Site, read: _Read) -> KeptPage:
    page = paper_page(site.settings, read.path, read.whole, "procedure")
    return KeptPage(finished(site, page), picture_files.of(site.settings, read.procedure, read.graph, read.plan))
