"""The list of persons and one page for each: position, procedures, duties as the order numbers them, schools, projects."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from generator.documents import announced, basis, history
from generator.edition import together
from generator.html.emitter import page_blocks, page_context
from generator.html.links import Links, links_from
from generator.html.page import Block, Page
from generator.html.shell import Site
from generator.model.handbook import Form
from generator.model.orders import Order, OrderKey, RoleKind
from generator.model.organization import Person
from generator.register import Charge, DutyInForce
from generator.register.words import away, limits, note, seats, until

LISTS = (("schools", "โรงเรียนในความรับผิดชอบ", "schools"), ("projects", "โครงการและงานที่ได้รับมอบหมาย", "projects"))


def pages(site: Site) -> Iterator[Page]:
    """The list, then each person in the order of ``people.yml``."""
    yield _list(site)
    for person in site.manual.people.persons:
        yield _page(site, person)


def _list(site: Site) -> Page:
    links = links_from("people/index.md")
    present = [p for p in site.manual.people.persons if site.edition.in_office(p)]
    gone = [p for p in site.manual.people.persons if not site.edition.in_office(p)]
    groups = [("", present), *([("พ้นจากสำนักงานแล้ว", gone)] if gone else [])]
    html = site.render("people.html.j2", groups=groups, links=links, counts=_counts(site), units=_units(site))
    described = f"บุคลากรของ{site.edition.group.name} ตำแหน่ง และงานที่รับผิดชอบ"
    return Page("people/index.md", "บุคลากร", described, (Block(html),), kind="list", sources=("people.yml",))


def _counts(site: Site) -> dict[str, tuple[int, int]]:
    """Person -> number of procedures as main, and in any other role."""
    edition = site.edition
    mains = {p.id: len(edition.procedures_of(p.id, RoleKind.MAIN)) for p in site.manual.people.persons}
    return {person: (main, len(edition.procedures_of(person)) - main) for person, main in mains.items()}


def _units(site: Site) -> dict[str, list[str]]:
    return {p.id: [site.manual.unit[u].name for u in p.units if u in site.manual.unit] for p in site.manual.people.persons}


class Chapter(NamedTuple):
    """The duties of one order: the order, the words before them, the duties."""

    order: Order
    general: tuple[str, ...]
    position: str
    duties: tuple[DutyInForce, ...]


def _page(site: Site, person: Person) -> Page:
    path = f"people/{person.id}.md"
    chapters = list(_chapters(site, person))
    files = [site.edition.order(c.order).file for c in site.edition.charges_of(person.id)]
    return Page(
        path,
        person.name,
        f"ตำแหน่ง หน้าที่ตามคำสั่ง และกระบวนงานที่{person.name}รับผิดชอบ",
        tuple(_blocks(site, person, chapters)),
        kind="person",
        sources=("people.yml", *(c.order.file for c in chapters), *files),
        basis=basis.line(site.edition, basis.of_person(site.edition, person.id)),
    )


class PersonView(NamedTuple):
    """What the sections of a person's page are made from."""

    site: Site
    person: Person
    chapters: list[Chapter]
    charges: tuple[Charge, ...]
    links: Links


def _blocks(site: Site, person: Person, chapters: list[Chapter]) -> Iterator[Block]:
    view = PersonView(site, person, chapters, site.edition.charges_of(person.id), links_from("people/x.md"))
    for section in SECTIONS:
        yield from section(view)
    if not chapters and not view.charges:
        yield Block(site.render("person_none.html.j2"))


def _head(view: PersonView) -> Iterator[Block]:
    site, person, edition = view.site, view.person, view.site.edition
    yield Block(
        site.render(
            "person_head.html.j2",
            person=person,
            units=[site.manual.unit[u] for u in person.units if u in site.manual.unit],
            posts=edition.posts_of(person),
            present=edition.in_office(person),
            post_number=_post_number(view.chapters, person),
            book=site.book(view.links, f"person-{person.id}"),
            links=view.links,
        )
    )


def _announced(view: PersonView) -> Iterator[Block]:
    yield from page_blocks(page_context(view.site, "people/x.md"), announced.of_person(view.site.edition, view.person.id))


