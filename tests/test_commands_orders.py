"""The order commands as typed: sop plan, who, diff and new over a copy of the sample office."""

import hashlib
import json
import re
import shutil
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from generator import cli, compile
from generator.cli import affected, diff, new, plan, who
from generator.edition import edition
from generator.load.loading import load
from generator.model.orders import OrderKey
from generator.source import parsing
from generator.source.parsing import Invalid
from tests.conftest import LATER

SAMPLE = Path(__file__).parent / "sample" / "sop"


@pytest.fixture
def sop(tmp_path: Path) -> Path:
    """The sample office in March 2568: without the orders that it gives later, which rest on the drafts written here."""
    shutil.copytree(SAMPLE, tmp_path / "sop", ignore=shutil.ignore_patterns(*(f"{stem}.yml" for stem in LATER)))
    return tmp_path / "sop"


def run(command: Any, *words: str | Path) -> Result:
    return CliRunner().invoke(command, [str(w) for w in words])


def state(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.rglob("*")) if p.is_file()}


def data(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


# --- plan ---


@pytest.fixture
def draft(sop: Path, tmp_path: Path) -> Path:
    """Order 20/2568 taken out of the folder: a draft not yet signed."""
    path = tmp_path / "draft.yml"
    (sop / "orders/2568-20.yml").rename(path)
    return path


def test_plan_tells_in_thai_who_gains_keeps_and_loses(sop: Path, draft: Path):
    told = run(plan.command, draft, "--sop", sop, "--no-pages")
    assert told.exit_code == 0, told.output
    for words in (
        "คำสั่งสำนักงานการอ่านเมืองสมมติ ที่ ๒๐/๒๕๖๘",
        "มีผลตั้งแต่วันที่ ๑ เมษายน ๒๕๖๘",
        "- เดิม: นางสาวดัชนี ค้นคำ (หลัก), นางสาวกระดาษ ขาวสะอาด (ร่วม)",
        "+ ใหม่: นายคั่นหน้า อ่านต่อ (หลัก), นางสาวกระดาษ ขาวสะอาด (ร่วม)",
        "> นางสาวดัชนี ค้นคำ: หน้าที่ (ข้อ) ๔ → ๓, กระบวนงานหลัก ๒ → ๑, กระบวนงานร่วม ๐ → ๐, ทำการแทน (ตำแหน่ง) ๑ → ๑",
        "- พ้นจากการเป็นผู้รับผิดชอบหลัก การรายงานสถิติการอ่าน ตามคำสั่งที่ ๕๒/๒๕๖๗ ข้อ ๑ (๒)",
        "+ เป็นผู้รับผิดชอบหลัก การรายงานสถิติการอ่าน ตามคำสั่งที่ ๒๐/๒๕๖๘ ข้อ ๒",
        "> นางสาวดัชนี ค้นคำ → นายคั่นหน้า อ่านต่อ",
        "= หน้าที่คงเดิม ๔ ข้อ",
    ):
        assert words in told.output
    assert "\x1b" not in told.output


HEAD = "issuer: reading-office\nnumber: 30\nyear: 2568\ntitle: ทดลอง\nsigned: 5 เมษายน 2568\n"
IN_TURN = (
    HEAD
    + """effective: 7 เมษายน 2568
assignments:
  - person: ban
    duties: [{no: "๑", text: รักษาราชการแทน, post: director, role: รักษาราชการแทน, from: 7 เมษายน 2568, to: 9 เมษายน 2568}]
  - person: khanna
    duties: [{no: "๑", text: รักษาราชการแทน, post: director, role: รักษาราชการแทน, from: 10 เมษายน 2568, to: 12 เมษายน 2568}]
"""
)


def test_plan_tells_what_begins_after_the_first_day(sop: Path, tmp_path: Path):
    path = tmp_path / "turns.yml"
    path.write_text(IN_TURN, "utf-8")
    told = run(plan.command, path, "--sop", sop, "--no-pages").output
    first, second = told.split("ต่อมา ตั้งแต่วันที่ ๑๐ เมษายน ๒๕๖๘")
    assert "เป็นผู้รักษาราชการแทนผู้อำนวยการสำนักงานการอ่านเมืองสมมติ ตามคำสั่งที่ ๓๐/๒๕๖๘ ข้อ ๑ ถึงวันที่ ๙ เมษายน ๒๕๖๘" in first
    assert "นายคั่นหน้า" not in first and "๒  บุคคลที่เกี่ยวข้อง" in first
    assert "เป็นผู้รักษาราชการแทนผู้อำนวยการสำนักงานการอ่านเมืองสมมติ ตามคำสั่งที่ ๓๐/๒๕๖๘ ข้อ ๑ ถึงวันที่ ๑๒ เมษายน ๒๕๖๘" in second
    assert "นายคั่นหน้า อ่านต่อ ผู้รักษาราชการแทนผู้อำนวยการสำนักงานการอ่านเมืองสมมติ ถึงวันที่ ๑๒ เมษายน ๒๕๖๘" in second
    later = data(run(plan.command, path, "--sop", sop, "--no-pages", "--format", "json"))["later"]
    assert [(stage["from"], [p["id"] for p in stage["persons"] if p["gains"]]) for stage in later] == [("2025-04-10", ["khanna"])]


def test_whoever_begins_later_has_a_sheet_to_sign_too(sop: Path):
    (sop / "orders/2568-30.yml").write_text(IN_TURN, "utf-8")
    manual = load(parsing.read(sop)[0])
    made = {o.path: re.sub(r"<[^>]+>", "", o.data.decode()) for o in compile(manual, date(2025, 4, 8)) if o.path.startswith("changes/")}
    sheet = made["changes/2568-30-reading-office/khanna.md"]
    assert "\nตั้งแต่วันที่ ๑๐ เมษายน ๒๕๖๘" in sheet and "ตามคำสั่งที่ ๓๐/๒๕๖๘ ข้อ ๑ ถึงวันที่ ๑๒ เมษายน ๒๕๖๘" in sheet
    assert "ถึงวันที่ ๙ เมษายน ๒๕๖๘" in made["changes/2568-30-reading-office/ban.md"]
    assert "ต่อมา ตั้งแต่วันที่ ๑๐ เมษายน ๒๕๖๘" in made["changes/index.md"]


def test_plan_of_an_order_without_effect_says_so_first(sop: Path, tmp_path: Path):
    path = tmp_path / "late.yml"
    path.write_text(HEAD + 'kind: amends\namends: 12/2565\nchanges: [{action: remove, person: muek, item: "๑"}]\n', "utf-8")
    told = run(plan.command, path, "--sop", sop, "--no-pages").output
    assert "(แก้ไขเพิ่มเติมคำสั่งที่ ๑๒/๒๕๖๕)" in told
    assert "ต้องแก้ก่อนลงนาม\n  ! คำสั่งนี้จะไม่มีผลใช้บังคับ" in told and "ยังไม่มีคำสั่งนี้ → ไม่มีผลใช้บังคับ" in told


def test_plan_says_what_must_be_mended_once(sop: Path, tmp_path: Path):
    path = tmp_path / "cancel.yml"
    path.write_text(HEAD + "kind: cancels\ncancels: [52/2567]\n", "utf-8")
    told = run(plan.command, path, "--sop", sop, "--no-pages").output
    assert told.count("ไม่มีผู้รับผิดชอบหลัก") == 9  # the figure, five procedures, and three that no order ever gave to anybody
    assert "คำสั่งที่ ๑๒/๒๕๖๕ ซึ่งสิ้นผลไปเพราะคำสั่งนั้น ไม่กลับมามีผล" in told
    assert "+ ใหม่: ไม่มีผู้ทำการแทน" in told


def test_plan_of_a_draft_equals_the_plan_of_the_same_file_inside(sop: Path, tmp_path: Path):
    inside = sop / "orders/2568-20.yml"
    outside = tmp_path / "anything at all.yml"
    shutil.copy(inside, outside)
    assert data(run(plan.command, inside, "--sop", sop, "--format", "json")) == data(run(plan.command, outside, "--sop", sop, "--format", "json"))


def test_plan_writes_nothing(sop: Path, draft: Path, tmp_path: Path):
    before = state(tmp_path)
    for style in ("text", "html", "json"):
        assert run(plan.command, draft, "--sop", sop, "--format", style, "--no-pages").exit_code == 0
    assert state(tmp_path) == before
    output = tmp_path / "plan.html"
    assert run(plan.command, draft, "--sop", sop, "--format", "html", "--no-pages", "--output", output).exit_code == 0
    after = state(tmp_path)
    assert after.pop("plan.html") and after == before


PAGES_OF_20_2568 = {
    "index.md": "changed",
    "matrix.md": "changed",
    "calendar/person-datchani.md": "changed",
    "calendar/person-khanna.md": "changed",
    "changes/index.md": "changed",
    "orders/index.md": "changed",
    "orders/2567-52-reading-office.md": "changed",
    "orders/2568-20-reading-office.md": "new",
    "people/index.md": "changed",
    "people/datchani.md": "changed",
    "people/khanna.md": "changed",
    "procedures/index.md": "changed",
    "procedures/reading-report.md": "changed",
    "changes/2568-20-reading-office/datchani.md": "new",
    "changes/2568-20-reading-office/khanna.md": "new",
    "changes/2568-20-reading-office/handover.md": "new",
}


def test_plan_writes_the_words_of_the_draft_as_a_word_file(sop: Path, draft: Path, tmp_path: Path):
    output = tmp_path / "draft.docx"
    assert "draft.docx" in run(plan.command, draft, "--sop", sop, "--no-pages", "--draft", output).output
    with zipfile.ZipFile(output) as archive:
        xml, carried = archive.read("word/document.xml").decode(), archive.read("customXml/item1.xml").decode()
    assert "(ร่าง)" in xml and "…" not in xml and "w:numPr" not in xml and "kind: amends" in carried
    assert run(plan.command, draft, "--sop", sop, "--no-pages", "--draft", sop / "draft.docx").exit_code != 0


def test_plan_names_the_pages_that_change_and_no_others(sop: Path, draft: Path):
    told = data(run(plan.command, draft, "--sop", sop, "--format", "json"))
    assert {p["path"]: p["fate"] for p in told["pages"]} == PAGES_OF_20_2568


def test_orders_of_two_issuers_with_one_number_have_pages_and_files_of_their_own(sop: Path, tmp_path: Path):
    theirs = (sop / "orders/2567-101.yml").read_text(encoding="utf-8")
    ours = theirs.replace("issuer: department", "issuer: reading-office")
    assert ours != theirs
    draft = tmp_path / "draft.yml"
    draft.write_text(ours, encoding="utf-8")
    told = data(run(plan.command, draft, "--sop", sop, "--format", "json"))
    assert told["order"] == "reading-office: 101/2567"
    fates = {p["path"]: p["fate"] for p in told["pages"]}
    assert fates["orders/2567-101-reading-office.md"] == "new" and fates.get("orders/2567-101-department.md") in (None, "changed")
    (sop / "orders/reading-office-2567-101.yml").write_text(ours, encoding="utf-8")
    paths = [o.path for o in compile(load(parsing.read(sop)[0]))]
    assert len(paths) == len(set(paths))
    assert {"orders/2567-101-department.md", "orders/2567-101-reading-office.md"} <= set(paths)


def test_plan_as_data(sop: Path, draft: Path):
    told = data(run(plan.command, draft, "--sop", sop, "--format", "json", "--no-pages"))
    assert (told["order"], told["kind"], told["effective"]) == ("reading-office: 20/2568", "amends", "2025-04-01")
    assert told["without_main"] == told["two_mains"] == told["lapses"] == []
    assert [s["procedure"] for s in told["unmended"]] == ["furnish-room", "lend-rare-books", "reader-complaints"]  # no order names them
    persons = {p["id"]: p for p in told["persons"]}
    assert set(persons) == {"datchani", "khanna"}
    assert [(c["target"], c["role"], c["item"]) for c in persons["khanna"]["gains"]] == [("reading-report", "หลัก", "๒")]
    assert [(c["target"], c["role"]) for c in persons["datchani"]["loses"]] == [("reading-report", "หลัก")]
    assert persons["datchani"]["load"] == {
        "before": {"duties": 4, "main": 2, "joint": 0, "acting": 1},
        "after": {"duties": 3, "main": 1, "joint": 0, "acting": 1},
    }
    assert [(h["from"], h["to"], h["procedures"]) for h in told["hand_over"]] == [("datchani", ["khanna"], ["reading-report"])]


def test_plan_warns_of_a_procedure_left_without_main_and_of_two(sop: Path, draft: Path):
    text = draft.read_text(encoding="utf-8")
    draft.write_text(text[: text.index('  - no: "๒"')] + "closing: นอกนั้นคงเดิม\n", encoding="utf-8")
    told = run(plan.command, draft, "--sop", sop, "--no-pages").output
    assert "ยังไม่มีผู้รับมอบ" in told
    assert "ต้องแก้ก่อนลงนาม" in told and "! การรายงานสถิติการอ่าน: ไม่มีผู้รับผิดชอบหลัก ตั้งแต่วันที่ ๑ เมษายน ๒๕๖๘" in told
    draft.write_text(text.replace('  - {no: "๑", action: remove, person: datchani, item: "๒"}\n', ""), encoding="utf-8")
    told = run(plan.command, draft, "--sop", sop, "--no-pages").output
    assert "มีผู้รับผิดชอบหลัก ๒ คน (นางสาวดัชนี ค้นคำ และ นายคั่นหน้า อ่านต่อ)" in told


FORMS_OF_52_2567 = {"purchase-request", "receipt-check", "trip-plan", "stock-sheet", "repair-slip"}
"""Of the four procedures whose people change; the slip is filled in by the stocktaking too."""


def test_plan_of_a_replacement_tells_what_lapses(sop: Path):
    told = data(run(plan.command, sop / "orders/2567-52.yml", "--sop", sop, "--format", "json", "--no-pages"))
    assert {(d["person"], d["item"]) for d in told["lapses"]} == {("datchani", "๔"), ("saraban", "๑"), ("saraban", "๓")}
    assert {o["order"]: (o["before"], o["after"]) for o in told["orders"]} == {
        "reading-office: 12/2565": ("in_force", "ended"),
        "reading-office: 7/2566": ("in_force", "ended"),
        "reading-office: 31/2566": ("in_force", "ended"),
        "reading-office: 52/2567": (None, "in_force"),
    }
    assert set(told["forms"]) == FORMS_OF_52_2567


def test_plan_as_one_page_needs_no_other_file(sop: Path, draft: Path):
    text = draft.read_text(encoding="utf-8")
    draft.write_text(text.replace("text: จัดทำรายงานสถิติการอ่านเสนอผู้บริหาร", "text: <script>alert(1)</script> & รายงาน"), encoding="utf-8")
    told = re.sub("</?n-b>", "", run(plan.command, draft, "--sop", sop, "--format", "html", "--no-pages").output)
    assert told.startswith("<!DOCTYPE html>") and '<html lang="th">' in told
    assert "<script" not in told and "&lt;script&gt;alert(1)&lt;/script&gt; &amp; รายงาน" in told
    assert "http://" not in told and "https://" not in told and "url(data:font/woff2;base64," in told
    assert "font-weight: 400" in told and "font-weight: 700" in told
    for words in ("เอกสารประกอบการพิจารณาก่อนลงนาม", "ภาระงานก่อนและหลังคำสั่ง", "นายคั่นหน้า อ่านต่อ", "งานที่ต้องส่งมอบ"):
        assert words in told


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("signed: 10", "sined: 10", 8, "ไม่รู้จักรายการ “sined”"),
        ("person: khanna", "person: khana", 15, "ไม่มีบุคคล “khana” (หรือหมายถึง “khanna”)"),
        ("signed: 10 มีนาคม 2568", "signed: 31 กุมภาพันธ์ 2568", 8, "ไม่มีวันที่"),
        ("procedures: reading-report", "procedures: reading-repot", 16, "reading-repot"),
        ("kind: amends", "kind: [amends", 6, "ปิดด้วย ]"),
    ],
)
def test_a_fault_in_the_draft_is_told_with_its_file_and_line(sop: Path, draft: Path, old: str, new: str, line: int, words: str):
    draft.write_text(draft.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    told = run(plan.command, draft, "--sop", sop)
    assert told.exit_code == 1
    assert f"{draft.as_posix()}:{line}:" in told.output
    assert words in told.output and "วิธีแก้" in told.output and "Traceback" not in told.output


def test_faults_are_data_too(sop: Path, draft: Path):
    draft.write_text(draft.read_text(encoding="utf-8").replace("person: khanna", "person: khana"), encoding="utf-8")
    told = run(plan.command, draft, "--sop", sop, "--format", "json")
    assert told.exit_code == 1
    assert [(p["line"], p["code"], p["level"]) for p in json.loads(told.output)] == [(15, "SOP-R001", "error")]


def test_a_later_version_of_an_order_stands_for_the_one_in_the_folder(sop: Path, tmp_path: Path):
    (sop / "orders/2568-20.yml").rename(sop / "orders/another-name.yml")
    later = tmp_path / "later.yml"
    later.write_text((sop / "orders/another-name.yml").read_text(encoding="utf-8").replace("person: khanna", "person: ban"), encoding="utf-8")
    told = data(run(plan.command, later, "--sop", sop, "--format", "json", "--no-pages"))
    assert [(h["from"], h["to"]) for h in told["hand_over"]] == [("datchani", ["ban"])]
    assert {o["order"] for o in told["orders"]} == {"reading-office: 20/2568"}


def test_points_to_confirm_stand_last_and_do_not_stop_the_plan(sop: Path, draft: Path):
    draft.write_text(draft.read_text(encoding="utf-8") + "to_confirm: เลขที่คำสั่ง\n", encoding="utf-8")
    told = run(plan.command, draft, "--sop", sop, "--no-pages")
    assert told.exit_code == 0
    assert told.output.index("รายบุคคล") < told.output.index("ข้อที่ยังต้องยืนยัน") < told.output.index("เลขที่คำสั่ง")


def test_plan_refuses_what_is_not_an_order_file(sop: Path, tmp_path: Path):
    assert "ไม่ใช่แฟ้มคำสั่ง" in run(plan.command, sop / "people.yml", "--sop", sop).output
    thai = tmp_path / "old.yml"
    thai.write_bytes("title: คำสั่ง".encode("cp874"))
    told = run(plan.command, thai, "--sop", sop)
    assert told.exit_code == 2 and "TIS-620" in told.output


# --- who ---


def test_who_answers_for_a_procedure_on_a_date(sop: Path):
    told = run(who.command, "mobile-library", "--on", "1/6/2566", "--sop", sop)
    assert told.exit_code == 0
    assert "ผู้รับผิดชอบหลัก นางสาวดัชนี ค้นคำ (คำสั่งสำนักงานการอ่านเมืองสมมติ ที่ ๗/๒๕๖๖ ข้อ ๒, ตั้งแต่วันที่ ๑ พฤษภาคม ๒๕๖๖)" in told.output


def test_who_names_the_main_person_first(sop: Path):
    told = run(who.command, "acquire-books", "--on", "1/6/2566", "--sop", sop).output
    assert told.index("ผู้รับผิดชอบหลัก นางสาวดัชนี") < told.index("ผู้รับผิดชอบร่วม นายบรรณ")


def test_who_says_why_nobody_answers(sop: Path):
    assert "เกษียณอายุราชการ วันสุดท้าย ๓๐ กันยายน ๒๕๖๗" in run(who.command, "saraban", "--on", "1/10/2567", "--sop", sop).output
    assert "ยังไม่เข้ามาปฏิบัติราชการ" in run(who.command, "khanna", "--on", "1/9/2566", "--sop", sop).output
    orders = sop / "orders/2567-52.yml"
    orders.write_text(orders.read_text("utf-8").replace("procedures: annual-stocktake\n", "\n"), "utf-8")
    told = run(who.command, "annual-stocktake", "--on", "1/2/2568", "--sop", sop).output
    assert "ไม่มีผู้รับผิดชอบหลัก\n" in told and "ผู้รับผิดชอบร่วม นายบรรณ" in told


def test_diff_lists_procedures_and_people_as_the_office_does(sop: Path):
    told = run(diff.command, "1/10/2565", "1/4/2568", "--sop", sop).output
    targets, persons = told.split("รายกระบวนงานและตำแหน่ง")[1].split("รายบุคคล")
    in_book = ["การจัดหาหนังสือ", "การจัดรถห้องสมุด", "การสำรวจหนังสือ", "การรายงานสถิติ", "ผู้อำนวยการสำนักงาน", "ผู้อำนวยการกลุ่ม", "การซ่อมหนังสือ"]
    assert sorted(in_book, key=targets.index) == in_book  # those whose clause alone changed come last
    people = ["> นางปกแข็ง", "> นายสารบัญ", "> นางสาวดัชนี", "> นายบรรณ", "> นางหมึก", "> นายคั่นหน้า"]
    assert sorted(people, key=persons.index) == people


def test_who_answers_for_a_vacant_post_with_who_acts(sop: Path):
    told = data(run(who.command, "group-head", "--on", "1/11/2567", "--sop", sop, "--format", "json"))["answers"]
    assert [a["subject"] for a in told] == ["post"]
    assert told[0]["holders"] == []
    charge = told[0]["charges"][0]
    assert (charge["person"], charge["role"], charge["order"], charge["item"]) == ("datchani", "รักษาราชการแทน", "reading-office: 45/2567", "๑ (๑)")
    assert (charge["from"], charge["to"]) == ("2024-10-01", "2024-12-31")


def test_who_answers_for_words_of_a_duty_and_for_a_person(sop: Path):
    told = run(who.command, "วัดคำนำ", "--on", "1/1/2568", "--sop", sop)
    assert "นายคั่นหน้า อ่านต่อ ข้อ ๓ (๒) ๒)" in told.output
    told = data(run(who.command, "datchani", "--sop", sop, "--format", "json"))
    assert [d["item"] for d in told["answers"][0]["duties"]] == ["๑", "๒", "๓"]
    assert [d["item"] for d in told["answers"][0]["duties"][2]["items"]] == ["๓.๑", "๓.๒"]


def test_who_suggests_names_when_nothing_fits(sop: Path):
    told = run(who.command, "รถหองสมุด", "--sop", sop)
    assert told.exit_code == 1 and "หมายถึง “การจัดรถห้องสมุดเคลื่อนที่”" in told.output


@pytest.mark.parametrize("day", [date(2022, 10, 1), date(2023, 5, 1), date(2024, 10, 1), date(2025, 1, 1), date(2025, 4, 1)])
def test_who_agrees_with_what_the_pages_show(sop: Path, day: date):
    manual = load(parsing.read(sop)[0])
    made = edition(manual, day)
    for procedure in manual.procedures:
        told = data(run(who.command, procedure.id, "--on", day.isoformat(), "--sop", sop, "--format", "json"))["answers"][0]["charges"]
        shown = {(c.person, c.role.value, f"{c.order.issuer}: {c.order.number}/{c.order.year}", c.item) for c in made.responsible(procedure.id)}
        assert {(c["person"], c["role"], c["order"], c["item"]) for c in told} == shown


# --- diff ---


def test_diff_of_two_dates_and_of_two_orders_are_one_thing(sop: Path):
    by_order = data(run(diff.command, "45/2567", "ที่ ๕๒/๒๕๖๗", "--sop", sop, "--format", "json"))
    assert by_order == data(run(diff.command, "1/10/2567", "1 มกราคม 2568", "--sop", sop, "--format", "json"))
    assert (by_order["before"], by_order["after"]) == ("2024-10-01", "2025-01-01")
    assert {t["id"] for t in by_order["targets"]} == {
        "acquire-books",
        "annual-stocktake",
        "mobile-library",
        "reading-report",
        "repair-books",
        "group-head",
        "director",
    }
    assert {(m["person"], m["kind"], m["post"]) for m in by_order["staff"]} == {
        ("datchani", "gives_up", "outreach-head"),
        ("khanna", "takes", "outreach-head"),
    }


def test_diff_tells_who_left_and_came(sop: Path):
    told = run(diff.command, "30/4/2566", "1/10/2567", "--sop", sop).output
    for words in (
        "- นางหมึก เขียนดี พ้นจากสำนักงาน",
        "- นายสารบัญ เล่มโต พ้นจากสำนักงาน (เกษียณอายุราชการ วันสุดท้าย ๓๐ กันยายน ๒๕๖๗)",
        "+ นายคั่นหน้า อ่านต่อ เข้ามาปฏิบัติราชการ",
    ):
        assert words in told


def test_diff_of_a_day_with_itself_is_nothing(sop: Path):
    assert "ไม่มีข้อแตกต่าง" in run(diff.command, "1/1/2568", "52/2567", "--sop", sop).output


@pytest.mark.parametrize(("given", "words"), [("53/2567", "ไม่พบคำสั่งที่ 53/2567"), ("31/2/2568", "ไม่มีวันที่"), ("เมื่อวาน", "อ่านวันที่"), ("1/1/2025", "พ.ศ.")])
def test_diff_says_in_thai_what_it_cannot_read(sop: Path, given: str, words: str):
    told = run(diff.command, given, "52/2567", "--sop", sop)
    assert told.exit_code == 2 and words in told.output and "Error" not in told.output


# --- new ---


def fresh(sop: Path, *words: str) -> Any:
    before = state(sop)
    told = run(new.command, "order", "--sop", sop, *words)
    assert told.exit_code == 0, told.output
    added = state(sop).keys() - before.keys()
    assert len(added) == 1 and {k: v for k, v in state(sop).items() if k in before} == before
    name = added.pop()
    assert str(sop / name) in told.output and "sop plan" in told.output
    return next(o for o in load(parsing.read(sop)[0]).orders if o.file == name)


def test_new_order_for_a_retirement_takes_everything_over_by_one_person(sop: Path):
    made = fresh(sop, "--retire", "saraban", "--persons", "datchani", "--as-of", "1/8/2567")
    assert (made.kind, made.amends, made.begins) == ("amends", (OrderKey("", 12, 2565),), date(2024, 10, 1))
    assert made.changes[0].action == "remove" and made.changes[0].person == "saraban" and made.changes[0].item is None
    assert [(c.person, c.duty.no, c.duty.text, c.duty.procedures) for c in made.changes[1:] if c.duty] == [
        ("datchani", "๖", "กำกับ ติดตาม และประเมินผลงานของกลุ่ม", ()),
        ("datchani", "๗", "จัดทำรายงานสถิติการอ่านเสนอผู้บริหาร", ("reading-report",)),
        ("datchani", "๘", "ปฏิบัติงานอื่นตามที่ได้รับมอบหมาย", ()),
    ]
    assert made.to_confirm
    planned = data(run(plan.command, sop / made.file, "--sop", sop, "--format", "json", "--no-pages"))
    assert planned["without_main"] == [] and [(h["from"], h["to"]) for h in planned["hand_over"]] == [("saraban", ["datchani"])]


def test_new_order_hands_over_only_what_is_not_over_and_under_the_new_number(sop: Path):
    made = fresh(sop, "--move", "datchani", "--persons", "khanna", "--effective", "1/5/2568")
    text = (sop / made.file).read_text("utf-8")
    assert "ที่ 45/2567" not in text  # the acting of order 45/2567 was over in December
    given = {c.duty.no: c.duty for c in made.changes if c.duty}
    acting, stocktake = given["๕"], given["๖"]  # her item ๒ is his ๔ since order 20/2568
    assert acting.post == "group-head" and acting.since is None and made.begins == date(2025, 5, 1)
    assert [i.no for i in stocktake.items] == ["๖.๑", "๖.๒"]
    planned = data(run(plan.command, sop / made.file, "--sop", sop, "--format", "json", "--no-pages"))
    assert planned["without_main"] == planned["two_mains"] == []


def test_new_order_refuses_to_relieve_who_has_nothing(sop: Path):
    told = run(new.command, "order", "--move", "muek", "--sop", sop)
    assert told.exit_code == 2 and "นางหมึก เขียนดี ไม่มีหน้าที่ตามคำสั่งใดที่มีผล" in told.output


def test_new_order_that_cancels_tells_what_ends(sop: Path):
    made = fresh(sop, "--cancels", "52/2567")
    assert (made.kind, made.cancels) == ("cancels", (OrderKey("", 52, 2567),))
    text = (sop / made.file).read_text("utf-8")
    assert "#   นายบรรณ เรียงชั้น ข้อ ๒ ซ่อมหนังสือชำรุด" in text and "จึงให้ยกเลิกคำสั่งสำนักงานการอ่านเมืองสมมติ ที่ ๕๒/๒๕๖๗" in text


def test_new_order_with_several_takers_asks_for_one_at_each_place(sop: Path):
    made = fresh(sop, "--retire", "นายสารบัญ เล่มโต", "--persons", "ดัชนี,บรรณ", "--as-of", "1/8/2567")
    told = run(plan.command, sop / made.file, "--sop", sop)
    lines = [n for n, line in enumerate((sop / made.file).read_text("utf-8").splitlines(), 1) if "person: receiver" in line]
    assert told.exit_code == 1 and len(lines) == 3
    assert f"ไม่มีบุคคล “receiver” (อ้าง 3 แห่ง: {', '.join(f'{made.file}:{n}' for n in lines)})" in told.output


def test_new_order_that_replaces_repeats_the_amended_words(sop: Path):
    made = fresh(sop, "--replaces", "12/2565", "--as-of", "1/8/2567", "--effective", "1/10/2567", "--number", "60", "--title", "มอบหมายหน้าที่: ใหม่ #1")
    assert (made.kind, made.title, made.number) == ("replaces", "มอบหมายหน้าที่: ใหม่ #1", 60)
    given = {a.person: [d.text for d in a.duties] for a in made.assignments}
    assert set(given) == {"datchani", "ban", "khanna"}
    assert given["ban"][1] == "ร่วมจัดหาหนังสือเข้าห้องสมุดและตรวจรับหนังสือ"
    assert [i.text for i in made.assignments[0].duties[2].items] == ["โรงเรียนบ้านหน้าปก", "โรงเรียนวัดคำนำ"]
    text = (sop / made.file).read_text(encoding="utf-8")
    assert "  #   person: นายสารบัญ เล่มโต" in text and "พ้นจากสำนักงาน" in text
    assert [(r.person, r.procedures) for r in made.responsibilities] == [("kradat", ("reading-report", "mobile-library"))]


def test_new_order_for_persons_shows_what_they_have(sop: Path):
    made = fresh(sop, "--persons", "ban,คั่นหน้า")
    assert (made.kind, made.number, made.year, [a.person for a in made.assignments]) == ("new", 21, 2568, ["ban", "khanna"])
    text = (sop / made.file).read_text(encoding="utf-8")
    assert "#   ข้อ ๒ ซ่อมหนังสือชำรุด" in text


def test_new_order_that_amends_has_a_duty_to_fill_in_and_lists_what_there_is(sop: Path):
    made = fresh(sop, "--amends", "52/2567", "--persons", "ban")
    assert [(c.action, c.person, c.duty and c.duty.no) for c in made.changes] == [("add", "ban", "๕")]
    text = (sop / made.file).read_text("utf-8")
    assert all(f"#   ข้อ {n} " in text for n in "๑๒๓๔")


REAL = Path(__file__).parents[1] / "sop"


@pytest.mark.parametrize(
    "words", [["--replaces", "248/2565"], ["--amends", "248/2565", "--persons", "ALL"], ["--persons", "ALL"], ["--retire", "FIRST"]]
)
def test_a_draft_of_the_real_handbook_loads_and_repeats_it_word_for_word(tmp_path: Path, words: list[str]):
    sop = tmp_path / "sop"
    shutil.copytree(REAL, sop)
    before = load(parsing.read(sop)[0])
    persons = [a.person for o in before.orders for a in o.assignments]
    made = fresh(sop, *[{"ALL": ",".join(persons), "FIRST": persons[0]}.get(w, w) for w in words])
    if words[0] == "--replaces":
        assert [(a.person, a.duties) for a in made.assignments] == [(a.person, a.duties) for o in before.orders for a in o.assignments]
        told = data(run(plan.command, sop / made.file, "--sop", sop, "--format", "json", "--no-pages"))
        assert told["lapses"] == told["hand_over"] == told["without_main"] == []
        assert all(d["fate"] == "kept" for p in told["persons"] for d in p["duties"])


def test_new_order_never_writes_over_a_file(sop: Path):
    before = state(sop)
    told = run(new.command, "order", "--sop", sop, "--number", "20", "--year", "2568", "--persons", "ban")
    assert told.exit_code == 2 and "มีคำสั่งที่ 20/2568 แล้ว" in told.output
    told = run(new.command, "procedure", "acquire-books", "--title", "ก", "--sop", sop)
    assert told.exit_code == 2 and "ไม่เขียนทับ" in told.output
    assert state(sop) == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--persons", "bann"], "หมายถึง “นายบรรณ เรียงชั้น”"),
        (["--persons", "นาย"], "มีหลายบุคคลชื่อ “นาย”"),
        (["--amends", "99/2567"], "ไม่พบคำสั่งที่ 99/2567"),
        (["--amends", "52/2567", "--replaces", "52/2567"], "อย่างใดอย่างหนึ่ง"),
    ],
)
def test_new_order_says_in_thai_what_is_wrong(sop: Path, words: list[str], told: str):
    result = run(new.command, "order", "--sop", sop, *words)
    assert result.exit_code == 2 and told in result.output


