"""A draft of the next order: who leaves, what is replaced or amended, and today's duties of the persons named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.drafts import notation
from generator.drafts.items import Entry, alive, duty, from_then_on, renumbered, span, thai
from generator.drafts.notation import Noted
from generator.model.handbook import Manual
from generator.model.orders import OrderKey, Signer
from generator.register import DutyInForce, lives, sequence
from generator.register.contents import Contents, Named
from generator.register.fold import standing
from generator.register.numbering import normal
from generator.register.values import DAY
from generator.register.words import item, order_name, person_name
from generator.thai import dates

SOMEBODY = "receiver"
"""Stands for a person not yet named: no such person exists, so that the check asks for the name at each place."""
TO_FILL = "กรอก"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for. Persons are ids; ``as_of``: the day whose state is filled in, if no later one comes before the effective day."""

    as_of: date
    number: int | None = None
    year: int | None = None
    title: str | None = None
    effective: date | None = None
    persons: tuple[str, ...] = ()
    retire: tuple[str, ...] = ()
    move: tuple[str, ...] = ()
    replaces: tuple[OrderKey, ...] = ()
    amends: OrderKey | None = None
    cancels: tuple[OrderKey, ...] = ()

    @property
    def leaving(self) -> tuple[str, ...]:
        return (*self.retire, *self.move)


@dataclass(frozen=True, slots=True)
class Draft:
    """The key of the order and the text of its file."""

    key: OrderKey
    text: str


class _Work:
    """What the parts of one draft share."""

    def __init__(self, manual: Manual, wanted: Wanted) -> None:
        self.manual, self.wanted = manual, wanted
        self.effective = wanted.effective or max((d + DAY for p in wanted.leaving if (d := self.last_day(p))), default=wanted.as_of)
        self.day = max(wanted.as_of, self.effective - DAY)  # orders that take effect in between count
        self.parts = tuple(alive(p, self.effective) for p in standing(sequence(manual.orders), lives(manual.orders), self.day))
        self.amends = wanted.amends or (None if wanted.replaces or wanted.cancels else self._holder(wanted.leaving))
        self.bases = tuple(manual.order[k] for k in (*wanted.replaces, *wanted.cancels, *([self.amends] if self.amends else [])))
        self.issuer = self.bases[0].issuer if self.bases else manual.handbook.office
        self.receiver = wanted.persons[0] if wanted.leaving and len(wanted.persons) == 1 else SOMEBODY

    def last_day(self, person: str) -> date | None:
        return self.manual.person[person].last_day

    def leaves(self, person: str) -> bool:
        """Named as leaving, or gone by then."""
        known = self.manual.person.get(person)
        return person in self.wanted.leaving or bool(known and known.last_day and known.last_day < self.effective)

    def _holder(self, persons: Sequence[str]) -> OrderKey | None:
        """The order in force that gives these persons the most."""
        weights = {p.order: sum(len(p.duties.get(w, ())) + sum(n.person == w for n in p.responsibilities) for w in persons) for p in self.parts}
        best = max(weights, key=lambda k: weights[k], default=None)
        return best if best and weights[best] else None

    def of_bases(self) -> tuple[Contents, ...]:
        keys = {b.key for b in self.bases}
        return tuple(p for p in self.parts if p.order in keys)

    def elsewhere(self, person: str) -> tuple[OrderKey, ...]:
        """Other orders in force that give a person duties."""
        keys = {b.key for b in self.bases}
        others = (p for p in self.parts if p.order not in keys)
        return tuple(p.order for p in others if p.duties.get(person) or any(n.person == person for n in p.responsibilities))


def idle(manual: Manual, wanted: Wanted) -> tuple[str, ...]:
    """Those who leave without any duty to be taken over."""
    work = _Work(manual, wanted)
    return tuple(p for p in wanted.leaving if not any(part.duties.get(p) or any(n.person == p for n in part.responsibilities) for part in work.parts))


