"""The registers: forms and references with where they are used, abbreviations, and what is due for review."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from generator.html.links import links_from
from generator.html.page import Block, Page
from generator.html.shell import Site
from generator.model.handbook import Reference
from generator.model.orders import order_key
from generator.model.procedure import Procedure, Step

KINDS = {
    "law": "กฎหมายและระเบียบ",
    "curriculum": "หลักสูตร",
    "order": "คำสั่ง",
    "principle": "หลักการและแนวคิด",
    "manual": "คู่มือ",
    "document": "เอกสารอื่น",
}
LINKS = links_from("forms.md")


def forms(site: Site) -> Iterator[Page]:
    """The register of forms, if it has any."""
    if site.manual.forms.forms:
        yield site.memory.recall("forms", (*site.frame, _steps_named(site, lambda s: s.forms)), partial(_forms, site))


def references(site: Site) -> Iterator[Page]:
    """The register of references, if it has any."""
    if site.manual.references.references:
        cited = "\n".join(f"{p.id} {p.references} {p.summary.references}" for p in site.manual.procedures)
        yield site.memory.recall("references", (*site.frame, cited, _steps_named(site, lambda s: s.references)), partial(_references, site))


def glossary(site: Site) -> Iterator[Page]:
    """Abbreviations and the terms that procedures define, if there are any."""
    if site.manual.handbook.abbreviations or any(p.definitions for p in site.manual.procedures):
        yield _glossary(site)


def review(site: Site) -> Iterator[Page]:
    """What is due for review, if anything has a day for it."""
    if due(site):
        yield _review(site)


def _steps_named(site: Site, of_step: Callable[[Step], tuple[str, ...]]) -> str:
    """What the registers say of the steps that use an entry, besides what the frame holds."""
    return "\n".join(f"{p.id} {s.id} {s.label} {of_step(s)}" for p in site.manual.procedures for s in p.steps if of_step(s))


def _forms(site: Site) -> Page:
    rows = [(form, site.edition.uses_of_form(form.id)) for form in site.manual.forms.forms]
    has = {name: any(getattr(form, name) for form, _ in rows) for name in ("code", "kept", "edition")}
    html = site.render("forms.html.j2", rows=rows, has=has, links=LINKS)
    return Page("forms.md", "ทะเบียนแบบฟอร์ม", "แบบฟอร์มทั้งหมดที่ใช้ในคู่มือ และกระบวนงานที่ใช้แบบฟอร์มนั้น", (Block(html),), kind="list", sources=("forms.yml",))


def _references(site: Site) -> Page:
    blocks = []
    for kind, title in KINDS.items():
        rows = [(r, site.edition.uses_of_reference(r.id), _order_page(site, r)) for r in site.manual.references.references if r.kind == kind]
        if rows:
            html = site.render("references.html.j2", rows=rows, title=title, book=site.manual.references.book, links=LINKS)
            blocks.append(Block(html, title, f"kind-{kind}"))
    described = "กฎหมาย หลักสูตร คำสั่ง และเอกสารที่คู่มืออ้างถึง และกระบวนงานที่อ้าง"
    return Page("references.md", "เอกสารอ้างอิง", described, tuple(blocks), kind="list", sources=("references.yml",))


def _order_page(site: Site, reference: Reference) -> str:
    """The page of a cited order; empty if the register has none, or several of that number by other issuers."""
    key = order_key(reference.order or "")
    meant = site.manual.orders_meant(key) if key else ()
    return LINKS.order(meant[0].key) if len(meant) == 1 else ""


def _glossary(site: Site) -> Page:
    blocks = []
    if site.manual.handbook.abbreviations:
        blocks.append(Block(site.render("abbreviations.html.j2", rows=site.manual.handbook.abbreviations), "อักษรย่อ", "abbreviations"))
    terms = [(d, p) for p in site.manual.procedures for d in p.definitions]
    if terms:
        blocks.append(Block(site.render("terms.html.j2", rows=terms, links=LINKS), "คำจำกัดความ", "definitions"))
    return Page("glossary.md", "อักษรย่อและคำจำกัดความ", "อักษรย่อ คำเต็ม และคำจำกัดความที่ใช้ในคู่มือ", tuple(blocks), kind="list", sources=("handbook.yml",))


def due(site: Site) -> list[tuple[date, Procedure]]:
    """Procedures with a review date, the nearest first."""
    own = site.manual.handbook.control.review_due
    found = [(p.control.review_due or own, p) for p in site.manual.procedures]
    return sorted(((day, p) for day, p in found if day), key=lambda pair: pair[0])


def _review(site: Site) -> Page:
    rows = [(day, procedure, day < site.edition.as_of) for day, procedure in due(site)]
    html = site.render("review.html.j2", rows=rows, links=LINKS)
    return Page("review.md", "กำหนดทบทวน", "กระบวนงานที่ถึงกำหนดทบทวน เรียงตามวันที่", (Block(html),), kind="list", sources=("handbook.yml",))
