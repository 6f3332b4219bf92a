"""Papers on the screen: what is gained green, what is lost red, what must be mended first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from generator.documents.model import Block, Mark
from generator.edition import Edition
from generator.text import emitter

STYLES: dict[Mark, dict[str, Any]] = {
    "gain": {"fg": "green"},
    "loss": {"fg": "red"},
    "change": {"fg": "yellow"},
    "grave": {"fg": "red", "bold": True},
    "head": {"bold": True},
    "same": {"dim": True},
}
"""Nothing hangs on them: each mark is a sign in the line, too."""
HEADING: dict[str, Any] = {"bold": True, "underline": True}


def styled(edition: Edition, title: str, found: Iterable[Block]) -> str:
    """A paper below its title."""
    return "\n".join((click.style(edition.shown(title), bold=True), *map(_line, emitter.lines(edition, found))))


def _line(line: emitter.TextLine) -> str:
    style = HEADING if line.heading else STYLES.get(line.mark)
    return click.style(line.text, **style) if style else line.text
