"""What one file cannot know: rules over the whole manual, each with a stable code.

A rule finds faults by file and keys; here they become problems with line and column, sorted,
less those that a record allows with a written reason.
"""

from __future__ import annotations

import pkgutil
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from importlib import import_module
from pathlib import PurePosixPath

from generator.load.loading import REQUIRED, SINGLE, is_known, meant_folder, part
from generator.model.handbook import Manual
from generator.rules import contents, notes
from generator.rules.hints import Hints
from generator.rules.ids import KINDS
from generator.rules.rule import FINDING, Finding, Rule, every
from generator.rules.rule_input import RuleInput
from generator.runtime.cache import Cache
from generator.source import syntax
from generator.source.parsing import Path_, Problem, Sources
from generator.source.suggest import nearest

__all__ = ["check", "check_rest", "every"]

for _module in pkgutil.iter_modules(__path__, f"{__name__}."):
    import_module(_module.name)  # so that its rules are registered

STAGES = (
    [r for r in FINDING.values() if not r.sound],
    [r for r in FINDING.values() if r.sound and r.level == "error"],
    [r for r in FINDING.values() if r.sound and r.level != "error"],
)
"""The rules in the order in which they run: once a stage finds an error, the later ones are skipped, since they would report its consequences."""

Exception_ = tuple[str, Path_, str]
"""A file, the keys down to a record in it, and the code that the record allows."""
Allowed = Mapping[tuple[str, str], Sequence[Exception_]]
"""By file and code."""


def check(manual: Manual, sources: Sources, day: date | None = None, kept: Cache | None = None) -> tuple[Problem, ...]:
    """Every problem that the rules find, sorted by place. Reads nothing but its arguments.

    ``day``: as of which the manual is judged; None as for :func:`generator.edition.edition`; ``kept``: what earlier programs found, only to be
    faster.
    """
    subject = RuleInput(manual, sources, day, hints=Hints.of(sources.files, kept), kept=kept)
    allowed, used = _allowed(subject), set[Exception_]()
    found: list[tuple[Rule, Finding]] = []
    for stage in STAGES:
        found += _found(subject, stage, allowed, used)
        if any(rule.level == "error" for rule, _ in found):
            break
    else:
        found += _idle(subject, allowed, used)
    found = _causes(found)
    found.sort(key=lambda pair: pair[1].file)  # so that each file is located in once
    problems = tuple(sorted({_problem(rule, finding, subject) for rule, finding in found}))
    subject.hints.keep()
    return problems


MISSED = {name: frozenset(kind.code for kind in KINDS.values() if kind.kept.startswith(name)) for name in SINGLE}
"""For each file, the rules that report an id missing from it."""


def _causes(found: list[tuple[Rule, Finding]]) -> list[tuple[Rule, Finding]]:
    """Drops findings that follow from another: of two records with one id, one was meant to have the id that is missing elsewhere."""
    missed = {code for rule, finding in found if rule.code == "SOP-R010" for code in MISSED[finding.file]}
    steps = {finding.file for rule, finding in found if rule.code == "SOP-P001"}
    numbers = {finding.file for rule, finding in found if rule.code == "SOP-O001"}

    def follows(rule: Rule, finding: Finding) -> bool:
        lost = rule.code in missed or (rule.code == "SOP-P002" and finding.file in steps)
        return (lost and "หรือหมายถึง" not in finding.message) or (rule.code == "SOP-O009" and finding.file in numbers)

    return [pair for pair in found if not follows(*pair)]


def check_rest(sources: Sources, problems: Sequence[Problem], day: Callable[[Manual], date | None] = lambda _: None) -> tuple[Problem, ...]:
    """The errors and warnings in the sound files while ``problems`` keep others from being loaded: every mistake at once.

    What hangs on a broken file is not judged, so that no cause is reported twice.
    """
    broken = (
        {p.file for p in problems}
        | {name for name in REQUIRED if name not in sources.files}
        | {f"{meant_folder(n)}/{PurePosixPath(n).name}" for n in sources.files if not is_known(n)}
    )
    manual = part(sources, broken)
    subject = RuleInput(manual, sources, day(manual), _unread(sources, problems, broken))
    whole = [r for r in FINDING.values() if r.level != "note" and not r.sound and not any(b.startswith(r.needs) for b in broken)]
    return tuple(sorted({_problem(rule, finding, subject) for rule, finding in _found(subject, whole, _allowed(subject), set())}))


