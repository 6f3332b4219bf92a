"""The register against a clerk with paper, scissors and a stamp (:mod:`tests.paper`): random offices, at every date on which anything turns.

``HYPOTHESIS=long`` tries thirty times as many offices.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, ClassVar

import pytest
import yaml
from pydantic import BaseModel

from generator.model.order_parts import Absence, Change
from generator.model.orders import Order
from generator.model.organization import People
from generator.register import ChangeKind, DutyInForce, Register, Staff, differences, duties_history, fold, history
from tests import LONG
from tests.paper import clerk as paper
from tests.paper.chance import Chance
from tests.paper.clerk import Clerk, Does, Has, Told
from tests.paper.folder import many
from tests.paper.smaller import smaller

OFFICES = 200 * (30 if LONG else 1)
ONE = timedelta(days=1)
Papers = list[dict[str, Any]]

FATES = {ChangeKind.KEPT: "kept", ChangeKind.REWORDED: "reworded", ChangeKind.MOVED: "moved", ChangeKind.NEW: "new", ChangeKind.GONE: "gone"}


class Program:
    """An office as the program reads it, in the clerk's words."""

    def __init__(self, papers: Papers, persons: Papers) -> None:
        self.orders = [Order.model_validate(p) for p in papers]
        self.staff = Staff.of(People.model_validate({"persons": persons}))
        self.folds: dict[date, Register] = {}

    def on(self, day: date) -> Register:
        return self.folds.setdefault(day, fold(self.orders, day, self.staff))

    def duties(self, day: date) -> list[DutyInForce]:
        return [d for tops in self.on(day).duties.values() for top in tops for d in top.walk()]

    def since(self, day: date) -> Counter[tuple[Does | Has, date]]:
        said = [*((has(c), c.since) for c in self.on(day).charges), *((does(d), d.since) for d in self.duties(day))]
        return Counter([*said, *dict(self.outsiders(day)).items()])

    def outsiders(self, day: date) -> Iterator[tuple[Has, date]]:
        """Members of committees from outside the office, who are in charge of nothing."""
        for of in self.on(day).committees:
            for seat in (s for s in of.seats if s.member.name):
                office = of.committee.office_of(seat.member)
                yield Has(seat.member.name, "กรรมการ", "committee", of.key, seat.order, seat.clause, office, None), seat.since


def has(c: Any) -> Has:
    return Has(c.person, c.role.value, c.kind, c.target, c.order, c.item, c.part or None, c.rank or None)


def does(d: DutyInForce) -> Does:
    return Does(d.person, d.number, d.duty.text, d.order, d.clause)


