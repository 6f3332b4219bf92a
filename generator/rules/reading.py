"""What is found while files are read (S) and turned into records (L): told here, found in :mod:`generator.source.parsing`,
:mod:`generator.source.reading`, :mod:`generator.load.loading`, :mod:`generator.load.explain` and :mod:`generator.load.signatures`.
"""

from __future__ import annotations

from generator.rules.rule import Rule

_TABLE: tuple[tuple[str, str, str, str], ...] = (
    ("S001", "เปิดแฟ้มไม่ได้", "people.yml   # ไม่มีสิทธิ์อ่าน หรือลิงก์เสีย", "people.yml   # อ่านได้"),
    ("S002", "แฟ้มใหญ่เกิน 2 เมกะไบต์", "procedures/all.yml   # 5 เมกะไบต์", "procedures/a.yml\nprocedures/b.yml"),
    ("S003", "แฟ้มไม่ได้เข้ารหัสแบบ UTF-8", "# บันทึกแบบ TIS-620, Windows-874 หรือ UTF-16", "# บันทึกแบบ UTF-8"),
    ("S004", "รูปแบบ YAML ไม่ถูกต้อง", "title: เรื่อง: การรับ", 'title: "เรื่อง: การรับ"'),
    ("S005", "รายการซ้ำในแฟ้ม", "title: ก\ntitle: ข", "title: ก"),
    ("S006", "ข้อมูลซ้อนกันลึกเกิน 40 ชั้น", "items: [{items: [{items: […]}]}]", "items: [{items: […]}]"),
    ("S007", "ชื่อรายการไม่ใช่ข้อความ", "{a: b}: ค่า", "ชื่อ: ค่า"),
    ("S008", "เครื่องหมาย & * ! << หรือ % ของ YAML", "a: &x {id: ก}\nb: *x", "a: {id: ก}\nb: {id: ก}"),
    ("S009", "อักขระควบคุมในแฟ้ม", "label: (มีอักขระ U+0000)", "label: รับเรื่อง"),
    ("S010", "หลายเอกสารในแฟ้มเดียว", "title: ก\n---\ntitle: ข", "title: ก"),
    ("S011", "ไม่พบแฟ้มที่ต้องมี", "# ไม่มี people.yml", "people.yml"),
    ("S012", "แฟ้มว่าง หรือไม่ใช่รายการ “ชื่อ: ค่า”", "- ก\n- ข", "title: ก"),
    ("S013", "ไม่รู้จักแฟ้ม หรืออยู่ผิดโฟลเดอร์", "peoples.yml", "people.yml"),
    ("S014", "ลิงก์ไปนอกโฟลเดอร์ หรือลิงก์ของโฟลเดอร์", "people.yml -> ../../อื่น/people.yml", "people.yml   # แฟ้มจริง"),
    ("S015", "ไม่ใช่แฟ้มข้อมูลปกติ", "people.yml   # ท่อหรืออุปกรณ์", "people.yml   # แฟ้มจริง"),
    ("S016", "ข้อมูลมากเกินไป", "# เกิน 50,000 แฟ้ม หรือ 300 เมกะไบต์", "# แยกเป็นหลายคู่มือ"),
    ("S017", "ชื่อแฟ้มมีอักขระที่อ่านไม่ได้", "procedures/(อักขระเสีย).yml", "procedures/media.yml"),
    ("S018", "ภาพลายมือชื่อไม่มีหรือใช้ไม่ได้", "signature: director.png   # ไม่มีแฟ้มนี้", "signature: director.png   # PNG หรือ JPEG"),
    ("S019", "ชื่อแฟ้มข้อมูลไม่ลงท้ายด้วย .yml", "orders/2569-1.yml.txt   # Windows ซ่อน .txt ไว้", "orders/2569-1.yml"),
    ("L001", "ไม่รู้จักรายการ", "lable: รับเรื่อง", "label: รับเรื่อง"),
    ("L002", "ขาดรายการที่ต้องมี", "- {label: รับเรื่อง}", "- {id: receive, label: รับเรื่อง}"),
    ("L003", "ต้องเป็นข้อความเดียว", "label: [รับ, ส่ง]", "label: รับและส่ง"),
    ("L004", "ต้องเป็นหลายรายการ", "steps: รับเรื่อง", "steps:\n  - {id: receive, label: รับเรื่อง}"),
    ("L005", "ต้องเป็นรายการย่อย", "control: นท-๐๑", "control: {code: นท-๐๑}"),
    ("L006", "ต้องเป็นตัวเลข", "edition: หนึ่ง", "edition: 1"),
    ("L007", "ตัวเลขอยู่นอกช่วง", "width: 1", "width: 10"),
    ("L008", "ต้องเป็น ใช่ หรือ ไม่ใช่", "landscape: แนวนอน", "landscape: ใช่"),
    ("L009", "ค่าไม่อยู่ในรายการที่เลือกได้", "kind: decison", "kind: decision"),
    ("L010", "รหัสไม่ถูกต้อง", "id: รับเรื่อง", "id: receive"),
    ("L011", "ข้อความว่าง", 'label: ""', "label: รับเรื่อง"),
    ("L012", "ต้องมีอย่างน้อยหนึ่งรายการ", "steps: []", "steps: [{id: receive, label: รับเรื่อง}]"),
    ("L013", "วันที่หรือปีไม่ถูกต้อง", "signed: 31 กันยายน 2565\nyear: 2022", "signed: 30 กันยายน 2565\nyear: 2565"),
    ("L014", "ไม่รู้จักเดือน", "month: ตุลา", "month: ตุลาคม"),
    ("L015", "เลขที่คำสั่งไม่ถูกต้อง", "amends: 248-2565", "amends: 248/2565"),
    ("L016", "ชนิดของเวลาไม่ถูกต้อง", "time: {kind: duraton, unit: day, max: 3}", "time: {kind: duration, unit: day, max: 3}"),
    ("L017", "รายการย่อยไม่สอดคล้องกัน", "time: {kind: duration, unit: day}", "time: {kind: duration, unit: day, max: 3}"),
    ("L018", "ระบุซ้ำ", "forms: [f-1, f-1]", "forms: [f-1]"),
    ("L019", "ชื่อแฟ้มใช้เป็นรหัสไม่ได้", "procedures/การรับ.yml", "procedures/receive.yml"),
    ("L020", "ชื่อแฟ้มต่างกันเพียงตัวพิมพ์", "procedures/media.yml\nprocedures/Media.yml", "procedures/media.yml"),
    ("L021", "รายการไม่มีค่า", "label:", "label: รับเรื่อง"),
    ("L023", "รายการมากเกินไป", "steps: (เกิน 500 ขั้นตอน)", "kind: subprocess\nprocedure: media   # แยกเป็นกระบวนงานย่อย"),
    ("L024", "ไม่มีบุคคลชื่อนั้น หรือมีหลายคน", "person: สุธาทิพย   # สะกดผิด", "person: สุธาทิพย์   # ชื่อ ชื่อและสกุล หรือรหัส"),
    ("L022", "ค่าใช้ไม่ได้", "signed: [1, 10, 2565]", "signed: 1 ตุลาคม 2565"),
)

RULES = tuple(Rule(f"SOP-{code}", "error", title, bad, good) for code, title, bad, good in _TABLE)
