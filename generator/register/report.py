"""Changes and plans as sections of lines, for a terminal and for print. Words are Thai, digits as the sources have them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from generator.model.handbook import Manual
from generator.model.orders import RoleKind
from generator.register.changes import Changes, HandOver, PersonChange, TargetChange
from generator.register.coverage import Stretch
from generator.register.matching import Fate, Pair
from generator.register.ordering import persons_in_order, targets_in_order
from generator.register.plan import Plan
from generator.register.staff import Move, moves
from generator.register.values import Charge, DutyInForce
from generator.register.words import DONE_TO, KIND_TITLES, basis, departure, item, number, order_name, person_name, span, target_name, until
from generator.thai import dates


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


MOVES = {
    "arrives": ("+", "เข้ามาปฏิบัติราชการ"),
    "leaves": ("-", "พ้นจากสำนักงาน"),
    "takes": ("+", "ดำรงตำแหน่ง"),
    "gives_up": ("-", "พ้นจากตำแหน่ง"),
}
PAGE_MARKS = {"new": "+", "changed": "~", "removed": "-"}
PAGES = {
    "index.md": "หน้าแรก",
    "calendar.md": "ปฏิทินปฏิบัติงาน",
    "forms.md": "แบบฟอร์ม",
    "matrix.md": "ตารางผู้รับผิดชอบ",
    "organization.md": "โครงสร้างการบริหาร",
    "references.md": "เอกสารอ้างอิง",
    "review.md": "การทบทวนคู่มือ",
    "changes/index.md": "รายงานการเปลี่ยนแปลง",
    "orders/index.md": "ทะเบียนคำสั่ง",
    "people/index.md": "บุคลากร",
    "procedures/index.md": "กระบวนงาน",
}


def plan_sections(manual: Manual, of: Plan) -> tuple[Section, ...]:
    """The whole plan, the gravest first; sections without lines are left out."""
    grave = [Line("!", "คำสั่งนี้จะไม่มีผลใช้บังคับ เพราะคำสั่งที่แก้ไขเพิ่มเติมสิ้นผลไปแล้ว")] if of.void else []
    grave += [Line("!", stretch_words(manual, s)) for s in (*of.without_main, *of.two_mains)]
    unmended = tuple(Line("!", stretch_words(manual, s)) for s in of.unmended)
    found = (
        Section("ต้องแก้ก่อนลงนาม", tuple(grave), True),
        Section("หน้าที่ที่จะสิ้นสุดโดยไม่มีคำสั่งใดระบุไว้ต่อ", tuple(Line("!", duty_words(manual, d)) for d in _before(of.changes.lapses)), True),
        Section("มีอยู่ก่อนแล้ว และคำสั่งนี้ไม่ได้แก้", unmended),
        *change_sections(manual, of.changes),
        *later_sections(manual, of.later),
        Section("งานที่ต้องส่งมอบ", tuple(_hand_over_lines(manual, of.handed_over))),
        Section("ความรับผิดชอบที่มีวันสิ้นสุด", tuple(Line("", f"{charge_words(manual, c)} ถึงวันที่ {dates.long(c.until)}") for c in of.ending if c.until)),
        Section("แบบฟอร์มของกระบวนงานที่เปลี่ยนผู้รับผิดชอบ", tuple(Line("", manual.form[f].title) for f in of.forms)),
        Section("หน้าเว็บไซต์ที่จะเปลี่ยน", tuple(Line(PAGE_MARKS[page.fate], page_words(manual, page.path)) for page in of.pages)),
    )
    return tuple(s for s in found if s.lines)


def change_sections(manual: Manual, changes: Changes) -> tuple[Section, ...]:
    """What differs: orders, procedures and posts, persons."""
    found = (
        Section("คำสั่งที่เปลี่ยนสถานะ", tuple(_order_lines(manual, changes))),
        Section("รายกระบวนงานและตำแหน่ง", tuple(line for t in targets_in_order(manual, changes.targets) for line in _target_lines(manual, t))),
        Section("รายบุคคล", tuple(line for p in persons_in_order(manual, changes.affected) for line in _person_lines(manual, p))),
    )
    return tuple(s for s in found if s.lines)


def later_sections(manual: Manual, later: Iterable[Changes]) -> tuple[Section, ...]:
    """What begins after the first day of an order, a section for each day."""
    return tuple(Section(later_title(changes), tuple(_all_lines(manual, changes))) for changes in later)


def later_title(changes: Changes) -> str:
    """``ต่อมา ตั้งแต่วันที่ ...``"""
    return f"ต่อมา ตั้งแต่วันที่ {dates.long(changes.after.as_of)}"


def _all_lines(manual: Manual, changes: Changes) -> Iterator[Line]:
    for section in change_sections(manual, changes):
        yield from section.lines


def difference_sections(manual: Manual, changes: Changes) -> tuple[Section, ...]:
    """Every difference between two dates: also new numbers of items, and who comes, goes and takes which post."""
    first, second = changes.before.as_of, changes.after.as_of
    renumbered = [line for p in persons_in_order(manual, changes.persons) if p.renumbered and not p.affected for line in _person_lines(manual, p)]
    found = (
        *change_sections(manual, changes),
        Section("บุคคลที่หน้าที่คงเดิม แต่คำสั่งหรือเลขข้อเปลี่ยน", tuple(renumbered)),
        Section("บุคลากรและผู้ดำรงตำแหน่ง", tuple(_move_line(manual, m, first, second) for m in moves(manual, first, second))),
    )
    return tuple(s for s in found if s.lines)


def _move_line(manual: Manual, move: Move, first: date, second: date) -> Line:
    mark, words = MOVES[move.kind]
    person = manual.person.get(move.person)
    if person and person.last_day and move.kind == "leaves" and first <= person.last_day < second:
        words += f" ({departure(person)})"
    return Line(mark, f"{person_name(manual, move.person)} {words}{target_name(manual, 'post', move.post) if move.post else ''}")


def head(manual: Manual, of: Plan) -> tuple[str, ...]:
    """What order it is, in three lines."""
    order = of.order
    done = (("replaces", order.replaced), ("amends", order.amended), ("cancels", order.cancelled))
    kind = KIND_TITLES[order.kind] + "".join(f" ({DONE_TO[what]}คำสั่ง{' และ'.join(number(key) for key in keys)})" for what, keys in done if keys)
    return (
        order_name(manual, order.key),
        f"เรื่อง {order.title}",
        f"{kind} สั่ง ณ วันที่ {dates.signed(order.signed)} มีผลตั้งแต่วันที่ {dates.long(order.begins)}",
    )


def summary(of: Plan) -> tuple[tuple[str, int], ...]:
    """The figures that tell at a glance whether the order may be signed."""
    found = (of.changes, *of.later)
    fates = {fate: sum(p.fate is fate for c in found for p in c.duties) for fate in Fate}
    return (
        ("บุคคลที่เกี่ยวข้อง", len({p.person for c in found for p in c.affected})),
        ("กระบวนงานที่เปลี่ยนผู้รับผิดชอบ", len({t.target for c in found for t in c.targets if t.kind == "procedure" and t.people_change})),
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
    return f"{duty.duty.text} ({person_name(manual, duty.person)} {item(duty.cited)} คำสั่ง{number(duty.order)})"


def _before(found: Iterable[Pair]) -> Iterator[DutyInForce]:
    return (p.before for p in found if p.before)


def _order_lines(manual: Manual, changes: Changes) -> Iterator[Line]:
    for key, old, new in changes.orders:
        states = " → ".join(s.state.value if s else "ยังไม่มีคำสั่งนี้" for s in (old, new))
        yield Line("", f"{order_name(manual, key)}: {states}")


def _target_lines(manual: Manual, t: TargetChange) -> Iterator[Line]:
    if t.people_change:
        yield Line("~", target_name(manual, t.kind, t.target))
        nobody = "ไม่มี" if t.kind == "procedure" else "ไม่มีผู้ทำการแทน"
        yield Line("-", "เดิม: " + (_people(manual, t.before) or nobody), 1)
        yield Line("+", "ใหม่: " + (_people(manual, t.after) or nobody), 1)
    else:
        yield Line("=", f"{target_name(manual, t.kind, t.target)}: ผู้รับผิดชอบเดิม อ้าง{' และ'.join(dict.fromkeys(basis(manual, c) for c in t.after))}")


def _people(manual: Manual, charges: Iterable[Charge]) -> str:
    ranked = sorted(charges, key=lambda c: (tuple(RoleKind).index(c.role), c.since, c.person))
    return ", ".join(dict.fromkeys(f"{person_name(manual, c.person)} ({c.role.value})" for c in ranked))


def _person_lines(manual: Manual, p: PersonChange) -> Iterator[Line]:
    a, b = p.load_before, p.load_after
    loads = f"หน้าที่ {a.duties} → {b.duties} ข้อ, กระบวนงานหลัก {a.main} → {b.main}, ร่วม {a.joint} → {b.joint}"
    loads += f", ทำการแทน {a.acting} → {b.acting}" if a.acting or b.acting else ""
    yield Line(">", f"{person_name(manual, p.person)} [{loads}]")
    for mark, words, charges in (("+", "ได้รับ", p.gained), ("-", "พ้นจาก", p.lost)):
        for c in charges:
            ends = until(c) if mark == "+" else ""
            yield Line(mark, f"{words} {target_name(manual, c.kind, c.target)} ({c.role.value}) ตาม{item(c.item)}{ends}", 1)
    for pair in p.duties:
        if pair.fate is not Fate.KEPT and (line := _duty_line(manual, p.person, pair)):
            yield line
    yield from _kept_lines(manual, p)


def _kept_lines(manual: Manual, p: PersonChange) -> Iterator[Line]:
    if p.kept:
        yield Line("=", "ยังรับผิดชอบ " + ", ".join(dict.fromkeys(f"{target_name(manual, c.kind, c.target)} ({c.role.value})" for c in p.kept)), 1)
    if kept := p.of(Fate.KEPT):
        moved = [f"{d.before.number} → {d.after.number}" for d in kept if d.before and d.after and d.before.number != d.after.number]
        yield Line("=", f"หน้าที่คงเดิม {len(kept)} ข้อ" + (f" (เลขข้อใหม่: {', '.join(moved)})" if moved else ""), 1)


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


def page_words(manual: Manual, page: str) -> str:
    """A page that will change, by its title and path."""
    title = PAGES.get(page) or _page_title(manual, *page.removesuffix(".md").split("/"))
    return f"{title} ({page})" if title else page


def _page_title(manual: Manual, folder: str, name: str = "", sheet: str = "") -> str:
    if sheet:
        return "บัญชีส่งมอบงาน" if sheet == "handover" else f"สิ่งที่เปลี่ยนสำหรับ{person_name(manual, sheet)}"
    titles = {
        "procedures": target_name(manual, "procedure", name),
        "people": person_name(manual, name),
        "orders": "คำสั่งที่ " + "/".join(reversed(name.split("-")[:2])),
        "calendar": f"ปฏิทินของ{person_name(manual, name.removeprefix('person-'))}" if name.startswith("person-") else "",
    }
    return titles.get(folder, "")
