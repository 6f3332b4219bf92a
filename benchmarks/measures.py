"""The measures: each a function of the office's folder; what a measure needs made beforehand is made before the clock starts."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
After = Callable[[], Any]
Ready = Callable[[], Any]
"""What is timed; if it returns a function, that is called when the clock has stopped (:data:`After`)."""


def _manual(folder: Path) -> Any:
    from generator.load.loading import load
    from generator.source import parsing

    sources, _ = parsing.read(folder / "sop")
    return load(sources), sources


def floor_yaml(folder: Path) -> Ready:
    import yaml

    def run() -> None:
        for path in (folder / "sop").rglob("*.yml"):
            yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader)

    return run


def check(folder: Path) -> Ready:
    from generator.cli import folder as door

    return lambda: door.checked(folder / "sop")


def compile_(folder: Path) -> Ready:
    from generator import compile

    manual, sources = _manual(folder)
    return lambda: compile(manual, sources=sources.files)


def charts(folder: Path) -> Ready:
    from generator.flow import chart
    from generator.flow.graph import graph

    manual, _ = _manual(folder)
    return lambda: [chart.pages(graph(p), 1500) for p in manual.procedures]


def forms(folder: Path) -> Ready:
    from generator.documents.form_table import form
    from generator.documents.model import SummarySheet
    from generator.edition import edition
    from generator.html import form_view
    from generator.html.shell import site

    manual, sources = _manual(folder)
    made = site(edition(manual), sources.files)
    return lambda: [form_view.summary(made.settings, SummarySheet(p.id, form(made.edition, p))) for p in manual.procedures]


def search(folder: Path) -> Ready:
    from generator.edition import edition
    from generator.html import search as index
    from generator.html.pages import KINDS
    from generator.html.shell import site

    manual, sources = _manual(folder)
    made = site(edition(manual), sources.files)
    pages = [one.page for _, maker in KINDS for one in maker(made)]
    return lambda: index.outputs(made, pages)


def floor_graphviz(folder: Path) -> Ready:
    import pygraphviz

    from generator.flow.graph import graph

    manual, _ = _manual(folder)
    graphs = [graph(p) for p in manual.procedures]

    def run() -> None:
        for found in graphs:
            drawn = pygraphviz.AGraph(directed=True)
            drawn.add_edges_from([(e.source, e.target) for e in found.edges])
            drawn.layout("dot")

    return run


def _config(folder: Path) -> None:
    for name in ("docs", "overrides"):
        shutil.rmtree(folder / name, ignore_errors=True)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    shutil.copytree(ROOT / "docs", folder / "docs", ignore=shutil.ignore_patterns("manual"))


def _mkdocs(folder: Path, site: str, config: str = "mkdocs.yml") -> Ready:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", config, "--site-dir", str(folder / site)]
    return lambda: subprocess.run(command, cwd=folder, check=True, capture_output=True)


def mkdocs(folder: Path) -> Ready:
    from generator.publish import files

    _config(folder)
    files.synchronise(folder / "docs" / "manual", compile_(folder)())
    return _mkdocs(folder, "site-ours")


def mkdocs_default(folder: Path) -> Ready:
    """The very same pages under the theme's defaults: bodies that Markdown reads, whole navigation in one list, its own search."""
    from generator.html.page import CLOSE, OPEN
    from generator.output import Output
    from generator.publish import files

    plain = folder / "default"
    outputs = [
        Output(o.path, o.data.replace(OPEN.encode(), b"").replace(CLOSE.encode(), b"")) for o in compile_(folder)() if not o.path.startswith(".")
    ]
    files.synchronise(plain / "docs" / "manual", outputs)
    (plain / "docs" / "index.md").write_text("# คู่มือ\n", "utf-8")
    settings = "site_name: plain\nuse_directory_urls: false\ntheme:\n  name: material\n  language: th\nplugins:\n  - search:\n      lang: th\n"
    (plain / "mkdocs.yml").write_text(settings + "markdown_extensions: [attr_list, toc]\n", "utf-8")
    return _mkdocs(plain, "site")


