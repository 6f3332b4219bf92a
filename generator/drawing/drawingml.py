"""A :class:`~generator.drawing.model.Drawing` as one group of native Word shapes, which staff can edit.

A symbol is a shape that holds its own words; a segment of a line is a straight connector, the last one with the arrow head.
ECMA-376 part 1, chapters 20.1 and 20.4; the shapes and the group are Word 2010's own (MS-ODRAWXML 2.24).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from generator.drawing import shapes
from generator.drawing.model import Drawing, Point, Symbol
from generator.drawing.svg import Digits
from generator.drawing.typst import HANDBOOK_SIZE, PX
from generator.ooxml import ParagraphLook, paragraph, run, tag

EMU = 12700  # to the pt
STROKE = 0.75  # pt, as thick as the borders that lengthen the lines of a form
CONNECTOR_SIZE = 0.75  # of the words in other symbols: a circle is lower than a line
LABEL_RISE, LABEL_ROOM = 0.68, 1.08  # of a line above the baseline; of a label's width, so that its line never breaks
FULL_LINE = 1.331  # height of a line of TH Sarabun in its sizes
GROUP = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
VERBS = {"move": "a:moveTo", "line": "a:lnTo", "curve": "a:cubicBezTo"}
WHITE = tag("a:solidFill", tag("a:srgbClr", val="FFFFFF"))
BLACK = tag("a:solidFill", tag("a:srgbClr", val="000000"))
INK = BLACK, STROKE
GREY = tag("a:solidFill", tag("a:srgbClr", val="737373")), 0.5
"""Colour and width (pt) of lines, and of those between swimlanes."""
RECTANGLE = tag("a:prstGeom", tag("a:avLst"), prst="rect")
NO_LINE = tag("a:ln", tag("a:noFill"))


Ids = Iterator[int]
"""Numbers for a document's drawings, shapes and bookmarks, each once: ``itertools.count(1)``."""


class GroupPlace(NamedTuple):
    """How a group stands in the text: in line with it, or (``cover``) anchored at its paragraph on white, which hides the borders of the cells below.

    ``alt``: what is drawn, in words; ``mark``: adds to the runs of a symbol's lines.
    """

    alt: str
    cover: bool = False
    mark: Callable[[Symbol, Sequence[str]], Sequence[str]] = lambda _symbol, lines: lines


def emit(drawing: Drawing, ids: Ids, frame: GroupPlace, scale: float = PX, digits: Digits = str) -> str:
    """The run that holds the group. ``scale``: pt to the px of the drawing; ``digits``: turns words to the digits of their region.

    Lines that run beyond the drawing are cut at its edge.
    """
    ident, group = next(ids), _Group(drawing, ids, scale, digits, frame.mark)
    wide, high = group.emu(drawing.width), group.emu(drawing.height)
    whole = tag("a:xfrm", tag("a:off", x=0, y=0), tag("a:ext", cx=wide, cy=high), tag("a:chOff", x=0, y=0), tag("a:chExt", cx=wide, cy=high))
    found = (*group.ground(wide, high, frame.cover), *group.rules(), *group.lines(), *group.bars(), *group.symbols(), *group.labels())
    shapes_ = tag("wpg:wgp", tag("wpg:cNvGrpSpPr"), tag("wpg:grpSpPr", whole), *found)
    size = tag("wp:extent", cx=wide, cy=high) + tag("wp:effectExtent", l=0, t=0, r=0, b=0)
    name = tag("wp:docPr", id=ident, name=f"Flow {ident}", descr=frame.alt) + tag("wp:cNvGraphicFramePr")
    graphic = tag("a:graphic", tag("a:graphicData", shapes_, uri=GROUP))
    # No mc:Fallback: some readers show its words beside the shapes. The words for screen readers stand in ``descr``.
    return tag("w:r", tag("mc:AlternateContent", tag("mc:Choice", tag("w:drawing", _framed(size, name + graphic, frame, ident)), Requires="wpg")))


def _framed(size: str, content: str, frame: GroupPlace, ident: int) -> str:
    apart = dict.fromkeys(("distT", "distB", "distL", "distR"), 0)
    if not frame.cover:
        return tag("wp:inline", size, content, **apart)
    across = tag("wp:positionH", tag("wp:posOffset", "0"), relativeFrom="column")
    down = tag("wp:positionV", tag("wp:posOffset", "0"), relativeFrom="paragraph")
    place = tag("wp:simplePos", x=0, y=0) + across + down
    said = {"simplePos": 0, "relativeHeight": ident, "behindDoc": 0, "locked": 0, "layoutInCell": 1, "allowOverlap": 1}
    return tag("wp:anchor", place, size, tag("wp:wrapNone"), content, **apart, **said)


