"""The registers: forms and references with where they are used, abbreviations and terms, and what is due for review.

``only``: the procedures of which a volume tells; None: all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from generator.documents import gaps, mentions
from generator.documents.front import TITLES
from generator.documents.model import NONE, Block, Break, Column, Heading, Link, Note, Para, Ref, Row, Run, Runs, Table, Text, listed
from generator.documents.procedure import numbered
from generator.documents.whole import WholePaper
from generator.edition import Edition
from generator.model.orders import order_key
from generator.model.procedure import Procedure
from generator.model.registers import Form, Reference
from generator.model.uses import Use
from generator.thai import dates
from generator.thai.words import alphabetical

KINDS = {
    "law": "กฎหมายและระเบียบ",
    "curriculum": "หลักสูตร",
    "order": "คำสั่ง",
    "principle": "หลักการและแนวคิด",
    "manual": "คู่มือ",
    "document": "เอกสารอื่น",
}
PLACE = Column("ที่", 5, kind="number")
FORMS = (
    PLACE,
    Column("แบบฟอร์ม", 27, head=True),
    Column("รหัส", 14, label=True, kind="code"),
    Column("ฉบับ", 10, label=True, kind="code"),
    Column("ที่เก็บ", 17, label=True),
    Column("ใช้ในกระบวนงาน", 27, label=True, kind="uses"),
)
CITED = (PLACE, Column("รายการ", 45, head=True), Column("อ้างในกระบวนงาน", 50, label=True, kind="uses"))
SHORT = (Column("อักษรย่อ", 1, head=True), Column("คำเต็ม", 3))
TERMS = (Column("คำ", 20, head=True), Column("ความหมาย", 50), Column("กระบวนงาน", 30, label=True))
DUE = (Column("ครบกำหนด"), Column("กระบวนงาน", head=True), Column("สถานะ", label=True))
Only = Sequence[Procedure] | None


def forms(edition: Edition) -> WholePaper | None:
    """The register of forms; None if it has none."""
    blocks = tuple(form_list(edition))
    about = "แบบฟอร์มทั้งหมดที่ใช้ในคู่มือ และกระบวนงานที่ใช้แบบฟอร์มนั้น"
    return WholePaper("ทะเบียนแบบฟอร์ม", about, blocks, sources=("forms.yml",)) if blocks else None


def form_list(edition: Edition, only: Only = None) -> Iterator[Block]:
    """Every form, or those that some procedures use: its code, edition, where it is kept, where it is used. No column is empty throughout."""
    among = _ids(edition, only)
    found = [(f, edition.uses_of_form(f.id)) for f in edition.manual.forms.forms]
    found = [(f, uses) for f, uses in found if only is None or any(u.procedure.id in among for u in uses)]
    rows = [_form(edition, n, form, uses) for n, (form, uses) in enumerate(found, 1)]
    shown = [at for at, column in enumerate(FORMS) if not column.label or column.kind == "uses" or any(row[at] != (NONE,) for row in rows)]
    if rows:
        made = (Row(tuple(cells[at] for at in shown), f"form-{form.id}") for (form, _), cells in zip(found, rows, strict=True))
        yield Table("ทะเบียนแบบฟอร์ม", tuple(FORMS[at] for at in shown), tuple(made))


def _form(edition: Edition, place: int, of: Form, uses: Sequence[Use]) -> tuple[Runs, ...]:
    code: Run = Text(of.code, "code") if of.code else NONE
    return (str(place),), (of.title, *mentions.opened(of)), (code,), (of.edition or NONE,), (of.kept or NONE,), _uses(edition, uses) or (NONE,)


def _uses(edition: Edition, uses: Sequence[Use]) -> Runs:
    """The procedures one below the other; which of its steps, for who can go there."""
    return listed(((mentions.in_handbook(edition, use.procedure), *_steps(use)) for use in uses), Break())


def _steps(use: Use) -> Runs:
    steps = [(mentions.step(use.procedure, s),) for s in use.steps]
    return (Note(("ขั้นตอน ", *(run for run in listed(steps, " · ") if isinstance(run, str | Link)))),) if steps else ()


def references(edition: Edition) -> WholePaper | None:
    """What the manual cites, by kind; None if it cites nothing."""
    blocks: list[Block] = []
    for kind, title in KINDS.items():
        if found := [r for r in edition.manual.references.references if r.kind == kind]:
            rows = (Row(_reference(edition, n, r), f"reference-{r.id}") for n, r in enumerate(found, 1))
            blocks += [Heading(2, title, f"kind-{kind}"), Table(title, CITED, tuple(rows))]
    about = "กฎหมาย หลักสูตร คำสั่ง และเอกสารที่คู่มืออ้างถึง และกระบวนงานที่อ้าง"
    return WholePaper(TITLES["references"], about, tuple(blocks), sources=("references.yml",)) if blocks else None


def _reference(edition: Edition, place: int, of: Reference) -> tuple[Runs, ...]:
    key = order_key(of.order or "")
    meant = edition.manual.orders_meant(key) if key else ()
    named: Run = mentions.order(edition, meant[0].key, of.title) if len(meant) == 1 else of.title  # several issuers may have an order of that number
    other = "เอกสารอ้างอิงของคู่มือ" if of.id in edition.manual.references.book else NONE
    return (str(place),), (named, *mentions.opened(of)), _uses(edition, edition.uses_of_reference(of.id)) or (other,)


def bibliography(edition: Edition, only: Only = None) -> Iterator[Block]:
    """The handbook's own; without one, or for some procedures only, every reference that they cite."""
    register, among = edition.manual.references, _ids(edition, only)
    cited = tuple(r.id for r in register.references if any(u.procedure.id in among for u in edition.uses_of_reference(r.id)))
    wanted = register.book if only is None and register.book else cited
    yield from numbered((Link(known.title, Ref("reference", i)),) for i in wanted if (known := edition.manual.reference.get(i)))


