"""Papers in a terminal: what is gained green, what is lost red, what must be mended first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import click

from generator.documents import model as m
from generator.edition import Edition

SIGNS: dict[m.Mark, str] = {"gain": "+", "loss": "-", "change": "~", "same": "=", "grave": "!", "head": ">", "": "•"}
"""The mark is printed too, so that nothing hangs on colour."""
STYLES: dict[m.Mark, dict[str, Any]] = {
    "gain": {"fg": "green"},
    "loss": {"fg": "red"},
    "change": {"fg": "yellow"},
    "grave": {"fg": "red", "bold": True},
    "head": {"bold": True},
    "same": {"dim": True},
}
STEP, TICK = "  ", "[ ]"
FIGURE = 4
"""Letters of what is said in short: a figure stands before its label, to be read down the column."""


def lines(edition: Edition, found: Iterable[m.Block]) -> Iterator[str]:
    """Blocks line by line, in the digits of the handbook's pages."""
    for block in found:
        yield from BLOCKS[type(block)](edition, block)


def words(edition: Edition, runs: m.Runs) -> str:
    """Runs on one line; those of a cell with several are parted by commas."""
    said = m.plain(tuple(TICK if run == m.Blank("box") else run for run in runs))
    return edition.shown(", ".join(part for part in said.split("\n") if part.strip()))


def _heading(edition: Edition, block: m.Heading) -> Iterator[str]:
    yield ""
    yield click.style(edition.shown(block.text), bold=True, underline=True)


def _para(edition: Edition, block: m.Para) -> Iterator[str]:
    yield words(edition, block.runs)


def _list(edition: Edition, block: m.List) -> Iterator[str]:
    return _items(edition, block.items, 1)


def _items(edition: Edition, items: Iterable[m.Item], depth: int) -> Iterator[str]:
    for item in items:
        yield STEP * depth + _marked(item.mark, words(edition, item.runs), edition.shown(item.no))
        yield from _items(edition, item.items, depth + 1)


def _facts(edition: Edition, block: m.Facts) -> Iterator[str]:
    pairs = [(name, words(edition, said)) for name, said in block.pairs]
    short = all(len(said) <= FIGURE for _, said in pairs)
    yield from (f"{STEP}{said:>3}  {edition.shown(name)}" if short else f"{STEP}{edition.shown(name)}: {said}" for name, said in pairs)


def _table(edition: Edition, block: m.Table) -> Iterator[str]:
    """Row by row: what is compared stands below one another, all else on one line after the row's head."""
    mark: m.Mark = next((c.mark for c in block.columns if c.head), "")
    for row in block.rows:
        cells = [(c, words(edition, cell)) for c, cell in zip(block.columns, row, strict=True)]
        head = " ".join(said for c, said in cells if c.head)
        rest = ", ".join(f"{edition.shown(c.title)} {said}" for c, said in cells if said and not c.head and not c.mark)
        yield STEP + _marked(mark, ": ".join(part for part in (head, rest) if part))
        yield from (STEP * 2 + _marked(c.mark, f"{edition.shown(c.title)}: {said}") for c, said in cells if c.mark and not c.head)


def _marked(mark: m.Mark, said: str, sign: str = "") -> str:
    line = f"{sign or SIGNS[mark]} {said}"
    return click.style(line, **STYLES[mark]) if mark else line


def _signatures(edition: Edition, block: m.Signatures) -> Iterator[str]:
    for place in block.places:
        yield ""
        if place.asks:
            yield f"{m.SIGN} {m.LINE} {edition.shown(place.asks)}"
        yield from map(edition.shown, place.lines or (f"({m.LINE})",))
        if place.asks:
            yield f"{m.DAY} {m.LINE}"


def _part(edition: Edition, block: m.Part) -> Iterator[str]:
    return lines(edition, block.blocks)


BLOCKS: dict[type, Callable[[Edition, Any], Iterator[str]]] = {
    m.Heading: _heading,
    m.Para: _para,
    m.List: _list,
    m.Facts: _facts,
    m.Table: _table,
    m.Signatures: _signatures,
    m.Part: _part,
}
