"""Abbreviations that every Thai office writes and types, with their full words: a reader types ผอ. and means ผู้อำนวยการ.

An office's own stand in its ``handbook.yml`` and ``organization.yml`` and come first.
"""

from __future__ import annotations

from generator.thai.dates import MONTHS, SHORT_MONTHS

OFFICIAL = (
    ("ผอ.", "ผู้อำนวยการ"),
    ("ผช.", "ผู้ช่วย"),
    ("หน.", "หัวหน้า"),
    ("จนท.", "เจ้าหน้าที่"),
    ("ขรก.", "ข้าราชการ"),
    ("ศน.", "ศึกษานิเทศก์"),
    ("น.ส.", "นางสาว"),
    ("คกก.", "คณะกรรมการ"),
    ("สนง.", "สำนักงาน"),
    ("รร.", "โรงเรียน"),
    ("นร.", "นักเรียน"),
    ("ศธ.", "กระทรวงศึกษาธิการ"),
    ("สพฐ.", "สำนักงานคณะกรรมการการศึกษาขั้นพื้นฐาน"),
    ("สพท.", "สำนักงานเขตพื้นที่การศึกษา"),
    ("สพป.", "สำนักงานเขตพื้นที่การศึกษาประถมศึกษา"),
    ("สพม.", "สำนักงานเขตพื้นที่การศึกษามัธยมศึกษา"),
    ("ก.ค.ศ.", "คณะกรรมการข้าราชการครูและบุคลากรทางการศึกษา"),
    ("พ.ร.บ.", "พระราชบัญญัติ"),
    ("พ.ร.ก.", "พระราชกำหนด"),
    ("พ.ร.ฎ.", "พระราชกฤษฎีกา"),
    ("กทม.", "กรุงเทพมหานคร"),
)
COMMON = (*zip(SHORT_MONTHS, MONTHS, strict=True), *OFFICIAL)
"""Months and official abbreviations."""
