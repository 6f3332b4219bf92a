"""When a step is done: in Thai words, in months of the year, and in total where a total can be told.

Words are in Arabic digits; :meth:`generator.edition.Edition.shown` turns them by policy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from generator.model.organization import Calendar, MonthDay, Span
from generator.model.time import Deadline, Duration, Frequency, Period, Time, Unit, Window
from generator.thai.dates import MONTHS

UNITS: dict[Unit, str] = {
    "minute": "นาที", "hour": "ชั่วโมง", "day": "วัน", "working_day": "วันทำการ", "week": "สัปดาห์", "month": "เดือน", "year": "ปี",
}  # fmt: skip
PERIODS: dict[Period, str] = {
    "day": "วัน", "week": "สัปดาห์", "month": "เดือน", "quarter": "ไตรมาส", "term": "ภาคเรียน", "half_year": "ครึ่งปี",
    "school_year": "ปีการศึกษา", "fiscal_year": "ปีงบประมาณ", "calendar_year": "ปี", "round": "รอบ",
}  # fmt: skip
EVERY_MONTH: frozenset[Period] = frozenset({"day", "week", "month"})


def text(time: Time, calendar: Calendar) -> str:
    """The words of one time: as the document has them, else made from its values; a case stands before."""
    words = time.text or WORDS[time.kind](time, calendar)
    return f"{time.case}: {words}" if time.case else words


def texts(times: Iterable[Time], calendar: Calendar) -> tuple[str, ...]:
    """The words of several times, in order."""
    return tuple(text(time, calendar) for time in times)


def _number(value: float) -> str:
    return f"{value:g}" if value < 1e6 else str(int(value))


def _duration(time: Duration, _: Calendar) -> str:
    return f"{_amount(time)} {UNITS[time.unit]}{f' ต่อ{time.per}' if time.per else ''}"


def _amount(time: Duration) -> str:
    ahead = "ประมาณ " if time.approximate else ""
    low, high = time.min, time.max
    if low is not None and high is not None and low != high:
        return f"{ahead}{_number(low)}–{_number(high)}"
    value = high if high is not None else low
    assert value is not None
    if time.at_most or low is None:
        return f"{ahead}ไม่เกิน {_number(value)}"
    return f"{ahead}{'อย่างน้อย ' if high is None and not time.approximate else ''}{_number(value)}"


def _window(time: Window, calendar: Calendar) -> str:
    if time.start is None:
        return _names(time.windows, calendar)
    if time.end is None or time.end == time.start:
        return f"เดือน{MONTHS[time.start - 1]}"
    return f"เดือน{MONTHS[time.start - 1]}ถึงเดือน{MONTHS[time.end - 1]}"


def _names(ids: Iterable[str], calendar: Calendar) -> str:
    known = {w.id: w.name for w in calendar.windows}
    return " และ".join(known.get(i, i) for i in ids)


def _frequency(time: Frequency, calendar: Calendar) -> str:
    within = f" ({_names(time.windows, calendar)})" if time.windows else ""
    return f"{PERIODS[time.every]}ละ {time.times} ครั้ง{within}"


def _deadline(time: Deadline, _: Calendar) -> str:
    if time.days is not None:
        after = f" นับแต่{time.after}" if time.after else ""
        return f"ภายใน {time.days} {'วันทำการ' if time.working else 'วัน'}{after}"
    if isinstance(time.month, int):
        return f"ภายในวันที่ {time.day} {MONTHS[time.month - 1]}" if time.day else f"ภายในเดือน{MONTHS[time.month - 1]}"
    of = {"this": "ของเดือน", "next": "ของเดือนถัดไป", None: "ของเดือน"}[time.month]
    return f"ภายในวันที่ {time.day} {of}" if time.day else f"ภายในสิ้น{of.removeprefix('ของ')}"


WORDS: dict[str, Callable[[Any, Calendar], str]] = {
    "duration": _duration,
    "window": _window,
    "frequency": _frequency,
    "deadline": _deadline,
    "immediate": lambda _time, _calendar: "ทันที",
    "text": lambda time, _calendar: str(time.text),
    "none": lambda _time, _calendar: "ไม่กำหนดเวลา",
}


def day_of_each_month(time: Time) -> int | None:
    """For what is due in every month: its day, -1 for the last one; the first for work of each month without a day. None for all else."""
    if isinstance(time, Frequency) and time.every in EVERY_MONTH and not time.windows:
        return 1
    if isinstance(time, Deadline) and time.days is None and not isinstance(time.month, int):
        return time.day or -1
    return None


def spans(time: Time, calendar: Calendar) -> tuple[Span, ...]:
    """The stretches of the year in which it falls; none for a time that follows no calendar, such as three days."""
    if isinstance(time, Window):
        return (_months(time.start, time.end or time.start),) if time.start else _of_windows(time.windows, calendar)
    if isinstance(time, Frequency):
        if time.windows:
            return _of_windows(time.windows, calendar)
        return (WHOLE_YEAR,) if time.every in EVERY_MONTH else _of_windows(calendar.periods.get(time.every, ()), calendar)
    if isinstance(time, Deadline) and time.days is None:
        return (Span(start=_day(time.month, time.day), end=_day(time.month, time.day)),) if isinstance(time.month, int) else (WHOLE_YEAR,)
    return ()


def _day(month: int, day: int | None) -> MonthDay:
    return MonthDay(month=month, day=day)


def _months(start: int, end: int) -> Span:
    return Span(start=_day(start, None), end=_day(end, None))


WHOLE_YEAR = _months(10, 9)
"""October to September: the fiscal year."""


def _of_windows(ids: Iterable[str], calendar: Calendar) -> tuple[Span, ...]:
    wanted = set(ids)
    return tuple(span for window in calendar.windows if window.id in wanted for span in window.spans)


def months(time: Time, calendar: Calendar) -> frozenset[int]:
    """The months (1 to 12) in which it falls, over the end of the year where it must."""
    return frozenset(
        (span.start.month - 1 + n) % 12 + 1 for span in spans(time, calendar) for n in range((span.end.month - span.start.month) % 12 + 1)
    )


def total(times: Iterable[tuple[Time, ...]], calendar: Calendar) -> str:
    """The sum over steps done one after the other; empty unless every step has one duration, all in one unit, per nothing."""
    durations: list[Duration] = []
    for of_step in times:
        if len(of_step) != 1 or not isinstance(of_step[0], Duration) or of_step[0].per:
            return ""
        durations.append(of_step[0])
    if not durations or len({d.unit for d in durations}) != 1 or any(d.max is None for d in durations):
        return ""
    low = sum(d.min if d.min is not None and not d.at_most else 0 for d in durations)
    high = sum(d.max or 0 for d in durations)
    whole = Duration(
        kind="duration", unit=durations[0].unit, min=low or None, max=high, at_most=not low, approximate=any(d.approximate for d in durations)
    )
    return text(whole, calendar)
