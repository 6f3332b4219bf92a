"""The copies of a day, cut and pasted: items, entries of charts, committees, as amendments have left them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from tests.paper.folder import ARABIC, Folder, Key, Paper, cited, key, many

Slip = tuple[Any, ...]
"""Where a piece of paper was first written: order, part of it, place."""

Cited = Callable[[str, str], str]
"""The whole numbers of an item and of the one above all -> the item's clause in the order's own paper."""


def plain(number: str) -> str:
    """A number or name as compared: digits alike, without ``ข้อ``, spaces only between digits, no dot at the end."""
    text = re.sub(r"\s+", " ", number.translate(ARABIC).replace("ข้อ", "").strip()).rstrip(".")
    return re.sub(r"(?<!\d) | (?!\d)", "", text)


@dataclass
class Line:
    """A numbered item. ``line``: the slip whose place it took, through all rewordings; ``first``: the first day on which it could hang there;
    ``given``: everything else written about it.
    """

    slip: Slip
    line: Slip
    no: str
    text: str
    order: Key
    clause: str
    first: date
    given: dict[str, Any]
    below: list[Line] = field(default_factory=list)


@dataclass
class Entry:
    """A row of a chart or annex, or what an amendment pasted there."""

    slip: Slip
    person: str
    role: str
    procedures: list[str]
    post: str | None
    basis: str
    order: Key
    item: str
    first: date
    given: dict[str, Any]


@dataclass
class Seat:
    """A member, of the office or from outside."""

    slip: Slip
    person: str | None
    name: str
    words: str
    order: Key
    clause: str


@dataclass
class Board:
    """A committee or working group as appointed, and who sits in it now."""

    slip: Slip
    target: str
    name: str
    procedures: list[str]
    given: dict[str, Any]
    seats: list[Seat]


@dataclass
class Page:
    items: dict[str, list[Line]] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    boards: list[Board] = field(default_factory=list)


OFFICES = {
    "committee": dict(adviser="ที่ปรึกษา", chair="ประธานกรรมการ", vice_chair="รองประธานกรรมการ", member="กรรมการ",
                      secretary="กรรมการและเลขานุการ", assistant_secretary="กรรมการและผู้ช่วยเลขานุการ"),
    "working_group": dict(adviser="ที่ปรึกษา", chair="หัวหน้าคณะทำงาน", vice_chair="รองหัวหน้าคณะทำงาน", member="คณะทำงาน",
                          secretary="คณะทำงานและเลขานุการ", assistant_secretary="คณะทำงานและผู้ช่วยเลขานุการ"),
}  # fmt: skip


def joined(above: str, no: str) -> str:
    """The number of an item below another: ``๒.๑`` stays below ``๒``, ``๑)`` becomes ``๒ ๑)``."""
    return no if not above or plain(no).startswith(plain(above) + ".") else f"{above} {no}"


def aside(number: str) -> str:
    """An item's number behind that of the part of the order in which it stands: ``(๑)``, ``(๒) ๑)``, ``๑)``."""
    first, *rest = number.split(" ")
    return " ".join([first if first.endswith(")") else f"({first})", *rest])


def walk(lines: list[Line], above: str = "") -> Iterator[tuple[Line, str, list[Line]]]:
    """Every item, its whole number, and the list in which it hangs."""
    for line in lines:
        whole = joined(above, line.no)
        yield line, whole, lines
        yield from walk(line.below, whole)


def written(duties: list[Paper], slip: Slip, first: date, clause: Cited, above: str = "", top: str = "") -> list[Line]:
    """Items as an order gives them. An item without a number has its place as one."""
    made = []
    for at, duty in enumerate(duties, 1):
        no, own = duty.get("no") or str(at), (*slip, at)
        whole = joined(above, no)
        below = written(duty.get("items", []), own, first, clause, whole, top or whole)
        made.append(Line(own, own, no, duty["text"], slip[0], clause(whole, top or whole), first, duty, below))
    return made


