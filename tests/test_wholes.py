"""Names, numbers and words at the ends of lines: kept whole where they are words, and nowhere else; proof-read by other means."""

from itertools import pairwise
from pathlib import Path

import pytest

from generator.drawing.broken import broken as broken_words
from generator.edition import edition
from generator.flow import chart, orgchart
from generator.flow.column import column as flow_column
from generator.flow.graph import graph
from generator.html import text as site_text
from generator.load.loading import load
from generator.pdf import proof, volumes
from generator.pdf.line_breaking import Style, lines, widest
from generator.source import parsing
from generator.source.parsing import Sources
from generator.thai import ends, words
from generator.thai.names import whole
from generator.thai.together import spans
from generator.thai.wrapping import wrap

SAMPLE = Path(__file__).parent / "sample" / "sop"
NAMES = ("นายสมชาย ณ ระนอง", "นางสาวแก้ว ศรี", "ว่าที่ร้อยตรี สมหมาย ใจดี", "นายวิทวัส นิตสูงเนิน", "นายบรรณ เรียงชั้น", "นาย ก ข")
KEPT = words.Extra(dict.fromkeys(kept for name in NAMES for kept in whole(name)))
NUMBERS = (
    "๕ วัน", "๕ มกราคม", "ร้อยละ ๘๐", "๑๖.๓๐ น.", "ข้อ ๓", "ข้อ ๓ (๒) ๑)", "15 วันทำการ", "๒–๓ ชั่วโมง", "1.5 ชั่วโมง", "๕ มกราคม พ.ศ. ๒๕๖๘", "15 มี.ค. 68", "ครั้งที่ ๑/๒๕๖๘",
    "ภาคเรียนที่ ๑", "มาตรา ๔๔", "พ.ศ. ๒๕๖๘", "มกราคม ๒๕๖๘", "๑,๒๐๐ บาท", "ที่ ๒๔๘/๒๕๖๕", "๑๒ คน", "วันที่ ๒๙ กันยายน ๒๕๖๕",
)  # fmt: skip


def units(text, extra=KEPT):
    return "|".join(words.units(text, extra))


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("แบบฟอร์มสรุปมาตรฐานคุณภาพงาน", "แบบฟอร์ม|สรุป|มาตรฐาน|คุณภาพ|งาน"),
        ("จังหวัดศรีสะเกษ", "จังหวัด|ศรีสะเกษ"),
        ("บรรณารักษ์และนายบรรณ เรียงชั้น", "บรรณารักษ์|และ|นายบรรณ |เรียงชั้น"),
        ("เสนอนายสมชาย ณ ระนองพิจารณา", "เสนอ|นายสมชาย |ณ ระนอง|พิจารณา"),
        ("เสนอนายสมชายพิจารณา", "เสนอ|นายสมชาย|พิจารณา"),
        ("นางสาวแก้ว ศรี และสมชาย ณ ระนอง", "นางสาวแก้ว |ศรี |และ|สมชาย |ณ ระนอง"),
        ("ว่าที่ร้อยตรี สมหมาย ใจดี", "ว่าที่ร้อยตรี สมหมาย |ใจดี"),
        ("นายวิทวัส นิตสูงเนินเป็นผู้ตรวจ", "นายวิทวัส |นิตสูงเนิน|เป็น|ผู้ตรวจ"),
    ],
)
def test_a_name_is_whole_where_it_is_a_name_and_cuts_no_other_word(text, pieces):
    assert units(text) == pieces


@pytest.mark.parametrize(
    ("text", "name", "is_word"),
    [
        ("ดร.ชาย", "ชาย", True),  # after an abbreviation, not a letter of one
        ("ก.ต.ป.น.", "ป", False),
        ("น.ส.แก้ว", "ส", False),
        ("ผลPISAและ", "PISA", True),
        ("แผนIT", "แผน", True),
        ("PAPER", "PA", False),
        ("แก้ว", "แก", False),
        ("มากลม", "มาก", True),  # no more words than without it
    ],
)
def test_where_a_name_can_be_a_word_of_its_own(text, name, is_word):
    at = text.index(name)
    assert words.fits(text, at, at + len(name)) is is_word


@pytest.mark.parametrize(
    ("short", "text"),
    [("ณ", "มาตรฐานคุณภาพงาน"), ("ศรี", "ศรีสะเกษ"), ("กา", "การประกาศ"), ("PA", "PAPER"), ("ก", "ก่อนการ"), ("แก", "แก้ว"), ("ป", "ก.ต.ป.น.")],
)
def test_a_word_that_the_handbook_keeps_whole_cuts_no_word_that_holds_it(short, text):
    assert words.units(text, (short,)) == words.units(text)


