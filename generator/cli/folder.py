"""The options and the first stages that most commands share: read, load, check."""

from __future__ import annotations

import os
from datetime import date, datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from typing import Any

import click

from generator.load import signatures
from generator.load.loading import load, part
from generator.model.handbook import Manual
from generator.rules import by_name, check, check_rest
from generator.source import parsing
from generator.source.parsing import Invalid, Problem, Sources
from generator.thai import dates

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


def again(folder: Path) -> str:
    """What a command that is named in a message needs to read the same folder: `` --sop /other``, or nothing."""
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
EPOCH = "SOURCE_DATE_EPOCH"


def day(of: Manual, given: date | None = None) -> date:
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
    return of.handbook.as_of or datetime.now(THAILAND).date()


def checked(folder: Path, as_of: date | None = None) -> tuple[Manual, Sources, tuple[Problem, ...]]:
    """The manual, its sources, and every warning and note on the day. Raises Invalid if there is an error."""
    sources, _ = parsing.read(folder)
    try:
        manual = load(sources)
    except Invalid as invalid:
        found = by_name.mended(invalid.problems, part(sources, {p.file for p in invalid.problems}))
        raise Invalid((*found, *check_rest(sources, invalid.problems, partial(day, given=as_of)))) from None
    problems = tuple(sorted((*check(manual, sources, day(manual, as_of)), *signatures.problems(folder, manual, sources))))
    if any(p.level == "error" for p in problems):
        raise Invalid(problems)
    return manual, sources, problems