def in_part(part: Paper) -> Cited:
    """How the items of a person's part of an order are cited: ``๓ (๑)``, ``๓ ๑)``, ``๒ (๒.๑)`` below ``๒ (๒)``; an item ``๓.๑`` of part ``๓`` by that."""
    no, lone = part.get("no", ""), [bool(d.get("no")) for d in part.get("duties", [])] == [False]

    def clause(whole: str, top: str) -> str:
        if lone and no:
            return under(no, whole, top)
        return whole if not no or plain(top).startswith(plain(no) + ".") else f"{no} {aside(whole)}"

    return clause


def under(no: str, whole: str, top: str) -> str:
    """How an item is cited where the clause ``no`` consists of it alone: ``๒``, and below it ``๒ ๑)``, ``๒ (๔.๑)``, ``๒.๑``."""
    below = whole.removeprefix(f"{top} ")
    return no if whole == top else below if plain(below).startswith(plain(no) + ".") else f"{no} {aside(below)}"


def found(lines: list[Line], number: str, of: Key) -> tuple[Line, str, list[Line]] | None:
    """An item by its whole number, else as cited from the order ``of``, else by its own number if one alone has that."""
    wanted = plain(number)
    every = list(walk(lines))
    exact = [hit for hit in every if plain(hit[1]) == wanted]
    alone = [hit for hit in every if plain(hit[0].no) == wanted]
    cited_so = [hit for hit in every if hit[0].order == of and plain(hit[0].clause) == wanted]
    return exact[0] if exact else cited_so[0] if len(cited_so) == 1 else alone[0] if len(alone) == 1 else None


def rank(number: str) -> list[int]:
    """Where a number belongs among others: ``๑``, ``๑/๑``, ``๒.๑``, ``๓``; what does not begin with a digit comes last."""
    digits = [int(d) for d in re.findall(r"\d+", number.translate(ARABIC))]
    return digits if number.translate(ARABIC).lstrip("(")[:1].isdigit() else [10**9]


def pages(folder: Folder, day: date) -> dict[Key, Page]:
    """The copies of a day, by the order that is the base."""
    made: dict[Key, Page] = {}
    for k, paper in folder.papers.items():
        if folder.in_force(k, day) and not folder.amended[k]:
            made[k] = Page()
            _join(made[k], paper, folder.first[k])
    for k, paper in folder.papers.items():
        if folder.in_force(k, day) and folder.amended[k]:
            amended = [a for a in folder.amended[k] if folder.in_force(a, day)]
            for at, change in enumerate(paper.get("changes", [])):
                of = cited(change["order"], paper) if "order" in change else folder.amended[k][0]
                if of in amended and (page := made.get(folder.base(of))):
                    _change(page, change, (k, "change", at), of, max(folder.first[k], folder.first[of]))
            of = folder.amended[k][0]
            if of in amended and (page := made.get(folder.base(of))):
                _join(page, paper, max(folder.first[k], folder.first[of]))
    return made


def _join(page: Page, paper: Paper, first: date) -> None:
    k = key(paper)
    for at, part in enumerate(paper.get("assignments", [])):
        page.items.setdefault(part["person"], []).extend(written(part.get("duties", []), (k, "part", at), first, in_part(part)))
    for at, row in enumerate(paper.get("responsibilities", [])):
        page.entries.append(_entry(row, row["basis"], (k, "chart", at), first))
    for at, annex in enumerate(paper.get("annexes", [])):
        rows = [(place, row) for place, row in enumerate(annex["rows"]) if row.get("person") and (row.get("procedures") or row.get("post"))]
        page.entries += [_entry({"role": "หลัก", **row}, annex["title"], (k, "annex", at, place), first) for place, row in rows]
    for at, group in enumerate(paper.get("committees", []), 1):
        slip, kind = (k, "committee", at), group.get("kind", "committee")
        clause = group.get("no", group["name"])
        seats = [_seat(m, (*slip, place), kind, k, clause) for place, m in enumerate(group["members"])]
        page.boards.append(Board(slip, f"{k.year}-{k.number}-{k.issuer}-c{at}", group["name"], many(group.get("procedures")), group, seats))


def _entry(row: Paper, basis: str, slip: Slip, first: date) -> Entry:
    return Entry(slip, row["person"], row["role"], many(row.get("procedures")), row.get("post"), basis, slip[0], basis, first, row)


