"""What libyaml says of a file that it cannot read -> what the clerk did: where, what is wrong, how to mend it.

libyaml stops where it can go no further, which is often a good line below the one that is wrong: an open quotation
mark is noticed at the next one, a missing colon at the next line. So the text is looked at too, and what is known of
the mistakes that people make comes before what libyaml says.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

QUOTE = 'ครอบข้อความด้วยเครื่องหมายคำพูด "…"'
RESERVED = "ข้อความขึ้นต้นด้วยเครื่องหมายที่ YAML สงวนไว้ (@ ` % ? | >)"
UNCLOSED = ("เครื่องหมายคำพูดเปิดแล้วไม่ปิด", "ปิดเครื่องหมายคำพูดให้ครบคู่")
INDENTED = ("ย่อหน้าของบรรทัดนี้ไม่ตรงกับบรรทัดข้างบน", "จัดรายการชั้นเดียวกันให้เริ่มตรงกันด้วยช่องว่าง หากเป็นข้อความที่มี : ให้" + QUOTE)

SAID: tuple[tuple[str, str, str], ...] = (
    ("unexpected end of stream", *UNCLOSED),
    ("unexpected document indicator", *UNCLOSED),
    ("mapping values are not allowed", *INDENTED),
    ("cannot start any token", RESERVED, QUOTE),
    ("expected ',' or ']'", "รายการใน [ … ] คั่นหรือปิดไม่ครบ", "คั่นด้วย , และปิดด้วย ]"),
    ("expected ',' or '}'", "รายการใน { … } คั่นหรือปิดไม่ครบ", "คั่นด้วย , และปิดด้วย } ข้อความที่มี , หรือ : ให้ครอบด้วยเครื่องหมายคำพูด"),
    ("expected '-' indicator", *INDENTED),
    ("block sequence entries are not allowed", "เครื่องหมาย - อยู่ผิดที่", f"ขึ้นบรรทัดใหม่ก่อนเครื่องหมาย - หากเป็นข้อความให้{QUOTE}"),
    ("mapping keys are not allowed", RESERVED, QUOTE),
    ("could not find expected ':'", "ขาดเครื่องหมาย : หลังชื่อรายการ", "เขียนเป็น “ชื่อ: ค่า” (มีช่องว่างหลัง :) หากเป็นข้อความต่อจากบรรทัดก่อน ให้ย่อหน้า"),
    ("did not find expected key", "ย่อหน้าไม่ตรงกัน หรือมีข้อความต่อท้ายค่าที่จบแล้ว", f"จัดย่อหน้าให้ตรงกับบรรทัดก่อนหน้า หรือ{QUOTE} ทั้งข้อความ"),
    ("<document start>", "บรรทัดนี้ย่อหน้าไม่ตรงกับรายการข้างบน", "ให้ชื่อรายการชั้นนอกสุดเริ่มที่ต้นบรรทัดเหมือนกันทุกรายการ และลบบรรทัด ... ถ้ามี"),
)
"""Fallback where the text shows no known mistake: part of libyaml's message, our message, the remedy; the first match counts."""

OTHERWISE = ("รูปแบบ YAML ไม่ถูกต้องตรงตำแหน่งนี้", "ตรวจย่อหน้า เครื่องหมาย : และเครื่องหมายคำพูดของบรรทัดนี้และบรรทัดก่อนหน้า")

BREAK = re.compile("\r\n|[\r\n]")
SPACE = re.compile("^[ -]*([\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000])|: ?([\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000])|(\uff1a)")
"""Look-alikes of a space or a colon where YAML needs one: in an indent, after a colon."""
DASH = re.compile(r"^\s*-(?=[^\s-])")
GLUED = re.compile(r"^\s*(?:- +)*[\w-]+(:)(?=[^\s/])")
ENTRY = re.compile(r"^\s*(?:- +)*[^\s\"'\[{#][^:#]*:\s+\S")
BEHIND = re.compile(r"""(?:: +|- +)("[^"]*"|'[^']*'|\[[^\]]*\]|\{[^}]*\})[ \t]*(?=[^\s,#\]}])""")
"""A closed value followed by more text."""
OPENED = re.compile(r"^\s*(?=[\[{])")
FOLDED = re.compile(r"(?:: +|- +)([|>])")
CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: |$)")
"""Conflict markers of Git."""
CURLED = re.compile("(?:: +|- +|[\\[{,] *)([“”„‘’])")
"""A value in typographic quotes, which are ordinary characters to YAML."""


