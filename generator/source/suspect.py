"""Finds the character that makes a short value invalid where a number, a date, an id or a choice is expected.

Such a letter cannot be seen, or looks like the right one; "not a number" alone helps nobody who sees a number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

QUOTES = re.compile("[“”„‟‘’‚‛«»″′]")
UNSEEN = re.compile("[\0-\x1f\x7f-\x9f\u061c\u115f\u1160\u17b4\u17b5\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\uffa0]")
FOREIGN = re.compile("[\u0370-\u052f\u0e80-\u0eff\uff01-\uff5e\u2010-\u2015\u2212]")
"""Greek, Cyrillic, Lao, the wide letters of East Asia, dashes: of which some look like Latin or Thai letters, digits or a hyphen."""
DIGIT_LIKE = re.compile(r"(?<![A-Za-z])[lIOo|](?=[\d๐-๙lIOo|]|\s*(?:$|[ก-ฮ]))|(?<=[\d๐-๙])[lIOo|]+(?![A-Za-z])")
LATIN_IN_THAI = re.compile("(?<=[ก-ฮะ-ู])[A-Za-z]+(?=[ก-ฮะ-ู])")

Oddity = tuple[str, str]
"""What is wrong, and how to mend it."""


def named(letter: str) -> str:
    """``U+2610 BALLOT BOX``"""
    return f"U+{ord(letter):04X} {unicodedata.name(letter, 'ไม่มีชื่อในมาตรฐานยูนิโคด')}"


def visible(text: str) -> str:
    """A text with its invisible characters made visible."""
    return "".join(c if c.isprintable() else f"[U+{ord(c):04X}]" for c in text)


def strange(text: str, *, number: bool) -> Oddity | None:
    """The first invalid character of a value and its remedy, or None. ``number``: the value should begin with a number, as a date does."""
    for pattern, tell, mend in _LOOKS if number else _LOOKS[:3]:
        if found := pattern.search(text):
            return tell(found[0]), mend
    return None


_LOOKS: tuple[tuple[re.Pattern[str], Callable[[str], str], str], ...] = (
    (UNSEEN, lambda letter: f"มีอักขระที่มองไม่เห็น {named(letter)}", "ลบค่านี้ทั้งหมดแล้วพิมพ์ใหม่ด้วยแป้นพิมพ์ (อักขระนั้นมักติดมาจากการคัดลอก)"),
    (QUOTES, lambda letter: f"เครื่องหมาย {letter} ไม่ใช่เครื่องหมายคำพูดของ YAML", 'ลบเครื่องหมายนั้น หรือใช้เครื่องหมาย " จากแป้นพิมพ์'),
    (FOREIGN, lambda letter: f"มี {letter} ({named(letter)}) ซึ่งเป็นอักษรอื่นที่ดูคล้ายกัน", "ลบตัวนั้นแล้วพิมพ์ใหม่ด้วยแป้นพิมพ์"),
    (DIGIT_LIKE, lambda letter: f"มีอักษรละติน {letter[0]} ในที่ของตัวเลข", "พิมพ์เลข 0 หรือ 1 แทนอักษร O หรือ l"),
    (LATIN_IN_THAI, lambda letters: f"มีอักษรละติน {letters} แทรกในคำไทย", "พิมพ์คำนั้นใหม่ด้วยแป้นภาษาไทย"),
)
