"""Where everything stands, px. Across: what must be straight is one unknown, solved for all rows at once; down: rows and channels stacked."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.flow.figures import Figure
from generator.flow.fit import Sizes
from generator.flow.grid import Grid
from generator.flow.routing import Routes
from generator.flow.solve import Apart, places
from generator.flow.tracks import Track

BESIDE = 26.0  # between two symbols, for an arrow
ARROW = 18.0  # from the lowest line of a channel down to a symbol
TURN = 14.0  # from a symbol down to the first line of a channel; from a symbol to a line that passes it


@dataclass(frozen=True)
class Places:
    """Middles: ``x`` of columns, ``y`` of rows; ``tracks`` of lines in channels. ``tops``, ``feet``: of the rows, with their channels above them."""

    x: Sequence[float]
    y: Sequence[float]
    tracks: Mapping[Track, float]
    tops: Sequence[float]
    feet: Sequence[float]
    width: float


def placed(grid: Grid, routes: Routes, figures: Mapping[str, Figure], sizes: Sizes) -> Places:
    """Place a routed grid."""
    x, across, width = _across(grid, routes, figures, sizes)
    levels = _levels(grid, routes, x, across)
    y: list[float] = []
    tops: list[float] = []
    feet: list[float] = []
    found: dict[Track, float] = dict(across)
    foot = 0.0
    for row in range(grid.rows + 1):
        channel = levels.get(2 * row, {})
        junction = row < grid.rows and all(i.node is None for i in grid.by_row[row])
        depth = max(channel.values(), default=-1)
        high = (TURN if row else 0.0) + depth * sizes.lane + ARROW if channel else sizes.gap if row else 0.0
        found |= {track: foot + (TURN if row else 0.0) + level * sizes.lane for track, level in channel.items()}
        if row == grid.rows:
            break
        if junction and not channel:
            high = sizes.gap / 2
        reach = [figures[i.id] for i in grid.by_row[row]]
        tops.append(foot)
        y.append(foot + high + max(math.ceil(f.up) for f in reach))
        foot = y[-1] + max(math.ceil(f.down) for f in reach)
        feet.append(foot)
    return Places(x, y, found, tops, feet, width)


# across


@dataclass(frozen=True, slots=True)
class _Thing:
    """What stands in a row: an unknown, with its reach to the left and to the right."""

    unknown: int
    left: float = 0.0
    right: float = 0.0
    symbol: bool = False


def _across(grid: Grid, routes: Routes, figures: Mapping[str, Figure], sizes: Sizes) -> tuple[list[float], dict[Track, float], float]:
    """x of columns and of vertical lines in channels, and the width of all."""
    vertical = [t for t in routes.tracks if t.axis == 0]
    unknown = {t: 1 + grid.cols + n for n, t in enumerate(t for t in vertical if t.line % 2 == 0)}
    last = 1 + grid.cols + len(unknown)
    apart: list[Apart] = [(0, last, 0, 1)]
    for y in range(2 * grid.rows + 1):
        things = _row(grid, vertical, figures, unknown, y)
        if not things:
            continue
        first, end = things[0], things[-1]
        apart.append((0, first.unknown, math.ceil(first.left), 0))
        apart.append((end.unknown, last, math.ceil(end.right), 0))
        for a, b in pairwise(things):
            gap = BESIDE if a.symbol and b.symbol else TURN if a.symbol or b.symbol else sizes.lane
            apart.append((a.unknown, b.unknown, math.ceil(a.right + gap + b.left), 1))
    found = places(last + 1, apart)
    return [float(found[1 + c]) for c in range(grid.cols)], {t: float(found[n]) for t, n in unknown.items()}, float(found[last])


def _row(grid: Grid, vertical: Sequence[Track], figures: Mapping[str, Figure], unknown: Mapping[Track, int], y: int) -> list[_Thing]:
    """Everything in a coarse row, from left to right."""
    found: dict[tuple[int, int], _Thing] = {}
    for track in vertical:
        if track.low <= y <= track.high:
            number = unknown.get(track)
            found[track.line, track.place if number else 0] = _Thing(number or 1 + track.line // 2)
    for item in grid.by_row[y // 2] if y % 2 else ():
        figure = figures[item.id]
        for c in range(item.col, item.last + 1):
            found[2 * c + 1, 0] = _Thing(1 + c, figure.left, figure.right, symbol=True)
    return [thing for _, thing in sorted(found.items(), key=lambda entry: entry[0])]


# down


def _levels(grid: Grid, routes: Routes, x: Sequence[float], across: Mapping[Track, float]) -> dict[int, dict[Track, int]]:
    """By channel, the level of each line in it, from above: lines that do not meet share one."""
    of = {piece: track for track in routes.tracks for piece in track.pieces}
    found: dict[int, dict[Track, int]] = {}
    spans: dict[Track, tuple[float, float]] = {}
    for track in sorted((t for t in routes.tracks if t.axis == 1 and t.line % 2 == 0), key=lambda t: t.place):
        ends = [of[arc, n + step] for arc, n in track.pieces for step in (-1, 1)]
        xs = [across[end] if end in across else x[end.line // 2] for end in ends]
        spans[track] = min(xs), max(xs)
        levels = found.setdefault(track.line, {})
        levels[track] = max(
            (level + 1 for other, level in levels.items() if _meet(spans[track], spans[other], track.net[0] == other.net[0])), default=0
        )
    return found


def _meet(one: tuple[float, float], other: tuple[float, float], same: bool) -> bool:
    """Lines to one target may touch, as a fork does."""
    room = -1.0 if same else 10.0
    return one[0] < other[1] + room and other[0] < one[1] + room
