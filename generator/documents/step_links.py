"""Ways from a step to a step of another procedure, in words: where a sub-process is entered, and what to look at."""

from __future__ import annotations

from collections.abc import Iterator

from generator.documents.runs import Link, Ref, step_anchor
from generator.edition import Edition
from generator.flow.graph import numbers
from generator.model.procedure import Procedure, Step


def entry(edition: Edition, step: Step) -> str:
    """``เริ่มที่ขั้นตอนที่ 3``: where the sub-process of a step is entered; empty if that is its first step."""
    part = edition.manual.procedure.get(step.procedure or "")
    return f"เริ่มที่{_named(part, step.entry)[0]}" if part and step.entry else ""


def part(edition: Edition, step: Step) -> Link | None:
    """The way to the sub-process, or to the step at which it is entered."""
    of = edition.manual.procedure.get(step.procedure or "")
    words = f"{edition.number(of.id)}. {of.title} {entry(edition, step)}".strip() if of else ""
    return Link(words, Ref("procedure", of.id, step_anchor(step.entry) if step.entry else "")) if of else None


def see(edition: Edition, step: Step) -> Iterator[tuple[str, Ref]]:
    """``ขั้นตอนที่ 3 คัดเลือกหนังสือ (1. การจัดหาหนังสือ)``: each step of other procedures that a step names."""
    for to in step.see:
        if of := edition.manual.procedure.get(to.procedure):
            whole = f"{edition.number(of.id)}. {of.title}"
            name, words = _named(of, to.step) if to.step else ("", "")
            said = " ".join(filter(None, (name, words, f"({whole})"))) if to.step else whole
            yield said, Ref("procedure", of.id, step_anchor(to.step) if to.step else "")


def _named(of: Procedure, step: str) -> tuple[str, str]:
    """``ขั้นตอนที่ 3`` and its words; the words alone of a step without a number."""
    known = {s.id: (s, number) for s, number in zip(of.steps, numbers(of.steps), strict=True)}
    found, number = known.get(step, (None, None))
    words = found.words if found else step
    return (f"ขั้นตอนที่ {number}", words) if number else (f"“{words}”", "")
