"""Which pages of a filed loose-leaf copy to exchange: the pages of an earlier book beside those of the new one, and a PDF of just the new ones."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

import pypdfium2
import pypdfium2.raw as raw

_NUMBER = re.compile(r"^\s*(?:- ([0-9๐-๙]+) -|([0-9๐-๙]+(?:\.[0-9๐-๙]+)?-[0-9๐-๙]+))\s*$", re.MULTILINE)
"""``- 12 -`` through the book, or ``9.2-3`` by sections."""


class FiledPage(NamedTuple):
    """``label``: its number as printed, else its place; ``content``: words, lines and pictures, without a number that runs through the book."""

    label: str
    content: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """Pages ``old`` (first, last, from 1) of the filed copy give way to pages ``new``; either may be missing.

    ``renumbered``: the same words under new page numbers.
    """

    action: Literal["replace", "insert", "remove", "renumbered"]
    old: tuple[int, int] | None
    new: tuple[int, int] | None


def pages(pdf: bytes) -> tuple[FiledPage, ...]:
    """Every page of a book. Raises ValueError for no PDF."""
    document = _opened(pdf)
    found = []
    for place, page in enumerate(document, 1):
        text = page.get_textpage()
        words = text.get_text_range().replace("\r", "")
        number = _NUMBER.search(words)
        said = _NUMBER.sub(lambda match: "" if match[1] else match[0], words)
        label = (number[1] or number[2]) if number else str(place)
        found.append(FiledPage(label, "\n".join([str(page.get_size()), said.strip(), *_drawn(page)])))
        text.close()
    document.close()
    return tuple(found)


def _opened(pdf: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise ValueError("แฟ้มนี้ไม่ใช่ PDF ที่อ่านได้") from error


def _drawn(page: pypdfium2.PdfPage) -> Iterator[str]:
    """Lines and pictures: a way that leads elsewhere or a new signature changes no word."""
    for found in page.get_objects((raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE)):
        place = " ".join(f"{number:.1f}" for number in found.get_bounds())
        data = hashlib.sha256(found.get_data()).hexdigest() if isinstance(found, pypdfium2.PdfImage) else ""
        yield f"{place} {data}"


def leaves(before: Sequence[FiledPage], after: Sequence[FiledPage]) -> tuple[Leaf, ...]:
    """The sheets to change, in the order of the filed copy; nothing if every page may stay."""
    old, new = [page.content for page in before], [page.content for page in after]
    return tuple(leaf for code in SequenceMatcher(None, old, new, autojunk=False).get_opcodes() for leaf in _leaf(code))


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


def words(leaf: Leaf, before: Sequence[FiledPage], after: Sequence[FiledPage]) -> str:
    """``เปลี่ยน: ฉบับเดิม หน้า 12–14 → ฉบับใหม่ หน้า 12–15``, in the numbers that stand on the pages."""
    sides = [f"{name} หน้า {_span(span, book)}" for name, span, book in (("ฉบับเดิม", leaf.old, before), ("ฉบับใหม่", leaf.new, after)) if span]
    where = f" หลังหน้า {after[leaf.new[0] - 2].label}" if leaf.action == "insert" and leaf.new and leaf.new[0] > 1 else ""
    return f"{WORDS[leaf.action]}: {' → '.join(sides)}{where}"


def _span(span: tuple[int, int], book: Sequence[FiledPage]) -> str:
    first, last = (book[place - 1].label for place in span)
    return first if first == last else f"{first} ถึง {last}"


def exchange(new: bytes, found: Iterable[Leaf]) -> bytes:
    """A PDF of the new pages alone, in their order; empty if only pages are taken out."""
    wanted = [place - 1 for leaf in found if leaf.new and leaf.action != "renumbered" for place in range(leaf.new[0], leaf.new[1] + 1)]
    if not wanted:
        return b""
    source, made, out = _opened(new), pypdfium2.PdfDocument.new(), io.BytesIO()
    made.import_pages(source, wanted)
    made.save(out)
    made.close()
    source.close()
    return out.getvalue()
