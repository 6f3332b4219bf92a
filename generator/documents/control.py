"""Document control (การควบคุมเอกสาร) in words: only what is known, so no cell stands empty."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from generator.documents import gaps
from generator.documents.model import NONE, Break, Column, Fact, Row, Run, Table, Text
from generator.edition import Edition
from generator.model.procedure import Control, ControlGap, Revision, Signatory
from generator.thai import dates

FIELDS: tuple[tuple[ControlGap, str], ...] = (
    ("code", "รหัสเอกสาร"), ("edition", "ฉบับที่"), ("revision", "แก้ไขครั้งที่"), ("written", "วันที่จัดทำ"), ("announced", "วันที่ประกาศใช้"),
    ("effective", "วันที่บังคับใช้"), ("review_due", "กำหนดทบทวน"),
)  # fmt: skip
SAID: dict[str, Callable[[Any], Run]] = {"code": lambda code: Text(code, "code"), "edition": str, "revision": "{:02}".format}
"""Of what is no date."""
SIGNATORIES = (("prepared_by", "ผู้จัดทำ"), ("reviewed_by", "ผู้ทบทวน"), ("approved_by", "ผู้อนุมัติ"))
NOTHING = Control()
TITLE, REVISIONS = "การควบคุมเอกสาร", "ประวัติการแก้ไข"
SIGNED = (Column("หน้าที่", head=True), Column("ชื่อและตำแหน่ง"), Column("วันที่"))
EDITION, REVISION = Column("ฉบับที่", 7, kind="number"), Column("แก้ไขครั้งที่", 9, kind="number")
DATE, CHANGED, TOLD = Column("วันที่", 21, centred=True), Column("ส่วนที่แก้ไข", 25), Column("รายการแก้ไข", 32)


class Signed(NamedTuple):
    """One who prepared, reviewed or approved; ``positions``: the own, and the one acted in; ``date``: of signing, None if it is not known."""

    label: str
    name: str
    positions: tuple[str, ...]
    date: date | None


def facts(control: Control, general: Control = NOTHING) -> tuple[Fact, ...]:
    """Code, edition, revision and dates. ``general``: says what ``control`` does not, but for the code, which is its own."""
    known = ((label, field, control.over(NOTHING if field == "code" else general, field)) for field, label in FIELDS)
    said = ((label, gaps.said(control, field) if value is None else (SAID.get(field, dates.long)(value),)) for label, field, value in known)
    return tuple(Fact(label, runs) for label, runs in said if runs)


def approvals(edition: Edition, control: Control, general: Control = NOTHING) -> list[Signed]:
    """Who prepared, reviewed and approved; of ``general`` where ``control`` names nobody."""
    found = ((label, getattr(control, field) or getattr(general, field)) for field, label in SIGNATORIES)
    return [signed(edition, label, signatory) for label, signatory in found if signatory]


def signatories(edition: Edition, control: Control) -> tuple[Fact, ...]:
    """The same of a procedure alone, as facts."""
    return tuple(_signatory(s) for s in approvals(edition, control))


def _signatory(of: Signed) -> Fact:
    said = " ".join(words for words in (of.name, *of.positions) if words)
    return Fact(of.label, (said, *((" ", Text(dates.long(of.date), "aside")) if of.date else ())))


def signed_table(found: Sequence[Signed]) -> Table:
    """Who prepared, reviewed and approved, and when."""
    who = ((s.name, *(run for words in s.positions for run in (Break(), Text(words, "aside")))) for s in found)
    rows = (Row(((s.label,), name, (dates.long(s.date) if s.date else NONE,))) for s, name in zip(found, who, strict=True))
    return Table("ผู้จัดทำ ผู้ทบทวน ผู้อนุมัติ", SIGNED, tuple(rows), "plain")


def revisions(made: Sequence[tuple[str, Revision]]) -> Table:
    """ประวัติการแก้ไข: each revision with the part of the book that it changed, if several parts stand in it."""
    several = any(part for part, _ in made)
    columns = (EDITION, REVISION, DATE, *([CHANGED] if several else []), TOLD)
    return Table(REVISIONS, columns, tuple(_revision(of, [part] if several else []) for part, of in made), "plain")


def _revision(of: Revision, part: list[str]) -> Row:
    told = of.text, *((" ", Text(f"โดย {of.by}", "aside")) if of.by else ())
    numbers = (str(of.edition or NONE),), (f"{of.revision:02}",), (dates.long(of.date),)
    return Row((*numbers, *((words,) for words in part), told))


def signed(edition: Edition, label: str, signatory: Signatory) -> Signed:
    """Name and position of who signs: a named person, or who holds the post on the date; the post's title goes before the person's own.

    Whoever acts in a post without a holder signs with the own position and that one.
    """
    manual = edition.manual
    post = manual.post.get(signatory.post or "")
    holders = edition.holders(post.id) if post else ()
    person = manual.person.get(signatory.person or "") or next(iter(holders), None)
    acting = edition.acting(post.id) if post and not person and not signatory.name else ()
    if post and acting:
        person = manual.person[acting[0].person]
        return Signed(label, person.name, (person.titled, f"{acting[0].role.value}{post.title}"), signatory.date)
    position = post.title if post else person.titled if person else ""
    return Signed(label, signatory.name or (person.name if person else ""), (position,) if position else (), signatory.date)
