"""The printed books: from the bytes of the PDF back to the words of the source."""

from __future__ import annotations

import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import zlib
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from generator import pdf
from generator.documents import filing, times
from generator.edition import edition
from generator.load.loading import load
from generator.pdf import compiler, proof, reprint, sections, volumes
from generator.pdf.line_breaking import Style
from generator.pdf.proof import EDGE
from generator.pdf.typesetter import BOTTOM, FOOT_SIZE, LEFT, LINE, MM, RIGHT, TEXT_WIDTH, TOP
from generator.source import parsing
from generator.source.parsing import Invalid

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = {"sample": ROOT / "tests" / "sample" / "sop", "real": ROOT / "sop"}
PAGE_NUMBER = re.compile(r"^-[๐-๙0-9]+-$")


def read(folder):
    sources, unreadable = parsing.read(folder)
    assert not unreadable
    return edition(load(sources))


class Printed:
    """A book with its edition, its volume and its text."""

    def __init__(self, edition_, volume):
        self.edition, self.volume = edition_, volume
        self.data = pdf.printed(volume).data
        self.pages = text_of(self.data)
        lines = [line for page in self.pages for line in page if not PAGE_NUMBER.match(line)]
        self.text = "".join(lines)

    def says(self, words, region="book"):
        return bare(self.edition.shown(words, region)) in self.text


def text_of(data):
    document = pypdfium2.PdfDocument(data)
    texts = [page.get_textpage().get_text_range().replace("\ufffe", "-") for page in document]
    document.close()
    return [[bare(line) for line in text.splitlines()] for text in texts]


def bare(text):
    return "".join(text.split())


@pytest.fixture(scope="module", params=FOLDERS)
def printed(request):
    made = read(FOLDERS[request.param])
    return Printed(made, volumes.handbook(made))


@pytest.fixture(scope="module")
def sample():
    return read(FOLDERS["sample"])


def opened(printed):
    return pikepdf.open(io.BytesIO(printed.data))


def outline(items):
    for item in items:
        yield str(item.title)
        yield from outline(item.children)


def test_every_word_of_the_procedures_is_in_the_text_layer(printed):
    manual = printed.edition.manual
    for procedure in manual.procedures:
        kinds = {section.kind for section in manual.handbook.sections}
        of_section = {
            "objectives": procedure.objectives,
            "scope": procedure.scope,
            "standards": procedure.standards,
            "monitoring": procedure.monitoring,
            "risks": procedure.risks,
            "definitions": [word for d in procedure.definitions for word in (d.term, d.text)],
            "responsibilities": [text for d in procedure.responsibilities for text in every(d.items)],
            "forms": [manual.form[i].title for i in procedure.forms.items],
            "references": [manual.reference[i].title for i in procedure.references],
            "steps": [item for s in procedure.steps if s.kind not in ("start", "end") for item in (s.text or s.label, *every(s.items))],
        }
        assert {"objectives", "scope", "definitions", "steps", "flowchart", "forms", "references", "summary"} <= kinds
        said = [procedure.title, *(text for kind, texts in of_section.items() if kind in kinds for text in texts)]
        assert [text for text in said if not printed.says(text)] == []


def test_every_cell_of_the_forms_is_in_the_text_layer(printed):
    manual = printed.edition.manual
    for procedure in manual.procedures:
        said = [
            w for s in procedure.steps for w in (*every(s.detail), *s.standard, *times.texts(s.time, manual.calendar), *printed.edition.actors(s))
        ]
        assert [text for text in said if not printed.says(text, "book_form")] == []


def test_every_duty_and_order_in_force_is_in_the_text_layer(printed):
    edition_ = printed.edition
    duties = [held.duty.text for top in edition_.register.duties.values() for duty in top for held in duty.walk()]
    assert duties
    assert [text for text in duties if not printed.says(text)] == []
    for key in edition_.register.in_force:
        order = edition_.order(key)
        said = [order.title, *order.preamble, *order.closing, *(general for a in order.assignments for general in a.general)]
        said += [text for a in order.assignments for text in every(a.duties)]
        assert [text for text in said if not printed.says(text)] == []


