"""Which older procedures a procedure takes the place of, and which takes its place."""

from __future__ import annotations

from collections.abc import Iterator

from generator.documents import mentions
from generator.documents.runs import Break, Link, Ref, Run, Runs, Text, listed
from generator.edition import Edition
from generator.model.procedure import Procedure, Replaced
from generator.thai import dates

FOR, BY = "ใช้แทน", "แทนด้วย"


def said(edition: Edition, of: Procedure) -> Iterator[tuple[str, Runs]]:
    """Both, each below what it is called; nothing of a procedure that replaces none and is replaced by none."""
    old = listed((_old(edition, one) for one in of.replaces), Break())
    new = listed((_dated(mentions.in_handbook(edition, p), r) for p, r in edition.manual.replaced_by.get(of.id, ())), Break())
    yield from ((label, runs) for label, runs in ((FOR, old), (BY, new)) if runs)


def _old(edition: Edition, of: Replaced) -> Runs:
    known = edition.manual.procedure.get(of.procedure or "")
    return _dated(Link(known.title, Ref("procedure", known.id)) if known else of.text or of.procedure or "", of)


def _dated(name: Run, of: Replaced) -> Runs:
    return name, *((" ", Text(f"ตั้งแต่วันที่ {dates.long(of.date)}", "aside")) if of.date else ())
