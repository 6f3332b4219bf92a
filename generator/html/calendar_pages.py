"""The year's work calendar: for the group, for each unit and each person; as a chart, month by month, and as ``.ics``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from generator.documents import basis, workyear
from generator.documents.workyear import YearEntry
from generator.html import calendar_file
from generator.html.links import Links, links_from
from generator.html.page import Block, Page
from generator.html.shell import Site
from generator.model.procedure import Procedure
from generator.output import Output
from generator.runtime import parallel
from generator.thai.dates import MONTHS, SHORT_MONTHS

MANY = 400
"""From so many steps on, a calendar shows procedures only; their steps stand in the calendars of persons and on their pages."""
ALL_YEAR = 10
"""From so many months on, a step is listed once as work of the whole year, not again in each month."""
YEARS = {"fiscal": "ปีงบประมาณ", "school": "ปีการศึกษา"}


class CalendarPage(NamedTuple):
    """One calendar: whose, its page, its entries; ``person``: whose alone it is, if anybody's."""

    title: str
    path: str
    entries: tuple[YearEntry, ...]
    person: str = ""

    @property
    def file(self) -> str:
        """The path of its ``.ics``."""
        return self.path.removesuffix(".md") + ".ics"


def entries(site: Site, procedures: Iterable[Procedure]) -> tuple[YearEntry, ...]:
    """All steps of some procedures, in their order; those of each procedure are made once."""
    calendar = site.manual.calendar
    return tuple(e for p in procedures for e in site.memory.recall("entries", (calendar, p), partial(workyear.entries, calendar, p)))


def plans(site: Site) -> Iterator[CalendarPage]:
    """The group's calendar, then those of units and persons who have work in it."""
    edition = site.edition
    every = entries(site, site.manual.procedures)
    yield CalendarPage(f"ปฏิทินปฏิบัติงาน{edition.group.name}", "calendar.md", every)
    for unit in workyear.units(edition):
        yield CalendarPage(f"ปฏิทินปฏิบัติงาน: {site.manual.unit[unit].name}", f"calendar/unit-{unit}.md", workyear.done_by(edition, every, unit))
    for person in site.manual.people.persons:
        procedures = edition.procedures_of(person.id)
        if procedures:
            yield CalendarPage(f"ปฏิทินปฏิบัติงาน: {person.name}", f"calendar/person-{person.id}.md", entries(site, procedures), person.id)


def pages(site: Site) -> Iterator[Page]:
    """A page for each calendar."""
    every = list(plans(site))
    for place, plan in enumerate(every):
        shown = (_outline(plan.entries),) if len(plan.entries) > MANY else plan.entries
        parts = (*site.frame, plan.path, *shown)
        yield site.memory.recall("calendar", parts, partial(_page, site, plan, every[1:] if place == 0 else []))


def _outline(entries: Iterable[YearEntry]) -> str:
    """All that a calendar without steps says of its entries besides the titles of procedures, which the frame holds."""
    return "\n".join(f"{e.procedure.id} {sorted(e.months)}" for e in entries)


def files(site: Site) -> list[Output]:
    """The ``.ics`` of each calendar; a step's events are made once for all of them."""
    every = list(plans(site))
    parts = (site.edition.as_of.isoformat(), site.manual.handbook, site.manual.organization)
    dated = [e for e in every[0].entries if e.spans or e.monthly]
    new = [e for e in dated if not site.memory.holds("events", (*parts, e))]
    made = dict(zip(map(id, new), parallel.spread(partial(calendar_file.events, site.edition), new, least=500), strict=True))
    events = {id(e): site.memory.recall("events", (*parts, e), lambda e=e: made[id(e)]) for e in dated}  # type: ignore[misc]
    return [Output(p.file, calendar_file.data(site.edition, p.title, [events[id(e)] for e in p.entries if e.spans or e.monthly])) for p in every]


def _page(site: Site, plan: CalendarPage, others: list[CalendarPage]) -> Page:
    links = links_from(plan.path)
    order = workyear.year(site.edition)
    brief = len(plan.entries) > MANY
    in_year = [e for e in plan.entries if e.months]
    named = [(p.title.partition(": ")[2], p) for p in others]
    blocks = [Block(site.render("calendar/head.html.j2", ics=links.file(plan.file), links=links, others=named))]
    if in_year:
        groups = [(p, _union(found, order), [] if brief else _rows(found, order)) for p, found in workyear.by_procedure(in_year)]
        html = site.render(
            "calendar/chart.html.j2", groups=groups,
            months=[(m, MONTHS[m - 1], SHORT_MONTHS[m - 1]) for m in order], links=links, title=plan.title,
            year=YEARS[site.manual.handbook.work_year],
        )  # fmt: skip
        blocks.append(Block(html, "แผนภูมิงานตลอดปี", "chart"))
    always = workyear.by_procedure([e for e in in_year if len(e.months) >= ALL_YEAR])
    blocks += _months(site, in_year, links, order, always=bool(always), brief=brief)
    if always:
        blocks.append(Block(site.render("calendar/month.html.j2", groups=always, links=links, always=True, brief=brief), "งานตลอดปี", "all-year"))
    rest = workyear.by_procedure([e for e in plan.entries if not e.months])
    if rest:
        blocks.append(Block(site.render("calendar/rest.html.j2", groups=rest, links=links, brief=brief), "งานที่ไม่ผูกกับเดือน", "any-time"))
    nav = plan.title.partition(": ")[2] or "ปฏิทินทั้งกลุ่ม"
    described = f"{plan.title}: งานในแต่ละเดือนตามเวลาของขั้นตอน"
    rests = basis.line(site.edition, basis.of_person(site.edition, plan.person)) if plan.person else None
    return Page(plan.path, plan.title, described, tuple(blocks), nav_title=nav, kind="calendar", sources=("calendar.yml",), basis=rests)


def _rows(found: Iterable[YearEntry], order: tuple[int, ...]) -> list[tuple[YearEntry, tuple[workyear.Bar, ...]]]:
    return [(e, workyear.bars(e.months, order)) for e in found]


def _union(found: Iterable[YearEntry], order: tuple[int, ...]) -> tuple[workyear.Bar, ...]:
    return workyear.bars(frozenset(m for e in found for m in e.months), order)


def _months(site: Site, entries: Sequence[YearEntry], links: Links, order: tuple[int, ...], *, always: bool, brief: bool) -> Iterator[Block]:
    for month in order:
        due = workyear.by_procedure([e for e in entries if month in e.months and len(e.months) < ALL_YEAR])
        html = site.render("calendar/month.html.j2", groups=due, links=links, always=always, brief=brief)
        yield Block(html, f"{MONTHS[month - 1]}", f"month-{month}", level=2)
