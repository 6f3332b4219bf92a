"""Widths of the form's columns: as the handbook shares them, but no word cut and no symbol too small to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Wish(NamedTuple):
    """A column's share, and the least that it needs, pt."""

    share: float
    least: float


def widths(wishes: Sequence[Wish], total: float) -> tuple[float, ...] | None:
    """Widths that sum to ``total``; None if the least widths already exceed it."""
    if sum(w.least for w in wishes) > total:
        return None
    shares = sum(w.share for w in wishes)
    found = [max(w.least, w.share / shares * total) for w in wishes]
    over = sum(found) - total
    spare = [width - w.least for width, w in zip(found, wishes, strict=True)]
    if over <= 0:
        return tuple(found)
    return tuple(width - over * s / sum(spare) for width, s in zip(found, spare, strict=True))


def squeezed(wishes: Sequence[Wish], total: float) -> tuple[float, ...]:
    """Widths in proportion to the least ones: the last resort, when words must be cut."""
    least = sum(w.least for w in wishes)
    return tuple(w.least / least * total for w in wishes)
