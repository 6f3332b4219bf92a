"""Single works of orders in force, found by their number or words: to be moved to another person, or given other words.

A work is an item, or what a chart or annex alone gives somebody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz, process

from generator.drafts.charts import chart, targets
from generator.drafts.entries import Entry, brief, duty, from_then_on, last_number, numbered, renumbered, thai
from generator.drafts.notation import Noted
from generator.drafts.state import SOMEBODY, Work
from generator.model.orders import OrderKey, Responsibility
from generator.register import DutyInForce
from generator.register.contents import OrderContents
from generator.register.items import find
from generator.register.matching import plain
from generator.register.words import capacity, item, person_name, target_name
from generator.thai import dates

MOST = 20
"""Candidates listed."""


class Unclear(Exception):
    """Which item is meant cannot be known; the message tells the candidates, in Thai."""


class Found(NamedTuple):
    """An item with the order in whose text it stands, and the item above it."""

    part: OrderContents
    duty: DutyInForce
    above: DutyInForce | None

    @property
    def person(self) -> str:
        return self.duty.person

    @property
    def order(self) -> OrderKey:
        return self.part.order

    @property
    def same(self) -> object:
        return self.order, self.duty.line

    def listed(self, work: Work) -> str:
        return f"{person_name(work.manual, self.person)} {item(self.duty.number)} {brief(self.duty.duty.text)}"


class Charted(NamedTuple):
    """A procedure or post that an entry of a chart or annex gives somebody to whom no item of the same order gives it."""

    part: OrderContents
    entry: Responsibility
    target: str

    @property
    def person(self) -> str:
        return self.entry.person

    @property
    def order(self) -> OrderKey:
        return self.part.order

    @property
    def same(self) -> object:
        return self.order, self.person, self.target

    def title(self, work: Work) -> str:
        return target_name(work.manual, "post" if self.target == self.entry.post else "procedure", self.target)

    def listed(self, work: Work) -> str:
        role = capacity(self.entry.role, self.entry.part, self.entry.rank)
        return f"{person_name(work.manual, self.person)} {self.title(work)} ({role} ตาม{self.entry.basis})"


Single = Found | Charted


def found(work: Work) -> tuple[Single, ...]:
    """The works that were asked for, each once. Raises Unclear."""
    items, charted, giver = tuple(_items(work)), tuple(_charted(work)), work.wanted.giver
    if giver and not items and not charted:
        raise Unclear(f"{person_name(work.manual, giver)} ไม่มีงานตามคำสั่งใดที่มีผล ณ วันที่ {dates.long(work.day)}")
    if not work.wanted.works:
        tops = [f for f in items if f.above is None]
        raise Unclear(_listed(work, "ระบุงานด้วย --work (เลขข้อหรือถ้อยคำ) งานที่มี:", [*tops, *charted]))
    meant = [_meant(work, items, charted, words) for words in work.wanted.works]
    return tuple({f.same: f for f in meant}.values())


def _parts(work: Work) -> tuple[OrderContents, ...]:
    return work.of_bases() if work.wanted.amends else work.parts


def _may_give(work: Work, person: str) -> bool:
    asked = work.wanted
    return person == asked.giver or (asked.giver is None and person not in asked.persons)


def _items(work: Work) -> Iterator[Found]:
    for part in _parts(work):
        for person, items in part.duties.items():
            if _may_give(work, person):
                yield from (f for top in items for f in _below(part, top, None))


def _charted(work: Work) -> Iterator[Charted]:
    for part in _parts(work):
        items = [i for tops in part.duties.values() for top in tops for i in top.walk()]
        itemised = {(i.person, t) for i in items for t in (*i.duty.procedures, i.duty.post)}
        for r in (n.responsibility for n in part.responsibilities if _may_give(work, n.person)):
            yield from (Charted(part, r, t) for t in targets(r) if (r.person, t) not in itemised)


def _below(part: OrderContents, of: DutyInForce, above: DutyInForce | None) -> Iterator[Found]:
    yield Found(part, of, above)
    for child in of.items:
        yield from _below(part, child, of)


def _meant(work: Work, items: Sequence[Found], charted: Sequence[Charted], words: str) -> Single:
    if re.match(r"(ข้อ(ที่)?\s*)?\(?[\d๐-๙]", words):
        by_person = {(f.order, f.person): f.part.duties[f.person] for f in items}
        lines = {hit.line for tops in by_person.values() if (hit := find(tops, words))}
        same = [f for f in items if f.duty.line in lines]
    else:
        wanted = plain(words)
        same = [f for f in items if plain(f.duty.duty.text) == wanted] or [f for f in items if wanted in plain(f.duty.duty.text)]
    if len(same) == 1:
        return same[0]
    if same:
        raise Unclear(_listed(work, f"“{words}” มี {len(same)} งาน {PRECISELY}", same))
    giving, there = _giving(work, items, words), _there(work, charted, words)
    if len(there) == 1 and not giving and work.receiver:
        return there[0]
    if there and not giving:
        asked = f"“{words}” มี {len(there)} งาน {PRECISELY}" if work.receiver else "งานในแผนภูมิหรือบัญชีแนบท้ายย้ายได้เมื่อระบุผู้รับด้วย --persons:"
        raise Unclear(_listed(work, asked, there))
    near: list[Single] = [*giving, *there] or [*_like(items, words)]
    raise Unclear(_listed(work, f"ไม่พบงาน “{words}” ในคำสั่งที่มีผล" + (" หมายถึงข้อใดต่อไปนี้หรือไม่" if near else ""), near))


PRECISELY = "ระบุให้ชัดด้วยถ้อยคำเต็ม หรือเลขข้อ (--work) และผู้มีหน้าที่ (--from):"


def _giving(work: Work, items: Iterable[Found], words: str) -> list[Found]:
    """The items that give a procedure of that name."""
    named = {p.id for p in work.manual.procedures if plain(words) in plain(p.title) or words == p.id}
    return [f for f in items if named & set(f.duty.duty.procedures)]


def _there(work: Work, charted: Iterable[Charted], words: str) -> list[Charted]:
    """The procedures and posts of charts that bear that name."""
    return [c for c in charted if words == c.target or plain(words) in plain(c.title(work))]


def _like(items: Sequence[Found], words: str) -> list[Found]:
    """The items with the most similar words."""
    found = process.extract(words, [f.duty.duty.text for f in items], scorer=fuzz.partial_ratio, limit=3, score_cutoff=60)
    return [items[place] for _, _, place in found]


def _listed(work: Work, head: str, these: Sequence[Single]) -> str:
    lines = [f"  {f.listed(work)}" for f in these[:MOST]]
    return "\n".join([head, *lines, *([f"  และอีก {len(these) - MOST} งาน"] if len(these) > MOST else [])])


def clauses(work: Work, part: OrderContents, these: Iterable[Single]) -> Iterator[Entry | Noted]:
    """The clauses about some works of one order: moved to the receiver with their entries in charts, or without one to be worded anew."""
    here = [f for f in these if f.order == part.order]
    mine = [f for f in here if isinstance(f, Found)]
    if work.receiver is None:
        yield from (_reworded(work, f) for f in mine)
        return
    for person in dict.fromkeys(f.person for f in here):
        own = [f for f in mine if f.person == person]
        alone = {f.target for f in here if isinstance(f, Charted) and f.person == person}
        yield from chart(work, part, person, _only_there(part, person, own) | alone)
        yield from ({"action": "remove", "person": work.who(person), "item": number} for number in _withdrawn(own))
    yield from given(work, part, mine)


def _withdrawn(these: Sequence[Found]) -> tuple[str, ...]:
    """The numbers of some items; that of the item above alone, where all that it lists is meant and it says nothing else."""
    lines = {f.duty.line for f in these}
    numbers = dict[str, None]()
    for f in these:
        above = f.above if f.above and not (f.above.duty.procedures or f.above.duty.post) else None
        numbers[(above if above and all(i.line in lines for i in above.items) else f.duty).number] = None
    return tuple(numbers)


def _only_there(part: OrderContents, person: str, these: Iterable[Found]) -> set[str]:
    """The procedures and posts that a person has by these items alone."""
    lines = {i.line for f in these for i in f.duty.walk()}
    every = [i for top in part.duties.get(person, ()) for i in top.walk()]
    here, elsewhere = ({t for i in every if (i.line in lines) is inside for t in (*i.duty.procedures, i.duty.post) if t} for inside in (True, False))
    return here - elsewhere


def _reworded(work: Work, f: Found) -> Noted:
    words = {k: v for k, v in duty(f.duty, ["to_confirm"]).items() if k != "no"}
    note = ("แก้ถ้อยคำใน duty; ถ้าจะยกเลิกข้อนี้ เปลี่ยน replace เป็น remove แล้วลบ duty; ถ้าจะย้ายให้ผู้อื่น สั่งใหม่พร้อม --persons",)
    return Noted({"action": "replace", "person": work.who(f.person), "item": f.duty.number, "duty": words}, note)


def given(work: Work, part: OrderContents, these: Sequence[Found]) -> Iterator[Entry]:
    """Items added to the receiver: schools and projects below the receiver's own list of them, the rest under the next numbers."""
    theirs = part.duties.get(work.receiver or "", ())
    next_, done = last_number(i.number for i in theirs) + 1, set[str]()
    for f in these:
        above = f.above if f.above and f.above.duty.lists != "duties" else None
        if above is None:
            yield _added(work, _under(f, thai(str(next_)), work))
            next_ += 1
        elif above.line not in done:
            done.add(above.line)
            names = [o.duty for o in these if o.above and o.above.line == above.line]
            own = next((i for i in theirs if i.duty.lists == above.duty.lists), None)
            if own:
                yield from (_added(work, e, own) for e in _entries(names, last_number(i.number for i in own.items) + 1, own))
            else:
                top = thai(str(next_))
                listed = renumbered(_entries(names, 1, above), str(above.duty.no), top)
                yield _added(work, {"no": top, "text": above.duty.text, "lists": above.duty.lists, "items": listed})
                next_ += 1


def _entries(these: Sequence[DutyInForce], start: int, like: DutyInForce) -> list[Entry]:
    """Names of schools or projects, numbered on from ``start`` in the manner of a list."""
    manner = like.items[-1].duty.no if like.items else these[0].duty.no
    return [{**duty(i, ["to_confirm"]), "no": thai(numbered(manner or "1", n))} for n, i in enumerate(these, start)]


def _under(f: Found, number: str, work: Work) -> Entry:
    made = {**from_then_on(duty(f.duty, ["to_confirm"]), f.duty, work.effective)}
    if made.get("items"):
        made["items"] = renumbered(made["items"], str(made["no"]), number)
    return {**made, "no": number}


def _added(work: Work, what: Entry, below: DutyInForce | None = None) -> Entry:
    where = {"item": below.number} if below else {}
    return {"action": "add", "person": work.who(work.receiver or SOMEBODY), **where, "duty": what}
