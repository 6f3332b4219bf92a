"""Tables of a page: registers that become cards on a phone, the matrix of signs, the work of a year, the symbols."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from markupsafe import escape

from generator.documents import model as m
from generator.drawing import svg
from generator.html.inline import PageContext, anchored, runs, styled

HEADS = {"number": "sop-num", "uses": "sop-half"}
CELLS = {"number": "sop-num", "date": "nb", "role": "sop-role", "orders": "sop-order"}
TABLES = {"cards": " sop-cards", "history": " sop-cards order-history", "plain": "", "sheet": " order-form"}


def table(place: PageContext, block: m.Table) -> str:
    """A table in its look."""
    return _matrix(place, block) if block.look == "matrix" else _rows(place, block)


def _rows(place: PageContext, block: m.Table) -> str:
    heads = "".join(f'<th scope="col" role="columnheader"{styled(HEADS.get(c.kind, ""))}>{place.shown(c.title)}</th>' for c in block.columns)
    rows = "".join(map(_row, (place,) * len(block.rows), (block.columns,) * len(block.rows), block.rows))
    head = f'<thead><tr role="row">{heads}</tr></thead>\n<tbody role="rowgroup">\n'
    table = f'<table class="sop-table{TABLES[block.look]}" role="table">\n{head}{rows}</tbody>\n</table>\n'
    return f'<div class="sop-scroll" tabindex="0" role="region" aria-label="{_name(place, block.name)}">\n{table}</div>\n'


def _row(place: PageContext, columns: tuple[m.Column, ...], row: m.Row) -> str:
    cells = "".join(map(_cell, (place,) * len(columns), columns, row.cells))
    return f'<tr role="row"{anchored(row.anchor)}{styled("order-now" if row.now else "")}>{cells}</tr>\n'


def _cell(place: PageContext, column: m.Column, value: m.Runs) -> str:
    if column.head:
        return f'<th scope="row" role="rowheader">{runs(place, value)}</th>'
    label = f' data-label="{escape(place.speech.shown(column.title))}"' if column.label else ""
    said = _uses(place, value) if column.kind == "uses" and value != (m.NONE,) else runs(place, value)
    css = "sop-dash" if value == (m.NONE,) else CELLS.get(column.kind, "order-tick" if column.centred else "")
    return f'<td role="cell"{label}{styled(css)}>{said}</td>'


def _uses(place: PageContext, value: m.Runs) -> str:
    """Each use below the other."""
    parts = [tuple(part) for ends, part in groupby(value, key=lambda run: run == m.Break()) if not ends]
    return f'<ul class="sop-uses">\n{"".join(f"<li>{runs(place, part)}</li>{chr(10)}" for part in parts)}</ul>'


def _matrix(place: PageContext, block: m.Table) -> str:
    """Heads of columns upright above the signs; the rows that sum up at the foot."""
    first, *others = block.columns
    heads = "".join(f'<th scope="col">{_title(place, c)}</th>\n' for c in others)
    head = f'<thead><tr><th scope="col" class="matrix-corner">{place.shown(first.title)}</th>\n{heads}</tr></thead>\n'
    end = len(block.rows) - block.sums
    body, foot = ("".join(_signs(place, row) for row in part) for part in (block.rows[:end], block.rows[end:]))
    whole = f'<table class="matrix">\n{head}<tbody>\n{body}</tbody>\n<tfoot>\n{foot}</tfoot>\n</table>\n'
    return f'<div class="sop-landscape matrix-scroll" tabindex="0" role="region" aria-label="{_name(place, block.name)}">\n{whole}</div>\n'


def _title(place: PageContext, column: m.Column) -> str:
    return runs(place, (m.Link(column.title, column.to),)) if column.to else place.shown(column.title)


def _signs(place: PageContext, row: m.Row) -> str:
    head, *cells = row.cells
    return f'<tr><th scope="row">{runs(place, head)}</th>{"".join(f"<td>{runs(place, cell)}</td>" for cell in cells)}</tr>\n'


def year(place: PageContext, block: m.Year) -> str:
    """A line for each work, a column for each month, and a bar over the months of the work; a body for each procedure."""
    heads = "".join(f'<th scope="col" data-month="{n}"><abbr title="{name}">{short}</abbr></th>' for n, name, short in block.months)
    head = f'<thead><tr><th scope="col" class="cal-name">{place.shown(block.titles[0])}</th>{heads}</tr></thead>\n'
    order = [number for number, _, _ in block.months]
    lines = "".join(_work(place, work, order, first=at == 0) for at, work in enumerate(block.work))
    caption = f'<caption class="sop-hidden">{_name(place, block.name)}</caption>\n'
    whole = f'<table class="cal-chart">\n{caption}{head}{lines}{"</tbody>" if block.work else ""}\n</table>\n'
    return f'<div class="sop-scroll" tabindex="0" role="region" aria-label="{_name(place, block.name)}">\n{whole}</div>\n'


def _work(place: PageContext, work: m.YearWork, order: list[int], *, first: bool) -> str:
    begins = f'{"" if first else "</tbody>"}<tbody>\n<tr class="cal-procedure"><th scope="rowgroup" ' if work.whole else '<tr><th scope="row" '
    return f'{begins}class="cal-name">{runs(place, work.runs)}</th>{"".join(_bars(work.months, order))}</tr>\n'


def _bars(months: frozenset[int], order: list[int]) -> Iterator[str]:
    for filled, run in groupby(order, key=months.__contains__):
        yield f'<td colspan="{len(list(run))}">{BAR if filled else ""}</td>'


def symbols(place: PageContext, block: m.Symbols) -> str:
    """Each symbol beside its words."""
    heads = "".join(f'<th scope="col">{place.shown(title)}</th>' for title in block.titles)
    rows = "".join(
        f'<tr><td>{svg.emit(s.drawing, uid=f"legend-{s.name}", hidden=True)}</td><th scope="row">{place.shown(s.words)}</th></tr>\n'
        for s in block.samples
    )
    return f'<table class="sop-table sop-symbols">\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n'


def _name(place: PageContext, words: str) -> str:
    return str(escape(place.speech.shown(words)))


BAR = '<span class="cal-bar"></span>'
