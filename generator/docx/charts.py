"""Drawings in line with the text, and the legend of their symbols."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.docx.package import text_width
from generator.docx.paper import Paper
from generator.drawing import drawingml
from generator.drawing.drawingml import GroupPlace
from generator.drawing.legend import TITLE, Sample
from generator.drawing.model import Drawing
from generator.drawing.typst import PX
from generator.ooxml import ParagraphLook, paragraph, run

SHEET = 600.0
"""Height of a chart, pt: a higher one would leave half a page empty above it."""
CHART_SCALE, SAMPLE_SCALE = 0.7, 0.62  # pt to the px
HALF = 4500  # to the second column of a legend, twips


def drawn(paper: Paper, drawing: Drawing) -> str:
    """A drawing in the middle of the line, as large as it may be."""
    return at_scale(paper, drawing, min(PX, text_width() / 20 / drawing.width, SHEET / drawing.height))


def at_scale(paper: Paper, drawing: Drawing, scale: float) -> str:
    """A drawing in the middle of the line, ``scale`` pt to the px."""
    alt = " ".join(text for text in (drawing.title, drawing.description) if text)
    return paragraph(drawingml.emit(drawing, paper.ids, GroupPlace(paper.shown(alt)), scale, paper.shown), ParagraphLook(align="center"))


def legend(paper: Paper, samples: Iterable[Sample], size: float) -> Iterator[str]:
    """The symbols that are used, each with its words, two beside each other."""
    made = [f"{drawingml.emit(s.drawing, paper.ids, GroupPlace(''), SAMPLE_SCALE)}{run(f'  {paper.shown(s.words)}', size - 1)}" for s in samples]
    yield paragraph(run(TITLE, size, True), ParagraphLook("Cell", keep=True))
    for at in range(0, len(made), 2):
        yield paragraph(run("\t").join(made[at : at + 2]), ParagraphLook("Cell", tab=HALF, keep=at + 2 < len(made)))
