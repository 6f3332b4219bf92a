"""Who and where: units, posts, roles and persons. Four different things; orders join them."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from generator.model.base import BuddhistYear, Date, Flag, Id, Ids, Month, Number, Record, Some, Text, covers
from generator.thai.dates import BUDDHIST
from generator.thai.names import whole

RETIREMENT_AGE = 60
FISCAL_START = 10

UnitKind = Literal[
    "ministry", "agency", "office", "group", "work_group", "committee", "network", "university", "faculty", "institute",
    "college", "center", "department", "division", "section", "province", "district", "subdistrict", "municipality",
    "school", "hospital", "state_enterprise", "other",
]  # fmt: skip
"""Of any institution: of a ministry, of a university, of local government."""


class Contact(Record):
    """ช่องทางติดต่อ"""

    phone: Some[Text] = Field(default=(), description="โทรศัพท์")
    email: Text | None = Field(default=None, description="อีเมล")
    public: Flag = Field(default=True, description="แสดงในเว็บไซต์ (ไม่ใช่ = เก็บไว้ภายใน ไม่เผยแพร่)")


class Unit(Record):
    """หน่วยงาน: an office, a group in it, a work group, or a committee."""

    id: Id
    name: Text
    short: Text | None = Field(default=None, description="ชื่อย่อที่ใช้ในแบบฟอร์ม เช่น กลุ่มนิเทศฯ")
    kind: UnitKind
    parent: Id | None = None
    contact: Contact | None = Field(default=None, description="โทรศัพท์และอีเมลของหน่วยงาน")


class Post(Record):
    """ตำแหน่งตามกรอบอัตรากำลัง: it stays when its holder goes."""

    id: Id
    title: Text
    short: Text | None = None
    unit: Id
    number: Text | None = Field(default=None, description="ตำแหน่งเลขที่")
    reports_to: Id | None = Field(default=None, description="ตำแหน่งผู้บังคับบัญชา ใช้วาดแผนภูมิโครงสร้าง")


class Role(Record):
    """ผู้เกี่ยวข้องที่ไม่ใช่หน่วยงานหรือตำแหน่งของสำนักงาน เช่น สถานศึกษา ผู้บริหาร"""

    id: Id
    name: Text
    posts: Ids = Field(default=(), description="ตำแหน่งที่นับเป็นบทบาทนี้ ถ้ามี")


class Organization(Record):
    """``organization.yml``"""

    units: tuple[Unit, ...]
    posts: tuple[Post, ...] = ()
    roles: tuple[Role, ...] = ()


class Holding(Record):
    """A person in a post, from a day to a day (both included; open ends allowed)."""

    post: Id
    since: Date | None = Field(default=None, alias="from")
    until: Date | None = Field(default=None, alias="to")


class Departure(Record):
    """การพ้นจากสำนักงาน: the last day in office."""

    date: Date
    reason: Literal["retired", "moved", "resigned", "transferred", "died", "other"]
    to: Text | None = Field(default=None, description="ไปที่ใด")


class Person(Record):
    """บุคลากร"""

    id: Id
    name: Text = Field(description="คำนำหน้า ชื่อ และสกุล")
    position: Text = Field(description="ตำแหน่ง เช่น ศึกษานิเทศก์")
    standing: Text | None = Field(default=None, description="วิทยฐานะหรือระดับ เช่น ชำนาญการ")
    title: Text | None = Field(default=None, description="ตำแหน่งตามที่เขียนต่อท้ายชื่อ เช่น ศึกษานิเทศก์ชำนาญการ")
    posts: tuple[Holding, ...] = ()
    units: Ids = Field(default=(), description="กลุ่มงานที่สังกัด")
    birth_year: BuddhistYear | None = Field(default=None, description="ปีเกิด พ.ศ. ใช้คำนวณวันเกษียณอายุราชการ")
    birth_month: Month | None = Field(default=None, description="เดือนเกิด: ผู้เกิดตั้งแต่ตุลาคมเกษียณในปีงบประมาณถัดไป")
    arrived: Date | None = None
    left: Departure | None = None
    contact: Contact | None = Field(default=None, description="โทรศัพท์และอีเมลของบุคคล")
    aliases: Some[Text] = Field(default=(), description="ตัวสะกดอื่นที่พบในเอกสาร")

    @property
    def titled(self) -> str:
        """Position as written after the name."""
        return self.title or self.position

    @property
    def retires(self) -> date | None:
        """The day of retirement by age: 30 September of the fiscal year in which the person turns 60.

        The fiscal year starts in October, so those born from October on go a year later. None without a birth year.
        Source: พ.ร.บ. บำเหน็จบำนาญข้าราชการ พ.ศ. ๒๔๙๔ มาตรา ๑๙.
        """
        if self.birth_year is None:
            return None
        later = self.birth_month is not None and self.birth_month >= FISCAL_START
        return date(self.birth_year - BUDDHIST + RETIREMENT_AGE + later, 9, 30)

    @property
    def last_day(self) -> date | None:
        """The last day in office: that of the recorded departure, else of retirement by age; None if neither is known."""
        return self.left.date if self.left else self.retires

    def in_office(self, day: date) -> bool:
        """Arrived, and not yet left, on a day."""
        return covers(self.arrived, self.last_day, day)

    def holds(self, day: date) -> tuple[str, ...]:
        """The posts held on a day; none before arriving and after leaving, whatever their own dates say."""
        return tuple(h.post for h in self.posts if covers(h.since, h.until, day)) if self.in_office(day) else ()


class People(Record):
    """``people.yml``"""

    persons: tuple[Person, ...]

    @property
    def wholes(self) -> tuple[str, ...]:
        """The names as no line may cut them, see :func:`generator.thai.names.whole`."""
        return tuple(dict.fromkeys(kept for p in self.persons for name in (p.name, *p.aliases) for kept in whole(name)))

    @property
    def last_days(self) -> dict[str, date]:
        """The last day in office of everyone whose last day is known."""
        return {p.id: day for p in self.persons if (day := p.last_day)}


class MonthDay(Record):
    """A day of the year; without ``day`` the whole month."""

    month: Month
    day: Number | None = Field(default=None, ge=1, le=31)


class Span(Record):
    """From a month (or a day of it) to another, both included; may cross the year."""

    start: MonthDay = Field(alias="from")
    end: MonthDay = Field(alias="to")


class CalendarWindow(Record):
    """ช่วงเวลาที่มีชื่อ เช่น ภาคเรียนที่ ๑"""

    id: Id
    name: Text
    spans: tuple[Span, ...]


class Calendar(Record):
    """``calendar.yml``: named windows; ``periods`` says which windows a frequency word covers."""

    windows: tuple[CalendarWindow, ...] = ()
    periods: dict[str, Ids] = Field(default={}, description="ความถี่ (term, school_year, ...) ตรงกับช่วงใดบ้าง")
