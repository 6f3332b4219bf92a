"""What one file cannot know: rules over the whole manual, each with a stable code.

A rule finds faults by file and keys; here they become problems with line and column, sorted,
less those that a record allows with a written reason.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from pathlib import PurePosixPath

from generator.load.loading import REQUIRED, SINGLE, is_known, meant_folder, part
from generator.model.handbook import Manual
from generator.rules import (
    bounds,
    committees,
    contents,
    control,
    items,
    letters,
    notes,
    orders,
    persons,
    procedures,
    reading,
    references,
    spelling,
    text,
    typed,
    years,
)
from generator.rules.rule import Finding, Rule
from generator.rules.rule_input import RuleInput
from generator.source import syntax
from generator.source.parsing import Path_, Problem, Sources, locate
from generator.source.suggest import nearest

FAMILIES: dict[str, str] = {
    "S": "การอ่านแฟ้ม",
    "L": "ข้อมูลในแฟ้ม",
    "R": "การอ้างถึงกันระหว่างแฟ้ม",
    "P": "กระบวนงาน",
    "O": "คำสั่งและผู้รับผิดชอบ",
    "T": "ข้อความ",
    "N": "ข้อที่ต้องยืนยันและข้อยกเว้น",
}
"""The letter of a code, and what it is about."""


def _table() -> dict[str, Rule]:
    return RULES


_FAMILIES = (reading, references, procedures, contents, control, orders, years, items, committees, persons, spelling, letters, text, bounds, typed)
_EVERY = (*(rule for family in _FAMILIES for rule in family.RULES), *notes.rules(_table))
RULES: dict[str, Rule] = {rule.code: rule for rule in sorted(_EVERY, key=lambda r: r.code)}

STAGES = (
    [r for r in RULES.values() if not r.sound],
    [r for r in RULES.values() if r.sound and r.level == "error"],
    [r for r in RULES.values() if r.sound and r.level != "error"],
)
"""Rules in the sequence of causes: once there is an error, what would only follow from it is not looked for."""

Exception_ = tuple[str, Path_, str]
"""A file, the keys down to a record in it, and the code that the record allows."""
Allowed = Mapping[tuple[str, str], Sequence[Exception_]]
"""By file and code."""


def check(manual: Manual, sources: Sources, day: date | None = None) -> tuple[Problem, ...]:
    """Every problem that the rules find, sorted by place. Reads nothing but its arguments.

    ``day``: as of which the manual is judged; None as for :func:`generator.edition.edition`.
    """
    subject = RuleInput(manual, sources, day)
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
    return tuple(sorted({_problem(rule, finding, sources) for rule, finding in found}))


MISSED: dict[str, tuple[str, ...]] = {
    **{"people.yml": ("SOP-R001",), "organization.yml": ("SOP-R002", "SOP-R003", "SOP-R004"), "forms.yml": ("SOP-R005",)},
    **{"references.yml": ("SOP-R006",), "calendar.yml": ("SOP-R007",)},
}
"""The rules that miss an id of a file."""


def _causes(found: list[tuple[Rule, Finding]]) -> list[tuple[Rule, Finding]]:
    """Less what follows: where one id stands twice, one of the two was to be the id that is now missed; a misspelt id has a likeness."""
    missed = {code for rule, finding in found if rule.code == "SOP-R010" for code in MISSED.get(finding.file, ())}
    steps = {finding.file for rule, finding in found if rule.code == "SOP-P001"}
    numbers = {finding.file for rule, finding in found if rule.code == "SOP-O001"}

    def follows(rule: Rule, finding: Finding) -> bool:
        lost = rule.code in missed or (rule.code == "SOP-P002" and finding.file in steps)
        return (lost and "หรือหมายถึง" not in finding.message) or (rule.code == "SOP-O009" and finding.file in numbers)

    return [pair for pair in found if not follows(*pair)]


NEEDS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("SOP-O002", "SOP-O003", "SOP-R009"), ("orders/",)),
    **dict.fromkeys(("SOP-O004", "SOP-O035"), ("orders/", "people.yml")),
    **dict.fromkeys(("SOP-P020", "SOP-P022", "SOP-P023", "SOP-P024"), ("handbook.yml",)),
    **dict.fromkeys(("SOP-P027", "SOP-O031", "SOP-O040"), ("handbook.yml", "orders/")),
}
"""What must be whole for a rule to judge the rest."""


def check_rest(sources: Sources, problems: Sequence[Problem], day: Callable[[Manual], date | None] = lambda _: None) -> tuple[Problem, ...]:
    """The errors and warnings in the sound files while ``problems`` keep others from being loaded: every mistake at once.

    What hangs on a broken file is not judged, so that no cause is told twice.
    """
    broken = (
        {p.file for p in problems}
        | {name for name in REQUIRED if name not in sources.files}
        | {f"{meant_folder(n)}/{PurePosixPath(n).name}" for n in sources.files if not is_known(n)}
    )
    manual = part(sources, broken)
    subject = RuleInput(manual, sources, day(manual), _unread(sources, problems, broken))
    whole = [r for r in RULES.values() if r.level != "note" and not r.sound and not any(b.startswith(NEEDS.get(r.code, ())) for b in broken)]
    return tuple(sorted({_problem(rule, finding, sources) for rule, finding in _found(subject, whole, _allowed(subject), set())}))


IDS = re.compile(r"""(?<![\w-])["']?id["']?[ ]*:[ ]*["']?([a-z0-9_-]+)""")
LOSING = re.compile("SOP-(S|L001|L002|L010)")
"""Problems of a register by which an id may not be read, or not as it was meant."""


def _unread(sources: Sources, problems: Sequence[Problem], broken: AbstractSet[str]) -> dict[str, frozenset[str] | None]:
    lost = {p.file for p in problems if LOSING.match(p.code)} | {name for name in broken if name not in sources.files}
    lost |= {meant for name in broken if "/" not in name and name not in SINGLE and (meant := nearest(name, SINGLE))}  # people.yml as Peoples.yml
    stems = frozenset(PurePosixPath(name).stem.casefold() for name in broken)
    ids = {name: frozenset(IDS.findall(sources.files[name])) for name in broken - lost}
    return {**ids, **dict.fromkeys(lost), "procedures/": stems}


def _found(subject: RuleInput, rules: Iterable[Rule], allowed: Allowed, used: set[Exception_]) -> Iterator[tuple[Rule, Finding]]:
    """What the rules find, less what is allowed; ``used`` gains the exceptions that were needed."""
    for rule in rules:
        for finding in rule.find(subject) if rule.find else ():
            needed = [] if rule.level == "error" else _allowing(rule, finding, allowed)
            used.update(needed)
            if not needed:
                yield rule, finding


def _idle(subject: RuleInput, allowed: Allowed, used: Collection[Exception_]) -> Iterator[tuple[Rule, Finding]]:
    """Exceptions that nothing needs any more; told only where every rule has looked."""
    needed = {(v.file, v.path, code) for v in subject.visits for code in v.record.allow if contents.is_needed(v.record, code)}
    for exceptions in allowed.values():
        for file, path, code in exceptions:
            known = code in RULES and RULES[code].level != "error" and code != notes.IDLE.code
            if known and (file, path, code) not in used and (file, path, code) not in needed:
                message = f"ข้อยกเว้น {code} ({RULES[code].title}) ไม่ได้ยกเว้นสิ่งใดแล้ว"
                yield notes.IDLE, Finding(file, (*path, "allow", code), message, "ลบข้อยกเว้นนี้ เพื่อให้กฎตรวจรายการนี้ได้อีก")


def _allowed(subject: RuleInput) -> Allowed:
    """By file: the records that allow a code, as paths of keys."""
    found: dict[tuple[str, str], list[Exception_]] = {}
    for visit in subject.visits:
        for code in visit.record.allow:
            found.setdefault((visit.file, code), []).append((visit.file, visit.path, code))
    return found


def _allowing(rule: Rule, finding: Finding, allowed: Allowed) -> list[Exception_]:
    return [e for e in allowed.get((finding.file, rule.code), ()) if finding.path[: len(e[1])] == e[1]]


def _problem(rule: Rule, finding: Finding, sources: Sources) -> Problem:
    source_text = sources.files.get(finding.file, "")
    line, column = locate(source_text, finding.path)
    if finding.needle:
        line, column = _pointed(source_text, line, column, finding)
    return Problem(finding.file, line, column, rule.code, rule.level, finding.message, finding.mend)


def _pointed(text: str, line: int, column: int, finding: Finding) -> tuple[int, int]:
    """Where the needle stands at or after a place, past the key itself; the place if it is not found."""
    starts = syntax.line_starts(text)
    start = starts[line - 1] + column - 1
    key = next((part for part in reversed(finding.path) if isinstance(part, str)), "")
    at = text.find(finding.needle, start + len(key) if text.startswith(key, start) else start)
    if at < 0:
        return line, column
    found = bisect_right(starts, at)
    return found, at - starts[found - 1] + 1
