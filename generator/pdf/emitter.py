"""Papers as blocks of a volume, their lines broken: a function for each kind of block. Words come from :mod:`generator.documents`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, pairwise
from typing import Any

from generator.documents import form_table
from generator.documents import model as m
from generator.pdf import blocks as set_
from generator.pdf.line_breaking import Style
from generator.pdf.typesetter import INDENT, TEXT_WIDTH, Setter, listed

RULE = "_" * 28
DEEPEST = 3
AROUND, APART = 4.0, 14.0  # a table, and what stands apart from a paper, pt
MARKED = 8.0  # to the marks of a list, pt
FACTS = (30.0, 70.0)
RUNNING: dict[m.Role, dict[str, Any]] = {
    "words": {},
    "clause": {"above": 6},
    "given": {"indent": 2 * INDENT, "above": 10, "keep": True},
}
FLUSH: dict[m.Role, dict[str, Any]] = {
    "plain": {}, "kicker": {}, "basis": {}, "person": {"bold": True, "above": 8, "keep": True}, "caption": {"bold": True, "above": 10, "keep": True},
}  # fmt: skip


@dataclass(frozen=True)
class Sheets:
    """One volume under way. ``labels``: of the paragraphs that other parts of the volume name by their page, by anchor."""

    book: Setter
    labels: dict[str, str] = field(default_factory=dict)


def emit(sheets: Sheets, found: Iterable[m.Block]) -> Iterator[set_.Block]:
    """Blocks as the templates set them. A signature never begins a page alone: the last lines of what is signed go over with it."""
    made = list(_emitted(sheets, found))
    for at in [n for n, block in enumerate(made) if isinstance(block, set_.Signature)][::-1]:
        while at and isinstance(made[at - 1], set_.Signature | set_.Paragraph) and getattr(made[at - 1], "keep", True):
            at -= 1
        if at:
            made[at - 1 : at] = _kept(made[at - 1])
    return iter(made)


def _kept(block: set_.Block) -> tuple[set_.Block, ...]:
    """The block, its last lines bound to what follows."""
    if isinstance(block, set_.SetList):
        before = (replace(block, items=block.items[:-1]),) if len(block.items) > 1 else ()
        return *before, replace(block, items=block.items[-1:], keep=True)
    return (replace(block, keep=True),) if isinstance(block, set_.Paragraph) else (block,)


def _emitted(sheets: Sheets, found: Iterable[m.Block]) -> Iterator[set_.Block]:
    """A heading right above a sheet begins a page, so that each can be handed out."""
    every = (*found, None)
    for block, following in pairwise(every):
        if isinstance(block, m.Heading):
            new_page = isinstance(following, m.Part) and following.role == "sheet"
            yield _heading(sheets, block, new_page)
        elif isinstance(block, m.Para) and block.role == "clause":  # stays with its item, or with who declares it
            yield sheets.book.paragraph(m.plain(block.runs), **RUNNING["clause"], keep=isinstance(following, m.List | m.Signatures))
        elif block is not None:
            yield from BLOCKS[type(block)](sheets, block)


def _heading(sheets: Sheets, block: m.Heading, new_page: bool) -> set_.Block:
    if block.level <= DEEPEST:
        return sheets.book.heading(block.level, block.text, new_page=new_page)
    return sheets.book.flush(block.text, **FLUSH["caption"])


def _para(sheets: Sheets, block: m.Para) -> Iterator[set_.Block]:
    book, words = sheets.book, m.plain(block.runs)
    if block.role in RUNNING:
        yield book.paragraph(words, **RUNNING[block.role])
    elif block.role in FLUSH:
        made = book.flush(words, **FLUSH[block.role])
        yield replace(made, mark=sheets.labels.setdefault(block.anchor, book.mark())) if block.anchor else made
    else:
        yield book.centred(words, keep=True)
        if block.role == "subject":
            yield from (book.centred(RULE, keep=True), set_.Gap(2 * AROUND))


def _list(sheets: Sheets, block: m.List) -> Iterator[set_.Block]:
    if block.look == "order":
        yield from sheets.book.items(_lines(block.items))
        return
    words = m.MARK_WORDS.values() if block.look == "marked" else ()
    for head in (i for i in block.items if i.mark == "head"):
        yield sheets.book.flush(m.plain(head.runs), bold=True, above=6, keep=True)
        yield from sheets.book.items(_lines(head.items), left=MARKED, numbers=words)
    yield from sheets.book.items(_lines(i for i in block.items if i.mark != "head"), left=MARKED, numbers=words)


def _lines(items: Iterable[m.Item], depth: int = 0) -> Iterator[form_table.NumberedLine]:
    for item in items:
        yield form_table.NumberedLine(m.MARK_WORDS[item.mark] or item.no or "–", depth, m.plain(item.runs))
        yield from _lines(item.items, depth + 1)


def _facts(sheets: Sheets, block: m.Facts) -> Iterator[set_.Block]:
    yield sheets.book.table((m.ITEM, m.DETAIL), FACTS, [(name, m.plain(said)) for name, said in block.pairs])
    yield set_.Gap(AROUND)


def _table(sheets: Sheets, block: m.Table) -> Iterator[set_.Block]:
    heads = tuple(c.title for c in block.columns)
    rows = [tuple(_cell(c, m.plain(cell)) for c, cell in zip(block.columns, row, strict=True)) for row in block.rows]
    centred = frozenset(n for n, c in enumerate(block.columns) if c.centred)
    yield set_.Gap(AROUND)
    yield sheets.book.table(heads, sheets.book.shared(heads, [c.share for c in block.columns], rows), rows, centred=centred)
    yield set_.Gap(AROUND)


def _cell(column: m.Column, words: str) -> str:
    return listed(words.split("\n")) if column.head else words


def _signatures(sheets: Sheets, block: m.Signatures) -> Iterator[set_.Block]:
    for place in block.places:
        names = tuple(chain.from_iterable(sheets.book.even(line, Style(16), TEXT_WIDTH * 0.6) for line in place.lines or (f"({m.LINE})",)))
        yield set_.Signature((f"{m.SIGN} {m.LINE} {place.asks}", *names, f"{m.DAY} {m.LINE}") if place.asks else names)


def _part(sheets: Sheets, block: m.Part) -> Iterator[set_.Block]:
    if block.role == "apart":
        yield set_.Gap(APART)
    yield from _emitted(sheets, block.blocks)


BLOCKS: dict[type, Callable[[Sheets, Any], Iterator[set_.Block]]] = {
    m.Heading: lambda sheets, block: iter((_heading(sheets, block, False),)),
    m.Para: _para,
    m.List: _list,
    m.Facts: _facts,
    m.Table: _table,
    m.Signatures: _signatures,
    m.Part: _part,
}
