"""The lists of packages: made from pyproject.toml, whole, with hashes, and without a word of where packages come from."""

import functools
import importlib.metadata
import json
import re
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from generator.runtime import environment
from tests import lock

FASTER = {"nlpo3"}
"""Wanted, but not needed."""


def wanted(*extras: str) -> list[Requirement]:
    project = lock.project()
    return [Requirement(line) for lines in (project["dependencies"], *(project["optional-dependencies"][e] for e in extras)) for line in lines]


def pins(path: Path) -> dict[str, Requirement]:
    found = [Requirement(block.split("\\")[0]) for block in lock.blocks(path.read_text("utf-8"))]
    assert len(found) > 30
    return {canonicalize_name(pin.name): pin for pin in found}


RUNTIME, TESTS = map(pins, lock.REQUIREMENTS)


@functools.cache
def there() -> dict[str, importlib.metadata.Distribution]:
    return {canonicalize_name(found.name): found for found in importlib.metadata.distributions()}


@pytest.mark.parametrize("path", lock.REQUIREMENTS, ids=lambda p: p.parent.name)
def test_a_list_says_its_encoding_since_pip_reads_it_as_the_system_writes(path: Path):
    first, *_ = path.read_bytes().split(b"\n")
    assert re.match(rb"#.*coding[:=]\s*utf-8", first), "on a Thai Windows pip would read the first line as Windows-874 and stop"


@pytest.mark.parametrize("path", lock.REQUIREMENTS, ids=lambda p: p.parent.name)
def test_a_list_has_exact_versions_and_hashes_of_built_packages_and_nothing_else(path: Path):
    name, pin = r"[a-z0-9][a-z0-9.-]*", r"==[a-z0-9.]+( ; [^\\]+)?"
    allowed = re.compile(rf"#.*|--only-binary :all:|{name}{pin} \\|    --hash=sha256:[0-9a-f]{{64}}( \\)?|")
    lines = path.read_text("utf-8").splitlines()
    assert [line for line in lines if not allowed.fullmatch(line)] == [] and "--only-binary :all:" in lines
    assert [block.splitlines()[0] for block in lock.blocks(path.read_text("utf-8")) if "--hash" not in block] == []


def test_no_list_says_where_packages_come_from():
    files = [*lock.REQUIREMENTS, *(folder / name for folder in lock.NODE for name in ("package.json", "package-lock.json"))]
    assert [path.name for path in files if re.search(r"://|index-url|find-links|\"resolved\"", path.read_text("utf-8"))] == []


def test_every_package_asked_for_is_pinned_to_a_version_that_will_do():
    assert len(wanted()) > 10
    for asked, pinned in [(r, RUNTIME) for r in wanted()] + [(r, RUNTIME | TESTS) for r in wanted("fonts", "test")]:
        found = pinned.get(canonicalize_name(asked.name))
        assert found, f"{asked.name} is not pinned: python3 -m tests.lock"
        (exact,) = found.specifier
        assert exact.operator == "==" and asked.specifier.contains(exact.version), f"{found} against {asked}: python3 -m tests.lock"
        assert (found.marker is None) == (asked.marker is None)


def needed(roots: list[Requirement]) -> set[str]:
    """All that these packages need on this system, themselves included."""
    found: set[tuple[str, str]] = set()
    waiting = [(canonicalize_name(r.name), extra) for r in roots if not r.marker or r.marker.evaluate() for extra in ("", *r.extras)]
    while waiting:
        name, extra = one = waiting.pop()
        if one in found:
            continue
        found.add(one)
        for below in map(Requirement, there()[name].requires or () if name in there() else ()):
            if not below.marker or below.marker.evaluate({"extra": extra}):
                waiting += [(canonicalize_name(below.name), more) for more in ("", *below.extras)]
    return {name for name, _ in found}


def test_what_packages_need_is_in_the_lists_too_and_each_is_pinned_once():
    for pinned, roots in ((RUNTIME, wanted()), (RUNTIME | TESTS, wanted("fonts", "test"))):
        assert len(needed(roots)) > 30 and sorted(needed(roots) - set(pinned)) == []
    assert set(RUNTIME) & set(TESTS) == set()


def test_every_package_installs_on_the_oldest_python_that_the_readme_promises():
    """Not only on its later bug fixes: Debian 12 has 3.11.2."""
    oldest = f"{lock.project()['requires-python'].removeprefix('>=')}.0"
    asked = {name: SpecifierSet(there()[name].metadata.get("Requires-Python", "")) for name in RUNTIME | TESTS if name in there()}
    assert len(asked) > 50
    assert [f"{name} needs Python {python}" for name, python in asked.items() if oldest not in python] == []


def test_the_pythons_that_are_promised_begin_with_the_oldest():
    assert lock.project()["requires-python"] == f">={lock.pythons()[0]}" and len(lock.pythons()) >= 3
    assert {len(lock.SYSTEMS[line]) > 0 for line in lock.project()["classifiers"] if line.startswith("Operating")} == {True}


@pytest.mark.parametrize("folder", lock.NODE, ids=lambda folder: folder.name)
def test_what_tests_need_of_node_is_locked_with_hashes(folder: Path):
    listed = json.loads((folder / "package-lock.json").read_text("utf-8"))["packages"]
    asked = json.loads((folder / "package.json").read_text("utf-8"))["dependencies"]
    assert listed[""]["dependencies"] == asked and len(listed) > len(asked)
    assert [name for name, package in listed.items() if name and not package["integrity"].startswith("sha512-")] == []


PRINTED = """\
annotated-types==0.8.0 \\
    --hash=sha256:aa \\
    --hash=sha256:bb
tomli==2.5.0 ; python_full_version < '3.11' \\
    --hash=sha256:cc
"""


def test_the_tests_own_list_is_what_is_not_in_the_compilers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for name in ("RUNTIME", "TESTS"):
        path = tmp_path / f"{name}.txt"
        path.write_text("", "utf-8")
        monkeypatch.setitem(lock.TITLES, path, "ชุดโปรแกรม")
        monkeypatch.setattr(lock, name, path)
    monkeypatch.setattr(environment, "ensure", lambda lists: Path("python"))
    monkeypatch.setattr(lock, "resolve", lambda uv, known, *options: PRINTED if "--extra=test" in options else PRINTED.split("tomli")[0])
    monkeypatch.setattr(lock, "missing", lambda uv: ["x86_64 3.11"])
    monkeypatch.setattr(lock, "node", lambda folder, *options: None)
    monkeypatch.setattr("sys.argv", ["lock"])
    assert lock.main() == 1, "a system without packages is a fault"
    assert [block.split("==")[0] for block in lock.blocks(lock.RUNTIME.read_text("utf-8"))] == ["annotated-types"]
    assert [block.split("==")[0] for block in lock.blocks(lock.TESTS.read_text("utf-8"))] == ["tomli"]
