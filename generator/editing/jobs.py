"""Commands that the desk runs for the clerk: build the manual, keep the book as issued, print the sheets to exchange. One at a time."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.editing import forms
from generator.publish.files import Busy
from generator.runtime import child

BOOKS, ISSUED = Path("books"), "issued"
_STEP = re.compile(r"^\[(\d+)/(\d+)\] (.+) …$")
_PATH = re.compile(r"^(?:[^:/\\]+: )?(\S+\.(?:html|pdf))(?: \(ไม่เปลี่ยน\))?$")
_OF_TEXT = re.compile(r"(?:[\w.-]+/)*([a-z]+\.yml)(?::\d+){0,2}|; ดูรายการด้วย sop check| \[[\w-]+\]")
"""Files, lines, codes and commands, which mean nothing to who fills in forms."""
_TITLES = {
    **{"index": "เว็บไซต์", "handbook": "เล่มคู่มือ", "handbook-leaves": "แผ่นที่ต้องเปลี่ยน"},
    **{"issued": "ฉบับที่แจก", "order": "คำสั่ง", "changes": "ใบรับทราบและบัญชีส่งมอบ"},
}
"""What files are called, by their names up to a number."""


@dataclass(slots=True)
class Run:
    """A command under way or ended. ``code``: its exit code; None while it runs."""

    name: str
    lines: list[str] = field(default_factory=list)
    code: int | None = None

    @property
    def files(self) -> list[Path]:
        """What it says it wrote, of the kinds that are opened by name."""
        named = (Path(found[1]) for line in self.lines if (found := _PATH.match(line)))
        return [path for path in dict.fromkeys(named) if _called(path) in _TITLES]

    def state(self) -> dict[str, Any]:
        """Progress in steps, what was said, and what can be opened."""
        steps = [found for line in self.lines if (found := _STEP.match(line))]
        done, total, what = steps[-1].groups() if steps else ("0", "1", "ตรวจข้อมูล")
        files = [_TITLES[_called(path)] for path in self.files] if self.code is not None else []
        said = [_OF_TEXT.sub(_called_register, line) for line in self.lines if not _STEP.match(line) and not _PATH.match(line)]
        return {"name": self.name, "done": int(done), "total": int(total), "step": what, "said": said, "files": files, "code": self.code}


class Jobs:
    """The commands for one folder of data, and the last run. ``config``: the settings of the site."""

    def __init__(self, folder: Path, config: Path = Path("mkdocs.yml")) -> None:
        self.last: Run | None = None
        self.lock = threading.Lock()
        self.commands: dict[str, Callable[[str], list[str]]] = {
            "build": lambda _: ["build", "--sop", str(folder), "--config", str(config)],
            "issue": lambda _: ["print", "--sop", str(folder), "--issue"],
            "leaves": lambda _: ["print", "--sop", str(folder), "--compare", str(issued()), "--output", str(BOOKS / "leaves")],
            "sheets": lambda order: ["print", "--sop", str(folder), "--order", order],
        }

    def start(self, name: str, order: str = "") -> None:
        """Run a command beside the desk; it ends with the desk. ``order``: of which sheets are printed, as ``office: 248/2565``.

        Raises Busy while another runs, KeyError for an unknown name.
        """
        command = self.commands[name](order)
        with self.lock:
            if self.last and self.last.code is None:
                raise Busy
            self.last = Run(name)
        threading.Thread(target=_follow, args=(self.last, command), daemon=True).start()

    def state(self) -> dict[str, Any]:
        """The last run, if any, and whether a book was issued that a new one can be compared with."""
        return {"run": self.last and self.last.state(), "issued": issued() is not None}

    def show(self, place: int) -> None:
        """Open one of the files of the last run with the program of this machine. Raises IndexError if there is no such file."""
        files = self.last.files if self.last else []
        webbrowser.open(files[max(place, 0)].resolve().as_uri())


def _called_register(hit: re.Match[str]) -> str:
    return (forms.register(hit[1]) or hit[0]) if hit[1] else ""


def _called(path: Path) -> str:
    if ISSUED in path.parts:
        return ISSUED
    return re.split(r"-\d", path.stem)[0]


def issued() -> Path | None:
    """The book issued last, by the day of its data; of one day the one written last. None if none was kept."""
    found = (BOOKS / ISSUED).glob("*/handbook.pdf")
    return max(found, key=lambda book: (book.parent.name[:10], book.stat().st_mtime_ns), default=None)


def _follow(run: Run, command: list[str]) -> None:
    environment = {**os.environ, "PYTHONUTF8": "1"}
    with child.lifeline() as stdin:
        started = subprocess.Popen(
            [sys.executable, "-m", "generator.runtime.child", "generator", *command],
            stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", errors="replace", env=environment,
        )  # fmt: skip
        for line in started.stdout or ():
            run.lines.append(line.rstrip())
        run.code = started.wait()
