"""Sections of a volume: what is filed and exchanged as a whole. Each begins on a page of its own and is numbered by its part.

``9.2-3`` is the third page of the second section of the ninth part, so that a longer section renumbers no other.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from itertools import pairwise
from typing import Any

from generator.documents.identity import SHEET_HEADS, TO
from generator.pdf.blocks import Block, Cover, SetCell, SetHeading, SetSection, SetSheet, SetSheetList, SetSheetRow
from generator.pdf.line_breaking import Style
from generator.pdf.typesetter import CELL_INSET, TEXT_WIDTH, Setter

SHARES = (0.2, 0.36, 0.3, 0.14)
LABELS = frozenset({"mark", "marks", "page", "pages", "section"})
"""Fields that hold labels, not print: they count through the volume and change with any section before."""


def sheet_list(book: Setter, title: str) -> Iterator[Block]:
    """บัญชีแผ่นที่ใช้อยู่: :func:`parted` fills it."""
    yield book.heading(1, title, new_page=True)
    widths = tuple(TEXT_WIDTH * share for share in SHARES)
    broken = (book.lines(text, Style(14.0, True), width - 2 * CELL_INSET) for text, width in zip(SHEET_HEADS, widths, strict=True))
    yield SetSheetList(widths, tuple(SetCell((lines,), "center", True) for lines in broken), book.shown(TO))


def parted(book: Setter, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with their sections numbered, fingerprinted and listed."""
    merged = _merged(blocks)
    starts = [at for at, block in enumerate(merged) if heading_of(block)]
    numbers = _numbers([h for at in starts if (h := heading_of(merged[at]))])
    for number, (at, end) in zip(numbers, pairwise((*starts, len(merged))), strict=True):
        head = heading_of(merged[at])
        assert head is not None and head.section is not None
        section = replace(head.section, number=book.shown(number), fingerprint=_fingerprint(merged[at:end]))
        merged[at] = _with_head(merged[at], replace(head, section=section))
    heads = [h for at in starts if (h := heading_of(merged[at]))]
    return tuple(_listed(book, block, heads) if isinstance(block, SetSheetList) else block for block in merged)


def heading_of(block: Block) -> SetHeading | None:
    """The heading with which a section begins."""
    found = block.heading if isinstance(block, SetSheet) else block
    return found if isinstance(found, SetHeading) and found.section else None


def fingerprint(blocks: Sequence[Block]) -> str:
    """12 hexadecimal digits that change with anything printed in a section of a book: an edit elsewhere in the manual leaves the book as it is."""
    found = "".join(head.section.fingerprint for block in blocks if (head := heading_of(block)) and head.section)
    return hashlib.sha256(found.encode()).hexdigest()[:12]


def _with_head(block: Block, head: SetHeading) -> Block:
    return replace(block, heading=head) if isinstance(block, SetSheet) else head


def _merged(blocks: Sequence[Block]) -> list[Block]:
    """A section that would begin in the middle of a page is that of the heading above it: what stands there is of the same thing."""
    made, last = list(blocks), -1
    for at, block in enumerate(blocks):
        head = heading_of(block)
        if head is None:
            continue
        if head.new_page or isinstance(block, SetSheet) or last < 0 or isinstance(blocks[at - 1], Cover):
            last = at
            continue
        above = heading_of(made[last])
        assert above is not None
        made[last], made[at] = _with_head(made[last], replace(above, section=head.section)), replace(head, section=None)
    return made


def _numbers(heads: Sequence[SetHeading]) -> Iterator[str]:
    """``1``, ``2.1``, ``2.2``, …: by parts, and within those that have several."""
    parts: list[list[SetHeading]] = []
    for head in heads:
        if head.level == 1 or not parts:
            parts.append([])
        parts[-1].append(head)
    for n, part in enumerate(parts, 1):
        yield from (f"{n}.{m}" for m in range(1, len(part) + 1)) if len(part) > 1 else (str(n),)


def _fingerprint(blocks: Sequence[Block]) -> str:
    data = json.dumps([_bare(asdict(block)) for block in blocks], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(data.encode()).hexdigest()[:8]


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _bare(part) for key, part in value.items() if key not in LABELS}
    return [_bare(part) for part in value] if isinstance(value, list | tuple) else value


def _listed(book: Setter, block: SetSheetList, heads: Sequence[SetHeading]) -> SetSheetList:
    def row(section: SetSection) -> tuple[SetCell, ...]:
        texts = zip((section.entry, " ".join(section.identity)), block.widths[1:], strict=False)
        cells = (SetCell((book.lines(text, Style(block.size), width - 2 * CELL_INSET),)) for text, width in texts)
        return *cells, SetCell(((section.fingerprint,),), "center")  # a code: its digits stay as they are

    return replace(block, rows=tuple(SetSheetRow(head.mark, row(head.section)) for head in heads if head.section))
