"""Books that are bound: margins at the spine, landscape sheets with their head there, blank backs; and leaves exchanged in a filed copy."""

from __future__ import annotations

import shutil
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw
import pytest
from click.testing import CliRunner
from pydantic import ValidationError

from generator import pdf
from generator.cli.print_ import command
from generator.documents import filing
from generator.edition import edition
from generator.load.loading import load
from generator.model.handbook import PrintSettings
from generator.pdf import compiler, reprint, volumes
from generator.pdf.blocks import SetPicture
from generator.pdf.book import Binding
from generator.pdf.typesetter import LEFT, MM, PAGE_HEIGHT, PAGE_WIDTH, RIGHT, TOP
from generator.source import parsing

ROOT = Path(__file__).resolve().parents[1]
BOUND = {"sides": 2, "punch": True}
TITLE = "แบบสรุปกระบวนงาน"


@cache
def office(**settings):
    manual = load(parsing.read(ROOT / "tests" / "sample" / "sop")[0])
    return edition(manual.model_copy(update={"handbook": manual.handbook.model_copy(update={"print": PrintSettings(**settings)})}))


@cache
def handbook(**settings):
    volume = volumes.handbook(office(**settings))
    return volume, Pages(pdf.printed(volume).data)


@cache
def procedure(**settings):
    made = office(**settings)
    return Pages(pdf.printed(volumes.single(made, made.manual.procedures[0])).data)


class Pages:
    """What stands where on each page: words with their boxes, and outlines. Distances in pt from the spine, counted outwards."""

    def __init__(self, data):
        self.data = data
        document = pypdfium2.PdfDocument(data)
        self.sizes = [page.get_size() for page in document]
        self.words = [list(words(page)) for page in document]
        self.lines = [[found.get_bounds() for found in page.get_objects((raw.FPDF_PAGEOBJ_PATH,))] for page in document]
        document.close()

    @property
    def blank(self):
        return [n for n, found in enumerate(self.words) if not found]

    def said(self, place):
        return "".join(text for text, _ in self.words[place])

    def find(self, place, text):
        """The box of the first words with a text on a page, as it lies."""
        return next(box for found, box in self.words[place] if bare(text) in found)


def words(page):
    text = page.get_textpage()
    for place in range(text.count_rects()):
        box = text.get_rect(place)
        yield bare(text.get_text_bounded(*box)), box
    text.close()


def folded(pages, place):
    return pages.sizes[place][0] > 1.5 * PAGE_WIDTH


def bare(text):
    return "".join(text.split())


def outwards(box, place, sides=2):
    """Nearest and farthest distance of a box from the spine of its page (``place`` from 0)."""
    left, _, right, _ = box
    return (PAGE_WIDTH - right, PAGE_WIDTH - left) if sides == 2 and place % 2 else (left, right)


def sections_of(volume, pages):
    """The place of the first page of each section with its number."""
    heads = [b.section for b in volume.blocks if b.kind == "heading" and b.section]
    found = []
    for section in heads:
        first = bare(f"{section.number}-{office().shown('1', 'book')}")
        found.append(next(n for n in range(len(pages.words)) if any(text == first and box[1] > PAGE_HEIGHT - TOP for text, box in pages.words[n])))
    return found


def test_the_wide_margin_is_at_the_spine_of_every_page_and_holes_meet_no_print():
    _, pages = handbook(**BOUND)
    printed = [n for n, found in enumerate(pages.words) if found]
    assert {n % 2 for n in printed} == {0, 1} and len(printed) > 60
    for n in printed:
        near, far = zip(*(outwards(box, n) for _, box in pages.words[n]), strict=True)
        assert min(near) >= LEFT - 3 and max(far) <= pages.sizes[n][0] - RIGHT + 3, n + 1


def test_sections_begin_on_right_hand_pages_and_blank_backs_say_nothing_and_are_not_counted():
    volume, pages = handbook(**BOUND)
    firsts = sections_of(volume, pages)
    assert len(firsts) > 15 and all(first % 2 == 0 for first in firsts)
    blank = pages.blank
    assert blank and all(n % 2 and (n + 1 in firsts or folded(pages, n - 1) or folded(pages, n + 1)) for n in blank), (
        "only before a section, around folded ones"
    )
    assert not any(pages.lines[n] for n in blank)
    for first, after in pairwise((*firsts, len(pages.words))):
        count = after - first - len([n for n in blank if first < n < after])
        assert bare(office().shown(f"หน้า 1 จาก {count}", "book")) in pages.said(first)


