"""What an order that is not yet in the folder would change. Pure: nothing is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from generator.model.handbook import Manual
from generator.model.orders import Order
from generator.register.changes import Changes, HandOver, effect, hand_overs, later
from generator.register.coverage import Stretch, coverage, faults
from generator.register.history import history
from generator.register.values import Charge, Staff, State


class PageChange(NamedTuple):
    """A page, by its path below the generated folder; its title, and its address in the site."""

    path: str
    kind: Literal["new", "changed", "removed"]
    title: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Impact:
    """The effect of one order on the day it takes effect.

    ``without_main`` and ``two_mains``: stretches of time that the order brings about; ``unmended``: those on that day that were
    there without it; ``later``: what its items change that begin after that day;
    ``ending``: charges of the order with an end of their own; ``forms``: ids of the form register;
    ``pages``: known only to those who make the pages.
    """

    order: Order
    day: date
    changes: Changes
    without_main: tuple[Stretch, ...]
    two_mains: tuple[Stretch, ...]
    unmended: tuple[Stretch, ...]
    handed_over: tuple[HandOver, ...]
    ending: tuple[Charge, ...]
    later: tuple[Changes, ...]
    forms: tuple[str, ...]
    pages: tuple[PageChange, ...] = ()

    @property
    def void(self) -> bool:
        """Whether the order would have no effect at all: what it amends has ended."""
        return self.changes.after.status[self.order.key].state is State.VOID


def plan(manual: Manual, order: Order) -> Impact:
    """The plan of ``order``; if the manual already holds an order with its key, it is planned as if it did not."""
    before = tuple(o for o in manual.orders if o.key != order.key)
    after = (*before, order)
    staff = Staff.of(manual.people)
    changes = effect(before, order, staff)
    then = later(before, order, staff)
    new, old = _faults(manual, before, after, changes.after.as_of)
    return Impact(
        order=order,
        day=changes.after.as_of,
        changes=changes,
        without_main=tuple(s for s in new if s.fault == "none"),
        two_mains=tuple(s for s in new if s.fault == "many"),
        unmended=old,
        handed_over=tuple(h for c in (changes, *then) for h in hand_overs(c)),
        ending=tuple(sorted({c for done in (changes, *then) for c in done.after.charges if c.order == order.key and c.until})),
        later=then,
        forms=_forms(manual, (changes, *then)),
    )


def _faults(manual: Manual, before: tuple[Order, ...], after: tuple[Order, ...], day: date) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
    """Periods without exactly one main person from a day on: those that the order causes, and those that it leaves unresolved."""
    staff, ids = Staff.of(manual.people).known_on(day), [p.id for p in manual.procedures]
    known = set(faults(coverage(history(before, staff), ids, day)))
    found = faults(coverage(history(after, staff), ids, day))
    return tuple(s for s in found if s not in known), tuple(s for s in found if s in known and s.since <= day)


def _forms(manual: Manual, changes: Iterable[Changes]) -> tuple[str, ...]:
    """Forms used by the procedures whose people change."""
    moved = {t.target for c in changes for t in c.targets if t.kind == "procedure" and t.people_change}
    used = {f for p in manual.procedures if p.id in moved for f in (*p.forms.items, *(i for s in p.steps for i in s.forms))}
    return tuple(f.id for f in manual.forms.forms if f.id in used)
