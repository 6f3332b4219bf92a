"""The numbered items of a person under one order, and how a clause of an amendment edits them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from generator.model.orders import Assignment, Change, Duty, Order, OrderKey
from generator.register.numbering import cited, normal, repeats
from generator.register.values import DutyInForce

Items = tuple[DutyInForce, ...]


@dataclass(frozen=True, slots=True)
class _Source:
    """What every item of one assignment or change shares."""

    order: OrderKey
    base: OrderKey
    person: str


@dataclass(frozen=True, slots=True)
class _Above:
    """What an item inherits from the item above it: number, levels to cite, line, limits."""

    number: str
    levels: tuple[str, ...]
    line: str
    since: date
    until: date | None = None
    lists: Literal["duties", "schools", "projects"] = "duties"


def assigned(order: Order) -> tuple[tuple[Assignment, Items], ...]:
    """The assignments of an order with their items; the numbering continues where a person is named twice."""
    found: list[tuple[Assignment, Items]] = []
    begun: dict[str, int] = {}
    base = order.amended[0] if order.amended else order.key
    for assignment in order.assignments:
        start = begun.get(assignment.person, 0)
        source = _Source(order.key, base, assignment.person)
        above = _Above("", (assignment.no,) if assignment.no else (), f"{order.key.slug}/{assignment.person}", order.begins)
        lone = len(assignment.duties) == 1 and bool(assignment.no) and assignment.duties[0].no is None
        items = tuple(_item(d, source, above, n, own_level=not lone) for n, d in enumerate(assignment.duties, start + 1))
        begun[assignment.person] = start + len(items)
        found.append((assignment, items))
    return tuple(found)


def given(order: Order, at: int, base: OrderKey, below: str = "", place: str = "") -> DutyInForce:
    """The item that the change at a place of ``order`` gives.

    ``below``: the number of the item it stands under; ``place``: its number where it brings none of its own.
    """
    change = order.changes[at]
    assert change.duty is not None and change.person is not None
    line = f"{order.key.slug}/c{at}"
    number = change.duty.no or place or change.no or "1"
    whole = number if not below or repeats(number, below) else f"{below} {number}"
    above = _Above(below, (change.no,) if change.no else (whole.rstrip("."),), line, order.begins)
    return _item(change.duty, _Source(order.key, base, change.person), above, number, own_level=False, own_line=line)


def _item(duty: Duty, source: _Source, above: _Above, place: int | str, *, own_level: bool = True, own_line: str = "") -> DutyInForce:
    """An item with its order; a number that does not repeat the outer one is cited after it (``12 1)``)."""
    own = (duty.no or str(place)).rstrip(".")
    number = own if not above.number or repeats(own, above.number) else f"{above.number} {own}"
    levels = (*above.levels, own) if own_level else above.levels
    since = max(above.since, duty.since or above.since)
    until = min((d for d in (above.until, duty.until) if d), default=None)
    line = own_line or f"{above.line}.{place}"
    inner = _Above(number, levels, line, since, until, duty.lists)
    items = tuple(_item(d, source, inner, n) for n, d in enumerate(duty.items, 1))
    return DutyInForce(
        duty, source.order, source.person, number, since, items, until, clause=cited(levels), base=source.base, line=line, listed=above.lists,
    )  # fmt: skip


def find(items: Items, number: str, of: OrderKey | None = None) -> DutyInForce | None:
    """The item with a number: the whole one (``12 1)``), else as cited from the order ``of``, else its own (``1)``) if only one item has it."""
    every = [i for top in items for i in top.walk()]
    wanted = normal(number)
    whole = [i for i in every if normal(i.number) == wanted]
    if whole:
        return whole[0]
    for found in ([i for i in every if i.order == of and normal(i.cited) == wanted], [i for i in every if i.duty.no and normal(i.duty.no) == wanted]):
        if len(found) == 1:
            return found[0]
    return None


def apply(items: Items, order: Order, at: int, base: OrderKey) -> Items:
    """A person's items after the change at a place of an order; unchanged if the number is not found."""
    change = order.changes[at]
    if change.action == "add":
        return _added(items, change, order, at, base)
    target = find(items, change.item, order.amended_by(change)) if change.item else None
    if target is None:
        return items
    return swap(items, target, _REPLACEMENTS[change.action](target, order, at, base))


def _replaced(target: DutyInForce, order: Order, at: int, base: OrderKey) -> Items:
    """The new item in the place and in the line of the old one."""
    outer = target.number.removesuffix((target.duty.no or "").rstrip(".")).strip() if target.duty.no else ""
    duty = order.changes[at].duty
    assert duty is not None
    new = given(order, at, base, outer.rstrip("."), target.duty.no or target.number)
    if not duty.no and target.duty.no:
        new = replace(new, duty=duty.model_copy(update={"no": target.duty.no}))
    return (_in_line(new, target),)


