"""``sop schema``: JSON Schema of every kind of file, with the ids there are, and the settings that make VS Code use it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from generator.cli import folder as shared
from generator.source import parsing

EXTENSION = "redhat.vscode-yaml"


@click.command("schema")
@shared.sop
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(".vscode/sop-schema"),
    show_default=True,
    help="โฟลเดอร์ของ JSON Schema (output)",
)
def command(folder: Path, output: Path) -> None:
    """สร้าง JSON Schema ให้โปรแกรม VS Code ช่วยเติมรหัสและขีดเส้นใต้ข้อที่ผิดขณะพิมพ์

    JSON Schema with the live ids, and editor settings. Run it again when persons, forms or orders are added; files with
    mistakes do not matter.
    """
    from generator.schema import schemas, settings  # builds pydantic's generator
    from generator.schema.rough import rough

    manual, problems = rough(parsing.read(folder)[0])
    output.mkdir(parents=True, exist_ok=True)
    made = schemas(manual)
    for name, schema in made.items():
        _write(output / f"{name}.json", schema)
    click.echo(f"สร้างแล้ว {len(made)} แฟ้มใน {output}")
    if problems:
        files = ", ".join(dict.fromkeys(p.file for p in problems))
        click.echo(f"ใช้รหัสเท่าที่อ่านได้ เพราะยังมีข้อผิดพลาดใน {files} (ดูรายการด้วย sop check{shared.again(folder)})")
    wanted = settings(_from_workspace(output), _from_workspace(folder))
    for path, content in ((output.parent / "settings.json", wanted), (output.parent / "extensions.json", {"recommendations": [EXTENSION]})):
        if output.parent.name == ".vscode" and not path.exists():
            _write(path, content)
            click.echo(f"สร้างแล้ว {path}")
        elif path.name == "settings.json" and not _holds(path, wanted):
            click.echo(f"เพิ่มรายการนี้ใน {path}:\n{json.dumps(wanted, ensure_ascii=False, indent=2)}")
    click.echo(f"เปิดโฟลเดอร์โครงการใน VS Code ที่ติดตั้งส่วนขยาย YAML ({EXTENSION}) แล้วแก้แฟ้มใน {folder}/ ได้เลย")


def _write(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")


def _from_workspace(path: Path) -> str:
    """A path as the editor knows it: from the folder it opens, which is the one the command runs in."""
    whole, here = path.resolve(), Path.cwd().resolve()
    return whole.relative_to(here).as_posix() if whole.is_relative_to(here) else whole.as_posix()


def _holds(path: Path, wanted: dict[str, Any]) -> bool:
    """Whether the settings are there already. A file with comments, which JSON does not know, counts as not."""
    try:
        there = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(there, dict) and wanted["yaml.schemas"].items() <= there.get("yaml.schemas", {}).items()
