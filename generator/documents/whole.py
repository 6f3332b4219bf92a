"""A document as a whole: what stands around its blocks."""

from __future__ import annotations

from dataclasses import dataclass

from generator.documents.model import Block


@dataclass(frozen=True, slots=True)
class WholePaper:
    """``about``: what it tells, in a sentence; ``short``: its title where there is little room; ``sources``: the files of ``sop/`` it is made from;
    ``basis``: the orders it rests on, in words, None: those of the whole manual; ``group``: what many papers of its kind stand under.
    """

    title: str
    about: str
    blocks: tuple[Block, ...]
    short: str = ""
    sources: tuple[str, ...] = ()
    basis: str | None = None
    group: str = ""
