"""What the plan of an order tells: who hands what to whom, and what nobody does any more."""

import json
import shutil
from datetime import date, timedelta
from typing import Any

import pytest
from click.testing import CliRunner

from generator.cli import plan
from generator.load.loading import load
from generator.model.orders import Order
from generator.register import Changes, differences, effect, fold, hand_overs, later, words
from generator.source import parsing
from tests.conftest import SAMPLE

FIRST = date(2022, 1, 1)


def order(number: int, duties: dict[str, list[dict[str, Any]]], **parts: Any) -> Order:
    """An order by who has which items; an item is a text with procedures."""
    made = [{"person": person, "duties": [{"no": str(n), **item} for n, item in enumerate(items, 1)]} for person, items in duties.items()]
    head = {"issuer": "office", "number": number, "year": 2565, "title": "มอบหมายหน้าที่", "signed": FIRST}
    return Order.model_validate(head | {"assignments": made} | parts)


def change(before: dict[str, list[dict[str, Any]]], after: dict[str, list[dict[str, Any]]]) -> Changes:
    return differences(fold([order(1, before)], FIRST), fold([order(1, after)], FIRST))


def work(text: str, *procedures: str, role: str = "หลัก") -> dict[str, Any]:
    return {"text": text, "procedures": procedures, "role": role}


def handed(changes: Changes) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(h.giver, h.to, h.procedures) for h in hand_overs(changes)]


BUY = work("จัดซื้อวัสดุสำนักงาน", "buy")


def test_one_of_two_main_persons_who_lays_work_down_hands_it_to_the_one_who_stays():
    assert handed(change({"anong": [BUY], "boon": [BUY]}, {"boon": [BUY]})) == [("anong", ("boon",), ("buy",))]


def test_work_goes_to_the_newcomer_and_not_to_the_one_who_had_it_already():
    assert handed(change({"anong": [BUY], "boon": [BUY]}, {"boon": [BUY], "chai": [BUY]})) == [("anong", ("chai",), ("buy",))]


def test_work_that_nobody_takes_is_handed_over_to_nobody_and_still_told():
    assert handed(change({"anong": [BUY]}, {"boon": [work("ตรวจนับครุภัณฑ์", "count")]})) == [("anong", (), ("buy",))]


def test_who_keeps_the_work_hands_nothing_over_when_another_joins():
    assert handed(change({"anong": [BUY]}, {"anong": [BUY], "boon": [BUY]})) == []


def test_a_helper_hands_nothing_over():
    helping = work("ช่วยจัดซื้อวัสดุสำนักงาน", "buy", role="ร่วม")
    assert handed(change({"anong": [BUY], "boon": [helping]}, {"anong": [BUY]})) == []


def lapsing(later: dict[str, list[dict[str, Any]]]) -> list[str]:
    """The words that lapse when a second order with ``later`` takes the place of one by which anong does two procedures in one item."""
    day = FIRST + timedelta(days=30)
    first = order(1, {"anong": [work("จัดซื้อและตรวจนับวัสดุสำนักงาน", "buy", "count")]})
    second = order(2, later, kind="replaces", replaces=["1/2565"], signed=day)
    return [p.shown.duty.text for p in effect([first, second], second).lapses]


LOST = ["จัดซื้อและตรวจนับวัสดุสำนักงาน"]


def test_an_item_of_two_procedures_lapses_if_only_one_of_them_has_a_main_person_afterwards():
    assert lapsing({"boon": [work("งานใหม่ทั้งหมด", "buy")]}) == LOST


def test_an_item_does_not_lapse_if_all_its_procedures_have_a_main_person_afterwards():
    assert lapsing({"boon": [work("งานใหม่ทั้งหมด", "buy")], "chai": [work("อีกงานหนึ่งต่างหาก", "count")]}) == []


def test_helpers_alone_do_not_keep_an_item_from_lapsing():
    assert lapsing({"boon": [work("งานใหม่ทั้งหมด", "buy", "count", role="ร่วม")]}) == LOST


def test_an_item_that_names_no_procedure_lapses_whoever_does_what():
    day = FIRST + timedelta(days=30)
    first = order(1, {"anong": [{"text": "ปฏิบัติงานสารบรรณ"}]})
    second = order(2, {"boon": [BUY]}, kind="replaces", replaces=["1/2565"], signed=day)
    assert [p.shown.duty.text for p in effect([first, second], second).lapses] == ["ปฏิบัติงานสารบรรณ"]


