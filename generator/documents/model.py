"""What a paper says, before any output decides how it looks: a closed union of blocks, each of runs. Meaning only.

Texts are in Arabic digits or as the sources have them. Digits, line ends, page ends, sizes and colours are the outputs' own: no builder names a
tag, a class or a length, and no emitter makes a Thai word. Each emitter has a function for every kind of run and block.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from generator.documents.form_table import FormTable
from generator.documents.runs import LINE, ROOM, RUNS, Blank, Break, Link, Mark, Note, PageOf, Ref, Run, Runs, Sign, Text, listed, plain
from generator.drawing.legend import Sample
from generator.drawing.model import Drawing
from generator.flow.graph import Graph
from generator.flow.lane_plan import LanePlan
from generator.thai.dates import stretches

__all__ = [  # runs and blocks are spoken of as one
    "BLOCKS",
    "DAY",
    "DETAIL",
    "ITEM",
    "LINE",
    "MARK_WORDS",
    "MEANS",
    "NONE",
    "ROOM",
    "RUNS",
    "SIGN",
    "STEP",
    "Blank",
    "Block",
    "Break",
    "Column",
    "Fact",
    "Facts",
    "Flowchart",
    "Heading",
    "Item",
    "Link",
    "List",
    "Mark",
    "Note",
    "PageOf",
    "Para",
    "Part",
    "Picture",
    "Place",
    "Ref",
    "Role",
    "Row",
    "Run",
    "Runs",
    "Sign",
    "Signatures",
    "SummarySheet",
    "Symbols",
    "Table",
    "Text",
    "Year",
    "YearWork",
    "listed",
    "plain",
]  # fmt: skip

MARK_WORDS: dict[Mark, str] = {"gain": "เพิ่ม", "loss": "สิ้นสุด", "change": "ปรับ", "same": "คงเดิม", "grave": "สำคัญ", "head": "", "": ""}
SIGN, DAY, ITEM, DETAIL, MEANS, STEP = "ลงชื่อ", "วันที่", "รายการ", "รายละเอียด", "หมายถึง", "ขั้นตอนที่"
"""The words that emitters put in by themselves; there are no others."""
NONE = "–"
"""Stands in a cell that has nothing to say."""


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
    """``no``: its number exactly as printed; ``facts``: of a step; paper leaves out here those that it has in the form."""

    no: str
    runs: Runs
    items: tuple[Item, ...] = ()
    anchor: str = ""
    mark: Mark = ""
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class List:
    """``order``: items with the numbers of an order; ``numbered``: with the manual's; ``short``: numbered, many and short; ``steps``: of a procedure;
    ``marked``: what becomes of each; ``names``: many and short; ``members``: persons and what they are; ``plain``: none of these.
    """

    items: tuple[Item, ...]
    look: Literal["order", "numbered", "short", "steps", "marked", "names", "members", "plain"] = "plain"


@dataclass(frozen=True, slots=True)
class Fact:
    """A short label, or a term, and what is said of it. ``in_form``: of a step, whose form has a column for it."""

    label: str
    runs: Runs
    anchor: str = ""
    in_form: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """``facts``: labels and what is said of each; ``terms``: words and what they mean."""

    facts: tuple[Fact, ...]
    look: Literal["facts", "terms"] = "facts"


@dataclass(frozen=True, slots=True)
class Column:
    """``share``: of the width; ``head``: its cells name their rows; ``label``: said again before each cell where the head is out of sight;
    ``kind``: what its cells hold: figures, codes, days, a person, that person's position, a role, a procedure, orders with their items, uses in
    procedures, or any words; ``to``: what its title names.
    """

    title: str
    share: float = 1.0
    centred: bool = False
    head: bool = False
    label: bool = False
    mark: Mark = ""
    kind: Literal["words", "number", "code", "date", "person", "position", "role", "procedure", "orders", "uses"] = "words"
    to: Ref | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """The runs of each cell; ``now``: holds on the date, among others that do not."""

    cells: tuple[Runs, ...]
    anchor: str = ""
    now: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """``name``: what it is, for those who hear it. ``look``: ``cards`` may stand row by row on a phone, ``history`` is such a table of spans of time,
    ``matrix`` has signs where a row and a column meet, ``plain`` stays a table everywhere, ``sheet`` is to be filled in by hand.
    ``sums``: so many rows at its end sum up the others.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    look: Literal["cards", "history", "matrix", "plain", "sheet"] = "cards"
    sums: int = 0

    @property
    def by_row(self) -> Table:
        """A matrix with all of a row in one cell, for sheets on which its columns would be too many."""
        first, *others = self.columns
        cells = ([(f"{c.title} ", *cell) for c, cell in zip(others, row.cells[1:], strict=True) if cell] for row in self.rows)
        rows = (Row((row.cells[0], listed(said, Break()))) for row, said in zip(self.rows, cells, strict=True))
        return Table(self.name, (replace(first, share=1), Column(DETAIL, 2)), tuple(rows))


