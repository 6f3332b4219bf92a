"""From the finished PDF's own letter boxes: no letter crosses the edge of its cell or the outline of a symbol."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate
from pathlib import Path

import pypdfium2
import pytest

from generator.edition import edition
from generator.load.loading import load
from generator.pdf import compiler, volumes
from generator.pdf.book import Volume
from generator.pdf.form_plan import TITLE_BELOW, TITLE_SIZE
from generator.pdf.typesetter import HEADING_BELOW, LEFT, LINE, SIZES, TOP, Setter
from generator.source import parsing
from tests import LONG, procedures
from tests.test_book_forms import office_with, sheets_of

ROOT = Path(__file__).resolve().parents[1]
SLACK = 0.4  # pt: half a line's thickness


def sheets(name):
    if name != "wild":
        made = edition(load(parsing.read(ROOT / name)[0]))
        return [b for b in volumes.handbook(made).blocks if b.kind == "sheet"]
    sample = edition(load(parsing.read(ROOT / "tests" / "sample" / "sop")[0]))
    office = office_with(sample, [procedures.procedure(seed) for seed in range(200 if LONG else 50)], landscape=False)
    book = Setter(office)
    return [sheet for p in office.manual.procedures for sheet in sheets_of(office, p, book)]


@pytest.fixture(scope="module", params=["sop", "tests/sample/sop", "wild"])
def printed(request):
    """Each sheet with its page number; none has a heading of another level than the first."""
    found = [replace(s, heading=s.heading and replace(s.heading, mark=f"m{n}", level=1)) for n, s in enumerate(sheets(request.param))]
    found = [replace(s, heading=s.heading and replace(s.heading, lines=s.heading.lines[:1])) for s in found]
    document = pypdfium2.PdfDocument(compiler.pdf(Volume("x.pdf", "แบบฟอร์ม", "ผู้ทดสอบ", "", (), (2025, 3, 15), "thai", tuple(found))))
    assert len(document) == len(found) > 8
    yield list(zip(document, found, strict=True))
    document.close()


def letters(page):
    """Letter, left, top, right, bottom; from the top left corner of the page."""
    text, height = page.get_textpage(), page.get_height()
    for at in range(text.count_chars()):
        letter = text.get_text_range(at, 1)
        if letter.strip():
            left, bottom, right, top = text.get_charbox(at)
            yield letter, left, height - top, right, height - bottom
    text.close()


def bands(sheet):
    """Top, height, edges and cells of each row of a sheet."""
    y = TOP + (SIZES[0] * LINE * len(sheet.heading.lines) + HEADING_BELOW[0] if sheet.heading else 0.0)
    y += len(sheet.title) * TITLE_SIZE * LINE + TITLE_BELOW if sheet.title else 0.0
    for band in (*sheet.above, sheet.head, *sheet.rows, *sheet.below):
        ends = [0.0, *accumulate(band.widths)]
        yield y, band.height, [LEFT, *(LEFT + ends[at] for at in accumulate(cell.span for cell in band.cells))], band
        y += band.height


def test_no_letter_crosses_the_edge_of_its_cell(printed):
    seen = 0
    for page, sheet in printed:
        rows = list(bands(sheet))
        top, bottom = rows[0][0], rows[-1][0] + rows[-1][1]
        for letter, left, high, right, low in letters(page):
            if low < top or high > bottom:
                continue
            row = next(r for r in rows if r[0] <= (high + low) / 2 <= r[0] + r[1])
            assert row[0] - SLACK <= high and low <= row[0] + row[1] + SLACK, (letter, sheet.place, "row")
            assert not [x for x in row[2] if left + SLACK < x < right - SLACK], (letter, sheet.place, "column")
            assert row[2][0] <= left and right <= row[2][-1], (letter, sheet.place, "form")
            seen += 1
    assert seen > 1000


def test_no_letter_crosses_the_outline_of_a_symbol(printed):
    outlines = 0
    for page, sheet in printed:
        found = list(letters(page))
        for y, _, edges, band in bands(sheet):
            for at, box in enumerate(band.cells):
                if box.drawing is None:
                    continue
                x = edges[at] + (band.widths[at] - box.drawing["width"]) / 2
                inside = [f for f in found if edges[at] <= f[1] < edges[at + 1] and y <= (f[2] + f[4]) / 2 <= y + band.height]
                for one, two in strokes(box.drawing):
                    outlines += 1
                    crossed = [f[0] for f in inside if crosses((one[0] + x, one[1] + y), (two[0] + x, two[1] + y), f[1:])]
                    assert not crossed, (crossed, sheet.place)
    assert outlines > 100


def strokes(drawing):
    """The straight strokes of outlines; what is filled without an outline is an arrow's head."""
    for path in drawing["paths"]:
        last = None
        for name, *numbers in (segment for segment in path["segments"] if path["stroke"]):
            if name == "line" and last:
                yield last, (numbers[0], numbers[1])
            last = (numbers[-2], numbers[-1]) if numbers else None


def crosses(one, two, box):
    """Whether a stroke runs through a letter's box, its rim aside."""
    left, top, right, bottom = box[0] + SLACK, box[1] + SLACK, box[2] - SLACK, box[3] - SLACK
    enter, leave = 0.0, 1.0
    for start, end, low, high in ((one[0], two[0], left, right), (one[1], two[1], top, bottom)):
        if abs(end - start) < 1e-9:
            if not low < start < high:
                return False
            continue
        first, second = sorted(((low - start) / (end - start), (high - start) / (end - start)))
        enter, leave = max(enter, first), min(leave, second)
    return low < high and left < right and enter < leave


def test_the_measure_finds_a_letter_on_an_edge():
    assert crosses((0.0, 5.0), (20.0, 5.0), (4.0, 0.0, 8.0, 10.0)) and crosses((0.0, 0.0), (20.0, 20.0), (4.0, 4.0, 9.0, 9.0))
    assert not crosses((0.0, 12.0), (20.0, 12.0), (4.0, 0.0, 8.0, 10.0)) and not crosses((0.0, 0.0), (3.0, 3.0), (4.0, 4.0, 9.0, 9.0))
