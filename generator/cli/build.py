"""``sop build``: check, compile, books, site; the last published site stays whole until the new one is. A book that cannot be
printed does not hold up the site: its last print stays published, and the command says so and fails at its end.

Two folders are written: ``docs/manual/`` (what MkDocs reads) and ``site/`` (what is published). The site is
built beside the old one and swapped in whole. Only one build at a time works on the two. Where nothing has changed
since the last build, nothing is loaded and nothing is made (:mod:`generator.publish.state`).
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from generator.cli import folder as shared
from generator.publish import files, state, swap
from generator.publish.settings import MANUAL
from generator.runtime import cache

TURN = 600.0
"""Seconds to wait for another build to end: a large office with its books takes minutes."""


@click.command("build")
@shared.sop
@shared.config
@click.option("--site", type=click.Path(file_okay=False, path_type=Path), default=Path("site"), show_default=True, help="โฟลเดอร์เว็บไซต์ (output)")
@shared.as_of
@click.option("--book/--no-book", default=True, show_default=True, help="สร้างเล่ม PDF ด้วย (books too)")
@click.option("--word", is_flag=True, help="สร้างแฟ้ม Word และ Excel สำหรับแก้ไขด้วย (files to edit: Word and Excel)")
@click.option("--offline", "with_zip", is_flag=True, help="สร้างแฟ้ม zip สำหรับเปิดจากแฟลชไดรฟ์ด้วย (a zip for reading without a server)")
@click.option(
    "--with", "builder", type=click.Choice(["mkdocs", "properdocs"]), default="mkdocs", show_default=True, help="ตัวสร้างเว็บไซต์ (site builder)"
)
def command(folder: Path, config: Path, site: Path, as_of: date | None, book: bool, word: bool, with_zip: bool, builder: str) -> None:
    """สร้างคู่มือทั้งเว็บไซต์และเล่ม PDF จากข้อมูลใน sop/

    Build the whole manual: pages, drawings, forms, books and the site.
    """
    project = config.parent
    swap.apart(site, (folder, project / "docs", project / "overrides", Path(__file__).parents[1]), (project, Path.cwd(), Path.home()))
    swap.claim(site)
    files.unlinked(project / MANUAL)
    with _alone(project / MANUAL):
        swap.sweep(site)
        _build(state.WantedBuild(shared.texts(folder), folder, config, site, (book, word, with_zip, builder), as_of, shared.day(None, as_of)))


@contextlib.contextmanager
def _alone(generated: Path) -> Iterator[None]:
    """One build after another: each reads the sources when its turn comes, so that the last to end has the newest."""
    with contextlib.ExitStack() as held:
        try:
            held.enter_context(files.locked(generated, 0, files.WHOLE))
        except files.Busy:
            click.echo("รอการสร้างคู่มืออีกงานหนึ่งซึ่งกำลังทำอยู่ …")
            held.enter_context(files.locked(generated, TURN, files.WHOLE))
        yield


def _build(wanted: state.WantedBuild) -> None:
    kept = cache.Cache(wanted.config.parent / cache.FOLDER)
    key = wanted.key()
    said = state.unchanged(wanted, key, kept)
    if said is None:
        from generator.cli import making  # and with it the whole compiler

        said, fixed = making.build(wanted, kept)
        state.remember(wanted, key, kept, said, fixed=fixed)
    else:
        said = ["ไม่มีอะไรเปลี่ยน เว็บไซต์เป็นปัจจุบันแล้ว", *said]
    click.echo("\n".join(said))
