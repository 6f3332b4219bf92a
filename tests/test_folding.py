"""What a copied text brings along is read as it is meant; what was mistyped is told; nothing that says something is lost."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator import compile
from generator.load.loading import load
from generator.rules import check
from generator.source import parsing
from generator.source.parsing import Sources
from generator.thai.folding import SLIPS, folded, may_change
from tests.invalid_case import SAMPLE

ALL = [chr(code) for code in (*range(0x20, 0xD800), *range(0xE000, 0x20000), *range(0xE0000, 0xE0200))]
"""Every letter that has a meaning of its own: beyond are more of Chinese, and letters for private use."""
THAI = "".join(map(chr, (*range(0xE01, 0xE3B), *range(0xE3F, 0xE5C))))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("of\ufb01ce \ufb02ow \ufb03 \ufb00", "office flow ffi ff"),
        ("รับ\u200bเรื่อง", "รับเรื่อง"),
        ("รับ\u00adเรื่อง\u2060และ\u200dส่ง\u200c\u200e\ufeff", "รับเรื่องและส่ง"),
        ("พ.ศ.\u00a02568 \u202f๕\u2009วัน\tทำการ", "พ.ศ. 2568  ๕ วัน ทำการ"),
        ("น\u0e4d\u0e32ส่ง", "นำส่ง"),
        ("น\u0e4d\u0e49\u0e32 น\u0e49\u0e4d\u0e32 น\u0e33\u0e49", "น้ำ น้ำ น้ำ"),
        ("เเจ้ง", "แจ้ง"),
        ("ผู้้รับ ที่ี่ ท\u0e48\u0e35", "ผู้รับ ที่ ที่"),
        ("ก\u0e49\u0e38", "ก\u0e38\u0e49"),
        ("ท\uf701\uf70a ป\uf710", "ทิ่ ปั"),
        ("cafe\u0301 \u212b", "café Å"),
        ("１２：３０", "12:30"),
        ("นท\u201101", "นท-01"),
        ("“๔”", "๔"),
        ("‘2.1’", "2.1"),
        ("“๕ วัน”", "“๕ วัน”"),
        ("อ่าน “๔” แล้ว", "อ่าน “๔” แล้ว"),
        ("“๔” ถึง “๕”", "“๔” ถึง “๕”"),
        ("ก\u2028ข\x85ค", "ก\nข\nค"),
        ("ก่่่่่", "ก่่่่่"),
        ("ผ\u0e48\u0e49า", "ผ\u0e48\u0e49า"),
    ],
)
def test_what_says_the_same_is_read_as_it_is_meant(written, meant):
    assert folded(written) == meant
    assert (written == meant) or may_change(written)


@given(st.text(st.one_of(st.sampled_from(THAI), st.characters(exclude_categories=["Cs"])), max_size=40))
@example("\u0e33\u0e48\u0e35\u0e35")
@example("\r")
def test_folding_twice_is_folding_once_and_no_file_that_would_change_is_passed_over(text):
    once = folded(text)
    assert folded(once) == once
    assert once == text or may_change(f"label: {text}")


def test_an_escape_in_a_file_of_plain_ascii_may_stand_for_what_is_folded():
    assert may_change('label: "\\u0e40\\u0e40"') and may_change("a\tb") and not may_change("label: a")
    assert folded("a\tb") == "a b"


def test_no_letter_that_is_seen_is_lost():
    """Of all of Unicode only formats, spaces and shapes of emoji become nothing; every other letter stays or becomes its equal."""
    read = {c: folded(c) for c in ALL}
    gone = {c for c in ALL if not read[c]}
    assert {unicodedata.category(c) for c in gone} <= {"Cf", "Mn"}
    assert {c for c in gone if unicodedata.category(c) == "Mn"} <= {chr(0x34F), *map(chr, range(0xFE00, 0xFE10))}
    for letter, now in read.items():
        if now and now != letter and not 0xF700 <= ord(letter) <= 0xF71A and ord(letter) not in (0x2010, 0x2011):
            assert unicodedata.normalize("NFKC", now).strip() == unicodedata.normalize("NFKC", letter).strip(), hex(ord(letter))


def test_thai_as_it_is_spelt_is_not_touched():
    sources, _ = parsing.read(SAMPLE)
    for text in sources.files.values():
        assert folded(text) == text
    for words in ("ก็ น้ำ ที่ ผู้ใหญ่ ศุกร์ สิทธิ์ พันธุ์ กตัญญู ฤๅษี กฺ ปฺฏิ ๆ ฯลฯ", "๕ วัน 12:30 “ดี” ‘ดี’"):
        assert folded(words) == words


DIRTY = "title: การรับ\u200bเรื่อง\nunit: reading-group\nobjectives: [เเจ้ง\u00a0ผล, นํา\u200bส่ง, of\ufb01ce]\nsteps: [{id: a, label: ผู้้รับ}]\n"
CLEAN = "title: การรับเรื่อง\nunit: reading-group\nobjectives: [แจ้ง ผล, นำส่ง, office]\nsteps: [{id: a, label: ผู้รับ}]\n"


def office(text):
    sources, _ = parsing.read(SAMPLE)
    return Sources({**sources.files, "procedures/trial.yml": text})


def test_a_text_with_what_it_was_copied_with_gives_the_pages_of_a_clean_one():
    dirty, clean = (load(office(text)) for text in (DIRTY, CLEAN))
    fingerprint = {"fingerprint": ""}
    assert compile(dirty.model_copy(update=fingerprint)) == compile(clean.model_copy(update=fingerprint))


def test_only_mistyped_marks_are_told_and_as_notes():
    sources = office(DIRTY)
    new = [p for p in check(load(sources), sources) if p.file == "procedures/trial.yml" and p.code.startswith("SOP-T")]
    assert sorted((p.code, p.level) for p in new) == [("SOP-T002", "note"), ("SOP-T003", "note"), ("SOP-T017", "note")]
    assert len(SLIPS) == 4


@pytest.mark.parametrize("quoted", ["“๔”", "„๔“", "’๔’", "๔\u200b", "\u00a0๔"])
def test_quotation_marks_for_print_and_invisible_letters_around_a_number_are_not_printed(quoted):
    sources, _ = parsing.read(SAMPLE)
    name = "orders/2568-20.yml"
    text = sources.files[name].replace('"๔"', quoted, 1)
    assert text != sources.files[name] or '"๔"' not in sources.files[name]
    order = load(Sources({**sources.files, name: text.replace("signed: ", "signed: \u200b", 1)})).order
    assert any(change.duty and change.duty.no == "๔" for o in order.values() if o.number == 20 for change in o.changes)
