"""Which items of two versions of a list are the same, and what two people's changes of one file come to."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass
from itertools import product
from typing import Any

from rapidfuzz import fuzz

from generator.source.parsing import Path_

NAMES = ("id", "no", "who", "person", "to", "ref", "term", "field", "kind")
"""Entries by which a record is known, the best first."""
ALIKE = 0.5
"""Share of what two values have in common from which one is taken for the other, changed."""
ABSENT = object()


def matched(old: list[Any], new: list[Any]) -> dict[int, int]:
    """Index in ``new`` -> index in ``old``: equal items, those of one name, those that are most alike."""
    found: dict[int, int] = {}
    for same in (_whole, _name):
        _pair(old, new, found, same)
    left_old = [n for n in range(len(old)) if n not in found.values()]
    left_new = [n for n in range(len(new)) if n not in found]
    if len(left_old) == len(left_new) == 1 and left_old == left_new and len(old) == len(new):  # another value in the same place
        return found | {left_new[0]: left_old[0]}
    for _, n, o in sorted(((-_likeness(old[o], new[n]), n, o) for n, o in product(left_new, left_old))):
        if n not in found and o not in found.values() and _likeness(old[o], new[n]) >= ALIKE:
            found[n] = o
    return found


def _pair(old: list[Any], new: list[Any], found: dict[int, int], same: Callable[[Any], str | None]) -> None:
    waiting: dict[str, list[int]] = {}
    for place, value in enumerate(old):
        if place not in found.values() and (key := same(value)) is not None:
            waiting.setdefault(key, []).append(place)
    for place, value in enumerate(new):
        if place not in found and (key := same(value)) is not None and waiting.get(key):
            found[place] = waiting[key].pop(0)


def _whole(value: Any) -> str | None:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _name(value: Any) -> str | None:
    return next((f"{key}:{value[key]}" for key in NAMES if value.get(key)), None) if isinstance(value, dict) else None


def _likeness(one: Any, other: Any) -> float:
    if isinstance(one, dict) and isinstance(other, dict):
        same = sum(one.get(key) == value for key, value in other.items())
        return float(same / max(len(one), len(other), 1))
    return float(fuzz.ratio(one, other)) / 100 if isinstance(one, str) and isinstance(other, str) else 0


@dataclass(frozen=True, slots=True)
class Clash:
    """One value that both changed: as it was, as it is on the disk, as it is in the form; None where it is not there."""

    path: Path_
    base: Any
    theirs: Any
    mine: Any


def merged(base: Any, theirs: Any, mine: Any, keep: Collection[Path_] = ()) -> tuple[Any, tuple[Clash, ...]]:
    """Both changes of ``base`` in one, and the values that both changed otherwise: ``mine`` is taken where ``keep`` says so, else ``theirs``.

    The paths of clashes are the same whatever is kept.
    """
    clashes: list[Clash] = []
    return _merged(base, theirs, mine, (), _Clashes(clashes, keep)), tuple(clashes)


@dataclass(frozen=True, slots=True)
class _Clashes:
    found: list[Clash]
    keep: Collection[Path_]

    def settle(self, path: Path_, base: Any, theirs: Any, mine: Any) -> Any:
        self.found.append(Clash(path, *(None if v is ABSENT else v for v in (base, theirs, mine))))
        return mine if path in self.keep else theirs


def _merged(base: Any, theirs: Any, mine: Any, path: Path_, clashes: _Clashes) -> Any:
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    if isinstance(base, dict) and isinstance(theirs, dict) and isinstance(mine, dict):
        keys = dict.fromkeys((*theirs, *mine))
        each = {k: _merged(base.get(k, ABSENT), theirs.get(k, ABSENT), mine.get(k, ABSENT), (*path, k), clashes) for k in keys}
        return {k: v for k, v in each.items() if v is not ABSENT}
    if isinstance(base, list) and isinstance(theirs, list) and isinstance(mine, list):
        made = _lists(base, theirs, mine, path, clashes)
        if made is not None:
            return made
    return clashes.settle(path, base, theirs, mine)


def _lists(base: list[Any], theirs: list[Any], mine: list[Any], path: Path_, clashes: _Clashes) -> list[Any] | None:
    """Lists item by item, in the sequence of whoever changed it; None if both did. In the paths of clashes stands the index in ``base``."""
    of_theirs, of_mine = matched(base, theirs), matched(base, mine)
    both = set(of_theirs.values()) & set(of_mine.values())
    sequences = [[b for n, b in sorted(of.items()) if b in both] for of in (of_theirs, of_mine)]
    moved = [sequence != sorted(sequence) for sequence in sequences]
    if all(moved) and sequences[0] != sequences[1]:
        return None
    front, back, of_front, of_back = (mine, theirs, of_mine, of_theirs) if moved[1] else (theirs, mine, of_theirs, of_mine)

    def pair(in_front: Any, in_back: Any) -> tuple[Any, Any]:
        return (in_back, in_front) if moved[1] else (in_front, in_back)

    places = {b: n for n, b in of_back.items()}
    made: list[tuple[int | None, Any]] = []
    for n, value in enumerate(front):
        b = of_front.get(n)
        kept = value if b is None else _merged(base[b], *pair(value, back[places[b]] if b in places else ABSENT), (*path, b), clashes)
        if kept is not ABSENT:
            made.append((b, kept))
    spot = 0
    for n, value in enumerate(back):  # what only the other version has, each behind the item that it follows there
        b = of_back.get(n)
        if b in of_front.values():
            spot = next((at + 1 for at, (known, _) in enumerate(made) if known == b), spot)
            continue
        kept = (ABSENT if value in front else value) if b is None else _merged(base[b], *pair(ABSENT, value), (*path, b), clashes)
        if kept is not ABSENT:
            made.insert(spot, (b, kept))
            spot += 1
    return [value for _, value in made]
