"""What a reader may search for: one record a thing, with the address of the very place where it stands."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import astuple, dataclass

from generator.documents import calendar, control, gaps, replaced, stages, workyear
from generator.documents.charted import charted
from generator.documents.form_table import TOTALS
from generator.documents.model import NONE, Table
from generator.documents.model import plain as runs
from generator.documents.step_facts import has_section, told
from generator.documents.step_fields import FIELDS, KEYS, StepView, said
from generator.flow.graph import END_WORDS, START_WORDS, Node, graph
from generator.flow.lane_plan import lane_plan
from generator.html.links import Links
from generator.html.shell import Site
from generator.model.base import ID_PATTERN, Record
from generator.model.handbook import SectionKind
from generator.model.orders import Order
from generator.model.organization import Person
from generator.model.procedure import ENDS, Control, Procedure, Step, SubItem
from generator.model.summary import ColumnField
from generator.register import DutyInForce
from generator.register.words import order_name
from generator.runtime.memory import Codec
from generator.thai import dates

LINKS = Links()
"""Addresses from ``manual/``; the reader's page adds the way there."""
ONE_BY_ONE: frozenset[SectionKind] = frozenset({"steps", "summary", "forms", "references", "definitions"})
"""Sections whose parts are found each for itself; the others are prose, or a drawing of the steps."""
KEPT = frozenset({"no", "kind", "to_confirm", "allow"})
FOUND: tuple[ColumnField, ...] = ("responsible", *(field for field in FIELDS if field not in ("no", "detail", "responsible")))
"""What is found of a step beside its words, in order."""
HONORIFICS = re.compile(r"^(?:ว่าที่\s?(?:ร้อยตรี|ร\.ต\.)\s?|ดร\.\s?|นางสาว|นาง|นาย|น\.ส\.\s?)+")
NOMINAL = re.compile(r"^(?:การ|งาน)")
"""Titles are nouns, questions are verbs: ซ่อมหนังสือ asks for การซ่อมหนังสือ."""
_BREAKS = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """One thing to find. ``also``: other names it is asked for by, never shown; ``text``: where the hit is shown in its sentence.

    ``href``: from ``manual/``, with the anchor; ``number``: of a step in its procedure.
    """

    kind: str
    href: str
    title: str
    text: str = ""
    code: str = ""
    also: str = ""
    number: int = 0


AS_ROWS: Codec[tuple[SearchRecord, ...]] = Codec(
    lambda records: json.dumps([astuple(one) for one in records], ensure_ascii=False).encode(),
    lambda data: tuple(SearchRecord(*row) for row in json.loads(data)),
)


def plain(text: str) -> str:
    """One line in NFC: the separators of the index cannot stand in it."""
    return " ".join(_BREAKS.sub(" ", unicodedata.normalize("NFC", text)).split())


def joined(*parts: str | None) -> str:
    """Parts that are there and differ, with a dot between them."""
    return " · ".join(dict.fromkeys(part for part in parts if part))


def _names(*names: str | None) -> str:
    """Other names of a thing, each to be matched whole."""
    return "|".join(dict.fromkeys(name.replace("|", " ") for name in names if name))


def _items(items: Iterable[SubItem]) -> Iterator[str]:
    for item in items:
        yield item.text
        yield from _items(item.items)


def _procedures(made: Site) -> Iterator[SearchRecord]:
    for p in made.manual.procedures:
        unit = made.manual.unit.get(p.unit)
        people = [made.manual.person[c.person].name for c in made.edition.responsible(p.id)]
        text = joined(unit.name if unit else None, *people, *p.objectives[:1])
        also = _names(NOMINAL.sub("", p.title), f"กระบวนงานที่ {made.edition.number(p.id)}")
        yield SearchRecord("procedure", LINKS.procedure(p.id), p.title, text, p.control.code or "", also)


def _sections(made: Site, procedure: Procedure) -> Iterator[SearchRecord]:
    for section in made.manual.handbook.sections:
        text = _section_text(made, procedure, section.kind)
        if text:
            yield SearchRecord("section", LINKS.procedure(procedure.id, section.kind), section.title, text)
    yield from _control(made, procedure.control, lambda part: LINKS.procedure(procedure.id, part), _older(made, procedure))


def _older(made: Site, procedure: Procedure) -> tuple[str, ...]:
    return tuple(f"{label} {runs(found)}".replace("\n", " · ") for label, found in replaced.said(made.edition, procedure))


def _control(made: Site, of: Control, link: Callable[[str], str], older: tuple[str, ...] = ()) -> Iterator[SearchRecord]:
    """Who signed, the revisions and what is replaced; ``link``: to the part of a page in which they stand."""
    if found := control.approvals(made.edition, of):
        yield SearchRecord("section", link("control"), control.TITLE, joined(*(" ".join((s.label, s.name, *s.positions)) for s in found)))
    if of.history or older:
        text = joined(*(f"{dates.long(h.date)} {h.text}{f' โดย {h.by}' if h.by else ''}" for h in of.history), *older)
        yield SearchRecord("section", link("history"), control.REVISIONS, text, also="ประวัติการปรับปรุง")


