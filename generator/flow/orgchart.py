"""The office's own charts: structure by posts, personnel of the group, and how its procedures hang together."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.drawing.model import Drawing
from generator.edition import Edition
from generator.flow import chart, tree
from generator.flow.graph import Edge, Graph, Node
from generator.flow.tree import TreeEntry
from generator.model.orders import RoleKind
from generator.model.organization import Person, Post, Unit

VACANT = "(ว่าง)"


def structure(edition: Edition) -> Drawing:
    """แผนภูมิโครงสร้างการบริหาร: posts below the posts they report to, with their holders; without posts the units.

    Boxes link to ``person:<id>`` or ``unit:<id>``.
    """
    roots = _posts(edition) or _units(edition)
    root = roots[0] if len(roots) == 1 else replace(_unit(edition.office), below=roots)
    return tree.drawing(root, f"แผนภูมิโครงสร้างการบริหาร: {edition.office.name}", edition.protected)


def personnel(edition: Edition) -> Drawing | None:
    """แผนภูมิบุคลากร: the head of the group, its work groups and their members. None if the group has nobody.

    Boxes link to ``person:<id>`` or ``unit:<id>``.
    """
    group, head = edition.group, _head(edition)
    leading = edition.holders(head.id) if head else ()
    below = [u.id for u in _inside(edition, group.id)]
    placed = {p.id for p in leading}.union(*({p.id for p in edition.members(u)} for u in below))
    others = _persons([p for p in edition.members(group.id) if p.id not in placed])
    parts = _parts(edition, group.id, leading)
    if not others and not parts and not leading:
        return None
    if head:
        own = [replace(_unit(group), below=others, wide=True)] if others else []
        root = replace(_post(edition, head), below=(*own, *parts))
    else:
        root = replace(_unit(group), below=(*others, *parts))
    return tree.drawing(root, f"แผนภูมิบุคลากร: {group.name}", edition.protected)


def apart(edition: Edition) -> tuple[Person, ...]:
    """Who is in office and not on the personnel chart: neither of the group, nor of a unit below it, nor at its head."""
    head = _head(edition)
    units = (edition.group.id, *(u.id for u in _inside(edition, edition.group.id)))
    placed = {p.id for unit in units for p in edition.members(unit)}
    if head:
        placed |= {p.id for p in edition.holders(head.id)} | {c.person for c in edition.acting(head.id)}
    return tuple(p for p in edition.manual.people.persons if edition.in_office(p) and p.id not in placed)


def _inside(edition: Edition, unit: str, above: frozenset[str] = frozenset()) -> Iterator[Unit]:
    """The units below a unit, of any kind and at any depth, those of a work group right after it."""
    for inner in edition.manual.organization.units:
        if inner.parent == unit and inner.id not in above | {unit}:
            yield inner
            yield from _inside(edition, inner.id, above | {unit})


def _parts(edition: Edition, unit: str, leading: Sequence[Person], above: frozenset[str] = frozenset()) -> tuple[TreeEntry, ...]:
    """The units right below a unit with their members, none without anybody."""
    found = []
    for inner in edition.manual.organization.units:
        if inner.parent == unit and inner.id not in above | {unit}:
            members = _persons([p for p in edition.members(inner.id) if p not in leading])
            if below := (*members, *_parts(edition, inner.id, leading, above | {unit})):
                found.append(replace(_unit(inner), below=below, wide=True))
    return tuple(found)


LEADS, CALLS = "ทำต่อ", "เรียกใช้"


def workflow(edition: Edition) -> Drawing | None:
    """How the procedures of the group hang together, as their files say it: by ``leads_to`` and by sub-processes. None if none does.

    Boxes link to ``procedure:<id>``; a procedure that stands alone is not drawn.
    """
    every = edition.manual.procedures
    said = [(p.id, to, LEADS) for p in every for to in p.leads_to] + [(p.id, s.procedure, CALLS) for p in every for s in p.steps if s.procedure]
    known = dict.fromkeys((source, target, words) for source, target, words in said if target in edition.manual.procedure and target != source)
    joined = {end for source, target, _ in known for end in (source, target)}
    if not joined:
        return None
    nodes = tuple(Node(f"procedure:{p.id}", "activity", f"{edition.number(p.id)}. {p.title}", None, None) for p in every if p.id in joined)
    edges = tuple(Edge(f"procedure:{source}", f"procedure:{target}", words) for source, target, words in known)
    title = edition.manual.handbook.workflow_title or f"ขั้นตอนการปฏิบัติงาน: {edition.group.name}"
    [drawing] = chart.pages(made := Graph(title, nodes, edges), math.inf, edition.protected)
    told = (f"{made.node[e.source].label} {e.label} {made.node[e.target].label}" for e in edges)
    return replace(drawing, title=title, description=" / ".join(told))


def _posts(edition: Edition) -> tuple[TreeEntry, ...]:
    posts = edition.manual.organization.posts
    known = {p.id for p in posts}
    below: dict[str, list[Post]] = {}
    for post in posts:
        below.setdefault(post.reports_to if post.reports_to in known and post.reports_to else "", []).append(post)

    def entry(post: Post) -> TreeEntry:
        return replace(_post(edition, post), below=tuple(map(entry, below.get(post.id, ()))))

    return tuple(map(entry, below.get("", ())))  # posts that report to each other in a circle are below none of these


def _units(edition: Edition) -> tuple[TreeEntry, ...]:
    units = edition.manual.organization.units
    known = {u.id for u in units}
    below: dict[str, list[Unit]] = {}
    for unit in units:
        below.setdefault(unit.parent if unit.parent in known and unit.parent else "", []).append(unit)

    def entry(unit: Unit, above: frozenset[str]) -> TreeEntry:
        return replace(_unit(unit), below=tuple(entry(u, above | {u.id}) for u in below.get(unit.id, ()) if u.id not in above))

    return tuple(entry(u, frozenset({u.id})) for u in below.get("", ()))


def _head(edition: Edition) -> Post | None:
    """The one post of the group that reports to none of its posts."""
    inside = [p for p in edition.manual.organization.posts if p.unit == edition.group.id]
    own = {p.id for p in inside}
    heads = [p for p in inside if p.reports_to not in own]
    return heads[0] if len(heads) == 1 else None


def _post(edition: Edition, post: Post) -> TreeEntry:
    """Who holds a post; if nobody does, who acts in or for it."""
    holders = edition.holders(post.id)
    if holders:
        names = [h.name for h in holders]
        return TreeEntry(names[0], (*names[1:], post.title), f"person:{holders[0].id}")
    for charge in edition.acting(post.id):
        if charge.role in (RoleKind.ACTING_FOR, RoleKind.ACTING_IN):
            return TreeEntry(
                edition.manual.person[charge.person].name,
                (f"{charge.role.value}{post.title}{f' ลำดับที่ {charge.rank}' if charge.rank else ''}",),
                f"person:{charge.person}",
            )
    return TreeEntry("", (post.title, VACANT), f"unit:{post.unit}")


def _unit(unit: Unit) -> TreeEntry:
    return TreeEntry(unit.name, (), f"unit:{unit.id}")


def _person(person: Person) -> TreeEntry:
    return TreeEntry(person.name, (person.titled,), f"person:{person.id}")


def _persons(persons: list[Person]) -> tuple[TreeEntry, ...]:
    return tuple(_person(p) for p in persons)