def test_new_procedure_says_nothing_that_nobody_said_and_comes_to_an_end(sop: Path):
    told = run(new.command, "procedure", "lend-books", "--title", "การให้ยืม: หนังสือ #1", "--sop", sop)
    assert told.exit_code == 0 and "- lend-books" in told.output
    manual = load(parsing.read(sop)[0])
    made = manual.procedure["lend-books"]
    assert made.title == "การให้ยืม: หนังสือ #1" and [(s.id, s.kind) for s in made.steps] == [("first", "activity"), ("done", "end")]
    filled = {
        name
        for name in type(made).model_fields
        if getattr(made, name) and name not in ("id", "title", "unit", "steps", "file", "to_confirm", "ended")
    }
    assert {name for name in filled if getattr(made, name) != type(made).model_fields[name].default} == set()
    assert not any(getattr(s, name) for s in made.steps for name in ("time", "standard", "text", "forms", "references", "documents"))
    from generator import rules

    assert not [p for p in rules.check(manual, parsing.read(sop)[0]) if p.level == "error" and p.file == made.file]


def test_new_person_is_an_entry_to_paste(sop: Path):
    before = state(sop)
    told = run(new.command, "person", "somchai", "--name", "นายสมชาย ใจดี", "--post", "librarian", "--sop", sop)
    assert told.exit_code == 0 and state(sop) == before
    entry = told.output.split("\n", 1)[1]
    people = sop / "people.yml"
    people.write_text(people.read_text(encoding="utf-8").rstrip() + "\n" + entry, encoding="utf-8")
    made = load(parsing.read(sop)[0]).person["somchai"]
    assert (made.name, made.position, made.posts[0].post) == ("นายสมชาย ใจดี", "บรรณารักษ์", "librarian")


