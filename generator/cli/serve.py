"""``sop serve``: an edit in ``sop/`` shows in the browser; a mistake shows in the terminal and the last pages stay."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import click
from watchfiles import watch

from generator import compile
from generator.cli import folder as shared
from generator.cli import report
from generator.load import attached
from generator.publish import files
from generator.publish.builder import QUIET_LINES
from generator.publish.settings import MANUAL
from generator.runtime import preview
from generator.runtime.cache import FOLDER, Cache
from generator.runtime.memory import Memory
from generator.source.parsing import Invalid

LOOK = 500
"""Milliseconds between two looks at whether the server still runs."""
PATIENCE = 3.0
"""Seconds for the server to end by itself."""


@click.command("serve")
@shared.sop
@shared.config
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="พอร์ต (port)")
@shared.as_of
def command(folder: Path, config: Path, port: int, as_of: date | None) -> None:
    """เปิดดูคู่มือระหว่างแก้ข้อมูล: บันทึกแฟ้มใน sop/ แล้วหน้าเว็บเปลี่ยนเอง (หยุดด้วย Ctrl+C)

    Live preview on this machine only (127.0.0.1).
    """
    generated, memory = config.parent / MANUAL, Memory(Cache(config.parent / FOLDER))
    _claim(port)
    files.unlinked(generated)
    if not refresh(folder, generated, as_of, memory):
        raise click.exceptions.Exit(1)
    site = f"http://127.0.0.1:{port}/"
    with _desk(folder, config, as_of, site) as (desk, link), _server(config, port, desk) as server:
        click.echo(f"เปิดดูที่ {site}  แก้แฟ้มใน {folder}/ ได้เลย (หยุดด้วย Ctrl+C)\nเปิดดูและแก้ด้วยแบบกรอกจากทุกหน้า (ปุ่ม “แก้ไข”): {link}")
        for edits in watch(folder, debounce=200, step=50, rust_timeout=LOOK, yield_on_timeout=True, raise_interrupt=True):
            if server.poll() is not None:
                raise click.ClickException("ตัวแสดงหน้าเว็บหยุดทำงาน สั่ง sop serve ใหม่")
            if edits:
                refresh(folder, generated, as_of, memory)


def _claim(port: int) -> None:
    """Raises ClickException if another program has the port: in Thai, and before any work."""
    with socket.socket() as asked:
        asked.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, os.name != "nt")
        try:
            asked.bind(("127.0.0.1", port))
        except OSError:
            raise click.ClickException(f"พอร์ต {port} มีโปรแกรมอื่นใช้อยู่ ลอง --port {port + 1 if port < 65535 else port - 1}") from None


@contextlib.contextmanager
def _desk(folder: Path, config: Path, as_of: date | None, site: str) -> Iterator[tuple[str, str]]:
    """The address of the forms, to which pages link, and the link that lets a browser in and shows the site."""
    from generator.editing.desk import Desk  # the forms are not needed to start
    from generator.editing.jobs import Jobs
    from generator.editing.server import server

    bound, link = server(Desk(folder, partial(shared.day, given=as_of), jobs=Jobs(folder, config)), start=site)
    with bound:
        threading.Thread(target=bound.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{bound.server_port}/", link
        finally:
            bound.shutdown()


@contextlib.contextmanager
def _server(config: Path, port: int, desk: str) -> Iterator[subprocess.Popen[bytes]]:
    """MkDocs showing the pages; ended with this program, however this ends (Ctrl-C, a closed window, ``kill``, and ``kill -9`` by the pipe)."""
    for name in ("SIGTERM", "SIGHUP"):
        if known := getattr(signal, name, None):
            signal.signal(known, signal.default_int_handler)
    env = {**os.environ, **dict.fromkeys(QUIET_LINES, "1"), "PYTHONUTF8": "1", preview.DESK: desk}
    options = ["--quiet", "--dirty", "--livereload", "--config-file", str(config), "--dev-addr", f"127.0.0.1:{port}"]
    command = [sys.executable, "-m", "generator.runtime.preview", "mkdocs", "serve", *options]
    # a group of its own: Ctrl-C reaches this program alone, and MkDocs says nothing of its own about it
    server = subprocess.Popen(command, env=env, stdin=subprocess.PIPE, start_new_session=os.name != "nt")
    try:
        yield server
    finally:
        server.terminate()
        try:
            server.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def refresh(folder: Path, generated: Path, as_of: date | None, memory: Memory | None = None) -> bool:
    """Compile once into the generated folder; say what changed or what is wrong."""
    try:
        manual, sources, _ = shared.checked(folder, as_of, memory.kept if memory else None)
        keep = [path for path in files.owned(generated) if path.endswith(".pdf")]
        pages, opened = shared.help_pages(generated.parents[1]), attached.read(folder, manual)
        outputs = compile(manual, shared.day(manual, as_of), sources.files, keep, memory, pages, opened)
        with files.locked(generated, name=files.WHOLE):
            changes = files.synchronise(generated, outputs, keep=keep)
    except Invalid as invalid:
        report.show([p for p in invalid.problems if p.level == "error"], folder=folder.as_posix())
        return False
    click.echo(f"ปรับปรุงแล้ว: เปลี่ยน {len(changes.written)} ลบ {len(changes.deleted)} แฟ้ม")
    return True
