"""What a register holds. Frozen values, free of files and of people's names: persons are ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from operator import attrgetter
from typing import Literal

from generator.model.base import covers
from generator.model.orders import Duty, OrderKey, RoleKind
from generator.thai import digits

ChargeKind = Literal["procedure", "post"]


class State(StrEnum):
    """Where an order stands on a date."""

    IN_FORCE = "มีผลใช้บังคับ"
    UNSIGNED = "ยังไม่ได้สั่ง"  # on that date: the state of a past date is told as it was then
    ANNOUNCED = "ประกาศแล้ว ยังไม่ถึงวันมีผล"
    DONE = "มีผลแล้ว"  # an order that only cancels: nothing of it stays in force
    ENDED = "สิ้นผลแล้ว"
    VOID = "ไม่มีผลใช้บังคับ"  # ended before its first day


@dataclass(frozen=True, slots=True)
class OrderStatus:
    """``since``: the first day in force; ``until``: the last, if known; ``by``: the order that ends it."""

    state: State
    since: date
    until: date | None = None
    by: OrderKey | None = None

    @property
    def last_day(self) -> date | None:
        """The last day in force; None if no end is known, and for an order that ended before it began."""
        return self.until if self.until and self.until >= self.since else None


@dataclass(frozen=True, slots=True, order=True)
class Charge:
    """One person in charge of one procedure, or acting in one post. ``until`` is the last day, as far as known."""

    person: str
    role: RoleKind
    kind: ChargeKind
    target: str
    since: date
    until: date | None = field(compare=False)
    order: OrderKey
    item: str
    text: str

    def covers(self, day: date) -> bool:
        """Whether the person is in charge on a day."""
        return covers(self.since, self.until, day)


PLACE = attrgetter("person", "role", "kind", "target", "since", "order", "item", "text")
"""By this charges are sorted: the order of :class:`Charge` itself, in a third of the time."""


@dataclass(frozen=True, slots=True)
class DutyInForce:
    """A numbered item with the order that gave it its words; ``items`` may come from later amendments.

    ``number`` is the whole number as one would cite it (``๑๔.๒``, ``๑๒ ๑)``).
    """

    duty: Duty
    order: OrderKey
    person: str
    number: str
    since: date
    items: tuple[DutyInForce, ...] = ()

    @property
    def anchor(self) -> str:
        """A name for links that stays while the order, the person and the number stay."""
        plain = "".join(c if c.isalnum() else "-" for c in digits.to_arabic(self.number)).strip("-")
        return f"duty-{self.order.slug}-{self.person}-{plain}"

    def walk(self) -> Iterator[DutyInForce]:
        """The item and all below it, in reading order."""
        yield self
        for item in self.items:
            yield from item.walk()


@dataclass(frozen=True, slots=True)
class Register:
    """Who does what on ``as_of``."""

    as_of: date
    charges: tuple[Charge, ...]
    duties: Mapping[str, tuple[DutyInForce, ...]]
    in_force: tuple[OrderKey, ...]
    status: Mapping[OrderKey, OrderStatus]
