"""Random valid offices from a seed: small, complete, and full of texts that no office would write."""

import json
import random

from generator.model.handbook import OBEC_SECTIONS, BookPart, Section
from generator.model.procedure import Procedure
from generator.model.summary import OBEC_COLUMNS, FormColumn
from generator.source.parsing import Sources
from generator.thai import folding
from tests import procedures

SECTIONS = tuple(Section.model_fields["kind"].annotation.__args__)
PARTS = tuple(BookPart.model_fields["kind"].annotation.__args__)
COLUMNS = tuple(FormColumn.model_fields["field"].annotation.__args__)
ROLES = ("หลัก", "ร่วม", "รักษาราชการแทน", "รักษาการในตำแหน่ง", "ปฏิบัติราชการแทน")
PLAIN = ("จัดทำแผนงาน", "ตรวจสอบเอกสารหลักฐาน", "รายงานผล ๓ ครั้ง ภายใน 15 วัน", "ก.", "๑", "กลุ่มนิเทศ ติดตามและประเมินผล", "Flow Chart", "ฯลฯ")
HOSTILE = (
    "😀👩‍👩‍👧‍👦🇹🇭", "\u0e48\u0e49\u0e34", "\u0301\u0302", "\u0e31", "مرحبا بالعالم", "\u202eกลับ\u202c", "\u2067rtl\u2069", "ก\u200bข\u200cค\u200dง\u2060จ",
    "ก" * 300, "W" * 200, "ที่" * 90, "ๆ", "ฯ", "\u00ad", "\u00a0.", "\u3000x", "\ufffd", "𝒳𝒴𝒵", "漢字かな", "한글", "\ue000", "\U000f0000", "ํา", "เเปลก", "กำำ",
    "<b>&amp;</b>", "</script><script>", "{{ x }}{% y %}", "```\nx", "# x", "#import \"x\"; $x^2$ @ref <label> *b* _i_ \\", "- [ ] x", "1. x", "| a | b |", "---",
    "![](x)", "[x](javascript:1)", "http://example.invalid/a?b=1&c=2", "a@b.invalid", "$(x)", "%PDF", "digraph { a -> b }", "]]>", "-->", "\"'`\\", "../..", "con", "nul", "ก\nข",
    "ก\tข", "ก\u2028ข\u2029ค", "a\u0300\u0301\u0302\u0303" * 20, "Ⅷ", "½", "٣", "๑.๒.๓", "(๑)", "1)", "ข้อ ๑",
)  # fmt: skip
RANGES = (
    (0x20, 0x7E),
    (0xA0, 0x24F),
    (0x300, 0x36F),
    (0x590, 0x6FF),
    (0xE01, 0xE3A),
    (0xE3F, 0xE5B),
    (0x2000, 0x206F),
    (0x3040, 0x30FF),
    (0x1F300, 0x1F6FF),
)


class Writer:
    """Draws every value of an office from one seed. ``wild``: how often a text is one that no office would write."""

    def __init__(self, seed: int, wild: float) -> None:
        self.chance, self.wild = random.Random(seed), wild

    def text(self) -> str:
        """A text of which something is left when it is folded: an empty one is refused."""
        made = self._text()
        return made if folding.folded(made).strip() else "."

    def _text(self) -> str:
        if self.chance.random() >= self.wild:
            return " ".join(self.chance.choices(PLAIN, k=self.chance.choice((1, 1, 2, 5))))
        if self.chance.random() < 0.7:
            return self.chance.choice(HOSTILE)
        made = "".join(chr(self.chance.randint(*self.chance.choice(RANGES))) for _ in range(self.chance.choice((1, 2, 7, 40))))
        return made if made.strip() else "."

    def some(self, most: int = 3) -> list[str]:
        return [self.text() for _ in range(self.chance.randint(0, most))]

    def maybe(self, value, often: float = 0.4):
        return value if self.chance.random() < often else None

    def few(self, values, least: int = 0):
        values = list(values)
        return self.chance.sample(values, self.chance.randint(min(least, len(values)), len(values)))

    def date(self) -> str:
        return f"{self.chance.randint(1, 28)}/{self.chance.randint(1, 12)}/{self.chance.randint(2560, 2570)}"

    def items(self, deep: int = 2) -> list[dict]:
        return [
            {"text": self.text(), "items": self.items(deep - 1) if deep and self.chance.random() < 0.3 else []}
            for _ in range(self.chance.randint(0, 3))
        ]


