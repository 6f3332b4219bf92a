"""Charts in swimlanes: every mode is drawn whole and clean, lanes are equally wide on all sheets, circles say where a line goes on."""

import random
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from generator.drawing import svg
from generator.flow import chart
from generator.flow.figures import PAGES
from generator.flow.fit import LANES
from generator.flow.graph import graph
from generator.flow.lane_plan import LanePlan
from generator.model.procedure import Procedure
from tests import LONG
from tests.geometry import defects, followed, frame, touches
from tests.procedures import procedure

ROOT = Path(__file__).resolve().parent.parent
HIGH = 1e9
SHORT = 800
PARTS = 15 if LONG else 5
"""Of twenty random procedures each, in every mode."""
MODES = {"compact": {}, "full": {"full": True}, "lying": {"lying": True}, "lying-full": {"lying": True, "full": True}}


def plan(found, seed, **mode):
    """Lanes drawn at random, in the order in which they appear."""
    chance = random.Random(seed)
    lane = {node.id: chance.randrange(chance.randint(2, 6)) for node in found.nodes}
    used = list(dict.fromkeys(lane.values()))
    return LanePlan(tuple(f"หน่วยงานที่ {n}" for n in used), {n: used.index(k) for n, k in lane.items()}, **mode)


def drawn(found, seed, high=HIGH, **mode):
    return chart.pages(found, high, sizes=LANES, plan=plan(found, seed, **mode))


def edges(found):
    return Counter({(e.source, e.target): 1 for e in found.edges})


def made(*steps):
    return graph(Procedure(id="p", title="ลอง", unit="u", steps=steps))


def step(name, **more):
    return {"id": name, "label": f"ขั้น {name}", **more}


def titles(drawing):
    return [s for s in drawing.symbols if s.kind == "lane"]


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("mode", MODES)
def test_random_procedures_in_lanes_are_drawn_whole_and_clean(mode, part):
    for seed in range(part * 20, part * 20 + 20):
        found = graph(procedure(seed))
        (drawing,) = drawn(found, seed, **MODES[mode])
        assert defects(drawing) == [], seed
        assert followed((drawing,)) == edges(found), seed
        assert not [s for s in drawing.symbols if s.kind == "connector"], seed


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("mode", ["compact", "lying"])
def test_random_procedures_in_lanes_on_sheets_keep_every_edge_and_say_where_lines_go_on(mode, part):
    for seed in range(part * 20, part * 20 + 20):
        found = graph(procedure(seed))
        sheets = drawn(found, seed, SHORT, **MODES[mode])
        assert [fault for d in sheets for fault in defects(d)] == [], seed
        assert followed(sheets) == edges(found), seed
        across = 3 if mode == "lying" else 2
        assert len({tuple(round(frame(s)[across] - frame(s)[across - 2], 3) for s in titles(d)) for d in sheets}) == 1, seed
        assert all((d.width if mode == "lying" else d.height) <= SHORT or d.bars or rows(d, mode) == 1 for d in sheets), seed
        paired(sheets, seed)


def rows(drawing, mode):
    """In how many rows the steps of a sheet stand."""
    return len({round(s.x if mode == "lying" else s.y) for s in drawing.symbols if s.step and s.kind != "connector"})


def test_rows_that_belong_together_on_a_long_sheet_leave_the_others_well_filled():
    found = graph(procedure(74))
    sheets = drawn(found, 74, SHORT)
    assert [d.height > SHORT for d in sheets] == [False, False, True, False, False]
    assert [rows(d, "compact") > 1 for d in sheets] == [True] * 5


def paired(sheets, seed):
    """Beside every circle stands the sheet on which the line goes on; there a circle of that letter names this sheet."""
    for here, sheet in enumerate(sheets, 1):
        for ring in (s for s in sheet.symbols if s.kind == "connector"):
            (note,) = [x for x in sheet.labels if x.sheets and abs(x.y - ring.y) < 8 and min(abs(x.x - ring.x), abs(x.x + x.width - ring.x)) < 16]
            ends = any(touches(ring, line.points[-1]) for line in sheet.lines)
            assert note.text.startswith("ไป" if ends else "จาก"), seed
            for there in note.sheets:
                others = [s for s in sheets[there - 1].symbols if s.kind == "connector" and s.text == ring.text]
                assert there != here and others, seed


