"""What a paper says, before any output decides how it looks: a closed union of blocks, each of runs. Meaning only.

Texts are in Arabic digits or as the sources have them. Digits, line ends, page ends, sizes and colours are the outputs' own: no builder names a
tag, a class or a length, and no emitter makes a Thai word. Each emitter has a function for every kind of run and block.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

Mark = Literal["", "gain", "loss", "change", "same", "head", "grave"]
"""What became of a thing: a sign in a terminal, a word on paper, a word with a colour on a page."""
MARK_WORDS: dict[Mark, str] = {"gain": "เพิ่ม", "loss": "สิ้นสุด", "change": "ปรับ", "same": "คงเดิม", "grave": "สำคัญ", "head": "", "": ""}
SIGN, DAY, ITEM, DETAIL = "ลงชื่อ", "วันที่", "รายการ", "รายละเอียด"
"""The words that emitters put in by themselves; there are no others."""


@dataclass(frozen=True, slots=True)
class Ref:
    """A thing to link to and a place in it. Each output knows the way there, or that it has none.

    ``sheet``: of what an order changes; its ``id`` is ``<slug of the order>/<person>``, or ``…/handover``; ``book``: a printed volume.
    """

    kind: Literal["procedure", "person", "order", "form", "sheet", "book"]
    id: str
    part: str = ""


# Runs: what stands in a line. A plain ``str`` is a run, too.


@dataclass(frozen=True, slots=True)
class Text:
    """``aside``: said in passing, small on a page and in brackets elsewhere."""

    text: str
    look: Literal["strong", "aside"]


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere, where an output can."""

    text: str
    to: Ref


@dataclass(frozen=True, slots=True)
class Break:
    """A new line in a paragraph or a cell."""


@dataclass(frozen=True, slots=True)
class Blank:
    """Room to write by hand: a dotted line, a box to tick, or some lines of a cell."""

    kind: Literal["line", "box", "room"] = "line"


@dataclass(frozen=True, slots=True)
class Note:
    """What the manual remarks beside a text that is not its own: on a page only, never on the paper itself. ``tag``: a label."""

    runs: tuple[str | Link, ...]
    tag: bool = False


Run = str | Text | Link | Break | Blank | Note
Runs = tuple[Run, ...]


# Blocks: what stands below one another.


@dataclass(frozen=True, slots=True)
class Heading:
    """``level`` from 2, below the title of the document; none is left out."""

    level: int
    text: str
    anchor: str = ""


Role = Literal["plain", "title", "subject", "words", "clause", "person", "given", "basis", "kicker", "caption"]


@dataclass(frozen=True, slots=True)
class Para:
    """``role``: ``title`` and ``subject`` head a paper, ``words`` are its paragraphs, ``clause`` one with its number, ``person`` names whose duties
    follow, ``given`` the day of signing; ``basis`` says on what a sheet rests, ``kicker`` what it is about, ``caption`` heads what follows.
    """

    runs: Runs
    role: Role = "plain"
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """``no``: its number exactly as printed."""

    no: str
    runs: Runs
    items: tuple[Item, ...] = ()
    anchor: str = ""
    mark: Mark = ""


@dataclass(frozen=True, slots=True)
class List:
    """``order``: items with numbers of their own; ``marked``: what becomes of each; ``plain``: neither."""

    items: tuple[Item, ...]
    look: Literal["order", "marked", "plain"] = "plain"


@dataclass(frozen=True, slots=True)
class Facts:
    """Short labels and what is said of each."""

    pairs: tuple[tuple[str, Runs], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """``share``: of the width; ``head``: its cells name their rows; ``label``: said again before each cell where the head is out of sight."""

    title: str
    share: float = 1.0
    centred: bool = False
    head: bool = False
    label: bool = False
    mark: Mark = ""


@dataclass(frozen=True, slots=True)
class Table:
    """``name``: what it is, for those who hear it. ``look``: ``sheet`` is to be filled in by hand, ``cards`` may stand row by row on a phone."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Runs, ...], ...]
    look: Literal["cards", "sheet"] = "cards"


@dataclass(frozen=True, slots=True)
class Place:
    """``lines``: name and capacity; ``asks``: to be signed by hand and dated, as what (``ผู้รับทราบ``). ``name`` empty: a blank for it."""

    lines: tuple[str, ...]
    asks: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """Who has signed, or is to sign."""

    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Blocks that belong together: an order as signed, a sheet to sign, what stands apart from a paper, what is to be mended first."""

    role: Literal["paper", "sheet", "apart", "grave"]
    blocks: tuple[Block, ...]


Block = Heading | Para | List | Facts | Table | Signatures | Part
RUNS: tuple[type, ...] = (str, Text, Link, Break, Blank, Note)
BLOCKS: tuple[type, ...] = (Heading, Para, List, Facts, Table, Signatures, Part)
"""Every kind: an emitter must have them all."""


def listed(found: Iterable[Iterable[Run]], between: Run = ", ") -> Runs:
    """Groups of runs, with the same run between each two."""
    return tuple(run for at, group in enumerate(found) for run in ((between, *group) if at else group))


def plain(runs: Runs) -> str:
    """The words of runs without looks and links, as paper and terminal have them; lines are parted by line feeds."""
    return "".join(_PLAIN[type(run)](run) for run in runs)


LINE = "." * 44
ROOM = "\n\n\n"
_PLAIN: dict[type, Callable[[Any], str]] = {
    str: lambda r: r,
    Text: lambda r: f"({r.text})" if r.look == "aside" else r.text,
    Link: lambda r: r.text,
    Break: lambda _: "\n",
    Blank: lambda r: {"line": LINE, "box": "", "room": ROOM}[r.kind],
    Note: lambda _: "",
}
