"""Papers as HTML: a function for each kind of run and block. Words come from :mod:`generator.documents`; here they get tags and classes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import escape

from generator.documents import model as m
from generator.edition import Edition
from generator.html import text
from generator.html.links import links_from
from generator.html.page import Block
from generator.html.shell import Site

FOLDED = 12
"""A person of whom more lines are told is shown by name, to be opened."""
PARAS: dict[m.Role, str] = {
    "plain": "", "title": "order-title", "subject": "order-title order-subject", "words": "order-words", "clause": "order-clause",
    "person": "order-person", "given": "order-given", "basis": "sop-basis", "kicker": "sop-kicker", "caption": "order-caption",
}  # fmt: skip
PARTS = {"paper": "article", "sheet": "div", "apart": "div", "grave": "section"}


@dataclass(frozen=True, slots=True)
class PageContext:
    """Where a paper is shown. ``href``: the way to a thing from there, empty if there is none."""

    edition: Edition
    href: Callable[[m.Ref], str]

    def shown(self, words: str) -> str:
        """Words in the digits of the site, none of them cut by the end of a line."""
        return str(text.unbroken(self.edition.shown(words), self.edition.protected))


def hrefs(site: Site, path: str) -> Callable[[m.Ref], str]:
    """The ways from the page at ``path``."""
    links = links_from(path)
    made: dict[str, Callable[[str], str]] = {
        "procedure": links.procedure,
        "person": links.person,
        "order": lambda slug: links.page(f"orders/{slug}"),
        "form": links.form,
        "sheet": lambda name: links.page(f"changes/{name}"),
        "book": lambda name: site.book(links, name),
    }
    return lambda ref: made[ref.kind](ref.id) + (f"#{ref.part}" if ref.part else "")


def page_blocks(place: PageContext, found: Iterable[m.Block], first: str = "") -> Iterator[Block]:
    """The blocks of a page: a heading with an anchor begins one, so that the list of contents knows it. ``first``: HTML above all."""
    html, head = [first] if first else [], m.Heading(2, "")
    for block in found:
        if isinstance(block, m.Heading) and block.anchor:
            if html or head.text:
                yield Block("".join(html), head.text, head.anchor, head.level)
            html, head = [], block
        else:
            html.append(emit(place, block))
    if html or head.text:
        yield Block("".join(html), head.text, head.anchor, head.level)


def emit(place: PageContext, block: m.Block) -> str:
    """One block."""
    return BLOCKS[type(block)](place, block)


def runs(place: PageContext, found: m.Runs) -> str:
    """What stands in a line."""
    return "".join(RUNS[type(run)](place, run) for run in found)


def _text(place: PageContext, run: m.Text) -> str:
    tag = "small" if run.look == "aside" else "b"
    return f"<{tag}>{place.shown(run.text)}</{tag}>"


def _link(place: PageContext, run: m.Link, css: str = "") -> str:
    href = place.href(run.to)
    return f'<a{css} href="{escape(href)}">{place.shown(run.text)}</a>' if href else place.shown(run.text)


def _note(place: PageContext, run: m.Note) -> str:
    if run.tag:
        return " " + "".join(_link(place, r, ' class="sop-tag"') if isinstance(r, m.Link) else place.shown(r) for r in run.runs)
    return f'<small class="order-note">{runs(place, run.runs)}</small>'


def _heading(place: PageContext, block: m.Heading) -> str:
    return f"<h{block.level}>{place.shown(block.text)}</h{block.level}>\n"


def _para(place: PageContext, block: m.Para) -> str:
    css = f' class="{PARAS[block.role]}"' if PARAS[block.role] else ""
    anchor = f' id="{escape(block.anchor)}"' if block.anchor else ""
    return f"<p{css}{anchor}>{runs(place, block.runs)}</p>\n"


def _list(place: PageContext, block: m.List) -> str:
    return LISTS[block.look](place, block.items)


def _ordered(place: PageContext, items: tuple[m.Item, ...], css: str = ' class="sop-duties"') -> str:
    return f"<ol{css}>\n{''.join(_numbered(place, i) for i in items)}</ol>\n"


def _numbered(place: PageContext, item: m.Item) -> str:
    inner = _ordered(place, item.items, "") if item.items else ""
    anchor = f' id="{escape(item.anchor)}"' if item.anchor else ""
    return f'<li{anchor}><span class="sop-no">{place.shown(item.no)}</span><div>{runs(place, item.runs)}{inner}</div></li>\n'


def _plain(place: PageContext, items: tuple[m.Item, ...]) -> str:
    return f'<ul class="sop-plain">\n{"".join(_line(place, i) for i in items)}</ul>\n'


def _marked(place: PageContext, items: tuple[m.Item, ...]) -> str:
    heads, lines = [i for i in items if i.mark == "head"], [i for i in items if i.mark != "head"]
    told = "".join(_person(place, i) for i in heads)
    return told + (f'<ul class="sop-marked">\n{"".join(_line(place, i) for i in lines)}</ul>\n' if lines else "")


def _person(place: PageContext, item: m.Item) -> str:
    opened, name = "" if len(item.items) > FOLDED else " open", place.shown(m.plain(item.runs))
    lines = "".join(_line(place, i) for i in item.items)
    return f'<details class="sop-words order-told"{opened}><summary>{name}</summary><ul class="sop-marked">\n{lines}</ul></details>\n'


def _line(place: PageContext, item: m.Item) -> str:
    inner = f"<ul>\n{''.join(_line(place, i) for i in item.items)}</ul>" if item.items else ""
    said = runs(place, item.runs) + inner
    if not item.mark:
        return f"<li>{said}</li>\n"
    return f'<li class="sop-{item.mark}"><span class="sop-mark">{m.MARK_WORDS[item.mark]}</span> <div>{said}</div></li>\n'


def _facts(place: PageContext, block: m.Facts) -> str:
    pairs = "".join(f"<div><dt>{place.shown(name)}</dt><dd>{runs(place, said)}</dd></div>\n" for name, said in block.pairs)
    return f'<dl class="sop-facts">\n{pairs}</dl>\n'


def _table(place: PageContext, block: m.Table) -> str:
    heads = "".join(f'<th scope="col" role="columnheader">{place.shown(c.title)}</th>' for c in block.columns)
    rows = "".join(f'<tr role="row">{"".join(map(_cell, (place,) * len(row), block.columns, row))}</tr>\n' for row in block.rows)
    css, name = ("order-form" if block.look == "sheet" else "sop-cards"), escape(place.edition.shown(block.name))
    head = f'<thead><tr role="row">{heads}</tr></thead>\n<tbody role="rowgroup">\n'
    table = f'<table class="sop-table {css}" role="table">\n{head}{rows}</tbody>\n</table>\n'
    return f'<div class="sop-scroll" tabindex="0" role="region" aria-label="{name}">\n{table}</div>\n'


def _cell(place: PageContext, column: m.Column, value: m.Runs) -> str:
    if column.head:
        return f'<th scope="row" role="rowheader">{runs(place, value)}</th>'
    label = f' data-label="{escape(place.edition.shown(column.title))}"' if column.label else ""
    return f'<td role="cell"{label}{TICK if column.centred else ""}>{runs(place, value)}</td>'


def _signatures(place: PageContext, block: m.Signatures) -> str:
    if not any(p.asks for p in block.places):
        return "".join(f'<div class="sop-signature">{_lines(place, p)}</div>\n' for p in block.places)
    dated = f'<p class="order-line">{m.DAY} <span></span></p>'
    signs = (f'<p class="order-line">{m.SIGN} <span></span> {place.shown(p.asks)}</p>{_lines(place, p)}{dated}' for p in block.places)
    return f'<div class="order-signs">\n{"".join(f"""<div class="order-sign">{s}</div>{chr(10)}""" for s in signs)}</div>\n'


def _lines(place: PageContext, of: m.Place) -> str:
    blank = '<p class="order-line">(<span></span>)</p>'
    return "".join(f"<p>{place.shown(line)}</p>" for line in of.lines) or blank


def _part(place: PageContext, block: m.Part) -> str:
    tag = PARTS[block.role]
    return f'<{tag} class="order-{block.role}">\n{"".join(emit(place, b) for b in block.blocks)}</{tag}>\n'


TICK = ' class="order-tick"'
BLANKS = {"line": '<span class="order-room"></span>', "box": "☐", "room": '<span class="order-blank"></span>'}
LISTS = {"order": _ordered, "marked": _marked, "plain": _plain}
RUNS: dict[type, Callable[[PageContext, Any], str]] = {
    str: PageContext.shown,
    m.Text: _text,
    m.Link: _link,
    m.Break: lambda _place, _run: "<br>",
    m.Blank: lambda _place, run: BLANKS[run.kind],
    m.Note: _note,
}
BLOCKS: dict[type, Callable[[PageContext, Any], str]] = {
    m.Heading: _heading,
    m.Para: _para,
    m.List: _list,
    m.Facts: _facts,
    m.Table: _table,
    m.Signatures: _signatures,
    m.Part: _part,
}
