"""What a new order says, and one that replaces others as a whole: everything in force, to be changed into the new words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.drafts.amending import TO_FILL, known
from generator.drafts.entries import Entry, brief, duty, entry, thai
from generator.drafts.notation import Noted
from generator.drafts.state import SOMEBODY, Work
from generator.model.orders import Annex, AnnexRow
from generator.register.contents import Named, OrderContents
from generator.register.values import CommitteeInForce
from generator.register.words import item, person_name


def new(work: Work) -> Entry:
    """Blank duties for the persons chosen."""
    persons = work.wanted.persons or (SOMEBODY,)
    found = [_assignment(work, p, str(n), [_blank("1")], known(work, work.parts, p)) for n, p in enumerate(persons, 1)]
    return {"assignments": Noted(found, ("ข้อใดมอบหมายกระบวนงานให้ระบุ procedures และ role (หลัก หรือ ร่วม)",))}


def ended(work: Work) -> Iterator[str]:
    """The duties that end with the orders cancelled, which no order takes up."""
    found = [(p, d) for part in work.of_bases() for p, items in part.duties.items() for d in items]
    if found:
        yield "หน้าที่ต่อไปนี้จะสิ้นสุดโดยไม่มีคำสั่งใดแทน ถ้าต้องการมอบหมายต่อ ใช้ --replaces แทน --cancels"
    yield from (f"  {person_name(work.manual, p)} {item(d.number)} {brief(d.duty.text)}" for p, d in found)


def replaces(work: Work) -> Entry:
    """Everything that the orders replaced say by now; what belongs to those who leave or were not chosen stands as a comment."""
    parts = work.of_bases()
    found = {
        "committees": [_committee(work, of) for part in parts for of in part.committees],
        "annexes": [a for part in parts for a in _annexes(work, part)],
        "absences": [entry(away, work.who, ["no"]) for part in parts for _, away in work.secondments(part)],
    }
    return {
        "assignments": Noted(_assignments(work, parts), ("ผู้รับมอบหมายและหน้าที่ตามคำสั่งเดิมที่แก้ไขแล้ว แก้ เพิ่ม หรือลบข้อตามคำสั่งใหม่",)),
        **_attachment(work, [n for part in parts for n in part.responsibilities if n.line not in _of_annexes(work, part)]),
        **{key: value for key, value in found.items() if value},
    }


def _assignments(work: Work, parts: tuple[OrderContents, ...]) -> list[Noted]:
    kept: list[Noted] = []
    off: list[Noted] = []
    chosen = work.chosen
    for part in parts:
        for person, items in part.duties.items():
            duties = [duty(d) for d in items]
            if work.leaves(person):
                off.append(_assignment(work, person, "-", duties, ("พ้นจากสำนักงาน: ย้ายแต่ละข้อไปไว้ใต้ผู้รับมอบ แล้วลบเครื่องหมาย #",), off=True))
            elif chosen and person not in chosen:
                off.append(_assignment(work, person, "-", duties, ("ไม่ได้เลือกไว้: หน้าที่ต่อไปนี้จะสิ้นสุด ถ้าต้องการคงไว้ให้ลบเครื่องหมาย #",), off=True))
            else:
                kept.append(_assignment(work, person, str(len(kept) + 1), duties))
    there = {n.value["person"] for n in kept}
    kept += [
        _assignment(work, p, str(len(kept) + n), [_blank("1")]) for n, p in enumerate((c for c in work.wanted.persons if work.who(c) not in there), 1)
    ]
    return [*kept, *off]


def _assignment(work: Work, person: str, no: str, duties: list[Any], above: tuple[str, ...] = (), *, off: bool = False) -> Noted:
    general = next((a.general for b in work.bases for a in b.assignments if a.person == person), ())
    made = {"no": thai(no), "person": work.who(person), **work.written(person), **({"general": list(general)} if general else {})}
    return Noted({**made, "duties": duties}, above, off)


def _blank(no: str) -> Entry:
    return {"no": thai(no), "text": f"{TO_FILL}หน้าที่", "to_confirm": "ยังไม่ได้กรอก"}


def _attachment(work: Work, named: list[Named]) -> Entry:
    chosen = work.chosen
    meant = [n.responsibility for n in named if not chosen or n.person in chosen or work.leaves(n.person)]
    found = [_passed_on(work, r.person, entry(r, work.who)) for r in meant]
    return {"responsibilities": Noted(found, ("ผู้รับผิดชอบตามเอกสารแนบท้าย",))} if found else {}


def _passed_on(work: Work, person: str | None, made: Entry) -> Any:
    """An entry of somebody who leaves goes to the receiver, or stands as a comment."""
    if person is None or not work.leaves(person):
        return made
    if work.receiver is None:
        return Noted(made, (f"{person_name(work.manual, person)} พ้นจากสำนักงาน: ใส่ผู้รับแทน แล้วลบเครื่องหมาย #",), off=True)
    return {**made, "person": work.who(work.receiver), "to_confirm": f"เดิม{person_name(work.manual, person)}"}


def _committee(work: Work, of: CommitteeInForce) -> Entry:
    """A committee with the members that it has by now."""
    made = entry(of.committee, work.who, ["members"])
    return {**made, "members": [_passed_on(work, s.member.person, entry(s.member, work.who)) for s in of.seats]}


Row = tuple[AnnexRow, Named | None]
"""A row of an annex as written, and the entry that stands in its place by now."""


def _of_annexes(work: Work, part: OrderContents) -> set[str]:
    """The lines of the entries that stand in tables."""
    return {now.line for _, rows in _tables(work, part) for _, now in rows if now}


def _annexes(work: Work, part: OrderContents) -> Iterator[Entry]:
    """The tables of annexes, without the rows withdrawn, and with who stands in the others by now."""
    for annex, rows in _tables(work, part):
        made = [_row(work, row, now) for row, now in rows if now or not _gives(row)]
        yield {"title": annex.title, "columns": list(annex.columns), "rows": made}


def _row(work: Work, row: AnnexRow, now: Named | None) -> Any:
    if now is None:
        return entry(row, work.who)
    r = now.responsibility
    said = {name: getattr(r, name) for name in ("person", "role", "procedures", "post", "part", "since", "until")}
    made = entry(row.model_copy(update=said), work.who)
    changed = {} if r.person == row.person else {"to_confirm": f"แก้ข้อความในช่อง เดิม{person_name(work.manual, row.person or '')}"}
    return _passed_on(work, r.person, {**made, **changed})


def _gives(row: AnnexRow) -> bool:
    return bool(row.person and (row.procedures or row.post))


def _tables(work: Work, part: OrderContents) -> Iterator[tuple[Annex, list[Row]]]:
    """Each annex of an order and its amendments."""
    for order in work.read_with(part):
        count = len(order.responsibilities)
        for annex in order.annexes:
            rows: list[Row] = []
            for row in annex.rows:
                count += _gives(row)
                line = f"{order.key.slug}/r{count}"
                now = next((n for n in part.responsibilities if n.line == line or n.line.endswith(f"/{line}")), None)
                rows.append((row, now if _gives(row) else None))
            yield annex, rows
