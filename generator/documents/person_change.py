"""What an order changes for one person: what is gained, said otherwise, lost and kept. A duty counts once: opening lines are none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from generator.documents import mentions
from generator.documents.model import MARK_WORDS, Item, Mark, Runs, Text, listed, plain
from generator.edition import Edition
from generator.model.orders import OrderKey
from generator.register import ChangeKind, Changes, Charge, DutyInForce, Pair, PersonChange
from generator.register.words import item, person_name, rewording, until

FEW = 5
"""So many changes of a kind are said in brief; the whole stands on the order's page."""
Key = tuple[OrderKey, str, str, str]
Wanted = Mapping[Key, list[Pair]]
"""The pairs of one side by what stands there; two that read alike come one after the other."""
Outer = tuple[DutyInForce | None, Pair | None]
"""What stands above a duty: an opening line that stays, or one that is told itself."""


def whole(edition: Edition, changes: Changes, p: PersonChange) -> Item:
    """What one person gains, loses and keeps."""
    return Item(
        "",
        (mentions.person(edition, p.person),),
        (*gains(edition, changes, p), *reworded(edition, p), *losses(edition, changes, p), *kept(edition, p)),
        mark="head",
    )


def gains(edition: Edition, changes: Changes, p: PersonChange) -> Iterator[Item]:
    """Work and duties that a person is given."""
    for group in mentions.grouped(p.gained):
        yield Item("", (*_charged(edition, "เป็น", group), until(group[0])), mark="gain")
    new = [x for x in p.of(ChangeKind.NEW, ChangeKind.MOVED) if x.after and x.after.person == p.person]
    yield from _nested(edition, new, changes.after.duties.get(p.person, ()), "gain", lambda x: x.after)


def losses(edition: Edition, changes: Changes, p: PersonChange) -> Iterator[Item]:
    """Work and duties that are taken from a person."""
    for group in mentions.grouped(p.lost):
        yield Item("", _charged(edition, "พ้นจากการเป็น", group), mark="loss")
    gone = [x for x in p.of(ChangeKind.GONE, ChangeKind.MOVED) if x.before and x.before.person == p.person]
    yield from _nested(edition, gone, changes.before.duties.get(p.person, ()), "loss", lambda x: x.before)


def reworded(edition: Edition, p: PersonChange) -> Iterator[Item]:
    """Duties in new words."""
    for pair in p.of(ChangeKind.REWORDED):
        if pair.before and pair.after:
            said = Text(f"{rewording(pair)} {mentions.passage(pair)} ความเดิม: {pair.before.duty.text}".strip(), "aside")
            yield Item("", (f"{pair.after.duty.text} ", said), mark="change")


def brief(edition: Edition, changes: Changes, p: PersonChange, shortened: Callable[[str], str] = str) -> Iterator[str]:
    """What is added, reworded and ended for a person, in a few lines of each kind, without what is said in passing."""
    for items in map(tuple, (gains(edition, changes, p), reworded(edition, p), losses(edition, changes, p))):
        texts = tuple(_texts(items))
        yield from (f"{MARK_WORDS[items[0].mark]}: {shortened(text)}" for text in texts[:FEW])
        if len(texts) > FEW:
            yield f"{MARK_WORDS[items[0].mark]}อีก {len(texts) - FEW} รายการ"


def _texts(items: Iterable[Item]) -> Iterator[str]:
    for of in items:
        yield " ".join(plain(tuple(run for run in of.runs if not isinstance(run, Text))).split())
        yield from _texts(of.items)


def kept(edition: Edition, p: PersonChange) -> Iterator[Item]:
    """What stays, in a line or two."""
    if p.kept:
        yield Item("", ("ยังเป็น", *listed(mentions.charge(edition, g[0]) for g in mentions.grouped(p.kept))), mark="same")
    same = [(x.before, x.after) for x in p.of(ChangeKind.KEPT) if x.before and x.after and x.after.counts]
    if same:
        moved = ", ".join(f"{item(b.cited)} เดิม → {item(a.cited)}" for b, a in same if b.cited != a.cited)
        said: Runs = (f"หน้าที่คงเดิม {len(same)} ข้อ",)
        yield Item("", (*said, " ", Text(f"เลขข้อใหม่: {moved}", "aside")) if moved else said, mark="same")


def _charged(edition: Edition, verb: str, group: Sequence[Charge]) -> Runs:
    return verb, *mentions.charge(edition, group[0]), f" ตาม{mentions.bases(group)}"


def _key(held: DutyInForce) -> Key:
    return held.order, held.person, held.number, held.duty.text


def _nested(
    edition: Edition, pairs: Sequence[Pair], tops: Sequence[DutyInForce], mark: Mark, side: Callable[[Pair], DutyInForce | None]
) -> Iterator[Item]:
    """Duties in their sequence, each below the one that it belongs to; one whose opening line stays as it is says below what it stands."""
    wanted: dict[Key, list[Pair]] = {}
    for pair in pairs:
        if held := side(pair):
            wanted.setdefault(_key(held), []).append(pair)
    return _below(edition, tops, (None, None), wanted, mark)


def _below(edition: Edition, found: Iterable[DutyInForce], outer: Outer, wanted: Wanted, mark: Mark) -> Iterator[Item]:
    for held in found:
        same = wanted.get(_key(held))
        if not same:
            yield from _below(edition, held.items, (held, None), wanted, mark)
        else:
            pair = same.pop(0)
            inner = tuple(_below(edition, held.items, (None, pair), wanted, mark))
            yield Item("", (f"{held.duty.text} ", Text(_said(edition, pair, outer, mark), "aside")), inner, mark=mark)


def _said(edition: Edition, pair: Pair, outer: Outer, mark: Mark) -> str:
    above, shell = outer
    words = [mentions.passage(pair, shell)]
    if above:
        words.append(f"ภายใต้ “{above.duty.text}”")
    theirs = _other(pair, mark)
    if theirs and (shell is None or theirs != _other(shell, mark)):
        words.append(_passed(edition, pair, mark))
    return " ".join(words)


def _passed(edition: Edition, pair: Pair, mark: Mark) -> str:
    """From whom a duty comes or to whom it goes; for a while, where its person is on secondment."""
    name, away = person_name(edition.manual, _other(pair, mark)), bool(pair.after and pair.after.instead_of)
    if mark == "gain":
        return f"แทน{name} ซึ่งไปช่วยราชการ" if away else f"รับจาก{name}"
    return f"มอบให้{name}{' ปฏิบัติแทนระหว่างไปช่วยราชการ' if away else ''}"


def _other(pair: Pair, mark: Mark) -> str:
    """From whom a duty comes, or to whom it goes."""
    if pair.kind is not ChangeKind.MOVED or not pair.before or not pair.after:
        return ""
    return pair.before.person if mark == "gain" else pair.after.person
