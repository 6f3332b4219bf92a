"""``sop print``: only the books: the group's handbook, a person's, a procedure's, or all of them."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import click

from generator.cli import filed, report
from generator.cli import folder as shared
from generator.edition import Edition, edition
from generator.output import Output
from generator.publish import files
from generator.runtime.cache import FOLDER, Cache
from generator.source.parsing import Sources
from generator.thai import dates

if TYPE_CHECKING:
    from generator.pdf import RefusedBook
    from generator.pdf.book import Volume
    from generator.pdf.volumes import BookJob

KEPT = Cache(Path(FOLDER))
"""What earlier commands made, from the folder in which this one runs."""


@click.command("print")
@shared.sop
@click.option("--person", "persons", multiple=True, metavar="ID", help="เล่มของบุคคลนี้ ใช้ซ้ำได้ (a person's handbook)")
@click.option("--procedure", "procedures", multiple=True, metavar="ID", help="เล่มของกระบวนงานนี้ ใช้ซ้ำได้ (one procedure)")
@click.option("--form", "forms", multiple=True, metavar="ID", help="แบบฟอร์มของกระบวนงานนี้ ใช้ซ้ำได้ (the summary form of a procedure)")
@click.option("--order", "orders", multiple=True, metavar="NUMBER", help="รายงาน ใบรับทราบ และบัญชีส่งมอบงานตามคำสั่งนี้ เช่น 248/2565 (sheets of an order)")
@click.option("--all", "every", is_flag=True, help="ทุกเล่ม: กลุ่ม บุคคล กระบวนงาน แบบฟอร์ม และใบแจ้งการเปลี่ยนแปลงตามคำสั่ง (every book)")
@click.option("--word", is_flag=True, help="เป็นแฟ้ม Word สำหรับแก้ไข แทน PDF: กระบวนงาน แบบฟอร์ม คำสั่ง (Word files to edit instead of PDF)")
@click.option("--excel", is_flag=True, help="ทะเบียนงานเป็นแฟ้ม Excel: ผู้รับผิดชอบ หน้าที่ แบบฟอร์ม เอกสารอ้างอิง ปฏิทิน (the registers as a workbook)")
@click.option(
    "--output", type=click.Path(file_okay=False, path_type=Path), default=Path("books"), show_default=True, help="โฟลเดอร์ที่เก็บเล่ม (output folder)"
)
@click.option(
    "--compare",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="PDF",
    help="เล่มเดิมที่เก็บไว้: บอกว่าต้องเปลี่ยนแผ่นใดบ้าง และพิมพ์เฉพาะแผ่นเหล่านั้น (an earlier PDF of the same book: list and print the sheets to replace)",
)
@click.option("--issue", is_flag=True, help="เก็บเล่มที่พิมพ์ไว้ในโฟลเดอร์ issued ด้วย เพื่อเทียบในครั้งต่อไป (keep the printed books aside, as issued)")
@shared.as_of
def command(
    folder: Path,
    persons: tuple[str, ...],
    procedures: tuple[str, ...],
    forms: tuple[str, ...],
    orders: tuple[str, ...],
    every: bool,
    word: bool,
    excel: bool,
    output: Path,
    compare: Path | None,
    issue: bool,
    as_of: date | None,
) -> None:
    """พิมพ์เล่มคู่มือเป็น PDF ไม่ระบุอะไรคือคู่มือของกลุ่มทั้งเล่ม

    Print books as PDF; without options the group's handbook.
    """
    wanted = {"person": persons, "procedure": procedures, "form": forms, "order": orders}
    if every and any(wanted.values()):
        raise click.UsageError("--all ใช้ร่วมกับ --person --procedure --form หรือ --order ไม่ได้")
    if excel and (word or every or compare or issue or any(wanted.values())):
        raise click.UsageError("--excel ใช้เดี่ยว ๆ ไม่ใช้ร่วมกับตัวเลือกของเล่ม")
    if word and (persons or compare or issue or not (every or any(wanted.values()))):
        raise click.UsageError("--word ใช้กับ --procedure --form --order หรือ --all เท่านั้น")
    manual, sources, _ = shared.checked(folder, as_of, KEPT)
    made = edition(manual, shared.day(manual, as_of))
    refused: tuple[RefusedBook, ...] = ()
    if excel:
        from generator.xlsx import workbook

        outputs = [_flat(workbook.output(made))]
    elif word:
        from generator.docx import papers

        jobs = {PurePosixPath(job.path).stem: job for job in papers.papers(made)}
        chosen = [jobs[name] for name in (jobs if every else _chosen(made, jobs, wanted))]
        outputs = [_flat(o) for o in papers.outputs(made, sources.files, chosen)]
    else:
        plans = _plans(made, folder, sources)
        names = list(plans) if every else _chosen(made, plans, wanted)
        if compare and len(names) != 1:
            raise click.UsageError("--compare ใช้กับเล่มเดียว")
        if compare:
            filed.kept_apart(compare, output, [f"{name}.pdf" for name in names])
        outputs, refused = _printed([plans[name] for name in names], sources)
    said, leaves = filed.exchange(made, compare.read_bytes(), outputs[0]) if compare and outputs else ([], [])
    _write(output, [*outputs, *leaves, *(filed.issued(made, outputs) if issue else ())])
    click.echo("\n".join(said), nl=bool(said))
    report.unprinted(refused, [book.path for book in refused if (output / PurePosixPath(book.path).name).is_file()])


def _write(folder: Path, outputs: list[Output]) -> None:
    changed = files.synchronise(folder, outputs, keep=files.owned(folder)).written
    for written in outputs:
        click.echo(f"{folder / written.path}{'' if written.path in changed else ' (ไม่เปลี่ยน)'}")


def _plans(made: Edition, folder: Path, sources: Sources) -> dict[str, BookJob]:
    """Every book by its name."""
    from generator.load import pictures
    from generator.pdf import volumes

    return {PurePosixPath(plan.path).stem: plan for plan in volumes.plans(made, pictures.read(folder, made.manual, sources))}


def _chosen(made: Edition, there: Collection[str], wanted: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The paths of the books or files asked for; by default the handbook."""
    titles = {x.id: x.title for x in made.manual.procedures}
    persons = {x.id: x.name for x in made.manual.people.persons}
    ids: dict[str, Callable[[str], tuple[str, ...]]] = {
        "person": lambda name: (f"person-{_known(name, 'บุคคล', persons)}",),
        "procedure": lambda name: (f"procedure-{_known(name, 'กระบวนงาน', titles)}",),
        "form": lambda name: (f"form-{_known(name, 'กระบวนงาน', titles)}",),
        "order": lambda name: tuple(f"{kind}-{shared.order(made.manual, name).key.slug}" for kind in ("order", "changes")),
    }
    names: list[str] = []
    for kind, found in wanted.items():
        for name in found:
            mine = [n for n in ids[kind](name) if n in there]
            if not mine:
                raise click.UsageError(NO_BOOK[kind].format(name, dates.long(made.as_of)))
            names += mine
    return list(dict.fromkeys(names or ["handbook"]))


