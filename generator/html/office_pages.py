"""The office: preface, structure and personnel charts, the group's workflow, the symbols of the charts."""

from __future__ import annotations

from collections.abc import Iterator

from generator.documents import front
from generator.html import flow_view
from generator.html.emitter import page_blocks, page_context
from generator.html.links import links_from
from generator.html.page import Block, Page
from generator.html.shell import Site

LINKS = links_from("preface.md")


def pages(site: Site) -> Iterator[Page]:
    """What the handbook has of these."""
    if site.manual.handbook.preface:
        yield _preface(site)
    yield _organization(site)
    yield _workflow(site)
    yield _symbols(site)


def _preface(site: Site) -> Page:
    path, title = "preface.md", front.TITLES["preface"]
    blocks = tuple(page_blocks(page_context(site, path), front.preface(site.edition)))
    return Page(path, title, f"{title}ของ{site.manual.handbook.title}", blocks, kind="prose", sources=("handbook.yml",))


def _organization(site: Site) -> Page:
    blocks = [Block(flow_view.structure(site, LINKS), "แผนภูมิโครงสร้างการบริหาร", "structure")]
    personnel = flow_view.personnel(site, LINKS)
    if personnel:
        blocks.append(Block(personnel, "แผนภูมิบุคลากร", "personnel"))
    units = [(u, site.edition.members(u.id)) for u in site.manual.organization.units]
    html = site.render("units.html.j2", units=[(u, m) for u, m in units if m], links=LINKS)
    blocks.append(Block(html, "กลุ่มและกลุ่มงาน", "units"))
    return Page(
        "organization.md",
        "โครงสร้างและบุคลากร",
        f"แผนภูมิโครงสร้างการบริหารและแผนภูมิบุคลากรของ{site.edition.group.name}",
        tuple(blocks),
        kind="charts",
        sources=("organization.yml", "people.yml"),
    )


def _workflow(site: Site) -> Page:
    title = site.manual.handbook.workflow_title or f"ขั้นตอนการปฏิบัติงาน{site.edition.group.name}"
    rows = [(p, site.edition.number(p.id), site.edition.responsible(p.id)) for p in site.manual.procedures]
    html = site.render("workflow.html.j2", chart=flow_view.workflow(site, LINKS), rows=rows, links=LINKS)
    return Page(
        "workflow.md", title, f"ภาพรวมขั้นตอนการปฏิบัติงานของ{site.edition.group.name}", (Block(html),),
        nav_title="ขั้นตอนการปฏิบัติงานของกลุ่ม", kind="charts", sources=("handbook.yml",),
    )  # fmt: skip


def _symbols(site: Site) -> Page:
    html = site.render("symbols.html.j2", symbols=flow_view.symbols(site))
    return Page("symbols.md", "คำอธิบายสัญลักษณ์ผังขั้นตอน", "ความหมายของสัญลักษณ์ที่ใช้ในผังการปฏิบัติงาน", (Block(html),), kind="list")