def test_names_that_cannot_be_ids_are_refused(sop: Path):
    for words in (("procedure", "../../evil", "--title", "ก"), ("person", "สมชาย", "--name", "ก")):
        told = run(new.command, *words, "--sop", sop)
        assert told.exit_code == 2 and "ใช้เป็นรหัสไม่ได้" in told.output


# --- all of them ---


@pytest.mark.parametrize("words", [["who", "x"], ["diff", "1/1/2568", "2/1/2568"], ["new", "order"], ["plan", "ORDER"]])
def test_a_broken_folder_is_told_not_thrown(sop: Path, words: list[str]):
    (sop / "people.yml").write_text("persons: [", encoding="utf-8")
    words = [str(sop / "orders/2568-20.yml") if w == "ORDER" else w for w in words]
    result = run(cli.program, *words, "--sop", sop)
    assert isinstance(result.exception, Invalid) or (result.exit_code == 1 and "people.yml" in result.output)


def test_pages_that_differ_are_found_without_the_line_at_the_foot(sop: Path):
    manual = load(parsing.read(sop)[0])
    day = date(2025, 2, 1)
    key = OrderKey("reading-office", 5, 2568)
    without = manual.model_copy(update={"orders": tuple(o for o in manual.orders if o.key != key and o.begins <= day)})
    with_it = manual.model_copy(update={"orders": tuple(o for o in manual.orders if o.begins <= day)})
    told = {p.path for p in affected.pages(without, with_it, day)}
    assert "people/kradat.md" in told and "orders/2568-5-reading-office.md" in told
    assert not [p for p in told if p.startswith("procedures/")] and "people/ban.md" not in told


