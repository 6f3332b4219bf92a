"""The office's own charts: structure by posts, personnel of the group, and the group's procedures in order."""

from __future__ import annotations

import math
from dataclasses import replace

from generator.drawing.model import Drawing, Line, Symbol
from generator.edition import Edition
from generator.flow import tree
from generator.flow.tree import DROP, MARGIN, SIDE_BY_SIDE, TreeEntry
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
    work_groups = [u for u in edition.manual.organization.units if u.parent == group.id and u.kind == "work_group"]
    inside = {u.id: [p for p in edition.members(u.id) if p not in leading] for u in work_groups}
    placed = {p.id for persons in (leading, *inside.values()) for p in persons}
    others = _persons([p for p in edition.members(group.id) if p.id not in placed])
    parts = [replace(_unit(u), below=_persons(inside[u.id]), wide=True) for u in work_groups if inside[u.id]]
    if not others and not parts and not leading:
        return None
    if head:
        own = [replace(_unit(group), below=others, wide=True)] if others else []
        root = replace(_post(edition, head), below=(*own, *parts))
    else:
        root = replace(_unit(group), below=(*others, *parts))
    return tree.drawing(root, f"แผนภูมิบุคลากร: {group.name}", edition.protected)


def workflow(edition: Edition, region: str = "site") -> Drawing:
    """The procedures of the group in the order of the handbook, each linked by ``procedure:<id>``; numbers in the digits of ``region``."""
    boxes: list[Symbol] = []
    lines: list[Line] = []
    y = MARGIN
    middle = MARGIN + SIDE_BY_SIDE / 2
    for procedure in edition.manual.procedures:
        text = edition.shown(f"{edition.number(procedure.id)}. {procedure.title}", region)
        found = tree.box(TreeEntry("", (text,), f"procedure:{procedure.id}"), SIDE_BY_SIDE, edition.protected)
        if boxes:
            lines.append(Line(((middle, y), (middle, y + DROP))))
            y += DROP
        boxes.append(replace(found, x=middle, y=y + found.height / 2))
        y += found.height
    size = SIDE_BY_SIDE + 2 * MARGIN, math.ceil(y + MARGIN)
    title = f"ขั้นตอนการปฏิบัติงาน: {edition.group.name}"
    return Drawing(*size, tuple(boxes), tuple(lines), title=title, description=" → ".join(b.alt for b in boxes))


def _posts(edition: Edition) -> tuple[TreeEntry, ...]:
    posts = edition.manual.organization.posts
    known = {p.id for p in posts}
    below: dict[str, list[Post]] = {}
    for post in posts:
        below.setdefault(post.reports_to if post.reports_to in known and post.reports_to else "", []).append(post)

    def entry(post: Post, above: frozenset[str]) -> TreeEntry:
        parts = tuple(entry(p, above | {p.id}) for p in below.get(post.id, ()) if p.id not in above)
        return replace(_post(edition, post), below=parts)

    return tuple(entry(p, frozenset({p.id})) for p in below.get("", ()))


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
