"""``sop serve``: an edit in ``sop/`` shows in the browser; a mistake shows in the terminal and the last pages stay."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import click
from watchfiles import watch

from generator import compile, files
from generator.commands import folder as shared
from generator.commands import report
from generator.commands.build import MANUAL, QUIET_LINES
from generator.source import Invalid


@click.command("serve")
@shared.sop
@click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="แฟ้มตั้งค่าเว็บไซต์ (MkDocs settings)",
)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="พอร์ต (port)")
@shared.as_of
def command(folder: Path, config: Path, port: int, as_of: date | None) -> None:
    """เปิดดูคู่มือระหว่างแก้ข้อมูล: บันทึกแฟ้มใน sop/ แล้วหน้าเว็บเปลี่ยนเอง (หยุดด้วย Ctrl+C)

    Live preview on this machine only (127.0.0.1).
    """
    generated = config.parent / MANUAL
    if not refresh(folder, generated, as_of):
        raise click.exceptions.Exit(1)
    env = {**os.environ, **dict.fromkeys(QUIET_LINES, "1"), "PYTHONUTF8": "1"}
    server = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--livereload", "--config-file", str(config), "--dev-addr", f"127.0.0.1:{port}"], env=env
    )
    click.echo(f"เปิดดูที่ http://127.0.0.1:{port}/  แก้แฟ้มใน {folder}/ ได้เลย (หยุดด้วย Ctrl+C)")
    try:
        for _ in watch(folder, debounce=200, step=50, raise_interrupt=True):
            refresh(folder, generated, as_of)
            if server.poll() is not None:
                raise click.ClickException("ตัวแสดงหน้าเว็บหยุดทำงาน (พอร์ตอาจถูกใช้อยู่ ลอง --port)")
    except KeyboardInterrupt:
        click.echo("หยุดแล้ว")
    finally:
        server.terminate()
        server.wait(timeout=10)


def refresh(folder: Path, generated: Path, as_of: date | None) -> bool:
    """Compile once into the generated folder; say what changed or what is wrong."""
    try:
        manual, sources, _ = shared.checked(folder)
    except Invalid as invalid:
        report.show([p for p in invalid.problems if p.level == "error"])
        return False
    keep = [path for path in files.owned(generated) if path.endswith(".pdf")]
    changes = files.synchronise(generated, compile(manual, as_of, sources.files, keep), keep=keep)
    click.echo(f"ปรับปรุงแล้ว: เปลี่ยน {len(changes.written)} ลบ {len(changes.deleted)} แฟ้ม")
    return True
