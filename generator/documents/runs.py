"""What stands in a line of a paper: words, links, room to write. Meaning only, as :mod:`generator.documents.model`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

Mark = Literal["", "gain", "loss", "change", "same", "head", "grave"]
"""What became of a thing: a sign in a terminal, a word on paper, a word with a colour on a page."""


@dataclass(frozen=True, slots=True)
class Ref:
    """A thing to link to and a place in it. Each output knows the way there, or that it has none.

    ``sheet``: of what an order changes; its ``id`` is ``<slug of the order>/<person>``, or ``…/handover``; ``book``: a printed volume;
    ``unit``: where its members are listed; ``calendar``: whose, ``group``, ``unit-<id>`` or ``person-<id>``;
    ``events``: its days as a file for the calendar of a phone; ``file``: of ``sop/files``; ``web``: an address elsewhere;
    ``mail`` and ``phone``: how somebody is reached; ``help``: a page of the help.
    """

    kind: Literal[
        "procedure", "person", "order", "form", "reference", "unit", "calendar", "events", "sheet", "book", "file", "web", "mail", "phone", "help",
    ]  # fmt: skip
    id: str
    part: str = ""


def step_anchor(step: str) -> str:
    """A name for links to a step."""
    return f"step-{step}"


def step_ref(procedure: str, step: str) -> Ref:
    """The way to a step, by the ids of its procedure and its own."""
    return Ref("procedure", procedure, step_anchor(step))


@dataclass(frozen=True, slots=True)
class Text:
    """``aside``: said in passing, small on a page and in brackets elsewhere; ``code``: of a form or a paper, its digits stay as they are;
    ``state``: in which state a thing is, ``mark``: ``gain`` if it is in force, ``change`` if it is to come.
    """

    text: str
    look: Literal["strong", "aside", "code", "state"]
    mark: Mark = ""


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign that is explained elsewhere; ``words``: what it says, for those who cannot look it up."""

    sign: str
    words: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere, where an output can."""

    text: str
    to: Ref


@dataclass(frozen=True, slots=True)
class Break:
    """A new line in a paragraph or a cell."""


@dataclass(frozen=True, slots=True)
class PageOf:
    """The number of the page on which a place stands in the same volume; nothing where there are no pages."""

    to: Ref


@dataclass(frozen=True, slots=True)
class Blank:
    """Room to write by hand: a dotted line, a box to tick, or some lines of a cell."""

    kind: Literal["line", "box", "room"] = "line"


@dataclass(frozen=True, slots=True)
class Note:
    """What the manual remarks beside a text that is not its own: on a page only, never on the paper itself. ``tag``: a label."""

    runs: tuple[str | Link, ...]
    tag: bool = False


Run = str | Text | Sign | Link | Break | PageOf | Blank | Note
Runs = tuple[Run, ...]
"""A plain ``str`` is a run, too."""
RUNS: tuple[type, ...] = (str, Text, Sign, Link, Break, PageOf, Blank, Note)


def broken(text: str) -> Runs:
    """A text with the line breaks of its writer."""
    return listed(((line,) for line in text.split("\n")), Break())


def listed(found: Iterable[Iterable[Run]], between: Run = ", ") -> Runs:
    """Groups of runs, with the same run between each two."""
    return tuple(run for at, group in enumerate(found) for run in ((between, *group) if at else group))


def plain(runs: Runs) -> str:
    """The words of runs without looks and links, as paper and terminal have them; lines are parted by line feeds."""
    return "".join(PLAIN[type(run)](run) for run in runs)


LINE = "." * 44
ROOM = "\n\n\n"
PLAIN: dict[type, Callable[[Any], str]] = {
    str: lambda r: r,
    Text: lambda r: f"({r.text})" if r.look == "aside" else r.text,
    Sign: lambda r: r.sign,
    Link: lambda r: r.text,
    Break: lambda _: "\n",
    PageOf: lambda _: "",
    Blank: lambda r: {"line": LINE, "box": "", "room": ROOM}[r.kind],
    Note: lambda _: "",
}
