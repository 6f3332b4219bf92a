"""Worksheets with drop-downs. Every text is written as text: nothing that an office writes is ever a formula, a link or a number.

A hidden first column names the record of each row and a hidden first row the sheet and the data it is from, so that a filled copy can be read back.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import zip_longest
from math import ceil, fsum
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from generator.documents import basis
from generator.documents import model as m
from generator.documents.workbook import LISTS, NAME, NOT_LISTED, Choice, Worksheet, choices, worksheets
from generator.edition import Edition
from generator.fonts.metrics import HANDBOOK, HANDBOOK_BOLD
from generator.output import Output

PATH = "books/workbook.xlsx"
FONT, SIZE, LINE = "TH Sarabun New", 16, 26
"""Heights are set, pt: in those that Excel finds itself marks of Thai letters are cut."""
WIDTH, CHARACTER, INSET = 120.0, 5.25, 6.0
"""Of a sheet in characters; of a character and of a cell's room beside its words in pt."""
SPARE, LAST = 20, 1_048_576
"""Empty rows to fill in; the last row that a sheet can have."""
LONGEST, LONGEST_HEADER = 32_767, 120  # letters in a cell, and above a page
BEGUN = datetime(2000, 1, 1, tzinfo=UTC)
BESIDE, LIST_WIDTH = ".1", 40.0
"""Ends the name of what stands beside a list; width of a list in characters."""
Cells = Sequence[str]


def output(edition: Edition) -> Output:
    """The workbook."""
    return Output(PATH, _Workbook(edition).made(tuple(worksheets(edition))))