def test_a_landscape_sheet_lies_with_its_head_at_the_spine_and_its_number_outside():
    volume, pages = handbook(**BOUND)
    sheets = [b for b in volume.blocks if b.kind == "sheet" and b.flipped]
    turned = [n for n in range(len(pages.words)) if any(TITLE in text and box[3] - box[1] > 3 * (box[2] - box[0]) for text, box in pages.words[n])]
    assert len(sheets) >= 10 and {n % 2 for n in turned} == {0, 1}
    for n in turned:
        assert pages.sizes[n] == pytest.approx((PAGE_WIDTH, PAGE_HEIGHT), abs=0.1)
        head = outwards(pages.find(n, TITLE), n)[1]
        body = [outwards(box, n)[0] for _, box in pages.words[n] if box[1] > 60 and box[3] < PAGE_HEIGHT - TOP]
        assert head < LEFT + 60 and max(body) > head + 200, "the rows stand further out than the title"
        (number,) = (box for _, box in pages.words[n] if box[1] > PAGE_HEIGHT - TOP)
        assert outwards(number, n)[1] == pytest.approx(PAGE_WIDTH - RIGHT, abs=3)


def test_the_middle_of_the_spine_is_marked_once_on_a_leaf_that_is_punched():
    def marks(pages, place):
        return [box for box in pages.lines[place] if outwards(box, place)[1] < LEFT - 10]

    _, pages = handbook(**BOUND)
    for n in range(len(pages.sizes)):
        found = marks(pages, n)
        assert len(found) == (n % 2 == 0)
        assert all((box[1] + box[3]) / 2 == pytest.approx(PAGE_HEIGHT / 2, abs=1) and box[0] > 4 * MM for box in found)
    one_sided = procedure(punch=True)
    assert all(len(marks(one_sided, n)) == 1 for n in range(0, len(one_sided.sizes), 2))
    assert not any(marks(procedure(sides=2), n) for n in range(0, 4))


def test_punched_leaves_of_one_page_all_have_the_spine_at_their_left():
    pages = procedure(punch=True)
    assert {size for size in pages.sizes} == {pages.sizes[0]}, "landscape sheets stand on upright pages"
    for n, found in enumerate(pages.words):
        assert min(box[0] for _, box in found) >= LEFT - 3 and max(box[2] for _, box in found) <= PAGE_WIDTH - RIGHT + 3, n + 1
    plain = procedure()
    assert any(width > height for width, height in plain.sizes)
    assert plain.data == procedure(sides=1).data


def test_sections_begin_on_any_page_where_the_office_wants_it():
    volume, pages = handbook(sides=2, chapters="any")
    firsts = sections_of(volume, pages)
    assert {first % 2 for first in firsts} == {0, 1} and all(folded(pages, n - 1) or folded(pages, n + 1) for n in pages.blank)
    assert len(pages.words) < len(handbook(**BOUND)[1].words)


def test_where_chapters_begin_is_no_question_of_leaves_with_one_page():
    with pytest.raises(ValidationError, match="chapters ใช้กับ sides: 2"):
        PrintSettings(chapters="right")


def test_a_folded_sheet_has_a_leaf_of_its_own():
    made = office(**BOUND)
    book = volumes.Setter(made)
    before, after = book.flush("ก่อนแผ่นพับ"), book.flush("หลังแผ่นพับ")
    drawing = {"width": 1000.0, "height": 600.0, "paths": [], "texts": []}
    folded = SetPicture(drawing, "ผังบนแผ่นพับ", paper="a3")
    blocks = book.heading(1, "เล่มทดสอบ"), before, folded, after
    volume = pdf.Volume("x.pdf", "เล่ม", "ผู้ทดสอบ", "", (), (2025, 3, 15), "thai", blocks, binding=Binding(2, right=True, turned=True))
    pages = Pages(compiler.pdf(volume))
    assert [bool(found) for found in pages.words] == [True, False, True, False, True]
    assert pages.sizes[2] == pages.sizes[3] == pytest.approx((2 * PAGE_WIDTH, PAGE_HEIGHT), abs=1), "both sides of the leaf"
    flat = replace(volume, binding=Binding(turned=True, punch=True))
    assert len(Pages(compiler.pdf(flat)).sizes) == 3