def _in_line(new: DutyInForce, old: DutyInForce) -> DutyInForce:
    """The new item and those below it as the same items in new words: below by number, and names of schools and projects by name."""
    names = new.duty.lists != "duties"
    waiting = {i.duty.text if names else normal(i.number): i for i in reversed(old.items)}
    items: list[DutyInForce] = []
    for item in new.items:
        same = waiting.pop(item.duty.text if names else normal(item.number), None)
        items.append(_in_line(item, same) if same else item)
    return replace(new, line=old.line, listed=old.listed, items=tuple(items))


def _corrected(target: DutyInForce, order: Order, at: int, base: OrderKey) -> Items:
    """The item with a misprint corrected."""
    change = order.changes[at]
    assert change.wrong and change.right
    text = target.duty.text.replace(change.wrong, change.right)
    return (replace(target, duty=target.duty.model_copy(update={"text": text}), corrected=(order.key, change.no or "")),)


_REPLACEMENTS = {"replace": _replaced, "remove": lambda *_: (), "correct": _corrected}


def _added(items: Items, change: Change, order: Order, at: int, base: OrderKey) -> Items:
    assert change.duty is not None
    parent = find(items, change.item, order.amended_by(change)) if change.item else _parent(items, change.duty)
    if change.item and parent is None:
        return items
    if parent is None:
        return _inserted(items, given(order, at, base, "", str(len(items) + 1)))
    new = given(order, at, base, parent.number, str(len(parent.items) + 1))
    return swap(items, parent, (with_items(parent, _inserted(parent.items, replace(new, listed=parent.duty.lists))),))


def _inserted(items: Items, new: DutyInForce) -> Items:
    """The new item where its number belongs (``๓/๑`` after ``๓``) among items in the sequence of their numbers; else last."""
    places = [_place(i) for i in items]
    if () in places or places != sorted(places) or not _place(new):
        return (*items, new)
    at = bisect_right(places, _place(new))
    return (*items[:at], new, *items[at:])


def _place(item: DutyInForce) -> tuple[int, ...]:
    return tuple(int(n) for n in re.findall(r"\d+", normal(item.number)))


def _parent(items: Items, duty: Duty) -> DutyInForce | None:
    """``14.12`` goes below ``14`` if there is such an item."""
    outer, dot, _ = normal(duty.no or "").rpartition(".")
    return find(items, outer) if dot and outer else None


def swap(items: Items, target: DutyInForce, new: Items) -> Items:
    """The items with one of them (identified by its line) replaced by others."""
    out: list[DutyInForce] = []
    for item in items:
        if item.line == target.line:
            out += new
        elif any(i.line == target.line for i in item.walk()):
            out.append(with_items(item, swap(item.items, target, new)))
        else:
            out.append(item)
    return tuple(out)


def with_items(item: DutyInForce, items: Items) -> DutyInForce:
    """The item with other sub-items."""
    return replace(item, duty=item.duty.model_copy(update={"items": tuple(i.duty for i in items)}), items=items)


def based(item: DutyInForce, base: OrderKey) -> DutyInForce:
    """The item as it stands in the text of an order: an amendment of an amendment is entered in that of the first order."""
    return item if item.base == base else replace(item, base=base, items=tuple(based(i, base) for i in item.items))


def divided(items: Items, numbers: Sequence[str], *, for_another: bool = False) -> tuple[Items, Items]:
    """The items with some numbers, of whichever order, and the rest.

    An item that opens a list of which some are chosen goes with them, without its own work; it is none of the rest if nothing else is left of it.
    ``for_another``: what is chosen goes to somebody who has the opening words no longer than what they open.
    """
    lines: set[str] = set()
    for base in {item.base for item in items}:
        mine = tuple(item for item in items if item.base == base)
        lines |= {found.line for number in numbers if (found := find(mine, number, base))}
    parts = [_divided(item, lines, for_another) for item in items]
    return tuple(chosen for chosen, _ in parts if chosen), tuple(rest for _, rest in parts if rest)


def _divided(item: DutyInForce, lines: set[str], for_another: bool) -> tuple[DutyInForce | None, DutyInForce | None]:
    if item.line in lines:
        return item, None
    if not any(i.line in lines for i in item.walk()):
        return None, item
    parts = [_divided(i, lines, for_another) for i in item.items]
    chosen, rest = tuple(a for a, _ in parts if a), tuple(b for _, b in parts if b)
    since = min(i.since for i in chosen) if for_another and chosen else item.since
    shell = replace(item, duty=item.duty.model_copy(update={"procedures": (), "post": None}), since=since)
    left = bool(rest or item.duty.procedures or item.duty.post)
    return with_items(shell, chosen), with_items(item, rest) if left else None
