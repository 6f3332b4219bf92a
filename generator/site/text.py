"""Thai words on a narrow page: numbers of lists, and words that must not break over two lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from generator.model.procedure import Item


def unbroken(value: str) -> Markup:
    """Text for headings and narrow cells: no line ends inside a word."""
    return Markup("{}").format(value)


class Line(NamedTuple):
    """One item of a nested list: its number as printed, its depth from 0, its words."""

    no: str
    depth: int
    text: str


def lines(items: tuple[Item, ...], parent: str = "", depth: int = 0) -> Iterator[Line]:
    """Nested items as numbered lines: ``4.1``, ``4.2``, then ``1)``; an item's own ``no`` wins. Digits are Arabic."""
    for place, item in enumerate(items, 1):
        no = item.no or (f"{parent}.{place}" if parent and depth < 2 else f"{place}." if not parent else f"{place})")
        yield Line(no, depth, item.text)
        yield from lines(item.items, no.rstrip(".)") if depth < 1 else "", depth + 1)
