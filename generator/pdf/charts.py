"""Charts on pages: structure, personnel, workflow, and the flowchart of a procedure in as many sheets as it needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.documents import office
from generator.documents.charted import charted
from generator.documents.model import plain
from generator.drawing import typst
from generator.drawing.model import Drawing
from generator.flow import chart, orgchart, tree
from generator.flow.figures import PAGES
from generator.flow.fit import CHART
from generator.flow.lane_plan import lane_plan
from generator.flow.lane_sheets import LanePaper, lane_sheets
from generator.model.orders import RoleKind
from generator.model.organization import Unit
from generator.model.procedure import Procedure
from generator.pdf import connectors, symbols
from generator.pdf.blocks import Block, Legend, Paragraph, SetHeading, SetPicture
from generator.pdf.pagination import ABOVE_LEGEND
from generator.pdf.slices import slices
from generator.pdf.typesetter import LINE, TEXT_HEIGHT, TEXT_WIDTH, Setter
from generator.register.words import ROLE_TITLES

SYMBOLS = replace(CHART, type=replace(CHART.type, label=CHART.type.font))
"""Words beside lines are as large as those in symbols."""
TYPES = (14.0, 13.0, 12.0)
"""Words in symbols, pt of TH Sarabun: smaller ones where that saves a page."""
FLOWCHART_ROOM = TEXT_HEIGHT - 3 * 16 * LINE
KEY_SIZE = 14.0
SHRINK = 1.35  # a chart taller than a page by no more than this is made smaller; a taller one is cut
LEAST, LAST_SCALE = 0.85, 0.45
LONGEST_ALT = 4000  # letters; PDF/A allows 32,767 bytes in a string


def picture(book: Setter, drawing: Drawing, room: float, most: float = typst.PX) -> SetPicture:
    """A drawing as large as it may be: within the text's width and ``room`` (pt) of height, and at ``most`` so many pt to the px."""
    return _at_scale(book, drawing, min(most, TEXT_WIDTH / drawing.width, room / drawing.height))


def _at_scale(book: Setter, drawing: Drawing, scale: float, marks: Sequence[str] = ()) -> SetPicture:
    book.drawn(drawing)
    alt = (" ".join(text for text in (drawing.title, drawing.description) if text) or "แผนภูมิ")[:LONGEST_ALT]
    return SetPicture(typst.emit(drawing, scale=scale, digits=book.shown, marks=marks), book.shown(alt))


def _below(heading: SetHeading) -> float:
    return TEXT_HEIGHT - len(heading.lines) * 20 * LINE - 40


def organization(book: Setter, title: str) -> Iterator[Block]:
    """แผนภูมิโครงสร้างการบริหาร"""
    yield from _chart(book, title, orgchart.structure(book.edition))


def personnel(book: Setter, title: str) -> Iterator[Block]:
    """แผนภูมิบุคลากร, if the group has anybody; under a title that names a work group, who answers for its work."""
    unit = _named(book, title)
    found = _answering(book, unit, title) if unit else None
    if found:
        yield from _chart(book, title, found)
    elif drawing := orgchart.personnel(book.edition):
        yield from _chart(book, title, drawing, tuple(book.flush(plain(para.runs)) for para in office.apart(book.edition)))


def _named(book: Setter, title: str) -> Unit | None:
    units = (u for u in book.manual.organization.units if u.parent == book.edition.group.id and u.name in title)
    return max(units, key=lambda u: len(u.name), default=None)


def _answering(book: Setter, unit: Unit, title: str) -> Drawing | None:
    """The members of a work group by what they are charged with: the main one above the joint ones. None if nobody is."""
    charged: dict[RoleKind, list[tree.TreeEntry]] = {RoleKind.MAIN: [], RoleKind.TOGETHER: [], RoleKind.JOINT: []}
    for person in book.edition.members(unit.id):
        roles = {c.role for c in book.edition.charges_of(person.id) if c.kind == "procedure"}
        role = next((r for r in charged if r in roles), None)
        if role:
            words = (*([person.titled] if person.titled else []), ROLE_TITLES[role])
            charged[role].append(tree.TreeEntry(person.name, words, f"person:{person.id}"))
    main, together, joint = charged.values()
    main += together
    if not main and not joint:
        return None
    root = replace(main[0], below=tuple(joint)) if len(main) == 1 else tree.TreeEntry(unit.name, (), f"unit:{unit.id}", (*main, *joint))
    return tree.drawing(root, title, book.protected)


def workflow(book: Setter, title: str) -> Iterator[Block]:
    """How the group's procedures hang together; the heading alone if none leads to another."""
    drawing = orgchart.workflow(book.edition)
    yield from _chart(book, title, drawing) if drawing else (book.heading(1, title, new_page=True),)