def floor_mkdocs(folder: Path) -> Ready:
    """The same procedures as plain Markdown under the theme's defaults: search on, navigation whole, every word parsed."""
    manual, _ = _manual(folder)
    docs = folder / "plain" / "docs"
    docs.mkdir(parents=True, exist_ok=True)
    for p in manual.procedures:
        rows = "\n".join(f"| {n} | {s.label} | {' '.join(d.text for d in s.detail)} | {' '.join(s.standard)} |" for n, s in enumerate(p.steps, 1))
        steps = "\n".join(f"1. {s.text or s.label}" for s in p.steps)
        aims = "\n".join(f"- {o}" for o in p.objectives)
        form = f"| ที่ | ผัง | รายละเอียด | มาตรฐาน |\n|---|---|---|---|\n{rows}\n"
        text = f"# {p.title}\n\n## วัตถุประสงค์\n\n{aims}\n\n## ขั้นตอน\n\n{steps}\n\n## แบบฟอร์ม\n\n{form}"
        (docs / f"{p.id}.md").write_text(text, "utf-8")
    (docs / "index.md").write_text("# คู่มือ\n", "utf-8")
    settings = "site_name: plain\ntheme:\n  name: material\n  language: th\nplugins:\n  - search:\n      lang: th\n"
    (folder / "plain" / "mkdocs.yml").write_text(settings, "utf-8")
    return _mkdocs(folder / "plain", "site")


def _build(folder: Path) -> Ready:
    command = [sys.executable, "-m", "generator", "build", "--sop", str(folder / "sop"), "--config", str(folder / "mkdocs.yml")]
    return lambda: subprocess.run([*command, "--site", str(folder / "site"), "--no-book"], cwd=ROOT, check=True, capture_output=True)


def build(folder: Path) -> Ready:
    """Cold: nothing is there of an earlier build."""
    _config(folder)
    for name in ("site", ".cache"):
        shutil.rmtree(folder / name, ignore_errors=True)
    return _build(folder)


def again(folder: Path) -> Ready:
    """A build of what is there already, as are those before the next two."""
    if not (folder / "site").exists():
        build(folder)()
    _build(folder)()
    return _build(folder)


def build_edit(folder: Path) -> Ready:
    """A build after an edit in the first step of one procedure."""
    run, victim = again(folder), folder / "sop" / "procedures" / "procedure-00001.yml"
    text = victim.read_text("utf-8")
    victim.write_text(text.replace(*EDIT, 1), "utf-8")
    return lambda: (run(), lambda: victim.write_text(text, "utf-8"))[1]


def build_order(folder: Path) -> Ready:
    """A build after an order by which two persons exchange two procedures."""
    from benchmarks import office

    run, order = again(folder), folder / "sop" / "orders" / "2568-900.yml"
    order.write_text(office.amendment(sum(1 for _ in (folder / "sop" / "procedures").iterdir())), "utf-8")
    return lambda: (run(), order.unlink)[1]


def _check(folder: Path) -> Ready:
    command = [sys.executable, "-m", "generator", "check", "--sop", str(folder / "sop")]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return lambda: subprocess.run(command, cwd=folder, env=env, check=True, capture_output=True)


def check_cold(folder: Path) -> Ready:
    shutil.rmtree(folder / ".cache", ignore_errors=True)
    return _check(folder)


def check_again(folder: Path) -> Ready:
    _check(folder)()
    return _check(folder)


EDIT = ('text: "', 'text: "QX7 ')
"""A word more in the first step of the first procedure, which no page has yet."""


def edit(folder: Path) -> Ready:
    """Check and compile after an edit, in a program that has compiled before (``sop serve``)."""
    from generator import compile
    from generator.cli import folder as door
    from generator.runtime.memory import Memory

    memory = Memory()

    def stages() -> None:
        manual, sources, _ = door.checked(folder / "sop")
        compile(manual, sources=sources.files, memory=memory)

    stages()
    victim = folder / "sop" / "procedures" / "procedure-00001.yml"
    text = victim.read_text("utf-8")

    def run() -> After:
        victim.write_text(text.replace(*EDIT, 1), "utf-8")
        stages()
        return lambda: victim.write_text(text, "utf-8")

    return run


