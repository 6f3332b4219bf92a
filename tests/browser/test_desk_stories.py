"""Eight pieces of work as a clerk does them at the desk, from the list of files to the page of the manual, with the clicks and keys counted."""

import re
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Locator, Page

from generator import compile
from generator.cli import program
from generator.editing.desk import Desk
from generator.editing.server import server
from generator.load.loading import load
from generator.source.reading import read
from tests.conftest import ROOT, until

DAY = date(2025, 3, 15)
GIVER, TAKER = "นางสาวสุธาทิพย์ เลิศล้ำ", "นายวิทวัส นิตสูงเนิน"
THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
PICTURES, READINGS = ROOT / "docs" / "help" / "desk", Path(__file__).parent / "desk"
"""Pictures of the help page, and what a screen reader reads of each: a picture is made anew when that has changed (``--update-golden``)."""


@dataclass
class Clerk:
    """Somebody at the desk. ``clicks``, ``keys``: what the work took; a choice from a list is two clicks."""

    page: Page
    folder: Path
    renews: bool
    clicks: int = 0
    keys: int = 0

    def click(self, place: Locator) -> None:
        self.clicks += 1
        place.click()

    def type(self, place: Locator, words: str) -> None:
        self.clicks += 1
        self.keys += len(words)
        place.fill(words)
        place.blur()

    def choose(self, place: Locator, words: str) -> None:
        self.clicks += 2
        place.select_option(label=words)

    def open(self, title: str) -> None:
        self.click(self.page.get_by_role("link", name=title, exact=True))
        until(self.page, "document.querySelector('.form h1')")

    def button(self, words: str) -> None:
        self.click(self.page.get_by_role("button", name=words, exact=True))

    def field(self, words: str) -> Locator:
        return self.page.get_by_label(re.compile(rf"^{words}( \(ถ้ามี\))?$")).last

    def card(self, kind: str) -> Locator:
        return self.page.locator(f".card.{kind}").last

    def heard(self) -> str:
        """What a screen reader reads, without what lists offer."""
        lines = self.page.locator("body").aria_snapshot().splitlines(keepends=True)
        return "".join(line for line in lines if "- option " not in line) + "\n"

    def pictured(self, name: str) -> None:
        """The help page shows the desk as it is now."""
        before, read = "", self.heard()
        while before != read:  # the rules judge after a rest
            self.page.wait_for_timeout(800)
            before, read = read, self.heard()
        if self.renews:
            READINGS.mkdir(exist_ok=True)
            PICTURES.mkdir(exist_ok=True)
            (READINGS / f"{name}.txt").write_text(read, "utf-8")
            self.page.screenshot(path=PICTURES / f"{name}.png")
        assert (PICTURES / f"{name}.png").is_file()
        assert (READINGS / f"{name}.txt").read_text("utf-8") == read, "renew the pictures: --update-golden"

    def save(self) -> None:
        self.button("บันทึก")
        until(self.page, "document.querySelector('.state').textContent === 'บันทึกแล้ว'")

    def shows(self, words: str) -> None:
        """The drawing, form or plan beside the form has these words, on however many lines."""
        words = words.replace(" ", "").translate(THAI)
        until(self.page, f"document.querySelector('.shown')?.textContent.replace(/[\\s\\u2060\\u200b]/g, '').includes({words!r})")

    def draft(self, kind: str, about: str = "") -> None:
        self.click(self.page.get_by_text("+ ร่างคำสั่งฉบับต่อไป"))
        self.click(self.page.get_by_label(kind))
        if about:
            self.clicks += 2
            self.page.get_by_label("คำสั่งเดิม", exact=True).select_option(value=about)
        self.button("เริ่มร่าง")
        until(self.page, "document.querySelector('.form h1')")

    def built(self, path: str, day: date = DAY) -> str:
        """The text of a page of the manual made from what was saved; the folder has no error."""
        checked = CliRunner().invoke(program, ["check", "--sop", str(self.folder)])
        assert checked.exit_code == 0, checked.output
        sources, _ = read(self.folder)
        made = compile(load(sources), day, sources.files)
        page = next(output.data for output in made if output.path == path).decode()
        return page.replace("<n-b>", "").replace("</n-b>", "").replace("\u2060", "")


