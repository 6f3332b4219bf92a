"""Files that forms and references open: read from ``sop/files/`` by the commands, checked by ``sop check``, handed to the site as bytes.

Only kinds that a browser runs nothing of, and never from outside the folder, not even through a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.load import pictures
from generator.model.handbook import Manual
from generator.model.registers import Openable
from generator.source.parsing import Problem, Sources, locate

Attachments = Mapping[str, bytes]
"""By the path that ``file`` gives, below ``sop/files/``."""
NONE: Attachments = {}
FOLDER = pictures.FOLDER
MOST_BYTES = 25_000_000
KINDS = {
    **{"pdf": "PDF", "txt": "ข้อความ", "csv": "CSV", "zip": "ZIP"},
    **dict.fromkeys(("doc", "docx", "odt", "rtf"), "Word"),
    **dict.fromkeys(("xls", "xlsx", "ods"), "Excel"),
    **dict.fromkeys(("ppt", "pptx", "odp"), "PowerPoint"),
    **dict.fromkeys(("png", "jpg", "jpeg"), "ภาพ"),
}
"""What a file is called by its ending: all that may be opened. No HTML, SVG or script, which would run in the site's name."""
_PART = r"[\w\u0e00-\u0e7f][\w\u0e00-\u0e7f ().,-]*"
NAME = re.compile(rf"(?:{_PART}/)*{_PART}\.(?:{'|'.join(KINDS)})", re.IGNORECASE)
"""Names of such files: no ``..``, no drive, no backslash, nothing hidden."""


def read(folder: Path, manual: Manual) -> Attachments:
    """The files named in the registers and the emblem, as far as they are there and sound: what is missing gets no link (see :func:`problems`)."""
    found = {name: data for name, data in ((name, _data(folder, name)) for name in _named(manual)) if isinstance(data, bytes)}
    return {**found, **_emblem(folder, manual)}


def _emblem(folder: Path, manual: Manual) -> Attachments:
    path = pictures.emblem(manual)
    try:
        return {path.removeprefix(f"{FOLDER}/"): pictures.picture(folder, path)} if path else NONE
    except (OSError, ValueError):
        return NONE


def problems(folder: Path, manual: Manual, sources: Sources) -> tuple[Problem, ...]:
    """Each file that is named and cannot be opened, and each that lies there and is named nowhere."""
    return (*_dead(folder, manual, sources), *_idle(folder, manual))


def kind(name: str) -> str:
    """``PDF``, ``Word``: what a file is, by its ending."""
    return KINDS[name.rpartition(".")[2].lower()]


def _entries(manual: Manual) -> Iterator[tuple[str, str, int, Openable]]:
    """The file, the entry and the place of everything that may be opened."""
    for file, key, held in (("forms.yml", "forms", manual.forms.forms), ("references.yml", "references", manual.references.references)):
        yield from ((file, key, at, one) for at, one in enumerate(held))


def _named(manual: Manual) -> dict[str, None]:
    """Not those whose very name is refused (SOP-R023)."""
    return dict.fromkeys(one.attachment for _, _, _, one in _entries(manual) if one.attachment and NAME.fullmatch(one.attachment))


def _dead(folder: Path, manual: Manual, sources: Sources) -> Iterator[Problem]:
    said = {name: data for name in _named(manual) if isinstance(data := _data(folder, name), str)}
    for file, key, at, one in _entries(manual):
        if one.attachment in said:
            place = locate(sources.files.get(file, ""), (key, at, "file"))
            message, mend = f"แฟ้ม “{one.attachment}”: {said[one.attachment]}", f"วางแฟ้มไว้ใน sop/{FOLDER}/ ตามชื่อนี้ หรือลบ file ออก"
            yield Problem(file, *place, "SOP-S020", "error", message, mend)


def _idle(folder: Path, manual: Manual) -> Iterator[Problem]:
    named, below = _named(manual), folder / FOLDER
    for path in sorted(below.rglob("*")) if below.is_dir() else ():
        name = path.relative_to(below).as_posix()
        if path.is_file() and name not in named and name != manual.handbook.emblem and not path.name.startswith("."):
            message = "ไม่มีแบบฟอร์มหรือเอกสารอ้างอิงใดใช้แฟ้มนี้"
            yield Problem(f"{FOLDER}/{name}", 0, 0, "SOP-S021", "warning", message, "ระบุใน file ของรายการที่ใช้ หรือลบแฟ้ม")


def _data(folder: Path, name: str) -> bytes | str:
    """The bytes of a file, or in words why it cannot be opened."""
    try:
        return pictures.contained(folder / FOLDER, name, MOST_BYTES).read_bytes()
    except ValueError as error:
        return str(error)
    except OSError:
        return "ไม่มีแฟ้มนี้หรืออ่านไม่ได้"
