"""What the plan of an order tells: who hands what to whom, and what nobody does any more."""

from datetime import date, timedelta
from typing import Any

from generator.model.orders import Order
from generator.register import Changes, differences, effect, fold, hand_overs

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
