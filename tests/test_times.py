"""Times in words and in months."""

import pytest
from pydantic import TypeAdapter, ValidationError

from generator.documents import times
from generator.model.organization import Calendar
from generator.model.time import Time

READ = TypeAdapter(Time)
CALENDAR = Calendar.model_validate(
    {
        "windows": [
            {"id": "term-1", "name": "ภาคเรียนที่ 1", "spans": [{"from": {"month": "5", "day": "16"}, "to": {"month": "10", "day": "11"}}]},
            {"id": "term-2", "name": "ภาคเรียนที่ 2", "spans": [{"from": {"month": "11"}, "to": {"month": "4", "day": "1"}}]},
        ],
        "periods": {"term": ["term-1", "term-2"]},
    }
)
ALL = set(range(1, 13))

CASES = [
    ({"kind": "duration", "unit": "working_day", "min": "3", "max": "๕"}, "3–5 วันทำการ", set()),
    ({"kind": "duration", "unit": "day", "max": "7", "at_most": "ใช่", "per": "ราย"}, "ไม่เกิน 7 วัน ต่อราย", set()),
    ({"kind": "duration", "unit": "hour", "max": "2"}, "ไม่เกิน 2 ชั่วโมง", set()),
    ({"kind": "duration", "unit": "minute", "min": "30", "max": "30", "approximate": "ใช่"}, "ประมาณ 30 นาที", set()),
    ({"kind": "duration", "unit": "year", "min": "1"}, "อย่างน้อย 1 ปี", set()),
    ({"kind": "duration", "unit": "day", "min": "7", "at_most": "ใช่"}, "ไม่เกิน 7 วัน", set()),
    ({"kind": "duration", "unit": "day", "min": "7", "max": "7", "at_most": "ใช่"}, "ไม่เกิน 7 วัน", set()),
    ({"kind": "duration", "unit": "day", "min": "7", "max": "7"}, "7 วัน", set()),
    ({"kind": "duration", "unit": "day", "min": "7", "approximate": "ใช่"}, "ประมาณ 7 วัน", set()),
    ({"kind": "duration", "unit": "day", "max": "7", "approximate": "ใช่"}, "ประมาณ ไม่เกิน 7 วัน", set()),
    ({"kind": "duration", "unit": "day", "min": "3", "max": "5", "approximate": "ใช่"}, "ประมาณ 3–5 วัน", set()),
    ({"kind": "duration", "unit": "minute", "max": "1000000"}, "ไม่เกิน 1000000 นาที", set()),
    ({"kind": "duration", "unit": "minute", "max": "999999"}, "ไม่เกิน 999999 นาที", set()),
    ({"kind": "duration", "unit": "hour", "min": "1.5", "max": "2"}, "1.5–2 ชั่วโมง", set()),
    ({"kind": "window", "from": "ตุลาคม", "to": "ธ.ค."}, "เดือนตุลาคมถึงเดือนธันวาคม", {10, 11, 12}),
    ({"kind": "window", "from": "11", "to": "2"}, "เดือนพฤศจิกายนถึงเดือนกุมภาพันธ์", {11, 12, 1, 2}),
    ({"kind": "window", "from": "มีนาคม"}, "เดือนมีนาคม", {3}),
    ({"kind": "window", "from": "3", "to": "3"}, "เดือนมีนาคม", {3}),
    ({"kind": "window", "windows": ["term-1", "term-2"]}, "ภาคเรียนที่ 1 และภาคเรียนที่ 2", ALL),
    ({"kind": "window", "windows": ["term-2"]}, "ภาคเรียนที่ 2", {11, 12, 1, 2, 3, 4}),
    ({"kind": "frequency", "every": "term"}, "ภาคเรียนละ 1 ครั้ง", ALL),
    ({"kind": "frequency", "times": "2", "every": "term", "windows": "term-1"}, "ภาคเรียนละ 2 ครั้ง (ภาคเรียนที่ 1)", {5, 6, 7, 8, 9, 10}),
    ({"kind": "frequency", "every": "day"}, "วันละ 1 ครั้ง", ALL),
    ({"kind": "frequency", "every": "week"}, "สัปดาห์ละ 1 ครั้ง", ALL),
    ({"kind": "frequency", "every": "month"}, "เดือนละ 1 ครั้ง", ALL),
    ({"kind": "frequency", "every": "fiscal_year"}, "ปีงบประมาณละ 1 ครั้ง", set()),
    ({"kind": "deadline", "day": "5", "month": "next"}, "ภายในวันที่ 5 ของเดือนถัดไป", ALL),
    ({"kind": "deadline", "day": "30", "month": "กันยายน"}, "ภายในวันที่ 30 กันยายน", {9}),
    ({"kind": "deadline", "month": "4"}, "ภายในเดือนเมษายน", {4}),
    ({"kind": "deadline", "day": "5", "month": "this"}, "ภายในวันที่ 5 ของเดือน", ALL),
    ({"kind": "deadline", "day": "5"}, "ภายในวันที่ 5 ของเดือน", ALL),
    ({"kind": "deadline", "month": "next"}, "ภายในสิ้นเดือนถัดไป", ALL),
    ({"kind": "deadline", "days": "3"}, "ภายใน 3 วัน", set()),
    ({"kind": "deadline", "month": "this"}, "ภายในสิ้นเดือน", ALL),
    ({"kind": "deadline", "days": "15", "working": "ใช่", "after": "รับเรื่อง"}, "ภายใน 15 วันทำการ นับแต่รับเรื่อง", set()),
    ({"kind": "immediate"}, "ทันที", set()),
    ({"kind": "none"}, "ไม่กำหนดเวลา", set()),
    ("ตามความเหมาะสม", "ตามความเหมาะสม", set()),
    ({"kind": "immediate", "case": "กรณีเร่งด่วน"}, "กรณีเร่งด่วน: ทันที", set()),
    ({"kind": "window", "from": "5", "text": "ก่อนเปิดภาคเรียน"}, "ก่อนเปิดภาคเรียน", {5}),
]


