"""A site made in shards, or from the last one and what changed, has the bytes of one made whole."""

import json
import os
import random
import shutil
from pathlib import Path

import pytest

from benchmarks import office
from generator import compile
from generator.html import nav
from generator.load.loading import load
from generator.publish import builder, files, settings
from generator.publish.outline import outline
from generator.runtime.cache import Cache
from generator.source import reading
from generator.source.parsing import Sources
from tests.test_memory import EDITS

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "tests" / "sample" / "sop"
DEPTHS = {"as it is": {}, "in groups": {"FEW": 6, "GROUP": 4}, "in sections of groups": {"FEW": 6, "GROUP": 3, "MANY": 3, "SECTION": 2}}
ROUNDS = int(os.environ.get("SOP_EDITS", "4"))


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A project without data."""
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    shutil.copytree(ROOT / "overrides", tmp_path / "overrides")
    shutil.copytree(ROOT / "docs", tmp_path / "docs", ignore=shutil.ignore_patterns("manual"))
    monkeypatch.setattr(builder, "FEW", 20)  # so that there are several shards
    monkeypatch.setattr(builder, "SHARD", 60)
    return tmp_path


def generate(place, texts, **given):
    outputs = compile(load(Sources(texts)), sources=texts, **given)
    files.synchronise(place / "docs" / "manual", outputs)


def sample():
    return dict(reading.read(SAMPLE)[0].files)


class Sites:
    """Sites one after another, each made from the last, with the runs of the site builder that each took."""

    def __init__(self, place, monkeypatch, with_builder="mkdocs"):
        self.place, self.builder, self.number, self.runs = place, with_builder, 0, []
        self.last, self.kept = place / "none", Cache(place / "cache")
        run = builder._shard
        monkeypatch.setattr(builder, "_shard", lambda pages, chosen, *rest: self.runs.append(chosen) or run(pages, chosen, *rest))
        self.whole = builder.whole
        monkeypatch.setattr(builder, "whole", lambda *_: pytest.fail("built whole"))

    def next(self):
        self.number += 1
        self.runs.clear()
        folder = self.place / f"made-{self.number}" / "site"
        folder.parent.mkdir()
        builder.build(self.place / "mkdocs.yml", folder, self.builder, self.last, self.kept)
        self.last = folder
        return [path for chosen in self.runs for path in chosen]

    def expect_whole(self):
        cold = self.place / f"whole-{self.number}"
        self.whole(self.place / "mkdocs.yml", cold, self.builder)
        assert files.tree(self.last) == files.tree(cold)
        assert [path for path in files.tree(cold) if (self.last / path).read_bytes() != (cold / path).read_bytes()] == []
        return cold


@pytest.mark.parametrize("with_builder", ["mkdocs", "properdocs"])
@pytest.mark.parametrize("depth", DEPTHS)
def test_shards_make_the_bytes_of_the_whole(place, monkeypatch, depth, with_builder):
    for name, value in DEPTHS[depth].items():
        monkeypatch.setattr(nav, name, value)
    generate(place, sample())
    sites = Sites(place, monkeypatch, with_builder)
    made = sites.next()
    assert len(made) > 90 and len(sites.runs) >= 2
    sites.expect_whole()
    assert sites.next() == []
    assert files.digest(sites.last) == files.digest(place / "made-1" / "site")


@pytest.mark.parametrize("depth", DEPTHS)
def test_each_page_alone_has_the_bytes_of_the_whole(place, monkeypatch, depth):
    """What a page sees of the navigation is all that it shows of it."""
    for name, value in DEPTHS[depth].items():
        monkeypatch.setattr(nav, name, value)
    generate(place, sample())
    cold = place / "whole"
    builder.whole(place / "mkdocs.yml", cold, "mkdocs")
    pages = builder._pages(place / "mkdocs.yml", settings.read(place / "mkdocs.yml"), "mkdocs")
    chance = random.Random(depth)
    some = chance.sample([path for path in pages.outline.pages if path.startswith("manual/")], 2 * ROUNDS)
    with builder.child.lifeline() as stdin:
        for number, path in enumerate(some):
            builder._shard(pages, [path], place / f"one-{number}", stdin)
            address = path.replace(".md", ".html")
            assert (place / f"one-{number}" / "site" / address).read_bytes() == (cold / address).read_bytes(), path


def test_after_random_edits_the_site_has_the_bytes_of_the_whole(place, monkeypatch):
    texts = sample()
    for name, value in DEPTHS["in groups"].items():
        monkeypatch.setattr(nav, name, value)
    sites, chance = Sites(place, monkeypatch), random.Random(2569)
    for path, old, new in [("", "", ""), *chance.sample(EDITS, ROUNDS)]:
        texts = {**texts, path: texts[path].replace(old, new, 1)} if path else texts
        generate(place, texts)
        made = sites.next()
        assert made
        sites.expect_whole()


def test_an_edit_or_an_order_makes_the_pages_that_it_changes(place, monkeypatch):
    texts = sample()
    newest = max(name for name in texts if name.startswith("orders/"))
    generate(place, {name: text for name, text in texts.items() if name != newest})
    sites = Sites(place, monkeypatch)
    sites.next()
    generate(place, texts)
    assert 5 < len(sites.next()) < 80
    sites.expect_whole()
    name, old, new = EDITS[0]
    generate(place, {**texts, name: texts[name].replace(old, new, 1)})
    made = sites.next()
    assert "manual/procedures/acquire-books.md" in made and len(made) < 12
    assert not [path for path in made if path.startswith("manual/procedures/") and "acquire" not in path and "index" not in path]
    sites.expect_whole()


@pytest.mark.parametrize(
    "turn", [{"day": "2569-10-01", "words": "ใหม่", "href": "manual/orders/a.html", "link": "อ่าน"}, {"day": "2569-10-01", "words": "ใหม่"}, None]
)
def test_another_day_is_put_into_the_pages_that_are_made(place, monkeypatch, turn):
    generate(place, sample())
    sites = Sites(place, monkeypatch)
    sites.next()
    path = place / "docs/manual/.site.yml"
    values = json.loads(path.read_text("utf-8"))
    assert values["extra"]["turn"] and values["extra"]["as_of"]
    path.write_text(json.dumps({**values, "extra": {**values["extra"], "as_of": "ข้อมูล ณ วันใหม่", "turn": turn}}), "utf-8")
    assert sites.next() == []
    cold = sites.expect_whole()
    page = (cold / "manual/procedures/acquire-books.html").read_text("utf-8")
    assert page.count("ข้อมูล ณ วันใหม่") == 3 and page.count("2569-10-01") == bool(turn)


@pytest.mark.parametrize(
    "more", ["<i>{{ config.extra.as_of }}</i>", "{% if config.extra.as_of %}{{ config.extra.as_of }}{% endif %}", "{{ config.extra.turn.day }}"]
)
def test_templates_that_say_the_day_elsewhere_are_filled_anew(place, monkeypatch, more):
    path = place / "overrides/partials/copyright.html"
    path.write_text(path.read_text("utf-8") + more, "utf-8")
    generate(place, sample())
    sites = Sites(place, monkeypatch)
    sites.next()
    path = place / "docs/manual/.site.yml"
    path.write_text(path.read_text("utf-8").replace('"as_of": "', '"as_of": "ใหม่ '), "utf-8")
    assert len(sites.next()) > 90
    sites.expect_whole()


BESIDE = {
    "a page by hand": lambda p: (p / "docs/help/calendar.md").write_text("# ใหม่\n\n[สัญลักษณ์](../manual/symbols.md)\n", "utf-8"),
    "a template": lambda p: (p / "overrides/404.html").write_text("{% extends 'main.html' %}{% block content %}no{% endblock %}", "utf-8"),
    "a picture": lambda p: (p / "docs/help/picture.svg").write_text("<svg/>"),
    "a picture gone": lambda p: (p / "docs/manual/charts/structure.svg").unlink(),
    "a setting": lambda p: (p / "mkdocs.yml").write_text((p / "mkdocs.yml").read_text("utf-8").replace("primary: custom", "primary: teal"), "utf-8"),
    "a page edited in the site": lambda p: (p / "made-1/site/manual/symbols.html").write_text("mine"),
    "a page gone from the site": lambda p: (p / "made-1/site/manual/symbols.html").unlink(),
    "a file of the theme gone from the site": lambda p: next((p / "made-1/site/assets/stylesheets").glob("*.css")).unlink(),
    "the order of the tabs": lambda p: reordered(p),
}


def reordered(place):
    path = place / "docs/manual/.site.yml"
    values = json.loads(path.read_text("utf-8"))
    values["nav"] = [values["nav"][0], *reversed(values["nav"][1:])]
    path.write_text(json.dumps(values), "utf-8")


@pytest.mark.parametrize("change", BESIDE)
def test_whatever_else_is_changed_the_site_has_the_bytes_of_the_whole(place, monkeypatch, change):
    generate(place, sample())
    sites = Sites(place, monkeypatch)
    sites.next()
    BESIDE[change](place)
    sites.next()
    sites.expect_whole()


def whole_only(place, monkeypatch, said=None):
    built = []
    monkeypatch.setattr(builder, "whole", lambda *given: built.append(given))
    builder.build(place / "mkdocs.yml", place / "fresh" / "site", "mkdocs", place / "none", Cache(place / "cache"))
    return len(built) == 1 and not (place / "fresh" / "site").exists()


@pytest.mark.parametrize("setting", ["site_url: https://sop.example.go.th/", "hooks: [hook.py]", "not_in_nav: /help/", "nav: [help/index.md]"])
def test_settings_by_which_pages_hang_together_are_built_whole(place, monkeypatch, setting):
    generate(place, sample())
    config = place / "mkdocs.yml"
    config.write_text(config.read_text("utf-8") + f"\n{setting}\n", "utf-8")
    assert whole_only(place, monkeypatch)


def test_a_page_that_a_shard_warns_of_is_built_whole(place, monkeypatch):
    generate(place, sample())
    (place / "docs/help/clerk.md").write_text("# ใหม่\n\n[ไม่มี](../manual/symbols.md#nowhere)\n", "utf-8")
    assert whole_only(place, monkeypatch)


@pytest.mark.parametrize("with_builder", ["mkdocs", "properdocs"])
def test_what_the_builder_warns_of_is_told(place, monkeypatch, with_builder):
    generate(place, sample())
    page = place / "docs/help/clerk.md"
    text = page.read_text("utf-8")
    page.write_text(text + "\n[ไม่มี](../manual/symbols.md#nowhere)\n", "utf-8")
    given = (place / "mkdocs.yml", place / "fresh" / "site", with_builder, place / "none", Cache(place / "cache"))
    warned = builder.build(*given)
    assert any("help/clerk.md" in line and "nowhere" in line for line in warned), warned
    assert (place / "fresh/site/help/clerk.html").is_file()
    page.write_text(text, "utf-8")
    shutil.rmtree(place / "fresh/site")
    assert builder.whole(*given[:3]) == ()


def test_a_page_that_nobody_lists_is_built_whole(place, monkeypatch):
    generate(place, sample())
    (place / "docs/help/unlisted.md").write_text("# ใหม่\n", "utf-8")
    assert whole_only(place, monkeypatch)


@pytest.mark.parametrize(
    "value", [None, [], {}, "a.md", [{"a": "https://example.go.th"}], ["a.md", "a.md"], [{"a": []}], ["README.md"], [3], [{"a": "b.md", "c": "d.md"}]]
)
def test_a_navigation_of_anything_but_sections_and_pages_is_not_narrowed(value):
    assert outline(value) is None


def test_a_generated_office_in_shards(place, monkeypatch, tmp_path_factory):
    folder = tmp_path_factory.mktemp("office")
    office.write(folder, 70)
    texts = dict(reading.read(folder)[0].files)
    generate(place, texts)
    sites = Sites(place, monkeypatch)
    sites.next()
    sites.expect_whole()
    name = "procedures/procedure-00001.yml"
    generate(place, {**texts, name: texts[name].replace('text: "', 'text: "แก้ไข ', 1)})
    assert len(sites.next()) <= 8
    sites.expect_whole()
