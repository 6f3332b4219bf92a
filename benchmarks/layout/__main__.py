"""``python3 -m benchmarks.layout [COUNT]``: our charts beside those of elkjs, on the same random graphs with the same symbols.

Prints means of crossings, bends, length of lines (px) and width, and the median of milliseconds. elkjs is measured only, never a part of
the product; it needs Node, and sets itself up on the first run from ``package.json``.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import mean, median
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT))

from generator.runtime import environment  # noqa: E402 - the path comes first

ELK = "SOP_ELK"


def main(arguments: Sequence[str] | None = None) -> int:
    """Set up, measure in the environment of the tests, print."""
    parser = argparse.ArgumentParser(prog="python3 -m benchmarks.layout", description="ผังของโปรแกรมเทียบกับ elkjs")
    parser.add_argument("count", nargs="?", type=int, default=300, help="จำนวนกระบวนงานสุ่ม")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if not options.here:
        from tests.__main__ import node_tool

        node_tool(HERE, ELK, "elkjs/lib/elk.bundled.js")
        python = environment.ensure([environment.RUNTIME])
        return subprocess.run([python, "-m", "benchmarks.layout", str(options.count), "--here"], cwd=ROOT, check=False).returncode
    return measured(options.count)


def measured(count: int) -> int:
    """Print the table. Returns 1 where elkjs is not there."""
    from benchmarks.layout.ink import ink
    from generator.flow import chart
    from generator.flow.graph import graph
    from tests.procedures import procedure

    graphs = [graph(procedure(seed)) for seed in range(count)]
    rows = []
    for found in graphs:
        start = time.perf_counter()
        (drawing,) = chart.pages(found, 1e9)
        spent = (time.perf_counter() - start) * 1000
        rows.append((*ink([line.points for line in drawing.lines]), drawing.width, spent))
    _print("ours", rows)
    if ELK not in os.environ:
        print("elkjs: ไม่มี Node หรือติดตั้งไม่ได้")
        return 1
    given = json.dumps([_for_elk(found) for found in graphs])
    done = subprocess.run(["node", HERE / "elk.cjs", os.environ[ELK]], input=given, capture_output=True, text=True, encoding="utf-8", check=True)
    _print("elkjs", [(*ink([[(x, y) for x, y in line] for line in one["lines"]]), one["width"], one["ms"]) for one in json.loads(done.stdout)])
    return 0


def _for_elk(found: Any) -> dict[str, Any]:
    """Symbols and words beside lines in the sizes of ours."""
    from generator.flow.figures import DrawingStyle
    from generator.flow.fit import CHART, fit

    look = DrawingStyle(CHART)
    nodes = [{"id": n.id, "width": (size := fit(n.kind, n.label)).width, "height": size.height} for n in found.nodes]
    edges = []
    for at, edge in enumerate(found.edges):
        words = look.words(edge.label)
        labels = [{"text": edge.label, "width": max(w for _, w in words), "height": len(words) * CHART.label_line}] if words else []
        edges.append({"id": f"e{at}", "sources": [edge.source], "targets": [edge.target], "labels": labels})
    return {"nodes": nodes, "edges": edges}


def _print(name: str, rows: Sequence[tuple[float, ...]]) -> None:
    crossings, bends, length, width, spent = zip(*rows, strict=True)
    print(
        f"{name:<6} crossings {mean(crossings):6.2f}  bends {mean(bends):6.2f}  length {mean(length):8.0f} px"
        f"  width {mean(width):6.0f} px  {median(spent):6.1f} ms"
    )


if __name__ == "__main__":
    sys.exit(main())
