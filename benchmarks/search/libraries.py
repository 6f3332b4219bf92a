"""The same questions to search libraries of npm, given the very records of our index with their digits made Arabic: would one do for Thai?"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page

PACKAGES = {
    "minisearch": ("minisearch@7.2.0", "dist/umd/index.js"),
    "flexsearch": ("flexsearch@0.8.212", "dist/flexsearch.bundle.min.js"),
    "fuse.js": ("fuse.js@7.5.0", "dist/fuse.min.mjs"),
}
Ask = Callable[[str], list[str]]

TAKE = """text => {
  window.arabic = (words) => words.replace(/[๐-๙]/g, (d) => d.charCodeAt(0) - 0xe50);
  window.sopSearch = { take(index) {
    const places = index.places.split("\\n").map((line) => line.split("\\t")), lines = index.words.split("\\n");
    window.records = lines.map((line, id) => {
      const [code, title, also, words] = arabic(line).split("\\t"), [, page, anchor] = places[id];
      return { id, code, title, also, text: words, href: index.pages[page][0] + (anchor ? "#" + anchor : "") };
    });
  } };
  (0, eval)(text);
}"""
WORDS = """(words) => [...new Intl.Segmenter("th", { granularity: "word" }).segment(words)].filter((p) => p.isWordLike).map((p) => p.segment)"""
MINISEARCH = f"""() => {{
  const made = new MiniSearch({{ fields: ["code", "title", "also", "text"], tokenize: {WORDS} }});
  made.addAll(records);
  const options = {{ prefix: true, fuzzy: 0.2, combineWith: "AND", boost: {{ code: 4, title: 3, also: 3 }} }};
  window.ask = (question) => made.search(arabic(question), options).map((hit) => records[hit.id].href);
}}"""
FLEXSEARCH = """() => {
  const made = new FlexSearch.Document({
    tokenize: "full", encoder: FlexSearch.Charset.Default, document: { id: "id", index: ["code", "title", "also", "text"] },
  });
  records.forEach((record) => made.add(record));
  window.ask = (question) => [...new Set(made.search(arabic(question), 500).flatMap((field) => field.result))].map((id) => records[id].href);
}"""
FUSE = """() => {
  const made = new Fuse(records, { keys: [{ name: "code", weight: 4 }, { name: "title", weight: 3 }, { name: "also", weight: 3 }, "text"],
    ignoreLocation: true, threshold: 0.2, useExtendedSearch: true });
  window.ask = (question) => made.search(arabic(question)).map((hit) => hit.item.href);
}"""
SETTINGS = {
    "minisearch": ("MiniSearch 7.2 (Intl.Segmenter)", MINISEARCH),
    "flexsearch": ("FlexSearch 0.8 (full)", FLEXSEARCH),
    "fuse.js": ("Fuse.js 7.5 (extended)", FUSE),
}


def engines(browser: Browser, folder: Path, index: str) -> Iterator[tuple[str, Ask]]:
    """Each library that can be had here, filled and ready to be asked; it answers with places, best first."""
    command = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), *(package for package, _ in PACKAGES.values())]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        return
    for name, (title, setting) in SETTINGS.items():
        page = browser.new_page()
        script = (folder / "node_modules" / name / PACKAGES[name][1]).read_text("utf-8")
        if name == "fuse.js":
            page.add_script_tag(content=script + "\nwindow.Fuse = Fuse;" if "export{" not in script else _exposed(script), type="module")
            page.wait_for_function("() => window.Fuse")
        else:
            page.add_script_tag(content=script)
        page.evaluate(TAKE, index)
        page.evaluate(setting)
        yield title, _ask(page)
        page.close()


def _exposed(module: str) -> str:
    """A module whose default export stands on the window."""
    head, _, exported = module.rpartition("export{")
    name = next(part.split(" as ")[0].strip() for part in exported.rstrip("};\n").split(",") if part.endswith("default"))
    return f"{head}\nwindow.Fuse = {name};"


def _ask(page: Page) -> Ask:
    return lambda question: [place.replace(".html", "") for place in page.evaluate("question => ask(question)", question)]
