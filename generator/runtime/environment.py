"""The virtual environments of this project: made once each, from pinned packages, by the standard library alone.

A newcomer needs Python 3.11 and nothing else: ``python3 -m generator build`` comes here first. Each environment has a folder of its own::

    .venv/cpython-311-x86_64-linux-gnu-1/
    .venv/cp313-win_amd64-1/

and is not changed once it is whole. Its last file, ``whole.json``, says of what it was made. When something is missing (a set-up was killed,
files were deleted) or is no longer so (lists of packages, Python), another is made beside it, and nothing that runs loses its packages.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NoReturn

from generator.runtime import locks

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".venv"
PROJECT = ROOT / "pyproject.toml"
RUNTIME = ROOT / "generator" / "requirements.txt"
ABI = (sysconfig.get_config_var("EXT_SUFFIX") or "").split(".")[1]
"""Which compiled packages this Python can load, as in PEP 3149: ``cpython-311-x86_64-linux-gnu``."""
COMPILED = re.compile(r"\.(?:so|pyd|dll|dylib)(?:$|\.)")
MARK = "whole.json"
INSIDE = "SOP_ENVIRONMENT"
"""Set for a program that :func:`rerun` started: what is missing there is missing in the environment itself."""
ELSEWHERE = ("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_PYTHON")
"""Settings of a user that would have pip install into another place; those of proxies, certificates and mirrors are kept."""
NO_PIP = (
    f"Python นี้ไม่มีส่วนที่ใช้เตรียมสภาพแวดล้อม (venv, ensurepip) Debian หรือ Ubuntu: sudo apt install "
    f"python{sys.version_info[0]}.{sys.version_info[1]}-venv ระบบอื่น: ติดตั้ง Python ฉบับเต็มจาก python.org แล้วสั่งใหม่"
)
NO_ROOM = f"เขียนโฟลเดอร์ {FOLDER} ไม่ได้ ตรวจสิทธิ์ของโฟลเดอร์ หรือย้ายโครงการไปยังที่ที่เขียนได้"
NO_PACKAGE = "ไม่มีชุดโปรแกรมสำหรับ Python หรือระบบของเครื่องนี้ ใช้ Python 3.11 ถึง 3.14 แบบ 64 บิต (x86-64 หรือ Mac) จาก python.org"
NO_NETWORK = f"ติดต่อแหล่งชุดโปรแกรมไม่ได้ ต่ออินเทอร์เน็ต (หรือตั้งตัวแปร HTTPS_PROXY ของสำนักงาน) แล้วสั่งใหม่ หากต่ออยู่แล้ว: {NO_PACKAGE}"
REASONS = (
    ("DO NOT MATCH THE HASHES", "ชุดโปรแกรมที่ได้รับไม่ตรงกับที่ตรึงไว้ จึงไม่ติดตั้ง อาจเสียหายระหว่างทางหรือถูกเปลี่ยน สั่งใหม่ในเครือข่ายอื่น หากยังเป็น แจ้งผู้ดูแลระบบ"),
    ("No space left|Errno 28|WinError 112", "พื้นที่เก็บข้อมูลเต็ม ต้องมีที่ว่างราว 1 GB แล้วสั่งใหม่"),
    ("CERTIFICATE_VERIFY|SSLError", "เครือข่ายใช้ใบรับรองที่ Python ไม่รู้จัก ขอแฟ้มใบรับรองจากผู้ดูแลระบบ แล้วตั้งตัวแปร PIP_CERT ให้ชี้ไปที่แฟ้มนั้น"),
    ("Retrying|Connection|Timeout|timed out|Proxy|name resolution|from versions: none", NO_NETWORK),
    ("No matching distribution", NO_PACKAGE),
    ("ermission|not permitted|Access is denied|Read-only|File exists|Not a directory", NO_ROOM),
    ("ensurepip", NO_PIP),
)  # fmt: skip
"""What a failed set-up says -> what to do; the first that is found holds."""
SHOWN = 5
"""Lines of what pip said, for whoever is asked for help."""
UNKNOWN = "ตรวจว่าเครื่องต่ออินเทอร์เน็ต และมี Python 3.11 ขึ้นไปพร้อมโมดูล venv แล้วสั่งใหม่"


def ready() -> bool:
    """Whether the running interpreter has all that ``pyproject.toml`` asks for (what it asks for on some systems only is not needed)."""
    if not PROJECT.exists():
        return True  # installed by pip, with what it needs
    import tomllib

    lines = tomllib.loads(PROJECT.read_text("utf-8"))["project"]["dependencies"]
    return {_name(re.split(r"[^\w.-]", line)[0]) for line in lines if ";" not in line} <= _installed()


def _installed() -> set[str]:
    folders = (Path(place) for place in sys.path if os.path.isdir(place))  # noqa: PTH112 - "" and files are there too
    return {_name(entry.name.split("-")[0]) for folder in folders for entry in folder.glob("*.dist-info")}


def _name(text: str) -> str:
    return re.sub(r"[-_.]+", "-", text).lower()


def ensure(requirements: Sequence[Path]) -> Path:
    """The interpreter of an environment with these lists of packages, made now if there is none. Raises SystemExit (in Thai) if it cannot be made."""
    wanted = {hashlib.sha256(path.read_bytes()).hexdigest() for path in requirements}
    while folder := _find(wanted):
        if _hold(folder):
            return python(folder)
    try:
        with _alone() as alone:
            folder = _find(wanted) or _make(requirements, wanted, tidy=alone)
            _hold(folder)
    except OSError as error:
        _fail(str(error))
    return python(folder)


def python(folder: Path) -> Path:
    """The interpreter of an environment."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _find(wanted: set[str]) -> Path | None:
    return next((folder for folder in _folders(ABI) if _is_whole(folder, wanted)), None)


