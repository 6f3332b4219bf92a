"""Proof-reading of a finished PDF: what was set is what a reader can search, copy and see.

Every line is in the text layer, whole and on one line (so no line was broken again, inside a word); nothing stands
outside the margins; no letter is missing; only the shipped fonts are used; no line ends inside a word by the plain dictionary.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from itertools import pairwise
from math import sin
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as raw

from generator.pdf.blocks import SetHeading, SetPicture, SetSheet
from generator.pdf.book import Volume
from generator.pdf.typesetter import BOTTOM, LEFT, RIGHT
from generator.thai import ends

UNSEEN = frozenset("kind text entry mark page picture align alt strong to number paper again named marks pattern declared".split())
"""Fields that hold words for machines, or none."""
FAMILY = "SOPSarabun"
FAR = 20000  # letters: a line so far ahead is another of the same words
EDGE = 12.0  # pt at the edge of the sheet, where no printer prints
SLACK = 2.5  # pt beyond a margin that no eye sees: less than a millimetre
HYPHEN = "\ufffe"  # what PDFium reads for a hyphen at the end of a line
UPRIGHT = 0.5  # sine of the angle of a line that still runs across the page
LEVEL = 0.5  # pt: letters whose baselines are further apart stand on two lines
_DIGITS = re.compile("[0-9๐-๙]+")
RAISED = 8.0  # pt: a mark may stand so far above or below its letter


class PrintFault(NamedTuple):
    """What is wrong, in Thai, and the printed words in which it shows, if any."""

    message: str
    words: str = ""


def said(volume: Volume) -> Iterator[str]:
    """Every line that was set, in order."""
    for block in volume.blocks:
        yield from _words(block)
    yield from volume.foot


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in UNSEEN:
                yield from _words(getattr(value, field.name))
    elif isinstance(value, dict):
        yield from (text["text"] for text in value.get("texts", ()))
    elif isinstance(value, tuple | list):
        for part in value:
            yield from _words(part)


def faults(pdf: bytes, volume: Volume) -> tuple[PrintFault, ...]:
    """What is wrong with the PDF of a volume; nothing if all is well."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        feet = _feet(volume)
        pages = [_Page(page, number, feet, _sides(volume, number)) for number, page in enumerate(document, 1)]
        lost = _lost(said(volume), "\n".join(page.text for page in pages))
        for turn in (0, 270, 90):  # or PDFium took letters of unlike height for two lines, or words beside each other on a turned sheet for one
            lost = lost and _lost(lost, "\n".join(_by_baselines(page, turn) for page in document))
    finally:
        document.close()
    missing = (PrintFault(f"ไม่พบบรรทัดนี้ครบในชั้นข้อความของ PDF: “{line}”", line) for line in lost)
    return (*missing, *_parted(volume), *(fault for page in pages for fault in page.faults))


def _feet(volume: Volume) -> str:
    """All that may stand in the lower margins, without spaces and numbers."""
    sections = [b.section for b in _headings(volume) if b.section]
    words = (*volume.foot, *volume.page_of, *(line for s in sections for line in (*s.identity, s.fingerprint)))
    return _DIGITS.sub("", "".join("".join(words).split()))


def _headings(volume: Volume) -> Iterator[SetHeading]:
    for block in volume.blocks:
        found = block.heading if isinstance(block, SetSheet | SetPicture) else block
        if isinstance(found, SetHeading):
            yield found


def _parted(volume: Volume) -> Iterator[PrintFault]:
    """Ends of printed lines inside a word."""
    printed = {pair for block in volume.blocks for lines in _runs(block) for pair in pairwise(lines)}
    for made in volume.broken:
        for pair in ends.cut(made.text, made.lines, made.fits, volume.names):
            if pair in printed:
                yield PrintFault(f"บรรทัดจบกลางคำ “{'|'.join(pair)}”", made.text)


