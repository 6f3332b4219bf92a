"""``python3 -m benchmarks.desk [PROCEDURES]``: how soon the desk answers, and how soon a key that is struck is painted; not a test.

An office of so many procedures (100), of which three have 15, 40 and 100 steps, and an order that amends another. First what the desk
itself needs, in this process; then a real Chromium, on the page that a clerk has open: from the key until what it changes is painted, and
from the last key until every rule has judged.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from generator.runtime import environment  # noqa: E402 - the path comes first

DAY = date(2026, 3, 15)
STEPS = {"procedures/procedure-00000.yml": 15, "procedures/procedure-00001.yml": 40, "procedures/procedure-00002.yml": 100}
ORDER = "orders/2568-900.yml"
KEYS, TURNS, REST = 60, 10, 700
"""Keys struck in each file; repetitions of what takes longer; milliseconds from one key to the next, in which the rules judge too."""
WATCH = """() => {
  const typed = [], told = globalThis.told = { painted: [], judged: [] }, ask = globalThis.fetch
  let last = 0
  addEventListener('input', () => typed.push((last = performance.now())), true)
  globalThis.fetch = async (where, given) => {
    if (!String(where).endsWith('/preview')) return ask(where, given)
    const mine = typed.splice(0), began = last, deep = JSON.parse(given.body).deep, answer = await ask(where, given), whole = await answer.text()
    setTimeout(() => requestAnimationFrame(() => setTimeout(() => {
      const now = performance.now()
      told.painted.push(...mine.map(at => now - at))
      if (deep && began) told.judged.push(now - began)
    })))
    return new Response(whole, { status: answer.status, headers: answer.headers })
  }
}"""


def main() -> int:
    """Make the office, measure, print."""
    parser = argparse.ArgumentParser(prog="python3 -m benchmarks.desk", description="วัดว่าโต๊ะทำงานตอบเร็วเพียงใดกับสำนักงานที่สร้างขึ้น")
    parser.add_argument("procedures", nargs="?", type=int, default=100, help="จำนวนกระบวนงาน (default: 100)")
    options = parser.parse_args()
    python = environment.ensure([environment.RUNTIME, ROOT / "tests" / "requirements.txt"])
    if Path(sys.prefix).resolve() != python.parents[1].resolve():
        return subprocess.run([python, "-m", "benchmarks.desk", *sys.argv[1:]], cwd=ROOT, check=False).returncode

    from benchmarks import office
    from generator.editing.desk import Desk

    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        sop = Path(folder) / "sop"
        office.write(sop, options.procedures)
        for number, (name, steps) in enumerate(STEPS.items()):
            (sop / name).write_text(office.procedure(number, steps), "utf-8")
        (sop / ORDER).write_text(office.amendment(options.procedures), "utf-8")
        desk = Desk(sop, lambda _: DAY, Path(folder) / "kept")
        print(f"{options.procedures:,} กระบวนงาน (มิลลิวินาที)\n{'':<52}{'ครึ่งหนึ่ง':>12}{'ร้อยละ 95':>12}{'CPU ครึ่งหนึ่ง':>16}")
        itself(desk)
        painted(desk)
    return 0


def itself(desk: Any) -> None:
    """What the desk needs to open, to look again after a key, to judge by every rule, and to save what was judged when typing rested."""
    for name in (*STEPS, ORDER):
        title = f"{STEPS[name]} ขั้นตอน" if name in STEPS else "คำสั่งแก้ไขเพิ่มเติม"
        edits = edited(desk.open({"file": name})["data"], name)
        look, judge = partial(preview, desk, name, False), partial(preview, desk, name, True)
        row(f"{title}: เปิดแบบกรอก", repeated(lambda _, n=name: desk.open({"file": n}), edits, TURNS))
        row(f"{title}: ผังและแบบฟอร์ม หรือผลของคำสั่ง ต่อหนึ่งแป้น", repeated(look, edits, KEYS))
        row(f"{title}: ทุกกฎ", repeated(judge, edits, TURNS))
        row(f"{title}: บันทึก", repeated(partial(save, desk, name), edits, TURNS, judge))


def edited(data: dict[str, Any], name: str) -> Iterator[dict[str, Any]]:
    """The data again and again, each time with another text."""
    for n in range(10_000):
        letters = "".join("กขคงจ"[int(digit)] for digit in f"{n:b}")
        if name == ORDER:
            yield {**data, "title": f"{data['title']} {letters}"}
        else:
            at = 1 + n % 10
            yield {**data, "steps": [*data["steps"][:at], {**data["steps"][at], "label": f"ตรวจสอบเอกสาร {letters}"}, *data["steps"][at + 1 :]]}


def preview(desk: Any, name: str, deep: bool, data: dict[str, Any]) -> None:
    desk.preview({"file": name, "data": data, "deep": deep})


def save(desk: Any, name: str, data: dict[str, Any]) -> None:
    now = desk.store.read(name)
    assert desk.save({"file": name, "base": data, "version": now.version, "data": data})["written"]


Act = Callable[[dict[str, Any]], Any]


def repeated(act: Act, edits: Iterator[dict[str, Any]], times: int, before: Act | None = None) -> list[tuple[float, float]]:
    """Wall and CPU milliseconds of each time, after one that is not counted; without those of ``before``."""
    found = []
    for data in islice(edits, times + 1):
        if before:
            before(data)
        wall, cpu = time.perf_counter(), time.process_time()
        act(data)
        found.append(((time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000))
    return found[1:]


def row(title: str, found: list[tuple[float, float]]) -> None:
    walls, cpus = (sorted(column) for column in zip(*found, strict=True))
    print(f"{title:<52}{walls[len(walls) // 2]:>12.0f}{walls[int(len(walls) * 0.95)]:>12.0f}{cpus[len(cpus) // 2]:>16.0f}", flush=True)


def painted(desk: Any) -> None:
    """From a key until it is painted, and until the rules have judged, in Chromium, as the page itself tells."""
    from playwright.sync_api import sync_playwright

    from benchmarks.search.peers import chromium
    from generator.editing.server import server

    bound, link = server(desk)
    threading.Thread(target=bound.serve_forever, args=(0.02,), daemon=True).start()
    with bound, sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"]).new_page(viewport={"width": 1440, "height": 900})
        page.goto(link)
        page.evaluate(WATCH)
        browser = page.context.new_cdp_session(page)
        browser.send("Performance.enable", {"timeDomain": "threadTicks"})
        for name in (*STEPS, ORDER):
            title = f"{STEPS[name]} ขั้นตอน" if name in STEPS else "คำสั่งแก้ไขเพิ่มเติม"
            began = time.perf_counter()
            page.evaluate("name => { document.querySelector('.desk')?.remove(); location.hash = name }", name)
            page.wait_for_function("name => location.hash.endsWith(name) && document.querySelector('.shown')?.childElementCount", arg=name)
            print(f"{title + ': เปิดในเบราว์เซอร์จนเห็นผัง':<52}{(time.perf_counter() - began) * 1000:>12.0f}", flush=True)
            field = page.get_by_label("ชื่อเรื่อง") if name == ORDER else card(page)
            field.first.focus()
            page.evaluate("() => { told.painted = []; told.judged = [] }")
            busy = cpu(browser)
            for n in range(KEYS):
                page.keyboard.type("กขคงจ"[n % 5])
                page.wait_for_timeout(REST)
            told = page.evaluate("told")
            each = (cpu(browser) - busy) * 1000 / KEYS
            row(f"{title}: จากแป้นจนเห็น (CPU ของเบราว์เซอร์)", [(at, each) for at in told["painted"]])
            row(f"{title}: จากแป้นสุดท้ายจนทุกกฎตรวจแล้ว", [(at, 0) for at in told["judged"]])
            page.keyboard.press("Control+s")
            page.wait_for_function("() => document.querySelector('.state').textContent === 'บันทึกแล้ว'")
        bound.shutdown()


def cpu(browser: Any) -> float:
    """CPU seconds that the page has taken."""
    return float(next(one["value"] for one in browser.send("Performance.getMetrics")["metrics"] if one["name"] == "TaskDuration"))


def card(page: Any) -> Any:
    """The words of the fourth step, whose card is opened."""
    page.locator(".card.step summary").nth(3).click()
    return page.get_by_label("ถ้อยคำในสัญลักษณ์")


if __name__ == "__main__":
    sys.exit(main())
