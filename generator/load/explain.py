"""What pydantic found wrong in a record -> :class:`~generator.source.parsing.Problem` in Thai, one per cause.

No English of pydantic is ever shown: each of its error types has a sentence here, and an unknown type has one too.
"""

from __future__ import annotations

import re
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from generator.load.pydantic_errors import Case
from generator.model.base import ID_PATTERN, Record
from generator.model.procedure import Procedure
from generator.runtime.tables import table
from generator.source import parsing
from generator.source.parsing import Path_, Problem
from generator.source.suggest import nearest
from generator.source.suspect import strange, visible
from generator.thai import dates
from generator.thai.words import known

MOST = 1000
"""Mistakes reported of one file; who made more did not make them by hand."""
Explanation = tuple[str, str, str]
"""Code, message, how to mend it."""


def problems(name: str, text: str, kind: type[Record], errors: Iterable[Any]) -> list[Problem]:
    """The errors of one file, less those that only follow from another."""
    found = []
    for case in _causes([_case(kind, e) for e in islice(errors, MOST)]):
        (code, message, mend), path = _explained(case), _spot(case)
        found.append(Problem(name, *parsing.locate(text, path), code, "error", message, mend, path))
    return found


def _spot(case: Case) -> Path_:
    """Where to point: of a record whose entries do not fit together, the first entry that the sentence names."""
    if case.fault == "value_error" and isinstance(case.given, Mapping):
        return (*case.path, *next(([word] for word in re.findall("[a-z_]+", case.message.partition(", ")[2]) if word in case.given), []))
    return case.path


def _case(kind: type[Record], error: Any) -> Case:
    path, kinds = _resolve(kind, error["loc"], error["type"] in ("missing", "extra_forbidden"))
    return Case(error["type"], path, error["input"], error.get("ctx", {}), str(error["msg"]), kinds)


def _resolve(kind: type[Record], loc: Sequence[str | int], last_is_key: bool) -> tuple[Path_, tuple[type[Record], ...]]:
    """The parts of a location that stand in the file, and the records in which its last key stands."""
    kinds: tuple[type[Record], ...] = (kind,)
    path: list[str | int] = []
    owners = kinds
    for at, part in enumerate(loc):
        if isinstance(part, int):
            path.append(part)
            continue
        fields = [f.annotation for k in kinds for n, f in k.model_fields.items() if part in (n, f.alias)]
        tagged = tuple(k for k in kinds if "kind" in k.model_fields and part in typing.get_args(k.model_fields["kind"].annotation))
        in_file = not tagged and not kinds and "[" not in part  # "[": the name of one of pydantic's own validators
        if tagged and len(kinds) > 1:  # of several records; the tag of one may be a key of others
            kinds = tagged
        elif fields or in_file or (last_is_key and at == len(loc) - 1):
            path.append(part)
            owners, kinds = kinds, tuple(dict.fromkeys(k for a in fields for k in _records(a)))
    return tuple(path), owners