def test_every_form_and_reference_of_the_registers_lists_is_printed(printed):
    manual = printed.edition.manual
    kinds = {part.kind for part in manual.handbook.parts}
    said = [manual.reference[i].title for i in manual.references.book]
    if "form_list" in kinds:
        said += [form.title for form in manual.forms.forms]
    if manual.handbook.preface:
        said += manual.handbook.preface.paragraphs
    assert [text for text in said if not printed.says(text)] == []


def every(items):
    for item in items:
        yield item.text
        yield from every(item.items)


def test_the_parts_stand_in_the_order_of_the_handbook_and_in_the_bookmarks(printed):
    manual = printed.edition.manual
    with opened(printed) as document, document.open_outline() as marks:
        top = [str(item.title) for item in marks.root]
        names = list(outline(marks.root))
        assert len(document.pages) > len(manual.handbook.parts)
    wanted = [printed.edition.shown(p.title) for p in manual.handbook.parts if p.title and p.kind != "workflow"]
    assert [title for title in top if title in wanted] == wanted
    for procedure in manual.procedures:
        assert printed.edition.shown(f"{printed.edition.number(procedure.id)}. {procedure.title}", "book") in names


def starts(printed):
    """The first pages of the sections with their numbers, from the outline of the PDF."""
    with opened(printed) as document, document.open_outline() as marks:
        places = {page.obj.objgen: n for n, page in enumerate(document.pages, 1)}
        pages = {}
        for item in walk(marks.root):
            pages.setdefault(str(item.title), places[item.destination[0].objgen])
    heads = [b for b in printed.volume.blocks if b.kind == "heading" and b.section]
    return [(pages[h.text], h.section) for h in heads]


def label(printed, page):
    """The number of a page as its head says it: the section's, then the page's place in it."""
    first, section = [found for found in starts(printed) if found[0] <= page][-1]
    return f"{section.number}-{printed.edition.shown(str(page - first + 1), 'book')}"


def test_every_sheet_says_at_its_foot_of_what_it_is_and_its_place_there(printed):
    found = starts(printed)
    assert len([part for _, section in found for part in section.entry.splitlines()]) > len(printed.edition.manual.handbook.parts)
    assert len({section.number for _, section in found}) == len(found), "no two sections have one number"
    ends = [*(page for page, _ in found[1:]), len(printed.pages) + 1]
    for (first, section), end in zip(found, ends, strict=True):
        for page in range(first, end):
            count = printed.edition.shown(f"หน้า {page - first + 1} จาก {end - first}", "book")
            said = "".join(printed.pages[page - 1][-4:])
            assert bare("".join(section.identity)) in said and bare(count) + section.fingerprint in said, page


def test_the_list_of_sheets_names_every_section_with_its_first_and_last_sheet(printed):
    found = starts(printed)
    ends = [*(page for page, _ in found[1:]), len(printed.pages) + 1]
    listed = "".join(line for page in printed.pages[:12] for line in page)
    for (first, section), end in zip(found, ends, strict=True):
        last = label(printed, end - 1)
        span = label(printed, first) + (f"ถึง{last}" if end - first > 1 else "")
        assert span in listed and section.fingerprint in listed, section.entry


def test_a_longer_procedure_renumbers_and_marks_no_sheet_of_another(sample):
    first, *rest = sample.manual.procedures
    longer = first.model_copy(update={"scope": ("ขอบเขตของงานนี้ " * 300,)})
    office = edition(sample.manual.model_copy(update={"procedures": (longer, *rest)}))
    old, new = ({s.entry: s for _, s in starts(Printed(e, volumes.handbook(e)))} for e in (sample, office))
    changed = {entry for entry in old if old[entry] != new[entry]}
    mine = sample.shown(f"{sample.number(first.id)}. {first.title}", "book")
    assert mine in changed and changed <= {mine, "สารบัญ", "บัญชีแผ่นที่ใช้อยู่"}


