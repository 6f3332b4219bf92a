"""Proof-reading of a finished PDF: what was set is what a reader can search, copy and see.

Every line is in the text layer, whole and on one line (so no line was broken again, inside a word); nothing stands
outside the margins; no letter is missing; only the shipped fonts are used.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as raw

from generator.book.blocks import Volume
from generator.book.setting import BOTTOM, LEFT, RIGHT

UNSEEN = frozenset({"kind", "text", "entry", "mark", "page", "picture", "align", "alt", "strong"})
"""Fields that hold words for machines, or none."""
FAMILY = "SOPSarabun"
FAR = 20000  # letters: a line so far ahead is another of the same words
SLACK = 1.5  # pt beyond a margin that no eye sees
HYPHEN = "\ufffe"  # what PDFium reads for a hyphen at the end of a line


def said(volume: Volume) -> Iterator[str]:
    """Every line that was set, in order."""
    for block in volume.blocks:
        yield from _words(block)


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


def faults(pdf: bytes, volume: Volume) -> tuple[str, ...]:
    """What is wrong with the PDF of a volume, in Thai; nothing if all is well."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [_Page(page, number) for number, page in enumerate(document, 1)]
    finally:
        document.close()
    text = "\n".join(page.text for page in pages)
    return (*_lost(volume, text), *(fault for page in pages for fault in page.faults))


def _lost(volume: Volume, text: str) -> Iterator[str]:
    """The text layer follows the order of setting, so each line is looked for after the one before it, else anywhere."""
    at = 0
    for line in said(volume):
        wanted = "".join(line.split())
        found = text.find(wanted, at)
        if found < 0 and wanted not in text:
            yield f"ไม่พบบรรทัดนี้ครบในชั้นข้อความของ PDF: “{line}”"
        elif found >= 0 and found - at < FAR:
            at = found


class _Page:
    """One page, read once: its lines without spaces, and what stands where it must not."""

    def __init__(self, page: Any, number: int) -> None:
        text = page.get_textpage()
        lines = text.get_text_range().replace(HYPHEN, "-").replace("\r", "").split("\n")
        self.text = "\n".join("".join(line.split()) for line in lines)
        self.faults = (*_outside(page, text, number), *_fonts(text, number))
        text.close()


def _outside(page: Any, text: Any, number: int) -> Iterator[str]:
    width, height = page.get_size()
    for place in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(place)
        if left < LEFT - SLACK or right > width - RIGHT + SLACK or bottom < BOTTOM - SLACK or top > height:
            yield f"หน้า {number}: ข้อความล้นขอบหน้า “{text.get_text_bounded(left, bottom, right, top).strip()}”"


def _fonts(text: Any, number: int) -> Iterator[str]:
    name = ctypes.create_string_buffer(128)
    seen: set[str] = set()
    for place in range(0, text.count_chars(), 16):
        raw.FPDFText_GetFontInfo(text.raw, place, name, len(name), ctypes.c_int())
        seen.add(name.value.decode(errors="replace"))
    yield from (f"หน้า {number}: ใช้แบบอักษรที่ไม่ได้มากับโปรแกรม “{font}”" for font in sorted(seen) if font and FAMILY not in font)
