"""Lines of printed paragraphs: only between words, all words kept, never wider than the column."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from generator.drawing.model import Drawing, Symbol
from generator.edition import edition
from generator.load.loading import load
from generator.pdf import volumes
from generator.pdf.line_breaking import WIDER_SPACE, Style, even, lines, tracking, widest
from generator.pdf.typesetter import Setter
from generator.source import parsing
from generator.thai import ends, words

ROOT = Path(__file__).resolve().parents[1]
SIZES = (120.0, 200.0, 330.0, 453.0)
TEXTS = (
    "ผู้รับผิดชอบกระบวนการนิเทศ ติดตาม และประเมินผลการจัดการศึกษา สำนักงานเขตพื้นที่การศึกษาประถมศึกษากรุงเทพมหานคร น้ำท่วมซ้ำ ๆ ที่นี่ ฯลฯ (ต่อ)",
    "คำสั่งที่ ๒๔๘/๒๕๖๕ สั่ง ณ วันที่ ๒๙ กันยายน พ.ศ. ๒๕๖๕ โครงการโรงเรียนมาตรฐานสากล (World Class Standard School)",
)


def bare(text):
    return "".join(text.split())


def real_paragraphs():
    manual = load(parsing.read(ROOT / "sop")[0])
    return [*manual.handbook.preface.paragraphs, *(d.text for o in manual.orders for a in o.assignments for d in a.duties)]


@pytest.mark.parametrize("width", SIZES)
def test_lines_keep_every_word_and_stay_within_the_width(width):
    style = Style(16)
    for text in (*TEXTS, *real_paragraphs()):
        found = lines(text, style, width, 40.0)
        assert bare("".join(found)) == bare(text)
        assert all(style.width(line) <= width - (40 if at == 0 else 0) + 1e-6 for at, line in enumerate(found))
        assert not any(line != line.strip() for line in found)


@pytest.mark.parametrize("width", SIZES)
def test_no_line_ends_inside_a_word_or_starts_with_a_mark(width):
    for text in (*TEXTS, *real_paragraphs()):
        seams, at = set(), 0
        for token in words.tokens(" ".join(text.split())):
            for piece in words.parted(token):
                at += len(bare(piece))
                seams.add(at)
        ends, at = [], 0
        for line in lines(text, Style(16), width):
            at += len(bare(line))
            ends.append(at)
            assert line[0] not in words.NO_START
        assert set(ends) <= seams


def test_a_date_stays_on_one_line():
    text = "รักษาราชการแทนตั้งแต่วันที่ ๑ มกราคม ๒๕๖๘ ถึงวันที่ ๓๐ กันยายน พ.ศ. ๒๕๖๘ และรายงานทุก 15 มี.ค. 68 " * 4
    for width in range(150, 460, 10):
        joined = "\n".join(lines(text, Style(16), float(width)))
        assert [joined.count(day) for day in ("๑ มกราคม ๒๕๖๘", "๓๐ กันยายน พ.ศ. ๒๕๖๘", "15 มี.ค. 68")] == [4, 4, 4]


def test_a_protected_word_is_never_cut():
    text = "การ" * 3 + "จัดรถห้องสมุดเคลื่อนที่ไปยังชุมชน" * 6
    for width in range(150, 320, 10):
        assert sum("รถห้องสมุดเคลื่อนที่" in line for line in lines(text, Style(16), float(width), 0.0, ("รถห้องสมุดเคลื่อนที่",))) >= 1
        joined = "\n".join(lines(text, Style(16), float(width), 0.0, ("รถห้องสมุดเคลื่อนที่",)))
        assert joined.count("รถห้องสมุดเคลื่อนที่") == 6


def test_a_run_wider_than_the_line_is_cut_and_nothing_is_lost():
    address = "https://example.go.th/" + "/".join(f"part{n}" for n in range(30))
    found = lines(address, Style(16), 100.0)
    assert "".join(found) == address and all(Style(16).width(line) <= 100 for line in found)
    letters = "กำ" * 200
    found = lines(letters, Style(16), 60.0)
    assert "".join(found) == letters and not any(line[0] in "ำ" for line in found)


def test_a_run_in_brackets_that_is_wider_than_the_line_is_cut_between_its_words():
    run = "(" + "กก" * 20 + ")"
    found = lines(run, Style(14.0, False), 119.0)
    assert "".join(found) == run and len(found) > 1
    assert list(ends.cut(run, found, lambda words: Style(14.0, False).width(words) <= 119.0)) == []


def test_the_last_line_is_no_lonely_word_where_that_can_be_helped():
    style = Style(16)
    lonely = [text for text in real_paragraphs() if len(found := lines(text, style, 453.0, 70.0)) > 2 and style.width(found[-1]) < 0.05 * 453]
    assert lonely == []


def test_titles_are_even():
    style = Style(20, True)
    first, second = even("การปฏิบัติงานตามโครงสร้างการบริหาร กลุ่มนิเทศ ติดตาม และประเมินผลการจัดการศึกษา", style, 453.0)
    assert abs(style.width(first) - style.width(second)) < 0.35 * style.width(first)
    assert even("", style, 100.0) == () and widest("", style) == 0


def volume_lines(value):
    """Every paragraph, cell or entry of a volume as its lines."""
    if is_dataclass(value):
        for field in fields(value):
            yield from volume_lines(getattr(value, field.name))
    elif isinstance(value, tuple):
        if len(value) > 1 and all(isinstance(line, str) for line in value):
            yield value
        else:
            for part in value:
                yield from volume_lines(part)


def _text(made):
    """The blocks of the handbook; position and date of a signature are lines of their own."""
    return tuple(b for b in volumes.handbook(made).blocks if b.kind != "signature")


@pytest.mark.parametrize("folder", ["sop", "tests/sample/sop"])
def test_no_name_abbreviation_or_compound_is_parted_in_any_line_of_a_whole_book(folder):
    made = edition(load(parsing.read(ROOT / folder)[0]))
    kept = [piece.strip() for word in made.protected for piece in word.split(words.MAY_BREAK)]
    whole = (*kept, "พื้นที่การศึกษา", "ทางการศึกษา", "จุดเน้น", "แนวทาง", "ดำเนินการ")
    assert set(made.manual.people.persons[0].name.split()) <= set(kept)
    assert {a.short for a in made.manual.handbook.abbreviations} <= set(made.protected)
    pairs = [pair for found in volume_lines(_text(made)) for pair in pairwise(found)]
    assert len(pairs) > 20
    for one, two in pairs:
        cut = [
            w
            for w in whole
            for at in range(1, len(w))
            if one.endswith(w[:at]) and two.startswith(w[at:]) and words.fits(one + two, len(one) - at, len(one) - at + len(w))
        ]
        assert not cut, (one, two, cut)
        assert words.tokens(one)[-1] not in words.PREFIXES or two[0].isdecimal(), (one, two)  # a date below a position goes on with nothing


def test_the_symbols_of_charts_and_forms_part_no_name_of_a_person():
    made = read_sample()
    name = made.manual.people.persons[0].name.split()[0]
    first, *rest = made.manual.procedures
    steps = tuple(s.model_copy(update={"label": f"เสนอ{name}พิจารณาเรื่องนี้ก่อน{name}"}) if s.kind == "activity" else s for s in first.steps)
    changed = first.model_copy(update={"steps": steps})
    office = edition(made.manual.model_copy(update={"procedures": (changed, *rest)}))
    blocks = volumes.single(office, changed).blocks
    drawings = [b.drawing for b in blocks if b.kind == "picture"]
    drawings += [c.drawing for b in blocks if b.kind == "sheet" for r in b.rows for c in r.cells if c.drawing]
    said = [text["text"] for drawing in drawings for text in drawing["texts"]]
    assert sum(line.count(name) for line in said) >= 2 * sum(s.kind == "activity" for s in first.steps) * 2


@pytest.mark.parametrize(("narrow", "parted"), [("ผู้อำนวยการ", []), ("งานของผู้อำนวยการ", [("ร้อยละ", "๘๐")])])
def test_words_are_parted_in_a_symbol_where_it_has_room_for_one_word_alone(narrow, parted):
    lines = (narrow, "ร้อยละ", "๘๐")
    book = Setter(read_sample())
    book.drawn(Drawing(99, 99, (Symbol("process", 50, 50, 40, 40, lines, alt=" ".join(lines)),)))
    (made,) = book.broken
    assert list(ends.cut(made.text, made.lines, made.fits)) == parted


def read_sample():
    return edition(load(parsing.read(ROOT / "tests" / "sample" / "sop")[0]))


def test_the_last_line_of_a_cell_is_no_lonely_word_where_that_can_be_helped():
    text = "งานส่งเสริมและพัฒนาระบบการนิเทศและการจัดกระบวนการเรียนรู้"
    first, second = lines(text, Style(14), 240.0)
    assert second == "กระบวนการเรียนรู้" and first.endswith("การจัด")


STYLE = Style(16)
LETTER = STYLE.width("ก")


def broken(letters, *pieces, style=STYLE, **parts):
    """Lines of made-up words, each held together, in a column so many letters wide."""
    return lines("".join(pieces), style, style.width("ก") * letters, protected=tuple(piece.strip() for piece in pieces), **parts)


def test_a_printed_line_does_not_end_with_a_word_that_belongs_to_what_follows():
    assert broken(100, "ก" * 93, "และ", "ล" * 40) == ("ก" * 93, "และ" + "ล" * 40)
    assert broken(100, "ก" * 70, "และ", "ล" * 40) == ("ก" * 70 + "และ", "ล" * 40), "unless that left a hole"


def test_a_printed_line_does_not_begin_with_a_number_parted_from_its_word():
    assert broken(100, "ก" * 86, "ล" * 8, "๕" * 12, "ย" * 60) == ("ก" * 86, "ล" * 8 + "๕" * 12 + "ย" * 60)
    assert broken(100, "ก" * 86, "ล" * 8, "ด" * 12, "ย" * 60)[0] == "ก" * 86 + "ล" * 8


def test_a_printed_line_rather_ends_at_a_space():
    assert broken(100, "ก" * 94 + " ", "ล", "ย" * 60) == ("ก" * 94, "ล" + "ย" * 60)
    assert broken(100, "ก" * 94, "ล", "ย" * 60) == ("ก" * 94 + "ล", "ย" * 60)


def test_the_last_word_of_a_paragraph_takes_another_with_it_and_more_so_in_a_narrow_cell():
    wide, narrow = Style(16), Style(6)
    assert wide.width("ก") * 70 > 260 > narrow.width("ก") * 70
    assert broken(70, "ก" * 65, "ล" * 5, "ย" * 6, style=wide) == ("ก" * 65, "ล" * 5 + "ย" * 6)
    assert broken(70, "ก" * 48, "ล" * 21, "ย" * 6, style=wide) == ("ก" * 48 + "ล" * 21, "ย" * 6), "not at the price of a hole"
    assert broken(70, "ก" * 48, "ล" * 21, "ย" * 6, style=narrow) == ("ก" * 48, "ล" * 21 + "ย" * 6)
    assert broken(70, "ก" * 62, "ล" * 7, "ย" * 10, style=wide) == ("ก" * 62 + "ล" * 7, "ย" * 10), "ten letters of seventy are no lonely word"


def test_the_first_line_is_shorter_by_its_indent_and_only_that_one():
    assert broken(20, "ก" * 12, "ล" * 7, "ย" * 12, indent=LETTER * 4) == ("ก" * 12, "ล" * 7 + "ย" * 12)
    assert broken(20, "ก" * 12, "ล" * 7, "ย" * 12) == ("ก" * 12 + "ล" * 7, "ย" * 12)


def test_spaces_are_widened_before_letters_are_spread():
    wide = STYLE.width(" ") * WIDER_SPACE
    assert tracking(("ก" * 50 + " " + "ก" * 49,), STYLE, STYLE.width("ก" * 99 + " ") + wide) == (0,)
    [room] = tracking(("ก" * 50 + " " + "ก" * 49,), STYLE, STYLE.width("ก" * 99 + " ") + wide + 50)
    assert room == pytest.approx(0.5)
    assert tracking(("กี่" * 50,), STYLE, STYLE.width("ก" * 50) + 25) == (pytest.approx(0.5, abs=0.01),), "marks need no room of their own"


def test_a_line_that_its_writer_broke_is_not_spread():
    book = Setter(read_sample())
    made = book.paragraph("ก" * 100 + "\n" + "ล" * 100)
    assert len(made.lines) > 3 and [room is None for room in made.tracking] == [False] * (len(made.lines) // 2 - 1) + [True] + [False] * (
        len(made.lines) // 2 - 1
    ) + [True]


def test_a_line_is_not_spread_where_its_letters_would_stand_more_than_a_point_apart():
    found = ("ก" * 100,) * 2
    assert tracking(found, STYLE, LETTER * 100 + 99) == (pytest.approx(0.99),) * 2
    assert tracking(found, STYLE, LETTER * 100 + 101) == (None, None)
    assert tracking(found, STYLE, LETTER * 100 + 101, 50.0) == (pytest.approx(0.51), None), "the first line has less to fill"


def test_no_line_ends_with_an_opening_quote_or_starts_with_a_closing_one():
    text = 'โครงการ "ครู ดี" และ "เด็กเก่ง มาก" ของ “โรงเรียน ดี” ครับ ' * 3
    for width in range(60, 460, 7):
        for line in lines(text, STYLE, float(width)):
            assert line[-1] != "“" and line[0] != "”" and not line.endswith(' "')
            assert line.count('"') % 2 == 0 or not line.startswith('" '), line


def test_a_long_address_is_cut_after_a_mark_in_its_second_half_else_where_the_line_ends():
    address = "a" * 30 + "/" + "b" * 40
    assert broken(30, address)[0] == "a" * 30 + "/"
    early = "aa/" + "b" * 60
    assert len(broken(30, early)[0]) > 20


@pytest.mark.parametrize(
    ("text", "indent", "ends"),
    [
        ("เป็นแนวทางสำหรับกลุ่มนิเทศ ติดตาม และประเมินผลการจัดการศึกษาใช้ในการส่งเสริมและพัฒนาระบบการนิเทศการศึกษา "
         "และการจัดกระบวนการเรียนรู้ของสถานศึกษาในสังกัดเขตพื้นที่การศึกษา", 70.87, "เขตพื้นที่"),
        ("แบบบันทึกผลการผลิต การพัฒนาสื่อ นวัตกรรม และเทคโนโลยีทางการศึกษาในการจัดการเรียนรู้ของสถานศึกษา", 0.0, "ในการจัด"),
    ],
)  # fmt: skip
def test_a_compound_is_parted_between_whole_words_only_where_its_line_would_be_ragged(text, indent, ends):
    width = 402.0 if not indent else 453.5
    found = lines(text, Style(16), width, indent)
    assert any(line.endswith(ends) for line in found), found
    assert None not in tracking(found, Style(16), width, indent)[:-1]
    assert not any(line.endswith(ends) for line in lines(text, Style(16), 2 * width, indent))


def test_a_title_does_not_end_a_line_with_a_word_that_belongs_to_what_follows():
    title = "๓. งานส่งเสริมและสนับสนุนเครือข่ายการนิเทศของพื้นที่การศึกษา สถานศึกษา หน่วยงานที่เกี่ยวข้องและชุมชน"
    assert even(title, Style(18.0, True), 453.5)[0].endswith("การนิเทศ")


def test_no_line_begins_with_a_dot_between_two_facts():
    assert all(
        not line.startswith("·") for width in range(60, 200, 7) for line in even("รหัสเอกสาร RG-P-06 · ฉบับที่ ๑ · แก้ไขครั้งที่ ๐๐", Style(14.0), width)
    )


@pytest.mark.parametrize("parting", words.known()["partings"].split())
def test_the_proof_of_a_book_allows_the_partings_and_no_other_place_of_their_words(parting):
    before, after = parting.split("|")
    text = f"ตามระเบียบว่าด้วย{before}{after} และ{before}{after}ของสถานศึกษา"
    head, tail = text[: text.rfind(after)], text[text.rfind(after) :]
    assert list(ends.cut(text, (head, tail), lambda words: True)) == []
    assert list(ends.cut(text, (head + tail[:1], tail[1:]), lambda words: True)) != []
