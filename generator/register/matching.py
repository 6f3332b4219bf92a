"""Which duty of one register is which of another: kept, reworded, moved to somebody else, new or gone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import fuzz, process

from generator.register.values import DutyInForce, Register
from generator.thai import digits

REWORDED = 75
"""Likeness (0 to 100) from which two items of one person are one item in new words: tried on real pairs of duties,
where rewordings lie above 80 and different duties below 65."""
MOVED = 88
"""Between two persons more is asked, since duties of colleagues resemble each other."""


class Fate(StrEnum):
    """What becomes of a duty."""

    KEPT = "คงเดิม"
    REWORDED = "ปรับถ้อยคำ"
    MOVED = "เปลี่ยนผู้ปฏิบัติ"
    NEW = "เพิ่มใหม่"
    GONE = "สิ้นสุด"


@dataclass(frozen=True, slots=True)
class Pair:
    """A duty before and after; one of the two is missing for what is new or gone."""

    fate: Fate
    before: DutyInForce | None
    after: DutyInForce | None

    @property
    def renumbered(self) -> bool:
        """Whether the words stay and only the number or the order changes."""
        return bool(self.before and self.after and (self.before.number, self.before.order) != (self.after.number, self.after.order))

    @property
    def shown(self) -> DutyInForce:
        """The side to show first: as it will be, else as it was."""
        found = self.after or self.before
        assert found is not None
        return found


@lru_cache(maxsize=1 << 16)
def plain(text: str) -> str:
    """Words to compare by: Arabic digits, no spaces."""
    return re.sub(r"[\s\u200b]+", "", digits.to_arabic(text))


def pairs(before: Register, after: Register) -> tuple[Pair, ...]:
    """Every duty of either register, paired once: equal words before alike ones, the same person before others."""
    old = _flat(before)
    new = _flat(after)
    common = _common(old) | _common(new)
    names = _names(old) | _names(new)
    found = [Pair(Fate.KEPT, a, b) for a, b in _exact(old, new, by_person=True)]
    _drop(old, new, found)
    found += [Pair(Fate.MOVED, a, b) for a, b in _exact(_movable(old, common), _movable(new, common))]
    _drop(old, new, found)
    for person in dict.fromkeys(d.person for d in old):
        mine, then = ([d for d in side if d.person == person and id(d) not in names] for side in (old, new))
        found += [Pair(Fate.REWORDED, a, b) for a, b in _alike(mine, then, REWORDED)]
    _drop(old, new, found)
    left, come = ([d for d in _movable(side, common) if id(d) not in names] for side in (old, new))
    found += [Pair(Fate.MOVED, a, b) for a, b in _alike(left, come, MOVED)]
    _drop(old, new, found)
    found += [Pair(Fate.GONE, d, None) for d in old] + [Pair(Fate.NEW, None, d) for d in new]
    return tuple(found)


def _flat(register: Register) -> list[DutyInForce]:
    return [item for top in register.duties.values() for duty in top for item in duty.walk()]


def _names(duties: Iterable[DutyInForce]) -> set[int]:
    """Items that are names of schools or projects: a name much like another is another school, not the same in new words."""
    return {id(item) for d in duties if d.duty.lists != "duties" for item in d.items}


def _common(duties: Iterable[DutyInForce]) -> set[str]:
    """Words that several persons have (ปฏิบัติงานอื่นตามที่ได้รับมอบหมาย): nobody hands them over."""
    holders = Counter(text for text, _ in {(plain(d.duty.text), d.person) for d in duties})
    return {text for text, count in holders.items() if count > 1}


def _movable(duties: Iterable[DutyInForce], common: set[str]) -> list[DutyInForce]:
    return [d for d in duties if plain(d.duty.text) not in common]


def _exact(old: Sequence[DutyInForce], new: Sequence[DutyInForce], *, by_person: bool = False) -> list[tuple[DutyInForce, DutyInForce]]:
    """Pairs with equal words; of several, the one with the same number first."""
    waiting: dict[tuple[str, str], list[DutyInForce]] = {}
    for duty in new:
        waiting.setdefault((duty.person if by_person else "", plain(duty.duty.text)), []).append(duty)
    found: list[tuple[DutyInForce, DutyInForce]] = []
    for duty in old:
        same = waiting.get((duty.person if by_person else "", plain(duty.duty.text)))
        if same:
            place = next((i for i, d in enumerate(same) if d.number == duty.number), 0)
            found.append((duty, same.pop(place)))
    return found


def _alike(old: Sequence[DutyInForce], new: Sequence[DutyInForce], least: float) -> list[tuple[DutyInForce, DutyInForce]]:
    """The most alike pairs, best first, each duty once."""
    words = [plain(d.duty.text) for d in new]
    ranked = sorted(
        (-score, i, j)
        for i, duty in enumerate(old)
        for _, score, j in process.extract(plain(duty.duty.text), words, scorer=fuzz.ratio, score_cutoff=least, limit=None)
    )
    found: list[tuple[DutyInForce, DutyInForce]] = []
    used_old: set[int] = set()
    used_new: set[int] = set()
    for _, i, j in ranked:
        if i not in used_old and j not in used_new:
            used_old.add(i)
            used_new.add(j)
            found.append((old[i], new[j]))
    return found


def _drop(old: list[DutyInForce], new: list[DutyInForce], found: Sequence[Pair]) -> None:
    """Take what is paired out of both lists; a duty that stays as it is may be one object on both sides, and is paired on each."""
    for side, done in ((old, {id(p.before) for p in found}), (new, {id(p.after) for p in found})):
        side[:] = [d for d in side if id(d) not in done]
