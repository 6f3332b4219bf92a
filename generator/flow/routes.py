"""How the lines of one sheet run, without places: straight down, by a fork or a join, in a lane at the side, or by lettered circles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.flow.tiers import Pair, Tier

Sign = Literal[-1, 1]
Port = Literal["left", "right", "top", "foot", "line"]
SIDES: dict[Sign, Port] = {1: "right", -1: "left"}
MAX_LANES = 3


@dataclass(frozen=True, slots=True)
class Way:
    """An edge in a lane: out of a port of its source, into a port of its target (``line``: the main line above it)."""

    pair: Pair
    out: Port
    into: Port
    place: int = 0
    of: int = 1  # this is the ``place``-th of so many ways out of the port


@dataclass(frozen=True, slots=True)
class Bus:
    """Ways that share a lane. ``column``: the symbol off the main line that the lane runs above or below."""

    sign: Sign
    ways: tuple[Way, ...]
    column: str | None = None
    lane: int = 0


@dataclass(frozen=True, slots=True)
class Circle:
    """One lettered circle: at a port of a symbol, or at ``slot`` of the joins above it (port ``line``)."""

    node: str
    pair: Pair
    name: str
    out: bool
    port: Port
    sign: Sign = 1
    slot: int = 0
    place: int = 0
    of: int = 1


@dataclass(frozen=True)
class Routes:
    """All lines of a sheet by kind.

    ``corners`` lead from a decision's corner down to the next row, ``forks`` from a symbol's foot; ``head`` and ``foot``: edges and
    letters of the circles that end the main line.
    """

    tiers: tuple[Tier, ...]
    straight: tuple[Pair, ...]
    corners: tuple[Pair, ...]
    forks: tuple[Pair, ...]
    joins: tuple[Pair, ...]
    besides: tuple[Pair, ...]
    buses: tuple[Bus, ...]
    circles: tuple[Circle, ...]
    head: tuple[Pair, str] | None
    foot: tuple[Pair, str] | None
