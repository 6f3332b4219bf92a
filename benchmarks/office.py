"""A generated office of any size, the same for the same size: people, orders, forms and procedures in proportion."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

VERBS = ("จัดทำ", "ตรวจสอบ", "รวบรวม", "วิเคราะห์", "เสนอ", "ประสานงาน", "ติดตาม", "ประเมิน", "สรุป", "เผยแพร่", "กำหนด", "ปรับปรุง")
OBJECTS = (
    "แผนปฏิบัติการประจำปี", "ข้อมูลสารสนเทศของสถานศึกษา", "รายงานผลการดำเนินงาน", "เครื่องมือนิเทศ", "เอกสารประกอบการประชุม",
    "ความต้องการของผู้รับบริการ", "หลักฐานการเบิกจ่าย", "ทะเบียนครุภัณฑ์", "คำขอของหน่วยงาน", "ผลการประเมินคุณภาพ", "ร่างหนังสือราชการ", "มาตรฐานการปฏิบัติงาน",
)  # fmt: skip
TAILS = ("ให้ครบถ้วนและเป็นปัจจุบัน", "ตามระเบียบที่เกี่ยวข้อง", "เสนอผู้บังคับบัญชาตามลำดับชั้น", "ภายในระยะเวลาที่กำหนด", "ร่วมกับหน่วยงานที่เกี่ยวข้อง")
TIMES: tuple[dict[str, Any], ...] = (
    {"kind": "duration", "unit": "working_day", "min": 1, "max": 3},
    {"kind": "window", "from": "ตุลาคม", "to": "ธันวาคม"},
    {"kind": "frequency", "every": "month"},
    {"kind": "deadline", "day": 5, "month": "next"},
    {"kind": "immediate"},
)


def write(folder: Path, procedures: int) -> None:
    """``sop/`` of an office with so many procedures of 10 to 15 steps, a fifth of them with a loop."""
    chance = random.Random(procedures)
    persons = max(5, procedures // 5)
    files: dict[str, Any] = {
        "handbook.yml": _handbook(procedures),
        "organization.yml": _organization(),
        "people.yml": {"persons": [_person(n) for n in range(persons)]},
        "calendar.yml": {"windows": []},
        "forms.yml": {"forms": [{"id": f"form-{n}", "title": f"แบบบันทึกที่ {n} {OBJECTS[n % len(OBJECTS)]}"} for n in range(max(4, procedures))]},
        "references.yml": {"references": [{"id": f"law-{n}", "kind": "law", "title": f"ระเบียบทดสอบฉบับที่ {n} พ.ศ. 2560"} for n in range(20)]},
    }
    files |= {f"orders/2568-{n + 1}.yml": _order(n, procedures, persons) for n in range(max(1, procedures // 100))}
    files |= {f"procedures/{_id(n)}.yml": _procedure(chance, n) for n in range(procedures)}
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block(data), "utf-8")


def block(data: Any, depth: int = 0) -> str:
    """Plain block YAML as a clerk writes it (texts quoted as JSON, which YAML reads the same)."""
    pad = "  " * depth
    if isinstance(data, dict):
        return "".join(f"{pad}{key}:{_value(value, depth)}" for key, value in data.items())
    return "".join(f"{pad}-{_item(value, depth)}" for value in data)


def _value(value: Any, depth: int) -> str:
    if isinstance(value, dict | list) and value:
        return "\n" + block(value, depth + 1)
    return f" {json.dumps(value, ensure_ascii=False)}\n"


def _item(value: Any, depth: int) -> str:
    if isinstance(value, dict):
        return " " + block(value, depth + 1).lstrip()
    return f" {json.dumps(value, ensure_ascii=False)}\n"


def _id(number: int) -> str:
    return f"procedure-{number:05}"


def _handbook(procedures: int) -> dict[str, Any]:
    return {"title": "คู่มือการปฏิบัติงานขนาดทดสอบ", "unit": "group", "office": "office", "procedures": [_id(n) for n in range(procedures)]}


def _organization() -> dict[str, Any]:
    units = [
        {"id": "office", "name": "สำนักงานทดสอบความเร็ว", "kind": "office"},
        {"id": "group", "name": "กลุ่มทดสอบความเร็ว", "short": "กลุ่มทดสอบฯ", "kind": "group", "parent": "office"},
    ]
    return {"units": units, "posts": [{"id": "head", "title": "ผู้อำนวยการกลุ่ม", "unit": "group"}], "roles": [{"id": "schools", "name": "สถานศึกษา"}]}


def _person(number: int) -> dict[str, Any]:
    return {"id": f"person-{number:04}", "name": f"นายทดสอบ ลำดับที่{number:04}", "position": "นักวิชาการ", "units": ["group"]}


def _order(number: int, procedures: int, persons: int) -> dict[str, Any]:
    mine = range(number * 100, min(procedures, number * 100 + 100))
    duties: dict[int, list[dict[str, Any]]] = {}
    for n in mine:
        found = duties.setdefault(n % persons, [])
        found.append({"no": str(len(found) + 1), "text": f"รับผิดชอบกระบวนงานลำดับที่ {n}", "procedures": _id(n)})
    assignments = [{"no": str(place + 1), "person": f"person-{p:04}", "duties": duties[p]} for place, p in enumerate(sorted(duties))]
    return {
        "issuer": "office", "number": number + 1, "year": 2568, "title": f"มอบหมายหน้าที่ชุดที่ {number + 1}",
        "signed": "1 ตุลาคม 2567", "assignments": assignments,
    }  # fmt: skip


def amendment(procedures: int) -> str:
    """An order as YAML: of the first order, the first two persons exchange a procedure each. Of the day of all others."""
    persons = max(5, procedures // 5)
    changes = []
    for no, (loses, gains) in enumerate(((0, 1), (1, 0)), 1):
        duty = {"no": "99", "text": f"รับผิดชอบกระบวนงานลำดับที่ {loses} แทน", "procedures": _id(loses)}
        changes.append({"no": str(2 * no - 1), "action": "remove", "person": f"person-{loses % persons:04}", "item": "1"})
        changes.append({"no": str(2 * no), "action": "add", "person": f"person-{gains % persons:04}", "duty": duty})
    order = {
        "issuer": "office", "number": 900, "year": 2568, "title": "แก้ไขเพิ่มเติมคำสั่งมอบหมายหน้าที่", "kind": "amends", "amends": "1/2568",
        "signed": "1 ตุลาคม 2567", "changes": changes,
    }  # fmt: skip
    return block(order)


def procedure(number: int, steps: int) -> str:
    """One procedure as YAML, of so many steps."""
    return block(_procedure(random.Random(number), number, steps))


def _procedure(chance: random.Random, number: int, count: int = 0) -> dict[str, Any]:
    count = count or chance.randint(10, 15)
    steps = [_step(chance, n, count) for n in range(count)]
    if chance.random() < 0.2:
        at = chance.randint(2, count - 2)
        branches = [{"label": "ถูกต้อง", "to": f"s{at + 1}"}, {"label": "ให้แก้ไข", "to": f"s{at - 2}"}]
        steps[at] |= {"kind": "decision", "branches": branches}
    return {
        "title": f"กระบวนงานที่ {number} {chance.choice(OBJECTS)}",
        "unit": "group",
        "control": {"code": f"T-{number:05}"},
        "objectives": [_sentence(chance) for _ in range(2)],
        "scope": [_sentence(chance)],
        "definitions": [{"term": chance.choice(OBJECTS), "text": _sentence(chance)}],
        "forms": [f"form-{number}"],
        "references": [f"law-{number % 20}"],
        "steps": steps,
    }


def _step(chance: random.Random, number: int, count: int) -> dict[str, Any]:
    return {
        "id": f"s{number}",
        "label": f"{chance.choice(VERBS)}{chance.choice(OBJECTS)}",
        "text": _sentence(chance),
        "detail": [_sentence(chance), _sentence(chance)],
        "actors": ["group", "head"] if number % 3 else ["schools"],
        "time": chance.choice(TIMES),
        "standard": [f"{chance.choice(OBJECTS)}ถูกต้อง {chance.choice(TAILS)}"],
    }


def _sentence(chance: random.Random) -> str:
    return " ".join(f"{chance.choice(VERBS)}{chance.choice(OBJECTS)} {chance.choice(TAILS)}" for _ in range(chance.randint(1, 3)))
