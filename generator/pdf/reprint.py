"""Which pages of a filed loose-leaf copy to replace: the pages of an earlier book beside those of the new one."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

import pypdfium2
import pypdfium2.raw as raw

_PAGE_NUMBER = re.compile(r"^\s*- [0-9๐-๙]+ -\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Leaf:
    """Pages ``old`` (first, last) of the filed copy give way to pages ``new``; either may be missing.

    ``renumbered``: the same words under new page numbers.
    """

    action: Literal["replace", "insert", "remove", "renumbered"]
    old: tuple[int, int] | None
    new: tuple[int, int] | None


def pages(pdf: bytes) -> tuple[str, ...]:
    """What stands on each page: its words, lines and pictures, without the page number. Raises ValueError for no PDF."""
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise ValueError("แฟ้มนี้ไม่ใช่ PDF ที่อ่านได้") from error
    found = []
    for page in document:
        text = page.get_textpage()
        words = _PAGE_NUMBER.sub("", text.get_text_range().replace("\r", ""))
        found.append("\n".join([str(page.get_size()), words.strip(), *_drawn(page)]))
        text.close()
    document.close()
    return tuple(found)


def _drawn(page: pypdfium2.PdfPage) -> Iterator[str]:
    """Lines and pictures: a way that leads elsewhere or a new signature changes no word."""
    for found in page.get_objects((raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE)):
        place = " ".join(f"{number:.1f}" for number in found.get_bounds())
        data = hashlib.sha256(found.get_data()).hexdigest() if isinstance(found, pypdfium2.PdfImage) else ""
        yield f"{place} {data}"


def leaves(old: bytes, new: bytes) -> tuple[Leaf, ...]:
    """The sheets to change, in the order of the filed copy; nothing if every page may stay."""
    before, after = pages(old), pages(new)
    return tuple(leaf for code in SequenceMatcher(None, before, after, autojunk=False).get_opcodes() for leaf in _leaf(code))


def _leaf(code: tuple[str, int, int, int, int]) -> Iterator[Leaf]:
    what, a, b, c, d = code
    old, new = (a + 1, b) if b > a else None, (c + 1, d) if d > c else None
    if what == "equal":
        if a != c:
            yield Leaf("renumbered", old, new)
    elif what == "replace":
        yield Leaf("replace", old, new)
    elif what == "insert":
        yield Leaf("insert", None, new)
    else:
        yield Leaf("remove", old, None)


WORDS = {"replace": "เปลี่ยน", "insert": "แทรก", "remove": "ถอดออก", "renumbered": "เนื้อความเดิม เปลี่ยนเลขหน้า"}


def words(leaf: Leaf) -> str:
    """``เปลี่ยน: ฉบับเดิม หน้า 12–14 → ฉบับใหม่ หน้า 12–15``"""
    sides = [f"{name} หน้า {_span(span)}" for name, span in (("ฉบับเดิม", leaf.old), ("ฉบับใหม่", leaf.new)) if span]
    return f"{WORDS[leaf.action]}: {' → '.join(sides)}"


def _span(span: tuple[int, int]) -> str:
    first, last = span
    return str(first) if first == last else f"{first}–{last}"