def test_an_office_may_number_through_the_book_and_print_on_both_sides(sample):
    settings = type(sample.manual.handbook.print)(numbering="continuous", sides=2)
    handbook = sample.manual.handbook.model_copy(update={"print": settings})
    made = edition(sample.manual.model_copy(update={"handbook": handbook}))
    printed = Printed(made, volumes.handbook(made))
    assert all(first % 2 for first, _ in starts(printed)), "a section begins on the right-hand side"
    document = pypdfium2.PdfDocument(printed.data)
    for number in (4, 5):
        text = document[number - 1].get_textpage()
        lefts = [text.get_rect(n)[0] for n in range(text.count_rects())]
        assert min(lefts, default=99) >= (RIGHT if number % 2 == 0 else LEFT) - 1, "the wide margin is at the spine"
    numbered = [n for n, page in enumerate(printed.pages, 1) if bare(made.shown(f"- {n} -", "book")) in page]
    assert len(numbered) == len([page for page in printed.pages if page]) - 1 > 70, "all but the cover and blank backs"


def test_the_contents_give_the_page_on_which_each_heading_stands(printed):
    headings = [b for b in printed.volume.blocks if b.kind == "heading"] + [
        b.heading for b in printed.volume.blocks if b.kind == "sheet" and b.heading
    ]
    with opened(printed) as document, document.open_outline() as marks:
        places = {page.obj.objgen: n for n, page in enumerate(document.pages, 1)}
        found = {}
        for item in walk(marks.root):
            found.setdefault(str(item.title), places[item.destination[0].objgen])
    contents = "".join(line for page in printed.pages[:12] for line in page)
    for heading in (h for h in headings if h.listed):
        page = label(printed, found[heading.text])
        assert re.search(re.escape(bare("".join(heading.entry))) + r"\.{2,}" + page, contents), heading.text


def test_in_the_contents_the_dots_and_the_page_numbers_stand_below_one_another(printed):
    document = pypdfium2.PdfDocument(printed.data)
    place = next(n for n, page in enumerate(printed.pages) if "สารบัญ" in page[:2])
    text = document[place].get_textpage()
    letters = [(text.get_text_range(n, 1), *text.get_charbox(n)) for n in range(text.count_chars())]
    document.close()
    inked = [letter for letter in letters if letter[0].strip()]
    leaders = [b for a, b, c in zip(inked, inked[1:], inked[2:], strict=False) if b[0] == "." and "." in (a[0], c[0])]
    dots = [round(left, 1) for _, left, _, _, _ in leaders if left > LEFT + 250]
    lasts = {max(left for _, left, _, _, top in leaders if abs(top - at) < 3) for at in {b[4] for b in leaders}}
    assert len(dots) > 300 and max(lasts) - min(lasts) < 0.1
    apart = [two - one for one, two in pairwise(dots) if 0 < two - one < 9]
    assert max(apart) - min(apart) < 0.2, "one distance between dots, in bold entries too"


def walk(items):
    for item in items:
        yield item
        yield from walk(item.children)


def test_pages_are_a4_with_the_office_margins_and_numbered_at_the_top(printed):
    document = pypdfium2.PdfDocument(printed.data)
    for number, page in enumerate(document, 1):
        width, height = page.get_size()
        size = sorted((round(width / MM), round(height / MM)))
        assert size == [210, 297] or (size == [297, 420] and width > height and any(getattr(b, "paper", "") == "a3" for b in printed.volume.blocks))
        text = page.get_textpage()
        rects = [text.get_rect(n) for n in range(text.count_rects())]
        assert number == 1 or label(printed, number) in printed.pages[number - 1]
        body = [r for r in rects if r[3] < height - TOP + 4]
        assert min(r[0] for r in body) >= LEFT - 1 and max(r[2] for r in body) <= width - RIGHT + 1
        assert min(r[1] for r in body) >= EDGE, "what identifies a sheet stands in its lower margin"
        assert min(r[1] for r in body if r[3] > BOTTOM) >= BOTTOM - 6
    document.close()


def test_only_the_shipped_font_is_embedded(printed):
    with opened(printed) as document:
        fonts = {str(font.BaseFont) for page in document.pages for font in page.resources.get("/Font", {}).values()}
        assert fonts and all("SOPSarabun" in name for name in fonts)


