"""What the compiler makes: a path and bytes. Only :mod:`generator.publish.files` turns them into files."""

from __future__ import annotations

import zlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Output:
    """One file of the generated folder; ``path`` is relative, POSIX style. ``deflated``: its bytes are held compressed, as there are thousands."""

    path: str
    held: bytes
    deflated: bool = False

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        return zlib.decompress(self.held) if self.deflated else self.held