@dataclass(frozen=True, slots=True)
class Picture:
    """A finished drawing: a chart of the office, or of its work. ``id``: tells it from others."""

    drawing: Drawing
    id: str


@dataclass(frozen=True, slots=True)
class Flowchart:
    """The chart of a procedure (its id), with the legend of its symbols: laid out by each output. ``lanes``: if it is drawn in lanes."""

    procedure: str
    graph: Graph
    lanes: LanePlan | None = None


@dataclass(frozen=True, slots=True)
class SummarySheet:
    """The summary form of a procedure (its id): laid out by each output. The heading above it stands on its first sheet.

    ``lanes``: if its chart is drawn in lanes, whose lettered circles it repeats.
    """

    procedure: str
    table: FormTable
    lanes: LanePlan | None = None


@dataclass(frozen=True, slots=True)
class YearWork:
    """One line of a year's work and the months in which it is done; ``whole``: all of a procedure, whose steps follow."""

    runs: Runs
    months: frozenset[int]
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Year:
    """Work over the months of a year: laid out by each output. ``titles``: of the work and of the months; ``months``: number, name and short
    name of each, as the year goes.
    """

    name: str
    titles: tuple[str, str]
    months: tuple[tuple[int, str, str], ...]
    work: tuple[YearWork, ...]

    def told(self, work: YearWork) -> str:
        """The months of a work by their short names."""
        return stretches(work.months, (number for number, _, _ in self.months))

    @property
    def table(self) -> Table:
        """Each work with its months in words, for sheets that are not as wide as a year."""
        rows = (Row((work.runs, (self.told(work),))) for work in self.work)
        return Table(self.name, (Column(self.titles[0], 2), Column(self.titles[1], 1)), tuple(rows))


@dataclass(frozen=True, slots=True)
class Symbols:
    """The symbols of the charts and what each means: drawn by each output, below the titles of two columns."""

    titles: tuple[str, str]
    samples: tuple[Sample, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """``lines``: name and capacity, none: a blank for the name; ``asks``: to be signed by hand and dated, as what (``ผู้รับทราบ``);
    ``date``: of signing, if it is known; ``picture``: of the signature, by its path below ``sop/``.
    """

    lines: tuple[str | Link, ...]
    asks: str = ""
    date: str = ""
    picture: str = ""

    @property
    def blank_date(self) -> str:
        """Room for the day of signing, where it is asked for and not known."""
        return f"{DAY} {LINE}" if self.asks and not self.date else ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """Who has signed, or is to sign."""

    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Blocks that belong together: an order as signed, a sheet to sign, what stands apart from a paper, what is to be mended first, a notice of
    what is to come, what is read on demand, below a caption; ``months`` of work, each a ``month`` (1 to 12; 0: all year).
    """

    role: Literal["paper", "sheet", "apart", "grave", "notice", "folded", "months", "month"]
    blocks: tuple[Block, ...]
    month: int = 0


Block = Heading | Para | List | Facts | Table | Picture | Flowchart | SummarySheet | Year | Symbols | Signatures | Part
BLOCKS: tuple[type, ...] = (Heading, Para, List, Facts, Table, Picture, Flowchart, SummarySheet, Year, Symbols, Signatures, Part)
"""Every kind: an emitter must have them all."""
