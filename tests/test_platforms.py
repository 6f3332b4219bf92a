"""Every system that is promised: what can be tried of Windows is tried here, and CI tries the rest on the systems themselves."""

import ast
import json
import ntpath
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path, PureWindowsPath
from types import SimpleNamespace

import pytest
import yaml

from generator import compile
from generator.load.loading import load
from generator.publish import files
from generator.rules.references import DEVICES
from generator.runtime import environment, locks
from generator.source import parsing
from tests import lock
from tests.invalid_case import problems

ROOT = Path(__file__).resolve().parent.parent
SAMPLE, REAL = ROOT / "tests" / "sample" / "sop", ROOT / "sop"
DEEPEST = 150
"""Letters of the longest path that still leaves room below ``C:\\\\Users\\\\...``: Windows takes 259."""


def is_reserved(name: str) -> bool:
    """Whether Windows keeps a name for a device."""
    if sys.version_info >= (3, 13):
        return ntpath.isreserved(name)
    return PureWindowsPath(name).is_reserved()


def unfit(path: str) -> bool:
    """Whether Windows cannot have such a file."""
    parts = PureWindowsPath(path).parts
    return len(path) > DEEPEST or any(is_reserved(p) or p != p.rstrip(". ") or set(p) & set('<>:"\\|?*') or not p.isprintable() for p in parts)


def unlike(paths: list[str]) -> list[str]:
    """Paths that are another's on a disk that does not tell capitals from small letters."""
    seen: dict[str, str] = {}
    return [path for path in paths if seen.setdefault(path.casefold(), path) != path]


def test_what_does_not_fit_is_known():
    assert [name for name in ("a/con.yml", "NUL", "a:b", "a/b ", "a.", "x" * 200, "a?") if not unfit(name)] == [] and not unfit("a/contract.yml")
    assert unlike(["a/B", "a/b"]) == ["a/b"]


def test_the_repository_itself_can_be_kept_on_windows():
    parts = [ROOT / name for name in ("generator", "tests", "docs", "overrides", "benchmarks", "sop")]
    names = [p.relative_to(ROOT).as_posix() for part in parts for p in part.rglob("*") if not {"manual", "__pycache__"} & set(p.parts)]
    assert len(names) > 500 and [name for name in names if unfit(name)] == [] and unlike(names) == []


@pytest.mark.parametrize("sop", [SAMPLE, REAL], ids=["sample", "real"])
def test_every_file_that_is_made_can_be_kept_on_windows(sop: Path):
    sources, _ = parsing.read(sop)
    names = [output.path for output in compile(load(sources), sources=sources.files)]
    assert len(names) > 90 and [name for name in names if unfit(name)] == [] and unlike(names) == []


def test_files_named_like_devices_of_windows_are_errors(tmp_path: Path):
    assert len(DEVICES) == 22 and all(is_reserved(f"{name}.yml") for name in DEVICES)
    shutil.copytree(SAMPLE, tmp_path / "sop")
    for name in DEVICES:
        shutil.copy(SAMPLE / "procedures" / "reading-report.yml", tmp_path / "sop" / "procedures" / f"{name}.yml")
    found = [problem for problem in problems(tmp_path / "sop") if problem.code == "SOP-R012"]
    assert {(problem.file, problem.level) for problem in found} == {(f"procedures/{name}.yml", "error") for name in DEVICES}


@pytest.mark.parametrize("path", ["C:/x", "c:x", "a\\b", "\\\\host\\x", "/x", "../x", "a/../../x", "x:stream", ""])
def test_no_path_of_windows_leads_out_of_the_folder(path: str, tmp_path: Path):
    with pytest.raises(files.Unsafe):
        files.safe(path)


