"""What orders of offices do, one construct at a time: charts, several orders at once, committees, ranks, parts, secondments, corrections."""

from datetime import date, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from generator.model.orders import Order
from generator.register import ChangeKind, Staff, coverage, differences, effect, faults, fold, hand_overs, history, validities, words
from generator.register.numbering import cited

FIRST = date(2022, 1, 1)


def day(n: int) -> date:
    return FIRST + timedelta(days=n)


def order(number: int, begins: int = 0, **parts: Any) -> Order:
    return Order.model_validate({"issuer": "office", "number": number, "year": 2565, "title": "มอบหมายหน้าที่", "signed": day(begins)} | parts)


def amendment(number: int, begins: int, *changes: dict[str, Any], **parts: Any) -> Order:
    return order(number, begins, kind="amends", **{"amends": "1/2565", "changes": list(changes)} | parts)


def given(person: str, *texts: str, no: str | None = None, **more: Any) -> dict[str, Any]:
    return {"no": no, "person": person, "duties": [{"no": str(n), "text": text, **more} for n, text in enumerate(texts, 1)]}


def who(orders: list[Order], on: int, staff: Staff | None = None) -> set[tuple[str, str, str, str]]:
    return {(c.target, c.role.value, c.person, c.item) for c in fold(orders, day(on), staff or Staff()).charges}


CHART = order(
    1,
    responsibilities=[
        {"person": "chai", "role": "หลัก", "procedures": ["buy", "count"], "basis": "แผนภูมิบุคลากร"},
        {"person": "dao", "role": "ร่วม", "procedures": "buy", "basis": "แผนภูมิบุคลากร"},
        {"person": "chai", "role": "ร่วม", "procedures": "mend", "basis": "บัญชีแนบท้าย ก"},
    ],
)


def test_one_procedure_of_a_chart_goes_to_another_person_and_the_rest_stays():
    move = amendment(2, 10, {"no": "๓", "action": "replace", "person": "chai", "basis": "แผนภูมิบุคลากร", "procedures": "buy", "with": "boon"})
    assert who([CHART, move], 10) == {
        ("buy", "หลัก", "boon", "๓"),
        ("count", "หลัก", "chai", "แผนภูมิบุคลากร"),
        ("buy", "ร่วม", "dao", "แผนภูมิบุคลากร"),
        ("mend", "ร่วม", "chai", "บัญชีแนบท้าย ก"),
    }
    handed = hand_overs(effect([CHART, move], move))
    assert [(h.giver, h.to, h.procedures) for h in handed] == [("chai", ("boon",), ("buy",))]


def test_entries_are_withdrawn_by_person_and_basis_or_from_every_chart():
    by_basis = amendment(2, 10, {"action": "remove", "person": "chai", "basis": "แผนภูมิ บุคลากร"})
    assert {t for t, _, p, _ in who([CHART, by_basis], 10) if p == "chai"} == {"mend"}
    by_procedure = amendment(2, 10, {"action": "remove", "person": "chai", "procedures": ["mend", "count"]})
    assert {t for t, _, p, _ in who([CHART, by_procedure], 10) if p == "chai"} == {"buy"}
    everything = amendment(2, 10, {"action": "remove", "person": "chai"})
    assert {p for _, _, p, _ in who([CHART, everything], 10)} == {"dao"}


def test_a_chart_gains_an_entry_and_an_entry_another_role():
    more = amendment(
        2,
        10,
        {"no": "๑", "action": "add", "person": "anong", "basis": "แผนภูมิบุคลากร", "procedures": "drive", "role": "หลัก"},
        {"no": "๒", "action": "replace", "person": "dao", "basis": "แผนภูมิบุคลากร", "role": "หลัก", "part": "ระดับปฐมวัย"},
    )
    assert who([CHART, more], 10) >= {("drive", "หลัก", "anong", "๑"), ("buy", "หลัก", "dao", "๒")}
    assert {c.part for c in fold([CHART, more], day(10)).charges if c.person == "dao"} == {"ระดับปฐมวัย"}


TWO = [order(1, assignments=[given("anong", "ซื้อ", procedures="buy")]), order(2, assignments=[given("boon", "นับ", procedures="count")])]
BOTH = amendment(
    3,
    10,
    {"no": "๑", "order": "1/2565", "action": "remove", "person": "anong", "item": "1"},
    {"no": "๒", "order": "2/2565", "action": "replace", "person": "boon", "item": "1", "duty": {"text": "นับของ", "procedures": "count"}},
    amends=["1/2565", "2/2565"],
)


