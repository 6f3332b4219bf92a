"""What a paper says, before any output decides how it looks: a closed union of blocks, each of runs. Meaning only.

Texts are in Arabic digits or as the sources have them. Digits, line ends, page ends, sizes and colours are the outputs' own: no builder names a
tag, a class or a length, and no emitter makes a Thai word. Each emitter has a function for every kind of run and block.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from generator.documents.form_table import FormTable
from generator.drawing.model import Drawing
from generator.flow.graph import Graph

Mark = Literal["", "gain", "loss", "change", "same", "head", "grave"]
"""What became of a thing: a sign in a terminal, a word on paper, a word with a colour on a page."""
MARK_WORDS: dict[Mark, str] = {"gain": "เพิ่ม", "loss": "สิ้นสุด", "change": "ปรับ", "same": "คงเดิม", "grave": "สำคัญ", "head": "", "": ""}
SIGN, DAY, ITEM, DETAIL, MEANS, STEP = "ลงชื่อ", "วันที่", "รายการ", "รายละเอียด", "หมายถึง", "ขั้นตอนที่"
"""The words that emitters put in by themselves; there are no others."""
NONE = "–"
"""Stands in a cell that has nothing to say."""


@dataclass(frozen=True, slots=True)
class Ref:
    """A thing to link to and a place in it. Each output knows the way there, or that it has none.

    ``sheet``: of what an order changes; its ``id`` is ``<slug of the order>/<person>``, or ``…/handover``; ``book``: a printed volume;
    ``unit``: where its members are listed.
    """

    kind: Literal["procedure", "person", "order", "form", "reference", "unit", "sheet", "book"]
    id: str
    part: str = ""


# Runs: what stands in a line. A plain ``str`` is a run, too.


@dataclass(frozen=True, slots=True)
class Text:
    """``aside``: said in passing, small on a page and in brackets elsewhere; ``code``: of a form or a paper, its digits stay as they are."""

    text: str
    look: Literal["strong", "aside", "code"]


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


Run = str | Text | Link | Break | PageOf | Blank | Note
Runs = tuple[Run, ...]


# Blocks: what stands below one another.


@dataclass(frozen=True, slots=True)
class Heading:
    """``level`` from 2, below the title of the document; none is left out. ``no``: its number in a volume, which a page has no use for."""

    level: int
    text: str
    anchor: str = ""
    no: str = ""


Role = Literal["plain", "body", "title", "subject", "words", "clause", "person", "given", "basis", "status", "kicker", "ways", "caption"]


@dataclass(frozen=True, slots=True)
class Para:
    """``role``: ``title`` and ``subject`` head a paper, ``words`` are its paragraphs, ``clause`` one with its number, ``person`` names whose duties
    follow, ``given`` the day of signing; ``body`` is running text of the manual, ``basis`` says on what a sheet rests, ``status`` as of when,
    ``kicker`` what it is about, ``caption`` heads what follows, ``ways`` lead to other papers.
    """

    runs: Runs
    role: Role = "plain"
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """``no``: its number exactly as printed; ``facts``: of a step, which paper has in the form and leaves out here."""

    no: str
    runs: Runs
    items: tuple[Item, ...] = ()
    anchor: str = ""
    mark: Mark = ""
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class List:
    """``order``: items with the numbers of an order; ``numbered``: with the manual's; ``short``: numbered, many and short; ``steps``: of a procedure;
    ``marked``: what becomes of each; ``plain``: none of these.
    """

    items: tuple[Item, ...]
    look: Literal["order", "numbered", "short", "steps", "marked", "plain"] = "plain"


@dataclass(frozen=True, slots=True)
class Fact:
    """A short label, or a term, and what is said of it."""

    label: str
    runs: Runs
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """``facts``: labels and what is said of each; ``terms``: words and what they mean."""

    facts: tuple[Fact, ...]
    look: Literal["facts", "terms"] = "facts"


@dataclass(frozen=True, slots=True)
class Column:
    """``share``: of the width; ``head``: its cells name their rows; ``label``: said again before each cell where the head is out of sight;
    ``kind``: what its cells hold: figures, a role, orders with their items, uses in procedures, or any words.
    """

    title: str
    share: float = 1.0
    centred: bool = False
    head: bool = False
    label: bool = False
    mark: Mark = ""
    kind: Literal["words", "number", "role", "orders", "uses"] = "words"


@dataclass(frozen=True, slots=True)
class Row:
    """The runs of each cell; ``now``: holds on the date, among others that do not."""

    cells: tuple[Runs, ...]
    anchor: str = ""
    now: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """``name``: what it is, for those who hear it. ``look``: ``cards`` may stand row by row on a phone, ``history`` is such a table of spans of time,
    ``plain`` stays a table everywhere, ``sheet`` is to be filled in by hand.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    look: Literal["cards", "history", "plain", "sheet"] = "cards"


@dataclass(frozen=True, slots=True)
class Picture:
    """A finished drawing: a chart of the office, or of its work. ``id``: tells it from others."""

    drawing: Drawing
    id: str


@dataclass(frozen=True, slots=True)
class Flowchart:
    """The chart of a procedure (its id), with the legend of its symbols: laid out by each output."""

    procedure: str
    graph: Graph


@dataclass(frozen=True, slots=True)
class Form:
    """The summary form of a procedure (its id): laid out by each output. The heading above it stands on its first sheet."""

    procedure: str
    table: FormTable


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


Block = Heading | Para | List | Facts | Table | Picture | Flowchart | Form | Signatures | Part
RUNS: tuple[type, ...] = (str, Text, Link, Break, PageOf, Blank, Note)
BLOCKS: tuple[type, ...] = (Heading, Para, List, Facts, Table, Picture, Flowchart, Form, Signatures, Part)
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
    PageOf: lambda _: "",
    Blank: lambda r: {"line": LINE, "box": "", "room": ROOM}[r.kind],
    Note: lambda _: "",
}
