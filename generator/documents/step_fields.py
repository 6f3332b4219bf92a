"""What a step says, field by field: the same words in a cell of the summary form, below the step, and in the search.

A field is what a column of the form may show (:data:`generator.model.summary.ColumnField`); where no column shows it, it stands below the step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from generator.documents import gaps, step_links, times
from generator.documents.charted import charted
from generator.documents.runs import Ref, step_ref
from generator.edition import Edition
from generator.flow.graph import Node
from generator.model.parties import Party, PartyKind, RequirementKind
from generator.model.procedure import Procedure, Step, SubItem
from generator.model.summary import ColumnField

PARTIES: dict[PartyKind, str] = {"source": "ผู้ส่ง", "recipient": "ผู้รับ", "payee": "ผู้รับเงิน", "returned": "คืนผู้ส่ง", "handover": "ผู้รับมอบ"}
REQUIREMENTS: dict[RequirementKind, str] = {"number": "ระบุเลขที่", "letter": "หนังสือ", "attachment": "เอกสารแนบ"}
DOTS = 2  # of the longest number; what stands below it is counted in brackets


class NumberedLine(NamedTuple):
    """One paragraph of a cell or of a nested list: its number as printed (or a dash), its depth from 0, its words, where they lead.

    ``keep``: stays on the page of the paragraph below it.
    """

    no: str
    depth: int
    text: str
    to: Ref | None = None
    keep: bool = False


def lines(items: tuple[SubItem, ...], parent: str = "", depth: int = 0, enclosed: int = 0) -> Iterator[NumberedLine]:
    """Nested items as official papers number them: ``4.``, ``4.1``, ``4.1.1``, ``1)``, ``(1)``; an item's own ``no`` wins. Digits are Arabic."""
    for place, item in enumerate(items, 1):
        no = item.no or _numbered(place, parent, enclosed)
        stem = no.rstrip(".)")
        deeper = enclosed + 1 if enclosed or stem.count(".") == DOTS else 0
        yield NumberedLine(no, depth, item.text)
        yield from lines(item.items, stem, depth + 1, deeper)


def _numbered(place: int, parent: str, enclosed: int) -> str:
    if enclosed:
        return f"{place})" if enclosed == 1 else f"({place})"
    return f"{parent}.{place}" if parent else f"{place}."


class StepView(NamedTuple):
    """What the fields of steps are read from."""

    edition: Edition
    procedure: Procedure


class StepField(NamedTuple):
    """What a field is called below a step, and the paragraphs that say it."""

    title: str
    lines: Callable[[StepView, Node, Step], list[NumberedLine]]


def _paragraphs(texts: Iterable[str | tuple[str, Ref]]) -> list[NumberedLine]:
    """One paragraph as it is; several with a dash each."""
    found = [(text, None) if isinstance(text, str) else text for text in texts]
    return [NumberedLine("-" if len(found) > 1 else "", 0, *text) for text in found]


def _plain(texts: Iterable[str]) -> list[NumberedLine]:
    return [NumberedLine("", 0, text) for text in texts]


def _detail(_: StepView, node: Node, step: Step) -> list[NumberedLine]:
    """As written for the form, else the words of the step; several items are numbered after the step."""
    number = node.number or ""
    if not step.detail:
        return [NumberedLine("", 0, node.text), *lines(step.items, number)]
    only = step.detail[0]
    if len(step.detail) == 1 and not only.no:
        return [NumberedLine("", 0, only.text), *lines(only.items, number)]
    return list(lines(step.detail, number))


def _time(view: StepView, _: Node, step: Step) -> list[NumberedLine]:
    """Of the step, then of its ways out."""
    found = [("", time) for time in step.time] + [(f"{branch.label}: ", time) for branch in step.branches for time in branch.time]
    return _plain(f"{way}{times.full(time, view.edition.manual, view.procedure)}" for way, time in found)


def _forms(view: StepView, _: Node, step: Step) -> list[NumberedLine]:
    known = view.edition.manual.form
    return _paragraphs((known[i].title, Ref("form", i)) for i in step.forms if i in known)


def _references(view: StepView, _: Node, step: Step) -> list[NumberedLine]:
    known = view.edition.manual.reference
    return _paragraphs((known[i].title, Ref("reference", i)) for i in step.references if i in known)