def test_a_short_word_is_still_kept_whole_where_it_stands_alone():
    assert words.tokens("ค่า PA ของ ก.ค.ศ. นั้น", ("PA", "ก.ค.ศ."))[2:7] == ("PA", " ", "ของ", " ", "ก.ค.ศ.")
    assert units("รถห้องสมุดเคลื่อนที่ไป", ("รถห้องสมุดเคลื่อนที่",)) == "รถห้องสมุดเคลื่อนที่|ไป"


def test_a_name_within_a_name_that_no_line_holds_is_whole():
    name, office = "http://example.go.th/a?b=1", "สำนักงาน ก่อตั้งโดย http://example.go.th/a?b=1 และโดย http://example.go.th/a?b=1"
    room = Style(16).width(name)
    found = lines(office, Style(16), room, 0.0, (name, office))
    assert found == lines(office, Style(16), room, 0.0, (name,)) and found.count(name) == 2
    assert wrap(office, room, Style(16).width, (name, office)).count(name) == 2


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_stays_with_what_it_is_read_with_at_every_width(number):
    text = f"ให้แล้วเสร็จภายในกำหนด {number} ตามที่ได้รับมอบหมายไว้นั้นทุกประการ " * 3
    style = Style(16)
    for width in range(int(widest(text, style)) + 1, 460, 7):
        broken = lines(text, style, float(width))
        assert "\n".join(broken).count(number) == 3, (width, broken)
        assert "\n".join(wrap(text, float(width), style.width)).count(number) == 3
    assert site_text.unbroken(text).count(f"<n-b>{number}</n-b>") == 3
    assert site_text.marked(text).count(f"\u2060{number}\u2060") == 3


@pytest.mark.parametrize("text", ["คำสั่ง ที่ ๒๔๘/๒๕๖๕ เรื่อง มอบหมาย", "ปีงบประมาณ พ.ศ. ๒๕๖๕ โรงเรียน"])
def test_a_year_does_not_count_what_follows_it(text):
    assert all(text[end : end + 1] in (" ", "") for _, end in spans(text)) and not any(
        "เรื่อง" in text[a:b] or "โรงเรียน" in text[a:b] for a, b in spans(text)
    )


def test_a_date_that_no_line_holds_is_parted_at_its_spaces_only():
    style = Style(14)
    for width in (45.0, 60.0, 80.0):
        found = lines("ภายในวันที่ ๒๙ พฤศจิกายน พ.ศ. ๒๕๖๘", style, width)
        assert "".join(found).replace(" ", "") == "ภายในวันที่๒๙พฤศจิกายนพ.ศ.๒๕๖๘"
        assert any("พฤศจิกายน" in line for line in found) or style.width("พฤศจิกายน") > width
    assert list(site_text.pieces("วันที่ ๒๙ พฤศจิกายน พ.ศ. ๒๕๖๕"))[1][1] == "๒๙ พฤศจิกายน พ.ศ. ๒๕๖๕"


