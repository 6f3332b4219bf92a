"""The clauses of an amending order: who leaves gives up everything, single items move, or a duty is added."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.drafts.charts import chart, seats
from generator.drafts.entries import Entry, brief, last_number, thai
from generator.drafts.notation import Noted
from generator.drafts.state import Work, names_person
from generator.drafts.works import Found, Single, clauses, given
from generator.register.contents import OrderContents
from generator.register.values import DutyInForce
from generator.register.words import item, person_name

TO_FILL = "กรอก"


def amends(work: Work, these: tuple[Single, ...]) -> Entry:
    """All clauses, numbered; of several orders each says which it is about. ``these``: the single items asked for."""
    made: list[Entry] = []
    for part in work.of_bases():
        about = {"order": work.ref(part.order)} if len(work.amends) > 1 else {}
        for found in _clauses(work, part, these):
            value, above = (found.value, found.above) if isinstance(found, Noted) else (found, ())
            made.append({"clause": Noted({"no": thai(str(len(made) + 1)), **about, **value}, above)})
    return {"changes": [m["clause"] for m in made]}


def _clauses(work: Work, part: OrderContents, these: tuple[Single, ...]) -> Iterator[Entry | Noted]:
    for person in work.wanted.leaving:
        if names_person(part, person):
            yield from _relieved(work, part, person)
    yield from clauses(work, part, these)
    if not these and not work.wanted.leaving:
        yield from (_blank(work, part, p) for p in work.wanted.persons)


def _relieved(work: Work, part: OrderContents, person: str) -> Iterator[Entry | Noted]:
    """Everything of somebody who leaves is withdrawn; whoever takes over gets what charts give, the seats, and each item."""
    items = part.duties.get(person, ())
    in_charts = any(n.person == person for n in part.responsibilities)
    handed = list(chart(work, part, person)) if work.receiver else []
    yield from handed
    yield from seats(work, part, person)
    if items or (in_charts and not handed):
        yield Noted({"action": "remove", "person": work.who(person)}, () if work.receiver else tuple(_waiting(items)))
    if work.receiver:
        yield from given(work, part, [Found(part, d, None) for d in items])


def _waiting(items: Iterable[DutyInForce]) -> Iterator[str]:
    """What nobody has been named for."""
    yield "ยังไม่มีผู้รับมอบ ถ้าจะมอบให้ผู้อื่น สั่งใหม่พร้อม --persons ชื่อผู้รับมอบ"
    yield from (f"  {item(d.number)} {brief(d.duty.text)}" for d in items)


def _blank(work: Work, part: OrderContents, person: str) -> Noted:
    """A duty to be filled in, with what the person has already under the same order."""
    mine = part.duties.get(person, ())
    number = thai(str(last_number(d.number for d in mine) + 1))
    return Noted(
        {"action": "add", "person": work.who(person), "duty": {"no": number, "text": f"{TO_FILL}หน้าที่", "to_confirm": "ยังไม่ได้กรอก"}},
        known(work, (part,), person),
    )


def known(work: Work, parts: Iterable[OrderContents], person: str) -> tuple[str, ...]:
    """What somebody has already, one line an item."""
    found = [f"  {item(d.number)} {brief(d.duty.text)}" for part in parts for d in part.duties.get(person, ())]
    if not found:
        return (f"{person_name(work.manual, person)} ยังไม่มีหน้าที่ตามคำสั่ง",) if person in work.manual.person else ()
    return (f"หน้าที่ที่{person_name(work.manual, person)}มีอยู่แล้ว ไม่ต้องเขียนซ้ำ (ย้ายหรือแก้ข้อใด สั่งใหม่พร้อม --work เลขข้อ --from ชื่อ):", *found)