def _away(view: PersonView) -> Iterator[Block]:
    absent = [(away(view.site.manual, a), a.order) for a in view.site.edition.register.absent if a.absence.person == view.person.id]
    if absent:
        yield Block(view.site.render("person_lines.html.j2", rows=absent, links=view.links), "การไปช่วยราชการ", "away")


def _procedures(view: PersonView) -> Iterator[Block]:
    manual, edition = view.site.manual, view.site.edition
    charges = [c for c in view.charges if c.kind == "procedure"]
    if charges:
        ordered = sorted(charges, key=lambda c: (list(RoleKind).index(c.role), edition.number(c.target)))
        rows = [(group, manual.procedure[group[0].target]) for group in together(ordered)]
        yield Block(view.site.render("person_procedures.html.j2", rows=rows, links=view.links), "กระบวนงานที่รับผิดชอบ", "procedures")


def _forms(view: PersonView) -> Iterator[Block]:
    forms = forms_used(view.site, view.person.id)
    if forms:
        yield Block(view.site.render("person_forms.html.j2", forms=forms, links=view.links), "แบบฟอร์มที่ใช้", "forms")


def _acting(view: PersonView) -> Iterator[Block]:
    rows = [(c, view.site.manual.post[c.target]) for c in view.charges if c.kind == "post"]
    if rows:
        yield Block(view.site.render("person_acting.html.j2", rows=rows, links=view.links), "การรักษาราชการและรักษาการ", "acting")


def _seats(view: PersonView) -> Iterator[Block]:
    rows = [(f"{c.part} {of.committee.name}{until(c)}", c.order) for of, c in seats(view.site.edition.register, view.person.id)]
    if rows:
        yield Block(view.site.render("person_lines.html.j2", rows=rows, links=view.links), "คณะกรรมการและคณะทำงาน", "committees")


def _lists(view: PersonView) -> Iterator[Block]:
    for name, title, anchor in LISTS:
        found = [(c.order, held) for c in view.chapters for top in c.duties for held in top.walk() if held.duty.lists == name and held.items]
        if found:
            yield Block(view.site.render("person_list.html.j2", found=found, links=view.links, limits=limits), title, anchor)


def _duties(view: PersonView) -> Iterator[Block]:
    for chapter in view.chapters:
        html = view.site.render("person_duties.html.j2", chapter=chapter, links=view.links, notes=partial(note, view.site.manual))
        number = view.site.shown(f"{chapter.order.number}/{chapter.order.year}")
        yield Block(html, f"หน้าที่ตามคำสั่ง ที่ {number}", f"duties-{chapter.order.key.slug}")


def _past(view: PersonView) -> Iterator[Block]:
    for past in (history.charges, history.past_duties):
        yield from page_blocks(page_context(view.site, "people/x.md"), past(view.site.edition, view.person.id))


SECTIONS: tuple[Callable[[PersonView], Iterator[Block]], ...] = (
    _head,
    _announced,
    _procedures,
    _away,
    _forms,
    _acting,
    _seats,
    _lists,
    _duties,
    _past,
)
"""The sections of a person's page, as they stand."""


def forms_used(site: Site, person: str) -> list[Form]:
    """The forms of the procedures that a person answers for, each once, in the order of its first use."""
    procedures = site.edition.procedures_of(person)
    ids = dict.fromkeys(f for p in procedures for f in (*p.forms.items, *(i for s in p.steps for i in s.forms)))
    return [site.manual.form[f] for f in ids if f in site.manual.form]


def _post_number(chapters: list[Chapter], person: Person) -> str:
    for chapter in chapters:
        for assignment in chapter.order.assignments:
            if assignment.person == person.id and assignment.post_number:
                return assignment.post_number
    return ""


def _chapters(site: Site, person: Person) -> Iterator[Chapter]:
    held: dict[OrderKey, list[DutyInForce]] = {}
    for duty in site.edition.duties_of(person.id):
        held.setdefault(duty.order, []).append(duty)
    for key, duties in held.items():
        order = site.edition.order(key)
        mine = [a for a in order.assignments if a.person == person.id]
        general = tuple(words for a in mine for words in a.general)
        position = next((a.position for a in mine if a.position), "")
        yield Chapter(order, general, position or "", tuple(duties))
