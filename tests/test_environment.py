"""The first command on a new machine: killed at any moment, damaged, offline or started twice, the next run mends it or says what to do."""

import ast
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import venv
import zipfile
from base64 import urlsafe_b64encode
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from generator import __main__
from generator.runtime import environment
from tests import lock

ROOT = Path(__file__).resolve().parent.parent
PRELUDE = """
import os, subprocess, sys, venv
from pathlib import Path
sys.path.insert(0, {root!r})
from generator.runtime import environment
environment.FOLDER = Path({folder!r})
LISTS = [Path(name) for name in {lists!r}]

def create(folder, **options):
    own = environment.python(folder)
    own.parent.mkdir()
    own.symlink_to(sys.executable) if os.name != "nt" else own.write_bytes(b"exe")
    (folder / "pyvenv.cfg").write_text(f"home = {{Path(sys.executable).parent}}")

def run(command, **options):
    folder = Path(command[0]).parent.parent
    packages = Path(environment.sysconfig.get_path("purelib", "venv", {{"base": str(folder)}}))
    for name in ("click", "yaml"):
        (packages / name).mkdir(parents=True)
        (packages / name / "__init__.py").touch()
    (packages / "yaml" / "_yaml.so").write_bytes(b"compiled")
    with (environment.FOLDER.parent / "made").open("a") as made:
        made.write("x")
    return subprocess.CompletedProcess(command, 0, b"", b"")

venv.create, subprocess.run = create, run
"""
"""For a process of its own: an environment is made in a moment, without pip, and each making is counted in the file ``made``."""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A project's folder with two lists of packages; its environments go into ``.venv``."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name)
    return tmp_path


def start(place: Path, script: str = "print(environment.ensure(LISTS))", lists: str = "a", **env: str) -> subprocess.Popen:
    before = PRELUDE.format(root=str(ROOT), folder=str(place / ".venv"), lists=[str(place / f"{name}.txt") for name in lists])
    command = [sys.executable, "-c", before + script]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, **pipes, text=True, encoding="utf-8", errors="replace", env={**os.environ, "PYTHONUTF8": "1", **env})


def ended(process: subprocess.Popen) -> str:
    """What it printed last: the path of the interpreter."""
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    return out.strip().splitlines()[-1]


def made(place: Path) -> int:
    return len((place / "made").read_text()) if (place / "made").exists() else 0


def environments(place: Path) -> list[Path]:
    return sorted(path for path in (place / ".venv").iterdir() if path.is_dir())


def test_it_is_made_once(place: Path):
    assert ended(start(place)) == ended(start(place))
    assert made(place) == 1


def packages(folder: Path) -> Path:
    (found,) = folder.rglob("site-packages")
    return found


DAMAGES: dict[str, Callable[[Path], object]] = {
    "the folder of a package is gone": lambda folder: shutil.rmtree(packages(folder) / "yaml"),
    "one file is gone": lambda folder: (packages(folder) / "click" / "__init__.py").unlink(),
    "a compiled file was cut short": lambda folder: (packages(folder) / "yaml" / "_yaml.so").write_bytes(b"comp"),
    "all packages are gone": lambda folder: shutil.rmtree(packages(folder)),
    "the interpreter is gone": lambda folder: environment.python(folder).unlink(),
    "the mark is gone": lambda folder: (folder / environment.MARK).unlink(),
    "the mark is empty": lambda folder: (folder / environment.MARK).write_text(""),
    "the mark is of another kind": lambda folder: (folder / environment.MARK).write_text("[1]"),
    "the settings are gone": lambda folder: (folder / "pyvenv.cfg").unlink(),
    "the settings are of another Python": lambda folder: (folder / "pyvenv.cfg").write_text(f"home = {Path(sys.executable).parent}\nversion = 3.9.2"),
    "its Python was removed": lambda folder: remove_python(folder),
}


def remove_python(folder: Path) -> None:
    """As on Windows, where the interpreter stays and only knows where its Python was; elsewhere the link breaks as well."""
    settings = f"home = {folder / 'gone'}"
    mark = json.loads((folder / environment.MARK).read_text())
    (folder / "pyvenv.cfg").write_text(settings)
    (folder / environment.MARK).write_text(json.dumps({**mark, "python": [settings, *mark["python"][1:]]}))


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_one_is_made_anew(place: Path, damage: Callable[[Path], object]):
    ended(start(place))
    (old,) = environments(place)
    damage(old)
    python = Path(ended(start(place)))
    assert made(place) == 2 and environments(place) == [python.parent.parent]
    assert python.parent.parent != old, "a pip that was left behind may still be writing there"
    assert ended(start(place)) == str(python) and made(place) == 2