def _folders(abi: str = "*") -> list[Path]:
    return sorted(FOLDER.glob(f"{abi}-[0-9]*"))


def _is_whole(folder: Path, wanted: set[str]) -> bool:
    """Whether nothing is missing since it was made, and its Python is the same; it may hold more than is wanted."""
    try:
        mark = json.loads((folder / MARK).read_text("utf-8"))
        files, compiled = _files(folder / mark["packages"])
        whole = mark["files"] <= files and mark.get("compiled", 0) <= compiled
        return whole and wanted <= set(mark["lists"]) and mark["python"] == _python(folder)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _python(folder: Path) -> list[str]:
    """What an environment knows of its Python: its settings, and where it links to (on Windows to nothing). Raises OSError if one is gone."""
    settings, own = (folder / "pyvenv.cfg").read_text("utf-8", "replace"), python(folder)
    home = re.search(r"^home *= *(.+)$", settings, re.MULTILINE)
    if not (home and Path(home[1]).is_dir()):
        raise FileNotFoundError(settings)
    return [settings, str(own.resolve(strict=True)) if own.is_symlink() else str(own.stat().st_size)]


def _files(packages: Path) -> tuple[int, int]:
    """How many files of packages there are, without those that Python makes itself (20,000, counted in 20 ms), and the bytes of compiled ones.

    A compiled file that was cut short ends the process that loads it. Raises OSError if there are none.
    """
    total, compiled, waiting = 0, 0, [str(packages)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if not entry.is_dir(follow_symlinks=False):
                    total += 1
                    compiled += entry.stat().st_size if COMPILED.search(entry.name) else 0
                elif entry.name != "__pycache__":
                    waiting.append(entry.path)
    return total, compiled


def _hold(folder: Path) -> bool:
    """Keep an environment from being deleted as long as this process lives, or the one that takes its place; whether it is still there."""
    try:
        held = os.open(folder / MARK, os.O_RDONLY)  # never closed
        os.set_inheritable(held, True)
        return locks.acquire(held, shared=True) is not False and os.path.samestat(os.fstat(held), (folder / MARK).stat())
    except OSError:
        return False


@contextlib.contextmanager
def _alone() -> Iterator[bool]:
    """Only one makes an environment at a time; the others wait for it and then use it. Whether it is so: some disks know no locks."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("ab") as file:
        if (free := locks.acquire(file.fileno())) is False:
            _say("คำสั่งอื่นกำลังเตรียมสภาพแวดล้อมอยู่ รอให้เสร็จ …")
        while free is False:
            time.sleep(0.1)
            free = locks.acquire(file.fileno())
        yield free is True


def _make(requirements: Sequence[Path], wanted: set[str], *, tidy: bool) -> Path:
    """A new environment. ``tidy``: delete those that it makes unnecessary, and what killed runs left."""
    _say("กำลังเตรียมสภาพแวดล้อม (ครั้งแรกใช้เวลาราวหนึ่งถึงสองนาที) …")
    folder = _new_folder()
    _delete(other for other in _folders() if tidy and other != folder and _is_broken(other))
    try:
        _install(folder, requirements)
        packages = Path(sysconfig.get_path("purelib", "venv", {"base": str(folder)}))
        files, compiled = _files(packages)
        place = packages.relative_to(folder).as_posix()
        mark = {"lists": sorted(wanted), "packages": place, "files": files, "compiled": compiled, "python": _python(folder)}
        (folder / ".part").write_bytes(json.dumps(mark).encode())
        (folder / ".part").replace(folder / MARK)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    _delete(other for other in _folders(ABI) if tidy and other != folder)
    return folder


def _is_broken(folder: Path) -> bool:
    """Whether a folder is of no use to any Python of this system; another system may share the project's folder and have its own."""
    return (folder.name.startswith(ABI) or python(folder).parent.is_dir()) and not _is_whole(folder, set())


def _new_folder() -> Path:
    """One with a number above all that are there: into the folder of a run that was killed its pip may still be writing."""
    numbers = (folder.name.rpartition("-")[2] for folder in _folders(ABI))
    for number in itertools.count(1 + max((int(number) for number in numbers if number.isdecimal()), default=0)):
        with contextlib.suppress(FileExistsError):
            (folder := FOLDER / f"{ABI}-{number}").mkdir()
            break
    return folder


def _install(folder: Path, requirements: Sequence[Path]) -> None:
    """A new environment with the packages of these lists and no other. Raises SystemExit (in Thai), OSError."""
    try:
        import venv
    except ImportError as error:
        _fail(str(error), NO_PIP)
    if not importlib.util.find_spec("ensurepip"):
        _fail("No module named ensurepip", NO_PIP)
    try:
        venv.create(folder, with_pip=True, symlinks=os.name != "nt")
    except subprocess.CalledProcessError as error:
        _fail(f"{(error.output or b'').decode('utf-8', 'replace')}\n{error}")
    # -X utf8: else pip reads our lists as Windows writes
    command = [str(python(folder)), "-I", "-X", "utf8", "-m", "pip", "install", "--quiet", "--no-input", "--no-user", "--disable-pip-version-check"]
    lists = [word for path in requirements for word in ("--requirement", str(path))]
    env = {name: value for name, value in os.environ.items() if name not in ELSEWHERE}
    done = subprocess.run([*command, *lists], check=False, env=env, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)
    if done.returncode:
        _fail(done.stderr.decode("utf-8", "replace"))


def _delete(folders: Iterable[Path]) -> None:
    """Delete environments that no process holds: first what makes each whole, so that none is ever taken half deleted."""
    for folder in folders:
        mark = folder / MARK
        with contextlib.suppress(OSError), contextlib.ExitStack() as stack:
            if os.name != "nt" and mark.exists() and not locks.acquire(stack.enter_context(mark.open("rb")).fileno()):
                continue
            mark.unlink(missing_ok=True)  # Windows deletes no open file
            shutil.rmtree(folder, ignore_errors=True)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)  # noqa: T201 - before Click is there


