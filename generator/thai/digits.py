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
_LATIN_RUN = re.compile(r"\S*(?:[A-Za-z@]|://)\S*")


def to_arabic(text: str) -> str:
    """``๒๔๘`` becomes ``248``; everything else stays."""
    return text.translate(_TO_ARABIC)


def to_thai(text: str) -> str:
    """``248`` becomes ``๒๔๘``, but not inside a run with Latin letters (codes, URLs, English)."""
    if not _ARABIC.search(text):
        return text
    out, at = [], 0
    for run in _LATIN_RUN.finditer(text):
        out += [text[at : run.start()].translate(_TO_THAI), run.group()]
        at = run.end()
    return "".join([*out, text[at:].translate(_TO_THAI)])


@lru_cache(maxsize=1 << 15)
def in_system(text: str, system: str) -> str:
    """``text`` in the digits of a policy: ``thai`` or ``arabic``."""
    return to_thai(text) if system == "thai" else to_arabic(text)
