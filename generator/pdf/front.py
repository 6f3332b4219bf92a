"""The matter around the chapters: cover, approval, history, preface, contents, lists at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.documents import control
from generator.documents.control import Signed
from generator.documents.model import DETAIL, ITEM, plain
from generator.load import signatures
from generator.model.organization import Person
from generator.model.procedure import Procedure, Signatory
from generator.pdf.blocks import Block, Cover, Gap, SetCell, SetContents, Signature
from generator.pdf.emitter import Sheets, emit
from generator.pdf.line_breaking import Style
from generator.pdf.typesetter import TEXT_WIDTH, Setter, listed
from generator.thai import dates

BLANK_NAME, BLANK_DATE = "(" + "." * 50 + ")", "วันที่ " + "." * 30


def cover(book: Setter, owner: Person | None) -> Iterator[Block]:
    """Title, whose it is, which edition, and the office; no page number."""
    handbook = book.manual.handbook
    foot = handbook.cover or (book.edition.group.name, book.edition.office.name)
    alone = owner is not None and owner.id != handbook.owner
    whose = [] if owner is None else [*(["คู่มือรายบุคคล"] if alone else []), owner.name, owner.titled]
    yield Cover(
        book.even(handbook.title, Style(28, True)),
        tuple(line for text in whose for line in book.even(text, Style(20, True))),
        tuple(line for text in foot for line in book.even(text, Style(18, True))),
        tuple(line for text in edition_lines(book) for line in book.even(text, Style(16))),
    )


def edition_lines(book: Setter) -> list[str]:
    """``พิมพ์ครั้งที่ 3 พ.ศ. 2568`` and the date; only what is known."""
    own = book.manual.handbook.edition
    if own.date is None and own.year is None:
        return []
    return [f"ฉบับที่ {own.number}" + (f" พ.ศ. {own.year}" if own.year else ""), *([dates.long(own.date)] if own.date else [])]


def approval(book: Setter, title: str) -> Iterator[Block]:
    """Who prepared, reviewed and approved, with room to sign; and the facts of document control."""
    own = book.manual.handbook.control
    yield book.heading(1, title, new_page=True)
    facts = control.facts(own)
    if facts:
        yield book.table((ITEM, DETAIL), (1, 2), ((fact.label, plain(fact.runs)) for fact in facts), size=16)
        yield Gap(18)
    asked = [(label, getattr(own, field) or Signatory()) for field, label in control.SIGNATORIES]
    rows = [(label, _place_to_sign(control.signed(book.edition, label, signatory))) for label, signatory in asked]
    made = book.table(("ผู้ลงนาม", "ลายมือชื่อ"), (1, 2.4), rows, centred=frozenset({0, 1}), size=16)
    yield replace(made, rows=tuple(_signed(book, row, s.signature or "") for row, (_, s) in zip(made.rows, asked, strict=True)))


def _place_to_sign(signed: Signed) -> str:
    """Two empty lines for the signature, the line, name, position and date; dots for what is not known."""
    name, day = f"({signed.name})" if signed.name else BLANK_NAME, dates.long(signed.date) if signed.date else BLANK_DATE
    return f"\n\nลงชื่อ {'.' * 40}\n{name}\n{signed.position}\n{day}"


def _signed(book: Setter, row: tuple[SetCell, ...], signature: str) -> tuple[SetCell, ...]:
    """With the picture of the signature above its line, if there is one; else the room stays free for a pen."""
    if signature not in book.pictures:
        return row
    label, place = row
    return label, replace(place, picture=signatures.name(book.pictures[signature]), alt=f"ลายมือชื่อ{label.lines[0][0]}")


def history(book: Setter, title: str) -> Iterator[Block]:
    """The revisions of the handbook, then those of each procedure."""
    yield book.heading(1, title, new_page=True)
    of_book = [("ทั้งเล่ม", r) for r in book.manual.handbook.control.history]
    of_parts = [(p.title, r) for p in book.manual.procedures for r in p.control.history]
    if of_book or of_parts:
        yield from emit(Sheets(book), (control.revisions((*of_book, *of_parts)),))
    else:
        yield book.paragraph("ยังไม่มีการแก้ไข")


def preface(book: Setter, title: str) -> Iterator[Block]:
    """The preface with its signature; nothing if the handbook has none."""
    own = book.manual.handbook.preface
    if own is None:
        return
    yield book.heading(1, title, new_page=True)
    for text in own.paragraphs:
        yield book.paragraph(text)
    signer = book.manual.person.get(own.signed_by or "")
    said = [*([signer.name] if signer else []), *own.signed_lines]
    if said:
        style, width = Style(16), TEXT_WIDTH * 0.6
        day = book.shown(dates.long(own.date)) if own.date else ""
        yield Signature(tuple(line for text in said for line in book.even(text, style, width)), day)


def contents(book: Setter, title: str) -> Iterator[Block]:
    """The contents, which do not list themselves."""
    yield book.heading(1, title, new_page=True, listed=False)
    yield SetContents(3, ("เรื่อง", "หน้า"))


def references(book: Setter, title: str, only: Iterable[Procedure] | None = None) -> Iterator[Block]:
    """The handbook's bibliography; without one of its own, or for some procedures only, every reference that they cite."""
    register, among = book.manual.references, _ids(book, only)
    cited = tuple(r.id for r in register.references if any(u.procedure.id in among for u in book.edition.uses_of_reference(r.id)))
    wanted = register.book if only is None and register.book else cited
    found = [book.manual.reference[i].title for i in wanted if i in book.manual.reference]
    if found:
        yield book.heading(1, title, new_page=True)
        yield from book.numbered(found, left=0)


