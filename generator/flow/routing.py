"""Planning the lines of one sheet.

A symbol has a port at its left, its right, its top and its foot. Ways out take the sides first; a way in takes a side that is left,
else it joins the main line above the symbol.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from generator.flow.routes import SIDES, Bus, Circle, Port, Routes, Sign, Way
from generator.flow.tiers import Flow, Pair, Tier


@dataclass
class _Taken:
    """What is taken while planning."""

    ports: dict[tuple[str, Port], str] = field(default_factory=dict)
    slots: dict[str, list[set[Sign]]] = field(default_factory=lambda: defaultdict(list))
    outs: Counter[tuple[str, Port]] = field(default_factory=Counter)
    placed: Counter[tuple[str, Port]] = field(default_factory=Counter)


def routes(flow: Flow, tiers: tuple[Tier, ...], names: dict[Pair, str]) -> Routes:
    """Plan one sheet with these rows. ``names``: letters of the edges to be drawn as circles, whole or (other sheets) in part."""
    return _Planner(flow, tiers, names).routes()


class _Planner:
    def __init__(self, flow: Flow, tiers: tuple[Tier, ...], names: dict[Pair, str]) -> None:
        self.flow, self.tiers, self.names = flow, tiers, names
        self.row = {node: row for row, tier in enumerate(tiers) for node in tier.nodes}
        self.side: dict[str, Sign] = {node: 1 if sign > 0 else -1 for tier in tiers for node, sign in tier.sides}
        self.taken = _Taken()
        self.kinds: dict[str, list[Pair]] = defaultdict(list)
        for pair in flow.edges:
            if pair[0] in self.row and pair[1] in self.row and pair not in names:
                self.kinds[self._kind(pair)].append(pair)
        self._fixed()

    def routes(self) -> Routes:
        head, foot = self._cut(first=True), self._cut(first=False)
        outs, ins = self._broken(head, foot)
        outs_at = self._sides_out(outs)
        buses = self._lanes(self._into(outs_at))
        circles = [*self._out_circles(outs_at, outs), *self._in_circles(ins)]
        straight, corners, forks, joins, besides = (tuple(self.kinds[k]) for k in ("straight", "corner", "fork", "join", "beside"))
        return Routes(self.tiers, straight, corners, forks, joins, besides, tuple(buses), tuple(circles), head, foot)

    # which edge is of which kind

    def _kind(self, pair: Pair) -> str:
        source, target = pair
        down = self.row[target] - self.row[source]
        mains = source not in self.side, target not in self.side
        if down == 1 and mains == (True, True):
            return "straight"
        if down == 1 and mains == (True, False) and not self.tiers[self.row[target]].beside and self.flow.before[target] == [source]:
            return "corner" if self.flow.graph.node[source].kind == "decision" else "fork"
        if down == 1 and mains == (False, True):
            return "join"
        if down == 0 and mains == (True, False) and self.tiers[self.row[target]].beside:
            return "beside"
        return "lane"

    def _fixed(self) -> None:
        """Ports that forks, joins and neighbours take."""
        for tier in self.tiers:
            for node, sign in tier.sides:
                self._take(tier.main, SIDES[1 if sign > 0 else -1], "shut")
                self._take(node, SIDES[-1 if sign > 0 else 1], "shut")
        for source, target in self.kinds["corner"]:
            self._take(source, SIDES[self.side[target]], "shut")
        for pair in self.kinds["join"]:
            self._slot(pair[1], self.side[pair[0]], share=True)
        for source, _ in (*self.kinds["straight"], *self.kinds["join"], *self.kinds["fork"]):
            self._take(source, "foot", "shut")
        for _, target in (*self.kinds["corner"], *self.kinds["fork"]):
            self._take(target, "top", "shut")

    def _take(self, node: str, port: Port, use: str) -> None:
        self.taken.ports[node, port] = use

    def _use(self, node: str, port: Port) -> str | None:
        return self.taken.ports.get((node, port))

    # edges drawn as circles

    def _cut(self, *, first: bool) -> tuple[Pair, str] | None:
        """The circle that ends the main line at the sheet's head or foot: of the edge to the next row of the other sheet."""
        tier = self.tiers[0 if first else -1]
        order = self.flow.graph.row
        for pair, name in self.names.items():
            source, target = pair
            here, there = (target, source) if first else (source, target)
            if here == tier.main and there not in self.row and self._next(order[source], order[target]):
                if not first:
                    self._take(source, "foot", "shut")
                return pair, name
        return None

    def _next(self, source: int, target: int) -> bool:
        """Nothing lies between two rows but symbols beside the first."""
        between = range(source + 1, target)
        return source < target and all(self.flow.graph.nodes[n].id in self.side for n in between)

    def _broken(self, head: tuple[Pair, str] | None, foot: tuple[Pair, str] | None) -> tuple[list[Pair], list[Pair]]:
        ends = {found[0] for found in (head, foot) if found}
        outs = [p for p in self.names if p[0] in self.row and p not in ends]
        ins = [p for p in self.names if p[1] in self.row and p not in ends]
        return outs, ins

    # ways out

    def _sides_out(self, broken: list[Pair]) -> dict[Pair, Port]:
        """A port for every way out: back on the right, ahead on the left, else where there is room."""
        edges = [*self.kinds["lane"], *broken]
        count = Counter(source for source, _ in edges)
        found: dict[Pair, Port] = {}
        lanes: set[tuple[str, Sign]] = set()
        for pair in sorted(edges, key=lambda p: (-count[p[0]], self.row[p[0]], self.flow.graph.row[p[1]])):
            port = self._way_out(pair, lanes, pair in self.names)
            found[pair] = port
            self._take(pair[0], port, "out")
            self.taken.outs[pair[0], port] += 1
            if port in SIDES.values() and pair not in self.names:
                lanes.add((pair[1], 1 if port == "right" else -1))
        return found

    def _way_out(self, pair: Pair, lanes: set[tuple[str, Sign]], circle: bool) -> Port:
        source, target = pair
        up = self.flow.graph.row[target] <= self.flow.graph.row[source]
        if source in self.side and not circle:
            port: Port = "top" if up else "foot"
            if self._use(source, port) is None and self._clear(source, target):
                return port

        def cost(sign: Sign) -> tuple[float, ...]:
            use = self._use(source, SIDES[sign])
            held = {"shut": 100.0, "out": 10.0, None: 0.0}[use]
            crowd = 4.0 * self.taken.outs[source, SIDES[sign]]
            at_target = 2.0 * (self._use(target, SIDES[sign]) is not None) - 1.5 * ((target, sign) in lanes)
            return held + crowd + at_target + (sign != (1 if up else -1)), -sign

        best: Sign = min(SIDES, key=cost)
        if cost(best)[0] >= 10 and self._use(source, "foot") is None and source not in self.side:
            return "foot"
        return SIDES[best]

    def _clear(self, source: str, target: str) -> bool:
        """Whether the column of a symbol off the main line is free up or down to the row it leads to."""
        sign, first, last = self.side[source], *sorted((self.row[source], self.row[target]))
        rows = [r for r in range(first, last + 1) if r != self.row[source]]
        return target not in self.side and not any(s == sign for r in rows for _, s in self.tiers[r].sides)

    # ways in, lanes

    def _into(self, outs: dict[Pair, Port]) -> list[Bus]:
        groups: dict[tuple[str, Sign, str | None], list[Way]] = defaultdict(list)
        for pair, out in sorted(outs.items(), key=lambda item: (self.row.get(item[0][0], 0), self.flow.graph.row[item[0][1]])):
            if pair in self.names:
                continue
            source, target = pair
            column = source if out in ("top", "foot") and source in self.side else None
            sign = self.side[source] if column else self._sign(out, target)
            into: Port = SIDES[sign] if self._use(target, SIDES[sign]) in (None, "in") else "line"
            if target in self.side:
                into, column, sign = "top", target, self.side[target]
            groups[target, sign, column].append(Way(pair, out, into))
        return [self._entered(Bus(sign, tuple(ways), column)) for (_, sign, column), ways in groups.items()]

    def _sign(self, out: Port, target: str) -> Sign:
        """The side of a lane: of the port, or for a foot the side on which the target is free."""
        if out in SIDES.values():
            return 1 if out == "right" else -1
        return 1 if self._use(target, "right") in (None, "in") else -1

    def _entered(self, bus: Bus) -> Bus:
        for way in bus.ways:
            if way.into == "line":
                self._slot(way.pair[1], bus.sign, share=True)
            else:
                self._take(way.pair[1], way.into, "in")
        return replace(bus, ways=tuple(self._stood(w) for w in bus.ways))

    def _stood(self, way: Way) -> Way:
        place, of = self._place(way.pair[0], way.out)
        return replace(way, place=place, of=of)

    def _place(self, node: str, port: Port) -> tuple[int, int]:
        """Several ways out of one port stand one above the other: which this is, of how many."""
        self.taken.placed[node, port] += 1
        return self.taken.placed[node, port] - 1, self.taken.outs[node, port]

    def _slot(self, target: str, sign: Sign, share: bool = False) -> int:
        """A place among the joins above a symbol; lines to it may share one, circles may not."""
        slots = self.taken.slots[target]
        if share:
            if not slots:
                slots.append(set())
            slots[0].add(sign)
            return 0
        for at, used in enumerate(slots):
            if sign not in used:
                used.add(sign)
                return at
        slots.append({sign})
        return len(slots) - 1

    def span(self, bus: Bus) -> tuple[int, int]:
        """First and last row of a lane."""
        rows = [self.row[node] for way in bus.ways for node in way.pair]
        return min(rows), max(rows)

    def _lanes(self, buses: list[Bus]) -> list[Bus]:
        """Short lanes inside; one that passes a symbol off the main line is outside of the lane above or below that symbol."""
        placed: list[Bus] = []
        for bus in sorted(buses, key=lambda b: (self._outward(b, buses), b.ways[0].pair)):
            over = [p.lane for p in placed if p.sign == bus.sign and self._meet(p, bus)]
            placed.append(replace(bus, lane=max(over, default=-1) + 1))
        return placed

    def _outward(self, bus: Bus, buses: list[Bus]) -> tuple[bool, int, int]:
        first, last = self.span(bus)
        columns = [self.row[b.column] for b in buses if b.column and b.sign == bus.sign and b is not bus]
        return any(first <= row <= last for row in columns), last - first, first

    def _meet(self, one: Bus, other: Bus) -> bool:
        (a, b), (c, d) = self.span(one), self.span(other)
        return not (b < c or d < a)

    # circles

    def _out_circles(self, outs: dict[Pair, Port], broken: Iterable[Pair]) -> list[Circle]:
        found = []
        for pair in broken:
            port = outs[pair]
            sign: Sign = -1 if port == "left" else 1
            found.append(Circle(pair[0], pair, self.names[pair], True, port, sign, 0, *self._place(pair[0], port)))
        return found

    def _in_circles(self, ins: Iterable[Pair]) -> list[Circle]:
        signs: tuple[Sign, Sign] = (-1, 1)
        found = []
        for pair in ins:
            target = pair[1]
            free = next((sign for sign in signs if self._use(target, SIDES[sign]) is None), None)
            if free:
                self._take(target, SIDES[free], "in circle")
                found.append(Circle(target, pair, self.names[pair], False, SIDES[free], free))
                continue
            sign = next((s for used in self.taken.slots[target] for s in signs if s not in used), signs[0])
            found.append(Circle(target, pair, self.names[pair], False, "line", sign, self._slot(target, sign)))
        return found
