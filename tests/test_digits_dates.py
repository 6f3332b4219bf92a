"""Digits and dates as official Thai papers have them, whichever way they were typed."""

import re
from datetime import date

import pytest

from generator import compile
from generator.load.loading import load
from generator.source import parsing
from generator.source.parsing import Sources
from generator.thai import dates, digits
from tests.conftest import SAMPLE


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ปี 2565 ข้อ 14.2", "ปี ๒๕๖๕ ข้อ ๑๔.๒"),
        ("ไม่มีตัวเลข", "ไม่มีตัวเลข"),
        ("0123456789", "๐๑๒๓๔๕๖๗๘๙"),
        ("ส่งที่ group12@example.go.th ภายใน 5 วัน", "ส่งที่ group12@example.go.th ภายใน ๕ วัน"),
        ("ส่งที่ สารบรรณ12@ตัวอย่าง.ไทย ภายใน 5 วัน", "ส่งที่ สารบรรณ12@ตัวอย่าง.ไทย ภายใน ๕ วัน"),
        ("ดู https://example.go.th/2565 หน้า 3", "ดู https://example.go.th/2565 หน้า ๓"),
        ("แบบ RG-F-01 รุ่น 2", "แบบ RG-F-01 รุ่น ๒"),
    ],
)
def test_numbers_become_thai_but_codes_mail_and_addresses_stay_as_they_must_be_typed(text, shown):
    assert digits.to_thai(text) == digits.in_system(text, "thai") == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ลงรายการตาม MARC 21 ๓ ครั้ง", "ลงรายการตาม MARC 21 ๓ ครั้ง"),
        ("MARC 21 และ MARC 21 Lite 4 ชุด", "MARC 21 และ MARC 21 Lite ๔ ชุด"),
        ("MARC 210 กับ XMARC 21", "MARC ๒๑๐ กับ XMARC ๒๑"),
        ("ตาม RG-P-01 และ ๐๑-ก 2", "ตาม RG-P-01 และ ๐๑-ก ๒"),
    ],
)
def test_words_that_keep_their_digits_keep_them_as_wholes_only(text, shown):
    assert digits.but(text, "thai", frozenset({"MARC 21", "MARC 21 Lite", "RG-P-01"})) == shown


def test_a_policy_of_arabic_digits_turns_thai_ones_and_leaves_the_rest():
    assert digits.in_system("ข้อ ๑๔.๒ ของ RG-๐๑ ปี 2565", "arabic") == "ข้อ 14.2 ของ RG-01 ปี 2565"
    assert digits.to_arabic("๐๑๒๓๔๕๖๗๘๙") == "0123456789"


DAY = date(2022, 10, 1)


@pytest.mark.parametrize(
    "written",
    ["1 ตุลาคม 2565", "๑ ต.ค. ๒๕๖๕", "1 ตค 2565", "วันที่ 1 เดือนตุลาคม พ.ศ. 2565", "สั่ง ณ วันที่ 1 ตุลาคม พ.ศ. 2565", "1 ตุลาคม พศ 2565", "1ตุลาคม2565", " 01/10/2565 ", "1-10-2565", "1.10.2565", "2022-10-01", "2022-10-1"],
)  # fmt: skip
def test_a_date_is_read_in_every_usual_way(written):
    assert dates.parse(written) == DAY


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2565-10-01", r"^“2565-10-01” เขียนแบบ ปี-เดือน-วัน ต้องใช้ปี ค.ศ. \(พบ พ.ศ.\) เช่น 2022-10-01$"),
        ("2400-01-05", "เช่น 1857-01-05"),
        ("1/10/2022", r"^“1/10/2022” ต้องใช้ปี พ.ศ. \(พบ ค.ศ.\) เช่น 2565$"),
        ("1 ตุลาคม 2399", "พบ ค.ศ."),
        ("1/10/65", "^“1/10/65” ต้องเขียนปี พ.ศ. สี่หลัก เช่น 2565$"),
        ("๑ ต.ค. ๖๕", "สี่หลัก เช่น 2565$"),
        ("ต้นปี", "^อ่านวันที่ “ต้นปี” ไม่ได้ เขียนแบบ 1 ตุลาคม 2565"),
        ("1 ตุลาคน 2565", "^ไม่รู้จักเดือน “ตุลาคน”$"),
        ("1/13/2565", "^ไม่รู้จักเดือน “13”$"),
        ("1/0/2565", "^ไม่รู้จักเดือน “0”$"),
        ("31/6/2565", "^ไม่มีวันที่ “31/6/2565” ในปฏิทิน$"),
        ("29/2/2566", "ไม่มีวันที่"),
    ],
)
def test_a_date_that_cannot_be_is_refused_with_what_would_be_right(written, said):
    with pytest.raises(ValueError, match=said):
        dates.parse(written)


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("2568/3/10", "10/3/2568"),
        ("๒๕๖๘-๓-๑๐", "10/3/2568"),
        ("3/25/2568", "25/3/2568"),
        ("12/31/2568", "31/12/2568"),
        ("12/12/2568", None),
        ("13/31/2568", None),
    ],
)
def test_a_date_in_another_sequence_is_understood_only_if_it_can_be_no_other(written, right):
    assert dates.meant(written) == right


