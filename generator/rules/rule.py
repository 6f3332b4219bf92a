"""What a rule is: a code, how bad it is, what it says of itself, and a small function that finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from generator.source import Level, Path_

if TYPE_CHECKING:
    from generator.rules.subject import Subject

Family = Literal["P", "R", "O", "T", "N"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: the file, the keys down to the value, what is wrong and how to mend it."""

    file: str
    path: Path_
    message: str
    mend: str


Find = Callable[["Subject"], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """``bad`` and ``good`` are short YAML; ``title`` is official Thai and says what is wrong."""

    code: str
    level: Level
    title: str
    bad: str
    good: str
    find: Find = field(compare=False)
