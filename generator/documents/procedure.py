"""A procedure in words: its head, every section that the handbook asks for and the procedure has, and what stands after them on its page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from generator.documents import announced, basis, control, form_table, gaps, glance, history, mentions, replaced, stages, step_facts, step_links
from generator.documents.charted import charted
from generator.documents.model import (
    NONE,
    Block,
    Break,
    Column,
    Fact,
    Facts,
    Flowchart,
    Heading,
    Item,
    Link,
    List,
    Note,
    Para,
    Ref,
    Row,
    Runs,
    SummarySheet,
    Table,
    Text,
    listed,
)
from generator.documents.step_fields import lines
from generator.documents.whole import WholePaper
from generator.edition import Edition, together
from generator.flow.lane_plan import lane_plan
from generator.model.handbook import SectionKind
from generator.model.procedure import Procedure
from generator.register import Charge
from generator.register.changes import LEADING
from generator.register.words import role

RESPONSIBLE = "ผู้รับผิดชอบ"
CHARGES = (Column("หน้าที่", head=True), Column(RESPONSIBLE), Column("ตามคำสั่ง"))
CHART_AHEAD = "ดูผังหน้าถัดไป"
"""Below the heading of a flowchart that stands at the head of the next page."""
LISTING = (
    Column("ที่", kind="number"), Column("กระบวนงาน", head=True), Column("ผู้รับผิดชอบหลัก", label=True), Column("ผู้รับผิดชอบร่วม", label=True),
)  # fmt: skip


def listing(edition: Edition) -> WholePaper:
    """Every procedure with its unit, those who answer for it in the first place, and the others."""
    table = Table("รายการกระบวนงาน", LISTING, tuple(_listed(edition, p) for p in edition.manual.procedures))
    return WholePaper("กระบวนงาน", f"รายการกระบวนงานทั้งหมดของ{edition.group.name}", (table,), sources=("handbook.yml",))


def _listed(edition: Edition, of: Procedure) -> Row:
    charges, unit = edition.responsible(of.id), edition.manual.unit.get(of.unit)
    title: Runs = (Link(of.title, Ref("procedure", of.id)), *((Break(), Text(unit.name, "aside")) if unit else ()))
    sides = ([(mentions.person(edition, c.person),) for c in charges if (c.role in LEADING) == main] for main in (True, False))
    return Row(((str(edition.number(of.id)),), title, *(listed(side, Break()) or (NONE,) for side in sides)))


def whole(edition: Edition, of: Procedure) -> WholePaper:
    """A procedure with all that its page says of it."""
    found = tuple(sections(edition, of))
    blocks = (
        *glance.head(edition, of),
        *glance.ways(of, found),
        *opening(edition, of),
        *announced.of_procedure(edition, of.id),
        *responsible(edition, of),
        *found,
        *closing(edition, of),
    )
    about = f"ขั้นตอน ผังการปฏิบัติงาน เวลา มาตรฐาน และผู้รับผิดชอบของ{of.title} {edition.group.name}"
    files = (of.file, *(edition.order(c.order).file for c in edition.responsible(of.id)))
    rests = basis.line(edition, basis.of_procedure(edition, of.id))
    return WholePaper(of.title, about, blocks, f"{edition.number(of.id)}. {of.title}", files, rests)


def opening(edition: Edition, of: Procedure) -> Iterator[Block]:
    """Its document control, and what it replaces."""
    if facts := (*control.facts(of.control, edition.manual.handbook.control), *_facts(replaced.said(edition, of))):
        yield Facts(facts)


def responsible(edition: Edition, of: Procedure) -> Iterator[Block]:
    """Who answers for it, by which orders."""
    yield Heading(2, RESPONSIBLE, "responsible")
    groups = together(edition.responsible(of.id))
    if groups:
        yield Table(RESPONSIBLE, CHARGES, tuple(_charge(edition, group) for group in groups))
    else:
        yield Para((f"ยังไม่มีคำสั่งมอบหมายผู้รับผิดชอบ{mentions.on_day(edition)}",))


def _charge(edition: Edition, group: Sequence[Charge]) -> Row:
    person = edition.manual.person[group[0].person]
    who: Runs = (mentions.person(edition, person.id), Break(), Text(person.titled, "aside"))
    return Row(((role(group[0]),), who, mentions.orders(edition, group)))


def head(edition: Edition, of: Procedure) -> Iterator[Block]:
    """The same in a volume: its own facts and signatories; what the handbook says for all procedures stands on its approval page."""
    unit = edition.manual.unit.get(of.unit)
    who = dict.fromkeys((mentions.person(edition, c.person), " ", Text(role(c), "aside")) for c in edition.responsible(of.id))
    facts = [Fact("หน่วยงานเจ้าของงาน", (unit.name,))] if unit else []
    facts += [Fact(RESPONSIBLE, listed(who, Break()))] if who else []
    facts += [*_facts(_hangs(edition, of)), *_facts(replaced.said(edition, of))]
    facts += [*control.facts(of.control), *control.signatories(edition, of.control)]
    if facts:
        yield Facts(tuple(facts))


def _facts(found: Iterable[tuple[str, Runs]]) -> Iterator[Fact]:
    return (Fact(label, runs) for label, runs in found if runs)


def _hangs(edition: Edition, of: Procedure) -> Iterator[tuple[str, Runs]]:
    """Which procedures follow this one, which it follows, and whose persons in charge must be others."""
    known = (p for to in dict.fromkeys(of.leads_to) if (p := edition.manual.procedure.get(to)))
    after = (mentions.in_handbook(edition, p) for p in sorted(known, key=lambda p: edition.number(p.id)))
    before = (mentions.in_handbook(edition, p) for p in edition.manual.led_from.get(of.id, ()))
    apart = (mentions.in_handbook(edition, p) for p in edition.manual.apart.get(of.id, ()))
    every = (("ทำต่อด้วย", after), ("ทำต่อจาก", before), ("ผู้รับผิดชอบต้องเป็นคนละคนกับ", apart))
    yield from ((label, listed(((link,) for link in links), Break())) for label, links in every)


def sections(edition: Edition, of: Procedure) -> Iterator[Block]:
    """Each below its heading; none of those that say nothing. Their numbers go on from that of the procedure."""
    place = 0
    for section in edition.manual.handbook.sections:
        if blocks := tuple(SECTIONS[section.kind](edition, of)) or tuple(Para((why,), "body") for why in gaps.said(of, section.kind)):
            place += 1
            yield Heading(2, section.title, section.kind, f"{edition.number(of.id)}.{place}")
            yield from blocks


def closing(edition: Edition, of: Procedure) -> Iterator[Block]:
    """What its page says last: who signed which revisions, who was in charge when, and which procedures it is a part of."""
    signed, revisions = control.approvals(edition, of.control, edition.manual.handbook.control), tuple(revised(edition, of, 3))
    if signed or revisions:
        yield Heading(2, control.TITLE, "control")
    if signed:
        yield control.signed_table(signed)
    yield from revisions
    yield from history.holders(edition, of.id)
    callers = (
        (Link(p.title, mentions.step(p, s).to), f" (ขั้นตอน {' '.join(filter(None, (s.words, step_links.entry(edition, s))))})")
        for p, s in edition.callers(of.id)
    )
    related = [(f"{label} ", *runs) for label, runs in _hangs(edition, of) if runs] + [("เป็นกระบวนงานย่อยของ ", *runs) for runs in callers]
    if related:
        yield Heading(2, "กระบวนงานที่เกี่ยวข้อง", "used-by")
        yield List(tuple(Item("", runs) for runs in related))


def revised(edition: Edition, of: Procedure, level: int = 2) -> Iterator[Block]:
    """Its revisions below their heading, and what it replaces."""
    lines = tuple(Para((f"{label} ", *runs), "body") for label, runs in replaced.said(edition, of))
    if of.control.history or lines:
        yield Heading(level, control.REVISIONS, "history")
        yield from [control.revisions([("", r) for r in of.control.history])] if of.control.history else []
        yield from lines


def numbered(texts: Iterable[Runs]) -> Iterator[Block]:
    """``1.``, ``2.`` … before each; a single one has its number too."""
    if items := tuple(Item(f"{n}.", runs) for n, runs in enumerate(texts, 1)):
        yield List(items, "numbered")


def _texts(of: Callable[[Procedure], Iterable[str]]) -> Callable[[Edition, Procedure], Iterator[Block]]:
    return lambda _edition, procedure: numbered((text,) for text in of(procedure))


def _scope(_: Edition, of: Procedure) -> Iterator[Block]:
    return (Para((text,), "body") for text in of.scope)


def _definitions(_: Edition, of: Procedure) -> Iterator[Block]:
    terms = [Fact(d.term, (d.text,), mentions.term_anchor(d.term)) for d in of.definitions]
    if known := (*terms, *(Fact(a.short, gaps.meaning(a), mentions.term_anchor(a.short)) for a in of.abbreviations)):
        yield Facts(known, "terms")


def _responsibilities(edition: Edition, of: Procedure) -> Iterator[Block]:
    for found in of.responsibilities:
        yield Heading(3, edition.manual.actor_name(found.who))
        yield List(step_facts.nested(tuple(lines(found.items))), "numbered")


def _flowchart(edition: Edition, of: Procedure) -> Iterator[Block]:
    made = charted(edition, of)
    yield Flowchart(of.id, made, lane_plan(edition.manual, of, made))


def _forms(edition: Edition, of: Procedure) -> Iterator[Block]:
    if of.forms.intro:
        yield Para((of.forms.intro,), "body")
    known = edition.manual.form
    yield from numbered((*mentions.form_with_code(known[i]), *_used(of, i)) for i in of.forms.items if i in known)


def _used(of: Procedure, form: str) -> Runs:
    """In which steps a form is used, for who can go there."""
    steps = [(mentions.step(of, s),) for s in of.steps if form in s.forms]
    return (Note(("ใช้ในขั้นตอน ", *(run for run in listed(steps, " · ") if isinstance(run, str | Link)))),) if steps else ()


def _references(edition: Edition, of: Procedure) -> Iterator[Block]:
    known = edition.manual.reference
    return numbered((Link(known[i].title, Ref("reference", i)),) for i in of.references if i in known)


def _summary(edition: Edition, of: Procedure) -> Iterator[Block]:
    made = form_table.form(edition, of)
    yield SummarySheet(of.id, made, lane_plan(edition.manual, of, made.graph))
    if not step_facts.has_section(edition, "steps"):
        yield from (*step_facts.below_form(edition, of), *stages.durations(edition, of))


SECTIONS: dict[SectionKind, Callable[[Edition, Procedure], Iterator[Block]]] = {
    "objectives": _texts(lambda p: p.objectives),
    "scope": _scope,
    "definitions": _definitions,
    "responsibilities": _responsibilities,
    "flowchart": _flowchart,
    "steps": stages.steps,
    "standards": _texts(lambda p: p.standards),
    "monitoring": _texts(lambda p: p.monitoring),
    "forms": _forms,
    "references": _references,
    "risks": _texts(lambda p: p.risks),
    "summary": _summary,
}