def test_one_order_amends_two_each_clause_its_own():
    assert who([*TWO, BOTH], 10) == {("count", "หลัก", "boon", "๒")}


def test_an_amendment_of_two_orders_lives_as_long_as_one_of_them():
    new = order(4, 20, kind="replaces", replaces="1/2565", assignments=[given("dao", "ซื้อ", procedures="buy")])
    assert who([*TWO, BOTH, new], 20) == {("count", "หลัก", "boon", "๒"), ("buy", "หลัก", "dao", "1")}
    assert validities([*TWO, BOTH, new])[BOTH.key].end is None
    last = order(5, 30, kind="cancels", cancels="2/2565")
    assert validities([*TWO, BOTH, new, last])[BOTH.key].end == day(30)


def test_what_is_added_to_an_order_that_is_not_in_force_yet_begins_with_it():
    base = order(1, 20, assignments=[given("chai", "จัดซื้อ")], signed=day(0), effective=day(20))
    added = amendment(2, 5, {"action": "add", "person": "chai", "duty": {"no": "2", "text": "ตรวจนับ"}})
    assert fold([base, added], day(10)).duties == {}
    assert [(s.duty.text, s.since) for s in fold([base, added], day(30)).duties["chai"]] == [("จัดซื้อ", day(20)), ("ตรวจนับ", day(20))]


def test_each_clause_of_an_amendment_of_several_orders_must_say_which():
    with pytest.raises(ValidationError, match="order"):
        amendment(3, 10, {"action": "remove", "person": "anong"}, amends=["1/2565", "2/2565"])


def test_an_order_may_cancel_another_beside_what_it_amends():
    done = amendment(3, 10, {"action": "remove", "person": "anong", "item": "1"}, cancels="2/2565")
    assert who([*TWO, done], 10) == set()
    with pytest.raises(ValidationError, match="kind"):
        order(3, kind="new", cancels="2/2565")


def test_clauses_are_cited_as_the_paper_numbers_them():
    assert cited(("๓", "๑")) == "๓ (๑)"
    assert cited(("๓", "๑)")) == "๓ ๑)"
    assert cited(("๓", "๓.๑")) == "๓.๑"
    assert cited(("๒", "๒", "๒.๑")) == "๒ (๒.๑)"
    assert cited(("๑.", "๑๔.")) == "๑ (๑๔)"


def test_each_member_of_a_list_of_persons_is_cited_by_the_number_of_the_list():
    made = order(1, assignments=[{"no": str(n), "person": p, "duties": [{"text": "ตรวจรับ", "procedures": "buy"}]} for n, p in enumerate("ab", 1)])
    assert {(c.person, c.item) for c in fold([made], day(0)).charges} == {("a", "1"), ("b", "2")}


def test_quotation_marks_around_a_number_are_no_part_of_it():
    base = order(1, assignments=[given("anong", "ซื้อ", "นับ")])
    gone = amendment(2, 10, {"no": "“๑”", "action": "remove", "person": "anong", "item": "“๒”"})
    assert gone.changes[0].no == "๑"
    assert [d.number for d in fold([base, gone], day(10)).duties["anong"]] == ["1"]


def test_two_main_persons_of_different_parts_are_no_fault_and_of_the_same_part_are():
    def found(*parts: tuple[str, str | None]) -> list[str]:
        made = order(1, responsibilities=[{"person": p, "role": "หลัก", "procedures": "buy", "basis": "บัญชี", "part": part} for p, part in parts])
        return [s.fault for s in faults(coverage(history([made]), ["buy"], FIRST))]

    assert found(("a", "ปฐมวัย"), ("b", "ประถม")) == []
    assert found(("a", "ปฐมวัย"), ("b", "ปฐมวัย")) == ["many"]
    assert found(("a", None), ("b", "ปฐมวัย")) == ["many"]
    assert found(("a", None)) == []


def test_equal_persons_or_a_committee_answer_for_the_work():
    equals = order(1, responsibilities=[{"person": p, "role": "ร่วมกัน", "procedures": "buy", "basis": "บัญชี"} for p in "ab"])
    assert faults(coverage(history([equals]), ["buy"], FIRST)) == ()
    board = order(1, committees=[{"name": "คณะกรรมการพัสดุ", "members": [{"person": "a", "office": "chair"}], "procedures": "buy"}])
    assert faults(coverage(history([board]), ["buy"], FIRST)) == ()
    above = order(2, assignments=[given("c", "ซื้อ", procedures="buy")])
    assert [s.fault for s in faults(coverage(history([equals, above]), ["buy"], FIRST))] == ["many"]
    assert [s.fault for s in faults(coverage(history([board, above]), ["buy"], FIRST))] == []


