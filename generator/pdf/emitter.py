"""Papers as blocks of a volume, their lines broken: a function for each kind of block. Words come from :mod:`generator.documents`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any

from generator.documents import model as m
from generator.documents.step_fields import NumberedLine
from generator.pdf import blocks as set_
from generator.pdf import charts, symbols
from generator.pdf.arrangement import Chapter
from generator.pdf.form import FormSheets
from generator.pdf.line_breaking import Style
from generator.pdf.typesetter import INDENT, TEXT_WIDTH, Setter, listed

RULE = "_" * 28
CENTRED = frozenset({"number", "code"})
DEEPEST = 3
AROUND, APART = 4.0, 14.0  # a table, and what stands apart from a paper, pt
PAGE = 99999999
"""In the place of the number of a page, which is known only when the volume is set (``9.12-34`` in the digits of the volume)."""
KEPT, SHORT = 1000, 60
"""Letters of a step and its facts that no page end cuts; as how many a short line counts."""
MARKED = 8.0  # to the marks of a list, pt
FACTS = (30.0, 70.0)
BELOW_DEEPEST: dict[str, Any] = {"left": INDENT / 2, "bold": True, "above": 3, "keep": True}  # a heading that no contents list
FURTHER_IN = 12.0  # than such a heading: the items below it
RUNNING: dict[m.Role, dict[str, Any]] = {
    "body": {},
    "words": {},
    "clause": {"above": 6},
    "given": {"indent": 2 * INDENT, "above": 10, "keep": True},
}
FLUSH: dict[m.Role, dict[str, Any]] = {
    "plain": {}, "kicker": {}, "basis": {}, "ways": {},
    "person": {"bold": True, "above": 8, "keep": True}, "caption": {"bold": True, "above": 10, "keep": True},
}  # fmt: skip


Rows = list[tuple[str, ...]]
"""The words of the cells of each row."""


@dataclass(frozen=True)
class Sheets:
    """A paper in a volume. ``of``: what it is about, if other papers of the volume name a place in it by its page; ``shift``: how many
    levels its headings stand below those of a paper of its own; ``alike``: the rows of all its tables that have the same columns.
    """

    book: Setter
    of: m.Ref | None = None
    shift: int = 0
    alike: Mapping[tuple[m.Column, ...], Rows] = field(default_factory=dict)


def emit(sheets: Sheets, found: Iterable[m.Block], above: tuple[set_.Block, ...] = ()) -> Iterator[set_.Block]:
    """Blocks as the templates set them, below what stands ``above``. The charts and forms of procedures stand among the text where
    :mod:`~generator.pdf.arrangement` places them.
    """
    made, text = Chapter(sheets.book, above), list[m.Block]()
    for block in found:
        if placed := PLACED.get(type(block)):
            made, text = placed(sheets, made, text, block), []
        else:
            text.append(block)
    yield from made.with_text(_text(sheets, text)).blocks()


def _with_chart(sheets: Sheets, made: Chapter, text: list[m.Block], block: m.Flowchart) -> Chapter:
    return made.with_text(_text(sheets, text)).with_chart(charts.flowcharts(sheets.book, sheets.book.manual.procedure[block.procedure]))


def _with_form(sheets: Sheets, made: Chapter, text: list[m.Block], block: m.SummarySheet) -> Chapter:
    """The heading above a form stands on its first sheet."""
    *text, last = text
    if not isinstance(last, m.Heading) or not isinstance(title := heading(sheets, last), set_.SetHeading):
        raise ValueError("a form stands below its heading")
    return made.with_text(_text(sheets, text)).with_form(FormSheets(sheets.book, sheets.book.manual.procedure[block.procedure], title))


PLACED: dict[type, Callable[[Sheets, Chapter, list[m.Block], Any], Chapter]] = {m.Flowchart: _with_chart, m.SummarySheet: _with_form}
"""A chapter, text below it -> the chapter with both and a chart or form below them."""


def _text(sheets: Sheets, blocks: Iterable[m.Block]) -> Iterator[set_.Block]:
    """A signature never begins a page alone: the last lines of what is signed go over with it.

    Tables of the same columns, such as one for each person, have the same widths.
    """
    blocks = tuple(blocks)
    alike: dict[tuple[m.Column, ...], Rows] = {}
    for table in (block for block in blocks if isinstance(block, m.Table)):
        alike.setdefault(table.columns, []).extend(_cells(table))
    made = list(_emitted(replace(sheets, alike=alike), blocks))
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
    """Each block with a view to those beside it. A heading right above a sheet begins a page, so that each can be handed out."""
    every = (None, *found, None)
    for before, block, after in zip(every, every[1:-1], every[2:], strict=False):
        if isinstance(block, m.Heading):
            yield heading(sheets, block, new_page=isinstance(after, m.Part) and after.role == "sheet")
        elif isinstance(block, m.Para) and block.role == "clause":  # stays with its item, or with who declares it
            yield sheets.book.paragraph(m.plain(block.runs), **RUNNING["clause"], keep=isinstance(after, m.List | m.Signatures))
        elif isinstance(block, m.List) and isinstance(before, m.Heading) and before.level + sheets.shift > DEEPEST:
            yield from sheets.book.items(_lines(block.items), left=BELOW_DEEPEST["left"] + FURTHER_IN)
        elif isinstance(block, m.List) and before is None and block.look == "numbered":  # a paper of its own
            yield from sheets.book.items(_lines(block.items), left=0)
        elif block is not None:
            yield from BLOCKS[type(block)](sheets, block)


def heading(sheets: Sheets, block: m.Heading, *, new_page: bool = False) -> set_.SetHeading | set_.Paragraph:
    """A heading; a paragraph below the deepest that the contents list."""
    level, text = block.level + sheets.shift, f"{block.no} {block.text}".strip()
    return sheets.book.heading(level, text, new_page=new_page) if level <= DEEPEST else sheets.book.flush(text, **BELOW_DEEPEST)


def _para(sheets: Sheets, block: m.Para) -> Iterator[set_.Block]:
    book, words = sheets.book, m.plain(block.runs)
    if block.role in RUNNING:
        page = next((book.labels[run.to] for run in block.runs if isinstance(run, m.PageOf)), "")
        made = book.paragraph(f"{words} {PAGE}" if page else words, **RUNNING[block.role])
        *lines, last = made.lines
        yield replace(made, page=page, lines=(*lines, last.removesuffix(book.shown(str(PAGE))).rstrip())) if page else made
    elif block.role in FLUSH:
        made = book.flush(words, **FLUSH[block.role])
        place = replace(sheets.of, part=block.anchor) if sheets.of and block.anchor else None
        yield replace(made, mark=book.labels.setdefault(place, book.mark())) if place else made
    else:
        yield book.centred(words, keep=True)
        if block.role == "subject":
            yield from (book.centred(RULE, keep=True), set_.Gap(2 * AROUND))


def _list(sheets: Sheets, block: m.List) -> Iterator[set_.Block]:
    if block.look not in ("marked", "plain"):
        yield from sheets.book.items(_lines(block.items))
        return
    words = m.MARK_WORDS.values() if block.look == "marked" else ()
    for head in (i for i in block.items if i.mark == "head"):
        yield sheets.book.flush(m.plain(head.runs), bold=True, above=6, keep=True)
        yield from sheets.book.items(_lines(head.items), left=MARKED, numbers=words)
    yield from sheets.book.items(_lines(i for i in block.items if i.mark != "head"), left=MARKED, numbers=words)


def _lines(items: Iterable[m.Item], depth: int = 0) -> Iterator[NumberedLine]:
    """A step stays on the page of its facts; of one that says very much only the last paragraph above the first of them, unless that is as long."""
    for item in items:
        head = [NumberedLine(m.MARK_WORDS[item.mark] or item.no or "–", depth, m.plain(item.runs)), *_lines(item.items, depth + 1)]
        facts = [NumberedLine("-", depth + 1, f"{fact.label}: {m.plain(fact.runs)}") for fact in item.facts if not fact.in_form]
        found = [*head, *facts]
        whole = _letters(found) <= KEPT
        near = facts and (whole or _letters(head[-1:]) <= KEPT)
        kept = range(0 if whole else len(head) - 1, len(found) - 1 if whole else len(head)) if near else ()
        yield from (line._replace(keep=at in kept) for at, line in enumerate(found))


def _letters(found: Iterable[NumberedLine]) -> int:
    return sum(max(len(part), SHORT) for line in found for part in line.text.split("\n"))


def _facts(sheets: Sheets, block: m.Facts) -> Iterator[set_.Block]:
    if block.look == "terms":
        yield from (sheets.book.paragraph(f"{fact.label} {m.MEANS} {m.plain(fact.runs)}") for fact in block.facts)
        return
    yield sheets.book.table((m.ITEM, m.DETAIL), FACTS, [(fact.label, m.plain(fact.runs)) for fact in block.facts])
    yield set_.Gap(AROUND)


def _table(sheets: Sheets, block: m.Table) -> Iterator[set_.Block]:
    if block.look == "matrix":
        block = block.by_row
    heads, rows = tuple(c.title for c in block.columns), _cells(block)
    centred = frozenset(n for n, c in enumerate(block.columns) if c.centred or c.kind in CENTRED)
    yield set_.Gap(AROUND)
    shares = sheets.book.shared(heads, [c.share for c in block.columns], sheets.alike.get(block.columns, rows))
    yield sheets.book.table(heads, shares, rows, centred=centred)
    yield set_.Gap(AROUND)


def _cells(block: m.Table) -> Rows:
    return [tuple(_cell(c, m.plain(cell)) for c, cell in zip(block.columns, row.cells, strict=True)) for row in block.rows]


def _cell(column: m.Column, words: str) -> str:
    return listed(words.split("\n")) if column.head else words


def _symbols(sheets: Sheets, block: m.Symbols) -> Iterator[set_.Block]:
    yield symbols.block(sheets.book, [s.kind for s in block.samples if s.kind], TEXT_WIDTH, charts.KEY_SIZE, 2, "book")


def _picture(sheets: Sheets, block: m.Picture) -> Iterator[set_.Block]:
    yield charts.picture(sheets.book, block.drawing, charts.FLOWCHART_ROOM)


def _signatures(sheets: Sheets, block: m.Signatures) -> Iterator[set_.Block]:
    """Two that sign stand side by side; of three the last stands below them."""
    for at in range(0, len(block.places), 2):
        *left, place = block.places[at : at + 2]
        share = 0.47 if left else 0.6
        beside = _signing(sheets, left[0], share) if left else ()
        yield set_.Signature(_signing(sheets, place, share), beside, keep=at + 2 < len(block.places))


def _signing(sheets: Sheets, place: m.Place, share: float) -> set_.Lines:
    """The lines of one who signs. ``share``: of the width of the text, for them."""
    said = [m.plain((line,)) for line in place.lines] or [f"({m.LINE})"]
    names = chain.from_iterable(sheets.book.even(line, Style(16), TEXT_WIDTH * share) for line in said)
    asked = (f"{m.SIGN} {m.LINE} {place.asks}",) if place.asks else ()
    return (*asked, *names, *(sheets.book.shown(day) for day in (place.date or place.blank_date,) if day))


def _part(sheets: Sheets, block: m.Part) -> Iterator[set_.Block]:
    if block.role == "apart":
        yield set_.Gap(APART)
    yield from _emitted(sheets, block.blocks)


BLOCKS: dict[type, Callable[[Sheets, Any], Iterator[set_.Block]]] = {
    m.Heading: lambda sheets, block: iter((heading(sheets, block),)),
    m.Para: _para,
    m.List: _list,
    m.Facts: _facts,
    m.Table: _table,
    m.Picture: _picture,
    m.Year: lambda sheets, block: _table(sheets, block.table),
    m.Symbols: _symbols,
    m.Signatures: _signatures,
    m.Part: _part,
}
