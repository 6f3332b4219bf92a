"""What ``sop check`` accepts is built and printed: random offices in letters of all planes, with long words and many lines.

An office with errors is mended at the lines that ``check`` names, until it has none: so the lines are right too.
``HYPOTHESIS=long`` tries two thousand offices.
"""

import json
import random
import re

import pytest

from generator import compile, pdf
from generator.edition import edition
from generator.fonts.metrics import HANDBOOK
from generator.load.loading import load
from generator.pdf import volumes
from generator.rules import check
from generator.source.parsing import Invalid, Sources
from tests import LONG, offices

OFFICES = 250 if LONG else 2
"""Of each of the eight parts."""
PLANES = (
    (0x20, 0x7E), (0xA0, 0x24F), (0x250, 0x6FF), (0x700, 0xDFF), (0xE01, 0xE5B), (0xE80, 0xEFF), (0x1000, 0x1FFF), (0x2000, 0x2BFF), (0x2C00, 0xD7FF),
    (0xE000, 0xF8FF), (0xF900, 0xFFFD), (0x10000, 0x1FFFF), (0x20000, 0x2FFFF), (0x30000, 0x3FFFF), (0xE0000, 0xE01FF), (0xF0000, 0x10FFFF),
)  # fmt: skip
PRINTED = tuple(chr(code) for code in range(0x20, 0x10000) if HANDBOOK.has(chr(code)))
WORDS = (
    "กระบวนงาน", "มาตรฐาน", "คุณภาพ", "ผู้อำนวยการ", "และ", "ตรวจสอบ", "เอกสาร", "ภายใน", "๕ วันทำการ", "ร้อยละ ๘๐", "๑๖.๓๐ น.", "ข้อ ๓", "นิเทศ", "ติดตาม",
    "World-Class", "http://example.go.th/a?b=1", "(ต่อ)", "“อ้าง”", "ก.ต.ป.น.", "ฯลฯ", "ๆ", "รับ\u200bเรื่อง", "of\ufb01ce", "นํ\u0e32ส่ง", "เเจ้ง", "ผู้้รับ",
)  # fmt: skip
STEPS = 9
TEXT = re.compile(r'"(?:[^"\\]|\\.)*"(?=,?$)')
OF_TEXTS = re.compile("SOP-(T|L011|S009)")


class Writer(offices.Writer):
    """Texts that no rule of texts has seen yet."""

    def text(self) -> str:
        if self.chance.random() >= self.wild:
            return " ".join(self.chance.choices(WORDS, k=self.chance.choice((1, 2, 3, 8))))
        kinds = (self.planes, self.printed, self.printed, self.thai, self.thai, self.word, self.lines, self.long, self.hostile)
        return self.chance.choice(kinds)().strip() or "."

    def planes(self) -> str:
        return "".join(chr(self.chance.randint(*self.chance.choice(PLANES))) for _ in range(self.chance.choice((1, 2, 7, 40))))

    def printed(self) -> str:
        return "".join(self.chance.choices(PRINTED, k=self.chance.choice((1, 2, 7, 40))))

    def thai(self) -> str:
        return "".join(chr(self.chance.randint(0xE01, 0xE4E)) for _ in range(self.chance.choice((1, 2, 7, 40))))

    def word(self) -> str:
        return self.chance.choice(("ก", "กา", "ที่", "W", "iI", "๑", "ฟื้", "-", "ๆ", "(", "เ", "a1")) * self.chance.choice((5, 20, 40, 80, 500))

    def lines(self) -> str:
        few = self.chance.choice((2, 5, 7, 80, 250))
        return "\n".join(" ".join(self.chance.choices(WORDS, k=self.chance.choice((1, 3, 9)))) for _ in range(few))

    def long(self) -> str:
        return self.chance.choice(("", " ")).join(self.chance.choices(WORDS, k=self.chance.choice((30, 100, 400, 3000))))

    def hostile(self) -> str:
        return self.chance.choice(offices.HOSTILE)


def office(seed):
    """The files of an office whose procedures can be followed to their ends."""
    made, chance = offices.office(seed, 0.15, Writer), random.Random(seed)
    data = {name: json.loads(text) for name, text in made.files.items()}
    data["handbook.yml"].pop("source_url", None)
    for person in data["people.yml"]["persons"]:
        person.pop("birth_year", None)
    for name in data:
        if name.startswith("procedures/"):
            straighten(data[name]["steps"], chance)
    return Sources({name: offices.written(values) for name, values in data.items()})


def straighten(steps, chance):
    """Each step leads to the next, a decision to another too."""
    steps[:] = [step for step in steps if step["id"] != "stop"][:STEPS]
    inner = [step["id"] for step in steps if step["kind"] not in ("start", "end")]
    for step, following in zip(steps, [*steps[1:], None], strict=True):
        step.pop("next", None)
        labels = [branch["label"] for branch in step.pop("branches", None) or []]
        others = [i for i in inner if following and i not in (step["id"], following["id"])]
        yes, no = [*labels, "ผ่าน", "ไม่ผ่าน"][:2]
        if step["kind"] == "decision" and following and others and yes != no:
            step["branches"] = [{"label": yes, "to": following["id"]}, {"label": no, "to": chance.choice(others)}]
        elif step["kind"] == "decision":
            step["kind"] = "activity"


def errors(sources):
    try:
        manual = load(sources)
        return manual, [p for p in check(manual, sources) if p.level == "error"]
    except Invalid as invalid:
        return None, [p for p in invalid.problems if p.level == "error"]


def mended(sources):
    """The office with a plain word in the place of each text that is refused, and without orders that have other errors."""
    for _ in range(20):
        manual, wrong = errors(sources)
        if not wrong:
            return manual, sources
        files = {name: text.split("\n") for name, text in sources.files.items()}
        for problem in wrong:
            if OF_TEXTS.match(problem.code):
                line = files[problem.file][problem.line - 1]
                files[problem.file][problem.line - 1] = TEXT.sub('"ข้อความ"', line)
            else:
                assert problem.file.startswith("orders/"), problem
        lost = {p.file for p in wrong if not OF_TEXTS.match(p.code)}
        sources = Sources({name: "\n".join(lines) for name, lines in files.items() if name not in lost})
    raise AssertionError(wrong)


def three(plans):
    """The group's book, a person's, a procedure's with its form; and change sheets."""
    plans = list(plans)
    kinds = ("handbook", "person-", "procedure-", "form-", "changes-")
    return [plan for kind in kinds for plan in [p for p in plans if p.path.startswith(f"books/{kind}")][:1]]


@pytest.mark.parametrize("part", range(8))
def test_what_check_accepts_is_built_and_printed(part: int):
    for seed in range(part * OFFICES, (part + 1) * OFFICES):
        manual, sources = mended(office(seed))
        made = edition(manual)
        assert len(compile(manual, sources=sources.files)) > 20, seed
        plans = three(volumes.plans(made))
        found = pdf.made(plans)
        assert len(plans) >= 3 and [(r.path, r.problems) for r in found.refused] == [], seed


def test_the_offices_hold_what_they_are_to_try():
    texts = "".join(text for seed in range(24) for text in office(seed).files.values())
    assert {ord(letter) >> 16 for letter in texts} >= {0, 1, 2, 15}
    codes = {problem.code for seed in range(24) for problem in errors(office(seed))[1]}
    assert codes >= {"SOP-T014", "SOP-T015", "SOP-T016", "SOP-T018", "SOP-T019", "SOP-T024", "SOP-T025"}