def test_an_item_taken_out_of_an_order_that_stays_in_force_has_not_lapsed():
    day = FIRST + timedelta(days=30)
    first = order(1, {"anong": [{"text": "ปฏิบัติงานสารบรรณ"}, BUY]})
    gone = order(2, {}, kind="amends", amends="1/2565", signed=day, changes=[{"action": "remove", "person": "anong", "item": "1"}])
    told = effect([first, gone], gone)
    assert told.lapses == () and [p.shown.duty.text for p in told.duties if p.after is None] == ["ปฏิบัติงานสารบรรณ"]


def test_what_begins_later_is_told_beside_what_other_orders_give():
    day = FIRST + timedelta(days=30)
    base = order(1, {"boon": [BUY]})
    helping = order(2, {"boon": [{**work("ช่วยตรวจนับครุภัณฑ์", "count", role="ร่วม"), "from": day}]})
    [stage] = later([base, helping], helping)
    [boon] = stage.persons
    assert (boon.load_before.main, boon.load_after.main, boon.load_after.joint) == (1, 1, 1)
    assert [(c.target, c.role) for c in boon.gained] == [("count", "ร่วม")] and [c.target for c in boon.kept] == ["buy"]


@pytest.fixture
def told(tmp_path):
    """The plan of order 20/2568 of the sample, as data, without its first change, its second, or none."""

    def plan_without(change: str) -> Any:
        folder, draft = tmp_path / f"sop{len(change)}", tmp_path / "draft.yml"
        shutil.copytree(SAMPLE, folder)
        text = (folder / "orders/2568-20.yml").read_text("utf-8")
        assert change in text
        (folder / "orders/2568-20.yml").unlink()
        draft.write_text(text.replace(change, ""), "utf-8")
        done = CliRunner().invoke(plan.command, [str(draft), "--sop", str(folder), "--format", "json", "--no-pages"])
        assert done.exit_code == 0, done.output
        return json.loads(done.output)

    return plan_without


RELIEVED = '  - {no: "๑", action: remove, person: datchani, item: "๒"}\n'
TAKEN = '  - no: "๒"\n    action: add\n    person: khanna\n    duty: {no: "๔", text: จัดทำรายงานสถิติการอ่านเสนอผู้บริหาร, procedures: reading-report}\n'


def test_programs_are_told_what_is_left_without_a_main_person(told):
    data = told(TAKEN)
    first = data["without_main"][0]
    assert first == {"procedure": "reading-report", "from": "2025-04-01", "to": first["to"], "mains": [], "acting": []}
    assert data["two_mains"] == [] and [(h["from"], h["to"]) for h in data["hand_over"]] == [("datchani", [])]


def test_programs_are_told_who_would_be_main_at_once(told):
    first, *_ = told(RELIEVED)["two_mains"]
    assert (first["procedure"], first["from"], first["mains"]) == ("reading-report", "2025-04-01", ["datchani", "khanna"])


def test_programs_are_told_each_item_that_is_handed_over_as_it_was(told):
    [handed_over] = told("closing: นอกนั้นคงเดิม\n")["hand_over"]
    [item] = handed_over["duties"]
    assert (handed_over["from"], handed_over["to"], handed_over["procedures"]) == ("datchani", ["khanna"], ["reading-report"])
    assert (item["person"], item["order"], item["item"]) == ("datchani", "reading-office: 52/2567", "๒")
    assert item["text"] == "จัดทำรายงานสถิติการอ่านเสนอผู้บริหาร"


@pytest.mark.parametrize(
    ("stand_ins", "said"),
    [
        ([], "ไปช่วยราชการที่กรมการอ่านสมมติ ตั้งแต่วันที่ 1 เมษายน 2568 หน้าที่งดเว้นระหว่างนั้น"),
        ([{"person": "ban"}], "ไปช่วยราชการที่กรมการอ่านสมมติ ตั้งแต่วันที่ 1 เมษายน 2568 ผู้ปฏิบัติหน้าที่แทน นายบรรณ เรียงชั้น"),
    ],
)
def test_a_secondment_says_who_does_the_work_or_that_nobody_does(stand_ins, said):
    manual = load(parsing.read(SAMPLE)[0])
    day = date(2025, 4, 1)
    gone = order(60, {}, year=2568, signed=day, absences=[{"person": "khanna", "at": "กรมการอ่านสมมติ", "from": day, "stand_ins": stand_ins}])
    [absence] = fold([gone], day).absent
    assert words.away(manual, absence) == said


def test_programs_are_told_who_is_in_charge_before_and_after(told):
    [target] = [t for t in told("closing: นอกนั้นคงเดิม\n")["targets"] if t["id"] == "reading-report"]
    before, after = ([(c["person"], c["role"]) for c in target[when]] for when in ("before", "after"))
    assert before == [("datchani", "หลัก"), ("kradat", "ร่วม")] and after == [("khanna", "หลัก"), ("kradat", "ร่วม")]
