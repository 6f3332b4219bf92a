"""What one file cannot know: rules over the whole manual, each with a stable code.

A rule finds faults by file and keys; here they become problems with line and column, sorted,
less those that a record allows with a written reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.model.handbook import Manual
from generator.rules import contents, notes, orders, persons, procedures, reading, references, spelling, text
from generator.rules.rule import Finding, Rule
from generator.rules.subject import Subject
from generator.source import Path_, Problem, Sources, locate

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


_FAMILIES = (reading, references, procedures, contents, orders, persons, spelling, text)
_EVERY = (*(rule for family in _FAMILIES for rule in family.RULES), *notes.rules(_table))
RULES: dict[str, Rule] = {rule.code: rule for rule in sorted(_EVERY, key=lambda r: r.code)}

Allowed = Mapping[str, Iterable[tuple[Path_, str]]]


def check(manual: Manual, sources: Sources) -> tuple[Problem, ...]:
    """Every problem that the rules find, sorted by place. Reads nothing but its arguments."""
    subject = Subject(manual, sources)
    allowed = _allowed(subject)
    found = list(_found(subject, [r for r in RULES.values() if not r.sound], allowed))
    if not any(rule.level == "error" for rule, _ in found):
        found += _found(subject, [r for r in RULES.values() if r.sound], allowed)
    found.sort(key=lambda pair: pair[1].file)  # so that each file is located in once
    return tuple(sorted({_problem(rule, finding, sources) for rule, finding in found}))


def _found(subject: Subject, rules: Iterable[Rule], allowed: Allowed) -> Iterator[tuple[Rule, Finding]]:
    for rule in rules:
        for finding in rule.find(subject) if rule.find else ():
            if rule.level == "error" or not _is_allowed(rule, finding, allowed):
                yield rule, finding


def _allowed(subject: Subject) -> Allowed:
    """By file: the records that allow a code, as paths of keys."""
    found: dict[str, list[tuple[Path_, str]]] = {}
    for visit in subject.visits:
        for code in visit.record.allow:
            found.setdefault(visit.file, []).append((visit.path, code))
    return found


def _is_allowed(rule: Rule, finding: Finding, allowed: Allowed) -> bool:
    return any(code == rule.code and finding.path[: len(path)] == path for path, code in allowed.get(finding.file, ()))


def _problem(rule: Rule, finding: Finding, sources: Sources) -> Problem:
    source_text = sources.files.get(finding.file, "")
    line, column = locate(source_text, finding.path)
    if finding.needle:
        line, column = _pointed(source_text, line, column, finding)
    return Problem(finding.file, line, column, rule.code, rule.level, finding.message, finding.mend)


def _pointed(text: str, line: int, column: int, finding: Finding) -> tuple[int, int]:
    """Where the needle stands at or after a place, past the key itself; the place if it is not found."""
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
    start += column - 1
    key = next((part for part in reversed(finding.path) if isinstance(part, str)), "")
    at = text.find(finding.needle, start + len(key) if text.startswith(key, start) else start)
    return (text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)) if at >= 0 else (line, column)
