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
from generator.runtime import parallel


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
    parts = (site.edition.as_of.isoformat(), site.manual.handbook, site.manual.organization, site.manual.forms)
    dated = [e for e in every[0].entries if e.spans or e.monthly]
    new = [e for e in dated if not site.memory.holds("events", (*parts, e))]
    made = dict(zip(map(id, new), parallel.spread(partial(calendar_file.events, site.edition), new, least=500), strict=True))
    events = {id(e): site.memory.recall("events", (*parts, e), lambda e=e: made[id(e)]) for e in dated}  # type: ignore[misc]
    return [_file(site, of, [events[id(e)] for e in of.entries if e.spans or e.monthly]) for of in every]


def _file(site: Site, of: WorkCalendar, events: list[bytes]) -> Output:
    return Output(f"{calendar_path(of.id)}.ics", calendar_file.data(site.edition, of.title, events))
