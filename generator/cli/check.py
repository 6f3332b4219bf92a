"""``sop check``: every problem in ``sop/``, at once."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli import folder as shared
from generator.cli import report
from generator.source.parsing import Invalid


@click.command("check")
@shared.sop
@click.option("--format", "style", type=click.Choice(list(report.FORMATS)), default="text", show_default=True, help="รูปแบบผลลัพธ์ (output format)")
@click.option("--strict", is_flag=True, help="ให้คำเตือนนับเป็นข้อผิดพลาด (warnings fail)")
@click.pass_context
def command(context: click.Context, folder: Path, style: str, strict: bool) -> None:
    """ตรวจข้อมูลทั้งหมดใน sop/ และบอกทุกข้อที่ต้องแก้ในคราวเดียว

    List every problem in sop/ with file, line and remedy. Exit code 1 if there is an error.
    """
    try:
        _, _, problems = shared.checked(folder)
    except Invalid as invalid:
        problems = invalid.problems
    report.show(problems, style, folder.as_posix())
    failing = {"error", "warning"} if strict else {"error"}
    context.exit(int(any(p.level in failing for p in problems)))
