"""Files on disk -> :class:`~generator.source.problem.Sources`: regular files of a bearable size inside the folder, in UTF-8.

Whatever else is found is named, not guessed at: a link that leaves the folder, a file of Windows-874
or UTF-16 text, a folder that holds far too much.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from generator.source.problem import Problem, Sources

MAX_BYTES = 2_000_000
MAX_FILES = 50_000
MAX_TOTAL = 300_000_000
SUFFIXES = (".yml", ".yaml")
FOLDERS = ("orders", "procedures")
MISSPELT = re.compile("y[aml]{1,5}", re.IGNORECASE)
"""Misspelt endings that stand for ``.yml``."""
BACKUP = re.compile(r"(?:~|\.(?:bak|old|orig|tmp|swp))$", re.IGNORECASE)


class Unreadable(Exception):
    """Why one file cannot be read."""

    def __init__(self, code: str, message: str, mend: str, line: int = 0) -> None:
        super().__init__(message)
        self.code, self.message, self.mend, self.line = code, message, mend, line


def read(folder: Path) -> tuple[Sources, tuple[Problem, ...]]:
    """The text of every YAML file below a folder (dot-folders left out), and a problem for each that cannot be read."""
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    total = 0
    for path in _paths(folder):
        name, fit = _name(path.relative_to(folder))
        try:
            if not fit:
                raise Unreadable("SOP-S017", "ชื่อแฟ้มมีอักขระที่อ่านไม่ได้", "เปลี่ยนชื่อแฟ้มเป็นอักษร a-z ตัวเลข และ -")
            if not path.is_dir() and (meant := _meant(path, folder)):
                message = f"ชื่อแฟ้ม “{path.name}” ไม่ลงท้ายด้วย .yml จึงไม่ถูกอ่าน"
                raise Unreadable("SOP-S019", message, f"เปลี่ยนชื่อเป็น {meant} หรือย้ายออกจากโฟลเดอร์ข้อมูล (ตั้งให้ Windows แสดงนามสกุลแฟ้ม)")
            data = _bytes(path, folder)
            total += len(data)
            if len(texts) >= MAX_FILES or total > MAX_TOTAL:
                raise Unreadable("SOP-S016", f"ข้อมูลมากเกินไป (เกิน {MAX_FILES:,} แฟ้ม หรือ {MAX_TOTAL // 1_000_000} เมกะไบต์)", "แยกเป็นหลายคู่มือ")
            texts[name] = decoded(data)
        except Unreadable as error:
            problems.append(Problem(name, error.line, 1 if error.line else 0, error.code, "error", error.message, error.mend))
            if error.code == "SOP-S016":
                break
    return Sources(texts, tuple(sorted(problems))), tuple(sorted(problems))


def _paths(folder: Path) -> Iterator[Path]:
    """The paths below a folder, in the same order on every system. Linked folders are not entered but yielded, to be refused."""
    for base, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        links = [f for f in folders if (Path(base) / f).is_symlink()]
        yield from (Path(base) / f for f in links)
        folders[:] = [f for f in folders if f not in links]
        yield from (
            Path(base) / n for n in sorted(names) if (n.lower().endswith(SUFFIXES) or _meant(Path(base, n), folder)) and not n.startswith(".")
        )


def _meant(path: Path, folder: Path) -> str | None:
    """The name that a misnamed data file should have: ``2569-1.yml`` for ``2569-1.yml.txt``, of which Windows hides the ending.

    What is kept beside the data, as a PDF or a copy made by an editor, is none.
    """
    place, (stem, *endings) = path.parent.relative_to(folder).as_posix(), path.name.split(".")
    if place not in (".", *FOLDERS) or path.name.lower().endswith(SUFFIXES) or BACKUP.search(path.name):
        return None
    plain = place in FOLDERS and (not endings or endings[-1].lower() == "txt") and re.fullmatch("[a-z0-9_ -]+", stem)
    return f"{stem}.yml" if plain or any(MISSPELT.fullmatch(e) for e in endings) else None


def _name(path: Path) -> tuple[str, bool]:
    name = path.as_posix()
    printable = name.encode("utf-8", "replace").decode()
    return printable, printable == name


def _bytes(path: Path, folder: Path) -> bytes:
    try:
        if path.is_symlink() and (path.is_dir() or not path.resolve().is_relative_to(folder.resolve())):
            raise Unreadable("SOP-S014", "เป็นลิงก์ไปนอกโฟลเดอร์ หรือลิงก์ของโฟลเดอร์", "คัดลอกแฟ้มจริงมาไว้ในโฟลเดอร์ข้อมูล")
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise Unreadable("SOP-S015", "ไม่ใช่แฟ้มข้อมูลปกติ", "ลบหรือย้ายออกจากโฟลเดอร์ข้อมูล")
        if about.st_size > MAX_BYTES:
            raise Unreadable("SOP-S002", f"แฟ้มใหญ่เกิน {MAX_BYTES // 1_000_000} เมกะไบต์", "แยกเป็นหลายแฟ้ม")
        return path.read_bytes()
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle
        reason = (getattr(error, "strerror", None) or "ลิงก์วนเป็นวง") if isinstance(error, OSError) else "ลิงก์วนเป็นวง"
        raise Unreadable("SOP-S001", f"เปิดแฟ้มไม่ได้ ({reason})", "ตรวจว่ามีแฟ้มอยู่จริงและมีสิทธิ์อ่าน") from None


DOCUMENTS = {
    **{b"PK\x03\x04": "Word หรือ Excel", b"\xd0\xcf\x11\xe0": "Word หรือ Excel", b"{\\rtf": "Word", b"%PDF": "PDF"},
    **{b"<!doc": "เว็บ", b"<html": "เว็บ", b"<?xml": "XML", b"\x89PNG": "ภาพ", b"\xff\xd8\xff": "ภาพ"},
}
"""First bytes of files of other programs that were saved or renamed as ``.yml``."""


def decoded(data: bytes) -> str:
    """UTF-8 data as text, without a byte order mark and with LF as the only line end.

    Raises :class:`Unreadable`, which names the encoding found instead.
    """
    if kind := next((kind for begins, kind in DOCUMENTS.items() if data[:5].lower().startswith(begins.lower())), None):
        raise Unreadable("SOP-S015", f"แฟ้มนี้เป็นเอกสาร {kind} ไม่ใช่ข้อความธรรมดา", "คัดลอกข้อความลงในแฟ้มใหม่ด้วย Notepad หรือ VS Code แล้วบันทึกแบบ UTF-8")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or _is_wide(data[:2000]):
        raise Unreadable("SOP-S003", "แฟ้มเข้ารหัสแบบ UTF-16", _SAVE_AS, 1)
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Unreadable("SOP-S003", _encoding(data, error.start), _SAVE_AS, line) from None


def _is_wide(data: bytes) -> bool:
    """Whether every second byte of the Latin letters is zero, as in UTF-16 without a byte order mark."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    return even + odd > max(2, len(data) // 20) and not (even and odd)


