"""The search index: every thing a reader may look for (see search_records), in a format of its own.

The browser's side is in ``assets/search``. What is searched stands here once, as it is shown; the engine folds it
(digits, marks, spaces) when search is opened, so the file holds no second copy.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from generator.html import search_help
from generator.html.finish import SEARCHED
from generator.html.page import Page
from generator.html.search_records import RECORDS, SearchRecord, joined, plain
from generator.html.shell import Site
from generator.html.text import HELD
from generator.html.text import pieces as pieces_of
from generator.output import Output
from generator.runtime.content import digest
from generator.runtime.memory import JSON
from generator.thai import digits
from generator.thai.abbreviations import COMMON

PATH, HELP_PATH = "assets/search/index.js", "assets/search/help.js"

KINDS = {
    "procedure": "กระบวนงาน",
    "person": "บุคลากร",
    "order": "คำสั่ง",
    "form": "แบบฟอร์ม",
    "unit": "กลุ่มงาน",
    "term": "อักษรย่อและคำจำกัดความ",
    "step": "ขั้นตอน",
    "duty": "หน้าที่ตามคำสั่ง",
    "reference": "เอกสารอ้างอิง",
    "section": "หัวข้อในกระบวนงาน",
    "page": "หน้าอื่น",
    "help": "วิธีใช้",
    "guide": "สำหรับผู้ดูแลข้อมูล",
}
"""Groups of results, the weightiest first."""


_BLOCK = re.compile(r"</?(?:p|div|li|dd|dt|td|th|h\d|br|section)\b[^>]*>")
_TAGS = re.compile(r"<[^>]*>")
_FIRST = re.compile(r"^(?:การ|ความ|ผู้)+")


def outputs(made: Site, pages: Sequence[Page]) -> tuple[Output, ...]:
    """``assets/search/index.js`` and ``help.js``: scripts, since a page opened from a folder can load no other file. The help is
    apart, since it stays the same from edition to edition.
    """
    found = [record for function in RECORDS for record in function(made)]
    found += _other_pages(pages, {record.href for record in found})
    guides = _Rows.of(made, search_help.records(made.help_pages))
    values = {"pages": [[page] for page in guides.pages], **guides.columns}
    return Output(PATH, packed(made, found, pages).encode()), Output(HELP_PATH, f"sopSearch.help = {_json(values)};\n".encode())


def packed(made: Site, records: Iterable[SearchRecord], pages: Iterable[Page] = ()) -> str:
    """The index in its own format: ``sopSearch.take({...})``.

    ``kinds``: names of the groups; ``same``: lists of words that mean the same; ``heads``: anchor and title of every heading, each once;
    ``sets``: which of them stand on a page together; ``pages``: address, the number of its set, and the title where no record has it;
    ``held``: words that no line may cut. Then a line for each record, fields between tabs. ``places``: kind, page, anchor, number of a
    step; ``words``: code, title, also, text.
    """
    rows = _Rows.of(made, records)
    values = {
        "version": made.manual.fingerprint,
        "kinds": list(KINDS.items()),
        "same": [list(same) for same in same_words(made)],
        **_headings(made, {page.href: page for page in pages}, rows.pages),
        "held": " ".join(_held(made, rows)),
        **rows.columns,
    }
    return f"sopSearch.take({_json(values)});\n"


@dataclass(frozen=True, slots=True)
class _Rows:
    """Records as lines. ``pages``: every page in the sequence of its number, with its title if a record has that."""

    pages: dict[str, str]
    columns: dict[str, str]

    @classmethod
    def of(cls, made: Site, records: Iterable[SearchRecord]) -> _Rows:
        kinds = list(KINDS)
        numbers: dict[str, int] = {}
        pages: dict[str, str] = {}
        places, words = [], []
        for record in records:
            page, _, anchor = record.href.partition("#")
            title, also, text = (_shown(made.manual.handbook.digits.site, words) for words in (record.title, record.also, record.text))
            places.append(f"{kinds.index(record.kind)}\t{numbers.setdefault(page, len(numbers))}\t{anchor}\t{record.number or ''}")
            words.append(f"{plain(record.code)}\t{title}\t{also}\t{text}")
            pages[page] = pages.get(page) or ("" if anchor else title)
        return cls(pages, {"places": "\n".join(places), "words": "\n".join(words)})


def _headings(made: Site, pages: Mapping[str, Page], titles: Mapping[str, str]) -> dict[str, list[Any]]:
    """``heads``, ``sets`` and ``pages`` of the index."""
    heads: dict[tuple[str, str], int] = {}
    sets: dict[tuple[int, ...], int] = {(): 0}
    listed: list[list[Any]] = []
    for href, known in titles.items():
        page = pages.get(href)
        blocks = [(b.anchor, made.shown(plain(b.title))) for b in page.blocks if b.anchor and b.title] if page else []
        mine = tuple(heads.setdefault(block, len(heads)) for block in blocks)
        title = made.shown(plain(page.title)) if page else known
        listed.append([href, sets.setdefault(mine, len(sets)), *([] if title == known else [title])])
    return {"heads": list(heads), "sets": list(sets), "pages": listed}


def _held(made: Site, rows: _Rows) -> list[str]:
    """Words of the titles that browsers may cut, without the first syllables that they cannot (การ, ความ, ผู้)."""
    titles: dict[str, dict[str, None]] = {}
    for place, words in zip(rows.columns["places"].split("\n"), rows.columns["words"].split("\n"), strict=True):
        titles.setdefault(place.split("\t", 2)[1], {})[words.split("\t", 2)[1]] = None
    protected, pages = digest(made.edition.protected), ["\n".join(of_page) for of_page in titles.values()]

    def found(of_page: str) -> list[str]:
        return sorted({word for title in of_page.split("\n") for word in _held_in(title, made.edition.protected)})

    return sorted({word for words in made.memory.each("held", pages, lambda of_page: (protected, of_page), found, JSON) for word in words})


@lru_cache(maxsize=1 << 16)
def _held_in(title: str, protected: tuple[str, ...]) -> tuple[str, ...]:
    pieces = (word for held, word, _ in pieces_of(title, protected) if held and " " not in word)
    return tuple(short for word in pieces if len(short := _FIRST.sub("", word)) in HELD)


def _json(values: object) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def same_words(made: Site) -> Iterator[tuple[str, ...]]:
    """Abbreviations with their full words and other spellings: of the handbook, of units and posts, and what every office writes.

    What the handbook calls the same stands between.
    """
    every = made.edition.manual.abbreviations(made.manual.procedures)
    yield from (tuple(map(plain, (a.short, *([a.full] if a.full else []), *a.also))) for a in every if a.full or a.also)
    known = {a.short for a in every}
    for short, full in (*((u.short, u.name) for u in made.manual.organization.units), *((p.short, p.title) for p in made.manual.organization.posts)):
        if short and short not in known and short != full:
            yield plain(short), plain(full)
    yield from (tuple(map(plain, same.words)) for same in made.manual.handbook.synonyms)
    yield from (pair for pair in COMMON if pair[0] not in known)


@lru_cache(maxsize=1 << 17)
def _shown(system: str, text: str) -> str:
    return plain(digits.in_system(text, system))


def _other_pages(pages: Iterable[Page], known: set[str]) -> Iterator[SearchRecord]:
    """Pages that are no single thing: lists, charts, reports. Prose is searched whole, of the others what they say they are."""
    for page in pages:
        if page.href not in known:
            prose = [html.unescape(_TAGS.sub("", _BLOCK.sub(" ", block.html))) for block in page.blocks] if page.kind in SEARCHED else []
            said = "" if page.kind == "sheet" else page.description.removeprefix(f"{page.title}: ")
            yield SearchRecord("page", page.href, page.title, joined(said, *prose), also=page.nav_title if page.nav_title not in page.title else "")
