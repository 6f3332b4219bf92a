"""Rules about single characters: text that looks right on the screen but cannot be found, sorted or printed correctly.

What can be read as it is meant was folded when the file was read (see :mod:`generator.thai.folding`); of that only slips of typing are
reported here, as notes. What the book cannot be printed with is an error. Only a file that holds something suspicious is looked through
value by value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

from generator.rules.rule import Find, Finding, rule
from generator.rules.rule_input import RuleInput
from generator.source.parsing import parse, scalars
from generator.source.suspect import named, visible
from generator.thai.folding import MARK, SLIPS, folded, may_change

DIRECTION = re.compile("[\u061c\u200f\u202b\u202e\u2067]")
DOUBLED = re.compile(
    f"([{MARK}ะาำแโใไ])(?:\\1|(?<=[\u0e48-\u0e4b])[\u0e48-\u0e4b]|(?<=[\u0e34-\u0e37\u0e31\u0e47])[\u0e34-\u0e37\u0e31]|(?<=[\u0e38\u0e39])[\u0e38\u0e39])"
)
FLOATING = re.compile(f"(?:^|[\\s\u0e40-\u0e44A-Za-z0-9\"'])[{MARK}]")
BARE = re.compile(f"[^\u0e01-\u0e3f\u0e45-\u0e4e][{MARK}]")
"""A fast pattern found in every file in which ``FLOATING`` matches."""
_ON = f"{MARK}\u0e33"
STACKED = re.compile(
    f"[\u0e01-\u0e2e](?:[{_ON}]{{3,}}|\u0e4e[{_ON}]|\u0e3a\u0e3a)|[\u0e24\u0e26][{_ON}]?\u0e3a"
    f"|[^\u0e01-\u0e2e{_ON}][{_ON}]{{2,}}|^[{_ON}]{{2,}}|[^\u0e01-\u0e3a\u0e40-\u0e4e\\s!-/:-@\\[-`{{-~“”‘’–…][{_ON}]|[\u0300-\u036f]+"
)
"""More marks on a letter than the font has room for (tried with every letter and every two and three marks): they would be printed twice."""
ON_MARK = re.compile(f"[{_ON}\u0300-\u036f](?:(?=[{_ON}]{{2}})|(?<=[^\u0e01-\u0e2e{_ON}][{_ON}])|(?<=[\u0e3a\u0e4e\u0300-\u036f]))")
"""A fast pattern found in every file in which ``STACKED`` matches: three marks, a mark on no consonant, a rare mark."""
LOOKALIKE = re.compile("[\u0400-\u04ff\u0e80-\u0eff]")
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
GARBLED = re.compile("\ufffd|\u00e0[\u00b8\u00b9].\u00e0[\u00b8\u00b9].|เ(?:ธ[^\\s]|น[\u0080-\u00bf€-™])(?:เธ[^\\s]|เน[\u0080-\u00bf€-™]){2}")
KNOWN = re.compile("[^\t\n\r -~\xa0-\u017e\u0e01-\u0e3a\u0e3f-\u0e5b\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026]")
"""Any character outside those of every handbook: only for these is the font opened, which is slow."""
REPORTED = (DIRECTION, LOOKALIKE, PRIVATE)
"""Letters that have a rule of their own."""
MOST = 10
"""Letters reported of one text: who pasted a page of another script need not see each."""


def suspect(pattern: re.Pattern[str], tell: Callable[[re.Match[str]], str], mend: str, hint: re.Pattern[str] | None = None) -> Find:
    """A rule that reports each text in which a pattern is found; ``hint``: a faster pattern that every such file contains."""

    def find(subject: RuleInput) -> Iterator[Finding]:
        for file, path, text in subject.texts(hint or pattern):
            if hit := pattern.search(text):
                yield Finding(file, path, f"{tell(hit)} ตรง “{around(hit)}”", mend, hit[0])

    return find


def around(hit: re.Match[str], most: int = 12) -> str:
    """The text around a match, with invisible characters made visible."""
    text = hit.string[max(0, hit.start() - most) : hit.end() + most]
    return visible(text)


def _slip(name: str, what: str, mend: str) -> Find:
    """A rule that reports each text, as written in the file, with a typing slip that was corrected on reading."""
    slip = SLIPS[name]

    def find(subject: RuleInput) -> Iterator[Finding]:
        for file, text in subject.files:
            for path, said in scalars(parse(file, text, as_written=True)) if may_change(text) else ():
                hit = next((h for h in slip.pattern.finditer(said) if slip.meant(h) != h.group()), None)
                if hit and not {"to_confirm", "allow"} & set(path):
                    yield Finding(file, path, f"{what} ตรง “{around(hit)}” โปรแกรมอ่านเป็น “{folded(around(hit))}”", mend, hit[0])

    return find


def _printable(letter: str) -> bool:
    from generator.fonts.metrics import HANDBOOK  # seldom asked, and slow to import

    return HANDBOOK.has(letter)


@rule("SOP-T016", "error")
def _letters(subject: RuleInput) -> Iterator[Finding]:
    """Letters that the font of the printed book lacks, each once in a text; not those that another rule refuses."""
    for file, path, text in subject.texts(KNOWN):
        lacking = (c for c in dict.fromkeys(KNOWN.findall(text)) if not (c.isspace() or any(p.search(c) for p in REPORTED) or _printable(c)))
        for letter in islice(lacking, MOST):
            message = f"แบบอักษรของเล่มไม่มีตัวอักษร “{letter}” ({named(letter)}) จึงพิมพ์เล่มไม่ได้"
            mend = "ตัวอักษรเดิมสูญไปแล้ว พิมพ์ข้อความใหม่จากต้นฉบับ" if letter == "\ufffd" else "ใช้ตัวอักษรอื่นแทน เช่น เขียนเป็นคำ"
            yield Finding(file, path, message, mend, letter)


rule("SOP-T002", "note")(_slip("split-am", "สระอำพิมพ์เป็นนิคหิตกับสระอา", "พิมพ์สระอำ (ำ) ด้วยแป้นเดียว"))
rule("SOP-T003", "note")(_slip("two-e", "สระแอพิมพ์เป็นสระเอสองตัว", "พิมพ์สระแอ (แ) ด้วยแป้นเดียว"))
rule("SOP-T004", "warning")(suspect(DOUBLED, lambda _: "สระหรือวรรณยุกต์ซ้อนกัน", "ลบตัวที่เกิน"))
rule("SOP-T005", "note")(_slip("too-early", "พิมพ์วรรณยุกต์ผิดลำดับ", "พิมพ์สระบนหรือล่างก่อนวรรณยุกต์ และวรรณยุกต์ก่อนสระอำ"))
rule("SOP-T006", "warning")(suspect(FLOATING, lambda _: "สระหรือวรรณยุกต์ไม่มีพยัญชนะรองรับ", "ลบหรือพิมพ์พยัญชนะให้ครบ", BARE))
rule("SOP-T009", "error")(suspect(DIRECTION, lambda hit: f"อักขระที่มองไม่เห็น {named(hit[0])} สลับลำดับตัวอักษร", "ลบอักขระนั้นแล้วพิมพ์ใหม่"))
rule("SOP-T010", "warning")(suspect(GARBLED, lambda _: "ข้อความเพี้ยนจากการแปลงรหัสอักขระ", "พิมพ์ข้อความใหม่จากต้นฉบับ"))
rule("SOP-T014", "error")(suspect(LOOKALIKE, lambda hit: f"อักษร “{hit[0]}” ({named(hit[0])}) เป็นของภาษาอื่น", "พิมพ์ตัวนั้นใหม่ด้วยแป้นภาษาไทยหรืออังกฤษ"))
rule("SOP-T015", "error")(
    suspect(
        PRIVATE,
        lambda hit: f"อักขระเฉพาะของแบบอักษรหนึ่ง U+{ord(hit[0]):04X} (PRIVATE USE) พิมพ์ด้วยแบบอักษรอื่นไม่ได้",
        "พิมพ์ตัวนั้นใหม่หรือลบออก (มักติดมาจากการคัดลอกจาก Word หรือ PDF)",
    )
)
rule("SOP-T017", "note")(_slip("twice", "สระหรือวรรณยุกต์ซ้ำ", "ลบตัวที่ซ้ำ"))
rule("SOP-T018", "error")(
    suspect(
        STACKED,
        lambda hit: f"เครื่องหมายซ้อนกันจนพิมพ์เล่มไม่ได้ ({', '.join(map(named, dict.fromkeys(hit[0])))})",
        "ลบสระหรือวรรณยุกต์ที่เกิน แล้วพิมพ์คำนั้นใหม่",
        ON_MARK,
    )
)
