"""Letters of connectors (จุดเชื่อมต่อ), in the order in which a reader meets them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, islice, product
from string import ascii_uppercase


def letters(taken: int = 0) -> Iterator[str]:
    """A, B, … Z, AA, AB …, after those that are ``taken`` already."""
    return islice(("".join(name) for long in count(1) for name in product(ascii_uppercase, repeat=long)), taken, None)
