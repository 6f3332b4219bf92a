"""Sections of marked lines for a terminal: what is gained green, what is lost red, what must be mended first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import click

from generator.commands.loaded import shown
from generator.model.handbook import Manual
from generator.register.report import Line, Section

STYLES: dict[str, dict[str, Any]] = {
    "+": {"fg": "green"},
    "-": {"fg": "red"},
    "~": {"fg": "yellow"},
    "!": {"fg": "red", "bold": True},
    ">": {"bold": True},
    "=": {"dim": True},
}
"""How a line with each mark looks; the mark itself is printed too, so that nothing hangs on colour."""


def as_text(manual: Manual, sections: Iterable[Section]) -> Iterator[str]:
    """Each section with a heading, in the digits of the handbook's pages."""
    for section in sections:
        yield ""
        yield click.style(shown(manual, section.title), bold=True, underline=True, fg="red" if section.grave else None)
        yield from (_line(manual, line) for line in section.lines)


def _line(manual: Manual, line: Line) -> str:
    words = f"{line.mark or '•'} {shown(manual, line.text)}"
    return "  " * (line.depth + 1) + click.style(words, **STYLES.get(line.mark, {}))
