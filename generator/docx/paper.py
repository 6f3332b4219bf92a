"""One file under way: what every function that writes a part of it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.docx.package import Wrap, section
from generator.docx.values import Values
from generator.drawing.drawingml import Ids
from generator.edition import Edition
from generator.ooxml import TINY, paragraph, run
from generator.pdf.typesetter import Setter


@dataclass
class Paper:
    """One file under way. ``setter``: shares out the widths of tables as in the book; ``lying``: whether its last pages so far lie on their side;
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
    letters: Mapping[str, str] = field(default_factory=dict)

    def shown(self, words: str) -> str:
        """Words in the digits of the region."""
        return self.edition.shown(words, self.region)

    def run(self, words: str, size: float = 0, bold: bool = False) -> str:
        """Words in one style, in a bookmark if they are those of a value."""
        return self.values.words(words, run(self.shown(words), size, bold))

    def turned(self, lying: bool) -> str:
        """What must stand before something on pages that lie so: the end of a section, if they lay otherwise."""
        ended = paragraph("", TINY, section(self.wrap, self.lying)) if self.begun and lying != self.lying else ""
        self.begun, self.lying = True, lying
        return ended
