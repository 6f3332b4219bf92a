"""Columns of a printed form that are not as wide as the office declared, since their words or symbols have no room, or those of others."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum

from generator.pdf.blocks import SetSheet
from generator.pdf.book import Volume
from generator.pdf.form_cells import WITHIN

ROUNDING = 0.005  # of a declared width


def changed(volume: Volume) -> Iterator[str]:
    """One line for each form of a volume in which widths differ by more than a tenth: declared -> printed, in percent of the form."""
    for sheet in (block for block in volume.blocks if isinstance(block, SetSheet) and block.place[0] == 1):
        every, whole = fsum(share for _, share in sheet.declared), fsum(sheet.head.widths)
        pairs = [(title, 100 * share / every, 100 * width / whole) for (title, share), width in zip(sheet.declared, sheet.head.widths, strict=True)]
        said = [f"{title} {asked:.0f} → {found:.0f}" for title, asked, found in pairs if abs(found / asked - 1) > WITHIN + ROUNDING]
        if said:
            yield f"{_work(sheet)}: {', '.join(said)}"


def _work(sheet: SetSheet) -> str:
    """The name of the work, as the head of the form has it."""
    return " ".join(line for words in sheet.above[0].cells[0].words for line in words.lines)
