"""What a book is made of: plain values that the Typst templates set. No text is ever code: all of it goes over as JSON.

Lengths are pt. ``lines``: words already broken into lines, in the digits that they are printed in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Lines = tuple[str, ...]


@dataclass(frozen=True)
class SetSection:
    """What is filed and exchanged as a whole: it begins on a page of its own. ``number``: of its sheets; ``entry``: in the list of sheets.

    ``identity``: at the foot of each of its sheets; ``fingerprint``: 8 hexadecimal digits that change with anything printed in it.
    """

    identity: Lines
    entry: str
    number: str = ""
    fingerprint: str = ""


@dataclass(frozen=True)
class SetHeading:
    """``text``: one line, for the bookmarks; ``lines``: as printed; ``entry``: as the contents print it; ``mark``: its label.

    ``level`` 1 is a part, 2 a procedure or an order, 3 a section. ``listed``: whether the contents name it;
    ``hang``: how far in the further lines of its entry stand, pt; ``section``: the section that begins with it.
    """

    level: int
    text: str
    lines: Lines
    entry: Lines
    mark: str
    new_page: bool = False
    listed: bool = True
    centred: bool = False
    hang: float = 0.0
    section: SetSection | None = None
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True)
class Paragraph:
    """``align``: justified unless it says otherwise; ``tracking``: between the letters of each line, pt, None for one that is not justified;
    ``keep``: stays with what follows.

    ``mark``: its label; ``page``: the label of a heading or a paragraph whose page number stands after the last word.
    """

    lines: Lines
    indent: float = 0.0
    left: float = 0.0
    size: float = 16.0
    bold: bool = False
    align: Literal["justify", "left", "center", "right"] = "justify"
    above: float = 0.0
    keep: bool = False
    tracking: tuple[float | None, ...] = ()
    mark: str = ""
    page: str = ""
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True)
class SetItem:
    """``no``: its number or dash, as printed; ``tracking``: as in a paragraph."""

    no: str
    lines: Lines
    tracking: tuple[float | None, ...] = ()


@dataclass(frozen=True)
class SetList:
    """Items of one depth with hanging numbers: ``left`` to the numbers, ``hang`` from there to the words; ``keep``: whole, and with what follows."""

    items: tuple[SetItem, ...]
    left: float
    hang: float
    size: float = 16.0
    keep: bool = False
    kind: Literal["list"] = "list"


@dataclass(frozen=True)
class SetCell:
    """A cell of a table: paragraphs, each in lines. ``picture``: stands in the room of the first two, which are empty; ``alt``: in words."""

    lines: tuple[Lines, ...]
    align: Literal["left", "center"] = "left"
    bold: bool = False
    picture: str = ""
    alt: str = ""


@dataclass(frozen=True)
class SetTable:
    """A plain table whose head is repeated on each page. ``widths`` in pt; ``whole``: the rows that a page end must not cut.

    ``short``: no page end cuts the table itself.
    """

    widths: tuple[float, ...]
    head: tuple[SetCell, ...]
    rows: tuple[tuple[SetCell, ...], ...]
    whole: tuple[bool, ...]
    size: float = 14.0
    short: bool = False
    kind: Literal["table"] = "table"


@dataclass(frozen=True)
class SetPicture:
    """A drawing as :func:`generator.drawing.typst.emit` spells it; ``alt``: what it shows, in words; ``keep``: stays with what follows.

    ``new_page``: begins a page; ``mark``: its label; ``paper``: of a page of its own that lies on its side, with the ``heading`` above it.
    """

    drawing: dict[str, Any]
    alt: str
    keep: bool = False
    new_page: bool = False
    mark: str = ""
    paper: Literal["", "a4", "a3"] = ""
    heading: SetHeading | None = None
    kind: Literal["picture"] = "picture"


@dataclass(frozen=True)
class Signature:
    """Name, capacity and date, centred in the right half. ``left``: of another, who signs beside it."""

    lines: Lines
    left: Lines = ()
    keep: bool = False
    kind: Literal["signature"] = "signature"


@dataclass(frozen=True)
class Cover:
    """``title``, ``owner`` and ``foot``: groups of lines from top to bottom; ``edition``: the last line above the foot.

    ``picture``: above the title; ``alt``: in words.
    """

    title: Lines
    owner: Lines
    foot: Lines
    edition: Lines
    picture: str = ""
    alt: str = ""
    kind: Literal["cover"] = "cover"


@dataclass(frozen=True)
class SetContents:
    """The contents: headings down to ``depth``, with their pages; ``again``: beside the head on pages after the first."""

    depth: int
    heads: tuple[str, str]
    again: str
    kind: Literal["contents"] = "contents"


@dataclass(frozen=True)
class SetSheetRow:
    """A section in the list of sheets. ``mark``: the label of its heading; ``cells``: title, identity, fingerprint."""

    mark: str
    cells: tuple[SetCell, ...]


@dataclass(frozen=True)
class SetSheetList:
    """The list of the sheets in use. Which sheets a section has, only the engine knows: it writes ``first to last`` into the first column."""

    widths: tuple[float, ...]
    head: tuple[SetCell, ...]
    to: str
    rows: tuple[SetSheetRow, ...] = ()
    size: float = 14.0
    kind: Literal["sheets"] = "sheets"


@dataclass(frozen=True)
class SetIndexRow:
    """An entry of the index. ``named``: printed words on whose pages it is; ``marks``: labels of headings on whose pages it is."""

    cells: tuple[SetCell, ...]
    named: str = ""
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class SetIndex:
    """A table whose last column the engine writes: pages, those that follow one another as ``first to last``. ``pattern``: finds ``named``."""

    widths: tuple[float, ...]
    head: tuple[SetCell, ...]
    to: str
    rows: tuple[SetIndexRow, ...]
    pattern: str
    size: float = 14.0
    kind: Literal["index"] = "index"


@dataclass(frozen=True)
class Gap:
    """Empty room, pt."""

    height: float
    kind: Literal["gap"] = "gap"


@dataclass(frozen=True)
class SetWords:
    """A paragraph in a cell of the form: ``no`` stands ``left`` pt in, the words ``hang`` pt further. ``strong``: what is bold of it."""

    no: str
    left: float
    hang: float
    lines: Lines
    strong: Literal["", "no", "all"] = ""


@dataclass(frozen=True)
class Box:
    """A cell of the form: words, or the symbol of a row. ``alt``: the symbol and its ways out, in words; ``span``: over so many columns."""

    words: tuple[SetWords, ...] = ()
    align: Literal["left", "center"] = "left"
    bold: bool = False
    drawing: dict[str, Any] | None = None
    alt: str = ""
    span: int = 1


@dataclass(frozen=True)
class Band:
    """Cells side by side over the whole width, all of one height."""

    widths: tuple[float, ...]
    height: float
    cells: tuple[Box, ...]


@dataclass(frozen=True)
class Legend:
    """Symbols and their words, ``columns`` beside one another: the closing row of a form, or below a chart. ``line``: height of one, pt."""

    title: str
    columns: int
    height: float
    line: float
    size: float
    samples: tuple[tuple[dict[str, Any], Lines], ...]
    kind: Literal["legend"] = "legend"


@dataclass(frozen=True)
class SetSheet:
    """One sheet of a form, all heights known. ``pad``: above and below words; ``place``: sheet number and how many there are.

    ``height``: of all on it, pt, if it stands below text; 0: it is a page of its own. ``mark``: its label;
    ``declared``: title and share of each column, as the office asked for them.
    """

    heading: SetHeading | None
    flipped: bool
    title: Lines
    size: float
    pad: float
    above: tuple[Band, ...]
    head: Band
    rows: tuple[Band, ...]
    below: tuple[Band, ...]
    legend: Legend | None
    place: tuple[int, int]
    height: float = 0.0
    mark: str = ""
    declared: tuple[tuple[str, float], ...] = ()
    kind: Literal["sheet"] = "sheet"


Block = SetSheet | Legend | SetHeading | Paragraph | SetList | SetTable | SetPicture | Signature | Cover | SetContents | SetSheetList | SetIndex | Gap
