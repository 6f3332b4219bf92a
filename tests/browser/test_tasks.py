"""What staff come for, from the first page to the answer: how many clicks, keys and questions each takes, on a desktop and on a phone."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

WIDTHS = {1366: 768, 390: 844}


class Reader:
    """A reader before the first page; ``actions``: clicks, keys, questions typed and names chosen so far."""

    def __init__(self, page: Page, site: Path) -> None:
        self.page, self.site, self.actions = page, site, 0

    def ask(self, question: str) -> None:
        self.actions += 1
        self.page.get_by_label("ค้นหาในคู่มือ", exact=True).and_(self.page.locator("main input")).fill(question)
        expect(self.found.first).to_be_visible()

    def go(self, question: str) -> None:
        """Ask, and open the first that is found."""
        self.ask(question)
        self.press("Enter")
        self.page.wait_for_url(re.compile(r"^(?!.*manual/index\.html)"))

    def press(self, key: str) -> None:
        self.actions += 1
        self.page.keyboard.press(key)

    def click(self, one: Locator) -> None:
        self.actions += 1
        one.click()

    def choose(self, name: str) -> None:
        self.actions += 1
        self.page.get_by_label("งานของฉัน").and_(self.page.locator("select")).select_option(name)

    @property
    def found(self) -> Locator:
        return self.page.locator("main [role=option]")

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name).first


def who_answers_and_by_which_order(reader: Reader) -> None:
    reader.go("ใครรับผิดชอบการซ่อมหนังสือ")
    answer = reader.page.locator("tr", has_text="ผู้รับผิดชอบหลัก").filter(has_text="นายบรรณ เรียงชั้น").first
    expect(answer).to_contain_text("๕๒/๒๕๖๗")
    expect(answer).to_be_in_viewport()


def my_work_in_november(reader: Reader) -> None:
    reader.choose("person-datchani")
    reader.click(reader.page.get_by_role("link", name="ปฏิทินทั้งปี"))
    contents = reader.page.locator(".sop-contents summary")
    if contents.is_visible():
        reader.click(contents)
    reader.click(reader.page.get_by_role("link", name="พฤศจิกายน", exact=True).locator("visible=true").first)
    expect(reader.page.locator("#month-11")).to_be_in_viewport()
    expect(reader.page.locator("#month-11 + .sop")).to_contain_text("สรุปผลรายภาคเรียน")


def steps_of_a_committee(reader: Reader) -> None:
    reader.ask("ขั้นตอนของคณะกรรมการคัดเลือกหนังสือ")
    step = reader.found.filter(has_text="ขั้นตอนที่ ๓ คณะกรรมการพิจารณารายชื่อ")
    expect(step.first).to_be_in_viewport()


def just_the_form_on_paper(reader: Reader) -> None:
    reader.go("พิมพ์แบบฟอร์มสรุปการจัดหาหนังสือ")
    reader.page.evaluate("window.print = () => { window.printed = true }")
    reader.click(reader.button("พิมพ์แบบฟอร์มนี้"))
    assert reader.page.evaluate("window.printed")
    reader.page.emulate_media(media="print")
    expect(reader.page.locator(".sf-form")).to_be_visible()
    expect(reader.page.locator(".sop-steps, figure.sop-figure").locator("visible=true")).to_have_count(0)
    sheets = len(re.findall(rb"/Type\s*/Page\b", reader.page.pdf(prefer_css_page_size=True)))
    assert sheets == 2, "no sheet of another size before it"


def a_chart_for_a_letter(reader: Reader) -> None:
    reader.go("ผังการจัดหาหนังสือ")
    with reader.page.expect_download() as download:
        reader.click(reader.button("บันทึก PNG"))
    assert download.value.suggested_filename == "chart-acquire-books-1.png"


def a_link_to_step_four(reader: Reader) -> None:
    reader.go("ขั้นตอนที่ ๔ ของการจัดหาหนังสือ")
    reader.click(reader.page.locator("#step-order .sop-anchor"))
    expect(reader.page.get_by_role("status").filter(has_text="คัดลอกลิงก์แล้ว")).to_be_visible()
    assert reader.page.evaluate("navigator.clipboard.readText()").endswith("/manual/procedures/acquire-books.html#step-order")


def what_the_last_order_changes(reader: Reader) -> None:
    told = reader.page.locator(".home-announced")
    expect(told).to_contain_text("เปลี่ยนผู้รับผิดชอบ ๑ กระบวนงาน")
    expect(told).to_be_in_viewport()
    reader.click(told.get_by_role("link").first)
    expect(reader.page.locator("#changes")).to_contain_text("สิ่งที่คำสั่งนี้จะเปลี่ยน")


def a_form_by_its_number(reader: Reader) -> None:
    reader.ask("rg-f-๐๔")
    expect(reader.found.first).to_contain_text("บัญชีสำรวจหนังสือ")


def from_a_usb_stick(reader: Reader) -> None:
    reader.actions += 1  # index.html is opened
    reader.page.goto((reader.site / "index.html").as_uri())
    expect(reader.page.locator("h1")).to_contain_text("คู่มือการปฏิบัติงาน")


def installed(reader: Reader) -> None:
    reader.page.evaluate("dispatchEvent(Object.assign(new Event('beforeinstallprompt'), {prompt: () => { window.asked = true; }}))")
    reader.click(reader.button("ติดตั้งในเครื่องนี้"))
    assert reader.page.evaluate("window.asked")


def a_page_on_paper(reader: Reader) -> None:
    reader.go("การซ่อมหนังสือ")
    reader.press("Control+p")
    reader.page.emulate_media(media="print")
    expect(reader.page.locator(".sop-steps").first).to_be_visible()
    expect(reader.page.locator(".md-header, .md-sidebar, .sop-tools, .sop-report").locator("visible=true")).to_have_count(0)


def my_calendar_followed(reader: Reader) -> None:
    reader.choose("person-datchani")
    reader.actions += 1  # the link opens the reader's own calendar
    link = reader.page.get_by_role("link", name="ติดตามปฏิทิน").get_attribute("href") or ""
    assert link.startswith("webcal://")
    assert (reader.site / "manual" / link.partition("/manual/")[2]).read_text("utf-8").startswith("BEGIN:VCALENDAR")


def whether_it_is_current(reader: Reader) -> None:
    expect(reader.page.locator(".sop-day")).to_contain_text("ข้อมูล ณ วันที่ ๑๐ มีนาคม ๒๕๖๘")
    expect(reader.page.locator(".sop-day")).to_be_in_viewport()


def a_mistake_reported(reader: Reader) -> None:
    reader.page.evaluate("document.addEventListener('click', event => event.preventDefault())")
    link = reader.page.get_by_role("link", name="แจ้งแก้ไขหน้านี้")
    reader.click(link)
    assert unquote(link.get_attribute("href") or "").startswith("mailto:reading@example.org?subject=")


def the_table_into_word(reader: Reader) -> None:
    reader.go("แบบฟอร์มสรุปการจัดหาหนังสือ")
    reader.click(reader.button("คัดลอกตาราง"))
    expect(reader.page.get_by_role("status").filter(has_text="คัดลอกตารางแล้ว")).to_be_visible()
    copied = reader.page.evaluate("(async () => (await (await navigator.clipboard.read())[0].getType('text/html')).text())()")
    assert "<table" in copied and "สำรวจความต้องการ" in copied and "sop-hidden" not in copied


def a_blank_form(reader: Reader) -> None:
    reader.go("ดาวน์โหลดบัญชีสำรวจหนังสือ")
    with reader.page.expect_download() as download:
        reader.click(reader.page.locator("#form-stock-sheet a[download]"))
    assert download.value.suggested_filename == "บัญชีสำรวจ.csv"


TASKS: tuple[tuple[Callable[[Reader], None], int, int], ...] = (
    (who_answers_and_by_which_order, 2, 2), (my_work_in_november, 3, 4), (steps_of_a_committee, 1, 1), (just_the_form_on_paper, 3, 3),
    (a_chart_for_a_letter, 3, 3), (a_link_to_step_four, 3, 3), (what_the_last_order_changes, 1, 1), (a_form_by_its_number, 1, 1),
    (from_a_usb_stick, 1, 1), (installed, 1, 1), (a_page_on_paper, 3, 3), (my_calendar_followed, 2, 2), (whether_it_is_current, 0, 0),
    (a_mistake_reported, 1, 1), (the_table_into_word, 3, 3), (a_blank_form, 3, 3),
)  # fmt: skip
"""Each with the actions it takes on a desktop and on a phone."""


@pytest.mark.parametrize("width", list(WIDTHS))
def test_every_task_ends_at_its_answer_after_so_many_actions(
    reading: Callable[..., BrowserContext], sample_site: Path, serve: Callable[[Path], str], width: int
) -> None:
    context = reading(viewport={"width": width, "height": WIDTHS[width]}, permissions=["clipboard-read", "clipboard-write"])
    for task, desktop, phone in TASKS:
        page = context.new_page()
        page.goto(serve(sample_site) + "manual/index.html")
        page.evaluate("localStorage.clear()")
        reader = Reader(page, sample_site)
        task(reader)
        assert reader.actions == (desktop if width > 1000 else phone), task.__name__
        page.close()