def lean(value):
    """Without what is not said."""
    if isinstance(value, dict):
        return {k: lean(v) for k, v in value.items() if v is not None}
    return [lean(v) for v in value] if isinstance(value, list | tuple) else value


def office(seed: int, wild: float = 0.5, writer: type[Writer] = Writer) -> Sources:
    """The files of one office. ``wild`` = 0: only letters that the fonts have."""
    w = writer(seed, wild)
    made = {"organization.yml": _organization(w), "forms.yml": _forms(w), "references.yml": _references(w), "calendar.yml": _calendar(w)}
    names = [f"job-{n}" for n in range(w.chance.randint(1, 4))]
    ids = {
        "person": [f"p{n}" for n in range(w.chance.randint(0, 4))],
        "post": [p["id"] for p in made["organization.yml"]["posts"]],
        "form": [f["id"] for f in made["forms.yml"]["forms"]],
        "reference": [r["id"] for r in made["references.yml"]["references"]],
        "window": [x["id"] for x in made["calendar.yml"]["windows"]],
        "procedure": names,
    }
    ids["actor"] = ["ministry", "office", "group", *ids["post"], *[r["id"] for r in made["organization.yml"]["roles"]]]
    made["people.yml"] = {"persons": [_person(w, p, ids) for p in ids["person"]]}
    made["handbook.yml"] = _handbook(w, ids)
    for at, name in enumerate(names):
        made[f"procedures/{name}.yml"] = _procedure(w, seed * 10 + at, ids)
    made |= _orders(w, ids)
    return Sources({name: written(data) for name, data in made.items()})


def written(data: object) -> str:
    """As somebody may write it: letters as they are, the ends of lines that no editor shows as escapes."""
    text = json.dumps(lean(data), ensure_ascii=False, indent=1)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _organization(w: Writer) -> dict:
    units = [{"id": i, "name": w.text(), "short": w.maybe(w.text()), "kind": k, "parent": p} for i, k, p in
             (("ministry", "ministry", None), ("office", "office", "ministry"), ("group", "group", "office"), ("circle", "work_group", "group"))]  # fmt: skip
    posts = [{"id": f"post{n}", "title": w.text(), "short": w.maybe(w.text()), "unit": w.chance.choice(("office", "group")), "number": w.maybe(w.text()),
              "reports_to": f"post{n - 1}" if n and w.chance.random() < 0.7 else None} for n in range(w.chance.randint(0, 4))]  # fmt: skip
    roles = [{"id": f"role{n}", "name": w.text(), "posts": w.few([p["id"] for p in posts])} for n in range(w.chance.randint(0, 2))]
    return {"units": units, "posts": posts, "roles": roles}


def _forms(w: Writer) -> dict:
    return {"forms": [{"id": f"form{n}", "title": w.text(), "code": w.maybe(w.text()), "kept": w.maybe(w.text()), "edition": w.maybe(w.text())} for n in range(w.chance.randint(0, 3))]}  # fmt: skip


def _references(w: Writer) -> dict:
    kinds = ("law", "curriculum", "principle", "manual", "document")
    made = [{"id": f"ref{n}", "kind": w.chance.choice(kinds), "title": w.text()} for n in range(w.chance.randint(0, 3))]
    return {"references": made, "book": w.few([r["id"] for r in made])}


def _calendar(w: Writer) -> dict:
    def span() -> dict:
        return {"from": {"month": w.chance.randint(1, 12), "day": w.maybe(w.chance.randint(1, 28))}, "to": {"month": w.chance.randint(1, 12)}}

    windows = [
        {"id": f"window{n}", "name": w.text(), "spans": [span() for _ in range(w.chance.randint(1, 2))]} for n in range(w.chance.randint(0, 2))
    ]
    return {"windows": windows, "periods": {"term": [x["id"] for x in windows]} if windows else {}}


def _person(w: Writer, name: str, ids: dict) -> dict:
    held = [{"post": p, "from": w.maybe(w.date()), "to": None} for p in w.few(ids["post"])]
    left = w.maybe({"date": w.date(), "reason": "moved", "to": w.maybe(w.text())}, 0.15)
    return {"id": name, "name": w.text(), "position": w.text(), "standing": w.maybe(w.text()), "title": w.maybe(w.text()), "posts": held, "left": left,
            "units": w.few(["group", "circle"]), "birth_year": w.maybe(w.chance.randint(2505, 2545)), "aliases": w.some(1)}  # fmt: skip


