"""A page for each procedure: every section that the handbook asks for and the procedure has."""

from __future__ import annotations

from collections.abc import Callable
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
from generator.html.finish import Finished, answers, basis_of, source_links
from generator.html.kept import KeptPage
from generator.html.page import Page
from generator.html.shell import Site
from generator.model.procedure import Procedure

Finish = Callable[[Page], Finished]


class _Read(NamedTuple):
    """All that the page of a procedure is made from: papers say everything in blocks. ``settings``: digest; ``foot``: its last lines."""

    settings: str
    path: str
    procedure: str
    graph: Graph
    plan: LanePlan | None
    whole: WholePaper
    foot: tuple[object, ...]


def pages(site: Site, finish: Finish) -> list[Finished]:
    """Each procedure in the handbook's order, with the sheets of its chart as pictures."""
    announced.coming(site.edition)  # once, for all cores
    every = site.manual.procedures
    made = site.memory.through("procedure", every, partial(_parts, site), partial(_read, site), partial(_drawn, site, finish), kept.PICTURED)
    site.pictures.update({p.id: one.pictures for p, one in zip(every, made, strict=True)})
    return [one.finished for one in made]


def _parts(site: Site, procedure: Procedure) -> tuple[object, ...]:
    """What the page of a procedure says more than the frame."""
    callers = "\n".join(f"{p.id} {p.title} {s.id} {s.label}" for p, s in site.edition.callers(procedure.id))
    return (*site.frame, procedure, callers)


def _read(site: Site, procedure: Procedure) -> _Read:
    whole, path = paper.whole(site.edition, procedure), f"procedures/{procedure.id}.md"
    graph = charted(site.edition, procedure)
    foot = (basis_of(site, whole.basis), source_links(site, path, whole.sources), answers(site, path, whole.title))
    return _Read(site.settings_digest, path, procedure.id, graph, lane_plan(site.manual, procedure, graph), whole, foot)


def _drawn(site: Site, finish: Finish, read: _Read) -> KeptPage:
    page = paper_page(site.settings, read.path, read.whole, "procedure")
    return KeptPage(finish(page), picture_files.of(site.settings, read.procedure, read.graph, read.plan))
