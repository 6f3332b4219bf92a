"""Thai words on a narrow page: numbers of lists, and words that must not break over two lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from markupsafe import Markup, escape

from generator.thai.wrapping import narrow

HELD = range(5, 25)
"""Letters of the words worth holding together: a shorter one is a syllable or two, a longer one would not fit a phone."""
HOLD = "n-b"
"""The element, not to be broken, that holds a word (``white-space: nowrap``): a short name, since a page has a thousand of them."""
JOINER, BREAK = "\u2060", "\u200b"


@lru_cache(maxsize=16384)
def unbroken(value: str, protected: tuple[str, ...] = ()) -> Markup:
    """Text in which no line ends inside a word, and a line that its writer broke stays broken.

    Browsers break Thai by dictionaries of their own, which cut this field's compounds and names, so longer words are held together.
    """
    if "\n" in value:
        return Markup("<br>").join(unbroken(line, protected) for line in value.splitlines())
    if value.isascii():
        return escape(value)
    return Markup("".join(map(_held, _pieces(value, protected))))


def pieces(value: str, protected: tuple[str, ...] = ()) -> Iterator[tuple[bool, str, str]]:
    """Each word of a text with what follows it up to the next; the first says whether it is to be held together."""
    return map(_piece, _pieces(value, protected))


def _pieces(value: str, protected: tuple[str, ...]) -> Iterable[str]:
    return narrow(value, HELD.stop - 1, len, protected)


@lru_cache(maxsize=1 << 15)
def _piece(unit: str) -> tuple[bool, str, str]:
    word = unit.rstrip()
    return " " in word or (len(word) in HELD and word[0] >= "\u0e00"), word, unit[len(word) :]


@lru_cache(maxsize=1 << 15)
def _held(unit: str) -> str:
    held, word, rest = _piece(unit)
    return (f"<{HOLD}>{escape(word)}</{HOLD}>" if held else str(escape(word))) + rest


def marked(value: str, protected: tuple[str, ...] = (), closing: str = JOINER) -> str:
    """The same for places that take no HTML: each word to be held stands between two invisible marks, of which our own scripts make spans
    (``closing`` is a joiner, too), and ``overrides/main.html`` in the titles of the navigation (``closing`` is :data:`BREAK`).
    """
    return "".join((f"{JOINER}{word}{closing}" if held else word) + rest for held, word, rest in pieces(value, protected))


_DATE = re.compile(r"(?:วันที่ )?[0-9๐-๙]{1,2} [ก-ฮเ][ก-๎.]+ (?:พ\.ศ\. )?[0-9๐-๙]{2,4}")


def whole_dates(value: str) -> Markup:
    """Text whose dates stay on one line."""
    out, at = Markup(""), 0
    for found in _DATE.finditer(value):
        out += Markup(f"{{}}<{HOLD}>{{}}</{HOLD}>").format(value[at : found.start()], found[0])
        at = found.end()
    return out + Markup("{}").format(value[at:])
