"""The virtual environment of this project: made once, from pinned packages, by the standard library alone.

A newcomer needs Python 3.11 and nothing else: ``python3 -m generator build`` comes here first.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".venv"
RUNTIME = ROOT / "generator" / "requirements.txt"
NEEDED = ("click", "jinja2", "mkdocs", "material", "pydantic", "pygraphviz", "typst", "pythainlp", "yaml")


def ready() -> bool:
    """Whether the running interpreter already has what the compiler needs."""
    return all(importlib.util.find_spec(name) for name in NEEDED)


def python(folder: Path = FOLDER) -> Path:
    """The interpreter of the environment."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def ensure(requirements: Sequence[Path]) -> Path:
    """Make or refresh the environment; return its interpreter. Raises SystemExit (in Thai) when it cannot be made."""
    wanted = hashlib.sha256(b"".join(path.read_bytes() for path in requirements)).hexdigest()
    stamp = FOLDER / f".ready-{requirements[-1].parent.name}"
    if python().exists() and stamp.exists() and stamp.read_text() == wanted:
        return python()
    print("กำลังเตรียมสภาพแวดล้อม (ครั้งแรกใช้เวลาราวหนึ่งถึงสองนาที) …", file=sys.stderr, flush=True)  # noqa: T201 - a door, before Click exists
    try:
        if not python().exists():
            venv.create(FOLDER, with_pip=True, clear=True)
        flags = [flag for path in requirements for flag in ("--requirement", str(path))]
        subprocess.run([python(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *flags], check=True)
    except (subprocess.CalledProcessError, OSError) as error:
        raise SystemExit(
            f"เตรียมสภาพแวดล้อมไม่สำเร็จ: {error}\nตรวจว่าเครื่องต่ออินเทอร์เน็ต และมี Python 3.11 ขึ้นไปพร้อมโมดูล venv (Debian: apt install python3-venv)"
        ) from None
    stamp.write_text(wanted)
    return python()


def rerun(requirements: Sequence[Path], arguments: Sequence[str]) -> int:
    """Run ``python <arguments>`` inside the environment; return its exit code."""
    interpreter, env = ensure(requirements), {**os.environ, "PYTHONUTF8": "1"}
    if os.name != "nt":
        os.execve(interpreter, [str(interpreter), *arguments], env)  # in the place of this one: Ctrl-C and kill reach it
    try:
        return subprocess.run([interpreter, *arguments], check=False, env=env).returncode
    except KeyboardInterrupt:
        return 130
