"""``python3 -m benchmarks [SIZES…] [--book] [--peers] [--json FILE]``: a table of times; not a test.

Each measure runs in a process of its own: wall and CPU seconds (children included) and peak memory (of all its processes together
where the system tells, on Linux; else of the largest). Making ready is not timed, but its memory counts.
Floors are measured in the same run: reading the files with libyaml alone, Graphviz alone on graphs of the same size,
MkDocs on the same words as plain Markdown with its default settings. A JSON file gathers the results of several runs, size by size.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from generator.runtime import environment  # noqa: E402 - the path comes first

MEASURES = (
    ("อ่านแฟ้มด้วย libyaml อย่างเดียว", "floor_yaml"),
    ("โหลดและตรวจ", "check"),
    ("รวบรวมหน้า ผัง และแบบฟอร์มทั้งหมด", "compile"),
    ("  ในนั้น: ผังการปฏิบัติงาน", "charts"),
    ("  ในนั้น: แบบฟอร์มสรุป", "forms"),
    ("  ในนั้น: ดัชนีค้นหา", "search"),
    ("Graphviz อย่างเดียว (กราฟเท่ากัน)", "floor_graphviz"),
    ("MkDocs กับหน้าของเรา", "mkdocs"),
    ("MkDocs กับหน้าเดียวกัน ค่าปริยาย", "mkdocs_default"),
    ("MkDocs กับ Markdown ธรรมดา ค่าปริยาย", "floor_mkdocs"),
    ("ทั้งหมด: sop build --no-book", "build"),
    ("  ทำซ้ำโดยไม่มีอะไรเปลี่ยน", "again"),
    ("  แก้ขั้นตอนเดียว", "build_edit"),
    ("  เพิ่มคำสั่งแก้ไขฉบับเดียว", "build_order"),
    ("sop check ครั้งแรก", "check_cold"),
    ("  ทำซ้ำโดยไม่มีอะไรเปลี่ยน", "check_again"),
    ("แก้แฟ้มเดียว: ตรวจและรวบรวมใหม่", "edit"),
    ("แก้แฟ้มเดียว: จนเห็นใน sop serve", "served"),
)

LOOK = 0.3
"""Seconds between two looks at the memory."""
BOOK = (("พิมพ์เล่มทั้งกลุ่ม", "book"),)
PEERS = (("StrictDoc", "strictdoc"), ("sphinx-needs", "sphinx_needs"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Generate each office, measure, print."""
    parser = argparse.ArgumentParser(prog="python3 -m benchmarks", description="วัดความเร็วกับสำนักงานที่สร้างขึ้น")
    parser.add_argument("sizes", nargs="*", type=int, default=[4, 100], help="จำนวนกระบวนงาน (เช่น 4 100 1000 5000)")
    parser.add_argument("--book", action="store_true", help="วัดการพิมพ์เล่มด้วย")
    parser.add_argument("--peers", action="store_true", help="วัด StrictDoc และ sphinx-needs ด้วย (ติดตั้งเพิ่มเอง)")
    parser.add_argument("--only", help="วัดเฉพาะรายการเหล่านี้ คั่นด้วยจุลภาค เช่น compile,build")
    parser.add_argument("--json", type=Path, help="เก็บผลเป็นแฟ้ม JSON รวมกับผลที่มีอยู่ในแฟ้ม จึงวัดทีละขนาดได้")
    options = parser.parse_args(arguments)
    python = environment.ensure([environment.RUNTIME])
    wanted = [*MEASURES, *(BOOK if options.book else ()), *(PEERS if options.peers else ())]
    if options.only:
        wanted = [(title, name) for title, name in (*MEASURES, *BOOK, *PEERS) if name in options.only.split(",")]
    results = {size: measure(python, size, wanted) for size in options.sizes}
    if options.json:
        earlier = json.loads(options.json.read_text("utf-8")) if options.json.exists() else {}
        joined = {str(size): {**earlier.get(str(size), {}), **found} for size, found in results.items()}
        options.json.write_text(json.dumps({**earlier, **joined}, ensure_ascii=False, indent=1), "utf-8")
    return 0


def measure(python: Path, size: int, measures: Sequence[tuple[str, str]]) -> dict[str, dict[str, float]]:
    """Every measure of one office; each line is printed as it is known."""
    from benchmarks import office

    found: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        office.write(Path(folder) / "sop", size)
        print(f"\n{size:,} กระบวนงาน\n{'':<42}{'วินาที':>9}{'CPU':>9}{'MB':>8}{'มิลลิวินาที/กระบวนงาน':>24}")
        for title, name in measures:
            found[name] = one(python, folder, name)
            shown = found[name]
            if "wall" in shown:
                print(f"{title:<42}{shown['wall']:>9.2f}{shown['cpu']:>9.2f}{shown['mb']:>8.0f}{shown['wall'] / size * 1000:>20.1f}", flush=True)
            else:
                print(f"{title:<42}{'ไม่ได้วัด':>9}", flush=True)
    return found


def one(python: Path, folder: str, name: str) -> dict[str, float]:
    """Run one measure in its own process; empty if it could not be run."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    command = [python, "-m", "benchmarks.measures", name, folder]
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8") as process:
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, sum(map(_memory, _family(process.pid))))
            time.sleep(LOOK)
        said, failed = process.communicate()
    if process.returncode:
        sys.stderr.write(failed[-2000:])
        return {}
    result: dict[str, float] = json.loads(said.splitlines()[-1])
    return {**result, "mb": max(peak, result["mb"])}


def _family(pid: int) -> list[int]:
    """A process and all below it, where the system lists them."""
    found = [pid]
    with contextlib.suppress(OSError):
        for tasks in Path(f"/proc/{pid}/task").glob("*/children"):
            found += [one for child in tasks.read_text().split() for one in _family(int(child))]
    return found


def _memory(pid: int) -> float:
    """Megabytes of a process, its part of what it shares with others included."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0


if __name__ == "__main__":
    sys.exit(main())
