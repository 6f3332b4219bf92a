"""How a printed book looks, in figures: filled pages, ragged lines, the smallest type in drawings, sheets that hold next to nothing.

Pages are measured in the finished PDF; lines and sizes of type in the blocks that it was set from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from statistics import fmean
from typing import Any, NamedTuple

import pypdfium2

from benchmarks.book import hard
from generator.edition import Edition, edition
from generator.flow.graph import END_WORDS, START_WORDS
from generator.load.loading import load
from generator.pdf import compiler, volumes
from generator.pdf.blocks import Paragraph, Signature
from generator.pdf.book import Volume
from generator.pdf.line_breaking import Style
from generator.pdf.typesetter import BOTTOM, TEXT_WIDTH, TOP
from generator.source import parsing

THIRD = 1 / 3
RAGGED = 0.08  # of the full measure
DPI = 36
NUMBER = re.compile(r"^(?:- )?([0-9๐-๙.]*-)?[0-9๐-๙]+(?: -)?$")


class Filled(NamedTuple):
    """A page: ``part``: what it is a page of, ``share``: of the text's height down to the lowest ink, ``lines``: that stand on it."""

    number: int
    part: str
    share: float
    lines: tuple[str, ...]


@dataclass
class Quality:
    """The figures of one book."""

    title: str
    pages: list[Filled]
    lines: int = 0
    ragged: list[float] = field(default_factory=list)
    spread: list[float] = field(default_factory=list)
    chart: list[float] = field(default_factory=list)
    form: list[float] = field(default_factory=list)
    bare: dict[str, list[int]] = field(default_factory=dict)

    def told(self) -> Iterator[str]:
        """One line for each figure."""
        inner = [p.share for p, after in pairwise(self.pages) if after.part == p.part]
        low = [p.number for p, after in pairwise(self.pages) if after.part == p.part and p.share < THIRD]
        shares = [p.share for p in self.pages]
        yield f"{self.title}: {len(self.pages)} หน้า (ไม่นับปก)"
        yield f"  หน้าเต็มเฉลี่ย {fmean(shares):.1%} น้อยที่สุด {min(shares):.1%}; ไม่นับหน้าท้ายของแต่ละส่วน {fmean(inner or [1.0]):.1%}"
        yield f"  หน้าไม่ถึงหนึ่งในสาม (ไม่นับหน้าท้ายของส่วน): {_listed(low)}; ไม่ถึงครึ่ง ทุกหน้า: {sum(s < 0.5 for s in shares)}"
        part = len(self.ragged) / self.lines if self.lines else 0.0
        yield f"  บรรทัดไม่เต็มเกิน {RAGGED:.0%}: {len(self.ragged)} จาก {self.lines} ({part:.1%}) มากที่สุด {max(self.ragged, default=0.0):.0%}"
        yield f"  บรรทัดที่ห่างตัวอักษร: {len(self.spread)} มากที่สุด {max(self.spread, default=0.0):.2f} พอยต์"
        yield f"  ตัวอักษรเล็กที่สุด: ผัง {_least(self.chart)} พอยต์ แบบฟอร์ม {_least(self.form)} พอยต์; ขนาดในแบบฟอร์ม {_sizes(self.form)}"
        yield f"  แผ่นที่มีแต่: {', '.join(f'{what} {_listed(pages)}' for what, pages in self.bare.items())}"


def _listed(pages: list[int]) -> str:
    return " ".join(map(str, pages)) or "ไม่มี"


def _least(sizes: list[float]) -> str:
    return f"{min(sizes):.1f}" if sizes else "–"


def _sizes(sizes: list[float]) -> str:
    return " ".join(f"{size:.1f}" for size in sorted(set(sizes))) or "–"


def volumes_of(folder: Path) -> Iterator[Volume]:
    """The handbook of an office, then the three hard procedures as its books."""
    made = edition(load(parsing.read(folder)[0]))
    yield volumes.handbook(made)
    yield from hard_volumes(made)


def hard_volumes(made: Edition) -> Iterator[Volume]:
    """The three hard procedures in an office's forms."""
    found = hard.procedures(made.group.id)
    manual = made.manual.model_copy(update={"procedures": (*made.manual.procedures, *found)})
    yield from (volumes.single(replace(made, manual=manual), procedure) for procedure in found)


