"""Who does a step: the persons for whom a unit, a post or a role stands on the date of an edition.

A step named for a post is its holder's, whoever answers for the procedure (:func:`generator.documents.by_post.steps` lists them the other way
round); a step named for a unit is the work of those who answer for the procedure.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.edition import Edition
from generator.model.procedure import Procedure
from generator.register.changes import LEADING
from generator.register.words import role

Doer = tuple[str, str]
"""A person, and by what the step is theirs: a post, a role in an order; empty where the actor itself says so."""


def doers(edition: Edition, of: Procedure, actor: str) -> tuple[Doer, ...]:
    """The persons that an actor stands for in a step of a procedure, each once."""
    if actor in edition.manual.unit:
        members = {p.id for p in edition.members(actor)}
        found = [(c.person, role(c)) for c in edition.responsible(of.id) if c.role in LEADING and c.person in members]
    else:
        found = [d for post in edition.manual.posts_meant(actor) for d in _of_post(edition, post, named=post == actor)]
    return tuple({who: (who, by) for who, by in reversed(found)}.values())[::-1]


def _of_post(edition: Edition, post: str, *, named: bool) -> Iterator[Doer]:
    """Those who hold a post, and those who act in it; ``named``: the step names the post itself."""
    yield from ((p.id, "" if named else edition.manual.actor_name(post)) for p in edition.holders(post))
    yield from ((c.person, role(c)) for c in edition.acting(post))