def test_members_change_and_those_from_outside_have_no_charge():
    board = order(
        1,
        committees=[
            {
                "no": "1",
                "name": "คณะกรรมการตรวจรับ",
                "members": [{"person": "a", "office": "chair"}, {"name": "ผู้แทนชุมชน"}, {"person": "b", "office": "secretary"}],
            }
        ],
    )
    change = amendment(2, 10, {"no": "๒", "action": "replace", "committee": "คณะกรรมการตรวจรับ", "person": "b", "member": {"person": "c"}})
    before, after = (fold([board, change], day(n)) for n in (9, 10))
    assert {(c.person, c.part, c.item) for c in before.charges} == {("a", "ประธานกรรมการ", "1"), ("b", "กรรมการและเลขานุการ", "1")}
    assert {(c.person, c.part, c.item) for c in after.charges} == {("a", "ประธานกรรมการ", "1"), ("c", "กรรมการและเลขานุการ", "๒")}
    assert [s.member.person or s.member.name for s in after.committees[0].seats] == ["a", "ผู้แทนชุมชน", "c"]
    assert sorted((c.seat, c.person) for c in after.charges) == [(1, "a"), (3, "c")]
    assert [(p.person, len(p.gained), len(p.lost)) for p in differences(before, after).affected] == [("b", 0, 1), ("c", 1, 0)]


ACTING = order(
    1,
    assignments=[
        {"person": p, "duties": [{"text": "รักษาราชการแทน", "post": "head", "role": "รักษาราชการแทน", "rank": rank}]}
        for p, rank in (("b", 2), ("a", 1))
    ],
)


def test_an_appointment_ends_acting_in_the_vacant_post_and_the_duty_with_it():
    staff = Staff({}, {"head": ((day(20), date.max),)})
    assert {(c.person, c.rank, c.until) for c in fold([ACTING], day(19), staff).charges} == {("a", 1, day(19)), ("b", 2, day(19))}
    after = fold([ACTING], day(20), staff)
    assert not after.charges and not after.duties
    assert {(c.person, c.until) for c in history([ACTING], staff)} == {("a", day(19)), ("b", day(19))}


def test_who_stands_in_for_a_holder_goes_on_when_another_holder_comes():
    staff = Staff({}, {"head": ((day(-100), day(19)), (day(20), date.max))})
    assert len(fold([ACTING], day(30), staff).charges) == 2


AWAY = [
    order(1, assignments=[given("anong", "ซื้อ", "นับ", "ซ่อม", no="๑", procedures="buy"), given("boon", "ขับรถ", no="๒")], responsibilities=[{"person": "anong", "role": "ร่วม", "procedures": "tell", "basis": "แผนภูมิ"}]),
    order(2, 10, absences=[{"no": "๑", "person": "anong", "at": "สำนักงานข้างเคียง", "from": day(10), "to": day(20), "keeps": "๑ (1)", "stand_ins": [{"person": "boon", "items": "2"}]}]),
]  # fmt: skip


def test_during_a_secondment_work_lapses_but_what_is_kept_or_taken_over_and_then_comes_back():
    texts = {p: [d.duty.text for d in duties] for p, duties in fold(AWAY, day(15)).duties.items()}
    assert texts == {"anong": ["ซื้อ"], "boon": ["ขับรถ", "นับ"]}
    taken = fold(AWAY, day(15)).duties["boon"][1]
    assert (taken.order.number, taken.cited, taken.instead_of, taken.until) == (2, "๑", "anong", day(20))
    assert not [c for c in fold(AWAY, day(15)).charges if c.target == "tell"]
    back = fold(AWAY, day(21))
    assert [(d.duty.text, d.since) for d in back.duties["anong"]] == [("ซื้อ", FIRST), ("นับ", day(21)), ("ซ่อม", day(21))]
    assert [(c.target, c.since) for c in back.charges if c.item == "แผนภูมิ"] == [("tell", day(21))]
    changes = effect(AWAY, AWAY[1])
    assert [p.before.duty.text for p in changes.duties if p.kind is ChangeKind.GONE and p.before] == ["ซ่อม"]
    assert [(p.before.person, p.after.person) for p in changes.duties if p.kind is ChangeKind.MOVED and p.before and p.after] == [("anong", "boon")]


