"""Mistakes that a tired clerk makes: each is told once, on its line, with its own remedy."""

import re
import shutil
from pathlib import Path

import pytest

from generator.source.suspect import strange
from tests.invalid_case import SAMPLE, problems

AMENDS, ORDER, PEOPLE, REPAIR = "orders/2568-20.yml", "orders/2567-52.yml", "people.yml", "procedures/repair-books.yml"


@pytest.fixture(scope="module")
def known():
    return set(problems(SAMPLE))


@pytest.fixture
def sop(tmp_path):
    return shutil.copytree(SAMPLE, tmp_path / "sop")


def edited(sop: Path, file: str, right: str, wrong: str) -> None:
    path = sop / file
    text = path.read_text("utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), "utf-8")


MISTAKES = [
    (AMENDS, "signed: 10 มีนาคม", "signed: 10\u200f มีนาคม", 8, "U+200F RIGHT-TO-LEFT MARK", "ลบค่านี้ทั้งหมดแล้วพิมพ์ใหม่"),
    (AMENDS, "number: 20", "number: 2\u200f0", 3, "U+200F", "พิมพ์ใหม่"),
    (AMENDS, "person: khanna", "person: khan\u200fna", 15, "U+200F", "พิมพ์ใหม่"),
    (AMENDS, "person: khanna", "person: kh\u0430nna", 15, "U+0430 CYRILLIC SMALL LETTER A", "พิมพ์ใหม่"),
    (AMENDS, "kind: amends", "kind: amends\u200f", 6, "U+200F", "พิมพ์ใหม่"),
    (AMENDS, "amends: 52/2567", "amends: 52/\u200f2567", 7, "U+200F", "พิมพ์ใหม่"),
    (AMENDS, "kind: amends", "kind: “amends”", 6, "เครื่องหมาย “ ไม่ใช่เครื่องหมายคำพูดของ YAML", "ลบเครื่องหมายนั้น"),
    (AMENDS, "signed: 10 มีนาคม 2568", "signed: “10 มีนาคม 2568”", 8, "ไม่ใช่เครื่องหมายคำพูด", "ลบเครื่องหมายนั้น"),
    (AMENDS, "person: khanna", "person: ‘khanna’", 15, "ไม่ใช่เครื่องหมายคำพูด", "ลบเครื่องหมายนั้น"),
    (AMENDS, "number: 20", "number: 2O", 3, "อักษรละติน O ในที่ของตัวเลข", "พิมพ์เลข 0"),
    (AMENDS, "signed: 10 มีนาคม", "signed: l0 มีนาคม", 8, "อักษรละติน l", "พิมพ์เลข"),
    (AMENDS, "signed: 10 มีนาคม", "signed: 10 มีuาคม", 8, "อักษรละติน u แทรกในคำไทย", "แป้นภาษาไทย"),
    (REPAIR, "min: 3", "min: l", 18, "อักษรละติน l ในที่ของตัวเลข", "พิมพ์เลข"),
    (REPAIR, "to: write-off", "to: write–off", 13, "U+2013 EN DASH", "พิมพ์ใหม่"),
    (REPAIR, "to: write-off", "to: Write-Off", 13, "ใช้เป็นรหัสไม่ได้", "แก้เป็น “write-off”"),
    (AMENDS, 'item: "๒"', 'item: "๙"', 12, "ไม่มีข้อ ๙", "ข้อที่มี"),
    (AMENDS, "person: datchani, item", "person: kradat, item", 12, "ไม่มีหน้าที่", "ตรวจชื่อบุคคล"),
    (REPAIR, "label: ซ่อมในห้องสมุด", "label: > 5 วัน", 15, "เครื่องหมาย >", '"> 5 วัน"'),
    (REPAIR, "label: ซ่อมในห้องสมุด", 'label: "C:\\Users"', 15, "เครื่องหมาย \\", "'…'"),
    (REPAIR, "label: ซ่อมในห้องสมุด", "label: “ซ่อม: เอง”", 15, "เครื่องหมาย “", 'พิมพ์เครื่องหมาย "'),
    (REPAIR, "    label: ซ่อมในห้องสมุด", "<<<<<<< HEAD\n    label: ก\n=======\n    label: ข\n>>>>>>> b", 15, "Git", "ลบบรรทัด"),
    (REPAIR, "label: ซ่อมในห้องสมุด", "label: ‘ซ่อมในห้องสมุด’", 15, "จะพิมพ์ลงในคู่มือ", "ลบเครื่องหมายนั้น"),
    (ORDER, "position: บรรณารักษ์ชำนาญการ\n", "position: บรรณารักษ์ชำนาญกาน\n", 16, "ไม่ใช่ตำแหน่งของ นางสาวดัชนี ค้นคำ", "people.yml"),
    (ORDER, "position: บรรณารักษ์ชำนาญการ\n", "position: เจ้าพนักงานธุรการ\n", 16, "“บรรณารักษ์ชำนาญการ”", "people.yml"),
    (AMENDS, "signed: 10 มีนาคม 2568", "signed: 2568/3/10", 8, "อ่านวันที่ “2568/3/10” ไม่ได้", "แก้เป็น “10/3/2568”"),
    (AMENDS, "signed: 10 มีนาคม 2568", "signed: ๓/๒๕/๒๕๖๘", 8, "ไม่รู้จักเดือน", "แก้เป็น “25/3/2568”"),
    (AMENDS, "effective: 1 เมษายน 2568", "effective: ทันที", 9, "อ่านวันที่", "ลบบรรทัดนี้"),
    (AMENDS, "kind: amends", "kind: แก้ไข", 6, "“แก้ไข” ไม่ได้", "แก้เป็น “amends”"),
    (AMENDS, "action: remove", "action: ตัดออก", 12, "“ตัดออก” ไม่ได้", "แก้เป็น “remove”"),
    (ORDER, "role: ร่วม}", "role: ร่วมด้วย}", 35, "ไม่ได้", "แก้เป็น “ร่วม”"),
    (ORDER, "role: ร่วม}", "role: main}", 35, "ไม่ได้", "แก้เป็น “หลัก”"),
    (ORDER, '      - {no: "๒", text: ซ่อม', '        {no: "๒", text: ซ่อม', 34, "ขาดเครื่องหมาย -", "เติม -"),
    (PEOPLE, "reason: retired", "reason: เกษียณ", 16, "ไม่ได้", "แก้เป็น “retired”"),
    (PEOPLE, "left: {date: 30 กันยายน 2567, reason: retired}", "left: 30 กันยายน 2567", 16, "รายการย่อย", "{date: 30 กันยายน 2567}"),
    (PEOPLE, "posts: [{post: officer}]", "posts: [officer]", 54, "รายการย่อย", "{post: officer}"),
    (PEOPLE, "id: ban\n", "id: datchani\n", 28, "รหัส “datchani” ซ้ำ", "ตั้งรหัสใหม่"),
    (REPAIR, "id: fix\n", "id: send\n", 21, "รหัสขั้นตอน “send” ซ้ำ", "ตั้งรหัสขั้นตอนใหม่"),
    (REPAIR, "unit: month", "unit: เดือน", 25, "ไม่ได้", "แก้เป็น “month”"),
    (REPAIR, "max: 1.5", "max: 1,5", 25, "ไม่รู้จักรายการ “5”", "ทศนิยมใช้จุด"),
    (REPAIR, "label: ซ่อมในห้องสมุด", 'label: "ซ่อม" ในห้องสมุด', 15, 'ข้อความต่อท้าย "…"', "เครื่องหมาย '…'"),
    (REPAIR, "label: ซ่อมในห้องสมุด", "label: [ด่วน] ซ่อม", 15, "ข้อความต่อท้าย […]", 'คำพูด "…"'),
    (AMENDS, "issuer: reading-office", "issuer: ส.ม.", 2, "ใช้เป็นรหัสไม่ได้", "แก้เป็นรหัส “reading-office”"),
    (AMENDS, "issuer: reading-office", "issuer: reading-ofice", 2, "ไม่มีหน่วยงาน", "แก้รหัส"),
    (AMENDS, "number: 20", "number: 9", 3, "ซ้ำกับ orders/2568-9.yml", "แก้เลขที่"),
    (AMENDS, "year: 2568", "year: 2567", 4, "ไม่ตรงกับปีที่สั่ง", "แก้ปี"),
    (ORDER, "procedures: repair-books}", "procedures: การซ่อมหนังสือ}", 34, "ใช้เป็นรหัสไม่ได้", "แก้เป็นรหัส “repair-books”"),
    (REPAIR, "actors: officer", "actors: เจ้าพนักงานธุรการ", 23, "ใช้เป็นรหัสไม่ได้", "แก้เป็นรหัส “officer”"),
    (REPAIR, "actors: officer", "actors: kradat", 23, "รหัสนี้เป็นของบุคคล", "ใส่รหัสของหน่วยงาน ตำแหน่ง"),
    (REPAIR, "unit: acquisition", "unit: officer", 2, "รหัสนี้เป็นของตำแหน่ง", "ใส่รหัสของหน่วยงาน"),
    ("handbook.yml", "- repair-books", "- repair-books.yml", 88, "ใช้เป็นรหัสไม่ได้", "แก้เป็น “repair-books”"),
    ("handbook.yml", "- repair-books", "- procedures/repair-books", 88, "ใช้เป็นรหัสไม่ได้", "แก้เป็น “repair-books”"),
    ("handbook.yml", "- repair-books", "- repair-books,", 88, "ใช้เป็นรหัสไม่ได้", "แก้เป็น “repair-books”"),
    ("references.yml", "kind: law", "kind: กฎหมาย", 2, "ไม่ได้", "แก้เป็น “law”"),
    (REPAIR, "label: ซ่อมในห้องสมุด", 'label: "C:\\temp\\new"', 15, "ทางเดินแฟ้ม", "'…'"),
    (PEOPLE, "name: นางสาวดัชนี ค้นคำ", "name: นางสาวดัชนีค้นคำ", 18, "ไม่มีช่องว่างระหว่างชื่อกับสกุล", "เว้นหนึ่งช่อง"),
    (PEOPLE, "name: นางสาวดัชนี ค้นคำ", "name: นางสาว ดัชนี ค้นคำ", 18, "เว้นช่องหลังคำนำหน้า", "นางสาวดัชนี ค้นคำ"),
    (AMENDS, "preamble: เพื่อ", "preamble: ด้วยนางสาวดัชนีค้นคำลา เพื่อ", 10, "เขียนติดกัน", "นางสาวดัชนี ค้นคำ"),
]


@pytest.mark.parametrize(("file", "right", "wrong", "line", "words", "mend"), MISTAKES, ids=lambda value: str(value)[:20])
def test_a_mistake_is_told_once_with_its_own_remedy(sop, known, file, right, wrong, line, words, mend):
    edited(sop, file, right, wrong)
    [found] = [p for p in problems(sop) if p not in known]
    assert (found.file, found.line) == (file, line)
    assert words in found.message and mend in found.mend, found


NAMES = [
    (AMENDS, "orders/2568-20.yml.txt", "orders/2568-20.yml.txt", "เปลี่ยนชื่อเป็น 2568-20.yml"),
    (AMENDS, "orders/2568-20.txt", "orders/2568-20.txt", "เปลี่ยนชื่อเป็น 2568-20.yml"),
    (AMENDS, "orders/2568-20.yaml", "orders/2568-20.yaml", "เปลี่ยนชื่อเป็น 2568-20.yml"),
    (AMENDS, "orders/2568-20.yaml.txt", "orders/2568-20.yaml.txt", "เปลี่ยนชื่อเป็น 2568-20.yml"),
    (AMENDS, "orders/2568-20", "orders/2568-20", "เปลี่ยนชื่อเป็น 2568-20.yml"),
    (REPAIR, "procedures/repair-books.ymal", "procedures/repair-books.ymal", "เปลี่ยนชื่อเป็น repair-books.yml"),
    (REPAIR, "procedures/Repair-Books.YML", "procedures/Repair-Books.YML", "เปลี่ยนชื่อเป็น repair-books.yml"),
    (PEOPLE, "people.yml.txt", "people.yml.txt", "เปลี่ยนชื่อเป็น people.yml"),
    ("orders", "order", "order/", "เปลี่ยนชื่อโฟลเดอร์เป็น orders"),
    ("procedures", "procedure", "procedure/", "เปลี่ยนชื่อโฟลเดอร์เป็น procedures"),
    (REPAIR, "new/procedures/repair-books.yml", "new/", "ลบหากเป็นสำเนา"),
    (AMENDS, "orders/2568/2568-20.yml", "orders/2568/", "ย้ายแฟ้มไปไว้ใน orders/"),
]


@pytest.mark.parametrize(("old", "new", "told", "mend"), NAMES, ids=[name[1] for name in NAMES])
def test_a_file_that_is_not_found_by_its_name_is_told_once(sop, known, old, new, told, mend):
    (sop / new).parent.mkdir(exist_ok=True, parents=True)
    (sop / old).rename(sop / new)
    [found] = [p for p in problems(sop) if p not in known]
    assert (found.file, found.level) == (told, "error") and mend in found.mend, found


@pytest.mark.parametrize(
    "name", ["orders/2568-20.pdf", "orders/2568-20.yml.bak", "orders/2568-20.yml~", "orders/.2568-20.yml.swp", "procedures/README", "notes.txt"]
)
def test_what_is_kept_beside_the_data_is_nothing_to_tell(sop, known, name):
    (sop / name).write_bytes(b"x: [")
    assert set(problems(sop)) == known


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\x03\x04", "Word หรือ Excel"),
        (b"{\\rtf1\\ansi x}", "Word"),
        (b"%PDF-1.7", "PDF"),
        (b"<!DOCTYPE html>\n<p>x", "เว็บ"),
        (b"\x89PNG\r\n", "ภาพ"),
    ],
)
def test_a_file_of_another_program_is_told_as_such(sop, known, data, kind):
    (sop / REPAIR).write_bytes(data)
    [found] = [p for p in problems(sop) if p not in known]
    assert found.file == REPAIR and f"เอกสาร {kind} " in found.message and "UTF-8" in found.mend