def test_title_language_standard_and_fingerprint_are_in_the_metadata(printed):
    with opened(printed) as document:
        meta = document.open_metadata()
        assert meta["dc:title"] == printed.volume.title
        assert str(document.Root.Lang).startswith("th") and bool(document.Root.MarkInfo.Marked)
        raw = document.Root.Metadata.read_bytes().decode()
        assert "<pdfuaid:part>1" in raw and "<pdfaid:part>2" in raw
        assert sections.fingerprint(printed.volume.blocks) in raw


def test_codes_and_english_keep_their_digits(sample):
    made = Printed(sample, volumes.handbook(sample))
    assert "RG-P-01" in made.text and "MARC-21" in made.text and "RG-P-๐๑" not in made.text
    assert sample.manual.handbook.digits.book_form == "arabic"
    sheets = [b for b in made.volume.blocks if b.kind == "sheet"]
    assert not any(re.search("[๐-๙]", word) for s in sheets for word in proof.said(replace_heading(s)))


def replace_heading(sheet):
    return replace(volumes_of(()), blocks=(replace(sheet, heading=None),))


def volumes_of(blocks):
    return pdf.Volume("x.pdf", "เล่มทดสอบ", "ผู้ทดสอบ", "", (), (2025, 3, 15), "thai", tuple(blocks))


HOSTILE = (
    '#panic("x")', "$ \\frac{1}{2} $", "a \\ b", '"quoted"', "</script>", "@ref", "*b* _i_ `c`", "= heading", "// comment", "{{ jinja }}", "https://x.example/a?b=1&c=[2]",
    "#import \"/etc/passwd\": *", "#read(\"/etc/passwd\")", "<label>", "~", "--- ...",
)  # fmt: skip


def test_hostile_words_print_as_themselves():
    made = read(FOLDERS["sample"])
    first, *rest = made.manual.procedures
    steps = tuple(s.model_copy(update={"text": word, "label": word, "standard": (word,)}) for s, word in zip(first.steps, HOSTILE, strict=False))
    steps = (*steps, *first.steps[len(steps) :])
    hostile = first.model_copy(update={"title": HOSTILE[0], "objectives": HOSTILE, "scope": HOSTILE, "steps": steps})
    manual = made.manual.model_copy(update={"procedures": (hostile, *rest)})
    printed = Printed(edition(manual), volumes.single(edition(manual), hostile))
    assert [word for word in HOSTILE if not printed.says(word)] == []


