"""``sop/`` -> :class:`~generator.model.handbook.Manual`, or every problem at once."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any

from pydantic import ValidationError

from generator.model.base import ID_PATTERN, Record
from generator.model.handbook import Handbook, Manual
from generator.model.orders import Order
from generator.model.organization import Calendar, Organization, People
from generator.model.persons import Names, names
from generator.model.procedure import Procedure
from generator.model.registers import FormRegister, ReferenceRegister
from generator.runtime.cache import Cache
from generator.source import parsing
from generator.source.parsing import Invalid, Problem, Sources

SINGLE: dict[str, type[Record]] = {
    "handbook.yml": Handbook,
    "organization.yml": Organization,
    "people.yml": People,
    "calendar.yml": Calendar,
    "forms.yml": FormRegister,
    "references.yml": ReferenceRegister,
}
MANY: dict[str, type[Record]] = {"procedures": Procedure, "orders": Order}
REQUIRED = ("handbook.yml", "organization.yml", "people.yml")
OWN_KEYS: dict[type[Record], dict[str, str]] = {
    Procedure: {"id": "รหัสของกระบวนงานคือชื่อแฟ้ม", "file": "ไม่รู้จักรายการ “file”", "ended": "ไม่รู้จักรายการ “ended”"},
    Order: {"file": "ไม่รู้จักรายการ “file”"},
}
"""Keys that the program fills in itself and YAML may not contain."""


def load(sources: Sources, kept: Cache | None = None) -> Manual:
    """The whole manual; ``kept``: what earlier programs found, only to be faster.

    Raises :class:`Invalid` with every problem of every file, also of those that cannot be read.
    """
    problems = [*sources.unreadable, *_absent(sources), *_names(sources), *_strangers(sources)]
    named = {p.file for p in problems}
    names = [name for name in sorted(sources.files) if name not in named and is_known(name)]
    records: dict[str, Record] = {}
    with parsing.ahead([sources.files[name] for name in names], kept):
        known, ended = _persons(sources), _ended(sources)
        for name in names:
            try:
                records[name] = _record(name, sources.files[name], known, ended)
            except Invalid as invalid:
                problems += invalid.problems
    if problems:
        raise Invalid(problems)
    return _manual(records, sources)


EMPTY = {
    **{"handbook.yml": Handbook(title="-", unit="x", office="x", procedures=())},
    **{"organization.yml": Organization(units=()), "people.yml": People(persons=())},
}


def part(sources: Sources, broken: Container[str]) -> Manual:
    """A manual of the sound files, with empty records instead of the ``broken`` ones: for the rules, not for compiling."""
    known, ended = _persons(sources), _ended(sources)
    sound = {name: _record(name, text, known, ended) for name, text in sources.files.items() if name not in broken and is_known(name)}
    return _manual({**EMPTY, **sound}, sources)


def _persons(sources: Sources) -> Names | None:
    """The persons that files may name; None if ``people.yml`` is broken."""
    try:
        people = record("people.yml", sources.files.get("people.yml", ""))
    except Invalid:
        return None
    return names(people) if isinstance(people, People) else None


KEYS = ("person", "with", "owner", "signed_by")
IN_WORDS = re.compile(rf"""(?:{"|".join(KEYS)})["']?\s*:\s*+(?!["']?[a-z0-9_-]+["']?\s*(?:[],}}#]|$))""", re.MULTILINE)


@lru_cache(maxsize=20_000)
def _names_in_words(text: str) -> bool:
    """Whether a file may name a person otherwise than by id."""
    return any(key in text for key in KEYS) and bool(IN_WORDS.search(text))


def _record(name: str, text: str, known: Names | None, ended: bool) -> Record:
    """One file as a record. A file that names nobody in words stays cached when ``people.yml`` changes."""
    return record(name, text, known if _names_in_words(text) else None, ended)


def _ended(sources: Sources) -> bool:
    """Whether the handbook asks for ends that are not written; where it cannot be read nothing is said of ends."""
    try:
        handbook = record("handbook.yml", sources.files.get("handbook.yml", ""))
    except Invalid:
        return True
    return not isinstance(handbook, Handbook) or handbook.automatic_ends


