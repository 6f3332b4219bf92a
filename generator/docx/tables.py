"""Tables: cells of fixed widths, rows that grow with their words. Lengths are twips."""

from __future__ import annotations

from collections.abc import Iterable

from generator.ooxml import TINY, paragraph, tag

INSET = 80
AIR = 40
"""Above and below the words of a cell: as room of paragraphs, since Word gives a whole row the largest inset of any of its cells."""
NOTHING = paragraph("", TINY)


def border(side: str, value: str = "single", size: int | None = 6) -> str:
    """One side of a cell; ``size`` in eighths of a pt."""
    return tag(f"w:{side}", val=value, sz=size, space=0 if size else None, color="auto" if size else None)


def cell(content: str, width: int, *, span: int = 1, borders: str = "", inset: int | None = None, middle: bool = False) -> str:
    """A cell over ``span`` columns of the grid."""
    sides = tag("w:left", w=inset, type="dxa") + tag("w:right", w=inset, type="dxa")
    look = (
        tag("w:tcW", w=width, type="dxa"),
        tag("w:gridSpan", val=span) if span > 1 else "",
        tag("w:tcBorders", borders) if borders else "",
        tag("w:tcMar", sides) if inset is not None else "",
        tag("w:vAlign", val="center") if middle else "",
    )
    return tag("w:tc", tag("w:tcPr", *look), content or paragraph())


def row(cells: Iterable[str], *, least: int = 0, head: bool = False, whole: bool = True) -> str:
    """A row at least so high. ``head``: repeated on each page if it is the table's first; ``whole``: no page end cuts it."""
    look = (
        tag("w:cantSplit") if whole else "",
        tag("w:trHeight", val=least, hRule="atLeast") if least else "",
        tag("w:tblHeader") if head else "",
    )
    return tag("w:tr", tag("w:trPr", *look) if any(look) else "", *cells)


def table(grid: Iterable[int], rows: Iterable[str]) -> str:
    """A table with thin lines on a grid of widths."""
    widths = tuple(grid)
    sides = (border(side, size=4) for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    insets = tag("w:left", w=INSET, type="dxa") + tag("w:right", w=INSET, type="dxa")
    look = (
        tag("w:tblW", w=sum(widths), type="dxa"), tag("w:jc", val="center"), tag("w:tblBorders", *sides), tag("w:tblLayout", type="fixed"),
        tag("w:tblCellMar", insets),
    )  # fmt: skip
    return tag("w:tbl", tag("w:tblPr", *look), tag("w:tblGrid", *(tag("w:gridCol", w=w) for w in widths)), *rows)
