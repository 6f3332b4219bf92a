"""What the times of steps come to, along a way, beside what is stated."""

import pytest

from generator.documents import times
from generator.model.organization import Calendar
from generator.model.procedure import Procedure
from generator.totals import differs, parts

THREE, MOST = {"unit": "day", "min": "3", "max": "5"}, {"unit": "day", "max": "2"}


def day(number, **more):
    return {"kind": "duration", "unit": "day", "min": str(number), "max": str(number), **more}


def step(name, *time, **parts):
    return {"id": name, "label": name, "time": [{"kind": "duration", **t} if isinstance(t, dict) else t for t in time], **parts}


def decide(name, *branches, **parts):
    return {"id": name, "kind": "decision", "label": name, "branches": list(branches), **parts}


def procedure(*steps, **more):
    return Procedure.model_validate({"id": "trial", "title": "ทดลอง", "unit": "group", "steps": list(steps), **more})


def told(*steps, **more):
    """Title, numbers of its steps, what is stated, what the steps come to: of every part."""
    return [
        (p.head.title, " ".join(n.number for n in p.nodes), [tuple(t and times.text(t, Calendar()) for t in pair) for pair in p.times])
        for p in parts(procedure(*steps, **more))
    ]


def whole(*steps, **more):
    found = [times_ for title, _, times_ in told(*steps, **more) if title == "ทั้งกระบวนงาน"]
    return found[0][0][1] if found else None


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ([THREE], "3–5 วัน"),
        ([THREE, THREE], "6–10 วัน"),
        ([THREE, MOST], "3–7 วัน"),
        ([MOST, MOST], "ไม่เกิน 4 วัน"),
        ([THREE, {"kind": "immediate"}], "3–5 วัน"),
        ([{"kind": "immediate"}], None),
        ([THREE, {**THREE, "unit": "hour"}], None),
        ([{"unit": "hour", "min": "1", "max": "1"}, {"unit": "minute", "min": "30", "max": "30"}], "90 นาที"),
        ([{"unit": "week", "min": "1", "max": "1"}, {"unit": "day", "min": "3", "max": "3"}], "10 วัน"),
        ([{"unit": "day", "min": "3", "max": "5", "at_most": "ใช่"}, MOST], "ไม่เกิน 7 วัน"),
        ([MOST, {"unit": "day", "min": "1", "max": "3", "approximate": "ใช่"}], "ประมาณ 1–5 วัน"),
        ([MOST, {"unit": "day", "min": "1"}], None),
        ([{**MOST, "per": "ราย"}, {**MOST, "per": "ราย"}], None),
        ([{"kind": "deadline", "days": "15", "working": "ใช่"}, {"unit": "working_day", "max": "2"}], "ไม่เกิน 17 วันทำการ"),
        ([{"kind": "deadline", "day": "5"}, MOST], None),
        ([{"kind": "none"}, MOST], None),
        (["ตามความเหมาะสม"], None),
    ],
)
def test_a_sum_is_told_only_where_every_step_can_be_added_and_promises_no_more(data, said):
    assert whole(*(step(f"s{n}", d) for n, d in enumerate(data))) == said


def test_a_step_without_a_time_leaves_no_sum_but_a_decision_takes_none():
    assert whole(step("a", THREE), step("b")) is None
    assert whole(step("a", THREE), decide("c", {"label": "ได้", "to": "d"}, {"label": "ไม่", "to": "a"}), step("d", MOST)) == "3–7 วัน"


def test_of_parallel_ways_the_longest_counts_and_of_a_decision_the_first_way_ahead_with_its_time():
    fork = (step("a", day(1), next=["b", "c"]), step("b", day(2), next="d"), step("c", day(5), next="d"), step("d", day(1)))
    assert whole(*fork) == "7 วัน"
    ways = ({"label": "ได้", "to": "b", "time": day(2)}, {"label": "ไม่", "to": "c", "time": day(40)})
    assert whole(decide("a", *ways), step("b", day(1), next="d"), step("c", day(9)), step("d", day(1))) == "4 วัน"


def test_a_step_that_is_not_always_done_may_take_no_time():
    assert whole(step("a", day(1)), step("b", day(2), when="ถ้ามี")) == "1–3 วัน"


def test_a_case_has_its_own_way_and_its_own_times():
    steps = (
        step("a", day(1)),
        decide("b", {"label": "ปกติ", "to": "c"}, {"label": "ด่วน", "to": "d", "case": "กรณีเร่งด่วน"}),
        step("c", day(10)),
        step("d", day(3), day(1, case="กรณีเร่งด่วน")),
    )
    cases = [{"title": "กรณีปกติ"}, {"title": "กรณีเร่งด่วน", "time": day(3)}]
    assert told(*steps, cases=cases) == [
        ("กรณีปกติ", "1 2 3 4", [(None, "14 วัน")]),
        ("กรณีเร่งด่วน", "1 2 4", [("3 วัน", "2 วัน")]),
        ("ทั้งกระบวนงาน", "1 2 3 4", [(None, "14 วัน")]),
    ]


def test_a_stage_counts_its_own_steps_and_what_is_left_out_does_not_count():
    steps = (step("a", day(1)), step("b", day(2)), step("c", "ตามรอบ"), step("d", day(4)))
    stages = [{"title": "ต้น", "first": "a"}, {"title": "ปลาย", "first": "c", "time": day(4, excludes=["c"])}]
    assert told(*steps, stages=stages, time=day(7, excludes="c")) == [
        ("ระยะที่ 1 ต้น", "1 2", [(None, "3 วัน")]),
        ("ระยะที่ 2 ปลาย", "3 4", [("4 วัน", "4 วัน")]),
        ("ทั้งกระบวนงาน", "1 2 3 4", [("7 วัน", "7 วัน")]),
    ]


def test_the_whole_is_the_sum_of_what_stages_state_where_their_steps_say_nothing():
    stages = [{"title": "ต้น", "first": "a", "time": day(3)}, {"title": "ปลาย", "first": "b", "time": day(4)}]
    assert told(step("a"), step("b"), stages=stages)[-1] == ("ทั้งกระบวนงาน", "1 2", [(None, "7 วัน")])
    assert told(step("a"), step("b"), stages=[stages[0], {**stages[1], "time": "ตามรอบ"}])[-1][0] == "ระยะที่ 2 ปลาย"


@pytest.mark.parametrize(
    ("stated", "steps", "wrong"),
    [
        (day(7), [day(3), day(4)], False),
        (day(8), [day(3), day(4)], True),
        (day(1, unit="week"), [day(3), day(4)], False),
        (day(7, unit="working_day"), [day(3), day(5)], False),
        ({"kind": "duration", "unit": "day", "max": "9"}, [day(3), day(4)], False),
        ({"kind": "duration", "unit": "day", "max": "6"}, [day(3), day(4)], True),
        ({"kind": "duration", "unit": "day", "min": "3", "max": "5"}, [THREE], False),
        ({"kind": "duration", "unit": "day", "min": "2", "max": "5"}, [THREE], True),
        (day(5), [{"unit": "day", "max": "5"}], False),
        ("ตามรอบ", [day(3)], False),
    ],
)
def test_a_stated_time_is_compared_with_the_sum(stated, steps, wrong):
    ((time, computed),) = parts(procedure(*(step(f"s{n}", d) for n, d in enumerate(steps)), time=stated))[-1].times
    assert differs(time, computed) is wrong
