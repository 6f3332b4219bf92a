"""The plan of an order as one page that needs no other file: to read on a screen, to print, to keep with the draft."""

from __future__ import annotations

import base64
from collections.abc import Iterable

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from generator.documents.model import Block
from generator.edition import Edition
from generator.fonts import FOLDER
from generator.html.emitter import PageContext, emit

FONTS = (("400", "Sarabun-Regular"), ("700", "Sarabun-Bold"))


def page(edition: Edition, title: str, blocks: Iterable[Block]) -> str:
    """One HTML page with its style and fonts inside; it leads nowhere, since it may lie anywhere."""
    templates = Environment(loader=PackageLoader("generator.cli"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    place = PageContext(edition, lambda _ref: "")
    body = Markup("".join(emit(place, block) for block in blocks))
    fonts = {Markup(weight): _font(name) for weight, name in FONTS}
    return templates.get_template("plan.html.j2").render(fonts=fonts, title=edition.shown(title), heading=Markup(place.shown(title)), body=body)


def _font(name: str) -> Markup:
    return Markup(base64.b64encode((FOLDER / f"{name}.woff2").read_bytes()).decode("ascii"))
