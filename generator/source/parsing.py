"""YAML text -> plain text data, and where each value stands.

Scalars stay text, since plain loaders read ``16:30`` as 990, ``no`` as False and ``010`` as 8,
and keep the last of two equal keys. Loading is one pass over libyaml's events, which also refuses
what a hostile file would use: aliases, tags, merge keys, depth, several documents. Positions are
found by a second pass (:mod:`generator.source.positions`), only for a file in which something is wrong.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import yaml

from generator.runtime import cache, parallel
from generator.runtime.cache import Cache
from generator.source import syntax
from generator.source.positions import LOADER, MARKED, locate, positions
from generator.source.problem import Invalid, Level, Path_, Problem, Sources
from generator.source.reading import MAX_BYTES, read
from generator.thai import folding

__all__ = ["MAX_BYTES", "MAX_DEPTH", "Invalid", "Level", "Path_", "Problem", "Sources", "locate", "parse", "positions", "read", "scalars"]

MAX_DEPTH = 40
MANY_TEXTS, MOST_TEXTS = 50, 20_000
"""From so many texts on they are parsed before their turn; and the files whose records are remembered in a program."""

_OTHER_BREAK = re.compile("[\x85\u2028\u2029]")
"""Ends of lines to YAML and to no editor: the text would fall apart there, and every line below be reported with a wrong number."""
_REFUSED_CHARACTER = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_DIRECTIVE = re.compile("^%", re.MULTILINE)
_MISSING = object()


class _Builder:
    """Data from events, without recursion.

    ``keys``: in each open mapping the key that waits for its value; ``lines``: where each of its keys stands, from 0.
    ``read``: what becomes of a text.
    """

    def __init__(self, name: str, read: Callable[[str], str]) -> None:
        self.name, self.read = name, read
        self.top: list[Any] = []
        self.stack: list[Any] = [self.top]
        self.keys: list[Any] = [_MISSING]
        self.lines: list[dict[str, int]] = [{}]
        self.documents = 0

    def refused(self, event: Any, code: str, message: str, mend: str) -> Invalid:
        return Invalid([_at(self.name, event.start_mark, code, message, mend)])

    def put(self, value: Any, event: Any) -> None:
        parent, key = self.stack[-1], self.keys[-1]
        if isinstance(parent, list):
            parent.append(value)
        elif key is not _MISSING:
            parent[key] = value
            self.keys[-1] = _MISSING
        else:
            self.keys[-1] = self.key(parent, value, event)

    def key(self, parent: dict[str, Any], value: Any, event: Any) -> str:
        if not isinstance(value, str):
            raise self.refused(event, "SOP-S007", "ชื่อรายการต้องเป็นข้อความ", "เขียนชื่อรายการเป็นคำเดียวตามด้วยเครื่องหมาย :")
        if value == "<<" and not event.style:
            raise self.refused(event, "SOP-S008", "ไม่รองรับการรวมรายการด้วย << ของ YAML", "เขียนรายการให้ครบทุกบรรทัด")
        if value in parent:
            message = f"รายการ “{value if len(value) <= 40 else value[:40] + '…'}” ซ้ำกับบรรทัดที่ {self.lines[-1][value] + 1}"
            raise self.refused(event, "SOP-S005", message, "รวมเป็นรายการเดียวหรือลบรายการที่ซ้ำ หากเป็นรายการใหม่ให้เติมเครื่องหมาย - ข้างหน้า")
        self.lines[-1][value] = event.start_mark.line
        return value

    def scalar(self, event: Any) -> None:
        if event.style == '"' and (bad := _REFUSED_CHARACTER.search(event.value)):
            raise self.refused(event, "SOP-S009", f"ข้อความมีอักขระควบคุม {_name(bad.group())}", "ลบรหัส \\ ของอักขระนั้น")
        self.put(self.read(event.value) if event.value or event.style else None, event)

    def open(self, event: Any) -> None:
        if len(self.stack) > MAX_DEPTH:
            raise self.refused(event, "SOP-S006", f"ข้อมูลซ้อนกันลึกเกิน {MAX_DEPTH} ชั้น", "ลดจำนวนชั้นของข้อมูล")
        new: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
        self.put(new, event)
        self.stack.append(new)
        self.keys.append(_MISSING)
        self.lines.append({})

    def close(self, event: Any) -> None:
        self.stack.pop()
        self.keys.pop()
        self.lines.pop()

    def document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            raise self.refused(event, "SOP-S010", "แฟ้มหนึ่งมีได้เอกสารเดียว (พบ --- คั่น)", "แยกเป็นหลายแฟ้ม")


_STEPS: dict[type, Callable[[_Builder, Any], None]] = {
    yaml.ScalarEvent: _Builder.scalar,
    yaml.MappingStartEvent: _Builder.open,
    yaml.SequenceStartEvent: _Builder.open,
    yaml.MappingEndEvent: _Builder.close,
    yaml.SequenceEndEvent: _Builder.close,
    yaml.DocumentStartEvent: _Builder.document,
}


def _data(name: str, text: str, read: Callable[[str], str]) -> Any:
    builder = _Builder(name, read)
    for event in yaml.parse(text, Loader=LOADER):
        step = _STEPS.get(type(event))
        if type(event) is yaml.AliasEvent or (isinstance(event, MARKED) and (event.anchor is not None or event.tag is not None)):
            mend = 'เขียนค่าซ้ำให้ครบ หรือครอบข้อความด้วยเครื่องหมายคำพูด "…"'
            raise builder.refused(event, "SOP-S008", "ไม่รองรับเครื่องหมาย & * และ ! ของ YAML", mend)
        if step:
            step(builder, event)
    return builder.top[0] if builder.top and builder.top[0] is not None else {}


def parse(name: str, text: str, *, as_written: bool = False) -> Any:
    """The data of one file, all scalars text, empty ones None; letters folded (see :mod:`generator.thai.folding`) unless ``as_written``.

    Raises :class:`Invalid` for YAML that cannot be read, control characters, duplicate keys, anchors, tags,
    directives and several documents.
    """
    if not as_written and (data := _AHEAD.get(text)):
        return json.loads(data)
    if bad := _REFUSED_CHARACTER.search(text) or _OTHER_BREAK.search(text):
        line, column = _place(text, bad.start())
        raise Invalid([Problem(name, line, column, "SOP-S009", "error", f"แฟ้มมีอักขระควบคุม {_name(bad.group())}", "ลบอักขระที่มองไม่เห็นแล้วบันทึกใหม่")])
    if directive := _DIRECTIVE.search(text):
        line, _ = _place(text, directive.start())
        raise Invalid([Problem(name, line, 1, "SOP-S008", "error", "ไม่รองรับบรรทัดที่ขึ้นต้นด้วย %", f"ลบบรรทัดนี้ หากเป็นข้อความให้ย่อหน้าและ{syntax.QUOTE}")])
    try:
        return _data(name, text, str if as_written or not folding.may_change(text) else folding.folded)
    except yaml.MarkedYAMLError as error:
        raise Invalid([_syntax(name, text, error)]) from None
    except yaml.YAMLError:
        raise Invalid([Problem(name, 0, 0, "SOP-S009", "error", "แฟ้มมีอักขระที่ YAML ไม่อนุญาต", "ลบอักขระที่มองไม่เห็นแล้วบันทึกใหม่")]) from None


_AHEAD: dict[str, bytes] = {}
"""What was parsed before it is asked for: the data of texts as JSON. It depends on nothing else."""
_ONCE: set[str] = set()
"""Texts that were, and whose records are remembered (:func:`generator.load.loading.record`)."""


@contextmanager
def ahead(texts: Sequence[str], kept: Cache | None) -> Iterator[None]:
    """Within this, many texts are parsed already: on all cores, or by earlier programs (``kept``). What cannot be read waits for its turn."""
    many = len(texts) >= MANY_TEXTS
    places = {text: cache.key("parsed", text) for text in texts if many and text not in _ONCE}
    found = kept.all_of(places) if kept else {}
    missing = [text for text in places if text not in found]
    new = {text: data for text, data in zip(missing, parallel.spread(_as_json, missing), strict=True) if data}
    if kept:
        kept.keep({places[text]: data for text, data in new.items()})
    _AHEAD.update(found | new)
    if len(_ONCE) > MOST_TEXTS:
        _ONCE.clear()
    _ONCE.update(_AHEAD)
    try:
        yield
    finally:
        _AHEAD.clear()


def _as_json(text: str) -> bytes:
    try:
        return json.dumps(parse("", text), ensure_ascii=False).encode()
    except Invalid:
        return b""


def scalars(data: Any, path: Path_ = ()) -> Iterator[tuple[Path_, str]]:
    """Every text of the data of a file, with the keys down to it."""
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict | list):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from scalars(value, (*path, key))


def _name(character: str) -> str:
    return f"U+{ord(character):04X}"


def _place(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _at(name: str, mark: Any, code: str, message: str, mend: str) -> Problem:
    return Problem(name, mark.line + 1 if mark else 0, mark.column + 1 if mark else 0, code, "error", message, mend)


def _syntax(name: str, text: str, error: yaml.MarkedYAMLError) -> Problem:
    said = f"{error.context or ''} {error.problem or ''}"
    if "undefined tag" in said or "scanning an a" in said or "scanning a tag" in said or "parsing a tag" in said:
        return _at(name, error.context_mark or error.problem_mark, "SOP-S008", "ไม่รองรับเครื่องหมาย & * และ ! ของ YAML", syntax.QUOTE)
    found = syntax.fault(text, error)
    return Problem(name, found.line, found.column, "SOP-S004", "error", found.message, found.mend)
