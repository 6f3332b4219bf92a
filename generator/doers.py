"""Who does a step: the persons for whom a unit, a post or a role stands on the date of an edition; and who does what must be two persons'.

A step named for a post is its holder's, whoever answers for the procedure (:func:`generator.documents.by_post.steps` lists them the other way
round); a step named for a unit is the work of those who answer for the procedure.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.edition import Edition
from generator.model.procedure import Procedure, Step
from generator.register.changes import LEADING
from generator.register.words import role


class Overlap(NamedTuple):
    """Two steps of a procedure, or a procedure and another, that must not be one person's, and the persons whose both are.

    ``step``: empty if ``other`` is a procedure; ``persons``: empty if a thing is to be separate from itself.
    """

    procedure: str
    step: str
    other: str
    persons: tuple[str, ...]


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


def overlaps(edition: Edition, of: Procedure) -> Iterator[Overlap]:
    """Where a procedure asks for separation of duties (``separate_from``) and the register has one person for both."""
    own = {c.person for c in edition.responsible(of.id)}
    for other in of.separate_from:
        both = [] if other == of.id else [c.person for c in edition.responsible(other) if c.person in own]
        if both or other == of.id:
            yield Overlap(of.id, "", other, tuple(dict.fromkeys(both)))
    steps = {step.id: step for step in of.steps}
    for step in of.steps:
        for other in step.separate_from:
            two = () if other == step.id else _certain(edition, of, steps[other])
            if (found := tuple(who for who in _certain(edition, of, step) if who in two)) or other == step.id:
                yield Overlap(of.id, step.id, other, found)


def _certain(edition: Edition, of: Procedure, step: Step) -> tuple[str, ...]:
    """The persons who do a step in any case: where an actor stands for several, another of them may do it."""
    found = (doers(edition, of, actor.who) for actor in step.actors)
    return tuple(dict.fromkeys(each[0][0] for each in found if len(each) == 1))
