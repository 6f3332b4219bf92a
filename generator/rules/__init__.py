"""What one file cannot know: rules over the whole manual, each with a stable code.

A rule finds faults by file and keys; here they become problems with line and column, sorted,
less those that a record allows with a written reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.handbook import Manual
from generator.rules import notes, references
from generator.rules.rule import Rule
from generator.rules.subject import Subject
from generator.source import Problem, Sources, locate

RULES: dict[str, Rule] = {rule.code: rule for rule in (*references.RULES, *notes.RULES)}


def check(manual: Manual, sources: Sources) -> tuple[Problem, ...]:
    """Every problem that the rules find, sorted by place. Reads nothing but its arguments."""
    return tuple(sorted(set(_problems(Subject(manual, sources)))))


def _problems(subject: Subject) -> Iterator[Problem]:
    for rule in RULES.values():
        for finding in rule.find(subject):
            line, column = locate(subject.sources.files.get(finding.file, ""), finding.path)
            yield Problem(finding.file, line, column, rule.code, rule.level, finding.message, finding.mend)
