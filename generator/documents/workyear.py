"""The work of a year (ปฏิทินปฏิบัติงาน): which steps fall in which months, for the group, a unit or a person."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby

from generator.documents import by_post, times
from generator.edition import Edition
from generator.flow.graph import graph
from generator.model.organization import Calendar, Span
from generator.model.procedure import Procedure, Step
from generator.runtime.cache import remembered

FIRST_MONTH = {"fiscal": 10, "school": 5}
"""ปีงบประมาณ starts in October, ปีการศึกษา in May."""


@dataclass(frozen=True, slots=True)
class YearEntry:
    """A step and when it is done. ``no``: its ลำดับที่ as printed; ``months``: none if its time follows no calendar.

    ``spans``: stretches of the year; ``monthly``: days of every month (-1: the last) of what comes round each month.
    """

    procedure: Procedure
    step: Step
    no: str
    words: str
    months: frozenset[int]
    spans: tuple[Span, ...]
    monthly: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """A run of months of a chart's row, filled or not. ``first``: the month it begins with; ``length``: in months."""

    first: int
    length: int
    filled: bool


def year(edition: Edition) -> tuple[int, ...]:
    """The months in the order of the office's year."""
    first = FIRST_MONTH[edition.manual.handbook.work_year]
    return tuple((first - 1 + n) % 12 + 1 for n in range(12))


@remembered
def entries(calendar: Calendar, procedure: Procedure) -> tuple[YearEntry, ...]:
    """The steps of a procedure, without starts and ends."""
    return tuple(_entry(calendar, procedure, node.step, node.ordinal) for node in graph(procedure).nodes if node.step and node.kind != "terminator")


def _entry(calendar: Calendar, procedure: Procedure, step: Step, number: str) -> YearEntry:
    spans: list[Span] = []
    each_month = [(t, times.day_of_each_month(t)) for t in step.time]
    for span in (s for t, day in each_month if day is None for s in times.spans(t, calendar)):
        spans += [span] if span not in spans else []
    monthly = tuple(dict.fromkeys(day for _, day in each_month if day is not None))
    months = frozenset(m for t in step.time for m in times.months(t, calendar))
    return YearEntry(procedure, step, number, " / ".join(times.texts(step.time, calendar)), months, tuple(spans), monthly)


def all_entries(calendar: Calendar, procedures: Iterable[Procedure]) -> tuple[YearEntry, ...]:
    """The numbered steps of some procedures."""
    return tuple(entry for procedure in procedures for entry in entries(calendar, procedure))


def of_post(edition: Edition, post: str) -> tuple[YearEntry, ...]:
    """The steps that name a post, itself or by a role."""
    own = {(p.id, s.id): p for p, s in edition.steps_by_post.get(post, ())}
    touched = sorted({p.id: p for p in own.values()}.values(), key=lambda p: edition.number(p.id))
    return tuple(e for e in all_entries(edition.manual.calendar, touched) if (e.procedure.id, e.step.id) in own)


def of_person(edition: Edition, entries: Callable[[Iterable[Procedure]], tuple[YearEntry, ...]], person: str) -> tuple[YearEntry, ...]:
    """Those of the procedures that a person answers for, and those that fall to them by a post. ``entries``: the steps of some procedures."""
    steps, charged = by_post.steps(edition, person), {p.id: p for p in edition.procedures_of(person)}
    own, touched = {(p.id, s.id) for p, s in steps}, {**charged, **{p.id: p for p, _ in steps}}
    found = entries(sorted(touched.values(), key=lambda p: edition.number(p.id)))
    return tuple(e for e in found if e.procedure.id in charged or (e.procedure.id, e.step.id) in own)


def done_by(edition: Edition, found: Iterable[YearEntry], unit: str) -> tuple[YearEntry, ...]:
    """Those that a unit does, itself or by a post in it."""
    return tuple(e for e in found if _does(edition, e.step, unit))


def _does(edition: Edition, step: Step, unit: str) -> bool:
    posts = edition.manual.post
    return any(a.who == unit or (a.who in posts and posts[a.who].unit == unit) for a in step.actors)


def units(edition: Edition) -> tuple[str, ...]:
    """The units that do any step, themselves or by a post in them."""
    posts = edition.manual.post
    acting = {posts[a.who].unit if a.who in posts else a.who for p in edition.manual.procedures for s in p.steps for a in s.actors}
    return tuple(u.id for u in edition.manual.organization.units if u.id in acting)


def bars(months: frozenset[int], order: tuple[int, ...]) -> tuple[Bar, ...]:
    """A row of the chart as runs of equal months: together twelve."""
    runs = [list(run) for _, run in groupby(order, key=lambda m: m in months)]
    return tuple(Bar(run[0], len(run), run[0] in months) for run in runs)


def by_procedure(entries: Iterable[YearEntry]) -> tuple[tuple[Procedure, tuple[YearEntry, ...]], ...]:
    """Entries grouped under their procedures."""
    return tuple((next(iter(found)).procedure, found) for _, group in groupby(entries, key=lambda e: e.procedure.id) if (found := tuple(group)))
