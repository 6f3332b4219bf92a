"""The virtual environment of this project: made once, from pinned packages, by the standard library alone.

A newcomer needs Python 3.11 and nothing else: ``python3 -m generator build`` comes here first.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".venv"
RUNTIME = ROOT / "generator" / "requirements.txt"
NEEDED = (
    "click", "fontTools", "icalendar", "jinja2", "markupsafe", "material", "mkdocs", "pydantic", "pygraphviz", "pypdfium2", "pythainlp", "rapidfuzz",
    "typst", "watchfiles", "yaml",
)  # fmt: skip
"""What ``pyproject.toml`` asks for, as it is imported (nlpo3 is only to be faster)."""
INSIDE = "SOP_ENVIRONMENT"
"""Set for a program that :func:`rerun` started: what is missing there is missing in the environment itself."""


def ready() -> bool:
    """Whether the running interpreter already has what the compiler needs."""
    return all(importlib.util.find_spec(name) for name in NEEDED)


def python() -> Path:
    """The interpreter of the environment."""
    return FOLDER / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def of_this_python() -> bool:
    """Whether an environment was made by a Python of this version: no other can use its packages (a system's upgrade leaves such ones)."""
    try:
        settings = (FOLDER / "pyvenv.cfg").read_text("utf-8", "replace")
    except OSError:
        return False
    return re.search(rf"^version(?:_info)? *= *{sys.version_info.major}\.{sys.version_info.minor}\b", settings, re.MULTILINE) is not None


def ensure(requirements: Sequence[Path]) -> Path:
    """Make or refresh the environment; return its interpreter. Raises SystemExit (in Thai) when it cannot be made."""
    fits = python().exists() and of_this_python()
    wanted = hashlib.sha256(b"".join(path.read_bytes() for path in requirements)).hexdigest()
    stamp = FOLDER / f".ready-{requirements[-1].parent.name}"
    if fits and stamp.exists() and stamp.read_text() == wanted:
        return python()
    print("กำลังเตรียมสภาพแวดล้อม (ครั้งแรกใช้เวลาราวหนึ่งถึงสองนาที) …", file=sys.stderr, flush=True)  # noqa: T201 - a door, before Click exists
    try:
        if not fits:
            venv.create(FOLDER, with_pip=True, clear=True)
        flags = [flag for path in requirements for flag in ("--requirement", str(path))]
        command = [str(python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *flags]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONUTF8": "1"})  # else pip reads our lists as Windows writes: not in UTF-8
    except (subprocess.CalledProcessError, OSError) as error:
        raise SystemExit(
            f"เตรียมสภาพแวดล้อมไม่สำเร็จ: {error}\nตรวจว่าเครื่องต่ออินเทอร์เน็ต และมี Python 3.11 ขึ้นไปพร้อมโมดูล venv (Debian: apt install python3-venv)"
        ) from None
    stamp.write_text(wanted)
    return python()


def rerun(requirements: Sequence[Path], arguments: Sequence[str]) -> int:
    """Run ``python <arguments>`` inside the environment; return its exit code.

    Raises SystemExit (in Thai) if this is the environment already: to go there once more would never end.
    """
    if INSIDE in os.environ:
        raise SystemExit(f"สภาพแวดล้อม {FOLDER} ไม่ครบ ลบโฟลเดอร์นั้นแล้วสั่งใหม่")
    interpreter, env = ensure(requirements), {**os.environ, "PYTHONUTF8": "1", INSIDE: "1"}
    if os.name != "nt":
        os.execve(interpreter, [str(interpreter), *arguments], env)  # in the place of this one: Ctrl-C and kill reach it
    try:
        return subprocess.run([interpreter, *arguments], check=False, env=env).returncode
    except KeyboardInterrupt:
        return 130
