"""The work of ``sop build``: the books, the pages and the site of a manual, one after another."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from generator import compile
from generator.cli import folder as shared
from generator.cli import report
from generator.edition import Edition, edition
from generator.html import offline
from generator.load import attached, pictures
from generator.output import Output
from generator.publish import builder, files, swap
from generator.publish.settings import MANUAL
from generator.publish.state import WantedBuild
from generator.register.horizon import reason
from generator.runtime.cache import Cache
from generator.runtime.memory import Memory
from generator.source.parsing import Sources
from generator.thai import dates

if TYPE_CHECKING:
    from generator.pdf import Made, RefusedBook


def build(asked: WantedBuild, kept: Cache) -> tuple[list[str], bool]:
    """Make what was asked for; the lines to be said of it, and whether it would be the same on any other day.

    Raises Invalid if something is wrong in the data, or if a book was refused (then all else is made).
    """
    folder, config, site, sources = asked.folder, asked.config, asked.site, asked.sources
    book, word, with_zip, with_builder = asked.options
    manual, problems = shared.checked_texts(folder, sources, asked.as_of, kept)
    if problems:
        click.echo(f"ข้อมูลใช้ได้ ({report.count(problems)}; ดูรายการด้วย sop check{shared.again(folder)})")
    extras = [step for step, made in zip(("พิมพ์เล่ม PDF", "สร้างแฟ้ม Word และ Excel"), (book, word), strict=True) if made]
    steps = [*extras, f"รวบรวมหน้า ({len(manual.procedures)} กระบวนงาน)", "สร้างเว็บไซต์"]
    say = _counter(len(steps))
    day = shared.day(manual, asked.as_of)
    made = edition(manual, day)
    books: tuple[Output, ...] = ()
    refused: tuple[RefusedBook, ...] = ()
    if book:
        say(steps[0])
        books, refused = _books(made, folder, sources, kept)
    earlier = tuple(_earlier(refused, (config.parent / MANUAL, site / "manual")))
    books += earlier
    printed = [output.path for output in books]
    if word:
        say(steps[-3])
        books += _files(made, sources)
    say(steps[-2])
    beside = [*(output.path for output in books), *([f"../{offline.ZIP}"] if with_zip else [])]
    opened = attached.read(folder, manual)
    outputs = (
        compile(manual, day, sources.files, beside, help_pages=shared.help_pages(config.parent), attached=opened, memory=Memory(kept, lasting=False))
        + books
    )
    count, changes = sum(o.path.endswith(".md") for o in outputs), files.synchronise(config.parent / MANUAL, outputs)
    del books, outputs  # all that was made is on the disk now: the site builder needs the memory
    say(steps[-1])
    _site(config, site, with_builder, made, with_zip, kept)
    said = [f"เว็บไซต์: {site / 'index.html'}", f"เผยแพร่: คัดลอกทั้งโฟลเดอร์ {site} (อ่าน “เผยแพร่เว็บไซต์” ในวิธีใช้)"]
    if with_zip:
        said.append(f"สำหรับแฟลชไดรฟ์: {site / offline.ZIP}")
    if printed:
        said.append(f"เล่ม: {site / 'manual' / printed[0]}")
        said.append(f"เล่มรายบุคคล รายกระบวนงาน และแบบฟอร์ม: {len(printed) - 1} เล่ม ใน {(site / 'manual' / printed[0]).parent}")
    click.echo(f"เสร็จแล้ว: {count} หน้า  เปลี่ยน {len(changes.written)}  ลบ {len(changes.deleted)} แฟ้ม")
    if refused:
        click.echo("\n".join(said))
        report.unprinted(refused, {output.path for output in earlier})
    due = _due(made, day)
    return [*said, *([due] if due else [])], manual.handbook.as_of is not None


def _due(made: Edition, day: date) -> str:
    """When the manual must be made again, and why; empty if nothing to come is known."""
    if made.turn is None:
        return ""
    handbook = made.manual.handbook
    held = " (แก้ as_of ใน handbook.yml ก่อนสร้าง)" if handbook.as_of == day else ""
    return f"ครั้งต่อไปที่ต้องสร้างใหม่: วันที่ {dates.long(made.turn.day)} เพราะ{reason(made.manual, made.turn)}{held}"


def _counter(total: int) -> Callable[[str], None]:
    done = 0

    def say(what: str) -> None:
        nonlocal done
        done += 1
        click.echo(f"[{done}/{total}] {what} …")

    return say


def _books(made: Edition, folder: Path, sources: Sources, kept: Cache) -> Made:
    from generator import pdf
    from generator.source.tracing import tracer

    found = pictures.read(folder, made.manual, sources)
    return pdf.outputs(made, lambda name: click.echo(f"      {name}"), kept, found, tracer(sources))


def _files(made: Edition, sources: Sources) -> tuple[Output, ...]:
    """Every file to edit: papers as Word files, the registers as a workbook."""
    from generator.docx import papers
    from generator.xlsx import workbook

    return *papers.outputs(made, sources.files, tuple(papers.papers(made))), workbook.output(made)


def _earlier(refused: Iterable[RefusedBook], folders: Iterable[Path]) -> Iterator[Output]:
    """What an earlier build printed of the books that cannot be printed now: it stays published."""
    for book in refused:
        if found := next((folder / book.path for folder in folders if (folder / book.path).is_file()), None):
            yield Output(book.path, found.read_bytes())


def _site(config: Path, site: Path, with_builder: str, made: Edition, with_zip: bool, kept: Cache) -> None:
    site = site.resolve()  # a link to the folder that is served stays a link
    with swap.beside(site) as folder:
        fresh = folder / "site"
        try:
            for warned in builder.build(config, fresh, with_builder, site, kept):
                click.echo(f"{with_builder} เตือน: {warned}")
        except builder.Unbuilt as refused:
            _failed(str(refused))
        offline.finish(fresh, made, with_zip)
        swap.publish(fresh, site)


def _failed(said: str) -> NoReturn:
    """The builder's failure: what the system refused, by its number, as if it were refused to us; else the builder's own words."""
    if refused := re.findall(r"\[Errno (\d+)\][^:\n]*(?:: '([^'\n]+)')?", said):
        number, name = refused[-1]
        raise OSError(int(number), os.strerror(int(number)), name)
    raise click.ClickException(f"สร้างเว็บไซต์ไม่สำเร็จ เว็บไซต์เดิมยังอยู่ครบ\n{said}")
