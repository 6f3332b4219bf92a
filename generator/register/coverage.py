"""Whether each procedure has exactly one main person, at every date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from generator.model.orders import RoleKind
from generator.register.fold import DAY
from generator.register.values import Charge


@dataclass(frozen=True, slots=True)
class Stretch:
    """From ``since`` to ``until`` (included; None: without end) a procedure has these main persons and these acting ones."""

    procedure: str
    since: date
    until: date | None
    mains: tuple[str, ...]
    acting: tuple[str, ...]


def coverage(charges: Iterable[Charge], procedures: Sequence[str], first: date) -> tuple[Stretch, ...]:
    """The stretches of every procedure from ``first`` on, in which its main and acting persons stay the same.

    ``charges``: over all time (:func:`generator.register.history`).
    """
    by_target: dict[str, list[Charge]] = {p: [] for p in procedures}
    for charge in charges:
        if charge.kind == "procedure" and charge.target in by_target:
            by_target[charge.target].append(charge)
    return tuple(stretch for procedure, mine in by_target.items() for stretch in _stretches(procedure, mine, first))


def faults(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Those without exactly one main person."""
    return tuple(s for s in stretches if len(s.mains) != 1)


def _stretches(procedure: str, charges: Sequence[Charge], first: date) -> list[Stretch]:
    days = {first} | {c.since for c in charges} | {c.until + DAY for c in charges if c.until}
    found: list[Stretch] = []
    for day in sorted(d for d in days if d >= first):
        now = [c for c in charges if c.covers(day)]
        mains = tuple(sorted({c.person for c in now if c.role is RoleKind.MAIN}))
        acting = tuple(sorted({c.person for c in now if c.role not in (RoleKind.MAIN, RoleKind.JOINT)}))
        if found and (found[-1].mains, found[-1].acting) == (mains, acting):
            continue
        if found:
            found[-1] = Stretch(procedure, found[-1].since, day - DAY, found[-1].mains, found[-1].acting)
        found.append(Stretch(procedure, day, None, mains, acting))
    return found
