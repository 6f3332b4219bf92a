"""``python3 -m benchmarks.search [SIZES…] [--peers]``: recall, rank, times and size of the search; not a test.

Quality is measured on the sample and on the real manual, times and size also on generated offices. ``--peers``: the same
questions in the same browser to the theme's own search (``lang: th``) and to Pagefind (``npx pagefind``), by page, since
neither knows our anchors, and to libraries of npm filled with our records, by anchor. In a real Chromium, one after the other.
"""

from __future__ import annotations

import argparse
import gzip
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks import office
from benchmarks.search import libraries, measure, peers
from benchmarks.search.measure import Query, Score

ROOT = Path(__file__).resolve().parents[2]
MANUALS = {"sample": ROOT / "tests" / "sample" / "sop", "real": ROOT / "sop"}
TYPED = ("หนังสือ", "นวัตกรรม", "ตรวจสอบ เครื่องมือนิเทศ", "แผนปฏิบัติการประจำปี", "นวตกรรม", "ครุภณฑ์", "๒๔๘/๒๕๖๕", "ศึกษานิเทศก์ชำนาญการ", "MARC-21")
"""Typed letter by letter; every stage is a question."""
TIMES = """typed => {
  const times = [], ask = (q) => { const t = performance.now(); sopSearch.query(q); times.push(performance.now() - t); };
  for (const words of typed) for (let n = 1; n <= words.length; n++) ask(words.slice(0, n));
  return times.sort((a, b) => a - b);
}"""


def quality(title: str, scores: list[Score]) -> None:
    kinds = dict.fromkeys(s.query.kind for s in scores)
    row = [f"{measure.mean([s.recall for s in scores]):.3f}", f"{measure.mean([s.rank for s in scores]):.3f}"]
    parts = "  ".join(f"{kind} {measure.mean([s.recall for s in scores if s.query.kind == kind]):.2f}" for kind in kinds)
    print(f"{title:<46}{len(scores):>4}{row[0]:>9}{row[1]:>8}   {parts}")


def by_page(query: Query) -> Query:
    return Query(query.kind, query.ask, tuple(dict.fromkeys(place.partition("#")[0] for place in query.find)))


def pages_of(places: list[str]) -> list[str]:
    return list(dict.fromkeys(place.partition("#")[0] for place in places))


def speed(browser: Browser, title: str, index: str) -> None:
    page = measure.engine(browser)
    ready = page.evaluate("text => { const t = performance.now(); (0, eval)(text); sopSearch.warm(); return performance.now() - t; }", index)
    times: list[float] = page.evaluate(TIMES, list(TYPED))
    raw, records = index.encode(), page.evaluate("() => sopSearch.size()")
    at = {name: times[min(len(times) - 1, int(len(times) * share))] for name, share in (("p50", 0.5), ("p95", 0.95), ("max", 1.0))}
    shown = "  ".join(f"{name} {value:6.1f}" for name, value in at.items())
    print(f"{title:<46}{records:>8}{len(raw) / 1e3:>10.0f}{len(gzip.compress(raw, 9)) / 1e3:>8.0f}{ready:>9.0f}   {shown}")
    page.close()


def ours(browser: Browser, name: str, page: Page) -> None:
    asked = measure.queries(name)
    answers = {q.ask: measure.found(page, q.ask) for q in asked}
    quality(f"{name}: ours, by anchor", [measure.score(q, answers[q.ask]) for q in asked])
    quality(f"{name}: ours, by page", [measure.score(by_page(q), pages_of(answers[q.ask])) for q in asked])


def staff(name: str, page: Page) -> None:
    for part, title in measure.STAFF.items():
        quality(f"{name}: as staff type, {title}", [measure.answered(q, measure.shown(page, q.ask)) for q in measure.staff(part, name)])


def theirs(browser: Browser, name: str, sop: Path) -> None:
    asked = [by_page(q) for q in measure.queries(name)]
    with tempfile.TemporaryDirectory() as folder:
        for title, ask in peers.engines(browser, Path(folder), sop):
            quality(f"{name}: {title}, by page", [measure.score(q, pages_of(ask(q.ask))) for q in asked])


def those_of_npm(browser: Browser, name: str, index: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for title, ask in libraries.engines(browser, Path(folder), index):
            quality(f"{name}: {title}, by anchor", [measure.score(q, ask(q.ask)) for q in measure.queries(name)])


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python3 -m benchmarks.search")
    parser.add_argument("sizes", nargs="*", type=int, default=[1000], help="procedures of the generated offices")
    parser.add_argument("--peers", action="store_true", help="ask the theme's search, Pagefind and libraries of npm too")
    options: Any = parser.parse_args(arguments)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=peers.chromium(), args=["--no-sandbox"])
        found = {name: measure.indexes(measure.edition_of(sop)) for name, sop in MANUALS.items() if (sop / "handbook.yml").exists()}
        indexes = {name: index for name, (index, _) in found.items()}
        print(f"{'':<46}{'asked':>4}{'recall':>8}{'MRR':>8}   recall by kind")
        for name, index in indexes.items():
            ours(browser, name, measure.engine(browser, index))
            staff(name, measure.engine(browser, *found[name]))
            if options.peers:
                theirs(browser, name, MANUALS[name])
                those_of_npm(browser, name, index)
        print(f"\n{'':<46}{'records':>8}{'kB':>10}{'gzip':>8}{'ready ms':>9}   answer, ms")
        for name, index in indexes.items():
            speed(browser, name, index)
        guide = next(iter(found.values()))[1].encode()
        print(f"{'help, the same for every office':<54}{len(guide) / 1e3:>10.0f}{len(gzip.compress(guide, 9)) / 1e3:>8.0f}")
        for size in options.sizes:
            with tempfile.TemporaryDirectory() as folder:
                office.write(Path(folder), size)
                speed(browser, f"generated, {size:,} procedures", measure.quick_index(measure.edition_of(Path(folder))))
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
