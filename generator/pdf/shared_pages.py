"""Short parts share a page: a chart or a register begins below the part before it where all of it fits there, so that no sheet is nearly empty.

Orders, duties and procedures always begin a page, since they are exchanged by themselves. Words in charts are smaller where that saves the page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from generator.drawing import typst
from generator.model.handbook import PartKind
from generator.pdf import pagination
from generator.pdf.blocks import Block, Gap, SetHeading, SetPicture
from generator.pdf.charts import TYPES
from generator.pdf.sections import heading_of

Text = tuple[Block, ...]
SHORT: frozenset[PartKind] = frozenset({"history", "organization", "personnel", "workflow", "references", "form_list", "glossary"})
"""Parts that may begin in the middle of a page."""
ABOVE: frozenset[PartKind] = SHORT | {"approval", "duties"}
"""Parts below which another may begin."""
APART = 30.0  # of two parts, pt


def bound(parts: Iterable[tuple[PartKind, Text]]) -> Text:
    """The blocks of a volume, from those of its parts."""
    found: list[Block] = []
    sheets: Text = ()
    last: PartKind = "cover"
    for kind, blocks in parts:
        joined = _joined(sheets, blocks) if kind in SHORT and last in ABOVE else None
        if blocks and joined is None:
            found += sheets
        sheets, last = joined or blocks or sheets, kind if blocks else last
    return (*found, *sheets)


def _joined(above: Text, part: Text) -> Text | None:
    """A part below what stands before it, in the largest type in which it takes no further page; None if there is no such type."""
    if not part or not isinstance(head := part[0], SetHeading) or head.section is None:
        return None
    begun = max(at for at, block in enumerate(above) if heading_of(block))
    further = replace(head, new_page=False, section=None)
    for size in (None, *TYPES):
        before, below = _sized(above, size), (Gap(APART), further, *_sized(part[1:], size))
        if len(pagination.filled((*before, *below))) == len(pagination.filled(before)):
            return (*before[:begun], _named(before[begun], head.section.entry), *before[begun + 1 :], *below)
    return None


def _named(block: Block, entry: str) -> Block:
    """The heading of a section, which the list of sheets names after both parts."""
    assert isinstance(block, SetHeading) and block.section
    return replace(block, section=replace(block.section, entry=f"{block.section.entry}\n{entry}"))


def _sized(blocks: Text, size: float | None) -> Text:
    """The blocks, their charts in a size of type (pt) at most."""
    return tuple(_smaller(block, size) if size and isinstance(block, SetPicture) and not block.paper else block for block in blocks)


def _smaller(block: SetPicture, size: float) -> SetPicture:
    largest = max((text["size"] for text in block.drawing["texts"]), default=size)
    return replace(block, drawing=typst.scaled(block.drawing, size / largest)) if largest > size else block
