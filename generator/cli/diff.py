"""``sop diff``: every difference between two dates, or between the days on which two orders take effect."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli import folder as shared
from generator.cli import terminal
from generator.documents.change import difference
from generator.edition import Edition, exactly
from generator.register import differences
from generator.register.data import difference_data
from generator.runtime.console import as_json
from generator.thai import dates


@click.command("diff")
@click.argument("a")
@click.argument("b")
@shared.sop
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True, help="รูปแบบผลลัพธ์ (output format)")
def command(a: str, b: str, folder: Path, style: str) -> None:
    """บอกทุกข้อที่ต่างกันระหว่าง A กับ B ซึ่งเป็นวันที่ (1/10/2565) หรือคำสั่ง (248/2565: ณ วันที่คำสั่งมีผล)

    A, B: dates, or orders (the day each takes effect). What one order alone changes: sop plan.
    """
    manual = shared.manual(folder)
    first, second = shared.moment(manual, a), shared.moment(manual, b)
    changes = differences(*(exactly(manual, day).register for day in (first, second)))
    if style == "json":
        click.echo(as_json(difference_data(manual, changes)))
    else:
        made = Edition(manual, changes.after)
        click.echo(terminal.styled(made, f"จากวันที่ {dates.long(first)} ถึงวันที่ {dates.long(second)}", difference(made, changes)))
