"""``python3 -m benchmarks.book [PAGES…] [--sop FOLDER] [--peers]``: times and memory of whole books; ``--quality``: how they look. Not a test.

Ours does more than the peers: contents with page numbers, tags, PDF/A and PDF/UA, proof-reading of every line; the peers get
the lines and sheets that we have planned. Each run is a process of its own; memory is that of its largest process.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from generator.runtime import environment  # noqa: E402 - the path comes first

PAGES_A_PROCEDURE = 8.8
OFFICES = (ROOT / "sop", ROOT / "tests" / "sample" / "sop")
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print each book with each engine, one line each."""
    parser = argparse.ArgumentParser(prog="python3 -m benchmarks.book", description="วัดการพิมพ์เล่ม")
    parser.add_argument("pages", nargs="*", type=int, default=[200], help="จำนวนหน้าโดยประมาณ (เช่น 200 1000)")
    parser.add_argument("--sop", type=Path, help="วัดเล่มของข้อมูลนี้ด้วย")
    parser.add_argument("--quality", action="store_true", help="วัดหน้า บรรทัด และตัวอักษรของเล่ม แทนเวลา")
    parser.add_argument("--peers", action="store_true", help="วัด WeasyPrint และ Chromium ด้วย (ต้องติดตั้งไว้ก่อน)")
    options = parser.parse_args(arguments)
    if not find_spec("typst"):
        python = environment.ensure([environment.RUNTIME])
        os.execv(python, [str(python), "-m", "benchmarks.book", *(sys.argv[1:] if arguments is None else arguments)])
    if options.quality:
        return _quality([options.sop] if options.sop else list(OFFICES))
    print(f"{'':<34}{'หน้า':>7}{'วินาที':>10}{'CPU':>9}{'MB':>8}")
    with tempfile.TemporaryDirectory(prefix="bench-") as made:
        sources = [options.sop.resolve()] if options.sop else []
        sources += [_office(Path(made) / str(pages), pages) for pages in options.pages]
        for place, sop in enumerate(sources):
            _book(sop, Path(made) / f"out-{place}", peers=options.peers)
    return 0


def _quality(folders: Sequence[Path]) -> int:
    """The handbook of each office, and three hard procedures in its forms."""
    from benchmarks.book import quality

    for folder in folders:
        for volume in quality.volumes_of(folder):
            print("\n".join(quality.quality(volume).told()), flush=True)
    return 0


def _office(folder: Path, pages: int) -> Path:
    from benchmarks import office

    office.write(folder / "sop", max(1, round(pages / PAGES_A_PROCEDURE)))
    return folder / "sop"


def _book(sop: Path, out: Path, *, peers: bool) -> None:
    out.mkdir()
    ours = [sys.executable, "-m", "generator", "print", "--sop", str(sop), "--output", str(out)]
    _row("เล่มทั้งกลุ่ม (ครั้งแรก)", ours, out / "handbook.pdf", out)
    _row("  ทำซ้ำโดยไม่มีอะไรเปลี่ยน", ours, out / "handbook.pdf", out)
    if peers:
        page = out / "book.html"
        subprocess.run([sys.executable, "-m", "benchmarks.book.peer", str(sop), str(page)], cwd=ROOT, check=True)
        _row("  WeasyPrint", ["weasyprint", str(page), str(out / "weasyprint.pdf")], out / "weasyprint.pdf", out)
        browser = next(filter(None, map(shutil.which, CHROMIUM)), CHROMIUM[0])
        quiet = ["--headless=new", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=100000", "--no-pdf-header-footer"]
        _row("  Chromium", [browser, *quiet, f"--print-to-pdf={out / 'chromium.pdf'}", page.as_uri()], out / "chromium.pdf", out)


def _row(title: str, command: list[str], pdf: Path, folder: Path) -> None:
    """Run one engine in ``folder`` and tell what it took."""
    if not shutil.which(command[0]):
        print(f"{title:<34}{'ไม่ได้ติดตั้ง':>7}")
        return
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    start = time.perf_counter()
    with subprocess.Popen(command, cwd=folder, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    if running.returncode:
        print(f"{title:<34}{'ไม่สำเร็จ':>7}")
        return
    print(f"{title:<34}{_pages(pdf):>7,}{wall:>10.2f}{used.ru_utime + used.ru_stime:>9.2f}{used.ru_maxrss / 1024:>8.0f}", flush=True)


def _pages(pdf: Path) -> int:
    """How many pages a PDF has."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


if __name__ == "__main__":
    sys.exit(main())
