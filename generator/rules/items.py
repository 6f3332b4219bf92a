"""Rules about the items of an order: numbering, duplicates, and whether an amendment fits the order that it amends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from generator.model.orders import Change, Duty, Order, OrderKey
from generator.register import DutyInForce, root, sequence
from generator.register.contents import OrderContents, amended, changed, taken
from generator.register.fold import Known, standing
from generator.register.items import find
from generator.register.numbering import normal
from generator.register.validity import roots
from generator.register.words import item
from generator.rules.rule import Finding, repeated, rule
from generator.rules.rule_input import RuleInput
from generator.source.parsing import Path_
from generator.source.suggest import perhaps

AS_WRITTEN = "แก้ให้ถูกต้อง หรือยกเว้นด้วย allow หากต้นฉบับเป็นเช่นนั้น"


@rule("SOP-O004", "error", sound=True, needs=("orders/", "people.yml"))
def _no_such_item(subject: RuleInput) -> Iterator[Finding]:
    for order, at, before, _ in _clauses(subject):
        change = order.changes[at]
        if change.person is None or change.person in subject.manual.person:
            for key, message, mend in _MISFITS[_target(change)](subject, order, change, before):
                yield Finding(order.file, ("changes", at, key), message, mend)


def _clauses(subject: RuleInput) -> Iterator[tuple[Order, int, OrderContents, OrderContents]]:
    """Each change of each amendment: its index, and the contents of the amended order before and after it."""
    for order, made in _amendments(subject):
        for at, change in enumerate(order.changes):
            if made.order == _base(subject, order.amended_by(change)):
                before, made = made, changed(made, order, at)
                yield order, at, before, made


def _amendments(subject: RuleInput) -> Iterator[tuple[Order, OrderContents]]:
    """Each amendment with the contents of each order that it changes, with all earlier amendments applied."""
    if not subject.unique_orders:
        return
    ordered, known = sequence(subject.manual.orders), Known()
    for place, order in enumerate(ordered):
        if bases := roots(order, subject.manual.order):
            day = subject.validities[order.key].start
            for part in standing(ordered[:place], subject.validities, day, known):
                if part.order in bases:
                    yield order, part


def _base(subject: RuleInput, key: OrderKey) -> OrderKey | None:
    """The order in whose text an amendment of ``key`` is entered."""
    target = subject.manual.order.get(key)
    base = root(target, subject.manual.order) if target else None
    return base.key if base else None


def _target(change: Change) -> str:
    """What a change is about: the key in ``_MISFITS``."""
    if change.committee is not None:
        return "committee"
    if change.of_chart:
        return "basis"
    return "item" if change.item or change.action in ("add", "replace") else change.action


Misfit = tuple[str, str, str]
"""The key to point at, what is wrong, how to mend it."""


def findable(of: DutyInForce) -> str:
    """The number by which a clerk finds an item: its own, else that of the clause."""
    return of.number if of.duty.no else of.cited


def _item_misfit(subject: RuleInput, order: Order, change: Change, before: OrderContents) -> Iterator[Misfit]:
    mine = before.duties.get(change.person or "", ())
    if not mine and change.action != "add":
        yield "person", f"คำสั่งเดิมไม่มีหน้าที่ของ {subject.person_name(change.person or '')} ให้แก้ไข", "ตรวจชื่อบุคคลและคำสั่งที่แก้ไข"
        return
    found = find(mine, change.item, order.amended_by(change)) if change.item else None
    if change.item and found is None:
        numbers = ", ".join(findable(i) for i in mine)
        yield "item", f"คำสั่งเดิมไม่มีข้อ {change.item} ของบุคคลนี้", f"ข้อที่มี: {numbers or 'ไม่มี'}"
    elif change.wrong and found and change.wrong not in found.duty.text:
        yield "wrong", f"ไม่พบคำว่า “{change.wrong}” ในข้อ {change.item}", f"ถ้อยคำของข้อนี้: {found.duty.text}"


def _whole_misfit(subject: RuleInput, order: Order, change: Change, before: OrderContents) -> Iterator[Misfit]:
    person = change.person or ""
    if not before.duties.get(person) and not any(n.person == person for n in before.responsibilities):
        yield "person", f"คำสั่งเดิมไม่มีหน้าที่ของ {subject.person_name(person)} ให้แก้ไข", "ตรวจชื่อบุคคลและคำสั่งที่แก้ไข"


def _chart_misfit(subject: RuleInput, order: Order, change: Change, before: OrderContents) -> Iterator[Misfit]:
    if change.action == "add":
        return
    meant = [t for n in before.responsibilities if (t := taken(change, n.responsibility))]
    known = {p for procedures, _ in meant for p in procedures}
    strange = [p for p in change.procedures if p not in known]
    if meant and not strange:
        return
    mine = [n.responsibility for n in before.responsibilities if n.person == change.person]
    there = "; ".join(f"{r.basis} ({', '.join((*r.procedures, *([r.post] if r.post else [])))})" for r in mine)
    what = f"กระบวนงาน {', '.join(strange)} " if strange and meant else "รายการ"
    message = f"คำสั่งเดิมไม่มี{what}ของ {subject.person_name(change.person or '')} ใน{change.basis or 'แผนภูมิหรือบัญชีใด'}"
    yield "procedures" if strange and meant else "basis" if change.basis else "person", message, f"รายการที่มี: {there or 'ไม่มี'}"


def _committee_misfit(subject: RuleInput, order: Order, change: Change, before: OrderContents) -> Iterator[Misfit]:
    names = [c.committee.name for c in before.committees]
    mine = [c for c in before.committees if normal(c.committee.name) == normal(change.committee or "")]
    if not mine:
        yield "committee", f"คำสั่งเดิมไม่มี “{change.committee}”{perhaps(change.committee or '', names)}", f"คณะที่มี: {', '.join(names) or 'ไม่มี'}"
    elif change.action != "add" and change.person and all(s.member.person != change.person for c in mine for s in c.seats):
        members = ", ".join(subject.person_name(s.member.person) if s.member.person else s.member.name or "" for c in mine for s in c.seats)
        yield "person", f"{subject.person_name(change.person)} ไม่ได้อยู่ใน{change.committee}", f"ผู้ที่อยู่ในคณะ: {members}"


_MISFITS: Mapping[str, Callable[[RuleInput, Order, Change, OrderContents], Iterator[Misfit]]] = {
    "item": _item_misfit,
    "basis": _chart_misfit,
    "committee": _committee_misfit,
    "remove": _whole_misfit,
    "correct": lambda *_: iter(()),
}


@rule("SOP-O014", "warning", sound=True)
def _added_twice(subject: RuleInput) -> Iterator[Finding]:
    for order, at, before, after in _clauses(subject):
        change = order.changes[at]
        person = change.person or ""
        if change.action == "add" and change.duty and (number := _twice(before.duties.get(person, ()), after.duties.get(person, ()))):
            yield Finding(order.file, ("changes", at, "duty", "no"), f"{item(number)} ที่เพิ่ม มีอยู่แล้วในหน้าที่ของ {subject.person_name(person)}")


def _twice(before: Sequence[DutyInForce], after: Sequence[DutyInForce]) -> str:
    """The number of an item that existed before and now exists once more."""
    old, new = (Counter(normal(i.number) for top in tops for i in top.walk()) for tops in (before, after))
    return next((i.number for top in after for i in top.walk() if new[normal(i.number)] > old[normal(i.number)] > 0), "")


@rule("SOP-O032", "warning", sound=True)
def _left_in_chart(subject: RuleInput) -> Iterator[Finding]:
    """Amendments that move a procedure from one person's items to another's and leave a chart or annex unchanged."""
    for order, made in _amendments(subject):
        targets = [key for key in order.amended if made.order == _base(subject, key)]
        yield from _still_named(subject, order, made, amended(made, order, targets, subject.validities))


def _still_named(subject: RuleInput, order: Order, before: OrderContents, after: OrderContents) -> Iterator[Finding]:
    old, new = _by_item(before), _by_item(after)
    takers = {procedure: person for person, procedure in sorted(new - old)}
    for person, procedure in sorted(old - new):
        taker = takers.get(procedure)
        entry = next((n.responsibility for n in after.responsibilities if n.person == person and procedure in n.responsibility.procedures), None)
        at = next((n for n, c in enumerate(order.changes) if c.person == person and c.action != "add"), None)
        if taker and entry and at is not None:
            title = subject.manual.procedure[procedure].title if procedure in subject.manual.procedure else procedure
            message = f"ย้าย “{title}” ให้ {subject.person_name(taker)} แล้ว แต่{entry.basis}ยังระบุ {subject.person_name(person)} ({entry.role.value})"
            line = f"- {{action: replace, person: {person}, basis: {entry.basis}, procedures: {procedure}, with: {taker}}}"
            yield Finding(order.file, ("changes", at), message, f"เพิ่มใน changes: {line}")


def _by_item(made: OrderContents) -> set[tuple[str, str]]:
    """Pairs of person and procedure that the items give."""
    return {(person, p) for person, tops in made.duties.items() for top in tops for i in top.walk() for p in i.duty.procedures}


def _lists(order: Order) -> Iterator[tuple[Path_, Sequence[Duty]]]:
    """Every run of sibling items, with the path of the run."""
    waiting: list[tuple[Path_, Sequence[Duty]]] = [(("assignments", at, "duties"), a.duties) for at, a in enumerate(order.assignments)]
    waiting += [(("changes", at, "duty", "items"), c.duty.items) for at, c in enumerate(order.changes) if c.duty]
    waiting += [(("committees", at, "duties"), c.duties) for at, c in enumerate(order.committees)]
    while waiting:
        path, duties = waiting.pop()
        yield path, duties
        waiting += [((*path, at, "items"), d.items) for at, d in enumerate(duties) if d.items]


@rule("SOP-O006", "warning")
def _numbers(subject: RuleInput) -> Iterator[Finding]:
    for order in subject.manual.orders:
        runs: list[tuple[Path_, list[str | None]]] = [(path, [d.no for d in duties]) for path, duties in _lists(order)]
        runs += [((name,), [part.no for part in getattr(order, name)]) for name in ("assignments", "changes", "committees", "absences")]
        for path, numbers in runs:
            yield from _gaps(order, path, numbers)


def _gaps(order: Order, path: Path_, numbers: Sequence[str | None]) -> Iterator[Finding]:
    """Numbers that do not follow the one before; one that follows what a wrong one should have been is right: of ๑ ๔ ๓ only ๔ is wrong."""
    last: tuple[str, int] | None = None
    due = 0
    for at, number in enumerate(numbers):
        found = re.search(r"^(.*?)(\d+)\)?$", normal(number)) if number else None
        now = (found[1], int(found[2])) if found else None
        if last and now and last[0] == now[0] and now[1] not in (last[1] + 1, due + 1):
            fault = "ซ้ำหรือย้อนลำดับ" if now[1] <= last[1] else "ข้ามลำดับ"
            yield Finding(order.file, (*path, at, "no"), f"เลขข้อ {number} {fault} (ข้อก่อนหน้าคือ {numbers[at - 1]})", AS_WRITTEN)
            due += 1
        elif now:
            due = now[1]
        last = now


@rule("SOP-O007", "warning")
def _same_duty(subject: RuleInput) -> Iterator[Finding]:
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


@rule("SOP-O015", "warning")
def _same_person(subject: RuleInput) -> Iterator[Finding]:
    for order in subject.manual.orders:
        for first, at in repeated(a.person for a in order.assignments):
            person = order.assignments[at].person
            message = f"{subject.person_name(person)} อยู่ในคำสั่งนี้แล้ว (ข้อ {order.assignments[first].no or first + 1})"
            yield Finding(order.file, ("assignments", at, "person"), message, needle=person)
