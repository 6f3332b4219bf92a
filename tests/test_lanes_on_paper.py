"""Charts in lanes on paper: the smallest sheets on which words are not too small, and circles that name the pages of the book."""

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from generator.documents.charted import charted
from generator.drawing.model import Drawing
from generator.edition import edition
from generator.flow.figures import PAGES
from generator.flow.fit import LANES
from generator.flow.lane_plan import lane_plan
from generator.flow.lane_sheets import LEAST_TYPE, lane_sheets
from generator.load.loading import load
from generator.model.procedure import Lanes
from generator.pdf import compiler, proof, volumes
from generator.source import parsing
from generator.thai.digits import to_arabic
from tests.geometry import defects

SAMPLE = edition(load(parsing.read(Path(__file__).parent / "sample" / "sop")[0]))
WHOLE = SAMPLE.manual.procedure["furnish-room"]
PURCHASE = WHOLE.model_copy(update={"steps": tuple(s.model_copy(update={"entry": None}) for s in WHOLE.steps)})
"""Without the words of where its sub-process is entered, the longest of all, which would ask for wide lanes alone."""
ACTORS = tuple(dict.fromkeys(step.actors[0].who for step in PURCHASE.steps if step.actors))
MERGED = {3: (0, 0, 0, 1, 1, 1, 2, 2), 4: (0, 1, 1, 1, 2, 2, 3, 3), 6: (0, 1, 2, 3, 3, 4, 4, 5), 8: tuple(range(8))}
"""The eight actors of the purchase in fewer lanes."""


def merged(count, **asked):
    """The sheets of the purchase with its actors in so many lanes."""
    lane = dict(zip(ACTORS, (ACTORS[n] for n in MERGED[count]), strict=True))
    steps = tuple(s.model_copy(update={"actors": tuple(a.model_copy(update={"who": lane[a.who]}) for a in s.actors[:1])}) for s in PURCHASE.steps)
    of = PURCHASE.model_copy(update={"steps": steps, "lanes": Lanes(**asked)})
    found = charted(SAMPLE, of)
    plan = lane_plan(SAMPLE.manual, of, found)
    assert plan and len(plan.titles) == count
    return lane_sheets(found, plan, SAMPLE.protected, PAGES)


@pytest.mark.parametrize(("count", "paper"), [(3, ("a4", False)), (4, ("a4", True)), (6, ("a4", True)), (8, ("a3", True))])
def test_the_paper_is_the_smallest_on_which_words_have_eight_points(count, paper):
    found = merged(count)
    assert (found.paper.size, found.paper.lying) == paper
    assert found.fits and found.scale * LANES.type.font >= LEAST_TYPE
    fits_on(found)


@pytest.mark.parametrize("count", MERGED)
def test_lanes_that_go_right_stand_on_paper_that_lies(count):
    found = merged(count, direction="right")
    assert found.paper.lying and found.fits
    fits_on(found)


def fits_on(found):
    for sheet in found.sheets:
        assert defects(sheet) == []
        assert sheet.width * found.scale <= found.paper.width + 0.01 and sheet.height * found.scale <= found.paper.height + 0.01
    widths = {tuple(round(s.width, 3) for s in sheet.symbols if s.kind == "lane") for sheet in found.sheets}
    heights = {tuple(round(s.height, 3) for s in sheet.symbols if s.kind == "lane") for sheet in found.sheets}
    assert 1 in (len(widths), len(heights))


@pytest.fixture(scope="module")
def printed():
    volume = volumes.handbook(replace_procedures())
    pdf = compiler.pdf(volume)
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_range() for page in document]
    sizes = [page.get_size() for page in document]
    return volume, pdf, [to_arabic(text) for text in texts], sizes


def replace_procedures():
    """The sample with the purchase alone in its book."""
    manual = SAMPLE.manual
    handbook = manual.handbook.model_copy(update={"procedures": (PURCHASE.id,)})
    return edition(manual.model_copy(update={"procedures": (PURCHASE,), "handbook": handbook}))


FORM = SAMPLE.manual.handbook.form.title
"""On each sheet of a form, whose circles have no words where there is no room."""


def test_circles_in_the_book_name_the_pages_on_which_lines_go_on(printed):
    volume, pdf, texts, _ = printed
    assert proof.faults(pdf, volume) == ()
    labels = [text.split("\n")[0].strip("- \r").split("-") for text in texts]
    of = {tuple(label): text for label, text in zip(labels, texts, strict=True) if len(label) == 2 and FORM not in text}
    found = [(section, own, there) for (section, own), text in of.items() for there in re.findall(r"ไปหน้า ?([\d]+)", text)]
    assert found
    for section, own, there in found:
        assert there != own and re.search(rf"จากหน้า ?(\d+, )*{own}\b", of[section, there]), (section, own, there)


def test_a_chart_in_many_lanes_stands_on_sheets_of_a3_that_follow_one_another(printed):
    volume, _, _, sizes = printed
    large = [at for at, (width, height) in enumerate(sizes) if round(width) == 1191 and round(height) == 842]
    sheets = [b for b in volume.blocks if b.kind == "picture" and b.paper == "a3"]
    assert len(large) == len(sheets) > 1 and all(b - a == 1 for a, b in pairwise(large))
    assert all(sheet.alt.startswith("แผนผังขั้นตอน") and "ช่อง" in sheet.alt for sheet in sheets)


def test_words_that_name_sheets_stand_in_drawings_only_where_there_are_several():
    one = merged(3, direction="right")
    assert all(isinstance(sheet, Drawing) for sheet in one.sheets)
    notes = [label.sheets for sheet in one.sheets for label in sheet.labels if label.sheets]
    assert bool(notes) == (len(one.sheets) > 1)
    assert all(replace(label, sheets=()).whole == label.text for sheet in one.sheets for label in sheet.labels)