def glossary(edition: Edition) -> WholePaper | None:
    """Abbreviations and terms; None if there are neither."""
    parts = (("อักษรย่อ", "abbreviations", abbreviations(edition)), ("คำจำกัดความ", "definitions", terms(edition)))
    blocks = tuple(block for title, anchor, found in parts for table in found for block in (Heading(2, title, anchor), table))
    about = "อักษรย่อ คำเต็ม และคำจำกัดความที่ใช้ในคู่มือ"
    return WholePaper("อักษรย่อและคำจำกัดความ", about, blocks, sources=("handbook.yml",)) if blocks else None


def words(edition: Edition, only: Only = None) -> Iterator[Block]:
    """The same for a volume, each table below a caption."""
    for table in (*abbreviations(edition, only), *terms(edition, only)):
        yield Para((table.name,), "caption")
        yield table


def abbreviations(edition: Edition, only: Only = None) -> Iterator[Table]:
    """With their full words and other spellings: those of the handbook, then those of procedures."""
    rows = []
    seen: set[str] = set()
    for a in edition.manual.abbreviations(_procedures(edition, only)):
        rows.append(Row(((a.short,), gaps.meaning(a)), "" if a.short in seen else f"abbr-{mentions.named(a.short)}"))
        seen.add(a.short)
    if rows:
        yield Table("อักษรย่อ", SHORT, tuple(rows))


def terms(edition: Edition, only: Only = None) -> Iterator[Table]:
    """The terms that procedures define, in alphabetical order."""
    found = sorted(
        ((d.term, d.text, p) for p in _procedures(edition, only) for d in p.definitions), key=lambda found: (alphabetical(found[0]), found[1])
    )
    if found:
        yield Table("คำจำกัดความ", TERMS, tuple(Row(((term,), (text,), (_defined(p, term),))) for term, text, p in found))


def _defined(procedure: Procedure, term: str) -> Link:
    return Link(procedure.title, Ref("procedure", procedure.id, mentions.term_anchor(term)))


def review(edition: Edition) -> WholePaper | None:
    """Procedures with a day for their review, the nearest first; None if none has one."""
    found = due(edition)
    rows = (
        Row(((dates.long(day),), (Link(p.title, Ref("procedure", p.id)),), ("เลยกำหนดแล้ว" if day < edition.as_of else "ยังไม่ถึงกำหนด",)))
        for day, p in found
    )
    as_of = f" นับสถานะ{mentions.on_day(edition)}" if edition.day else ""
    blocks = (Para((f"เรียงตามวันที่ครบกำหนด{as_of}",)), Table("กำหนดทบทวน", DUE, tuple(rows)))
    return WholePaper("กำหนดทบทวน", "กระบวนงานที่ถึงกำหนดทบทวน เรียงตามวันที่", blocks, sources=("handbook.yml",)) if found else None


def due(edition: Edition) -> list[tuple[date, Procedure]]:
    """Procedures with the days for their review, of their own or of the handbook."""
    general = edition.manual.handbook.control
    found = ((p.control.over(general, "review_due"), p) for p in edition.manual.procedures)
    return sorted(((day, p) for day, p in found if day), key=lambda pair: pair[0])


def _procedures(edition: Edition, only: Only) -> Iterable[Procedure]:
    return edition.manual.procedures if only is None else only


def _ids(edition: Edition, only: Only) -> frozenset[str]:
    return frozenset(p.id for p in _procedures(edition, only))
