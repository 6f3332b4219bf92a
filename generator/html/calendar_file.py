"""A work calendar as ``.ics`` (RFC 5545), for the calendar programs of phones and PCs."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event

from generator.documents import calendar, identity
from generator.documents.workyear import YearEntry
from generator.edition import Edition
from generator.html.links import links_from
from generator.model.organization import MonthDay, Span

SHORTEST = 28
"""Days of the shortest month."""
MONTH = 31
"""Days that one event may last."""
DAY_BEFORE, WEEK_BEFORE = timedelta(hours=-15), timedelta(days=-7, hours=9)
"""Nine in the morning of the day before, and of the day a week before."""
LINKS = links_from("index.md")


def data(edition: Edition, title: str, events: Iterable[bytes]) -> bytes:
    """A calendar of finished events (see :func:`events`)."""
    found = Calendar()
    found.add("prodid", "-//sop-manual//work calendar//TH")
    found.add("version", "2.0")
    found.add("x-wr-calname", edition.shown(" ".join(title.split())))  # the one text that icalendar does not escape
    head, end, foot = bytes(found.to_ical()).partition(b"END:VCALENDAR")
    return b"".join((head, *events, end, foot))


def events(edition: Edition, entry: YearEntry) -> bytes:
    """The events of a step: all-day, repeated each year or each month, blocking no time; the same step has the same id in every calendar.

    A stretch of more than a month is told on its first and on its last day; work of nearly the whole year has no date, so it has no event.
    The clock is not read: the stamp is the edition's date, and events start in the year that holds it.
    """
    uid = f"{entry.procedure.id}-{entry.step.id}"
    yearly = (_of_span(edition, f"{uid}-{place}", entry, span) for place, span in enumerate(entry.spans) if dated(span))
    monthly = (_monthly(edition, f"{uid}-month-{day % 32}", entry, day) for day in entry.monthly)
    return b"".join((*yearly, *monthly))


def dated(span: Span) -> bool:
    """Whether a stretch is short enough for its days to mean something."""
    return (span.end.month - span.start.month) % 12 + 1 < calendar.ALL_YEAR


def _of_span(edition: Edition, uid: str, entry: YearEntry, span: Span) -> bytes:
    (first, last), rule = days(span, edition.as_of), {"freq": "yearly"}
    if last - first < timedelta(days=MONTH):
        return _event(edition, uid, entry, first, last, rule)
    begins = _event(edition, uid, entry, first, first, rule, calendar.BEGINS)
    return begins + _event(edition, f"{uid}-due", entry, last, last, rule, calendar.DUE, WEEK_BEFORE)


def _monthly(edition: Edition, uid: str, entry: YearEntry, day: int) -> bytes:
    """One day in each month; in a month that is too short its last day."""
    length = monthrange(edition.as_of.year, edition.as_of.month)[1]
    first = edition.as_of.replace(day=length if day < 0 else min(day, length))
    rule = (
        {"freq": "monthly", "bymonthday": [*range(SHORTEST, day + 1)], "bysetpos": -1} if day > SHORTEST else {"freq": "monthly", "bymonthday": day}
    )
    return _event(edition, uid, entry, first, first, rule)


def _event(
    edition: Edition, uid: str, entry: YearEntry, first: date, last: date, rule: Mapping[str, object], when: str = "", remind: timedelta = DAY_BEFORE
) -> bytes:
    event = Event()
    event.add("uid", f"{uid}@sop-manual")
    event.add("dtstamp", datetime.combine(edition.as_of, time(), UTC))
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))
    event.add("rrule", rule)
    event.add("transp", "TRANSPARENT")
    event.add("summary", edition.shown(f"{f'{when}: ' if when else ''}{entry.step.label} ({entry.procedure.title})"))
    event.add("description", edition.shown("\n".join(_words(edition, entry))))
    if address := identity.address(edition, LINKS.step(entry.procedure.id, entry.step.id)):
        event.add("url", address)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", edition.shown(entry.step.label))
    alarm.add("trigger", remind)
    event.add_component(alarm)
    return bytes(event.to_ical())


def _words(edition: Edition, entry: YearEntry) -> Iterator[str]:
    yield f"{entry.procedure.title} {f'ขั้นตอนที่ {no} ' if (no := entry.no.rstrip('.')) else ''}{entry.step.words}"
    yield f"เวลาดำเนินการ: {entry.words}"
    if entry.step.actors:
        yield f"ผู้รับผิดชอบ: {' / '.join(edition.actors(entry.step))}"
    if forms := [form.title for i in entry.step.forms if (form := edition.manual.form.get(i))]:
        yield f"แบบฟอร์ม: {', '.join(forms)}"


def days(span: Span, near: date) -> tuple[date, date]:
    """First and last day of the span in the year around ``near`` (the last one may be a year later)."""
    first = _day(near.year, span.start, last=False)
    last = _day(near.year, span.end, last=True)
    if last < first:
        last = _day(near.year + 1, span.end, last=True)
        if _day(near.year, span.end, last=True) >= near:  # the stretch that began last year is still running
            first, last = _day(near.year - 1, span.start, last=False), _day(near.year, span.end, last=True)
    return first, last


def _day(year: int, day: MonthDay, *, last: bool) -> date:
    length = monthrange(year, day.month)[1]
    return date(year, day.month, min(day.day or (length if last else 1), length))
