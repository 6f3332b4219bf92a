"""Letters of connectors (จุดเชื่อมต่อ), in the order in which a reader meets them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def letter(index: int) -> str:
    """A, B, … Z, AA, AB …, for an index from 0."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, len(ALPHABET))
        name = ALPHABET[rest] + name
    return name


def letters(taken: int = 0) -> Iterator[str]:
    """Every letter after those that are ``taken`` already."""
    return map(letter, count(taken))
