"""What falls to a person by a post, whether an order says anything or not."""

from __future__ import annotations

from generator.edition import Edition
from generator.model.orders import ACTING
from generator.model.procedure import Procedure, Step


def steps(edition: Edition, person: str) -> tuple[tuple[Procedure, Step], ...]:
    """The steps of the posts that a person holds on the date or acts in, each once, post by post."""
    acting = (c.target for c in edition.charges_of(person) if c.kind == "post" and c.role in ACTING)
    posts = dict.fromkeys((*edition.manual.person[person].holds(edition.as_of), *acting))
    return tuple({(p.id, s.id): (p, s) for post in posts for p, s in edition.steps_by_post.get(post, ())}.values())


def has_work(edition: Edition, person: str) -> bool:
    """Whether a person is charged with anything on the date, by an order or by a post."""
    return bool(edition.duties_of(person) or edition.charges_of(person) or steps(edition, person))
