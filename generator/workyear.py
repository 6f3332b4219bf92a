"""The work of a year (ปฏิทินปฏิบัติงาน): which steps fall in which months, for the group, a unit or a person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from generator import times
from generator.edition import Edition
from generator.flow.graph import graph
from generator.model.organization import Span
from generator.model.procedure import Procedure, Step

FIRST_MONTH = {"fiscal": 10, "school": 5}
"""ปีงบประมาณ starts in October, ปีการศึกษา in May."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A step and when it is done. ``no``: its ลำดับที่; ``months``: none if its time follows no calendar."""

    procedure: Procedure
    step: Step
    no: str
    words: str
    months: frozenset[int]
    spans: tuple[Span, ...]


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


def of_procedures(edition: Edition, procedures: Iterable[Procedure], unit: str | None = None) -> tuple[Entry, ...]:
    """All steps of some procedures, or only those that a unit does, in the handbook's order."""
    return tuple(e for p in procedures for e in _entries(edition, p) if unit is None or _does(edition, e.step, unit))


def _entries(edition: Edition, procedure: Procedure) -> Iterable[Entry]:
    calendar = edition.manual.calendar
    for node in graph(procedure).nodes:
        if node.step is None or not node.number:
            continue
        found = frozenset(m for t in node.step.time for m in times.months(t, calendar))
        spans: list[Span] = []
        for span in (s for t in node.step.time for s in times.spans(t, calendar)):
            spans += [span] if span not in spans else []
        yield Entry(procedure, node.step, str(node.number), " / ".join(times.texts(node.step.time, calendar)), found, tuple(spans))


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


def by_procedure(entries: Iterable[Entry]) -> tuple[tuple[Procedure, tuple[Entry, ...]], ...]:
    """Entries grouped under their procedures."""
    return tuple((next(iter(found)).procedure, found) for _, group in groupby(entries, key=lambda e: e.procedure.id) if (found := tuple(group)))
