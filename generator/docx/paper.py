"""One file under way: what every function that writes a part of it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from generator.documents.model import Flowchart
from generator.docx.package import Wrap, section
from generator.docx.values import Values
from generator.drawing.drawingml import FULL_LINE, Ids
from generator.drawing.typst import HANDBOOK_SIZE
from generator.edition import Edition
from generator.flow.figures import SHEETS
from generator.flow.fit import LANES, Sizes
from generator.flow.lane_sheets import LaneSheets, lane_sheets
from generator.ooxml import TINY, paragraph, run
from generator.pdf.typesetter import Setter


@dataclass
class Paper:
    """One file under way. ``setter``: shares out the widths of tables as in the book; ``lying``, ``size``: of its last pages so far;
    ``letters``: of the circles in a chart that stands in it, by step.
    """

    edition: Edition
    setter: Setter
    values: Values
    ids: Ids
    wrap: Wrap
    region: str = "book"
    begun: bool = False
    lying: bool = False
    size: str = "a4"
    letters: Mapping[str, str] = field(default_factory=dict)
    _lanes: dict[str, LaneSheets | None] = field(default_factory=dict)

    def shown(self, words: str) -> str:
        """Words in the digits of the region."""
        return self.edition.shown(words, self.region)

    def run(self, words: str, size: float = 0, bold: bool = False) -> str:
        """Words in one style, in a bookmark if they are those of a value."""
        return self.values.words(words, run(self.shown(words), size, bold))

    def turned(self, lying: bool, size: str = "a4") -> str:
        """What must stand before something on such pages: the end of a section, if they were others."""
        ended = paragraph("", TINY, self.section()) if self.begun and (lying, size) != (self.lying, self.size) else ""
        self.begun, self.lying, self.size = True, lying, size
        return ended

    def section(self) -> str:
        """The properties of its last pages so far."""
        return section(self.wrap, self.lying, self.size)

    def in_lanes(self, block: Flowchart) -> LaneSheets | None:
        """The sheets of a chart in lanes, drawn once."""
        if block.procedure not in self._lanes:
            made = lane_sheets(block.graph, block.lanes, self.edition.protected, SHEETS, roomy(LANES)) if block.lanes else None
            self._lanes[block.procedure] = made
        return self._lanes[block.procedure]


def roomy(sizes: Sizes) -> Sizes:
    """The same with lines as high as TH Sarabun's own: in lower ones Word cuts the marks of Thai letters off."""
    return replace(sizes, type=replace(sizes.type, line=sizes.type.font * HANDBOOK_SIZE * FULL_LINE))
