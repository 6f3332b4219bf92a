"""Books that an office has filed: kept aside when they are issued, and compared with a new one so that only some sheets are exchanged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

import click

from generator.edition import Edition
from generator.output import Output

ISSUED = "issued"


def kept_apart(compare: Path, output: Path, names: Sequence[str]) -> None:
    """Make sure that the filed book is not written over. Raises UsageError."""
    if any(compare.resolve() == (output / name).resolve() for name in names):
        raise click.UsageError(f"{compare} จะถูกเล่มใหม่เขียนทับ ระบุโฟลเดอร์อื่นด้วย --output หรือเก็บเล่มที่ใช้อยู่ด้วย --issue ก่อน")


def issued(made: Edition, outputs: Sequence[Output]) -> list[Output]:
    """The books once more, in a folder named by the day of the data and the fingerprint of the sources: ``issued/2568-04-01-3f2a.../``."""
    day = f"{made.as_of.year + 543}-{made.as_of:%m-%d}"
    return [replace(book, path=f"{ISSUED}/{day}-{made.manual.fingerprint}/{book.path}") for book in outputs]


def exchange(made: Edition, filed: bytes, book: Output) -> tuple[list[str], list[Output]]:
    """What to say about a filed book beside the new one; filing instructions and the new leaves as ``<name>-leaves.pdf``.

    Raises ClickException for no PDF.
    """
    from generator import pdf
    from generator.documents import filing
    from generator.pdf import reprint, volumes

    try:
        before, after = reprint.filed(filed), reprint.filed(book.data)
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    found = reprint.leaves(before, after)
    if not found:
        return ["ทุกหน้าเหมือนเล่มเดิม ไม่ต้องเปลี่ยนแผ่นใด"], []
    steps, name = reprint.steps(found, before, after), f"{PurePosixPath(book.path).stem}-leaves.pdf"
    books = reprint.described(filed), reprint.described(book.data)
    sheet = pdf.printed(volumes.instructions(made, name, filing.sheet(steps, books, two_sided=reprint.is_two_sided(after))))
    return [filing.HEAD, *(f"  {filing.line(step)}" for step in steps)], [Output(name, reprint.exchange(sheet.data, book.data, after, found))]