def test_the_first_year_that_is_taken_for_buddhist_is_2400():
    assert dates.parse("1/1/2400") == date(1857, 1, 1)
    assert dates.parse("2399-01-01") == date(2399, 1, 1)


@pytest.mark.parametrize(("written", "month"), [("มกราคม", 1), ("ธ.ค.", 12), ("ธค", 12), ("๑", 1), (" 12 ", 12)])
def test_a_month_is_read_by_name_abbreviation_and_number(written, month):
    assert dates.parse_month(written) == month


def test_dates_are_written_in_the_buddhist_era():
    day = date(2022, 9, 9)
    assert (dates.long(day), dates.short(day), dates.signed(day)) == ("9 กันยายน 2565", "9 ก.ย. 65", "9 กันยายน พ.ศ. 2565")
    assert dates.short(date(2057, 1, 31)) == "31 ม.ค. 00" and dates.short(date(2062, 12, 1)) == "1 ธ.ค. 05"


@pytest.mark.parametrize(
    ("policy", "chart", "form"),
    [
        ("site: thai, site_form: thai", "ตรวจ ๑.๒ รหัส RG-2", "ตรวจ ๑.๒ รหัส RG-2"),
        ("site: thai, site_form: arabic", "ตรวจ ๑.๒ รหัส RG-2", "ตรวจ 1.2 รหัส RG-2"),
        ("site: arabic, site_form: thai", "ตรวจ 1.2 รหัส RG-2", "ตรวจ ๑.๒ รหัส RG-2"),
    ],
)
def test_charts_and_symbols_on_pages_have_the_digits_of_their_policy(policy, chart, form):
    files = dict(parsing.read(SAMPLE)[0].files)
    name = "procedures/repair-books.yml"
    files[name] = files[name].replace("label: ซ่อมในห้องสมุด", "label: ตรวจ 1.2 รหัส RG-2").replace("label: ไม่คุ้มค่า", "label: เกิน 3 ปี")
    files["handbook.yml"] = re.sub(r"digits:\n(  .*\n)+", f"digits: {{{policy}}}\n", files["handbook.yml"])
    made = {o.path: o.data.decode() for o in compile(load(Sources(files))) if o.path.endswith((".md", ".svg"))}
    page = made["procedures/repair-books.md"]
    drawn, sheet = page.split('<table class="sf-form"')
    assert chart in words(drawn) and chart in words(made["charts/repair-books-1.svg"])
    assert form in words(sheet)
    three = {"thai": "๓", "arabic": "3"}
    assert f"เกิน {three[policy.split()[1].rstrip(',')]} ปี" in words(drawn) and f"เกิน {three[policy.split()[-1]]} ปี" in words(sheet)
    no = "๒" if "site: thai" in policy else "2"
    assert f'aria-label="{no}. {chart}"' in drawn


def words(text: str) -> str:
    """What stands in the drawings of a page, line after line."""
    return " ".join(re.sub("<[^>]+>", "", found).strip() for found in re.findall(r"<text .*?</text>", text))
