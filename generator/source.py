"""YAML text -> plain text data, and where each value stands.

Scalars stay text, since plain loaders read ``16:30`` as 990, ``no`` as False and ``010`` as 8,
and keep the last of two equal keys. Loading is one fast pass (libyaml); positions are
found by composing the text a second time, only for a value that is wrong.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import yaml

Level = Literal["error", "warning", "note"]
Path_ = tuple[str | int, ...]
"""Keys and indexes from the top of a file to a value."""

MAX_BYTES = 2_000_000
MAX_DEPTH = 40
SIGNATURE_FOLDER = "signatures"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend. ``line`` and ``column`` count from 1; 0 means the file as a whole."""

    file: str
    line: int
    column: int
    code: str
    level: Level = field(compare=False)
    message: str = field(compare=False)
    mend: str = field(compare=False)


class Invalid(Exception):
    """The sources cannot become a manual; ``problems`` says why, all of it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = tuple(sorted(problems))


@dataclass(frozen=True, slots=True)
class Sources:
    """The text of every file under ``sop/``, by relative POSIX path."""

    files: Mapping[str, str]

    @property
    def fingerprint(self) -> str:
        """12 hexadecimal digits that change with any character of any file."""
        digest = hashlib.sha256()
        for name in sorted(self.files):
            digest.update(f"{name}\0{self.files[name]}\0".encode())
        return digest.hexdigest()[:12]


def read(folder: Path) -> tuple[Sources, tuple[Problem, ...]]:
    """Every ``*.yml``/``*.yaml`` below ``folder`` (dot-folders left out), and the files that cannot be read."""
    files: dict[str, str] = {}
    problems: list[Problem] = []
    for path in sorted(folder.rglob("*.y*ml")):
        name = path.relative_to(folder).as_posix()
        if any(part.startswith(".") for part in path.relative_to(folder).parts) or not path.is_file():
            continue
        text, problem = _text(path, name)
        if problem:
            problems.append(problem)
        else:
            files[name] = text
    return Sources(files), tuple(problems)


def _text(path: Path, name: str) -> tuple[str, Problem | None]:
    try:
        data = path.read_bytes()
    except OSError as error:
        return "", Problem(name, 0, 0, "SOP-S001", "error", f"เปิดแฟ้มไม่ได้ ({error.strerror})", "ตรวจสิทธิ์การอ่านแฟ้ม")
    if len(data) > MAX_BYTES:
        return "", Problem(name, 0, 0, "SOP-S002", "error", f"แฟ้มใหญ่เกิน {MAX_BYTES // 1_000_000} เมกะไบต์", "แยกเป็นหลายแฟ้ม")
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return "", Problem(
            name, line, 1, "SOP-S003", "error", "แฟ้มไม่ได้เข้ารหัสแบบ UTF-8 (อาจเป็น TIS-620 หรือ Windows-874)", "บันทึกแฟ้มใหม่โดยเลือกการเข้ารหัส UTF-8"
        )


class _Refused(Exception):
    def __init__(self, code: str, mark: yaml.Mark, message: str, mend: str) -> None:
        super().__init__(message)
        self.code, self.mark, self.message, self.mend = code, mark, message, mend


_Loader: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def _plain(node: yaml.Node, depth: int = 0) -> Any:
    """Text, tuples and dicts from a composed node."""
    if depth > MAX_DEPTH:
        raise _Refused("SOP-S006", node.start_mark, f"ข้อมูลซ้อนกันลึกเกิน {MAX_DEPTH} ชั้น", "ลดจำนวนชั้นของข้อมูล")
    if isinstance(node, yaml.ScalarNode):
        return None if node.value == "" and node.style is None else node.value
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, depth + 1) for child in node.value]
    return _mapping(node, depth)


def _mapping(node: yaml.Node, depth: int) -> dict[str, Any]:
    out: dict[str, Any] = {}
    first: dict[str, int] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise _Refused("SOP-S007", key.start_mark, "ชื่อรายการต้องเป็นข้อความ", "เขียนชื่อรายการเป็นคำเดียวตามด้วยเครื่องหมาย :")
        if key.value in out:
            raise _Refused("SOP-S005", key.start_mark, f"รายการ “{key.value}” ซ้ำกับบรรทัด {first[key.value]}", "รวมเป็นรายการเดียวหรือลบรายการที่ซ้ำ")
        first[key.value] = key.start_mark.line + 1
        out[key.value] = _plain(value, depth + 1)
    return out


def parse(name: str, text: str) -> Any:
    """The data of one file, all scalars text, empty ones None.

    Raises :class:`Invalid` for YAML that cannot be read, duplicate keys, anchors, tags and several documents.
    """
    try:
        for token in yaml.scan(text, Loader=_Loader):
            if isinstance(token, yaml.AnchorToken | yaml.AliasToken | yaml.TagToken):
                raise _Refused("SOP-S008", token.start_mark, "ไม่รองรับเครื่องหมาย & * และ ! ของ YAML", "เขียนค่าซ้ำให้ครบ หรือครอบข้อความด้วยเครื่องหมายคำพูด \"…\"")
        node = yaml.compose(text, Loader=_Loader)
        return {} if node is None else _plain(node)
    except _Refused as refused:
        raise Invalid([_at(name, refused.mark, refused.code, refused.message, refused.mend)]) from None
    except yaml.MarkedYAMLError as error:
        raise Invalid([_syntax(name, error)]) from None
    except yaml.YAMLError:
        raise Invalid([Problem(name, 0, 0, "SOP-S009", "error", "แฟ้มมีอักขระควบคุมที่ YAML ไม่อนุญาต", "ลบอักขระที่มองไม่เห็นแล้วบันทึกใหม่")]) from None


def _at(name: str, mark: yaml.Mark | None, code: str, message: str, mend: str) -> Problem:
    return Problem(name, mark.line + 1 if mark else 0, mark.column + 1 if mark else 0, code, "error", message, mend)


def _syntax(name: str, error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    reason = str(error.problem or "")
    if "expected a single document" in reason or "another document" in reason:
        return _at(name, mark, "SOP-S010", "แฟ้มหนึ่งมีได้เอกสารเดียว (พบ --- คั่น)", "แยกเป็นหลายแฟ้ม")
    if "mapping values are not allowed" in reason:
        return _at(name, mark, "SOP-S004", "มีเครื่องหมาย : ในข้อความหรือย่อหน้าไม่ตรงกัน", "ครอบข้อความด้วยเครื่องหมายคำพูด \"…\" หรือจัดย่อหน้าให้ตรงกัน")
    if "tab" in reason or "\\t" in reason:
        return _at(name, mark, "SOP-S004", "ย่อหน้าด้วยแท็บ", "ใช้ช่องว่างแทนแท็บ")
    return _at(name, mark, "SOP-S004", "รูปแบบ YAML ไม่ถูกต้องตรงตำแหน่งนี้", "ตรวจย่อหน้า เครื่องหมาย : และเครื่องหมายคำพูดของบรรทัดนี้และบรรทัดก่อนหน้า")


@lru_cache(maxsize=64)
def _composed(text: str) -> yaml.Node | None:
    return yaml.compose(text, Loader=_Loader)


def locate(text: str, path: Path_) -> tuple[int, int]:
    """Line and column (from 1) of the value at ``path``, or of its nearest parent that exists."""
    node = _composed(text)
    if node is None:
        return 1, 1
    mark = node.start_mark
    for part in path:
        found = _child(node, part)
        if found is None:
            continue  # parts that pydantic adds (tags of unions) are not in the file
        mark, node = found
    return mark.line + 1, mark.column + 1


def _child(node: yaml.Node, part: str | int) -> tuple[yaml.Mark, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == part:
                return key.start_mark, value
    elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part].start_mark, node.value[part]
    return None
