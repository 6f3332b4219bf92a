"""The work calendar of a year: as a chart, month by month, and what follows no calendar; for the group, a unit or a person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.documents import basis, mentions, workyear
from generator.documents.model import Block, Break, Fact, Facts, Heading, Item, Link, List, Para, Part, Ref, Runs, Text, Year, YearWork
from generator.documents.model import listed as in_line
from generator.documents.whole import WholePaper
from generator.documents.workyear import YearEntry
from generator.edition import Edition
from generator.model.organization import CalendarWindow, MonthDay, Person
from generator.model.procedure import Procedure
from generator.thai.dates import MONTHS, SHORT_MONTHS

MANY = 400
"""From so many steps on, a calendar shows procedures only; their steps stand in the calendars of persons and on their pages."""
ALL_YEAR = 10
"""From so many months on, a step is listed once as work of the whole year, not again in each month."""
YEARS = {"fiscal": "ปีงบประมาณ", "school": "ปีการศึกษา"}
GROUP = "group"
TITLE = "ปฏิทินปฏิบัติงาน"
ALWAYS, BESIDE = "งานตลอดปี", " · "
BEGINS, DUE = "เริ่ม", "ครบกำหนด"
"""What an event says before the words of its step, where a stretch is too long for one."""
NOW, NEXT = "เดือนนี้", "เดือนหน้า"
"""Of the reader: a page marks them by the clock where it is read."""
NOTHING, ONLY_ALWAYS = Para(("ไม่มีงานที่กำหนดไว้เฉพาะเดือนนี้",)), Para(("มีเฉพาะงานตลอดปี",))
Groups = Sequence[tuple[Procedure, tuple[YearEntry, ...]]]


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """One calendar. ``id``: ``group``, ``unit-<id>`` or ``person-<id>``; ``whose``: a unit's or a person's name; ``person``: the id of a person."""

    id: str
    title: str
    entries: tuple[YearEntry, ...]
    whose: str = ""
    person: str = ""

    @property
    def brief(self) -> bool:
        """Whether it shows procedures only."""
        return len(self.entries) > MANY


def calendars(edition: Edition, entries: Callable[[Iterable[Procedure]], tuple[YearEntry, ...]]) -> Iterator[WorkCalendar]:
    """The group's calendar, then those of units and persons who have work in it. ``entries``: the steps of some procedures."""
    manual, every = edition.manual, entries(edition.manual.procedures)
    yield WorkCalendar(GROUP, f"{TITLE}{edition.group.name}", every)
    for unit in workyear.units(edition):
        name = manual.unit[unit].name
        yield WorkCalendar(f"unit-{unit}", f"{TITLE}: {name}", workyear.done_by(edition, every, unit), name)
    for person in manual.people.persons:
        if own := workyear.of_person(edition, entries, person.id):
            yield of_person(person, own)


def of_person(person: Person, own: tuple[YearEntry, ...]) -> WorkCalendar:
    """The calendar of a person with these steps."""
    return WorkCalendar(f"person-{person.id}", f"{TITLE}: {person.name}", own, person.name, person.id)


def outline(of: WorkCalendar) -> str:
    """All that a calendar without steps says of its entries besides the titles of procedures."""
    return "\n".join(f"{e.procedure.id} {sorted(e.months)}" for e in of.entries)


def paper(edition: Edition, of: WorkCalendar, others: Iterable[WorkCalendar] = ()) -> WholePaper:
    """A calendar; ``others``: those of units and persons, to go on to."""
    about = f"{of.title}: งานในแต่ละเดือนตามเวลาของขั้นตอน"
    rests = basis.line(edition, basis.of_person(edition, of.person)) if of.person else None
    blocks = (*_head(of, others), *_year(edition, of), *_months(edition, of), *_rest(edition, of), *(_windows(edition) if of.id == GROUP else ()))
    return WholePaper(of.title, about, blocks, short=of.whose or "ปฏิทินทั้งกลุ่ม", sources=("calendar.yml",), basis=rests)


def _head(of: WorkCalendar, others: Iterable[WorkCalendar]) -> Iterator[Block]:
    yield Para(("งานในแต่ละเดือนตามเวลาดำเนินการของขั้นตอน",), "kicker")
    yield Para((Link("เพิ่มลงในปฏิทินของท่าน (.ics)", Ref("events", of.id)), Link("วิธีติดตามปฏิทิน", Ref("help", "calendar"))), "ways")
    if items := tuple(Item("", (Link(other.whose, Ref("calendar", other.id)),)) for other in others):
        yield Part("folded", (Para(("ปฏิทินของกลุ่มงานและรายบุคคล",), "caption"), List(items, "names")))


