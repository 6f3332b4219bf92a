"""The matrix of responsibility: procedures beside persons, in tables that a page and a sheet of paper can carry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from generator.documents import mentions
from generator.documents.model import Block, Column, Heading, Link, Para, Ref, Row, Runs, Sign, Table
from generator.documents.whole import WholePaper
from generator.edition import Edition
from generator.model.orders import RoleKind
from generator.model.organization import Person
from generator.model.procedure import Procedure
from generator.register import Charge
from generator.register.changes import LEADING
from generator.thai import dates

MARKS = {
    RoleKind.MAIN: ("●", "หลัก"),
    RoleKind.TOGETHER: ("◉", "ร่วมกัน"),
    RoleKind.JOINT: ("○", "ร่วม"),
    RoleKind.MEMBER: ("ค", "คณะกรรมการ"),
    RoleKind.ACTING_FOR: ("แ", "รักษาราชการแทน"),
    RoleKind.ACTING_IN: ("ก", "รักษาการในตำแหน่ง"),
    RoleKind.DELEGATED: ("ป", "ปฏิบัติราชการแทน"),
}
"""The sign of each role, and what it says."""
MANY, PART = 100, 50
"""Procedures that one table holds; more come in tables of so many, each with the persons of its own procedures."""


def matrix(edition: Edition) -> WholePaper | None:
    """Who answers for which procedure; None if nobody is in charge of anything."""
    if not edition.register.charges:
        return None
    every = edition.manual.procedures
    charges = [c for p in every for c in edition.responsible(p.id)]
    files = dict.fromkeys(edition.order(c.order).file for c in charges)
    about = "กระบวนงานทั้งหมดเทียบกับบุคลากร: ใครเป็นผู้รับผิดชอบหลักหรือร่วม"
    blocks = (_key(edition, {c.role for c in charges}), *_tables(edition, every))
    return WholePaper("ตารางความรับผิดชอบ", about, blocks, sources=tuple(f for f in files if f))


def _key(edition: Edition, roles: set[RoleKind]) -> Para:
    signs = (f"{sign} {words}" for role, (sign, words) in MARKS.items() if role in roles)
    return Para((" · ".join((f"ณ วันที่ {dates.long(edition.as_of)}", *signs)),), "status")


def _tables(edition: Edition, every: Sequence[Procedure]) -> Iterator[Block]:
    size = len(every) if len(every) <= MANY else PART
    for start in range(0, len(every), size):
        part = every[start : start + size]
        if len(part) < len(every):
            yield Heading(2, f"กระบวนงานที่ {start + 1}–{start + len(part)}", f"from-{start + 1}")
        yield _table(edition, part)


def _table(edition: Edition, procedures: Sequence[Procedure]) -> Table:
    charges = [c for p in procedures for c in edition.responsible(p.id)]
    present = {c.person for c in charges}
    persons = [p for p in edition.manual.people.persons if p.id in present]
    columns = (Column("กระบวนงาน", head=True), *(Column(p.name, centred=True, to=Ref("person", p.id)) for p in persons))
    return Table("ตารางความรับผิดชอบ", columns, (*(_row(edition, p, persons) for p in procedures), *_totals(charges, persons)), "matrix", sums=2)


def _row(edition: Edition, of: Procedure, persons: Sequence[Person]) -> Row:
    roles: dict[str, list[RoleKind]] = {}
    for charge in edition.responsible(of.id):
        roles.setdefault(charge.person, []).append(charge.role)
    title: Runs = (f"{edition.number(of.id)} ", Link(of.title, Ref("procedure", of.id)))
    return Row((title, *(_cell(roles.get(p.id, ())) for p in persons)))


def _cell(roles: Sequence[RoleKind]) -> Runs:
    """The sign of the weightiest role, in words all of them."""
    ranked = sorted(set(roles), key=mentions.ROLES.index)
    return (Sign(MARKS[ranked[0]][0], " ".join(MARKS[role][1] for role in ranked)),) if ranked else ()


def _totals(charges: Sequence[Charge], persons: Sequence[Person]) -> Iterator[Row]:
    """For how many procedures each person answers in the first place, and in other roles."""
    count = Counter((person, leads) for person, leads, _ in {(c.person, c.role in LEADING, c.target) for c in charges})
    for title, leads in (("รวมหลัก", True), ("รวมร่วมและอื่น ๆ", False)):
        yield Row(((title,), *((str(count[p.id, leads]),) for p in persons)))
