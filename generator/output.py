"""What the compiler makes: a path and bytes. Only :mod:`generator.publish.files` turns them into files."""

from __future__ import annotations

from typing import NamedTuple


class Output(NamedTuple):
    """One file of the generated folder; ``path`` is relative, POSIX style."""

    path: str
    data: bytes