class _Workbook:
    """One workbook under way."""

    def __init__(self, edition: Edition) -> None:
        self.edition, self.data = edition, io.BytesIO()
        self.book = Workbook(self.data, {"in_memory": True, "default_format_properties": {"font_name": FONT, "font_size": SIZE}})
        self.book.set_properties({"title": NAME, "subject": edition.group.name, "comments": basis.copy(edition), "created": BEGUN})
        self.choices = {kind: choice for kind, choice in choices(edition).items() if choice.entries}
        plain = {"font_name": FONT, "font_size": SIZE, "num_format": "@", "text_wrap": True, "valign": "top", "border": 1}
        self.plain = self.book.add_format(plain)
        self.centred = self.book.add_format({**plain, "align": "center"})
        self.head = self.book.add_format({**plain, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#E8F3EC"})
        self.strong = self.book.add_format({**plain, "bold": True})

    def made(self, found: Iterable[Worksheet]) -> bytes:
        for of in found:
            self._table(of, of.table)
        self._lists()
        self.book.close()
        return self.data.getvalue()

    def _sheet(self, of: Worksheet, heads: Cells, widths: Sequence[float]) -> Any:
        """A sheet with its head, frozen and printed on every page: A4 on its side, one page wide."""
        sheet = self.book.add_worksheet(of.name)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(0.8, 0.6, 0.8, 0.8)
        sheet.repeat_rows(1)
        sheet.freeze_panes(2, 1)
        sheet.set_header("&C" + of.table.name[:LONGEST_HEADER].replace("&", "&&"))
        sheet.set_footer(f"&L{basis.copy(self.edition)}&R&P")
        sheet.ignore_errors({"number_stored_as_text": f"A1:{xl_col_to_name(len(heads))}{LAST}"})
        sheet.set_column(0, 0, None, None, {"hidden": True})
        for at, width in enumerate(widths, 1):
            sheet.set_column(at, at, width)
        self._row(sheet, 0, (f"sop-manual/{of.id}/1", self.edition.manual.fingerprint), (), [self.plain] * 2)
        sheet.set_row(0, None, None, {"hidden": True})
        self._row(sheet, 1, ("", *heads), (0, *widths), [self.head] * (len(heads) + 1))
        return sheet

    def _row(self, sheet: Any, at: int, cells: Cells, widths: Sequence[float], formats: Sequence[Any]) -> None:
        """Texts, and the height that the longest needs."""
        for column, (text, look) in enumerate(zip(cells, formats, strict=True)):
            sheet.write_string(at, column, text[:LONGEST], look)
        lines = (self._lines(text, width, look is self.head) for text, width, look in zip(cells, widths, formats, strict=False) if width)
        sheet.set_row(at, LINE * max(lines, default=1))

    def _lines(self, text: str, width: float, bold: bool) -> int:
        room = (width * CHARACTER - INSET) * 0.92  # a line ends where a word does
        face = HANDBOOK_BOLD if bold else HANDBOOK
        return sum(max(1, ceil(face.width(part, SIZE) / room)) for part in text.split("\n"))

    def _table(self, of: Worksheet, table: m.Table) -> None:
        widths = _widths([c.share for c in table.columns], WIDTH)
        sheet = self._sheet(of, [self._shown((c.title,)) for c in table.columns], widths)
        formats = [self.plain, *(self.centred if c.centred or c.kind in ("number", "role") else self.plain for c in table.columns)]
        blank = [m.Row(tuple((" ",) for _ in table.columns))] * (SPARE if of.open else 0)
        for at, row in enumerate((*table.rows, *blank), 2):
            bold = any(isinstance(run, m.Text) and run.look == "strong" for run in row.cells[0])
            looks = [formats[0], self.strong, *formats[2:]] if bold else formats
            self._row(sheet, at, (row.anchor, *(self._shown(cell).strip() for cell in row.cells)), (0, *widths), looks)
        last = len(table.rows) + len(blank) + 1
        for at, column in enumerate(table.columns, 1):
            if column.kind in self.choices and of.open:
                self._drop_down(sheet, self.choices[column.kind], (2, at, last, at))
            elif column.kind == "position" and "person" in self.choices:
                self._positions(sheet, table, at, last)
        sheet.autofilter(1, 1, last, len(table.columns))

    def _drop_down(self, sheet: Any, choice: Choice, place: tuple[int, int, int, int]) -> None:
        words = {"error_title": choice.name, "error_message": NOT_LISTED}
        sheet.data_validation(*place, {"validate": "list", "source": f"={choice.name}", **words})

    def _positions(self, sheet: Any, table: m.Table, at: int, last: int) -> None:
        """The position of whoever stands in the row: looked up by Excel, its value stored for readers that do not reckon."""
        person, names = next(n for n, c in enumerate(table.columns, 1) if c.kind == "person"), self.choices["person"].name
        said = [self._shown(row.cells[at - 1]) for row in table.rows]
        for row in range(2, last + 1):
            who = xl_rowcol_to_cell(row, person, col_abs=True)
            value = said[row - 2] if row - 2 < len(said) else ""
            sheet.write_formula(row, at, f'=IFERROR(INDEX({names}{BESIDE},MATCH({who},{names},0)),"")', self.plain, value)

    def _lists(self) -> None:
        """What may be chosen, on a sheet of its own, each list by a name of the workbook."""
        sheet = self.book.add_worksheet(LISTS)
        every = (((c.name, c.name, c.entries), (c.title, c.name + BESIDE, c.beside)) for c in self.choices.values())
        lists = [found for both in every for found in both if found[2]]
        sheet.set_column(0, len(lists) - 1, LIST_WIDTH)
        for at, (_, name, entries) in enumerate(lists):
            column = xl_col_to_name(at, True)
            self.book.define_name(name, f"='{LISTS}'!{column}$2:{column}${len(entries) + 1}")
        rows = zip_longest(*(entries for _, _, entries in lists), fillvalue="")
        widths = [LIST_WIDTH] * (len(lists) + 1)
        self._row(sheet, 0, [title for title, _, _ in lists], widths, [self.head] * len(lists))
        for at, row in enumerate(rows, 1):
            self._row(sheet, at, [self._shown((text,)) for text in row], widths, [self.plain] * len(lists))

    def _shown(self, runs: m.Runs) -> str:
        return self.edition.shown(m.plain(runs), "book")


def _widths(shares: Sequence[float], total: float) -> list[float]:
    return [round(share / fsum(shares) * total, 1) for share in shares]
