"""What an order that is not yet in the folder would change. Pure: nothing is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.model.handbook import Manual
from generator.model.orders import Order
from generator.register.changes import Changes, HandOver, effect, hand_overs
from generator.register.coverage import Stretch, coverage, faults
from generator.register.fold import SOON
from generator.register.history import history
from generator.register.lives import lives
from generator.register.values import Charge


@dataclass(frozen=True, slots=True)
class Plan:
    """The effect of one order on the day it takes effect.

    ``without_main`` and ``two_mains``: stretches of time that the order brings about; ``unmended``: those on that day that were
    there without it; ``ending``: charges of the order
    with an end of their own. ``pages`` are paths below the generated folder; ``forms`` ids of the form register.
    """

    order: Order
    day: date
    changes: Changes
    without_main: tuple[Stretch, ...]
    two_mains: tuple[Stretch, ...]
    unmended: tuple[Stretch, ...]
    handed_over: tuple[HandOver, ...]
    ending: tuple[Charge, ...]
    pages: tuple[str, ...]
    forms: tuple[str, ...]


def plan(manual: Manual, order: Order) -> Plan:
    """The plan of ``order``; if the manual already holds an order with its key, it is planned as if it did not."""
    before = tuple(o for o in manual.orders if o.key != order.key)
    after = (*before, order)
    changes = effect(before, order, manual.people.last_days)
    new, old = _faults(manual, before, after, order.begins)
    return Plan(
        order=order,
        day=order.begins,
        changes=changes,
        without_main=tuple(s for s in new if not s.mains),
        two_mains=tuple(s for s in new if len(s.mains) > 1),
        unmended=old,
        handed_over=hand_overs(changes),
        ending=tuple(c for c in changes.after.charges if c.order == order.key and c.until),
        pages=_pages(changes, order, before),
        forms=_forms(manual, changes),
    )


def _faults(manual: Manual, before: tuple[Order, ...], after: tuple[Order, ...], day: date) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
    """Stretches without exactly one main person from a day on: those that the order brings about, and those it leaves on that day."""
    last, ids = {p: d for p, d in manual.people.last_days.items() if d <= day + SOON}, [p.id for p in manual.procedures]
    known = set(faults(coverage(history(before, last), ids, day)))
    found = faults(coverage(history(after, last), ids, day))
    return tuple(s for s in found if s not in known), tuple(s for s in found if s in known and s.since <= day)


def _pages(changes: Changes, order: Order, before: tuple[Order, ...]) -> tuple[str, ...]:
    """Pages whose own matter changes, besides the line at their foot that names the latest order."""
    procedures = [f"procedures/{t.target}.md" for t in changes.targets if t.kind == "procedure"]
    posts = ["organization.md"] if any(t.kind == "post" for t in changes.targets) else []
    persons = [f"people/{p.person}.md" for p in changes.persons if p.affected or any(d.renumbered for d in p.duties)]
    old, new = lives(before), lives((*before, order))
    slugs = {k.slug for k in new if old.get(k) != new[k]} | ({order.amended.slug} if order.amended else set())
    orders = ["orders/index.md", *(f"orders/{slug}.md" for slug in sorted(slugs))]
    folder = f"changes/{order.key.slug}"
    sheets = [f"{folder}/{p.person}.md" for p in changes.affected]
    report = ["changes/index.md", *sheets, *([f"{folder}/handover.md"] if hand_overs(changes) else [])]
    return ("index.md", *posts, *procedures, *persons, *orders, *report, *(["matrix.md"] if procedures else []))


def _forms(manual: Manual, changes: Changes) -> tuple[str, ...]:
    """Forms used by the procedures whose people change."""
    moved = {t.target for t in changes.targets if t.kind == "procedure" and t.people_change}
    used = {f for p in manual.procedures if p.id in moved for f in (*p.forms.items, *(i for s in p.steps for i in s.forms))}
    return tuple(f.id for f in manual.forms.forms if f.id in used)
