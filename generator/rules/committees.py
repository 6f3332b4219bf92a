"""Rules about committees and secondments in an order."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.orders import Committee, Office, Order
from generator.register import sequence
from generator.register.away import span
from generator.register.fold import Known, standing
from generator.register.items import find
from generator.rules.items import findable
from generator.rules.rule import Finding, repeated, rule
from generator.rules.rule_input import RuleInput
from generator.source.parsing import Path_


def _committees(subject: RuleInput) -> Iterator[tuple[Order, int, Committee]]:
    for order in subject.manual.orders:
        yield from ((order, at, of) for at, of in enumerate(order.committees))


@rule("SOP-O036", "warning")
def _chair(subject: RuleInput) -> Iterator[Finding]:
    for order, at, of in _committees(subject):
        chairs = [n for n, m in enumerate(of.members) if m.office is Office.CHAIR]
        if len(chairs) != 1:
            fault = "ไม่มีประธาน" if not chairs else f"มีประธาน {len(chairs)} คน"
            path = ("committees", at, "members", chairs[1]) if chairs else ("committees", at, "members")
            yield Finding(order.file, path, f"“{of.name}” {fault}")


@rule("SOP-O037", "warning")
def _twice(subject: RuleInput) -> Iterator[Finding]:
    for order, at, of in _committees(subject):
        persons = [m.person or "" for m in of.members]
        for _, n in repeated(persons):
            message = f"{subject.person_name(persons[n])} อยู่ใน “{of.name}” {persons.count(persons[n])} ครั้ง"
            yield Finding(order.file, ("committees", at, "members", n, "person"), message, needle=persons[n])


@rule("SOP-O035", "error", sound=True, needs=("orders/", "people.yml"))
def _strange_item(subject: RuleInput) -> Iterator[Finding]:
    """Secondments that name items which the person does not have on the first day, or the person as their own stand-in."""
    if not subject.unique_orders:
        return
    ordered, known = sequence(subject.manual.orders), Known()
    for order in (o for o in ordered if o.absences):
        for at, absence in enumerate(order.absences):
            day = span(absence, order.key, subject.validities).since
            mine = tuple(i for part in standing(ordered, subject.validities, day, known) for i in part.duties.get(absence.person, ()))
            named: list[tuple[Path_, str]] = [(("keeps", n), number) for n, number in enumerate(absence.keeps)]
            named += [(("stand_ins", n, "items", m), number) for n, s in enumerate(absence.stand_ins) for m, number in enumerate(s.items)]
            for path, number in named:
                if find(mine, number) is None:
                    there = ", ".join(findable(i) for i in mine) or "ไม่มี"
                    message = f"{subject.person_name(absence.person)} ไม่มีข้อ {number} ในวันแรกที่ไปช่วยราชการ"
                    yield Finding(order.file, ("absences", at, *path), message, f"ข้อที่มี: {there}", number)
            for n, s in enumerate(absence.stand_ins):
                if s.person == absence.person:
                    message = f"{subject.person_name(s.person)} เป็นผู้ปฏิบัติหน้าที่แทนตนเอง"
                    yield Finding(order.file, ("absences", at, "stand_ins", n, "person"), message, "ระบุผู้อื่น หรือใช้ keeps กับข้อที่ยังปฏิบัติเอง", s.person)
