"""Words of the hand-written help, held together in the finished page as in those that are made (see :mod:`generator.html.text`)."""

from __future__ import annotations

import re
from html import unescape

from generator.html import text

_ARTICLE = re.compile(r"<article (class=.*?</article>)", re.S)
_PARTS = re.compile(r"(<(pre|code|script|style|svg)\b.*?</\2>|<[^>]*>)", re.S)
_HELD = "<article data-held "


def held(page: str) -> str:
    """A finished page in which no line of the article ends inside a word; a page that was made so stays as it is."""
    return page if _HELD in page else _ARTICLE.sub(lambda found: _HELD + _words(found[1]), page)


def _words(article: str) -> str:
    parts = _PARTS.split(article)  # text, markup, name of an element that is left alone
    return "".join(_text(part) if at % 3 == 0 else part for at, part in enumerate(parts) if at % 3 < 2)


def _text(words: str) -> str:
    return words if words.isascii() else "\n".join(text.unbroken(line) for line in unescape(words).split("\n"))
