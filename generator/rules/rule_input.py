"""What the rules look at: the manual, its sources, and look-ups made once for all rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from itertools import chain
from typing import Any

from generator.edition import Edition, edition
from generator.flow.graph import numbers
from generator.model.base import Record
from generator.model.handbook import Manual
from generator.model.orders import Order, OrderKey
from generator.model.procedure import Procedure
from generator.register import Charge, Stretch, Validity, coverage, faults, validities
from generator.rules import each
from generator.rules.hints import Hints
from generator.runtime.cache import Cache, remembered
from generator.source.parsing import Path_, Sources

INTERNAL = {"file"}


@dataclass(frozen=True, eq=False)
class Visit:
    """A record with its place: the file and the keys as written in it."""

    file: str
    path: Path_
    record: Record

    @cached_property
    def texts(self) -> tuple[tuple[Path_, str], ...]:
        """The texts of the manual that stand in the record itself, with the keys as written."""
        return tuple(_texts(self.path, self.record))


@lru_cache(maxsize=256)
def keys(kind: type[Record]) -> Mapping[str, str]:
    """The YAML key of each field."""
    return {name: f.alias or name for name, f in kind.model_fields.items() if name not in INTERNAL}


@dataclass(frozen=True)
class RuleInput:
    """A manual under examination. Nothing here is computed before a rule asks for it."""

    manual: Manual
    sources: Sources
    wanted: date | None = None
    unread: Mapping[str, frozenset[str] | None] = field(default_factory=dict)
    """Files that could not become records, with the ids that stand in them; None if these are not known either."""
    hints: Hints = field(default_factory=Hints)
    kept: Cache | None = None
    """What earlier programs found."""
    _in_each: dict[bool, each.Found] = field(default_factory=dict, repr=False)

    def found_in_each(self, *, sound: bool) -> each.Found:
        """What the rules of one procedure alone find."""
        if sound not in self._in_each:
            self._in_each[sound] = each.found(self.manual.procedures, self.kept, sound=sound)
        return self._in_each[sound]

    @cached_property
    def visits(self) -> tuple[Visit, ...]:
        """Every record of every file."""
        m = self.manual
        files: list[tuple[str, Record]] = [
            ("handbook.yml", m.handbook),
            ("organization.yml", m.organization),
            ("people.yml", m.people),
            ("calendar.yml", m.calendar),
            ("forms.yml", m.forms),
            ("references.yml", m.references),
            *((o.file, o) for o in m.orders),
            *((p.file, p) for p in m.procedures),
        ]
        return tuple(v for file, record in files if file not in self.unread for v in _kept(file, record))

    @cached_property
    def _places_of(self) -> dict[type[Record], list[int]]:
        found: dict[type[Record], list[int]] = {}
        for place, visit in enumerate(self.visits):
            found.setdefault(type(visit.record), []).append(place)
        return found

    def visits_of(self, *kinds: type[Record]) -> Iterator[Visit]:
        """The visits of the records of some kinds, in the order of all."""
        for place in sorted(chain.from_iterable(self._places_of.get(kind, ()) for kind in kinds)):
            yield self.visits[place]

    @property
    def files(self) -> Iterator[tuple[str, str]]:
        """The files that could become records, each with its text."""
        return ((file, self.sources.files.get(file, "")) for file in dict.fromkeys(visit.file for visit in self.visits))

    def texts(self, hint: re.Pattern[str]) -> Iterator[tuple[str, Path_, str]]:
        """Each text with its file and place, of the files in which a pattern is found, so that few are looked through for what is rare."""
        files = {name for name, text in self.sources.files.items() if self.hints.may_hold(hint, text)}
        for visit in self.visits if files else ():
            if visit.file in files:
                yield from ((visit.file, path, text) for path, text in visit.texts)

    @cached_property
    def edition(self) -> Edition:
        """As of the day for which the rules were asked."""
        return edition(self.manual, self.wanted)

    @property
    def as_of(self) -> date:
        """The date of the edition."""
        return self.edition.as_of

    @property
    def day(self) -> date:
        """The day for which the rules were asked, not set back to the last change."""
        return self.wanted or self.manual.handbook.as_of or self.as_of

    @property
    def history(self) -> tuple[Charge, ...]:
        """Every charge over all time."""
        return self.edition.history

    @cached_property
    def faults(self) -> tuple[Stretch, ...]:
        """The stretches in which a procedure has not exactly one main person, from the first order that names it."""
        charges: dict[str, list[Charge]] = {p.id: [] for p in self.manual.procedures}
        for charge in self.history:
            if charge.kind == "procedure" and charge.target in charges:
                charges[charge.target].append(charge)
        found: list[Stretch] = []
        for procedure, mine in charges.items():
            found += faults(coverage(mine, [procedure], min((c.since for c in mine), default=self.as_of)))
        return tuple(found)

    @cached_property
    def validities(self) -> dict[OrderKey, Validity]:
        """When each order is in force."""
        return validities(self.manual.orders)

    @cached_property
    def unique_orders(self) -> bool:
        """Whether no two orders have one key; else the register cannot be folded."""
        return len(self.manual.order) == len(self.manual.orders)

    def person_name(self, person: str) -> str:
        """The name of a person, or the id of one unknown."""
        found = self.manual.person.get(person)
        return found.name if found else person


def _texts(path: Path_, record: Record) -> Iterator[tuple[Path_, str]]:
    for name, key in keys(type(record)).items():
        if name == "to_confirm":
            continue
        value = record.__dict__[name]
        if isinstance(value, str):
            yield (*path, key), value
        elif isinstance(value, tuple):
            for at, child in enumerate(value):
                if isinstance(child, str):
                    yield (*path, key, at), child


def step_name(procedure: Procedure, at: int) -> str:
    """``ขั้นตอนที่ 3``, counted as the form counts; without a number the words of the symbol."""
    number = tuple(numbers(procedure.steps))[at]
    return f"ขั้นตอนที่ {number}" if number else f"“{' '.join(procedure.steps[at].label.split())}”"


def order_name(key: OrderKey | Order) -> str:
    """``248/2565``"""
    return f"{key.number}/{key.year}"


@remembered
def _kept(file: str, record: Record) -> tuple[Visit, ...]:
    """The visits of a file, cached as long as its record is the same object (see :mod:`generator.load.loading`)."""
    return tuple(_visits(file, record, ()))


def _visits(file: str, record: Record, path: Path_) -> Iterator[Visit]:
    yield Visit(file, path, record)
    given, values = record.model_fields_set, record.__dict__
    for name, key in keys(type(record)).items():
        if name not in given:
            continue
        value: Any = values[name]
        if isinstance(value, Record):
            yield from _visits(file, value, (*path, key))
        elif isinstance(value, tuple):
            for at, child in enumerate(value):
                if isinstance(child, Record):
                    yield from _visits(file, child, (*path, key, at))
