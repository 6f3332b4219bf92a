"""What home shows to a reader who picked their name: one script of data, loaded only then (a script also loads from a USB stick).

The choice stays in the reader's browser.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from typing import Any

from generator.documents import by_post, calendar, order_papers, person_change, workyear
from generator.documents import person as person_paper
from generator.documents.workyear import YearEntry
from generator.html import calendar_pages
from generator.html.links import links_from
from generator.html.shell import Site
from generator.html.text import marked
from generator.model.organization import Person
from generator.output import Output
from generator.register.words import role
from generator.thai import dates

LINKS = links_from("index.md")
PATH = "assets/my-work-data.js"
FEW = 5
"""So many duties and forms are shown; the rest stands on the person's page."""
LONG = 110
"""Longer texts are cut at a space, if they have one."""
Changed = tuple[str, str, tuple[str, ...]]
"""The sheet of the newest order that changes something for a person, the order, the changes in short lines."""


def files(site: Site) -> list[Output]:
    """``assets/my-work-data.js``: everything that home needs of every person in office."""
    changed = _changed(site)
    present = [p for p in site.manual.people.persons if site.edition.in_office(p)]
    text = f'{{"persons":[{",".join(_kept(site, p, changed.get(p.id)) for p in present)}]}}'
    for unsafe, instead in (("<", "\\u003c"), ("\u2028", ""), ("\u2029", "")):  # a script must hold none of these
        text = text.replace(unsafe, instead)
    return [Output(PATH, f"window.sopMyWork={text};\n".encode())]


def _kept(site: Site, person: Person, changed: Changed | None) -> str:
    touched = (*site.edition.procedures_of(person.id), *(p for p, _ in by_post.steps(site.edition, person.id)))
    return site.memory.recall("my-work", (*site.frame, person, changed, *touched), lambda: _json(_of(site, person, changed)))


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _changed(site: Site) -> dict[str, Changed]:
    """Person -> what the newest order that touches them changes."""
    return site.memory.recall("changed", site.frame, lambda: _sheets(site))


def _sheets(site: Site) -> dict[str, Changed]:
    found: dict[str, Changed] = {}
    for order in order_papers.reported(site.edition):
        for changes, p in ((c, p) for c in site.edition.stages(order) for p in c.affected):
            words = _shown(site, f"คำสั่งที่ {order.number}/{order.year} มีผลตั้งแต่วันที่ {dates.long(changes.after.as_of)}")
            lines = tuple(_shown(site, line) for line in person_change.brief(site.edition, changes, p, short))
            found.setdefault(p.person, (LINKS.page(f"changes/{order.key.slug}/{p.person}"), words, lines))
    return found


def _shown(site: Site, value: str) -> str:
    """In the digits of the office, no line ending inside a word: what a script draws is broken by the browser alone."""
    return marked(site.shown(value), site.edition.protected)


def short(text: str) -> str:
    """The text, or its beginning up to a space and an ellipsis."""
    if len(text) <= LONG:
        return text
    head, _, _ = text[: LONG + 1].rpartition(" ")
    return f"{head if len(head) > LONG // 2 else text[:LONG]} …"


def _of(site: Site, person: Person, changed: Changed | None) -> dict[str, Any]:
    edition = site.edition
    shown = partial(_shown, site)
    procedures = edition.procedures_of(person.id)
    roles = {c.target: role(c) for c in reversed(edition.charges_of(person.id)) if c.kind == "procedure"}
    duties = edition.duties_of(person.id)
    entries = workyear.of_person(edition, partial(calendar_pages.entries, site), person.id)
    forms = person_paper.forms_used(site.edition, person.id)
    return {
        "id": person.id,
        "name": person.name,
        "position": person.titled,
        "href": LINKS.person(person.id),
        "duties": [[shown(f"{d.number} {short(d.duty.text)}"), f"{LINKS.person(person.id)}#{d.anchor}"] for d in duties[:FEW]],
        "more": shown(f"ดูหน้าที่ทั้งหมด {len(duties)} ข้อ") if len(duties) > FEW else "",
        "calendar": LINKS.page(f"calendar/person-{person.id}") if entries else "",
        "changed": changed,
        "procedures": [[shown(p.title), LINKS.procedure(p.id), roles.get(p.id, "")] for p in procedures],
        "moreForms": site.shown(f"อีก {len(forms) - FEW} แบบ") if len(forms) > FEW else "",
        "forms": [[shown(f.title), LINKS.form(f.id)] for f in forms],
        "work": [[shown(e.step.words), LINKS.step(e.procedure.id, e.step.id)] for e in entries],
        "months": {str(month): _of_month(entries, month) for month in range(1, 13)},
    }


def _of_month(entries: Sequence[YearEntry], month: int) -> list[int]:
    """The places of a month's own work before those of the whole year's, which would push it out of sight."""
    found = [at for at, e in enumerate(entries) if month in e.months]
    return sorted(found, key=lambda at: len(entries[at].months) >= calendar.ALL_YEAR)
