"""The first command on a new machine: the environment is made, made anew when it no longer fits, and never entered twice."""

import hashlib
import importlib.metadata
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from generator import environment

ROOT = Path(__file__).resolve().parent.parent
LISTS = [ROOT / "generator" / "requirements.txt", ROOT / "tests" / "requirements.txt"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
FASTER = {"nlpo3"}
"""Wanted, but not needed."""


def wanted(*extras: str) -> list[Requirement]:
    return [Requirement(line) for lines in (PROJECT["dependencies"], *(PROJECT["optional-dependencies"][e] for e in extras)) for line in lines]


def pins(path: Path) -> dict[str, Requirement]:
    lines = (line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    return {canonicalize_name(found.name): found for found in map(Requirement, lines)}


@pytest.mark.parametrize("path", LISTS, ids=lambda p: p.parent.name)
def test_a_list_of_packages_says_its_encoding_since_pip_reads_it_as_the_system_writes(path: Path):
    first, *_ = path.read_bytes().split(b"\n")
    assert re.match(rb"#.*coding[:=]\s*utf-8", first), "on a Thai Windows pip would read the first line as Windows-874 and stop"


def test_every_package_asked_for_is_pinned_to_a_version_that_will_do():
    runtime, tests = pins(LISTS[0]), pins(LISTS[1])
    assert len(wanted()) > 10
    for asked, pinned in [(r, runtime) for r in wanted()] + [(r, runtime | tests) for r in wanted("fonts", "test")]:
        found = pinned.get(canonicalize_name(asked.name))
        assert found, f"{asked.name} is not pinned"
        (exact,) = found.specifier
        assert exact.operator == "==" and asked.specifier.contains(exact.version), f"{found} against {asked}"


def test_every_package_installs_on_the_oldest_python_that_the_readme_promises():
    """Not only on its later bug fixes: Debian 12 has 3.11.2."""
    oldest = f"{PROJECT['requires-python'].removeprefix('>=')}.0"
    there = {canonicalize_name(d.name): d for d in importlib.metadata.distributions()}
    asked = {name: SpecifierSet(there[name].metadata["Requires-Python"] or "") for name in pins(LISTS[0]) | pins(LISTS[1]) if name in there}
    assert len(asked) > 50
    assert [f"{name} needs Python {python}" for name, python in asked.items() if oldest not in python] == []


def test_what_is_looked_for_before_a_command_runs_is_what_the_project_asks_for():
    modules = {
        canonicalize_name(d): name for name, found in importlib.metadata.packages_distributions().items() for d in found if name in environment.NEEDED
    }
    assert set(modules) == {canonicalize_name(r.name) for r in wanted()} - FASTER


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """An environment that is ready, as files; what would be made or installed is noted instead."""
    monkeypatch.setattr(environment, "FOLDER", tmp_path)
    python = environment.python()
    python.parent.mkdir()
    python.touch()
    digest = hashlib.sha256(environment.RUNTIME.read_bytes()).hexdigest()
    (tmp_path / ".ready-generator").write_text(digest)
    done: list[tuple[str, dict]] = []
    monkeypatch.setattr(environment.venv, "create", lambda folder, **options: done.append(("create", options)))
    monkeypatch.setattr(environment.subprocess, "run", lambda command, **options: done.append(("install", options)))

    def of_version(version: str) -> list[tuple[str, dict]]:
        (tmp_path / "pyvenv.cfg").write_text(f"home = /usr/bin\nversion = {version}\n")
        assert environment.ensure([environment.RUNTIME]) == python
        return done

    return of_version


def test_an_environment_that_fits_is_left_alone(made):
    assert made(f"{sys.version_info.major}.{sys.version_info.minor}.99") == []


@pytest.mark.parametrize("version", ["3.9.2", f"3.{sys.version_info.minor + 1}.0", f"3.{sys.version_info.minor}1.0"])
def test_an_environment_of_another_python_is_made_anew(made, version: str):
    (create, options), (install, how) = made(version)
    assert (create, options["clear"], install) == ("create", True, "install")
    assert how["env"]["PYTHONUTF8"] == "1"


def test_an_environment_that_lacks_a_package_is_told_and_not_entered_again_and_again():
    bare = [sys.executable, "-S", "-E", "-m", "generator", "check"]  # without the folder of packages
    env = {**os.environ, environment.INSIDE: "1"}
    done = subprocess.run(bare, cwd=ROOT, env=env, capture_output=True, timeout=60, check=False)
    assert done.returncode == 1 and b".venv" in done.stderr
    assert b"Traceback" not in done.stderr
