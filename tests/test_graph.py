"""A procedure as a graph: what the drawings and the words of the ways out are made from."""

from generator.flow.graph import Edge, graph
from generator.model.procedure import Procedure


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
        ("a", "activity", "ขั้น a", 1),
        ("b", "activity", "ขั้น b", 2),
        ("end", "terminator", "สิ้นสุด", None),
    ]
    assert edges(drawn) == [("start", "a", None), ("a", "b", None), ("b", "end", None)]


def test_a_start_and_an_end_of_the_file_take_no_number_and_have_no_second_beside_them():
    drawn = made(step("s", kind="start"), step("a"), step("e", kind="end"), step("b"), step("f", kind="end"))
    assert [(n.id, n.number) for n in drawn.nodes] == [("s", None), ("a", 1), ("e", None), ("b", 2), ("f", None)]
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
    kinds = ["activity", "decision", "document", "input", "output", "subprocess", "start", "end"]
    drawn = made(*(step(f"s{n}", kind=kind) for n, kind in enumerate(kinds)))
    assert [n.kind for n in drawn.nodes] == ["activity", "decision", "document", "data", "data", "subprocess", "terminator", "terminator"]


def test_the_branches_are_told_in_words_to_those_who_do_not_see_the_drawing():
    drawn = made(step("a"), decide("b", แก้="a", ผ่าน="c"), step("c", next=["d", "e"]), step("d"), step("e"), decide("f", จบ="end", ใหม่="a"))
    assert drawn.description() == "ขั้น b: ถ้าแก้ ไปที่ขั้นตอนที่ 1; ถ้าผ่าน ไปที่ขั้นตอนที่ 3 / ขั้น c: ไปที่ขั้นตอนที่ 4; ไปที่ขั้นตอนที่ 5 / ขั้น f: ถ้าจบ ไปที่สิ้นสุด; ถ้าใหม่ ไปที่ขั้นตอนที่ 1"
    assert (drawn.row["start"], drawn.row["b"], drawn.node["b"].number) == (0, 2, 2)
    assert Edge("b", "a", "แก้") in drawn.edges