def test_the_worked_example_of_the_help_is_what_the_program_says(sop: Path, draft: Path):
    text = (Path(__file__).parents[1] / "docs/help/orders.md").read_text(encoding="utf-8")
    example = text[text.index("{ #example }") :]
    blocks = re.findall(r"(?:^ {8}.*\n|^\n(?= {8}))+", example, re.M)
    shown = [line.strip() for b in blocks if "การรายงานสถิติการอ่าน" in b for line in b.splitlines() if line.strip()]
    whole = run(plan.command, draft, "--sop", sop, "--no-pages").output
    yaml = next(b for b in blocks if "kind: amends" in b)
    for line in (part.strip() for part in yaml.splitlines()):
        assert line in draft.read_text(encoding="utf-8")
    forgotten = draft.read_text(encoding="utf-8")
    draft.write_text(forgotten[: forgotten.index('  - no: "๒"')] + "closing: นอกนั้นคงเดิม\n", encoding="utf-8")
    whole += run(plan.command, draft, "--sop", sop, "--no-pages").output
    assert len(shown) >= 9
    for line in shown:
        assert line in whole


def test_every_option_named_in_the_help_exists():
    text = (Path(__file__).parents[1] / "docs/help/orders.md").read_text(encoding="utf-8")
    named = {word.strip("`") for word in text.replace("`", " ").split() if word.startswith("--") and len(word) > 4 and word.strip("-")}
    known = {o for c in (plan.command, who.command, diff.command, *new.command.commands.values()) for p in c.params for o in p.opts}
    from generator.cli import build, check, print_, schema

    known |= {o for c in (build.command, check.command, print_.command, schema.command) for p in c.params for o in p.opts}
    assert named <= known