@pytest.mark.skipif(os.name == "nt", reason="nothing is linked there")
def test_one_whose_link_to_python_leads_nowhere_or_to_another_is_made_anew(place: Path):
    for target in (place / "gone", Path("/bin/sh")):
        link = Path(ended(start(place)))
        link.unlink()
        link.symlink_to(target)
    assert Path(ended(start(place))).resolve() == Path(sys.executable).resolve() and made(place) == 3


KILL = """
events = 0
def hook(event, arguments):
    global events
    writes = event in ("os.mkdir", "os.rename", "os.remove", "os.symlink") or event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR)
    if writes and environment.FOLDER.name in str(arguments[0]) + str(arguments[1:2]):
        events += 1
        if events == {at}:
            os.kill(os.getpid(), 9)
sys.addaudithook(hook)
print(environment.ensure(LISTS))
"""
"""Ends the process, as ``kill -9`` would, before it changes something for the n-th time."""


def test_killed_before_any_change_that_it_makes_the_next_run_has_a_whole_one(place: Path):
    for at in range(1, 100):
        killed = start(place, KILL.format(at=at))
        killed.communicate(timeout=60)
        if killed.returncode == 0:
            break
        python = Path(ended(start(place)))
        assert [p.name for p in sorted(packages(python.parent.parent).iterdir())] == ["click", "yaml"]
        assert environments(place) == [python.parent.parent]
        shutil.rmtree(place / ".venv")
    assert 10 < at < 99


def test_two_that_start_at_once_make_one(place: Path):
    both = [start(place, "input(); print(environment.ensure(LISTS))") for _ in range(2)]
    for process in both:
        process.stdin.write("\n")
        process.stdin.flush()
    first, second = map(ended, both)
    assert first == second and made(place) == 1


NO_LOCKS = """
def acquire(descriptor, *, shared=False):
    return None
environment.locks.acquire = acquire
print(environment.ensure(LISTS))
"""


def test_two_that_start_at_once_where_files_cannot_be_locked_do_not_harm_each_other(place: Path):
    both = [start(place, NO_LOCKS), start(place, NO_LOCKS)]
    assert {Path(ended(process)).parent.parent for process in both} <= {place / ".venv" / f"{environment.ABI}-{n}" for n in (1, 2)}
    assert Path(ended(start(place, NO_LOCKS))).exists()


HELD = "print(environment.ensure(LISTS), flush=True); input(); sys.exit(not environment.python(environment._folders()[0]).exists())"


def test_one_that_is_in_use_is_not_deleted_when_another_is_made(place: Path):
    running = start(place, HELD)
    old = Path(running.stdout.readline().strip()).parent.parent
    (place / "a.txt").write_text("newer")
    new = Path(ended(start(place))).parent.parent
    assert environments(place) == [old, new] and (packages(old) / "click" / "__init__.py").exists()
    running.communicate("\n", timeout=60)
    (place / "a.txt").write_text("newest")
    newest = Path(ended(start(place))).parent.parent
    assert environments(place) == [newest]


@pytest.mark.skipif(os.name == "nt", reason="no process takes the place of another there")
def test_it_is_in_use_as_long_as_the_program_that_took_its_place(place: Path):
    running = start(place, "print(environment.ensure(LISTS), flush=True); os.execv('/bin/cat', ['cat'])")
    old = Path(running.stdout.readline().strip()).parent.parent
    (place / "a.txt").write_text("newer")
    ended(start(place))
    assert old in environments(place)
    running.communicate("", timeout=60)


def test_one_for_the_tests_serves_the_compiler_too_and_then_stands_alone(place: Path):
    ended(start(place))
    both = Path(ended(start(place, lists="ab"))).parent.parent
    assert environments(place) == [both] and ended(start(place)) == str(environment.python(both)) and made(place) == 2


OTHER = """
environment.ABI, place = "cpython-{digits}-any", environment.sysconfig.get_path
environment.sysconfig.get_path = lambda *where: place(*where).replace("python3.", "python-other-3.")
print(environment.ensure(LISTS))
"""


def test_what_another_python_made_stays_and_what_no_one_can_use_any_more_goes(place: Path):
    made_by = [
        Path(ended(start(place, script))).parent.parent
        for script in ("print(environment.ensure(LISTS))", OTHER.format(digits=310), OTHER.format(digits=39))
    ]
    own, other, orphan = made_by
    assert made(place) == 3 and environments(place) == sorted(made_by)
    environment.python(orphan).unlink()
    theirs = place / ".venv" / "cp311-another_system-1"
    theirs.mkdir()
    (theirs / "of-another-system").touch()
    (place / "a.txt").write_text("newer")
    new = Path(ended(start(place))).parent.parent
    assert environments(place) == sorted([other, theirs, new]) and (other / environment.MARK).exists() and new != own


