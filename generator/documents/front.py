"""What stands before the chapters of a handbook: its title page, who approved it, its revisions, its preface."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.documents import control, identity, replaced
from generator.documents.model import LINE, Block, Facts, Link, Para, Place, Ref, Signatures
from generator.edition import Edition
from generator.model.handbook import PartKind
from generator.model.organization import Person
from generator.model.procedure import Signatory
from generator.thai import dates

TITLES: dict[PartKind, str] = {
    "approval": "หน้าอนุมัติ", "history": control.REVISIONS, "preface": "คำนำ", "contents": "สารบัญ", "organization": "แผนภูมิโครงสร้างการบริหาร",
    "order": "คำสั่งมอบหมายหน้าที่", "duties": "หน้าที่ความรับผิดชอบ", "personnel": "แผนภูมิบุคลากร", "workflow": "ขั้นตอนการปฏิบัติงาน",
    "procedures": "กระบวนงาน", "references": "เอกสารอ้างอิง", "form_list": "รายการแบบฟอร์ม", "glossary": "อักษรย่อและคำศัพท์",
    "index": "ดัชนีบุคคลและตำแหน่ง", "sheets": identity.SHEETS,
}  # fmt: skip
"""Of the parts of a handbook that give themselves none."""
CONTENTS = ("เรื่อง", "หน้า")
SIGNED = ("ผู้ลงนาม", "ลายมือชื่อ")
WHOLE = "ทั้งเล่ม"


class TitlePage(NamedTuple):
    """Groups of lines, from top to bottom; ``emblem``: of whom it is."""

    title: str
    owner: tuple[str, ...]
    edition: tuple[str, ...]
    office: tuple[str, ...]
    emblem: str


def title_page(edition: Edition, owner: Person | None) -> TitlePage:
    """Title, whose handbook it is, which edition, and the office; only what is known."""
    handbook = edition.manual.handbook
    alone = owner is not None and owner.id != handbook.owner
    whose = () if owner is None else (*(("คู่มือรายบุคคล",) if alone else ()), owner.name, owner.titled)
    of = identity.edition_words(edition)
    return TitlePage(handbook.title, whose, of, handbook.cover or (edition.group.name, edition.office.name), f"ตรา{edition.office.name}")


def approval(edition: Edition) -> Iterator[Block]:
    """The facts of document control; who prepared, reviewed and approved, with room to sign."""
    own = edition.manual.handbook.control
    if facts := control.facts(own):
        yield Facts(facts)
    yield Signatures(tuple(_place(edition, label, getattr(own, field) or Signatory()) for field, label in control.SIGNATORIES))


def _place(edition: Edition, label: str, signatory: Signatory) -> Place:
    of = control.signed(edition, label, signatory)
    lines = (f"({of.name})" if of.name else f"({LINE})", *of.positions)
    return Place(lines, label, dates.long(of.date) if of.date else "", signatory.signature or "")


def revisions(edition: Edition) -> Iterator[Block]:
    """Those of the handbook, then those of each procedure, then what procedures replace."""
    of_book = [(WHOLE, r) for r in edition.manual.handbook.control.history]
    of_parts = [(p.title, r) for p in edition.manual.procedures for r in p.control.history]
    found = (*of_book, *of_parts)
    yield control.revisions(found) if found else Para(("ยังไม่มีการแก้ไข",), "body")
    for p in edition.manual.procedures:
        yield from (Para((f"{p.title}: {label} ", *runs), "body") for label, runs in replaced.said(edition, p) if label == replaced.FOR)


def preface(edition: Edition) -> Iterator[Block]:
    """The preface with its signature; nothing if the handbook has none."""
    if own := edition.manual.handbook.preface:
        yield from (Para((words,), "body") for words in own.paragraphs)
        known = edition.manual.person.get(own.signed_by or "")
        signer = (Link(known.name, Ref("person", known.id)),) if known else ()
        if lines := (*signer, *own.signed_lines):
            yield Signatures((Place(lines, date=dates.long(own.date) if own.date else ""),))
