"""A page becomes a file: its foot, its titles in the digits of the site, its Markdown; what later stages ask of it stays beside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

import segno
from markupsafe import Markup

from generator.documents import feedback, identity
from generator.html.links import links_from
from generator.html.page import Block, Page, address, emit
from generator.html.shell import Site
from generator.output import Output

SEARCHED = frozenset({"prose"})
"""Kinds of pages whose words are searched whole (see search); the bodies of the others are in their files only."""


class Finished(NamedTuple):
    """A page's file; ``page``: the page itself, as far as navigation and search ask for it."""

    page: Page
    output: Output


def finished(made: Site, page: Page) -> Finished:
    """The page as a file. A thousand bodies twice in memory would be more than all else, so they go."""
    output = emit(with_digits(made, with_foot(made, page)), made.settings.protected)
    if page.kind not in SEARCHED:
        page = replace(page, blocks=tuple(replace(block, html="") for block in page.blocks))
    return Finished(page, output)


def with_digits(made: Site, page: Page) -> Page:
    """The page with its titles in the digits of the site."""
    blocks = tuple(replace(block, title=made.shown(block.title)) for block in page.blocks)
    return replace(page, title=made.shown(page.title), description=made.shown(page.description), blocks=blocks)


def with_foot(made: Site, page: Page) -> Page:
    """The page with its last lines: the orders it rests on, the YAML it is made from, the whole book to print."""
    links, sources = links_from(page.path), source_links(made, page.path, page.sources)
    told, whole, review, published = answers(made, page.path, page.title)
    foot = made.render(
        "foot.html.j2",
        links=links,
        basis=basis_of(made, page.basis),
        sources=sources,
        book=made.book(links, "handbook"),
        told=told,
        whole=whole,
        report=feedback.REPORT,
        review=review,
        published=published,
        code=qr_code(published) if published else "",
    )
    return replace(page, blocks=(*page.blocks, Block(foot)))


def answers(made: Site, path: str, title: str) -> tuple[str, str, tuple[str, ...], str]:
    """Where a mistake on the page at ``path`` is told, with and without scripts; when it was reviewed, and is to be; its published address."""
    procedure = made.manual.procedure.get(path.removeprefix("procedures/").removesuffix(".md"))
    told = feedback.address(made.edition, title)
    review, published = tuple(feedback.review(made.edition, procedure)), identity.address(made.edition, address(path))
    return told, feedback.whole(made.edition, told), review, published


def qr_code(words: str) -> Markup:
    """The QR code of an address, as SVG as large as it is let be. Like a link it must stand in UTF-8, whatever its letters."""
    return Markup(segno.make(words, error="m", micro=False, encoding="utf-8").svg_inline(border=0, omitsize=True, svgclass=None, lineclass=None))


def basis_of(made: Site, own: str | None) -> str:
    """The orders that a page rests on: its own, if it has said so, else those of the whole manual."""
    return made.basis if own is None else own


def source_links(made: Site, path: str, names: Iterable[str]) -> list[tuple[str, str]]:
    """The sources of the page at ``path``, each with where it can be read from there."""
    links = links_from(path)
    return [(name, source_link(made, links.source(name), name)) for name in dict.fromkeys(names)]


def source_link(made: Site, copy: str, name: str) -> str:
    """Where a source file can be read: the repository if the handbook names one, else the copy in the site; empty if neither."""
    address = made.edition.manual.handbook.source_url
    if address and address.startswith(("https://", "http://")):
        return f"{address.rstrip('/')}/sop/{name}"
    return copy if name in made.sources else ""