NO_BOOK = dict.fromkeys(("person", "procedure", "form"), "“{}” ไม่มีหน้าที่ตามคำสั่ง ณ วันที่ {} จึงไม่มีเล่ม") | {
    "order": "คำสั่งที่ {} ไม่มีผลใช้บังคับหรือไม่ระบุชื่อผู้ใด จึงไม่มีใบรับทราบ"
}


def _known(wanted: str, what: str, names: dict[str, str]) -> str:
    """The id; a whole name does too. Anything else is refused with the nearest."""
    found = next((id_ for id_, name in names.items() if wanted in (id_, name)), None)
    if found is None:
        near = difflib.get_close_matches(wanted, [*names, *names.values()], 3, 0.5)
        raise click.UsageError(f"ไม่มี{what} “{wanted}”" + (f" หมายถึง {' หรือ '.join(near)} หรือไม่" if near else f" มี {', '.join(names)}"))
    return found


WIDTHS = "คอลัมน์ของแบบฟอร์มที่พิมพ์กว้างต่างจากที่กำหนดใน handbook.yml เกินร้อยละ 10 เพราะถ้อยคำหรือสัญลักษณ์ไม่พอ (ร้อยละของแบบฟอร์ม):"


def _printed(plans: list[BookJob], sources: Sources) -> tuple[list[Output], tuple[RefusedBook, ...]]:
    from generator import pdf
    from generator.pdf import form_widths
    from generator.source.tracing import tracer

    begun, other = count(1), dict[str, None]()

    def noting(plan: BookJob) -> BookJob:
        """The same book; when it is set, it is noted which widths are not the declared ones."""

        def volume() -> Volume:
            found = plan.volume()
            other.update(dict.fromkeys(form_widths.changed(found)))
            return found

        return replace(plan, volume=volume)

    found, refused = pdf.made(map(noting, plans), lambda title: click.echo(f"[{next(begun)}/{len(plans)}] {title} …"), KEPT, tracer(sources))
    if other:
        click.echo("\n  ".join((WIDTHS, *other)))
    return [_flat(one) for one in found], refused


def _flat(output: Output) -> Output:
    return replace(output, path=PurePosixPath(output.path).name)
