"""What a chart may say beside its steps: several starts, stages, circles of the original, ways taken at the same time."""

from pathlib import Path

from generator.flow import chart
from generator.flow.column import column
from generator.flow.graph import AT_ONCE, TOGETHER, graph
from generator.load.loading import load
from generator.model.procedure import Procedure
from generator.source import parsing
from tests import geometry

SAMPLE = Path(__file__).parent / "sample" / "sop"


def made(*steps, **parts):
    return graph(Procedure.model_validate({"id": "trial", "title": "ทดลอง", "unit": "group", "steps": list(steps), **parts}))


def step(name, **parts):
    return {"id": name, "label": parts.pop("label", f"ขั้น {name}"), **parts}


def decide(name, *ways):
    return step(name, kind="decision", branches=[{"label": label, "to": to} for label, to in ways])


def places(drawing):
    return {s.step: s for s in drawing.symbols if s.step and s.kind != "connector"}


def test_several_starts_stand_beside_each_other():
    (drawing,) = chart.pages(made(step("s", kind="start"), step("t", kind="start"), step("a"), step("e", kind="end")), 2000)
    at = places(drawing)
    assert at["s"].y == at["t"].y and at["s"].x != at["t"].x and geometry.defects(drawing) == []


def test_starts_and_parallel_steps_stand_beside_each_other_where_a_chart_is_too_wide_and_all_else_below():
    found = graph(load(parsing.read(SAMPLE)[0]).procedure["reader-complaints"])
    (wide,), (drawing,) = chart.pages(found, 2000, widest=1e9), chart.pages(found, 2000)
    at = places(drawing)
    assert wide.width > chart.WIDEST >= drawing.width and len(drawing.bars) == 2
    for group in (("counter", "phone", "online"), ("hear", "papers")):
        assert len({at[n].x for n in group}) == len(group) and len({at[n].y for n in group}) == 1
    assert (
        len({at[n].x for n in ("log", "own", "quick", "appoint", "report", "decide", "answer", "pass-on")}) == 1 and geometry.defects(drawing) == []
    )


def test_lines_and_short_lists_in_a_symbol_stay_as_they_are_written():
    drawn = made(
        step("a", label="รับคำขอ พร้อม\n- แบบคำขอ\n- แผนที่"), decide("d", ("ได้", "e"), ("ไม่", "a")) | {"label": "ครบ\nหรือไม่"}, step("e", kind="end")
    )
    lines = ("รับคำขอ พร้อม", "- แบบคำขอ", "- แผนที่")
    assert places(chart.pages(drawn, 2000)[0])["a"].text == lines
    assert next(s.text for s in column(drawn).rows[1].symbols if s.step == "a") == lines
    assert places(chart.pages(drawn, 2000)[0])["d"].text == ("ครบ", "หรือไม่")


def test_no_step_stands_beside_one_of_another_stage():
    steps = (decide("a", ("ได้", "b"), ("ไม่", "c")), step("b", next="d"), step("c"), step("d"))
    beside = places(chart.pages(made(*steps), 2000)[0])
    parted = places(chart.pages(made(*steps, stages=[{"title": "ต้น", "first": "a"}, {"title": "กลาง", "first": "b"}]), 2000)[0])
    first, later = (parted[n] for n in "ab")
    assert later.y - later.height / 2 > first.y + first.height / 2 and parted["c"].y > parted["a"].y + parted["a"].height / 2
    assert set(beside) == set(parted)


def test_stages_stand_beside_the_chart_with_thin_lines_between_them_and_go_on_from_sheet_to_sheet():
    stages = [{"title": "รับเรื่อง", "first": "a"}, {"no": "ขั้นที่ ๒", "title": "พิจารณา", "first": "c"}]
    drawn = made(step("s", kind="start"), *(step(n) for n in "abcdef"), stages=stages)
    (drawing,) = chart.pages(drawn, 2000)
    titles = [s for s in drawing.symbols if s.kind == "box"]
    assert [s.alt for s in titles] == ["ระยะที่ 1 รับเรื่อง", "ขั้นที่ ๒ พิจารณา"] and geometry.defects(drawing) == []
    at = places(drawing)
    for title, inside in zip(titles, ("ab", "cdef"), strict=True):
        assert all(
            title.y - title.height / 2 < at[n].y - at[n].height / 2 and at[n].y + at[n].height / 2 < title.y + title.height / 2 for n in inside
        )
        assert all(title.x + title.width / 2 < s.x - s.width / 2 for s in at.values())
    assert len(drawing.rules) == 4 and all(a[1] == b[1] for a, b in (rule.points for rule in drawing.rules))
    sheets = chart.pages(drawn, 260)
    assert len(sheets) > 1 and next(s.alt for s in sheets[-1].symbols if s.kind == "box").endswith("(ต่อ)")


def test_parallel_ways_part_and_meet_at_bars():
    (drawing,) = chart.pages(made(step("a", next=["b", "c"]), step("b", next="d"), step("c"), step("d")), 2000)
    at = places(drawing)
    assert len(drawing.bars) == 2
    (words,) = drawing.labels
    (left, y), _ = drawing.bars[0].points
    assert words.text == AT_ONCE and words.x + words.width < left and abs(words.y - y) < 8
    for bar in drawing.bars:
        (left, y), (right, same) = bar.points
        assert y == same and left < min(at["b"].x, at["c"].x) < max(at["b"].x, at["c"].x) < right


def test_a_step_is_reached_through_the_circle_that_the_original_has_and_others_take_other_letters():
    drawn = made(
        step("a", next="d"),
        decide("b", ("ได้", "c"), ("ไม่", "d")),
        step("c"),
        step("d", connector="B"),
        decide("e", ("จบ", "f"), ("ใหม่", "b")),
        step("f", kind="end"),
    )
    (drawing,) = chart.pages(drawn, 2000)
    circles = [s.text[0] for s in drawing.symbols if s.kind == "connector"]
    assert circles.count("B") == 3 and chart.letters_of([drawing]) == {"d": "B"} and geometry.defects(drawing) == []
    found = column(drawn, letters=chart.letters_of([drawing]))
    assert found.letters["d"] == "B" and [s.text[0] for row in found.rows for s in row.symbols if s.kind == "connector"].count("B") == 3
    assert chart.named(drawn, [], {"a": "A"}) == {"a": "A"}


def test_ways_taken_at_the_same_time_are_said_to_be_so_where_no_bar_parts_them():
    drawn = made(step("a", next=["b", "c"]), step("b", next="d"), step("c"), step("d"))
    found = column(drawn)
    assert [label.text for row in found.rows for label in row.labels] == [TOGETHER, TOGETHER]
    assert found.speech[1] == "ทำพร้อมกัน ไปที่ขั้นตอนที่ 2; ทำพร้อมกัน ไปที่ขั้นตอนที่ 3"
    assert "ทำพร้อมกัน" in drawn.description()
