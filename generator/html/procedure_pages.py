"""A page for each procedure: every section that the handbook asks for and the procedure has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeVar

from generator.documents import announced
from generator.documents import procedure as paper
from generator.drawing.model import Drawing
from generator.html import flow_view
from generator.html.emitter import paper_page
from generator.html.page import Page
from generator.html.shell import Site
from generator.model.procedure import Procedure
from generator.runtime import parallel

R = TypeVar("R")


FEW = 50
"""Procedures that are not worth more than one core."""


def pages(site: Site, finish: Callable[[Page], R]) -> Iterator[R]:
    """Each procedure in the handbook's order; those to be made anew are made, and finished, on all cores."""
    wanted = [(p, _parts(site, p)) for p in site.manual.procedures]
    announced.coming(site.edition)  # once, for all cores
    new = [p for p, parts in wanted if not site.memory.holds("procedure", parts)]
    draw = partial(_drawn, site, finish)
    first = list(map(draw, new[:1]))  # loads the dictionary, the font and the templates for all cores
    made = dict(zip((p.id for p in new), [*first, *parallel.spread(draw, new[1:], least=FEW)], strict=True))
    site.drawn.update({procedure: sheets for procedure, (_, sheets) in made.items()})
    for procedure, parts in wanted:
        yield site.memory.recall("procedure", parts, lambda procedure=procedure: made[procedure.id][0])  # type: ignore[misc]


def _parts(site: Site, procedure: Procedure) -> tuple[object, ...]:
    """What the page of a procedure is made from."""
    callers = "\n".join(f"{p.id} {p.title} {s.id} {s.label}" for p, s in site.edition.callers(procedure.id))
    return (*site.frame, procedure, callers)


def _drawn(site: Site, finish: Callable[[Page], R], procedure: Procedure) -> tuple[R, tuple[Drawing, ...]]:
    """A page with the sheets of its chart, which are also wanted as pictures."""
    return finish(_page(site, procedure)), flow_view.sheets(site, procedure)


def _page(site: Site, procedure: Procedure) -> Page:
    return paper_page(site, f"procedures/{procedure.id}.md", paper.whole(site.edition, procedure), "procedure")