def test_the_same_words_saved_by_windows_notepad_give_the_same_manual(tmp_path: Path):
    for file in SAMPLE.rglob("*"):
        if file.is_file():
            data = file.read_bytes()
            target = tmp_path / file.relative_to(SAMPLE)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n") if file.suffix == ".yml" else data)
    assert b"\r\n" in (tmp_path / "people.yml").read_bytes()
    (plain, _), (saved, _) = parsing.read(SAMPLE), parsing.read(tmp_path)
    assert compile(load(saved)) == compile(load(plain))


def test_texts_are_read_and_written_alike_everywhere():
    """Else Windows takes its own encoding and ends lines in its own way."""
    calls, faults = 0, []
    for path in sorted((ROOT / "generator").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("read_text", "write_text")):
                continue
            calls += 1
            words = {word.arg for word in node.keywords}
            encoded = "encoding" in words or len(node.args) >= (1 if node.func.attr == "read_text" else 2)
            if not encoded or (node.func.attr == "write_text" and "newline" not in words):
                faults.append(f"{path.name}:{node.lineno}")
    assert calls > 8 and faults == []


class Windows:
    """The module ``os`` as a program sees it there."""

    name = "nt"

    def __getattr__(self, name: str) -> object:
        return getattr(os, name)


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> list[tuple]:
    """As on Windows: its names and its locks; what is locked is noted."""
    noted: list[tuple] = []
    held: set[int] = set()

    def locking(descriptor: int, mode: int, count: int) -> None:
        noted.append((descriptor, mode, count))
        if os.fstat(descriptor).st_ino in held:
            raise PermissionError(13, "Permission denied")
        held.add(os.fstat(descriptor).st_ino)

    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(LK_NBLCK=2, locking=locking))
    monkeypatch.setattr(environment, "os", Windows())
    monkeypatch.setattr(locks, "os", Windows())
    return noted


def test_on_windows_one_lock_is_held_once_and_never_shared(windows: list[tuple], tmp_path: Path):
    with (tmp_path / "lock").open("ab") as first, (tmp_path / "lock").open("ab") as second:
        assert locks.acquire(first.fileno()) is True and locks.acquire(second.fileno()) is False
        assert locks.acquire(second.fileno(), shared=True) is True
    assert [mode for _, mode, _ in windows] == [2, 2]