def test_the_same_sources_give_the_same_bytes_in_any_process(sample):
    plan = list(volumes.plans(sample))[3]
    first = compiler.pdf(plan.volume())
    assert first == compiler.pdf(plan.volume())
    code = (
        "import sys,hashlib; from pathlib import Path; from generator.source import parsing; from generator.pdf import compiler; from generator.load.loading import load; from generator.edition import edition;"
        "from generator.pdf import volumes;"
        "e = edition(load(parsing.read(Path(sys.argv[1]))[0])); print(hashlib.sha256(compiler.pdf(list(volumes.plans(e))[3].volume())).hexdigest())"
    )
    env = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "1"}
    done = subprocess.run([sys.executable, "-c", code, str(FOLDERS["sample"])], cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == hashlib.sha256(first).hexdigest()


def test_a_book_for_each_person_with_duties_and_each_procedure(sample):
    paths = [plan.path for plan in volumes.plans(sample)]
    persons = [p.id for p in sample.manual.people.persons if sample.in_office(p) and (sample.duties_of(p.id) or sample.charges_of(p.id))]
    assert paths[: len(persons) + 1] == ["books/handbook.pdf", *(f"books/person-{p}.pdf" for p in persons)] and len(persons) >= 3
    for procedure in sample.manual.procedures:
        assert {f"books/procedure-{procedure.id}.pdf", f"books/form-{procedure.id}.pdf"} <= set(paths)
    assert [p for p in paths if p.startswith("books/changes-")] and len(set(paths)) == len(paths)


def test_the_change_sheets_of_an_order_name_everybody_concerned_and_leave_room_to_sign(sample):
    told = 0
    for order in map(sample.order, sample.register.in_force):
        affected = sample.stages(order)[0].affected
        if affected:
            told += 1
            made = Printed(sample, volumes.changes(sample, order))
            names = [sample.manual.person[c.person].name for c in affected]
            assert all(made.says(f"({name})") for name in names) and made.text.count("ผู้รับทราบ") == len(names)
    assert told


def test_a_personal_book_has_this_persons_duties_and_procedures_and_no_others(sample):
    person = next(p for p in volumes.persons(sample) if sample.procedures_of(p.id) and sample.duties_of(p.id))
    made = Printed(sample, volumes.personal(sample, person))
    mine = sample.procedures_of(person.id)
    with opened(made) as document, document.open_outline() as marks:
        names = list(outline(marks.root))
    for procedure in sample.manual.procedures:
        number = sample.shown(f"{sample.number(procedure.id)}. {procedure.title}", "book")
        assert (number in names) == (procedure in mine)
    assert all(made.says(held.duty.text) for held in sample.duties_of(person.id))
    others = [d for p in volumes.persons(sample) if p.id != person.id for d in sample.duties_of(p.id)]
    own = {held.duty.text for duty in sample.duties_of(person.id) for held in duty.walk()}
    assert not any(made.says(d.duty.text) for d in others if d.duty.text not in own and len(d.duty.text) > 25)
    assert made.says(person.name)


def test_progress_names_each_book_before_it_is_made(sample):
    told = []
    plans = list(volumes.plans(sample))[-2:]
    outputs, refused = pdf.made(plans, told.append)
    assert not refused
    assert told == [p.title for p in plans] and [o.path for o in outputs] == [p.path for p in plans]
    assert all(o.data.startswith(b"%PDF") for o in outputs)


def test_a_letter_that_the_font_lacks_is_named_with_its_words():
    made = read(FOLDERS["sample"])
    first, *rest = made.manual.procedures
    manual = made.manual.model_copy(update={"procedures": (first.model_copy(update={"scope": ("ทำเครื่องหมาย ☐ ในช่อง",)}), *rest)})
    with pytest.raises(Invalid) as caught:
        pdf.printed(volumes.single(edition(manual), manual.procedures[0]))
    (problem,) = caught.value.problems
    assert problem.code == "SOP-T016" and "☐" in problem.message and "ทำเครื่องหมาย" in problem.message


def test_the_proof_reading_finds_a_lost_line_and_words_outside_the_page():
    blocks = [b for b in volumes_of_sample() if b.kind == "paragraph"][:3]
    volume = volumes_of(blocks)
    data = compiler.pdf(volume)
    assert proof.faults(data, volume) == ()
    lost = replace(volume, blocks=(*blocks, replace(blocks[0], lines=("บรรทัดที่ไม่ได้พิมพ์",))))
    assert any("บรรทัดที่ไม่ได้พิมพ์" in fault.words for fault in proof.faults(data, lost))
    wide = replace(volume, blocks=(replace(blocks[0], lines=("ก" * 400,), align="left"),))
    assert any("ล้นขอบ" in fault.message or "ไม่พบ" in fault.message for fault in proof.faults(compiler.pdf(wide), wide))
    left = replace(volume, blocks=(replace(blocks[0], left=-60.0, align="left"),))
    assert any("ล้นขอบ" in fault.message for fault in proof.faults(compiler.pdf(left), left))


def volumes_of_sample():
    return volumes.handbook(read(FOLDERS["sample"])).blocks


def test_qpdf_finds_the_structure_sound(printed):
    """By its library, which the tests bring along."""
    with opened(printed) as document:
        assert document.check_pdf_syntax() == []
    with pikepdf.open(io.BytesIO(printed.data[:-2000] + b"%%EOF")) as damaged:
        assert damaged.check_pdf_syntax() or damaged.get_warnings()


def test_no_heading_stands_alone_at_the_foot_of_a_page(printed):
    drawn = {bare("".join(t["text"] for t in b.drawing["texts"])) for b in printed.volume.blocks if b.kind == "picture"}
    headings = {tuple(bare(line) for line in b.lines) for b in printed.volume.blocks if b.kind == "heading"}
    headings = {h for h in headings if not any(words.endswith("".join(h)) for words in drawn)}
    assert len(headings) > 10
    for number, page in enumerate(printed.pages, 1):
        lines = [line for line in page if line and not PAGE_NUMBER.match(line)]
        stranded = [h for h in headings if tuple(lines[-len(h) :]) == h]
        assert not stranded, f"page {number} ends with the heading {stranded}"


def leaves(old, new):
    return reprint.leaves(reprint.filed(old), reprint.filed(new))


def test_the_reprint_list_names_the_pages_that_changed_and_no_others(sample):
    old = compiler.pdf(volumes.handbook(sample))
    assert leaves(old, old) == ()
    first, *rest = sample.manual.procedures
    changed = first.model_copy(update={"scope": ("ขอบเขตใหม่ที่ยาวเท่ากับของเดิม",)})
    new = compiler.pdf(volumes.handbook(edition(sample.manual.model_copy(update={"procedures": (changed, *rest)}))))
    found = leaves(old, new)
    touched = {n for leaf in found if leaf.action == "replace" and leaf.new for n in range(leaf.new[0], leaf.new[1] + 1)}
    page = next(n for n, lines in enumerate(text_of(new), 1) if any(bare("ขอบเขตใหม่ที่ยาวเท่ากับของเดิม") in line for line in lines))
    assert page in touched and len(touched) < len(text_of(new)) / 4
    assert all(map(filing.line, reprint.steps(found, reprint.filed(old), reprint.filed(new))))
    with pytest.raises(ValueError, match="PDF"):
        reprint.filed(b"no pdf")


def test_the_reprint_list_names_a_page_on_which_only_a_line_or_a_picture_changed(sample):
    book_ = volumes.single(sample, sample.manual.procedures[0])
    place = next(n for n, b in enumerate(book_.blocks) if b.kind == "picture")
    drawing = book_.blocks[place].drawing
    moved = {**drawing, "paths": [p if n else {**p, "segments": [["move", 3, 3], ["line", 3, 40]]} for n, p in enumerate(drawing["paths"])]}
    redrawn = replace(book_, blocks=(*book_.blocks[:place], replace(book_.blocks[place], drawing=moved), *book_.blocks[place + 1 :]))
    old, new = compiler.pdf(book_), compiler.pdf(redrawn)
    assert text_of(old) == text_of(new)
    (leaf,) = leaves(old, new)
    assert leaf.action == "replace" and leaf.old == leaf.new and leaf.new[0] == leaf.new[1]


def test_the_reprint_list_names_the_page_of_a_new_signature(sample):
    def signed(colour):
        cell = pdf.blocks.SetCell((("",), ("",), ("ชื่อ",)), picture="s.png", alt="ลายมือชื่อ")
        table = pdf.blocks.SetTable((200.0,), (pdf.blocks.SetCell((("ผู้ลงนาม",),)),), ((cell,),), (True,))
        heading = volumes_of_sample()[1]
        return compiler.pdf(replace(volumes_of((replace(heading, new_page=False), table)), pictures=(("s.png", png(colour)),)))

    assert leaves(signed(0), signed(0)) == ()
    (leaf,) = leaves(signed(0), signed(200))
    assert leaf.action == "replace"


def png(grey):
    """The smallest picture of one colour."""

    def chunk(kind, data):
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    head = (4).to_bytes(4, "big") * 2 + bytes((8, 0, 0, 0, 0))
    rows = zlib.compress(bytes((0, grey, grey, grey, grey)) * 4)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no poppler")
def test_another_reader_finds_the_same_words(printed, tmp_path):
    path = tmp_path / "book.pdf"
    path.write_bytes(printed.data)
    done = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, text=True, encoding="utf-8", check=True)
    text = bare(done.stdout)
    said = [
        printed.edition.shown(s.text or s.label, "book") for p in printed.edition.manual.procedures for s in p.steps if s.kind not in ("start", "end")
    ]
    said += [printed.edition.shown(word, "book") for word in ("สำนักงาน", "คำสั่ง", "กระบวนงาน", "ผู้รับผิดชอบ")]
    lost = [words for words in said if bare(words) not in text]
    assert len(lost) <= len(said) // 50, lost


