"""The year's work calendars: a page for the group, for each unit and each person, and each as ``.ics``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from generator.documents import calendar, workyear
from generator.documents.calendar import WorkCalendar
from generator.documents.workyear import YearEntry
from generator.html import calendar_file
from generator.html.emitter import calendar_path, paper_page
from generator.html.page import Page
from generator.html.shell import Site
from generator.model.procedure import Procedure
from generator.output import Output
from generator.runtime.memory import JSON


def entries(site: Site, procedures: Iterable[Procedure]) -> tuple[YearEntry, ...]:
    """All steps of some procedures, in their order; those of each procedure are made once."""
    windows = site.manual.calendar
    return tuple(e for p in procedures for e in site.memory.recall("entries", (windows, p), partial(workyear.entries, windows, p)))


def calendars(site: Site) -> tuple[WorkCalendar, ...]:
    """The group's calendar, then those of units and persons who have work in it."""
    return tuple(calendar.calendars(site.edition, partial(entries, site)))


def pages(site: Site) -> Iterator[Page]:
    """A page for each calendar."""
    every = calendars(site)
    for place, of in enumerate(every):
        shown = (calendar.outline(of),) if of.brief else of.entries
        others = every[1:] if place == 0 else ()
        yield site.memory.recall("calendar", (*site.frame, of.id, *shown), partial(_page, site, of, others))


def _page(site: Site, of: WorkCalendar, others: tuple[WorkCalendar, ...]) -> Page:
    return paper_page(site.settings, f"{calendar_path(of.id)}.md", calendar.paper(site.edition, of, others), "calendar")


def files(site: Site) -> list[Output]:
    """The ``.ics`` of each calendar; a step's events are made once for all of them."""
    every = calendars(site)
    m, windows = site.manual, site.manual.calendar
    parts = (site.edition.as_of.isoformat(), m.handbook, m.organization, m.forms, windows)

    def made(procedure: Procedure) -> dict[str, str]:
        return {e.step.id: calendar_file.events(site.edition, e).decode() for e in workyear.entries(windows, procedure) if e.spans or e.monthly}

    found = site.memory.each("events", m.procedures, lambda p: (*parts, p), made, JSON)
    events = {(p.id, step): data.encode() for p, mine in zip(m.procedures, found, strict=True) for step, data in mine.items()}
    return [_file(site, of, [events[e.procedure.id, e.step.id] for e in of.entries if e.spans or e.monthly]) for of in every]


def _file(site: Site, of: WorkCalendar, events: list[bytes]) -> Output:
    return Output(f"{calendar_path(of.id)}.ics", calendar_file.data(site.edition, of.title, events))