@pytest.mark.parametrize(
    ("text", "broken", "room", "wrong"),
    [
        ("แบบฟอร์มสรุปมาตรฐานคุณภาพงาน", ("แบบฟอร์มสรุปมาตรฐานคุ", "ณภาพงาน"), 22, 1),
        ("แบบฟอร์มสรุปมาตรฐานคุณภาพงาน", ("แบบฟอร์มสรุปมาตรฐาน", "คุณภาพงาน"), 22, 0),
        ("มาตรฐานคุณภาพงาน", ("มาตรฐานคุ", "ณภาพงาน"), 5, 0),
        ("ให้เสร็จภายใน ๕ วันทำการ", ("ให้เสร็จภายใน ๕", "วันทำการ"), 20, 1),
        ("ให้เสร็จภายใน ๕ วันทำการ", ("ให้เสร็จภายใน ๕", "วันทำการ"), 9, 0),
        ("ไม่ต่ำกว่าร้อยละ ๘๐ คน", ("ไม่ต่ำกว่าร้อยละ ๘๐", "คน"), 8, 0),
        ("ดู (คุณภาพ) ก่อน", ("ดู (คุณ", "ภาพ) ก่อน"), 7, 0),
        ("เสนอนายวิทวัส นิตสูงเนินพิจารณา", ("เสนอนายวิทวัส นิต", "สูงเนินพิจารณา"), 30, 1),
        ("เสนอนายวิทวัส นิตสูงเนินพิจารณา", ("เสนอนายวิทวัส", "นิตสูงเนินพิจารณา"), 30, 0),
        ("เสนอนายวิทวัส นิตสูงเนินพิจารณา", ("เสนอนายวิทวัส นิตสูงเนิน", "พิจารณา"), 30, 0),
        ("กขคงจฉชซฌญฎฏฐฑฒณดตถทธน", ("กขคงจฉชซฌญ", "ฎฏฐฑฒณดตถทธน"), 15, 0),
        ("ตามที่กำหนด", ("ตามที่กำหนด",), 15, 0),
        ("ก ข", ("ก", "ค"), 15, 0),
        ("ก ข ง", ("ค", "ข", "ง"), 15, 0),
        ("ประเมินผล ๕, น.", ("ประเมินผล ๕", "น."), 15, 0),
        ("IT มากลม", ("IT มาก", "ลม"), 15, 0),  # as many words as มา|กลม
        ("ญาดาวเรือง", ("ญาดา", "วเรือง"), 15, 0),  # the name ญาดา ends there, though ดาวเรือง is a word
    ],
)
def test_the_proof_reading_knows_a_parted_word_without_the_list_that_made_the_break(text, broken, room, wrong):
    assert len(list(ends.cut(text, broken, lambda said: len(said) <= room, ("นายวิทวัส นิตสูงเนิน", "ญาดา")))) == wrong


@pytest.fixture(scope="module")
def office():
    """The sample office with two persons whose surnames are words of the language, with duties and in a label."""
    files = dict(parsing.read(SAMPLE)[0].files)
    people = "".join(
        f"  - {{id: {i}, name: {n}, position: บรรณารักษ์, units: [reading-group]}}\n" for i, n in (("somchai", NAMES[0]), ("kaew", NAMES[1]))
    )
    files["people.yml"] = files["people.yml"].rstrip("\n") + "\n" + people
    name = "procedures/repair-books.yml"
    files[name] = files[name].replace("label: ", f"label: เสนอ{NAMES[0]}และ{NAMES[1]}พิจารณามาตรฐานคุณภาพงานภายใน ๕ วันทำการ ", 1)
    return edition(load(Sources(files)))


def test_no_word_is_parted_in_the_books_of_an_office_with_such_names(office):
    plans = [plan for plan in volumes.plans(office) if not plan.path.startswith("books/changes")]
    seen = 0
    for plan in plans:
        volume = plan.volume()
        assert list(proof._parted(volume)) == [], plan.path
        for made in volume.broken:
            seen += len(made.lines) > 1
            assert not any(one.endswith("คุ") and two.startswith("ณ") for one, two in pairwise(made.lines)), made
    assert seen > 100


def test_no_word_is_parted_in_the_charts_of_an_office_with_such_names(office):
    names = tuple(name.replace(words.MAY_BREAK, "") for name in office.manual.people.wholes)
    drawings = [d for d in (orgchart.structure(office), orgchart.personnel(office), orgchart.workflow(office)) if d]
    for procedure in office.manual.procedures:
        drawings += [*chart.pages(graph(procedure), 1500.0, office.protected), *flow_column(graph(procedure), extra=office.protected).rows]
    found = [(text, broken) for drawing in drawings for text, broken in broken_words(drawing)]
    assert len(found) > 20 and any("ณ ระนอง" in text for text, _ in found)
    for text, broken in found:
        most = 0.8 * max(map(len, broken))
        assert list(ends.cut(text, broken, lambda words, most=most: len(words) <= most, names)) == [], (text, broken)


def test_the_proof_reading_of_a_book_tells_a_parted_word(office, monkeypatch):
    """A fault of the breaker is seen, though it comes from a word that the handbook keeps whole."""
    monkeypatch.setattr(words, "fits", lambda text, start, end: True)
    for cached in (words.units, lines):
        cached.cache_clear()
    changed = edition(office.manual.model_copy(update={"handbook": office.manual.handbook.model_copy(update={"protected_words": ("ณ",)})}))
    faults = [fault for plan in volumes.plans(changed) if plan.path.startswith("books/form-") for fault in proof._parted(plan.volume())]
    for cached in (words.units, lines):
        cached.cache_clear()
    assert any("คุ|ณ" in fault.message for fault in faults)