def failed(process: subprocess.Popen) -> str:
    """What it says; without a traceback, and with nothing left."""
    _, err = process.communicate(timeout=60)
    assert process.returncode == 1 and "Traceback" not in err, err
    return err


@pytest.mark.parametrize("missing", ["ensurepip", "venv"])
def test_without_the_parts_that_debian_leaves_out_it_says_what_to_install(place: Path, missing: str):
    said = failed(
        start(place, f"sys.modules[{missing!r}] = None; environment.importlib.util.find_spec = lambda name: None; environment.ensure(LISTS)")
    )
    assert f"apt install python3.{sys.version_info.minor}-venv" in said and environments(place) == []
    assert ended(start(place)), "the next run, with them, works"


FAILS = """
def run(command, **options):
    Path(command[0]).with_name("half").touch()
    return subprocess.CompletedProcess(command, 1, b"", {said!r}.encode())
subprocess.run = run
environment.ensure(LISTS)
"""


@pytest.mark.parametrize(
    ("said", "remedy"),
    [
        ("WARNING: Retrying (Retry(total=0)) after connection broken\nERROR: No matching distribution found for click", "ต่ออินเทอร์เน็ต"),
        ("ERROR: Could not install packages: [Errno 28] No space left on device", "พื้นที่เก็บข้อมูลเต็ม"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "ไม่ตรงกับที่ตรึงไว้"),
        ("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate'))", "PIP_CERT"),
        ("ERROR: No matching distribution found for pygraphviz==2.0.4 (from versions: 1.0)", f"Python {lock.pythons()[0]} ถึง {lock.pythons()[-1]} "),
        ("PermissionError: [Errno 13] Permission denied: '.venv'", "ตรวจสิทธิ์ของโฟลเดอร์"),
        ("something new", "โมดูล venv"),
    ],
)
def test_what_went_wrong_is_said_in_thai_with_its_remedy_and_nothing_is_left(place: Path, said: str, remedy: str):
    heard = failed(start(place, FAILS.format(said=said)))
    assert remedy in heard and said.splitlines()[-1] in heard and "WARNING" not in heard and environments(place) == []


def test_what_cannot_be_written_is_said(place: Path):
    (place / ".venv").touch()
    assert "ตรวจสิทธิ์ของโฟลเดอร์" in failed(start(place))


@pytest.mark.parametrize("encoding", ["cp874", "cp1252", "ascii"])
def test_no_console_ends_it(place: Path, encoding: str):
    assert ended(start(place, PYTHONUTF8="0", PYTHONIOENCODING=encoding))


