"""Changes and plans as sections of lines (for a terminal) and as plain data (for JSON). Words are Thai, digits Arabic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from generator.model.handbook import Manual
from generator.model.orders import OrderKey
from generator.register.changes import Changes, HandOver, PersonChange, TargetChange
from generator.register.coverage import Stretch
from generator.register.matching import Fate, Pair
from generator.register.plan import Plan
from generator.register.values import Charge, DutyInForce
from generator.register.words import DONE_TO, KIND_TITLES, basis, item, number, order_name, person_name, span, target_name
from generator.thai import dates

Data = dict[str, Any]


class Line(NamedTuple):
    """A line of a section: a mark (``+ - ~ = ! >`` or none), words, depth from 0."""

    mark: str
    text: str
    depth: int = 0


class Section(NamedTuple):
    """A heading and its lines; ``grave``: to be mended before signing."""

    title: str
    lines: tuple[Line, ...]
    grave: bool = False


def plan_sections(manual: Manual, of: Plan) -> tuple[Section, ...]:
    """The whole plan, the gravest first; sections without lines are left out."""
    grave = [Line("!", stretch_words(manual, s)) for s in (*of.without_main, *of.two_mains)]
    found = (
        Section("ต้องแก้ก่อนลงนาม", tuple(grave), True),
        Section("หน้าที่ที่จะสิ้นสุดเพราะคำสั่งนี้ไม่ได้ระบุไว้", tuple(Line("!", duty_words(manual, d)) for d in _before(of.changes.lapses)), True),
        *change_sections(manual, of.changes),
        Section("งานที่ต้องส่งมอบ", tuple(_hand_over_lines(manual, of.handed_over))),
        Section("ความรับผิดชอบที่มีวันสิ้นสุด", tuple(Line("", f"{charge_words(manual, c)} ถึงวันที่ {dates.long(c.until)}") for c in of.ending if c.until)),
        Section("แบบฟอร์มของกระบวนงานที่เปลี่ยนผู้รับผิดชอบ", tuple(Line("", manual.form[f].title) for f in of.forms)),
        Section("หน้าเว็บไซต์ที่จะเปลี่ยน", tuple(Line("", page) for page in of.pages)),
    )
    return tuple(s for s in found if s.lines)


def change_sections(manual: Manual, changes: Changes) -> tuple[Section, ...]:
    """What differs: orders, procedures and posts, persons."""
    found = (
        Section("คำสั่งที่เปลี่ยนสถานะ", tuple(_order_lines(manual, changes))),
        Section("รายกระบวนงานและตำแหน่ง", tuple(line for t in changes.targets for line in _target_lines(manual, t))),
        Section("รายบุคคล", tuple(line for p in changes.affected for line in _person_lines(manual, p))),
    )
    return tuple(s for s in found if s.lines)


def head(manual: Manual, of: Plan) -> tuple[str, ...]:
    """What order it is, in three lines."""
    order = of.order
    done = [(DONE_TO[kind], key) for kind, keys in (("replaces", order.replaced), ("cancels", order.cancelled)) for key in keys]
    done += [(DONE_TO["amends"], order.amended)] if order.amended else []
    kind = KIND_TITLES[order.kind] + (f" ({', '.join(f'{words} {number(key)}' for words, key in done)})" if done else "")
    return (
        order_name(manual, order.key),
        f"เรื่อง {order.title}",
        f"{kind} สั่ง ณ วันที่ {dates.signed(order.signed)} มีผลตั้งแต่วันที่ {dates.long(order.begins)}",
    )


def summary(of: Plan) -> tuple[tuple[str, int], ...]:
    """The figures that tell at a glance whether the order may be signed."""
    fates = {fate: sum(p.fate is fate for p in of.changes.duties) for fate in Fate}
    return (
        ("บุคคลที่เกี่ยวข้อง", len(of.changes.affected)),
        ("กระบวนงานที่เปลี่ยนผู้รับผิดชอบ", sum(t.kind == "procedure" and t.people_change for t in of.changes.targets)),
        ("หน้าที่เพิ่มใหม่", fates[Fate.NEW]),
        ("หน้าที่ปรับถ้อยคำ", fates[Fate.REWORDED]),
        ("หน้าที่เปลี่ยนผู้ปฏิบัติ", fates[Fate.MOVED]),
        ("หน้าที่สิ้นสุด", fates[Fate.GONE]),
        ("กระบวนงานไม่มีผู้รับผิดชอบหลัก", len({s.procedure for s in of.without_main})),
        ("กระบวนงานมีผู้รับผิดชอบหลักซ้ำ", len({s.procedure for s in of.two_mains})),
    )


def stretch_words(manual: Manual, s: Stretch) -> str:
    """``<title>: ไม่มีผู้รับผิดชอบหลัก ตั้งแต่วันที่ ...``"""
    title = target_name(manual, "procedure", s.procedure)
    if s.mains:
        names = " และ ".join(person_name(manual, p) for p in s.mains)
        return f"{title}: มีผู้รับผิดชอบหลัก {len(s.mains)} คน ({names}) {span(s.since, s.until)}"
    acting = f" (มี{' และ '.join(person_name(manual, p) for p in s.acting)} ปฏิบัติหน้าที่แทน)" if s.acting else ""
    return f"{title}: ไม่มีผู้รับผิดชอบหลัก {span(s.since, s.until)}{acting}"


def charge_words(manual: Manual, charge: Charge) -> str:
    """``<name> (หลัก) <title>``"""
    return f"{person_name(manual, charge.person)} ({charge.role.value}) {target_name(manual, charge.kind, charge.target)}"


def duty_words(manual: Manual, duty: DutyInForce) -> str:
    """``<text> (<name> ข้อ ๓ คำสั่งที่ ...)``"""
    return f"{duty.duty.text} ({person_name(manual, duty.person)} {item(duty.number)} คำสั่ง{number(duty.order)})"


def _before(found: Iterable[Pair]) -> Iterator[DutyInForce]:
    return (p.before for p in found if p.before)


def _order_lines(manual: Manual, changes: Changes) -> Iterator[Line]:
    for key, old, new in changes.orders:
        states = " → ".join(s.state.value if s else "ยังไม่มีคำสั่งนี้" for s in (old, new))
        yield Line("", f"{order_name(manual, key)}: {states}")


def _target_lines(manual: Manual, t: TargetChange) -> Iterator[Line]:
    if t.people_change:
        yield Line("~", target_name(manual, t.kind, t.target))
        yield Line("-", "เดิม: " + _people(manual, t.before), 1)
        yield Line("+", "ใหม่: " + _people(manual, t.after), 1)
    else:
        yield Line("=", f"{target_name(manual, t.kind, t.target)}: ผู้รับผิดชอบเดิม อ้าง{'และ'.join(dict.fromkeys(basis(manual, c) for c in t.after))}")


def _people(manual: Manual, charges: Iterable[Charge]) -> str:
    return ", ".join(f"{person_name(manual, c.person)} ({c.role.value})" for c in charges) or "ไม่มี"


def _person_lines(manual: Manual, p: PersonChange) -> Iterator[Line]:
    a, b = p.load_before, p.load_after
    loads = f"หน้าที่ {a.duties} → {b.duties} ข้อ, กระบวนงานหลัก {a.main} → {b.main}, ร่วม {a.joint} → {b.joint}"
    yield Line(">", f"{person_name(manual, p.person)} [{loads}]")
    for mark, words, charges in (("+", "ได้รับ", p.gained), ("-", "พ้นจาก", p.lost)):
        for c in charges:
            yield Line(mark, f"{words} {target_name(manual, c.kind, c.target)} ({c.role.value}) ตาม{item(c.item)}", 1)
    for pair in p.duties:
        if pair.fate is not Fate.KEPT and (line := _duty_line(manual, p.person, pair)):
            yield line
    kept = len(p.of(Fate.KEPT)) + len(p.kept)
    if kept:
        yield Line("=", f"คงเดิม {len(p.of(Fate.KEPT))} ข้อ, {len(p.kept)} ความรับผิดชอบ", 1)


def _duty_line(manual: Manual, person: str, pair: Pair) -> Line:
    if pair.fate is Fate.REWORDED and pair.before and pair.after:
        return Line("~", f"{item(pair.after.number)} {pair.after.duty.text} (เดิม: {pair.before.duty.text})", 1)
    if pair.after and pair.after.person == person:
        source = f" (รับจาก{person_name(manual, pair.before.person)})" if pair.before else ""
        return Line("+", f"{item(pair.after.number)} {pair.after.duty.text}{source}", 1)
    gone = pair.before
    assert gone is not None
    taker = f" (มอบให้{person_name(manual, pair.after.person)})" if pair.after else ""
    return Line("-", f"{item(gone.number)} {gone.duty.text}{taker}", 1)


def _hand_over_lines(manual: Manual, handed: Iterable[HandOver]) -> Iterator[Line]:
    for h in handed:
        takers = ", ".join(person_name(manual, p) for p in h.to) or "ยังไม่มีผู้รับมอบ"
        yield Line(">", f"{person_name(manual, h.giver)} → {takers}")
        for p in h.procedures:
            yield Line("", f"กระบวนงาน {target_name(manual, 'procedure', p)}", 1)
        for duty in _before(h.duties):
            yield Line("", f"{item(duty.number)} {duty.duty.text}", 1)


def plan_data(manual: Manual, of: Plan) -> Data:
    """The plan for programs: ids, ISO dates, Thai names beside the ids."""
    return {
        "order": key_data(of.order.key),
        "title": of.order.title,
        "kind": of.order.kind,
        "effective": _day(of.day),
        "without_main": [_stretch_data(s) for s in of.without_main],
        "two_mains": [_stretch_data(s) for s in of.two_mains],
        "lapses": [duty_data(d) for d in _before(of.changes.lapses)],
        **changes_data(manual, of.changes),
        "hand_over": [
            {"from": h.giver, "to": list(h.to), "procedures": list(h.procedures), "duties": [duty_data(d) for d in _before(h.duties)]}
            for h in of.handed_over
        ],
        "forms": list(of.forms),
        "pages": list(of.pages),
    }


def changes_data(manual: Manual, changes: Changes) -> Data:
    """Differences for programs."""
    return {
        "orders": [
            {"order": key_data(key), "before": old.state.name.lower() if old else None, "after": new.state.name.lower() if new else None}
            for key, old, new in changes.orders
        ],
        "targets": [
            {
                "kind": t.kind,
                "id": t.target,
                "title": target_name(manual, t.kind, t.target),
                "before": [charge_data(c) for c in t.before],
                "after": [charge_data(c) for c in t.after],
            }
            for t in changes.targets
        ],
        "persons": [_person_data(manual, p) for p in changes.affected],
    }


def _person_data(manual: Manual, p: PersonChange) -> Data:
    return {
        "id": p.person,
        "name": person_name(manual, p.person),
        "gains": [charge_data(c) for c in p.gained],
        "keeps": [charge_data(c) for c in p.kept],
        "loses": [charge_data(c) for c in p.lost],
        "duties": [
            {"fate": d.fate.name.lower(), "before": duty_data(d.before) if d.before else None, "after": duty_data(d.after) if d.after else None}
            for d in p.duties
        ],
        "load": {
            name: {"duties": x.duties, "main": x.main, "joint": x.joint, "acting": x.acting}
            for name, x in (("before", p.load_before), ("after", p.load_after))
        },
    }


def charge_data(c: Charge) -> Mapping[str, Any]:
    """A charge for programs."""
    return {
        "person": c.person,
        "role": c.role.value,
        "kind": c.kind,
        "target": c.target,
        "from": _day(c.since),
        "to": _day(c.until) if c.until else None,
        "order": key_data(c.order),
        "item": c.item,
        "text": c.text,
    }


def duty_data(d: DutyInForce) -> Data:
    """A duty for programs, without its sub-items."""
    return {"person": d.person, "order": key_data(d.order), "item": d.number, "text": d.duty.text}


def key_data(key: OrderKey) -> str:
    """``issuer: 248/2565``, as orders refer to each other."""
    return f"{key.issuer}: {key.number}/{key.year}"


def _stretch_data(s: Stretch) -> Data:
    return {"procedure": s.procedure, "from": _day(s.since), "to": _day(s.until) if s.until else None, "mains": list(s.mains), "acting": list(s.acting)}


def _day(day: date) -> str:
    return day.isoformat()