def _absent(sources: Sources) -> Iterator[Problem]:
    """Files that must be there and are not. One under a misspelt name is reported by its name, as an unknown file."""
    from generator.source.suggest import nearest

    there = {*sources.files, *(p.file for p in sources.unreadable)}
    if not there:
        message = f"โฟลเดอร์นี้ไม่มีแฟ้มข้อมูลใดเลย (ต้องมี {', '.join(REQUIRED)})"
        yield Problem("", 0, 0, "SOP-S011", "error", message, "ระบุโฟลเดอร์ข้อมูลให้ถูกด้วย --sop")
        return
    for name in REQUIRED:
        if name not in there and not any(nearest(other, SINGLE) == name for other in there if "/" not in other):
            yield Problem(name, 0, 0, "SOP-S011", "error", f"ไม่พบแฟ้ม {name}", "สร้างแฟ้มนี้ในโฟลเดอร์ข้อมูล")


def _names(sources: Sources) -> Iterator[Problem]:
    """Names that cannot be ids or addresses, and those that are one name on Windows; each file once."""
    alike: dict[str, list[str]] = {}
    for name in sorted(sources.files, key=lambda n: (not is_file_name(n), n)):
        alike.setdefault(name.casefold().removesuffix(".yaml").removesuffix(".yml"), []).append(name)
    for first, *others in alike.values():
        for name in others:
            yield Problem(name, 0, 0, "SOP-L020", "error", f"ชื่อแฟ้มซ้ำกับ {first} (ต่างกันเพียงตัวพิมพ์หรือนามสกุล)", "เปลี่ยนชื่อหรือลบแฟ้มหนึ่ง")
        if not is_file_name(first):
            yield _bad_name(first)


def is_known(name: str) -> bool:
    """Whether a file stands where records are read."""
    return name in SINGLE or PurePosixPath(name).parent.as_posix() in MANY


def meant_folder(name: str) -> str | None:
    """The known folder most like that of a file: ``orders`` for ``order/2569-1.yml`` and ``orders/2569/1.yml``."""
    from generator.source.suggest import nearest

    return nearest(name.partition("/")[0], MANY) if "/" in name else None


def _strangers(sources: Sources) -> Iterator[Problem]:
    """Files in places that are not read; those of one folder are reported together."""
    folders: dict[str, list[str]] = {}
    for name in sorted(n for n in sources.files if not is_known(n)):
        if "/" in name:
            top = name.partition("/")[0]
            folders.setdefault(PurePosixPath(name).parent.as_posix() if top in MANY else top, []).append(name)
        else:
            yield _unknown_file(name)
    for folder, inside in folders.items():
        meant = meant_folder(inside[0])
        where = f"{meant}/" if meant else "orders/ หรือ procedures/"
        rename = f"เปลี่ยนชื่อโฟลเดอร์เป็น {meant} หรือ" if meant and meant != folder.partition("/")[0] else ""
        message, mend = f"โฟลเดอร์นี้ไม่ถูกอ่าน ({len(inside)} แฟ้ม)", f"{rename}ย้ายแฟ้มไปไว้ใน {where} หรือลบหากเป็นสำเนา"
        yield Problem(f"{folder}/", 0, 0, "SOP-S013", "error", message, mend)


def _bad_name(name: str) -> Problem:
    path = PurePosixPath(name)
    fit = f"{path.stem.lower()}.yml"
    if is_file_name(str(path.with_name(fit))):  # Name.yaml, NAME.YML
        return Problem(name, 0, 0, "SOP-L019", "error", f"ชื่อแฟ้ม “{path.name}” ต้องเป็นอักษรตัวเล็กและลงท้ายด้วย .yml", f"เปลี่ยนชื่อเป็น {fit}")
    mend = "ตั้งชื่อด้วย a-z ตัวเล็ก ตัวเลข และ - แล้วตามด้วย .yml หรือลบแฟ้มหากเป็นสำเนา"
    return Problem(name, 0, 0, "SOP-L019", "error", f"ชื่อแฟ้ม “{path.name}” ใช้เป็นรหัสไม่ได้", mend)


def is_file_name(name: str) -> bool:
    """Whether a file that stands for a record has a name that may be an id; other files have names of their own."""
    path = PurePosixPath(name)
    if path.parent.as_posix() not in MANY:
        return True
    return bool(re.fullmatch(ID_PATTERN, path.stem)) and len(path.stem) <= 64 and path.suffix == ".yml"


