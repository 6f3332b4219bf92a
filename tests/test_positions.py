"""The position of a person on what is signed: as orders say it on that day, with the post in which the person acts, else as people.yml does."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.documents import person_change, sheets
from generator.documents.model import Para, Signatures, plain
from generator.edition import Edition, edition
from generator.load.loading import load
from generator.model.orders import OrderKey
from generator.source import parsing
from generator.source.parsing import Sources

SAMPLE = Path(__file__).parent / "sample" / "sop"
ACTING = "บรรณารักษ์ชำนาญการ รักษาการในตำแหน่งผู้อำนวยการกลุ่มบริการการอ่าน"


def office(**files: str) -> Edition:
    sources = parsing.read(SAMPLE)[0]
    return edition(load(Sources({**sources.files, **{f"orders/{name.lstrip('_').replace('_', '-')}.yml": text for name, text in files.items()}})))


def position(of: Edition, number: int, year: int, who: str) -> str:
    """What follows the name on the acknowledgment of a person."""
    one = next(o for o in of.manual.orders if (o.number, o.year) == (number, year))
    _, named, *_ = sheets.acknowledgment(of, one, who, of.stages(one), 2).blocks
    assert isinstance(named, Para)
    return plain(named.runs).split(" ตำแหน่ง ")[1]


@pytest.mark.parametrize(
    ("number", "year", "who", "expected"),
    [
        (7, 2566, "ban", "บรรณารักษ์ปฏิบัติการ"),  # as the order of 2565 says it
        (7, 2566, "muek", "หัวหน้างานบริการเคลื่อนที่"),
        (31, 2566, "khanna", "บรรณารักษ์ปฏิบัติการ"),  # in the order itself
        (20, 2568, "khanna", "บรรณารักษ์ปฏิบัติการ"),  # where people.yml has but the bare position
        (20, 2568, "datchani", ACTING),
        (45, 2567, "datchani", "บรรณารักษ์ชำนาญการ รักษาราชการแทนผู้อำนวยการกลุ่มบริการการอ่าน"),
        (30, 2568, "datchani", ACTING),
        (30, 2568, "ban", "บรรณารักษ์ปฏิบัติการ"),  # second in rank: acts only where the first cannot
        (41, 2568, "datchani", "บรรณารักษ์ชำนาญการ"),  # an appointment has ended the acting
        (41, 2568, "sanpok", "ผู้อำนวยการกลุ่มบริการการอ่าน"),
        (101, 2567, "pokkhaeng", "ผู้อำนวยการสำนักงานการอ่านเมืองสมมติ"),  # who acts on behalf stays what she is
        (5, 2568, "kradat", "เจ้าพนักงานธุรการ"),  # in people.yml alone
    ],
)
def test_sheets_give_the_position_of_the_day(number, year, who, expected):
    assert position(office(), number, year, who) == expected


AMENDMENT = """
issuer: reading-office
number: {number}
year: 2568
title: แก้ไขเพิ่มเติม
kind: amends
amends: 52/2567
signed: 1 พฤษภาคม 2568
changes:
"""
CORRECTED = "  - {action: correct, corrects: position, person: khanna, wrong: ปฏิบัติการ, right: ชำนาญงาน}\n"
MORE = "  - {action: add, person: khanna, duty: {no: ๙, text: จัดทำทะเบียนรถ}}\n"


def test_a_corrected_position_is_the_one_said_from_then_on():
    of = office(_2568_22=AMENDMENT.format(number=22) + CORRECTED + MORE)
    assert position(of, 22, 2568, "khanna") == "บรรณารักษ์ชำนาญงาน"
    assert position(of, 20, 2568, "khanna") == "บรรณารักษ์ปฏิบัติการ"


def test_an_appointment_after_the_order_counts_and_one_before_it_does_not():
    people = (SAMPLE / "people.yml").read_text("utf-8")
    old = "posts: [{post: outreach-head, from: 1 มกราคม 2568}]"
    assert old in people
    sources = parsing.read(SAMPLE)[0].files | {"orders/2568-22.yml": AMENDMENT.format(number=22) + MORE}
    for day, expected in (("2 มกราคม 2568", "บรรณารักษ์"), ("31 ธันวาคม 2567", "บรรณารักษ์ปฏิบัติการ"), ("1 มิถุนายน 2568", "บรรณารักษ์ปฏิบัติการ")):
        of = edition(
            load(Sources({**sources, "people.yml": people.replace(old, f"posts: [{{post: outreach-head, from: {day}}}]")})), date(2026, 4, 1)
        )
        assert position(of, 22, 2568, "khanna") == expected


def test_witness_and_parties_of_a_hand_over_sign_with_the_same_positions():
    of = office()
    one = of.order(OrderKey("reading-office", 52, 2567))
    lists = [sheets.hand_over(of, one, work).blocks[-1] for work in sheets.handed(of.stages(one))]
    found = {line for signed in lists if isinstance(signed, Signatures) for place in signed.places for line in place.lines}
    assert {"รักษาการในตำแหน่งผู้อำนวยการกลุ่มบริการการอ่าน", "ตำแหน่ง บรรณารักษ์ชำนาญการ", "ตำแหน่ง บรรณารักษ์ปฏิบัติการ", "ตำแหน่ง ผู้อำนวยการกลุ่มบริการการอ่าน"} <= found
    assert "ตำแหน่ง บรรณารักษ์" not in found


AWAY = """
issuer: reading-office
number: 9
year: 2569
title: ให้ข้าราชการไปช่วยราชการ
signed: 1 พฤษภาคม 2569
absences: [{no: ๑, person: ban, at: สำนักงานการอ่านเมืองข้างเคียง, from: 1 พฤษภาคม 2569, stand_ins: [{person: datchani}]}]
"""


def test_a_duty_corrected_before_is_taken_over_by_the_clause_that_says_so():
    of = office(_2569_9=AWAY)
    one = of.order(OrderKey("reading-office", 9, 2569))
    said = "\n".join(plain(item.runs) for part in of.stages(one) for p in part.persons for item in person_change.gains(of, part, p))
    assert "ที่ 9/2569 ข้อ ๑" in said and "MARC 21 (คำสั่งที่ 52/2567 ข้อ ๒ (๔) เดิม → คำสั่งที่ 9/2569 ข้อ ๑" in said


def test_without_a_date_the_manual_speaks_of_the_day_on_which_the_last_order_takes_effect():
    files = parsing.read(SAMPLE)[0].files
    undated = "".join(line for line in files["handbook.yml"].splitlines(keepends=True) if not line.startswith("as_of:"))
    assert undated != files["handbook.yml"]
    assert edition(load(Sources({**files, "handbook.yml": undated}))).as_of == date(2026, 4, 1)