@pytest.fixture
def at_desk(tmp_path: Path, reading, request: pytest.FixtureRequest) -> Iterator:
    running = []

    def sit(folder: Path) -> Clerk:
        made, link = server(Desk(folder, lambda _: DAY, tmp_path / "kept"))
        running.append(made)
        threading.Thread(target=made.serve_forever, args=(0.02,), daemon=True).start()
        page = reading(viewport={"width": 1120, "height": 720}).new_page()
        page.set_default_timeout(15_000)
        page.goto(link)
        until(page, "document.querySelector('.files')")
        return Clerk(page, folder, request.config.getoption("--update-golden"))

    yield sit
    for made in running:
        made.shutdown()
        made.server_close()


@pytest.fixture
def real(tmp_path: Path, at_desk) -> Clerk:
    """At the desk of the real office."""
    return at_desk(Path(shutil.copytree(ROOT / "sop", tmp_path / "sop")))


@pytest.fixture
def empty(tmp_path: Path, at_desk) -> Clerk:
    """At the desk of an office that has just been begun with five answers."""
    answers = {"office": "สำนักงานตัวอย่าง", "group": "กลุ่มอำนวยการ", "head": "นางสาวใหม่ เริ่มงาน", "position": "ผู้อำนวยการกลุ่ม", "procedure": "การรับหนังสือ"}
    begun = CliRunner().invoke(
        program,
        ["new", "office", "--sop", str(tmp_path / "sop"), "--as-of", "15 มีนาคม 2568", *(w for k, v in answers.items() for w in (f"--{k}", v))],
    )
    assert begun.exit_code == 0, begun.output
    return at_desk(tmp_path / "sop")


def work(clerk: Clerk, clicks: int, keys: int) -> None:
    """The work took no more than this."""
    assert (clerk.clicks, clerk.keys) <= (clicks, keys) and clerk.clicks <= clicks, (clerk.clicks, clerk.keys)


def test_one_school_moves_to_another_person(real):
    real.pictured("files")
    real.draft("แก้ไขเพิ่มเติมคำสั่งเดิม", "248/2565")
    until(real.page, "document.querySelector('.guided table')")
    real.choose(real.page.locator("#guided-person"), GIVER)
    real.choose(real.page.locator(".guided tr", has_text="โรงเรียนพญาไท").locator("select"), f"โอนให้ {TAKER}")
    real.shows("โรงเรียนพญาไท")
    real.page.locator(".guided tr", has_text="โรงเรียนพญาไท").first.evaluate("row => row.scrollIntoView({ block: 'center' })")
    real.pictured("order")
    real.save()
    work(real, 10, 0)
    page = real.built("people/witthawat.md")
    assert "โรงเรียนพญาไท" in page and "คำสั่งที่ ๒๔๙/๒๕๖๕" not in page


def test_a_person_retires_and_the_work_goes_to_another(real):
    real.open("บุคลากร")
    real.click(real.page.locator(".card.person summary", has_text=GIVER).first)
    card = real.page.locator(".card.person", has=real.page.locator("details[open]"))
    real.click(card.get_by_role("button", name="+ ระบุการพ้นจากสำนักงาน"))
    real.type(card.get_by_label("วันสุดท้ายที่ปฏิบัติราชการ"), "30 ก.ย. 2568")
    until(real.page, "[...document.querySelectorAll('.echo')].some(echo => echo.textContent.includes('30 กันยายน 2568'))")
    real.click(card.get_by_label("เกษียณอายุราชการ"))
    real.save()
    real.click(real.page.get_by_role("link", name="รายการแฟ้ม"))
    real.draft("แก้ไขเพิ่มเติมคำสั่งเดิม", "248/2565")
    until(real.page, "document.querySelector('.guided table')")
    real.type(real.field("วันที่มีผลบังคับใช้"), "1/10/2568")
    real.choose(real.page.locator("#guided-person"), GIVER)
    for number in ("๑", "๘", "๑๒"):
        real.choose(real.page.get_by_label(f"ข้อ {number} ตามคำสั่งใหม่", exact=True), f"โอนให้ {TAKER}")
        until(
            real.page,
            f"[...document.querySelectorAll('.guided select')].some(s => s.ariaLabel === 'ข้อ {number} ตามคำสั่งใหม่' && s.value === 'to witthawat')",
        )
    real.save()
    work(real, 24, 18)
    assert TAKER in real.built("procedures/media.md", date(2025, 10, 2)).partition("ประวัติ")[0]