def structure(node):
    if isinstance(node, pikepdf.Array):
        for part in node:
            yield from structure(part)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from structure(node.K)


def test_the_structure_is_tagged_and_every_drawing_is_told_in_words(printed):
    with opened(printed) as document:
        found = list(structure(document.Root.StructTreeRoot))
        kinds = {str(node.S) for node in found}
        assert {"/H1", "/H2", "/H3", "/P", "/TOC", "/TOCI", "/L", "/LI", "/LBody", "/Table", "/TH", "/TD", "/Figure", "/Link"} <= kinds
        figures = [node for node in found if str(node.S) == "/Figure"]
        assert figures and all(str(node.get("/Alt", "")).strip() for node in figures)
        told = " ".join(str(node.Alt) for node in figures)
        first = printed.edition.manual.procedures[0]
        assert all(printed.edition.shown(s.label, "book_form") in told for s in first.steps)


def test_every_table_of_the_structure_has_heads_and_every_head_says_what_it_heads(printed):
    with opened(printed) as document:
        tables = [node for node in structure(document.Root.StructTreeRoot) if str(node.S) == "/Table"]
        sheets = [b for b in printed.volume.blocks if b.kind == "sheet"]
        assert len(tables) == len(sheets) + sum(b.kind in ("table", "sheets", "index") for b in printed.volume.blocks) > 10
        for table in tables:
            heads = [node for node in structure(table) if str(node.S) == "/TH"]
            assert heads, "a grid without heads is no table"
            assert all(any("/Scope" in a for a in (n.A if isinstance(n.A, pikepdf.Array) else [n.A])) for n in heads)


