"""The first page: find work by procedure, by person, by month, by form; the order in force; downloads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from generator.documents import announced, basis, workbook, workyear
from generator.html import emblem, my_work
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


class HomeEntry(NamedTuple):
    """A line of a card: where it leads, its number if it has one, its words, what is said in passing."""

    href: str
    title: str
    aside: str = ""
    no: str = ""


class HomeCard(NamedTuple):
    """Things of a kind. ``name``: for the style, ``href``: where all of them stand; ``more``: said below if not all of them are shown."""

    name: str
    anchor: str
    title: str
    href: str
    entries: Sequence[HomeEntry]
    more: str = ""
    list: str = "ul"


def pages(site: Site) -> Iterator[Page]:
    """``index.md``"""
    edition, manual, place = site.edition, site.manual, page_context(site.settings, "index.md")
    html = site.render(
        "home.html.j2",
        links=LINKS,
        edition=edition,
        handbook=manual.handbook,
        emblem=emblem.address(site),
        procedures=_procedures(site),
        persons=_persons(site),
        months=[(n, MONTHS[n - 1]) for n in workyear.year(edition)],
        forms=_forms(site),
        orders=basis.of_all(edition),
        up_to=basis.UP_TO,
        announced=Markup("".join(emit(place, notice) for notice in announced.orders(edition))),
        fingerprint=manual.fingerprint,
        choices=my_work.choices(site),
        downloads=HomeCard("downloads", "downloads", "ดาวน์โหลด", "", _downloads(site)),
    )
    description = f"{manual.handbook.title} {edition.group.name} {edition.office.name}: ค้นงานตามกระบวนงาน บุคคล เดือน และแบบฟอร์ม"
    yield Page(
        "index.md", manual.handbook.title, description, (Block(html),),
        nav_title="หน้าแรก", hide=("navigation", "toc", "path"), kind="home", sources=("handbook.yml",),
    )  # fmt: skip


def _procedures(site: Site) -> HomeCard:
    every, edition = site.manual.procedures, site.edition
    mains = ((p, edition.main(p.id)) for p in every[:MANY])
    entries = [HomeEntry(LINKS.procedure(p.id), p.title, f"ผู้รับผิดชอบหลัก {main.name}" if main else "", str(edition.number(p.id))) for p, main in mains]
    return HomeCard("procedures", "by-procedure", "ค้นตามกระบวนงาน", LINKS.page("procedures/index"), entries, _all(every, MANY, "กระบวนงาน"), "ol")


def _persons(site: Site) -> HomeCard:
    every = [p for p in site.manual.people.persons if site.edition.in_office(p)]
    entries = [HomeEntry(LINKS.person(p.id), p.name, " · ".join(filter(None, (p.titled, _work(site, p.id))))) for p in every[: MANY * 2]]
    return HomeCard("people", "by-person", "ค้นตามบุคคล", LINKS.page("people/index"), entries, _all(every, MANY * 2, "คน"))


def _forms(site: Site) -> HomeCard:
    every = site.manual.forms.forms
    entries = [HomeEntry(LINKS.form(f.id), f.title) for f in every[:FORMS]]
    return HomeCard("forms", "by-form", "ค้นตามแบบฟอร์ม", LINKS.page("forms"), entries, _all(every, FORMS, "แบบ"))


def _all(every: Sequence[object], shown: int, unit: str) -> str:
    return f"ดูทั้งหมด {len(every)} {unit}" if len(every) > shown else ""


def _downloads(site: Site) -> list[HomeEntry]:
    """What can be taken along, as far as it was made: the handbook, the books of persons, the whole site for a USB stick."""
    wanted = [("handbook", site.manual.handbook.title), *((f"person-{p.id}", f"คู่มือรายบุคคล {p.name}") for p in site.manual.people.persons)]
    books = [HomeEntry(href, title, "PDF") for name, title in wanted[:MANY] if (href := site.book(LINKS, name))]
    books += [HomeEntry(href, workbook.NAME, "Excel")] if (href := site.book(LINKS, "workbook.xlsx")) else []
    return [*books, *([HomeEntry(f"../{ZIP}", "คู่มือทั้งเว็บไซต์ เปิดจากแฟลชไดรฟ์ได้", "ZIP")] if f"../{ZIP}" in site.books else [])]


def _work(site: Site, person: str) -> str:
    """How many procedures a person answers for, in a few words; empty for none."""
    main, every = len(site.edition.procedures_of(person, RoleKind.MAIN)), len(site.edition.procedures_of(person))
    words = [f"หลัก {main} งาน" if main else "", f"ร่วม {every - main} งาน" if every - main else ""]
    return "รับผิดชอบ" + " ".join(w for w in words if w) if every else ""
