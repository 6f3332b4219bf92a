"""Rules about the letters of a text: what looks right on the screen and is not found, sorted or printed right.

A file is looked through value by value only if its source text holds something suspicious at all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from generator.rules.rule import Finding, Rule
from generator.rules.subject import Subject, texts
from generator.source import cut
from generator.thai import dates, digits

MARK = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"  # what stands above or below a letter
INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200d\u2060-\u2064\ufe00-\ufe0f\ufeff\ufff9-\ufffb]")
DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
SPLIT_AM = re.compile("[\u0e48-\u0e4b]?\u0e4d[\u0e48-\u0e4b]?\u0e32")
NIKHAHIT = re.compile("\u0e4d")
TWO_E = re.compile("\u0e40\u0e40")
DOUBLED = re.compile(
    f"([{MARK}ะาำแโใไ])(?:\\1|(?<=[\u0e48-\u0e4b])[\u0e48-\u0e4b]|(?<=[\u0e34-\u0e37\u0e31\u0e47])[\u0e34-\u0e37\u0e31]|(?<=[\u0e38\u0e39])[\u0e38\u0e39])"
)
ORDER = re.compile("[\u0e48-\u0e4c][\u0e31\u0e34-\u0e3a]")
FLOATING = re.compile(f"(?:^|[\\s\u0e40-\u0e44A-Za-z0-9\"'])[{MARK}]")
BARE = re.compile(f"[^\u0e01-\u0e3f\u0e45-\u0e4e][{MARK}]")
LATIN_BESIDE = re.compile("[A-Za-z0](?:[ก-ฮะาำ]|(?<=[0-9๐-๙][oO])|(?<=[lI])[0-9๐-๙])")
"""What every hit of ``SPLIT_AM``, ``FLOATING`` (in its file) and ``LATIN`` holds, found in a fraction of the time."""
LATIN = re.compile(
    "[ก-ฮะ-ู][uwnmsoOU0]+[ก-ฮ][ก-ู]|[A-Za-z][\u0e30\u0e32\u0e33]"  # กำหuด, uำ
    r"|(?<![A-Za-z\d./-])[0-9๐-๙]+[oO](?![A-Za-z])|(?<![A-Za-z])[lI][0-9๐-๙]+(?![A-Za-z\d])"  # ๘o, l0
)
LOOKALIKE = re.compile("[\u0400-\u04ff\u0e80-\u0eff]")
PRIVATE = re.compile("[\ue000-\uf8ff]")
CONTROL = re.compile("[\t\x7f-\x9f\u2028\u2029]")
GARBLED = re.compile("\ufffd|\u00e0[\u00b8\u00b9].\u00e0[\u00b8\u00b9].|เ(?:ธ[^\\s]|น[\u0080-\u00bf€-™])(?:เธ[^\\s]|เน[\u0080-\u00bf€-™]){2}")
KNOWN = re.compile("[^\t\n\r -~\xa0-\u017e\u0e01-\u0e3a\u0e3f-\u0e5b\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026]")
"""What is none of the letters that every handbook is written in: only then the font is asked, which takes a while to open."""
LETTER = "SOP-T016"
MIXED = re.compile("[๐-๙]")
QUOTES = 20
REFUSED = (INVISIBLE, DIRECTION, LOOKALIKE, PRIVATE, CONTROL, GARBLED)
"""Letters that a rule of their own tells."""


def _suspect(
    pattern: re.Pattern[str], tell: Callable[[re.Match[str]], str], mend: str, hint: re.Pattern[str] | None = None
) -> Callable[[Subject], Iterator[Finding]]:
    """A finding for each text in which a pattern is found; ``hint``: what every hit holds and is faster to look for."""

    def find(subject: Subject) -> Iterator[Finding]:
        for visit in subject.visits_that_may_hold(hint or pattern):
            for path, text in texts(visit):
                if hit := pattern.search(text):
                    yield Finding(visit.file, path, f"{tell(hit)} ตรง “{_around(hit)}”", mend, hit.group())

    return find


def _around(hit: re.Match[str], most: int = 12) -> str:
    """The words round a hit, with the invisible made visible."""
    text = hit.string[max(0, hit.start() - most) : hit.end() + most]
    return "".join(c if c.isprintable() else f"[U+{ord(c):04X}]" for c in text)


def _character(hit: re.Match[str]) -> str:
    c = hit.group()
    name = unicodedata.name(c, "control")
    return f"อักขระที่มองไม่เห็น U+{ord(c):04X} ({name})"


def _latin(hit: re.Match[str]) -> str:
    return f"อักษรละติน “{''.join(re.findall('[A-Za-z]', hit.group()))}” แทรกในคำไทยหรือตัวเลข"


def _foreign(hit: re.Match[str]) -> str:
    return f"อักษร U+{ord(hit.group()):04X} ({unicodedata.name(hit.group(), 'unknown')}) เป็นของภาษาอื่น"


def _mixed(subject: Subject) -> Iterator[Finding]:
    """Thai and Arabic digits in one text; codes, addresses and English keep theirs."""
    for visit in subject.visits_that_may_hold(MIXED):
        for path, text in texts(visit):
            if MIXED.search(text) and digits.to_thai(text) != text:
                yield Finding(visit.file, path, f"เลขไทยและเลขอารบิกปนกันใน “{_short(text)}”", "ใช้เลขระบบเดียวในข้อความเดียว (รหัสและภาษาอังกฤษคงเดิมได้)")


YEAR = re.compile("[0-9๐-๙]{4}")
FOREIGN_ERA = re.compile(r"(?:[1๑][9๙]|[2๒][0๐])[0-9๐-๙]{2}|ค\.|คริสต์ศักราช")
"""What a file with a hit of ``ERA`` holds."""
ERA = re.compile(
    rf"(?P<thai>(?:พ\.\s?ศ\.|พุทธศักราช|ปีงบประมาณ|ปีการศึกษา|{'|'.join(dates.MONTHS)})\s*(?P<christian>(?:19|20)\d\d))(?!\d)"
    r"|(?:ค\.\s?ศ\.|คริสต์ศักราช)\s*(?P<buddhist>2[4-6]\d\d)(?!\d)"
)


def _era(subject: Subject) -> Iterator[Finding]:
    """A year of one era under the name of the other."""
    for visit in subject.visits_that_may_hold(FOREIGN_ERA):
        for path, text in texts(visit):
            if YEAR.search(text) and (hit := ERA.search(digits.to_arabic(text))):
                christian = hit["christian"]
                year = int(christian) + dates.BUDDHIST if christian else int(hit["buddhist"]) - dates.BUDDHIST
                message = f"“{hit.group()}” เป็นปี {'ค.ศ.' if christian else 'พ.ศ.'} ในที่ของปี {'พ.ศ.' if christian else 'ค.ศ.'}"
                yield Finding(visit.file, path, message, f"แก้ปีเป็น {year} หรือแก้ชื่อศักราช", text[hit.start() : hit.end()])


def _cut(subject: Subject) -> Iterator[Finding]:
    for file in {visit.file: None for visit in subject.visits}:
        for path, lost in cut(subject.sources.files.get(file, "")):
            shown = lost if len(lost) <= QUOTES else lost[:QUOTES] + "…"
            mend = 'ครอบทั้งข้อความด้วยเครื่องหมายคำพูด "…" หากเป็นหมายเหตุให้เว้นหนึ่งช่องหลัง #'
            yield Finding(file, path, f"ข้อความตั้งแต่ “{shown}” ถูกตัดทิ้งเป็นหมายเหตุ", mend, lost)


def _letters(subject: Subject) -> Iterator[Finding]:
    """Letters that the font of the printed book lacks, each once in a text; not those that another rule refuses."""
    for visit in subject.visits_that_may_hold(KNOWN):
        for path, text in texts(visit):
            for letter in dict.fromkeys(KNOWN.findall(text)):
                if not (letter.isspace() or any(p.search(letter) for p in REFUSED) or _printable(letter)):
                    message = f"แบบอักษรของเล่มไม่มีตัวอักษร “{letter}” (U+{ord(letter):04X}) จึงพิมพ์เล่มไม่ได้"
                    yield Finding(visit.file, path, message, "ใช้ตัวอักษรอื่นแทน เช่น เขียนเป็นคำ", letter)


def _printable(letter: str) -> bool:
    from generator.typeface import HANDBOOK  # seldom asked, and slow to import

    return HANDBOOK.has(letter)


def _short(text: str) -> str:
    found = re.search(r"\S*\d.*", text)
    shown = found.group() if found else text
    return shown if len(shown) <= QUOTES else shown[:QUOTES] + "…"


RULES = (
    Rule("SOP-T001", "warning", "อักขระที่มองไม่เห็น", 'label: "รับ\\u200bเรื่อง"', "label: รับเรื่อง", _suspect(INVISIBLE, _character, "ลบอักขระนั้นแล้วพิมพ์ใหม่")),
    Rule(
        "SOP-T002",
        "warning",
        "สระอำแยกเป็นสองอักขระ",
        'label: "น\\u0E4D\\u0E32ส่ง"   # นิคหิต + สระอา',
        "label: นำส่ง",
        _suspect(SPLIT_AM, lambda _: "สระอำพิมพ์เป็นนิคหิตกับสระอา", "พิมพ์สระอำ (ำ) ด้วยแป้นเดียว", NIKHAHIT),
    ),
    Rule(
        "SOP-T003",
        "warning",
        "สระแอพิมพ์เป็นสระเอสองตัว",
        "label: เเจ้งผล   # เ + เ",
        "label: แจ้งผล",
        _suspect(TWO_E, lambda _: "สระแอพิมพ์เป็นสระเอสองตัว", "พิมพ์สระแอ (แ) ด้วยแป้นเดียว"),
    ),
    Rule("SOP-T004", "warning", "สระหรือวรรณยุกต์ซ้ำ", 'label: "ผู้้รับ"', "label: ผู้รับ", _suspect(DOUBLED, lambda _: "สระหรือวรรณยุกต์ซ้ำ", "ลบตัวที่ซ้ำ")),
    Rule(
        "SOP-T005",
        "warning",
        "วรรณยุกต์อยู่ก่อนสระ",
        "label: ท\u0e48\u0e35สุด   # ไม้เอกก่อนสระอี",
        "label: ที่สุด",
        _suspect(ORDER, lambda _: "พิมพ์วรรณยุกต์ก่อนสระ", "พิมพ์สระก่อนวรรณยุกต์"),
    ),
    Rule(
        "SOP-T006",
        "warning",
        "สระหรือวรรณยุกต์ไม่มีพยัญชนะ",
        'label: " ่รับเรื่อง"',
        "label: รับเรื่อง",
        _suspect(FLOATING, lambda _: "สระหรือวรรณยุกต์ไม่มีพยัญชนะรองรับ", "ลบหรือพิมพ์พยัญชนะให้ครบ", BARE),
    ),
    Rule(
        "SOP-T007",
        "warning",
        "อักษรละตินแทรกในคำไทยหรือตัวเลข",
        "label: กำหuด   # ตัว u แทน น",
        "label: กำหนด",
        _suspect(LATIN, _latin, "พิมพ์คำนั้นใหม่ด้วยแป้นภาษาไทย", LATIN_BESIDE),
    ),
    Rule(
        "SOP-T008",
        "warning",
        "อักขระควบคุมหรือแท็บในข้อความ",
        'label: "รับ\\tเรื่อง"',
        "label: รับเรื่อง",
        _suspect(CONTROL, lambda hit: f"อักขระควบคุมหรือแท็บ U+{ord(hit.group()):04X}", "ใช้ช่องว่างธรรมดา"),
    ),
    Rule(
        "SOP-T009",
        "warning",
        "อักขระบังคับทิศทางข้อความ",
        'label: "รับ\\u202Eเรื่อง"',
        "label: รับเรื่อง",
        _suspect(DIRECTION, lambda hit: f"อักขระบังคับทิศทาง U+{ord(hit.group()):04X}", "ลบอักขระนั้นแล้วพิมพ์ใหม่"),
    ),
    Rule(
        "SOP-T010",
        "warning",
        "ข้อความเพี้ยนจากการแปลงรหัสอักขระ",
        "label: à¸£à¸±à¸š",
        "label: รับ",
        _suspect(GARBLED, lambda _: "ข้อความเพี้ยนจากการแปลงรหัสอักขระ", "พิมพ์ข้อความใหม่จากต้นฉบับ"),
    ),
    Rule("SOP-T011", "warning", "เลขไทยและเลขอารบิกปนกันในข้อความเดียว", "text: ภายใน 3 วัน ตามข้อ ๕", "text: ภายใน ๓ วัน ตามข้อ ๕", _mixed),
    Rule("SOP-T012", "warning", "ข้อความถูกตัดที่เครื่องหมาย #", "label: รับเรื่อง #ด่วน", 'label: "รับเรื่อง #ด่วน"', _cut),
    Rule("SOP-T013", "warning", "ปีผิดศักราชในข้อความ", "text: แผนปีงบประมาณ 2024", "text: แผนปีงบประมาณ 2567", _era),
    Rule(
        "SOP-T014",
        "warning",
        "อักษรต่างภาษาที่ดูเหมือนกัน",
        "code: งน-\u0420-01   # Р ของรัสเซีย",
        "code: งน-P-01",
        _suspect(
            LOOKALIKE,
            _foreign,
            "พิมพ์ตัวนั้นใหม่ด้วยแป้นภาษาไทยหรืออังกฤษ",
        ),
    ),
    Rule(
        "SOP-T015",
        "warning",
        "อักขระเฉพาะของแบบอักษร",
        'label: "ท\\uF70Aสุด"   # คัดลอกจาก PDF',
        "label: ที่สุด",
        _suspect(PRIVATE, lambda hit: f"อักขระเฉพาะของแบบอักษร U+{ord(hit.group()):04X}", "พิมพ์คำนั้นใหม่ (มักติดมาจากการคัดลอกจาก PDF)"),
    ),
    Rule(LETTER, "warning", "ตัวอักษรที่แบบอักษรของเล่มไม่มี", "label: ทำเครื่องหมาย ☐", "label: ทำเครื่องหมายในช่อง", _letters),
)