def _handbook(w: Writer, ids: dict) -> dict:
    landscape = w.chance.random() < 0.3
    fields = w.few(COLUMNS, 1)[: 8 if landscape else 6]
    if not {"flow", "detail"} & set(fields):
        fields.append(w.chance.choice(("flow", "detail")))
    columns = [
        {"field": f, "title": w.text(), "width": w.chance.randint(2, 40), "hidden": w.chance.random() < 0.1 and f not in ("flow", "detail")}
        for f in fields
    ]
    parts = [{"kind": k, "title": w.maybe(w.text())} for k in w.few(PARTS)]
    sections = [{"kind": k, "title": w.text()} for k in w.few(SECTIONS)]
    digits = {region: w.chance.choice(("thai", "arabic")) for region in ("book", "book_form", "site", "site_form")}
    preface = {"paragraphs": w.some() or [w.text()], "signed_by": w.chance.choice(ids["person"]) if ids["person"] else None, "signed_lines": w.some()}
    return {
        "title": w.text(), "unit": "group", "office": "office", "cover": w.some(), "digits": digits, "procedures": ids["procedure"],
        "owner": w.maybe(w.chance.choice(ids["person"])) if ids["person"] else None, "as_of": w.maybe(w.date()), "preface": w.maybe(preface),
        "sections": w.maybe(sections, 0.7) or [s.model_dump(include={"kind", "title"}) for s in OBEC_SECTIONS],
        "form": {"title": w.text(), "landscape": landscape,
                 "columns": w.maybe(columns, 0.7) or [c.model_dump(include={"field", "title", "width"}) for c in OBEC_COLUMNS]},
        "parts": w.maybe(parts, 0.7), "work_year": w.chance.choice(("fiscal", "school")), "workflow_title": w.maybe(w.text()),
        "abbreviations": [{"short": w.text(), "full": w.text(), "also": w.some(1)} for _ in range(w.chance.randint(0, 2))],
        "protected_words": w.some(), "control": _control(w, ids), "source_url": w.maybe(w.text(), 0.1),
    }  # fmt: skip


def _control(w: Writer, ids: dict) -> dict:
    def signs() -> dict | None:
        return w.maybe({"person": w.chance.choice(ids["person"])} if ids["person"] else {"name": w.text()})

    history = [{"edition": 1, "revision": n, "date": w.date(), "text": w.text(), "by": w.maybe(w.text())} for n in range(w.chance.randint(0, 2))]
    return {"code": w.maybe(w.text()), "edition": w.maybe(2), "revision": w.maybe(0), "effective": w.maybe(w.date()), "review_due": w.maybe(w.date()),
            "prepared_by": signs(), "approved_by": signs(), "history": history}  # fmt: skip


def _time(w: Writer, ids: dict) -> dict:
    made = [
        {"kind": "duration", "unit": w.chance.choice(("minute", "hour", "day", "working_day", "week", "month", "year")), "min": 1, "max": w.maybe(7.5)},
        {"kind": "window", "from": w.chance.randint(1, 12), "to": w.maybe(w.chance.randint(1, 12))},
        {"kind": "frequency", "times": w.chance.randint(1, 9), "every": w.chance.choice(("day", "week", "month", "quarter", "term", "fiscal_year", "round"))},
        {"kind": "deadline", "day": w.chance.randint(1, 28), "month": w.chance.choice(("this", "next", 3))},
        {"kind": "deadline", "days": 7, "working": True, "after": w.maybe(w.text())},
        {"kind": "immediate"}, {"kind": "text", "text": w.text()}, {"kind": "none"},
    ]  # fmt: skip
    if ids["window"]:
        made.append({"kind": "window", "windows": ids["window"]})
    return w.chance.choice(made) | {"case": w.maybe(w.text(), 0.2)}


def _procedure(w: Writer, seed: int, ids: dict) -> dict:
    drawn: Procedure = procedures.procedure(seed)
    steps = [_step(w, s.model_dump(include={"id", "kind", "label", "next", "branches"}), ids) for s in drawn.steps]
    return {
        "title": w.text(), "unit": w.chance.choice(("group", "circle", "office")), "control": _control(w, ids), "objectives": w.some(), "scope": w.some(),
        "definitions": [{"term": w.text(), "text": w.text()} for _ in range(w.chance.randint(0, 2))], "standards": w.some(), "monitoring": w.some(),
        "responsibilities": [{"who": a, "items": w.items()} for a in w.few(ids["actor"])], "risks": w.some(), "references": w.few(ids["reference"]),
        "forms": {"intro": w.maybe(w.text()), "items": w.few(ids["form"])}, "steps": steps,
        "summary": {"title": w.maybe(w.text()), "objectives": w.some(1), "references": w.few(ids["reference"]), "landscape": w.chance.choice((None, True, False))},
    }  # fmt: skip