def draft(manual: Manual, wanted: Wanted) -> Draft:
    """The draft. The orders and persons of ``wanted`` must exist."""
    work = _Work(manual, wanted)
    kind = "replaces" if wanted.replaces else "cancels" if wanted.cancels else "amends" if work.amends else "new"
    key = _key(work)
    entries: Entry = {
        "to_confirm": Noted("เลขที่ วันที่ ชื่อเรื่อง และผู้ลงนามเป็นค่าตั้งต้น", _head(work, key)),
        "issuer": work.issuer,
        "number": Noted(key.number, ("เลขที่คำสั่ง และปี พ.ศ.",)),
        "year": key.year,
        "title": Noted(wanted.title or _title(work, kind), ("ชื่อเรื่อง ตามคำสั่ง",)),
        "kind": Noted(kind, ("ชนิด: new = ใหม่, replaces = แทนทั้งฉบับ, amends = แก้ไขเพิ่มเติม, cancels = ยกเลิก",)),
        **({"replaces": [_ref(k, work) for k in wanted.replaces]} if wanted.replaces else {}),
        **({"cancels": Noted([_ref(k, work) for k in wanted.cancels], tuple(_ended(work)))} if wanted.cancels else {}),
        **({"amends": _ref(work.amends, work)} if kind == "amends" and work.amends else {}),
        "signed": Noted(dates.long(wanted.as_of), ("วันที่สั่ง (สั่ง ณ วันที่) และวันที่มีผล",)),
        "effective": dates.long(work.effective),
        "preamble": Noted(list(_preamble(work, kind)), ("เหตุที่ออกคำสั่ง ย่อหน้าละหนึ่งรายการ",)),
        **_authority(work),
        **PARTS[kind](work),
        "closing": thai("นอกนั้นคงเดิม" if kind == "amends" else f"ทั้งนี้ ตั้งแต่วันที่ {dates.signed(work.effective)} เป็นต้นไป"),
        **_signer(work),
    }
    return Draft(key, notation.text(entries))


def _key(work: _Work) -> OrderKey:
    year = work.wanted.year or work.wanted.as_of.year + dates.BUDDHIST
    used = [o.number for o in work.manual.orders if (o.issuer, o.year) == (work.issuer, year)]
    return OrderKey(work.issuer, work.wanted.number or max(used, default=0) + 1, year)


def _ref(key: OrderKey, work: _Work) -> str:
    own = f"{key.number}/{key.year}"
    return own if key.issuer == work.issuer else f"{key.issuer}: {own}"


def _head(work: _Work, key: OrderKey) -> tuple[str, ...]:
    other = [
        f"หมายเหตุ: {person_name(work.manual, p)} มีหน้าที่ตาม{order_name(work.manual, k)} ด้วย ต้องแก้คำสั่งนั้นอีกฉบับ"
        for p in work.wanted.leaving
        for k in work.elsewhere(p)
    ]
    return (
        f"ร่างคำสั่งที่ {key.number}/{key.year} สร้างจากข้อมูล ณ วันที่ {dates.long(work.day)}",
        "1. แก้ค่าให้ตรงกับคำสั่งจริงทุกตัวอักษร แล้วลบบรรทัด to_confirm ของรายการที่แก้แล้ว",
        f"2. ที่ใดเขียนว่า {SOMEBODY} ให้ใส่รหัสบุคคลผู้รับมอบ (รหัสอยู่ใน people.yml)",
        "3. ดูผลก่อนลงนามด้วย sop plan ตามด้วยชื่อแฟ้มนี้ แล้ว sop check",
        *other,
    )


def _title(work: _Work, kind: str) -> str:
    base = work.bases[0].title if work.bases else ""
    return {"replaces": base, "amends": f"แก้ไขเพิ่มเติมคำสั่ง{base}", "cancels": f"ยกเลิกคำสั่ง{base}"}.get(kind, f"{TO_FILL}ชื่อเรื่อง")


