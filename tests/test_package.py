"""What ``pip install .`` installs: every file of the generator, with its licences."""

import re
import tomllib
from pathlib import Path

from click.testing import CliRunner

from generator import __version__
from generator.cli import program
from tests import fonts

ROOT = Path(__file__).resolve().parent.parent
GENERATOR = ROOT / "generator"
MADE = {"__pycache__"}


def settings() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def test_every_file_beside_the_modules_is_packed_and_every_pattern_packs_some():
    there = {p for p in GENERATOR.rglob("*") if p.is_file() and p.suffix != ".py" and not MADE & set(p.parts)}
    assert len(there) > 60, "the generator is not where this test looks"
    patterns = settings()["tool"]["setuptools"]["package-data"]["generator"]
    packed = {pattern: set(GENERATOR.glob(pattern)) for pattern in patterns}
    assert there - set().union(*packed.values()) == set()
    assert [pattern for pattern, found in packed.items() if not found] == []


def test_every_folder_with_modules_is_a_package():
    folders = {p.parent for p in GENERATOR.rglob("*.py")}
    assert len(folders) > 8
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []


def test_the_fonts_bring_their_licence():
    project = settings()["project"]
    assert {"MIT", "OFL-1.1"} <= set(project["license"].split())
    texts = [(ROOT / name).read_text("utf-8") for name in project["license-files"]]
    assert any("SIL OPEN FONT LICENSE" in text for text in texts) and any("Permission is hereby granted" in text for text in texts)


def test_the_version_is_said_in_one_place():
    assert "version" in settings()["project"]["dynamic"]
    assert settings()["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "generator.__version__"}
    assert CliRunner().invoke(program, ["--version"]).output.strip() == f"sop {__version__}"


def test_the_version_has_a_place_in_the_changelog_and_a_release_tries_what_it_builds():
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert "## [Unreleased]" in changelog and f"## [{__version__}] - " in changelog
    from tests import release

    assert {step[0] for step in release.STEPS} >= {"check", "build"}
    assert [name for name in release.OFFICE if not (ROOT / name).exists()] == []


def test_the_fonts_are_what_their_script_makes(tmp_path):
    fonts.main(tmp_path)
    assert len(list(tmp_path.iterdir())) == 9
    assert [made.name for made in tmp_path.iterdir() if made.read_bytes() != (GENERATOR / "fonts" / made.name).read_bytes()] == []


def test_the_files_that_contributing_names_are_there():
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    named = {found for found in re.findall(r"`([\w./-]+\.(?:py|yml|md|toml)|[\w/.]+/)`", text) if not found.startswith(".")}
    assert len(named) > 15
    assert sorted(found for found in named - {"dist/"} if not any((folder / found).exists() for folder in (ROOT, GENERATOR))) == []
    tables = set(re.findall(r"`([A-Z]{3,})`", text))
    code = "".join(path.read_text("utf-8") for path in GENERATOR.rglob("*.py"))
    assert tables >= {"FIELDS", "SECTIONS", "PARTS"} and [name for name in tables if f"\n{name}" not in code and name != "OOXML"] == []
