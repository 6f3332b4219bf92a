"""What goes from stage to stage when something is wrong, and the text that it is wrong in."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

Level = Literal["error", "warning", "note"]
Path_ = tuple[str | int, ...]
"""Keys and indexes from the top of a file to a value."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend. ``line`` and ``column`` count from 1; 0 means the file as a whole. ``path``: the keys down to it, as far as known."""

    file: str
    line: int
    column: int
    code: str
    level: Level = field(compare=False)
    message: str
    mend: str = field(compare=False)
    path: Path_ = field(default=(), compare=False)


class Invalid(Exception):
    """The sources cannot become a manual; ``problems`` says why, all of it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = tuple(sorted(problems))


@dataclass(frozen=True, slots=True)
class Sources:
    """The text of every file under ``sop/``, by relative POSIX path; ``unreadable``: what is wrong with the others."""

    files: Mapping[str, str]
    unreadable: tuple[Problem, ...] = ()

    @property
    def fingerprint(self) -> str:
        """12 hexadecimal digits that change with any character of any file."""
        digest = hashlib.sha256()
        for name in sorted(self.files):
            digest.update(f"{name}\0{self.files[name]}\0".encode(errors="surrogatepass"))
        return digest.hexdigest()[:12]
