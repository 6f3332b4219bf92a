"""The matter around the chapters: cover, approval, history, preface, contents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.documents import front
from generator.documents.form_table import CONTINUED
from generator.documents.model import DETAIL, ITEM, LINE, SIGN, Facts, Place, Signatures, plain
from generator.load import pictures
from generator.model.organization import Person
from generator.pdf.blocks import Block, Cover, Gap, SetCell, SetContents
from generator.pdf.emitter import Sheets, emit
from generator.pdf.line_breaking import Style
from generator.pdf.typesetter import Setter

LARGE = 16.0  # type of the tables of the approval, pt
BELOW_FACTS = 18.0


def cover(book: Setter, owner: Person | None) -> Iterator[Block]:
    """Title, whose it is, which edition, and the office; no page number."""
    of = front.title_page(book.edition, owner)
    groups = (((of.title,), Style(28, True)), (of.owner, Style(20, True)), (of.office, Style(18, True)), (of.edition, Style(16)))
    title, whose, office, edition = (tuple(line for text in texts for line in book.even(text, style)) for texts, style in groups)
    emblem = book.pictures.get(pictures.emblem(book.manual))
    yield Cover(title, whose, office, edition, pictures.inner_name(emblem) if emblem else "", of.emblem)


def approval(book: Setter, title: str) -> Iterator[Block]:
    """Who prepared, reviewed and approved, with room to sign; and the facts of document control."""
    yield book.heading(1, title, new_page=True)
    for block in front.approval(book.edition):
        if isinstance(block, Facts):
            yield book.table((ITEM, DETAIL), (1, 2), ((fact.label, plain(fact.runs)) for fact in block.facts), size=LARGE)
            yield Gap(BELOW_FACTS)
        elif isinstance(block, Signatures):
            made = book.table(front.SIGNED, (1, 2.4), map(_row, block.places), centred=frozenset({0, 1}), size=LARGE)
            yield replace(made, rows=tuple(_signed(book, row, of) for row, of in zip(made.rows, block.places, strict=True)))


def _row(of: Place) -> tuple[str, str]:
    """Two empty lines for the signature, the line, name, position and date."""
    lines = (f"{SIGN} {LINE}", *(plain((line,)) for line in of.lines), of.date or of.blank_date)
    return of.asks, "\n\n" + "\n".join(lines)


def _signed(book: Setter, row: tuple[SetCell, ...], of: Place) -> tuple[SetCell, ...]:
    """With the picture of the signature above its line, if there is one; else the room stays free for a pen."""
    if of.picture not in book.pictures:
        return row
    label, place = row
    return label, replace(place, picture=pictures.inner_name(book.pictures[of.picture]), alt=f"{front.SIGNED[1]}{of.asks}")


def history(book: Setter, title: str) -> Iterator[Block]:
    """The revisions of the handbook, then those of each procedure."""
    yield book.heading(1, title, new_page=True)
    yield from emit(Sheets(book), front.revisions(book.edition))


def preface(book: Setter, title: str) -> Iterator[Block]:
    """The preface with its signature; nothing if the handbook has none."""
    if blocks := tuple(front.preface(book.edition)):
        yield book.heading(1, title, new_page=True)
        yield from emit(Sheets(book), blocks)


def contents(book: Setter, title: str) -> Iterator[Block]:
    """The contents, which do not list themselves."""
    yield book.heading(1, title, new_page=True, listed=False)
    yield SetContents(3, front.CONTENTS, CONTINUED)
