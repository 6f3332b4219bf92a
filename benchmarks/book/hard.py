"""Three procedures that are hard to print: a detail of 2,000 letters, 60 steps, a decision with five long ways out."""

from __future__ import annotations

from typing import Any

from generator.model.procedure import Procedure

LONG = (
    "ตรวจสอบความถูกต้องครบถ้วนของเอกสารหลักฐานประกอบการพิจารณาตามรายการที่กำหนดไว้ในคู่มือ แล้วบันทึกผลการตรวจสอบลงในทะเบียนคุมภายใน 3 วันทำการ "
    "เสนอหัวหน้ากลุ่มงานเพื่อกลั่นกรองก่อนเสนอผู้มีอำนาจลงนาม "
)
STEPS = (
    "รับเรื่องและลงทะเบียนรับ", "ตรวจสอบเอกสารหลักฐาน", "จัดทำบันทึกเสนอผู้บังคับบัญชา", "ประสานหน่วยงานที่เกี่ยวข้อง", "จัดประชุมคณะกรรมการพิจารณา",
    "บันทึกข้อมูลลงในระบบสารสนเทศ", "จัดทำหนังสือแจ้งผลการพิจารณา", "ติดตามผลการดำเนินงาน",
)  # fmt: skip
WAYS = (
    ("ครบถ้วนถูกต้องตามหลักเกณฑ์ทุกข้อ", "s3"),
    ("ขาดเอกสารประกอบที่ขอเพิ่มเติมได้ภายในกำหนด", "s1"),
    ("อยู่ในอำนาจการพิจารณาของหน่วยงานอื่น", "s4"),
    ("ต้องเสนอคณะกรรมการพิจารณาเป็นกรณีพิเศษ", "s5"),
    ("ไม่เข้าหลักเกณฑ์และไม่อาจแก้ไขเพิ่มเติมได้", "stop"),
)


def procedures(unit: str) -> tuple[Procedure, ...]:
    """The three, of a unit of the office in whose handbook they stand."""
    return (
        _made(unit, "hard-detail", "รายละเอียดยาว", _detail()),
        _made(unit, "hard-steps", "หกสิบขั้นตอน", _sixty()),
        _made(unit, "hard-ways", "ห้าทางเลือก", _ways()),
    )


def _made(unit: str, id_: str, title: str, steps: list[dict[str, Any]]) -> Procedure:
    steps = [step if step.get("kind") == "end" else {**step, "actors": unit} for step in steps]
    return Procedure.model_validate({"id": id_, "title": title, "unit": unit, "objectives": ["เพื่อทดลองพิมพ์"], "steps": steps})


def _step(at: int, label: str, **more: Any) -> dict[str, Any]:
    said = {"time": {"kind": "duration", "unit": "working_day", "max": 1 + at % 5}, "standard": ["ถูกต้องร้อยละ 100"]}
    return {"id": f"s{at}", "label": label, **said, **more}


def _detail() -> list[dict[str, Any]]:
    long = (LONG * (2000 // len(LONG) + 1))[:2000].strip()
    return [_step(at, STEPS[at], **({"detail": [long]} if at == 1 else {})) for at in range(5)]


def _sixty() -> list[dict[str, Any]]:
    found = []
    for at in range(60):
        label = f"{STEPS[at % len(STEPS)]} ชุดที่ {at + 1}"
        back = {"kind": "decision", "branches": [{"label": "ใช่", "to": f"s{at + 1}"}, {"label": "ไม่ใช่", "to": f"s{at - 3}"}]}
        found.append(_step(at, label, **(back if at % 9 == 5 and at < 59 else {})))
    return found


def _ways() -> list[dict[str, Any]]:
    found = [_step(at, STEPS[at]) for at in range(6)]
    question = "พิจารณาว่าคำขอและเอกสารหลักฐานที่ยื่นมาครบถ้วนถูกต้องตามหลักเกณฑ์ที่กำหนดหรือไม่"
    found[2] |= {"kind": "decision", "label": question, "branches": [{"label": label, "to": to} for label, to in WAYS]}
    return [*found, {"id": "finish", "kind": "end", "label": "สิ้นสุด"}, {"id": "stop", "kind": "end", "label": "แจ้งไม่รับพิจารณาและยุติเรื่อง"}]
