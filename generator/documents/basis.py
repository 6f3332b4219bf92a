"""The orders on which a page or a book rests, in words: each as it stands with its amendments. The same on the site and on paper.

Arabic digits; whoever shows them turns them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from generator.edition import Edition
from generator.model.orders import Order, OrderKey
from generator.register.words import number, order_name
from generator.thai import dates

MOST, NAMED = 3, 4
"""So many orders are named for the whole manual (of more, those that share out most work), and so many in one line."""
UP_TO = "และที่แก้ไขเพิ่มเติมถึง"


class Basis(NamedTuple):
    """An order that rests on no other, and the last order in force that amends it."""

    order: Order
    amended: Order | None


def of(edition: Edition, keys: Iterable[OrderKey]) -> tuple[Basis, ...]:
    """What some orders in force rest on, each once, as they took effect."""
    wanted = {base for key in keys for base in edition.bases.get(key, (key,))}
    found = sorted((key for key in wanted if key in edition.places), key=edition.places.__getitem__)
    return tuple(Basis(edition.order(key), edition.order(last) if (last := edition.amended.get(key)) else None) for key in found)


def of_procedure(edition: Edition, procedure: str) -> tuple[Basis, ...]:
    """The orders that make somebody responsible for a procedure."""
    return of(edition, (c.order for c in edition.responsible(procedure)))


def of_person(edition: Edition, person: str) -> tuple[Basis, ...]:
    """The orders that give a person work."""
    return of(edition, (*(c.order for c in edition.charges_of(person)), *(d.base or d.order for d in edition.duties_of(person))))


def of_all(edition: Edition) -> tuple[Basis, ...]:
    """The orders by which the office's work is shared out: those that hold the procedures, else those that give duties."""
    bases, register = edition.bases, edition.register
    by_procedure = Counter(base for c in register.charges if c.kind == "procedure" for base in bases.get(c.order, (c.order,)))
    by_duty = Counter(d.base or d.order for duties in register.duties.values() for d in duties)
    return of(edition, (key for key, _ in (by_procedure or by_duty).most_common(MOST)))


def line(edition: Edition, found: Sequence[Basis]) -> str:
    """``ตามคำสั่ง... ที่ 248/2565 สั่ง ณ วันที่ ... และที่แก้ไขเพิ่มเติมถึงที่ 31/2566 ประกอบกับคำสั่งที่ 5/2568``; empty if there is none."""
    if not found:
        return ""
    first, *rest = found
    said = f"ตาม{order_name(edition.manual, first.order.key)} สั่ง ณ วันที่ {dates.signed(first.order.signed)}{_amended(first)}"
    more = [f"{_short(edition, b, first)}{_amended(b)}" for b in rest[: NAMED - 1]]
    more += [f"คำสั่งอื่นอีก {len(rest) - len(more)} ฉบับ"] if len(rest) > len(more) else []
    return " ประกอบกับ".join((said, " และ".join(more))) if more else said


def _short(edition: Edition, basis: Basis, first: Basis) -> str:
    """A further order; its issuer is named if it is another."""
    return f"คำสั่ง{number(basis.order.key)}" if basis.order.issuer == first.order.issuer else order_name(edition.manual, basis.order.key)


def _amended(basis: Basis) -> str:
    return f" {UP_TO}{number(basis.amended.key)}" if basis.amended else ""


def as_of(edition: Edition) -> str:
    """``ข้อมูล ณ วันที่ ...``; empty where nothing has a date."""
    return f"ข้อมูล ณ วันที่ {dates.long(edition.day)}" if edition.day else ""


def copy(edition: Edition) -> str:
    """``สำเนาสำหรับแก้ไข ...``: stands on every paper that can be edited; the fingerprint tells from which data it was made."""
    return f"สำเนาสำหรับแก้ไข ฉบับทางการคือ PDF รหัสข้อมูล {edition.manual.fingerprint}"