def test_a_full_replacement_with_one_duty_forgotten_is_told_before_signing(real):
    real.draft("แทนคำสั่งเดิมทั้งฉบับ", "248/2565")
    until(real.page, "document.querySelectorAll('.card.assignment').length > 0")
    real.type(real.field("วันที่มีผลบังคับใช้"), "1 ต.ค. 2568")
    real.click(real.page.locator(".card.assignment > .held > details > summary", has_text=GIVER))
    person = real.page.locator(".card.assignment", has=real.page.locator(":scope > .held > details[open]"))
    duty = person.locator(".card.duty", has_text="ปฏิบัติหน้าที่หัวหน้างานส่งเสริมและพัฒนาสื่อ").first
    real.click(duty.locator(":scope > .held > .tools .drop"))
    real.shows("หน้าที่สิ้นสุด 1")
    assert "หัวหน้างานส่งเสริมและพัฒนาสื่อ" in real.page.locator(".shown").inner_text().replace("\u2060", "")  # by name, before it is signed
    real.save()
    work(real, 9, 11)
    page = real.built("orders/2568-1-office.md", date(2025, 10, 2))
    assert GIVER in page and "ปฏิบัติหน้าที่หัวหน้างานส่งเสริมและพัฒนาสื่อ" not in page.partition("ประวัติ")[0].partition("สิ้นสุด")[0]


def test_somebody_acts_as_the_head(empty):
    page = empty.page
    empty.open("บุคลากร")
    empty.button("+ เพิ่มบุคลากร")
    empty.type(empty.card("person").get_by_label("คำนำหน้า ชื่อ และสกุล"), "นายรักษา การแทน")
    empty.type(empty.card("person").get_by_label("ตำแหน่ง", exact=True).first, "เจ้าพนักงานธุรการ")
    empty.save()
    empty.click(page.get_by_role("link", name="รายการแฟ้ม"))
    empty.draft("คำสั่งใหม่")
    empty.type(empty.field("ชื่อเรื่อง"), "ให้ข้าราชการรักษาการในตำแหน่ง")
    empty.type(page.get_by_label("เหตุที่ออกคำสั่ง บรรทัดที่ 1"), "ด้วยผู้อำนวยการกลุ่มลาราชการ")
    empty.click(page.locator(".card.assignment .tools .drop").first)
    empty.click(page.locator(".form > .record > details.rest > summary"))
    empty.button("+ เพิ่มผู้รับผิดชอบ")
    entry = empty.card("responsibility")
    empty.choose(entry.get_by_label(re.compile("^บุคคล")), "นายรักษา การแทน")
    empty.click(entry.get_by_label("รักษาการในตำแหน่ง"))
    empty.choose(entry.get_by_label(re.compile(r"^ตำแหน่ง( \(ถ้ามี\))?$")), "ผู้อำนวยการกลุ่ม")
    empty.type(entry.get_by_label("ปรากฏที่ใด"), "ข้อ ๑")
    empty.save()
    work(empty, 24, 110)
    assert "ผู้รักษาการในตำแหน่งผู้อำนวยการกลุ่ม" in re.sub("<[^>]*>", "", empty.built("people/person-2.md"))