class Loader(yaml.SafeLoader):
    """Dates and whole numbers as such, all else as text: ``no`` is the number of an item."""

    yaml_implicit_resolvers: ClassVar = {
        k: [(t, r) for t, r in v if not t.endswith(":bool")] for k, v in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


CASES = yaml.load((Path(__file__).parent / "paper" / "cases.yml").read_text("utf-8"), Loader)


def line(said: Does | Has, since: date) -> str:
    """A fact in one line, as in ``cases.yml``."""
    if isinstance(said, Does):
        return f"{said.person} {said.number} {said.text} | {said.order.number} {said.clause} | {since}"
    part = (f" ({said.part})" if said.part else "") + (f" ลำดับ {said.rank}" if said.rank else "")
    return f"{said.person} {said.role} {said.target}{part} | {said.order.number} {said.item} | {since}"


@pytest.mark.parametrize("case", CASES, ids=[c["case"] for c in CASES])
@pytest.mark.parametrize("reading", [Clerk, Program])
def test_both_read_the_papers_as_a_person_does(reading: type[Clerk] | type["Program"], case: dict[str, Any]):
    common = {"issuer": "office", "year": 2565, "title": "มอบหมายหน้าที่", "kind": "new", "signed": date(2022, 1, 1)}
    read = reading([common | p for p in case["papers"]], [{"name": p["id"], "position": "เจ้าหน้าที่"} | p for p in case.get("persons", ())])
    for day, expected in case["days"].items():
        assert sorted(line(*fact) for fact in read.since(day).elements()) == sorted(expected), day


def different(papers: Papers, persons: Papers) -> Iterator[str]:
    """Every point in which the two readings of an office differ."""
    by_hand, program = Clerk(papers, persons), Program(papers, persons)
    for day in [by_hand.turns[0] - ONE, *by_hand.turns]:
        yield from _unlike(by_hand.since(day), program.since(day), str(day))
    held = [h for of in duties_history(program.orders, program.staff).values() for h in of]
    told = [*((has(c), c.since, c.until) for c in history(program.orders, program.staff)), *((does(h.duty), h.since, h.until) for h in held)]
    yield from _unlike(Counter(by_hand.stretches()), Counter(told), "history")
    some = Random(str(by_hand.turns))
    for _ in range(4):
        yield from _otherwise_fated(by_hand, program, (some.choice(by_hand.turns), some.choice(by_hand.turns)))


def _otherwise_fated(by_hand: Clerk, program: Program, days: tuple[date, date]) -> Iterator[str]:
    """Items whose fate between two days is told otherwise, of those that the papers decide."""
    clerks = Counter(paper.differences(by_hand, *days))
    pairs = differences(program.on(days[0]), program.on(days[1])).duties
    told = Counter(Told(FATES[p.kind], does(p.before) if p.before else None, does(p.after) if p.after else None) for p in pairs)
    open_ends = {side for t in clerks if t.fate is None for side in (t.before, t.after) if side}
    decided = [Counter({t: n for t, n in side.items() if t.fate and not {t.before, t.after} & open_ends}) for side in (clerks, told)]
    yield from _unlike(*decided, f"{days[0]} to {days[1]}")


def _unlike(clerks: Counter[Any], told: Counter[Any], when: str) -> Iterator[str]:
    yield from (f"{when}: only on paper {one}" for one in (clerks - told).elements())
    yield from (f"{when}: only in the register {one}" for one in (told - clerks).elements())


@pytest.mark.parametrize("seeds", [range(n, n + 25) for n in range(0, OFFICES, 25)], ids=lambda seeds: f"{seeds.start}-{seeds.stop - 1}")
def test_the_register_says_what_the_papers_say(seeds: range):
    for seed in seeds:
        office = Chance(Random(seed)).office()
        if any(different(*office)):
            papers, persons = smaller(office, lambda less: any(different(*less)))
            pytest.fail("\n".join([f"seed {seed}", *map(str, papers), *(str(p) for p in persons if len(p) > 3), *different(papers, persons)]))


SILENT = {"preamble", "authority", "closing", "signer", "file", "general", "position", "post_number", "to_confirm", "allow"}
"""What only stands on the page of an order."""


def test_random_offices_use_everything_that_orders_can_say():
    papers = [p for seed in range(60) for p in Chance(Random(seed)).office()[0]]
    orders = [Order.model_validate(p) for p in papers]
    used = {fact for order in orders for fact in _used(order)}
    wanted = {(type_, name) for type_ in {type_ for type_, _ in used} for name in type_.model_fields.keys() - SILENT}
    assert {t.__name__ for t, _ in wanted} == set(
        "Order Assignment Duty Responsibility Committee Member Annex AnnexRow Absence StandIn Change".split()
    )
    assert wanted - used == {(Change, "text"), (Absence, "text")}
    changes = {(c.action, c.corrects) if c.action == "correct" else (c.action, _changed(c)) for o in orders for c in o.changes}
    assert changes == {
        *((action, what) for action in ("add", "replace", "remove") for what in ("item", "chart", "committee")),
        ("remove", "person"),
        *(("correct", what) for what in ("text", "name", "position", "post_number", "title")),
    }
    for name in ("amends", "replaces", "cancels"):
        assert {len(many(p[name])) for p in papers if name in p} == {1, 2}
        assert {isinstance(p[name], str) for p in papers if name in p} == {True, False}


def _used(value: Any) -> Iterator[tuple[type[BaseModel], str]]:
    if isinstance(value, BaseModel):
        for name in value.model_fields_set:
            yield type(value), name
            yield from _used(getattr(value, name))
    elif isinstance(value, tuple) and not hasattr(value, "_fields"):
        for inner in value:
            yield from _used(inner)


def _changed(c: Change) -> str:
    """What a change is about."""
    return "committee" if c.committee else "chart" if c.of_chart else "item" if c.item or c.duty else "person"
