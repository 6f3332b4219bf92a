"""What an office keeps in a workbook: who answers for what, everyone's duties, the registers, the work of the year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.documents import calendar, registers, workyear
from generator.documents.model import Column, Link, Row, Runs, Table, Text, Year, plain
from generator.edition import Edition
from generator.model.orders import OrderKey, RoleKind
from generator.register.words import item_aside

NAME, KIND = "ทะเบียนงาน", "ประเภท"
LISTS, MARK = "รายการเลือก", "●"
NOT_LISTED = "ไม่มีในรายการ เลือกจากรายการ หรือเพิ่มใน sop/ แล้วสร้างแฟ้มนี้ใหม่"
RESPONSIBLE = (
    Column("กระบวนงาน", 34, head=True, kind="procedure"), Column("ผู้รับผิดชอบ", 24, kind="person"), Column("ตำแหน่ง", 24, kind="position"),
    Column("ฐานะ", 10, kind="role"), Column("ตามคำสั่งที่", 12), Column("ข้อ", 10),
)  # fmt: skip
DUTIES = (
    Column("ผู้ปฏิบัติ", 22, kind="person"), Column("ตำแหน่ง", 20, kind="position"), Column("ข้อ", 8), Column("หน้าที่", 46, head=True),
    Column("ตามคำสั่งที่", 12),
)  # fmt: skip


class Worksheet(NamedTuple):
    """``id``: of the sheet, for who reads it back, as the anchors of its rows; ``open``: whether rows are to be added."""

    id: str
    name: str
    table: Table
    open: bool = True


class Choice(NamedTuple):
    """What may stand in the cells of a kind of column. ``beside``: what is said of each entry, below ``title``."""

    name: str
    entries: tuple[str, ...]
    beside: tuple[str, ...] = ()
    title: str = ""


def worksheets(edition: Edition) -> Iterator[Worksheet]:
    """Every sheet, those to fill in first."""
    yield Worksheet("responsibilities", "ผู้รับผิดชอบ", Table("ผู้รับผิดชอบกระบวนงาน", RESPONSIBLE, tuple(_responsible(edition))))
    yield Worksheet("duties", "หน้าที่", Table("หน้าที่ตามคำสั่ง", DUTIES, tuple(_duties(edition))))
    yield from (Worksheet("forms", table.name, table) for table in registers.form_list(edition) if isinstance(table, Table))
    if cited := registers.references(edition):
        yield Worksheet("references", cited.title, _by_kind(cited.title, [b for b in cited.blocks if isinstance(b, Table)]))
    steps = tuple(e for p in edition.manual.procedures for e in workyear.entries(edition.manual.calendar, p))
    work = calendar.paper(edition, calendar.WorkCalendar(calendar.GROUP, calendar.TITLE, steps)).blocks
    yield from (Worksheet("calendar", calendar.TITLE, _by_month(block), False) for block in work if isinstance(block, Year))


def choices(edition: Edition) -> dict[str, Choice]:
    """By the kind of column: persons in office with their positions, roles, procedures."""
    persons = [p for p in edition.manual.people.persons if edition.in_office(p)]
    return {
        "person": Choice("บุคลากร", tuple(p.name for p in persons), tuple(p.titled for p in persons), "ตำแหน่ง"),
        "role": Choice("ฐานะ", tuple(r.value for r in RoleKind)),
        "procedure": Choice("กระบวนงาน", tuple(p.title for p in edition.manual.procedures)),
    }


def _responsible(edition: Edition) -> Iterator[Row]:
    """One row for each person, role and order: a chart may say again what an item says."""
    seen: set[tuple[str, ...]] = set()
    for procedure in edition.manual.procedures:
        for c in edition.responsible(procedure.id):
            person, order = edition.manual.person[c.person], _number(c.order)
            if (key := (procedure.id, c.person, c.role.value, order)) not in seen:
                seen.add(key)
                said = (procedure.title, person.name, person.titled, c.role.value, order, item_aside(c.item))
                yield Row(tuple((text,) for text in said), f"{procedure.id}/{c.person}/{c.role.name.lower()}")


def _duties(edition: Edition) -> Iterator[Row]:
    for person in edition.manual.people.persons:
        for held in (d for top in edition.duties_of(person.id) for d in top.walk()):
            said = (person.name, person.titled, held.cited, held.duty.text, _number(held.order))
            yield Row(tuple((text,) for text in said), held.anchor)


def _by_month(year: Year) -> Table:
    """A column for each month, marked where there is work in it."""
    columns = (Column(year.titles[0], 66, head=True), *(Column(short, 4.5, centred=True) for _, _, short in year.months))
    rows = []
    for work in year.work:
        what: Runs = (Text(plain(work.runs), "strong"),) if work.whole else work.runs
        to = next((run.to for run in work.runs if isinstance(run, Link)), None)
        marks = ((MARK,) if n in work.months else () for n, _, _ in year.months)
        rows.append(Row((what, *marks), f"{to.id}/{to.part}" if to else ""))
    return Table(year.name, columns, tuple(rows))


def _by_kind(name: str, tables: Sequence[Table]) -> Table:
    """The tables of a register as one, the name of each in its rows."""
    rows = (Row(((table.name,), *row.cells[1:]), row.anchor) for table in tables for row in table.rows)
    return Table(name, (Column(KIND, 20), *tables[0].columns[1:]), tuple(rows))


def _number(order: OrderKey) -> str:
    return f"{order.number}/{order.year}"