def test_an_id_misspelt_beside_one_that_stands_twice_is_told_too(sop, known):
    edited(sop, PEOPLE, "id: ban\n", "id: datchani\n")
    edited(sop, AMENDS, "person: khanna", "person: khana")
    assert sorted(p.code for p in problems(sop) if p not in known) == ["SOP-R001", "SOP-R010"]


def test_a_folder_without_data_is_told_once(tmp_path):
    [found] = problems(tmp_path)
    assert found.file == "" and "ไม่มีแฟ้มข้อมูลใดเลย" in found.message and "--sop" in found.mend


def test_a_copy_is_told_as_such(sop, known):
    shutil.copy(sop / REPAIR, sop / "procedures" / "repair-books (1).yml")
    [found] = [p for p in problems(sop) if p not in known]
    assert found.file == "procedures/repair-books (1).yml" and "ลบแฟ้มหากเป็นสำเนา" in found.mend


@pytest.mark.parametrize(
    ("text", "number", "words"),
    [
        ("1\u202e0", True, "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("1\u00850", True, "U+0085 ไม่มีชื่อ"),
        ("๒๐”", True, "เครื่องหมาย ”"),
        ("\uff12", True, "FULLWIDTH DIGIT TWO"),
        ("2o", True, "อักษรละติน o"),
        ("o", True, "อักษรละติน o"),
        ("lab-1o", False, None),
        ("1 ตุลาคม 2565", True, None),
        ("๑ ต.ค. ๒๕๖๕", True, None),
        ("2022-10-01", True, None),
        ("Oct 10", True, None),
        ("สิบ", True, None),
    ],
)
def test_the_letter_that_spoils_a_value(text, number, words):
    found = strange(text, number=number)
    assert (found is None) if words is None else re.search(re.escape(words), found[0])


def test_who_left_before_an_order_is_told_with_what_is_then_without_a_main_person(sop, known):
    edited(sop, PEOPLE, "    arrived: 1 ตุลาคม 2566\n", "    arrived: 1 ตุลาคม 2566\n    left: {date: 28 กุมภาพันธ์ 2568, reason: moved}\n")
    found = [p for p in problems(sop) if p not in known and p.file == AMENDS]
    assert [p.code for p in found] == ["SOP-O025"] and "จึงไม่มีผู้รับผิดชอบหลักของ “การรายงานสถิติการอ่าน”" in found[0].message