def served(folder: Path) -> Ready:
    """From saving a file until the browser is given the changed page by ``sop serve``."""
    _config(folder)
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port = asked.getsockname()[1]
    command = [sys.executable, "-m", "generator", "serve", "--sop", str(folder / "sop"), "--config", str(folder / "mkdocs.yml"), "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}/manual/procedures/procedure-00001.html"
    _wait(lambda: _page(address) != "")
    time.sleep(1)
    victim = folder / "sop" / "procedures" / "procedure-00001.yml"
    text = victim.read_text("utf-8")

    def run() -> After:
        victim.write_text(text.replace(*EDIT, 1), "utf-8")
        _wait(lambda: EDIT[1].split('"')[1].strip() in _page(address))
        return lambda: (server.send_signal(signal.SIGINT), server.wait(timeout=30), victim.write_text(text, "utf-8"))

    return run


def _page(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:
            return str(answer.read().decode())
    except OSError:
        return ""


def _wait(holds: Callable[[], bool], seconds: float = 600.0) -> None:
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.02)


def book(folder: Path) -> Ready:
    command = [sys.executable, "-m", "generator", "print", "--sop", str(folder / "sop"), "--output", str(folder / "books")]
    return lambda: subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


def strictdoc(folder: Path) -> Ready:
    """The same steps as StrictDoc requirements; needs ``strictdoc`` on the path."""
    manual, _ = _manual(folder)
    docs = folder / "strictdoc"
    docs.mkdir(exist_ok=True)
    for p in manual.procedures:
        parts = [f"[DOCUMENT]\nTITLE: {p.title}\n"]
        parts += [f"[REQUIREMENT]\nUID: {p.id}-{s.id}\nTITLE: {s.label}\nSTATEMENT: >>>\n{s.text or s.label}\n<<<\n" for s in p.steps]
        (docs / f"{p.id}.sdoc").write_text("\n".join(parts), "utf-8")
    return lambda: subprocess.run(["strictdoc", "export", str(docs), "--output-dir", str(folder / "sd-out")], check=True, capture_output=True)


def sphinx_needs(folder: Path) -> Ready:
    """The same steps as needs; needs ``sphinx-build`` with sphinx-needs on the path."""
    manual, _ = _manual(folder)
    docs = folder / "needs"
    docs.mkdir(exist_ok=True)
    (docs / "conf.py").write_text('extensions = ["sphinx_needs"]\nproject = "bench"\nneeds_id_regex = ".*"\n', "utf-8")
    names = "\n".join(f"   {p.id}" for p in manual.procedures)
    (docs / "index.rst").write_text(f"manual\n======\n\n.. toctree::\n\n{names}\n", "utf-8")
    for p in manual.procedures:
        needs = "\n".join(f".. req:: {s.label}\n   :id: {p.id}-{s.id}\n\n   {s.text or s.label}\n" for s in p.steps)
        (docs / f"{p.id}.rst").write_text(f"{p.title}\n{'=' * 120}\n\n{needs}", "utf-8")
    return lambda: subprocess.run(["sphinx-build", "-q", "-b", "html", str(docs), str(folder / "sn-out")], check=True, capture_output=True)


MEASURES: dict[str, Callable[[Path], Ready]] = {
    "floor_yaml": floor_yaml,
    "check": check,
    "compile": compile_,
    "charts": charts,
    "forms": forms,
    "search": search,
    "floor_graphviz": floor_graphviz,
    "mkdocs": mkdocs,
    "floor_mkdocs": floor_mkdocs,
    "mkdocs_default": mkdocs_default,
    "build": build,
    "again": again,
    "build_edit": build_edit,
    "build_order": build_order,
    "check_cold": check_cold,
    "check_again": check_again,
    "edit": edit,
    "served": served,
    "book": book,
    "strictdoc": strictdoc,
    "sphinx_needs": sphinx_needs,
}


def _cpu() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def main() -> None:
    """Run one measure and print its result as JSON."""
    from generator.cli import collect_rarely

    name, folder = sys.argv[1], Path(sys.argv[2])
    collect_rarely()
    ready = MEASURES[name](folder)
    wall, cpu = time.perf_counter(), _cpu()
    after = ready()
    wall, cpu = time.perf_counter() - wall, _cpu() - cpu
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    sys.stdout.write(json.dumps({"wall": wall, "cpu": cpu, "mb": peak, "pid": os.getpid()}) + "\n")
    sys.stdout.flush()
    if callable(after):
        after()


if __name__ == "__main__":
    main()
