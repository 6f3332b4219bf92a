"""What the order commands share: the manual without the rules (so that they answer at once), dates and orders as typed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import IO, Any

import click

from generator.load.loading import load
from generator.model.handbook import Manual
from generator.model.orders import Order, OrderKey, order_key
from generator.source import parsing
from generator.source.parsing import Invalid, Sources
from generator.thai import dates, digits


class Wrong(click.ClickException):
    """Something typed after the command is wrong; said in Thai only."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(f"ผิดพลาด: {self.message}", file=file, err=file is None)


def read(folder: Path) -> Sources:
    """Every file of the folder. Raises Invalid if one cannot be read."""
    sources, unreadable = parsing.read(folder)
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
    return digits.in_system(text, of.handbook.digits.site)
