"""The list of procedures and one page for each: every section that the handbook asks for and the procedure has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple, TypeVar

from markupsafe import Markup

from generator.documents import announced, basis, form_table, history, times
from generator.documents.control import approvals, facts
from generator.drawing.model import Drawing
from generator.edition import together
from generator.html import flow_view, form_view
from generator.html.emitter import page_blocks, page_context
from generator.html.links import Links, links_from
from generator.html.page import Block, Page
from generator.html.shell import Site
from generator.model.handbook import SectionKind
from generator.model.organization import Unit
from generator.model.procedure import Procedure, Step
from generator.register import Charge
from generator.register.changes import LEADING
from generator.runtime import parallel

R = TypeVar("R")

BOOKS = (("procedure", "ทั้งกระบวนงาน"), ("form", "เฉพาะแบบฟอร์มสรุป"))
"""What is printed of a procedure."""


class ProcedureView(NamedTuple):
    """One procedure as seen from its page."""

    site: Site
    procedure: Procedure
    links: Links


def pages(site: Site, finish: Callable[[Page], R]) -> Iterator[R]:
    """The list, then each procedure in the handbook's order; those to be made anew are made, and finished, on all cores."""
    yield site.memory.recall("procedures", site.frame, lambda: finish(_list(site)))
    wanted = [(p, _parts(site, p)) for p in site.manual.procedures]
    announced.coming(site.edition)  # once, for all cores
    new = [p for p, parts in wanted if not site.memory.holds("procedure", parts)]
    made = dict(zip((p.id for p in new), parallel.spread(partial(_drawn, site, finish), new), strict=True))
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


def _list(site: Site) -> Page:
    links = links_from("procedures/index.md")
    html = site.render("procedures.html.j2", rows=[_row(site, p) for p in site.manual.procedures], links=links)
    return Page(
        "procedures/index.md",
        "กระบวนงาน",
        f"รายการกระบวนงานทั้งหมดของ{site.edition.group.name}",
        (Block(html),),
        kind="list",
        sources=("handbook.yml",),
    )


def _row(site: Site, procedure: Procedure) -> tuple[Procedure, int, Unit | None, list[Charge], list[Charge]]:
    """A procedure in the list: its number, its unit, the main persons and the others."""
    charges = site.edition.responsible(procedure.id)
    mains, others = ([c for c in charges if (c.role in LEADING) == main] for main in (True, False))
    return procedure, site.edition.number(procedure.id), site.manual.unit.get(procedure.unit), mains, others


def _page(site: Site, procedure: Procedure) -> Page:
    path = f"procedures/{procedure.id}.md"
    view = ProcedureView(site, procedure, links_from(path))
    number = site.shown(f"{site.edition.number(procedure.id)}.")
    return Page(
        path,
        procedure.title,
        f"ขั้นตอน ผังการปฏิบัติงาน เวลา มาตรฐาน และผู้รับผิดชอบของ{procedure.title} {site.edition.group.name}",
        tuple(_blocks(view)),
        nav_title=f"{number} {procedure.title}",
        kind="procedure",
        sources=(procedure.file, *_order_files(view)),
        basis=basis.line(site.edition, basis.of_procedure(site.edition, procedure.id)),
    )


def _order_files(view: ProcedureView) -> list[str]:
    charges = view.site.edition.responsible(view.procedure.id)
    return [view.site.edition.order(c.order).file for c in charges]


def _blocks(view: ProcedureView) -> Iterator[Block]:
    site, procedure, links = view
    number, unit = site.edition.number(procedure.id), site.manual.unit.get(procedure.unit)
    told = facts(procedure.control, site.manual.handbook.control)
    books = [(words, href) for name, words in BOOKS if (href := site.book(links, f"{name}-{procedure.id}"))]
    head = site.render("procedure_head.html.j2", number=number, unit=unit, facts=told, books=books, links=links)
    yield Block(head)
    yield Block(site.render("responsible.html.j2", charges=together(site.edition.responsible(procedure.id)), links=links), "ผู้รับผิดชอบ", "responsible")
    yield from page_blocks(page_context(site, "procedures/x.md"), announced.of_procedure(site.edition, procedure.id))
    for section in site.manual.handbook.sections:
        html = SECTIONS[section.kind](view)
        if html:
            yield Block(html, section.title, section.kind)
    yield from _tail(view)


