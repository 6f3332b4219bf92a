"""Clauses of an amendment about charts, annexes and committees: what was one person's is another's, or is withdrawn."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from generator.drafts.entries import Entry
from generator.drafts.state import SOMEBODY, Work
from generator.model.orders import Responsibility, RoleKind
from generator.register.contents import OrderContents
from generator.register.numbering import normal
from generator.register.values import CommitteeInForce, Seat
from generator.register.words import person_name

LEADING = (RoleKind.MAIN, RoleKind.TOGETHER)


def chart(work: Work, part: OrderContents, giver: str, only: Collection[str] | None = None) -> Iterator[Entry]:
    """The entries of ``giver``, for those targets alone if any are named, go to the receiver in the same role.

    What the receiver has in a lesser role gives way; what the receiver has in the same or a better role already is only withdrawn from the giver.
    """
    mine = [n.responsibility for n in part.responsibilities if n.person == giver]
    for basis in dict.fromkeys(r.basis for r in mine):
        theirs = [n.responsibility for n in part.responsibilities if n.person == work.receiver and normal(n.responsibility.basis) == normal(basis)]
        here = [r for r in mine if r.basis == basis]
        every = {t for r in here for t in targets(r)}
        moved = every if only is None else every & set(only)
        have = {t for r in here for t in targets(r) if t in moved and any(_suffices(o, r, t) for o in theirs)}
        less = {t for t in moved - have for o in theirs if t in targets(o)}
        all_posts = {r.post for r in here + theirs if r.post}
        about = {"basis": basis}
        if less:
            narrowed = {} if less >= {t for o in theirs for t in targets(o)} else _narrowed(less, all_posts)
            yield {"action": "remove", "person": work.who(work.receiver or ""), **about, **narrowed}
        if have:
            yield {"action": "remove", "person": work.who(giver), **about, **({} if have == every else _narrowed(have, all_posts))}
        if moved - have:
            narrowed = {} if moved - have == every else _narrowed(moved - have, all_posts)
            since = {"from": max((r.since for r in here if r.since and r.since > work.effective), default=None)}
            later = {k: v for k, v in since.items() if v}
            yield {"action": "replace", "person": work.who(giver), **about, **narrowed, "with": _taker(work), **later}


def targets(of: Responsibility) -> tuple[str, ...]:
    """The procedures and the post of an entry."""
    return (*of.procedures, *([of.post] if of.post else []))


def _suffices(theirs: Responsibility, wanted: Responsibility, target: str) -> bool:
    """Whether somebody has a target in the role wanted, or answers for it."""
    return target in targets(theirs) and theirs.part == wanted.part and (theirs.role is wanted.role or theirs.role in LEADING)


def _narrowed(chosen: Collection[str], posts: Collection[str]) -> Entry:
    procedures = sorted(t for t in chosen if t not in posts)
    post = next((t for t in chosen if t in posts), None)
    return {**({"procedures": procedures} if procedures else {}), **({"post": post} if post else {})}


def _taker(work: Work) -> str:
    return work.who(work.receiver or SOMEBODY)


def seats(work: Work, part: OrderContents, giver: str) -> Iterator[Entry]:
    """The seats of ``giver`` go to the receiver, unless the receiver sits there already."""
    for of in part.committees:
        for seat in of.seats:
            if seat.member.person == giver:
                yield _seat(work, of, seat, giver)


def _seat(work: Work, of: CommitteeInForce, seat: Seat, giver: str) -> Entry:
    about = {"person": work.who(giver), "committee": of.committee.name}
    if work.receiver and all(s.member.person != work.receiver for s in of.seats):
        position = {k: v for k, v in work.written(work.receiver).items() if k == "position"}
        return {"action": "replace", **about, "member": {"person": _taker(work), **position}}
    lacking = f"{person_name(work.manual, giver)} เป็น{of.committee.office_of(seat.member)} ยังไม่มีผู้แทน"
    return {"action": "remove", **about, **({} if work.receiver else {"to_confirm": lacking})}
