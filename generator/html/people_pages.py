"""The list of persons and one page for each: position, procedures, duties as the order numbers them, schools, projects."""

from __future__ import annotations

from collections.abc import Iterator

from generator.documents import announced, basis, duties
from generator.documents import person as paper
from generator.documents.model import Link, Para, Ref
from generator.html.emitter import page_blocks, page_context
from generator.html.links import links_from
from generator.html.page import Page
from generator.html.shell import Site
from generator.model.organization import Person


def pages(site: Site) -> Iterator[Page]:
    """The list, then each person in the order of ``people.yml``."""
    yield _list(site)
    for person in site.manual.people.persons:
        yield _page(site, person)


def _list(site: Site) -> Page:
    path = "people/index.md"
    blocks = page_blocks(page_context(site, path), paper.listing(site.edition))
    described = f"บุคลากรของ{site.edition.group.name} ตำแหน่ง และงานที่รับผิดชอบ"
    return Page(path, "บุคลากร", described, tuple(blocks), kind="list", sources=("people.yml",))


def _page(site: Site, person: Person) -> Page:
    path, edition = f"people/{person.id}.md", site.edition
    orders = (*duties.by_order(edition.duties_of(person.id)), *(c.order for c in edition.charges_of(person.id)))
    book = f"person-{person.id}"
    ways = (Para((Link("คู่มือรายบุคคล (PDF)", Ref("book", book)),), "ways"),) if site.book(links_from(path), book) else ()
    blocks = (*paper.opening(edition, person), *ways, *announced.of_person(edition, person.id), *paper.work(edition, person))
    return Page(
        path,
        person.name,
        f"ตำแหน่ง หน้าที่ตามคำสั่ง และกระบวนงานที่{person.name}รับผิดชอบ",
        tuple(page_blocks(page_context(site, path), blocks)),
        kind="person",
        sources=("people.yml", *(edition.order(key).file for key in orders)),
        basis=basis.line(edition, basis.of_person(edition, person.id)),
    )
