"""The same pages build strictly under MkDocs, ProperDocs and Zensical."""

import html
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest

from generator import compile
from generator.load.loading import load
from generator.publish import files
from generator.source import parsing

ROOT = Path(__file__).resolve().parent.parent
BUILDERS = {
    "mkdocs": ["-m", "mkdocs", "build", "--strict", "--site-dir", "site"],
    "properdocs": ["-m", "properdocs", "build", "--strict", "--config-file", "mkdocs.yml", "--site-dir", "site"],
    "zensical": ["-m", "zensical", "build", "--strict"],
}
FOLDERS = {"real": ROOT / "sop", "sample": ROOT / "tests" / "sample" / "sop"}
GENERATED = ("404.html",)
"""Pages that a builder makes by itself."""


@pytest.fixture(scope="module", params=list(FOLDERS))
def sites(request, tmp_path_factory):
    sources, _ = parsing.read(FOLDERS[request.param])
    outputs = compile(load(sources), sources=sources.files)
    built = {}
    for builder, arguments in BUILDERS.items():
        folder = tmp_path_factory.mktemp(f"{request.param}-{builder}")
        shutil.copy(ROOT / "mkdocs.yml", folder)
        shutil.copytree(ROOT / "overrides", folder / "overrides")
        shutil.copytree(ROOT / "docs", folder / "docs", ignore=shutil.ignore_patterns("manual"))
        files.synchronise(folder / "docs" / "manual", outputs)
        built[builder] = (folder / "site", run(folder, arguments))
    return built


def run(folder, arguments):
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    return subprocess.run([sys.executable, *arguments], cwd=folder, env=env, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("builder", list(BUILDERS))
def test_the_site_builds_without_a_warning(sites, builder):
    _, done = sites[builder]
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stdout + done.stderr


def titles(site):
    found = {}
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        if name not in GENERATED:
            page = path.read_text("utf-8")
            found[name] = [
                html.unescape(re.sub(r"<[^>]+>", "", re.search(rf"<{tag}\b[^>]*>(.*?)</{tag}>", page, re.S)[1])).strip("¶\n ")
                if f"<{tag}" in page
                else ""
                for tag in ("title", "h1")
            ]
    return found


@pytest.mark.parametrize("builder", ["properdocs", "zensical"])
def test_every_builder_makes_the_same_pages_with_the_same_titles(sites, builder):
    expected = titles(sites["mkdocs"][0])
    assert len(expected) > 40
    assert titles(sites[builder][0]) == expected


class Read(HTMLParser):
    """What a page says to a reader's browser: tags, classes and words, whatever the spaces between them."""

    def __init__(self, page):
        super().__init__()
        self.said = []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.said.append((tag, {name: " ".join((value or "").split()) for name, value in attributes}))

    def handle_endtag(self, tag):
        self.said.append(tag)

    def handle_data(self, data):
        self.said.append(" ".join(data.split()))


def test_our_list_of_pages_is_the_theme_s_own(sites, tmp_path):
    folder = sites["mkdocs"][0].parent
    shutil.copytree(folder, tmp_path / "themed", ignore=shutil.ignore_patterns("nav-item.html", "site"))
    done = run(tmp_path / "themed", BUILDERS["mkdocs"])
    assert done.returncode == 0, done.stdout + done.stderr
    pages = sorted((tmp_path / "themed" / "site").rglob("*.html"))
    assert len(pages) > 40
    for path in pages:
        ours = folder / "site" / path.relative_to(tmp_path / "themed" / "site")
        theirs, mine = (list(filter(None, Read(p.read_text("utf-8")).said)) for p in (path, ours))
        assert mine == theirs, path


def test_no_page_asks_another_host_for_anything(sites):
    seen = Counter()
    for builder, (site, _) in sites.items():
        for path in site.rglob("*.html"):
            for tag in re.findall(r"<(?:script|link|img|iframe|source|video|audio)\b[^>]*>", path.read_text("utf-8")):
                if 'rel="canonical"' not in tag:
                    seen[builder] += 1
                    assert not re.search(r'(?:src|href)="(?:https?:)?//', tag), (builder, path.name, tag)
    assert seen.keys() == sites.keys() and min(seen.values()) > 300


@pytest.mark.parametrize("builder", list(BUILDERS))
def test_bodies_are_opened_and_no_script_stands_in_a_page(sites, builder):
    site = sites[builder][0]
    pages = [path for path in site.rglob("*.html") if path not in (site / "404.html", site / "index.html")]  # index: the hand-written redirect
    assert len(pages) > 40
    for path in pages:
        page = path.read_text("utf-8")
        assert "[body]" not in page, path
        assert not re.search("[\u2060\u200b]", page), (path, "marks that would be copied")
        assert page.index("assets/theme-start.js") < page.index('rel="stylesheet"'), "the policy is set before all else"
        inline = [tag for tag in re.findall(r"<script\b[^>]*>", page) if "src=" not in tag and "application/json" not in tag]
        assert not inline, (path, inline)
        assert not re.search(r"<[a-z][^>]*\son[a-z]+=", re.sub(r"<script.*?</script>", "", page, flags=re.S)), path