@lru_cache(maxsize=64)
def line_starts(text: str) -> tuple[int, ...]:
    """Where each line begins, as YAML and editors count lines."""
    return (0, *(found.end() for found in BREAK.finditer(text)))


class YamlFault(NamedTuple):
    """Line and column from 1, what is wrong, how to mend it."""

    line: int
    column: int
    message: str
    mend: str


@dataclass(frozen=True)
class _Seen:
    """A text that libyaml gave up, what it said, and the two places that it named, from 0."""

    text: str
    said: str
    at: tuple[int, int]
    began: tuple[int, int] | None

    @cached_property
    def lines(self) -> list[str]:
        return BREAK.split(self.text)

    def line(self, number: int) -> str:
        return self.lines[number] if 0 <= number < len(self.lines) else ""

    @property
    def near(self) -> range:
        """From the line where the broken value began, or the one above the place, down to the place."""
        first = self.opened[0] if self.opened else self.at[0]
        return range(max(0, min(first, self.at[0] - 1)), self.at[0] + 1)

    @property
    def opened(self) -> tuple[int, int] | None:
        """Where an unterminated value began, if libyaml noticed it only on a later line."""
        ended = any(words in self.said for words in ("simple key", "quoted scalar", "flow sequence", "flow mapping"))
        return self.began if self.began and ended and self.began[0] < self.at[0] else None


def fault(text: str, error: Any) -> YamlFault:
    """The most likely mistake behind a ``yaml.MarkedYAMLError``."""
    at, began = (mark and (mark.line, mark.column) for mark in (error.problem_mark, error.context_mark))
    seen = _Seen(text, f"{error.context or ''} {error.problem or ''}", at or began or (0, 0), began)
    for look in _LOOKS:
        if found := look(seen):
            return found
    line, column = _place(seen)
    said = next(((message, mend) for needle, message, mend in SAID if needle in seen.said), OTHERWISE)
    return YamlFault(line + 1, column + 1, *said)


def _place(seen: _Seen) -> tuple[int, int]:
    """Where the broken value began, else where libyaml noticed it."""
    if seen.opened:
        return seen.opened
    line, column = seen.at
    if "mapping values" in seen.said:  # the colon is right, its line is not
        column = len(seen.line(line)) - len(seen.line(line).lstrip())
    return line, column


def _conflict(seen: _Seen) -> YamlFault | None:
    for number, line in enumerate(seen.lines):
        if CONFLICT.match(line):
            mend = "เลือกเก็บข้อความชุดเดียว แล้วลบบรรทัดที่ขึ้นต้นด้วย <<<<<<< ======= และ >>>>>>> ให้หมด"
            return YamlFault(number + 1, 1, f"มีเครื่องหมาย {line[:7]} ของโปรแกรม Git ค้างอยู่ เพราะมีผู้แก้แฟ้มนี้พร้อมกัน", mend)
    return None


def _escape(seen: _Seen) -> YamlFault | None:
    """A backslash in double quotation marks: what follows it is a code there, and paths of Windows are full of them."""
    if "escape" not in seen.said and "hexdecimal" not in seen.said:
        return None
    line, column = seen.at
    at = seen.line(line).rfind("\\", 0, column + 1)
    return YamlFault(line + 1, max(at, 0) + 1, 'มีเครื่องหมาย \\ ในข้อความที่ครอบด้วย "…"', "ครอบข้อความด้วยเครื่องหมาย '…' แทน หรือเขียน \\\\ ทุกแห่ง")


def _tab(seen: _Seen) -> YamlFault | None:
    for number in seen.near:
        line = seen.line(number)
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent:
            return YamlFault(number + 1, indent.index("\t") + 1, "ย่อหน้าด้วยแท็บ", "ใช้ช่องว่างแทนแท็บ")
    return None


def _space(seen: _Seen) -> YamlFault | None:
    for number in seen.near:
        if found := SPACE.search(seen.line(number)):
            character, column = found[found.lastindex or 0], found.start(found.lastindex or 0) + 1
            message = f"เครื่องหมาย {character} ไม่ใช่ :" if found[3] else f"มีช่องว่างพิเศษ U+{ord(character):04X} ซึ่ง YAML ไม่นับเป็นช่องว่าง"
            return YamlFault(number + 1, column, message, "พิมพ์ : และช่องว่างใหม่ด้วยแป้นพิมพ์")
    return None


