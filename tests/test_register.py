"""What must hold of the register for any orders: invented offices, folded, compared, undone. What it says of each day: tests/test_paper.py."""

import itertools
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.model.orders import Order, RoleKind
from generator.register import (
    ChangeKind,
    Register,
    Staff,
    coverage,
    differences,
    duties_history,
    effect,
    faults,
    fold,
    hand_overs,
    history,
    later,
    validities,
    words,
)
from generator.register.history import turning_points
from generator.register.items import find
from generator.register.numbering import normal
from tests import LONG

FIRST = date(2022, 1, 1)
PERSONS = ("anong", "boon", "chai", "dao")
PROCEDURES = ("buy", "count", "drive", "mend", "tell")
WORDS = ("จัดซื้อวัสดุสำนักงาน", "ตรวจนับครุภัณฑ์ประจำปี", "ดูแลการใช้รถราชการ", "ซ่อมบำรุงอาคารสถานที่", "เผยแพร่ข่าวสารของสำนักงาน")

TIMES = 30 if LONG else 1

quick = settings(max_examples=60 * TIMES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
days = st.integers(0, 1200).map(lambda n: FIRST + timedelta(days=n))


def order(number: int, **parts: Any) -> Order:
    made: dict[str, Any] = {"issuer": "office", "number": number, "year": 2565, "title": "มอบหมายหน้าที่", "signed": FIRST}
    return Order.model_validate(made | parts)


@st.composite
def duty(draw: st.DrawFn, no: str) -> dict[str, Any]:
    at = draw(st.integers(0, len(PROCEDURES) - 1))
    made: dict[str, Any] = {"no": no, "text": WORDS[at], "procedures": [PROCEDURES[at]], "role": draw(st.sampled_from(["หลัก", "ร่วม"]))}
    if draw(st.integers(0, 5)) == 0:
        made["to"] = draw(days)
    return made


@st.composite
def assignments(draw: st.DrawFn) -> list[dict[str, Any]]:
    people = draw(st.lists(st.sampled_from(PERSONS), unique=True, min_size=1, max_size=3))
    return [{"person": p, "duties": [draw(duty(str(n))) for n in range(1, draw(st.integers(1, 3)) + 1)]} for p in people]


@st.composite
def change(draw: st.DrawFn) -> dict[str, Any]:
    action = draw(st.sampled_from(["add", "replace", "remove"]))
    made: dict[str, Any] = {"action": action, "person": draw(st.sampled_from(PERSONS))}
    if action != "add":
        made["item"] = draw(st.sampled_from(["1", "๒", "ข้อ 3"]))
    if action != "remove":
        made["duty"] = draw(duty(str(draw(st.integers(4, 6)))))
    return made


@st.composite
def offices(draw: st.DrawFn) -> list[Order]:
    """Up to seven orders of every kind; those that refer to another refer to an earlier number, whatever its dates."""
    made: list[Order] = []
    for number in range(1, draw(st.integers(1, 7)) + 1):
        kind = draw(st.sampled_from(["new", "replaces", "amends", "cancels"])) if made else "new"
        parts: dict[str, Any] = {"kind": kind, "signed": draw(days), "effective": draw(days)}
        target = f"{draw(st.integers(1, number - 1))}/2565" if kind != "new" else ""
        if kind in ("replaces", "cancels"):
            parts[kind] = [target]
        if kind == "amends":
            parts |= {"amends": target, "changes": draw(st.lists(change(), max_size=3))}
        if kind in ("new", "replaces"):
            parts["assignments"] = draw(assignments())
        made.append(order(number, **parts))
    return made


last_days = st.dictionaries(st.sampled_from(PERSONS), days, max_size=2).map(Staff)


@quick
@given(offices(), days, last_days, st.randoms(use_true_random=False))
def test_the_sequence_of_entry_never_matters(orders: list[Order], day: date, last: Staff, random: Any):
    shuffled = list(orders)
    random.shuffle(shuffled)
    assert fold(shuffled, day, last) == fold(orders, day, last)
    assert history(shuffled, last) == history(orders, last)


@quick
@given(offices(), days)
def test_orders_not_yet_in_force_change_nothing_but_their_status(orders: list[Order], day: date):
    begun = {key for key, validity in validities(orders).items() if validity.start <= day}
    whole, known = fold(orders, day), fold([o for o in orders if o.key in begun], day)
    assert (whole.charges, whole.duties, whole.in_force) == (known.charges, known.duties, known.in_force)


def test_an_item_that_an_amendment_adds_twice_is_in_the_history_twice_until_one_goes():
    twice = [{"action": "add", "person": "boon", "duty": {"no": "4", "text": WORDS[0], "procedures": ["buy"]}}] * 2
    base = order(1, assignments=[{"person": "anong", "duties": [{"no": "1", "text": WORDS[1]}]}])
    amendment = order(4, kind="amends", amends="1/2565", signed=FIRST, changes=twice)
    later = FIRST + timedelta(days=9)
    removal = order(5, kind="amends", amends="1/2565", signed=later, changes=[{"action": "remove", "person": "boon", "item": "4"}])
    told = duties_history([base, amendment, removal])["boon"]
    assert [(d.number, since, until) for d, since, until in told] == [("4", FIRST, later - timedelta(days=1)), ("4", FIRST, None)]


@quick
@given(offices(), last_days)
def test_nothing_changes_between_two_turning_points(orders: list[Order], last: Staff):
    points = turning_points(orders, last)
    for first, second in itertools.pairwise(points):
        a, b = fold(orders, first, last), fold(orders, second - timedelta(days=1), last)
        assert (a.charges, a.in_force) == (b.charges, b.in_force)


@quick
@given(offices(), days, days)
def test_differences_read_backwards_are_the_same_differences(orders: list[Order], a: date, b: date):
    there, back = differences(fold(orders, a), fold(orders, b)), differences(fold(orders, b), fold(orders, a))
    forward = {p.person: p for p in there.persons}
    for person in back.persons:
        other = forward[person.person]
        assert {(c.target, c.role) for c in person.gained} == {(c.target, c.role) for c in other.lost}
        assert {(c.target, c.role) for c in person.lost} == {(c.target, c.role) for c in other.gained}
        assert (person.load_before, person.load_after) == (other.load_after, other.load_before)
    assert {(t.kind, t.target, t.before, t.after) for t in there.targets} == {(t.kind, t.target, t.after, t.before) for t in back.targets}
    assert {key: (old, new) for key, old, new in there.orders} == {key: (new, old) for key, old, new in back.orders}
    mirrored = {ChangeKind.NEW: ChangeKind.GONE, ChangeKind.GONE: ChangeKind.NEW}
    assert sorted(p.kind for p in there.duties) == sorted(mirrored.get(p.kind, p.kind) for p in back.duties)


@quick
@given(offices(), days)
def test_every_duty_of_either_side_is_paired_exactly_once(orders: list[Order], day: date):
    before, after = fold(orders, FIRST + timedelta(days=600)), fold(orders, day)
    pairs = differences(before, after).duties
    for register, side in ((before, [p.before for p in pairs if p.before]), (after, [p.after for p in pairs if p.after])):
        every = [d for tops in register.duties.values() for top in tops for d in top.walk()]
        assert sorted(map(repr, side)) == sorted(map(repr, every))


def test_of_two_duties_with_the_same_words_one_stays_and_one_ends_whatever_is_remembered():
    """Both registers hold the very same item of the first order; only its place tells it from the one that ends."""
    part = [{"person": "anong", "duties": [{"no": "1", "text": WORDS[0]}]}]
    first, second = order(1, assignments=part), order(2, assignments=part, signed=FIRST + timedelta(days=5))
    cancel = order(3, kind="cancels", cancels=["1/2565"], signed=FIRST + timedelta(days=9))
    before, after = (fold([first, second, cancel], FIRST + timedelta(days=n)) for n in (8, 9))
    assert sorted((p.kind, p.before is not None) for p in differences(before, after).duties) == [(ChangeKind.KEPT, True), (ChangeKind.GONE, True)]


def test_the_same_work_by_a_second_order_is_paired_though_the_first_order_has_it_too():
    """Two orders in one wording: the day on which only one of them holds is compared with a day on which both do."""
    item = {"no": "1", "text": WORDS[0], "procedures": ["buy"]}
    ended = order(1, assignments=[{"person": "anong", "duties": [{**item, "to": FIRST}]}])
    standing = order(2, assignments=[{"person": "anong", "duties": [item]}])
    both, one = (fold([ended, standing], day) for day in (FIRST, FIRST + timedelta(days=1)))
    assert sorted(p.kind for p in differences(one, both).duties) == [ChangeKind.KEPT, ChangeKind.NEW]
    assert sorted(p.kind for p in differences(both, one).duties) == sorted([ChangeKind.KEPT, ChangeKind.GONE])


@quick
@given(offices(), days)
def test_no_difference_to_itself(orders: list[Order], day: date):
    register = fold(orders, day)
    changes = differences(register, register)
    assert not changes.affected and not changes.targets and not changes.orders and not hand_overs(changes)


@quick
@given(offices(), days, duty("9"))
def test_an_amendment_undone_by_another_leaves_nothing_behind(orders: list[Order], day: date, added: dict[str, Any]):
    base = orders[0]
    later = max(o.begins for o in orders) + timedelta(days=2000)
    if validities([base])[base.key].void:
        return
    plain = [base]
    amended = [
        *plain,
        order(90, kind="amends", amends="1/2565", signed=later, changes=[{"action": "add", "person": "dao", "duty": {**added, "to": None}}]),
        order(91, kind="amends", amends="1/2565", signed=later + timedelta(days=1), changes=[{"action": "remove", "person": "dao", "item": "9"}]),
    ]
    after = later + timedelta(days=2)
    assert fold(amended, after).charges == fold(plain, after).charges
    assert fold(amended, after).duties == fold(plain, after).duties
    between = fold(amended, later)
    assert [d.number for d in between.duties["dao"]][-1] == "9"


@quick
@given(assignments(), st.lists(change(), min_size=1, max_size=4))
def test_any_amendment_cancelled_leaves_nothing_behind(parts: list[dict[str, Any]], made: list[dict[str, Any]]):
    base = order(1, assignments=parts)
    days_after = [FIRST + timedelta(days=n) for n in (2000, 2001)]
    amendment = order(90, kind="amends", amends="1/2565", signed=days_after[0], changes=made)
    cancel = order(91, kind="cancels", cancels=["90/2565"], signed=days_after[1])
    undone, plain = fold([cancel, amendment, base], days_after[1]), fold([base], days_after[1])
    assert undated(undone) == undated(plain)
    assert {c.since for c in undone.charges} <= {FIRST, days_after[1]}


def undated(register: Register) -> tuple[object, ...]:
    """Who has what, without since when: what comes back is dated from its return."""
    duties = {person: [(d.number, d.order, d.duty) for top in tops for d in top.walk()] for person, tops in register.duties.items()}
    return sorted(replace(c, since=date.min) for c in register.charges), duties


def test_what_a_cancellation_brings_back_is_dated_from_its_return_and_the_rest_from_before():
    base = order(1, assignments=[{"person": "anong", "duties": [{"no": str(n), "text": WORDS[n], "procedures": [PROCEDURES[n]]} for n in (1, 2)]}])
    gone, back = FIRST + timedelta(days=10), FIRST + timedelta(days=20)
    amendment = order(2, kind="amends", amends="1/2565", signed=gone, changes=[{"action": "remove", "person": "anong", "item": "1"}])
    cancel = order(3, kind="cancels", cancels="2/2565", signed=back)
    register = fold([base, amendment, cancel], back + timedelta(days=100))
    assert [(c.target, c.since) for c in register.charges] == [("count", back), ("drive", FIRST)]
    assert [(d.number, d.since) for d in register.duties["anong"]] == [("1", back), ("2", FIRST)]


@quick
@given(assignments(), assignments(), st.integers(1, 60))
def test_an_order_on_its_first_day_and_later_adds_up_to_what_it_is_in_the_end(old: list[dict[str, Any]], new: list[dict[str, Any]], wait: int):
    """The stages of an order, each from where the one before left off, lead from the state without it to the state with it."""
    for part in new:
        for item in part["duties"][1:]:
            item.pop("to", None)
            item["from"] = FIRST + timedelta(days=10 + wait)
    base = order(1, assignments=[{**p, "duties": [{**d, "to": None} for d in p["duties"]]} for p in old])
    second = order(2, signed=FIRST + timedelta(days=10), assignments=new)
    orders = [base, second]
    stages = [effect(orders, second), *later(orders, second)]
    for before, after in itertools.pairwise(stages):
        assert before.after.as_of < after.after.as_of
    gained = {(p.person, c.target, c.role) for stage in stages for p in stage.persons for c in p.gained}
    without = {(c.person, c.target, c.role) for c in fold([base], FIRST + timedelta(days=10)).charges}
    ever = {(c.person, c.target, c.role) for c in history(orders) if c.order == second.key and (c.until is None or c.until >= c.since)}
    assert ever - without == gained - without


@quick
@given(offices())
def test_a_cancelled_amendment_brings_the_earlier_words_back(orders: list[Order]):
    base = orders[0]
    later = base.begins + timedelta(days=10)
    amendment = order(90, kind="amends", amends="1/2565", signed=later, changes=[{"action": "remove", "person": p} for p in PERSONS])
    cancel = order(91, kind="cancels", cancels=["90/2565"], signed=later + timedelta(days=5))
    gone, back = later, later + timedelta(days=5)
    assert fold([base, amendment], gone).charges == ()
    assert undated(fold([base, amendment, cancel], back)) == undated(fold([base], back))
    assert all(c.since == back for c in fold([base, amendment, cancel], back).charges)


@quick
@given(assignments(), assignments())
def test_a_full_replacement_leaves_only_its_own(old: list[dict[str, Any]], new: list[dict[str, Any]]):
    start, end = FIRST + timedelta(days=3000), FIRST + timedelta(days=4000)
    first = order(1, signed=start, assignments=old)
    second = order(2, signed=end, kind="replaces", replaces=["1/2565"], assignments=new)
    assert fold([first, second], end).charges == fold([order(2, signed=end, assignments=new)], end).charges
    assert {c.order.number for c in fold([first, second], end - timedelta(days=1)).charges} <= {1}
    changes = effect([first, second], second)
    assert all(p.after is None and p.before is not None and p.before.order.number == 1 for p in changes.lapses)


@quick
@given(assignments())
def test_there_is_one_charge_for_each_procedure_of_each_item(parts: list[dict[str, Any]]):
    for part in parts:
        for item in part["duties"]:
            item.pop("to", None)
    register = fold([order(1, assignments=parts)], FIRST)
    assert len(register.charges) == sum(len(d["procedures"]) for part in parts for d in part["duties"])
    assert {p: len(ds) for p, ds in register.duties.items()} == {part["person"]: len(part["duties"]) for part in parts}


@quick
@given(offices(), days)
def test_on_each_day_a_procedure_has_one_main_or_is_reported(orders: list[Order], day: date):
    first = min(o.begins for o in orders)
    stretches = coverage(history(orders), PROCEDURES, first)
    for procedure in PROCEDURES:
        mine = [s for s in stretches if s.procedure == procedure]
        assert mine[0].since == first and mine[-1].until is None
        assert all(b.since - (a.until or date.max) == timedelta(days=1) for a, b in itertools.pairwise(mine))
    if day < first:
        return
    register = fold(orders, day)
    reported = {s.procedure for s in faults(stretches) if s.since <= day and (s.until is None or day <= s.until)}
    for procedure in PROCEDURES:
        mains = {c.person for c in register.charges if c.target == procedure and c.role is RoleKind.MAIN}
        assert (len(mains) != 1) == (procedure in reported)


@quick
@given(offices(), days)
def test_what_an_order_gives_begins_on_its_effective_day_not_when_signed(orders: list[Order], day: date):
    by_key = {o.key: o for o in orders}
    assert all(by_key[c.order].begins <= c.since <= day for c in fold(orders, day).charges)


def test_an_amendment_waits_for_the_order_that_it_amends():
    later = FIRST + timedelta(days=30)
    base = order(1, signed=FIRST, effective=later, assignments=[{"person": "boon", "duties": [{"no": "1", "text": WORDS[0], "procedures": "buy"}]}])
    wait = [{"action": "add", "person": "dao", "duty": {"no": "1", "text": WORDS[1], "procedures": "count"}}]
    amendment = order(2, kind="amends", amends="1/2565", signed=FIRST + timedelta(days=2), changes=wait)
    again = order(3, kind="amends", amends="2/2565", signed=FIRST + timedelta(days=3), changes=[{**wait[0], "person": "chai"}])
    orders = [base, amendment, again]
    assert fold(orders, later - timedelta(days=1)).charges == () == fold(orders, later - timedelta(days=1)).in_force
    assert {c.person for c in fold(orders, later).charges} == {"boon", "chai", "dao"}
    assert {t.target for t in effect(orders, amendment).targets} == {"count"}


def test_an_order_cancelled_with_effect_from_its_own_first_day_ends_no_other():
    base = order(1, assignments=[{"person": "boon", "duties": [{"no": "1", "text": WORDS[0], "procedures": "buy"}]}])
    day = FIRST + timedelta(days=30)
    signed = [FIRST + timedelta(days=n) for n in (10, 20, 25)]
    replacement = order(2, kind="replaces", replaces=["1/2565"], signed=signed[0], effective=day, assignments=[{"person": "dao", "duties": []}])
    withdrawal = order(2, kind="cancels", cancels=["1/2565"], signed=signed[0], effective=day)
    second = order(3, kind="cancels", cancels=["2/2565"], signed=signed[1], effective=day)
    third = order(4, kind="cancels", cancels=["3/2565"], signed=signed[2], effective=day)
    for first in (replacement, withdrawal):
        assert [c.person for c in fold([base, first, second], day).charges] == ["boon"]
        assert validities([base, first, second])[first.key].void and validities([base, first, second])[base.key].end is None
        assert fold([base, first, second, third], day).charges == ()  # the first is back, since what cancelled it is cancelled


def test_an_item_below_another_begins_no_sooner_than_it():
    later = FIRST + timedelta(days=40)
    items = [{"no": "1", "text": WORDS[0], "from": later, "items": [{"no": "1.1", "text": WORDS[1], "procedures": "count"}]}]
    made = fold([order(1, assignments=[{"person": "boon", "duties": items}])], later)
    assert [c.since for c in made.charges] == [later]


def test_an_added_item_stands_where_its_number_belongs():
    numbers = ["1", "2", "3"]
    base = order(1, assignments=[{"person": "boon", "duties": [{"no": n, "text": WORDS[0]} for n in numbers]}])
    adds = [{"action": "add", "person": "boon", "duty": {"no": no, "text": WORDS[1]}} for no in ("๑/๑", "4", "๒.๑", "๑/๒", "ก")]
    made = fold([base, order(2, kind="amends", amends="1/2565", changes=adds)], FIRST).duties["boon"]
    assert [d.number for top in made for d in top.walk()] == ["1", "๑/๑", "๑/๒", "2", "๒.๑", "3", "4", "ก"]


def test_a_school_much_like_another_is_another_school():
    def schools(*names: str) -> list[dict[str, Any]]:
        listed = [{"no": f"{n})", "text": name} for n, name in enumerate(names, 1)]
        return [{"person": "boon", "duties": [{"no": "1", "text": "เป็นพี่เลี้ยงโรงเรียน", "lists": "schools", "items": listed}]}]

    first = order(1, assignments=schools("โรงเรียนบ้านหน้าปก", "โรงเรียนวัดคำนำ"))
    second = order(2, kind="replaces", replaces="1/2565", signed=FIRST + timedelta(days=9), assignments=schools("โรงเรียนบ้านใบรองปก", "โรงเรียนวัดคำนำ"))
    before, after = (fold([first, second], FIRST + timedelta(days=n)) for n in (8, 9))
    told = {(p.kind, p.shown.duty.text) for p in differences(before, after).duties if p.kind is not ChangeKind.KEPT}
    assert told == {(ChangeKind.GONE, "โรงเรียนบ้านหน้าปก"), (ChangeKind.NEW, "โรงเรียนบ้านใบรองปก")}


@quick
@given(offices(), days, last_days)
def test_nobody_is_in_charge_after_the_last_day(orders: list[Order], day: date, last: Staff):
    register = fold(orders, day, last)
    left = {p for p, d in last.last_days.items() if d < day}
    assert not left & {c.person for c in register.charges} and not left & set(register.duties)


def test_numbers_are_the_same_in_either_digits_with_or_without_the_word():
    assert normal("ข้อ ๑๔.๒") == normal("14.2") == normal("๑๔.๒.") == normal(" ข้อ14.2")
    assert normal("๑๒ ๑)") == normal("12  1)") != normal("121)")
    assert normal("บัญชีแนบท้าย ก") == normal("บัญชีแนบท้ายก")
    assert normal("ผนวก X.") == normal("ผนวกX") != normal("ผนวก")


def test_an_eleventh_school_is_not_the_first_one_of_item_eleven():
    schools = [{"no": f"{n})", "text": f"โรงเรียนที่ {n}"} for n in range(1, 12)]
    items = [{"no": "1", "text": "เป็นพี่เลี้ยง", "items": schools}, {"no": "11", "text": "ประเมิน", "items": [{"no": "1)", "text": "โรงเรียนบ้านไกล"}]}]
    made = fold([order(1, assignments=[{"person": "boon", "duties": items}])], FIRST).duties["boon"]
    for wanted, text in (("1 11)", "โรงเรียนที่ 11"), ("๑๑ ๑)", "โรงเรียนบ้านไกล")):
        found = find(made, wanted)
        assert found is not None and found.duty.text == text


def test_an_item_is_found_by_its_whole_number_or_alone_if_only_one_has_it():
    items = [
        {"no": "๑", "text": "ก", "items": [{"no": "๑)", "text": "ข"}]},
        {"no": "๒", "text": "ค", "items": [{"no": "๑)", "text": "ง"}, {"no": "๒)", "text": "จ"}]},
    ]
    made = fold([order(1, assignments=[{"person": "boon", "duties": items}])], FIRST).duties["boon"]
    told = {n: f.duty.text if (f := find(made, n)) else None for n in ("2 1)", "๑ ๑)", "1)", "2)", "3")}
    assert told == {"2 1)": "ง", "๑ ๑)": "ข", "1)": None, "2)": "จ", "3": None}


def test_amendments_stack_in_the_sequence_of_their_dates():
    base = order(1, assignments=[{"person": "boon", "duties": [{"no": "1", "text": "ต้น", "procedures": "buy"}]}])

    def words(n: int, days_later: int, text: str) -> Order:
        when = FIRST + timedelta(days=days_later)
        return order(
            n, kind="amends", amends="1/2565", signed=when, changes=[{"action": "replace", "person": "boon", "item": "1", "duty": {"text": text}}]
        )

    orders = [words(2, 20, "สอง"), base, words(3, 10, "หนึ่ง")]
    told = [fold(orders, FIRST + timedelta(days=d)).duties["boon"][0].duty.text for d in (0, 9, 10, 19, 20, 500)]
    assert told == ["ต้น", "ต้น", "หนึ่ง", "หนึ่ง", "สอง", "สอง"]


def test_what_an_order_changes_is_counted_as_often_however_many_have_left(monkeypatch):
    from generator.register import changes

    counted = []
    monkeypatch.setattr(changes, "fold", lambda *given, **named: counted.append(given) or fold(*given, **named))
    first = order(1, signed=FIRST, assignments=[])
    effect([first], first, Staff({f"p{n}": FIRST - timedelta(days=1000) for n in range(50)}))
    assert len(counted) == 4


def test_an_order_cancelled_before_its_day_never_takes_effect():
    base = order(
        1, signed=FIRST, effective=FIRST + timedelta(days=30), assignments=[{"person": "boon", "duties": [{"text": "ก", "procedures": "buy"}]}]
    )
    cancel = order(2, kind="cancels", cancels=["1/2565"], signed=FIRST + timedelta(days=5))
    assert all(not fold([base, cancel], FIRST + timedelta(days=d)).charges for d in range(0, 60, 5))


def test_the_same_number_of_another_year_or_issuer_is_another_order():
    parts = {"assignments": [{"person": "boon", "duties": [{"text": "ก", "procedures": "buy"}]}]}
    orders = [order(7, **parts), order(7, **parts, year=2566), order(7, **parts, issuer="ministry")]
    cancel = order(8, kind="cancels", cancels=["7/2565"], signed=FIRST + timedelta(days=1))
    left = fold([*orders, cancel], FIRST + timedelta(days=2)).in_force
    assert {k for k in left if k.number == 7} == {orders[1].key, orders[2].key}


@pytest.mark.parametrize(
    ("number", "said", "aside"),
    [
        ("๑๔.๒", "ข้อ ๑๔.๒", "ข้อ ๑๔.๒"),
        ("(๑)", "ข้อ (๑)", "ข้อ (๑)"),
        ("12 1)", "ข้อ 12 1)", "ข้อ 12 1)"),
        ("บัญชีแนบท้าย", "บัญชีแนบท้าย", "(บัญชีแนบท้าย)"),
        ("", "", ""),
    ],
)
def test_a_number_is_an_item_and_words_are_the_name_of_an_attachment(number: str, said: str, aside: str):
    assert (words.item(number), words.item_aside(number)) == (said, aside)