def _preamble(work: _Work, kind: str) -> Iterator[str]:
    manual = work.manual
    for person in work.wanted.retire:
        day = work.last_day(person)
        yield thai(f"ด้วย{person_name(manual, person)} เกษียณอายุราชการ" + (f"ในวันที่ {dates.long(day)}" if day else ""))
    for person in work.wanted.move:
        left = manual.person[person].left
        yield thai(f"ด้วย{person_name(manual, person)} ย้ายไปปฏิบัติราชการที่{left.to if left and left.to else 'อื่น'}")
    if not work.wanted.leaving:
        yield f"{TO_FILL}เหตุที่ออกคำสั่ง"
    for base in work.bases:
        named = f"{order_name(manual, base.key)} ลงวันที่ {dates.long(base.signed)} เรื่อง {base.title}"
        yield thai(DONE[kind].format(named))


DONE = {"replaces": "ให้ยกเลิก{} และให้ใช้คำสั่งนี้แทน", "amends": "จึงแก้ไขเพิ่มเติม{} ดังนี้", "cancels": "จึงให้ยกเลิก{}"}


def _ended(work: _Work) -> Iterator[str]:
    """The duties that end with the orders cancelled, which no order takes up."""
    found = [(p, d) for part in work.of_bases() for p, items in part.duties.items() for d in items]
    if found:
        yield "หน้าที่ต่อไปนี้จะสิ้นสุดโดยไม่มีคำสั่งใดแทน ถ้าต้องการมอบหมายต่อ ใช้ --replaces แทน --cancels"
    yield from (f"  {person_name(work.manual, p)} {item(d.number)} {d.duty.text}" for p, d in found)


def _cancels(work: _Work) -> Entry:
    return {}


def _authority(work: _Work) -> Entry:
    found = next((b.authority for b in work.bases if b.authority), None)
    return {"authority": found} if found and work.wanted.replaces else {}


def _signer(work: _Work) -> Entry:
    signed: list[Signer] = [o.signer for o in work.manual.orders if o.signer and o.issuer == work.issuer]
    if not signed:
        return {}
    last = signed[-1]
    name = {"person": last.person} if last.person else {"name": last.name}
    return {"signer": Noted({**name, "capacity": list(last.capacity)}, ("ผู้ลงนาม (ตั้งต้นจากคำสั่งล่าสุด)",))}


def _new(work: _Work) -> Entry:
    found = [_assignment(work, p, str(n), [_blank("1")], _known(work, p)) for n, p in enumerate(work.wanted.persons or (SOMEBODY,), 1)]
    return {"assignments": Noted(found, ("ผู้รับมอบหมาย คนละหนึ่งรายการ ข้อใดมอบหมายกระบวนงานให้ระบุ procedures และ role (หลัก หรือ ร่วม)",))}


def _known(work: _Work, person: str) -> tuple[str, ...]:
    found = [f"  {item(d.number)} {d.duty.text}" for part in work.parts for d in part.duties.get(person, ())]
    return ("หน้าที่ที่มีอยู่แล้วและยังมีผล ไม่ต้องเขียนซ้ำ:", *found) if found else ()


def _assignment(work: _Work, person: str, no: str, duties: list[Any], above: tuple[str, ...] = (), *, off: bool = False) -> Noted:
    known = work.manual.person.get(person)
    written = next((a for b in work.bases for a in b.assignments if a.person == person), None)
    position = written.position if written and written.position else known.titled if known else None
    made: Entry = {"no": thai(no), "person": person}
    made |= {"position": position} if position else {}
    made |= {"post_number": written.post_number} if written and written.post_number else {}
    made |= {"general": list(written.general)} if written and written.general else {}
    return Noted({**made, "duties": duties}, ((f"{person_name(work.manual, person)}",) if known else ()) + above, off)


def _blank(no: str) -> Entry:
    return {"no": thai(no), "text": f"{TO_FILL}หน้าที่", "to_confirm": "ยังไม่ได้กรอก"}


