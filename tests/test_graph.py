"""A procedure as a graph: what the drawings and the words of the ways out are made from."""

from typing import get_args

from generator.flow.graph import Edge, graph
from generator.model.procedure import Procedure, StepKind


def made(*steps):
    return graph(Procedure.model_validate({"id": "trial", "title": "ทดลอง", "unit": "group", "steps": steps}))


def step(name, **parts):
    return {"id": name, "label": parts.pop("label", f"ขั้น {name}"), **parts}


def decide(name, **ways):
    return step(name, kind="decision", branches=[{"label": label, "to": to} for label, to in ways.items()])


def edges(drawn):
    return [(e.source, e.target, e.label) for e in drawn.edges]


def test_a_step_that_leads_to_itself_goes_back_like_every_loop():
    drawn = made(step("a"), decide("b", แก้="b", ผ่าน="c"), decide("c", แก้="a", ผ่าน="d"), step("d"))
    assert {(e.source, e.target): drawn.is_back(e) for e in drawn.edges if e.label} == {
        ("b", "b"): True,
        ("b", "c"): False,
        ("c", "a"): True,
        ("c", "d"): False,
    }


def test_a_start_and_an_end_are_drawn_where_the_file_has_none():
    drawn = made(step("a"), step("b"))
    assert [(n.id, n.kind, n.label, n.number) for n in drawn.nodes] == [
        ("start", "terminator", "เริ่มต้น", None),
        ("a", "activity", "ขั้น a", "1"),
        ("b", "activity", "ขั้น b", "2"),
        ("end", "terminator", "สิ้นสุด", None),
    ]
    assert edges(drawn) == [("start", "a", None), ("a", "b", None), ("b", "end", None)]


def test_a_start_and_an_end_of_the_file_take_no_number_and_have_no_second_beside_them():
    drawn = made(step("s", kind="start"), step("a"), step("e", kind="end"), step("b"), step("f", kind="end"))
    assert [(n.id, n.number) for n in drawn.nodes] == [("s", None), ("a", "1"), ("e", None), ("b", "2"), ("f", None)]
    assert edges(drawn) == [("s", "a", None), ("a", "e", None), ("b", "f", None)]


def test_a_step_may_have_the_name_of_the_start_or_the_end():
    drawn = made(step("start"), step("end"), step("end-of-all"))
    assert [n.id for n in drawn.nodes] == ["start-of-all", "start", "end", "end-of-all", "end-of-all-of-all"]


def test_ways_out_are_as_written_each_once_and_none_to_a_step_that_is_not_there():
    drawn = made(step("a", next=["c", "b"]), decide("b", ไป="c", หาย="nowhere", อีก="c"), step("c"))
    assert [(e.target, e.label) for e in drawn.ways_out("a")] == [("c", None), ("b", None)]
    assert [(e.target, e.label) for e in drawn.ways_out("b")] == [("c", "ไป"), ("c", "อีก")]
    assert drawn.ways_out("end") == ()
    twice = {"label": "ไป", "to": "c"}
    assert edges(made(step("b", kind="decision", branches=[twice, twice]), step("c")))[1:-1] == [("b", "c", "ไป")]


def test_every_kind_of_step_has_its_symbol():
    same = {kind: kind for kind in ("activity", "decision", "document", "subprocess")}
    symbols = {**same, "input": "data", "output": "data", "wait": "delay", **dict.fromkeys(("start", "event", "end", "unknown"), "terminator")}
    drawn = made(*(step(f"s{n}", kind=kind) for n, kind in enumerate(symbols)))
    assert [n.kind for n in drawn.nodes] == list(symbols.values()) and set(symbols) == set(get_args(StepKind))


def test_numbers_of_the_original_are_kept_and_counting_goes_on_from_the_last_whole_one():
    drawn = made(step("a"), step("b", no="1.1"), decide("c", ใช่="d", ไม่="a") | {"no": "-"}, step("d", no="๕"), step("e"), step("f", no="ก."))
    assert [(n.number, n.ordinal) for n in drawn.nodes[1:-1]] == [("1", "1."), ("1.1", "1.1"), (None, ""), ("๕", "๕."), ("6", "6."), ("ก.", "ก.")]
    assert drawn.name("b") == "ขั้นตอนที่ 1.1" and drawn.name("c") == "ขั้น c"


def test_no_step_falls_into_a_start_or_an_event_that_stands_below_it():
    drawn = made(step("s", kind="start"), step("t", kind="start"), step("a"), step("w", kind="event", next="z"), step("z"))
    assert edges(drawn) == [("s", "a", None), ("t", "a", None), ("a", "z", None), ("w", "z", None), ("z", "end", None)]


def test_a_condition_stands_below_the_words_of_a_symbol_and_an_open_end_says_so():
    drawn = made(step("a", when="ถ้ามี"), step("w", kind="event", next="z"), step("z", label="ส่ง\nเรื่อง", kind="unknown"))
    assert [n.label for n in drawn.nodes[1:]] == ["ขั้น a\n(ถ้ามี)", "ขั้น w\n(เกิดขึ้นได้ทุกเมื่อ)", "ส่ง\nเรื่อง\n(ไม่ทราบขั้นตอนต่อไป)"]
    assert drawn.nodes[-1].words == "ส่ง เรื่อง (ไม่ทราบขั้นตอนต่อไป)"


def test_a_stage_begins_at_its_first_step_under_its_own_number_or_a_counted_one():
    stages = [{"no": "ขั้นที่ ๑", "title": "รับเรื่อง", "first": "a"}, {"title": "พิจารณา", "first": "c"}, {"title": "ไม่มี", "first": "nowhere"}]
    steps = [step("a"), step("b"), step("c")]
    drawn = graph(Procedure.model_validate({"id": "trial", "title": "ทดลอง", "unit": "group", "steps": steps, "stages": stages}))
    assert [(s.node, s.title) for s in drawn.stages] == [("a", "ขั้นที่ ๑ รับเรื่อง"), ("c", "ระยะที่ 2 พิจารณา")]


def test_the_branches_are_told_in_words_to_those_who_do_not_see_the_drawing():
    drawn = made(step("a"), decide("b", แก้="a", ผ่าน="c"), step("c", next=["d", "e"]), step("d"), step("e"), decide("f", จบ="end", ใหม่="a"))
    assert (
        drawn.description()
        == "ขั้น b: ถ้าแก้ ย้อนกลับไปที่ขั้นตอนที่ 1; ถ้าผ่าน ไปที่ขั้นตอนที่ 3 / ขั้น c: ทำพร้อมกัน ไปที่ขั้นตอนที่ 4; ทำพร้อมกัน ไปที่ขั้นตอนที่ 5 / ขั้น f: ถ้าจบ ไปที่สิ้นสุด; ถ้าใหม่ ย้อนกลับไปที่ขั้นตอนที่ 1"
    )
    assert (drawn.row["start"], drawn.row["b"], drawn.node["b"].number) == (0, 2, "2")
    assert Edge("b", "a", "แก้", written=True) in drawn.edges
