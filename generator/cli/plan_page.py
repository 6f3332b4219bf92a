"""The plan of an order as one page that needs no other file: to read on a screen, to print, to keep with the draft."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from generator.documents.model import Block
from generator.edition import Edition
from generator.fonts import FOLDER
from generator.html.emitter import emit
from generator.html.inline import PageContext

TEMPLATES = Path(__file__).parent / "templates"
FONTS = (("400", "Sarabun-Regular"), ("700", "Sarabun-Bold"))


def page(edition: Edition, title: str, blocks: Iterable[Block]) -> str:
    """One HTML page with its style and fonts inside; it leads nowhere, since it may lie anywhere."""
    templates = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    place = PageContext(edition)
    body = Markup("".join(emit(place, block) for block in blocks))
    fonts = {Markup(weight): _font(name) for weight, name in FONTS}
    style, heading = Markup((TEMPLATES / "plan.css").read_text("utf-8")), Markup(place.shown(title))
    return templates.get_template("plan.html.j2").render(fonts=fonts, style=style, title=edition.shown(title), heading=heading, body=body)


def _font(name: str) -> Markup:
    return Markup(base64.b64encode((FOLDER / f"{name}.woff2").read_bytes()).decode("ascii"))
