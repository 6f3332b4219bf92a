"""Rules about two spellings of one person's name, in the register of persons and in any text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model.organization import Person
from generator.rules.names import keys, same_name
from generator.rules.rule import Finding, rule
from generator.rules.rule_input import RuleInput


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
