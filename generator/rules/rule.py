"""What a rule is: a code, how bad it is, what it says of itself, and a small function that finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.runtime.cache import remembered
from generator.source.parsing import Level, Path_

if TYPE_CHECKING:
    from generator.model.procedure import Procedure
    from generator.rules.rule_input import RuleInput


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: the file, the keys down to the value as written, what is wrong and how to mend it.

    ``needle``: characters of the source text, at or after that place, to point at.
    """

    file: str
    path: Path_
    message: str
    mend: str
    needle: str = ""


Find = Callable[["RuleInput"], Iterator[Finding]]


def of_each_procedure(find: Callable[[Procedure], Iterator[Finding]]) -> Find:
    """A rule that looks at one procedure and at nothing else; what it found is kept as long as that procedure is the same object."""
    kept = remembered(lambda procedure: tuple(find(procedure)))

    def found(subject: RuleInput) -> Iterator[Finding]:
        for procedure in subject.manual.procedures:
            yield from kept(procedure)

    return found


@dataclass(frozen=True, slots=True)
class Rule:
    """``title`` says what is wrong, in official Thai; ``bad`` and ``good`` are short YAML.

    ``sound``: the rule looks only at a manual in which no error was found, so that one cause is told once.
    ``find`` is None for what is found while files are read and loaded.
    """

    code: str
    level: Level
    title: str
    bad: str
    good: str
    find: Find | None = field(default=None, compare=False)
    sound: bool = False