class _Group:
    """The shapes of one drawing, EMU."""

    def __init__(self, drawing: Drawing, ids: Ids, scale: float, digits: Digits, mark: Callable[[Symbol, Sequence[str]], Sequence[str]]) -> None:
        self.drawing, self.ids, self.scale, self.digits, self.mark = drawing, ids, scale, digits, mark
        self.font, self.label = self._size(drawing.type.font), self._size(drawing.type.label)

    def _size(self, px: float) -> float:
        """pt of TH Sarabun, in halves: rounded down, else the last word of a symbol would wrap."""
        return int(2 * px * self.scale * HANDBOOK_SIZE) / 2

    def emu(self, px: float) -> int:
        return round(px * self.scale * EMU)

    def _box(self, x: float, y: float, width: float, height: float, **flips: object) -> str:
        off, ext = tag("a:off", x=self.emu(x), y=self.emu(y)), tag("a:ext", cx=self.emu(width), cy=self.emu(height))
        return tag("a:xfrm", off, ext, **flips)

    def ground(self, wide: int, high: int, cover: bool) -> Iterator[str]:
        """The whole extent first: LibreOffice stretches a group whose shapes do not reach its edges. Then white, where borders must hide."""
        yield self._shape("Frame", self._box(0, 0, self.drawing.width, self.drawing.height) + RECTANGLE + tag("a:noFill") + NO_LINE)
        if cover:
            side, top = EMU // 2, EMU // 4
            at = tag("a:xfrm", tag("a:off", x=side, y=top), tag("a:ext", cx=wide - 2 * side, cy=high - top))
            yield self._shape("Paper", at + RECTANGLE + WHITE + NO_LINE)

    def rules(self) -> Iterator[str]:
        for line in self.drawing.rules:
            yield from (self._leg(start, end, head=False, stroke=GREY) for start, end in pairwise(line.points))

    def bars(self) -> Iterator[str]:
        for line in self.drawing.bars:
            yield from (self._leg(start, end, head=False, stroke=(BLACK, shapes.BAR * self.scale)) for start, end in pairwise(line.points))

    def lines(self) -> Iterator[str]:
        for line in self.drawing.lines:
            points = [(x, min(max(y, 0.0), self.drawing.height)) for x, y in line.points]
            legs = [leg for leg in pairwise(points) if leg[0] != leg[1]]
            for at, (start, end) in enumerate(legs, 1):
                yield self._leg(start, end, head=line.arrow and at == len(legs))

    def _leg(self, start: Point, end: Point, head: bool, stroke: tuple[str, float] = INK) -> str:
        (x0, y0), (x1, y1) = start, end
        at = self._box(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0), flipH=1 if x1 < x0 else None, flipV=1 if y1 < y0 else None)
        tip = tag("a:tailEnd", type="triangle", w="med", len="med") if head else ""
        ink, width = stroke
        drawn = tag("a:ln", ink, tag("a:miter", lim=800000), tip, w=round(width * EMU), cap="sq")
        form = tag("a:prstGeom", tag("a:avLst"), prst="straightConnector1")
        return tag(
            "wps:wsp", tag("wps:cNvPr", id=next(self.ids), name="Line"), tag("wps:cNvCnPr"), tag("wps:spPr", at, form, drawn), tag("wps:bodyPr")
        )

    def symbols(self) -> Iterator[str]:
        for s in self.drawing.symbols:
            form = tag("a:prstGeom", tag("a:avLst"), prst=preset) if (preset := shapes.SHAPES[s.kind].preset) else self._outline(s)
            ink, width = GREY if shapes.SHAPES[s.kind].stroke == shapes.HAIRLINE else INK
            stroke = tag("a:ln", ink, tag("a:round"), w=round(width * EMU))
            look = self._box(s.x - s.width / 2, s.y - s.height / 2, s.width, s.height) + form + WHITE + stroke
            small = s.kind == "connector"
            words = s.text if small else tuple(map(self.digits, s.text))
            size = self.font * (CONNECTOR_SIZE if small else 1)
            height = round((size * FULL_LINE if small else self.drawing.type.line * self.scale) * 20)
            lines = self.mark(s, [run(t, size, n < s.bold) for n, t in enumerate(words)])
            yield self._shape(
                s.kind,
                look,
                "".join(paragraph(line, ParagraphLook("Symbol", "center", line=height)) for line in lines),
                foot=self.emu(2 * shapes.SHAPES[s.kind].hollow),
            )

    def _outline(self, s: Symbol) -> str:
        """The outline as on the web and in the book; all of it is for the words."""

        def spell(points: Iterable[Point]) -> str:
            return "".join(tag("a:pt", x=self.emu(x + s.width / 2), y=self.emu(y + s.height / 2)) for x, y in points)

        found = shapes.outline(s.kind, s.width, s.height)
        path = (tag("a:close") if seg.verb == "close" else tag(VERBS[seg.verb], spell(seg.points)) for seg in found)
        room = tag("a:rect", l="l", t="t", r="r", b="b")
        empty = map(tag, ("a:avLst", "a:gdLst", "a:ahLst", "a:cxnLst"))
        return tag("a:custGeom", *empty, room, tag("a:pathLst", tag("a:path", *path, w=self.emu(s.width), h=self.emu(s.height))))

    def labels(self) -> Iterator[str]:
        height = self.label * FULL_LINE / self.scale
        for label in self.drawing.labels:
            look = self._box(label.x - 2, label.y - height * LABEL_RISE, label.width * LABEL_ROOM + 6, height) + RECTANGLE + tag("a:noFill") + NO_LINE
            yield self._shape("Label", look, paragraph(run(self.digits(label.whole), self.label), ParagraphLook("Symbol", "left")))

    def _shape(self, name: str, look: str, words: str = "", foot: int = 0) -> str:
        """``look``: place, form, fill and line; ``foot``: below the words."""
        text = tag("wps:txbx", tag("w:txbxContent", words)) if words else ""
        body = tag("wps:bodyPr", tag("a:noAutofit"), lIns=0, tIns=0, rIns=0, bIns=foot, anchor="ctr")
        return tag("wps:wsp", tag("wps:cNvPr", id=next(self.ids), name=name), tag("wps:cNvSpPr"), tag("wps:spPr", look), text, body)
