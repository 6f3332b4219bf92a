"""How procedures hang together: what uses, calls, leads to and replaces what."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from generator.model.procedure import Procedure, Replaced, Step

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Use:
    """Where a form or reference is used: a procedure, and those of its steps that name it."""

    procedure: Procedure
    steps: tuple[Step, ...]


def grouped(pairs: Iterable[tuple[K, T]]) -> dict[K, tuple[T, ...]]:
    """Values by what stands before them, in their order."""
    found: dict[K, list[T]] = {}
    for name, item in pairs:
        found.setdefault(name, []).append(item)
    return {name: tuple(items) for name, items in found.items()}


def of_forms(procedures: Iterable[Procedure]) -> Mapping[str, tuple[Use, ...]]:
    """Where each form is used."""
    return _uses(procedures, lambda p: p.forms.items, lambda s: s.forms)


def of_references(procedures: Iterable[Procedure]) -> Mapping[str, tuple[Use, ...]]:
    """Where each reference is cited."""
    return _uses(procedures, lambda p: (*p.references, *p.summary.cited), lambda s: s.references)


def _uses(
    procedures: Iterable[Procedure], listed: Callable[[Procedure], Iterable[str]], of_step: Callable[[Step], tuple[str, ...]]
) -> dict[str, tuple[Use, ...]]:
    return grouped(
        (item, Use(procedure, tuple(s for s in procedure.steps if item in of_step(s))))
        for procedure in procedures
        for item in dict.fromkeys([*listed(procedure), *(i for s in procedure.steps for i in of_step(s))])
    )


def callers(procedures: Iterable[Procedure]) -> Mapping[str, tuple[tuple[Procedure, Step], ...]]:
    """The steps that use a procedure as a part of theirs."""
    return grouped((s.procedure, (p, s)) for p in procedures for s in p.steps if s.procedure)


def led_from(procedures: Iterable[Procedure]) -> Mapping[str, tuple[Procedure, ...]]:
    """Procedures by what they lead to."""
    return grouped((to, p) for p in procedures for to in dict.fromkeys(p.leads_to))


def apart(procedures: Sequence[Procedure]) -> Mapping[str, tuple[Procedure, ...]]:
    """For each procedure those whose persons in charge must be others, whichever of the two says so."""
    pairs = {pair for p in procedures for other in p.separate_from if other != p.id for pair in ((p.id, other), (other, p.id))}
    sides = {one for one, _ in pairs}
    known = [p for p in procedures if p.id in sides]
    return {p.id: tuple(q for q in known if (p.id, q.id) in pairs) for p in known}


def replaced_by(procedures: Iterable[Procedure]) -> Mapping[str, tuple[tuple[Procedure, Replaced], ...]]:
    """What takes the place of a procedure, and since when."""
    return grouped((old.procedure, (p, old)) for p in procedures for old in p.replaces if old.procedure)