IDS = re.compile(r"""(?<![\w-])["']?id["']?[ ]*:[ ]*["']?([a-z0-9_-]+)""")
LOSING = re.compile("SOP-(S|L001|L002|L010)")
"""Problems of a file after which its ids cannot be relied on."""


def _unread(sources: Sources, problems: Sequence[Problem], broken: AbstractSet[str]) -> dict[str, frozenset[str] | None]:
    lost = {p.file for p in problems if LOSING.match(p.code)} | {name for name in broken if name not in sources.files}
    lost |= {meant for name in broken if "/" not in name and name not in SINGLE and (meant := nearest(name, SINGLE))}  # people.yml as Peoples.yml
    stems = frozenset(PurePosixPath(name).stem.casefold() for name in broken)
    ids = {name: frozenset(IDS.findall(sources.files[name])) for name in broken - lost}
    return {**ids, **dict.fromkeys(lost), "procedures/": stems}


def _found(subject: RuleInput, rules: Iterable[Rule], allowed: Allowed, used: set[Exception_]) -> Iterator[tuple[Rule, Finding]]:
    """What the rules find, less what is allowed; ``used`` gains the exceptions that were needed."""
    for rule in rules:
        assert rule.find
        for finding in rule.find(subject):
            needed = [] if rule.level == "error" else _allowing(rule, finding, allowed)
            used.update(needed)
            if not needed:
                yield rule, finding


def _idle(subject: RuleInput, allowed: Allowed, used: set[Exception_]) -> Iterator[tuple[Rule, Finding]]:
    """Exceptions that nothing needs any more; reported only where every rule has looked."""
    needed = {(v.file, v.path, code) for v in subject.visits for code in v.record.allow if contents.is_needed(v.record, code)}
    for exceptions in allowed.values():
        for file, path, code in exceptions:
            rule = FINDING.get(code)
            if rule and rule.level != "error" and code != notes.IDLE and (file, path, code) not in used | needed:
                message = f"ข้อยกเว้น {code} ({rule.title}) ไม่ได้ยกเว้นสิ่งใดแล้ว"
                yield FINDING[notes.IDLE], Finding(file, (*path, "allow", code), message, "ลบข้อยกเว้นนี้ เพื่อให้กฎตรวจรายการนี้ได้อีก")


def _allowed(subject: RuleInput) -> Allowed:
    """The exceptions in the manual, by file and code."""
    found: dict[tuple[str, str], list[Exception_]] = {}
    for visit in subject.visits:
        for code in visit.record.allow:
            found.setdefault((visit.file, code), []).append((visit.file, visit.path, code))
    return found


def _allowing(rule: Rule, finding: Finding, allowed: Allowed) -> list[Exception_]:
    return [e for e in allowed.get((finding.file, rule.code), ()) if finding.path[: len(e[1])] == e[1]]


def _problem(rule: Rule, finding: Finding, subject: RuleInput) -> Problem:
    source_text = subject.sources.files.get(finding.file, "")
    line, column = subject.hints.located(source_text, finding.path)
    if finding.needle:
        line, column = _pointed(source_text, (line, column), subject.hints.ends(source_text, finding.path), finding)
    return Problem(finding.file, line, column, rule.code, rule.level, finding.message, finding.mend or rule.mend, finding.path)


def _pointed(text: str, place: tuple[int, int], end: tuple[int, int] | None, finding: Finding) -> tuple[int, int]:
    """The place of the needle in the entry from ``place`` to ``end``, past the key; ``place`` if it is not there, as letters that were folded."""
    starts = syntax.line_starts(text)
    start, stop = (starts[line - 1] + column - 1 for line, column in (place, end or (len(starts), len(text) + 1)))
    key = next((part for part in reversed(finding.path) if isinstance(part, str)), "")
    at = text.find(finding.needle, start + len(key) if text.startswith(key, start) else start, stop)
    if at < 0:
        return place
    found = bisect_right(starts, at)
    return found, at - starts[found - 1] + 1
