"""Rules about words and numbers in a text: Latin letters in Thai words, mixed digits, text lost to ``#``, years of the wrong era."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from generator.rules.letters import suspect
from generator.rules.rule import Finding, rule
from generator.rules.rule_input import RuleInput
from generator.source.positions import cut
from generator.thai import dates, digits, words
from generator.thai.together import COUNTED

LATIN_BESIDE = re.compile("[A-Za-z0](?:[ก-ฮะาำ]|(?<=[0-9๐-๙][oO])|(?<=[lI])(?:[0-9๐-๙]| [ก-ฮ]))")
"""A fast pattern found in every file in which ``LATIN`` matches."""
LATIN = re.compile(
    "[ก-ฮะ-ู][uwnmsoOU0]+[ก-ฮ][ก-ู]|[A-Za-z][\u0e30\u0e32\u0e33]"  # กำหuด, uำ
    "|(?<=[ก-๎])[a-z](?=[ก-ฮ])"  # ตรวcสอบ
    r"|(?<![A-Za-z\d./-])[0-9๐-๙]+[oO](?![A-Za-z])|(?<![A-Za-z])[lI][0-9๐-๙]+(?![A-Za-z\d])"  # ๘o, l0
    rf"|(?<![A-Za-z\d.])[lI] (?:{'|'.join(sorted(COUNTED))})"  # l วัน
)
MEANT = {"s": "ร", "n": "กทหถภ", "u": "นมบ", "w": "พฟผ", "m": "ทห", "o": "อ", "a": "ล", "S": "ร", "U": "นมบ", "W": "พฟ", "l": "เ", "I": "เ"}
"""Latin letters -> Thai letters of like shape, for which they are taken in text that was scanned."""
AT_EDGE = re.compile(rf"(?<=[ก-๎])[{''.join(MEANT)}](?![A-Za-z\d])|(?<![A-Za-z\d])[lI](?=[ก-ฮ])")
"""One such letter at the end or the beginning of Thai letters, as in กลุ่มa and ผู้อำนวยกาs."""
MIXED = re.compile("[๐-๙]")
QUOTES = 20


@rule("SOP-T011", "warning")
def _mixed(subject: RuleInput) -> Iterator[Finding]:
    """Thai and Arabic digits in one text; codes, addresses and English keep theirs."""
    for file, path, text in subject.texts(MIXED):
        if MIXED.search(text) and digits.to_thai(text) != text:
            yield Finding(file, path, f"เลขไทยและเลขอารบิกปนกันใน “{_short(text)}”")


YEAR = re.compile("[0-9๐-๙]{4}")
FOREIGN_ERA = re.compile(r"(?:[1๑][9๙]|[2๒][0๐])[0-9๐-๙]{2}|ค\.|คริสต์ศักราช")
"""A fast pattern found in every file in which ``ERA`` matches."""
ERA = re.compile(
    rf"(?P<thai>(?:พ\.\s?ศ\.|พุทธศักราช|ปีงบประมาณ|ปีการศึกษา|{'|'.join(dates.MONTHS)})\s*(?P<christian>(?:19|20)\d\d))(?!\d)"
    r"|(?:ค\.\s?ศ\.|คริสต์ศักราช)\s*(?P<buddhist>2[4-6]\d\d)(?!\d)"
)


@rule("SOP-T013", "warning")
def _era(subject: RuleInput) -> Iterator[Finding]:
    """Years of one era under the name of the other."""
    for file, path, text in subject.texts(FOREIGN_ERA):
        if YEAR.search(text) and (hit := ERA.search(digits.to_arabic(text))):
            christian = hit["christian"]
            year = int(christian) + dates.BUDDHIST if christian else int(hit["buddhist"]) - dates.BUDDHIST
            message = f"“{hit.group()}” เป็นปี {'ค.ศ.' if christian else 'พ.ศ.'} ในที่ของปี {'พ.ศ.' if christian else 'ค.ศ.'}"
            yield Finding(file, path, message, f"แก้ปีเป็น {year} หรือแก้ชื่อศักราช", text[hit.start() : hit.end()])


@rule("SOP-T012", "warning")
def _cut(subject: RuleInput) -> Iterator[Finding]:
    for file, text in subject.files:
        for path, lost in cut(text):
            shown = lost if len(lost) <= QUOTES else lost[:QUOTES] + "…"
            mend = 'ครอบทั้งข้อความด้วยเครื่องหมายคำพูด "…" หากเป็นหมายเหตุให้เว้นหนึ่งช่องหลัง #'
            yield Finding(file, path, f"ข้อความตั้งแต่ “{shown}” ถูกตัดทิ้งเป็นหมายเหตุ", mend, lost)


def _short(text: str) -> str:
    found = re.search(r"\S*\d.*", text)
    shown = found.group() if found else text
    return shown if len(shown) <= QUOTES else shown[:QUOTES] + "…"


_BEFORE, _BEHIND = re.compile("[ก-ฺเ-๎]+$"), re.compile("[ก-ฺเ-๎]+")
_letters = re.compile("[A-Za-z]").findall
_RETYPE = "พิมพ์คำนั้นใหม่ด้วยแป้นภาษาไทย"
_within = suspect(LATIN, lambda hit: f"อักษรละติน “{''.join(_letters(hit[0]))}” แทรกในคำไทยหรือตัวเลข", _RETYPE, LATIN_BESIDE)


@rule("SOP-T007", "warning")
def _latin(subject: RuleInput) -> Iterator[Finding]:
    """Latin letters inside a word or a number; and at its edge, where a Thai letter of like shape completes a word of the dictionary."""
    yield from _within(subject)
    for file, path, text in subject.texts(AT_EDGE):
        for hit in AT_EDGE.finditer(text) if not LATIN.search(text) else ():
            if word := _completed(text, hit):
                yield Finding(file, path, f"อักษรละติน “{hit[0]}” ในคำ “{word}”", f"{_RETYPE}: {word}", hit[0])


def _completed(text: str, hit: re.Match[str]) -> str:
    """The Thai word of which a Latin letter is taken for a part; empty if the text has no fewer words with any Thai letter in its place."""
    left, right = _BEFORE.search(text[: hit.start()]), _BEHIND.match(text, hit.end())
    before, behind = left[0] if left else "", right[0] if right else ""
    for letter in MEANT[hit[0]]:
        run, at = before + letter + behind, len(before)
        if words.effort(run) < words.effort(before) + words.effort(behind):
            ends = accumulate(map(len, found := words.tokens(run)))
            return next(word for word, end in zip(found, ends, strict=True) if at < end)
    return ""
