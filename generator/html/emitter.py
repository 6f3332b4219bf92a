"""Papers as HTML: a function for each kind of run and block. Words come from :mod:`generator.documents`; here they get tags and classes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any
from urllib.parse import quote

from generator.documents import calendar, chart_words
from generator.documents import model as m
from generator.documents.whole import WholePaper
from generator.html import flow_view, form_view, tables
from generator.html.inline import PageContext, anchored, runs, styled
from generator.html.links import Links, links_from
from generator.html.page import Block, Page
from generator.html.shell import PageSettings
from generator.load.attached import FOLDER as FILES

FOLDED = 12
"""A person of whom more lines are told is shown by name, to be opened."""
PARAS: dict[m.Role, str] = {
    "plain": "", "body": "", "title": "order-title", "subject": "order-title order-subject", "words": "order-words", "clause": "order-clause",
    "person": "order-person", "given": "order-given", "basis": "sop-basis", "status": "sop-basis", "kicker": "sop-kicker",
    "ways": "sop-screen sop-books", "caption": "order-caption",
}  # fmt: skip
PARTS = {"paper": "article", "sheet": "div", "apart": "div", "grave": "section", "notice": "div", "months": "div", "month": "div"}


def page_context(site: PageSettings, path: str) -> PageContext:
    """For the page at ``path``."""
    links = links_from(path)
    place = PageContext(site, _hrefs(site, path, links), dict(site.sizes), lambda block: DRAWN[type(block)](site, links, place, block))
    return place


def _hrefs(site: PageSettings, path: str, links: Links) -> Callable[[m.Ref], str]:
    """The ways to things; to a place of the page itself no more than its name."""
    made: dict[str, Callable[[str], str]] = {
        "procedure": links.procedure,
        "person": links.person,
        "order": lambda slug: links.page(f"orders/{slug}"),
        "form": links.form,
        "reference": links.reference,
        "unit": lambda unit: links.page("organization") + f"#unit-{unit}",
        "calendar": lambda name: links.file(f"{calendar_path(name)}.html"),
        "events": lambda name: links.file(f"{calendar_path(name)}.ics"),
        "sheet": lambda name: links.page(f"changes/{name}"),
        "book": lambda name: site.book(links, name),
        "file": lambda name: links.file(f"{FILES}/{quote(name)}") if name in site.opened else "",
        "help": lambda name: links.file(f"../help/{name}.html"),
        "web": lambda address: address,
        "mail": lambda address: f"mailto:{address}",
        "phone": lambda number: f"tel:{number}",
    }
    here = links.page(path.removesuffix(".md"))

    def href(to: m.Ref) -> str:
        address = made[to.kind](to.id) + (f"#{to.part}" if to.part else "")
        return address.removeprefix(here) if address.startswith(f"{here}#") else address

    return href


def calendar_path(name: str) -> str:
    """Where the calendar of the group, a unit or a person stands, without its ending."""
    return "calendar" if name == calendar.GROUP else f"calendar/{name}"


def paper_page(site: PageSettings, path: str, paper: WholePaper, kind: str = "list", hide: tuple[str, ...] = ()) -> Page:
    """A paper as the page at ``path``; ``kind``: of page, ``hide``: as :class:`generator.html.page.Page`."""
    blocks = tuple(page_blocks(page_context(site, path), paper.blocks))
    return Page(path, paper.title, paper.about, blocks, paper.short, hide, kind, paper.sources, paper.group, paper.basis)


def page_blocks(place: PageContext, found: Iterable[m.Block]) -> Iterator[Block]:
    """The blocks of a page: a heading with an anchor begins one, so that the list of contents knows it."""
    html, head = list[str](), m.Heading(2, "")
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


def _heading(place: PageContext, block: m.Heading) -> str:
    return f"<h{block.level}{anchored(block.anchor)}>{place.shown(block.text)}</h{block.level}>\n"


def _para(place: PageContext, block: m.Para) -> str:
    if block.role == "ways":
        return _ways(place, block)
    return f"<p{styled(PARAS[block.role])}{anchored(block.anchor)}>{runs(place, block.runs)}</p>\n"


def _ways(place: PageContext, block: m.Para) -> str:
    """Those that lead somewhere from here, after what stands before the first."""
    ways = [runs(place, (run,)) for run in block.runs if isinstance(run, m.Link) and place.href(run.to)]
    lead = place.shown(block.runs[0]) if isinstance(block.runs[0], str) else ""
    return f"<p{styled(PARAS['ways'])}>{lead}{' '.join(ways)}</p>\n" if ways else ""


def _list(place: PageContext, block: m.List) -> str:
    return LISTS[block.look](place, block.items)


def _numbered(place: PageContext, items: tuple[m.Item, ...], css: str = "sop-list") -> str:
    return f'<ol class="{css}">\n{"".join(_flat(place, items, 0))}</ol>\n'


def _flat(place: PageContext, items: Iterable[m.Item], depth: int) -> Iterator[str]:
    css = f' class="sop-depth-{depth}"' if depth else ""
    for item in items:
        yield f'<li{css}{anchored(item.anchor)}><span class="sop-no">{place.shown(item.no)}</span><span>{runs(place, item.runs)}</span></li>\n'
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
    return f'<li{anchored(item.anchor)}>\n{ring}<div class="sop-step-body">\n{said}{facts}</div>\n</li>\n'


def _ordered(place: PageContext, items: tuple[m.Item, ...], css: str = ' class="sop-duties"') -> str:
    return f"<ol{css}>\n{''.join(_item(place, i) for i in items)}</ol>\n"


def _item(place: PageContext, item: m.Item) -> str:
    inner = _ordered(place, item.items, "") if item.items else ""
    return (
        f'<li{anchored(item.anchor)}><span class="sop-no">{place.shown(item.no)}</span><div><span>{runs(place, item.runs)}</span>{inner}</div></li>\n'
    )


def _plain(place: PageContext, items: tuple[m.Item, ...], css: str = "sop-plain") -> str:
    return f'<ul class="{css}">\n{"".join(_line(place, i) for i in items)}</ul>\n'


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
        terms = "".join(f"<dt{anchored(f.anchor)}>{place.shown(f.label)}</dt>\n<dd>{runs(place, f.runs)}</dd>\n" for f in block.facts)
        return f'<dl class="sop-terms">\n{terms}</dl>\n'
    pairs = (_fact(place, f, ' class="sop-wide"' if m.Break() in f.runs else "") for f in block.facts)
    return f'<dl class="sop-facts">\n{"".join(pairs)}</dl>\n'


def _fact(place: PageContext, fact: m.Fact, css: str) -> str:
    return f"<div{css}{anchored(fact.anchor)}><dt>{place.shown(fact.label)}</dt><dd>{runs(place, fact.runs)}</dd></div>\n"


def _signatures(place: PageContext, block: m.Signatures) -> str:
    if not any(p.asks for p in block.places):
        return "".join(f'<div class="sop-signature">{_lines(place, p)}{_date(place, p)}</div>\n' for p in block.places)
    signs = (f'<p class="order-line">{m.SIGN} <span></span> {place.shown(p.asks)}</p>{_lines(place, p)}{_date(place, p)}' for p in block.places)
    return f'<div class="order-signs">\n{"".join(f"""<div class="order-sign">{s}</div>{chr(10)}""" for s in signs)}</div>\n'


def _lines(place: PageContext, of: m.Place) -> str:
    blank = '<p class="order-line">(<span></span>)</p>'
    return "".join(f"<p>{runs(place, (line,))}</p>" for line in of.lines) or blank


def _date(place: PageContext, of: m.Place) -> str:
    return f"<p>{place.shown(of.date)}</p>" if of.date else f'<p class="order-line">{m.DAY} <span></span></p>' if of.asks else ""


def _flowchart(site: PageSettings, links: Links, place: PageContext, block: m.Flowchart) -> str:
    """The chart, then the same in words."""
    return flow_view.flowchart(site, block, links, emit(place, chart_words.listed(block)))


def _part(place: PageContext, block: m.Part) -> str:
    if block.role == "folded":
        caption, *below = block.blocks
        summary = runs(place, caption.runs) if isinstance(caption, m.Para) else ""
        return f'<details class="sop-words">\n<summary>{summary}</summary>\n{"".join(emit(place, b) for b in below)}</details>\n'
    tag = PARTS[block.role]
    if block.month:
        words = f'data-now="{calendar.NOW}" data-next="{calendar.NEXT}"'
        return f'<div class="sop-month" data-due="{block.month}" {words}>\n{"".join(emit(place, b) for b in block.blocks)}</div>\n'
    return f'<{tag} class="order-{block.role}">\n{"".join(emit(place, b) for b in block.blocks)}</{tag}>\n'


DRAWN: dict[type, Callable[[PageSettings, Links, PageContext, Any], str]] = {
    m.Picture: lambda site, links, _place, block: flow_view.figure(site, block.drawing, links, block.id),
    m.Flowchart: _flowchart,
    m.SummarySheet: lambda site, _links, _place, block: form_view.summary(site, block),
}
LISTS: dict[str, Callable[[PageContext, tuple[m.Item, ...]], str]] = {
    "order": _ordered,
    "numbered": _numbered,
    "short": partial(_numbered, css="sop-list sop-columns"),
    "steps": _steps,
    "marked": _marked,
    "names": partial(_plain, css="sop-plain sop-columns"),
    "members": partial(_plain, css="sop-members"),
    "plain": _plain,
}
BLOCKS: dict[type, Callable[[PageContext, Any], str]] = {
    m.Heading: _heading,
    m.Para: _para,
    m.List: _list,
    m.Facts: _facts,
    m.Table: tables.table,
    m.Picture: lambda place, block: place.drawn(block),
    m.Flowchart: lambda place, block: place.drawn(block),
    m.SummarySheet: lambda place, block: place.drawn(block),
    m.Year: tables.year,
    m.Symbols: tables.symbols,
    m.Signatures: _signatures,
    m.Part: _part,
}
