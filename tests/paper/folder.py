"""Which orders are in force on a day: the folder, with what has been struck out of it."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

Paper = dict[str, Any]
ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


class Key(NamedTuple):
    issuer: str
    number: int
    year: int


def many(value: Any) -> list[Any]:
    """Nothing, one or several, as a list."""
    return [] if value is None else list(value) if isinstance(value, list | tuple) else [value]


def key(paper: Paper) -> Key:
    return Key(paper["issuer"], paper["number"], paper["year"])


def cited(text: str, paper: Paper) -> Key:
    """The order that a paper means by ``7/2565``: of its own issuer, unless it names another."""
    issuer, _, number = text.translate(ARABIC).replace("ที่", "").strip().rpartition(":")
    first, year = number.strip().split("/")
    return Key(issuer.strip() or paper["issuer"], int(first), int(year))


def all_cited(paper: Paper, *names: str) -> list[Key]:
    return [cited(text, paper) for name in names for text in many(paper.get(name))]


def begins(paper: Paper) -> date:
    return paper.get("effective") or paper["signed"]


class Folder:
    """``first[k]`` to the day before ``end[k]``: the days on which an order is in force; none if ``end`` is not after ``first``."""

    def __init__(self, papers: list[Paper]) -> None:
        self.papers = {key(p): p for p in sorted(papers, key=lambda p: (begins(p), p["signed"], key(p)))}
        self.amended = {k: [c for c in all_cited(p, "amends") if c in self.papers] for k, p in self.papers.items()}
        self.first = {k: self._first(k) for k in self.papers}
        self.struck: dict[Key, date] = {}
        for day in sorted({begins(p) for p in papers}):
            self._strike(day)

    def in_force(self, k: Key, day: date) -> bool:
        return k in self.papers and self.first[k] <= day < self.end(k)

    def end(self, k: Key) -> date:
        """The first day on which it is no longer in force: struck out, or all that it amends has ended."""
        below = max((self.end(a) for a in self.amended[k]), default=date.max)
        return min(self.struck.get(k, date.max), below)

    def succeeded(self, *days: date) -> set[Key]:
        """The orders that others ended between two days, and those others: words that neither day shares may be the same duty."""
        between = [k for k, p in self.papers.items() if min(days) < begins(p) <= max(days)]
        pairs = {k: all_cited(self.papers[k], "replaces", "cancels") for k in between}
        return {one for k, ended in pairs.items() if ended for one in (k, self.base(k), *ended)}

    def base(self, k: Key) -> Key:
        """The order on whose copy an amendment is pasted, through amendments of amendments."""
        return self.base(self.amended[k][0]) if self.amended[k] else k

    def _first(self, k: Key) -> date:
        """An amendment waits for the first of the orders that it amends."""
        return max(begins(self.papers[k]), min((self._first(a) for a in self.amended[k]), default=date.min))

    def _strike(self, day: date) -> None:
        """What takes effect today strikes out what it names, an amendment even before that which it amends; not if all of it has ended.

        An order cancelled on or before its first day never was, so it strikes out nothing; one *replaced* on its first day has done its
        work: what it replaced does not come back.
        """
        today = [k for k, p in self.papers.items() if begins(p) == day and self.end(k) > day]
        for k in [k for k in today if self._stands(k, today)]:
            for struck in all_cited(self.papers[k], "cancels", "replaces"):
                self.struck.setdefault(struck, day)

    def _stands(self, k: Key, today: list[Key]) -> bool:
        """Whether no order that begins today, and itself stands, cancels it."""
        return not any(k in all_cited(self.papers[by], "cancels") and self._stands(by, today) for by in today)
