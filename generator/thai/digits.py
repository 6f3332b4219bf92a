"""Thai and Arabic digits."""

from __future__ import annotations

import re
from functools import lru_cache

_THAI = "๐๑๒๓๔๕๖๗๘๙"
_TO_ARABIC = str.maketrans(_THAI, "0123456789")
_TO_THAI = str.maketrans("0123456789", _THAI)

# Codes, addresses and English keep their digits (มติ ครม. ๒ พ.ค. ๒๕๔๓ asks for Thai digits in Thai text):
# any run without spaces that holds a Latin letter, "@" or "://".
_ARABIC = re.compile("[0-9]")
_RUN = re.compile(r"\S+")
_LATIN = re.compile("[A-Za-z@]|://")


def to_arabic(text: str) -> str:
    """``๒๔๘`` becomes ``248``; everything else stays."""
    return text.translate(_TO_ARABIC)


def to_thai(text: str) -> str:
    """``248`` becomes ``๒๔๘``, but not inside a run with Latin letters (codes, URLs, English)."""
    if not _ARABIC.search(text):
        return text
    if not _LATIN.search(text):
        return text.translate(_TO_THAI)
    return _RUN.sub(lambda run: run[0] if _LATIN.search(run[0]) else run[0].translate(_TO_THAI), text)


@lru_cache(maxsize=1 << 15)
def in_system(text: str, system: str) -> str:
    """``text`` in the digits of a policy: ``thai`` or ``arabic``."""
    return to_thai(text) if system == "thai" else to_arabic(text)
