"""Secondments (ช่วยราชการ): whose work lapses meanwhile, and who does it instead."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

from generator.model.base import covers
from generator.model.orders import OrderKey
from generator.register.contents import Away, Contents, Named
from generator.register.items import Items, divided, with_items
from generator.register.lives import Life
from generator.register.values import DAY, AbsenceInForce, DutyInForce


def span(of: Away, life: Mapping[OrderKey, Life]) -> AbsenceInForce:
    """A secondment on the days on which its order is in force."""
    own = life[of.order]
    until = min((d for d in (of.absence.until, own.end - DAY if own.end else None) if d), default=None)
    return AbsenceInForce(of.absence, of.order, of.clause, max(of.absence.since, own.start), until)


def away(parts: Iterable[Contents], life: Mapping[OrderKey, Life], day: date) -> tuple[AbsenceInForce, ...]:
    """Who is away on a day, by the orders in force."""
    found = (span(a, life) for part in parts for a in part.absences)
    return tuple(a for a in found if covers(a.since, a.until, day))


def suspended(
    absent: Iterable[AbsenceInForce], duties: Mapping[str, Items], named: Iterable[Named], in_office: Callable[[str], bool]
) -> tuple[dict[str, Items], list[Named]]:
    """Duties and entries of charts while some are away: theirs lapse, but what they keep and what a stand-in does.

    A stand-in who is away too, or no longer in office, takes over nothing.
    """
    held, entries = dict(duties), list(named)
    absent = tuple(absent)
    gone = {a.absence.person for a in absent}
    more: list[tuple[str, Items]] = []
    for a in absent:
        person = a.absence.person
        held[person], rest = divided(held.get(person, ()), a.absence.keeps)
        mine = [n for n in entries if n.person == person]
        entries = [n for n in entries if n.person != person]
        for s in sorted(a.absence.stand_ins, key=lambda s: not s.items):
            taken, rest = divided(rest, s.items) if s.items else (rest, ())
            lent, mine = ([], mine) if s.items else (mine, [])
            if in_office(s.person) and s.person not in gone:
                more.append((s.person, tuple(_lent(i, a, s.person) for i in taken)))
                entries += [_entry(n, a, s.person) for n in lent if n.responsibility.procedures]
    for person, items in more:
        held[person] = held.get(person, ()) + items
    return held, entries


def _lent(item: DutyInForce, a: AbsenceInForce, person: str) -> DutyInForce:
    """An item as the stand-in has it. Acting in a post is the person's own, and is not lent."""
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
    return Named(lent, a.order, max(n.begins, a.since), a.clause or r.basis, f"{a.order.slug}/a/{n.line}")
