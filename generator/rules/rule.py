"""What a rule is: a code, how bad it is, and a small function that finds; what it says of itself stands in ``rules.yml``."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from generator.runtime.tables import table
from generator.source.parsing import Level, Path_

if TYPE_CHECKING:
    from generator.model.procedure import Procedure
    from generator.rules.rule_input import RuleInput


FILE = Path(__file__).with_name("rules.yml")


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: the file, the keys down to the value as written, what is wrong and how to mend it.

    ``mend``: empty if the remedy is that of the rule. ``needle``: characters of the source text, at or after that place, to point at.
    """

    file: str
    path: Path_
    message: str
    mend: str = ""
    needle: str = ""


Find = Callable[["RuleInput"], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """``find`` is None for what is found while files are read and loaded.

    ``sound``: the rule looks only at a manual in which no error was found, so that one cause is reported once.
    ``needs``: the files and folders that must be readable for the rule to judge the rest.
    """

    code: str
    level: Level
    find: Find | None = None
    sound: bool = False
    needs: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What is wrong, in official Thai."""
        return _texts()[self.code]["title"]

    @property
    def mend(self) -> str:
        """The remedy, if it is the same each time."""
        return _texts()[self.code].get("mend", "")

    @property
    def bad(self) -> str:
        """Short YAML that breaks the rule."""
        return _texts()[self.code]["bad"]

    @property
    def good(self) -> str:
        """The same YAML mended."""
        return _texts()[self.code]["good"]


FINDING: dict[str, Rule] = {}
"""The rules that look at a loaded manual, by code."""


def rule(code: str, level: Level, *, sound: bool = False, needs: tuple[str, ...] = ()) -> Callable[[Find], Find]:
    """Makes a function the rule of a code. Raises ValueError if the code has one already."""

    def registered(find: Find) -> Find:
        if code in FINDING:
            raise ValueError(f"{code} has two functions")
        FINDING[code] = Rule(code, level, find, sound, needs)
        return find

    return registered


EACH: dict[Find, Callable[[Procedure], Iterator[Finding]]] = {}
"""The rules that look at one procedure and at nothing else."""


def of_each_procedure(find: Callable[[Procedure], Iterator[Finding]]) -> Find:
    """Makes a function of one procedure a rule of a manual; what it finds is kept (:mod:`generator.rules.each`)."""

    def found(subject: RuleInput) -> Iterator[Finding]:
        code = next(code for code, rule in FINDING.items() if rule.find is found)
        for findings in subject.found_in_each(sound=FINDING[code].sound)[code]:
            yield from findings

    EACH[found] = find
    return found


def repeated(values: Iterable[Hashable]) -> Iterator[tuple[int, int]]:
    """The index of the first occurrence and of each repetition; None and empty values do not count."""
    first: dict[Hashable, int] = {}
    for at, value in enumerate(values):
        if value and first.setdefault(value, at) != at:
            yield first[value], at


@cache
def every() -> dict[str, Rule]:
    """All rules, in the order of their codes. Those without a function are found while files are read (S, L)."""
    return {code: FINDING.get(code) or Rule(code, cast("Level", _texts()[code].get("level", "error"))) for code in sorted(_texts())}


def known(code: str) -> Rule | None:
    """The rule of a code, or None."""
    return FINDING.get(code) or every().get(code)


@cache
def _texts() -> Mapping[str, Mapping[str, str]]:
    return {code: said for family in families().values() for code, said in family["rules"].items()}


def families() -> Mapping[str, Any]:
    """By the letter of their codes: what the rules are ``about``, and their texts."""
    found: Mapping[str, Any] = table(FILE)["families"]
    return found


def introduction() -> str:
    """The beginning of the page of all rules, in Markdown."""
    return str(table(FILE)["page"])
