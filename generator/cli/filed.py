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


def exchange(filed: bytes, book: Output) -> tuple[list[str], list[Output]]:
    """What to say about a filed book beside the new one, and the new sheets alone as ``<name>-leaves.pdf``. Raises ClickException for no PDF."""
    from generator.pdf import reprint

    try:
        before, after = reprint.filed(filed), reprint.filed(book.data)
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    found = reprint.leaves(before, after)
    if not found:
        return ["ทุกหน้าเหมือนเล่มเดิม ไม่ต้องเปลี่ยนแผ่นใด"], []
    said = ["แผ่นที่ต้องเปลี่ยนในเล่มเดิม:", *(f"  {reprint.words(leaf, before, after)}" for leaf in found)]
    data = reprint.exchange(book.data, after, found)
    return said, [Output(f"{PurePosixPath(book.path).stem}-leaves.pdf", data)] if data else []
