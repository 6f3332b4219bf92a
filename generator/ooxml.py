"""WordprocessingML as strings: an element, a run, a paragraph. All text and every attribute of an OOXML file is escaped here and nowhere else.

Lengths are twips (1/20 pt), sizes of type pt. Word refuses children in another order than the schema's (ECMA-376, part 1, chapter 17), so each
function writes its own in that order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from markupsafe import escape

NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
NO_PREFIX = ("a:", "wp:", "wps:", "wpg:", "mc:")
"""Drawings: their attributes are in no namespace; those of Word's own elements are in that of the element."""
Align = Literal["", "left", "center", "right", "both", "thaiDistribute"]


def escaped(text: object) -> str:
    """Text as it may stand in XML, without the control characters that no XML may hold."""
    return str(escape(NOT_XML.sub("", str(text))))


def tag(name: str, /, *content: str, **attributes: object) -> str:
    """An element; an attribute that is None is left out. ``val=1`` of ``w:jc`` becomes ``w:val="1"``, of ``a:off`` ``val="1"``."""
    prefix = "" if name.startswith(NO_PREFIX) or ":" not in name else f"{name.split(':')[0]}:"
    said = "".join(f' {key if ":" in key else prefix + key}="{escaped(value)}"' for key, value in attributes.items() if value is not None)
    inner = "".join(content)
    return f"<{name}{said}>{inner}</{name}>" if inner else f"<{name}{said}/>"


def run_look(size: float = 0, bold: bool = False) -> str:
    """The properties of a run. Complex script has its own weight and size (``bCs``, ``szCs``): without them Thai stays as the style has it."""
    half = round(size * 2)
    weight = tag("w:b") + tag("w:bCs") if bold else ""
    return tag("w:rPr", weight, tag("w:sz", val=half) + tag("w:szCs", val=half) if half else "") if weight or half else ""


def run(text: str, size: float = 0, bold: bool = False) -> str:
    """Words in one style, line feeds and tabs kept; ``size`` 0: that of the paragraph's style."""
    parts = re.split("([\n\t])", text)
    marks = {"\n": tag("w:br"), "\t": tag("w:tab")}
    words = "".join(marks.get(part) or tag("w:t", escaped(part), **{"xml:space": "preserve"}) for part in parts if part)
    return tag("w:r", run_look(size, bold), words) if words else ""


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """How a paragraph stands apart from its style. ``hang``: from a number to its words; ``first``: indent of the first line.

    ``tab``: to a tab stop; ``line``: exact height of a line; ``keep``: on the page of the next paragraph; ``level``: in the outline, from 0.
    """

    style: str = ""
    align: Align = ""
    left: int = 0
    hang: int = 0
    tab: int = 0
    first: int | None = None
    above: int | None = None
    below: int | None = None
    line: int = 0
    keep: bool = False
    new_page: bool = False
    level: int | None = None


PLAIN, TINY = ParagraphLook(), ParagraphLook(line=20)
"""As its style has it; a line of no height to speak of."""


def properties(look: ParagraphLook, section: str = "") -> str:
    """The properties of a paragraph; ``section``: those of the section that it ends."""
    left = look.left + look.hang
    spaced = {"before": look.above, "after": look.below, "line": look.line or None, "lineRule": "exact" if look.line else None}
    indents = {"left": left or None, "hanging": look.hang or None, "firstLine": look.first}
    found = (
        tag("w:pStyle", val=look.style) if look.style else "",
        tag("w:keepNext") if look.keep else "",
        tag("w:pageBreakBefore") if look.new_page else "",
        tag("w:tabs", tag("w:tab", val="left", pos=look.tab or left)) if look.hang or look.tab else "",
        tag("w:spacing", **spaced) if any(v is not None for v in spaced.values()) else "",
        tag("w:ind", **indents) if any(v is not None for v in indents.values()) else "",
        tag("w:jc", val=look.align) if look.align else "",
        tag("w:outlineLvl", val=look.level) if look.level is not None else "",
        section,
    )
    return tag("w:pPr", *found) if any(found) else ""


def paragraph(content: str = "", look: ParagraphLook = PLAIN, section: str = "") -> str:
    """A paragraph of runs."""
    return tag("w:p", properties(look, section), content)
