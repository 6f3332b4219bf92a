"""The summary form as a table that staff can edit. Where a flow line passes from row to row it is the border of a cell, which grows with its row.

What stands in a row (symbol, arrow heads, ways out, the lane that starts or ends there) is one group of shapes at the row's top, anchored over the
bordered cells on white. A row is at least as high as its drawing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from generator.documents.form_table import CENTRED, CODE, OBJECTIVES, REFERENCES, TOTALS, WORK, FormRow, FormTable
from generator.documents.model import NONE, SummarySheet
from generator.documents.step_fields import KEYS, NumberedLine
from generator.docx.charts import legend
from generator.docx.package import text_width
from generator.docx.paper import Paper, roomy
from generator.docx.tables import AIR, NOTHING, border, cell, row, table
from generator.drawing.drawingml import GroupPlace, emit
from generator.drawing.legend import legend as samples
from generator.drawing.model import Drawing, Line, Symbol
from generator.drawing.shapes import SHAPES
from generator.drawing.typst import PX
from generator.flow import column
from generator.flow.column import FlowColumn, passes
from generator.flow.fit import COLUMN
from generator.fonts.metrics import HANDBOOK
from generator.model.procedure import Procedure
from generator.ooxml import ParagraphLook, paragraph, run
from generator.pdf import form_cells
from generator.source.parsing import Path_

DEPTH_IN, GUTTER = 160, 80
BLANK = "." * 20
OPEN = border("bottom", "nil", None)


def form(paper: Paper, block: SummarySheet) -> str:
    """The whole form, as wide as its sheet."""
    made, procedure = block.table, paper.edition.manual.procedure[block.procedure]
    flow = column.column(made.graph, letters=paper.letters, extra=paper.edition.protected, sizes=roomy(COLUMN))
    width = text_width(made.landscape)
    draft = form_cells.CellDraft(paper.setter, made, flow, width / 20)
    frame = form_cells.frame(draft) or form_cells.squeezed(draft)
    return _WordForm(replace(paper, region=form_cells.REGION), procedure, made, flow, frame.size, _rounded(frame.widths, width)).tables()


def _rounded(widths: Sequence[float], total: int) -> tuple[int, ...]:
    """pt as twips that sum to a total."""
    found = [round(w * 20) for w in widths]
    return (*found[:-1], total - sum(found[:-1]))


def _moved(drawing: Drawing, dx: float) -> Drawing:
    """Further to the right, in the middle of a wider column."""
    lines = tuple(Line(tuple((x + dx, y) for x, y in line.points), line.arrow) for line in drawing.lines)
    symbols, labels = tuple(replace(s, x=s.x + dx) for s in drawing.symbols), tuple(replace(w, x=w.x + dx) for w in drawing.labels)
    return replace(drawing, width=drawing.width + 2 * dx, symbols=symbols, lines=lines, labels=labels)


@dataclass(frozen=True)
class _WordForm:
    """One form under way. ``size``: of its words, pt; ``widths``: of its columns, twips."""

    paper: Paper
    procedure: Procedure
    table: FormTable
    flow: FlowColumn
    size: float
    widths: tuple[int, ...]

    @cached_property
    def at(self) -> int | None:
        """The place of the flow column; None if it is not shown."""
        return next((n for n, c in enumerate(self.table.columns) if c.field == "flow"), None)

    @cached_property
    def scale(self) -> float:
        """pt to the px of the flow column."""
        return min(PX, (self.widths[self.at] / 20 - 1) / self.flow.width) if self.at is not None else 0.0

    @cached_property
    def drawings(self) -> tuple[Drawing, ...]:
        """Of each row, as wide as the column."""
        if self.at is None:
            return ()
        spare = self.widths[self.at] / 20 / self.scale - self.flow.width
        places = {node.id: n for n, node in enumerate(self.table.graph.nodes)}
        return tuple(_moved(self.flow.rows[places[r.node.id]], spare / 2) for r in self.table.rows)

    @cached_property
    def cuts(self) -> tuple[int, ...]:
        """Where the flow column is divided: at every x at which a line passes from some row to the next, twips."""
        return tuple(sorted({self._twips(x) for d in self.drawings for x in passes(d)}))

    def _twips(self, px: float) -> int:
        return round(px * self.scale * 20)

    def tables(self) -> str:
        """Two tables that look like one: a head is repeated on each page only if it is the first row of its own."""
        edges = [[0, *(self.cuts if n == self.at else ()), width] for n, width in enumerate(self.widths)]
        grid = [b - a for column in edges for a, b in pairwise(column)]
        steps = (made for n in range(len(self.table.rows)) for made in (*self._stage(n), self._step(n)))
        head = (self._facts(), *self._said(OBJECTIVES, self._lines_of(self.table.objectives), OPEN))
        foot = (
            *self._said(TOTALS, self._lines_of(self.table.totals)),
            *self._said(REFERENCES, self._lines_of(self.table.references)),
            *self._legend(),
        )
        return table(grid, head) + NOTHING + table(grid, (self._titles(), *steps, *foot))

    # what stands above and below

    def _wide(self, content: str, first: int, last: int, borders: str = "") -> str:
        """A cell over columns ``first`` to ``last``."""
        span = last - first + (len(self.cuts) if self.at is not None and first <= self.at < last else 0)
        return cell(content, sum(self.widths[first:last]), span=span, borders=borders)

    def _facts(self) -> str:
        t, n = self.table, len(self.widths)
        a, b = max(1, n // 3), max(2, n * 2 // 3)
        work = paragraph(run(f"{WORK} ", self.size, True) + self.paper.run(t.work, self.size), ParagraphLook("Cell", above=AIR, below=AIR))
        office = "".join(paragraph(self.paper.run(words, self.size), ParagraphLook("Cell")) for words in dict.fromkeys((t.office, t.group)))
        code = paragraph(run(f"{CODE} ", self.size) + (self.paper.run(t.code, self.size) or run(BLANK, self.size)), ParagraphLook("Cell"))
        parts = [(work, 0, a), (office, a, b), (code, b, n)] if n > 2 else [(work + office + code, 0, n)]
        borders = "" if t.objectives else OPEN
        return row(self._wide(*part, borders) for part in parts if part[1] < part[2])

    def _titles(self) -> str:
        look = ParagraphLook("Cell", "center", above=AIR, below=AIR)
        said = (paragraph(self.paper.run(c.title, self.size, True), look) for c in self.table.columns)
        return row((self._wide(content, n, n + 1) for n, content in enumerate(said)), head=True)

    def _said(self, title: str, lines: Sequence[str], borders: str = "") -> Iterator[str]:
        """A row over the whole width; it may go on over a page end."""
        if lines:
            head = paragraph(run(title, self.size, True), ParagraphLook("Cell", keep=True))
            yield row([self._wide(head + "".join(lines), 0, len(self.widths), borders)], whole=False)

    def _legend(self) -> Iterator[str]:
        if self.table.has_flow:
            yield row([self._wide("".join(legend(self.paper, samples(self.table.kinds), self.size)), 0, len(self.widths))])

    def _lines_of(self, texts: Sequence[str]) -> list[str]:
        lines = (NumberedLine(f"{n}." if len(texts) > 1 else "", 1, text) for n, text in enumerate(texts, 1))
        return [self._line(line, self.paper.run(line.text, self.size)) for line in lines]

    # a stage, a step

    def _stage(self, n: int) -> Iterator[str]:
        """The title and the times of a stage that begins with a row; lines of the flow run on beside them."""
        title, *spent = self.table.rows[n].stage.splitlines() or [""]
        if not title:
            return
        (before, after), look = self.table.sides, ParagraphLook("Cell", keep=True)
        said = paragraph(self.paper.run(title, self.size, True), look) + "".join(paragraph(self.paper.run(t, self.size), look) for t in spent)
        here = max(before, after)
        cells = [self._wide(said if before == here else NOTHING, 0, before)] if before else []
        if self.at is not None:
            cells += self._divided(self.drawings[n - 1] if n else None, NOTHING)
        yield row([*cells, *([self._wide(said if before < here else NOTHING, len(self.widths) - after, len(self.widths))] if after else [])])

    def _step(self, n: int) -> str:
        said = self.table.rows[n]
        step = said.node.step
        path: Path_ = ("steps", self.procedure.steps.index(step)) if step in self.procedure.steps else ()
        cells = [self._drawn(n, path) if at == self.at else [self._words(said, at, path)] for at in range(len(self.widths))]
        return row((one for found in cells for one in found), least=self._twips(self.drawings[n].height) + 10 if self.drawings else 0)

    def _drawn(self, n: int, path: Path_) -> list[str]:
        """The drawing over the cells below it."""
        return self._divided(self.drawings[n], paragraph(self._group(n, path)))

    def _divided(self, above: Drawing | None, content: str) -> list[str]:
        """The cells between whose borders the lines run on that leave a drawing at its foot; ``content``: of the first."""
        assert self.at is not None
        own = {self._twips(x) for x in passes(above)} if above else set()
        edges = [0, *(c for c in self.cuts if c in own), self.widths[self.at]]
        made = []
        for left, right in pairwise(edges):
            borders = (border("left") if left else "") + (border("right") if right < edges[-1] else "")
            span = sum(left <= c < right for c in (0, *self.cuts))
            made.append(cell(NOTHING if left else content, right - left, span=span, borders=borders, inset=0))
        return made

    def _group(self, n: int, path: Path_) -> str:
        node, speech = self.table.rows[n].node, self.flow.speech[n]
        alt = f"{SHAPES[node.kind].name}: {node.words}" + (f" ({speech})" if speech else "")

        def mark(symbol: Symbol, lines: Sequence[str]) -> Sequence[str]:
            known = path and node.step and symbol.step == node.step.id and symbol.kind != "connector"
            return self.paper.values.value((self.procedure.file, (*path, "label")), lines) if known else lines

        return emit(self.drawings[n], self.paper.ids, GroupPlace(self.paper.shown(alt), True, mark), self.scale, self.paper.shown)

    def _words(self, said: FormRow, at: int, path: Path_) -> str:
        """A step that says nothing in a column gets a dash, so that nobody takes it for forgotten. What is named by its id is no value."""
        found = said.cells[at]
        lines = found.lines or ((NumberedLine("", 0, NONE),) if said.no else ())
        texts: Sequence[str] = [run(self.paper.shown(line.text), self.size) for line in lines]
        key = KEYS.get(found.field, found.field)
        if found.lines and path and key != "no" and said.node.step and not said.node.step.gap(key) and not any(line.to for line in lines):
            texts = self.paper.values.value((self.procedure.file, (*path, key)), texts)
        middle = found.field in CENTRED or not found.lines
        return cell("".join(map(self._line, lines, texts, [middle] * len(texts))) or paragraph("", ParagraphLook("Cell")), self.widths[at])

    def _line(self, line: NumberedLine, words: str, middle: bool = False) -> str:
        """A number and its words. The number is text: in a cell Word's own numbers would count on from cell to cell."""
        no = self.paper.shown(line.no)
        hang = round(HANDBOOK.width(no, self.size) * 20) + GUTTER if no else 0
        before = run(f"{no}\t", self.size) if no else ""
        return paragraph(before + words, ParagraphLook("Cell", "center" if middle else "", DEPTH_IN * line.depth, hang))
