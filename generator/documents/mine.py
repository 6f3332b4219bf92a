"""What a person, or the holder of a post, has to do, month by month: the same at home, on the person's page and in the calendar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.documents import calendar, mentions, order_papers, person_change, workyear
from generator.documents.calendar import WorkCalendar
from generator.documents.model import Block, Heading, Item, Link, List, Para, Part, Ref, Runs, Text
from generator.documents.workyear import YearEntry
from generator.edition import Edition
from generator.model.organization import Person, Post
from generator.register.words import role
from generator.thai import dates

TITLE = "งานที่ต้องทำ"
LONG = 110
"""Longer texts are cut at a space, if they have one."""
Changed = tuple[str, str, tuple[str, ...]]
"""The sheet of the newest order that changes something for a person, the order in words, the changes in short lines."""


def section(edition: Edition, of: WorkCalendar) -> Iterator[Block]:
    """The beginning of a person's page; nothing for who has no work in the calendar."""
    if of.entries:
        yield Heading(2, TITLE, "work")
        yield from months(edition, of)


def months(edition: Edition, of: WorkCalendar) -> Iterator[Block]:
    """A part for each month, of which a page shows this one and the next; the work of the whole year; the ways to all of it."""
    parts = (Part("month", (Para((name,), "caption"), *found), month) for month, name, found in calendar.by_month(edition, of))
    always = tuple(calendar.always(edition, of))
    yield Part("months", (*parts, *([Part("month", (Para((calendar.ALWAYS,), "caption"), *always))] if always else ())))
    rest = sum(not e.months for e in of.entries)
    ways = [Link("ปฏิทินทั้งปี", Ref("calendar", of.id)), Link("เพิ่มลงในปฏิทิน (.ics)", Ref("events", of.id))] if of.person else []
    ways += [Link(f"งานที่ไม่ผูกกับเดือน {rest} ขั้นตอน", Ref("calendar", of.id, "any-time"))] if rest and of.person else []
    if ways:
        yield Para(tuple(ways), "ways")


def of_person(edition: Edition, of: WorkCalendar, person: Person, changed: Changed | None) -> Iterator[Block]:
    """What the first page shows to who picked their name."""
    yield Para((Link("หน้าของท่าน", Ref("person", person.id)), *_duties(edition, person)), "ways")
    yield from months(edition, of)
    roles = {c.target: role(c) for c in reversed(edition.charges_of(person.id)) if c.kind == "procedure"}
    procedures = [(mentions.in_handbook(edition, p), " ", Text(roles.get(p.id, ""), "aside")) for p in edition.procedures_of(person.id)]
    yield from _listed("กระบวนงานของท่าน", procedures)
    if changed:
        sheet, order, lines = changed
        yield from _listed("สิ่งที่เปลี่ยนสำหรับท่าน", [(Link(order, Ref("sheet", sheet)),), *((line,) for line in lines)])
    if not of.entries and not procedures:
        yield Para(("ยังไม่มีกระบวนงานหรือขั้นตอนที่มอบหมายให้ท่านโดยตรง",))


def _duties(edition: Edition, person: Person) -> Runs:
    count = len(edition.duties_of(person.id))
    return (Link(f"หน้าที่ตามคำสั่ง {count} ข้อ", Ref("person", person.id)),) if count else ()


def of_post(edition: Edition, of: WorkCalendar, post: Post) -> Iterator[Block]:
    """The same for a post, whoever holds it."""
    holders = [(mentions.person(edition, p.id),) for p in edition.holders(post.id)]
    yield from _listed("ผู้ดำรงตำแหน่ง", holders)
    yield from months(edition, of)
    anytime = [e for e in of.entries if not e.months]
    if anytime:
        yield Para(("งานที่ไม่ผูกกับเดือน",), "caption")
        yield from calendar.listed(edition, workyear.by_procedure(anytime), brief=False)


def post_calendar(post: Post, entries: Sequence[YearEntry]) -> WorkCalendar:
    """The calendar of a post, which has no page of its own."""
    return WorkCalendar(f"post-{post.id}", post.title, tuple(entries), post.title)


def _listed(title: str, lines: Sequence[Runs]) -> Iterator[Block]:
    if lines:
        yield Para((title,), "caption")
        yield List(tuple(Item("", runs) for runs in lines))


def changed(edition: Edition) -> Iterator[tuple[str, Changed]]:
    """Each person that an order touches, with what it changes; the newest order first."""
    for order in order_papers.reported(edition):
        for changes, p in ((c, p) for c in edition.stages(order) for p in c.affected):
            words = f"คำสั่งที่ {order.number}/{order.year} มีผลตั้งแต่วันที่ {dates.long(changes.after.as_of)}"
            yield p.person, (f"{order.key.slug}/{p.person}", words, tuple(person_change.brief(edition, changes, p, short)))


def short(text: str) -> str:
    """The text, or its beginning up to a space and an ellipsis."""
    if len(text) <= LONG:
        return text
    head, _, _ = text[: LONG + 1].rpartition(" ")
    return f"{head if len(head) > LONG // 2 else text[:LONG]} …"
