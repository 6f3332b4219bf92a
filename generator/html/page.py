"""What a page is, and the one function that turns it into a file.

A page is a title and blocks of finished HTML under headings. Only :func:`emit` knows how MkDocs, ProperDocs and
Zensical want it: front matter, headings in Markdown (so that the theme's contents list sees them), bodies as HTML that
Markdown does not read (it would take ``๑.`` at the start of a line for a list and lose the numeral).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import unescape

from generator.html import text
from generator.output import Output

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~:^=\"'])")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029]")
_CONTROL_BYTES = bytes([*range(0x09), *range(0x0B, 0x20), 0x7F])
_SEPARATORS = ("\u2028".encode(), "\u2029".encode())
_BLANK_LINES = re.compile(rb"\n[ \t]*(?:\n[ \t]*)*\n")

TITLE_WHOLE, HEADING_WHOLE = 16, 22
"""Letters of a title and of a heading that stand on one line of the narrowest phone (320 px)."""
OPEN, CLOSE = "<!--[body]", "[body]-->"
"""What ``overrides/main.html`` takes away again."""


@dataclass(frozen=True, slots=True)
class Block:
    """Finished HTML under a heading; without ``title`` it continues what stands above. ``level``: 2 to 4."""

    html: str
    title: str = ""
    anchor: str = ""
    level: int = 2


@dataclass(frozen=True, slots=True)
class Page:
    """One page. ``path`` is relative and ends in ``.md``; ``nav_title`` stands in the navigation, ``title`` on the page.

    ``group``: the list in the navigation that it shares with others of its kind, if any.
    ``basis``: the orders that the page rests on, in words; None: those of the whole manual.
    ``sources``: the files of ``sop/`` it is made from, named and linked at its foot. ``kind``: class for the stylesheet.
    """

    path: str
    title: str
    description: str
    blocks: tuple[Block, ...]
    nav_title: str = ""
    hide: tuple[str, ...] = ()
    kind: str = "page"
    sources: tuple[str, ...] = ()
    group: str = ""
    basis: str | None = None

    @property
    def href(self) -> str:
        """The built page's address below ``manual/``."""
        return address(self.path)


def address(path: str) -> str:
    """Where the page at ``path`` is read, below ``manual/``."""
    return path.removesuffix(".md") + ".html"


def title_of(data: bytes) -> str:
    """The title of a page as :func:`emit` wrote it."""
    line = next(line for line in data.decode().splitlines() if line.startswith("title: "))
    return unescape(json.loads(line.removeprefix("title: ")))


def emit(page: Page, protected: tuple[str, ...] = ()) -> Output:
    """The Markdown file of a page; ``protected``: words that no line of a heading may cut."""
    parts = [_front_matter(page).encode(), f"# {heading(page.title, protected)}\n".encode()]
    for block in page.blocks:
        if block.title:
            parts.append(f"{'#' * block.level} {heading(block.title, protected, HEADING_WHOLE)} {{ #{block.anchor} }}\n".encode())
        parts.append(raw(block.html, page.kind))
    return Output(page.path, b"\n".join(parts))


def plain_title(title: str) -> str:
    """A title for front matter and navigation: themes print both unescaped, so no ``<`` may reach them."""
    tidy = " ".join(_CONTROL.sub(" ", title).split())
    return tidy.replace("&", "&amp;").replace("<", "‹").replace(">", "›").replace('"', "″")


def heading(title: str, protected: tuple[str, ...] = (), whole: int = TITLE_WHOLE) -> str:
    """Text as Markdown that reads as itself, its longer words held together; up to ``whole`` letters all of it is."""
    tidy = " ".join(_CONTROL.sub(" ", title).split())
    found = [(True, tidy, "")] if text.HELD.start <= len(tidy) <= whole else text.pieces(tidy, protected)
    return "".join(f"<{text.HOLD}>{_literal(word)}</{text.HOLD}>{rest}" if held else _literal(word + rest) for held, word, rest in found)


def _literal(tidy: str) -> str:
    tidy = tidy.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKDOWN.sub(lambda found: f"&#{ord(found[0])};" if found[0] in "{}#\\`|~:^=\"'" else "\\" + found[0], tidy)


def raw(html: str, kind: str) -> bytes:
    """A finished body inside one comment: Markdown hands it on unread (reading it would be most of MkDocs' time), the theme's
    override opens it. No ``-->`` can stand inside, since every ``>`` of a text is escaped.

    Bytes, since they are looked through in a tenth of the time.
    """
    data = html.encode().translate(None, _CONTROL_BYTES)
    for separator in _SEPARATORS:
        data = data.replace(separator, b"")
    body = _BLANK_LINES.sub(b"\n", data).strip(b"\n").replace(b"--", b"-&#45;")
    return f'{OPEN}<div class="sop sop-{kind}">\n'.encode() + body + f"\n</div>{CLOSE}\n".encode()


def _front_matter(page: Page) -> str:
    values: dict[str, object] = {"title": plain_title(page.title), "description": plain_title(page.description)}
    hide = page.hide or (() if any(block.title for block in page.blocks) else ("toc",))
    if hide:
        values["hide"] = list(hide)
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
    return "\n".join(["---", *lines, "---", ""])