def _year(edition: Edition, of: WorkCalendar) -> Iterator[Block]:
    groups = workyear.by_procedure([e for e in of.entries if e.months])
    if groups:
        months = tuple((n, MONTHS[n - 1], SHORT_MONTHS[n - 1]) for n in workyear.year(edition))
        name = f"{of.title} ({YEARS[edition.manual.handbook.work_year]})"
        yield Heading(2, "แผนภูมิงานตลอดปี", "chart")
        yield Year(name, ("กระบวนงานและขั้นตอน", "เดือน"), months, tuple(_work(edition, groups, of.brief)))


def _work(edition: Edition, groups: Groups, brief: bool) -> Iterator[YearWork]:
    for procedure, found in groups:
        yield YearWork((mentions.in_handbook(edition, procedure),), frozenset(m for e in found for m in e.months), whole=True)
        if not brief:
            yield from (YearWork((f"{e.no} ".lstrip(), *_in_time(e)), e.months) for e in found)


def _in_time(of: YearEntry) -> Runs:
    """A step and its time in words."""
    link = mentions.step(of.procedure, of.step)
    return (link, " ", Text(of.words, "aside")) if of.words else (link,)


def _step(edition: Edition, of: YearEntry) -> Runs:
    """A step, its time in words, its forms."""
    forms = [form for i in of.step.forms if (form := edition.manual.form.get(i))]
    named = in_line(((mentions.form(form), *mentions.opened(form)) for form in forms), BESIDE)
    return (*_in_time(of), *((Break(), "แบบฟอร์ม ", *named) if forms else ()))


def by_month(edition: Edition, of: WorkCalendar) -> Iterator[tuple[int, str, tuple[Block, ...]]]:
    """Each month of the office's year with its work; what is done nearly all year long stands beside them (:func:`always`)."""
    all_year = next(always(edition, of), None)
    for month in workyear.year(edition):
        due = workyear.by_procedure([e for e in of.entries if month in e.months and len(e.months) < ALL_YEAR])
        yield month, MONTHS[month - 1], tuple(listed(edition, due, of.brief) if due else (ONLY_ALWAYS if all_year else NOTHING,))


def always(edition: Edition, of: WorkCalendar) -> Iterator[Block]:
    """What is done nearly all year long."""
    return listed(edition, workyear.by_procedure([e for e in of.entries if len(e.months) >= ALL_YEAR]), of.brief)


def _months(edition: Edition, of: WorkCalendar) -> Iterator[Block]:
    for month, name, found in by_month(edition, of):
        yield Heading(2, name, f"month-{month}")
        yield from found
    if found := tuple(always(edition, of)):
        yield Heading(2, ALWAYS, "all-year")
        yield from found


def _rest(edition: Edition, of: WorkCalendar) -> Iterator[Block]:
    rest = workyear.by_procedure([e for e in of.entries if not e.months])
    if rest:
        yield Heading(2, "งานที่ไม่ผูกกับเดือน", "any-time")
        yield Para(("ขั้นตอนต่อไปนี้กำหนดเวลาเป็นระยะเวลาหรือเงื่อนไข ไม่ได้ผูกกับเดือนใด",))
        yield from listed(edition, rest, of.brief)


def _windows(edition: Edition) -> Iterator[Block]:
    """The named windows of ``calendar.yml`` and their days."""
    if found := edition.manual.calendar.windows:
        yield Heading(2, "ช่วงเวลาที่ใช้ในปฏิทิน", "windows")
        yield Facts(tuple(Fact(window.name, (window_words(window),)) for window in found))


def window_words(of: CalendarWindow) -> str:
    """``16 พฤษภาคม – 11 ตุลาคม``; several stretches one after the other."""
    ends = ((span.start, span.end) for span in of.spans)
    return ", ".join(_day(start) if start == end else f"{_day(start)} – {_day(end)}" for start, end in ends)


def _day(of: MonthDay) -> str:
    return f"{of.day} {MONTHS[of.month - 1]}" if of.day else MONTHS[of.month - 1]


def listed(edition: Edition, groups: Groups, brief: bool) -> Iterator[Block]:
    """Procedures with their steps; ``brief``: without them."""
    for procedure, found in groups:
        yield Para((Link(procedure.title, Ref("procedure", procedure.id)),), "caption")
        if not brief:
            yield List(tuple(Item(e.no, _step(edition, e)) for e in found), "numbered")
