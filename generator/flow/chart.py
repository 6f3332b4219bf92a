"""The flowchart of a procedure, in as many sheets as it needs.

What two sheets share, and what cannot be drawn cleanly, ends in a lettered circle (จุดเชื่อมต่อ) and goes on from another; each letter
stands for one step, to which all its circles lead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from generator.drawing.model import Drawing
from generator.flow import grid
from generator.flow.figures import SHEETS, DrawingStyle
from generator.flow.fit import CHART, Sizes
from generator.flow.graph import Graph
from generator.flow.grid import Arc, Grid
from generator.flow.lane_plan import LanePlan
from generator.flow.lanes import lanes
from generator.flow.letters import letters
from generator.flow.paint import Painting, painted
from generator.flow.routing import Routes, routes

MAX_SHEETS_TRIED = 24
WIDEST = 770.0  # px, on a screen
ENDS = 2 * 46.0  # a circle and its line, at the head and at the foot of a sheet


def pages(
    graph: Graph,
    sheet: float,
    extra: tuple[str, ...] = (),
    sizes: Sizes = CHART,
    plan: LanePlan | None = None,
    notes: tuple[str, str] = SHEETS,
    widest: float = WIDEST,
) -> tuple[Drawing, ...]:
    """The flowchart; sheets are at most ``sheet`` px long, the way the work goes, unless rows that belong together are longer.

    ``extra``: words to keep whole; ``plan``: its swimlanes, if it has any; ``notes``: before the numbers of sheets beside circles in lanes;
    ``widest``: px; a wider chart without lanes is set in one column, if that is narrower.
    """
    look = DrawingStyle(sizes, extra, lying=bool(plan and plan.lying), notes=notes if plan else None)
    tried = []
    for laid in _layouts(graph, plan):
        tried.append(_sheets(graph, _clean(graph, laid), sheet, look))
        if _width(tried[-1]) <= widest:
            break
    found = min(tried, key=_width) if _width(tried[-1]) > widest else tried[-1]
    of = len(found)
    titles = (f"แผนผังขั้นตอน: {graph.title}" + (f" (แผ่นที่ {n} จาก {of})" if of > 1 else "") for n in range(1, of + 1))
    said = " / ".join(x for x in (f"ช่อง: {', '.join(plan.titles)}" if plan else "", graph.description()) if x)
    return tuple(replace(s.drawing, title=title, description=said) for s, title in zip(found, titles, strict=True))


def _layouts(graph: Graph, plan: LanePlan | None) -> tuple[Callable[[bool], Grid], ...]:
    """Ways to lay a chart out, each narrower than the one before; by whether parallel ways part at junctions."""
    if plan:
        return (lambda forks: lanes(graph, plan, forks=forks),)
    return (
        lambda forks: grid.chart(graph, forks=forks),
        lambda forks: grid.chart(graph, forks=forks, wide=False),
        lambda _: grid.column(graph),
    )


def _width(found: Iterable[Painting]) -> float:
    """Of the widest sheet, px."""
    return max(sheet.drawing.width for sheet in found)


def letters_of(sheets: Iterable[Drawing]) -> dict[str, str]:
    """Step -> the letter of the circles that lead to it."""
    return {s.step: s.text[0] for sheet in sheets for s in sheet.symbols if s.kind == "connector" and s.step}


def _clean(graph: Graph, laid: Callable[[bool], Grid]) -> Grid:
    """With junctions where parallel ways part; without, if a line to one of them would have to be broken."""
    found = laid(True)
    return found if all(a.source in graph.node and a.target in graph.node for a in broken(found, routes(found))) else laid(False)


def _sheets(graph: Graph, whole: Grid, long: float, look: DrawingStyle) -> list[Painting]:
    """Sheets that are short enough, but for those of rows that belong together."""

    def length(sheet: Painting) -> float:
        return sheet.drawing.width if look.lying else sheet.drawing.height

    (first,) = made = _painted(graph, [whole], look)
    limit, parts = long - ENDS, [whole]
    for tried in range(MAX_SHEETS_TRIED):
        over = max((length(sheet) - long for sheet, part in zip(made, parts, strict=True) if part.rows > 1 + len(_held(part))), default=0.0)
        if over <= 0:
            break
        limit = max(limit - (max(over, 12.0) if tried else 0.0), 1.0)
        parts = _parts(whole, first, limit)
        made = _painted(graph, parts, look)
    return made


def _painted(graph: Graph, parts: Sequence[Grid], look: DrawingStyle) -> list[Painting]:
    planned = [(part, routes(part, circled(graph, part))) for part in parts]
    names = named(graph, (arc for part, found in planned for arc in broken(part, found)))
    return painted(planned, names, look)


def circled(graph: Graph, part: Grid) -> list[Arc]:
    """The lines of a grid that the original breaks."""
    return [arc for arc in part.arcs if (arc.source, arc.target) in graph.circled]


def broken(part: Grid, found: Routes) -> Iterable[Arc]:
    """The lines of a grid that have no way on it."""
    return (arc for arc in part.arcs if arc not in found.paths)


def named(graph: Graph, arcs: Iterable[Arc], taken: Mapping[str, str] | None = None) -> dict[str, str]:
    """Step -> the letter of the circles that lead to it: its own, else in the order of the steps, after those that are ``taken`` already."""
    found = dict(taken or {})
    own = {n.id: name for n in graph.nodes if (name := graph.connector(n.id))}
    free = (letter for letter in letters(len(found)) if letter not in own.values())
    new = sorted({arc.target for arc in arcs} - found.keys(), key=graph.row.__getitem__)
    return found | {target: own.get(target) or next(free) for target in new}


def _parts(whole: Grid, painted: Painting, limit: float) -> list[Grid]:
    """Cut the rows into the fewest sheets no higher than ``limit``, cutting the fewest lines, then filling evenly."""
    rows = {i.id: i.row for i in whole.items.values()}
    held = _held(whole)
    crossing = [sum(min(ends) < cut <= max(ends) for ends in ((rows[a.source], rows[a.target]) for a in whole.arcs)) for cut in range(whole.rows + 1)]
    best: dict[int, tuple[tuple[float, float, float], list[int]]] = {0: ((0.0, 0.0, 0.0), [])}
    for end in range(1, whole.rows + 1):
        if end in held:
            continue
        options = []
        for start, (cost, cuts) in best.items():
            height = painted.feet[end - 1] - painted.tops[start]
            single = not any(at in best for at in range(start + 1, end))
            if height <= limit or single:
                options.append(((cost[0] + 1, cost[1] + crossing[end], cost[2] + (1 - height / limit) ** 2), [*cuts, end]))
        best[end] = min(options)
    return whole.cut([0, *best[whole.rows][1][:-1]])


def _held(whole: Grid) -> set[int]:
    """Rows that may not start a sheet: a junction and all that leads to it and from it stay together."""
    found: set[int] = set()
    for source, target in ((whole.items.get(a.source), whole.items.get(a.target)) for a in whole.arcs):
        if source and target and (source.node is None or target.node is None):
            found.update(range(source.row + 1, target.row + 1))
    return found
