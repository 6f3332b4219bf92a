"""Numbers of items and clauses: how they compare, and how an item is cited from the paper that gave it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.thai import digits


def normal(number: str) -> str:
    """A number to compare by: Arabic digits, no ``ข้อ``, no last dot, no spaces but the one that parts two levels.

    ``1 11)`` and ``11 1)`` are two items; the name of an attachment is compared without any space.
    """
    plain = re.sub(r"^ข้อ(?:ที่)?\s*", "", digits.to_arabic(number).strip()).rstrip(".")
    if not plain[:1].isdecimal():
        return re.sub(r"\s+", "", plain)
    return re.sub(r"\s*([.])\s*", r"\1", re.sub(r"\s+", " ", plain))


def repeats(number: str, outer: str) -> bool:
    """Whether a number repeats that of the item above it: ``๑๔.๒`` that of ``๑๔``."""
    return normal(number).startswith(normal(outer) + ".")


def cited(levels: Sequence[str]) -> str:
    """The numbers from the clause down to an item, as one cites them: ``๓ (๑)``, ``๓ (๑) ๒)``, ``๓.๑``.

    A number that repeats the one above it stands for both.
    """
    kept = [level.rstrip(".") for level, below in zip(levels, (*levels[1:], ""), strict=True) if not (below and repeats(below, level))]
    return " ".join([*kept[:1], *(level if level.endswith(")") else f"({level})" for level in kept[1:])])
