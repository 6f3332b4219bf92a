"""Document control (การควบคุมเอกสาร) in words: only what is known, so no cell stands empty."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from generator.model.organization import Person
from generator.model.procedure import Control, Signatory
from generator.site.shell import Site
from generator.thai import dates

DATES = (
    ("announced", "วันที่ประกาศใช้"),
    ("effective", "วันที่บังคับใช้"),
    ("written", "วันที่จัดทำ"),
    ("review_due", "กำหนดทบทวน"),
)
SIGNATORIES = (("prepared_by", "ผู้จัดทำ"), ("reviewed_by", "ผู้ทบทวน"), ("approved_by", "ผู้อนุมัติ"))


class Fact(NamedTuple):
    """A label and its value, in Arabic digits; ``code``: a value whose digits must stay."""

    label: str
    value: str
    code: bool = False


class Signed(NamedTuple):
    """One who prepared, reviewed or approved."""

    label: str
    name: str
    position: str
    date: date | None


def facts(site: Site, control: Control) -> list[Fact]:
    """Code, edition, revision and dates; the handbook's own where the procedure says nothing."""
    own = site.manual.handbook.control
    found: list[Fact] = []
    if control.code:
        found.append(Fact("รหัสเอกสาร", control.code, True))
    for label, number in (("ฉบับที่", control.edition or own.edition), ("แก้ไขครั้งที่", control.revision if control.revision is not None else own.revision)):
        if number is not None:
            found.append(Fact(label, f"{number:02}" if label == "แก้ไขครั้งที่" else str(number)))
    for field, label in DATES:
        day = getattr(control, field) or getattr(own, field)
        if day:
            found.append(Fact(label, dates.long(day)))
    return found


def approvals(site: Site, control: Control) -> list[Signed]:
    """Who prepared, reviewed and approved; the handbook's own where the procedure names nobody."""
    own = site.manual.handbook.control
    found = [(label, getattr(control, field) or getattr(own, field)) for field, label in SIGNATORIES]
    return [_signed(site, label, signatory) for label, signatory in found if signatory]


def _signed(site: Site, label: str, signatory: Signatory) -> Signed:
    person: Person | None = site.manual.person.get(signatory.person or "")
    post = site.manual.post.get(signatory.post or "")
    holder = person or next(iter(site.edition.holders(post.id)), None) if post else person
    name = signatory.name or (holder.name if holder else "")
    position = post.title if post else holder.titled if holder else ""
    return Signed(label, name, position, signatory.date)
