"""Matches the duties of two registers: kept, reworded, moved to somebody else, new or gone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import fuzz, process

from generator.model.orders import OrderKey
from generator.register.values import DutyInForce, Register
from generator.thai import digits

REWORDED = 75
"""Similarity (0 to 100) from which two items of one person are the same item in new words: tried on real pairs of duties,
where rewordings lie above 80 and different duties below 65."""
MOVED = 88
"""The threshold between two persons is higher, since duties of colleagues resemble each other."""


class ChangeKind(StrEnum):
    """How a duty changes."""

    KEPT = "คงเดิม"
    REWORDED = "ปรับถ้อยคำ"
    MOVED = "เปลี่ยนผู้ปฏิบัติ"
    NEW = "เพิ่มใหม่"
    GONE = "สิ้นสุด"


@dataclass(frozen=True, slots=True)
class Pair:
    """A duty before and after; one of the two is missing for what is new or gone.

    ``stated``: an order itself says that the one takes the place of the other; else it was found by its words.
    """

    kind: ChangeKind
    before: DutyInForce | None
    after: DutyInForce | None
    stated: bool = False

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
    """Every duty of either register, paired once.

    First what the orders themselves say: the same item over time, in its old words or in new ones. Then equal words, of the same person before
    others. Likeness is asked only between an order and one that replaced it as a whole, since such an order does not say what became of each item.
    """
    old, new = _Side(before), _Side(after)
    common = _common(old.duties) | _common(new.duties)
    found: list[Pair] = []

    def pair(kind: ChangeKind | None, couples: Iterable[tuple[int, int]]) -> None:
        for a, b in couples:
            old.open.remove(a)
            new.open.remove(b)
            was, then = old.duties[a], new.duties[b]
            same = plain(was.duty.text) == plain(then.duty.text)
            found.append(Pair(kind or (ChangeKind.KEPT if same else ChangeKind.REWORDED), was, then, stated=kind is None))

    pair(None, _same_line(old, new))
    pair(ChangeKind.KEPT, _exact(old, new, sorted(old.open), sorted(new.open), by_person=True))
    pair(ChangeKind.MOVED, _exact(old, new, old.movable(common), new.movable(common)))
    replaced = _replaced(before, after)
    for person in dict.fromkeys(old.duties[at].person for at in sorted(old.open)):
        pair(ChangeKind.REWORDED, _alike(old, new, old.worded(person), new.worded(person), REWORDED, replaced))
    pair(ChangeKind.MOVED, _alike(old, new, sorted({*old.movable(common)} - old.names), sorted({*new.movable(common)} - new.names), MOVED, replaced))
    found += [Pair(ChangeKind.GONE, old.duties[at], None) for at in sorted(old.open)]
    found += [Pair(ChangeKind.NEW, None, new.duties[at]) for at in sorted(new.open)]
    return tuple(found)


def _replaced(before: Register, after: Register) -> set[tuple[OrderKey, OrderKey]]:
    """Pairs of orders of which the later took the place of the earlier, at once or by way of others; each way round, as dates may be compared so."""
    ended = {key: status.by for register in (before, after) for key, status in register.status.items() if status.by}
    found: set[tuple[OrderKey, OrderKey]] = set()
    for key in ended:
        then, seen = ended.get(key), {key}
        while then and then not in seen:
            found |= {(key, then), (then, key)}
            seen.add(then)
            then = ended.get(then)
    return found


class _Side:
    """The duties of one register by their places in reading order, and the places not yet paired.

    Two registers may hold the very same objects, and one register two equal ones: only the place tells them apart.
    ``names``: the places of names of schools or projects; a name much like another is another school, not the same in new words.
    """

    def __init__(self, register: Register) -> None:
        self.duties = tuple(item for tops in register.duties.values() for top in tops for item in top.walk())
        self.names = {at for at, duty in enumerate(self.duties) if duty.listed != "duties"}
        self.open = set(range(len(self.duties)))

    def movable(self, common: AbstractSet[str]) -> list[int]:
        """The open places whose words one person alone has."""
        return [at for at in sorted(self.open) if plain(self.duties[at].duty.text) not in common]

    def worded(self, person: str) -> list[int]:
        """The open places of one person whose words may have been changed."""
        return [at for at in sorted(self.open - self.names) if self.duties[at].person == person]


def _same_line(old: _Side, new: _Side) -> list[tuple[int, int]]:
    """Places of the same item over time."""
    lines = {(d.person, d.line): at for at, d in enumerate(new.duties) if d.line}
    found = ((at, lines.pop((d.person, d.line), None)) for at, d in enumerate(old.duties) if d.line)
    return [(a, b) for a, b in found if b is not None]


def _common(duties: Iterable[DutyInForce]) -> set[str]:
    """Texts that several persons have (ปฏิบัติงานอื่นตามที่ได้รับมอบหมาย), which cannot be handed over."""
    holders = Counter(text for text, _ in {(plain(d.duty.text), d.person) for d in duties})
    return {text for text, count in holders.items() if count > 1}


def _exact(old: _Side, new: _Side, left: Iterable[int], come: Iterable[int], *, by_person: bool = False) -> list[tuple[int, int]]:
    """Places with equal words; of several, the one with the same number first."""

    def words(duty: DutyInForce) -> tuple[str, str]:
        return (duty.person if by_person else "", plain(duty.duty.text))

    waiting: dict[tuple[str, str], list[int]] = {}
    for at in come:
        waiting.setdefault(words(new.duties[at]), []).append(at)
    found: list[tuple[int, int]] = []
    for at in left:
        duty = old.duties[at]
        if same := waiting.get(words(duty)):
            place = next((i for i, b in enumerate(same) if new.duties[b].number == duty.number), 0)
            found.append((at, same.pop(place)))
    return found


def _alike(
    old: _Side, new: _Side, left: Sequence[int], come: Sequence[int], least: float, replaced: AbstractSet[tuple[OrderKey, OrderKey]]
) -> list[tuple[int, int]]:
    """The most alike places of orders of which one replaced the other, best first, each once."""
    if not (left and come and replaced):
        return []
    words = [plain(new.duties[at].duty.text) for at in come]
    ranked = sorted(
        (-score, i, j)
        for i, at in enumerate(left)
        for _, score, j in process.extract(plain(old.duties[at].duty.text), words, scorer=fuzz.ratio, score_cutoff=least, limit=None)
        if (_base(old.duties[at]), _base(new.duties[come[j]])) in replaced
    )
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in ranked:
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return [(left[i], come[j]) for i, j in found.items()]


def _base(duty: DutyInForce) -> OrderKey:
    return duty.base or duty.order
