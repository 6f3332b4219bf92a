"""What home shows to a reader who picked a name or a post: a script for each, loaded only then (a script also loads from a USB stick).

The choice stays in the reader's browser. The words are those of the person's page and calendar (:mod:`generator.documents.mine`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import partial

from generator.documents import calendar, mine, workyear
from generator.documents.model import Block
from generator.html.emitter import emit, page_context
from generator.html.shell import Site
from generator.model.organization import Person, Post
from generator.output import Output
from generator.runtime.memory import BYTES

FOLDER = "assets/work"
Choice = tuple[str, str]
"""What the list on home offers: the name of the script, and of whom it tells."""


def choices(site: Site) -> tuple[tuple[str, tuple[Choice, ...]], ...]:
    """Persons in office, and posts that steps name."""
    persons = ((f"person-{p.id}", p.name) for p in site.manual.people.persons if site.edition.in_office(p))
    posts = ((f"post-{p.id}", p.title) for p in site.manual.organization.posts if site.edition.steps_by_post.get(p.id))
    return tuple((title, found) for title, found in (("บุคคล", tuple(persons)), ("ตำแหน่ง", tuple(posts))) if found)


def files(site: Site) -> list[Output]:
    """``assets/work/person-<id>.js`` and ``post-<id>.js``."""
    offered = {name for _, found in choices(site) for name, _ in found}
    every = (*(f"person-{p.id}" for p in site.manual.people.persons), *(f"post-{p.id}" for p in site.manual.organization.posts))
    names = [name for name in every if name in offered]
    made = site.memory.watched("my work", site.subject, names, lambda site, name: _script(site, name, *_told(site, name)), BYTES)
    return [Output(f"{FOLDER}/{name}.js", data) for name, data in zip(names, made, strict=True)]


def _told(site: Site, name: str) -> tuple[str, Iterable[Block]]:
    kind, _, id_ = name.partition("-")
    return _of_person(site, site.manual.person[id_]) if kind == "person" else _of_post(site, site.manual.post[id_])


def _of_person(site: Site, person: Person) -> tuple[str, Iterable[Block]]:
    of = calendar.of_person(person, workyear.of_person(site.edition, partial(workyear.all_entries, site.manual.calendar), person.id))
    return person.name, mine.of_person(site.edition, of, person, site.changed.get(person.id))


def _of_post(site: Site, post: Post) -> tuple[str, Iterable[Block]]:
    return post.title, mine.of_post(site.edition, mine.post_calendar(post, workyear.of_post(site.edition, post.id)), post)


def _script(site: Site, name: str, title: str, blocks: Iterable[Block]) -> bytes:
    place = page_context(site.settings, "index.md")
    values = {"id": name, "title": site.shown(title), "html": "".join(emit(place, block) for block in blocks)}
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    for unsafe, instead in (("<", "\\u003c"), ("\u2028", ""), ("\u2029", "")):  # a script must hold none of these
        text = text.replace(unsafe, instead)
    return f"window.sopWork={text};\n".encode()
