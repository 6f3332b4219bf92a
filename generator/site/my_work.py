"""What home shows to a reader who picked their name: one script of data, loaded only then (a script also loads from a USB stick).

The choice stays in the reader's browser.
"""

from __future__ import annotations

import json
from typing import Any

from generator.model.organization import Person
from generator.output import Output
from generator.register.words import ROLE_TITLES
from generator.site import calendar_pages
from generator.site.change_pages import reported
from generator.site.links import links_from
from generator.site.shell import Site

LINKS = links_from("index.md")
PATH = "assets/my-work-data.js"


def files(site: Site) -> list[Output]:
    """``assets/my-work-data.js``: everything that home needs of every person in office."""
    changed = _changed(site)
    present = [p for p in site.manual.people.persons if site.edition.in_office(p)]
    text = f'{{"persons":[{",".join(_kept(site, p, changed.get(p.id, "")) for p in present)}]}}'
    for unsafe, instead in (("<", "\\u003c"), ("\u2028", ""), ("\u2029", "")):  # a script must hold none of these
        text = text.replace(unsafe, instead)
    return [Output(PATH, f"window.sopMyWork={text};\n".encode())]


def _kept(site: Site, person: Person, changed: str) -> str:
    procedures = site.edition.procedures_of(person.id)
    return site.memory.recall("my-work", (*site.frame, person, changed, *procedures), lambda: _json(_of(site, person, changed)))


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _changed(site: Site) -> dict[str, str]:
    """Person -> the sheet of the newest order that changed something for them."""
    return site.memory.recall("changed", site.frame, lambda: _sheets(site))


def _sheets(site: Site) -> dict[str, str]:
    found: dict[str, str] = {}
    for order in reported(site):
        for change in site.edition.changes_by(order).affected:
            found.setdefault(change.person, LINKS.page(f"changes/{order.key.slug}/{change.person}"))
    return found


def _of(site: Site, person: Person, changed: str) -> dict[str, Any]:
    edition, shown = site.edition, site.shown
    procedures = edition.procedures_of(person.id)
    roles = {c.target: ROLE_TITLES[c.role] for c in reversed(edition.charges_of(person.id)) if c.kind == "procedure"}
    entries = calendar_pages.entries(site, procedures)
    forms = list(dict.fromkeys(f for p in procedures for f in (*p.forms.items, *(i for s in p.steps for i in s.forms)) if f in site.manual.form))
    return {
        "id": person.id,
        "name": person.name,
        "position": person.titled,
        "href": LINKS.person(person.id),
        "duties": len(edition.duties_of(person.id)),
        "calendar": LINKS.page(f"calendar/person-{person.id}") if procedures else "",
        "changed": changed,
        "procedures": [[shown(p.title), LINKS.procedure(p.id), roles.get(p.id, "")] for p in procedures],
        "forms": [[shown(site.manual.form[f].title), LINKS.form(f)] for f in forms],
        "months": {
            str(month): [[shown(e.step.label), LINKS.step(e.procedure.id, e.step.id)] for e in entries if month in e.months] for month in range(1, 13)
        },
    }
