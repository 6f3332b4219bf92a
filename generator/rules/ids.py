"""The kinds of ids there are, and which fields of which records hold them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from generator.model.base import Record
from generator.model.handbook import Handbook, Manual, Preface
from generator.model.orders import Absence, AnnexRow, Assignment, Change, Committee, Duty, Member, Order, Responsibility, Signer, StandIn
from generator.model.organization import Holding, Person, Post, Role, Unit
from generator.model.parties import Party
from generator.model.procedure import Actor, Duties, FormList, Lane, Procedure, Replaced, Signatory, Step, StepLink
from generator.model.registers import ReferenceRegister
from generator.model.summary import Citation
from generator.model.time import Extension, Frequency, Window


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

NAMED: dict[str, Mapping[type[Record], tuple[str, ...]]] = {
    "person": {
        **dict.fromkeys((Assignment, Responsibility, Member, AnnexRow, Absence, StandIn, Signer, Signatory), ("person",)),
        **{Change: ("person", "successor"), Preface: ("signed_by",), Handbook: ("owner",)},
    },
    "unit": {Unit: ("parent",), **dict.fromkeys((Post, Procedure), ("unit",)), Person: ("units",), Handbook: ("unit", "office"), Order: ("issuer",)},
    "post": {Post: ("reports_to",), **dict.fromkeys((Holding, Duty, Responsibility, AnnexRow, Change, Signatory), ("post",)), Role: ("posts",)},
    "actor": {**dict.fromkeys((Actor, Duties, Lane), ("who",)), Party: ("who", "giver"), Extension: ("by",)},
    "form": {Step: ("forms",), FormList: ("items",)},
    "reference": {**dict.fromkeys((Step, Procedure), ("references",)), Citation: ("ref",), ReferenceRegister: ("book",)},
    "window": dict.fromkeys((Window, Frequency), ("windows",)),
    "procedure": {
        **dict.fromkeys((Step, StepLink), ("procedure",)),
        Procedure: ("leads_to", "separate_from"),
        Replaced: ("procedure",),
        **dict.fromkeys((Duty, Responsibility, AnnexRow, Change, Committee, Handbook), ("procedures",)),
    },
}
"""Which fields of which records hold which kind of id."""
