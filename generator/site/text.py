"""Thai words on a narrow page: numbers of lists, and words that must not break over two lines."""

from __future__ import annotations

import re

from markupsafe import Markup

from generator.thai import words

HOLD_FROM = 5
"""Letters from which a word is worth holding together: a shorter one is one syllable or two."""


def unbroken(value: str, protected: tuple[str, ...] = ()) -> Markup:
    """Text for headings and narrow cells: no line ends inside a word.

    Browsers break Thai by dictionaries of their own, which cut this field's compounds, so longer words are held together.
    """
    return Markup("").join(_held(unit) for unit in words.units(value, protected))


def _held(unit: str) -> Markup:
    word = unit.rstrip()
    if len(word) < HOLD_FROM or not word[0] >= "\u0e00":
        return Markup("{}").format(unit)
    return Markup('<span class="nb">{}</span>{}').format(word, unit[len(word) :])


_DATE = re.compile(r"[0-9๐-๙]{1,2} [ก-ฮ][ก-๎.]+ (?:พ\.ศ\. )?[0-9๐-๙]{2,4}")


def whole_dates(value: str) -> Markup:
    """Text whose dates stay on one line."""
    out, at = Markup(""), 0
    for found in _DATE.finditer(value):
        out += Markup('{}<span class="nb">{}</span>').format(value[at : found.start()], found[0])
        at = found.end()
    return out + Markup("{}").format(value[at:])


def item(value: str) -> str:
    """Where in an order: ``ข้อ 14.2`` for a number, the name of the attachment in brackets for words."""
    return f"ข้อ {value}" if value[:1].isdigit() else f"({value})" if value else ""
