"""Characters that are equivalent to others: normalized when a file is read, where nothing is lost.

What a copied text brings along is folded without a word: invisible letters, special spaces, letters joined or shaped for one font,
quotation marks for print around a number. A mark typed twice, too early or in parts (:data:`SLIPS`) is folded too, and reported by a
rule of its own, since it stays wrong in the file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

MARK = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"  # what stands above or below a letter
_TONE = "\u0e48-\u0e4b"

_NOTHING = "\u00ad\u034f\u180e\u200b-\u200e\u2060-\u2064\u202a\u202c\u202d\u2066\u2068\u2069\ufe00-\ufe0f\ufeff"
"""Places to break, joiners, signs of order from left to right, shapes of emoji: without them Thai and Latin words read the same."""
_SPACE = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_LINE = "\r\x85\u2028\u2029"
_JOINED = "\ufb00-\ufb06\uff01-\uff5e"
"""Latin letters joined as in print (ﬁ, ﬂ), and those as wide as Chinese."""
_HYPHEN = "\u2010\u2011"
_SHAPED = "\uf700-\uf71a"
_SHAPES = "ฐิีึื่้๊๋์่้๊๋์ญัํ็่้๊๋์ฺุู"
"""What the glyphs stand for that Thai fonts of Windows have from U+F700 on, and that old PDF files give out when copied."""

_CHARACTERS = re.compile(f"[{_NOTHING}{_SPACE}{_LINE}{_JOINED}{_HYPHEN}{_SHAPED}]")
_NUMBER = re.compile(r"[“”„‘’]\s*([0-9๐-๙](?:[0-9๐-๙.,/() -]*[0-9๐-๙.)])?)\s*[“”‘’]")


@dataclass(frozen=True, slots=True)
class Slip:
    """A known typing slip: its pattern, and what was meant by a match (the match itself if it is no slip)."""

    pattern: re.Pattern[str]
    meant: Callable[[re.Match[str]], str]


SLIPS: dict[str, Slip] = {
    "two-e": Slip(re.compile("\u0e40\u0e40"), lambda hit: "\u0e41"),
    "split-am": Slip(re.compile(f"([{_TONE}]?)\u0e4d([{_TONE}]?)\u0e32"), lambda hit: f"{hit[1]}{hit[2]}\u0e33"),
    "twice": Slip(re.compile(f"([{MARK}])\\1+"), lambda hit: hit[1] if len(hit[0]) == 2 else hit[0]),
    "too-early": Slip(re.compile(f"[\u0e48-\u0e4c][\u0e31\u0e34-\u0e3a]|\u0e33[{_TONE}]"), lambda hit: hit[0][::-1]),
}
"""แ typed as two เ; a sara am in two letters; a mark twice (more often is no slip: which was meant?); a tone before its vowel or after a sara am."""

_LETTER = re.compile(f"[{_NOTHING}{_SPACE}{_LINE}{_JOINED}{_HYPHEN}{_SHAPED}\u0e4d]")
_MARKS = re.compile(f"[\u0e31-\u0e3a\u0e47-\u0e4e](?:(?<=[\u0e33\u0e47-\u0e4e])[{MARK}]|(?<=[\u0e31-\u0e3a])[\u0e31\u0e33-\u0e3a])")
_QUOTED = re.compile("[“”„‘’]\\s*[0-9๐-๙]")


@lru_cache(maxsize=20_000)
def may_change(file: str) -> bool:
    """Whether the text of a file may hold something to be folded; an escape may stand for it. Fast, and seldom true."""
    if file.isascii():
        return any(letter in file for letter in "\\\t\r")
    hints = (pattern.search(file) for pattern in (_LETTER, _MARKS, _QUOTED))
    return "\\" in file or "\u0e40\u0e40" in file or any(hints) or not unicodedata.is_normalized("NFC", file)


def folded(text: str) -> str:
    """The text as it is meant. Folding it again changes nothing."""
    if text.isascii() and "\t" not in text and "\r" not in text:
        return text
    if number := _NUMBER.fullmatch(text.strip()):
        text = number[1]
    while (again := _once(text)) != text:
        text = again
    return text


def _once(text: str) -> str:
    text = unicodedata.normalize("NFC", _CHARACTERS.sub(_plain, text))
    for slip in SLIPS.values():
        text = slip.pattern.sub(slip.meant, text)
    return text


def _plain(hit: re.Match[str]) -> str:
    return _TABLE.get(hit[0]) or ("" if _INVISIBLE.match(hit[0]) else unicodedata.normalize("NFKC", hit[0]))


_INVISIBLE = re.compile(f"[{_NOTHING}]")
_TABLE = {
    **{letter: " " for letter in map(chr, range(0x3001)) if re.match(f"[{_SPACE}]", letter)},
    **dict.fromkeys(_LINE, "\n"),
    **dict.fromkeys(_HYPHEN, "-"),
    **{chr(0xF700 + at): letter for at, letter in enumerate(_SHAPES)},
}