def _tail(view: ProcedureView) -> Iterator[Block]:
    site, procedure, links = view
    signed = approvals(site.edition, procedure.control, site.manual.handbook.control)
    if signed or procedure.control.history:
        html = site.render("control.html.j2", signed=signed, history=procedure.control.history, links=links)
        yield Block(html, "การควบคุมเอกสาร", "control")
    yield from page_blocks(page_context(site, "procedures/x.md"), history.holders(site.edition, procedure.id))
    callers = site.edition.callers(procedure.id)
    if callers:
        yield Block(site.render("callers.html.j2", callers=callers, links=links), "กระบวนงานที่เกี่ยวข้อง", "used-by")


def _numbered(items: Iterable[str], view: ProcedureView) -> Markup | str:
    found = tuple(items)
    return view.site.render("numbered.html.j2", items=found) if found else ""


def _paragraphs(items: Iterable[str], view: ProcedureView) -> Markup | str:
    found = tuple(items)
    return view.site.render("paragraphs.html.j2", items=found) if found else ""


def _definitions(view: ProcedureView) -> Markup | str:
    found = view.procedure.definitions
    return view.site.render("definitions.html.j2", definitions=found) if found else ""


def _responsibilities(view: ProcedureView) -> Markup | str:
    found = [(view.site.manual.actor_name(d.who), list(form_table.lines(d.items))) for d in view.procedure.responsibilities]
    return view.site.render("responsibilities.html.j2", duties=found) if found else ""


def _flowchart(view: ProcedureView) -> Markup | str:
    return flow_view.flowchart(view.site, view.procedure, view.links)


def _steps(view: ProcedureView) -> Markup | str:
    numbers = flow_view.numbers(view.procedure)
    rows = [step_row(view.site, s, numbers.get(s.id, "")) for s in view.procedure.steps if s.kind not in ("start", "end")]
    return view.site.render("steps.html.j2", rows=rows, links=view.links)


class StepRow(NamedTuple):
    """A step as the list of steps shows it; ``no`` in Arabic digits, empty for a step without a number."""

    step: Step
    no: str
    lines: list[form_table.NumberedLine]
    times: tuple[str, ...]
    actors: tuple[str, ...]


def step_row(site: Site, step: Step, no: str) -> StepRow:
    """A step with the words of its time and its actors."""
    words = tuple(times.text(t, site.manual.calendar) for t in step.time)
    items = list(form_table.lines(step.items, no or ""))
    return StepRow(step, no, items, tuple(w for w in words if w), site.edition.actors(step))


def _forms(view: ProcedureView) -> Markup | str:
    forms = [view.site.manual.form[i] for i in view.procedure.forms.items if i in view.site.manual.form]
    if not forms and not view.procedure.forms.intro:
        return ""
    steps = {f.id: tuple(s for s in view.procedure.steps if f.id in s.forms) for f in forms}
    return view.site.render("forms_used.html.j2", intro=view.procedure.forms.intro, forms=forms, steps=steps, p=view.procedure, links=view.links)


def _references(view: ProcedureView) -> Markup | str:
    found = [view.site.manual.reference[i] for i in view.procedure.references if i in view.site.manual.reference]
    return view.site.render("references_used.html.j2", references=found, links=view.links) if found else ""


def _summary(view: ProcedureView) -> Markup | str:
    return form_view.summary(view.site, view.procedure)


SECTIONS: dict[SectionKind, Callable[[ProcedureView], Markup | str]] = {
    "objectives": lambda v: _numbered(v.procedure.objectives, v),
    "scope": lambda v: _paragraphs(v.procedure.scope, v),
    "definitions": _definitions,
    "responsibilities": _responsibilities,
    "flowchart": _flowchart,
    "steps": _steps,
    "standards": lambda v: _numbered(v.procedure.standards, v),
    "monitoring": lambda v: _numbered(v.procedure.monitoring, v),
    "forms": _forms,
    "references": _references,
    "risks": lambda v: _numbered(v.procedure.risks, v),
    "summary": _summary,
}
