"""Whatever stands in a text ends as text: not as HTML, SVG, Markdown, a template, a link or a path."""

import html
import json
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from generator import compile
from generator.html.text import HOLD
from generator.load.loading import load
from generator.publish import files
from generator.rules import check
from generator.source import parsing
from generator.source.parsing import Invalid, Sources

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "tests" / "sample" / "sop"
PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'/onmouseover='alert(1)",
    "[ลิงก์](javascript:alert(1))",
    "{{ 7*7 }}{% include 'x' %}",
    "</title></svg><svg onload=alert(1)>",
    "--><b>ตัวหนา</b><!--",
    "[body]--><i>หลุด</i>",
    "# หัวเรื่อง **หนา** `โค้ด` | ตาราง |",
    "]]><!DOCTYPE x>&amp;&lt;",
    "../../../etc/passwd",
    "![x](https://example.invalid/x.png)",
)
TEXTS = {
    "title", "name", "short", "position", "standing", "text", "label", "term", "intro", "note", "standard", "monitoring", "objectives", "scope",
    "risks", "inputs", "outputs", "documents", "items", "detail", "does", "preamble", "authority", "general", "paragraphs", "cover", "full",
    "kept", "code", "basis", "what", "requires", "committee", "case", "per", "after", "closing", "capacity", "signed_lines", "workflow_title",
}  # fmt: skip


NUMBER = re.compile("[๐-๙ ().]+")
"""The number of an item, where a text may stand as well."""


def poisoned(data, payload, key=""):
    """Every free text of a record with a payload behind it; ids (plain ASCII), kinds and dates stay."""
    if isinstance(data, dict):
        return {name: poisoned(value, payload, name) for name, value in data.items()}
    if isinstance(data, list):
        return [poisoned(value, payload, key) for value in data]
    is_text = key in TEXTS and isinstance(data, str) and not data.isascii() and not NUMBER.fullmatch(data)
    return f"{data} {payload}" if is_text else data


def poison(payload):
    sources, _ = parsing.read(SAMPLE)
    return Sources(
        {name: json.dumps(poisoned(parsing.parse(name, text), payload), ensure_ascii=False, indent=1) for name, text in sources.files.items()}
    )


class Reader(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.words, self.svg = [], [], [], 0

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_data(self, data):
        self.words.append(data)


KNOWN = {
    "a", "abbr", "article", "aside", "b", "body", "br", "button", "caption", "code", "col", "colgroup", "dd", "defs", "desc", "details", "dialog", "div",
    "dl", "dt", "em", "figcaption", "figure", "footer", "form", "g", "h1", "h2", "h3", "h4", "head", "header", "hr", "html", "i", "img", "input", "label",
    "li", "link", "main", "meta", "nav", "ol", "optgroup", "option", "p", "path", "script", "section", "select", "small", "span", "strong",
    "style", "sub", "summary", "sup", "svg", "table", "tbody", "td", "text", "tfoot", "th", "thead", "time", "title", "tr", "tspan", "ul",
}  # fmt: skip


@pytest.fixture(scope="module", params=range(len(PAYLOADS)), ids=lambda n: f"payload-{n}")
def office(request):
    payload = PAYLOADS[request.param]
    made = poison(payload)
    manual = load(made)
    assert [p for p in check(manual, made) if p.level == "error"] == []
    return payload, compile(manual, sources=made.files)


@pytest.fixture(scope="module")
def clean():
    """The pages and drawings of the office as it is."""
    made = compile(load(parsing.read(SAMPLE)[0]))
    return {o.path: o.data.decode() for o in made if o.path.endswith((".md", ".svg")) and not o.path.startswith("assets/")}


def test_no_path_leaves_the_folder(office):
    for output in office[1]:
        assert files.safe(output.path) == output.path


def test_no_page_gains_a_tag_an_attribute_or_a_link(office, clean):
    payload, outputs = office
    seen = 0
    for output in outputs:
        if output.path not in clean:
            continue
        page = output.data.decode()
        now, before = Reader(), Reader()
        now.feed(opened(page))
        before.feed(opened(clean[output.path]))
        assert set(now.tags) - {HOLD} == set(before.tags) - {HOLD} and set(now.tags) <= {*KNOWN, HOLD}, output.path
        assert {(t, n) for t, n, _ in now.attributes} == {(t, n) for t, n, _ in before.attributes}, output.path
        for tag, name, value in now.attributes:
            assert not name.startswith("on"), (output.path, tag, name)
            if name in ("href", "src"):
                assert not value.lower().lstrip().startswith(("javascript:", "data:")), (output.path, value)
        seen += payload.split()[0] in html.unescape(re.sub(r"\\(?=[^\w\s])", "", re.sub(rf"</?(?:span|{HOLD})[^>]*>", "", page)))
    assert seen > 5, "the payload was nowhere: the test shows nothing"


def opened(page):
    """A page as the theme opens it."""
    return re.sub(r"^---\n.*?\n---\n", "", page, flags=re.S).replace("<!--[body]", "").replace("[body]-->", "")


@pytest.mark.parametrize("half", [0, 1])
def test_the_built_site_has_only_its_own_scripts(tmp_path, half):
    """In two halves: all at once are longer than a title may be."""
    made = poison(" ".join(PAYLOADS[half::2]))
    for name, text in made.files.items():
        path = tmp_path / "sop" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    shutil.copytree(SAMPLE / "files", tmp_path / "sop" / "files")
    from tests.conftest import build_site

    site = build_site(tmp_path, tmp_path / "sop")
    pages = list(site.rglob("*.html"))
    assert len(pages) > 40
    for path in pages:
        reader = Reader()
        reader.feed(path.read_text("utf-8"))
        for tag, name, value in reader.attributes:
            assert not (name.startswith("on") and name != "only"), (path, tag, name)
            if name == "src":
                assert "://" not in value and not value.startswith("x"), (path, value)
            if name == "href":
                assert not value.lower().startswith("javascript"), (path, value)
        assert "img" not in reader.tags or all(v for t, n, v in reader.attributes if t == "img" and n == "src"), path


@pytest.mark.parametrize("name", ["procedures/../../x.yml", "procedures/CON.yml", "procedures/a b.yml", "procedures/<b>.yml", "procedures/ก.yml"])
def test_a_file_name_that_is_no_id_is_refused(name):
    sources, _ = parsing.read(SAMPLE)
    with pytest.raises(Invalid) as caught:
        loaded = Sources({**sources.files, name: sources.files["procedures/repair-books.yml"]})
        manual = load(loaded)
        errors = [p for p in check(manual, loaded) if p.level == "error"]
        if errors:
            raise Invalid(errors)
    assert any(name.startswith(p.file) for p in caught.value.problems if p.file)


def test_a_command_never_shows_a_traceback(tmp_path):
    (tmp_path / "handbook.yml").write_bytes(b"\xff\xfe\x00title: \xe1\xa1")
    (tmp_path / "people.yml").write_text("persons: &a [*a, *a]\n")
    done = subprocess.run(
        [sys.executable, "-m", "generator", "check", "--sop", str(tmp_path)], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert "วิธีแก้" in done.stdout