_SAVE_AS = "บันทึกแฟ้มใหม่โดยเลือกการเข้ารหัส UTF-8 (ใน Notepad: บันทึกเป็น… > การเข้ารหัส UTF-8)"


_NOT_THAI = re.compile("(?:^|[^ก-ฮ\u0e31-\u0e4e])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
"""A Thai mark without a letter below it, which occurs in no Thai word."""


def _encoding(data: bytes, at: int) -> str:
    """The message for a file that is not UTF-8: it is called Windows-874 (a superset of TIS-620) if it reads as Thai words so."""
    try:
        line = data[data.rfind(b"\n", 0, at) + 1 :].split(b"\n", 1)[0].decode("cp874").strip()
    except UnicodeDecodeError:
        return "แฟ้มไม่ได้เข้ารหัสแบบ UTF-8"
    thai = sum("ก" <= c <= "๛" for c in line)
    others = sum(ord(c) > 127 for c in line) - thai
    if thai < 4 or others > thai // 4 or _NOT_THAI.search(line):
        return "แฟ้มไม่ได้เข้ารหัสแบบ UTF-8"
    shown = line if len(line) <= 40 else line[:40] + "…"
    return f"แฟ้มเข้ารหัสแบบ TIS-620 หรือ Windows-874 ไม่ใช่ UTF-8 (บรรทัดนี้อ่านได้ว่า “{shown}”)"