def wheel(folder: Path) -> tuple[Path, str]:
    """The smallest package, built, and its hash."""
    path = folder / "tiny-1.0-py3-none-any.whl"
    files = {
        "tiny.py": "def main(): print('tiny')\n",
        "tiny-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n",
        "tiny-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = [f"{name},sha256={urlsafe_b64encode(sha256(text.encode()).digest()).decode().rstrip('=')},{len(text)}" for name, text in files.items()]
    with zipfile.ZipFile(path, "w") as packed:
        for name, text in {**files, "tiny-1.0.dist-info/RECORD": "\n".join([*record, "tiny-1.0.dist-info/RECORD,,", ""])}.items():
            packed.writestr(name, text)
    return path, sha256(path.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real environment with nothing but pip."""
    folder = tmp_path_factory.mktemp("bare") / "environment"
    venv.create(folder, symlinks=os.name != "nt")
    (own,) = importlib.util.find_spec("pip").submodule_search_locations
    shutil.copytree(own, packages(folder) / "pip", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.fixture
def real(bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place where the real pip is asked, with none of this machine's settings."""
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    for name, value in {"PIP_RETRIES": "0", "PIP_CONFIG_FILE": os.devnull, "NO_PROXY": "*"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(environment, "FOLDER", tmp_path / ".venv")
    monkeypatch.setattr(venv, "create", lambda folder, **options: shutil.copytree(bare, folder, symlinks=True, dirs_exist_ok=True))
    return tmp_path


def test_a_real_one_has_what_its_list_says_and_nothing_of_the_users_own_settings(real: Path, monkeypatch: pytest.MonkeyPatch):
    _, digest = wheel(real)
    (real / "pip.py").write_text("raise SystemExit('not this one')")
    for name, value in {"PIP_USER": "1", "PIP_TARGET": str(real / "elsewhere"), "PYTHONPATH": str(real)}.items():
        monkeypatch.setenv(name, value)
    good, bad = real / "good.txt", real / "bad.txt"
    good.write_text(f"# ก\n--no-index\n--find-links {real.as_posix()}\ntiny==1.0 --hash=sha256:{digest}\n", "utf-8")
    bad.write_text(good.read_text("utf-8").replace(digest, "0" * 64), "utf-8")
    python = environment.ensure([good])
    assert environment.ensure([good]) == python
    assert subprocess.run([python, "-I", "-c", "import tiny; tiny.main()"], capture_output=True, check=True).stdout.strip() == b"tiny"
    with pytest.raises(SystemExit, match="ไม่ตรงกับที่ตรึงไว้"):
        environment.ensure([bad])
    assert environments(real) == [python.parent.parent]


@pytest.mark.parametrize("setting", ["PIP_INDEX_URL", "HTTPS_PROXY"])
def test_without_a_network_the_real_pip_is_understood(real: Path, monkeypatch: pytest.MonkeyPatch, setting: str):
    monkeypatch.delenv("NO_PROXY")
    monkeypatch.setenv(setting, "http://127.0.0.1:9/simple")
    with pytest.raises(SystemExit, match="ต่ออินเทอร์เน็ต"):
        environment.ensure([environment.RUNTIME])
    assert environments(real) == []


def test_an_old_python_is_told_what_is_needed_before_it_comes_to_what_it_cannot_read():
    ast.parse((ROOT / "generator" / "__init__.py").read_text("utf-8"), feature_version=(3, 7))
    script = f"import sys; sys.path.insert(0, {str(ROOT)!r}); sys.version_info = (3, 9, 2); import generator.runtime.console"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, encoding="utf-8", check=False, env={**os.environ, "PYTHONUTF8": "1"}
    )
    assert done.returncode == 1 and "ต้องใช้ Python 3.11" in done.stderr and "Traceback" not in done.stderr


def test_an_interpreter_is_used_as_it_is_only_if_it_has_all_that_the_project_asks_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    assert environment.ready()
    for name in ("Mkdocs_Material-9.8.1", "click-8.5.1"):
        (tmp_path / f"{name}.dist-info").mkdir()
    monkeypatch.setattr(environment, "PROJECT", tmp_path / "pyproject.toml")
    monkeypatch.setattr(sys, "path", ["", str(tmp_path)])
    for asked, there in (("['mkdocs-material>=9', 'click', \"nlpo3>1; sys_platform != 'linux'\"]", True), ("['click>=8,<9', 'typst==1']", False)):
        (tmp_path / "pyproject.toml").write_text(f"[project]\ndependencies = {asked}\n")
        assert environment.ready() is there


def test_one_that_lacks_a_package_is_told_and_not_entered_again_and_again():
    bare = [sys.executable, "-S", "-E", "-m", "generator", "check"]  # without the folder of packages
    done = subprocess.run(bare, cwd=ROOT, env={**os.environ, environment.INSIDE: "1"}, capture_output=True, timeout=60, check=False)
    assert done.returncode == 1 and b"Traceback" not in done.stderr and "ใช้ไม่ได้" in done.stderr.decode()


def test_a_package_that_does_not_start_marks_its_environment_as_broken(place: Path, monkeypatch: pytest.MonkeyPatch):
    (place / environment.MARK).touch()
    monkeypatch.setattr(sys, "prefix", str(place))
    monkeypatch.setattr(sys, "argv", ["generator", "check"])
    monkeypatch.setitem(sys.modules, "generator.cli", None)  # an ImportError that names it
    with pytest.raises(ImportError):
        __main__.main()
    assert (place / environment.MARK).exists()
    monkeypatch.setenv(environment.INSIDE, "1")
    with pytest.raises(ImportError):
        __main__.main()  # a fault of ours is none of the environment's
    ours = SyntaxError("invalid syntax", (str(ROOT / "generator" / "cli" / "who.py"), 1, 1, "def"))
    with pytest.raises(SyntaxError):
        environment.blame(ours)
    assert (place / environment.MARK).exists()
    cut_short = SyntaxError("'(' was never closed", (str(place / "site-packages" / "click" / "core.py"), 1, 1, "def f("))
    for error in (ImportError("DLL load failed while importing _core", name="typst._core"), cut_short):
        (place / environment.MARK).touch()
        with pytest.raises(SystemExit, match=re.escape(error.msg)):
            environment.blame(error)
        assert not (place / environment.MARK).exists()


def test_names_of_windows_fit_into_its_paths():
    assert re.fullmatch(r"[\w-]{1,40}", environment.ABI)
