"""Rules about the items of an order: their numbers, what they say twice, what an amendment asks of the order it amends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from generator.model.orders import Duty, Order, OrderKey
from generator.register import DutyInForce, root, sequence
from generator.register.items import apply, contents, find, normal
from generator.register.words import item
from generator.rules.rule import Finding, Rule
from generator.rules.subject import Subject
from generator.source import Path_

AS_WRITTEN = "แก้ให้ถูกต้อง หรือยกเว้นด้วย allow หากต้นฉบับเป็นเช่นนั้น"


def _no_such_item(subject: Subject) -> Iterator[Finding]:
    for order, duties in _amendments(subject):
        yield from _misfits(order, duties)


def _amendments(subject: Subject) -> Iterator[tuple[Order, Mapping[str, tuple[DutyInForce, ...]]]]:
    """Each amendment and the order as it read before, with the amendments in force by then."""
    if not subject.unique_orders:
        return
    ordered, by_key = sequence(subject.manual.orders), subject.manual.order
    for place, order in enumerate(ordered):
        base = root(order, by_key)
        if base is None or base.key == order.key:
            continue
        before = [o for o in ordered[:place] if o.amended and _base(o, by_key) == base.key and subject.lives[o.key].covers(order.begins)]
        yield order, contents(base, before).duties


def _base(order: Order, by_key: Mapping[OrderKey, Order]) -> OrderKey | None:
    found = root(order, by_key)
    return found.key if found else None


def _misfits(order: Order, duties: Mapping[str, tuple[DutyInForce, ...]]) -> Iterator[Finding]:
    now = dict(duties)
    for at, change in enumerate(order.changes):
        mine = now.get(change.person, ())
        path: Path_ = ("changes", at, "item" if change.item else "person")
        if not mine and change.action != "add":
            yield Finding(order.file, path, f"คำสั่งเดิมไม่มีหน้าที่ของ “{change.person}” ให้แก้ไข", "ตรวจชื่อบุคคลและคำสั่งที่แก้ไข")
        elif change.item and find(mine, change.item) is None:
            numbers = ", ".join(i.number for i in mine)
            yield Finding(order.file, path, f"คำสั่งเดิมไม่มีข้อ {change.item} ของบุคคลนี้", f"ข้อที่มี: {numbers or 'ไม่มี'}")
        now[change.person] = apply(mine, change, order)


def _added_twice(subject: Subject) -> Iterator[Finding]:
    for order, duties in _amendments(subject):
        now = dict(duties)
        for at, change in enumerate(order.changes):
            mine = now.get(change.person, ())
            now[change.person] = apply(mine, change, order)
            if change.action == "add" and (number := _twice(mine, now[change.person])):
                message = f"{item(number)} ที่เพิ่ม มีอยู่แล้วในหน้าที่ของ {subject.person_name(change.person)}"
                yield Finding(order.file, ("changes", at, "duty", "no"), message, "ใช้เลขข้อถัดไป หรือใช้ action: replace หากจะแก้ข้อเดิม")


def _twice(before: Sequence[DutyInForce], after: Sequence[DutyInForce]) -> str:
    """The number, as written, that the items have once more than before, and had already."""
    old, new = (Counter(normal(i.number) for top in tops for i in top.walk()) for tops in (before, after))
    return next((i.number for top in after for i in top.walk() if new[normal(i.number)] > old[normal(i.number)] > 0), "")


def _lists(order: Order) -> Iterator[tuple[Path_, Sequence[Duty]]]:
    """Every run of sibling items, with the path of the run."""
    waiting: list[tuple[Path_, Sequence[Duty]]] = [(("assignments", at, "duties"), a.duties) for at, a in enumerate(order.assignments)]
    waiting += [(("changes", at, "duty", "items"), c.duty.items) for at, c in enumerate(order.changes) if c.duty]
    while waiting:
        path, duties = waiting.pop()
        yield path, duties
        waiting += [((*path, at, "items"), d.items) for at, d in enumerate(duties) if d.items]


def _numbers(subject: Subject) -> Iterator[Finding]:
    for order in subject.manual.orders:
        runs: list[tuple[Path_, list[str | None]]] = [(path, [d.no for d in duties]) for path, duties in _lists(order)]
        runs += [(("assignments",), [a.no for a in order.assignments]), (("changes",), [c.no for c in order.changes])]
        for path, numbers in runs:
            yield from _gaps(order, path, numbers)


def _gaps(order: Order, path: Path_, numbers: Sequence[str | None]) -> Iterator[Finding]:
    last: tuple[str, int] | None = None
    for at, number in enumerate(numbers):
        found = re.search(r"^(.*?)(\d+)\)?$", normal(number)) if number else None
        now = (found[1], int(found[2])) if found else None
        if last and now and last[0] == now[0] and now[1] != last[1] + 1:
            fault = "ซ้ำหรือย้อนลำดับ" if now[1] <= last[1] else "ข้ามลำดับ"
            yield Finding(order.file, (*path, at, "no"), f"เลขข้อ {number} {fault} (ข้อก่อนหน้าคือ {numbers[at - 1]})", AS_WRITTEN)
        last = now


def _same_duty(subject: Subject) -> Iterator[Finding]:
    for order in subject.manual.orders:
        seen: dict[tuple[str | int, str], tuple[Path_, str]] = {}
        for path, duties in _lists(order):
            if path[0] != "assignments":
                continue
            for n, duty in enumerate(duties):
                here = (*path, n)
                first, number = seen.setdefault((path[1], " ".join(duty.text.split())), (here, duty.no or str(n + 1)))
                if first != here:
                    person = order.assignments[int(path[1])].person
                    yield Finding(order.file, (*here, "text"), f"หน้าที่ของ {subject.person_name(person)} ซ้ำกับข้อ {number} ในคำสั่งเดียวกัน", AS_WRITTEN)


def _same_person(subject: Subject) -> Iterator[Finding]:
    for order in subject.manual.orders:
        seen: dict[str, str] = {}
        for at, assignment in enumerate(order.assignments):
            if assignment.person in seen:
                message = f"{subject.person_name(assignment.person)} อยู่ในคำสั่งนี้แล้ว (ข้อ {seen[assignment.person]})"
                yield Finding(order.file, ("assignments", at, "person"), message, "ตรวจว่าเป็นบุคคลใด หรือรวมหน้าที่ไว้ในข้อเดียว", assignment.person)
            seen.setdefault(assignment.person, assignment.no or str(at + 1))


RULES = (
    Rule(
        "SOP-O004",
        "error",
        "ไม่มีข้อที่จะแก้ไขในคำสั่งเดิม",
        'changes: [{action: remove, person: wilai, item: "๙๙"}]',
        'changes: [{action: remove, person: wilai, item: "๓"}]',
        _no_such_item,
        sound=True,
    ),
    Rule(
        "SOP-O006", "warning", "เลขข้อไม่ต่อเนื่อง", '- {no: "๑", text: …}\n- {no: "๓", text: …}', '- {no: "๑", text: …}\n- {no: "๒", text: …}', _numbers
    ),
    Rule("SOP-O007", "warning", "หน้าที่ซ้ำกันในคำสั่งเดียว", "- {text: งานสารบรรณ}\n- {text: งานสารบรรณ}", "- {text: งานสารบรรณ}", _same_duty),
    Rule(
        "SOP-O015",
        "warning",
        "บุคคลเดียวอยู่ในคำสั่งเดียวสองข้อ",
        "- {person: wilai, duties: […]}\n- {person: wilai, duties: […]}",
        "- {person: wilai, duties: […]}\n- {person: somchai, duties: […]}",
        _same_person,
    ),
    Rule(
        "SOP-O014",
        "warning",
        "เพิ่มข้อที่มีเลขซ้ำกับข้อเดิม",
        'changes: [{action: add, person: wilai, duty: {no: "๒", …}}]   # มีข้อ ๒ แล้ว',
        'changes: [{action: add, person: wilai, duty: {no: "๓", …}}]',
        _added_twice,
        sound=True,
    ),
)
