"""The office: its preface, its structure and people, the work of the group as a whole, the symbols of the charts."""

from __future__ import annotations

from collections.abc import Iterator

from generator.documents import contacts, control, front, mentions
from generator.documents.model import Block, Fact, Facts, Heading, Item, List, Para, Picture, Symbols, Text, listed
from generator.documents.whole import WholePaper
from generator.drawing.legend import TITLE, legend
from generator.edition import Edition
from generator.flow import orgchart


def preface(edition: Edition) -> WholePaper | None:
    """The preface and the document control of the handbook; None if it has neither."""
    said, title = tuple(front.preface(edition)), front.TITLES["preface"]
    blocks = (*said, *_controlled(edition))
    if not said:
        title = control.TITLE
    return WholePaper(title, f"{title}ของ{edition.manual.handbook.title}", blocks, sources=("handbook.yml",)) if blocks else None


def _controlled(edition: Edition) -> Iterator[Block]:
    own = edition.manual.handbook.control
    facts, signed = control.facts(own), control.approvals(edition, own)
    if facts or signed:
        yield Heading(2, control.TITLE, "control")
    if facts:
        yield Facts(facts)
    if signed:
        yield control.signed_table(signed)
    if own.history:
        yield Heading(2, control.REVISIONS, "history")
        yield control.revisions([("", r) for r in own.history])


def organization(edition: Edition) -> WholePaper:
    """The charts of structure and personnel, then the members of each unit."""
    about = f"{front.TITLES['organization']}และ{front.TITLES['personnel']}ของ{edition.group.name}"
    blocks = (*_charts(edition), *_units(edition))
    return WholePaper("โครงสร้างและบุคลากร", about, blocks, sources=("organization.yml", "people.yml"))


def _charts(edition: Edition) -> Iterator[Block]:
    yield Heading(2, front.TITLES["organization"], "structure")
    yield Picture(orgchart.structure(edition), "structure")
    if found := orgchart.personnel(edition):
        yield Heading(2, front.TITLES["personnel"], "personnel")
        yield Picture(found, "personnel")
        yield from apart(edition)


def apart(edition: Edition) -> Iterator[Para]:
    """Below the personnel chart: who is not on it."""
    if named := [(mentions.person(edition, p.id), f" ({p.titled})" if p.titled else "") for p in orgchart.apart(edition)]:
        yield Para(("ไม่อยู่ในแผนภูมินี้: ", *listed(named, ", ")), "plain")


def _units(edition: Edition) -> Iterator[Block]:
    yield Heading(2, "กลุ่มและกลุ่มงาน", "units")
    for unit in edition.manual.organization.units:
        if members := edition.members(unit.id):
            yield Heading(3, unit.name, f"unit-{unit.id}")
            if reached := tuple(Fact(label, runs) for label, runs in contacts.said(unit) if runs):
                yield Facts(reached)
            yield List(tuple(Item("", (mentions.person(edition, p.id), " ", Text(p.titled, "aside"))) for p in members), "members")
    rest = (unit for unit in edition.manual.organization.units if not edition.members(unit.id))
    others = ((unit.name, *(run for _, runs in contacts.said(unit) for run in (" ", *runs))) for unit in rest)
    if names := [*others, *((role.name,) for role in edition.manual.organization.roles)]:
        yield Heading(2, "หน่วยงานและผู้เกี่ยวข้องอื่น", "others")
        yield List(tuple(Item("", runs) for runs in names), "names")


def workflow(edition: Edition) -> WholePaper | None:
    """The procedures of the group in order, and how they hang together.

    None if the handbook has no such part and no procedure leads to another: the list of procedures says the same.
    """
    drawing = orgchart.workflow(edition)
    if drawing is None and not any(part.kind == "workflow" for part in edition.manual.handbook.parts):
        return None
    title = edition.manual.handbook.workflow_title or f"ขั้นตอนการปฏิบัติงาน{edition.group.name}"
    about = f"ภาพรวมขั้นตอนการปฏิบัติงานของ{edition.group.name}"
    blocks = (*((Picture(drawing, "workflow"),) if drawing else ()), in_order(edition))
    return WholePaper(title, about, blocks, short="ขั้นตอนการปฏิบัติงานของกลุ่ม", sources=("handbook.yml",))


def in_order(edition: Edition) -> List:
    """The procedures as the handbook numbers them."""
    items = (Item(f"{edition.number(p.id)}.", (mentions.target(edition, "procedure", p.id),)) for p in edition.manual.procedures)
    return List(tuple(items), "numbered")


def symbols(_: Edition) -> WholePaper:
    """Every symbol of the charts, and what it means."""
    intro = Para(("ผังการปฏิบัติงานและแบบฟอร์มสรุปมาตรฐานงานในคู่มือนี้ใช้สัญลักษณ์ดังต่อไปนี้",))
    blocks = (intro, Symbols(("สัญลักษณ์", "ความหมาย"), legend()))
    return WholePaper(TITLE, "ความหมายของสัญลักษณ์ที่ใช้ในผังการปฏิบัติงาน", blocks)
