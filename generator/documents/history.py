"""Who was in charge of what, and when: for the pages of procedures and persons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from generator.documents import mentions
from generator.documents.model import Block, Break, Column, Heading, Row, Run, Table, Text
from generator.edition import Edition, together
from generator.register import Charge, Held
from generator.register.values import DAY
from generator.register.words import corrected, role
from generator.thai import dates

SPAN, ROLE, ORDERS = Column("ช่วงเวลา"), Column("หน้าที่", kind="role"), Column("ตามคำสั่ง", kind="orders")
GONE = "หน้าที่ที่พ้นแล้ว"


def holders(edition: Edition, procedure: str) -> Iterator[Block]:
    """Who has been, is and will be in charge of a procedure, the newest first."""
    if found := edition.history_of_procedure(procedure):
        yield Heading(2, "ประวัติผู้รับผิดชอบ", "holders")
        yield _table(edition, "ผู้รับผิดชอบ", [(group, mentions.person(edition, group[0].person)) for group in _newest_first(edition, found)])


def charges(edition: Edition, person: str) -> Iterator[Block]:
    """What a person has been, is and will be in charge of, the newest first."""
    if found := edition.history_of_person(person):
        yield Heading(2, "ประวัติความรับผิดชอบ", "history")
        groups = _newest_first(edition, found)
        yield _table(edition, "งานหรือตำแหน่ง", [(group, mentions.target(edition, group[0].kind, group[0].target)) for group in groups])


def past_duties(edition: Edition, person: str) -> Iterator[Block]:
    """The duties, schools and projects that a person no longer has, the last first; none that merely goes on in new words."""
    every = edition.duties_history.get(person, ())
    goes_on = {(h.duty.line, h.since - DAY) for h in every}
    gone = [h for h in every if h.until and h.until < edition.as_of and h.duty.counts and (h.duty.line, h.until) not in goes_on]
    if gone:
        yield Heading(2, "หน้าที่ โรงเรียน และโครงการที่พ้นแล้ว", "past-duties")
        last_first = sorted(gone, key=lambda h: (h.until, h.since), reverse=True)
        yield Table(GONE, (SPAN, Column("หน้าที่"), ORDERS), tuple(_past(edition, h) for h in last_first), "history")


def _past(edition: Edition, of: Held) -> Row:
    right = corrected(of.duty)
    by = (*mentions.clause(edition, of.duty.order, of.duty.cited), *((Break(), Text(right, "aside")) if right else ()))
    return Row(((_span(edition, of.since, of.until),), (of.duty.duty.text,), by))


def _table(edition: Edition, title: str, found: Sequence[tuple[Sequence[Charge], Run]]) -> Table:
    rows = tuple(_row(edition, group, named) for group, named in found)
    return Table("ประวัติ", (SPAN, Column(title), ROLE, ORDERS), rows, "history")


def _row(edition: Edition, group: Sequence[Charge], named: Run) -> Row:
    of = group[0]
    return Row(((_span(edition, of.since, of.until),), (named,), (role(of),), mentions.clauses(edition, group)), now=of.covers(edition.as_of))


def _newest_first(edition: Edition, found: Sequence[Charge]) -> tuple[tuple[Charge, ...], ...]:
    return together(sorted(found, key=lambda c: (-c.since.toordinal(), edition.rank(c))))


def _span(edition: Edition, since: date, until: date | None) -> str:
    end = dates.short(until) if until else "…" if since > edition.as_of else "ปัจจุบัน"
    return f"{dates.short(since)} – {end}"