def _fail(error: str, remedy: str = "") -> NoReturn:
    remedy = remedy or next((found for pattern, found in REASONS if re.search(pattern, error)), UNKNOWN)
    lines = [line for line in error.strip().splitlines() if not line.startswith("WARNING")][-SHOWN:]
    raise SystemExit("\n".join([*lines, f"เตรียมสภาพแวดล้อมไม่สำเร็จ: {remedy}"]))


def rerun(requirements: Sequence[Path], arguments: Sequence[str]) -> int:
    """Run ``python <arguments>`` inside the environment; return its exit code.

    Raises SystemExit (in Thai) if this is the environment already: to go there once more would never end.
    """
    if INSIDE in os.environ:
        blame(ImportError("ชุดโปรแกรมไม่ครบ"))
    interpreter, env = ensure(requirements), {**os.environ, "PYTHONUTF8": "1", INSIDE: "1"}
    if os.name != "nt":
        os.execve(interpreter, [str(interpreter), *arguments], env)  # in the place of this one: Ctrl-C and kill reach it
    try:
        return subprocess.run([interpreter, *arguments], check=False, env=env).returncode
    except KeyboardInterrupt:
        return 130


def blame(error: ImportError | SyntaxError) -> NoReturn:
    """For a program in an environment of ours with a package that does not start: the next run makes another. Raises SystemExit (in Thai).

    Raises the error itself where it is not the environment's fault.
    """
    cause = (error.filename if isinstance(error, SyntaxError) else error.name) or ""
    if INSIDE not in os.environ or cause.startswith(("generator", str(ROOT / "generator"))):
        raise error
    with contextlib.suppress(OSError):
        Path(sys.prefix, MARK).unlink()
    raise SystemExit(
        f"สภาพแวดล้อม {sys.prefix} ใช้ไม่ได้: {error}\nสั่งใหม่อีกครั้ง จะเตรียมให้ใหม่เอง หากยังเป็นเช่นเดิม โปรแกรมป้องกันไวรัสอาจลบแฟ้ม"
        " หรือ Windows ยังไม่มี Microsoft Visual C++ Redistributable"
    )
