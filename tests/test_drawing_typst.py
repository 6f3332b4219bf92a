"""A drawing as values for the book: the same places as on the web, in pt."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import typst as compiler

from generator.drawing import svg, typst
from generator.drawing.model import Drawing, Label, Line, Symbol
from generator.drawing.shapes import SHAPES
from generator.fonts.metrics import HANDBOOK, REGULAR

ROOT = Path(__file__).resolve().parents[1]
DRAWING = Drawing(
    200, 100,
    (Symbol("decision", 100, 50, 80, 40, ("ตรวจ 1", "ครบ?")), Symbol("connector", 20, 20, 22, 22, ("A1",))),
    (Line(((100, -4000), (100, 30))), Line(((100, 70), (100, 4100)), arrow=False)),
    (Label("ไม่ผ่าน 2", 145, 45, 40),),
)  # fmt: skip


def test_every_word_and_every_outline_is_there():
    made = typst.emit(DRAWING)
    assert [t["text"] for t in made["texts"]] == ["ตรวจ 1", "ครบ?", "A1", "ไม่ผ่าน 2"]
    assert len([p for p in made["paths"] if p["fill"] == typst.WHITE]) == 2
    assert json.loads(json.dumps(made)) == made


@pytest.mark.parametrize("kind", SHAPES)
def test_every_kind_of_symbol_is_drawn_in_known_verbs(kind):
    made = typst.emit(Drawing(100, 60, (Symbol(kind, 50, 30, 80, 40, ("ก",)),)))
    verbs = {segment[0] for path in made["paths"] for segment in path["segments"]}
    sizes = {"move": 3, "line": 3, "curve": 7, "close": 1}
    assert verbs <= set(sizes) and all(len(s) == sizes[s[0]] for p in made["paths"] for s in p["segments"])


def test_lines_are_cut_at_the_borders_of_the_cell_and_the_drawing_stands_in_its_middle():
    made = typst.emit(DRAWING, scale=0.5, height=150)
    ys = [s[2] for p in made["paths"] for s in p["segments"] if s[0] in ("move", "line")]
    assert min(ys) == 0 and max(ys) == 150 and made["height"] == 150
    flat = typst.emit(DRAWING, scale=0.5)
    assert made["texts"][0]["y"] - flat["texts"][0]["y"] == pytest.approx((150 - 50) / 2)


def test_digits_follow_the_policy_but_connectors_keep_their_letters():
    made = typst.emit(DRAWING, digits=lambda text: text.replace("1", "๑").replace("2", "๒"))
    assert [t["text"] for t in made["texts"]] == ["ตรวจ ๑", "ครบ?", "A1", "ไม่ผ่าน ๒"]


def test_words_fit_the_room_that_was_measured_for_the_web():
    for text in ("ผู้อำนวยการสำนักงานเขตพื้นที่", "น้ำ 248", "World Class"):
        assert HANDBOOK.width(text, typst.HANDBOOK_SIZE) <= REGULAR.width(text, 1) * 1.02


def test_the_book_and_the_web_show_the_same_words():
    shown = svg.emit(DRAWING)
    assert all(re.search(f">{re.escape(t['text'])} ?</text>", shown) for t in typst.emit(DRAWING)["texts"])


@pytest.mark.parametrize("kind", SHAPES)
def test_every_symbol_is_printed_with_no_curve_of_typsts_own(kind):
    """Typst closes an outline smoothly unless told not to: the left side of a document stood bent, outside its box."""
    made = typst.emit(Drawing(200, 100, (Symbol(kind, 100, 50, 80, 40, ()),)))
    page = '#set page(width: auto, height: auto, margin: 0pt)\n#drawing(json(bytes(sys.inputs.at("made"))))'
    source = (ROOT / "generator/pdf/templates/drawing.typ").read_text("utf-8") + page
    printed = compiler.compile(source.encode(), format="svg", sys_inputs={"made": json.dumps(made)}).decode()
    outlines = re.findall(r'stroke="#[0-9a-f]{6}"[^>]* d="([^"]+)"', printed)
    assert len(outlines) == 1
    assert outlines[0].lower().count("c") == sum(segment[0] == "curve" for path in made["paths"] for segment in path["segments"])
