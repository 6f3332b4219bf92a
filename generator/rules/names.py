"""When two Thai names may be two spellings of one.

Each name has keys (its sound, and its sound less any one letter), and names that differ by one letter share a key: a thousand
persons are compared in one pass, where a library of string distances would compare each with each.
"""

from __future__ import annotations

import re

from generator.thai.names import TITLES

SILENT = re.compile("[ก-ฮ]\u0e34?\u0e38?\u0e4c")
MARKS = re.compile("[\u0e47-\u0e4e\\s.\u200b-\u200d]")
SAME_SOUND = str.maketrans("ณศษใญฑฒธฐฎฏฬฆ\u0e35\u0e37\u0e39", "นสสไยททททดตลค\u0e34\u0e36\u0e38")


def spoken(name: str) -> set[str]:
    """A name by its sound: no title, no tone marks; letters of one sound are one; silent letters left out, or only their marks."""
    bare = TITLES.sub("", TITLES.sub("", name.strip()))
    return {MARKS.sub("", form).translate(SAME_SOUND).replace("รร", "ัน") for form in (bare, SILENT.sub("", bare))}


def keys(name: str) -> set[str]:
    """Two names share one if their sounds differ by at most one letter put in, left out or changed."""
    found = spoken(name)
    return found | {sound[:at] + sound[at + 1 :] for sound in found if len(sound) > SHORT for at in range(len(sound))}


SHORT = 5
"""Letters; of names this short, one letter makes another name."""


def same_name(one: str, two: str) -> bool:
    """Whether given name and surname both agree, one of them within one letter of its sound."""
    mine, others = (TITLES.sub("", TITLES.sub("", n.strip())).split() for n in (one, two))
    if len(mine) != len(others):
        return bool(keys(one) & keys(two))
    wrong = [(a, b) for a, b in zip(mine, others, strict=True) if not spoken(a) & spoken(b)]
    near = len(wrong) == 1 and min(len(s) for pair in wrong for word in pair for s in spoken(word)) >= SHORT
    return not wrong or (near and bool(keys(one) & keys(two)))
