"""Which books there are, and what stands in each, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from generator.documents import basis, by_post, filing, identity, office, registers, sheets, step_facts
from generator.documents import model as m
from generator.documents.basis import Basis
from generator.documents.front import TITLES
from generator.documents.order import title_of
from generator.edition import Edition
from generator.load.pictures import NONE, Pictures, inner_name
from generator.model.handbook import BookPart, PartKind
from generator.model.orders import Order
from generator.model.organization import Person
from generator.model.procedure import Procedure
from generator.pdf import charts, front, index, orders, procedures, sections, shared_pages
from generator.pdf.blocks import Block, Cover, Lines
from generator.pdf.book import Binding, Volume
from generator.pdf.emitter import Sheets, emit
from generator.pdf.form import form
from generator.pdf.line_breaking import Style
from generator.pdf.reprint import TWO_SIDED
from generator.pdf.typesetter import FOOT_SIZE, LINE, TEXT_WIDTH, Setter
from generator.register import State
from generator.thai.words import MAY_BREAK

HANDBOOK = "books/handbook.pdf"


@dataclass(frozen=True)
class BookJob:
    """A book to make: where it goes, what it is called, and how to get its contents."""

    path: str
    title: str
    volume: Callable[[], Volume]


def plans(edition: Edition, pictures: Pictures = NONE) -> Iterator[BookJob]:
    """The group's handbook; each person in office with duties; each procedure and its form; what each order changes, with the sheets to sign.

    ``pictures``: as :func:`generator.load.pictures.read`.
    """
    yield BookJob(HANDBOOK, edition.manual.handbook.title, lambda: handbook(edition, pictures))
    for person in persons(edition):
        yield BookJob(person_path(person.id), person.name, partial(personal, edition, person, pictures))
    for procedure in edition.manual.procedures:
        yield BookJob(procedure_path(procedure.id), procedure.title, partial(single, edition, procedure))
        yield BookJob(form_path(procedure.id), f"{edition.manual.handbook.form.title} {procedure.title}", partial(own_form, edition, procedure))
    for order in edition.manual.orders:
        if has_changes(edition, order):
            yield BookJob(changes_path(order), title_of(edition, order), partial(changes, edition, order))


def has_changes(edition: Edition, order: Order) -> bool:
    """Whether an order takes effect and concerns somebody."""
    return (any(order.mentions) or bool(order.ended)) and edition.register.status[order.key].state is not State.VOID


def person_path(person: str) -> str:
    """Where a person's book goes."""
    return f"books/person-{person}.pdf"


def procedure_path(procedure: str) -> str:
    """Where a procedure's book goes."""
    return f"books/procedure-{procedure}.pdf"


def form_path(procedure: str) -> str:
    """Where the form of a procedure goes, on sheets of its own."""
    return f"books/form-{procedure}.pdf"


def changes_path(order: Order) -> str:
    """Where the change sheets of an order go."""
    return f"books/changes-{order.key.slug}.pdf"


def persons(edition: Edition) -> tuple[Person, ...]:
    """Those in office who are charged with something on the date."""
    return tuple(p for p in edition.manual.people.persons if edition.in_office(p) and by_post.has_work(edition, p.id))


def handbook(edition: Edition, pictures: Pictures = NONE) -> Volume:
    """The group's handbook: the parts that ``handbook.yml`` lists."""
    book = Setter(edition, pictures)
    owner = edition.manual.person.get(edition.manual.handbook.owner or "")
    blocks = _bound(book, edition.manual.handbook.parts, owner)
    author = owner.name if owner else edition.group.name
    return _volume(book, HANDBOOK, edition.manual.handbook.title, author, blocks, basis.of_all(edition))


def personal(edition: Edition, person: Person, pictures: Pictures = NONE) -> Volume:
    """คู่มือการปฏิบัติงานรายบุคคล: the handbook's parts, of orders, duties and procedures only this person's.

    The preface is its owner's; the approval and history are of the group's handbook.
    """
    book, manual = Setter(edition, pictures), edition.manual
    mine = edition.procedures_of(person.id)
    own: Parts = {
        "order": lambda book, title: orders.part(book, title, person),
        "duties": lambda book, title: orders.duties(book, title, person),
        "procedures": lambda book, title: procedures.part(book, title, mine),
        "references": _register(registers.bibliography, mine),
        "form_list": _register(registers.form_list, mine),
        "glossary": _register(registers.words, mine),
        "index": lambda book, title: index.part(book, title, mine),
    }
    left_out = {"approval", "history"} | ({"preface"} if manual.handbook.owner != person.id else set())
    parts = [p for p in manual.handbook.parts if p.kind not in left_out]
    blocks = _bound(book, parts, person, {**PARTS, **own})
    return _volume(book, person_path(person.id), f"{manual.handbook.title} {person.name}", person.name, blocks, basis.of_person(edition, person.id))


def single(edition: Edition, procedure: Procedure) -> Volume:
    """One procedure with its forms, to hand out or to hang up."""
    book = Setter(edition)
    blocks = tuple(procedures.alone(book, procedure))
    return _volume(book, procedure_path(procedure.id), procedure.title, edition.group.name, blocks, basis.of_procedure(edition, procedure.id))


def own_form(edition: Edition, procedure: Procedure) -> Volume:
    """The summary form of one procedure, to file or to hang up."""
    book = Setter(edition)
    heading = book.heading(1, f"{edition.manual.handbook.form.title} {procedure.title}", of=identity.of_procedure(edition, procedure))
    blocks = *form(book, procedure, heading), *emit(Sheets(book), step_facts.below_form(edition, procedure))
    return _volume(book, form_path(procedure.id), heading.text, edition.group.name, blocks, basis.of_procedure(edition, procedure.id))


