"""Rules about records that name other records by id."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import get_args

from generator.load import attached
from generator.load.pictures import EMBLEM, IMAGE
from generator.model.base import ID_PATTERN, Record
from generator.model.handbook import Handbook, Manual
from generator.model.orders import order_key
from generator.model.organization import Contact, MonthDay
from generator.model.procedure import Signatory
from generator.model.registers import Feedback, Form, Reference
from generator.model.time import Deadline, Period
from generator.rules.ids import KINDS, NAMED
from generator.rules.rule import Finding, repeated, rule
from generator.rules.rule_input import RuleInput, keys
from generator.source.parsing import Path_, locate
from generator.source.suggest import perhaps
from generator.thai import dates


def _unknown(kind: str) -> Callable[[RuleInput], Iterator[Finding]]:
    about, fields = KINDS[kind], NAMED[kind]

    def find(subject: RuleInput) -> Iterator[Finding]:
        unread = subject.unread.get(about.kept.partition(" ")[0], frozenset[str]())
        if unread is None:
            return  # the register is broken: who knows what is in it
        known = {**about.known(subject.manual), **dict.fromkeys(unread)}
        places: dict[str, list[tuple[str, Path_]]] = {}
        for id_, file, path in _named(subject, fields):
            if id_ not in known and (kind != "person" or not unread or re.fullmatch(ID_PATTERN, id_)):  # whom words mean is not known then
                places.setdefault(id_, []).append((file, path))
        if kind == "actor" and places:  # one lost unit or post is one cause
            lost = {id_ for other in ("unit", "post") for id_, _, _ in _named(subject, NAMED[other])}
            places = {id_: where for id_, where in places.items() if id_ not in lost}
        if places and not known and about.kept.endswith(".yml"):
            first = next(iter(places.values()))
            message = f"ไม่มี{about.name}ใดใน {about.kept} แต่มีการอ้าง: {_some([*places])}"
            yield Finding(*first[0], message, f"เพิ่มแฟ้ม {about.kept} หรือรายการเหล่านี้", next(iter(places)))
            return
        for id_, where in places.items():
            other = next((k.name for k in KINDS.values() if k is not about and id_ in k.known(subject.manual)), None)
            meant = f" (รหัสนี้เป็นของ{other})" if other else perhaps(id_, known)
            mend = f"ใส่รหัสของ{about.name}" if other else f"แก้รหัส หรือเพิ่มใน {about.kept}"
            yield Finding(*where[0], f"ไม่มี{about.name} “{id_}”{meant}{_also(subject, where)}", mend, id_)

    return find


def _named(subject: RuleInput, fields: Mapping[type[Record], Sequence[str]]) -> Iterator[tuple[str, str, Path_]]:
    """Every id in these fields, with its file and its place there."""
    for visit in subject.visits_of(*fields):
        for field in fields[type(visit.record)]:
            value = getattr(visit.record, field)
            key = keys(type(visit.record))[field]
            for at, id_ in enumerate(value) if isinstance(value, tuple) else [(None, value)]:
                if id_ is not None:
                    yield id_, visit.file, (*visit.path, key) if at is None else (*visit.path, key, at)


def _also(subject: RuleInput, places: Sequence[tuple[str, Path_]]) -> str:
    """The places that name an id, as file and line: an unknown id is one mistake, however often it is named."""
    if len(places) == 1:
        return ""
    lines = [f"{file}:{locate(subject.sources.files.get(file, ''), path)[0]}" for file, path in places[:PLACES]]
    more = f" และอีก {len(places) - PLACES} แห่ง" if len(places) > PLACES else ""
    return f" (อ้าง {len(places)} แห่ง: {', '.join(lines)}{more})"


PLACES = 5
"""Places of one id that are named at most."""


def _some(words: Sequence[str], most: int = PLACES) -> str:
    return ", ".join(words[:most]) + (f" และอีก {len(words) - most}" if len(words) > most else "")


@rule("SOP-R014", "error")
def _periods(subject: RuleInput) -> Iterator[Finding]:
    calendar = subject.manual.calendar
    windows = {w.id for w in calendar.windows}
    for word, ids in calendar.periods.items():
        if word not in get_args(Period):
            message = f"ไม่รู้จักความถี่ “{word}”{perhaps(word, get_args(Period))}"
            yield Finding("calendar.yml", ("periods", word), message, f"ใช้ได้: {', '.join(get_args(Period))}")
        for at, id_ in enumerate(ids):
            if id_ not in windows:
                yield Finding("calendar.yml", ("periods", word, at), f"ไม่มีช่วงเวลา “{id_}”{perhaps(id_, windows)}", "แก้รหัส หรือเพิ่มใน windows", id_)


@rule("SOP-R009", "warning", needs=("orders/",))
def _orders(subject: RuleInput) -> Iterator[Finding]:
    known = {f"{o.number}/{o.year}" for o in subject.manual.orders}
    for at, reference in enumerate(subject.manual.references.references):
        key = order_key(reference.order or "")
        if reference.order and not (key and subject.manual.orders_meant(key)):
            message = f"ไม่มีคำสั่งที่ {reference.order} ในทะเบียน{perhaps(f'{key.number}/{key.year}' if key else reference.order, known)}"
            yield Finding("references.yml", ("references", at, "order"), message)


@rule("SOP-R021", "error")
def _no_such_day(subject: RuleInput) -> Iterator[Finding]:
    """Days beyond the end of their month; 29 February is accepted."""
    for visit in subject.visits_of(MonthDay, Deadline):
        record = visit.record
        assert isinstance(record, MonthDay | Deadline)
        if not (record.day and isinstance(record.month, int)):
            continue
        if record.day > monthrange(LEAP_YEAR, record.month)[1]:
            yield Finding(visit.file, (*visit.path, "day"), f"เดือน{dates.MONTHS[record.month - 1]}ไม่มีวันที่ {record.day}")


LEAP_YEAR = 2024

LISTS = (("organization", "units"), ("organization", "posts"), ("organization", "roles"), ("people", "persons"), ("forms", "forms"),
         ("references", "references"), ("calendar", "windows"))  # fmt: skip
"""The files, and the entries in them, whose records have an id."""


def _registers(manual: Manual) -> Iterator[tuple[str, str, list[str]]]:
    """The file, the entry and the ids of each register."""
    for name, key in LISTS:
        yield f"{name}.yml", key, [record.id for record in getattr(getattr(manual, name), key)]


@rule("SOP-R010", "error")
def _twice(subject: RuleInput) -> Iterator[Finding]:
    for file, key, known in _registers(subject.manual):
        for _, at in repeated(known):
            yield Finding(file, (key, at, "id"), f"รหัส “{known[at]}” ซ้ำกันใน {key}", "ตั้งรหัสใหม่ให้ไม่ซ้ำ หรือลบรายการที่ซ้ำ", known[at])
    listed = subject.manual.handbook.procedures
    for _, at in repeated(listed):
        yield Finding("handbook.yml", ("procedures", at), f"กระบวนงาน “{listed[at]}” อยู่ในลำดับสองครั้ง", "ลบรายการที่ซ้ำ", listed[at])


@rule("SOP-R011", "error")
def _ambiguous(subject: RuleInput) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for file, key, ids in islice(_registers(subject.manual), 3):
        for at, id_ in enumerate(ids):
            if (other := seen.setdefault(id_, key)) != key:
                yield Finding(file, (key, at, "id"), f"รหัส “{id_}” ใช้ทั้งใน {other} และ {key}", needle=id_)


DEVICES = {"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10))}


@rule("SOP-R012", "error")
def _devices(subject: RuleInput) -> Iterator[Finding]:
    for file, key, ids in _registers(subject.manual):
        for at, id_ in enumerate(ids):
            if id_ in DEVICES:
                yield Finding(file, (key, at, "id"), f"“{id_}” เป็นชื่ออุปกรณ์ของ Windows ใช้เป็นรหัสไม่ได้", "ตั้งรหัสอื่น", id_)
    for procedure in subject.manual.procedures:
        if procedure.id in DEVICES:
            yield Finding(procedure.file, (), f"“{procedure.id}” เป็นชื่ออุปกรณ์ของ Windows ใช้เป็นชื่อแฟ้มไม่ได้", "ตั้งชื่อแฟ้มอื่น")


@rule("SOP-R013", "error")
def _circles(subject: RuleInput) -> Iterator[Finding]:
    organization = subject.manual.organization
    units = {u.id: u.parent for u in organization.units}
    posts = {p.id: p.reports_to for p in organization.posts}
    for key, field, above, ids in (("units", "parent", units, [*units]), ("posts", "reports_to", posts, [*posts])):
        reported: set[str] = set()
        for id_ in ids:
            circle = _circle(id_, above)
            if circle and not reported & set(circle):
                reported |= set(circle)
                at = ids.index(id_)
                way = " > ".join([*circle, circle[0]])
                yield Finding("organization.yml", (key, at, field), f"สายบังคับบัญชาวนกลับมาที่เดิม: {way}", f"แก้ {field} ของรายการหนึ่งในวง")


@rule("SOP-R024", "warning", sound=True)
def _institutions(subject: RuleInput) -> Iterator[Finding]:
    """Posts and procedures of units that are not below what the office is below: those of another institution."""
    manual = subject.manual
    above = {u.id: u.parent for u in manual.organization.units}
    home, seen = _top(manual.handbook.office, above), set[str]()
    places: list[tuple[str, str, Path_]] = [(p.unit, "organization.yml", ("posts", at, "unit")) for at, p in enumerate(manual.organization.posts)]
    for unit, file, path in (*places, *((p.unit, p.file, ("unit",)) for p in manual.procedures)):
        other = _top(unit, above)
        if other != home and other not in seen:
            seen.add(other)
            names = f"“{manual.unit[other].name}” เป็นคนละสถาบันกับ “{subject.edition.office.name}”"
            yield Finding(file, path, f"{names} แต่มีตำแหน่งหรือกระบวนงานในโฟลเดอร์เดียวกัน")


def _top(unit: str, above: Mapping[str, str | None]) -> str:
    """The highest unit above one; there is no cycle in a manual without errors."""
    while parent := above.get(unit):
        unit = parent
    return unit


def _circle(start: str, above: Mapping[str, str | None]) -> list[str]:
    """The cycle of superiors through ``start``; empty if there is none."""
    way, at = [start], above.get(start)
    while at is not None and at not in way:
        way.append(at)
        at = above.get(at)
    return way if at == start else []


WEB: Mapping[type[Record], Sequence[str]] = {
    Handbook: ("source_url", "site_url"), Feedback: ("url",), Form: ("url",), Reference: ("url",),
}  # fmt: skip
MAIL: Mapping[type[Record], Sequence[str]] = {Feedback: ("email",), Contact: ("email",)}
"""Fields of addresses."""
ADDRESS = re.compile(r"https?://[^\s<>\"'\\]+", re.IGNORECASE)
MAILBOX = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


@rule("SOP-R015", "error")
def _address(subject: RuleInput) -> Iterator[Finding]:
    for url, file, path in _named(subject, WEB):
        if not ADDRESS.fullmatch(url):
            yield Finding(file, path, f"{path[-1]} ต้องเป็นที่อยู่เว็บ")


@rule("SOP-R022", "error")
def _mail(subject: RuleInput) -> Iterator[Finding]:
    for mail, file, path in _named(subject, MAIL):
        if not MAILBOX.fullmatch(mail):
            yield Finding(file, path, f"“{mail}” ไม่ใช่อีเมล")


@rule("SOP-R023", "error")
def _attachments(subject: RuleInput) -> Iterator[Finding]:
    for name, file, path in _named(subject, dict.fromkeys((Form, Reference), ("attachment",))):
        if not attached.NAME.fullmatch(name):
            yield Finding(file, path, f"“{name}” ไม่ใช่ชื่อแฟ้มเอกสารใน sop/files/")


@rule("SOP-R016", "error")
def _pictures(subject: RuleInput) -> Iterator[Finding]:
    for visit in subject.visits:
        file = visit.record.signature if isinstance(visit.record, Signatory) else None
        if file and not IMAGE.fullmatch(file):
            yield Finding(visit.file, (*visit.path, "signature"), "signature ต้องเป็นแฟ้ม PNG หรือ JPEG ภายในโฟลเดอร์ข้อมูล")
    emblem = subject.manual.handbook.emblem
    if emblem and not EMBLEM.fullmatch(emblem):
        yield Finding("handbook.yml", ("emblem",), "emblem ต้องเป็นแฟ้ม PNG JPEG หรือ SVG ใน sop/files/")


for _kind, _about in KINDS.items():
    rule(_about.code, "error")(_unknown(_kind))
