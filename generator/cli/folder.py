"""The options and the first stages that most commands share: read, load, check.

What loads records is imported where it is needed, since some commands have nothing to load.
"""

from __future__ import annotations

import os
from datetime import date, datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from generator.publish.state import EPOCH
from generator.source import reading
from generator.source.problem import Invalid, Problem, Sources
from generator.thai import dates

if TYPE_CHECKING:
    from generator.model.handbook import Manual
    from generator.model.orders import Order, OrderKey
    from generator.runtime.cache import Cache

FOLDER = "generator.folder"


def _note(context: click.Context, _: click.Parameter, folder: Path) -> Path:
    context.meta[FOLDER] = folder
    return folder


def named(context: click.Context) -> str:
    """The data folder as typed: what messages are to name."""
    return Path(context.meta.get(FOLDER, "sop")).as_posix()


def typed(path: Path) -> str:
    """A path as it can be typed after a command."""
    return f'"{path}"' if set(" &()'") & set(str(path)) else str(path)


def help_pages(project: Path) -> dict[str, str]:
    """The hand-written help of a project: path below ``docs/`` -> Markdown."""
    return {f"help/{page.name}": page.read_text("utf-8") for page in sorted((project / "docs" / "help").glob("*.md"))}


def again(folder: Path) -> str:
    """The option that makes a command quoted in a message read the same folder: `` --sop /other``, or nothing."""
    return "" if folder == Path("sop") else f" --sop {typed(folder)}"


sop = click.option(
    "--sop",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path("sop"),
    show_default=True,
    callback=_note,
    help="โฟลเดอร์ข้อมูล (data folder)",
)


config = click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="แฟ้มตั้งค่าเว็บไซต์ (MkDocs settings)",
)


class ThaiDate(click.ParamType[date]):
    """A date in any of the ways that ``sop/`` accepts."""

    name = "วันที่"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return dates.parse(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


as_of = click.option("--as-of", type=ThaiDate(), help="แสดงสถานะ ณ วันที่ เช่น 1/10/2565 (state as of a date; default: today)")
THAILAND = timezone(timedelta(hours=7))


def day(of: Manual | None, given: date | None = None) -> date:
    """As of which day a command speaks: ``--as-of``, else ``SOURCE_DATE_EPOCH`` (seconds), else ``handbook.as_of``, else today in Thailand.

    The only place where the clock is read. Raises UsageError if the variable is no such number.
    """
    if given:
        return given
    if seconds := os.environ.get(EPOCH):
        try:
            return datetime.fromtimestamp(int(seconds), THAILAND).date()
        except (ValueError, OverflowError, OSError):
            raise click.UsageError(f"ตัวแปร {EPOCH} ต้องเป็นจำนวนวินาทีนับจาก 1 มกราคม ค.ศ. 1970 (พบ “{seconds}”)") from None
    return (of.handbook.as_of if of else None) or datetime.now(THAILAND).date()


def texts(folder: Path) -> Sources:
    """The text of every file, and what is wrong with those that cannot be read."""
    return reading.read(folder)[0]


def checked(folder: Path, as_of: date | None = None, kept: Cache | None = None) -> tuple[Manual, Sources, tuple[Problem, ...]]:
    """The manual, its sources, and every warning and note on the day; ``kept``: what earlier programs found.

    Raises Invalid if there is an error.
    """
    sources = texts(folder)
    return (found := checked_texts(folder, sources, as_of, kept))[0], sources, found[1]


def checked_texts(folder: Path, sources: Sources, as_of: date | None = None, kept: Cache | None = None) -> tuple[Manual, tuple[Problem, ...]]:
    """The manual of the texts of a folder, and every warning and note on the day; ``kept``: what earlier programs found.

    Raises Invalid if there is an error.
    """
    from generator.load import attached, pictures
    from generator.load.loading import load, part
    from generator.rules import by_name, check, check_rest

    try:
        manual = load(sources, kept)
    except Invalid as invalid:
        found = by_name.mended(invalid.problems, part(sources, {p.file for p in invalid.problems}))
        raise Invalid((*found, *check_rest(sources, invalid.problems, partial(day, given=as_of)))) from None
    beside = (*pictures.problems(folder, manual, sources), *attached.problems(folder, manual, sources))
    problems = tuple(sorted((*check(manual, sources, day(manual, as_of), kept), *beside)))
    if any(p.level == "error" for p in problems):
        raise Invalid(problems)
    return manual, problems


class Wrong(click.ClickException):
    """Something typed after the command is wrong; said in Thai only."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(f"ผิดพลาด: {self.message}", file=file, err=file is None)


def read(folder: Path) -> Sources:
    """Every file of the folder. Raises Invalid if one cannot be read."""
    sources = texts(folder)
    if sources.unreadable:
        raise Invalid(sources.unreadable)
    return sources


def manual(folder: Path) -> Manual:
    """The manual of a folder. Raises Invalid with every problem of its files."""
    from generator.load.loading import load

    return load(read(folder))


def order(of: Manual, text: str) -> Order:
    """The order that is meant by ``248/2565``, ``ที่ ๒๔๘/๒๕๖๕`` or ``department: 101/2567``.

    Without an issuer the office's own order is meant, else the only one with that number.
    Raises Wrong, naming the orders of that year.
    """
    wanted = _key(text)
    if not wanted:
        raise Wrong(f"อ่าน “{text}” ไม่ได้ เขียนคำสั่งเป็น เลขที่/ปี พ.ศ. เช่น 248/2565")
    meant = of.orders_meant(wanted)
    if len({o.issuer for o in meant}) == 1:
        return meant[0]
    if meant:
        raise Wrong(f"คำสั่งที่ {text} มีหลายผู้ออก ระบุเป็น " + " หรือ ".join(f"“{o.issuer}: {o.number}/{o.year}”" for o in meant))
    known = [o for o in of.orders if o.year == wanted.year] or of.orders
    raise Wrong(f"ไม่พบคำสั่งที่ {text} มี {', '.join(f'{o.number}/{o.year}' for o in known) or 'เพียงแฟ้มว่าง ยังไม่มีคำสั่ง'}")


def _key(text: str) -> OrderKey | None:
    """As in the files, or with the word คำสั่ง before it."""
    from generator.model.orders import order_key

    return order_key(text.strip().removeprefix("คำสั่ง"))


def moment(of: Manual, text: str) -> date:
    """A date as typed, or the day on which the order that is typed takes effect. Raises Wrong in Thai."""
    if _key(text):
        return order(of, text).begins
    try:
        return dates.parse(text)
    except ValueError as error:
        raise Wrong(f"{error} หรือเขียนคำสั่งเป็น 248/2565") from None


def shown(of: Manual, text: str) -> str:
    """Words in the digits that the handbook sets for pages."""
    from generator.thai import digits

    return digits.in_system(text, of.handbook.digits.site)