def _runs(value: Any) -> Iterator[tuple[str, ...]]:
    """Lines that stand one below the other."""
    if isinstance(value, tuple | list) and value and all(isinstance(line, str) for line in value):
        yield tuple(value)
    elif isinstance(value, dict):
        yield tuple(text["text"] for text in value.get("texts", ()))
    elif is_dataclass(value):
        yield from (run for field in fields(value) for run in _runs(getattr(value, field.name)))
    elif isinstance(value, tuple | list):
        yield from (run for part in value for run in _runs(part))


def _lost(wanted: Iterable[str], text: str) -> list[str]:
    """The lines that a text layer lacks. It follows the order of setting, so each is looked for after the one before it, else anywhere."""
    at, lost = 0, []
    for line in wanted:
        bare = "".join(line.split())
        found = text.find(bare, at)
        if found < 0 and bare not in text:
            lost.append(line)
        elif found >= 0 and found - at < FAR:
            at = found
    return lost


def _by_baselines(page: Any, turn: int) -> str:
    """The letters of a page, a line for each baseline: exact, and slow to ask for. Marks stand on the baseline of their letter.

    ``turn``: degrees by which the page is turned first, since PDFium puts words in order as if all ran across the page.
    """
    page.set_rotation(turn)
    text = page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    found: list[str] = []
    last: float | None = None
    sideways = False
    for place in range(text.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(text.raw, place)).replace(HYPHEN, "-")
        if raw.FPDFText_IsGenerated(text.raw, place) == 1 or letter.isspace():
            continue
        mark = unicodedata.category(letter) == "Mn"
        raw.FPDFText_GetCharOrigin(text.raw, place, x, y)
        turned = abs(sin(raw.FPDFText_GetCharAngle(text.raw, place))) > UPRIGHT
        level = x.value if turned else y.value
        if last is not None and (turned != sideways or abs(level - last) > (RAISED if mark else LEVEL)):
            found.append("\n")
            mark = False
        last, sideways = last if mark else level, turned
        found.append(letter)
    text.close()
    return "".join(found)


class _Page:
    """One page, read once: its lines without spaces, and what stands where it must not."""

    def __init__(self, page: Any, number: int, feet: str, sides: tuple[float, float]) -> None:
        text = page.get_textpage()
        lines = text.get_text_range().replace(HYPHEN, "-").replace("\r", "").split("\n")
        self.text = "\n".join("".join(line.split()) for line in lines)
        self.faults = (*_outside(page, text, number, feet, sides), *_fonts(text, number))
        text.close()


def _sides(volume: Volume, number: int) -> tuple[float, float]:
    """The left and right margins of a page: the wide one is at the spine."""
    return (RIGHT, LEFT) if volume.binding.sides > 1 and number % 2 == 0 else (LEFT, RIGHT)


def _outside(page: Any, text: Any, number: int, feet: str, sides: tuple[float, float]) -> Iterator[PrintFault]:
    """``feet``: as :func:`_feet`; ``sides``: the margins, pt."""
    width, height = page.get_size()
    for place in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(place)
        if left >= sides[0] - SLACK and right <= width - sides[1] + SLACK and bottom >= BOTTOM - SLACK and top <= height:
            continue  # to ask PDFium for its words takes longer than all the rest
        words = text.get_text_bounded(left, bottom, right, top).strip()
        lowest = EDGE if _DIGITS.sub("", "".join(words.split())) in feet else BOTTOM
        hanging = RAISED if words and unicodedata.category(words[0]) == "Mn" else 0.0  # a mark without a letter stands where its letter would be
        if left < sides[0] - SLACK - hanging or right > width - sides[1] + SLACK or bottom < lowest - SLACK or top > height:
            yield PrintFault(f"หน้า {number}: ข้อความล้นขอบหน้า “{words}”", words)


def _fonts(text: Any, number: int) -> Iterator[PrintFault]:
    name = ctypes.create_string_buffer(128)
    seen: set[str] = set()
    for place in range(0, text.count_chars(), 16):
        raw.FPDFText_GetFontInfo(text.raw, place, name, len(name), ctypes.c_int())
        seen.add(name.value.decode(errors="replace"))
    yield from (PrintFault(f"หน้า {number}: ใช้แบบอักษรที่ไม่ได้มากับโปรแกรม “{font}”") for font in sorted(seen) if font and FAMILY not in font)
