"""What home shows to a reader who picked a name or a post: a script for each, loaded only then (a script also loads from a USB stick).

The choice stays in the reader's browser. The words are those of the person's page and calendar (:mod:`generator.documents.mine`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import partial

from generator.documents import by_post, calendar, mine, order_papers, person_change, workyear
from generator.documents.mine import Changed
from generator.documents.model import Block
from generator.html import calendar_pages
from generator.html.emitter import emit, page_context
from generator.html.shell import Site
from generator.model.organization import Person, Post
from generator.model.procedure import Procedure
from generator.output import Output
from generator.runtime.memory import BYTES
from generator.thai import dates

FOLDER = "assets/work"
LONG = 110
"""Longer texts are cut at a space, if they have one."""
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
    persons = {f"person-{p.id}": p for p in site.manual.people.persons}
    posts = {f"post-{p.id}": p for p in site.manual.organization.posts}

    def parts(name: str) -> tuple[object, ...]:
        steps = site.edition.steps_by_post
        touches = touched(site, persons[name].id) if name in persons else tuple(p for p, _ in steps[posts[name].id])
        return (*site.frame, name, *touches)

    def made(name: str) -> bytes:
        return _script(site, name, *(_of_person(site, persons[name]) if name in persons else _of_post(site, posts[name])))

    names = [name for name in (*persons, *posts) if name in offered]
    return [Output(f"{FOLDER}/{name}.js", data) for name, data in zip(names, site.memory.each("my work", names, parts, made, BYTES), strict=True)]


def touched(site: Site, person: str) -> tuple[Procedure, ...]:
    """The procedures of which a person's page says more than their titles."""
    return (*site.edition.procedures_of(person), *(p for p, _ in by_post.steps(site.edition, person)))


def _of_person(site: Site, person: Person) -> tuple[str, Iterable[Block]]:
    of = calendar.of_person(person, workyear.of_person(site.edition, partial(calendar_pages.entries, site), person.id))
    return person.name, mine.of_person(site.edition, of, person, _changed(site).get(person.id))


def _of_post(site: Site, post: Post) -> tuple[str, Iterable[Block]]:
    return post.title, mine.of_post(site.edition, mine.post_calendar(post, workyear.of_post(site.edition, post.id)), post)


def _script(site: Site, name: str, title: str, blocks: Iterable[Block]) -> bytes:
    place = page_context(site.settings, "index.md")
    values = {"id": name, "title": site.shown(title), "html": "".join(emit(place, block) for block in blocks)}
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    for unsafe, instead in (("<", "\\u003c"), ("\u2028", ""), ("\u2029", "")):  # a script must hold none of these
        text = text.replace(unsafe, instead)
    return f"window.sopWork={text};\n".encode()


def _changed(site: Site) -> dict[str, Changed]:
    """Person -> what the newest order that touches them changes."""
    return site.memory.recall("changed", site.frame, lambda: dict(reversed(tuple(_sheets(site)))))


def _sheets(site: Site) -> Iterator[tuple[str, Changed]]:
    for order in order_papers.reported(site.edition):
        for changes, p in ((c, p) for c in site.edition.stages(order) for p in c.affected):
            words = f"คำสั่งที่ {order.number}/{order.year} มีผลตั้งแต่วันที่ {dates.long(changes.after.as_of)}"
            yield p.person, (f"{order.key.slug}/{p.person}", words, tuple(person_change.brief(site.edition, changes, p, short)))


def short(text: str) -> str:
    """The text, or its beginning up to a space and an ellipsis."""
    if len(text) <= LONG:
        return text
    head, _, _ = text[: LONG + 1].rpartition(" ")
    return f"{head if len(head) > LONG // 2 else text[:LONG]} …"
