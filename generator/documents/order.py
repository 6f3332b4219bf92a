"""An order as a paper (ระเบียบงานสารบรรณ พ.ศ. ๒๕๒๖ แบบที่ ๔): what it says above its signature, and what the manual adds below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.documents import clauses, duties, mentions
from generator.documents.model import (
    Block,
    Break,
    Column,
    Item,
    Link,
    List,
    Note,
    Para,
    Part,
    Place,
    Ref,
    Row,
    Run,
    Runs,
    Signatures,
    Table,
    Text,
    listed,
)
from generator.edition import Edition
from generator.model.orders import Annex, Assignment, Committee, Duty, Member, Order, OrderKey
from generator.register import root
from generator.register.items import assigned
from generator.register.numbering import normal
from generator.register.words import annex_title, capacity, number, order_name, person_name, span
from generator.thai import dates

SINCE = "ตั้งแต่วันที่"
UNSIGNED = "(ร่าง)"
DONE = {"add": "แก้ไขโดย", "replace": "แก้ไขโดย", "remove": "ยกเลิกโดย", "correct": "แก้คำผิดโดย"}
PARTS = ("assignments", "committees", "absences", "changes", "annexes")
ANNEX = (Column("งานหรือตำแหน่ง", 36, head=True), Column("ผู้รับผิดชอบ", 47), Column("ปรากฏใน", 17))
Changed = dict[tuple[str, str], tuple[str, OrderKey]]
"""What a later order in force did to a thing: person and number of the item, or what is corrected; which order."""


def names(edition: Edition, order: Order) -> tuple[str, str]:
    """The first two lines of the paper: whose order, and its number."""
    unit = edition.manual.unit.get(order.issuer)
    return f"คำสั่ง{unit.name if unit else ''}", number(order.key)


def whole(edition: Edition, order: Order) -> Iterator[Block]:
    """The paper, then what the manual adds to it."""
    yield Part("paper", (*(Para((line,), "title") for line in names(edition, order)), *text(edition, order)))
    yield from beside(edition, order)


def draft(edition: Edition, order: Order) -> Iterator[Block]:
    """The paper before it is signed: a clause that has no words yet has those in which the manual sums it up."""
    heads = (UNSIGNED, *names(edition, order))
    yield Part("paper", (*(Para((line,), "title") for line in heads), *text(edition, order, signed=False)))
    yield from (block for block in beside(edition, order) if not isinstance(block, Part))


def text(edition: Edition, order: Order, only: str = "", *, signed: bool = True) -> Iterator[Block]:
    """Everything from the subject to the signature, in no words but the order's own once it is ``signed``; ``only``: this person's part."""
    mine, changed = _parts_of(order, only), _changed(edition, order)
    yield Para((f"เรื่อง {order.title}", *_note(changed.get(("", "title")))), "subject")
    if only:
        yield Para((f"(คัดเฉพาะส่วนของ{person_name(edition.manual, only)})",), "title")
    yield from (Para((words,), "words") for words in (*order.preamble, *([order.authority] if order.authority else [])))
    for at, (part, held) in enumerate(assigned(order)):
        if ("assignments", at) in mine:
            yield from _assignment(edition, part, at + 1, changed)
            yield from [List(duties.items(edition, held, lambda h: _note(changed.get((h.person, normal(h.number))))), "order")] if held else []
    for at, committee in enumerate(order.committees):
        if ("committees", at) in mine:
            yield from _committee(edition, committee, changed)
    yield from clauses.worded(edition, order, mine, signed)
    yield from (Para((words,), "words") for words in order.closing)
    yield from _end(edition, order)


def beside(edition: Edition, order: Order, only: str = "") -> Iterator[Block]:
    """Below the signature: clauses in the manual's words where it has not the order's own, its annexes, and whom they name."""
    mine = _parts_of(order, only)
    away = [clauses.absence(edition, a) for at, a in enumerate(order.absences) if not a.text and ("absences", at) in mine]
    found = [at for at, c in enumerate(order.changes) if not c.text and ("changes", at) in mine]
    if away or found:
        yield Part("apart", (Para((clauses.SUMMARY,), "caption"), *away, *(block for at in found for block in clauses.summed_up(edition, order, at))))
    for at, annex in enumerate(order.annexes):
        if ("annexes", at) in mine:
            yield from _annex(edition, annex, only)
    if rows := _named(edition, order, only):
        title = annex_title(order)
        yield Para((title,), "caption")
        yield Table(title, ANNEX, rows)


def _parts_of(order: Order, only: str) -> frozenset[tuple[object, ...]]:
    """Which parts of an order name a person, or all of them: the list's name and the place in it."""
    if only:
        return frozenset(path[:2] for path, who in order.mentions if who == only)
    return frozenset((kind, at) for kind in PARTS for at in range(len(getattr(order, kind))))


