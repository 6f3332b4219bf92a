"""Dates in the Buddhist era (พ.ศ. = ค.ศ. + 543), read in every usual way and written in the official one.

Own code, since Babel and ICU print ค.ศ. for Thai.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from datetime import date
from itertools import groupby

from generator.thai import digits

BUDDHIST = 543
MONTHS = tuple("มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม".split())
SHORT_MONTHS = tuple("ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.".split())
EXAMPLES = "1 ตุลาคม 2565, ๑ ต.ค. ๒๕๖๕, 1/10/2565 หรือ 2022-10-01"

_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_SLASHES = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$")
_WORDS = re.compile(r"^(?:(?:สั่ง\s*)?ณ\s*)?(?:วันที่\s*)?(\d{1,2})\s*(?:เดือน\s*)?([ก-๙.]+?)\s*(?:พ\.?\s?ศ\.?\s*)?(\d{4})$")
_SHORT_YEAR = re.compile(r"^(?:วันที่\s*)?\d{1,2}\s*(?:[ก-๙.]+|[/.-]\d{1,2}[/.-])\s*(\d{2})$")


def parse_month(text: str) -> int:
    """1 to 12 from a Thai name, a Thai abbreviation or a number.

    Raises ValueError (in Thai) for anything else.
    """
    word = digits.to_arabic(text).strip()
    for names in (MONTHS, SHORT_MONTHS, tuple(m.replace(".", "") for m in SHORT_MONTHS)):
        if word in names:
            return names.index(word) + 1
    if word.isdecimal() and 1 <= int(word) <= 12:
        return int(word)
    raise ValueError(f"ไม่รู้จักเดือน “{text}”")


def parse(text: str) -> date:
    """A date from ``1 ตุลาคม 2565``, ``๑ ต.ค. ๒๕๖๕``, ``1/10/2565`` (Buddhist era) or ``2022-10-01`` (ISO, ค.ศ.).

    Raises ValueError (in Thai) for a wrong form, a wrong era or a day that does not exist.
    """
    plain = digits.to_arabic(text).strip()
    if found := _ISO.match(plain):
        year, month, day = (int(x) for x in found.groups())
        if year >= 2400:
            raise ValueError(f"“{text}” เขียนแบบ ปี-เดือน-วัน ต้องใช้ปี ค.ศ. (พบ พ.ศ.) เช่น {year - BUDDHIST}-{month:02}-{day:02}")
    elif found := _SLASHES.match(plain) or _WORDS.match(plain):
        day, year = int(found[1]), int(found[3])
        month = parse_month(found[2])
        if year < 2400:
            raise ValueError(f"“{text}” ต้องใช้ปี พ.ศ. (พบ ค.ศ.) เช่น {year + BUDDHIST}")
        year -= BUDDHIST
    elif found := _SHORT_YEAR.match(plain):
        raise ValueError(f"“{text}” ต้องเขียนปี พ.ศ. สี่หลัก เช่น 25{found[1]}")
    else:
        raise ValueError(f"อ่านวันที่ “{text}” ไม่ได้ เขียนแบบ {EXAMPLES}")
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"ไม่มีวันที่ “{text}” ในปฏิทิน") from None


def meant(text: str) -> str | None:
    """A date whose parts stand in another sequence, as it should be written: ``10/3/2568`` for ``2568/3/10``, ``25/3/2568`` for ``3/25/2568``."""
    plain = digits.to_arabic(text).strip()
    if found := re.fullmatch(r"(2[45]\d\d)[/.-](\d{1,2})[/.-](\d{1,2})", plain):
        return f"{int(found[3])}/{int(found[2])}/{found[1]}"
    found = _SLASHES.match(plain)
    return f"{int(found[2])}/{int(found[1])}/{found[3]}" if found and int(found[1]) <= 12 < int(found[2]) <= 31 else None


def long(day: date) -> str:
    """``29 กันยายน 2565`` in Arabic digits; :func:`generator.thai.digits.in_system` turns them."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year + BUDDHIST}"


def short(day: date) -> str:
    """``29 ก.ย. 65``"""
    return f"{day.day} {SHORT_MONTHS[day.month - 1]} {(day.year + BUDDHIST) % 100:02}"


def signed(day: date) -> str:
    """``29 กันยายน พ.ศ. 2565``, as after สั่ง ณ วันที่."""
    return f"{day.day} {MONTHS[day.month - 1]} พ.ศ. {day.year + BUDDHIST}"


def stretches(months: Container[int], year: Iterable[int]) -> str:
    """Months by their short names, those that follow each other as ``พ.ย. – ก.พ.``; ``year``: all twelve in the office's order."""
    runs = (tuple(run) for held, run in groupby(year, key=lambda month: month in months) if held)
    return ", ".join(" – ".join(SHORT_MONTHS[month - 1] for month in dict.fromkeys((run[0], run[-1]))) for run in runs)
