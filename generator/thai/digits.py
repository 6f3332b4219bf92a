"""Thai and Arabic digits."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

_THAI = "๐๑๒๓๔๕๖๗๘๙"
_PAIRS = tuple(zip(_THAI, "0123456789", strict=True))

# Codes, addresses and English keep their digits (มติ ครม. ๒ พ.ค. ๒๕๔๓ asks for Thai digits in Thai text):
# any run without spaces that holds a Latin letter, "@" or "://".
_ARABIC = re.compile("[0-9]")
_RUN = re.compile(r"\S+")
_DIGIT = re.compile("[0-9๐-๙]")
_WORD = re.compile(r"[^\s()“”,;]+")
_WORD_OR_REST = re.compile(r"[^\s()“”,;]+|[\s()“”,;]+")
_LATIN = re.compile("[A-Za-z@]|://")


def to_arabic(text: str) -> str:
    """``๒๔๘`` becomes ``248``; everything else stays."""
    for thai, arabic in _PAIRS:  # a fourteenth of the time of str.translate on Thai text
        text = text.replace(thai, arabic)
    return text


def to_thai(text: str) -> str:
    """``248`` becomes ``๒๔๘``, but not inside a run with Latin letters (codes, URLs, English)."""
    if not _ARABIC.search(text):
        return text
    if not _LATIN.search(text):
        return _all_thai(text)
    return _RUN.sub(lambda run: run[0] if _LATIN.search(run[0]) else _all_thai(run[0]), text)


def _all_thai(text: str) -> str:
    for thai, arabic in _PAIRS:
        text = text.replace(arabic, thai)
    return text


@lru_cache(maxsize=1 << 15)
def in_system(text: str, system: str) -> str:
    """``text`` in the digits of a policy: ``thai`` or ``arabic``."""
    return to_thai(text) if system == "thai" else to_arabic(text)


def but(text: str, system: str, codes: Collection[str]) -> str:
    """The same, but each word that is one of ``codes`` stays as it is."""
    if not _DIGIT.search(text):
        return text
    if any(word in codes for word in _WORD.findall(text)):
        return "".join(word if word in codes else in_system(word, system) for word in _WORD_OR_REST.findall(text))
    return in_system(text, system)
