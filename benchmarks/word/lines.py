"""Whether flow lines stay joined: what stands in the cells of a form is multiplied, LibreOffice draws it, and its pictures are looked at.

A line that crosses the border between two rows is seen right above and right below it, at the same place; one that is seen above only is broken.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any
from xml.etree import ElementTree

DPI = 200
TWIP = DPI / 1440
DARK = 128
LONG = 25  # px that a border is dark without a gap
STEP = 1  # px that a line may be seen beside its place
ABOVE, BELOW = (9, 4), (3, 4)  # px from a border, between which a line is looked for; below it may turn at once
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWING = re.compile(r"(<w:drawing>.*?</w:drawing>)", re.S)
WORDS = re.compile(r'(<w:t xml:space="preserve">)([^<]*)(</w:t>)')


def multiplied(data: bytes, times: int) -> bytes:
    """A form with the words of its cells so many times; those in symbols stay."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "word/document.xml":
                parts = DRAWING.split(text.decode())
                first = next(n for n, part in enumerate(parts) if "<w:tbl>" in part)
                said = (part if n < first or n % 2 else WORDS.sub(lambda m: m[1] + m[2] * times + m[3], part) for n, part in enumerate(parts))
                text = "".join(said).encode()
            new.writestr(name, text)
    return made.getvalue()


@dataclass
class Table:
    """The steps of a form as its file has them, px from the left edge of the page: its own edges, and where lines run in some row."""

    left: float
    right: float
    lines: tuple[float, ...]
    crossings: int


@dataclass
class Seen:
    """Lines that cross borders, and those that end at one: page, y and x."""

    joined: int = 0
    broken: list[tuple[int, int, int]] = field(default_factory=list)


def table(data: bytes) -> Table:
    """Where flow lines run in a form."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = ElementTree.fromstring(archive.read("word/document.xml"))
    *_, steps = root.iter(f"{W}tbl")
    *_, section = root.iter(f"{W}sectPr")
    margin = int(section.find(f"{W}pgMar").attrib[f"{W}left"])
    found: list[list[int]] = [list(_borders(row)) for row in steps.iter(f"{W}tr")]
    lines = sorted({x for row in found for x in row})
    right = margin + sum(int(c.attrib[f"{W}w"]) for c in steps.iter(f"{W}gridCol"))
    return Table(margin * TWIP, right * TWIP, tuple((margin + x) * TWIP for x in lines), sum(map(len, found)))


def _borders(row: ElementTree.Element) -> Iterator[int]:
    cells = list(row.iter(f"{W}tc"))
    edges = [0, *accumulate(int(c.find(f"{W}tcPr/{W}tcW").attrib[f"{W}w"]) for c in cells)]
    yield from (left for cell, left in zip(cells, edges, strict=False) if cell.find(f"{W}tcPr/{W}tcBorders/{W}left") is not None)


class Picture:
    """A page in shades of grey, one byte a pixel."""

    def __init__(self, page: Any) -> None:
        made = page.render(scale=DPI / 72, grayscale=True)
        self.bytes, self.stride, self.height = bytes(made.buffer), made.stride, made.height

    def dark(self, x: int, y: int) -> bool:
        return self.bytes[y * self.stride + x] < DARK

    def borders(self, left: int, right: int) -> list[int]:
        """Where the borders between rows are, top to bottom: dark without a gap near both sides of the table, as no letter is."""
        sides = (*range(left + 3, left + 3 + LONG), *range(right - 3 - LONG, right - 3))
        found = [y for y in range(self.height) if all(self.dark(x, y) for x in sides)]
        return [y for n, y in enumerate(found) if n == 0 or y - found[n - 1] > 3]

    def line(self, x: float, top: int, foot: int) -> bool:
        """Whether some column of pixels near a place is dark from ``top`` to ``foot``."""
        near = range(round(x) - STEP, round(x) + STEP + 1)
        return top >= 0 and foot < self.height and any(all(self.dark(at, y) for y in range(top, foot + 1)) for at in near)


def seen(pdf: bytes, of: Table) -> Seen:
    """What the pictures of a form show. A head is repeated on each page: what leaves one page enters the next below it."""
    import pypdfium2

    told, before = Seen(), set[float]()  # below the last step stand words alone
    for number, page in enumerate(pypdfium2.PdfDocument(pdf), 1):
        picture = Picture(page)
        borders = picture.borders(round(of.left), round(of.right))
        for at, y in enumerate(borders):
            above = {x for x in of.lines if picture.line(x, y - ABOVE[0], y - ABOVE[1])}
            below = {x for x in of.lines if picture.line(x, y + BELOW[0], y + BELOW[1])}
            if told.joined >= of.crossings:
                return told
            if at == len(borders) - 1:
                before = above
            elif number == 1 or at > 0:
                above = before if number > 1 and at == 1 else above
                told.joined += len(above & below)
                told.broken += [(number, y, round(x)) for x in above - below]
    return told
