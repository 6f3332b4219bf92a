"""How papers mention persons, work, orders and their clauses: the same words everywhere, with links where they lead somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from zlib import crc32

from generator.documents.model import Break, Link, Note, Ref, Run, Runs, Text, listed
from generator.documents.runs import step_ref
from generator.edition import Edition, together
from generator.flow.graph import numbers
from generator.model.orders import OrderKey, RoleKind
from generator.model.procedure import Procedure, Step
from generator.model.registers import Form, Openable
from generator.register import Charge, DutyInForce, Pair
from generator.register.words import item, item_aside, number, order_name, person_name, role, target_name
from generator.thai import dates

ROLES = tuple(RoleKind)
EDITABLE = "ฉบับแก้ไข (Word)"
"""What a file to edit is called beside the official book."""


def person(edition: Edition, id_: str) -> Run:
    """A person's name."""
    name = person_name(edition.manual, id_)
    return Link(name, Ref("person", id_)) if id_ in edition.manual.person else name


def target(edition: Edition, kind: str, id_: str) -> Run:
    """The title of a procedure, post or committee."""
    title = target_name(edition.manual, kind, id_)
    return Link(title, Ref("procedure", id_)) if kind == "procedure" and id_ in edition.manual.titles else title


def order(edition: Edition, key: OrderKey, words: str = "") -> Run:
    """An order by its whole name, or by other words."""
    said = words or order_name(edition.manual, key)
    return Link(said, Ref("order", key.slug)) if key in edition.manual.order else said


def clause(edition: Edition, key: OrderKey, of: str) -> Runs:
    """``ที่ 248/2565 ข้อ 3``: an order by its number, and where in it."""
    where = item_aside(of)
    return order(edition, key, number(key)), *([f" {where}"] if where else [])


def clauses(edition: Edition, charges: Iterable[Charge]) -> Runs:
    """By which orders and clauses, a line for each."""
    return listed((clause(edition, c.order, c.item) for c in charges), Break())


def orders(edition: Edition, charges: Sequence[Charge]) -> Runs:
    """The same of charges that last equally long, with their last day if it is known."""
    last = charges[0].until
    return *clauses(edition, charges), *((Break(), Text(f"ถึงวันที่ {dates.long(last)}", "aside")) if last else ())


def people(edition: Edition, charges: Iterable[Charge], between: Run) -> Runs:
    """Who is in charge, each with the role, the weightiest first; each once."""
    ranked = sorted(charges, key=lambda c: (ROLES.index(c.role), c.rank, c.seat, c.since, c.person))
    found = dict.fromkeys((c.person, _briefly(c)) for c in ranked)
    return listed(((person(edition, who), " ", Text(said, "aside")) for who, said in found), between)


def _briefly(of: Charge) -> str:
    """The role in a word; with the part of the work, the rank, or the office in a committee."""
    words = ("" if of.role is RoleKind.MEMBER and of.part else of.role.value, f"ลำดับที่ {of.rank}" if of.rank else "", of.part)
    return " ".join(word for word in words if word)


def charge(edition: Edition, of: Charge) -> Runs:
    """``ผู้รับผิดชอบหลัก <procedure>``, ``ผู้รักษาการในตำแหน่ง<post>``, ``กรรมการและเลขานุการ <committee>``"""
    return f"{role(of)}{'' if of.kind == 'post' and not of.rank else ' '}", target(edition, of.kind, of.target)


def bases(charges: Iterable[Charge]) -> str:
    """``คำสั่งที่ 248/2565 ข้อ 3 และคำสั่งที่ ...``: by which orders and clauses."""
    return " และ".join(dict.fromkeys(f"คำสั่ง{number(c.order)} {item_aside(c.item)}".strip() for c in charges))


def grouped(charges: Iterable[Charge]) -> tuple[tuple[Charge, ...], ...]:
    """Charges that differ only in what says them, as one each."""
    return together(charges)


def cited(held: DutyInForce, known: OrderKey | None = None) -> str:
    """``คำสั่งที่ 248/2565 ข้อ 3``; the clause alone where the order is ``known``."""
    return item(held.cited) if held.order == known else f"คำสั่ง{number(held.order)} {item(held.cited)}"


def passage(pair: Pair, shell: Pair | None = None) -> str:
    """Where a duty stood and where it stands: ``คำสั่งที่ 52/2567 ข้อ 2 เดิม → ข้อ 4``; one of the two for what is new or gone.

    Of a corrected misprint the clause that corrects it.

    ``shell``: the duty below which it is told, whose orders need not be named again.
    """
    before, after = pair.before, pair.after
    old = cited(before, shell.before.order if shell and shell.before else None) if before else ""
    known = shell.after.order if shell and shell.after else before.order if before else None
    new = cited(after, known) if after else ""
    if before and after and after.corrected and after.corrected != before.corrected:
        new = f"คำสั่ง{number(after.corrected[0])} {item_aside(after.corrected[1])}".strip()
    return f"{old} เดิม → {new}" if old and new else new or f"{old} เดิม"


def sheet(key: OrderKey, name: str, words: str) -> Note:
    """The way to a sheet of an order."""
    return Note((Link(words, Ref("sheet", f"{key.slug}/{name}")),))


def in_handbook(edition: Edition, of: Procedure) -> Link:
    """A procedure by its number in the handbook and its title."""
    return Link(f"{edition.number(of.id)}. {of.title}", Ref("procedure", of.id))


def step(of: Procedure, of_it: Step) -> Link:
    """A step of a procedure by its words."""
    return Link(of_it.words, step_ref(of.id, of_it.id))


def step_numbers(of: Procedure) -> tuple[str | None, ...]:
    """The number of each step."""
    return tuple(numbers(of.steps))


def form(of: Form) -> Run:
    """A form of the register by its title."""
    return Link(of.title, Ref("form", of.id))


def form_with_code(of: Form) -> Runs:
    """The same with its code, if it has one."""
    return form(of), *((" ", Text(f"รหัส {of.code}", "aside")) if of.code else ()), *opened(of)


def opened(of: Openable) -> Runs:
    """The ways to the thing itself, for who can go there."""
    ways = (("เปิดแฟ้ม", "file", of.attachment), ("เปิดเว็บไซต์", "web", of.url))
    found = tuple(Link(words, Ref(kind, to)) for words, kind, to in ways if to)  # type: ignore[arg-type]
    return (Note(found),) if found else ()


def on_day(edition: Edition) -> str:
    """`` ณ วันที่ ...``, to follow what holds on that day; empty where nothing has a date."""
    return f" ณ วันที่ {dates.long(edition.day)}" if edition.day else ""


def named(words: str) -> str:
    """The anchor of a thing known by its words alone, an abbreviation or a term: the same wherever it stands in the list."""
    return f"{crc32(words.encode()):08x}"


def term_anchor(term: str) -> str:
    """The anchor of a term where it is defined."""
    return f"term-{named(term)}"
