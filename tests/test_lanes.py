"""The flow column of the form: at any row height and any page break its lines meet, cross nothing, and lead where the YAML says."""

import random
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

import pytest

from generator.flow import lanes
from generator.flow.graph import graph
from generator.flow.lanecheck import defects, drawn
from generator.flow.letters import letter
from generator.load import loading
from generator.source import parsing
from tests.procedures import procedure

SAMPLE = loading.load(parsing.read(Path(__file__).parent / "sample" / "sop")[0]).procedures


def heights(column, seed):
    """Cells as high as their drawings, all 40 px higher, and of random heights."""
    chance = random.Random(seed)
    own = [row.height for row in column.rows]
    return own, [h + 40 for h in own], [h + chance.choice((0, 7.5, 90, 400)) for h in own]


def edges(found):
    return {(e.source, e.target) for e in found.edges}


def pages(found, seed):
    chance = random.Random(seed)
    return list(accumulate(chance.random() < 0.2 for _ in found.nodes))


@pytest.mark.parametrize("part", range(10))
def test_random_procedures_are_clean_at_every_row_height(part):
    for seed in range(part * 50, part * 50 + 50):
        found = graph(procedure(seed))
        column = lanes.column(found)
        for cells in heights(column, seed):
            assert defects(column, cells) == [], seed
        assert drawn(column, heights(column, seed)[2]) == edges(found), seed


@pytest.mark.parametrize("part", range(10))
def test_random_page_breaks_keep_every_edge(part):
    for seed in range(part * 50, part * 50 + 50):
        found = graph(procedure(seed))
        broken = pages(found, seed)
        column = lanes.column(found, broken)
        for cells in heights(column, seed):
            assert defects(column, cells, broken) == [], seed
        assert drawn(column, heights(column, seed)[1], broken) == edges(found), seed


@pytest.mark.parametrize("found", [*map(graph, SAMPLE)], ids=[p.id for p in SAMPLE])
def test_the_sample_procedures_need_no_circles_on_one_page(found):
    column = lanes.column(found)
    assert column.letters == 0
    assert not [s for row in column.rows for s in row.symbols if s.kind == "connector"]
    assert drawn(column, heights(column, 1)[1]) == edges(found)
    assert all(defects(column, cells) == [] for cells in heights(column, 1))
    assert column.width < 420


def test_all_rows_have_one_width_and_one_axis():
    for found in map(graph, SAMPLE):
        column = lanes.column(found)
        assert {row.width for row in column.rows} == {column.width}
        assert {row.symbols[0].x for row in column.rows} == {column.axis}
        assert [row.symbols[0].step for row in column.rows] == [node.id for node in found.nodes]


def test_what_is_said_of_the_ways_out():
    found = next(graph(p) for p in SAMPLE if p.id == "annual-stocktake")
    said = dict(zip((n.id for n in found.nodes), lanes.column(found).speech, strict=True))
    assert said["s08"] == "ถ้าครบ ไปที่ขั้นตอนที่ 9; ถ้าไม่ครบ ย้อนกลับไปที่ขั้นตอนที่ 6"
    assert said["s01"] == ""


def test_letters_go_on_from_those_taken_and_in_reading_order():
    found = next(graph(p) for p in SAMPLE if p.id == "annual-stocktake")
    broken = [0] * 12 + [1] * (len(found.nodes) - 12)
    column = lanes.column(found, broken, letters=2)
    names = [s.text[0] for row in column.rows for s in row.symbols if s.kind == "connector"]
    assert sorted(set(names)) == list(dict.fromkeys(names)) and names[0] == "C"
    assert column.letters == 2 + len(set(names))
    assert [letter(n) for n in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]


def test_the_check_finds_lines_that_do_not_meet_and_letters_without_a_partner():
    found = next(graph(p) for p in SAMPLE if p.id == "annual-stocktake")
    column = lanes.column(found)
    own = [row.height for row in column.rows]
    moved = replace(column.rows[4], lines=tuple(replace(line, points=tuple((x + 3, y) for x, y in line.points)) for line in column.rows[4].lines))
    assert any("border" in fault for fault in defects(replace(column, rows=(*column.rows[:4], moved, *column.rows[5:])), own))
    assert any("border" in fault for fault in defects(column, own, [0] * 9 + [1] * (len(own) - 9)))
    broken = [0] * 12 + [1] * (len(own) - 12)
    paged = lanes.column(found, broken)
    cells = [row.height for row in paged.rows]
    last = replace(paged.rows[11], symbols=paged.rows[11].symbols[:1], lines=paged.rows[11].lines[:1])
    assert any("circle" in fault for fault in defects(replace(paged, rows=(*paged.rows[:11], last, *paged.rows[12:])), cells, broken))