def _ids(book: Setter, only: Iterable[Procedure] | None) -> frozenset[str]:
    return frozenset(p.id for p in (book.manual.procedures if only is None else only))


def form_list(book: Setter, title: str, only: Iterable[Procedure] | None = None) -> Iterator[Block]:
    """Every form of the register (or those of some procedures): its code, where it is kept, in which procedures it is used."""
    among = _ids(book, only)
    forms = [f for f in book.manual.forms.forms if only is None or any(u.procedure.id in among for u in book.edition.uses_of_form(f.id))]
    if not forms:
        return
    yield book.heading(1, title, new_page=True)
    rows = []
    for n, form in enumerate(forms, 1):
        uses = listed(list(dict.fromkeys(use.procedure.title for use in book.edition.uses_of_form(form.id))))
        rows.append((str(n), form.title, form.code or "–", form.edition or "–", form.kept or "–", uses or "–"))
    heads = ("ที่", "ชื่อแบบฟอร์ม", "รหัส", "ฉบับ", "ที่เก็บ", "ใช้ในกระบวนงาน")
    yield book.table(heads, book.shared(heads, (5, 27, 14, 10, 17, 27), rows), rows, centred=frozenset({0, 2, 3}))


def glossary(book: Setter, title: str, only: Iterable[Procedure] | None = None) -> Iterator[Block]:
    """Abbreviations with their full words, then the terms that the procedures define."""
    short = book.manual.handbook.abbreviations
    terms = [(d.term, d.text, p.title) for p in (book.manual.procedures if only is None else only) for d in p.definitions]
    if not short and not terms:
        return
    yield book.heading(1, title, new_page=True)
    if short:
        rows = [(a.short, a.full + (f" ({', '.join(a.also)})" if a.also else "")) for a in short]
        yield book.table(("อักษรย่อ", "คำเต็ม"), (1, 3), rows)
        yield Gap(14)
    if terms:
        heads = ("คำ", "ความหมาย", "กระบวนงาน")
        yield book.table(heads, book.shared(heads, (20, 50, 30), terms), sorted(terms))
