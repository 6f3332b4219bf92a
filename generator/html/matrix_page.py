"""The matrix of responsibility: procedures beside persons, in tables that a browser and a sheet of paper can carry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from generator.html.links import links_from
from generator.html.page import Block, Page
from generator.html.shell import Site
from generator.model.orders import RoleKind
from generator.model.organization import Person
from generator.model.procedure import Procedure
from generator.register import Charge
from generator.register.changes import LEADING

MARKS = {
    RoleKind.MAIN: ("●", "หลัก"),
    RoleKind.TOGETHER: ("◉", "ร่วมกัน"),
    RoleKind.JOINT: ("○", "ร่วม"),
    RoleKind.MEMBER: ("ค", "คณะกรรมการ"),
    RoleKind.ACTING_FOR: ("แ", "รักษาราชการแทน"),
    RoleKind.ACTING_IN: ("ก", "รักษาการในตำแหน่ง"),
    RoleKind.DELEGATED: ("ป", "ปฏิบัติราชการแทน"),
}
MANY, PART = 100, 50
"""Procedures that one table holds; more come in tables of so many, each with the persons of its own procedures."""
Held = dict[str, list[Charge]]
"""The charges of each procedure."""


class MatrixCell(NamedTuple):
    """Where a person and a procedure meet in the matrix."""

    mark: str
    words: str


def pages(site: Site) -> Iterator[Page]:
    """The matrix, if anybody is in charge of anything."""
    charges = site.edition.register.charges
    if not charges:
        return
    held: Held = {}
    for charge in (c for c in charges if c.kind == "procedure"):
        held.setdefault(charge.target, []).append(charge)
    files = dict.fromkeys(site.edition.order(c.order).file for found in held.values() for c in found)
    yield Page(
        "matrix.md", "ตารางความรับผิดชอบ", "กระบวนงานทั้งหมดเทียบกับบุคลากร: ใครเป็นผู้รับผิดชอบหลักหรือร่วม", tuple(_blocks(site, held)),
        hide=("toc",), kind="matrix", sources=tuple(f for f in files if f),
    )  # fmt: skip


def _blocks(site: Site, held: Held) -> Iterator[Block]:
    every = site.manual.procedures
    roles = {c.role for found in held.values() for c in found}
    head = site.render("orders/matrix_head.html.j2", marks=[m for role, m in MARKS.items() if role in roles])
    if len(every) <= MANY:
        yield Block(f"{head}\n{_table(site, every, held)}")
        return
    yield Block(head)
    for start in range(0, len(every), PART):
        part = every[start : start + PART]
        yield Block(_table(site, part, held), site.shown(f"กระบวนงานที่ {start + 1}–{start + len(part)}"), f"from-{start + 1}")


def _table(site: Site, procedures: Sequence[Procedure], held: Held) -> Markup:
    charges = [c for p in procedures for c in held.get(p.id, ())]
    present = {c.person for c in charges}
    persons = [p for p in site.manual.people.persons if p.id in present]
    rows = [(p, _cells(held.get(p.id, ()), persons)) for p in procedures]
    return site.render("orders/matrix.html.j2", persons=persons, rows=rows, totals=_totals(charges, persons), links=links_from("matrix.md"))


def _cells(charges: Sequence[Charge], persons: Sequence[Person]) -> list[MatrixCell | None]:
    roles: dict[str, set[RoleKind]] = {}
    for charge in charges:
        roles.setdefault(charge.person, set()).add(charge.role)
    return [_cell(roles[p.id]) if p.id in roles else None for p in persons]


def _cell(roles: set[RoleKind]) -> MatrixCell:
    ranked = sorted(roles, key=list(RoleKind).index)
    return MatrixCell(MARKS[ranked[0]][0], " ".join(MARKS[r][1] for r in ranked))


def _totals(charges: Sequence[Charge], persons: Sequence[Person]) -> list[tuple[int, int]]:
    """Of each person: procedures as the main one, and in other roles."""
    count = Counter((person, main) for person, main, _ in {(c.person, c.role in LEADING, c.target) for c in charges})
    return [(count[p.id, True], count[p.id, False]) for p in persons]