def _records(annotation: Any) -> Iterator[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for inner in typing.get_args(annotation):
        yield from _records(inner)


def known_keys(kinds: Iterable[type[Record]]) -> list[str]:
    """The keys that records may hold, as written in YAML."""
    return [f.alias or n for k in kinds for n, f in k.model_fields.items() if f.json_schema_extra is None]


def _causes(cases: Sequence[Case]) -> list[Case]:
    """One case a place, without consequences: a list with wrong entries is not also too short, a misspelt key is not also missing."""
    misspelt = {(c.path[:-1], nearest(str(c.path[-1]), known_keys(c.kinds))) for c in cases if c.fault == "extra_forbidden"}
    meant = _only_names(cases)
    kept: dict[Path_, Case] = {}
    for case in cases:
        if case.fault == "extra_forbidden" and case.path in meant:
            case = replace(case, context={"meant": meant[case.path]})
        if case.fault == "missing" and case.path in [(*path[:-1], key) for path, key in meant.items()]:
            continue
        deeper = any(len(o.path) > len(case.path) and o.path[: len(case.path)] == case.path for o in cases)
        if case.fault == "too_short" and deeper:
            continue
        if case.fault == "missing" and (case.path[:-1], case.path[-1]) in misspelt:
            continue
        kept.setdefault(case.path, case)
    return list(kept.values())


def _only_names(cases: Sequence[Case]) -> dict[Path_, str]:
    """Unknown keys that can only stand for the one missing key of their record, such as ``ชื่อ`` for ``title``: their path and that key."""
    found: dict[Path_, str] = {}
    for at in {c.path[:-1] for c in cases if c.fault == "missing"}:
        lacking = [str(c.path[-1]) for c in cases if c.fault == "missing" and c.path[:-1] == at]
        unknown = [c for c in cases if c.fault == "extra_forbidden" and c.path[:-1] == at]
        if len(lacking) == len(unknown) == 1 and unknown[0].given is not None and not nearest(unknown[0].key, known_keys(unknown[0].kinds)):
            found[unknown[0].path] = lacking[0]
    return found


def _explained(case: Case) -> Explanation:
    if case.given is None and case.fault not in ("missing", "extra_forbidden"):
        return "SOP-L021", f"รายการ “{case.key}” ไม่มีค่า", "ใส่ค่า" if case.required else "ใส่ค่า หรือลบทั้งบรรทัด"
    code, message, mend = EXPLAIN[case.fault](case) if case.fault in EXPLAIN else _plain(case)
    found = strange(case.given, number=code in NUMBERS) if code in SHORT and isinstance(case.given, str) else None
    return (code, f"{visible(message)}: {found[0]}", found[1]) if found else (code, message, mend)


NUMBERS = {"SOP-L006", "SOP-L013", "SOP-L014", "SOP-L015"}
SHORT = {*NUMBERS, "SOP-L008", "SOP-L009", "SOP-L010", "SOP-L024"}
"""Codes of short values that a single wrong character makes invalid."""


def _plain(case: Case) -> Explanation:
    faults = _messages()["faults"]
    code, *words = faults.get(case.fault, faults["other"])
    message, mend = (text.format(key=case.key, shown=case.shown, **case.context) for text in words)
    return code, message, mend


def _messages() -> Mapping[str, Any]:
    messages: Mapping[str, Any] = table(Path(__file__).with_name("messages.yml"))
    return messages


def _unknown(case: Case) -> Explanation:
    keys = [k for k in dict.fromkeys(known_keys(case.kinds)) if k not in ("to_confirm", "allow") and not (k == "id" and Procedure in case.kinds)]
    meant = case.context.get("meant") or nearest(case.key, [*keys, "to_confirm", "allow"])
    if meant:
        return "SOP-L001", f"ไม่รู้จักรายการ “{case.named}”", f"แก้เป็น “{meant}”"
    if case.key.isdigit():  # {max: 1,5}
        return "SOP-L001", f"ไม่รู้จักรายการ “{case.named}”", "ทศนิยมใช้จุด เช่น 1.5 และหลักพันไม่ใส่เครื่องหมาย , หากเป็นข้อความให้ครอบด้วยเครื่องหมายคำพูด"
    if case.given is None:  # {title: แบบเสนอ, รายชื่อ}
        mend = f'หากเป็นข้อความต่อจากเครื่องหมาย , ให้ครอบทั้งข้อความด้วยเครื่องหมายคำพูด "…" รายการที่ใช้ได้: {", ".join(keys)}'
        return "SOP-L001", f"ไม่รู้จักรายการ “{case.named}”", mend
    return "SOP-L001", f"ไม่รู้จักรายการ “{case.named}”", f"ใช้ได้เฉพาะ {', '.join(keys)}"


def _not_record(case: Case) -> Explanation:
    if case.key == "allow":
        return "SOP-L005", "รายการ “allow” ต้องเป็นรายการย่อยแบบ “รหัสกฎ: เหตุผล”", "เขียนเช่น allow: {SOP-P023: ต้นฉบับเว้นว่าง}"
    if case.key == "forms":
        return "SOP-L005", "รายการ “forms” ต้องเป็นหลายรหัส", "เขียนในวงเล็บเหลี่ยม เช่น forms: [a, b] (รายการย่อยที่ใช้ได้: intro, items)"
    keys = known_keys(k for kind in case.kinds for n, f in kind.model_fields.items() if case.key in (n, f.alias) for k in _records(f.annotation))
    wanted = [k for k in dict.fromkeys(keys) if k not in ("to_confirm", "allow")] or ["ชื่อ: ค่า"]
    example = f"เขียนเช่น {{{wanted[0]}: {case.shown}}} " if isinstance(case.given, str) and wanted[0] in ("post", "date", "person") else ""
    return "SOP-L005", f"รายการ “{case.key}” ต้องเป็นรายการย่อยแบบ “ชื่อ: ค่า”", f"{example}รายการย่อยที่ใช้ได้: {', '.join(wanted)}"


def _not_number(case: Case) -> Explanation:
    mend = "เขียนเฉพาะเลขที่ ส่วนปีให้เขียนใน year" if case.key == "number" and "/" in case.shown else "เขียนเฉพาะตัวเลขไทยหรืออารบิก ไม่ต้องมีคำหรือหน่วย"
    return "SOP-L006", f"“{case.key}” ต้องเป็นตัวเลข (พบ “{case.shown}”)", mend


LIMITS = {"ge": "ไม่น้อยกว่า", "gt": "มากกว่า", "le": "ไม่เกิน", "lt": "น้อยกว่า"}


def _range(case: Case) -> Explanation:
    bound, value = next((key, value) for key, value in case.context.items() if key in LIMITS)
    if (bound, value) == ("ge", 2400):
        return "SOP-L013", f"“{case.key}” ต้องเป็นปี พ.ศ. (พบ “{case.shown}”)", "เขียนเป็นปี พ.ศ. สี่หลัก เช่น 2565 (ค.ศ. + 543)"
    return "SOP-L007", f"“{case.key}” ต้อง{LIMITS[bound]} {value:g} (พบ “{case.shown}”)", "แก้ตัวเลขให้อยู่ในช่วง"


def _choice(case: Case) -> Explanation:
    allowed = [w.strip("'") for part in str(case.context.get("expected", "")).split(", ") for w in part.split(" or ")]
    meant = nearest(case.shown, allowed) or _written_as(case.shown, allowed)
    hint = f"แก้เป็น “{meant}” หรือเลือก" if meant else "เลือก"
    return "SOP-L009", f"“{case.key}” เป็น “{case.shown}” ไม่ได้", f"{hint}จาก {', '.join(allowed)}"


def _not_id(case: Case) -> Explanation:
    message = f"“{case.shown}” ใช้เป็นรหัสไม่ได้"
    if "/" in case.shown or case.shown.endswith((".yml", ",")):
        bare = case.shown.strip(" ,").rpartition("/")[2].removesuffix(".yml")
        if re.fullmatch(ID_PATTERN, bare):
            return "SOP-L010", message, f"แก้เป็น “{bare}”"
    if "," in case.shown:
        return "SOP-L010", message, "หลายรหัสให้เขียนใน [ … ] เช่น [a, b]"
    if re.fullmatch(ID_PATTERN, small := str(case.given).strip().lower()):
        return "SOP-L010", message, f"แก้เป็น “{small}” (รหัสใช้อักษรตัวเล็ก)"
    letters = "รหัสใช้อักษร a-z ตัวเล็ก ตัวเลข และ - หรือ _ คั่นกลาง ยาวไม่เกิน 64 ตัว"
    kept = next((where for where, keys in _messages()["kept"].items() if case.key in keys), None)
    return "SOP-L010", message, f"ใส่รหัส (id) ใน {kept} ไม่ใช่ชื่อ; {letters}" if kept else letters


def _empty(case: Case) -> Explanation:
    return "SOP-L011", f"รายการ “{case.key}” เป็นข้อความว่าง", "ใส่ข้อความ" if case.required else "ใส่ข้อความ หรือลบทั้งบรรทัด"


def _time_kind(case: Case) -> Explanation:
    allowed = [w.strip("' ") for w in str(case.context.get("expected_tags", "")).split(",")]
    given = case.context.get("tag", "missing")
    if given == "missing":
        return "SOP-L016", "เวลาไม่ได้ระบุ kind", f"เพิ่ม kind: เลือกจาก {', '.join(allowed)} หรือเขียนเวลาเป็นข้อความเดียว"
    meant = nearest(str(given), allowed)
    return "SOP-L016", f"ไม่รู้จักเวลาชนิด “{given}”", (f"แก้เป็น “{meant}” หรือเลือก" if meant else "เลือก") + f"จาก {', '.join(allowed)}"


def _own(case: Case) -> Explanation:
    said = case.message.removeprefix("Value error, ").partition(" เขียนแบบ 1")[0]
    for words, (code, mend) in _messages()["own"].items():
        if words in said:
            month = re.search("“(.+)”", said) if code == "SOP-L014" else None
            meant = dates.meant(str(case.given)) or (nearest(month[1], (*dates.MONTHS, *dates.SHORT_MONTHS)) if month else None)
            mend = f"แก้เป็น “{meant}”" if meant else mend
            mend += " หากมีผลในวันที่สั่งให้ลบบรรทัดนี้" if case.key == "effective" and said.startswith("อ่าน") else ""
            return code, said if "“" in said or not isinstance(case.given, str) else f"{said} (พบ “{case.shown}”)", mend
    return "SOP-L017", said, "แก้รายการย่อยให้สอดคล้องกัน"


def _nobody(case: Case) -> Explanation:
    candidates = " หรือ ".join(f"“{name}”" for name in case.context["candidates"])
    asked = f"หมายถึง {candidates} หรือไม่ " if candidates else ""
    if case.context["many"]:
        return "SOP-L024", f"“{case.shown}” เป็นชื่อของหลายคน", f"{asked}เขียนชื่อและสกุลเต็ม หรือรหัส (id) ใน people.yml"
    return "SOP-L024", f"ไม่มีบุคคลชื่อ “{case.shown}” ใน people.yml", f"{asked}แก้ชื่อ หรือเพิ่มบุคคล (ชื่อเดิมของผู้เปลี่ยนชื่อให้เพิ่มใน aliases)"


def _missing(case: Case) -> Explanation:
    """With the allowed values, where these are few words that nobody can guess."""
    allowed = ", ".join(word for a in case.annotations for word in typing.get_args(a) if typing.get_origin(a) is typing.Literal)
    return "SOP-L002", f"ขาดรายการ “{case.key}”", f"เพิ่ม “{case.key}: …”{f' เลือกจาก {allowed}' if allowed else ''}"


EXPLAIN: dict[str, Callable[[Case], Explanation]] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "string_too_short": _empty,
    "value_error": _own,
    "person_meant": _nobody,
    **dict.fromkeys(("dict_type", "model_type", "model_attributes_type"), _not_record),
    **dict.fromkeys(("greater_than", "greater_than_equal", "less_than", "less_than_equal"), _range),
    **dict.fromkeys(("literal_error", "enum"), _choice),
    **dict.fromkeys(("string_pattern_mismatch", "string_too_long"), _not_id),
    **dict.fromkeys(("union_tag_invalid", "union_tag_not_found"), _time_kind),
    **dict.fromkeys(("int_parsing", "int_type", "int_parsing_size", "int_from_float", "float_parsing", "float_type", "finite_number"), _not_number),
}


def _written_as(written: str, allowed: Sequence[str]) -> str | None:
    """The allowed value that a Thai or English word stands for, or begins with (``ร่วมด้วย``); None if there is none."""
    said = "".join(written.split())
    return next((w for w in known()["choices"].get(said, ()) if w in allowed), None) or next(
        (w for w in allowed if len(w) > 2 and said.startswith(w)), None
    )
