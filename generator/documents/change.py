"""What an order changes, as a report: orders, work, persons, then what begins later."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date

from generator.documents import mentions, person_change
from generator.documents.model import Block, Column, Heading, Item, List, Mark, Para, Row, Runs, Table, Text
from generator.edition import Edition
from generator.model.orders import Order, OrderKey
from generator.model.uses import grouped
from generator.register import Changes, Charge, DutyInForce, PersonChange, TargetChange
from generator.register.changes import persons_in_order, targets_in_order
from generator.register.staff import DONE, Move, moves
from generator.register.words import away, departure, number, person_name, target_name
from generator.thai import dates

NOBODY = {"procedure": "ไม่มี", "post": "ไม่มีผู้ทำการแทน", "committee": "ไม่มี"}
WORK = (
    Column("กระบวนงานหรือตำแหน่ง", 30, head=True, mark="change"),
    Column("เดิม", 35, label=True, mark="loss"),
    Column("ใหม่", 35, label=True, mark="gain"),
)
LOADS = (
    Column("บุคคล", 32, head=True, mark="head"),
    *(Column(t, 17, centred=True, label=True) for t in ("หน้าที่ (ข้อ)", "กระบวนงานหลัก", "กระบวนงานร่วม", "ทำการแทน (ตำแหน่ง)")),
)
NO_DIFFERENCE = "ไม่มีข้อแตกต่าง"
MOVES: dict[str, Mark] = {"arrives": "gain", "leaves": "loss", "takes": "gain", "gives_up": "loss"}


def report(edition: Edition, order: Order, found: Sequence[Changes], level: int, sheets: bool = False) -> Iterator[Block]:
    """The first day of an order, then what begins later. ``level``: of its headings; ``sheets``: whether each person's is to be linked."""
    for at, changes in enumerate(found):
        if at:
            yield Heading(level, later_title(changes), f"order-{order.key.slug}-{changes.after.as_of.isoformat()}")
        yield from stage(edition, changes, level + bool(at), f" คำสั่ง{number(order.key)}", order if sheets else None)
        yield from lapses(edition, changes, level + bool(at))
    yield from forms(edition, found, level)


def later_title(changes: Changes) -> str:
    """``ต่อมา ตั้งแต่วันที่ ...``"""
    return f"ต่อมา ตั้งแต่วันที่ {dates.long(changes.after.as_of)}"


def stage(edition: Edition, changes: Changes, level: int, about: str = "", sheets: Order | None = None) -> Iterator[Block]:
    """What changes on one day: orders, procedures and posts, persons. ``about``: tells its tables from others for those who hear them;
    ``sheets``: of which order each person's is to be linked.
    """
    about += f" วันที่ {dates.long(changes.after.as_of)}"
    if changes.orders:
        yield Heading(level, "คำสั่งที่เปลี่ยนสถานะ")
        yield List(tuple(_state(edition, *found) for found in changes.orders))
    if lines := tuple(_away(edition, changes)):
        yield Heading(level, "การไปช่วยราชการ")
        yield List(lines, "marked")
    ordered = targets_in_order(edition.manual, changes.targets)
    if ordered:
        yield Heading(level, "รายกระบวนงานและตำแหน่ง")
        yield from targets(edition, ordered, about)
    affected = persons_in_order(edition.manual, changes.affected)
    if affected:
        yield Heading(level, "ภาระงานก่อนและหลังคำสั่ง")
        yield Table(f"ภาระงานก่อนและหลัง{about}", LOADS, tuple(_load(edition, p, sheets) for p in affected))
        yield Heading(level, "รายบุคคล")
        yield List(tuple(person_change.whole(edition, changes, p) for p in affected), "marked")


def _state(edition: Edition, key: OrderKey, old: object, new: object) -> Item:
    states = " → ".join(str(getattr(s, "state", "ยังไม่มีคำสั่งนี้")) for s in (old, new))
    return Item("", (mentions.order(edition, key), f": {states}"))


def _away(edition: Edition, changes: Changes) -> Iterator[Item]:
    """Who goes on secondment, and who is back."""
    before, after = changes.before.absent, changes.after.absent
    for of in after:
        if of.absence not in [b.absence for b in before]:
            yield Item("", (mentions.person(edition, of.absence.person), f" {away(edition.manual, of)}"), mark="change")
    for of in before:
        if of.absence not in [a.absence for a in after]:
            yield Item("", (mentions.person(edition, of.absence.person), f" กลับจากช่วยราชการที่{of.absence.at}"), mark="same")


