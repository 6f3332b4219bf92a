"""One book: its blocks, and how its leaves are printed and bound. Lengths are pt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.pdf.blocks import Block, Lines
from generator.pdf.line_breaking import Broken


@dataclass(frozen=True)
class Binding:
    """How leaves are printed and bound. ``sides``: printed ones of a leaf, with 2 the wide margin is at the spine; ``right``: each section
    begins on a right-hand page, before which the back of a leaf may stay blank; ``turned``: a landscape sheet stands on an upright page,
    its head at the spine; ``punch``: the middle of the spine is marked for the holes.
    """

    sides: int = 1
    right: bool = False
    turned: bool = False
    punch: bool = False


@dataclass(frozen=True)
class Volume:
    """One book. ``name``: its path among the outputs; ``date``: year, month, day of the document (ISO); ``digits``: of the page numbers.

    ``foot``: below the first page, what the book rests on and as of when, ``foot_size`` pt;
    ``numbering``: of pages, through the book, anew in each section, or not at the head; ``page_of``: the words around the two numbers of
    ``page 2 of 7``; ``pictures``: name and bytes of each picture that a cell names; ``missing``: letters that the font cannot draw, each
    with the words it stands in.
    For the proof-reading alone: ``broken``, texts with the lines they were broken into, and ``names``, which no line may part.
    """

    name: str
    title: str
    author: str
    description: str
    keywords: tuple[str, ...]
    date: tuple[int, int, int]
    digits: str
    blocks: tuple[Block, ...]
    missing: tuple[tuple[str, str], ...] = ()
    pictures: tuple[tuple[str, bytes], ...] = ()
    foot: Lines = ()
    foot_size: float = 11.0
    numbering: Literal["section", "continuous", "none"] = "section"
    binding: Binding = Binding()
    page_of: tuple[str, str] = ("", "")
    broken: tuple[Broken, ...] = ()
    names: tuple[str, ...] = ()