def changes(edition: Edition, order: Order) -> Volume:
    """What one order changes, with the sheets to sign."""
    book = Setter(edition)
    title = book.heading(1, title_of(edition, order), of=identity.of_order(edition, order))
    found = emit(Sheets(book), sheets.volume(edition, order, edition.stages(order)))
    return _volume(book, changes_path(order), title.text, edition.group.name, (title, *found), (basis.Basis(order, None),), told=True)


def instructions(edition: Edition, name: str, found: Iterable[m.Block]) -> Volume:
    """The sheet that goes before exchanged leaves. Its pages have no numbers, which are those of the leaves."""
    book = Setter(edition)
    title = book.heading(1, filing.TITLE)
    blocks = (title, *emit(Sheets(book), found))
    return replace(_volume(book, name, title.text, edition.group.name, blocks, (), told=True), numbering="none")


def _bound(book: Setter, found: Iterable[BookPart], owner: Person | None, parts: Parts | None = None) -> tuple[Block, ...]:
    return shared_pages.bound((part.kind, tuple(_part(book, part, owner, parts))) for part in found)


def _part(book: Setter, part: BookPart, owner: Person | None, parts: Parts | None = None) -> Iterator[Block]:
    if part.kind == "cover":
        yield from front.cover(book, owner)
    else:
        usual = (part.kind == "workflow" and book.manual.handbook.workflow_title) or TITLES[part.kind]
        yield from (parts or PARTS)[part.kind](book, part.title or usual)


def _register(build: Callable[[Edition, registers.Only], Iterator[m.Block]], only: registers.Only = None) -> Callable[[Setter, str], Iterator[Block]]:
    """A part that is one paper below its heading; nothing if the paper has nothing to say."""

    def part(book: Setter, title: str) -> Iterator[Block]:
        if found := tuple(emit(Sheets(book), build(book.edition, only))):
            yield book.heading(1, title, new_page=True)
            yield from found

    return part


Parts = dict[PartKind, Callable[[Setter, str], Iterable[Block]]]
PARTS: Parts = {
    "approval": front.approval,
    "history": front.history,
    "preface": front.preface,
    "contents": front.contents,
    "organization": charts.organization,
    "order": orders.part,
    "duties": orders.duties,
    "personnel": charts.personnel,
    "workflow": lambda book, title: (*charts.workflow(book, title), *emit(Sheets(book), (office.in_order(book.edition),))),
    "procedures": procedures.part,
    "references": _register(registers.bibliography),
    "form_list": _register(registers.form_list),
    "glossary": _register(registers.words),
    "index": index.part,
    "sheets": sections.sheet_list,
}


FOOT, FOOT_SIZES = 38.5, (11.0, 10.0, 9.0, 8.0)
"""Height of the room below the first page, and the sizes of type tried there, pt."""


def _volume(book: Setter, path: str, title: str, author: str, blocks: tuple[Block, ...], rests: tuple[Basis, ...], *, told: bool = False) -> Volume:
    """``told``: whether the foot of each page names the orders on which the volume ``rests`` anyway."""
    handbook_, as_of = book.manual.handbook, book.edition.as_of
    day: date = handbook_.edition.date or as_of
    line = basis.line(book.edition, rests)
    description = " ".join(text for text in (book.edition.group.name, book.edition.office.name, line) if text)
    shown = book.shown(title), author, book.shown(description)
    set_ = sections.parted(book, index.placed(book, blocks))
    room = FOOT - len(_identity(set_)) * FOOT_SIZE * LINE
    foot, size = _foot(book, " ".join(text for text in ("" if told else line, basis.as_of(book.edition)) if text), room)
    before, after = (book.shown(word) for word in identity.PAGE_OF.split(" {}") if word.strip())
    pictures = tuple((inner_name(data), data) for data in book.pictures.values())
    date_ = day.year, day.month, day.day
    names = tuple(name.replace(MAY_BREAK, "") for name in book.manual.people.wholes)
    own = handbook_.print
    binding = Binding(own.sides, own.sides > 1 and own.chapters != "any", own.bound, own.punch)
    keywords = (f"ฉบับที่ {handbook_.edition.number}", f"รหัสเล่ม {sections.fingerprint(set_)}", *((TWO_SIDED,) if own.sides > 1 else ()))
    return Volume(
        path, *shown, keywords, date_, handbook_.digits.book, set_, tuple(book.missing.items()), pictures, foot, size,
        handbook_.print.numbering, binding, (before, after), tuple(book.broken), names,
    )  # fmt: skip


def _foot(book: Setter, text: str, room: float) -> tuple[Lines, float]:
    """In the largest type in which it has room; not on every page, so that a later date is no reason to exchange them all."""
    for size in FOOT_SIZES:
        found = book.even(text, Style(size)) if text else ()
        if len(found) * size * LINE <= room:
            return found, size
    return book.brief(text, Style(size), TEXT_WIDTH, int(room / (size * LINE))), size


def _identity(blocks: Sequence[Block]) -> Lines:
    """What stands at the foot of the first page beside; nothing on a cover."""
    if not blocks or isinstance(blocks[0], Cover):
        return ()
    head = sections.heading_of(blocks[0])
    return head.section.identity if head and head.section else ()
