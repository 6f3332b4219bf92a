"""Words of a label or a title in lines that look even."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from generator.thai.words import CLINGING, units

CLING_COST, SPACE_GAIN, MARK_GAIN, OVERFULL = 14.0, 10.0, 4.0, 1e6
Measure = Callable[[str], float]


def wrap(text: str, width: float, measure: Measure, extra: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The fewest lines not wider than ``width`` (in the unit of ``measure``), as even as can be.

    A single word wider than ``width`` stands alone and overflows: the caller sees it by measuring.
    """
    pieces = tuple(narrow(units(" ".join(text.split()), extra), width, measure))
    if not pieces:
        return ("",)
    return _Wrap(pieces, width, measure).lines()


def narrow(pieces: Iterable[str], width: float, measure: Measure) -> Iterator[str]:
    """The pieces, those that are too wide parted at spaces: วันที่ from its date, then a date in a column that holds none in one line."""
    for piece in pieces:
        parts = units(piece) if " " in piece.rstrip() and measure(piece.rstrip()) > width else (piece,)
        for part in parts:
            yield from _parted(part, width, measure) if " " in part.rstrip() and measure(part.rstrip()) > width else (part,)


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


class _Wrap:
    """One run of the dynamic programme: least sum of squared unevenness plus the cost of each break."""

    def __init__(self, pieces: tuple[str, ...], width: float, measure: Measure) -> None:
        self.pieces, self.limit = pieces, width
        self.before = [0.0]
        for piece in pieces:
            self.before.append(self.before[-1] + measure(piece))
        self.trimmed = [measure(piece.rstrip()) for piece in pieces]
        self.em = max(measure("ก") * 1.6, 1e-9)
        self.count = self._fewest()
        self.mean = self._line(0, len(pieces)) / self.count

    def _line(self, start: int, end: int) -> float:
        return self.before[end - 1] - self.before[start] + self.trimmed[end - 1]

    def _fewest(self) -> int:
        count, start = 1, 0
        for end in range(1, len(self.pieces) + 1):
            if self._line(start, end) > self.limit and end - 1 > start:
                start, count = end - 1, count + 1
        return count

    def _cost(self, start: int, end: int) -> float:
        width = self._line(start, end)
        cost = ((width - self.mean) / self.em) ** 2 + (OVERFULL if width > self.limit and end - start > 1 else 0)
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

    def lines(self) -> tuple[str, ...]:
        total = len(self.pieces)
        best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
        for line in range(1, self.count + 1):
            reached: dict[int, tuple[float, int]] = {}
            for start, (so_far, _) in best[-1].items():
                last = total if line == self.count else total - (self.count - line)
                for end in range(start + 1, last + 1):
                    if line == self.count and end != total:
                        continue
                    if line < self.count and self._line(start, end) > self.limit and end > start + 1:
                        break
                    cost = so_far + self._cost(start, end)
                    if end not in reached or cost < reached[end][0]:
                        reached[end] = (cost, start)
            best.append(reached)
        return self._trace(best)

    def _trace(self, best: list[dict[int, tuple[float, int]]]) -> tuple[str, ...]:
        end, out = len(self.pieces), []
        for line in range(self.count, 0, -1):
            start = best[line][end][1]
            out.append("".join(self.pieces[start:end]).strip())
            end = start
        return tuple(reversed(out))
