"""Which leaves of a filed copy to exchange: those of an earlier book beside those of the new one, and a PDF of just the new ones.

A leaf has one page, or two in a book that is printed on both sides: it is exchanged whole.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as raw

from generator.documents.filing import Action, Exchange, LeafSpan

TWO_SIDED = "พิมพ์สองหน้า"
"""Among the keywords of a book that is printed on both sides."""
HEAD = 25 * 72 / 25.4  # the top of a page, where its number stands, pt
_NUMBER = re.compile(r"-([0-9๐-๙]+)-|([0-9๐-๙]+(?:\.[0-9๐-๙]+)?-[0-9๐-๙]+)")
"""``- 12 -`` through the book, or ``9.2-3`` by sections, without spaces."""


class FiledLeaf(NamedTuple):
    """``pages``: their places in the book, from 0; ``labels``: their numbers as printed, those of blank backs aside, else the place of the first;
    ``content``: words, lines and pictures, without a number that runs through the book.
    """

    pages: range
    labels: tuple[str, ...]
    content: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """Leaves ``old`` (first, last, from 1) of the filed copy give way to leaves ``new``; either may be missing.

    ``renumbered``: the same words under new page numbers.
    """

    action: Action
    old: tuple[int, int] | None
    new: tuple[int, int] | None


def filed(pdf: bytes) -> tuple[FiledLeaf, ...]:
    """Every leaf of a book. Raises ValueError for no PDF."""
    document = _opened(pdf)
    sides = 2 if TWO_SIDED in document.get_metadata_dict().get("Keywords", "") else 1
    pages = [_page(page) for page in document]
    document.close()
    leaves = (range(at, min(at + sides, len(pages))) for at in range(0, len(pages), sides))
    return tuple(_filed(leaf, [pages[at] for at in leaf], sides) for leaf in leaves)


def described(pdf: bytes) -> str:
    """A book's title, edition and fingerprint, by which one is told from another."""
    document = _opened(pdf)
    found = document.get_metadata_dict()
    document.close()
    return " ".join((found["Title"], *(word for word in found["Keywords"].split(", ") if word != TWO_SIDED)))


def _filed(places: range, pages: Sequence[tuple[str, str]], sides: int) -> FiledLeaf:
    labels = tuple(label for label, _ in pages if label) or (str(places[0] + 1),)
    return FiledLeaf(places, labels, "\n".join((str(sides), *(content for _, content in pages))))


def _page(page: pypdfium2.PdfPage) -> tuple[str, str]:
    """The number of a page, if it has one, and what else stands on it."""
    text, (width, height) = page.get_textpage(), page.get_size()
    head = "".join(text.get_text_bounded(bottom=height - HEAD).split()).replace("\ufffe", "-")
    number = _NUMBER.fullmatch(head)
    said = text.get_text_bounded(top=height - HEAD) if number and number[1] else text.get_text_range()
    text.close()
    label = (number[1] or number[2]) if number else ""
    return label, "\n".join([f"{width} {height}", said.replace("\r", "").strip(), *_drawn(page)])


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


def leaves(before: Sequence[FiledLeaf], after: Sequence[FiledLeaf]) -> tuple[Leaf, ...]:
    """The leaves to change, in the order of the filed copy; nothing if every one may stay."""
    old, new = [leaf.content for leaf in before], [leaf.content for leaf in after]
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return tuple(leaf for code in codes for leaf in _leaf(code, before, after))


def _leaf(code: tuple[str, int, int, int, int], before: Sequence[FiledLeaf], after: Sequence[FiledLeaf]) -> Iterator[Leaf]:
    what, a, b, c, d = code
    old, new = (a + 1, b) if b > a else None, (c + 1, d) if d > c else None
    if what == "equal":
        if [leaf.labels for leaf in before[a:b]] != [leaf.labels for leaf in after[c:d]]:
            yield Leaf("renumbered", old, new)
    elif what == "replace":
        yield Leaf("replace", old, new)
    elif what == "insert":
        yield Leaf("insert", None, new)
    else:
        yield Leaf("remove", old, None)


def steps(found: Iterable[Leaf], before: Sequence[FiledLeaf], after: Sequence[FiledLeaf]) -> tuple[Exchange, ...]:
    """The leaves to change, in the numbers that stand on the pages."""
    return tuple(Exchange(leaf.action, _span(leaf.old, before), _span(leaf.new, after), _place(leaf, after)) for leaf in found)


def _place(leaf: Leaf, after: Sequence[FiledLeaf]) -> str:
    return after[leaf.new[0] - 2].labels[-1] if leaf.action == "insert" and leaf.new and leaf.new[0] > 1 else ""


def _span(span: tuple[int, int] | None, book: Sequence[FiledLeaf]) -> LeafSpan | None:
    return LeafSpan(book[span[0] - 1].labels[0], book[span[1] - 1].labels[-1], span[1] - span[0] + 1) if span else None


def exchange(sheet: bytes, new: bytes, after: Sequence[FiledLeaf], found: Iterable[Leaf]) -> bytes:
    """A PDF of the filing instructions (``sheet``) and of the pages of the new leaves, in their order. ``after``: the leaves of ``new``."""
    spans = [leaf.new for leaf in found if leaf.new and leaf.action != "renumbered"]
    wanted = [place for first, last in spans for leaf in after[first - 1 : last] for place in leaf.pages]
    made, out = pypdfium2.PdfDocument.new(), io.BytesIO()
    for data, places in ((sheet, None), (new, wanted)):
        source = _opened(data)
        if places != []:
            made.import_pages(source, places)
        source.close()
        if places is None and is_two_sided(after) and len(made) % 2:
            made.new_page(*made[0].get_size())
    made.save(out)
    made.close()
    return out.getvalue()


def is_two_sided(book: Sequence[FiledLeaf]) -> bool:
    """Whether the leaves of a book have a page on each side."""
    return any(len(leaf.pages) > 1 for leaf in book)
