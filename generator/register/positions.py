"""Which position orders give a person, and from when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from generator.model.handbook import Manual
from generator.model.order_parts import Assignment, Member
from generator.model.orders import Order, OrderKey, RoleKind
from generator.register.validity import sequence
from generator.register.values import Register
from generator.register.words import target_name


class Statement(NamedTuple):
    """A position as an order writes it; ``since``: the first day of that order, of a corrected position the day of the one corrected."""

    order: OrderKey
    since: date
    position: str


Statements = Mapping[str, Sequence[Statement]]


def statements(orders: Iterable[Order]) -> Statements:
    """By person, as the orders take effect."""
    found: dict[str, list[Statement]] = {}
    for order in sequence(orders):
        members = (*(m for of in order.committees for m in of.members), *(c.member for c in order.changes if c.member))
        parts: Iterable[Assignment | Member] = (*order.assignments, *members)
        for of in parts:
            if of.person and of.position:
                found.setdefault(of.person, []).append(Statement(order.key, order.begins, of.position))
        for c in order.changes:
            if c.corrects == "position" and c.wrong and c.right and c.person in found:
                last = found[c.person][-1]
                found[c.person].append(Statement(order.key, last.since, last.position.replace(c.wrong, c.right)))
    return found


def position(manual: Manual, said: Statements, register: Register, who: str, order: OrderKey) -> tuple[str, ...]:
    """A person's position on the day of a register, as it stands on what ``order`` asks to be signed; none for somebody unknown.

    As the order itself writes it, else the last order in force that does; as ``people.yml`` has it where no order says it, or where the person has
    been appointed to a post since. Behind it the post in which the person acts on that day, but for those who come second in rank.
    """
    mine = said.get(who, ())
    own = [s for s in mine if s.order == order]
    known = manual.person.get(who)
    appointed = max((h.since for h in known.posts if h.since and h.since <= register.as_of), default=date.min) if known else date.min
    valid = [s for s in mine if s.order in register.in_force and s.since >= appointed]
    written = (own or valid)[-1].position if own or valid else known.titled if known else ""
    acting = (
        f"{c.role.value}{target_name(manual, 'post', c.target)}"
        for c in register.charges
        if c.person == who and c.kind == "post" and c.role is not RoleKind.DELEGATED and c.rank <= 1
    )
    return tuple(dict.fromkeys(words for words in (written, *acting) if words))
