"""The part of a line between two heights, for drawings that are cut into rows or pages."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from generator.drawing.model import Line, Point


def clipped(line: Line, top: float, foot: float) -> Iterator[tuple[tuple[Point, ...], bool]]:
    """The runs of a line from ``top`` up to but without ``foot``, each with whether it holds the line's last point."""
    run: list[Point] = []
    for place, (one, two) in enumerate(pairwise(line.points)):
        part = _part(one, two, top, foot)
        if part is None:
            continue
        if run and run[-1] != part[0]:
            yield tuple(run), False
            run = []
        run = run or [part[0]]
        run.append(part[1])
        if place == len(line.points) - 2 and part[1] == two:
            yield tuple(run), True
            run = []
    if run:
        yield tuple(run), False


def _part(one: Point, two: Point, top: float, foot: float) -> tuple[Point, Point] | None:
    (x, y0), (_, y1) = one, two
    if y0 == y1:
        return (one, two) if top <= y0 < foot else None
    if max(y0, y1) <= top or min(y0, y1) >= foot:
        return None
    return (x, min(max(y0, top), foot)), (x, min(max(y1, top), foot))
