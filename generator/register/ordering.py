"""Changes in the sequence in which the office lists its procedures, posts and people, not in that of their ids."""

from __future__ import annotations

from collections.abc import Iterable

from generator.model.handbook import Manual
from generator.register.changes import PersonChange, TargetChange


def targets_in_order(manual: Manual, found: Iterable[TargetChange]) -> list[TargetChange]:
    """Procedures as the handbook lists them, then posts as the organization does, then committees; unknown ones last."""
    procedures = {p.id: n for n, p in enumerate(manual.procedures)}
    posts = {p.id: n for n, p in enumerate(manual.organization.posts)}
    places = {"procedure": procedures, "post": posts, "committee": {key: n for n, key in enumerate(manual.committee)}}
    kinds = tuple(places)
    return sorted(found, key=lambda t: (kinds.index(t.kind), places[t.kind].get(t.target, len(places[t.kind])), t.target))


def persons_in_order(manual: Manual, found: Iterable[PersonChange]) -> list[PersonChange]:
    """Persons as ``people.yml`` lists them; unknown ones last."""
    places = {p.id: n for n, p in enumerate(manual.people.persons)}
    return sorted(found, key=lambda p: (places.get(p.person, len(places)), p.person))
