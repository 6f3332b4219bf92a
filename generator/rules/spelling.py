"""Rules about two spellings of one person's name, in the register of persons and in any text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model.organization import Person
from generator.rules.rule import Finding, rule
from generator.rules.rule_input import RuleInput
from generator.thai.names import TITLES

SILENT = re.compile("[ก-ฮ]\u0e34?\u0e38?\u0e4c")
MARKS = re.compile("[\u0e47-\u0e4e\\s.\u200b-\u200d]")
SAME_SOUND = str.maketrans("ณศษใญฑฒธฐฎฏฬฆ\u0e35\u0e37\u0e39", "นสสไยททททดตลค\u0e34\u0e36\u0e38")


def spoken(name: str) -> set[str]:
    """Phonetic keys of a name: without title and tone marks, letters of one sound merged, silent letters dropped with or without their marks."""
    bare = TITLES.sub("", TITLES.sub("", name.strip()))
    return {MARKS.sub("", form).translate(SAME_SOUND).replace("รร", "ัน") for form in (bare, SILENT.sub("", bare))}


def keys(name: str) -> set[str]:
    """Its sound, and its sound less any one letter: names that differ by one letter put in, left out or changed share a key.

    So a thousand persons are compared in one pass, where a library of string distances would compare each with each.
    """
    found = spoken(name)
    return found | {sound[:at] + sound[at + 1 :] for sound in found if len(sound) > SHORT for at in range(len(sound))}


SHORT = 5
"""Length up to which one different letter makes a different name."""


def same_name(one: str, two: str) -> bool:
    """Whether given name and surname both agree, one of them within one letter of its sound."""
    mine, others = (TITLES.sub("", TITLES.sub("", n.strip())).split() for n in (one, two))
    if len(mine) != len(others):
        return bool(keys(one) & keys(two))
    wrong = [(a, b) for a, b in zip(mine, others, strict=True) if not spoken(a) & spoken(b)]
    near = len(wrong) == 1 and min(len(s) for pair in wrong for word in pair for s in spoken(word)) >= SHORT
    return not wrong or (near and bool(keys(one) & keys(two)))


@rule("SOP-O028", "warning")
def _near_names(subject: RuleInput) -> Iterator[Finding]:
    """Two persons whose names differ by a spelling; reported once, at the later one."""
    first: dict[str, int] = {}
    persons = subject.manual.people.persons
    for at, person in enumerate(persons):
        names = (person.name, *person.aliases)
        other = next((first[p] for name in names for p in sorted(keys(name)) if first.get(p, at) != at and _alike(persons[first[p]], person)), None)
        if other is not None:
            yield Finding("people.yml", ("persons", at, "name"), f"“{person.name}” อาจเป็นคนเดียวกับ “{persons[other].name}”")
        for name in names:
            for mark in keys(name):
                first.setdefault(mark, at)


def _alike(one: Person, two: Person) -> bool:
    return any(same_name(a, b) for a in (one.name, *one.aliases) for b in (two.name, *two.aliases))


TITLE = re.compile(r"นา[ยง]|น\.ส\.")
NAME = re.compile(r"(?:นางสาว|นาย|นาง|น\.ส\.)\s?[ก-๙]{1,60}\s{1,9}[ก-๙]{1,60}")


WELL_WRITTEN = re.compile(r"(?:นางสาว|นาย|นาง|น\.ส\.)\S+ \S+")


def _register_at_fault(written: str, person: Person) -> bool:
    """Whether a name differs from the register only by a blank that is wrong there, which another rule reports."""
    return "".join(written.split()) == "".join(person.name.split()) and bool(WELL_WRITTEN.fullmatch(written))


@rule("SOP-O029", "warning")
def _near_written(subject: RuleInput) -> Iterator[Finding]:
    """A name in any text that is nearly, but not quite, that of a person in the register."""
    persons = subject.manual.people.persons
    known: dict[str, Person] = {mark: p for p in persons for name in (p.name, *p.aliases) for mark in keys(name)}
    right = {" ".join(name.split()) for p in persons for name in (p.name, *p.aliases)}
    for file, path, text in subject.texts(TITLE):
        for name in NAME.findall(text) if file != "people.yml" and TITLE.search(text) else ():
            person = next((known[m] for m in sorted(keys(name)) if m in known), None)
            if person is None or " ".join(name.split()) in right or _register_at_fault(name, person):
                continue
            if any(same_name(name, n) for n in (person.name, *person.aliases)):
                message = f"ชื่อ “{name}” สะกดต่างจาก “{person.name}” ในทะเบียนบุคลากร"
                yield Finding(file, path, message, f"แก้ตัวสะกด หรือเพิ่มใน aliases ของ {person.id}", name)