def test_an_office_that_has_hardly_anything_yet_has_a_book():
    made = read(FOLDERS["sample"])
    bare_handbook = made.manual.handbook.model_copy(update={"preface": None, "abbreviations": (), "procedures": (), "cover": ()})
    nothing = {"orders": (), "procedures": (), "forms": made.manual.forms.model_copy(update={"forms": ()}), "handbook": bare_handbook}
    manual = made.manual.model_copy(update={**nothing, "people": made.manual.people.model_copy(update={"persons": ()})})
    printed = Printed(edition(manual), volumes.handbook(edition(manual)))
    assert printed.says(manual.handbook.title) and len(printed.pages) >= 3
    assert [p.path for p in volumes.plans(edition(manual))] == ["books/handbook.pdf"]


def test_a_procedure_of_one_step_has_a_whole_book():
    made = read(FOLDERS["sample"])
    first, *rest = made.manual.procedures
    step = first.steps[1].model_copy(update={"branches": (), "next": (), "items": (), "detail": ()})
    only = first.model_copy(update={"steps": (step,), "objectives": (), "definitions": (), "references": (), "summary": type(first.summary)()})
    office = edition(made.manual.model_copy(update={"procedures": (only, *rest)}))
    printed = Printed(office, volumes.single(office, only))
    assert printed.says(step.text or step.label)


def test_words_far_too_long_for_their_place_are_neither_lost_nor_cut():
    made = read(FOLDERS["sample"])
    first, *rest = made.manual.procedures
    long = "ตรวจสอบความถูกต้องครบถ้วนของเอกสารหลักฐานประกอบการเบิกจ่าย" * 12
    run = "A" * 300
    steps = tuple(
        s.model_copy(update={"label": long, "standard": (run, long), "documents": (long * 3,)}) if s.id == "survey" else s for s in first.steps
    )
    changed = first.model_copy(update={"title": long[:400], "steps": steps, "objectives": (long * 20,), "scope": (run,)})
    changed = changed.model_copy(update={"summary": type(first.summary)(title=long[:300], references=first.summary.references)})
    office = edition(made.manual.model_copy(update={"procedures": (changed, *rest)}))
    printed = Printed(office, volumes.single(office, changed))
    assert printed.text.count(bare(long)) >= 20 and printed.text.count(run) >= 2


