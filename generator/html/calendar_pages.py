"""The year's work calendars: a page for the group, for each unit and each person, and each as ``.ics``."""

from __future__ import annotations

from generator.documents import calendar, workyear
from generator.documents.calendar import WorkCalendar
from generator.html import calendar_file
from generator.html.emitter import calendar_path, paper_page
from generator.html.finish import Finished, finished
from generator.html.kept import PAGE
from generator.html.shell import Site
from generator.model.procedure import Procedure
from generator.output import Output
from generator.runtime.memory import JSON


def pages(site: Site) -> list[Finished]:
    """A page for each calendar."""
    return site.memory.watched("calendar", site.subject, list(site.calendars), _page, PAGE)


def _page(site: Site, id_: str) -> Finished:
    of = site.calendars[id_]
    others = site.other_calendars if id_ == calendar.GROUP else ()
    return finished(site, paper_page(site.settings, f"{calendar_path(id_)}.md", calendar.paper(site.edition, of, others), "calendar"))


def files(site: Site) -> list[Output]:
    """The ``.ics`` of each calendar; a step's events are made once for all of them."""
    m, windows = site.manual, site.manual.calendar
    parts = (site.edition.as_of.isoformat(), m.handbook, m.organization, m.forms, windows)

    def made(procedure: Procedure) -> dict[str, str]:
        return {e.step.id: calendar_file.events(site.edition, e).decode() for e in workyear.entries(windows, procedure) if e.spans or e.monthly}

    found = site.memory.each("events", m.procedures, lambda p: (*parts, p), made, JSON)
    events = {(p.id, step): data.encode() for p, mine in zip(m.procedures, found, strict=True) for step, data in mine.items()}
    return [_file(site, of, [events[e.procedure.id, e.step.id] for e in of.entries if e.spans or e.monthly]) for of in site.calendars.values()]


def _file(site: Site, of: WorkCalendar, events: list[bytes]) -> Output:
    return Output(f"{calendar_path(of.id)}.ics", calendar_file.data(site.edition, of.title, events))
