"""``sop check``: every problem in ``sop/``, at once."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path

import click

from generator.cli import folder as shared
from generator.cli import report
from generator.publish import state
from generator.runtime import cache
from generator.source.problem import Invalid, Problem


@click.command("check")
@shared.sop
@click.option("--format", "style", type=click.Choice(list(report.FORMATS)), default="text", show_default=True, help="รูปแบบผลลัพธ์ (output format)")
@click.option("--strict", is_flag=True, help="ให้คำเตือนนับเป็นข้อผิดพลาด (warnings fail)")
@click.pass_context
def command(context: click.Context, folder: Path, style: str, strict: bool) -> None:
    """ตรวจข้อมูลทั้งหมดใน sop/ และบอกทุกข้อที่ต้องแก้ในคราวเดียว

    List every problem in sop/ with file, line and remedy. Exit code 1 if there is an error.
    """
    problems = _problems(folder)
    report.show(problems, style, folder.as_posix())
    failing = {"error", "warning"} if strict else {"error"}
    context.exit(int(any(p.level in failing for p in problems)))


def _problems(folder: Path) -> list[Problem]:
    """What the last check found if it read the same files on the same day; else what one finds now."""
    sources, kept = shared.texts(folder), cache.Cache(Path(cache.FOLDER))
    day = f"{shared.day(None)} {os.environ.get(state.EPOCH)}"
    key = cache.key("check", state.data_digest(folder, sources), day)
    if (data := kept.get(key)) is not None:
        return [Problem(**{**values, "path": tuple(values["path"])}) for values in json.loads(data)]
    try:
        found = list(shared.checked_texts(folder, sources, kept=kept)[1])
    except Invalid as invalid:
        found = list(invalid.problems)
    if cache.key("check", state.data_digest(folder, sources), day) == key:  # pictures are read apart from the texts
        kept.put(key, json.dumps([asdict(problem) for problem in found], ensure_ascii=False).encode("utf-8", "surrogatepass"))
    return found