def _assignment(edition: Edition, part: Assignment, at: int, changed: Changed) -> Iterator[Block]:
    post = f"ตำแหน่งเลขที่ {part.post_number}" if part.post_number else ""
    said: tuple[Run, ...] = (duties.stopped(part.no), mentions.person(edition, part.person), part.position or "", post)
    notes = (note for what in ("name", "position", "post_number") for note in _note(changed.get((part.person, what))))
    yield Para((*listed(((x,) for x in said if x), " "), *notes), "person", duties.place(part, at))
    yield from (Para((words,), "words") for words in part.general)


def _note(done: tuple[str, OrderKey] | None) -> Runs:
    return (Note((f"{done[0]} ", Link(number(done[1]), Ref("order", done[1].slug)))),) if done else ()


def _changed(edition: Edition, order: Order) -> Changed:
    found: Changed = {}
    orders = edition.manual.order
    for other in edition.manual.orders:
        if other.key not in edition.register.in_force or other.key == order.key:
            continue
        for made in other.changes:
            amended = orders.get(other.amended_by(made))
            base = root(amended, orders) if amended else None
            what = normal(made.item) if made.item else made.corrects if made.action == "correct" else made.committee
            if base and base.key == order.key and what and (made.action != "add" or made.committee):
                found["" if made.committee or what == "title" else made.person or "", what] = DONE[made.action], other.key
    return found


def _committee(edition: Edition, of: Committee, changed: Changed) -> Iterator[Block]:
    name = f"{duties.stopped(of.no)} {of.name}".strip()
    yield Para((*duties.limited(name, span(of.since, of.until)), *_note(changed.get(("", of.name)))), "person")
    yield List(tuple(Item(duties.stopped(m.no), _member(edition, m, of.office_of(m))) for m in of.members), "order")
    if of.duties:
        yield List(tuple(_plain_items(of.duties)), "order")


def _member(edition: Edition, of: Member, office: str) -> Runs:
    who: Run = mentions.person(edition, of.person) if of.person else of.name or ""
    said: tuple[Run, ...] = (who, of.position or "", office)
    return listed(((x,) for x in said if x), " ")


def _plain_items(found: Iterable[Duty]) -> Iterator[Item]:
    for duty in found:
        yield Item(duties.stopped(duty.no), duties.limited(duty.text, span(duty.since, duty.until)), tuple(_plain_items(duty.items)))


def _end(edition: Edition, order: Order) -> Iterator[Block]:
    told = any(SINCE in words for words in (*order.closing, *order.preamble))
    if order.effective and order.effective != order.signed and not told:
        yield Para((f"ทั้งนี้ {SINCE} {dates.signed(order.effective)} เป็นต้นไป",), "words")
    yield Para((f"สั่ง ณ วันที่ {dates.signed(order.signed)}",), "given")
    signer = order.signer
    if signer:
        name = signer.name or (person_name(edition.manual, signer.person) if signer.person else "")
        lines = (*([f"({name})"] if name else []), *signer.capacity)
        yield from [Signatures((Place(lines),))] if lines else []


def _annex(edition: Edition, annex: Annex, only: str) -> Iterator[Block]:
    """A table with the columns that the order gives it."""
    yield Para((annex.title,), "caption")
    rows = (Row(tuple((cell,) for cell in row.cells)) for row in annex.rows if only in ("", row.person))
    yield Table(annex.title, tuple(map(Column, annex.columns)), tuple(rows))


def _named(edition: Edition, order: Order, only: str) -> tuple[Row, ...]:
    """Those whom a chart names, a row for each work, since those who share it stand together."""
    rows: dict[tuple[Runs, str], list[Runs]] = {}
    for named in order.responsibilities:
        if only in ("", named.person):
            targets = [mentions.target(edition, "procedure", p) for p in named.procedures]
            targets += [mentions.target(edition, "post", named.post)] if named.post else []
            words = span(named.since, named.until)
            work = listed([(t, " ", Text(words, "aside")) if words else (t,) for t in targets], Break())
            who = (mentions.person(edition, named.person), " ", Text(capacity(named.role, named.part, named.rank), "aside"))
            rows.setdefault((work, named.basis), []).append(who)
    return tuple(Row((work, listed(persons, Break()), (basis,))) for (work, basis), persons in rows.items())


def based_on(edition: Edition, order: Order) -> Para:
    """``ตามคำสั่ง... เรื่อง ... สั่ง ณ วันที่ ... มีผลตั้งแต่วันที่ ...``: what a sheet rests on."""
    days = f" เรื่อง {order.title} สั่ง ณ วันที่ {dates.signed(order.signed)} มีผล{SINCE} {dates.long(order.begins)}"
    return Para(("ตาม", mentions.order(edition, order.key), days), "basis")


def title_of(edition: Edition, order: Order) -> str:
    """The title of the papers that tell what an order changes."""
    return f"การเปลี่ยนแปลงตาม{order_name(edition.manual, order.key)}"
