"""Secondments (ช่วยราชการ): whose work lapses meanwhile, and who does it instead."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

from generator.model.base import covers
from generator.model.orders import Absence, Order, OrderKey
from generator.register.contents import Named
from generator.register.items import Items, divided, with_items
from generator.register.validity import Validity
from generator.register.values import DAY, AbsenceInForce, DutyInForce


def span(absence: Absence, order: OrderKey, validity: Mapping[OrderKey, Validity]) -> AbsenceInForce:
    """A secondment, limited to the days on which its order is in force."""
    own = validity[order]
    until = min((d for d in (absence.until, own.end - DAY if own.end else None) if d), default=None)
    return AbsenceInForce(absence, order, absence.no or "", max(absence.since, own.start), until)


def away(orders: Iterable[Order], validity: Mapping[OrderKey, Validity], day: date) -> tuple[tuple[AbsenceInForce, ...], dict[str, date]]:
    """The secondments in force on a day, and for persons who have returned the day of their return."""
    spans = [span(a, order.key, validity) for order in orders for a in order.absences]
    back = {a.absence.person: a.until + DAY for a in sorted(spans, key=lambda a: a.until or date.max) if a.until and a.since <= a.until < day}
    return tuple(a for a in spans if covers(a.since, a.until, day)), back


def suspended(
    absent: Iterable[AbsenceInForce],
    duties: Mapping[str, Items],
    entries: Iterable[Named],
    in_office: Callable[[str], bool],
    back: Mapping[str, date],
) -> tuple[dict[str, Items], list[Named]]:
    """Duties and chart entries during secondments: those of absent persons lapse, except what they keep and what stand-ins take over.

    A stand-in who is away too, or no longer in office, takes over nothing; one who is ``back`` since a day takes over from then.
    """
    held, entries = dict(duties), list(entries)
    absent = tuple(absent)
    gone = {a.absence.person for a in absent}
    more: list[tuple[str, Items]] = []
    for a in (a for a in absent if in_office(a.absence.person)):
        person = a.absence.person
        held[person], left = divided(held.get(person, ()), a.absence.keeps)
        mine = [n for n in entries if n.person == person and n.responsibility.procedures]
        entries = [n for n in entries if n.person != person]
        named = [number for s in a.absence.stand_ins for number in s.items]
        rest = next((s for s in a.absence.stand_ins if not s.items), None)
        for s in (s for s in a.absence.stand_ins if in_office(s.person) and s.person not in gone):
            lent = replace(a, since=max(a.since, back.get(s.person, a.since)))
            taken = divided(left, s.items, for_another=True)[0] if s.items else divided(left, named)[1] if s is rest else ()
            more.append((s.person, tuple(_lent(i, lent, s.person) for i in taken)))
            entries += [_entry(n, lent, s.person) for n in mine] if s is rest else []
    for person, items in more:
        held[person] = held.get(person, ()) + items
    return held, entries


def _lent(item: DutyInForce, a: AbsenceInForce, person: str) -> DutyInForce:
    """An item as the stand-in has it. Acting in a post is personal and does not pass to the stand-in."""
    until = min((d for d in (item.until, a.until) if d), default=None)
    duty = item.duty.model_copy(update={"post": None}) if item.duty.post else item.duty
    lent = replace(
        item, duty=duty, person=person, order=a.order, since=max(item.since, a.since), until=until,
        clause=a.clause or item.number, line=f"{a.order.slug}/a/{item.line}", instead_of=a.absence.person,
    )  # fmt: skip
    return with_items(lent, tuple(_lent(i, a, person) for i in item.items)) if item.items else lent


def _entry(n: Named, a: AbsenceInForce, person: str) -> Named:
    r = n.responsibility
    until = min((d for d in (r.until, a.until) if d), default=None)
    lent = r.model_copy(update={"person": person, "post": None, "since": max(r.since or a.since, a.since), "until": until})
    return Named(lent, a.order, max(n.begins, a.since), a.clause or r.basis, f"{a.order.slug}/a/{n.line}", (n.line, n.order))
