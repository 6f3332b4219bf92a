"""Books that could not be printed: which, what stands in their place, and why; reported last, when all else is done."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import click

from generator.source.parsing import Invalid

if TYPE_CHECKING:
    from generator.pdf import Refused


def tell(refused: Sequence[Refused], kept: Collection[str]) -> None:
    """``kept``: paths of the books of which an earlier print stays. Raises Invalid with the reasons, each once, if a book was refused."""
    for book in refused:
        stays = "ฉบับที่พิมพ์ครั้งก่อนยังอยู่" if book.path in kept else "ยังไม่มีเล่มนี้"
        click.echo(f"พิมพ์เล่มนี้ไม่ได้: {book.title} ({book.path}) {stays}")
    if refused:
        raise Invalid(list(dict.fromkeys(problem for book in refused for problem in book.problems)))
