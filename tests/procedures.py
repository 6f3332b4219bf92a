"""Random valid procedures from a seed: far wilder than real ones, so that what holds for them holds for an office."""

import random

from generator.model.procedure import Procedure

WORDS = (
    "จัดทำร่างแผน", "ประสานงานกับสถานศึกษา", "ตรวจสอบความถูกต้องของเอกสาร", "เสนอผู้อำนวยการสำนักงานเขตพื้นที่การศึกษา",
    "รวบรวมข้อมูล", "แจ้งผล", "แต่งตั้งคณะกรรมการดำเนินงาน", "ประชุมชี้แจงแนวทางการดำเนินงาน", "ลงนาม", "สรุปและรายงานผลการนิเทศ",
    "วิเคราะห์สภาพปัญหาและความต้องการ", "เผยแพร่ประชาสัมพันธ์", "ก.ต.ป.น.", "ส่งหนังสือราชการ", "นิเทศ ติดตาม และประเมินผล", "น้ำท่วมซ้ำที่นี่",
)  # fmt: skip
EXITS = ("ผ่าน", "ไม่ผ่าน", "เห็นชอบ", "ไม่เห็นชอบ", "ให้แก้ไข", "ไม่ถูกต้องครบถ้วนต้องส่งกลับ", "ยังไม่ครบตามจำนวนที่กำหนดไว้ในแผนปฏิบัติการประจำปี", "ครบ")
KINDS = ("activity",) * 6 + ("decision",) * 4 + ("document", "input", "output", "subprocess")
LONGEST = 25


def procedure(seed):
    """One to 25 steps: decisions with two or three ways out, loops, skips, parallel steps, several ends, long words, all kinds."""
    chance = random.Random(seed)
    count = chance.randint(1, LONGEST)
    steps = [_step(chance, at, count) for at in range(count)]
    if chance.random() < 0.3:
        steps.insert(0, {"id": "begin", "kind": "start", "label": "เริ่มต้น"})
    if chance.random() < 0.3:
        steps.append({"id": "finish", "kind": "end", "label": "สิ้นสุด"})
        if chance.random() < 0.6:
            steps.append({"id": "stop", "kind": "end", "label": "ยุติเรื่องและแจ้งผู้เสนอ"})
            _lead_to(chance, steps, "stop")
    _parallel(chance, steps, count)
    return Procedure(id=f"random-{seed}", title=f"กระบวนงานสุ่มที่ {seed}", unit="group", steps=tuple(steps))


def _step(chance, at, count):
    kind = chance.choice(KINDS)
    step = {"id": f"s{at}", "kind": kind, "label": " ".join(chance.sample(WORDS, chance.choice((1, 1, 1, 2, 3))))}
    if kind == "decision" and count > 2:
        targets = chance.sample(range(count), min(count, chance.choice((2, 2, 2, 3))))
        if at + 1 < count and at + 1 not in targets and chance.random() < 0.8:
            targets[0] = at + 1
        step["branches"] = [{"label": words, "to": f"s{to}"} for to, words in zip(targets, chance.sample(EXITS, len(targets)), strict=True)]
    elif kind == "decision":
        step["kind"] = "activity"
    elif chance.random() < 0.08:
        step["next"] = [f"s{chance.randrange(count)}"]
    return step


def _lead_to(chance, steps, end):
    decisions = [s for s in steps if s["kind"] == "decision" and len(s["branches"]) < 3]
    for step in chance.sample(decisions, min(len(decisions), 2)):
        step["branches"].append({"label": "ยุติ", "to": end})


def _parallel(chance, steps, count):
    """Here and there two to four steps that follow one step and lead to one step."""
    at = 0
    while at < count:
        size = chance.choice((2, 2, 3, 4))
        inside = [s for s in steps if s["id"] in {f"s{n}" for n in range(at + 1, at + 1 + size)}]
        first = next((s for s in steps if s["id"] == f"s{at}"), None)
        if chance.random() < 0.12 and len(inside) == size and at + 1 + size < count and first and first["kind"] != "decision":
            if all(s["kind"] != "decision" for s in inside):
                first["next"] = [s["id"] for s in inside]
                for step in inside:
                    step["next"] = [f"s{at + 1 + size}"]
            at += size
        at += 1