def test_the_book_of_a_procedure_tells_when_it_was_approved_and_what_was_revised(sample):
    procedure = sample.manual.procedure["acquire-books"]
    found = Printed(sample, volumes.single(sample, procedure))
    assert found.says("ผู้อนุมัติ นางปกแข็ง สันหนา (27 ธันวาคม 2567)")
    assert found.says("เพิ่มการตรวจรายชื่อซ้ำ (โดย นายบรรณ เรียงชั้น)") and not found.says("ส่วนที่แก้ไข")
    assert not Printed(sample, volumes.single(sample, sample.manual.procedure["reading-report"])).says("ประวัติการแก้ไข")


def test_a_cover_in_the_middle_of_a_book_has_a_page_of_its_own(sample):
    handbook = sample.manual.handbook
    parts = tuple(next(p for p in handbook.parts if p.kind == kind) for kind in ("organization", "cover", "references"))
    made = replace(sample, manual=sample.manual.model_copy(update={"handbook": handbook.model_copy(update={"parts": parts})}))
    volume = volumes.handbook(made)
    assert proof.faults(compiler.pdf(volume), volume) == ()


@pytest.mark.parametrize("digits", ["thai", "arabic"])
def test_words_before_the_number_of_a_page_leave_room_for_it(sample, digits):
    """Whatever the length of the name of the office: the last words and the number stand on one line."""
    handbook = sample.manual.handbook
    shown = handbook.model_copy(update={"digits": handbook.digits.model_copy(update={"book": digits})})
    for length in range(0, 30, 7):
        units = sample.manual.organization.units
        named = tuple(u.model_copy(update={"name": f"สำนักงาน{'ก' * length}"}) if u.id == handbook.office else u for u in units)
        organization = sample.manual.organization.model_copy(update={"units": named})
        made = edition(sample.manual.model_copy(update={"organization": organization, "handbook": shown}))
        volume = volumes.handbook(made)
        kept = [b for b in volume.blocks if getattr(b, "page", "")]
        assert kept and all(b.lines[-1].endswith("หน้า") for b in kept)
        for block in kept:
            assert Style(block.size).width(block.lines[-1] + " 99.99-99") <= TEXT_WIDTH


@pytest.mark.parametrize("words", [40, 120])
def test_the_foot_of_a_sheet_keeps_to_its_place_however_long_a_name_is(sample, words):
    long = " ".join(["สำนักงานการอ่าน"] * words)
    units = tuple(u.model_copy(update={"name": long}) if u.id == sample.manual.handbook.office else u for u in sample.manual.organization.units)
    manual = sample.manual.model_copy(update={"organization": sample.manual.organization.model_copy(update={"units": units})})
    volume = volumes.changes(edition(manual), manual.orders[-1])
    assert [fault.message for fault in proof.faults(compiler.pdf(volume), volume) if "ล้นขอบ" in fault.message] == []
    first = next(block for block in volume.blocks if block.kind == "heading").section
    assert first and len(first.identity) == 2 and first.identity[0].endswith(" …") and "ที่ ๕/๒๕๖๙ สั่ง ณ วันที่ ๒๕" in first.identity[1]


def test_the_foot_of_the_first_page_leaves_room_for_the_longest_identity():
    """Both stand below the same page, also where the first section of a book is merged with the next."""
    sources, _ = parsing.read(FOLDERS["sample"])
    code = "รหัสเอกสาร นิเทศ ติดตาม และประเมินผล " * 4
    files = {
        name: re.sub("(?m)^  code: .*$", f"  code: {code}", text, count=1) if name.startswith("procedures/") else text
        for name, text in sources.files.items()
    }
    made = edition(load(parsing.Sources(files)))
    found = [job.volume() for job in volumes.plans(made) if job.path.startswith("books/procedure-")]
    lines = [len(sections.heading_of(volume.blocks[0]).section.identity) for volume in found]
    assert max(lines) == 2
    for volume, count in zip(found, lines, strict=True):
        assert len(volume.foot) * volume.foot_size * LINE + count * FOOT_SIZE * LINE <= volumes.FOOT, volume.title
