"""``sop who``: who has a procedure, a post or a duty on a date, by which order and item; or what a person has."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

from generator.cli import folder as shared
from generator.edition import exactly
from generator.model.handbook import Manual
from generator.model.organization import Person
from generator.register import Charge, DutyInForce
from generator.register.changes import mains
from generator.register.coverage import fault
from generator.register.data import charge_data, duty_data
from generator.register.who import Answer, answers, nearest
from generator.register.words import basis, corrected, departure, item, order_name, person_name, role, span, target_name
from generator.runtime.console import as_json
from generator.thai import dates

SUBJECTS = {"procedure": "กระบวนงาน", "post": "ตำแหน่ง", "committee": "คณะกรรมการและคณะทำงาน", "person": "บุคคล", "duty": "หน้าที่"}


@click.command("who")
@click.argument("what")
@shared.sop
@click.option("--on", "day", type=shared.ThaiDate(), help="ณ วันที่ เช่น 1/10/2565 (on a date; default: today)")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True, help="รูปแบบผลลัพธ์ (output format)")
@click.pass_context
def command(context: click.Context, what: str, folder: Path, day: date | None, style: str) -> None:
    """บอกว่าใครรับผิดชอบ WHAT ณ วันใด ตามคำสั่งและข้อใด

    WHAT: a procedure, a post, a person (id, name or part of it) or words of a duty. Exit code 1 if nothing fits.
    """
    manual = shared.manual(folder)
    register = exactly(manual, shared.day(manual, day)).register
    found = answers(manual, register, what)
    if style == "json":
        click.echo(as_json({"question": what, "on": register.as_of.isoformat(), "answers": [_answer(manual, a) for a in found]}))
    elif found:
        click.echo("\n".join(_text(manual, register.as_of, found)))
    else:
        meant = " หรือ ".join(f"“{name}”" for name in nearest(manual, what))
        click.echo(f"ไม่พบ “{what}”" + (f" หมายถึง {meant} หรือไม่" if meant else ""), err=True)
    context.exit(0 if found else 1)


def _text(manual: Manual, day: date, found: tuple[Answer, ...]) -> Iterator[str]:
    yield shared.shown(manual, f"ณ วันที่ {dates.long(day)}")
    for answer in found:
        yield ""
        yield click.style(shared.shown(manual, f"{SUBJECTS[answer.subject]}: {answer.title}"), bold=True)
        yield from (shared.shown(manual, f"  {line}") for line in _lines(manual, day, answer))


def _lines(manual: Manual, day: date, answer: Answer) -> Iterator[str]:
    if answer.subject == "post":
        yield "ผู้ดำรงตำแหน่ง " + (", ".join(person_name(manual, p) for p in answer.holders) or "ว่าง")
    if answer.subject == "person":
        yield from _absence(manual.person[answer.id], day)
    if answer.subject == "procedure" and answer.charges and (wrong := fault(answer.charges)):
        yield "ไม่มีผู้รับผิดชอบหลัก" if wrong == "none" else f"มีผู้รับผิดชอบหลัก {len(mains(answer.charges))} คน"
    for charge in answer.charges:
        yield _charge(manual, charge, by_person=answer.subject == "person")
    for duty in answer.duties:
        who = "" if answer.subject == "person" else f"{person_name(manual, duty.person)} "
        words = f" {duty.duty.text}" if answer.subject == "person" else ""
        said = (order_name(manual, duty.order), corrected(duty), span(duty.since, duty.until))
        yield f"{who}{item(duty.cited)}{words} ({', '.join(filter(None, said))})"
    if answer.subject in ("procedure", "person") and not answer.charges and not answer.duties:
        yield "ไม่มีผู้รับผิดชอบตามคำสั่ง" if answer.subject == "procedure" else "ไม่มีหน้าที่ตามคำสั่ง"


def _absence(person: Person, day: date) -> Iterator[str]:
    """Why somebody has nothing: gone, or not yet there."""
    if person.last_day and person.last_day < day:
        yield departure(person)
    if person.arrived and day < person.arrived:
        yield f"ยังไม่เข้ามาปฏิบัติราชการ (เข้ามาวันที่ {dates.long(person.arrived)})"


def _charge(manual: Manual, charge: Charge, *, by_person: bool) -> str:
    who = target_name(manual, charge.kind, charge.target) if by_person else person_name(manual, charge.person)
    return f"{role(charge)} {who} ({basis(manual, charge)}, {span(charge.since, charge.until)})"


def _answer(manual: Manual, answer: Answer) -> dict[str, Any]:
    return {
        "subject": answer.subject,
        "id": answer.id,
        "title": answer.title,
        "holders": [{"id": p, "name": person_name(manual, p)} for p in answer.holders],
        "charges": [{**charge_data(c), "name": person_name(manual, c.person)} for c in answer.charges],
        "duties": [_duty(manual, d) for d in answer.duties],
    }


def _duty(manual: Manual, duty: DutyInForce) -> dict[str, Any]:
    return {**duty_data(duty), "name": person_name(manual, duty.person), "items": [_duty(manual, d) for d in duty.items]}
