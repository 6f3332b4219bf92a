"""Papers as WordprocessingML: a function for each kind of run and block. Words come from :mod:`generator.documents`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from math import fsum
from typing import Any

from generator.documents import model as m
from generator.docx import tables
from generator.docx.charts import CHART_SCALE, SHEET, at_scale, drawn, legend
from generator.docx.form import form
from generator.docx.package import text_width
from generator.docx.paper import Paper, roomy
from generator.docx.styles import CM, INDENT, TEXT
from generator.drawing.legend import legend as samples
from generator.flow import chart
from generator.flow.fit import CHART
from generator.fonts.metrics import HANDBOOK
from generator.ooxml import ParagraphLook, paragraph, run

RULE = "_" * 28
EMBLEM = 3 * CM
"""Room for the garuda at the head of an order: 3 cm high, as the rules on correspondence (B.E. 2526) have it."""
LEFT, MARKED, STEP_IN, GUTTER = INDENT // 2, 160, 360, 120
"""To the numbers of a list, to the marks of one, for each depth, and from a number to its words."""
ABOVE_SIGNATURE, APART = 560, 280
DEEPEST = 4
FACTS = (30.0, 70.0)
PARAS: dict[m.Role, str] = {
    "plain": "Normal", "body": "Body", "status": "Normal", "ways": "Normal",
    "title": "Centred", "subject": "Centred", "words": "Body", "clause": "Clause", "person": "Person", "given": "Signed",
    "basis": "Normal", "kicker": "Normal", "caption": "Caption",
}  # fmt: skip
BOLD = frozenset({"Person", "Caption"})


@dataclass(frozen=True, slots=True)
class Near:
    """What a block stands by. ``keep``: its last line stays on the page of what follows; ``following``: the next block."""

    keep: bool = False
    following: m.Block | None = None


def emit(paper: Paper, found: Iterable[m.Block]) -> Iterator[str]:
    """Blocks as paragraphs and tables. A signature never begins a page alone: the last lines of what is signed go over with it."""
    every = tuple(found)
    kept = {at for end, block in enumerate(every) if isinstance(block, m.Signatures) for at in _last_lines(every, end)}
    for at, (block, following) in enumerate(zip(every, (*every[1:], None), strict=True)):
        drawn = following if isinstance(block, m.Heading) else block
        yield paper.turned(*_sheet(paper, drawn))
        yield from BLOCKS[type(block)](paper, block, Near(at in kept, following))


def _sheet(paper: Paper, block: m.Block | None) -> tuple[bool, str]:
    """Whether the pages of a block lie, and their size."""
    lanes = paper.in_lanes(block) if isinstance(block, m.Flowchart) else None
    return (lanes.paper.lying, lanes.paper.size) if lanes else (isinstance(block, m.SummarySheet) and block.table.landscape, "a4")


def _last_lines(every: tuple[m.Block, ...], end: int) -> Iterator[int]:
    """The blocks before a signature that must not leave it alone."""
    for at in reversed(range(end)):
        yield at
        block = every[at]
        if not (isinstance(block, m.Para) and block.role in ("given", "clause")):
            return


def runs(paper: Paper, found: m.Runs, size: float = 0, bold: bool = False) -> str:
    """What stands in a line."""
    return "".join(RUNS[type(r)](paper, r, size, bold) for r in found)


def _text(paper: Paper, r: m.Text, size: float, bold: bool) -> str:
    if r.look == "code":
        return paper.values.words(r.text, run(r.text, size, bold))
    if r.look == "aside":
        return run("(", size, bold) + paper.run(r.text, size, bold) + run(")", size, bold)
    return paper.run(r.text, size, bold or r.look == "strong")


RUNS: dict[type, Callable[[Paper, Any, float, bool], str]] = {
    str: Paper.run,
    m.Text: _text,
    m.Sign: lambda _paper, r, size, bold: run(r.sign, size, bold),
    m.Link: lambda paper, r, size, bold: paper.run(r.text, size, bold),
    m.Break: lambda _paper, _r, size, bold: run("\n", size, bold),
    m.PageOf: lambda _paper, _r, _size, _bold: "",
    m.Blank: lambda _paper, r, size, bold: run({"line": m.LINE, "box": "☐", "room": m.ROOM}[r.kind], size, bold),
    m.Note: lambda _paper, _r, _size, _bold: "",
}


def _heading(paper: Paper, block: m.Heading, near: Near) -> Iterator[str]:
    """One right above a sheet or a form begins a page, so that each can be handed out."""
    new_page = isinstance(near.following, m.SummarySheet) or (isinstance(near.following, m.Part) and near.following.role == "sheet")
    number = run(f"{paper.shown(block.no)} ") if block.no else ""
    yield paragraph(number + paper.run(block.text), ParagraphLook(f"Heading{min(block.level, DEEPEST)}", new_page=new_page))


def _para(paper: Paper, block: m.Para, near: Near) -> Iterator[str]:
    keep = near.keep or (block.role == "clause" and isinstance(near.following, m.List | m.Signatures))
    style = PARAS[block.role]
    yield paragraph(runs(paper, block.runs, bold=style in BOLD), ParagraphLook(style, keep=keep))
    if block.role == "subject":
        yield paragraph(run(RULE), ParagraphLook("Centred", below=160))


def _list(paper: Paper, block: m.List, near: Near) -> Iterator[str]:
    items = list(_items(paper, block))
    for at, (content, look) in enumerate(items, 1):
        yield paragraph(content, replace(look, keep=look.keep or (near.keep and at == len(items))))


def _items(paper: Paper, block: m.List) -> Iterator[tuple[str, ParagraphLook]]:
    """Content and look of each line. Numbers are text: clauses are cited, and must not be counted anew when one is struck out."""
    if block.look not in ("marked", "plain"):
        yield from _level(paper, block.items, LEFT, 0)
        return
    marks = [_width(word) for word in m.MARK_WORDS.values()] if block.look == "marked" else [0]
    for head in (i for i in block.items if i.mark == "head"):
        yield runs(paper, head.runs, bold=True), ParagraphLook("Person")
        yield from _level(paper, head.items, MARKED, max(marks))
    yield from _level(paper, [i for i in block.items if i.mark != "head"], MARKED, max(marks))


def _level(paper: Paper, items: Iterable[m.Item], left: int, least: int, together: bool = False) -> Iterator[tuple[str, ParagraphLook]]:
    """``together``: all but the last stay with what follows. A step stays with its facts."""
    found = [(i, paper.shown(m.MARK_WORDS[i.mark] or i.no or "–")) for i in items]
    hang = max((least, *(_width(no) for _, no in found))) + GUTTER
    for at, (item, no) in enumerate(found, 1):
        known = [m.Item("-", (f"{fact.label}: ", *fact.runs)) for fact in item.facts if not fact.in_form]
        keep = bool(known and not item.items) or (together and at < len(found))
        yield run(f"{no}\t") + runs(paper, item.runs), ParagraphLook("Item", left=left, hang=hang, keep=keep)
        yield from _level(paper, item.items, left + STEP_IN, least)
        yield from _level(paper, known, left + STEP_IN, least, together=True)


def _width(words: str, size: float = TEXT) -> int:
    return round(HANDBOOK.width(words, size) * 20)


def _facts(paper: Paper, block: m.Facts, near: Near) -> Iterator[str]:
    if block.look == "terms":
        for fact in block.facts:
            yield paragraph(paper.run(fact.label) + run(f" {m.MEANS} ") + runs(paper, fact.runs), ParagraphLook("Body"))
        return
    columns = m.Column(m.ITEM, FACTS[0]), m.Column(m.DETAIL, FACTS[1])
    yield from _grid(paper, m.Table("", columns, tuple(m.Row(((fact.label,), fact.runs)) for fact in block.facts)), FACTS, near.keep)


def _table(paper: Paper, block: m.Table, near: Near) -> Iterator[str]:
    if block.look == "matrix":
        block = block.by_row
    words = [tuple(m.plain(cell) for cell in row.cells) for row in block.rows]
    shares = paper.setter.shared(tuple(c.title for c in block.columns), [c.share for c in block.columns], words)
    yield from _grid(paper, block, shares, near.keep)


def _grid(paper: Paper, block: m.Table, shares: tuple[float, ...], keep: bool) -> Iterator[str]:
    """A table; small room after it, since Word joins tables that touch. ``keep``: its last row stays with what follows."""
    widths = [round(text_width() * share / fsum(shares)) for share in shares]

    def cells(found: Iterable[m.Runs], bold: bool = False, keep: bool = False) -> Iterator[str]:
        for column, width, said in zip(block.columns, widths, found, strict=True):
            middle = bold or column.centred or column.kind == "number"
            look = ParagraphLook("Cell", "center" if middle else "", keep=keep)
            yield tables.cell(paragraph(runs(paper, said, bold=bold), look), width, middle=bold)

    heads = tables.row(cells(((c.title,) for c in block.columns), True), head=True)
    last = len(block.rows) if keep else 0
    yield tables.table(widths, (heads, *(tables.row(cells(row.cells, keep=at == last)) for at, row in enumerate(block.rows, 1))))
    yield paragraph("", ParagraphLook(line=120, keep=keep))


def _flowchart(paper: Paper, block: m.Flowchart, _near: Near) -> Iterator[str]:
    if lanes := paper.in_lanes(block):
        found, shown = lanes.sheets, [at_scale(paper, sheet, lanes.scale) for sheet in lanes.sheets]
    else:
        found = chart.pages(block.graph, SHEET / CHART_SCALE, paper.edition.protected, roomy(CHART))
        shown = [drawn(paper, sheet) for sheet in found]
    paper.letters = chart.letters_of(found)
    yield from (*shown, paper.turned(lying=False))
    yield from legend(paper, samples({node.kind for node in block.graph.nodes}), TEXT)


def _signatures(paper: Paper, block: m.Signatures, _near: Near) -> Iterator[str]:
    """Each in the right half; a line to sign on, and one for the day, where one is to be signed by hand."""
    for place in block.places:
        names = [paper.run(m.plain((line,))) for line in place.lines] or [run(f"({m.LINE})")]
        asked = [run(f"{m.SIGN} {m.LINE} ") + paper.run(place.asks)] if place.asks else []
        date = [paper.run(place.date)] if place.date else [run(place.blank_date)] if place.blank_date else []
        lines = [*asked, *names, *date]
        for at, line in enumerate(lines):
            yield paragraph(line, ParagraphLook("Signature", above=None if at else ABOVE_SIGNATURE, keep=at < len(lines) - 1))


def _part(paper: Paper, block: m.Part, _near: Near) -> Iterator[str]:
    if block.role == "paper":
        yield paragraph("", ParagraphLook(line=EMBLEM))
    elif block.role == "apart":
        yield paragraph("", ParagraphLook(line=APART))
    yield from emit(paper, block.blocks)


BLOCKS: dict[type, Callable[[Paper, Any, Near], Iterator[str]]] = {
    m.Heading: _heading,
    m.Para: _para,
    m.List: _list,
    m.Facts: _facts,
    m.Table: _table,
    m.Picture: lambda paper, block, _near: iter((drawn(paper, block.drawing),)),
    m.Flowchart: _flowchart,
    m.SummarySheet: lambda paper, block, _near: iter((form(paper, block),)),
    m.Year: lambda paper, block, near: _table(paper, block.table, near),
    m.Symbols: lambda paper, block, _near: legend(paper, block.samples, TEXT),
    m.Signatures: _signatures,
    m.Part: _part,
}
