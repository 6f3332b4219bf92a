"""Thai words on a narrow page: numbers of lists, and words that must not break over two lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from markupsafe import Markup, escape

from generator.thai import words

HELD = range(5, 25)
"""Letters of the words worth holding together: a shorter one is a syllable or two, a longer one would not fit a phone."""
JOINER, BREAK = "\u2060", "\u200b"


@lru_cache(maxsize=16384)
def unbroken(value: str, protected: tuple[str, ...] = ()) -> Markup:
    """Text in which no line ends inside a word.

    Browsers break Thai by dictionaries of their own, which cut this field's compounds and names, so longer words are held together.
    """
    if value.isascii():
        return escape(value)
    found = ((f'<span class="nb">{escape(word)}</span>' if held else str(escape(word))) + rest for held, word, rest in pieces(value, protected))
    return Markup("".join(found))


def pieces(value: str, protected: tuple[str, ...] = ()) -> Iterator[tuple[bool, str, str]]:
    """Each word of a text with what follows it up to the next; the first says whether it is to be held together."""
    for unit in words.units(value, protected):
        word = unit.rstrip()
        yield len(word) in HELD and word[0] >= "\u0e00", word, unit[len(word) :]


def joined(value: str, protected: tuple[str, ...] = ()) -> str:
    """The same for places that take no HTML (the theme's navigation): letters held by joiners, words parted by zero-width spaces."""
    found = ((_glued(word) if held else word) + (rest or (BREAK if held else "")) for held, word, rest in pieces(value, protected))
    return "".join(found).rstrip(BREAK)


def _glued(word: str) -> str:
    return "".join(c if at == 0 or unicodedata.category(c) == "Mn" else JOINER + c for at, c in enumerate(word))


_DATE = re.compile(r"(?:วันที่ )?[0-9๐-๙]{1,2} [ก-ฮ][ก-๎.]+ (?:พ\.ศ\. )?[0-9๐-๙]{2,4}")


def whole_dates(value: str) -> Markup:
    """Text whose dates stay on one line."""
    out, at = Markup(""), 0
    for found in _DATE.finditer(value):
        out += Markup('{}<span class="nb">{}</span>').format(value[at : found.start()], found[0])
        at = found.end()
    return out + Markup("{}").format(value[at:])
