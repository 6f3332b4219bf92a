"""Papers as HTML: a function for each kind of run and block. Words come from :mod:`generator.documents`; here they get tags and classes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from markupsafe import escape

from generator.documents import model as m
from generator.edition import Edition
from generator.html import flow_view, form_view, text
from generator.html.links import Links, links_from
from generator.html.page import Block
from generator.html.shell import Site

FOLDED = 12
"""A person of whom more lines are told is shown by name, to be opened."""
PARAS: dict[m.Role, str] = {
    "plain": "", "body": "", "title": "order-title", "subject": "order-title order-subject", "words": "order-words", "clause": "order-clause",
    "person": "order-person", "given": "order-given", "basis": "sop-basis", "status": "sop-basis", "kicker": "sop-kicker",
    "ways": "sop-screen sop-books", "caption": "order-caption",
}  # fmt: skip
PARTS = {"paper": "article", "sheet": "div", "apart": "div", "grave": "section"}


Drawn = m.Picture | m.Flowchart | m.Form


@dataclass(frozen=True, slots=True)
class PageContext:
    """Where a paper is shown. ``href``: the way to a thing from there, empty if there is none; ``drawn``: a chart or a form as it stands there."""

    edition: Edition
    href: Callable[[m.Ref], str] = lambda _to: ""
    drawn: Callable[[Drawn], str] = lambda _block: ""

    def shown(self, words: str) -> str:
        """Words in the digits of the site, none of them cut by the end of a line."""
        return str(text.unbroken(self.edition.shown(words), self.edition.protected))


def page_context(site: Site, path: str) -> PageContext:
    """For the page at ``path``."""
    links = links_from(path)
    return PageContext(site.edition, _hrefs(site, path, links), lambda block: DRAWN[type(block)](site, links, block))


def _hrefs(site: Site, path: str, links: Links) -> Callable[[m.Ref], str]:
    """The ways to things; to a place of the page itself no more than its name."""
    made: dict[str, Callable[[str], str]] = {
        "procedure": links.procedure,
        "person": links.person,
        "order": lambda slug: links.page(f"orders/{slug}"),
        "form": links.form,
        "reference": links.reference,
        "unit": lambda unit: links.page("organization") + f"#unit-{unit}",
        "sheet": lambda name: links.page(f"changes/{name}"),
        "book": lambda name: site.book(links, name),
    }
    here = links.page(path.removesuffix(".md"))

    def href(to: m.Ref) -> str:
        address = made[to.kind](to.id) + (f"#{to.part}" if to.part else "")
        return address.removeprefix(here) if address.startswith(f"{here}#") else address

    return href


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
    return f"<code>{escape(run.text)}</code>" if run.look == "code" else f"<{LOOKS[run.look]}>{place.shown(run.text)}</{LOOKS[run.look]}>"


def _link(place: PageContext, run: m.Link, css: str = "") -> str:
    href = place.href(run.to)
    return f'<a{css} href="{escape(href)}">{place.shown(run.text)}</a>' if href else place.shown(run.text)


def _note(place: PageContext, run: m.Note) -> str:
    if run.tag:
        return " " + "".join(_link(place, r, ' class="sop-tag"') if isinstance(r, m.Link) else place.shown(r) for r in run.runs)
    return f'<small class="order-note">{runs(place, run.runs)}</small>'


def _heading(place: PageContext, block: m.Heading) -> str:
    return f"<h{block.level}{_id(block.anchor)}>{place.shown(block.text)}</h{block.level}>\n"


def _para(place: PageContext, block: m.Para) -> str:
    return f"<p{_css(PARAS[block.role])}{_id(block.anchor)}>{runs(place, block.runs)}</p>\n"


def _list(place: PageContext, block: m.List) -> str:
    return LISTS[block.look](place, block.items)


def _numbered(place: PageContext, items: tuple[m.Item, ...], css: str = "sop-list") -> str:
    return f'<ol class="{css}">\n{"".join(_flat(place, items, 0))}</ol>\n'


def _flat(place: PageContext, items: Iterable[m.Item], depth: int) -> Iterator[str]:
    css = f' class="sop-depth-{depth}"' if depth else ""
    for item in items:
        yield f'<li{css}{_id(item.anchor)}><span class="sop-no">{place.shown(item.no)}</span><span>{runs(place, item.runs)}</span></li>\n'
        yield from _flat(place, item.items, depth + 1)


def _steps(place: PageContext, items: tuple[m.Item, ...]) -> str:
    return f'<ol class="sop-steps">\n{"".join(_step(place, i) for i in items)}</ol>\n'


def _step(place: PageContext, item: m.Item) -> str:
    """The number in a ring, and once more for those who hear it; below the words what else is known of the step."""
    no = place.shown(item.no.rstrip("."))
    heard = f'<span class="sop-hidden">{m.STEP} {no} </span>' if no else ""
    said = f'<p class="sop-step-text">{heard}{runs(place, item.runs)}</p>\n{_numbered(place, item.items) if item.items else ""}'
    facts = f'<dl class="sop-step-facts">\n{"".join(_fact(place, f, "") for f in item.facts)}</dl>\n' if item.facts else ""
    ring = f'<div class="sop-step-no" aria-hidden="true">{no}</div>\n'
    return f'<li{_id(item.anchor)}>\n{ring}<div class="sop-step-body">\n{said}{facts}</div>\n</li>\n'


def _id(anchor: str) -> str:
    return f' id="{escape(anchor)}"' if anchor else ""


def _ordered(place: PageContext, items: tuple[m.Item, ...], css: str = ' class="sop-duties"') -> str:
    return f"<ol{css}>\n{''.join(_item(place, i) for i in items)}</ol>\n"


def _item(place: PageContext, item: m.Item) -> str:
    inner = _ordered(place, item.items, "") if item.items else ""
    return f'<li{_id(item.anchor)}><span class="sop-no">{place.shown(item.no)}</span><div>{runs(place, item.runs)}{inner}</div></li>\n'


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
    if block.look == "terms":
        terms = "".join(f"<dt{_id(f.anchor)}>{place.shown(f.label)}</dt>\n<dd>{runs(place, f.runs)}</dd>\n" for f in block.facts)
        return f'<dl class="sop-terms">\n{terms}</dl>\n'
    pairs = (_fact(place, f, ' class="sop-wide"' if m.Break() in f.runs else "") for f in block.facts)
    return f'<dl class="sop-facts">\n{"".join(pairs)}</dl>\n'


def _fact(place: PageContext, fact: m.Fact, css: str) -> str:
    return f"<div{css}{_id(fact.anchor)}><dt>{place.shown(fact.label)}</dt><dd>{runs(place, fact.runs)}</dd></div>\n"


def _table(place: PageContext, block: m.Table) -> str:
    heads = "".join(f'<th scope="col" role="columnheader"{_css(HEADS.get(c.kind, ""))}>{place.shown(c.title)}</th>' for c in block.columns)
    rows = "".join(map(_row, (place,) * len(block.rows), (block.columns,) * len(block.rows), block.rows))
    name = escape(place.edition.shown(block.name))
    head = f'<thead><tr role="row">{heads}</tr></thead>\n<tbody role="rowgroup">\n'
    table = f'<table class="sop-table{TABLES[block.look]}" role="table">\n{head}{rows}</tbody>\n</table>\n'
    return f'<div class="sop-scroll" tabindex="0" role="region" aria-label="{name}">\n{table}</div>\n'


def _row(place: PageContext, columns: tuple[m.Column, ...], row: m.Row) -> str:
    cells = "".join(map(_cell, (place,) * len(columns), columns, row.cells))
    return f'<tr role="row"{_id(row.anchor)}{_css("order-now" if row.now else "")}>{cells}</tr>\n'


def _css(names: str) -> str:
    return f' class="{names}"' if names else ""


def _cell(place: PageContext, column: m.Column, value: m.Runs) -> str:
    if column.head:
        return f'<th scope="row" role="rowheader">{runs(place, value)}</th>'
    label = f' data-label="{escape(place.edition.shown(column.title))}"' if column.label else ""
    css = "sop-dash" if value == (m.NONE,) else CELLS.get(column.kind, "order-tick" if column.centred else "")
    return f'<td role="cell"{label}{_css(css)}>{runs(place, value)}</td>'


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


LOOKS = {"aside": "small", "strong": "b"}
HEADS = {"number": "sop-num", "uses": "sop-half"}
CELLS = {"number": "sop-num", "role": "sop-role", "orders": "sop-order"}
TABLES = {"cards": " sop-cards", "history": " sop-cards order-history", "plain": "", "sheet": " order-form"}
DRAWN: dict[type, Callable[[Site, Links, Any], str]] = {
    m.Picture: lambda site, links, block: flow_view.figure(site, block.drawing, links, block.id),
    m.Flowchart: lambda site, links, block: flow_view.flowchart(site, site.manual.procedure[block.procedure], links),
    m.Form: lambda site, _links, block: form_view.summary(site, site.manual.procedure[block.procedure]),
}
BLANKS = {"line": '<span class="order-room"></span>', "box": "☐", "room": '<span class="order-blank"></span>'}
LISTS: dict[str, Callable[[PageContext, tuple[m.Item, ...]], str]] = {
    "order": _ordered,
    "numbered": _numbered,
    "short": partial(_numbered, css="sop-list sop-columns"),
    "steps": _steps,
    "marked": _marked,
    "plain": _plain,
}
RUNS: dict[type, Callable[[PageContext, Any], str]] = {
    str: PageContext.shown,
    m.Text: _text,
    m.Link: _link,
    m.Break: lambda _place, _run: "<br>",
    m.PageOf: lambda _place, _run: "",
    m.Blank: lambda _place, run: BLANKS[run.kind],
    m.Note: _note,
}
BLOCKS: dict[type, Callable[[PageContext, Any], str]] = {
    m.Heading: _heading,
    m.Para: _para,
    m.List: _list,
    m.Facts: _facts,
    m.Table: _table,
    m.Picture: lambda place, block: place.drawn(block),
    m.Flowchart: lambda place, block: place.drawn(block),
    m.Form: lambda place, block: place.drawn(block),
    m.Signatures: _signatures,
    m.Part: _part,
}