def _handbook(made: Site) -> Iterator[SearchRecord]:
    yield from _control(made, made.manual.handbook.control, lambda part: f"{LINKS.page('preface')}#{part}")


def _section_text(made: Site, procedure: Procedure, kind: SectionKind) -> str:
    if kind == "responsibilities":
        return joined(*(t for d in procedure.responsibilities for t in (made.manual.actor_name(d.who), *_items(d.items))))
    if kind == "flowchart":
        plan = lane_plan(made.manual, procedure, graph(procedure))
        return joined(*plan.titles) if plan else ""
    own = procedure.summary
    said = {"forms": (procedure.forms.intro,), "summary": (own.title, *own.objectives, *(c.text for c in own.references))}.get(kind, ())
    if kind == "summary" and not has_section(made.edition, "steps"):
        said = (*said, *_durations(made, procedure))
    if found := joined(*said, *gaps.said(procedure, kind)):
        return found
    return "" if kind in ONE_BY_ONE else joined(*getattr(procedure, kind, ()))


def _durations(made: Site, procedure: Procedure) -> Iterator[str]:
    tables = (block for block in stages.durations(made.edition, procedure) if isinstance(block, Table))
    return (runs(cell) for table in tables for row in table.rows for cell in row.cells if cell != (NONE,))


def _stages(made: Site, procedure: Procedure) -> Iterator[SearchRecord]:
    """Each stage, and how long stages, cases and the whole take."""
    if has_section(made.edition, "steps"):
        for stage in charted(made.edition, procedure).stages:
            title, *times = stage.title.split("\n")
            yield SearchRecord("section", LINKS.procedure(procedure.id, f"stage-{stage.node}"), title, joined(*times))
        if known := joined(*_durations(made, procedure)):
            yield SearchRecord("section", LINKS.procedure(procedure.id, "durations"), TOTALS, known, also="เวลารวม")


def _steps(made: Site, procedure: Procedure) -> Iterator[SearchRecord]:
    listed = has_section(made.edition, "steps")
    ends = {step.id: step.label for step in procedure.steps if step.kind in ENDS}
    view = StepView(made.edition, procedure)
    for node in charted(made.edition, procedure).nodes:
        step = node.step
        facts = tuple(_facts(view, node, step)) if step else ()
        if step and (facts or node.number or step.label not in (START_WORDS, END_WORDS)):
            stands = listed and (facts or told(node, step))
            href = LINKS.step(procedure.id, step.id) if stands else LINKS.procedure(procedure.id)
            outcomes = (f"{b.label} → {ends[b.to]}" if b.to in ends else b.label for b in step.branches)
            known = (w for w in (*_items(step.items), *_items(step.detail), *facts, step.label) if w != step.text)
            count = int(node.number) if node.number and node.number.isdecimal() else 0
            also = f"ขั้นตอนที่ {node.number}" if node.number and not count else ""
            yield SearchRecord("step", href, " ".join(node.text.split()), joined(*known, *outcomes), also=also, number=count)


def _facts(view: StepView, node: Node, step: Step) -> Iterator[str]:
    """A field that is empty for a reason is found by its name."""
    for field in FOUND:
        name = f"{FIELDS[field].title} " if step.gap(KEYS.get(field, field)) else ""
        yield from (f"{name}{line.text}" for line in said(view, node, step, field))


def _abbreviations(made: Site) -> Iterator[SearchRecord]:
    for a in made.edition.manual.abbreviations(made.manual.procedures):
        yield SearchRecord("term", LINKS.abbreviation(a.short), a.short, a.full or gaps.UNKNOWN_MEANING, also=_names(*a.also))


def _definitions(made: Site, procedure: Procedure) -> Iterator[SearchRecord]:
    defined = has_section(made.edition, "definitions")
    for d in procedure.definitions:
        href = LINKS.term(procedure.id, d.term) if defined else f"{LINKS.page('glossary')}#definitions"
        yield SearchRecord("term", href, d.term, d.text)


def _forms(made: Site) -> Iterator[SearchRecord]:
    for form in made.manual.forms.forms:
        uses = [use.procedure.title for use in made.edition.uses_of_form(form.id)]
        yield SearchRecord("form", LINKS.form(form.id), form.title, joined(f"เก็บที่ {form.kept}" if form.kept else "", *uses), form.code or "")


def _references(made: Site) -> Iterator[SearchRecord]:
    for reference in made.manual.references.references:
        uses = [use.procedure.title for use in made.edition.uses_of_reference(reference.id)]
        also = f"คำสั่งที่ {reference.order}" if reference.order else ""
        yield SearchRecord("reference", LINKS.reference(reference.id), reference.title, joined(*uses), also=also)