def _separation(view: StepView, _: Node, step: Step) -> list[NumberedLine]:
    """The steps of which another person must be in charge, whichever of the two says so."""
    made = charted(view.edition, view.procedure)
    apart = (made.node[s.id] for s in view.procedure.steps if s.id in step.separate_from or step.id in s.separate_from)
    named = ((node.id, node.named if node.number else f"ขั้นตอน {node.named}") for node in apart)
    return _paragraphs((f"ไม่เป็นบุคคลเดียวกับผู้ปฏิบัติ{words}", step_ref(view.procedure.id, id_)) for id_, words in named)


def _parties(view: StepView, _: Node, step: Step) -> list[NumberedLine]:
    return _paragraphs(f"{PARTIES[party.kind]}: {_party(view, step, party)}" for party in step.parties)


def _party(view: StepView, step: Step, party: Party) -> str:
    """``สถานศึกษา รับมอบจาก บรรณารักษ์ (หนังสือ, ใบรับ)``; who hands over is said even if it is those who are responsible."""
    name = view.edition.manual.actor_name
    givers = [] if party.kind != "handover" else [party.giver] if party.giver else [actor.who for actor in step.actors]
    given = f" รับมอบจาก {' และ '.join(map(name, givers))}" if givers else ""
    what = f" ({', '.join(party.what)})" if party.what else ""
    return f"{name(party.who)}{given}{what}"


def _requires(_view: StepView, _node: Node, step: Step) -> list[NumberedLine]:
    """``หนังสือนำส่ง`` says by itself that it is a letter."""
    words = ((REQUIREMENTS[one.kind], one.text) for one in step.requires)
    return _paragraphs(text if text.startswith(kind) else f"{kind}: {text}" for kind, text in words)


def _texts(of: Callable[[Step], tuple[str, ...]]) -> Callable[[StepView, Node, Step], list[NumberedLine]]:
    return lambda _view, _node, step: _paragraphs(of(step))


FIELDS: dict[ColumnField, StepField] = {
    "no": StepField("ลำดับที่", lambda _view, node, _step: _plain([node.ordinal] if node.number else [])),
    "detail": StepField("รายละเอียดงาน", _detail),
    "time": StepField("เวลา", _time),
    "responsible": StepField("ผู้รับผิดชอบ", lambda view, _node, step: _plain(view.edition.actors(step))),
    "separation": StepField("การแบ่งแยกหน้าที่", _separation),
    "parties": StepField("ผู้เกี่ยวข้อง", _parties),
    "requires": StepField("สิ่งที่ต้องมี", _requires),
    "forms": StepField("แบบฟอร์ม", _forms),
    "standard": StepField("มาตรฐานคุณภาพงาน", _texts(lambda step: step.standard)),
    "monitoring": StepField("ระบบติดตาม/ประเมินผล", _texts(lambda step: step.monitoring)),
    "inputs": StepField("สิ่งนำเข้า", _texts(lambda step: step.inputs)),
    "outputs": StepField("ผลผลิต", _texts(lambda step: step.outputs)),
    "documents": StepField("เอกสารที่เกี่ยวข้อง", _texts(lambda step: step.documents)),
    "references": StepField("เอกสารอ้างอิง", _references),
    "see": StepField("ดูประกอบ", lambda view, _node, step: _paragraphs(step_links.see(view.edition, step))),
    "risks": StepField("ความเสี่ยง", _texts(lambda step: step.risks)),
    "note": StepField("หมายเหตุ", lambda _view, _node, step: _plain([step.note] if step.note else [])),
}
"""In the order in which they stand below a step."""


KEYS: dict[ColumnField, str] = {"responsible": "actors"}
"""Of steps, where they are called otherwise than the column."""


def said(view: StepView, node: Node, step: Step, field: ColumnField) -> Iterator[NumberedLine]:
    """The paragraphs of a field, or why it is empty; none where the step says nothing of it."""
    return (line for line in FIELDS[field].lines(view, node, step) or _plain(gaps.said(step, KEYS.get(field, field))) if line.text)


def fills(step: Step, field: ColumnField) -> bool:
    """Whether a field says more than the words of the symbol."""
    return field != "detail" or bool(step.detail or step.text or step.items)
