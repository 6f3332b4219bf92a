"""The index of a handbook: its persons by the pages that name them, its posts by the procedures in which they act."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from generator.documents.model import NONE
from generator.edition import Edition
from generator.model.organization import Post
from generator.model.procedure import Procedure
from generator.thai.names import bare, called
from generator.thai.words import alphabetical

PERSONS, POSTS = ("บุคคล", "ตำแหน่ง", "หน้า"), ("ตำแหน่งในกระบวนงาน", "ผู้ดำรงตำแหน่ง", "หน้าแรกของกระบวนงาน")
TO = "ถึง"


class IndexEntry(NamedTuple):
    """Who, and what beside. ``named``: the words that the pages are found by; ``procedures``: ids of those whose first pages are named."""

    who: str
    beside: str
    named: str = ""
    procedures: tuple[str, ...] = ()


def persons(edition: Edition) -> Iterator[IndexEntry]:
    """Those in office on the date, by their given names in alphabetical order; found by title and given name where nobody shares them."""
    found = [p for p in edition.manual.people.persons if edition.in_office(p)]
    shared = Counter(called(p.name) for p in edition.manual.people.persons)
    for person in sorted(found, key=lambda p: alphabetical(bare(p.name))):
        short = called(person.name)
        yield IndexEntry(person.name, person.titled, short if shared[short] == 1 else person.name)


def posts(edition: Edition, only: Sequence[Procedure] | None = None) -> Iterator[IndexEntry]:
    """The posts that act in procedures (of ``only``), those of one title together, with who holds them or acts in them on the date."""
    among = {p.id for p in (edition.manual.procedures if only is None else only)}
    titles: dict[str, list[Post]] = {}
    for post in edition.manual.organization.posts:
        titles.setdefault(post.title, []).append(post)
    for title, found in titles.items():
        acts = dict.fromkeys(p.id for post in found for p, _ in edition.steps_by_post.get(post.id, ()) if p.id in among)
        holders = dict.fromkeys(name for post in found for name in _holders(edition, post.id))
        if acts:
            yield IndexEntry(title, "\n".join(holders) or NONE, procedures=tuple(acts))


def _holders(edition: Edition, post: str) -> Iterable[str]:
    held = [person.name for person in edition.holders(post)]
    return held or [f"{edition.manual.person[c.person].name} ({c.role.value})" for c in edition.acting(post)]