def make_as_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a set-up does on Windows, in a moment: ``Scripts``, a copied interpreter, packages below ``Lib``."""

    def create(made: Path, **options: object) -> None:
        assert options == {"with_pip": True, "symlinks": False}
        (made / "Scripts").mkdir()
        (made / "Scripts" / "python.exe").write_bytes(b"exe")
        (made / "pyvenv.cfg").write_bytes(f"home = {folder}\r\nversion = 3.11.9\r\n".encode())
        (made / "Lib" / "site-packages" / "click").mkdir(parents=True)
        (made / "Lib" / "site-packages" / "click" / "__init__.py").touch()

    monkeypatch.setattr(environment, "FOLDER", folder / ".venv")
    monkeypatch.setattr("venv.create", create)
    monkeypatch.setattr(environment.sysconfig, "get_path", lambda name, scheme, base: f"{base['base']}/Lib/site-packages")


def test_on_windows_the_environment_is_made_and_the_program_runs_beside_it(windows: list, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    make_as_there(tmp_path, monkeypatch)
    ran: list[list] = []

    def run(command: list, **options: object) -> SimpleNamespace:
        ran.append([Path(command[0]).name, *command[1:]])
        if "build" in command and len(ran) > 2:
            raise KeyboardInterrupt
        return SimpleNamespace(returncode=0 if "pip" in command else 7)

    monkeypatch.setattr(environment.subprocess, "run", run)
    (tmp_path / "list.txt").write_text("x")
    assert environment.rerun([tmp_path / "list.txt"], ["-m", "generator", "build"]) == 7
    (pip, build) = ran
    assert pip[:5] == ["python.exe", "-I", "-X", "utf8", "-m"] and build == ["python.exe", "-m", "generator", "build"]
    assert environment.rerun([tmp_path / "list.txt"], ["-m", "generator", "build"]) == 130, "Ctrl-C"
    assert len(ran) == 3, "it was not made again"


def test_on_windows_one_in_use_cannot_be_deleted_and_stays_whole(windows: list, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    make_as_there(tmp_path, monkeypatch)
    monkeypatch.setattr(environment.subprocess, "run", lambda command, **options: SimpleNamespace(returncode=0))
    (tmp_path / "list.txt").write_text("x")
    old = environment.ensure([tmp_path / "list.txt"])
    (tmp_path / "list.txt").write_text("newer")
    windows.clear()
    unlink = Path.unlink

    def opened(path: Path, missing_ok: bool = False) -> None:
        if old.parent.parent in path.parents:
            raise PermissionError(13, "The process cannot access the file because it is being used by another process")
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", opened)
    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(LK_NBLCK=2, locking=lambda *lock: None))
    new = environment.ensure([tmp_path / "list.txt"])
    assert new != old and old.exists() and (old.parent.parent / environment.MARK).exists()


RUNNER = """
import sys
sys.path.insert(0, {root!r})
from tests import __main__ as runner
runner.environment.ensure = lambda lists: sys.executable
runner.browser = runner.node_tool = lambda *_: None
runner.CHECKS = (("this", "--version"),)
sys.exit(runner.main())
"""


@pytest.mark.parametrize("encoding", ["cp874", "latin-1", "ascii"])
def test_the_tests_end_on_any_console(encoding: str):
    env = {**os.environ, "PYTHONUTF8": "0", "PYTHONIOENCODING": encoding}
    done = subprocess.run([sys.executable, "-c", RUNNER.format(root=str(ROOT))], env=env, capture_output=True, timeout=60, check=False)
    assert done.returncode == 0 and b"Traceback" not in done.stderr and b"this --version: " in done.stdout


WORKFLOW = yaml.load((ROOT / ".github" / "workflows" / "test.yml").read_text("utf-8"), yaml.BaseLoader)
README = (ROOT / "README.md").read_text("utf-8")
SYSTEMS = {"ubuntu": "POSIX :: Linux", "windows": "Microsoft :: Windows", "macos": "MacOS"}


def test_ci_runs_the_two_commands_of_the_readme_and_nothing_else():
    (job,) = WORKFLOW["jobs"].values()
    runs = [step["run"] for step in job["steps"] if "run" in step]
    blocks = [re.sub(r" +#.*", "", block).split("\n") for block in re.findall(r"```sh\n(python3 -m generator build.*?)\n```", README, re.S)]
    assert len(blocks) == 2 and blocks[0] == blocks[1] == runs
    assert f"exec {runs[1]}\n" in (ROOT / ".ci" / "run").read_text("utf-8")


def test_ci_tries_every_system_and_python_that_is_promised():
    (job,) = WORKFLOW["jobs"].values()
    matrix, classifiers = job["strategy"]["matrix"], lock.project()["classifiers"]
    assert matrix["python"] == lock.pythons() and job["strategy"]["fail-fast"] == "false"
    promised = {line.removeprefix("Operating System :: ") for line in classifiers if line.startswith("Operating System :: ")}
    assert {SYSTEMS[system.removesuffix("-latest")] for system in matrix["system"]} == promised
    oldest, *_, newest = lock.pythons()
    assert f"Python {oldest} ถึง {newest}" in README and f"Python {oldest} to {newest}" in README
    (python,) = [step["with"] for step in job["steps"] if step.get("uses", "").startswith("actions/setup-python@")]
    assert python == {"python-version": "${{ matrix.python }}"} and job["runs-on"] == "${{ matrix.system }}"


def test_ci_may_only_read_and_runs_only_what_is_pinned_whole():
    (job,) = WORKFLOW["jobs"].values()
    used = [step["uses"] for step in job["steps"] if "uses" in step]
    assert len(used) == 2 and [name for name in used if not re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", name)] == []
    assert WORKFLOW["permissions"] == {"contents": "read"} and "pull_request_target" not in json.dumps(WORKFLOW)
