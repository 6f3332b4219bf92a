"""Document control (การควบคุมเอกสาร) in words, for pages and book alike: only what is known, so no cell stands empty."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from generator.edition import Edition
from generator.model.procedure import Control, Signatory
from generator.thai import dates

DATES = (("written", "วันที่จัดทำ"), ("announced", "วันที่ประกาศใช้"), ("effective", "วันที่บังคับใช้"), ("review_due", "กำหนดทบทวน"))
"""In the order in which they come."""
SIGNATORIES = (("prepared_by", "ผู้จัดทำ"), ("reviewed_by", "ผู้ทบทวน"), ("approved_by", "ผู้อนุมัติ"))
NOTHING = Control()


class Fact(NamedTuple):
    """A label and its value, in Arabic digits; ``code``: a value whose digits must stay."""

    label: str
    value: str
    code: bool = False


class Signed(NamedTuple):
    """One who prepared, reviewed or approved; ``date``: of signing, None if it is not known."""

    label: str
    name: str
    position: str
    date: date | None


def facts(control: Control, general: Control = NOTHING) -> list[Fact]:
    """Code, edition, revision and dates. ``general``: says what ``control`` does not, but for the code, which is its own."""
    found = [Fact("รหัสเอกสาร", control.code, True)] if control.code else []
    edition = control.edition if control.edition is not None else general.edition
    if edition is not None:
        found.append(Fact("ฉบับที่", str(edition)))
    revision = control.revision if control.revision is not None else general.revision
    if revision is not None:
        found.append(Fact("แก้ไขครั้งที่", f"{revision:02}"))
    known = ((label, getattr(control, field) or getattr(general, field)) for field, label in DATES)
    return [*found, *(Fact(label, dates.long(day)) for label, day in known if day)]


def approvals(edition: Edition, control: Control, general: Control = NOTHING) -> list[Signed]:
    """Who prepared, reviewed and approved; of ``general`` where ``control`` names nobody."""
    found = ((label, getattr(control, field) or getattr(general, field)) for field, label in SIGNATORIES)
    return [signed(edition, label, signatory) for label, signatory in found if signatory]


def signed(edition: Edition, label: str, signatory: Signatory) -> Signed:
    """Name and position of who signs: a named person, or who holds the post on the date; the post's title goes before the person's own."""
    manual = edition.manual
    post = manual.post.get(signatory.post or "")
    holders = edition.holders(post.id) if post else ()
    person = manual.person.get(signatory.person or "") or next(iter(holders), None)
    position = post.title if post else person.titled if person else ""
    return Signed(label, signatory.name or (person.name if person else ""), position, signatory.date)
