"""A page for each procedure: every section that the handbook asks for and the procedure has."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from generator.documents import announced
from generator.documents import procedure as paper
from generator.documents.charted import charted
from generator.flow.graph import Graph
from generator.flow.lane_plan import LanePlan, lane_plan
from generator.html import kept, picture_files
from generator.html.emitter import paper_page
from generator.html.finish import Finished, answers, basis_of, source_links
from generator.html.kept import KeptPage
from generator.html.page import Page
from generator.html.shell import Site
from generator.model.procedure import Procedure
from generator.runtime import parallel

FEW = 50
"""Procedures that are not worth more than one core."""
FIRST = 10
"""If none of so many is kept, none of the others is looked for."""
Finish = Callable[[Page], Finished]


def pages(site: Site, finish: Finish) -> Iterator[Finished]:
    """Each procedure in the handbook's order; those to be made anew are made, and finished, on all cores."""
    wanted = [(p, _parts(site, p)) for p in site.manual.procedures]
    announced.coming(site.edition)  # once, for all cores
    new = [p for p, parts in wanted if not site.memory.holds("procedure", parts)]
    made = dict(zip((p.id for p in new), _made(site, finish, new), strict=True))
    site.pictures.update({procedure: one.pictures for procedure, one in made.items()})
    for procedure, parts in wanted:
        yield site.memory.recall("procedure", parts, lambda procedure=procedure: made[procedure.id].finished)  # type: ignore[misc]


def _parts(site: Site, procedure: Procedure) -> tuple[object, ...]:
    """What the page of a procedure is made from."""
    callers = "\n".join(f"{p.id} {p.title} {s.id} {s.label}" for p, s in site.edition.callers(procedure.id))
    return (*site.frame, procedure, callers)


def _made(site: Site, finish: Finish, new: Sequence[Procedure]) -> list[KeptPage]:
    """The pages of some procedures: those that are kept, and the others."""
    if not new:
        return []
    key, draw = partial(_key, site), partial(_drawn, site, finish)
    if site.kept is None:
        return [draw(new[0]), *parallel.spread(draw, new[1:], least=FEW)]  # the first loads dictionary, font and templates for all cores
    keys = [key(p) for p in new[:FIRST]]
    known = site.kept.all(keys)
    if known and len(new) > FIRST:
        keys += parallel.spread(key, new[FIRST:], least=FEW)
        known |= site.kept.all(keys[FIRST:])
    missing = [p for p, name in zip(new, keys, strict=False) if name not in known] + list(new[len(keys) :])
    first = [_kept(draw, key, p) for p in missing[:1]]
    packed = dict(zip((p.id for p in missing), [*first, *parallel.spread(partial(_kept, draw, key), missing[1:], least=FEW)], strict=True))
    site.kept.keep(dict(packed.values()))
    found = (packed[p.id][1] if p.id in packed else known[keys[at]] for at, p in enumerate(new))
    return [kept.unpacked(data) for data in found]


def _kept(draw: Callable[[Procedure], KeptPage], key: Callable[[Procedure], str], procedure: Procedure) -> tuple[str, bytes]:
    return key(procedure), kept.packed(draw(procedure))


def _drawn(site: Site, finish: Finish, procedure: Procedure) -> KeptPage:
    """A page with the sheets of its chart as pictures."""
    page = paper_page(site.settings, _path(procedure), paper.whole(site.edition, procedure), "procedure")
    return KeptPage(finish(page), picture_files.of(site.settings, procedure.id, *_chart(site, procedure)))


def _key(site: Site, procedure: Procedure) -> str:
    whole = paper.whole(site.edition, procedure)
    path = _path(procedure)
    foot = (basis_of(site, whole.basis), source_links(site, path, whole.sources), answers(site, path, whole.title))
    return kept.key(site.settings, procedure.id, _chart(site, procedure), whole, *foot)


def _chart(site: Site, procedure: Procedure) -> tuple[Graph, LanePlan | None]:
    graph = charted(site.edition, procedure)
    return graph, lane_plan(site.manual, procedure, graph)


def _path(procedure: Procedure) -> str:
    return f"procedures/{procedure.id}.md"
