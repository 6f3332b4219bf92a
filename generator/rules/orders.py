"""Rules about orders as documents: keys, references to other orders, dates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from generator.model.orders import Absence, AnnexRow, Change, Committee, Duty, Order, OrderKey, Responsibility
from generator.model.organization import Holding, Person
from generator.register.words import DONE_TO
from generator.rules.rule import Finding, repeated, rule
from generator.rules.rule_input import RuleInput, order_name
from generator.source.parsing import Path_
from generator.source.suggest import perhaps
from generator.thai import dates


@rule("SOP-O001", "error")
def _same_key(subject: RuleInput) -> Iterator[Finding]:
    every = sorted(subject.manual.orders, key=lambda o: (not _is_named(o), o.file))
    for first, at in repeated(o.key for o in every):
        yield Finding(every[at].file, ("number",), f"คำสั่งที่ {order_name(every[at])} ซ้ำกับ {every[first].file}")


def _is_named(order: Order) -> bool:
    return order.file.rpartition("/")[2].removesuffix(".yml") in (order.key.stem, f"{order.issuer}-{order.key.stem}")


@rule("SOP-O009", "warning")
def _file_name(subject: RuleInput) -> Iterator[Finding]:
    for order in subject.manual.orders:
        if not _is_named(order) and not _wrong_year(order):
            yield Finding(order.file, ("number",), f"ชื่อแฟ้มไม่ตรงกับเลขที่คำสั่ง {order_name(order)}", f"เปลี่ยนชื่อแฟ้มเป็น {order.key.stem}.yml")


def _targets(order: Order) -> Iterator[tuple[Path_, OrderKey, str]]:
    return (((link.kind, link.place), link.target, DONE_TO[link.kind]) for link in order.links)


@rule("SOP-O002", "error", needs=("orders/",))
def _no_such_order(subject: RuleInput) -> Iterator[Finding]:
    known = {order_name(o): o.key for o in subject.manual.orders}
    for order in subject.manual.orders:
        for path, key, verb in _targets(order):
            if key not in subject.manual.order and key.issuer in subject.manual.unit:  # an unknown issuer is reported by another rule
                yield Finding(order.file, path, f"คำสั่งที่จะ{verb} ที่ {order_name(key)} ไม่มีในทะเบียน{perhaps(order_name(key), known)}")


@rule("SOP-O003", "error", needs=("orders/",))
def _round(subject: RuleInput) -> Iterator[Finding]:
    for order in subject.manual.orders:
        for path, key, verb in _targets(order):
            if key == order.key:
                yield Finding(order.file, path, f"คำสั่ง{verb}ตัวเอง", "แก้เลขที่ของคำสั่งเดิม")
        if order.key not in order.amended and subject.unique_orders and _leads_back(subject, order, lambda o: o.amended):
            yield Finding(order.file, ("amends",), "คำสั่งแก้ไขอ้างกันเป็นวง", "แก้เลขที่ของคำสั่งที่ถูกแก้ไข")
        if order.key not in order.ended and subject.unique_orders and _leads_back(subject, order, lambda o: _cancelled_that_day(subject, o)):
            message = "คำสั่งที่มีผลวันเดียวกันยกเลิกกันเป็นวง จึงไม่อาจรู้ว่าฉบับใดมีผล"
            yield Finding(order.file, ("cancels",), message, "แก้เลขที่ของคำสั่งที่ถูกยกเลิก หรือวันที่มีผล")


def _cancelled_that_day(subject: RuleInput, order: Order) -> tuple[OrderKey, ...]:
    """The orders that an order cancels on their first day."""
    cancelled = (link.target for link in order.links if link.kind == "cancels")
    return tuple(key for key in cancelled if (other := subject.manual.order.get(key)) and other.begins == order.begins)


def _leads_back(subject: RuleInput, order: Order, following: Callable[[Order], Iterable[OrderKey]]) -> bool:
    """Whether the orders that start at an order, each with those ``following`` it, form a cycle."""
    seen: set[OrderKey] = set()
    waiting = [(key, frozenset({order.key})) for key in following(order)]
    while waiting:
        key, above = waiting.pop()
        if key in above:
            return True
        target = subject.manual.order.get(key)
        if target and key not in seen:
            seen.add(key)
            waiting += [(k, above | {key}) for k in following(target)]
    return False


@rule("SOP-O005", "warning")
def _too_late(subject: RuleInput) -> Iterator[Finding]:
    """An order that changes one which has not begun, or has ended by then."""
    order_of = subject.manual.order
    for order in subject.manual.orders:
        for path, key, verb in _targets(order):
            if key == order.key or key not in order_of:
                continue
            validity = subject.validities[key]
            if validity.end and validity.end <= order.begins and validity.by and validity.by != order.key:
                message = f"คำสั่งที่จะ{verb} ที่ {order_name(key)} สิ้นผลไปแล้วตั้งแต่ {dates.long(validity.end)} โดยคำสั่งที่ {order_name(validity.by)}"
                yield Finding(order.file, path, message, "อ้างคำสั่งที่ยังมีผลอยู่")
            elif order_of[key].signed > order.signed and not _wrong_year(order) and not _wrong_year(order_of[key]):
                yield Finding(order.file, path, f"คำสั่งที่จะ{verb} ที่ {order_name(key)} ลงนามภายหลังคำสั่งนี้", "ตรวจเลขที่คำสั่งหรือวันที่สั่ง")


@rule("SOP-O013", "warning", sound=True)
def _no_return(subject: RuleInput) -> Iterator[Finding]:
    """An order that cancels one which itself has ended others: these stay ended."""
    for order in subject.manual.orders:
        for at, key in ((link.place, link.target) for link in order.links if link.kind == "cancels"):
            target = subject.manual.order.get(key)
            if target and target.ended and key != order.key and not subject.validities[key].void:
                others = ", ".join(order_name(k) for k in target.ended)
                message = f"ยกเลิกคำสั่งที่ {order_name(key)} แล้ว คำสั่งที่ {others} ซึ่งสิ้นผลไปเพราะคำสั่งนั้น ไม่กลับมามีผล"
                yield Finding(order.file, ("cancels", at), message)


@rule("SOP-O008", "warning")
def _before_signing(subject: RuleInput) -> Iterator[Finding]:
    for order in subject.manual.orders:
        if order.effective and order.effective < order.signed and not _wrong_year(order) and not _far(order):
            yield Finding(order.file, ("effective",), f"วันที่มีผล ({dates.long(order.effective)}) อยู่ก่อนวันที่สั่ง ({dates.long(order.signed)})")


@rule("SOP-O010", "warning")
def _year(subject: RuleInput) -> Iterator[Finding]:
    for order in subject.manual.orders:
        if _wrong_year(order):
            yield Finding(order.file, ("year",), f"ปีของเลขที่คำสั่ง ({order.year}) ไม่ตรงกับปีที่สั่ง ({dates.long(order.signed)})")


def _wrong_year(order: Order) -> bool:
    """Whether the date of signing is not in the year of the number: reported once, and the date is not believed elsewhere."""
    return order.signed.year + dates.BUDDHIST != order.year


@rule("SOP-O011", "error")
def _reversed(subject: RuleInput) -> Iterator[Finding]:
    for visit in subject.visits_of(*LIMITED, Person):
        record = visit.record
        if isinstance(record, LIMITED) and record.since and record.until and record.until < record.since:
            yield Finding(visit.file, (*visit.path, "to"), "วันสิ้นสุดอยู่ก่อนวันเริ่มต้น", "สลับหรือแก้ from และ to")
        elif isinstance(record, Person) and record.arrived and record.left and record.left.date < record.arrived:
            yield Finding(visit.file, (*visit.path, "left"), f"วันพ้นจากสำนักงานของ {record.name} อยู่ก่อนวันที่เข้ารับตำแหน่ง", "แก้ arrived หรือ left")


LIMITED = (Duty, Responsibility, Holding, Change, Committee, AnnexRow, Absence)
"""Records with a first and a last day of their own."""


@rule("SOP-O012", "warning")
def _changes_nothing(subject: RuleInput) -> Iterator[Finding]:
    for order in subject.manual.orders:
        if order.kind != "cancels" and not any(getattr(order, part) for part in PARTS):
            yield Finding(order.file, ("kind",), "คำสั่งไม่ได้มอบหมายหรือแก้ไขสิ่งใด", f"เพิ่ม {', '.join(PARTS[:3])} หรือรายการอื่นที่คำสั่งระบุ")


PARTS = ("assignments", "changes", "responsibilities", "committees", "annexes", "absences", "cancels")


YEAR = timedelta(days=365)
AHEAD, BACK = 10 * YEAR, 3 * YEAR
"""From signing to effect: no order waits so long, and none reaches back so far."""
NEWEST, CLOCK = 2 * YEAR, YEAR
"""No order is signed so long after the newest other, and so long after the day on which the manual is looked at."""


def _far(order: Order) -> bool:
    """Whether the effective date lies so far from the date of signing that the year cannot be meant."""
    return not -BACK < order.begins - order.signed < AHEAD


def _effective(subject: RuleInput) -> Iterator[Finding]:
    for order in subject.manual.orders:
        if _far(order) and not _wrong_year(order):
            side = "หลัง" if order.begins > order.signed else "ก่อน"
            apart = f"อยู่{side}วันที่สั่ง ({dates.long(order.signed)}) {abs(order.begins.year - order.signed.year)} ปี"
            yield Finding(order.file, ("effective",), f"วันที่มีผล ({dates.long(order.begins)}) {apart} เป็นไปไม่ได้", _mend(order.begins, order.signed))


def _signed(subject: RuleInput) -> Iterator[Finding]:
    for order in subject.manual.orders:
        others = [o.signed for o in subject.manual.orders if o.key != order.key]
        newest = max(others, default=subject.day)
        if order.signed - subject.day > CLOCK and (not others or order.signed - newest > NEWEST) and not _wrong_year(order):
            after = f" และอยู่หลังคำสั่งอื่นทุกฉบับ (ล่าสุด {dates.long(newest)}) หลายปี" if others else ""
            message = f"วันที่สั่ง ({dates.long(order.signed)}) ยังมาไม่ถึง (นับ ณ {dates.long(subject.day)}){after} เป็นไปไม่ได้"
            yield Finding(order.file, ("signed",), message, _mend(order.signed, newest))


@rule("SOP-O040", "error", needs=("handbook.yml", "orders/"))
def _years(subject: RuleInput) -> Iterator[Finding]:
    """A year that cannot be meant: 2586 typed for 2568 would keep an order from ever taking effect, or let it take effect long ago."""
    yield from _effective(subject)
    yield from _signed(subject)


def _mend(wrong: date, near: date) -> str:
    """The remedy: the year with its last two digits swapped, if that is plausible."""
    year = str(wrong.year + dates.BUDDHIST)
    meant = int(year[:-2] + year[:-3:-1])
    return f"แก้ปี พ.ศ. {year} เป็น {meant} (สลับเลข)" if abs(meant - near.year - dates.BUDDHIST) < 2 else "แก้ปี พ.ศ. ของวันที่นี้"
