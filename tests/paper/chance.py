"""Random offices: three years of orders of every kind, papers that amend and end each other, people who come and go. All from one source of chance."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from random import Random
from typing import Any

from tests.paper.folder import Folder, Key, Paper, all_cited, cited, key, many

FIRST = date(2022, 1, 1)
PERSONS = ("anong", "boon", "chai", "dao", "ek")
PROCEDURES = ("buy", "count", "drive", "mend", "tell")
POSTS = ("head", "deputy", "clerk")
BASES = ("แผนภูมิบุคลากร", "บัญชีแนบท้าย ก", "บัญชีแนบท้าย ๒")
OUTSIDERS = ("ผู้แทนเทศบาล", "ประธานชุมชน")
BOARDS = ("คณะกรรมการตรวจรับพัสดุ", "คณะทำงานจัดทำแผน")
TEXTS = ("จัดซื้อวัสดุสำนักงาน", "ตรวจนับครุภัณฑ์ประจำปี", "ดูแลการใช้รถราชการ", "ซ่อมบำรุงอาคารสถานที่", "เผยแพร่ข่าวสาร", "โรงเรียนบ้านหน้าปก", "ปฏิบัติงาน ดังนี้")
ACTING = ("รักษาราชการแทน", "รักษาการในตำแหน่ง", "ปฏิบัติราชการแทน")
PARTS = ("ระดับปฐมวัย", "ระดับมัธยมศึกษา")
OFFICES = ("adviser", "chair", "vice_chair", "member", "secretary", "assistant_secretary")
STEPS = (0, 1, 2, 9, 10, 30, 31, 59, 60, 90, 120, 180, 181, 270, 365, 366, 500, 730, 800)


class Chance:
    """Draws the orders of one office, each knowing those before it."""

    def __init__(self, random: Random) -> None:
        self.random, self.papers = random, list[Paper]()
        self.orderly = random.random() < 0.7
        self.texts = 0

    def maybe(self, share: float) -> bool:
        return self.random.random() < share

    def some(self, values: Any, most: int, least: int = 0) -> list[Any]:
        values = list(dict.fromkeys(values))
        return self.random.sample(values, min(len(values), self.random.randint(least, most)))

    def one(self, values: Any) -> Any:
        return self.random.choice(list(values))

    def day(self) -> date:
        return FIRST + timedelta(days=self.one(STEPS) + self.one((0, 0, 0, 1, 3)))

    def dates(self, share: float) -> Paper:
        """Own first and last days, with some luck."""
        days = sorted([self.day(), self.day()])
        return ({"from": days[0]} if self.maybe(share) else {}) | ({"to": days[1]} if self.maybe(share) else {})

    def text(self) -> str:
        self.texts += 1
        return self.one(TEXTS) if self.maybe(0.4) else f"{self.one(TEXTS[:4])} ชุดที่ {self.texts}"

    def office(self) -> tuple[list[Paper], list[Paper]]:
        """Orders and persons."""
        for number in range(1, self.random.randint(1, 8) + 1):
            self.papers.append(self.paper(number))
        for paper in self.papers:
            for absence in paper.get("absences", ()):
                self.keep_clear(absence)
        papers = list(self.papers)
        self.random.shuffle(papers)
        return papers, [self.person(p) for p in PERSONS]

    def keep_clear(self, absence: Paper) -> None:
        """Leaves no number to an absence that the person has twice on one page, nor a sub-item's that an amendment or a date changes.

        What is meant by such a number, and since when its opening words hang there, would change with every amendment.
        """
        folder = Folder(self.papers)
        times = Counter((folder.base(key(p)), no) for p in self.papers for who, no in items(p) if who == absence["person"])
        twice = {no for (_, no), n in times.items() if n > 1}
        twice |= {
            no for p in self.papers for c in p.get("changes", ()) if set(no := c.get("item", "")) & set(" .") and c["person"] == absence["person"]
        }
        parts = [part for p in self.papers for part in p.get("assignments", ()) if part["person"] == absence["person"]]
        dated = any({"from", "to"} & below.keys() for part in parts for duty in part["duties"] for below in duty.get("items", ()))
        twice |= {no for _, no in times if dated and set(no) & set(" .")}
        for part in (absence, *absence.get("stand_ins", ())):
            for name in {"keeps", "items"} & part.keys():
                part[name] = [no for no in part[name] if no not in twice]

    def person(self, name: str) -> Paper:
        made: Paper = {"id": name, "name": f"ชื่อ {name}", "position": "เจ้าหน้าที่"}
        held = [{"post": self.one(POSTS), **self.dates(0.6)} for _ in range(self.random.choice((0, 0, 1, 1, 2)))]
        made |= {"posts": held} if held else {}
        made |= {"left": {"date": self.day(), "reason": "moved"}} if self.maybe(0.2) else {}
        made |= {"birth_year": self.one((2505, 2506)), "birth_month": self.random.randint(1, 12)} if self.maybe(0.2) else {}
        return made | ({"arrived": self.day()} if self.maybe(0.1) else {})

    def paper(self, number: int) -> Paper:
        kind = self.one(("new", "new", "replaces", "cancels", *["amends"] * 6)) if self.papers else "new"
        signed = self.papers[-1]["signed"] + timedelta(days=self.one((0, 1, 10, 30, 100))) if self.orderly and self.papers else self.day()
        made: Paper = {
            "issuer": "office" if self.maybe(0.85) else "ministry",
            "number": number,
            "year": 2565,
            "title": "มอบหมายหน้าที่",
            "kind": kind,
            "signed": signed,
        }
        if self.maybe(0.5):
            made["effective"] = signed + timedelta(days=self.one((-30, -1, 0, 1, 20, 60))) if self.orderly else self.day()
        if kind != "new":
            known = [at for at, p in enumerate(self.papers) if kind != "amends" or p["kind"] != "cancels"]
            made[kind] = [self.citation(p, made) for p in self.some(known, 2, 1)]
            made[kind] = made[kind][0] if len(made[kind]) == 1 and self.maybe(0.5) else made[kind]
        if kind in ("replaces", "amends") and self.maybe(0.15):
            below = {key(p) for k in all_cited(made, "amends") for p in self.below(k)}
            if others := [at for at, p in enumerate(self.papers) if key(p) not in below]:
                made["cancels"] = [self.citation(at, made) for at in self.some(others, 2, 1)]
        if kind == "amends":
            made["changes"] = self.changes(made)
        if kind in ("new", "replaces") or (kind == "amends" and self.maybe(0.3)):
            made |= self.body(1 if kind == "amends" else 3)
        if kind in ("new", "replaces", "amends") and self.maybe(0.3):
            made["absences"] = self.absences()
        return made

    def below(self, k: Key) -> list[Paper]:
        """An order, and all that it amends through any others."""
        paper = next(p for p in self.papers if key(p) == k)
        return [paper, *(p for a in all_cited(paper, "amends") for p in self.below(a))]

    def citation(self, at: int, paper: Paper) -> str:
        other = key(self.papers[at])
        return f"{other.number}/{other.year}" if other.issuer == paper["issuer"] else f"{other.issuer}: {other.number}/{other.year}"

    def body(self, most: int) -> Paper:
        """Assignments, charts, committees and annexes of one order."""
        made: Paper = {"assignments": [self.assignment(p) for p in self.some(PERSONS, most, min(most, 1))]}
        made["responsibilities"] = [
            {"person": self.one(PERSONS), "basis": self.one(BASES), **self.work()} for _ in range(self.random.randint(0, most - 1))
        ]
        if self.maybe(0.35):
            made["committees"] = [self.board(name) for name in self.some(BOARDS, 2, 1)]
        if self.maybe(0.25):
            made["annexes"] = [self.annex()]
        return {name: value for name, value in made.items() if value}

    def work(self) -> Paper:
        """What a row of a chart makes somebody: of procedures in a role, or acting in a post."""
        post = self.maybe(0.3)
        made: Paper = (
            {"role": self.one(ACTING), "post": self.one(POSTS)}
            if post
            else {"role": self.one(("หลัก", "ร่วม", "ร่วมกัน")), "procedures": self.some(PROCEDURES, 3, 1)}
        )
        made |= {"rank": self.random.randint(1, 2)} if post and self.maybe(0.5) else {}
        made |= {"part": self.one(PARTS)} if not post and self.maybe(0.2) else {}
        return made | self.dates(0.15)

    def assignment(self, person: str) -> Paper:
        no = self.one(("", "๒", "๓"))
        style = self.one(("{}", "{}", "({})", "{})", "๓.{}"))
        many_items = self.random.randint(1, 4)
        duties = [self.duty(style.format("๑๒๓๔"[n])) for n in range(many_items)]
        if many_items == 1 and self.maybe(0.3):
            duties[0] = {k: v for k, v in duties[0].items() if k not in ("no", "items")}
        return {"person": person, "duties": duties} | ({"no": no} if no else {})

    def duty(self, no: str, deep: int = 1) -> Paper:
        made: Paper = {"no": no, "text": self.text()}
        if self.maybe(0.6):
            made |= {k: v for k, v in self.work().items() if k not in ("from", "to")}
        if deep and self.maybe(0.3):
            own = self.one(("{})", "{})" if ")" in no else f"{no}.{{}}"))
            made |= {
                "items": [self.duty(own.format("๑๒๓"[n]), 0) for n in range(self.random.randint(1, 3))],
                "lists": self.one(("duties", "schools", "projects")),
            }
        return made | self.dates(0.08)

    def member(self, person: str | None) -> Paper:
        made: Paper = {"person": person} if person else {"name": self.one(OUTSIDERS)}
        made |= {"title": "กรรมการและเลขานุการ"} if self.maybe(0.2) else {}
        made |= {"office": self.one(OFFICES)} if self.maybe(0.8) else {}
        return made | ({"no": self.one("๑๒๓")} if self.maybe(0.3) else {})

    def board(self, name: str) -> Paper:
        made: Paper = {"name": name, "members": [self.member(p) for p in [*self.some(PERSONS, 3, 1), *[None] * self.random.randint(0, 2)]]}
        made |= {"procedures": self.some(PROCEDURES, 2, 1)} if self.maybe(0.4) else {}
        made |= {"no": "๒"} if self.maybe(0.5) else {}
        return made | {"kind": self.one(("committee", "working_group")), "duties": [{"no": "๑", "text": self.text()}]} | self.dates(0.15)

    def annex(self) -> Paper:
        rows = [
            {"cells": ["ก", "ข"], "person": self.one(PERSONS), **{k: v for k, v in self.work().items() if k != "rank"}}
            for _ in range(self.random.randint(1, 3))
        ]
        return {"title": self.one(BASES), "columns": ["ที่", "ผู้รับผิดชอบ"], "rows": [*rows, {"cells": ["ค", "ง"]}]}

    def absences(self) -> list[Paper]:
        """Secondments; nobody is sent away by two orders."""
        away = {a["person"] for p in self.papers for a in p.get("absences", ())}
        made = []
        for person in self.some([p for p in PERSONS if p not in away], 1, 1):
            numbers = [no for p in self.papers for who, no in items(p) if who == person]
            days = sorted([self.day(), self.day()])
            absence: Paper = {"no": self.one("๑๒๓"), "person": person, "at": "หน่วยงานอื่น", "from": days[0]}
            absence |= {"to": days[1]} if self.maybe(0.8) else {}
            absence |= {"keeps": kept} if (kept := self.some(numbers, 1)) else {}
            others = self.some([p for p in PERSONS if p != person], 2)
            stand_ins = [{"person": p} | ({"items": named} if (named := self.some(numbers, 2)) else {}) for p in others]
            made.append(absence | ({"stand_ins": stand_ins} if stand_ins else {}))
        return made

    def changes(self, paper: Paper) -> list[Paper]:
        targets = many(paper["amends"])
        made = []
        for at in range(self.random.randint(0 if self.maybe(0.1) else 1, 4)):
            target = self.one(targets)
            change = self.change(self.pile(cited(target, paper)))
            change |= {"no": "๑๒๓๔๕"[at]} if self.maybe(0.8) else {}
            made.append(change | ({"order": target} if len(targets) > 1 or self.maybe(0.1) else {}))
        return made

    def pile(self, of: Key) -> list[Paper]:
        """An order with what it amends and what amends it: what a change of it may find."""
        known = [of]
        for _ in self.papers:
            for p in self.papers:
                near = [key(p), *(cited(c, p) for c in many(p.get("amends")))]
                known += near if set(near) & set(known) else []
        return [p for p in self.papers if key(p) in known]

    def change(self, pile: list[Paper]) -> Paper:
        ways = {"item": 5, "chart": 3, "board": 2, "person": 0.5, "shown": 0.3}
        way = self.random.choices(list(ways), list(ways.values()))[0]
        return getattr(self, f"change_{way}")(pile)  # type: ignore[no-any-return]

    def change_person(self, pile: list[Paper]) -> Paper:
        return {"action": "remove", "person": self.one(PERSONS)}

    def change_shown(self, pile: list[Paper]) -> Paper:
        what = self.one(("name", "position", "post_number", "title"))
        return {"action": "correct", "corrects": what, "wrong": "๑๒", "right": "๒๑"} | ({} if what == "title" else {"person": self.one(PERSONS)})

    def change_item(self, pile: list[Paper]) -> Paper:
        known = [hit for p in pile for hit in items(p)] or [(self.one(PERSONS), "๑")]
        person, number = self.one(known) if self.maybe(0.9) else (self.one(PERSONS), self.one(("1", "ข้อ 2", "๙")))
        action = self.one(("add", "add", "replace", "replace", "remove", "correct"))
        made: Paper = {"action": action, "person": person}
        if action == "add":
            made |= {"item": number, "duty": self.duty(self.one(("๑)", "๗)")))} if self.maybe(0.3) else {"duty": self.duty(self.one("๔๕๖๗"))}
        elif action == "replace":
            made |= {"item": number, "duty": self.duty(self.one(("๘", "๙)")))}
            if self.maybe(0.6) or set(number) & set(" ."):
                made["duty"] = {k: v for k, v in made["duty"].items() if k not in ("no", "items")}
        else:
            made |= {"item": number} | (
                {"wrong": self.one(("จัดซื้อ", "ตรวจ", "ชุด")), "right": self.one(("จัดหา", "สำรวจ"))} if action == "correct" else {}
            )
        return made

    def change_chart(self, pile: list[Paper]) -> Paper:
        known = [hit for p in pile for hit in entries(p)]
        row = self.one(known) if known and self.maybe(0.9) else {"person": self.one(PERSONS), "basis": self.one(BASES), **self.work()}
        action = self.one(("add", "replace", "replace", "remove"))
        if action == "add":
            return {"action": action, "person": self.one(PERSONS), "basis": row["basis"], **self.work()}
        made: Paper = {"action": action, "person": row["person"], "basis": row["basis"]}
        if self.maybe(0.5):
            made |= {"procedures": self.some(row["procedures"], 2, 1)} if row.get("procedures") else {"post": row["post"]}
            if self.maybe(0.4):
                made.pop("basis")
        if action == "replace":
            made |= self.one(({"with": self.one(PERSONS)}, {"with": self.one(PERSONS), "role": "ร่วม"}, {"role": "ร่วมกัน"}, {"part": self.one(PARTS)}))
            made |= {"rank": self.random.randint(1, 2)} if "post" in row and self.maybe(0.3) else {}
            made |= self.dates(0.1)
        return made

    def change_board(self, pile: list[Paper]) -> Paper:
        known = [(g["name"], m) for p in pile for g in p.get("committees", ()) for m in g["members"]]
        name, member = self.one(known) if known and self.maybe(0.95) else (self.one(BOARDS), {"person": self.one(PERSONS)})
        action = self.one(("add", "replace", "remove"))
        made: Paper = {"action": action, "committee": name}
        if action == "remove" and "name" in member:
            return made | {"member": {"name": member["name"]}}
        made |= {"person": member.get("person") or self.one(PERSONS)} if action != "add" else {}
        return made | ({"member": self.member(self.one((*PERSONS, None)))} if action != "remove" else {})


def items(paper: Paper) -> list[tuple[str, str]]:
    """Person and number of every item that an order writes, as another order would cite it."""
    made = []
    for part in paper.get("assignments", ()):
        for duty in part["duties"]:
            no = duty.get("no", "๑")
            made += [
                (part["person"], no),
                *((part["person"], d["no"] if d["no"].startswith(no) else f"{no} {d['no']}") for d in duty.get("items", ())),
            ]
    return made + [(c["person"], c["duty"].get("no", c.get("item", "๑"))) for c in paper.get("changes", ()) if "duty" in c]


def entries(paper: Paper) -> list[Paper]:
    """The rows of its charts and annexes, and those that it pastes into others'."""
    rows = [*paper.get("responsibilities", ()), *({"basis": a["title"], **r} for a in paper.get("annexes", ()) for r in a["rows"] if "person" in r)]
    return rows + [c for c in paper.get("changes", ()) if c["action"] == "add" and "role" in c]