def test_a_procedure_of_fifteen_steps_with_two_loops(empty):
    page = empty.page
    empty.type(page.get_by_label("ชื่อกระบวนงานใหม่"), "การซ่อมครุภัณฑ์")
    empty.button("+ เพิ่มกระบวนงาน")
    until(page, "document.querySelector('.card.step')")
    for _ in range(page.locator(".card.step").count()):
        empty.click(page.locator(".card.step .drop").first)
    for place in range(15):
        empty.button("+ เพิ่มขั้นตอน")
        step = page.locator(".card.step").nth(place)
        decides = place in (5, 10)
        empty.type(step.get_by_label("ถ้อยคำในสัญลักษณ์ (สั้น)"), f"ตรวจงานครั้งที่ {place}" if decides else f"ทำงานลำดับ {place}")
        if decides:
            empty.click(step.get_by_label("ตัดสินใจ"))
            for words in ("ผ่าน", "ไม่ผ่าน"):
                empty.click(step.get_by_role("button", name="+ เพิ่มทางออก"))
                empty.type(step.locator(".card.branch").last.get_by_label("ถ้อยคำของทางออก"), words)
            _lead(empty, step.locator(".card.branch").last, place - 2)
    empty.button("+ เพิ่มขั้นตอน")
    empty.type(empty.card("step").get_by_label("ถ้อยคำในสัญลักษณ์ (สั้น)"), "จบ")
    empty.click(empty.card("step").get_by_label("สิ้นสุด"))
    for place in (5, 10):
        _lead(empty, page.locator(".card.step").nth(place).locator(".card.branch").first, place + 2)
    empty.shows("ทำงานลำดับ 14")
    empty.save()
    work(empty, 90, 300)
    text = next(p for p in (empty.folder / "procedures").iterdir() if "การซ่อมครุภัณฑ์" in p.read_text("utf-8"))
    built = empty.built(f"procedures/{text.stem}.md")
    assert built.count("ไม่ผ่าน") >= 2 and "ทำงานลำดับ ๑๔" in built


def _lead(clerk, way, number):
    """To a step: chosen from a list, or typed where the list is long."""
    target = way.get_by_label("ไปที่ขั้นตอน")
    if target.evaluate("place => place.tagName") == "SELECT":
        clerk.choose(target, next(o for o in target.locator("option").all_inner_texts() if o.startswith(f"{number}.")))
    else:
        clerk.type(target, f"{number}. ")


def test_a_typing_mistake_is_corrected(real):
    real.open("งานส่งเสริมและพัฒนาสื่อ นวัตกรรมและเทคโนโลยีทางการศึกษา")
    until(real.page, "document.querySelector('.shown svg')")
    real.pictured("procedure")
    title = real.page.get_by_label("ชื่อกระบวนงาน")
    title.focus()
    title.press("End")
    real.clicks += 1
    title.press_sequentially("ฯ")
    real.keys += 1
    real.save()
    work(real, 3, 1)
    assert "ทางการศึกษาฯ" in real.built("procedures/media.md")


def test_a_person_is_added(real):
    real.open("บุคลากร")
    real.button("+ เพิ่มบุคลากร")
    real.type(real.card("person").get_by_label("คำนำหน้า ชื่อ และสกุล"), "นางสาวตัวอย่าง ทดลองกรอก")
    real.type(real.card("person").get_by_label("ตำแหน่ง", exact=True).first, "ศึกษานิเทศก์")
    real.choose(real.page.get_by_label("เพิ่มกลุ่มงานที่สังกัด").last, "กลุ่มนิเทศ ติดตาม และประเมินผลการจัดการศึกษา")
    real.save()
    work(real, 9, 40)
    assert "นางสาวตัวอย่าง ทดลองกรอก" in real.built("people/index.md")


def test_what_was_saved_is_taken_back(real):
    before = (real.folder / "people.yml").read_bytes()
    real.open("บุคลากร")
    real.click(real.page.locator(".card.person summary").first)
    real.type(real.page.locator(".card.person").first.get_by_label("ตำแหน่ง", exact=True).first, "ตำแหน่งผิด")
    real.save()
    after = (real.folder / "people.yml").read_bytes()
    assert after != before
    real.button("ย้อนการบันทึก")
    until(real.page, "document.getElementById('said').textContent.includes('ย้อนกลับ')")
    work(real, 5, 10)
    assert (real.folder / "people.yml").read_bytes() == before
    assert "ตำแหน่งผิด" not in real.built("people/index.md")
    real.button("ทำซ้ำ")
    until(real.page, "document.getElementById('said').textContent.includes('กลับคืน')")
    work(real, 6, 10)
    assert (real.folder / "people.yml").read_bytes() == after
    assert "ตำแหน่งผิด" in real.built("people/index.md")