def targets(edition: Edition, ordered: Sequence[TargetChange], about: str) -> Iterator[Block]:
    """Who is in charge of each procedure and post before and after; then those whose order or clause alone is new."""
    moved = [t for t in ordered if t.people_change]
    if moved:
        rows = (Row((_work(edition, t), *(_side(edition, t, c) for c in (t.before, t.after)))) for t in moved)
        yield Table(f"ผู้รับผิดชอบก่อนและหลัง{about}", WORK, tuple(rows))
    same = [(*_work(edition, t), f": ผู้รับผิดชอบเดิม อ้าง{mentions.bases(t.after)}") for t in ordered if not t.people_change]
    if same:
        yield List(tuple(Item("", runs, mark="same") for runs in same), "marked")


def _work(edition: Edition, t: TargetChange) -> Runs:
    return (mentions.target(edition, t.kind, t.target),)


def _side(edition: Edition, t: TargetChange, charges: Sequence[Charge]) -> Runs:
    return mentions.people(edition, charges, ", ") or (NOBODY[t.kind],)


def _load(edition: Edition, p: PersonChange, sheets: Order | None) -> Row:
    a, b = p.load_before, p.load_after
    pairs = ((a.duties, b.duties), (a.main, b.main), (a.joint, b.joint), (a.acting, b.acting))
    who: Runs = (mentions.person(edition, p.person),)
    if sheets and p.person in edition.manual.person:
        who += (" ", mentions.sheet(sheets.key, p.person, "ใบรับทราบ"))
    return Row((who, *((f"{old} → {new}",) for old, new in pairs)))


def lapses(edition: Edition, changes: Changes, level: int) -> Iterator[Block]:
    """Duties that end because the order that held them ends and no order repeats them."""
    found = {(d.person, d.line): d for p in changes.lapses if (d := p.before)}
    inner = {(d.person, i.line) for d in found.values() for i in d.items}
    if found:
        yield Heading(level, "หน้าที่ที่จะสิ้นสุดโดยไม่มีคำสั่งใดระบุไว้ต่อ")
        yield List(tuple(_lapsed(edition, d, found) for key, d in found.items() if key not in inner), "marked")


def _lapsed(edition: Edition, d: DutyInForce, found: Container[tuple[str, str]], known: OrderKey | None = None) -> Item:
    """A duty with those below it that end as well; ``known``: the order of the one above it, of the same person."""
    said = mentions.cited(d, known) if known else f"{person_name(edition.manual, d.person)} {mentions.cited(d)}"
    below = tuple(_lapsed(edition, i, found, d.order) for i in d.items if (i.person, i.line) in found)
    return Item("", (f"{d.duty.text} ", Text(said, "aside")), below, mark="grave")


def forms(edition: Edition, found: Iterable[Changes], level: int) -> Iterator[Block]:
    """Forms of the procedures whose people change."""
    manual = edition.manual
    moved = {t.target for c in found for t in c.targets if t.kind == "procedure" and t.people_change and t.target in manual.titles}
    users = grouped((form, p) for p in sorted(moved, key=edition.number) for form in manual.forms_used.get(p, ()))
    used = [(f, users[f.id]) for f in manual.forms.forms if f.id in users]
    rows = [(mentions.form(f), " ", Text(", ".join(manual.titles[p] for p in by), "aside")) for f, by in used]
    if rows:
        yield Heading(level, "แบบฟอร์มของกระบวนงานที่เปลี่ยนผู้รับผิดชอบ")
        yield List(tuple(Item("", runs) for runs in rows))


def difference(edition: Edition, changes: Changes) -> Iterator[Block]:
    """Every difference between two dates: also new numbers of items, and who comes, goes and takes which post."""
    told = tuple(_difference(edition, changes))
    yield from told or (Para((NO_DIFFERENCE,)),)


def _difference(edition: Edition, changes: Changes) -> Iterator[Block]:
    first, second = changes.before.as_of, changes.after.as_of
    yield from stage(edition, changes, 2)
    renumbered = [p for p in persons_in_order(edition.manual, changes.persons) if p.renumbered and not p.affected]
    if renumbered:
        yield Heading(2, "บุคคลที่หน้าที่คงเดิม แต่คำสั่งหรือเลขข้อเปลี่ยน")
        yield List(tuple(person_change.whole(edition, changes, p) for p in renumbered), "marked")
    moved = [_move(edition, m, first, second) for m in moves(edition.manual, first, second)]
    if moved:
        yield Heading(2, "บุคลากรและผู้ดำรงตำแหน่ง")
        yield List(tuple(moved), "marked")


def _move(edition: Edition, move: Move, first: date, second: date) -> Item:
    manual, mark, words = edition.manual, MOVES[move.kind], DONE[move.kind]
    left = manual.person.get(move.person)
    if left and left.last_day and move.kind == "leaves" and first <= left.last_day < second:
        words += f" ({departure(left)})"
    return Item("", (mentions.person(edition, move.person), f" {words}{target_name(manual, 'post', move.post) if move.post else ''}"), mark=mark)


def of_day(found: Changes) -> Para:
    """Heads what begins on a later day than the first, on a sheet."""
    return Para((f"ตั้งแต่วันที่ {dates.long(found.after.as_of)}",), "caption")