@lru_cache(maxsize=parsing.MOST_TEXTS)
def record(name: str, text: str, known: Names | None = None, ended: bool = True) -> Record:
    """One file as a record. Raises Invalid with its problems. ``known``: whom words may mean where a person is named; ``ended``: of a procedure.

    Remembered by its text, since a record is frozen and ``sop serve`` reads one changed file among many.
    """
    kind, data = _kind(name), parsing.parse(name, text)
    if not isinstance(data, dict):
        raise Invalid([Problem(name, 1, 1, "SOP-S012", "error", "แฟ้มต้องเป็นรายการ “ชื่อ: ค่า”", "ดูตัวอย่างในคู่มือผู้ดูแลข้อมูล")])
    if misplaced := _misplaced(name, kind, data):
        raise Invalid([misplaced])
    own = {key: message for key, message in OWN_KEYS.get(kind, {}).items() if key in data}
    problems = [Problem(name, *parsing.locate(text, (key,)), "SOP-L001", "error", message, "ลบบรรทัดนี้") for key, message in own.items()]
    try:
        record = validated(name, data, known, ended)
    except ValidationError as error:
        from generator.load import explain  # only when something is wrong

        if not data:
            wanted = ", ".join(str(e["loc"][0]) for e in error.errors())
            raise Invalid([Problem(name, 1, 1, "SOP-S012", "error", "แฟ้มว่าง", f"เขียนรายการที่ต้องมี ({wanted}) หรือลบแฟ้มนี้")]) from None
        problems += explain.problems(name, text, kind, error.errors(include_url=False))
    if problems:
        raise Invalid(problems)
    return record


def validated(name: str, data: dict[str, object], known: Names | None = None, ended: bool = True) -> Record:
    """The record that some data make, with what the name of the file says. Raises ValidationError."""
    kind = _kind(name)
    filled = {"id": PurePosixPath(name).stem, "file": name, "ended": ended} if kind is Procedure else {"file": name} if kind is Order else {}
    return kind.model_validate({**data, **filled}, context=known)


MARKS: dict[type[Record], tuple[str, ...]] = {Order: ("number", "year", "signed"), Procedure: ("steps", "unit")}
"""Entries that identify a file in the wrong one of the two folders."""


def _misplaced(name: str, kind: type[Record], data: dict[str, object]) -> Problem | None:
    """An order among the procedures, or a procedure among the orders: reported once, not entry by entry."""
    for folder, other in MANY.items():
        if kind in MARKS and other is not kind and data.keys() >= set(MARKS[other]) and not data.keys() & set(MARKS[kind]):
            what = "คำสั่ง" if other is Order else "กระบวนงาน"
            return Problem(name, 0, 0, "SOP-S013", "error", f"แฟ้มนี้เป็น{what} อยู่ผิดโฟลเดอร์", f"ย้ายไปไว้ใน {folder}/")
    return None


def _kind(name: str) -> type[Record]:
    kind = SINGLE.get(name) or MANY.get(PurePosixPath(name).parent.as_posix())
    if kind is None:
        raise Invalid([_unknown_file(name)])
    return kind


def _unknown_file(name: str) -> Problem:
    from generator.source.suggest import nearest

    meant = nearest(name, SINGLE)
    mend = f"เปลี่ยนชื่อเป็น {meant} หรือย้ายไปไว้ใน" if meant else "ย้ายไปไว้ใน"
    return Problem(name, 0, 0, "SOP-S013", "error", "ไม่รู้จักแฟ้มนี้", f"{mend} orders/ หรือ procedures/ (แฟ้มอื่นที่ใช้: {', '.join(SINGLE)})")


def _manual(records: dict[str, Record], sources: Sources) -> Manual:
    handbook = records["handbook.yml"]
    assert isinstance(handbook, Handbook)
    found = {r.id: r for r in records.values() if isinstance(r, Procedure)}
    ordered = [found[i] for i in dict.fromkeys(handbook.procedures) if i in found]
    ordered += [p for i, p in found.items() if i not in set(handbook.procedures)]
    orders = sorted((r for r in records.values() if isinstance(r, Order)), key=lambda o: (o.begins, o.signed, o.key))
    single: dict[str, Any] = {name.removesuffix(".yml"): records.get(name) or kind() for name, kind in SINGLE.items() if name != "handbook.yml"}
    return Manual(handbook=handbook, **single, orders=tuple(orders), procedures=tuple(ordered), fingerprint=sources.fingerprint)
