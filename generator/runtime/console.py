"""Standard output and error that no console can break: letters that it lacks, a reader that has gone, a full disk.

Windows writes to a pipe or a file in the code page of the system (874 in Thailand), which has Thai but neither → nor ☐. A code page
without Thai (1252, Latin-1) could show nothing but question marks, so there UTF-8 is written, as most programs do everywhere.
"""

from __future__ import annotations

import codecs
import errno
import io
import json
import os
import select
import sys
import unicodedata
from typing import Any, TextIO

ERRORS = "sop.console"
"""The name of :func:`instead` as Python's codecs know it."""
LETTERS = {
    **dict(zip("→←↔⇒☐☑☒…≤≥≠", ("->", "<-", "<->", "=>", "[ ]", "[x]", "[x]", "...", "<=", ">=", "!="), strict=True)),
    **dict(zip("✓✔÷⁄✗×•●“”„‘’–—‑−", '////xx**"""\'\'----', strict=True)),
    **dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad", ""),
}
GONE = {errno.EPIPE, errno.EBADF, errno.ECONNRESET, *([errno.EINVAL] if os.name == "nt" else [])}
"""What the system says when nobody reads any more (``| head``); Windows says EINVAL of a pipe."""


def instead(error: UnicodeError) -> tuple[str, int]:
    """An error handler for codecs: plain ASCII in the place of letters that an encoding lacks."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_plain, error.object[error.start : error.end])), error.end


def _plain(letter: str) -> str:
    if "\ud800" <= letter <= "\udfff":
        return f"\\x{ord(letter) & 0xFF:02x}"  # a byte of a file name that is no text
    parts = (LETTERS.get(part, part) for part in unicodedata.normalize("NFKD", LETTERS.get(letter, letter)) if not unicodedata.combining(part))
    return "".join(part if part.isascii() else "?" for part in parts)


codecs.register_error(ERRORS, instead)


class _Outlet(io.RawIOBase):
    """A stream to which one can always write: the first failure is kept, what comes after it is dropped."""

    failure: OSError | None = None

    def __init__(self, raw: Any) -> None:
        self._raw = raw

    def write(self, data: Any) -> int:
        if self.failure is None:
            try:
                while (count := self._raw.write(data)) is None:  # a terminal that takes no more just now
                    select.select([], [self._raw], [])
                return int(count)
            except OSError as error:
                self.failure = error
        return len(data)

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return int(self._raw.fileno())

    def isatty(self) -> bool:
        return bool(self._raw.isatty())


def prepare() -> None:
    """Let nothing that is said end the program. To be called once, before anything is written or opened."""
    _fill()
    sys.stdout, sys.stderr = _opened(sys.stdout, 1), _opened(sys.stderr, 2)


def _fill() -> None:
    """Streams closed by the caller (``>&-``) lead to nothing; else the next file opened would take their number, and be written to."""
    while (number := os.open(os.devnull, os.O_RDWR)) <= 2:
        os.set_inheritable(number, True)
    os.close(number)


def _opened(stream: TextIO | None, number: int) -> TextIO:
    raw = io.FileIO(number, "w", closefd=False) if stream is None else getattr(stream.buffer, "raw", stream.buffer)
    if isinstance(raw, _Outlet):
        assert stream is not None
        return stream
    encoding = stream.encoding if stream is not None and _has_thai(stream.encoding) else "utf-8"
    return io.TextIOWrapper(io.BufferedWriter(_Outlet(raw)), encoding, ERRORS, line_buffering=bool(raw.isatty()) or number == 2)


def _has_thai(encoding: str) -> bool:
    try:
        return bool("ก".encode(encoding))
    except (UnicodeError, LookupError):
        return False


def finish() -> OSError | None:
    """Write what is waiting; what kept standard output from being written whole, unless its reader went away by itself."""
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    outlet = getattr(sys.stdout.buffer, "raw", None)
    lost = outlet.failure if isinstance(outlet, _Outlet) else None
    return lost if lost and lost.errno not in GONE else None


def as_json(value: Any) -> str:
    """JSON in the letters that standard output has; else escaped, since a letter replaced may be a quotation mark."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except (UnicodeError, LookupError):
        return json.dumps(value, indent=2)
    return text
