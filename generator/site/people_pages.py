"""The list of persons and one page for each: position, procedures, duties as the order numbers them, schools, projects."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.edition import together
from generator.model.handbook import Form
from generator.model.orders import Order, OrderKey, RoleKind
from generator.model.organization import Person
from generator.register import DutyInForce
from generator.site import change_pages
from generator.site.links import links_from
from generator.site.page import Block, Page
from generator.site.shell import Site

ROLE_TITLES = {
    RoleKind.MAIN: "ผู้รับผิดชอบหลัก",
    RoleKind.TOGETHER: "ผู้ร่วมกันรับผิดชอบ",
    RoleKind.JOINT: "ผู้รับผิดชอบร่วม",
    RoleKind.MEMBER: "ผู้รับผิดชอบในคณะกรรมการ",
    RoleKind.ACTING_FOR: "รักษาราชการแทน",
    RoleKind.ACTING_IN: "รักษาการในตำแหน่ง",
    RoleKind.DELEGATED: "ปฏิบัติราชการแทน",
}
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
    )


def _blocks(site: Site, person: Person, chapters: list[Chapter]) -> Iterator[Block]:
    edition, links = site.edition, links_from("people/x.md")
    units = [site.manual.unit[u] for u in person.units if u in site.manual.unit]
    acting = [c for c in edition.charges_of(person.id) if c.kind == "post"]
    yield Block(
        site.render(
            "person_head.html.j2",
            person=person,
            units=units,
            posts=edition.posts_of(person),
            present=edition.in_office(person),
            post_number=_post_number(chapters, person),
            book=site.book(links, f"person-{person.id}"),
            links=links,
        )
    )
    charges = [c for c in edition.charges_of(person.id) if c.kind == "procedure"]
    if charges:
        ordered = sorted(charges, key=lambda c: (list(RoleKind).index(c.role), edition.number(c.target)))
        rows = [(group, site.manual.procedure[group[0].target], ROLE_TITLES[group[0].role]) for group in together(ordered)]
        yield Block(site.render("person_procedures.html.j2", rows=rows, links=links), "กระบวนงานที่รับผิดชอบ", "procedures")
    forms = forms_used(site, person.id)
    if forms:
        yield Block(site.render("person_forms.html.j2", forms=forms, links=links), "แบบฟอร์มที่ใช้", "forms")
    if acting:
        html = site.render("person_acting.html.j2", rows=[(c, site.manual.post[c.target], ROLE_TITLES[c.role]) for c in acting], links=links)
        yield Block(html, "การรักษาราชการและรักษาการ", "acting")
    for name, title, anchor in LISTS:
        found = [(c.order, held) for c in chapters for top in c.duties for held in top.walk() if held.duty.lists == name and held.items]
        if found:
            yield Block(site.render("person_list.html.j2", found=found, links=links), title, anchor)
    for chapter in chapters:
        html = site.render("person_duties.html.j2", chapter=chapter, links=links)
        yield Block(html, f"หน้าที่ตามคำสั่ง ที่ {site.shown(f'{chapter.order.number}/{chapter.order.year}')}", f"duties-{chapter.order.key.slug}")
    past = change_pages.person_history(site, person.id, links)
    if past:
        yield past
    if not chapters and not charges and not acting:
        yield Block(site.render("person_none.html.j2"))


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
