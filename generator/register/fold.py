"""Orders up to a date -> :class:`Register`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from generator.model.orders import Order, OrderKey
from generator.register.items import Contents, amended, contents
from generator.register.lives import Life, lives, root, sequence
from generator.register.values import PLACE, Charge, DutyInForce, OrderStatus, Register, State

DAY = timedelta(days=1)
SOON = timedelta(days=366)
"""A last day in office counts at once, but is told beforehand only when it is near: not a retirement in twenty years."""


def fold(orders: Iterable[Order], as_of: date, last_days: Mapping[str, date] | None = None) -> Register:
    """The register on a date.

    ``last_days``: the last day in office of each person who leaves or retires; what is theirs ends with it.
    Orders may come in any sequence. Orders that are not yet effective count in ``status`` only.
    """
    ordered = sequence(orders)
    return on(ordered, lives(ordered), as_of, last_days)


Known = dict[tuple[OrderKey, ...], Contents]
"""Orders as they read after some amendments, by the keys of all of them: remembered while many days are folded."""


def on(
    ordered: Sequence[Order], life: Mapping[OrderKey, Life], as_of: date, last_days: Mapping[str, date] | None = None, known: Known | None = None
) -> Register:
    """The register on a date, from orders in their sequence and their lives (:func:`fold`, but many days at a time)."""
    last = {person: day for person, day in (last_days or {}).items() if day <= as_of + SOON}
    duties: dict[str, list[DutyInForce]] = {}
    charges: list[Charge] = []
    for part in standing(ordered, life, as_of, known):
        for person, items in part.duties.items():
            if as_of <= last.get(person, as_of):
                kept = tuple(k for item in items if (k := _on(item, as_of)))
                duties.setdefault(person, []).extend(kept)
                for item in kept:
                    charges += _charges(item, last.get(person), None, item.since)
        for entry in part.responsibilities:
            charges += [c for c in entry.charges(last.get(entry.person)) if c.covers(as_of)]
    status = {order.key: _status(life[order.key], order, as_of) for order in ordered}
    return Register(
        as_of=as_of,
        charges=tuple(sorted(set(charges), key=PLACE)),
        duties={person: tuple(items) for person, items in sorted(duties.items()) if items},
        in_force=tuple(o.key for o in ordered if status[o.key].state is State.IN_FORCE),
        status=status,
    )


def standing(ordered: Sequence[Order], life: Mapping[OrderKey, Life], day: date, known: Known | None = None) -> Iterator[Contents]:
    """The contents of every order in force on a day, each with its amendments applied."""
    by_key = {o.key: o for o in ordered}
    amendments: dict[OrderKey, list[Order]] = {}
    bases: list[Order] = []
    for order in ordered:
        if not life[order.key].covers(day):
            continue
        base = root(order, by_key)
        if base is None or base.key == order.key:
            bases.append(order)
        else:
            amendments.setdefault(base.key, []).append(order)
    known = {} if known is None else known
    for base in bases:
        yield _read(base, amendments.get(base.key, []), known)


def _read(base: Order, amendments: Sequence[Order], known: Known) -> Contents:
    """The base after its amendments, from the longest part of them that is known."""
    keys = (base.key, *(a.key for a in amendments))
    done = next((n for n in range(len(keys), 0, -1) if keys[:n] in known), 0)
    if not done:
        known[keys[:1]], done = contents(base), 1
    for n in range(done, len(keys)):
        known[keys[: n + 1]] = amended(known[keys[:n]], amendments[n - 1])
    return known[keys]


def _on(item: DutyInForce, day: date) -> DutyInForce | None:
    """The item without what has ended or not yet begun by its own dates."""
    duty = item.duty
    if (duty.since and day < duty.since) or (duty.until and duty.until < day):
        return None
    items = tuple(k for child in item.items if (k := _on(child, day)))
    if items == item.items:
        return item
    shown = duty.model_copy(update={"items": tuple(i.duty for i in items)})
    return DutyInForce(shown, item.order, item.person, item.number, item.since, items)


def _charges(item: DutyInForce, last: date | None, outer: date | None, start: date) -> Iterator[Charge]:
    """What an item and those below it put the person in charge of. ``outer``, ``start``: the last and first day of the item above."""
    duty = item.duty
    until = min((d for d in (duty.until, outer) if d), default=None)
    shown = min((d for d in (until, last) if d), default=None)
    since = max(item.since, start, duty.since or item.since)
    for procedure in duty.procedures:
        yield Charge(item.person, duty.role, "procedure", procedure, since, shown, item.order, item.number, duty.text)
    if duty.post:
        yield Charge(item.person, duty.role, "post", duty.post, since, shown, item.order, item.number, duty.text)
    for child in item.items:
        yield from _charges(child, last, until, since)


def _status(life: Life, order: Order, day: date) -> OrderStatus:
    until = life.end - DAY if life.end else None
    coming = State.UNSIGNED if day < order.signed else State.ANNOUNCED
    if life.void and life.end and (life.end <= day or day < life.start):
        return OrderStatus(State.VOID if life.end <= day else coming, life.start, until, life.by)
    if day < life.start:
        state = coming
    elif not life.covers(day):
        state = State.ENDED
    else:
        state = State.DONE if order.kind == "cancels" else State.IN_FORCE
    return OrderStatus(state, life.start, until, life.by)
