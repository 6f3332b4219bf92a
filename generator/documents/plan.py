"""What an order would change, before it is signed: the paper on which it is decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from generator.documents import change, mentions
from generator.documents.charted import charted
from generator.documents.model import Block, Fact, Facts, Heading, Item, List, Mark, Para, Part, Place, Signatures, Text
from generator.documents.order import title_of
from generator.doers import Overlap, overlaps
from generator.edition import Edition
from generator.register import ChangeKind, Charge, HandOver, Stretch
from generator.register.plan import Impact, PageChange
from generator.register.words import DONE_TO, KIND_TITLES, number, person_name, span, target_name
from generator.source.problem import Problem
from generator.thai import dates

BEFORE_SIGNING = "เอกสารประกอบการพิจารณาก่อนลงนาม"
FATES: dict[str, Mark] = {"new": "gain", "changed": "change", "removed": "loss"}
TOLD_ANYWAY = {"SOP-O020", "SOP-O021"}
"""No main person, and two: the plan says so itself, as what must be mended before signing."""
SEPARATION = "SOP-O033"


def title(edition: Edition, of: Impact) -> str:
    """What the paper is called."""
    return f"แผน{title_of(edition, of.order)}"


def paper(edition: Edition, of: Impact, notes: Sequence[Problem] = ()) -> Iterator[Block]:
    """The whole plan, the gravest first. ``edition``: as it is without the order; ``notes``: what the rules remark on the order."""
    yield Para((BEFORE_SIGNING,), "kicker")
    yield from (Para((line,)) for line in head(of))
    yield Facts(tuple(Fact(name, (str(count),)) for name, count in summary(of)))
    told = [n for n in notes if n.level != "note" and n.code not in TOLD_ANYWAY]
    yield from _lines("ข้อสังเกตจากการตรวจแฟ้มคำสั่ง", [f"บรรทัด {n.line}: {n.message} ({n.mend})" for n in told])
    yield from _grave(edition, of)
    yield from change.stage(edition, of.changes, 2)
    for later in of.later:
        yield Heading(2, change.later_title(later))
        yield from change.stage(edition, later, 3)
        yield from change.lapses(edition, later, 3)
    yield from _rest(edition, of)
    yield from _lines("ข้อที่ยังต้องยืนยันในแฟ้มคำสั่ง", [f"บรรทัด {n.line}: {n.message}" for n in notes if n.level == "note"])
    yield Signatures((Place((), "ผู้จัดทำ"), Place((), "ผู้ตรวจสอบ")))
    yield Para(("เอกสารนี้ยังไม่มีผลใช้บังคับ จัดทำจากร่างคำสั่งและข้อมูลในทะเบียน",), "basis")


def head(of: Impact) -> tuple[str, str]:
    """What the order is about, its kind and its days."""
    order = of.order
    done = groupby(order.links, key=lambda link: link.kind)
    kind = KIND_TITLES[order.kind] + "".join(f" ({DONE_TO[what]}คำสั่ง{' และ'.join(number(link.target) for link in links)})" for what, links in done)
    return f"เรื่อง {order.title}", f"{kind} สั่ง ณ วันที่ {dates.signed(order.signed)} มีผลตั้งแต่วันที่ {dates.long(order.begins)}"


def summary(of: Impact) -> tuple[tuple[str, int], ...]:
    """The figures that tell at a glance whether the order may be signed."""
    found = (of.changes, *of.later)
    counts = {kind: sum(p.kind is kind and p.shown.counts for c in found for p in c.duties) for kind in ChangeKind}
    return (
        ("บุคคลที่เกี่ยวข้อง", len({p.person for c in found for p in c.affected})),
        ("กระบวนงานที่เปลี่ยนผู้รับผิดชอบ", len({t.target for c in found for t in c.targets if t.kind == "procedure" and t.people_change})),
        ("หน้าที่เพิ่มใหม่", counts[ChangeKind.NEW]),
        ("หน้าที่ปรับถ้อยคำ", counts[ChangeKind.REWORDED]),
        ("หน้าที่เปลี่ยนผู้ปฏิบัติ", counts[ChangeKind.MOVED]),
        ("หน้าที่สิ้นสุด", counts[ChangeKind.GONE]),
        ("กระบวนงานไม่มีผู้รับผิดชอบหลัก", len({s.procedure for s in of.without_main})),
        ("กระบวนงานมีผู้รับผิดชอบหลักซ้ำ", len({s.procedure for s in of.two_mains})),
    )


def _grave(edition: Edition, of: Impact) -> Iterator[Block]:
    void = ["คำสั่งนี้จะไม่มีผลใช้บังคับ เพราะคำสั่งที่แก้ไขเพิ่มเติมสิ้นผลไปแล้ว"] if of.void else []
    grave = [*void, *(_stretch(edition, s) for s in (*of.without_main, *of.two_mains)), *(_joined(edition, *found) for found in joined(edition, of))]
    blocks = [*_lines("ต้องแก้ก่อนลงนาม", grave), *change.lapses(edition, of.changes, 2)]
    if blocks:
        yield Part("grave", tuple(blocks))
    else:
        yield Para(("ไม่พบข้อที่ต้องแก้ก่อนลงนาม",))
    yield from _lines("มีอยู่ก่อนแล้ว และคำสั่งนี้ไม่ได้แก้", [_stretch(edition, s) for s in of.unmended])


def _lines(heading: str, lines: Sequence[str]) -> Iterator[Block]:
    if lines:
        yield Heading(2, heading)
        yield List(tuple(Item("", (line,), mark="grave") for line in lines), "marked")


def _stretch(edition: Edition, s: Stretch) -> str:
    name = target_name(edition.manual, "procedure", s.procedure)
    if s.mains:
        names = " และ ".join(person_name(edition.manual, p) for p in s.mains)
        return f"{name}: มีผู้รับผิดชอบหลัก {len(s.mains)} คน ({names}) {span(s.since, s.until)}"
    acting = f" (มี{' และ '.join(person_name(edition.manual, p) for p in s.acting)} ปฏิบัติหน้าที่แทน)" if s.acting else ""
    return f"{name}: ไม่มีผู้รับผิดชอบหลัก {span(s.since, s.until)}{acting}"


def joined(edition: Edition, of: Impact) -> Iterator[tuple[date, Overlap]]:
    """What the order makes one person's though it must be two persons', and from when; less what is allowed with a written reason."""
    known = set(_overlaps(edition))
    for stage in (of.changes, *of.later):
        for found in _overlaps(replace(edition, register=stage.after)):
            if found not in known:
                known.add(found)
                yield stage.after.as_of, found


def _overlaps(edition: Edition) -> Iterator[Overlap]:
    for procedure in edition.manual.procedures:
        allowed = {step.id for step in procedure.steps if SEPARATION in step.allow}
        if SEPARATION not in procedure.allow:
            yield from (found for found in overlaps(edition, procedure) if found.persons and found.step not in allowed)


def _joined(edition: Edition, day: date, found: Overlap) -> str:
    names, since = " และ ".join(person_name(edition.manual, p) for p in found.persons), f"ตั้งแต่วันที่ {dates.long(day)}"
    title, other = (target_name(edition.manual, "procedure", p) for p in (found.procedure, found.other))
    if not found.step:
        return f"{title} และ{other}: ต้องมีผู้รับผิดชอบเป็นคนละคน แต่ {names} รับผิดชอบทั้งสองกระบวนงาน {since}"
    nodes = charted(edition, edition.manual.procedure[found.procedure]).node
    one, two = (node.named if node.number else f"ขั้นตอน {node.named}" for node in (nodes[found.step], nodes[found.other]))
    return f"{title}: {one} และ{two} ต้องเป็นคนละคน แต่ผู้ปฏิบัติทั้งสองคือ {names} {since}"


def _rest(edition: Edition, of: Impact) -> Iterator[Block]:
    if of.handed_over:
        yield Heading(2, "งานที่ต้องส่งมอบ")
        yield List(tuple(_handed(edition, h) for h in of.handed_over), "marked")
    if of.ending:
        yield Heading(2, "ความรับผิดชอบที่มีวันสิ้นสุด")
        yield List(tuple(_ending(edition, c) for c in of.ending))
    yield from change.forms(edition, (of.changes, *of.later), 2)
    if of.pages:
        yield Heading(2, "หน้าเว็บไซต์ที่จะเปลี่ยน")
        yield List(tuple(_page(p) for p in of.pages), "marked")


def _handed(edition: Edition, h: HandOver) -> Item:
    takers = ", ".join(person_name(edition.manual, p) for p in h.to) or "ยังไม่มีผู้รับมอบ"
    work = [Item("", ("กระบวนงาน ", mentions.target(edition, "procedure", p))) for p in h.procedures]
    work += [Item("", (f"{d.before.duty.text} ", Text(mentions.passage(d), "aside"))) for d in h.duties if d.before]
    return Item("", (mentions.person(edition, h.giver), f" → {takers}"), tuple(work), mark="head")


def _ending(edition: Edition, c: Charge) -> Item:
    assert c.until is not None
    return Item("", (mentions.person(edition, c.person), " ", *mentions.charge(edition, c), f" ถึงวันที่ {dates.long(c.until)}"))


def _page(page: PageChange) -> Item:
    return Item("", (f"{page.title} ", Text(page.address, "aside")), mark=FATES[page.kind])
