"""The hand-written help as things to find: one record a section, with its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.html.nav import HELP
from generator.html.search_records import SearchRecord, joined

READERS = next(iter(HELP))
"""The section for every reader; the other is for those who keep the data."""
BY_HEADING = frozenset({"help/rules.md", "help/scale.md"})
"""Pages of examples and figures: found by their headings, such as the code and title of a rule."""
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.S)
_UNREAD = re.compile(r"^```.*?^```|<!--.*?-->|<[a-z/][^>\n]*>|^\|[-|: ]+\|$", re.S | re.M)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_HEADING = re.compile(r"^#{1,3} (.*?)(?: \{ #([\w-]+) \})?$", re.M)
_SIGNS, _PARTS = re.compile(r"[*`#]+"), re.compile(r"^- |\|+", re.M)


def records(pages: Mapping[str, str]) -> Iterator[SearchRecord]:
    """The records of the pages that the navigation lists; ``pages``: path below ``docs/`` -> Markdown.

    A page whose text is not there is found by its title.
    """
    for section, entries in HELP.items():
        for title, path in (pair for entry in entries for pair in entry.items()):
            href, kind = f"../{path.removesuffix('.md')}.html", "help" if section == READERS else "guide"
            (_, _, first), *parts = _parts(pages.get(path, ""))
            yield SearchRecord(kind, href, title, joined(section, first))
            for heading, anchor, words in parts:
                if anchor:
                    yield SearchRecord(kind, f"{href}#{anchor}", heading, "" if path in BY_HEADING else words)


def _parts(markdown: str) -> list[tuple[str, str, str]]:
    """Heading, anchor and words of what stands before the first section, then of each section."""
    text = _UNREAD.sub(" ", _FRONT.sub("", markdown))
    found = list(_HEADING.finditer(text))
    ends = [heading.start() for heading in found[1:]] + [len(text)]
    parts = [(_plain(h[1]), h[2] or "", _plain(text[h.end() : end])) for h, end in zip(found, ends, strict=True)] if found else []
    return parts or [("", "", "")]


def _plain(markdown: str) -> str:
    return " ".join(_PARTS.sub(" · ", _SIGNS.sub(" ", _LINK.sub(r"\1", markdown))).replace("\\", "").split()).strip("· ")
