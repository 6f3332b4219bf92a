"""Thai words: where a line may break, whichever engine cuts them."""

from functools import cache

import pytest

from generator.thai import words
from generator.thai.wrapping import wrap

SENTENCES = [
    "ปฏิบัติหน้าที่ในฐานะศึกษานิเทศก์และผู้รับผิดชอบงานนิเทศ ติดตาม และประเมินผลการจัดการศึกษา",
    "คำสั่งสำนักงานเขตพื้นที่การศึกษาประถมศึกษากรุงเทพมหานคร ที่ ๒๔๘/๒๕๖๕ ลงวันที่ ๒๙ กันยายน พ.ศ. ๒๕๖๕",
    "เด็ก ๆ ฯลฯ และอื่น ๆ ตามที่ได้รับมอบหมาย",
    "ระบบ e-Office (World Class) รุ่น 2.0/ปรับปรุง",
]


@cache
def made(name):
    """One of the two engines, built once: that takes the Python one a second."""
    from pythainlp.corpus.common import thai_words

    dictionary = {*thai_words(), *words.known()["compounds"].split()} - words.MISLEADING
    return words._rust(dictionary) if name == "rust" else words._python(dictionary)


@pytest.fixture(params=["rust", "python"])
def engine(request, monkeypatch):
    """Both engines in turn."""
    monkeypatch.setattr(words, "_segmenter", lambda: made(request.param))
    for cached in (words.units,):
        cached.cache_clear()
    yield request.param
    for cached in (words.units,):
        cached.cache_clear()


@pytest.mark.parametrize("text", SENTENCES)
def test_words_joined_give_the_text_again(engine, text):
    assert "".join(words.tokens(text)) == text
    assert "".join(words.units(text)) == text


def test_compounds_of_the_field_and_names_stay_whole(engine):
    found = words.tokens("ผู้รับผิดชอบคือนายวิทวัส นิตสูงเนิน ศึกษานิเทศก์", ("นายวิทวัส", "นิตสูงเนิน"))
    assert {"ผู้รับผิดชอบ", "นายวิทวัส", "นิตสูงเนิน", "ศึกษานิเทศก์"} <= set(found)


def test_a_line_never_starts_with_a_mark_that_belongs_to_what_stands_before(engine):
    for text in SENTENCES:
        for line in wrap(text, 14, len):
            assert line[0] not in "ๆฯ)/,.”"


def test_the_two_engines_cut_the_same_words():
    for text in SENTENCES[:3]:
        assert made("rust")(text) == made("python")(text)


def test_lines_are_few_even_and_hold_every_word(engine):
    measure = len
    for text in SENTENCES:
        lines = wrap(text, 30, measure)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert all(len(line) <= 30 for line in lines) or max(map(len, words.units(text))) > 30
        assert wrap(text, 10_000, measure) == (" ".join(text.split()),)


def test_an_empty_text_is_one_empty_line():
    assert wrap("", 10, len) == ("",)
    assert words.tokens("") == ()


def test_an_office_is_not_cut_before_its_name():
    assert words.tokens("สำนักงานการอ่านเมืองสมมติ")[0] == "สำนักงาน"


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("การพัฒนาระบบการนิเทศ", "การพัฒนา|ระบบ|การนิเทศ"),
        ("นวัตกรรมและเทคโนโลยีทางการศึกษา", "นวัตกรรม|และ|เทคโนโลยี|ทางการศึกษา"),
        ("เครือข่ายของพื้นที่การศึกษา", "เครือข่าย|ของ|พื้นที่การศึกษา"),
        ("สำนักงานเขตพื้นที่การศึกษา", "สำนักงาน|เขตพื้นที่การศึกษา"),
        ("กำหนดแนวทางในการปรับปรุงแก้ไข", "กำหนด|แนวทาง|ใน|การปรับปรุงแก้ไข"),
        ("สามารถดำเนินการบรรลุผล", "สามารถ|ดำเนินการ|บรรลุผล"),
        ("นโยบายและจุดเน้น", "นโยบาย|และ|จุดเน้น"),
        ("ทุกรอบการนิเทศ", "ทุกรอบ|การนิเทศ"),
        ("ภาคเรียนละ ๑ ครั้ง", "ภาคเรียนละ |๑ ครั้ง"),
        ("ภายใน 15 วันทำการ", "ภายใน |15 วันทำการ"),
        ("อย่างน้อย 2 สัปดาห์", "อย่างน้อย |2 สัปดาห์"),
    ],
)
def test_a_line_neither_ends_with_a_prefix_nor_parts_a_compound_or_a_number_from_what_it_counts(engine, text, pieces):
    assert "|".join(words.units(text)) == pieces


