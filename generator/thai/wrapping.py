"""Words of a label or a title in lines that look even."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import accumulate

from generator.thai.words import CLINGING, MAY_BREAK, units

CLING_COST, SPACE_GAIN, MARK_GAIN = 24.0, 10.0, 4.0
Measure = Callable[[str], float]


def wrap(text: str, width: float, measure: Measure, extra: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The fewest lines not wider than ``width`` (in the unit of ``measure``), as even as can be. A line that its writer broke stays broken.

    A single word wider than ``width`` stands alone and overflows: the caller sees it by measuring.
    """
    return tuple(line for part in text.splitlines() or [""] for line in _wrapped(part, width, measure, extra))


def _wrapped(text: str, width: float, measure: Measure, extra: tuple[str, ...]) -> tuple[str, ...]:
    pieces = tuple(narrow(" ".join(text.split()), width, measure, extra))
    if not pieces:
        return ("",)
    even = _Even(pieces, width, measure)
    return even.lines(even.count)


def narrow(text: str, width: float, measure: Measure, extra: tuple[str, ...] = ()) -> Iterator[str]:
    """The unbreakable pieces of ``text``; one that is too wide is split at its spaces (a date from วันที่, then the parts of the date).

    A word of ``extra`` that has room stays whole also within a longer one that has none: a name within the name of an office.
    """
    for piece in units(text, extra):
        parts = units(piece, _with_room(piece, width, measure, extra)) if " " in piece.rstrip() and measure(piece.rstrip()) > width else (piece,)
        for part in parts:
            yield from _parted(part, width, measure) if " " in part.rstrip() and measure(part.rstrip()) > width else (part,)


def _with_room(piece: str, width: float, measure: Measure, extra: tuple[str, ...]) -> tuple[str, ...]:
    inside = (word for word in extra if word.replace(MAY_BREAK, "") in piece)
    return tuple(word for word in inside if any(measure(part.rstrip()) <= width for part in word.split(MAY_BREAK)))


def _parted(piece: str, width: float, measure: Measure) -> Iterator[str]:
    first, *rest = re.findall(r"\S+\s*", piece)
    if not _DIGIT.search(first) and measure("".join(rest).rstrip()) <= width:
        yield from (first, "".join(rest))
        return
    line = first
    for word in rest:
        if measure((line + word).rstrip()) > width:
            yield line
            line = ""
        line += word
    yield line


_DIGIT = re.compile(r"\d")


class Breaks:
    """Breaks pieces into lines of least total cost by dynamic programming; subclasses define the cost and the width limit of a line."""

    def __init__(self, pieces: tuple[str, ...], measure: Measure) -> None:
        self.pieces = pieces
        self.before = [0.0, *accumulate(map(measure, pieces))]
        self.trimmed = [measure(piece.rstrip()) for piece in pieces]

    def width(self, start: int, end: int) -> float:
        """Of the pieces from ``start`` to before ``end`` on one line."""
        return self.before[end - 1] - self.before[start] + self.trimmed[end - 1]

    def limit(self, start: int) -> float:
        """The width that the line which begins with a piece may have."""
        raise NotImplementedError

    def cost(self, start: int, end: int) -> float:
        """The cost of a line, and of breaking after it."""
        raise NotImplementedError

    def lines(self, count: int = 0) -> tuple[str, ...]:
        """The best lines, without the spaces at their ends. ``count``: how many, where that many will do; 0: as many as cost least."""
        total, step = len(self.pieces), bool(count)
        best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]  # for each end: the cost so far and the start of the last line, by lines
        for end in range(1, total + 1):
            best.append({})
            for start in range(end - 1, -1, -1):
                if start < end - 1 and self.width(start, end) > self.limit(start):
                    break
                cost = self.cost(start, end)
                for line, (so_far, _) in best[start].items():
                    if not count or (line + 1 == count) is (end == total):
                        choice = (so_far + cost, start)
                        best[end][line + step] = min(choice, best[end].get(line + step, choice))
        out, line, end = [], count, total
        while end:
            start = best[end][line][1]
            out.append("".join(self.pieces[start:end]).strip())
            line, end = line - step, start
        return tuple(reversed(out))


class _Even(Breaks):
    """Lines that look even: least sum of squared unevenness plus the cost of each break."""

    def __init__(self, pieces: tuple[str, ...], width: float, measure: Measure) -> None:
        super().__init__(pieces, measure)
        self.most = width
        self.em = max(measure("ก") * 1.6, 1e-9)
        self.count = self._fewest()
        self.mean = self.width(0, len(pieces)) / self.count

    def limit(self, start: int) -> float:
        return self.most

    def _fewest(self) -> int:
        count, start = 1, 0
        for end in range(1, len(self.pieces) + 1):
            if self.width(start, end) > self.most and end - 1 > start:
                start, count = end - 1, count + 1
        return count

    def cost(self, start: int, end: int) -> float:
        cost = ((self.width(start, end) - self.mean) / self.em) ** 2
        if end == len(self.pieces):
            return cost
        last = self.pieces[end - 1]
        if last.strip() in CLINGING:
            cost += CLING_COST
        if last.endswith(" "):
            cost -= SPACE_GAIN
        elif last.endswith(("/", ")", "ฯ")):
            cost -= MARK_GAIN
        return cost