def _persons(made: Site) -> Iterator[SearchRecord]:
    for person in sorted(made.manual.people.persons, key=lambda p: not made.edition.in_office(p)):
        plain = HONORIFICS.sub("", person.name)
        also = _names(plain, f"น.ส.{plain}" if person.name.startswith("นางสาว") else "", *person.aliases)
        yield SearchRecord("person", LINKS.person(person.id), person.name, _person_text(made, person), also=also)


def _person_text(made: Site, person: Person) -> str:
    posts = [t for post in made.edition.posts_of(person) for t in (post.title, post.short)]
    units = [made.manual.unit[u].name for u in person.units if u in made.manual.unit]
    work = [p.title for p in made.edition.procedures_of(person.id)]
    places = [f"ตำแหน่งเลขที่ {post.number}" for post in made.edition.posts_of(person) if post.number]
    return joined(person.titled, person.position, person.standing, *posts, *places, *units, *work)


def _duties(made: Site) -> Iterator[SearchRecord]:
    for person in made.manual.people.persons:
        for top in made.edition.duties_of(person.id):
            for held in top.walk():
                yield SearchRecord("duty", f"{LINKS.person(person.id)}#{held.anchor}", held.duty.text, _duty_text(made, held))


def _duty_text(made: Site, held: DutyInForce) -> str:
    order = made.edition.order(held.order)
    return joined(made.manual.person[held.person].name, held.duty.part, f"คำสั่งที่ {order.number}/{order.year} ข้อ {held.number}")


def _orders(made: Site) -> Iterator[SearchRecord]:
    for order in made.manual.orders:
        number, brief = f"{order.number}/{order.year}", f"{order.number}/{order.year % 100:02}"
        title = f"{order_name(made.edition.manual, order.key)} เรื่อง {order.title}"
        also = _names(f"คำสั่งที่ {number}", f"คำสั่งที่ {brief}", brief)
        yield SearchRecord("order", LINKS.order(order.key), title, _order_text(made, order), number, also)


def _order_text(made: Site, order: Order) -> str:
    named = [made.manual.person[p].name for p in dict.fromkeys(person for _, person in order.mentions) if p in made.manual.person]
    said = (*order.preamble, order.authority, *order.closing, *named, *(words for part in order.assignments for words in part.general))
    parts = (order.committees, order.annexes, order.absences, order.changes, order.responsibilities, order.signer)
    return joined(f"สั่ง ณ วันที่ {dates.long(order.signed)}", *said, *_texts(parts))


def _texts(value: object) -> Iterator[str]:
    """Every text below a record; no ids, numbers, kinds, nor what the office keeps to itself."""
    if isinstance(value, Record):
        yield from (text for name in type(value).model_fields if name not in KEPT for text in _texts(getattr(value, name)))
    elif isinstance(value, tuple):
        yield from (text for one in value for text in _texts(one))
    elif type(value) is str and not re.fullmatch(ID_PATTERN, value):
        yield value


def _units(made: Site) -> Iterator[SearchRecord]:
    for unit in made.manual.organization.units:
        members = [p.name for p in made.edition.members(unit.id)]
        href = f"{LINKS.page('organization')}#{'units' if members else 'others'}"
        yield SearchRecord("unit", href, unit.name, joined(*members), also=unit.short or "")


def _calendar(made: Site) -> Iterator[SearchRecord]:
    """The group's calendar by its usual names, and each of its months."""
    href = LINKS.page("calendar")
    yield SearchRecord("page", href, f"ปฏิทินปฏิบัติงาน{made.edition.group.name}", "งานในแต่ละเดือนตามเวลาของขั้นตอน", also="ปฏิทิน|ปฏิทินงาน|ปฏิทินปฏิบัติงาน")
    for window in made.manual.calendar.windows:
        yield SearchRecord("page", f"{href}#windows", window.name, calendar.window_words(window))
    for number in workyear.year(made.edition):
        name = dates.MONTHS[number - 1]
        yield SearchRecord("page", f"{href}#month-{number}", f"งานเดือน{name}", also=_names(name, f"เดือน{name}", dates.SHORT_MONTHS[number - 1]))


def _of_each(find: Callable[[Site, Procedure], Iterator[SearchRecord]]) -> Callable[[Site], Iterator[SearchRecord]]:
    """The records of every procedure in turn."""

    def found(made: Site) -> Iterator[SearchRecord]:
        every = [p.id for p in made.manual.procedures]
        for records in made.memory.watched(find.__name__, made.subject, every, lambda made, p: tuple(find(made, made.manual.procedure[p])), AS_ROWS):
            yield from records

    return found


RECORDS: tuple[Callable[[Site], Iterator[SearchRecord]], ...] = (
    _procedures, _persons, _orders, _forms, _abbreviations, _of_each(_definitions), _of_each(_steps), _duties, _references, _of_each(_sections),
    _of_each(_stages),
    _units, _calendar, _handbook,
)  # fmt: skip