def test_lanes_stand_in_their_order_and_every_symbol_in_its_own():
    found = made(step("a"), step("b"), step("c"), step("d"))
    of = {"start": 2, "a": 2, "b": 0, "c": 1, "d": 2, "end": 2}
    for lying in (False, True):
        (drawing,) = chart.pages(found, HIGH, sizes=LANES, plan=LanePlan(("ก", "ข", "ค"), of, lying=lying))
        heads = titles(drawing)
        assert ["".join(s.text) for s in heads] == ["ก", "ข", "ค"]
        axis = 1 if lying else 0
        for symbol in drawing.symbols[3:]:
            head = frame(heads[of[symbol.step]])
            assert head[axis] < frame(symbol)[axis] and frame(symbol)[axis + 2] < head[axis + 2]


def test_compact_lanes_hand_over_in_one_row_and_full_ones_keep_a_row_for_each_step():
    found = made(step("a"), step("b"), step("c"))
    of = {"start": 0, "a": 0, "b": 1, "c": 2, "end": 2}

    def rows(**mode):
        (drawing,) = chart.pages(found, HIGH, sizes=LANES, plan=LanePlan(("ก", "ข", "ค"), of, **mode))
        return [s.y for s in drawing.symbols if s.step]

    compact, full = rows(), rows(full=True)
    assert compact[1] == compact[2] == compact[3]
    assert all(a < b for a, b in pairwise(full))


def test_steps_done_at_the_same_time_in_one_lane_stand_beside_each_other():
    found = made(step("a", next=["b", "c"]), step("b", next="d"), step("c", next="d"), step("d"))
    (drawing,) = chart.pages(found, HIGH, sizes=LANES, plan=LanePlan(("ก",), dict.fromkeys(found.node, 0)))
    place = {s.step: s for s in drawing.symbols if s.step}
    assert place["b"].y == place["c"].y and place["b"].x < place["c"].x
    assert defects(drawing) == []


def test_words_beside_circles_are_those_asked_for_and_leave_room_for_numbers_of_pages():
    found = graph(procedure(10))
    sheets = chart.pages(found, SHORT, sizes=LANES, plan=plan(found, 10, lying=True), notes=PAGES)
    notes = [label for d in sheets for label in d.labels if label.sheets]
    assert notes and {note.text for note in notes} == set(PAGES)
    assert [fault for d in sheets for fault in defects(d)] == []


def test_the_same_lanes_give_the_same_bytes_in_another_process():
    script = (
        "import sys; from tests.test_lanes import drawn; from tests.procedures import procedure; from generator.flow.graph import graph;"
        "from generator.drawing import svg\n"
        "for seed in (3, 8, 21): sys.stdout.write(''.join(svg.emit(d) for d in drawn(graph(procedure(seed)), seed, 800, lying=seed == 8)))"
    )
    outputs = set()
    for seed in ("1", "77"):
        environment = {"PYTHONHASHSEED": seed, "PATH": "", "LC_ALL": "C", "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)}
        outputs.add(subprocess.run([sys.executable, "-c", script], env=environment, cwd=ROOT, capture_output=True, check=True).stdout)
    mine = "".join(svg.emit(d) for seed in (3, 8, 21) for d in drawn(graph(procedure(seed)), seed, 800, lying=seed == 8))
    assert outputs == {mine.encode()}


@pytest.mark.parametrize("seed", range(20))
def test_forty_steps_in_ten_lanes_are_clean(seed):
    chance = random.Random(seed)
    steps = []
    for n in range(40):
        ways = [f"s{min(n + 1, 39)}", f"s{chance.randrange(40)}"]
        branches = [{"label": label, "to": to} for label, to in zip(("ใช่", "ไม่ใช่"), dict.fromkeys(ways), strict=False)]
        more = {"kind": "decision", "branches": branches} if len(branches) == 2 and chance.random() < 0.3 else {}
        steps.append(step(f"s{n}", **more))
    found = made(*steps)
    lanes_ = LanePlan(tuple(f"หน่วยงานที่ {n}" for n in range(10)), {node.id: n % 10 for n, node in enumerate(found.nodes)})
    for sheet in (HIGH, SHORT):
        sheets = chart.pages(found, sheet, sizes=LANES, plan=lanes_)
        assert [fault for d in sheets for fault in defects(d)] == []
        assert followed(sheets) == edges(found)
