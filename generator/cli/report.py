"""Problems as lines for people, JSON for programs, or annotations for GitHub."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict
from pathlib import PurePath
from typing import TYPE_CHECKING

import click

from generator.runtime import console
from generator.source.problem import Invalid, Problem

if TYPE_CHECKING:
    from generator.pdf import RefusedBook

LEVELS = {"error": "ผิดพลาด", "warning": "คำเตือน", "note": "ต้องยืนยัน"}
COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}
ANNOTATIONS = {"error": "error", "warning": "warning", "note": "notice"}


def where(problem: Problem, folder: str = "sop") -> str:
    """``sop/people.yml:12:5``"""
    outside = problem.file.startswith("./") or PurePath(problem.file).is_absolute()
    place = problem.file if outside else f"{folder}/{problem.file}" if problem.file else folder
    return f"{place}:{problem.line}:{problem.column}" if problem.line else place


def as_text(problems: Sequence[Problem], folder: str = "sop") -> str:
    """Two lines a problem, and a count."""
    lines = []
    for problem in problems:
        level = click.style(LEVELS[problem.level], fg=COLOURS[problem.level], bold=True)
        lines += [f"{where(problem, folder)}: {level} [{problem.code}] {problem.message}", f"    วิธีแก้: {problem.mend}"]
    return "\n".join([*lines, count(problems)])


def as_json(problems: Sequence[Problem], folder: str = "sop") -> str:
    """A list of objects; ``file`` is below the data folder, ``path`` the keys down to the place."""
    return console.as_json([asdict(p) for p in problems])


def as_github(problems: Sequence[Problem], folder: str = "sop") -> str:
    """Workflow commands; ``%``, CR and LF escaped as GitHub asks, in properties ``:`` and ``,`` too."""

    def safe(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def path(text: str) -> str:
        return safe(text).replace(":", "%3A").replace(",", "%2C")

    return "\n".join(
        f"::{ANNOTATIONS[p.level]} file={path(f'{folder}/{p.file}')},line={max(p.line, 1)},col={max(p.column, 1)},title={p.code}::"
        f"{safe(p.message)} วิธีแก้: {safe(p.mend)}"
        for p in problems
    )


FORMATS: dict[str, Callable[[Sequence[Problem], str], str]] = {"text": as_text, "json": as_json, "github": as_github}


def count(problems: Sequence[Problem]) -> str:
    """``ผิดพลาด 0  คำเตือน 3  ต้องยืนยัน 12``"""
    by_level = Counter(p.level for p in problems)
    return "  ".join(f"{name} {by_level[level]}" for level, name in LEVELS.items())  # type: ignore[index]


def show(problems: Sequence[Problem], style: str = "text", folder: str = "sop") -> None:
    """Print problems: to standard output, since they are what was asked for. ``folder``: where the files are, as given."""
    click.echo(FORMATS[style](problems, folder))


def unprinted(refused: Sequence[RefusedBook], kept: Collection[str]) -> None:
    """Print which books could not be printed and what stands in their place; to be called last, when all else is done.

    ``kept``: paths of the books of which an earlier print stays. Raises Invalid with the reasons, each once, if a book was refused.
    """
    for book in refused:
        stays = "ฉบับที่พิมพ์ครั้งก่อนยังอยู่" if book.path in kept else "ยังไม่มีเล่มนี้"
        click.echo(f"พิมพ์เล่มนี้ไม่ได้: {book.title} ({book.path}) {stays}")
    if refused:
        raise Invalid(list(dict.fromkeys(problem for book in refused for problem in book.problems)))
