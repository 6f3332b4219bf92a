"""Which items of two versions of a list are the same, and what two people's changes of one file come to."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass
from itertools import product
from typing import Any

from rapidfuzz import fuzz

from generator.source.parsing import Path_, scalars

NAMES = ("no", "who", "person", "to", "ref", "term", "field", "kind")
"""Entries by which a record without an id may be known, the best first."""
ALIKE = 0.5
"""Share of the words that two values have in common from which one is taken for the other, changed."""
ABSENT = object()


def matched(old: list[Any], new: list[Any]) -> dict[int, int]:
    """Index in ``new`` -> index in ``old``: equal items, those of one id, those most alike (numbers may have moved on), those of one name."""
    found: dict[int, int] = {}
    _pair(old, new, found, _whole)
    _pair(old, new, found, _id)
    waiting = product(_left(new, found), _left(old, found.values()))
    for likeness, n, o in sorted(((_likeness(old[o], new[n]), n, o) for n, o in waiting), key=lambda pair: -pair[0]):
        if likeness >= ALIKE and n not in found and o not in found.values():
            found[n] = o
    _pair(old, new, found, _name)
    left = _left(new, found)
    if len(old) == len(new) and len(left) == 1 and left == _left(old, found.values()):  # another value in the same place
        found[left[0]] = left[0]
    return found


def _left(values: list[Any], taken: Collection[int]) -> list[int]:
    return [n for n in range(len(values)) if n not in taken]


def _pair(old: list[Any], new: list[Any], found: dict[int, int], same: Callable[[Any], str | None]) -> None:
    waiting: dict[str, list[int]] = {}
    for place in _left(old, found.values()):
        if (key := same(old[place])) is not None:
            waiting.setdefault(key, []).append(place)
    for place in _left(new, found):
        if (key := same(new[place])) is not None and waiting.get(key):
            found[place] = waiting[key].pop(0)


def _whole(value: Any) -> str | None:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _id(value: Any) -> str | None:
    return f"{value['id']}" if isinstance(value, dict) and value.get("id") else None


def _name(value: Any) -> str | None:
    return next((f"{key}:{value[key]}" for key in NAMES if value.get(key)), None) if isinstance(value, dict) else None


def _likeness(one: Any, other: Any) -> float:
    """From 0 to 1."""
    if isinstance(one, dict) is not isinstance(other, dict):
        return 0
    return float(fuzz.ratio(*("\n".join(text for _, text in scalars(value)) for value in (one, other)))) / 100


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
