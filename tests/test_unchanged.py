"""A build that would make what is there makes nothing; whatever is missing, foreign or edited is noticed, whatever its time of change says."""

import os
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest

from generator import cli
from generator.cli import folder as shared
from generator.publish import files, state
from generator.runtime import cache
from generator.source import reading
from tests.conftest import build_site

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "tests" / "sample" / "sop"
OPTIONS = (False, False, False, "mkdocs")
DAY = date(2026, 11, 30)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A project whose site was just built."""
    folder = tmp_path_factory.mktemp("unchanged")
    shutil.copytree(SAMPLE, folder / "sop")
    build_site(folder, folder / "sop")
    return folder


def wanted(place, **other):
    found = {"folder": place / "sop", "config": place / "mkdocs.yml", "site": place / "site", "options": OPTIONS, "as_of": None, "day": DAY}
    return state.WantedBuild(reading.read(place / "sop")[0], **{**found, **other})


def said(place, **other):
    of = wanted(place, **other)
    return state.unchanged(of, of.key(), cache.Cache(place / cache.FOLDER))


def rewritten(path, old, new):
    """Bytes changed in place, size and times as they were."""
    about, data = path.stat(), path.read_bytes()
    assert data.count(old) and len(old) == len(new)
    path.write_bytes(data.replace(old, new, 1))
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))


PAGE = "site/manual/procedures/acquire-books.html"
CHANGES = {
    "a page is missing": lambda p: (p / PAGE).unlink(),
    "a page was edited, its size and times are the same": lambda p: rewritten(p / PAGE, b"<html", b"<hTml"),
    "a page became a link": lambda p: ((p / PAGE).rename(p / "aside.html"), (p / PAGE).symlink_to(p / "aside.html")),
    "a page became a folder": lambda p: ((p / PAGE).unlink(), (p / PAGE).mkdir()),
    "the list of what is ours is gone": lambda p: (p / "site" / files.LIST).unlink(),
    "the list of what is ours is shorter": lambda p: files.write_list(p / "site", files.owned(p / "site") - {"index.html"}),
    "the site is gone": lambda p: shutil.rmtree(p / "site"),
    "a generated file was edited": lambda p: rewritten(p / "docs/manual/index.md", b"title", b"titel"),
    "a generated file is missing": lambda p: (p / "docs/manual/manual.json").unlink(),
    "somebody put a page among the generated ones": lambda p: (p / "docs/manual/mine.md").write_text("# Mine"),
    "a killed run left a part": lambda p: (p / "docs/manual" / files.PART).write_bytes(b"half"),
    "a file of the data was edited": lambda p: rewritten(p / "sop/people.yml", "นาย".encode(), "นาง".encode()),
    "a file of the data is gone": lambda p: (p / "sop/procedures/acquire-books.yml").unlink(),
    "a picture of a signature came": lambda p: (p / "sop/signature.png").write_bytes(b"png"),
    "the help was edited": lambda p: rewritten(p / "docs/help/index.md", b"---", b"***"),
    "there is a page more beside the manual": lambda p: (p / "docs/news.md").write_text("# News"),
    "a template was edited": lambda p: rewritten(p / "overrides/main.html", b"block", b"blokc"),
    "a template more": lambda p: (p / "overrides/partials/more.html").write_text(""),
    "a setting of the site": lambda p: rewritten(p / "mkdocs.yml", b"language: th", b"language: en"),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
def test_whatever_was_changed_is_noticed(place, tmp_path, change):
    assert said(place) is not None
    asked = wanted(place)
    copy = tmp_path / "copy"
    shutil.copytree(place, copy, symlinks=True)
    key, kept = wanted(copy).key(), cache.Cache(copy / cache.FOLDER)
    state.remember(wanted(copy), key, kept, ["said"], fixed=True)
    assert said(copy) == ["said"]
    CHANGES[change](copy)
    assert said(copy) is None
    assert state.unchanged(asked, asked.key(), cache.Cache(place / cache.FOLDER)) is not None


def test_what_others_put_into_the_site_is_theirs(place):
    (place / "site" / "CNAME").write_text("sop.example.go.th")
    assert said(place) is not None


def test_other_options_another_day_and_another_program_ask_for_another_build(place, tmp_path, monkeypatch):
    assert said(place) is not None
    assert said(place, options=(True, *OPTIONS[1:])) is None
    assert said(place, options=(*OPTIONS[:3], "properdocs")) is None
    assert said(place, as_of=DAY) is None
    assert said(place, site=place / "other") is None
    with monkeypatch.context() as patch:
        patch.setenv(state.EPOCH, "0")
        assert said(place) is None
    monkeypatch.setattr(cache, "program", lambda: b"newer")
    assert said(place) is None


def test_a_build_of_today_is_another_tomorrow_unless_the_data_name_a_day(tmp_path):
    shutil.copytree(SAMPLE, tmp_path / "sop")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    (tmp_path / "site").mkdir()
    (tmp_path / "docs" / "manual").mkdir(parents=True)
    kept = cache.Cache(tmp_path / cache.FOLDER)
    for fixed, tomorrow in ((False, None), (True, ["said"])):
        state.remember(wanted(tmp_path), wanted(tmp_path).key(), kept, ["said"], fixed=fixed)
        assert said(tmp_path) == ["said"] and said(tmp_path, day=date(2026, 12, 1)) == tomorrow


def test_what_was_edited_during_a_build_is_not_taken_for_built(tmp_path):
    shutil.copytree(SAMPLE, tmp_path / "sop")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    (tmp_path / "docs").mkdir()
    kept, before = cache.Cache(tmp_path / cache.FOLDER), wanted(tmp_path)
    key = before.key()
    (tmp_path / "docs" / "news.md").write_text("# News")
    state.remember(before, key, kept, [], fixed=True)
    assert kept.get(key) is None


@pytest.mark.parametrize(
    "settings",
    [
        "plugins: [search]",
        "hooks: [hook.py]",
        "repo_url: !ENV REPOSITORY",
        "markdown_extensions: [pymdownx.snippets]",
        "docs_dir: other",
        "INHERIT: x.yml",
        "- x",
        "a: ]",
    ],
)
def test_settings_that_may_read_anything_are_built_each_time(place, tmp_path, settings):
    shutil.copytree(place, tmp_path / "copy", symlinks=True)
    config = tmp_path / "copy" / "mkdocs.yml"
    name = settings.split(":")[0]
    lines = [line for line in config.read_text("utf-8").splitlines() if not line.startswith(name)]
    config.write_text("\n".join([*lines, settings]) + "\n", "utf-8")
    assert wanted(tmp_path / "copy").key() is None


HEAVY = ("pydantic", "mkdocs", "typst", "jinja2", "pygraphviz", "pythainlp", "generator.html", "generator.model", "generator.rules")


def test_it_is_decided_before_anything_of_the_compiler_is_loaded(place):
    import subprocess

    code = f"import sys; from generator import cli; code = cli.main(); print([m for m in {HEAVY!r} if m in sys.modules]); sys.exit(code)"
    options = ["--sop", place / "sop", "--config", place / "mkdocs.yml", "--site", place / "site", "--no-book"]
    for arguments, expected in ((["build", *options], "ไม่มีอะไรเปลี่ยน"), (["check", "--sop", place / "sop"], "ผิดพลาด 0")):
        command = [sys.executable, "-c", code, *map(str, arguments)]
        env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
        for _ in range(2):
            done = subprocess.run(command, cwd=place, env=env, capture_output=True, text=True, encoding="utf-8", check=False)
        assert done.returncode == 0 and expected in done.stdout, done.stdout + done.stderr
        assert done.stdout.splitlines()[-1] == "[]"


def test_a_check_finds_from_the_cache_what_it_found_and_sees_an_edit(place, tmp_path, monkeypatch, capsys):
    shutil.copytree(place / "sop", tmp_path / "sop")
    monkeypatch.chdir(tmp_path)

    def found(*options):
        monkeypatch.setattr(sys, "argv", ["sop", "check", "--format", "json", *options])
        code = cli.main()
        return code, capsys.readouterr().out

    first = found()
    assert first[0] == 0 and len(first[1]) > 1000
    with monkeypatch.context() as patch:
        patch.setattr(shared, "checked_texts", lambda *_: pytest.fail("checked again"))
        assert found() == first
        assert found("--strict")[0] == 1
    rewritten(tmp_path / "sop/handbook.yml", b"procedures:", b"procedurez:")
    code, text = found()
    assert code == 1 and "procedurez" in text
    assert found() == (code, text)
