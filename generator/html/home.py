"""The first page: find work by procedure, by person, by month, by form; the order in force; downloads."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from generator.documents import announced, basis, workbook, workyear
from generator.html.emitter import emit, page_context
from generator.html.links import links_from
from generator.html.offline import ZIP
from generator.html.page import Block, Page
from generator.html.shell import Site
from generator.model.orders import RoleKind
from generator.thai.dates import MONTHS

LINKS = links_from("index.md")
MANY, FORMS = 12, 8
"""Longer lists are cut on the first page and continue on their own; names of forms are long, and must not push the rest away."""


def pages(site: Site) -> Iterator[Page]:
    """``index.md``"""
    edition, manual, place = site.edition, site.manual, page_context(site, "index.md")
    html = site.render(
        "home.html.j2",
        links=LINKS,
        handbook=manual.handbook,
        procedures=[(p, edition.number(p.id), edition.main(p.id)) for p in manual.procedures[:MANY]],
        persons=[p for p in manual.people.persons if edition.in_office(p)][: MANY * 2],
        roles={p.id: _work(site, p.id) for p in manual.people.persons},
        months=[(n, MONTHS[n - 1]) for n in workyear.year(edition)],
        forms=[(f, edition.uses_of_form(f.id)) for f in manual.forms.forms[:FORMS]],
        totals={"procedures": len(manual.procedures), "forms": len(manual.forms.forms), "persons": len(manual.people.persons)},
        orders=basis.of_all(edition),
        up_to=basis.UP_TO,
        announced=Markup("".join(emit(place, notice) for notice in announced.orders(edition))),
        downloads=_downloads(site),
    )
    description = f"{manual.handbook.title} {edition.group.name} {edition.office.name}: ค้นงานตามกระบวนงาน บุคคล เดือน และแบบฟอร์ม"
    yield Page(
        "index.md", manual.handbook.title, description, (Block(html),),
        nav_title="หน้าแรก", hide=("navigation", "toc", "path"), kind="home", sources=("handbook.yml",),
    )  # fmt: skip


def _downloads(site: Site) -> list[tuple[str, str, str]]:
    """What can be taken along, as far as it was made: the handbook, the books of persons, the whole site for a USB stick."""
    wanted = [("handbook", site.manual.handbook.title), *((f"person-{p.id}", f"คู่มือรายบุคคล {p.name}") for p in site.manual.people.persons)]
    books = [(title, href, "PDF") for name, title in wanted[:MANY] if (href := site.book(LINKS, name))]
    books += [(workbook.NAME, href, "Excel")] if (href := site.book(LINKS, "workbook.xlsx")) else []
    return [*books, *([("คู่มือทั้งเว็บไซต์ เปิดจากแฟลชไดรฟ์ได้", f"../{ZIP}", "ZIP")] if f"../{ZIP}" in site.books else [])]


def _work(site: Site, person: str) -> str:
    """How many procedures a person answers for, in a few words; empty for none."""
    main, every = len(site.edition.procedures_of(person, RoleKind.MAIN)), len(site.edition.procedures_of(person))
    words = [f"หลัก {main} งาน" if main else "", f"ร่วม {every - main} งาน" if every - main else ""]
    return site.shown("รับผิดชอบ" + " ".join(w for w in words if w)) if every else ""
