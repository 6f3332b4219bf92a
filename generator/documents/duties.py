"""Numbered duties in words: as an order gives them, and as they are in force."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from itertools import chain

from generator.documents.model import Block, Item, List, Para
from generator.documents.runs import Link, Note, PageOf, Ref, Runs, Text
from generator.edition import Edition
from generator.model.orders import Assignment, Order, OrderKey
from generator.register import DutyInForce
from generator.register.items import assigned
from generator.register.words import corrected, item, number, order_name, person_name, span

LONE_NUMBER = 4  # a number of at most so many digits gets a full stop


def stopped(no: str | None) -> str:
    """``14`` becomes ``14.``; ``14.2``, ``1)`` and words stay."""
    found = no or ""
    return f"{found}." if found.isdecimal() and len(found) <= LONE_NUMBER else found


def limited(words: str, limit: str) -> Runs:
    """Words, then in passing from when to when they hold, if that is known."""
    return (words, " ", Text(limit, "aside")) if limit else (words,)


def place(part: Assignment, at: int) -> str:
    """A name for links to one person's part of an order; ``at``: its place, from 1."""
    return f"part-{part.person}-{at}"


def items(edition: Edition, held: Iterable[DutyInForce], beside: Callable[[DutyInForce], Runs] = lambda _held: ()) -> tuple[Item, ...]:
    """Duties with the numbers and limits that an order gives them; ``beside``: what is to be remarked on each."""
    return tuple(
        Item(
            stopped(h.duty.no),
            (*limited(h.duty.text, span(h.duty.since, h.duty.until)), *_tags(edition, h), *beside(h)),
            items(edition, h.items, beside),
            h.anchor,
        )
        for h in held
    )


def in_force(edition: Edition, held: Iterable[DutyInForce], above: DutyInForce | None = None) -> tuple[Item, ...]:
    """Duties as they are in force, each with the clause of an amendment that gave it, whose it is, and its limits; not what ``above`` says."""
    return tuple(
        Item(stopped(h.duty.no), (*limited(h.duty.text, _remark(edition, h, above)), *_tags(edition, h)), in_force(edition, h.items, h), h.anchor)
        for h in held
    )


def _tags(edition: Edition, held: DutyInForce) -> Iterator[Note]:
    known = (p for p in held.duty.procedures if p in edition.manual.titles)
    return (Note((Link(f"กระบวนงานที่ {edition.number(p)}", Ref("procedure", p)),), tag=True) for p in known)


def _remark(edition: Edition, held: DutyInForce, above: DutyInForce | None) -> str:
    said = [] if above and (held.order, held.base, held.instead_of) == (above.order, above.base, above.instead_of) else _origin(edition, held)
    right = corrected(held) if not above or held.corrected != above.corrected else ""
    limit = span(held.duty.since, held.until if not above or held.until != above.until else None)
    return ", ".join(words for words in (*said, right, limit) if words)


def _origin(edition: Edition, held: DutyInForce) -> list[str]:
    if held.instead_of:
        return [f"แทน{person_name(edition.manual, held.instead_of)}"]
    amends = held.base and held.base != held.order
    return [f"{item(held.cited)} ของคำสั่งนี้ แก้ไขคำสั่ง{number(held.base)}"] if held.base and amends else []


def as_signed(edition: Edition, order: Order, who: str) -> tuple[Item, ...]:
    """A person's duties as the order itself has them."""
    return tuple(chain.from_iterable(in_force(edition, held) for part, held in assigned(order) if part.person == who))


def by_order(held: Iterable[DutyInForce]) -> dict[OrderKey, list[DutyInForce]]:
    """Duties below the orders that give them."""
    found: dict[OrderKey, list[DutyInForce]] = {}
    for one in held:
        found.setdefault(one.order, []).append(one)
    return found


def on_paper(edition: Edition, who: str, held: Iterable[DutyInForce], printed: Container[Ref] = ()) -> Iterator[Block]:
    """A person's duties order by order. ``printed``: the places of orders that stand in the same volume, which need not be repeated."""
    for key, found in by_order(held).items():
        name, order = f"หน้าที่ตาม{order_name(edition.manual, key)}", edition.order(key)
        places = (Ref("order", key.slug, place(part, at)) for at, part in enumerate(order.assignments, 1) if part.person == who)
        known = next((place for place in places if place in printed), None)
        if known and in_force(edition, found) == as_signed(edition, order, who):
            total = sum(one.counts for top in found for one in top.walk())
            yield Para((f"{name} รวม {total} ข้อ มีผลครบทุกข้อตามที่พิมพ์ไว้ในคำสั่ง หน้า", PageOf(known)), "body")
        else:
            yield Para((name,), "caption")
            yield from of_order(edition, who, key, found)


def of_order(edition: Edition, who: str, key: OrderKey, found: Sequence[DutyInForce]) -> Iterator[Block]:
    """What an order says of a person in general, then the duties that it gives."""
    general = chain.from_iterable(part.general for part in edition.order(key).assignments if part.person == who)
    yield from (Para((words,), "body") for words in general)
    yield List(in_force(edition, found), "order")
