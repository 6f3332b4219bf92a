"""Numbers and what they are read with: no line ends inside ``วันที่ ๕ มกราคม ๒๕๖๘``, ``ร้อยละ ๘๐``, ``๑๖.๓๐ น.``, ``ข้อ ๓ (๒) ๑)`` or ``๕ วัน``."""

from __future__ import annotations

import re

from generator.thai.dates import MONTHS, SHORT_MONTHS

COUNTED = tuple(
    "วันทำการ วัน สัปดาห์ เดือน ปีการศึกษา ปีงบประมาณ ปี ภาคเรียน ไตรมาส ชั่วโมง นาที ครั้ง คน ราย เรื่อง ฉบับ ชุด แห่ง โรงเรียน "
    "ข้อ หน้า บาท เปอร์เซ็นต์ ขั้นตอน ท่าน กลุ่ม แผ่น เล่ม รอบ ระดับ ด้าน กิจกรรม".split()
)
"""What a number counts."""
NUMBERED = tuple("ร้อยละ พ.ศ. ค.ศ. ร.ศ. ข้อ มาตรา หมวด วรรค ตาราง ภาคเรียน โทร.".split())
"""What stands before a number."""
ORDERED = tuple("ครั้ง ฉบับ ลำดับ ข้อ ภาคเรียน รุ่น บท ขั้นตอน ขั้น วาระ ระยะ กลุ่ม ชั้นปี งวด ไตรมาส รอบ เล่ม ตอน หน้า หมู่ เลข".split())
"""What stands before ที่ and a number; another word may end the line before."""

_DIGIT = "[0-9๐-๙]"
_NUMBER = f"{_DIGIT}[0-9๐-๙.,]*+"
_MONTH = "|".join((*MONTHS, *map(re.escape, SHORT_MONTHS)))
_YEAR = rf"(?:พ\.\s?ศ\. ?)?(?:{_DIGIT}{{4}}|{_DIGIT}{{2}})(?!{_DIGIT})"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:วันที่ )?(?<!{_DIGIT}){_DIGIT}{{1,2}} (?:{_MONTH})(?: {_YEAR})?(?: ?–)?",
        rf"(?:{_MONTH}) {_YEAR}",
        rf"(?:{'|'.join(map(re.escape, NUMBERED))}|(?:{'|'.join(ORDERED)})?ที่) {_DIGIT}[0-9๐-๙.,/]*+(?! (?:{_MONTH}))",
        rf"(?<![A-Za-z0-9๐-๙./,=&-])(?![2๒][4๔5๕]{_DIGIT}{{2}}(?!{_DIGIT})){_NUMBER}(?: ?[–-] ?{_NUMBER})? ?(?:(?:{'|'.join(COUNTED)})(?!ที่)|น\.)",
        rf"{_DIGIT}+(?:[/.–-]{_DIGIT}+)+",
        rf"ข้อ \(?{_DIGIT}[0-9๐-๙./]*+\)?(?: \(?{_DIGIT}[0-9๐-๙./]*+\))+",
    )
)
_ANY = re.compile(_DIGIT)


def spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where no line may end: from and to, in letters."""
    if not _ANY.search(text):
        return ()
    return tuple(found.span() for pattern in _PATTERNS for found in pattern.finditer(text))