def _chart(book: Setter, title: str, drawing: Drawing, below: Sequence[Paragraph] = ()) -> Iterator[Block]:
    heading = book.heading(1, title, new_page=True)
    yield heading
    room = _below(heading) - sum(len(note.lines) for note in below) * 16 * LINE
    yield from _drawn(book, drawing, room)
    yield from below


def _drawn(book: Setter, drawing: Drawing, room: float) -> Iterator[Block]:
    scale = min(typst.PX, TEXT_WIDTH / drawing.width)
    if drawing.height * scale <= room * SHRINK:
        yield picture(book, drawing, room)
        return
    parts = slices(drawing, room / max(scale * LEAST, LAST_SCALE))
    yield from (picture(book, part, room, min(room / p.height for p in parts)) for part in parts)


@dataclass(frozen=True)
class ChartSheets:
    """A flowchart in one size of type: its sheets, none higher than a page with its heading and the legend; pt to the px."""

    sheets: tuple[Drawing, ...]
    key: Legend
    scale: float
    paper: LanePaper | None = None

    def blocks(self, book: Setter) -> tuple[Block, ...]:
        """The sheets, then the legend."""
        if self.paper:
            return (*self._in_lanes(book, self.paper), self.key)
        scale = min(self.scale, *(TEXT_WIDTH / sheet.width for sheet in self.sheets))  # one size on all sheets
        found = [picture(book, sheet, FLOWCHART_ROOM, scale) for sheet in self.sheets]
        if len(found) > 1:
            marks = [book.mark() for _ in found]
            scales = [made.drawing["width"] / sheet.width for made, sheet in zip(found, self.sheets, strict=True)]
            beside = connectors.beside(self.sheets, marks, scales)
            found = [_marked(*made) for made in zip(found, marks, beside, strict=True)]
        *before, last = found
        return (*before, replace(last, keep=True), self.key)

    def _in_lanes(self, book: Setter, paper: LanePaper) -> Iterator[SetPicture]:
        """Each on a page of its own where the paper lies; circles name the pages on which lines go on."""
        marks = [book.mark() for _ in self.sheets]
        for sheet, mark in zip(self.sheets, marks, strict=True):
            yield replace(_at_scale(book, sheet, self.scale, marks), mark=mark, paper=paper.size if paper.lying else "")

    @property
    def letters(self) -> dict[str, str]:
        """Step -> the letter of the circles that lead to it."""
        return chart.letters_of(self.sheets)


def _marked(made: SetPicture, mark: str, texts: Iterable[connectors.Values]) -> SetPicture:
    """A sheet with its label and the words beside its circles."""
    return replace(made, mark=mark, drawing={**made.drawing, "texts": [*made.drawing["texts"], *texts]})


def _scale(size: float) -> float:
    """pt to the px at which words in symbols have a size, pt."""
    return size / (SYMBOLS.type.font * typst.HANDBOOK_SIZE)


def flowchart(book: Setter, procedure: Procedure, size: float = TYPES[0]) -> ChartSheets:
    """The flowchart of a procedure with the legend of its symbols, its words in a size of type (pt)."""
    made = charted(book.edition, procedure)
    key = symbols.block(book, {node.kind for node in made.nodes}, TEXT_WIDTH, KEY_SIZE, 2, "book")
    if plan := lane_plan(book.manual, procedure, made):
        lanes = lane_sheets(made, plan, book.protected, PAGES)
        return ChartSheets(lanes.sheets, key, lanes.scale, lanes.paper)
    scale = _scale(size)
    room = FLOWCHART_ROOM - key.height - ABOVE_LEGEND
    widest = TEXT_WIDTH / _scale(TYPES[-1])
    parts = chart.pages(made, FLOWCHART_ROOM / scale, book.protected, SYMBOLS, widest=widest)
    if parts[-1].height * scale > room:  # the legend stands below the last sheet
        parts = chart.pages(made, room / scale, book.protected, SYMBOLS, widest=widest)
    return ChartSheets(parts, key, scale)


def flowcharts(book: Setter, procedure: Procedure) -> tuple[ChartSheets, ...]:
    """The flowchart in each size of type, the largest first; laid out once if one sheet holds the largest. In lanes it has one size."""
    first = flowchart(book, procedure)
    if first.paper:
        return (first,)
    if len(first.sheets) > 1:
        return first, *(flowchart(book, procedure, size) for size in TYPES[1:])
    return tuple(replace(first, scale=first.scale * size / TYPES[0]) for size in TYPES)
