"""``sop desk``: orders, procedures and registers filled in as forms in the browser of this machine."""

from __future__ import annotations

import webbrowser
from datetime import date
from functools import partial
from pathlib import Path

import click

from generator.cli import folder as shared


@click.command("desk")
@shared.sop
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="พอร์ต (port; default: any free one)")
@click.option("--browser/--no-browser", "opens", default=True, show_default=True, help="เปิดเบราว์เซอร์ให้ (open the browser)")
@shared.as_of
@shared.config
def command(folder: Path, port: int, opens: bool, as_of: date | None, config: Path) -> None:
    """กรอกและแก้ข้อมูลด้วยแบบฟอร์มในเบราว์เซอร์ เห็นผัง แบบฟอร์ม และผลของคำสั่งทันที (หยุดด้วย Ctrl+C)

    Forms for everything in sop/, on this machine only (127.0.0.1).
    """
    from generator.editing.desk import Desk  # the forms and drawings are not needed to start
    from generator.editing.jobs import Jobs
    from generator.editing.server import server

    try:
        bound, link = server(Desk(folder, partial(shared.day, given=as_of), jobs=Jobs(folder, config)), port)
    except OSError:
        raise click.ClickException(f"พอร์ต {port} มีโปรแกรมอื่นใช้อยู่ ลองสั่งโดยไม่ระบุ --port") from None
    with bound:
        click.echo(f"เปิดโต๊ะทำงานที่ {link}\nลิงก์นี้ใช้ได้ครั้งเดียวและเฉพาะเครื่องนี้ ข้อมูลอยู่ใน {folder}/ (หยุดด้วย Ctrl+C)")
        if opens:
            webbrowser.open(link)
        bound.serve_forever()
