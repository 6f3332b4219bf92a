"""The clauses of an order about secondments and amendments: in its own words, or summed up by the manual."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.documents import duties
from generator.documents.model import Block, List, Para
from generator.edition import Edition
from generator.model.orders import Absence, Change, Duty, Order
from generator.register.items import given
from generator.register.matching import plain
from generator.register.words import change, item, person_name, span

LEFT_OUT = "…"
"""Stands for clauses of which the manual has only its own summary: no words of ours may stand above a signer's name."""
SUMMARY = "สรุปโดยคู่มือ มิใช่ถ้อยคำของคำสั่ง"


def worded(edition: Edition, order: Order, mine: frozenset[tuple[object, ...]], signed: bool) -> Iterator[Block]:
    """Secondments and changes in the words of the order; of a ``signed`` one a mark for those that the manual can only sum up.

    ``mine``: the clauses wanted, each as the name of its list in the order and its place there.
    """
    left_out = False
    clauses: tuple[tuple[str, Sequence[Absence | Change]], ...] = (("absences", order.absences), ("changes", order.changes))
    for kind, found in clauses:
        for at, clause in enumerate(found):
            if (kind, at) not in mine:
                continue
            if clause.text:
                yield from _words(clause)
                yield from _given(edition, order, at) if isinstance(clause, Change) and not _has(clause, clause.duty) else []
            elif not signed:
                yield from summed_up(edition, order, at) if isinstance(clause, Change) else (absence(edition, clause),)
            elif not left_out:
                yield Para((LEFT_OUT,), "words")
            left_out = not clause.text


def _words(clause: Absence | Change) -> Iterator[Block]:
    first, *then = clause.text
    numbered = clause.no and not plain(first).startswith(plain(item(clause.no)))
    yield Para((f"{item(clause.no or '')} {first}" if numbered else first,), "clause")
    yield from (Para((words,), "words") for words in then)


def _has(clause: Change, duty: Duty | None) -> bool:
    """Whether the words of a clause hold those of its duty already."""
    return duty is None or plain(duty.text) in plain("".join(clause.text))


def _given(edition: Edition, order: Order, at: int) -> Iterator[Block]:
    """The item that a change gives; in new words it keeps its number."""
    made = order.changes[at]
    if made.duty:
        held = given(order, at, order.amended_by(made), place=made.item or made.no or "1")
        if made.action == "replace" and not made.duty.no:
            held = replace(held, duty=made.duty.model_copy(update={"no": (made.item or "").split()[-1]}))
        yield List(duties.items(edition, (held,)), "order")


def summed_up(edition: Edition, order: Order, at: int) -> Iterator[Block]:
    """A change in the manual's words, then the item that it gives; ``at``: its place in the order."""
    made = order.changes[at]
    said = change(edition.manual, made, order)
    yield Para(duties.limited(f"{item(made.no)} {said}" if made.no else said, span(made.since, made.until)), "clause")
    yield from _given(edition, order, at)


def absence(edition: Edition, of: Absence) -> Para:
    """A secondment in the manual's words."""
    name = person_name(edition.manual, of.person)
    said = [f"ให้{name} ไปช่วยราชการที่{of.at} {span(of.since, of.until)}"]
    if of.keeps:
        said.append(f"โดยยังปฏิบัติหน้าที่{' '.join(map(item, of.keeps))}")
    for one in of.stand_ins:
        work = f"ใน{' '.join(map(item, one.items))}" if one.items else "ในหน้าที่ที่เหลือ"
        said.append(f"ให้{person_name(edition.manual, one.person)} ปฏิบัติหน้าที่แทน{work}")
    return Para((f"{item(of.no)} {' '.join(said)}" if of.no else " ".join(said),), "clause")
