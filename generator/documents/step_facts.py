"""The steps of a procedure in words, each with what is known of it: what the form has no column for, paper has here, too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.documents import chart_words, mentions, step_links
from generator.documents.charted import charted
from generator.documents.model import Block, Break, Fact, Item, Link, List, Para, Ref, Run, Runs, Text, listed
from generator.documents.runs import broken, step_anchor
from generator.documents.step_fields import FIELDS, NumberedLine, StepView, fills, lines, said
from generator.doers import doers
from generator.edition import Edition
from generator.flow.graph import Graph, Node
from generator.model.handbook import SectionKind
from generator.model.procedure import Actor, Procedure, Step
from generator.model.summary import ColumnField

WORDS, BELOW = "ขั้นตอนการปฏิบัติงาน", "รายละเอียดอื่นของขั้นตอน"
VACANT = "ตำแหน่งว่าง"
PART, WAYS = "กระบวนงานย่อย", "ทางออก"


def items(edition: Edition, of: Procedure) -> tuple[Item, ...]:
    """Every step, and those starts and ends that say more than their symbol."""
    made = charted(edition, of)
    found = ((node, facts(edition, of, node), tuple(_onward(edition, of, made, node))) for node in made.nodes)
    return tuple(_item(node, (*known, *ways)) for node, known, ways in found if node.step and (known or told(node, node.step)))


def told(node: Node, step: Step) -> bool:
    """Whether a step is told even if nothing is known of it: not a start or an end whose symbol says all."""
    return bool(node.number) or node.kind != "terminator" or step.kind == "event" or fills(step, "detail")


def _item(node: Node, known: tuple[Fact, ...]) -> Item:
    step = node.step
    assert step is not None
    below = nested(tuple(lines(step.items, node.number or "")))
    return Item(node.ordinal, (node.text,), below, step_anchor(step.id), facts=known)


def facts(edition: Edition, of: Procedure, node: Node) -> tuple[Fact, ...]:
    """What a step says beside its words. ``in_form``: the form on paper has a column for it."""
    columns, step = _columns(edition, of), node.step
    if step is None:
        return ()
    wanted = [f for f in FIELDS if f != "no" and (f != "detail" or step.detail)]
    found = ((field, _said(StepView(edition, of), node, step, field)) for field in wanted)
    return tuple(Fact(FIELDS[field].title, runs, in_form=field in columns) for field, runs in found if runs)


def _said(view: StepView, node: Node, step: Step, field: ColumnField) -> Runs:
    """As the form says it; of those who are responsible also the names, of forms the ways to the file."""
    if field == "responsible" and step.actors:
        return listed((actor_runs(view.edition, view.procedure, actor) for actor in step.actors), Break())
    if field == "forms" and step.forms:
        known = (form for i in step.forms if (form := view.edition.manual.form.get(i)))
        return listed(((mentions.form(form), *mentions.opened(form)) for form in known), " · ")
    return _runs(tuple(said(view, node, step, field)), field)


def actor_runs(edition: Edition, of: Procedure, actor: Actor) -> Runs:
    """``หน.จัดหา (เห็นชอบ): นางสาวดัชนี ค้นคำ``: the actor as the form names it, then the persons."""
    manual = edition.manual
    name = manual.actor_name(actor.who)
    said: Run = Link(name, Ref("unit", actor.who)) if actor.who in manual.unit and edition.members(actor.who) else name
    named = [(mentions.person(edition, who), *((" ", Text(by, "aside")) if by else ())) for who, by in doers(edition, of, actor.who)]
    after: Runs = (": ", *listed(named, ", ")) if named else (" ", Text(VACANT, "aside")) if actor.who in manual.post else ()
    return (said, *((f" ({actor.does})",) if actor.does else ()), *after)


def _onward(edition: Edition, of: Procedure, made: Graph, node: Node) -> Iterator[Fact]:
    """The procedure that a step stands for, and where it leads unless just to the next: on paper the chart says so."""
    if node.step and (part := step_links.part(edition, node.step)):
        yield Fact(PART, (part,), in_form=True)
    if runs := listed(chart_words.ways(of.id, made, node), Break()):
        yield Fact(WAYS, runs, in_form=True)


def has_section(edition: Edition, kind: SectionKind) -> bool:
    """Whether procedures have a section, if they have anything to say in it."""
    return any(section.kind == kind for section in edition.manual.handbook.sections)


def _columns(edition: Edition, of: Procedure) -> frozenset[ColumnField]:
    """The fields that the form of a procedure shows; none where the handbook has no form."""
    return frozenset(c.field for c in edition.manual.handbook.form.shown(of.summary) if has_section(edition, "summary"))


def _runs(found: Sequence[NumberedLine], field: ColumnField) -> Runs:
    """Paragraphs one after the other; numbered ones, and those of several lines, on a line each."""
    said = ([Link(line.text, line.to)] if line.to else broken(line.text) for line in found)
    groups = ((*([f"{line.no} "] if line.no not in ("", "-") else []), *runs) for line, runs in zip(found, said, strict=True))
    apart = field in ("separation", "parties", "requires") or any(line.no not in ("", "-") or "\n" in line.text for line in found)
    return listed(groups, Break() if apart else " / " if field == "time" else " · ")


def below_form(edition: Edition, of: Procedure) -> Iterator[Block]:
    """What the steps say and their form does not, for a form that stands alone or in a handbook without the section of steps."""
    found = tuple(item for node in charted(edition, of).nodes if (item := _rest(edition, of, node)).facts)
    if found:
        yield Para((BELOW,), "caption")
        yield List(found, "steps")


def _rest(edition: Edition, of: Procedure, node: Node) -> Item:
    step, columns = node.step, _columns(edition, of)
    rest = [fact for fact in facts(edition, of, node) if not fact.in_form]
    if step and step.detail and (step.text or step.items) and not has_section(edition, "steps"):
        words = (NumberedLine("", 0, node.text), *lines(step.items, node.number or ""))
        rest.insert(0, Fact(WORDS, _runs(words, "detail")))
    label = node.text if "detail" not in columns else node.label
    return Item(node.ordinal, (label,), facts=tuple(rest))


def nested(lines: Sequence[NumberedLine]) -> tuple[Item, ...]:
    """Numbered lines as items, each with those deeper below it."""
    starts = [at for at, line in enumerate(lines) if line.depth == lines[0].depth]
    return tuple(Item(lines[at].no, (lines[at].text,), nested(lines[at + 1 : end])) for at, end in pairwise((*starts, len(lines))))
