"""The blocks of a volume as one HTML page, for engines that print HTML: the same words, tables and drawings on A4."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from html import escape
from typing import Any

from generator.fonts import FOLDER
from generator.pdf.blocks import Band, SetCell
from generator.pdf.book import Volume

STYLE = """
@page { size: A4; margin: 2.5cm 2cm 2cm 3cm; @top-center { content: "- " counter(page) " -" } }
@page flat { size: A4 landscape }
@font-face { font-family: Book; src: url("%(folder)s/SOPSarabun-Regular.ttf") }
@font-face { font-family: Book; font-weight: bold; src: url("%(folder)s/SOPSarabun-Bold.ttf") }
body { font: 16pt/1.331 Book; margin: 0 }
h1, h2, h3, p, ol { margin: 0 } h1 { font-size: 20pt; text-align: center } h2 { font-size: 18pt } h3 { font-size: 16pt }
h1, h2, h3 { break-after: avoid } .new { break-before: page } .flat { page: flat } .sheet { break-before: page }
table { width: 100%%; border-collapse: collapse; table-layout: fixed; font-size: 14pt }
td, th { border: .5pt solid; padding: 2pt 4pt; vertical-align: top }
ul { list-style: none; margin: 0; padding: 0 } svg { display: block; margin: auto } svg text { font-family: Book; text-anchor: middle }
"""


def html(volume: Volume) -> str:
    """The whole volume."""
    body = "".join(part for block in volume.blocks for part in BLOCKS[block.kind](block))
    style = STYLE % {"folder": FOLDER.as_uri()}
    return f'<!doctype html><html lang="th"><meta charset="utf-8"><title>{escape(volume.title)}</title><style>{style}</style><body>{body}'


def _lines(lines: Iterable[str]) -> str:
    return escape(" ".join(lines))


def _heading(b: Any) -> Iterator[str]:
    yield f'<h{b.level} id="{b.mark}"{" class=new" if b.new_page else ""}>{_lines(b.lines)}</h{b.level}>'


def _paragraph(b: Any) -> Iterator[str]:
    yield f'<p style="text-indent:{b.indent}pt;margin-left:{b.left}pt;text-align:{b.align}">{_lines(b.lines)}</p>'


def _list(b: Any) -> Iterator[str]:
    items = "".join(f"<li>{escape(item.no)} {_lines(item.lines)}</li>" for item in b.items)
    yield f'<ul style="margin-left:{b.left}pt">{items}</ul>'


def _cells(cells: Iterable[SetCell], tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{'<br>'.join(_lines(x) for x in c.lines)}</{tag}>" for c in cells) + "</tr>"


def _table(b: Any) -> Iterator[str]:
    columns = "".join(f'<col style="width:{width}pt">' for width in b.widths)
    yield f"<table>{columns}<thead>{_cells(b.head, 'th')}</thead>{''.join(_cells(row, 'td') for row in b.rows)}</table>"


def _drawing(values: dict[str, Any]) -> str:
    paths = "".join(
        f'<path d="{_path(p["segments"])}" fill="{_fill(p["fill"])}" stroke="#000" stroke-width="{p["stroke"]}"/>' for p in values["paths"]
    )
    texts = "".join(map(_text, values["texts"]))
    width, height = values["width"], values["height"]
    return f'<svg width="{width}pt" height="{height}pt" viewBox="0 0 {width} {height}">{paths}{texts}</svg>'


def _text(t: dict[str, Any]) -> str:
    weight = "bold" if t["bold"] else "normal"
    return f'<text x="{t["x"] + t["width"] / 2}" y="{t["y"]}" font-size="{t["size"]}" font-weight="{weight}">{escape(t["text"])}</text>'


def _fill(fill: int | None) -> str:
    return "none" if fill is None else "#fff" if fill else "#000"


def _path(segments: Iterable[list[Any]]) -> str:
    verbs = {"move": "M", "line": "L", "curve": "C", "close": "Z"}
    return " ".join(f"{verbs[s[0]]}{' '.join(map(str, s[1:]))}" for s in segments)


def _band(band: Band) -> str:
    def cell(box: Any, width: float) -> str:
        said = _drawing(box.drawing) if box.drawing else "<br>".join(f"{escape(w.no)} {_lines(w.lines)}" for w in box.words)
        return f'<td style="width:{width}pt;height:{band.height}pt{";padding:0" if box.drawing else ""}">{said}</td>'

    return f"<table><tr>{''.join(cell(box, width) for box, width in zip(band.cells, band.widths, strict=True))}</tr></table>"


def _sheet(b: Any) -> Iterator[str]:
    yield f'<div class="sheet{" flat" if b.flipped else ""}">'
    if b.heading:
        yield from _heading(b.heading)
    yield f"<p><b>{_lines(b.title)}</b></p>"
    yield from (_band(band) for band in (*b.above, b.head, *b.rows, *b.below))
    if b.legend:
        yield from _legend(b.legend)
    yield "</div>"


def _legend(b: Any) -> Iterator[str]:
    yield f"<p><b>{escape(b.title)}</b></p>" + "".join(f"<p>{_drawing(drawing)} {_lines(lines)}</p>" for drawing, lines in b.samples)


def _groups(b: Any) -> Iterator[str]:
    yield "".join(f"<h1>{_lines(group)}</h1>" for group in (b.title, b.owner, b.edition, b.foot))


BLOCKS: dict[str, Callable[[Any], Iterator[str]]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "list": _list,
    "table": _table,
    "picture": lambda b: iter([_drawing(b.drawing)]),
    "signature": lambda b: iter([f'<p style="text-align:center">{_lines((*b.lines, *b.left))}</p>']),
    "cover": _groups,
    "contents": lambda _: iter([]),
    "gap": lambda b: iter([f'<div style="height:{b.height}pt"></div>']),
    "sheet": _sheet,
    "legend": _legend,
}
