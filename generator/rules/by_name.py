"""A name where an id is asked for: the remedy gives the id, since nobody knows the ids by heart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.model.handbook import Manual
from generator.source.problem import Problem

NOT_AN_ID = re.compile("“(.+)” ใช้เป็นรหัสไม่ได้$")
"""The message of SOP-L010 (:mod:`generator.load.explain`)."""


def mended(problems: Iterable[Problem], manual: Manual) -> Iterator[Problem]:
    """The problems; where a name was typed instead of an id, the remedy is that id."""
    known: dict[str, set[str]] = {}
    for name, id_ in _names(manual):
        known.setdefault("".join(name.split()), set()).add(id_)
    for problem in problems:
        found = NOT_AN_ID.match(problem.message) if problem.code == "SOP-L010" else None
        ids = known.get("".join(found[1].split()), set()) if found else set()
        yield replace(problem, mend=f"แก้เป็นรหัส “{ids.pop()}”") if len(ids) == 1 else problem


def _names(manual: Manual) -> Iterator[tuple[str, str]]:
    for unit in manual.organization.units:
        yield from ((name, unit.id) for name in (unit.name, unit.short) if name)
    for post in manual.organization.posts:
        yield from ((name, post.id) for name in (post.title, post.short) if name)
    yield from ((role.name, role.id) for role in manual.organization.roles)
    yield from ((procedure.title, procedure.id) for procedure in manual.procedures)
    yield from ((form.title, form.id) for form in manual.forms.forms)
    yield from ((reference.title, reference.id) for reference in manual.references.references)