def _seat(member: Paper, slip: Slip, kind: str, k: Key, clause: str) -> Seat:
    words = member.get("title") or OFFICES[kind][member.get("office", "member")]
    return Seat(slip, member.get("person"), member.get("name", ""), words, k, clause)


def _change(page: Page, change: Paper, slip: Slip, of: Key, first: date) -> None:
    if "committee" in change:
        _change_board(page, change, slip)
    elif change.get("basis") or change.get("procedures") or change.get("post"):
        _change_chart(page, change, slip, first)
    elif change["action"] == "remove" and "item" not in change:
        page.items.pop(change["person"], None)
        page.entries = [e for e in page.entries if e.person != change["person"]]
    elif change.get("corrects", "text") == "text":
        _change_item(page.items.setdefault(change["person"], []), change, slip, of, first)


def _change_item(lines: list[Line], change: Paper, slip: Slip, of: Key, first: date) -> None:
    hit = found(lines, change["item"], of) if "item" in change else None
    if "item" in change and hit is None:
        return
    no = change.get("no", "")

    def clause(whole: str, top: str) -> str:
        return under(no, whole, top) if no else whole

    match change["action"]:
        case "add":
            above, into = (hit[1], hit[0].below) if hit else ("", lines)
            (new,) = written([change["duty"]], slip, first, clause, above)
            before = [i for i, other in enumerate(into) if rank(other.no) > rank(new.no)]
            into.insert(before[0] if before else len(into), new)
        case "replace" if hit:
            old, _, into = hit
            own = {"no": old.no, **change["duty"]}
            change = {**change, "duty": own}
            above = next((w for parent, w, _ in walk(lines) if parent.below is into), "")
            (new,) = written([own], slip, first, clause, above)
            new.line = old.line
            into[[one is old for one in into].index(True)] = new
        case "remove" if hit:
            hit[2][:] = [one for one in hit[2] if one is not hit[0]]
        case "correct" if hit:
            hit[0].text = hit[0].text.replace(change["wrong"], change["right"])


def _change_chart(page: Page, change: Paper, slip: Slip, first: date) -> None:
    if change["action"] == "add":
        row = {"role": "หลัก", **change}
        page.entries.append(replace(_entry(row, change["basis"], slip, first), item=change.get("no", change["basis"])))
        return
    kept: list[Entry] = []
    for entry in page.entries:
        taken, rest = _cut(entry, change)
        kept += [rest] if rest else []
        if taken and change["action"] == "replace":
            own = {name: change[name] for name in ("rank", "part", "from", "to") if name in change}
            new = {"person": change.get("with", entry.person), "role": change.get("role", entry.role), "item": change.get("no") or entry.basis}
            kept.append(replace(taken, slip=(*slip, entry.slip), order=slip[0], first=first, given={**entry.given, **own}, **new))
    page.entries = kept


def _cut(entry: Entry, change: Paper) -> tuple[Entry | None, Entry | None]:
    """What a change takes of an entry, and what is left of it."""
    if entry.person != change["person"] or ("basis" in change and plain(entry.basis) != plain(change["basis"])):
        return None, entry
    narrow = many(change.get("procedures")), change.get("post")
    if not any(narrow):
        return entry, None
    taken = replace(entry, procedures=[p for p in entry.procedures if p in narrow[0]], post=entry.post if entry.post == narrow[1] else None)
    rest = replace(entry, procedures=[p for p in entry.procedures if p not in narrow[0]], post=None if entry.post == narrow[1] else entry.post)
    return tuple(part if part.procedures or part.post else None for part in (taken, rest))  # type: ignore[return-value]


def _change_board(page: Page, change: Paper, slip: Slip) -> None:
    for board in (b for b in page.boards if plain(b.name) == plain(change["committee"])):
        kind = board.given.get("kind", "committee")
        new = [_seat(change["member"], (*slip, board.slip), kind, slip[0], change.get("no", board.name))] if change["action"] != "remove" else []
        if change["action"] == "add":
            board.seats += new
            continue
        out = change.get("person"), "" if "person" in change else plain(change["member"]["name"])
        silent = new and not {"office", "title"} & change["member"].keys()
        board.seats = [
            one
            for seat in board.seats
            for one in ([replace(n, words=seat.words) if silent else n for n in new] if (seat.person, plain(seat.name)) == out else [seat])
        ]