def _replaces(work: _Work) -> Entry:
    kept: list[Noted] = []
    off: list[Noted] = []
    chosen = work.wanted.persons
    for part in work.of_bases():
        for person, items in part.duties.items():
            duties = [duty(d) for d in items]
            if work.leaves(person):
                off.append(_assignment(work, person, "-", duties, ("พ้นจากสำนักงาน: ย้ายแต่ละข้อไปไว้ใต้ผู้รับมอบ แล้วลบเครื่องหมาย #",), off=True))
            elif chosen and person not in chosen:
                off.append(_assignment(work, person, "-", duties, ("ไม่ได้เลือกไว้: หน้าที่ต่อไปนี้จะสิ้นสุด ถ้าต้องการคงไว้ให้ลบเครื่องหมาย #",), off=True))
            else:
                kept.append(_assignment(work, person, str(len(kept) + 1), duties))
    there = {n.value["person"] for n in kept}
    kept += [_assignment(work, p, str(len(kept) + n), [_blank("1")]) for n, p in enumerate((c for c in chosen if c not in there), 1)]
    named = [n for part in work.of_bases() for n in part.responsibilities if not chosen or n.person in chosen or work.leaves(n.person)]
    return {
        "assignments": Noted([*kept, *off], ("ผู้รับมอบหมายและหน้าที่ตามคำสั่งเดิมที่แก้ไขแล้ว แก้ เพิ่ม หรือลบข้อตามคำสั่งใหม่",)),
        **_attachment(work, named),
    }


def _amends(work: _Work) -> Entry:
    changes: list[Any] = []
    for part in work.of_bases():
        for person in work.wanted.leaving:
            items = part.duties.get(person, ())
            if items or any(n.person == person for n in part.responsibilities):
                above = (f"{person_name(work.manual, person)} พ้นจากหน้าที่ทุกข้อ",)
                changes.append(Noted({"no": thai(str(len(changes) + 1)), "action": "remove", "person": person}, above))
                changes += list(_handed(work, part, items, len(changes)))
        for person in work.wanted.persons:
            if person != work.receiver:
                changes += [_example(work, person, d) for d in part.duties.get(person, ())]
    lost = [n for part in work.of_bases() for n in part.responsibilities if n.person in work.wanted.leaving]
    above = ("ข้อที่แก้: action เป็น add (เพิ่ม) replace (แทนข้อเดิม) หรือ remove (ยกเลิกข้อ)",)
    return {"changes": Noted(changes, above), **_attachment(work, lost)}


def _handed(work: _Work, part: Contents, items: Iterable[DutyInForce], done: int) -> Iterator[Entry]:
    """The duties of somebody who leaves, each added to the one who takes over, with the next number there."""
    used = [int(n) for d in part.duties.get(work.receiver, ()) if (n := normal(d.number)).isdecimal()]
    for at, found in enumerate(items, 1):
        given = from_then_on(duty(found), found, work.effective)
        number = {"no": thai(str(max(used, default=0) + at))} if used else {}
        if number and given.get("items"):
            given["items"] = renumbered(given["items"], str(given["no"]), number["no"])
        given = {**number, **{k: v for k, v in given.items() if k != "no"}}
        confirm = "ผู้รับมอบและเลขข้อ" if work.receiver == SOMEBODY else "เลขข้อ"
        yield {"no": thai(str(done + at)), "action": "add", "person": work.receiver, "duty": given, "to_confirm": confirm}


def _example(work: _Work, person: str, found: DutyInForce) -> Noted:
    above = (f"{person_name(work.manual, person)} {item(found.number)} เดิม; ถ้าจะแก้ให้ลบเครื่องหมาย # แล้วแก้ถ้อยคำ",)
    given = {k: v for k, v in duty(found).items() if k != "no"}
    return Noted({"action": "replace", "person": person, "item": found.number, "duty": given}, above, off=True)


def _attachment(work: _Work, named: Sequence[Named]) -> Entry:
    found = []
    for n in named:
        r, gone = n.responsibility, work.leaves(n.person)
        made: Entry = {"person": work.receiver if gone else r.person, "role": r.role.value}
        made |= {"procedures": list(r.procedures)} if r.procedures else {}
        made |= {"post": r.post} if r.post else {}
        made |= {"basis": r.basis, **span(r.since, r.until)}
        made |= {"to_confirm": f"เดิม{person_name(work.manual, n.person)}"} if gone else {}
        found.append(made)
    return {"responsibilities": Noted(found, ("ผู้รับผิดชอบตามเอกสารแนบท้าย",))} if found else {}


PARTS = {"new": _new, "replaces": _replaces, "amends": _amends, "cancels": _cancels}
