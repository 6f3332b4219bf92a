"""Whether somebody answers for each procedure, and nobody twice, at every date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from generator.model.orders import ACTING, RoleKind
from generator.register.values import DAY, Charge


@dataclass(frozen=True, slots=True)
class Stretch:
    """From ``since`` to ``until`` (included; None: without end) a procedure has these main persons and these acting ones.

    ``fault``: "none" if nobody answers for it: no main person, no equal persons together, no committee; "many" if two answer for the same part.
    """

    procedure: str
    since: date
    until: date | None
    mains: tuple[str, ...]
    acting: tuple[str, ...]
    fault: Literal["", "none", "many"] = ""


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
    """Those in which nobody answers for a procedure, or two for the same part of it."""
    return tuple(s for s in stretches if s.fault)


def _stretches(procedure: str, charges: Sequence[Charge], first: date) -> list[Stretch]:
    days = {first} | {c.since for c in charges} | {c.until + DAY for c in charges if c.until}
    found: list[Stretch] = []
    for day in sorted(d for d in days if d >= first):
        now = [c for c in charges if c.covers(day)]
        mains = tuple(sorted({c.person for c in now if c.role is RoleKind.MAIN}))
        acting = tuple(sorted({c.person for c in now if c.role in ACTING}))
        stretch = Stretch(procedure, day, None, mains, acting, fault(now))
        if found and replace(found[-1], since=day) == stretch:
            continue
        if found:
            found[-1] = replace(found[-1], until=day - DAY)
        found.append(stretch)
    return found


def fault(now: Sequence[Charge]) -> Literal["", "none", "many"]:
    """What is wrong with who answers for one procedure on one day: nobody, or several for the same part.

    Main persons of different parts do not collide; one of the whole collides with any other, and with equal persons together.
    """
    mains = {(c.person, c.part) for c in now if c.role is RoleKind.MAIN}
    together = {c.part for c in now if c.role is RoleKind.TOGETHER}
    if not mains:
        return "" if together or any(c.role is RoleKind.MEMBER for c in now) else "none"
    parts = Counter(part for _, part in mains)
    whole = {person for person, part in mains if not part}
    others = {person for person, part in mains if part}
    crowded = parts.most_common(1)[0][1] > 1 or (whole and others - whole) or any(not (a and b) or a == b for a in together for b in parts)
    return "many" if crowded else ""