def test_who_stands_in_for_everything_has_the_chart_too_and_a_cancelled_secondment_ends_at_once():
    whole = order(2, 10, absences=[{"no": "๑", "person": "anong", "at": "ที่อื่น", "from": day(10), "stand_ins": [{"person": "boon"}]}])
    recall = order(3, 15, kind="cancels", cancels="2/2565")
    assert {c.target for c in fold([AWAY[0], whole, recall], day(12)).charges if c.person == "boon"} == {"buy", "tell"}
    register = fold([AWAY[0], whole, recall], day(15))
    assert {(c.person, c.since) for c in register.charges} == {("anong", day(15))} and not register.absent


def test_what_comes_back_to_somebody_away_begins_that_day_for_the_stand_in():
    away = order(2, 5, absences=[{"person": "chai", "at": "ที่อื่น", "from": day(5), "stand_ins": [{"person": "boon"}]}])
    gone = amendment(3, 10, {"action": "remove", "person": "chai", "basis": "แผนภูมิบุคลากร"})
    back = order(4, 20, kind="cancels", cancels="3/2565")
    charges = fold([CHART, away, gone, back], day(25)).charges
    assert {(c.target, c.since) for c in charges if c.person == "boon"} == {("buy", day(20)), ("count", day(20)), ("mend", day(5))}


def test_what_replaces_what_is_as_the_order_says_however_unlike_the_words():
    base = order(
        1,
        assignments=[
            {"person": "anong", "duties": [{"no": "1", "text": "โครงการ", "lists": "projects", "items": [{"no": "1.1", "text": "โครงการอ่านใต้ต้นไม้"}]}]}
        ],
    )
    renamed = amendment(2, 10, {"action": "replace", "person": "anong", "item": "1.1", "duty": {"text": "มหกรรมหนังสือเคลื่อนที่"}})
    pair = next(p for p in effect([base, renamed], renamed).duties if p.shown.number == "1.1")
    assert (pair.kind, pair.stated, pair.before and pair.before.duty.text) == (ChangeKind.REWORDED, True, "โครงการอ่านใต้ต้นไม้")
    assert words.rewording(pair) == "เปลี่ยนชื่อโครงการ"


def test_likeness_is_not_asked_where_an_order_says_what_goes_and_what_comes():
    base = order(1, assignments=[given("anong", "จัดทำรายงานสถิติการอ่านประจำปี")])
    other = amendment(
        2,
        10,
        {"action": "remove", "person": "anong", "item": "1"},
        {"action": "add", "person": "anong", "duty": {"no": "2", "text": "จัดทำรายงานสถิติการอ่านประจำเดือน"}},
    )
    assert sorted(p.kind for p in effect([base, other], other).duties) == [ChangeKind.GONE, ChangeKind.NEW]
    whole = order(3, 10, kind="replaces", replaces="1/2565", assignments=[given("anong", "จัดทำรายงานสถิติการอ่านประจำเดือน")])
    assert [(p.kind, words.rewording(p)) for p in effect([base, whole], whole).duties] == [(ChangeKind.REWORDED, "")]


def test_a_corrected_word_leaves_the_item_its_order_number_and_first_day():
    base = order(1, assignments=[given("anong", "จัดซื้อวัสดุสำนกงาน", no="๑")])
    right = amendment(2, 10, {"no": "๑", "action": "correct", "person": "anong", "item": "1", "wrong": "สำนกงาน", "right": "สำนักงาน"})
    item = fold([base, right], day(10)).duties["anong"][0]
    assert (item.duty.text, item.order.number, item.cited, item.since) == ("จัดซื้อวัสดุสำนักงาน", 1, "๑ (1)", FIRST)
    assert [(p.kind, words.rewording(p)) for p in effect([base, right], right).duties] == [(ChangeKind.REWORDED, "แก้คำผิด")]


def test_limits_of_an_item_hold_for_what_stands_below_it():
    schools = {"no": "1", "text": "เป็นพี่เลี้ยง ดังนี้", "lists": "schools", "from": day(5), "to": day(9), "items": [{"text": "โรงเรียนบ้านหน้าปก"}]}
    made = order(1, assignments=[{"person": "anong", "duties": [schools]}])
    school = fold([made], day(7)).duties["anong"][0].items[0]
    assert (school.since, school.until) == (day(5), day(9))
    assert not fold([made], day(10)).duties


def test_opening_sentences_and_lists_are_not_counted():
    made = order(
        1,
        assignments=[
            {
                "person": "anong",
                "duties": [{"no": "1", "text": "มีหน้าที่ ดังนี้"}, {"no": "2", "text": "เป็นพี่เลี้ยง", "items": [{"text": "ก"}, {"text": "ข"}]}],
            }
        ],
    )
    assert effect([made], made).persons[0].load_after.duties == 2
