"""A year that cannot be meant: typed 2586 for 2568, it would keep an order from ever taking effect, or let it take effect long ago."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from generator.model.orders import Order
from generator.rules.rule import Finding, rule
from generator.rules.rule_input import RuleInput
from generator.thai import dates

YEAR = timedelta(days=365)
AHEAD, BACK = 10 * YEAR, 3 * YEAR
"""From signing to effect: no order waits so long, and none reaches back so far."""
NEWEST, CLOCK = 2 * YEAR, YEAR
"""No order is signed so long after the newest other, and so long after the day on which the manual is looked at."""


def far(order: Order) -> bool:
    """Whether the effective date lies so far from the date of signing that the year cannot be meant."""
    return not -BACK < order.begins - order.signed < AHEAD


def _effective(subject: RuleInput) -> Iterator[Finding]:
    for order in subject.manual.orders:
        if far(order) and _believed(order):
            side = "หลัง" if order.begins > order.signed else "ก่อน"
            apart = f"อยู่{side}วันที่สั่ง ({dates.long(order.signed)}) {abs(order.begins.year - order.signed.year)} ปี"
            yield Finding(order.file, ("effective",), f"วันที่มีผล ({dates.long(order.begins)}) {apart} เป็นไปไม่ได้", _mend(order.begins, order.signed))


def _signed(subject: RuleInput) -> Iterator[Finding]:
    for order in subject.manual.orders:
        others = [o.signed for o in subject.manual.orders if o.key != order.key]
        newest = max(others, default=subject.day)
        if order.signed - subject.day > CLOCK and (not others or order.signed - newest > NEWEST) and _believed(order):
            after = f" และอยู่หลังคำสั่งอื่นทุกฉบับ (ล่าสุด {dates.long(newest)}) หลายปี" if others else ""
            message = f"วันที่สั่ง ({dates.long(order.signed)}) ยังมาไม่ถึง (นับ ณ {dates.long(subject.day)}){after} เป็นไปไม่ได้"
            yield Finding(order.file, ("signed",), message, _mend(order.signed, newest))


@rule("SOP-O040", "error", needs=("handbook.yml", "orders/"))
def _found(subject: RuleInput) -> Iterator[Finding]:
    yield from _effective(subject)
    yield from _signed(subject)


def _believed(order: Order) -> bool:
    """Whether the date of signing lies in the year of the number; if not, that is reported, and nothing else of that date."""
    return order.signed.year + dates.BUDDHIST == order.year


def _mend(wrong: date, near: date) -> str:
    """The year with its last two digits changed places, if that one may be meant."""
    year = str(wrong.year + dates.BUDDHIST)
    meant = int(year[:-2] + year[:-3:-1])
    return f"แก้ปี พ.ศ. {year} เป็น {meant} (สลับเลข)" if abs(meant - near.year - dates.BUDDHIST) < 2 else "แก้ปี พ.ศ. ของวันที่นี้"
