"""The kinds of ids there are, and which fields of which records hold them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from generator.model.handbook import Handbook, Manual, Preface, ReferenceRegister
from generator.model.orders import Absence, AnnexRow, Assignment, Change, Committee, Duty, Member, Order, Responsibility, Signer, StandIn
from generator.model.organization import Holding, Person, Post, Role, Unit
from generator.model.procedure import Actor, Citation, Duties, FormList, Procedure, Signatory, Step
from generator.model.time import Frequency, Window


class Kind(NamedTuple):
    """A kind of id: the rule that misses one, what it is called, where it is kept, and which ids there are."""

    code: str
    name: str
    kept: str
    known: Callable[[Manual], Mapping[str, object]]


KINDS: dict[str, Kind] = {
    "person": Kind("SOP-R001", "บุคคล", "people.yml", lambda m: m.person),
    "unit": Kind("SOP-R002", "หน่วยงาน", "organization.yml (units)", lambda m: m.unit),
    "post": Kind("SOP-R004", "ตำแหน่ง", "organization.yml (posts)", lambda m: m.post),
    "actor": Kind("SOP-R003", "หน่วยงาน ตำแหน่ง หรือผู้เกี่ยวข้อง", "organization.yml", lambda m: {**m.unit, **m.post, **m.role}),
    "form": Kind("SOP-R005", "แบบฟอร์ม", "forms.yml", lambda m: m.form),
    "reference": Kind("SOP-R006", "เอกสารอ้างอิง", "references.yml", lambda m: m.reference),
    "window": Kind("SOP-R007", "ช่วงเวลา", "calendar.yml", lambda m: {w.id: w for w in m.calendar.windows}),
    "procedure": Kind("SOP-R008", "กระบวนงาน", "procedures/", lambda m: m.procedure),
}

NAMED: dict[str, tuple[tuple[type, str], ...]] = {
    "person": (
        (Assignment, "person"),
        (Responsibility, "person"),
        (Change, "person"),
        (Change, "successor"),
        (Member, "person"),
        (AnnexRow, "person"),
        (Absence, "person"),
        (StandIn, "person"),
        (Signer, "person"),
        (Signatory, "person"),
        (Preface, "signed_by"),
        (Handbook, "owner"),
    ),
    "unit": ((Unit, "parent"), (Post, "unit"), (Person, "units"), (Handbook, "unit"), (Handbook, "office"), (Order, "issuer"), (Procedure, "unit")),
    "post": (
        (Post, "reports_to"),
        (Holding, "post"),
        (Duty, "post"),
        (Responsibility, "post"),
        (AnnexRow, "post"),
        (Change, "post"),
        (Role, "posts"),
        (Signatory, "post"),
    ),
    "actor": ((Actor, "who"), (Duties, "who")),
    "form": ((Step, "forms"), (FormList, "items")),
    "reference": ((Step, "references"), (Procedure, "references"), (Citation, "ref"), (ReferenceRegister, "book")),
    "window": ((Window, "windows"), (Frequency, "windows")),
    "procedure": (
        (Step, "procedure"),
        (Duty, "procedures"),
        (Responsibility, "procedures"),
        (AnnexRow, "procedures"),
        (Change, "procedures"),
        (Committee, "procedures"),
        (Handbook, "procedures"),
    ),
}
"""Which fields of which records hold which kind of id."""
