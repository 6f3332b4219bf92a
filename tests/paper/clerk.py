"""What the papers say on a day: who does and answers for what, since when, and what is different on another day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from tests.paper.folder import Folder, Key, Paper, begins, many
from tests.paper.slips import Entry, Line, Page, Slip, found, pages, walk

ONE = timedelta(days=1)
FRAME = "frame"
"""Of an item of which only sub-items are kept while its own work lapses: its words, to read those by."""
ENDED_BY_APPOINTMENT = ("รักษาราชการแทน", "รักษาการในตำแหน่ง")
NAMES_OF_PROJECTS = ("schools", "projects")


class Does(NamedTuple):
    """An item of a person: its number in the consolidated list, and order and clause on paper."""

    person: str
    number: str
    text: str
    order: Key
    clause: str


class Has(NamedTuple):
    """A person answering for a procedure or post, or sitting in a committee."""

    person: str
    role: str
    kind: str
    target: str
    order: Key
    item: str
    part: str | None
    rank: int | None


class Fact(NamedTuple):
    """Something said of a person, on which slip. ``line``: the place among the person's items that it has had from the start.

    ``counts``: whether it is counted as a duty; ``works``: whether it makes the person answer for something;
    ``outside``: whether it is about somebody from outside the office, of whom no history is kept.
    """

    slip: Slip
    line: Slip
    said: Does | Has
    base: Key
    counts: bool = True
    works: bool = False
    outside: bool = False


F = TypeVar("F", Does, Has)


class Clerk:
    """``papers``: orders as in the YAML, days as dates; ``persons``: as in ``people.yml``."""

    def __init__(self, papers: list[Paper], persons: list[Paper]) -> None:
        self.folder = Folder(papers)
        self.persons = {p["id"]: p for p in persons}
        self._days: dict[date, tuple[Fact, ...]] = {}

    def duties(self, day: date) -> list[Does]:
        return [f.said for f in self.on(day) if isinstance(f.said, Does)]

    def charges(self, day: date) -> list[Has]:
        return [f.said for f in self.on(day) if isinstance(f.said, Has)]

    def on(self, day: date) -> tuple[Fact, ...]:
        """Everything that holds on a day."""
        if day not in self._days:
            self._days[day] = tuple(self._read(day))
        return self._days[day]

    @cached_property
    def turns(self) -> list[date]:
        """The days on which anything can begin, and those after which anything can end."""
        starts = {begins(p) for p in self.folder.papers.values()}
        ends: set[date] = {last for p in self.persons if (last := self.last_day(p))}
        for written in (*self.folder.papers.values(), *self.persons.values()):
            starts |= set(_dates(written, "from", "arrived"))
            ends |= set(_dates(written, "to"))
        return sorted(starts | {end + ONE for end in ends})

    def stretches(self) -> list[tuple[Does | Has, date, date | None]]:
        """From when to when everything held without a break; the last day is None for what has no end.

        The same item given twice is told twice, the same charge on two slips once.
        """
        made, open_since = [], dict[Any, date]()
        for day in self.turns:
            today = {f.said if isinstance(f.said, Has) else (f.slip, f.said) for f in self.on(day) if not f.outside}
            made += [(k, open_since.pop(k), day - ONE) for k in list(open_since) if k not in today]
            open_since |= {k: day for k in today if k not in open_since}
        told = [*made, *((k, since, None) for k, since in open_since.items())]
        return [(k if isinstance(k, Has) else k[1], since, until) for k, since, until in told]

    @cached_property
    def stamps(self) -> dict[date, dict[Any, date]]:
        """The stamps of all slips on each day that turns anything."""
        made: dict[date, dict[Any, date]] = {}
        stamps: dict[Any, date] = {}
        for turn in self.turns:
            whole = {k: stamps.get((k[0][1], *k[1:]), turn) if k[0][0] == FRAME else turn for k in map(_stamped, self.on(turn))}
            stamps = made[turn] = {k: stamps.get(k, first) for k, first in whole.items()}
        return made

    def since(self, day: date) -> Counter[tuple[Does | Has, date]]:
        """What holds on a day, each with the stamp of its slip: the first day from which it has hung there without a break.

        A corrected word is written over on the slip, which keeps its stamp; of two slips with the same charge the older is told.
        """
        stamps = self.stamps.get(max((t for t in self.turns if t <= day), default=date.min), {})
        duties = [(f.said, stamps[_stamped(f)]) for f in self.on(day) if isinstance(f.said, Does)]
        charges: dict[Does | Has, date] = {}
        for f in (f for f in self.on(day) if isinstance(f.said, Has)):
            charges[f.said] = min(stamps[_stamped(f)], charges.get(f.said, date.max))
        return Counter([*duties, *charges.items()])

    def last_day(self, person: str) -> date | None:
        """Of departure, else of retirement: 30 September after the sixtieth birthday."""
        known: Paper = self.persons.get(person, {})
        if "left" in known:
            day: date = known["left"]["date"]
            return day
        if "birth_year" not in known:
            return None
        return date(known["birth_year"] - 543 + 60 + (known.get("birth_month", 1) >= 10), 9, 30)

    def gone(self, person: str, day: date) -> bool:
        last = self.last_day(person)
        return last is not None and last < day

    def filled(self, post: str, day: date) -> bool:
        """Whether somebody in office holds a post on a day, as people.yml says."""
        return any(
            h["post"] == post and _within(h, day)
            for name, p in self.persons.items()
            if not self.gone(name, day) and p.get("arrived", day) <= day
            for h in p.get("posts", ())
        )

    def _read(self, day: date) -> Iterator[Fact]:
        copies = pages(self.folder, day)
        yield from (f for f in self._away(copies, day) if not self.gone(f.said.person, day))
        for of, page in copies.items():
            yield from (f for f in self._boards(page, of, day) if not self.gone(f.said.person, day))

    def _away(self, copies: dict[Key, Page], day: date) -> Iterator[Fact]:
        """Items and chart entries; what belongs to somebody on secondment goes to the stand-ins or lapses."""
        absences = [
            (k, at, absence)
            for k, paper in self.folder.papers.items()
            if self.folder.in_force(k, day)
            for at, absence in enumerate(paper.get("absences", ()))
            if _within(absence, day)
        ]
        for of, page in copies.items():
            for fact, lines in self._written(page, of, day):
                if self.gone(fact.said.person, day):
                    continue
                mine = [a for a in absences if a[2]["person"] == fact.said.person]
                if all(_named(fact, lines, a[2].get("keeps"), frame=False) for a in mine):
                    yield fact
                elif all(_named(fact, lines, a[2].get("keeps")) for a in mine):
                    yield fact._replace(slip=(FRAME, fact.slip)) if fact.works else fact
                if mine and not _named(fact, lines, mine[0][2].get("keeps"), frame=False):
                    away = {a[2]["person"] for a in absences}
                    yield from (f for f in self._stand_ins(fact, lines, mine[0]) if f.said.person not in away)

    def _stand_ins(self, fact: Fact, lines: list[Line], away: tuple[Key, int, Paper]) -> Iterator[Fact]:
        """What somebody away leaves to those named for it, and all else to the first without items; acting in a post to nobody."""
        if isinstance(fact.said, Has) and fact.said.kind == "post":
            return
        order, at, absence = away
        people = list(enumerate(absence.get("stand_ins", ())))
        kept = many(absence.get("keeps"))
        if _used_up(fact, lines, kept):  # opening words with nothing below them are no work
            return
        takers = [n for n, s in people if _named(fact, lines, s.get("items"), but=kept)]
        if not _used_up(fact, lines, [*kept, *(number for _, s in people for number in many(s.get("items")))]):
            takers += [n for n, s in people if not s.get("items")][:1]
        for n in takers:
            slip, line = ((order, "absence", at, n, one) for one in (fact.slip, fact.line))
            cited_as = "clause" if isinstance(fact.said, Does) else "item"
            said = fact.said._replace(person=people[n][1]["person"], order=order, **{cited_as: absence.get("no", "")})
            yield Fact(slip, line, said, fact.base, fact.counts)

    def _written(self, page: Page, of: Key, day: date) -> Iterator[tuple[Fact, list[Line]]]:
        """What the copies of an order say on a day; with items, all items of the person that hold then."""
        for person, every in page.items.items():
            lines = self._holding(every, day)
            for line, number, _ in walk(lines):
                counts = not line.below and not line.text.strip().endswith("ดังนี้")
                work = _targets(line.given.get("procedures"), line.given.get("post"))
                yield Fact(line.slip, line.line, Does(person, number, line.text, line.order, line.clause), of, counts, _works(line)), lines
                for kind, target in work:
                    yield Fact(line.slip, line.line, _has(person, kind, target, line), of, works=True), lines
        for entry in page.entries:
            if self._holds(entry, entry.role, entry.post, day):
                for kind, target in _targets(entry.procedures, entry.post):
                    yield Fact(entry.slip, entry.slip, _has(entry.person, kind, target, entry), of), []

    def _holding(self, lines: list[Line], day: date, above: date = date.min) -> list[Line]:
        """The items that hold on a day, each with those below it that do; none begins before the one above it."""
        late = [replace(line, first=max(line.first, line.given.get("from", above), above)) for line in lines]
        mine = [line for line in late if self._holds(line, line.given.get("role", "หลัก"), line.given.get("post"), day)]
        return [replace(line, below=self._holding(line.below, day, line.first)) for line in mine]

    def _holds(self, paper: Line | Entry, role: str, post: str | None, day: date) -> bool:
        """Within its dates; acting in a post that was vacant at first ends when somebody is appointed to it."""
        if not _within(paper.given, day):
            return False
        first = max(paper.first, paper.given.get("from", paper.first))
        if not post or role not in ENDED_BY_APPOINTMENT or self.filled(post, first):
            return True
        return not any(self.filled(post, turn) for turn in self.turns if first < turn <= day)

    def _boards(self, page: Page, of: Key, day: date) -> Iterator[Fact]:
        for board in (b for b in page.boards if _within(b.given, day)):
            for seat in board.seats:
                for kind, target in (("committee", board.target), *(("procedure", p) for p in board.procedures if seat.person)):
                    said = Has(seat.person or seat.name, "กรรมการ", kind, target, seat.order, seat.clause, seat.words, None)
                    yield Fact(seat.slip, seat.slip, said, of, outside=not seat.person)


def _has(person: str, kind: str, target: str, paper: Line | Entry) -> Has:
    role, item = (paper.role, paper.item) if isinstance(paper, Entry) else (paper.given.get("role", "หลัก"), paper.clause)
    return Has(person, role, kind, target, paper.order, item, paper.given.get("part"), paper.given.get("rank"))


def _stamped(fact: Fact) -> tuple[Any, ...]:
    said = fact.said
    return (fact.slip, fact.line, said.person, *((said.kind, said.target) if isinstance(said, Has) else ()))


def _targets(procedures: Any, post: str | None) -> list[tuple[str, str]]:
    return [*(("procedure", p) for p in many(procedures)), *([("post", post)] if post else [])]


def _named(fact: Fact, lines: list[Line], numbers: Any, frame: bool = True, but: Sequence[str] = ()) -> bool:
    """Whether items named by their numbers include a fact: of the item itself or one below it; the words above an item go with it (``frame``).

    ``but``: numbers of items that do not count.
    """
    hits = [
        hit[0]
        for number in many(numbers)
        if (hit := found(lines, number, fact.base)) and not (but and _named(fact._replace(slip=hit[0].slip), lines, but, False))
    ]
    below = {line.slip for hit in hits for line, _, _ in walk([hit])}
    above = {line.slip for line, _, _ in walk(lines) if {one.slip for one, _, _ in walk(line.below)} & {hit.slip for hit in hits}}
    return fact.slip in below or (frame and isinstance(fact.said, Does) and fact.slip in above)


def _used_up(fact: Fact, lines: list[Line], numbers: list[str]) -> bool:
    """Whether items named by their numbers leave nothing of it: neither itself, nor work of its own, nor anything below it."""
    if _named(fact, lines, numbers, frame=False):
        return True
    below = next((line.below for line, _, _ in walk(lines) if line.slip == fact.slip), [])
    return not fact.works and bool(below) and all(_used_up(fact._replace(slip=b.slip, works=_works(b)), lines, numbers) for b in below)


def _works(line: Line) -> bool:
    return bool(_targets(line.given.get("procedures"), line.given.get("post")))


def _within(written: Paper, day: date) -> bool:
    return written.get("from", day) <= day <= written.get("to", day)


def _dates(written: Any, *names: str) -> Iterator[date]:
    """Every date of these names anywhere in a paper."""
    if isinstance(written, dict):
        yield from (written[name] for name in names if isinstance(written.get(name), date))
    for part in written.values() if isinstance(written, dict) else written if isinstance(written, list | tuple) else ():
        yield from _dates(part, *names)


class Told(NamedTuple):
    """What became of an item: ``kept``, ``reworded`` (as an order says), ``moved``, ``new``, ``gone``; None where nothing on paper decides it."""

    fate: str | None
    before: Does | None
    after: Does | None


def differences(clerk: Clerk, before: date, after: date) -> list[Told]:
    """Every item of two days, once: first those in the same place, then those in the same words of the same person, then of one other person."""
    old = [f for f in clerk.on(before) if isinstance(f.said, Does)]
    new = [f for f in clerk.on(after) if isinstance(f.said, Does)]
    told: list[Told] = []
    for f in [f for f in old if f.line in {g.line for g in new}]:
        g = next(g for g in new if g.line == f.line)
        told.append(Told("kept" if _text(f) == _text(g) else "reworded", f.said, g.said))
        old.remove(f)
        new.remove(g)
    shared = {words for words in map(_text, old) for day in (before, after) if len({d.person for d in clerk.duties(day) if d.text == words}) > 1}
    for same in (lambda f: (f.said.person, _text(f)), _text):
        for words in sorted({same(f) for f in old} & {same(f) for f in new}):
            a, b = [f for f in old if same(f) == words], [f for f in new if same(f) == words]
            if same is _text and words in shared:
                continue
            sure = len(a) == len(b) == 1
            fate = None if not sure else "moved" if same is _text else "kept"
            told += [Told(fate, f.said, b[0].said if sure else None) for f in a] + [Told(fate, None, f.said) for f in b if not sure]
            old, new = [f for f in old if f not in a], [f for f in new if f not in b]
    open_to_likeness = clerk.folder.succeeded(before, after)
    told += [Told(None if f.base in open_to_likeness else "gone", f.said, None) for f in old]
    return told + [Told(None if f.base in open_to_likeness else "new", None, f.said) for f in new]


def _text(fact: Fact) -> str:
    assert isinstance(fact.said, Does)
    return fact.said.text
