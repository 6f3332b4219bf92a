"""Lines of a printed paragraph: broken only between Thai words, over the whole paragraph at once.

The book breaks its own lines, since no PDF engine keeps this field's compounds whole; the engine only spreads them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from generator.fonts.metrics import HANDBOOK, HANDBOOK_BOLD, Face
from generator.thai import words
from generator.thai.wrapping import Breaks, narrow, wrap

SAFETY = 1.004  # the engine's shaping may be this much wider than the sum of advances
CLING, NUMBER, AT_SPACE, WIDOW = 0.05, 0.2, 0.01, 0.08
SHORT = 0.08  # of the width: lines shorter by more cost dear
DEAR = 2.0
WIDER_SPACE = 1.5  # of a space, added to it before letters are spread
MOST_TRACKING = 0.0625  # of the size of type, between letters: a line that would need more is not spread
LEAST_LAST = 0.12  # of the width: a shorter last line is a lonely word
NARROW = 260.0  # pt: a cell; its lines are not spread, so that a ragged one is better than a lonely word
NARROW_WIDOW, NARROW_LAST = 0.4, 0.16
_MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")  # they stand above or below a letter
_RUN = re.compile("[ก-๛]+|[^ก-๛]+")
"""Thai beside a bracket has words too."""


@dataclass(frozen=True, slots=True)
class Style:
    """A size in pt of TH Sarabun, regular or bold."""

    size: float = 16.0
    bold: bool = False

    @property
    def face(self) -> Face:
        """The handbook font in this weight."""
        return HANDBOOK_BOLD if self.bold else HANDBOOK

    def width(self, text: str) -> float:
        """Width of one line, pt."""
        return self.face.width(text, self.size) * SAFETY


@dataclass(frozen=True, slots=True)
class Broken:
    """A text and the lines that it was broken into, none wider than ``width``, pt."""

    text: str
    lines: tuple[str, ...]
    style: Style
    width: float

    def fits(self, words: str) -> bool:
        """Whether words have room on one line."""
        return self.style.width(words) <= self.width


@lru_cache(maxsize=32768)
def lines(text: str, style: Style, width: float, indent: float = 0.0, protected: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The lines of a paragraph of ``width`` pt whose first line starts ``indent`` pt further in. Joined they give its words again."""
    pieces = tuple(_narrow(" ".join(text.split()), style, width - indent, protected))
    if not pieces:
        return ()
    found = _Paragraph(pieces, style, width, indent).lines()
    if width >= NARROW and (ragged := _ragged(found, style, width, indent)):
        finer = tuple(part for piece in pieces for part in words.parted(piece))
        other = _Paragraph(finer, style, width, indent).lines() if len(finer) > len(pieces) else found
        return other if _ragged(other, style, width, indent) < ragged else found
    return found


def _ragged(found: tuple[str, ...], style: Style, width: float, indent: float) -> int:
    """How many lines above the last are too short to be spread."""
    return tracking(found, style, width, indent)[:-1].count(None)


def tracking(found: tuple[str, ...], style: Style, width: float, indent: float = 0.0) -> tuple[float | None, ...]:
    """What spreads each line to the right margin: room between its letters, pt, where wider spaces alone do not; None: it would have holes."""
    return tuple(_tracking(line, style, width - (0.0 if n else indent)) for n, line in enumerate(found))


def _tracking(line: str, style: Style, width: float) -> float | None:
    spaces = line.count(" ") * WIDER_SPACE * style.width(" ")
    room = max(0.0, width - style.width(line) - spaces) / max(len(_MARKS.sub("", line)), 1)
    return round(room, 3) if room <= MOST_TRACKING * style.size else None


def even(text: str, style: Style, width: float, protected: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Lines of a heading or a title: few and of like length."""
    if widest(text, style, protected) > width:
        return lines(text, style, width, 0.0, protected)
    return wrap(text, width, style.width, protected) if text.strip() else ()


def widest(text: str, style: Style, protected: tuple[str, ...] = ()) -> float:
    """Width of the widest piece that may not be broken, pt."""
    return max((style.width(p.rstrip()) for p in words.units(text, protected)), default=0.0)


def _narrow(text: str, style: Style, width: float, protected: tuple[str, ...]) -> Iterator[str]:
    """As :func:`narrow`; a piece wider than the line (an address, a run without any break) is cut where it hurts least."""
    for piece in narrow(text, width, style.width, protected):
        if style.width(piece.rstrip()) <= width:
            yield piece
        else:
            yield from _cut(piece, style, width)


def _cut(piece: str, style: Style, width: float) -> Iterator[str]:
    """Between the words that were held together, as many in a part as fit; a word that is too wide alone between letters."""
    part = ""
    for word in (token for run in _RUN.findall(piece) for token in words.tokens(run)):
        hangs = len(word) == 1 and word in words.NO_START
        full = part and not hangs and not word.isspace() and style.width((part + word).rstrip()) > width
        if full and (style.width(word.rstrip()) <= width or 2 * style.width(part) > width):  # else the word is cut anyway, and the line filled
            yield part
            part = ""
        part += word
        if style.width(part.rstrip()) > width:
            *whole, part = _letters(part, style, width)
            yield from whole
    if part:
        yield part


def _letters(piece: str, style: Style, width: float) -> Iterator[str]:
    part = ""
    for cluster in words.clusters(piece):
        if part and style.width(part + cluster.rstrip()) > width:
            at = max(part.rfind(c) for c in "/-_.?&=")
            head, part = (part[: at + 1], part[at + 1 :]) if at > len(part) // 2 else (part, "")
            yield head
        part += cluster
    if part:
        yield part


class _Paragraph(Breaks):
    """Lines that fill the width: least sum of squared slack and of the cost of each break."""

    def __init__(self, pieces: tuple[str, ...], style: Style, width: float, indent: float) -> None:
        super().__init__(pieces, style.width)
        self.full, self.indent = width, indent

    def limit(self, start: int) -> float:
        return self.full - (self.indent if start == 0 else 0.0)

    def cost(self, start: int, end: int) -> float:
        limit, width = self.limit(start), self.width(start, end)
        if end == len(self.pieces):
            least, cost = (NARROW_LAST, NARROW_WIDOW) if self.full < NARROW else (LEAST_LAST, WIDOW)
            return cost if start and width < least * limit else 0.0
        short = (limit - width) / limit
        cost = short**2 * 4 + (max(0.0, short - SHORT) * DEAR if self.full >= NARROW else 0.0)
        if self.pieces[end - 1].strip() in words.CLINGING:
            cost += CLING
        if self.pieces[end - 1].endswith(" "):
            cost -= AT_SPACE
        if self.pieces[end][0].isdecimal():
            cost += NUMBER
        return cost