LEAVES = {"one page": "", "two pages, punched": "print: {sides: 2, punch: ใช่}\n", "through the book": "print: {numbering: continuous, sides: 2}\n"}


@pytest.mark.parametrize("settings", LEAVES.values(), ids=LEAVES)
def test_a_filed_copy_with_its_leaves_exchanged_is_the_new_book(settings, tmp_path):
    """A procedure grows by some pages; the clerk takes leaves out of the issued copy and puts the printed ones in."""
    sop = tmp_path / "sop"
    shutil.copytree(ROOT / "sop", sop)
    with (sop / "handbook.yml").open("a", encoding="utf-8") as file:
        file.write(settings)
    printed(sop, tmp_path / "old", "--issue")
    (issued,) = (tmp_path / "old" / "issued").glob("*/handbook.pdf")
    path = sop / "procedures" / "network.yml"
    grown = "".join(f"  - ขอบเขตที่เพิ่มใหม่ ข้อ {n} ของงานเครือข่ายการนิเทศ\n" for n in range(110))
    path.write_text(path.read_text("utf-8").replace("scope:\n", f"scope:\n{grown}", 1), "utf-8")
    said = printed(sop, tmp_path / "new", "--compare", str(issued))
    old, new, leaves = (file.read_bytes() for file in (issued, *(tmp_path / "new" / name for name in ("handbook.pdf", "handbook-leaves.pdf"))))
    before, after = reprint.filed(old), reprint.filed(new)
    found = reprint.leaves(before, after)
    steps = reprint.steps(found, before, after)
    assert all(filing.line(step) in said for step in steps)
    assert 0 < len(drawn(leaves)) < len(drawn(new)) / 2
    fresh = told(leaves, steps, len(after[0].pages))
    assert len(after) > len(before) and any(leaf.action != "renumbered" for leaf in found)
    exchanged = exchange(old, fresh, found, before, after)
    numbered = settings.count("continuous")
    assert [page for page, _ in exchanged] == [page for page, _ in drawn(new)]
    if not numbered:
        assert exchanged == drawn(new), "dot for dot"
        assert not any(leaf.action == "renumbered" for leaf in found), "a longer section renumbers no other"


def printed(sop, output, *arguments):
    done = CliRunner().invoke(command, ["--sop", str(sop), "--output", str(output), *arguments])
    assert done.exit_code == 0, done.output
    return done.output


def told(leaves, steps, sides):
    """The new leaves, behind the instructions: on leaves of their own, without a number that is that of another sheet."""
    pages, at = Pages(leaves), 0
    while at < len(pages.words) and bare("ผู้เปลี่ยนแผ่น") not in pages.said(at):
        at += 1
    instructions = "".join(map(pages.said, range(at + 1)))
    for step in steps:
        for span in (step.old, step.new):
            assert span is None or bare(span.pages) in instructions, step
    assert bare(filing.TITLE) in pages.said(0) and instructions.count(bare("รหัสเล่ม")) == 2
    assert not any(box[1] > PAGE_HEIGHT - TOP for _, box in pages.words[0])
    own = at + 1 + (at + 1) % sides
    assert all(not pages.words[place] for place in range(at + 1, own))
    return drawn(leaves)[own:]


def drawn(data):
    """What each page says below its number, and how it looks."""
    document = pypdfium2.PdfDocument(data)
    found = []
    for page in document:
        text = page.get_textpage()
        found.append((text.get_text_bounded(top=page.get_size()[1] - TOP), bytes(page.render(scale=0.5, grayscale=True).buffer)))
    document.close()
    return found


def exchange(old, fresh, found, before, after):
    """The pages of the filed copy after the instructions were followed from its front to its back."""
    filed, fresh = drawn(old), iter(fresh)
    made, at, count = [], 0, 0

    def keep(until):
        nonlocal at, count
        for leaf in before[at:until]:
            made.extend(filed[place] for place in leaf.pages)
            count += 1
        at = max(at, until)

    for step in (leaf for leaf in found if leaf.action != "renumbered"):
        keep(step.old[0] - 1 if step.old else at + step.new[0] - 1 - count)
        at = step.old[1] if step.old else at
        for leaf in after[step.new[0] - 1 : step.new[1]] if step.new else ():
            made.extend(next(fresh) for _ in leaf.pages)
            count += 1
    keep(len(before))
    assert next(fresh, None) is None, "every printed leaf has its place"
    return made
