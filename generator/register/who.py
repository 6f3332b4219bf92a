"""Who has a procedure, a post or a duty on a date; or what a person has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process

from generator.model.handbook import Manual
from generator.model.orders import RoleKind
from generator.register.matching import plain
from generator.register.values import Charge, DutyInForce, Register

ROLES = tuple(RoleKind)
Question = Literal["procedure", "post", "committee", "person", "duty"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was asked for, and who has it. ``holders``: the persons who hold a post."""

    subject: Question
    id: str
    title: str
    charges: tuple[Charge, ...] = ()
    duties: tuple[DutyInForce, ...] = ()
    holders: tuple[str, ...] = ()


def answers(manual: Manual, register: Register, question: str) -> tuple[Answer, ...]:
    """Everything that a question names: an id or a whole name alone; else every title or duty that holds the words."""
    exact = [a for a in _known(manual, register) if question in (a.id, a.title)]
    if exact:
        return tuple(exact)
    wanted = plain(question)
    titles = [a for a in _known(manual, register) if wanted and wanted in plain(a.title)]
    return (*titles, *_duties(register, wanted))


def nearest(manual: Manual, question: str, count: int = 3) -> tuple[str, ...]:
    """The names most like a question that found nothing."""
    names = [
        *(p.title for p in manual.procedures),
        *(p.title for p in manual.organization.posts),
        *(p.name for p in manual.people.persons),
        *(p.id for p in manual.procedures),
    ]
    return tuple(name for name, score, _ in process.extract(question, names, scorer=fuzz.WRatio, limit=count) if score >= 50)


def _known(manual: Manual, register: Register) -> Iterator[Answer]:
    for p in manual.procedures:
        yield Answer("procedure", p.id, p.title, _charges(register, "procedure", p.id))
    for q in manual.organization.posts:
        holders = tuple(p.id for p in manual.people.persons if q.id in p.holds(register.as_of))
        yield Answer("post", q.id, q.title, _charges(register, "post", q.id), holders=holders)
    for of in register.committees:
        yield Answer("committee", of.key, of.committee.name, _charges(register, "committee", of.key))
    for person in manual.people.persons:
        mine = _ranked(c for c in register.charges if c.person == person.id)
        yield Answer("person", person.id, person.name, mine, register.duties.get(person.id, ()))


def _duties(register: Register, wanted: str) -> Iterator[Answer]:
    found: dict[str, list[DutyInForce]] = {}
    for tops in register.duties.values():
        for duty in (d for top in tops for d in top.walk()):
            if wanted and wanted in plain(duty.duty.text):
                found.setdefault(plain(duty.duty.text), []).append(duty)
    for same in found.values():
        yield Answer("duty", same[0].anchor, same[0].duty.text, duties=tuple(same))


def _charges(register: Register, kind: str, target: str) -> tuple[Charge, ...]:
    return _ranked(c for c in register.charges if (c.kind, c.target) == (kind, target))


def _ranked(charges: Iterable[Charge]) -> tuple[Charge, ...]:
    """Main before joint before acting."""
    return tuple(sorted(charges, key=lambda c: (ROLES.index(c.role), c.rank, c.seat, c.since, c.person, c.target)))
