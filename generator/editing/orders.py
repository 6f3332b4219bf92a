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
from generator.source import parsing

_PERSONS = ("person", "with")


def first(manual: Manual, kind: str, ref: str, day: date) -> tuple[str, dict[str, Any]]:
    """The file and the data of the next order: whom it concerns and what stood in the order it is about, for the form to go on with.

    ``ref``: the order it replaces, amends or cancels, as pick lists name it. Raises KeyError if there is none.
    """
    about: dict[str, Any] = {} if kind == "new" else {kind: (_known(manual, ref),)}
    made = draft(manual, Wanted(day, **about))
    stem = made.key.stem if f"orders/{made.key.stem}.yml" not in {o.file for o in manual.orders} else f"{made.key.issuer}-{made.key.stem}"
    return f"orders/{stem}.yml", _data(made, names(manual.people))


def held(manual: Manual, file: str) -> list[dict[str, Any]]:
    """Person by person the duties of the orders that an amendment is about, as they read on the day before; empty for other orders."""
    order = next((o for o in manual.orders if o.file == file), None)
    if not order or order.kind != "amends":
        return []
    work = Work(_without(manual, order), Wanted(as_of=order.signed, effective=order.begins, amends=order.amended))
    parts = work.of_bases()
    persons = dict.fromkeys(p for part in parts for p, duties in part.duties.items() if duties)
    return [
        {"person": p, "duties": [row for part in parts for d in part.duties.get(p, ()) for row in _rows(d, _ref(manual, part.order), 0)]}
        for p in persons
    ]


def changes(manual: Manual, file: str, person: str, item: str, ref: str, to: str | None) -> list[dict[str, Any]]:
    """The clauses that move one item of a person to another (``to``), or give it words anew (None), as they follow on those of the form.

    ``ref``: the order in whose text the item stands.

    Raises :class:`~generator.drafts.works.Unclear`, and StopIteration if there is no such order.
    """
    order = next(o for o in manual.orders if o.file == file)
    wanted = Wanted(as_of=order.begins, works=(item,), giver=person, persons=(to,) if to else (), amends=(_known(manual, ref),))
    made = _data(draft(manual, wanted), names(manual.people))["changes"]
    about = {"order": ref} if len(order.amends) > 1 else {}
    return [{**about, **{key: value for key, value in change.items() if key != "no"}} for change in made]


def _without(manual: Manual, order: Order) -> Manual:
    return manual.model_copy(update={"orders": tuple(o for o in manual.orders if o.file != order.file)})


def _rows(of: DutyInForce, order: str, depth: int) -> Iterator[dict[str, Any]]:
    yield {"item": of.number, "text": of.duty.text, "marked": marked(of.duty.text), "order": order, "depth": depth}
    for inner in of.items:
        yield from _rows(inner, order, depth + 1)


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
