"""The search index: every thing a reader may look for (see search_records), in a format of its own.

The browser's side is in ``assets/search``. What is searched stands here once, as it is shown; the engine folds it
(digits, marks, spaces) when search is opened, so the file holds no second copy.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from generator.html.finish import SEARCHED
from generator.html.page import Page
from generator.html.search_records import RECORDS, SearchRecord, joined, plain
from generator.html.shell import Site
from generator.output import Output
from generator.thai import digits
from generator.thai.abbreviations import COMMON

PATH = "assets/search/index.js"

KINDS = {
    "procedure": "กระบวนงาน",
    "person": "บุคลากร",
    "order": "คำสั่ง",
    "form": "แบบฟอร์ม",
    "term": "อักษรย่อและคำจำกัดความ",
    "step": "ขั้นตอน",
    "duty": "หน้าที่ตามคำสั่ง",
    "reference": "เอกสารอ้างอิง",
    "section": "หัวข้อในกระบวนงาน",
    "page": "หน้าอื่น",
    "help": "วิธีใช้",
}
"""Groups of results, the weightiest first."""


_BLOCK = re.compile(r"</?(?:p|div|li|dd|dt|td|th|h\d|br|section)\b[^>]*>")
_TAGS = re.compile(r"<[^>]*>")


def outputs(made: Site, pages: Sequence[Page]) -> tuple[Output, ...]:
    """``assets/search/index.js``: a script, since a page opened from a folder can load no other file."""
    known = {page.href: page.title for page in pages}
    found = [record for function in RECORDS for record in function(made)]
    found += _other_pages(pages, {record.href for record in found})
    return (Output(PATH, packed(made, found, known).encode()),)


def packed(made: Site, records: Iterable[SearchRecord], titles: dict[str, str]) -> str:
    """The index in its own format: ``sopSearch.take({...})``.

    ``kinds``: names of the groups; ``same``: lists of words that mean the same; ``pages``: address and title. Then a line
    for each record, fields between tabs. ``places``: kind, page, anchor; ``words``: code, title, also, text.
    """
    pages: dict[str, int] = {}
    kinds = list(KINDS)
    places, words = [], []
    for record in records:
        page, _, anchor = record.href.partition("#")
        places.append(f"{kinds.index(record.kind)}\t{pages.setdefault(page, len(pages))}\t{anchor}")
        fields = (plain(record.code), *(_shown(made.manual.handbook.digits.site, text) for text in (record.title, record.also, record.text)))
        words.append("\t".join(fields))
    values = {
        "version": made.manual.fingerprint,
        "kinds": list(KINDS.items()),
        "same": [list(same) for same in same_words(made)],
        "pages": [[page, made.shown(plain(titles.get(page, "")))] for page in pages],
        "places": "\n".join(places),
        "words": "\n".join(words),
    }
    return f"sopSearch.take({json.dumps(values, ensure_ascii=False, separators=(',', ':'))});\n"


def same_words(made: Site) -> Iterator[tuple[str, ...]]:
    """Abbreviations with their full words and other spellings: of the handbook, of units and posts, and what every office writes."""
    for a in made.manual.handbook.abbreviations:
        yield tuple(map(plain, (a.short, a.full, *a.also)))
    known = {a.short for a in made.manual.handbook.abbreviations}
    for short, full in (*((u.short, u.name) for u in made.manual.organization.units), *((p.short, p.title) for p in made.manual.organization.posts)):
        if short and short not in known and short != full:
            yield plain(short), plain(full)
    yield from (pair for pair in COMMON if pair[0] not in known)


@lru_cache(maxsize=1 << 17)
def _shown(system: str, text: str) -> str:
    return plain(digits.in_system(text, system))


def _other_pages(pages: Iterable[Page], known: set[str]) -> Iterator[SearchRecord]:
    """Pages that are no single thing: lists, charts, reports. Prose is searched whole, of the others what they say they are."""
    for page in pages:
        if page.href not in known:
            prose = [html.unescape(_TAGS.sub("", _BLOCK.sub(" ", block.html))) for block in page.blocks] if page.kind in SEARCHED else []
            yield SearchRecord("page", page.href, page.title, joined(page.description, *(block.title for block in page.blocks), *prose))