def wrapped(width, *pieces):
    """Lines of made-up words, each held together; a letter is as wide as any."""
    return wrap("".join(pieces), width, len, tuple(piece.strip() for piece in pieces))


def test_a_line_of_a_symbol_does_not_end_with_a_word_that_belongs_to_what_follows():
    assert wrapped(12, "ก" * 5, "และ", "ข" * 8) == ("ก" * 5, "และ" + "ข" * 8)
    assert wrapped(15, "ก", "และ", "ข" * 12) == ("กและ", "ข" * 12), "unless the lines would be too uneven"


@pytest.mark.parametrize(("end", "rest"), [(" ", 3), ("/", 1), (")", 1), ("ฯ", 1)])
def test_a_line_of_a_symbol_rather_ends_at_a_space_or_a_mark(end, rest):
    assert wrapped(12, "ก" * 5 + end, "ด" * rest, "ข" * 8) == (("ก" * 5 + end).strip(), "ด" * rest + "ข" * 8)
    assert wrapped(12, "ก" * 6, "ด" * rest, "ข" * 8) == ("ก" * 6 + "ด" * rest, "ข" * 8), "without it lines are even"


def test_no_line_of_a_symbol_is_wider_than_it_to_end_with_a_better_word():
    assert wrapped(8, "กก", "และ", "ข" * 6) == ("กกและ", "ข" * 6)


def test_lines_are_of_like_length_and_not_filled_from_the_first():
    assert wrapped(10, *(letter * 3 for letter in "กขคง")) == ("กกกขขข", "คคคงงง")
    assert wrapped(9, *(letter * 3 for letter in "กขคง")) == ("กกกขขข", "คคคงงง")


def test_a_word_wider_than_the_symbol_stands_alone():
    assert wrapped(6, "กก", "ข" * 9, "คค") == ("กก", "ข" * 9, "คค")


def test_a_letter_keeps_its_vowels_and_marks():
    assert words.clusters("น้ำท่วมที่นี่เกิดแก่ใคร") == ("น้ำ", "ท่", "ว", "ม", "ที่", "นี่", "เกิ", "ด", "แก่", "ใค", "ร")
    assert words.clusters("่ก") == ("่", "ก")


def test_of_two_protected_words_the_longer_is_kept_whole():
    bus = "รถห้องสมุดเคลื่อนที่"
    assert bus in words.tokens(f"จัด{bus}ไปยังชุมชน", ("รถห้องสมุด", bus, "รถ"))


def test_words_are_cut_on_a_system_for_which_there_is_no_fast_engine(monkeypatch):
    monkeypatch.setattr(words, "find_spec", lambda name: None)
    monkeypatch.setattr(words, "_rust", None)
    words._segmenter.cache_clear()
    try:
        assert words._segmenter()("ผู้รับผิดชอบคือศึกษานิเทศก์ กลุ่มนิเทศ") == ["ผู้รับผิดชอบ", "คือ", "ศึกษานิเทศก์", " ", "กลุ่ม", "นิเทศ"]
    finally:
        words._segmenter.cache_clear()


def test_the_fast_engine_is_taken_where_it_is_there(monkeypatch):
    monkeypatch.setattr(words, "find_spec", lambda name: name == "nlpo3")
    monkeypatch.setattr(words, "_rust", lambda dictionary: str.split)
    words._segmenter.cache_clear()
    try:
        assert words._segmenter() is str.split
    finally:
        words._segmenter.cache_clear()


def test_a_line_may_start_with_a_word_that_looks_like_a_suffix():
    assert words.units("ทำ ละ เว้น") == ("ทำ ", "ละ ", "เว้น")


def test_a_line_as_wide_as_the_symbol_is_not_too_wide():
    assert wrapped(9, "ก" * 5, "ข" * 4, "ค" * 5, "ง" * 4) == ("ก" * 5 + "ข" * 4, "ค" * 5 + "ง" * 4)


def test_both_a_space_and_a_word_that_belongs_to_what_follows_are_weighed():
    assert wrapped(14, "ก" * 5 + " ", "และ ", "ข" * 7) == ("ก" * 5, "และ " + "ข" * 7)
    assert wrapped(14, "ก" * 4, "ใน", "ข" * 12) == ("ก" * 4, "ใน" + "ข" * 12), "an uneven line that ends badly is worse than an uneven line"
    assert wrapped(14, "ก" * 4, "และ ", "ข" * 10) == ("ก" * 4 + "และ", "ข" * 10)


def test_words_stand_in_the_order_of_a_dictionary():
    wanted = ["กก", "กา", "ก่า", "การ", "เก", "แก", "ขา", "ไข่", "นา", "เรือ", "เหตุ", "แห", "อา"]
    assert sorted(reversed(wanted), key=words.alphabetical) == wanted
