"""What stands above and below the rows of a printed form: its head, document control, the columns' titles, closing rows, the legend."""

from __future__ import annotations

from dataclasses import dataclass
from math import fsum

from generator.documents import gaps
from generator.documents.form_table import CODE, OBJECTIVES, REFERENCES, TOTALS, WORK, FormTable
from generator.documents.step_fields import NumberedLine
from generator.model.procedure import Procedure
from generator.pdf import columns, symbols
from generator.pdf.blocks import Band, Box, Legend, SetWords
from generator.pdf.form_cells import REGION, Frame, words
from generator.pdf.line_breaking import Style
from generator.pdf.sheets import PAD
from generator.pdf.typesetter import CELL_INSET, Setter
from generator.thai import dates

HEAD_SHARES = (0.42, 0.33, 0.25)
"""Of the width, for the name of the work, the office, document control."""
BLANK = "." * 20  # to be filled in by hand, as on the paper form
WIDEST_PLACE = (10, 10)
EACH_CELL = 0.1  # of the head: what its height counts besides that of the row


@dataclass(frozen=True)
class Bands:
    """The bands of one form in the type of its frame."""

    book: Setter
    procedure: Procedure
    table: FormTable
    frame: Frame
    heads: dict[float, tuple[float, ...]]
    """Size of type -> widths of the cells of the head, once known."""

    def control(self, place: tuple[int, int]) -> Band:
        """The head of a sheet; ``place``: its number and how many there are."""
        said = self._said_at(*place)
        widths = self.heads.get(self.frame.size) or self.heads.setdefault(self.frame.size, self._shared(self._said_at(*WIDEST_PLACE)))
        return self._band(widths, tuple(self._block(title, texts, width) for (title, texts), width in zip(said, widths, strict=True)))

    def _said_at(self, number: int, of: int) -> tuple[tuple[str, list[str]], ...]:
        return (WORK, [self.table.work]), ("", [self.table.office, self.table.group]), ("", self._facts(number, of))

    def _facts(self, number: int, of: int) -> list[str]:
        control = self.procedure.control
        facts = [f"{CODE} {self.table.code or BLANK}"]
        issue = [f"ฉบับที่ {control.edition}"] if control.edition is not None else []
        issue += [f"แก้ไขครั้งที่ {control.revision:02}"] if control.revision is not None else []
        since = [f"บังคับใช้ {dates.short(control.effective)}"] if control.effective else [f"บังคับใช้: {why}" for why in gaps.said(control, "effective")]
        facts += [" ".join(issue)] if issue else []
        return [*facts, " ".join([*since, f"หน้า {number} ของ {of}"])]

    def _shared(self, said: tuple[tuple[str, list[str]], ...]) -> tuple[float, ...]:
        """Widths of the head's cells: fewest lines, none narrower than half its share."""
        style, bold = Style(self.frame.size), Style(self.frame.size, True)

        def heights(title: str, texts: list[str]) -> columns.Heights:
            taken = 2 * CELL_INSET + (bold.width(title) + 6 if title else 0.0)
            return lambda width: [sum(len(self.book.lines(text, style, width - taken, 0.0, REGION)) for text in texts) * self.frame.line]

        found = [share * self.frame.width for share in HEAD_SHARES]
        return columns.lowest(found, [width / 2 for width in found], [heights(*cell) for cell in said], EACH_CELL)

    def _block(self, title: str, texts: list[str], width: float) -> Box:
        """A bold word and what it names."""
        style = Style(self.frame.size)
        if not title:
            return Box(tuple(words(self.book, NumberedLine("", 0, text), width, style) for text in texts))
        hang = Style(self.frame.size, True).width(title) + 6
        return Box((SetWords(title, 0.0, hang, self.book.lines(texts[0], style, width - 2 * CELL_INSET - hang, 0.0, REGION), "no"),))

    def head(self) -> Band:
        """The titles of the columns."""
        style = Style(self.frame.size, True)
        found = []
        for column, width in zip(self.table.columns, self.frame.widths, strict=True):
            lines = self.book.even(column.title, style, width - 2 * CELL_INSET, REGION)
            found.append(Box((SetWords("", 0.0, 0.0, lines),), "center", True))
        return self._band(self.frame.widths, tuple(found))

    def objectives(self) -> tuple[Band, ...]:
        """The row of objectives; nothing if there are none."""
        return self._said(OBJECTIVES, self.table.objectives)

    def totals(self) -> tuple[Band, ...]:
        """The row of times; nothing if there are none."""
        return self._said(TOTALS, self.table.totals)

    def stage(self, said: str, flow: Box | None = None) -> Band:
        """The title and the times of a stage on the wider side of the flow, whose box stands between."""
        (title, *spent), (before, after) = said.splitlines(), self.table.sides
        width = fsum(self.frame.widths[:before] if before >= after else self.frame.widths[len(self.frame.widths) - after :])
        found = [(title, Style(self.frame.size, True)), *((text, Style(self.frame.size)) for text in spent)]
        lines = ((self.book.lines(text, style, width - 2 * CELL_INSET, 0.0, REGION), style.bold) for text, style in found)
        words_ = Box(tuple(SetWords("", 0.0, 0.0, line, "all" if bold else "") for line, bold in lines), span=max(before, after))
        left, right = (words_, Box(span=after)) if before >= after else (Box(span=before), words_)
        boxes = (*((left,) if before else ()), *((flow or Box(),) if self.table.has_flow else ()), *((right,) if after else ()))
        return self._band(self.frame.widths, boxes)

    def references(self) -> tuple[Band, ...]:
        """The row of references; nothing if there are none."""
        return self._said(REFERENCES, self.table.references)

    def _said(self, title: str, texts: tuple[str, ...]) -> tuple[Band, ...]:
        """A row over the whole width: a title and numbered lines."""
        if not texts:
            return ()
        style, width = Style(self.frame.size), self.frame.width
        lines = [NumberedLine(f"{n}." if len(texts) > 1 else "", 1, text) for n, text in enumerate(texts, 1)]
        found = (SetWords("", 0.0, 0.0, (title,), "all"), *(words(self.book, line, width, style) for line in lines))
        return (self._band((width,), (Box(found),)),)

    def legend(self) -> Legend | None:
        """The symbols that the form uses, with their official words; nothing if it shows no flow."""
        if not self.table.has_flow:
            return None
        return symbols.block(self.book, self.table.kinds, self.frame.width, self.frame.size, 3 if self.table.landscape else 2, REGION)

    def _band(self, widths: tuple[float, ...], boxes: tuple[Box, ...]) -> Band:
        most = max(sum(len(w.lines) for w in box.words) for box in boxes)
        return Band(widths, most * self.frame.line + 2 * PAD, boxes)
