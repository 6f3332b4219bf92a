"""Rules about typing slips that cannot be corrected on reading: typographic quotes, names without a space, positions that do not exist."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model.order_parts import Assignment, Member
from generator.model.organization import Person
from generator.rules.rule import Finding, rule
from generator.rules.rule_input import RuleInput
from generator.source.suggest import nearest
from generator.thai.names import TITLES

WRAPPED = re.compile("[“‘][^“”‘’]*[”’]")


@rule("SOP-T020", "warning")
def _quoted_whole(subject: RuleInput) -> Iterator[Finding]:
    for file, path, text in subject.texts(WRAPPED):
        if WRAPPED.fullmatch(text):
            yield Finding(file, path, f"เครื่องหมาย {text[0]} {text[-1]} รอบทั้งข้อความจะพิมพ์ลงในคู่มือ", needle=text[0])


WINDOWS = re.compile(r'"(?:[^"\n\\]|\\.)*?(?<![A-Za-z])[A-Za-z]:\\(?!\\)(?:[^"\n\\]|\\.)*"')


@rule("SOP-T021", "error")
def _windows_path(subject: RuleInput) -> Iterator[Finding]:
    """A path of Windows in double quotation marks, where each backslash and the letter behind it are one other letter."""
    for file, text in subject.files:
        for found in WINDOWS.finditer(text):
            yield Finding(file, (), f'ทางเดินแฟ้ม {found[0]} อ่านผิดไป เพราะเครื่องหมาย \\ ใน "…" เป็นรหัสของ YAML', needle=found[0])


BULLET = re.compile(r"(?:^|(?<=\s))[•●▪◦·–—]\s")


@rule("SOP-T022", "warning")
def _bullets(subject: RuleInput) -> Iterator[Finding]:
    """A list typed as in a word processor: to YAML it is one run of words."""
    for file, path, text in subject.texts(BULLET):
        if found := BULLET.match(text):
            mend = "ขึ้นต้นแต่ละรายการด้วยเครื่องหมาย - จากแป้นพิมพ์และเว้นหนึ่งช่อง หรือลบเครื่องหมายนั้น"
            yield Finding(file, path, f"ข้อความขึ้นต้นด้วยเครื่องหมาย {found[0].strip()} ซึ่งไม่แยกเป็นรายการ", mend, found[0].strip())


@rule("SOP-O050", "warning")
def _run_together(subject: RuleInput) -> Iterator[Finding]:
    """A name without a surname, or with a blank behind the title: nobody is found by it, and it is broken over lines wrongly."""
    for at, person in enumerate(subject.manual.people.persons):
        bare, place = TITLES.sub("", TITLES.sub("", person.name)), ("persons", at, "name")
        if len(bare.split()) == 1:
            yield Finding("people.yml", place, f"“{person.name}” ไม่มีช่องว่างระหว่างชื่อกับสกุล หรือไม่มีสกุล", "เว้นหนึ่งช่องระหว่างชื่อกับสกุล")
        elif apart := re.match(r"(นางสาว|นาย|นาง|น\.ส\.)\s+", person.name):
            message = f"“{person.name}” เว้นช่องหลังคำนำหน้า “{apart[1]}”"
            yield Finding("people.yml", place, message, f"เขียนเป็น {apart[1]}{person.name[apart.end() :]}")


TITLED = re.compile(r"นา[ยง]|น\.ส\.")


@rule("SOP-O051", "warning")
def _run_together_in_text(subject: RuleInput) -> Iterator[Finding]:
    """The name of a person of the register, without its blank."""
    joined = {"".join(n.split()): n for p in subject.manual.people.persons for n in (p.name, *p.aliases) if " " in n.strip() and TITLED.match(n)}
    lengths = sorted({len(name) for name in joined}, reverse=True)
    for file, path, text in subject.texts(TITLED):
        for found in TITLED.finditer(text) if file != "people.yml" else ():
            name = next((text[found.start() :][:n] for n in lengths if text[found.start() :][:n] in joined), None)
            if name:
                yield Finding(file, path, f"ชื่อและสกุลเขียนติดกัน: “{name}”", f"เขียนเป็น {joined[name]}", name)


STANDINGS = ("ปฏิบัติงาน", "ชำนาญงาน", "อาวุโส", "ทักษะพิเศษ", "ปฏิบัติการ", "ชำนาญการ", "ชำนาญการพิเศษ", "เชี่ยวชาญ", "เชี่ยวชาญพิเศษ", "ทรงคุณวุฒิ")
"""ระดับ and วิทยฐานะ: พ.ร.บ. ระเบียบข้าราชการพลเรือน พ.ศ. ๒๕๕๑ มาตรา ๔๖; พ.ร.บ. ระเบียบข้าราชการครูและบุคลากรทางการศึกษา พ.ศ. ๒๕๔๗ มาตรา ๓๙."""


def _positions(subject: RuleInput, person: Person) -> set[str]:
    """How a person's position may be written: as in the register, by a post ever held, and in any standing, since people are promoted."""
    titles = [subject.manual.post[h.post].title for h in person.posts if h.post in subject.manual.post]
    whole = {person.position, *titles, *([person.title] if person.title else [])}
    bases = {re.sub(f"(?:{'|'.join(sorted(STANDINGS, key=len, reverse=True))})$", "", w).strip() for w in whole}
    found = {*whole, *(base + standing for base in bases for standing in ("", *STANDINGS, person.standing or ""))}
    return {"".join(w.split()) for w in found}


@rule("SOP-O052", "warning")
def _position(subject: RuleInput) -> Iterator[Finding]:
    """Positions in orders that differ from the register; in orders no longer in force only near misses, since positions change over time."""
    validities = {o.file: subject.validities.get(o.key) for o in subject.manual.orders}
    for visit in subject.visits_of(Assignment, Member):
        record, validity = visit.record, validities.get(visit.file)
        assert isinstance(record, Assignment | Member)
        person = subject.manual.person.get(record.person or "")
        if person is None or not record.position:
            continue
        given, known = "".join(record.position.split()), _positions(subject, person)
        meant = nearest(given, known)
        past = validity is not None and validity.end is not None and validity.end <= subject.as_of
        if given not in known and (meant or not past):
            right = next((w for w in (person.title, person.position, meant) if w and "".join(w.split()) == meant), person.titled)
            message = f"ตำแหน่ง “{record.position}” ไม่ใช่ตำแหน่งของ {person.name} ใน people.yml (“{right}”)"
            mend = "แก้ในคำสั่งหรือใน people.yml หากต้นฉบับเป็นเช่นนั้นให้ยกเว้นด้วย allow"
            yield Finding(visit.file, (*visit.path, "position"), message, mend)
