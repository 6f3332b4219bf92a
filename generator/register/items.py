"""The items of one order with its amendments applied: added, replaced and removed by number."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.memory import remembered
from generator.model.orders import Change, Duty, Order, OrderKey, Responsibility
from generator.register.values import Charge, DutyInForce
from generator.thai import digits

Items = tuple[DutyInForce, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A responsibility of an attachment, with the order that gave it."""

    responsibility: Responsibility
    order: OrderKey
    begins: date

    @property
    def person(self) -> str:
        return self.responsibility.person

    def charges(self, last: date | None) -> Iterator[Charge]:
        """One per procedure, and one for the post."""
        r = self.responsibility
        since = max(self.begins, r.since or self.begins)
        until = min((d for d in (r.until, last) if d), default=None)
        for procedure in r.procedures:
            yield Charge(r.person, r.role, "procedure", procedure, since, until, self.order, r.basis, r.basis)
        if r.post:
            yield Charge(r.person, r.role, "post", r.post, since, until, self.order, r.basis, r.basis)


@dataclass(frozen=True, slots=True)
class Contents:
    """Duties by person in the order's own sequence, and responsibilities from attachments."""

    order: OrderKey
    duties: dict[str, Items]
    responsibilities: tuple[Named, ...]


def contents(base: Order, amendments: Sequence[Order] = ()) -> Contents:
    """An order as it reads after its amendments, applied in the sequence given. Changes that fit nothing do nothing."""
    duties, named = _own(base)
    made = Contents(base.key, {p: items for p, items in duties.items() if items}, named)
    for order in amendments:
        made = amended(made, order)
    return made


def amended(made: Contents, order: Order) -> Contents:
    """The contents after one more amendment."""
    duties, named = dict(made.duties), made.responsibilities
    for change in order.changes:
        duties[change.person] = apply(duties.get(change.person, ()), change, order)
        if change.action == "remove":
            named = tuple(n for n in named if not _withdraws(change, n))
    more, also = _own(order)
    for person, items in more.items():
        duties[person] = duties.get(person, ()) + items
    return Contents(made.order, {p: items for p, items in duties.items() if items}, named + also)


def normal(number: str) -> str:
    """A number to compare by: Arabic digits, no ``ข้อ``, no last dot, no spaces but the one that parts two levels.

    ``1 11)`` and ``11 1)`` are two items; the name of an attachment is compared without any space.
    """
    plain = re.sub(r"^ข้อ(?:ที่)?\s*", "", digits.to_arabic(number).strip()).rstrip(".")
    if not plain[:1].isdecimal():
        return re.sub(r"\s+", "", plain)
    return re.sub(r"\s*([.])\s*", r"\1", re.sub(r"\s+", " ", plain))


def find(items: Items, number: str) -> DutyInForce | None:
    """The item with a number: the whole one (``12 1)``) or, failing that, its own (``1)``) if only one item has it."""
    every = [i for top in items for i in top.walk()]
    wanted = normal(number)
    whole = [i for i in every if normal(i.number) == wanted]
    own = [i for i in every if i.duty.no and normal(i.duty.no) == wanted]
    if whole:
        return whole[0]
    return own[0] if len(own) == 1 else None


def apply(items: Items, change: Change, order: Order) -> Items:
    """A person's items after one change; unchanged if the number is not found."""
    if change.action == "remove" and change.item is None:
        return ()
    if change.action == "add":
        return _added(items, change, order)
    assert change.item is not None
    target = find(items, change.item)
    if target is None:
        return items
    if change.duty is None:
        return _swap(items, target, ())
    duty = change.duty if change.duty.no else change.duty.model_copy(update={"no": target.duty.no})
    outer = target.number.removesuffix((target.duty.no or "").rstrip(".")).strip() if target.duty.no else ""
    return _swap(items, target, (tree(duty, order, change.person, outer, target.number),))


def _added(items: Items, change: Change, order: Order) -> Items:
    assert change.duty is not None
    parent = find(items, change.item) if change.item else _parent(items, change.duty)
    if parent is None:
        return _inserted(items, tree(change.duty, order, change.person, "", str(len(items) + 1)))
    new = tree(change.duty, order, change.person, parent.number, str(len(parent.items) + 1))
    return _swap(items, parent, (_with(parent, _inserted(parent.items, new)),))


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


def _swap(items: Items, target: DutyInForce, new: Items) -> Items:
    out: list[DutyInForce] = []
    for item in items:
        if item is target:
            out += new
        elif any(i is target for i in item.walk()):
            out.append(_with(item, _swap(item.items, target, new)))
        else:
            out.append(item)
    return tuple(out)


def _with(item: DutyInForce, items: Items) -> DutyInForce:
    duty = item.duty.model_copy(update={"items": tuple(i.duty for i in items)})
    return DutyInForce(duty, item.order, item.person, item.number, item.since, items)


@remembered
def _own(order: Order) -> tuple[dict[str, Items], tuple[Named, ...]]:
    duties: dict[str, Items] = {}
    for assignment in order.assignments:
        start = len(duties.get(assignment.person, ()))
        new = tuple(tree(d, order, assignment.person, "", str(n)) for n, d in enumerate(assignment.duties, start + 1))
        duties[assignment.person] = duties.get(assignment.person, ()) + new
    return duties, tuple(Named(r, order.key, order.begins) for r in order.responsibilities)


def tree(duty: Duty, order: Order, person: str, outer: str, place: str) -> DutyInForce:
    """A duty with its order; a number that does not repeat the outer one is cited after it (``12 1)``)."""
    own = (duty.no or place).rstrip(".")
    number = own if not outer or normal(own).startswith(normal(outer) + ".") else f"{outer} {own}"
    items = tuple(tree(d, order, person, number, str(n)) for n, d in enumerate(duty.items, 1))
    return DutyInForce(duty, order.key, person, number, order.begins, items)


def _withdraws(change: Change, named: Named) -> bool:
    if change.person != named.person:
        return False
    return change.item is None or normal(change.item) == normal(named.responsibility.basis)
