"""What the order commands share: the manual without the rules (so that they answer at once), dates and orders as typed."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import IO, Any

import click

from generator import source
from generator.load import load
from generator.model.handbook import Manual
from generator.model.orders import Order, OrderKey
from generator.source import Invalid, Sources
from generator.thai import dates, digits

_ORDER = re.compile(r"^(?:คำสั่ง)?\s*(?:ที่\s*)?(?:(?P<issuer>[a-z0-9_-]+)\s*:\s*)?(?P<number>\d+)\s*/\s*(?P<year>\d{4})$")


class Wrong(click.ClickException):
    """Something typed after the command is wrong; said in Thai only."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(f"ผิดพลาด: {self.message}", file=file, err=file is None)


def read(folder: Path) -> Sources:
    """Every file of the folder. Raises Invalid if one cannot be read."""
    sources, unreadable = source.read(folder)
    if unreadable:
        raise Invalid(unreadable)
    return sources


def manual(folder: Path) -> Manual:
    """The manual of a folder. Raises Invalid with every problem of its files."""
    return load(read(folder))


def order(of: Manual, text: str) -> Order:
    """The order that is meant by ``248/2565``, ``ที่ ๒๔๘/๒๕๖๕`` or ``department: 101/2567``.

    Without an issuer the office's own order is meant, else the only one with that number.
    Raises Wrong, naming the orders of that year.
    """
    found = _ORDER.match(digits.to_arabic(text).strip())
    if not found:
        raise Wrong(f"อ่าน “{text}” ไม่ได้ เขียนคำสั่งเป็น เลขที่/ปี พ.ศ. เช่น 248/2565")
    wanted = OrderKey(found["issuer"] or "", int(found["number"]), int(found["year"]))
    same = [o for o in of.orders if o.key[1:] == wanted[1:] and wanted.issuer in ("", o.issuer)]
    own = [o for o in same if o.issuer == of.handbook.office]
    chosen = same if len(same) == 1 else own
    if chosen:
        return chosen[0]
    if same:
        raise Wrong(f"คำสั่งที่ {text} มีหลายผู้ออก ระบุเป็น " + " หรือ ".join(f"“{o.issuer}: {o.number}/{o.year}”" for o in same))
    known = [o for o in of.orders if o.year == wanted.year] or of.orders
    raise Wrong(f"ไม่พบคำสั่งที่ {text} มี {', '.join(f'{o.number}/{o.year}' for o in known) or 'เพียงแฟ้มว่าง ยังไม่มีคำสั่ง'}")


def moment(of: Manual, text: str) -> date:
    """A date as typed, or the day on which the order that is typed takes effect. Raises Wrong in Thai."""
    if _ORDER.match(digits.to_arabic(text).strip()):
        return order(of, text).begins
    try:
        return dates.parse(text)
    except ValueError as error:
        raise Wrong(f"{error} หรือเขียนคำสั่งเป็น 248/2565") from None


def shown(of: Manual, text: str) -> str:
    """Words in the digits that the handbook sets for pages."""
    return digits.in_system(text, of.handbook.digits.site)