def quality(volume: Volume) -> Quality:
    """Print a book and measure it."""
    pages = [page for page in _pages(compiler.pdf(volume)) if page.part]
    found = Quality(volume.title, pages)
    inside = {(pair, round(made.width)) for made in volume.broken for pair in pairwise(made.lines)}
    for measure, lines, tracking in _measures(volume):
        ends = [(line, room) for line, room, pair in zip(lines, tracking, pairwise(lines), strict=False) if (pair, round(measure)) in inside]
        found.lines += len(ends)
        short = (1 - Style(16.0).width(line) / measure for line, room in ends if room is None)
        found.ragged += [part for part in short if part > RAGGED]
        found.spread += [room for _, room in ends if room]
    found.chart = [size for b in volume.blocks if b.kind == "picture" for size in _type(b.drawing)]
    cells = (cell for b in volume.blocks if b.kind == "sheet" for row in b.rows for cell in row.cells if cell.drawing)
    found.form = [size for cell in cells for size in _type(cell.drawing)]
    found.bare = _bare(volume, pages)
    return found


def _type(drawing: Any) -> Iterator[float]:
    """Sizes of the words of a drawing, in pt of TH Sarabun; the letter of a circle is no word."""
    return (round(t["size"], 1) for t in drawing["texts"] if len(t["text"]) > 1)


def _measures(volume: Volume) -> Iterator[tuple[float, tuple[str, ...], tuple[float | None, ...]]]:
    """Full measure, lines, and those not spread to it, of all running text."""
    for block in volume.blocks:
        if isinstance(block, Paragraph) and block.align == "justify":
            yield TEXT_WIDTH - block.left, block.lines, block.tracking
        elif block.kind == "list":
            yield from ((TEXT_WIDTH - block.left - block.hang, item.lines, item.tracking) for item in block.items if item.lines)


def _pages(pdf: bytes) -> Iterator[Filled]:
    document = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(document, 1):
        lines = tuple(_lines(page))
        label = next((hit for line in lines[:1] if (hit := NUMBER.match(line))), None)
        yield Filled(number, (label[1] or "all") if label else "", _share(page), lines[1:])
    document.close()


def _lines(page: Any) -> Iterator[str]:
    """What stands above the lower margin, from top to bottom."""
    text, (_, height) = page.get_textpage(), page.get_size()
    yield from (line.strip() for line in text.get_text_bounded(bottom=BOTTOM, top=height).replace("\r", "").split("\n") if line.strip())
    text.close()


def _share(page: Any) -> float:
    _, height = page.get_size()
    bitmap = page.render(scale=DPI / 72, grayscale=True, rev_byteorder=False)
    data, stride = bytes(bitmap.buffer), bitmap.stride
    top, foot = (round(at * DPI / 72) for at in (TOP, height - BOTTOM))
    white = b"\xff" * bitmap.width
    lowest = next((y for y in range(foot - 1, top, -1) if data[y * stride : y * stride + bitmap.width] != white), top)
    return (lowest + 1 - top) / (foot - top)


def _bare(volume: Volume, pages: list[Filled]) -> dict[str, list[int]]:
    """Pages whose text has nothing but an end symbol, headings, a signature, or one line."""
    heads = {"".join(line.split()) for b in volume.blocks if b.kind == "heading" for line in b.lines}
    signed = {"".join(line.split()) for b in volume.blocks if isinstance(b, Signature) for line in (*b.lines, *b.left)}
    found: dict[str, list[int]] = {"สัญลักษณ์จบ": [], "หัวเรื่อง": [], "ลายมือชื่อ": [], "บรรทัดเดียว": []}
    at = 0
    sheets = [b for b in volume.blocks if b.kind == "sheet"]
    for page in pages:
        words = ["".join(line.split()) for line in page.lines]
        if at < len(sheets) and _shows(words, sheets[at]):
            if all(_end(row) for row in sheets[at].rows):
                found["สัญลักษณ์จบ"].append(page.number)
            at += 1
        elif words and all(word in heads for word in words) and page.share < THIRD:
            found["หัวเรื่อง"].append(page.number)
        elif words and all(word in signed for word in words):
            found["ลายมือชื่อ"].append(page.number)
        elif len(words) == 1 and page.share < THIRD:
            found["บรรทัดเดียว"].append(page.number)
    return found


def _shows(words: list[str], sheet: Any) -> bool:
    """Whether a page is that of a sheet: the titles of its columns stand on it."""
    return all(any("".join(line.split()) in word for word in words) for box in sheet.head.cells for w in box.words for line in w.lines[:1])


def _end(row: Any) -> bool:
    said = {t["text"] for cell in row.cells if cell.drawing for t in cell.drawing["texts"] if len(t["text"]) > 1}
    return said <= {START_WORDS, END_WORDS} and not any(word.lines for cell in row.cells for word in cell.words if word.lines != ("–",))
