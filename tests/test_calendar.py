"""The year's work as calendar files: two parsers read the same from them, and nothing of the pages is missing."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import dateutil.rrule
import icalendar
import pytest
import vobject

from generator import compile
from generator.documents import by_post, workyear
from generator.edition import Edition, edition
from generator.html import calendar_file
from generator.load.loading import load
from generator.source.parsing import read
from tests.conftest import ROOT, SAMPLE

AS_OF = date(2025, 3, 15)


@pytest.fixture(scope="module", params=[SAMPLE, ROOT / "sop"], ids=["sample", "real"])
def made(request: pytest.FixtureRequest) -> Edition:
    folder: Path = request.param
    sources, _ = read(folder)
    return edition(load(sources), AS_OF)


@pytest.fixture(scope="module")
def files(made: Edition) -> dict[str, bytes]:
    return {o.path: o.data for o in compile(made.manual, AS_OF)}


def every(made: Edition) -> tuple[workyear.YearEntry, ...]:
    return tuple(e for p in made.manual.procedures for e in workyear.entries(made.manual.calendar, p))


def calendars(files: dict[str, bytes]) -> dict[str, bytes]:
    found = {path: data for path, data in files.items() if path.endswith(".ics")}
    assert len(found) > 3
    return found


def test_two_parsers_read_the_same_events(files: dict[str, bytes]) -> None:
    for path, data in calendars(files).items():
        first = icalendar.Calendar.from_ical(data)
        second = vobject.readOne(data.decode())
        events = [e for e in first.walk("VEVENT")]
        others = getattr(second, "vevent_list", [])
        assert not [e.errors for e in events if e.errors], path
        assert [(str(e["uid"]), str(e["summary"]), e.decoded("dtstart"), e.decoded("dtend")) for e in events] == [
            (o.uid.value, o.summary.value, o.dtstart.value, o.dtend.value) for o in others
        ], path
        for o in others:
            o.validate(raiseException=True)


def test_events_are_whole_days_repeated_each_year_with_an_id_of_their_own(files: dict[str, bytes]) -> None:
    for data in calendars(files).values():
        assert max(map(len, data.split(b"\r\n"))) <= 75
        events = icalendar.Calendar.from_ical(data).walk("VEVENT")
        assert len({str(e["uid"]) for e in events}) == len(events)
        for e in events:
            assert type(e.decoded("dtstart")) is date
            assert e.decoded("dtstart") < e.decoded("dtend")
            assert e["rrule"]["freq"][0].upper() in ("YEARLY", "MONTHLY")


def test_every_step_of_the_handbook_stands_in_the_groups_calendar(made: Edition, files: dict[str, bytes]) -> None:
    page = files["calendar.md"].decode()
    for entry in every(made):
        assert f"procedures/{entry.procedure.id}.html#step-{entry.step.id}" in page
    uids = {str(e["uid"]) for e in icalendar.Calendar.from_ical(files["calendar.ics"]).walk("VEVENT")}
    for entry in every(made):
        dated = [span for span in entry.spans if calendar_file.dated(span)]
        assert len([u for u in uids if u.startswith(f"{entry.procedure.id}-{entry.step.id}-")]) >= len(dated) + len(entry.monthly)
        assert bool(entry.months) == bool(entry.spans or entry.monthly)


def test_steps_without_a_window_are_listed_beside_the_months(made: Edition, files: dict[str, bytes]) -> None:
    page = files["calendar.md"].decode()
    beside = page.partition("#any-time")[2]
    without = [e for e in every(made) if not e.months]
    assert without
    for entry in without:
        assert f"procedures/{entry.procedure.id}.html#step-{entry.step.id}" in beside


def test_each_calendar_page_offers_its_file_and_each_person_in_charge_has_one(made: Edition, files: dict[str, bytes]) -> None:
    for path in calendars(files):
        assert re.search(rf'href="[^"]*{Path(path).name}" download', files[path.removesuffix(".ics") + ".md"].decode())
    for person in made.manual.people.persons:
        assert (f"calendar/person-{person.id}.ics" in files) == bool(made.procedures_of(person.id) or by_post.steps(made, person.id))
    for unit in workyear.units(made):
        assert f"calendar/unit-{unit}.ics" in files


def starts(time: str, as_of: str) -> list[tuple[date, date]]:
    """First days and days after of the events of one year, as a calendar program makes them of a step with this time."""
    sources, _ = read(SAMPLE)
    files = dict(sources.files)
    name = "procedures/reading-report.yml"
    files[name] = re.sub(r"(id: remind, .*time: )\{.*\}\}", rf"\g<1>{time}}}", files[name])
    assert time in files[name]
    made = edition(load(replace(sources, files=files)), date.fromisoformat(as_of))
    calendar = icalendar.Calendar.from_ical(next(o.data for o in compile(made.manual, made.as_of) if o.path == "calendar.ics"))
    [event] = [e for e in calendar.walk("VEVENT") if str(e["uid"]).startswith("reading-report-remind-")]
    rule = dateutil.rrule.rrulestr(event["rrule"].to_ical().decode(), dtstart=datetime.combine(event.decoded("dtstart"), datetime.min.time()))
    length = event.decoded("dtend") - event.decoded("dtstart")
    return [(day.date(), day.date() + length) for day in rule.between(datetime(2025, 12, 31), datetime(2026, 12, 31, 12), inc=False)]


def test_what_is_due_on_a_day_of_every_month_is_an_event_of_one_day_in_each() -> None:
    found = starts("{kind: deadline, day: 5, month: next}", "2025-03-15")
    assert [first for first, _ in found] == [date(2026, month, 5) for month in range(1, 13)]
    assert {end - first for first, end in found} == {timedelta(days=1)}


def test_the_end_of_the_month_is_its_last_day_whatever_its_length() -> None:
    ends = [date(2026, month, monthrange(2026, month)[1]) for month in range(1, 13)]
    assert [first for first, _ in starts("{kind: deadline, month: this}", "2025-02-15")] == ends
    assert [first for first, _ in starts("{kind: deadline, day: 31, month: this}", "2025-02-15")] == ends
    assert [first.day for first, _ in starts("{kind: deadline, day: 30, month: this}", "2025-02-15")] == [30, 28, *[30] * 10]


def test_work_without_a_date_is_no_event() -> None:
    for time in ("{kind: frequency, times: 2, every: month}", "{kind: frequency, every: fiscal_year}", "{kind: duration, unit: day, min: 3}"):
        sources, _ = read(SAMPLE)
        name = "procedures/reading-report.yml"
        text = re.sub(r"(id: remind, .*time: )\{.*\}\}", rf"\g<1>{time}}}", sources.files[name])
        made = load(replace(sources, files={**sources.files, name: text}))
        assert b"reading-report-remind" not in next(o.data for o in compile(made, AS_OF) if o.path == "calendar.ics")


def test_an_event_leads_to_its_step_names_its_forms_and_reminds(made: Edition, files: dict[str, bytes]) -> None:
    site = made.manual.handbook.site_url
    for event in icalendar.Calendar.from_ical(files["calendar.ics"]).walk("VEVENT"):
        step = next(s for p in made.manual.procedures for s in p.steps if str(event["uid"]).startswith(f"{p.id}-{s.id}-"))
        assert ("url" in event) == bool(site)
        if site:
            assert str(event["url"]).startswith(f"{site.rstrip('/')}/manual/procedures/") and f"#step-{step.id}" in str(event["url"])
        [alarm] = event.walk("VALARM")
        assert alarm["action"] == "DISPLAY" and alarm.decoded("trigger") < timedelta()


def test_a_stretch_of_more_than_a_month_is_told_at_both_ends() -> None:
    found = {str(e["uid"]): (str(e["summary"]), e.decoded("dtstart"), e.decoded("dtend")) for e in sample_events()}
    assert found["reading-report-sum-0@sop-manual"] == ("เริ่ม: สรุปผลรายภาคเรียน (การรายงานสถิติการอ่าน)", date(2025, 11, 1), date(2025, 11, 2))
    assert found["reading-report-sum-0-due@sop-manual"][1:] == (date(2026, 2, 28), date(2026, 3, 1))
    assert found["reading-report-fair-0@sop-manual"][1:] == (date(2025, 3, 20), date(2025, 4, 11)), "three weeks are one event"


def sample_events() -> list[icalendar.Event]:
    made = compile(load(read(SAMPLE)[0]), AS_OF)
    return icalendar.Calendar.from_ical(next(o.data for o in made if o.path == "calendar.ics")).walk("VEVENT")
