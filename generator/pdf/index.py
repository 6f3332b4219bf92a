"""The index of a volume: a table of persons, one of posts; the pages are the engine's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from generator.documents import index as paper
from generator.documents.index import IndexEntry
from generator.documents.model import Ref
from generator.model.procedure import Procedure
from generator.pdf.blocks import Block, Gap, SetIndex, SetIndexRow
from generator.pdf.typesetter import Setter

SHARES = (0.36, 0.34, 0.3)
BETWEEN = 12.0  # two tables, pt


def part(book: Setter, title: str, only: Sequence[Procedure] | None = None) -> Iterator[Block]:
    """Persons in office, then posts that act in procedures (of ``only``); nothing if there are neither."""
    tables = [(paper.PERSONS, tuple(paper.persons(book.edition))), (paper.POSTS, tuple(paper.posts(book.edition, only)))]
    found = [_table(book, heads, entries) for heads, entries in tables if entries]
    if found:
        yield book.heading(1, title, new_page=True)
    for place, table in enumerate(found):
        yield from (Gap(BETWEEN), table) if place else (table,)


def _table(book: Setter, heads: Sequence[str], entries: Iterable[IndexEntry]) -> SetIndex:
    """``marks`` are ids of procedures until :func:`placed`: a part further back has no labels yet."""
    entries = tuple(entries)
    made = book.table(heads, SHARES, ((of.who, of.beside, "") for of in entries))
    rows = tuple(SetIndexRow(cells[:2], book.shown(of.named), of.procedures) for cells, of in zip(made.rows, entries, strict=True))
    longest = sorted({row.named for row in rows if row.named}, key=lambda named: (-len(named), named))
    return SetIndex(made.widths, made.head, book.shown(paper.TO), rows, "|".join(map(re.escape, longest)))


def placed(book: Setter, blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with the labels of the procedures that the index names, as far as they stand in the volume."""

    def row(of: SetIndexRow) -> SetIndexRow:
        return replace(of, marks=tuple(mark for id_ in of.marks if (mark := book.labels.get(Ref("procedure", id_)))))

    return tuple(replace(block, rows=tuple(map(row, block.rows))) if isinstance(block, SetIndex) else block for block in blocks)
