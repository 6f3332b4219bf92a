"""Papers line by line: a function for each kind of block. Words come from :mod:`generator.documents`; a sign stands for each mark."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from generator.documents import chart_words
from generator.documents import model as m
from generator.edition import Edition

SIGNS: dict[m.Mark, str] = {"gain": "+", "loss": "-", "change": "~", "same": "=", "grave": "!", "head": ">", "": "•"}
"""What a mark is without colour."""
STEP, TICK = "  ", "[ ]"
BETWEEN = {"facts": ": ", "terms": f" {m.MEANS} "}
FIGURE = 4
"""Letters of what is said in short: a figure stands before its label, to be read down the column."""


class TextLine(NamedTuple):
    """One line. ``mark``: what became of the thing it tells of; ``heading``: whether it heads those below it."""

    text: str
    mark: m.Mark = ""
    heading: bool = False


def lines(edition: Edition, found: Iterable[m.Block]) -> Iterator[TextLine]:
    """Blocks line by line, in the digits of the handbook's pages."""
    for block in found:
        yield from BLOCKS[type(block)](edition, block)


def words(edition: Edition, runs: m.Runs) -> str:
    """Runs on one line; those of a cell with several are parted by commas."""
    said = m.plain(tuple(TICK if run == m.Blank("box") else run for run in runs))
    return edition.shown(", ".join(part for part in said.split("\n") if part.strip()))


def _heading(edition: Edition, block: m.Heading) -> Iterator[TextLine]:
    yield TextLine("")
    yield TextLine(edition.shown(f"{block.no} {block.text}".strip()), heading=True)


def _para(edition: Edition, block: m.Para) -> Iterator[TextLine]:
    yield TextLine(words(edition, block.runs))


def _list(edition: Edition, block: m.List) -> Iterator[TextLine]:
    return _items(edition, block.items, 1)


def _items(edition: Edition, items: Iterable[m.Item], depth: int) -> Iterator[TextLine]:
    for item in items:
        yield _marked(depth, item.mark, words(edition, item.runs), edition.shown(item.no))
        yield from _items(edition, item.items, depth + 1)
        yield from (TextLine(f"{STEP * (depth + 1)}{edition.shown(fact.label)}: {words(edition, fact.runs)}") for fact in item.facts)


def _facts(edition: Edition, block: m.Facts) -> Iterator[TextLine]:
    pairs = [(fact.label, words(edition, fact.runs)) for fact in block.facts]
    short, between = all(len(said) <= FIGURE for _, said in pairs), BETWEEN[block.look]
    yield from (
        TextLine(f"{STEP}{said:>3}  {edition.shown(name)}" if short else f"{STEP}{edition.shown(name)}{between}{said}") for name, said in pairs
    )


def _table(edition: Edition, block: m.Table) -> Iterator[TextLine]:
    """Row by row: what is compared stands below one another, all else on one line after the row's head."""
    mark: m.Mark = next((c.mark for c in block.columns if c.head), "")
    for row in block.rows:
        cells = [(c, words(edition, cell)) for c, cell in zip(block.columns, row.cells, strict=True)]
        head = " ".join(said for c, said in cells if c.head)
        rest = ", ".join(f"{edition.shown(c.title)} {said}" for c, said in cells if said and not c.head and not c.mark)
        yield _marked(1, mark, ": ".join(part for part in (head, rest) if part))
        yield from (_marked(2, c.mark, f"{edition.shown(c.title)}: {said}") for c, said in cells if c.mark and not c.head)


def _marked(depth: int, mark: m.Mark, said: str, sign: str = "") -> TextLine:
    return TextLine(f"{STEP * depth}{sign or SIGNS[mark]} {said}", mark)


def _picture(edition: Edition, block: m.Picture) -> Iterator[TextLine]:
    yield from (_marked(1, "", edition.shown(" ".join(symbol.text))) for symbol in block.drawing.symbols if symbol.text)


def _form(edition: Edition, block: m.SummarySheet) -> Iterator[TextLine]:
    """Row by row, each cell after the title of its column."""
    table = block.table
    for row in table.rows:
        yield from (TextLine(STEP + edition.shown(line)) for line in row.stage.splitlines())
        yield TextLine(STEP + edition.shown(f"{row.no} {row.node.words}".strip()))
        for column, cell in zip(table.columns, row.cells, strict=True):
            said = " ".join(f"{line.no} {line.text}".strip() for line in cell.lines)
            if said and cell.field != "no":
                yield TextLine(f"{STEP * 2}{edition.shown(column.title)}: {edition.shown(said, 'site_form')}")
    yield from (TextLine(STEP + edition.shown(text, "site_form")) for text in (*table.totals, *table.objectives, *table.references))


def _year(edition: Edition, block: m.Year) -> Iterator[TextLine]:
    for work in block.work:
        said = words(edition, work.runs)
        yield _marked(1, "head" if work.whole else "", ": ".join(part for part in (said, block.told(work)) if part))


def _symbols(edition: Edition, block: m.Symbols) -> Iterator[TextLine]:
    yield from (_marked(1, "", edition.shown(sample.words)) for sample in block.samples)


def _signatures(edition: Edition, block: m.Signatures) -> Iterator[TextLine]:
    for place in block.places:
        yield TextLine("")
        if place.asks:
            yield TextLine(f"{m.SIGN} {m.LINE} {edition.shown(place.asks)}")
        yield from (TextLine(words(edition, (line,))) for line in place.lines or (f"({m.LINE})",))
        if date := place.date or place.blank_date:
            yield TextLine(edition.shown(date))


def _part(edition: Edition, block: m.Part) -> Iterator[TextLine]:
    return lines(edition, block.blocks)


BLOCKS: dict[type, Callable[[Edition, Any], Iterator[TextLine]]] = {
    m.Heading: _heading,
    m.Para: _para,
    m.List: _list,
    m.Facts: _facts,
    m.Table: _table,
    m.Picture: _picture,
    m.Flowchart: lambda edition, block: _list(edition, chart_words.listed(block)),
    m.SummarySheet: _form,
    m.Year: _year,
    m.Symbols: _symbols,
    m.Signatures: _signatures,
    m.Part: _part,
}
