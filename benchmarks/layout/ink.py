"""What a reader sees of the lines of a chart: lines that run into one another count once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

Point = tuple[float, float]
NEAR = 0.6  # px: lines so near to one another are one


class Ink(NamedTuple):
    """``crossings`` of lines without a common end; ``bends``: corners; ``length``, px."""

    crossings: int
    bends: int
    length: float


def ink(lines: Sequence[Sequence[Point]]) -> Ink:
    """Measure lines, each as its corners from its source to its target."""
    upright, level = _pieces(lines, 0), _pieces(lines, 1)
    ends = [{("out", *_round(line[0])), ("in", *_round(line[-1]))} for line in lines]
    crossed = {
        _round((x, y))
        for x, top, foot, one in upright
        for y, left, right, other in level
        if one != other and left + NEAR < x < right - NEAR and top + NEAR < y < foot - NEAR and not ends[one] & ends[other]
    }
    corners = {_round(p) for line in lines for a, p, b in zip(line, line[1:], line[2:], strict=False) if _turns(a, p, b)}
    return Ink(len(crossed), len(corners), _length(upright) + _length(level))


def _round(point: Point) -> tuple[int, int]:
    return round(point[0]), round(point[1])


def _turns(a: Point, p: Point, b: Point) -> bool:
    return not any(abs(a[k] - p[k]) < NEAR and abs(p[k] - b[k]) < NEAR for k in (0, 1))


def _pieces(lines: Sequence[Sequence[Point]], axis: int) -> list[tuple[float, float, float, int]]:
    """Pieces along an axis: where they stand, from where to where, and of which line."""
    found = []
    for n, line in enumerate(lines):
        for a, b in pairwise(line):
            if abs(a[axis] - b[axis]) < NEAR and abs(a[1 - axis] - b[1 - axis]) >= NEAR:
                found.append((a[axis], min(a[1 - axis], b[1 - axis]), max(a[1 - axis], b[1 - axis]), n))
    return found


def _length(pieces: Sequence[tuple[float, float, float, int]]) -> float:
    rows: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for at, start, end, _ in pieces:
        rows[round(at)].append((start, end))
    total = 0.0
    for spans in rows.values():
        reached = float("-inf")
        for start, end in sorted(spans):
            total += max(0.0, end - max(start, reached))
            reached = max(reached, end)
    return total
