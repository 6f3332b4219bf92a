"""The flow column of the form: at any row height and any page break its lines meet, cross nothing, and lead where the YAML says."""

import os
import random
import subprocess
import sys
from dataclasses import replace
from itertools import accumulate, islice
from pathlib import Path

import pytest

from generator.flow import chart
from generator.flow.column import column as flow_column
from generator.flow.graph import graph
from generator.flow.letters import letters
from generator.load import loading
from generator.source import parsing
from tests.geometry import column_defects as defects
from tests.geometry import drawn
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
        column = flow_column(found)
        for cells in heights(column, seed):
            assert defects(column, cells) == [], seed
        assert drawn(column, heights(column, seed)[2]) == edges(found), seed


@pytest.mark.parametrize("part", range(10))
def test_random_page_breaks_keep_every_edge(part):
    for seed in range(part * 50, part * 50 + 50):
        found = graph(procedure(seed))
        broken = pages(found, seed)
        column = flow_column(found, broken)
        for cells in heights(column, seed):
            assert defects(column, cells, broken) == [], seed
        assert drawn(column, heights(column, seed)[1], broken) == edges(found), seed


@pytest.mark.parametrize("found", [*map(graph, SAMPLE)], ids=[p.id for p in SAMPLE])
def test_the_sample_procedures_need_no_circles_on_one_page_but_those_of_the_original(found):
    column = flow_column(found)
    assert column.letters == {target: found.connector(target) for _, target in found.circled}
    assert bool(found.circled) == any(s.kind == "connector" for row in column.rows for s in row.symbols)
    assert drawn(column, heights(column, 1)[1]) == edges(found)
    assert all(defects(column, cells) == [] for cells in heights(column, 1))
    assert column.width < 420


def test_all_rows_have_one_width_and_one_axis():
    for found in map(graph, SAMPLE):
        column = flow_column(found)
        assert {row.width for row in column.rows} == {column.width}
        assert {row.symbols[0].x for row in column.rows} == {column.axis}
        assert [row.symbols[0].step for row in column.rows] == [node.id for node in found.nodes]


def test_what_is_said_of_the_ways_out():
    found = next(graph(p) for p in SAMPLE if p.id == "annual-stocktake")
    said = dict(zip((n.id for n in found.nodes), flow_column(found).speech, strict=True))
    assert said["s08"] == "ถ้าครบ ไปที่ขั้นตอนที่ 9; ถ้าไม่ครบ ย้อนกลับไปที่ขั้นตอนที่ 6"
    assert said["s01"] == ""


def test_letters_are_those_of_the_chart_then_go_on_in_the_order_of_the_steps():
    found = next(graph(p) for p in SAMPLE if p.id == "annual-stocktake")
    sheets = chart.pages(found, 1000)
    given = chart.letters_of(sheets)
    column = flow_column(found, [0] * 5 + [1] * (len(found.nodes) - 5), given)
    names = {s.step: s.text[0] for row in column.rows for s in row.symbols if s.kind == "connector"}
    assert given and set(names) - set(given)
    assert column.letters == {**given, **names}
    new = [column.letters[node.id] for node in found.nodes if node.id in names and node.id not in given]
    assert new == list(islice(letters(len(given)), len(new)))
    assert [next(letters(n)) for n in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]


@pytest.mark.parametrize("found", [graph(p) for p in SAMPLE], ids=[p.id for p in SAMPLE])
def test_chart_and_form_give_one_step_one_letter(found):
    sheets = chart.pages(found, 500)
    pages = [row // 4 for row in range(len(found.nodes))]
    column = flow_column(found, pages, chart.letters_of(sheets))
    rings = {(s.step, s.text[0]) for d in (*sheets, *column.rows) for s in d.symbols if s.kind == "connector"}
    assert len({step for step, _ in rings}) == len({name for _, name in rings}) == len(rings) > 0


def test_the_check_finds_lines_that_do_not_meet_and_letters_without_a_partner():
    found = next(graph(p) for p in SAMPLE if p.id == "annual-stocktake")
    column = flow_column(found)
    own = [row.height for row in column.rows]
    moved = replace(column.rows[4], lines=tuple(replace(line, points=tuple((x + 3, y) for x, y in line.points)) for line in column.rows[4].lines))
    assert any("border" in fault for fault in defects(replace(column, rows=(*column.rows[:4], moved, *column.rows[5:])), own))
    assert any("border" in fault for fault in defects(column, own, [0] * 9 + [1] * (len(own) - 9)))
    broken = [0] * 12 + [1] * (len(own) - 12)
    paged = flow_column(found, broken)
    cells = [row.height for row in paged.rows]
    last = replace(paged.rows[11], symbols=paged.rows[11].symbols[:1], lines=paged.rows[11].lines[:1])
    assert any("circle" in fault for fault in defects(replace(paged, rows=(*paged.rows[:11], last, *paged.rows[12:])), cells, broken))


def test_graphviz_is_asked_for_places_alone_and_never_looks_for_a_font():
    """It would measure the names of things, and say on standard error what it thinks of the font settings of the system."""
    asked = "from generator.flow.solve import places; print(places(3, [(0, 1, 5, 1), (1, 2, 7, 1)]))"
    env = {**os.environ, "FONTCONFIG_FILE": os.devnull, "FC_DEBUG": "1024"}
    done = subprocess.run([sys.executable, "-c", asked], cwd=Path(__file__).resolve().parents[1], env=env, capture_output=True, text=True, check=True)
    assert (done.stdout.strip(), done.stderr) == ("[0, 5, 12]", "") and "onfig" not in done.stdout
