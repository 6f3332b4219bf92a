"""``sop/`` -> :class:`~generator.model.handbook.Manual`, or every problem at once."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any, TypeVar

from pydantic import ValidationError

from generator import source
from generator.model.base import Record
from generator.model.handbook import FormRegister, Handbook, Manual, ReferenceRegister
from generator.model.orders import Order
from generator.model.organization import Calendar, Organization, People
from generator.model.procedure import Procedure
from generator.source import Invalid, Problem, Sources

R = TypeVar("R", bound=Record)

SINGLE: dict[str, type[Record]] = {
    "handbook.yml": Handbook,
    "organization.yml": Organization,
    "people.yml": People,
    "calendar.yml": Calendar,
    "forms.yml": FormRegister,
    "references.yml": ReferenceRegister,
}
REQUIRED = ("handbook.yml", "organization.yml", "people.yml")


def load(sources: Sources) -> Manual:
    """The whole manual. Raises :class:`Invalid` with every problem of every file."""
    problems: list[Problem] = []
    for name in REQUIRED:
        if name not in sources.files:
            problems.append(Problem(name, 0, 0, "SOP-S011", "error", f"ไม่พบแฟ้ม {name}", "สร้างแฟ้มนี้ในโฟลเดอร์ sop"))
    records: dict[str, Record] = {}
    for name in sorted(sources.files):
        try:
            if record := _record(name, sources.files[name]):
                records[name] = record
        except Invalid as invalid:
            problems += invalid.problems
    if problems:
        raise Invalid(problems)
    return _manual(records, sources)


def _record(name: str, text: str) -> Record | None:
    kind, data = _kind(name), source.parse(name, text)
    if not isinstance(data, dict):
        raise Invalid([Problem(name, 1, 1, "SOP-S012", "error", "แฟ้มต้องเป็นรายการ “ชื่อ: ค่า”", "ดูตัวอย่างในคู่มือผู้ดูแลข้อมูล")])
    if kind is Procedure:
        data = {**data, "id": PurePosixPath(name).stem, "file": name}
    elif kind is Order:
        data = {**data, "file": name}
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        raise Invalid([_problem(name, text, detail) for detail in error.errors(include_url=False)]) from None


def _kind(name: str) -> type[Record]:
    if name in SINGLE:
        return SINGLE[name]
    folder = PurePosixPath(name).parent.as_posix()
    if folder == "procedures":
        return Procedure
    if folder == "orders":
        return Order
    raise Invalid([Problem(name, 0, 0, "SOP-S013", "error", "ไม่รู้จักแฟ้มนี้", "แฟ้มต้องอยู่ใน orders/ หรือ procedures/ หรือเป็น " + ", ".join(SINGLE))])


def _problem(name: str, text: str, detail: Any) -> Problem:
    line, column = source.locate(text, detail["loc"])
    where = ".".join(str(part) for part in detail["loc"])
    message = str(detail["msg"]).removeprefix("Value error, ")
    return Problem(name, line, column, "SOP-S020", "error", f"{where}: {message}", "แก้ค่าของรายการนี้")


def _manual(records: dict[str, Record], sources: Sources) -> Manual:
    handbook = records["handbook.yml"]
    assert isinstance(handbook, Handbook)
    found = {r.id: r for r in records.values() if isinstance(r, Procedure)}
    ordered = [found[i] for i in handbook.procedures if i in found] + [p for i, p in found.items() if i not in handbook.procedures]
    orders = sorted((r for r in records.values() if isinstance(r, Order)), key=lambda o: (o.effective or o.signed, o.signed, o.key))
    return Manual(
        handbook=handbook,
        organization=_one(records, "organization.yml", Organization),
        people=_one(records, "people.yml", People),
        calendar=_one(records, "calendar.yml", Calendar),
        forms=_one(records, "forms.yml", FormRegister),
        references=_one(records, "references.yml", ReferenceRegister),
        orders=tuple(orders),
        procedures=tuple(ordered),
        fingerprint=sources.fingerprint,
    )


def _one(records: dict[str, Record], name: str, kind: type[R]) -> R:
    record = records.get(name)
    return record if isinstance(record, kind) else kind()
