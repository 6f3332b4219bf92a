"""Which line stands beside which in a channel: lines to one target that run together are one track; tracks are ordered to cross least."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from generator.flow.grid import Arc

Cell = tuple[int, int]
"""A point of the router's coarse grid: odd numbers are middles of columns and rows, even ones the channels between them."""
Paths = Mapping[Arc, list[Cell]]
"""The corners of each line, its ends included."""
Piece = tuple[Arc, int]
"""Of a line, the n-th from its source."""


@dataclass(eq=False, slots=True)
class Track:
    """Pieces on one line. ``axis``: 0 if it runs down, 1 if across; ``line``: its coarse place.

    ``joints``: where a piece turns off, and to which side; ``place``: among the tracks of its channel, from the left or from above.
    """

    axis: int
    line: int
    low: int
    high: int
    net: tuple[str, bool]
    pieces: list[Piece] = field(default_factory=list)
    joints: list[tuple[int, int]] = field(default_factory=list)
    place: int = 0


def tracks(paths: Paths) -> list[Track]:
    """All tracks, those of a channel in order."""
    lines: dict[tuple[int, int], list[Track]] = defaultdict(list)
    for arc, path in paths.items():
        for n, (a, b) in enumerate(pairwise(path)):
            axis = 0 if a[0] == b[0] else 1
            low, high = sorted((a[1 - axis], b[1 - axis]))
            track = Track(axis, a[axis], low, high, (arc.target, b[1 - axis] > a[1 - axis]), [(arc, n)])
            for here, there in ((a, path[n - 1] if n else None), (b, path[n + 2] if n + 2 < len(path) else None)):
                if there:
                    track.joints.append((here[1 - axis], 1 if there[axis] > here[axis] else -1))
            _join(lines[axis, a[axis]], track)
    for (_, line), group in lines.items():
        if line % 2 == 0 and len(group) > 1:
            _order(group)
    return [track for group in lines.values() for track in group]


def _join(group: list[Track], track: Track) -> None:
    for other in [t for t in group if t.net == track.net and t.low <= track.high and track.low <= t.high]:
        group.remove(other)
        track.low, track.high = min(track.low, other.low), max(track.high, other.high)
        track.pieces, track.joints = other.pieces + track.pieces, other.joints + track.joints
    group.append(track)


def _order(group: list[Track]) -> None:
    """Each track in turn goes where the fewest lines cross, twice."""
    group.sort(key=lambda t: (t.low, t.high))
    near = {track: [t for t in group if t is not track and t.low <= track.high and track.low <= t.high] for track in group}
    cost = {(a, b): _crossings(a, b) for a in group for b in near[a]}
    for track in (*group, *group):
        rest = [t for t in group if t is not track]
        now, worth = group.index(track), sum(cost[track, other] for other in near[track])
        best = worth, now, 0
        for k, other in enumerate(rest, 1):
            if (other, track) in cost:
                worth += cost[other, track] - cost[track, other]
            best = min(best, (worth, abs(k - now), k))
        group[:] = [*rest[: best[2]], track, *rest[best[2] :]]
    for place, track in enumerate(group):
        track.place = place


def _crossings(first: Track, second: Track) -> float:
    """How often two tracks cross if ``first`` stands left of ``second``, or above it."""
    found = 0.0
    for one, other, side in ((first, second, 1), (second, first, -1)):
        for at, turned in one.joints:
            if turned == side and other.low <= at <= other.high:
                found += 1 if other.low < at < other.high else _meeting(at) * ((at, -side) in other.joints)
    return found


def crossings(found: Iterable[Track]) -> float:
    """How often lines cross in channels, as they are ordered."""
    return sum(_crossings(a, b) for a, b in _neighbours(found))


def _neighbours(found: Iterable[Track]) -> Iterator[tuple[Track, Track]]:
    """Every two tracks of one channel."""
    channels: dict[tuple[int, int], list[Track]] = defaultdict(list)
    for track in found:
        if track.line % 2 == 0:
            channels[track.axis, track.line].append(track)
    return (pair for group in channels.values() for pair in combinations(group, 2))


def _meeting(at: int) -> float:
    """On a middle line two pieces that turn off towards each other would lie on one another; in a channel they only cross."""
    return 99.0 if at % 2 else 0.6


def clashes(paths: Paths, found: Iterable[Track]) -> list[tuple[Arc, Cell]]:
    """Turns at which two lines would lie on one another however their tracks are ordered: of each two, the turn of the later line."""
    rank = {arc: n for n, arc in enumerate(paths)}
    turns: dict[tuple[Arc, Cell], None] = {}
    for a, b in _neighbours(found):
        for at in sorted({p for p, s in a.joints if s > 0 and p % 2} & {p for p, s in b.joints if s < 0 and p % 2}):
            point = (a.line, at) if a.axis == 0 else (at, a.line)
            turning = [arc for t in (a, b) for arc, n in t.pieces if point in (paths[arc][n], paths[arc][n + 1])]
            turns[max(turning, key=rank.__getitem__), point] = None
    return list(turns)
