"""When two Thai names may be two spellings of one.

No library of likeness is needed: names that differ by one letter share a print, so that a thousand persons
are compared in one pass.
"""

from __future__ import annotations

import re

TITLES = re.compile(
    r"^(?:ว่าที่\s*(?:ร้อยตรี|ร้อยโท|ร้อยเอก|ร\.ต\.|ร\.ท\.|ร\.อ\.)\s*(?:หญิง)?|นางสาว|น\.ส\.|นาย|นาง|เด็กชาย|เด็กหญิง|ดร\.|ผศ\.|รศ\.|ศ\.)\s*"
)
SILENT = re.compile("[ก-ฮ]\u0e34?\u0e38?\u0e4c")
MARKS = re.compile("[\u0e47-\u0e4e\\s.\u200b-\u200d]")
SAME_SOUND = str.maketrans("ณศษใญฑฒธฎฏฬ\u0e35\u0e37\u0e39", "นสสไยทททดตล\u0e34\u0e36\u0e38")


def spoken(name: str) -> str:
    """A name by its sound: no title, no silent letters, no tone marks; letters of one sound are one."""
    bare = TITLES.sub("", TITLES.sub("", name.strip()))
    return MARKS.sub("", SILENT.sub("", bare)).translate(SAME_SOUND).replace("รร", "ัน")


def prints(name: str) -> set[str]:
    """Two names share one if their sounds differ by at most one letter put in, left out or changed."""
    sound = spoken(name)
    return {sound, *(sound[:at] + sound[at + 1 :] for at in range(len(sound)))} if len(sound) > 5 else {sound}


def same_name(one: str, two: str) -> bool:
    """Whether given name and surname both agree within one letter of their sounds."""
    mine, others = (TITLES.sub("", TITLES.sub("", n.strip())).split() for n in (one, two))
    if len(mine) != len(others):
        return bool(prints(one) & prints(two))
    wrong = [(a, b) for a, b in zip(mine, others, strict=True) if spoken(a) != spoken(b)]
    return not wrong or (len(wrong) == 1 and len(spoken(wrong[0][0])) > 4 and bool(prints(" ".join(mine)) & prints(" ".join(others))))
