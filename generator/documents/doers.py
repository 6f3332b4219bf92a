"""Who does a step, by name. Steps name units, posts and roles; persons come in by the posts that they hold or act in, and by the orders in force.

A step named for a post is its holder's, whoever answers for the procedure (:func:`generator.documents.by_post.steps` lists them the other way
round); a step named for a unit is the work of those who answer for the procedure.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.documents import mentions
from generator.documents.model import Link, Ref, Run, Runs, Text, listed
from generator.edition import Edition
from generator.model.procedure import Actor, Procedure
from generator.register.changes import LEADING
from generator.register.words import role

Doer = tuple[str, str]
"""A person, and by what the step is theirs: a post, a role in an order; empty where the actor itself says so."""
VACANT = "ตำแหน่งว่าง"


def runs(edition: Edition, of: Procedure, actor: Actor) -> Runs:
    """``หน.จัดหา (เห็นชอบ): นางสาวดัชนี ค้นคำ``: the actor as the form names it, then the persons."""
    manual = edition.manual
    name = manual.actor_name(actor.who)
    said: Run = Link(name, Ref("unit", actor.who)) if actor.who in manual.unit and edition.members(actor.who) else name
    named = [(mentions.person(edition, who), *((" ", Text(by, "aside")) if by else ())) for who, by in doers(edition, of, actor.who)]
    after: Runs = (": ", *listed(named, ", ")) if named else (" ", Text(VACANT, "aside")) if actor.who in manual.post else ()
    return (said, *((f" ({actor.does})",) if actor.does else ()), *after)


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
