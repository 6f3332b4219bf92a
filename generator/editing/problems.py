"""Problems in words of the form: labels for keys, Thai names for ids, and no advice that only somebody who edits the text can follow."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from generator.editing import forms
from generator.model.handbook import Manual
from generator.source.parsing import Problem

LACKING = ("SOP-L002", "SOP-L011", "SOP-L012", "SOP-L021")
"""Codes of fields that are to be filled in."""
_TOKEN = re.compile(
    r"\s?“([a-z0-9]+(?:[-_][a-z0-9]+)*)”|“[^”]*”|\s?(?<![\w/.-])((?:[a-z]+/)?[a-z0-9-]+\.yml)"
    r"|(?<![\w/.-])([a-z][a-z0-9_-]+)(?![\w/.])(?:: ([a-z_]+))?"
)
_LATIN = re.compile("[A-Za-z_]{2,}")
_OF_TEXT = re.compile(r"[A-Za-z_]{2,}|[{}\[\]:]")
_ASIDE = re.compile(r": [^)]*(?<=\d)(?=\))|\s?\(U\+[^)]*\)|(?<!\[)\s?U\+[0-9A-F]+ [A-Z -]+(?![A-Z])")
"""Where else an id stands, as files and lines; what a character is called in English."""
Names = Callable[[], Mapping[str, str]]
"""Id -> its Thai name; asked for only when a message holds an id."""


def shown(problem: Problem, name: str, known: Names) -> dict[str, Any]:
    """A problem of the file that a form edits."""
    label = forms.label(name, problem.path)
    message = f"กรอก{label}" if problem.code in LACKING and label else worded(problem, name, known)
    mend = "" if _OF_TEXT.search(problem.mend) or message.startswith("กรอก") else problem.mend
    return {"path": problem.path, "level": problem.level, "message": message, "mend": mend}


def elsewhere(problems: Iterable[Problem], name: str, titles: Mapping[str, str], known: Names) -> list[dict[str, Any]]:
    """Problems that a change brings, each at its field, or with the title of the other file in which it shows."""
    return [
        shown(p, name, known)
        if p.file == name
        else {"path": [], "level": p.level, "message": f"{titles.get(p.file, p.file)}: {worded(p, p.file, known)}"}
        for p in problems
    ]


def worded(problem: Problem, name: str, known: Names) -> str:
    """The message, with what the form calls each key, choice and id in it."""
    if not _LATIN.search(problem.message):
        return problem.message
    ids, words = known(), forms.vocabulary(name, problem.path)

    def one(hit: re.Match[str]) -> str:
        quoted, file, bare, value = hit.groups()
        if file:
            return forms.register(file) or (f"“{ids[file]}”" if file in ids else hit[0])
        if bare:
            said = f"“{words[bare]}”" if bare in words else ids.get(bare, bare)
            return f"{said} เป็น “{words.get(value, value)}”" if value else said
        if quoted and (told := words.get(quoted) or ids.get(quoted)):
            return f" “{told}”" if hit[0].startswith(" ") else f"“{told}”"
        return "นี้" if quoted and _LATIN.search(quoted) else hit[0]

    return _TOKEN.sub(one, _ASIDE.sub("", problem.message))


def names(manual: Manual, data: Any = None) -> dict[str, str]:
    """What each id and file is called: of a register, or of a step of the procedure that ``data`` make."""
    steps = data.get("steps") if isinstance(data, dict) else None
    own = {str(step.get("id")): str(step.get("label")) for step in (steps if isinstance(steps, list) else ()) if isinstance(step, dict)}
    files = {p.file: p.title for p in manual.procedures} | {o.file: f"คำสั่งที่ {o.number}/{o.year}" for o in manual.orders}
    return {id_: title for kind in forms.picks(manual).values() for id_, title in kind} | files | own