def _open_quote(seen: _Seen) -> YamlFault | None:
    """A quotation mark that closes where the clerk meant to open the next: the one before it was left open, lines above."""
    starts = line_starts(seen.text)
    before = seen.text[: starts[min(seen.at[0], len(starts) - 1)] + seen.at[1]].rstrip(" ")
    if "expected" not in seen.said or before[-1:] not in ('"', "'"):
        return None
    opened = before.rfind(before[-1], 0, -1)
    if opened < 0 or not BREAK.search(before, opened):
        return None
    number = sum(start <= opened for start in starts) - 1
    return YamlFault(number + 1, opened - starts[number] + 1, *UNCLOSED)


def _dash(seen: _Seen) -> YamlFault | None:
    for number in seen.near:
        if found := DASH.match(seen.line(number)):
            return YamlFault(number + 1, found.end(), "ไม่มีช่องว่างหลังเครื่องหมาย -", "เว้นหนึ่งช่องหลังเครื่องหมาย - ของรายการ")
    return None


def _glued(seen: _Seen) -> YamlFault | None:
    if "could not find expected ':'" in seen.said or "mapping values" in seen.said:
        for number in seen.near:
            if found := GLUED.match(seen.line(number)):
                return YamlFault(number + 1, found.end(1), "ไม่มีช่องว่างหลังเครื่องหมาย :", "เขียนเป็น “ชื่อ: ค่า” (มีช่องว่างหลัง :)")
    return None


def _behind(seen: _Seen) -> YamlFault | None:
    number = seen.at[0]
    if "did not find expected key" in seen.said and (found := BEHIND.search(seen.line(number))) and found.end() <= seen.at[1]:
        around = "เครื่องหมาย '…'" if found[1].startswith('"') else 'เครื่องหมายคำพูด "…"'
        return YamlFault(number + 1, seen.at[1] + 1, f"มีข้อความต่อท้าย {found[1][0]}…{found[1][-1]} ที่ปิดแล้ว", f"ครอบทั้งข้อความด้วย{around}")
    return None


def _undashed(seen: _Seen) -> YamlFault | None:
    """An item of a list in one line, as those above it, without its dash."""
    number = seen.at[0]
    if (found := OPENED.match(seen.line(number))) and re.match(r"\s*- +[\[{]", seen.line(number - 1)):
        return YamlFault(number + 1, found.end() + 1, "ขาดเครื่องหมาย - หน้ารายการ", "เติม - และช่องว่างหนึ่งช่องหน้ารายการ ให้ตรงกับรายการข้างบน")
    return None


def _curled(seen: _Seen) -> YamlFault | None:
    line = seen.at[0]
    if found := CURLED.search(seen.line(line)[: seen.at[1] + 1]):
        message = f"เครื่องหมาย {found[1]} เป็นตัวอักษรธรรมดา YAML ไม่ถือเป็นเครื่องหมายคำพูด"
        return YamlFault(line + 1, found.start(1) + 1, message, 'ลบแล้วพิมพ์เครื่องหมาย " ครอบข้อความใหม่ด้วยแป้นพิมพ์')
    return None


def _colon(seen: _Seen) -> YamlFault | None:
    line, column = seen.at
    if "mapping values" in seen.said and ENTRY.match(seen.line(line)[:column]):
        return YamlFault(line + 1, column + 1, "มีเครื่องหมาย : ในข้อความ", QUOTE)
    return None


def _folded(seen: _Seen) -> YamlFault | None:
    if "block scalar" in seen.said and (found := FOLDED.search(seen.line(seen.at[0]))):
        more = ' เช่น "> 5 วัน"' if found[1] == ">" else ""
        return YamlFault(
            seen.at[0] + 1, found.start(1) + 1, f"มีข้อความต่อจากเครื่องหมาย {found[1]} ซึ่ง YAML สงวนไว้", f"{QUOTE}{more} หรือขึ้นบรรทัดใหม่หลัง {found[1]}"
        )
    return None


def _closed_twice(seen: _Seen) -> YamlFault | None:
    line, column = seen.at
    character = seen.line(line)[column : column + 1]
    if character and character in "]}" and "expected ','" not in seen.said:
        return YamlFault(line + 1, column + 1, f"มีเครื่องหมาย {character} เกิน", "ลบเครื่องหมายที่เกิน หรือเปิดวงเล็บให้ครบคู่")
    return None


_LOOKS: tuple[Callable[[_Seen], YamlFault | None], ...] = (
    *(_conflict, _tab, _space, _escape, _open_quote, _closed_twice, _folded, _dash, _undashed, _glued, _curled, _behind, _colon),
)
