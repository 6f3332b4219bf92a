"""Charts taller than a page: cut between symbols, lines joined by lettered circles."""

from __future__ import annotations

import random
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from generator.drawing.model import Drawing, Line, Symbol
from generator.edition import edition
from generator.load.loading import load
from generator.pdf import charts, compiler, proof
from generator.pdf.book import Volume
from generator.pdf.slices import slices
from generator.pdf.typesetter import TEXT_HEIGHT, TEXT_WIDTH, Setter
from generator.source import parsing

ROOT = Path(__file__).resolve().parents[1]


def tower(seed):
    """Boxes one below the other, a line from each to the next, and a line at the side from the first to some others."""
    chance = random.Random(seed)
    y, boxes, lines = 10.0, [], []
    for n in range(chance.randint(3, 40)):
        height = chance.uniform(20, 120)
        boxes.append(Symbol("box", 150, y + height / 2, 200, height, (f"กล่อง {n}",), alt=f"กล่อง {n}"))
        y += height + chance.uniform(14, 40)
    for one, two in pairwise(boxes):
        lines.append(Line(((150, one.y + one.height / 2), (150, two.y - two.height / 2))))
    for box in chance.sample(boxes[1:], 2):
        lines.append(Line(((50, boxes[0].y), (20, boxes[0].y), (20, box.y), (50, box.y)), arrow=False))
    return Drawing(300, y, tuple(boxes), tuple(lines), title="แผนภูมิ")


@pytest.mark.parametrize("seed", range(60))
def test_slices_hold_every_symbol_once_and_letters_come_in_pairs(seed):
    whole = tower(seed)
    found = slices(whole, 400)
    words = [s.text[0] for part in found for s in part.symbols if s.kind == "box"]
    assert words == [s.text[0] for s in whole.symbols]
    letters = Counter(s.text[0] for part in found for s in part.symbols if s.kind == "connector")
    assert all(n == 2 for n in letters.values()) and bool(letters) == (len(found) > 1)
    for part in found:
        assert all(s.y - s.height / 2 >= 0 and s.y + s.height / 2 <= part.height for s in part.symbols)
        assert all(-0.01 <= y <= part.height + 0.01 for line in part.lines for _, y in line.points)
        assert part.height <= 400 or sum(s.kind == "box" for s in part.symbols) <= 2
    arrows = sum(line.arrow for part in found for line in part.lines)
    assert arrows == sum(line.arrow for line in whole.lines), "each arrow ends once"


def test_a_drawing_that_fits_stays_whole():
    whole = tower(1)
    assert slices(whole, whole.height) == (whole,)


def test_charts_of_a_large_office_are_cut_and_stay_readable():
    small = edition(load(parsing.read(ROOT / "sop")[0]))
    manual = small.manual
    many = tuple(manual.procedures[n % 4].model_copy(update={"id": f"p{n}"}) for n in range(30))
    people = tuple(p.model_copy(update={"id": f"{p.id}-{n}"}) if n else p for n in range(5) for p in manual.people.persons)
    office = edition(manual.model_copy(update={"procedures": many, "people": manual.people.model_copy(update={"persons": people})}))
    book = Setter(office)
    blocks = (*charts.workflow(book, "ขั้นตอน"), *charts.organization(book, "โครงสร้าง"), *charts.personnel(book, "บุคลากร"))
    pictures = [b for b in blocks if b.kind == "picture"]
    assert len(pictures) > 4
    for found in pictures:
        assert found.drawing["width"] <= TEXT_WIDTH and found.drawing["height"] <= TEXT_HEIGHT
        assert all(text["size"] >= 9 for text in found.drawing["texts"]) and found.alt
    volume = Volume("x.pdf", "แผนภูมิ", "ผู้ทดสอบ", "", (), (2025, 1, 1), "thai", blocks)
    assert proof.faults(compiler.pdf(volume), volume) == ()
