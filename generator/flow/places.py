"""Where everything stands, px. Across: what must be straight is one unknown, solved for all rows at once; down: rows and channels stacked."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from generator.flow.figures import Figure
from generator.flow.fit import Sizes
from generator.flow.grid import Grid
from generator.flow.routing import Routes
from generator.flow.solve import Apart, places
from generator.flow.tracks import Track

BESIDE = 26.0  # between two symbols, for an arrow
ARROW = 18.0  # from the lowest line of a channel down to a symbol
EDGE = 8.0  # from a symbol or a line to the edge of a lane
TURN = 14.0  # from a symbol down to the first line of a channel; from a symbol to a line that passes it


@dataclass(frozen=True)
class Places:
    """Middles: ``x`` of columns, ``y`` of rows; ``tracks`` of lines in channels. ``tops``, ``feet``: of the rows, with their channels above them.

    ``edges``: of the lanes, one more than there are lanes; ``foot``: below everything.
    """

    x: Sequence[float]
    y: Sequence[float]
    tracks: Mapping[Track, float]
    tops: Sequence[float]
    feet: Sequence[float]
    edges: Sequence[float]
    foot: float


class Routed(NamedTuple):
    """What is placed: a grid, its lines, its symbols; how long each of its stages must be, px."""

    grid: Grid
    routes: Routes
    figures: Mapping[str, Figure]
    stages: Sequence[float] = ()


def placed(parts: Sequence[Routed], sizes: Sizes, least: Sequence[float] = ()) -> list[Places]:
    """Place routed grids with the same columns below one another. ``least``: width of each lane, px."""
    x, across, edges = _across(parts, sizes, least)
    return [_placed(part, sizes, x, across, edges) for part in parts]


def _placed(part: Routed, sizes: Sizes, x: Sequence[float], across: Mapping[Track, float], edges: Sequence[float]) -> Places:
    """Rows and channels stacked; a stage that is shorter than its title is made longer at its end."""
    grid, levels = part.grid, _levels(part.routes, x, across)
    begins = [stage.row for stage in grid.stages]
    room = dict(zip([*begins[1:], grid.rows], zip(begins, part.stages, strict=True), strict=False))  # row -> the stage that ends above it
    y: list[float] = []
    tops: list[float] = []
    feet: list[float] = []
    found = {t: across[t] for t in part.routes.tracks if t in across}
    foot = 0.0
    for row in range(grid.rows + 1):
        channel, first = levels.get(2 * row, {}), TURN if row else 0.0
        depth = max(channel.values(), default=0) * sizes.lane
        if row == grid.rows:
            found |= {track: foot + first + level * sizes.lane for track, level in channel.items()}
            foot += first + depth if channel else 0.0
        if row in room:
            begin, least = room[row]
            foot = max(foot, tops[begin] + least)
        if row < grid.rows:
            found |= {track: foot + first + level * sizes.lane for track, level in channel.items()}
            gap = 0.0 if not row else sizes.gap / 2 if all(i.node is None for i in grid.by_row[row]) else sizes.gap
            reach = [part.figures[i.id] for i in grid.by_row[row]]
            tops.append(foot)
            y.append(foot + (first + depth + ARROW if channel else gap) + max(math.ceil(f.up) for f in reach))
            foot = y[-1] + max(math.ceil(f.down) for f in reach)
            feet.append(foot)
    return Places(x, y, found, tops, feet, edges, foot)


# across


@dataclass(frozen=True, slots=True)
class _Thing:
    """What stands in a row: an unknown, with its reach to the left and to the right, and half the width of its symbol."""

    unknown: int
    left: float = 0.0
    right: float = 0.0
    half: float = 0.0
    item: bool = False


_Across = tuple[list[float], dict[Track, float], list[float]]
"""x of columns, of vertical lines in channels, and of the edges of lanes."""


def _across(parts: Sequence[Routed], sizes: Sizes, least: Sequence[float]) -> _Across:
    cols, starts = parts[0].grid.cols, parts[0].grid.starts
    edge = [1 + cols + n for n in range(len(starts))]
    unknown: dict[Track, int] = {}
    for part in parts:
        for track in part.routes.tracks:
            if track.axis == 0 and track.line % 2 == 0:
                unknown[track] = 1 + cols + len(edge) + len(unknown)
    last = 1 + cols + len(edge) + len(unknown)
    apart: list[Apart] = [(0, last, 0, 1), *((a, b, math.ceil(width), 0) for a, b, width in zip(edge, edge[1:], least, strict=False))]
    for part in parts:
        cuts = _cuts(part.routes, starts)
        for row in _rows(part, unknown):
            things = [row[key] for key in sorted(row)]
            apart += _between(things, sizes)
            apart += _outside(things, edge, last)
            apart += _inside(row, cuts, edge[1:-1])
    found = places(last + 1, apart)
    return [float(found[1 + c]) for c in range(cols)], {t: float(found[n]) for t, n in unknown.items()}, [float(found[e]) for e in edge]


def _between(things: Sequence[_Thing], sizes: Sizes) -> Iterator[Apart]:
    for a, b in pairwise(things):
        gap = BESIDE if a.item and b.item else TURN if a.item or b.item else sizes.lane
        yield a.unknown, b.unknown, math.ceil(a.right + gap + b.left), 1


def _outside(things: Sequence[_Thing], edge: Sequence[int], last: int) -> Iterator[Apart]:
    """Nothing reaches over the outer edges."""
    first, end, room = things[0], things[-1], EDGE if edge else 0.0
    yield edge[0] if edge else 0, first.unknown, math.ceil(first.left + room), 0
    yield end.unknown, edge[-1] if edge else last, math.ceil(end.right + room), 0


def _cuts(routes: Routes, starts: Sequence[int]) -> list[tuple[int, int]]:
    """Where each inner edge of a lane stands: its channel, and among the tracks there, so that it cuts the fewest lines."""
    found = []
    for line in (2 * start for start in starts[1:-1]):
        channel = sorted((t for t in routes.tracks if t.axis == 0 and t.line == line), key=lambda t: t.place)
        turns = [[side for _, side in track.joints] for track in channel]
        cost = [sum(t.count(1) for t in turns[:n]) + sum(t.count(-1) for t in turns[n:]) for n in range(len(channel) + 1)]
        found.append((line, min(range(len(cost)), key=lambda n: (cost[n], abs(2 * n - len(channel))))))
    return found


def _inside(row: Mapping[tuple[int, int], _Thing], cuts: Sequence[tuple[int, int]], edges: Sequence[int]) -> Iterator[Apart]:
    """No symbol and no line along it stands on an inner edge; words may."""
    for cut, edge in zip(cuts, edges, strict=True):
        if before := [key for key in row if key < cut]:
            thing = row[max(before)]
            yield thing.unknown, edge, math.ceil(thing.half + EDGE), 0
        if after := [key for key in row if key >= cut]:
            thing = row[min(after)]
            yield edge, thing.unknown, math.ceil(thing.half + EDGE), 0


def _rows(part: Routed, unknown: Mapping[Track, int]) -> list[dict[tuple[int, int], _Thing]]:
    """What stands in each coarse row in which anything stands, by its place from left to right."""
    rows: list[dict[tuple[int, int], _Thing]] = [{} for _ in range(2 * part.grid.rows + 1)]
    for track in (t for t in part.routes.tracks if t.axis == 0):
        number = unknown.get(track)
        key, thing = (track.line, track.place if number else 0), _Thing(number or 1 + track.line // 2)
        for y in range(track.low, track.high + 1):
            rows[y][key] = thing
    for item in part.grid.items.values():
        figure = part.figures[item.id]
        for c in range(item.col, item.last + 1):
            rows[2 * item.row + 1][2 * c + 1, 0] = _Thing(1 + c, figure.left if c == item.col else 0.0, figure.right, figure.half, item=True)
    return [row for row in rows if row]


# down


def _levels(routes: Routes, x: Sequence[float], across: Mapping[Track, float]) -> dict[int, dict[Track, int]]:
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
