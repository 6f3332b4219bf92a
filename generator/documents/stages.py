"""A procedure's steps stage by stage, and how long its stages, its cases and the whole take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from generator import totals
from generator.documents import mentions, step_facts, times
from generator.documents.charted import charted
from generator.documents.model import NONE, Block, Break, Column, Heading, Item, List, Para, Row, Runs, Table, Text, listed
from generator.documents.runs import broken, step_anchor
from generator.edition import Edition
from generator.flow.graph import Node
from generator.model.procedure import Procedure
from generator.model.time import Duration

TITLE = "ระยะเวลา"
COLUMNS = (
    Column("ช่วงของงาน", 26, head=True), Column("ขั้นตอน", 22, label=True), Column("เวลาที่กำหนด", 30, label=True),
    Column("รวมเวลาของขั้นตอน", 22, label=True),
)  # fmt: skip


def steps(edition: Edition, of: Procedure) -> Iterator[Block]:
    """The steps, those of a stage below its title and its time; then the times of all parts."""
    begins = {step_anchor(s.node): s.title.split("\n") for s in charted(edition, of).stages}
    group: list[Item] = []
    for item in step_facts.items(edition, of):
        if item.anchor in begins:
            yield from _listed(group)
            title, *spent = begins[item.anchor]
            yield Heading(3, title, item.anchor.replace("step-", "stage-", 1))
            yield from [Para((" · ".join(spent),), "body")] if spent else []
            group = []
        group.append(item)
    yield from _listed(group)
    yield from durations(edition, of)


def durations(edition: Edition, of: Procedure) -> Iterator[Block]:
    """How long each part takes, as stated and as its steps sum up; nothing of a procedure that has neither parts nor a time of its own."""
    if found := totals.parts(of):
        yield Heading(3, TITLE, "durations")
        yield Table(TITLE, COLUMNS, tuple(_row(edition, of, part) for part in found))


def _listed(items: Sequence[Item]) -> Iterator[Block]:
    if items:
        yield List(tuple(items), "steps")


def _row(edition: Edition, of: Procedure, part: totals.TimedPart) -> Row:
    head: Runs = (part.head.title, *((" ", Text(part.head.when, "aside")) if part.head.when else ()))
    stated = listed((broken(times.full(time, edition.manual, of)) for time, _ in part.times if time), Break())
    sums = listed(((_sum(edition, computed),) for _, computed in part.times), Break())
    return Row((head, (numbers(of, part.nodes),), stated or (NONE,), sums))


def _sum(edition: Edition, computed: Duration | None) -> str:
    return times.text(computed, edition.manual.calendar) if computed else NONE


def numbers(of: Procedure, nodes: Iterable[Node]) -> str:
    """``1–4, 6``: the numbers of steps, runs of them by the first and the last."""
    every = [n for n in mentions.step_numbers(of) if n]
    wanted = [n.number for n in nodes if n.number]
    runs = [[n for n, _ in run] for held, run in groupby(((n, n in wanted) for n in every), key=lambda pair: pair[1]) if held]
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