@pytest.mark.parametrize(("data", "words", "months"), CASES)
def test_every_kind_of_time_has_its_words_and_months(data, words, months):
    time = READ.validate_python(data)
    assert times.text(time, CALENDAR) == words
    assert times.months(time, CALENDAR) == months


def read(*data):
    return [(READ.validate_python(d),) for d in data]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"kind": "window", "from": "1", "windows": ["term-1"]}, "เพียงอย่างเดียว"),
        ({"kind": "deadline", "day": "5", "month": "next", "after": "ได้รับแจ้ง"}, "ใช้กับ days เท่านั้น"),
        ({"kind": "deadline", "month": "next", "working": "ใช่"}, "ใช้กับ days เท่านั้น"),
    ],
)
def test_a_value_that_would_not_be_printed_is_refused(data, said):
    with pytest.raises(ValidationError, match=said):
        READ.validate_python(data)


@pytest.mark.parametrize("number", ["1_5", "๑_๕", "1 5", "15วัน"])
def test_a_number_with_anything_in_it_is_no_number(number):
    for data in ({"kind": "duration", "unit": "day", "max": number}, {"kind": "deadline", "days": number, "after": "รับเรื่อง"}):
        with pytest.raises(ValidationError) as refused:
            READ.validate_python(data)
        (error,) = refused.value.errors()
        assert error["type"] in ("int_parsing", "float_parsing") and error["input"] in (number, number.replace("๑", "1").replace("๕", "5"))


@pytest.mark.parametrize(
    ("data", "day"),
    [
        ({"kind": "frequency", "every": "day"}, None),
        ({"kind": "frequency", "every": "week"}, None),
        ({"kind": "frequency", "every": "month"}, None),
        ({"kind": "frequency", "every": "month", "windows": "term-1"}, None),
        ({"kind": "frequency", "every": "term"}, None),
        ({"kind": "deadline", "day": "5", "month": "next"}, 5),
        ({"kind": "deadline", "month": "this"}, -1),
        ({"kind": "deadline", "day": "5", "month": "9"}, None),
        ({"kind": "deadline", "days": "3"}, None),
        ({"kind": "immediate"}, None),
    ],
)
def test_work_of_every_month_is_known_with_its_day(data, day):
    assert times.day_of_each_month(READ.validate_python(data)) == day


def test_a_window_that_the_calendar_does_not_know_is_named_by_its_id():
    assert times.text(READ.validate_python({"kind": "window", "windows": ["term-9"]}), CALENDAR) == "term-9"


def test_the_days_of_a_deadline_and_of_a_window_are_those_of_the_calendar():
    def days(data):
        return [(s.start.month, s.start.day, s.end.month, s.end.day) for s in times.spans(READ.validate_python(data), CALENDAR)]

    assert days({"kind": "deadline", "day": "30", "month": "9"}) == [(9, 30, 9, 30)]
    assert days({"kind": "window", "windows": ["term-1"]}) == [(5, 16, 10, 11)]
    assert days({"kind": "window", "from": "10", "to": "12"}) == [(10, None, 12, None)]
    assert days({"kind": "frequency", "every": "day"}) == [(10, None, 9, None)]
