"""Whole-number places by Graphviz: the rank assignment of dot (network simplex) as an exact solver of "j stands at least so far after i"."""

from __future__ import annotations

from collections.abc import Iterable

import pygraphviz
from pygraphviz import graphviz as gv

Apart = tuple[int, int, int, int]
"""First thing, second thing, least distance between them, how strongly they are pulled together."""


UNLABELLED = 'node[label=""]'
"""Else Graphviz measures the name of each thing in a font of the system: time, and warnings of its font settings."""


class LayoutError(Exception):
    """Graphviz refused a set of distances: a fault of this program, with the graph."""


def places(count: int, apart: Iterable[Apart]) -> list[int]:
    """Places of ``count`` things, thing 0 at 0 and none before it, with the least sum of pull times distance. Raises LayoutError.

    ``phase=1`` stops dot after ranking, so that no virtual nodes are made and distances may be pixels.
    """
    best: dict[tuple[int, int], list[int]] = {(0, i): [0, 0] for i in range(1, count)}  # dot ranks each connected part by itself
    for i, j, least, pull in apart:
        held = best.setdefault((i, j), [0, 0])
        held[0], held[1] = max(held[0], least), held[1] + pull
    dot = ";".join(f"{i}->{j}[minlen={least},weight={pull}]" for (i, j), (least, pull) in best.items())
    graph = pygraphviz.AGraph(string=f"digraph{{phase=1;{UNLABELLED};{';'.join(map(str, range(count)))};{dot}}}")
    context = gv.gvContextWithBuiltins()
    try:
        if gv.gvLayout(context, graph.handle, b"dot") != 0:
            raise LayoutError(dot)
        found = {int(node): int(node.attr["rank"]) for node in graph.nodes()}
        gv.gvFreeLayout(context, graph.handle)
    finally:
        gv.gvFreeContext(context)
        graph.close()
    return [found[i] - found[0] for i in range(count)]
