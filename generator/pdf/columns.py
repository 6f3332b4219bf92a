"""Widths of the form's columns: as the handbook shares them, but no word cut and no symbol too small to read.

From there room goes over to the columns with most to say, so that the form becomes lower.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import permutations
from math import ceil, fsum, inf
from typing import NamedTuple


class Wish(NamedTuple):
    """A column's share, and the least that it needs, pt."""

    share: float
    least: float


def widths(wishes: Sequence[Wish], total: float) -> tuple[float, ...] | None:
    """Widths that sum to ``total``; None if the least widths already exceed it."""
    if fsum(w.least for w in wishes) > total:
        return None
    shares = fsum(w.share for w in wishes)
    found = [max(w.least, w.share / shares * total) for w in wishes]
    over = fsum(found) - total
    spare = [width - w.least for width, w in zip(found, wishes, strict=True)]
    if over <= 0:
        return tuple(found)
    return tuple(width - over * s / fsum(spare) for width, s in zip(found, spare, strict=True))


def squeezed(wishes: Sequence[Wish], total: float) -> tuple[float, ...]:
    """Widths in proportion to the least ones: the last resort, when words must be cut."""
    least = fsum(w.least for w in wishes)
    return tuple(w.least / least * total for w in wishes)


STRETCHES = (6.0, 18.0, 48.0)  # moved at a time, pt
KEPT, LOOSE = 0.75, 1.06  # least part of a share; lines broken between words need so much more room
Heights = Callable[[float], Sequence[float]]
"""How high each row of a column is at a width, about, pt."""


def lowest(
    found: Sequence[float],
    least: Sequence[float],
    heights: Sequence[Heights],
    cells: float = 0.0,
    stretches: Sequence[float] = STRETCHES,
    within: float | None = None,
) -> tuple[float, ...]:
    """Room moved, a step at a time, to the columns whose words make the rows high, as long as the table gets lower.

    ``cells``: what the height of each cell counts besides that of its row, so that room goes to several columns in turn.

    No column becomes narrower than ``least``, or than three quarters of what it was given if it has words to lose; with ``within`` (a part)
    none becomes narrower or wider by more than that.
    """
    widths_ = list(found)
    if within is None:
        bounds = [(_floor(*column), inf) for column in zip(found, least, heights, strict=True)]
    else:
        bounds = [(max(low, (1 - within) * width), (1 + within) * width) for width, low in zip(found, least, strict=True)]
    known: dict[tuple[int, float], Sequence[float]] = {}

    def rows(at: int, width: float) -> Sequence[float]:
        key = at, round(width, 2)
        if key not in known:
            known[key] = heights[at](width)
        return known[key]

    def height(moved: Sequence[float]) -> float:
        tall = [rows(at, width) for at, width in enumerate(moved)]
        return fsum(max(row) + cells * fsum(row) for row in zip(*tall, strict=True))

    best = height(widths_)
    while True:
        lower, move = min(((height(m), m) for m in _moves(widths_, bounds, stretches)), default=(best, widths_))
        if lower >= best - 0.5:
            return tuple(widths_)
        best, widths_ = lower, move


def _floor(width: float, least: float, tall: Heights) -> float:
    rows = tall(width)
    return max(least, KEPT * width) if len(set(rows)) > 1 else least


def _moves(widths_: list[float], bounds: Sequence[tuple[float, float]], stretches: Sequence[float]) -> Iterator[list[float]]:
    """Every way to move one stretch of room from a column to another."""
    for giver, taker in permutations(range(len(widths_)), 2):
        for stretch in stretches:
            if widths_[giver] - stretch >= bounds[giver][0] and widths_[taker] + stretch <= bounds[taker][1]:
                found = list(widths_)
                found[giver] -= stretch
                found[taker] += stretch
                yield found


def lines(natural: float, width: float) -> int:
    """How many lines words of a ``natural`` width take, about."""
    return 1 if natural <= width else ceil(natural * LOOSE / max(width, 1.0))
