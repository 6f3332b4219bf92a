"""Separation of duties: of steps and of whole procedures, in the check, in the plan of an order, and where it is allowed with a reason."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import compile, rules
from generator.cli import plan
from generator.load.loading import load
from generator.source import parsing
from generator.source.parsing import Sources
from tests.conftest import LATER, SAMPLE

DAY = date(2025, 3, 15)
STEPS = """title: การรับเงินบริจาค
unit: reading-group
steps:
  - {id: take, label: รับเงิน, actors: officer}
  - {id: count, label: ตรวจนับ, actors: officer, separate_from: take%s}
  - {id: end, kind: end, label: จบ}
"""
ALLOWED = ", allow: {SOP-O033: มีเจ้าหน้าที่คนเดียว}"
ORDER = """issuer: reading-office
number: 77
year: 2568
title: แก้ไขเพิ่มเติมคำสั่งมอบหมายหน้าที่
kind: amends
amends: 52/2567
signed: 14 มีนาคม 2568
effective: 1 เมษายน 2568
signer: {person: pokkhaeng}
changes:
  - {action: add, person: datchani, duty: {no: "๙", text: จัดซื้อครุภัณฑ์ห้องอ่านหนังสือ, procedures: furnish-room}}
"""
HOLDER = """issuer: reading-office
number: 78
year: 2568
title: แต่งตั้งผู้รักษาการในตำแหน่ง
kind: new
signed: 14 มีนาคม 2568
effective: 1 เมษายน 2568
signer: {person: pokkhaeng}
assignments:
  - person: ban
    duties:
      - {no: "๑", text: รักษาการในตำแหน่งหัวหน้างานบริการเคลื่อนที่, role: รักษาการในตำแหน่ง, post: outreach-head}
"""


def found(**files: str) -> list[str]:
    """What O033 and idle exceptions say of the sample office with these files."""
    every = dict(parsing.read(SAMPLE)[0].files)
    for name, text in files.items():
        every[f"{name}.yml".replace("_", "/", 1).replace("_", "-")] = text
    sources = Sources(every)
    return [f"{p.code} {p.message}" for p in rules.check(load(sources), sources, DAY) if p.code in ("SOP-O033", "SOP-N004")]


def test_two_steps_of_one_person_are_told():
    [told] = found(procedures_gifts=STEPS % "")
    assert told == "SOP-O033 ขั้นตอนที่ 2 และขั้นตอนที่ 1 ต้องเป็นคนละคน แต่ผู้ปฏิบัติทั้งสองคือนางสาวกระดาษ ขาวสะอาด"


@pytest.mark.parametrize("where", ["step", "procedure"])
def test_an_exception_with_a_reason_is_heeded_and_told_when_nothing_needs_it(where):
    text = STEPS % ALLOWED if where == "step" else "allow: {SOP-O033: มีเจ้าหน้าที่คนเดียว}\n" + STEPS % ""
    assert found(procedures_gifts=text) == []
    [idle] = found(procedures_gifts=text.replace("label: ตรวจนับ, actors: officer", "label: ตรวจนับ, actors: librarian"))
    assert idle.startswith("SOP-N004 ข้อยกเว้น SOP-O033")


def test_two_procedures_of_one_person_are_told():
    text = (SAMPLE / "procedures/repair-books.yml").read_text("utf-8")
    [told] = found(procedures_repair_books=text + "separate_from: [acquire-books, mobile-library]\n")
    assert told == "SOP-O033 ผู้รับผิดชอบต้องเป็นคนละคนกับ “การจัดหาหนังสือเข้าห้องสมุด” แต่นายบรรณ เรียงชั้น รับผิดชอบทั้งสองกระบวนงาน"
    [own] = found(procedures_repair_books=text + "separate_from: repair-books\n")
    assert own == "SOP-O033 แยกหน้าที่จากกระบวนงานเดียวกัน"


def test_both_procedures_say_on_their_pages_that_they_are_separate():
    pages = {o.path: re.sub("</?n-b>", "", o.data.decode()) for o in compile(load(parsing.read(SAMPLE)[0]), DAY) if o.path.startswith("procedures/")}
    for one, other in (("furnish-room", "annual-stocktake"), ("annual-stocktake", "furnish-room")):
        [line] = [line for line in pages[f"procedures/{one}.md"].splitlines() if "ผู้รับผิดชอบต้องเป็นคนละคนกับ" in line]
        assert f"{other}." in line


def planned(sop: Path, order: str, style: str) -> str:
    path = sop.parent / "draft.yml"
    path.write_text(order, "utf-8")
    done = CliRunner().invoke(plan.command, [str(path), "--sop", str(sop), "--no-pages", "--format", style])
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture
def sop(tmp_path: Path) -> Path:
    shutil.copytree(SAMPLE, tmp_path / "sop", ignore=shutil.ignore_patterns(*(f"{stem}.yml" for stem in LATER)))
    return tmp_path / "sop"


def test_the_plan_of_an_order_tells_which_procedures_it_makes_one_persons(sop: Path):
    told = planned(sop, ORDER, "text").partition("ต้องแก้ก่อนลงนาม")[2]
    assert "การจัดซื้อครุภัณฑ์ห้องอ่านหนังสือ และการสำรวจหนังสือประจำปี: ต้องมีผู้รับผิดชอบเป็นคนละคน แต่ นางสาวดัชนี ค้นคำ รับผิดชอบทั้งสองกระบวนงาน" in told
    assert "ตั้งแต่วันที่ ๑ เมษายน ๒๕๖๘" in told
    [one] = json.loads(planned(sop, ORDER, "json"))["not_separate"]
    assert one == {"procedure": "furnish-room", "step": "", "other": "annual-stocktake", "persons": ["datchani"], "from": "2025-04-01"}


def test_the_plan_of_an_order_tells_which_steps_it_makes_one_persons(sop: Path):
    text = STEPS.replace("label: รับเงิน, actors: officer", "label: รับเงิน, actors: outreach-head").replace(
        "ตรวจนับ, actors: officer", "ตรวจนับ, actors: librarian"
    )
    (sop / "procedures/gifts.yml").write_text(text % "", "utf-8")
    people = sop / "people.yml"
    people.write_text(people.read_text("utf-8").replace("    posts: [{post: outreach-head, from: 1 มกราคม 2568}]\n", ""), "utf-8")
    told = planned(sop, HOLDER, "text")
    assert "การรับเงินบริจาค: ขั้นตอนที่ ๒ ตรวจนับ และขั้นตอนที่ ๑ รับเงิน ต้องเป็นคนละคน แต่ผู้ปฏิบัติทั้งสองคือ นายบรรณ เรียงชั้น" in told
    (sop / "procedures/gifts.yml").write_text(text % ALLOWED, "utf-8")
    assert "ต้องเป็นคนละคน" not in planned(sop, HOLDER, "text")