def _step(w: Writer, step: dict, ids: dict) -> dict:
    for branch in step["branches"]:
        branch.pop("to_confirm", None)
        branch.pop("allow", None)
        branch["label"] = w.maybe(w.text(), 0.3 * w.wild) or branch["label"]
    if w.chance.random() < 0.6 * w.wild:
        step["label"] = w.text()
    if step["kind"] == "subprocess":
        step["procedure"] = w.maybe(w.chance.choice(ids["procedure"]))
    if w.chance.random() < 0.5:
        lists = {field: w.some(2) for field in ("standard", "monitoring", "inputs", "outputs", "documents", "risks")}
        actors = [{"who": a, "does": w.maybe(w.text(), 0.2)} for a in w.few(ids["actor"])[:3]]
        others = [
            {"kind": w.chance.choice(("source", "recipient", "payee", "returned", "handover")), "who": a, "what": w.some(2)}
            for a in w.few(ids["actor"])
        ]
        needs = [{"kind": kind, "text": w.text()} for kind in ("number", "letter", "attachment")[: w.chance.randint(0, 3)]]
        step |= {"parties": others[:2], "requires": needs} | lists | {"actors": actors, "time": [_time(w, ids) for _ in range(w.chance.randint(0, 2))], "note": w.maybe(w.text()),
                         "text": w.maybe(w.text()), "items": w.items(1), "detail": w.items(1), "forms": w.few(ids["form"]), "references": w.few(ids["reference"])}  # fmt: skip
    return step


def _duty(w: Writer, ids: dict, deep: int = 1) -> dict:
    items = [_duty(w, ids, deep - 1) for _ in range(w.chance.randint(0, 2))] if deep and w.chance.random() < 0.3 else []
    return {"no": w.maybe(w.chance.choice(("๑", "๒.๑", "3)", w.text()))), "text": w.text(), "items": items, "procedures": w.few(ids["procedure"]),
            "post": w.maybe(w.chance.choice(ids["post"]), 0.2) if ids["post"] else None, "role": w.chance.choice(ROLES), "to": w.maybe(w.date(), 0.1)}  # fmt: skip


def _orders(w: Writer, ids: dict) -> dict[str, dict]:
    made: dict[str, dict] = {}
    for number in range(1, w.chance.randint(0, 4) + 1):
        kind = w.chance.choice(("new", "replaces", "amends", "cancels")) if number > 1 else "new"
        earlier = f"{w.chance.randint(1, max(1, number - 1))}/2565"
        order = {"issuer": "office", "number": number, "year": 2565, "title": w.text(), "kind": kind, "signed": w.date(), "effective": w.maybe(w.date()),
                 "preamble": w.some(), "authority": w.maybe(w.text()), "closing": w.some(1), "signer": w.maybe({"name": w.text(), "capacity": w.some()})}  # fmt: skip
        if kind != "new":
            order[kind] = earlier if kind == "amends" else [earlier]
        if kind == "amends" and ids["person"]:
            order["changes"] = [{"action": "add", "person": w.chance.choice(ids["person"]), "duty": _duty(w, ids)}]
            order["changes"] += [{"action": "remove", "person": w.chance.choice(ids["person"])}] if w.chance.random() < 0.4 else []
        elif kind != "cancels":
            order["assignments"] = [{"person": p, "position": w.maybe(w.text()), "general": w.some(1), "duties": [_duty(w, ids) for _ in range(w.chance.randint(0, 3))]}
                                    for p in w.few(ids["person"])]  # fmt: skip
            order["responsibilities"] = [{"person": p, "role": w.chance.choice(ROLES), "procedures": w.few(ids["procedure"]), "basis": w.text()}
                                         for p in w.few(ids["person"])]  # fmt: skip
        made[f"orders/2565-{number}.yml"] = order
        if w.chance.random() < 0.2:  # of another issuer, with the same number
            made[f"orders/ministry-2565-{number}.yml"] = order | {
                "issuer": "ministry",
                "kind": "new",
                "replaces": [],
                "cancels": [],
                "amends": None,
                "changes": [],
            }
    return made
