"""The guided part of an order's form: a first draft of each kind, the duties in force before it, and what one choice about a duty makes of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from generator.drafts.order import Draft, Wanted, draft
from generator.drafts.state import SOMEBODY, Work
from generator.html.text import marked
from generator.model.handbook import Manual
from generator.model.orders import Order, OrderKey, order_key
from generator.model.persons import Names, names
from generator.register import DutyInForce
from generator.register.contents import OrderContents
from generator.register.words import ROLE_TITLES, target_name
from generator.source import parsing

_PERSONS = ("person", "with")
Row = tuple[str, dict[str, Any]]
"""A person and what one line of the table says."""


def first(manual: Manual, kind: str, ref: str, day: date) -> tuple[str, dict[str, Any]]:
    """The file and the data of the next order: whom it concerns and what stood in the order it is about, for the form to go on with.

    ``ref``: the order it replaces, amends or cancels, as pick lists name it. Raises KeyError if there is none.
    """
    about: dict[str, Any] = {} if kind == "new" else {kind: (_known(manual, ref),)}
    made = draft(manual, Wanted(day, **about))
    stem = made.key.stem if f"orders/{made.key.stem}.yml" not in {o.file for o in manual.orders} else f"{made.key.issuer}-{made.key.stem}"
    return f"orders/{stem}.yml", _data(made, names(manual.people))


def held(manual: Manual, file: str) -> list[dict[str, Any]]:
    """Person by person what the orders that an amendment is about give, as they read on the day before; empty for other orders.

    Rows are items, entries of charts and annexes, and seats in committees; ``clause`` holds the keys by which a change names one.
    """
    order = next((o for o in manual.orders if o.file == file), None)
    if not order or order.kind != "amends":
        return []
    work = Work(_without(manual, order), Wanted(as_of=order.signed, effective=order.begins, amends=order.amended))
    parts = work.of_bases()
    found: dict[str, list[dict[str, Any]]] = {}
    for part in parts:
        ref = _ref(manual, part.order)
        for person, row in (*_items(part), *_entries(manual, part), *_seats(part)):
            found.setdefault(person, []).append({"depth": 0, "order": ref, "marked": marked(row["text"]), **row})
    return [{"person": person, "duties": rows} for person, rows in found.items()]


def changes(manual: Manual, file: str, person: str, item: str, ref: str, to: str | None) -> list[dict[str, Any]]:
    """The clauses that move one item of a person to another (``to``), or give it words anew (None), as they follow on those of the form.

    ``ref``: the order in whose text the item stands.

    Raises :class:`~generator.drafts.works.Unclear`, and StopIteration if there is no such order.
    """
    order = next(o for o in manual.orders if o.file == file)
    wanted = Wanted(order.signed, effective=order.begins, works=(item,), giver=person, persons=(to,) if to else (), amends=(_known(manual, ref),))
    made = _data(draft(manual, wanted), names(manual.people))["changes"]
    about = {"order": ref} if len(order.amends) > 1 else {}
    return [{**about, **{key: value for key, value in change.items() if key != "no"}} for change in made]


def _without(manual: Manual, order: Order) -> Manual:
    return manual.model_copy(update={"orders": tuple(o for o in manual.orders if o.file != order.file)})


def _items(part: OrderContents) -> Iterator[Row]:
    return ((person, row) for person, duties in part.duties.items() for duty in duties for row in _rows(duty, 0))


def _rows(of: DutyInForce, depth: int) -> Iterator[dict[str, Any]]:
    yield {"kind": "item", "item": of.number, "text": of.duty.text, "depth": depth, "clause": {"item": of.number}}
    for inner in of.items:
        yield from _rows(inner, depth + 1)


def _entries(manual: Manual, part: OrderContents) -> Iterator[Row]:
    """One for each procedure and post, so that each can go its own way."""
    for r in (named.responsibility for named in part.responsibilities):
        for procedure in r.procedures:
            text = f"{ROLE_TITLES[r.role]} {target_name(manual, 'procedure', procedure)}"
            yield r.person, {"kind": "entry", "item": r.basis, "text": text, "clause": {"basis": r.basis, "procedures": procedure}}
        if r.post:
            text = f"{ROLE_TITLES[r.role]} {target_name(manual, 'post', r.post)}"
            yield r.person, {"kind": "entry", "item": r.basis, "text": text, "clause": {"basis": r.basis, "post": r.post}}


def _seats(part: OrderContents) -> Iterator[Row]:
    for of in part.committees:
        for seat in of.seats:
            if seat.member.person:
                text = of.committee.office_of(seat.member)
                yield seat.member.person, {"kind": "seat", "item": of.committee.name, "text": text, "clause": {"committee": of.committee.name}}


def _ref(manual: Manual, key: OrderKey) -> str:
    return f"{key.number}/{key.year}" if key.issuer == manual.handbook.office else f"{key.issuer}: {key.number}/{key.year}"


def _known(manual: Manual, ref: str) -> OrderKey:
    """The key of an order there is. Raises KeyError."""
    key = order_key(ref)
    found = manual.orders_meant(key) if key else ()
    if not found:
        raise KeyError(ref)
    return found[0].key


def _data(made: Draft, known: Names) -> dict[str, Any]:
    """What a draft says, persons by their ids; nobody where it waits for a name."""
    found: dict[str, Any] = _named(parsing.parse(f"orders/{made.key.stem}.yml", made.text), known)
    return found


def _named(value: Any, known: Names) -> Any:
    if isinstance(value, list):
        return [_named(v, known) for v in value]
    if not isinstance(value, dict):
        return value
    return {
        k: _id(v, known) if k in _PERSONS and isinstance(v, str) else _named(v, known) for k, v in value.items() if v != SOMEBODY or k not in _PERSONS
    }


def _id(person: str, known: Names) -> str:
    found = known.meant(person)
    return found[0] if len(found) == 1 else person
