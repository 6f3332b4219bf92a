"""Three stories at the desk, played in a browser from the link to the bytes of the file."""

import re
import shutil
import threading
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe

from generator.editing.desk import Desk
from generator.editing.server import server
from tests.conftest import SAMPLE, until

PROCEDURE = "procedures/acquire-books.yml"
SHADES = [(1440, "light"), (390, "dark")]


@pytest.fixture
def desk(tmp_path, reading):
    """A page that came by the link, and the folder behind it."""
    shutil.copytree(SAMPLE, tmp_path / "sop")
    made, link = server(Desk(tmp_path / "sop", lambda _: date(2025, 3, 15), tmp_path / "kept"))
    threading.Thread(target=made.serve_forever, args=(0.02,), daemon=True).start()
    page = reading(viewport={"width": 1440, "height": 900}).new_page()
    page.goto(link)
    page.folder = tmp_path / "sop"
    yield page
    made.shutdown()
    made.server_close()


def told(page, words):
    until(page, f"document.getElementById('said').textContent.includes({words!r})")


def fits(page, name):
    """No sideways scrolling, nothing for axe to complain of, no Latin id among the words."""
    for width, shade in SHADES:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=shade)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)
        found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        assert [(v["id"], [n["html"][:200] for n in v["nodes"]][:3]) for v in found] == [], (name, shade)
        words = page.locator("body").inner_text()
        assert set(re.findall(r"\b[a-z]{3,}(?:-[a-z0-9]+)*", words)) <= {"axe"}, (name, width)
    page.set_viewport_size({"width": 1440, "height": 900})


def test_a_typing_mistake_is_mended_with_the_keyboard_alone_and_taken_back(desk):
    before = (desk.folder / PROCEDURE).read_bytes()
    desk.get_by_role("link", name="การจัดหาหนังสือเข้าห้องสมุด").focus()
    desk.keyboard.press("Enter")
    until(desk, "document.querySelector('.shown svg')")
    fits(desk, "procedure")
    desk.get_by_label("ชื่อกระบวนงาน").focus()
    desk.keyboard.press("End")
    desk.keyboard.type("และสื่อ")
    until(desk, "document.querySelector('.state').textContent.includes('ยังไม่ได้บันทึก')")
    desk.keyboard.press("Control+s")
    told(desk, "บันทึกแล้ว")
    changed = before.replace("title: การจัดหาหนังสือเข้าห้องสมุด\n".encode(), "title: การจัดหาหนังสือเข้าห้องสมุดและสื่อ\n".encode())
    assert (desk.folder / PROCEDURE).read_bytes() == changed
    desk.get_by_role("button", name="ย้อนการบันทึก").press("Enter")
    told(desk, "ย้อนกลับไปก่อนการบันทึก")
    assert (desk.folder / PROCEDURE).read_bytes() == before
    until(desk, "document.querySelector('.shown svg')")  # the same chart as before, in a form drawn anew
    desk.get_by_role("button", name="ทำซ้ำ").press("Enter")
    told(desk, "กลับคืน")
    assert (desk.folder / PROCEDURE).read_bytes() == changed


def test_a_decision_with_a_loop_is_added_and_the_chart_follows(desk):
    desk.get_by_role("link", name="การซ่อมหนังสือ").click()
    until(desk, "document.querySelector('.shown svg')")
    desk.get_by_role("button", name="+ เพิ่มขั้นตอน").click()
    card = desk.locator(".card.step:has(details[open])")
    until(desk, "document.querySelector('.summary')?.textContent.includes('กรอกถ้อยคำในสัญลักษณ์')")
    desk.get_by_role("button", name="บันทึก", exact=True).click()
    told(desk, "เก็บเป็นร่าง")  # nothing half-done comes into the data
    card.get_by_label("ถ้อยคำในสัญลักษณ์ (สั้น)").fill("ตรวจงานซ่อมเรียบร้อยหรือไม่")
    card.get_by_label("ตัดสินใจ").check()
    for words, target in (("เรียบร้อย", "จบ"), ("ไม่เรียบร้อย", "1.")):
        card.get_by_role("button", name="+ เพิ่มทางออก").click()
        way = card.locator(".card.branch").last
        way.get_by_label("ถ้อยคำของทางออก").fill(words)
        choose = way.get_by_label("ไปที่ขั้นตอน")
        choose.select_option(label=next(option for option in choose.locator("option").all_inner_texts() if option.startswith(target)))
    until(desk, "document.querySelector('.shown')?.textContent.includes('ตรวจงานซ่อม')")
    until(desk, "document.querySelector('.summary').hidden || document.querySelector('.summary').matches('.mild')")
    desk.get_by_role("button", name="บันทึก", exact=True).click()
    until(desk, "document.querySelector('.state').textContent === 'บันทึกแล้ว'")
    new = (desk.folder / "procedures/repair-books.yml").read_text("utf-8").splitlines()
    assert [line for line in (SAMPLE / "procedures/repair-books.yml").read_text("utf-8").splitlines() if line not in new] == []
    assert "    kind: decision" in new and any("ไม่เรียบร้อย" in line for line in new)


def test_an_order_shows_its_plan_and_two_clerks_do_not_overwrite_each_other(desk):
    desk.get_by_role("link", name="คำสั่งที่ 20/2568").click()
    until(desk, "document.querySelector('.shown')?.textContent.includes('บุคคลที่เกี่ยวข้อง')")
    fits(desk, "order")
    desk.get_by_label("วันที่มีผลบังคับใช้").fill("๑๖/๕/๒๕๖๘")
    until(desk, "[...document.querySelectorAll('.echo')].some(echo => echo.textContent === 'วันศุกร์ที่ 16 พฤษภาคม 2568')")
    until(desk, "document.querySelector('.shown')?.textContent.includes('๑๖ พฤษภาคม ๒๕๖๘')")
    path = desk.folder / "orders/2568-20.yml"
    path.write_text(
        path.read_text("utf-8").replace("effective: 1 เมษายน 2568", "effective: 2 เมษายน 2568").replace("number: 20", "number: 20  # ตรวจแล้ว"),
        "utf-8",
    )
    desk.get_by_role("button", name="บันทึก", exact=True).click()
    dialog = desk.get_by_role("dialog")
    assert "2 เมษายน 2568" in dialog.inner_text() and "วันที่มีผลบังคับใช้" in dialog.inner_text()
    dialog.get_by_label("ของท่าน").check()
    dialog.get_by_role("button", name="ใช้ค่าที่เลือกและบันทึก").click()
    told(desk, "รวมกับที่ผู้อื่นแก้")
    text = path.read_text("utf-8")
    assert "effective: ๑๖/๕/๒๕๖๘\n" in text and "number: 20  # ตรวจแล้ว\n" in text
    desk.goto(desk.url.partition("#")[0] + "#")
    until(desk, "document.querySelector('.files')")
    fits(desk, "files")
    desk.get_by_text("+ ร่างคำสั่งฉบับต่อไป").click()
    desk.get_by_label("แก้ไขเพิ่มเติมคำสั่งเดิม").check()
    desk.get_by_label("คำสั่งเดิม", exact=True).select_option(value="52/2567")
    desk.get_by_role("button", name="เริ่มร่าง").click()
    until(desk, "document.querySelector('.guided table')")
    desk.get_by_label("ข้อ ๒ ตามคำสั่งใหม่").select_option(label="โอนให้ นายคั่นหน้า อ่านต่อ")
    until(desk, "document.querySelectorAll('.card.change').length === 2")
    until(desk, "document.querySelector('.shown')?.textContent.includes('นายคั่นหน้า อ่านต่อ')")
    fits(desk, "draft")
    desk.get_by_label("ข้อ ๒ ตามคำสั่งใหม่").select_option(label="แบ่งให้ นายคั่นหน้า อ่านต่อ")
    until(desk, "document.querySelectorAll('.guided textarea').length === 1")
    assert desk.get_by_label("ข้อ ๒ ตามคำสั่งใหม่").input_value() == "part khanna"
    desk.get_by_label("ข้อ ๒ ตามคำสั่งใหม่").select_option(label="คงเดิม")
    until(desk, "document.querySelectorAll('.card.change').length === 0")
    desk.locator("#guided-person").select_option(value="kradat")
    desk.get_by_label("บัญชีแนบท้าย ตามคำสั่งใหม่").first.select_option(label="โอนให้ นายคั่นหน้า อ่านต่อ")
    until(desk, "document.querySelectorAll('.card.change').length === 1")
    assert desk.get_by_label("บัญชีแนบท้าย ตามคำสั่งใหม่").first.input_value() == "to khanna"
    desk.get_by_label("บัญชีแนบท้าย ตามคำสั่งใหม่").first.select_option(label="คงเดิม")
    until(desk, "document.querySelectorAll('.card.change').length === 0")
    desk.locator("#guided-person").select_option(value="datchani")
    desk.get_by_label("ข้อ ๓ ตามคำสั่งใหม่").select_option(label="แก้ถ้อยคำ")
    desk.get_by_label("ถ้อยคำใหม่ของข้อ ๓").fill("ดูแลการสำรวจหนังสือประจำปีและรายงานผล")
    desk.get_by_role("button", name="บันทึก", exact=True).click()
    until(desk, "document.querySelector('.state').textContent === 'บันทึกแล้ว'")
    text = (desk.folder / "orders/2568-42.yml").read_text("utf-8")
    assert "action: replace\n" in text and "text: ดูแลการสำรวจหนังสือประจำปีและรายงานผล\n" in text and "text: กำหนดพื้นที่สำรวจ" in text
    desk.goto(desk.url.partition("#")[0] + "#people.yml")
    until(desk, "document.querySelector('.card.person')")
    desk.locator(".card.person summary").first.click()
    fits(desk, "people")


SLOW = """{ const ask = fetch
  window.fetch = async (place, asked) => {
    if (place === 'api/duty') await new Promise(ready => setTimeout(ready, 400))
    return ask(place, asked)
  } }"""


def test_duties_chosen_right_after_each_other_are_all_in_the_order_that_is_saved_at_once(desk):
    desk.get_by_text("+ ร่างคำสั่งฉบับต่อไป").click()
    desk.get_by_label("แก้ไขเพิ่มเติมคำสั่งเดิม").check()
    desk.get_by_label("คำสั่งเดิม", exact=True).select_option(value="52/2567")
    desk.get_by_role("button", name="เริ่มร่าง").click()
    until(desk, "document.querySelector('.guided table')")
    desk.evaluate(SLOW)
    for item in ("ข้อ ๒", "ข้อ ๓"):
        desk.get_by_label(f"{item} ตามคำสั่งใหม่").select_option(label="แก้ถ้อยคำ")
    desk.get_by_role("button", name="บันทึก", exact=True).click()
    until(desk, "document.querySelectorAll('.card.change').length === 2")
    until(desk, "document.querySelector('.state').textContent === 'บันทึกแล้ว'")
    text = (desk.folder / "orders/2568-42.yml").read_text("utf-8")
    assert text.count("action: replace\n") == 2


def test_a_step_of_another_procedure_is_found_by_its_number_and_words(desk):
    desk.goto(desk.url.partition("#")[0] + "#procedures/lend-rare-books.yml")
    card = desk.locator(".card.step", has_text="รับคืนและตรวจสภาพ")
    card.locator("summary").first.click()
    card.locator(":scope > .held > details > .body > .record > details.rest > summary").click()
    link = card.locator(".card.steplink")
    link.locator("summary").first.click()
    steps = link.get_by_label(re.compile(r"^ขั้นตอน \("))
    until(desk, "[...document.querySelectorAll('.card.steplink select')].some(s => s.selectedOptions[0].text === '1. ซ่อมเองได้หรือไม่')")
    link.get_by_label("กระบวนงาน").first.select_option(label="การจัดหาหนังสือเข้าห้องสมุด")
    until(desk, "[...document.querySelectorAll('.card.steplink option')].some(o => o.text === '3. คณะกรรมการพิจารณารายชื่อ')")
    assert steps.locator("option:checked").inner_text() == "ไม่ระบุ"  # it was a step of the other
    steps.select_option(label="3. คณะกรรมการพิจารณารายชื่อ")
    desk.keyboard.press("Control+s")
    told(desk, "บันทึกแล้ว")
    text = (desk.folder / "procedures/lend-rare-books.yml").read_text("utf-8")
    assert re.search(r"procedure: acquire-books(\n +|, )step: ", text)


PAGES = ["handbook.yml", "organization.yml", "calendar.yml", "forms.yml", "references.yml", "orders/2568-33.yml", "procedures/lend-rare-books.yml"]
UNFOLDED = """() => {
  for (let turn = 0; turn < 2; turn++)
    for (const list of document.querySelectorAll('.list, .form > .record')) {
      const fold = list.querySelector('details:not([open])')
      if (fold) fold.open = true
    }
}"""


@pytest.mark.parametrize("name", PAGES)
def test_every_form_fits_both_widths_and_is_accessible_unfolded(desk, name):
    desk.goto(desk.url.partition("#")[0] + f"#{name}")
    until(desk, "document.querySelector('.form .field')")
    desk.evaluate(UNFOLDED)
    until(desk, "document.querySelectorAll('details[open]').length > 1")
    fits(desk, name)
    small = """() => [...document.querySelectorAll('#page button, #page input:not([type=radio]), #page select, #page textarea, #page summary')]
      .filter(one => one.offsetParent && !one.closest('.side') && one.getBoundingClientRect().height < 43.5).map(one => one.outerHTML.slice(0, 80))"""
    assert desk.evaluate(small) == []


def at(page, words, turns=250):
    """Tab on until what has the focus is called so, as somebody without a mouse does."""
    called = """() => {
      const one = document.activeElement
      return one.ariaLabel || [...(one.labels ?? [])].map(label => label.textContent).join(' ') || one.textContent || one.placeholder || ''
    }"""
    heard = []
    for _ in range(turns):
        desk_words = page.evaluate(called)
        heard.append(desk_words[:30])
        if re.search(words, desk_words):
            return
        page.keyboard.press("Tab")
    raise AssertionError((words, heard))


def test_a_decision_is_added_moved_and_another_step_deleted_without_a_mouse(desk):
    keys = desk.keyboard
    at(desk, "^การจัดหาหนังสือเข้าห้องสมุด$")
    keys.press("Enter")
    until(desk, "document.querySelector('.shown svg')")
    at(desk, "^เพิ่มขั้นตอนต่อจากขั้นตอนที่ 2$")
    keys.press("Enter")
    at(desk, "^ถ้อยคำในสัญลักษณ์")
    keys.type("ตรวจรายชื่อครบหรือไม่")
    at(desk, "^ปฏิบัติ$")
    keys.press("ArrowRight")
    until(desk, "document.activeElement.labels?.[0]?.textContent === 'ตัดสินใจ'")
    for words, downs in (("ครบ", 4), ("ไม่ครบ", 6)):
        at(desk, "^\\+ เพิ่มทางออก$")
        keys.press("Enter")
        at(desk, "^ถ้อยคำของทางออก")
        keys.type(words)
        at(desk, "^ไปที่ขั้นตอน")
        for _ in range(downs):
            keys.press("ArrowDown")
    at(desk, "^เลื่อนขั้นตอนที่ 3ขึ้น$")
    keys.press("Enter")
    until(desk, "document.activeElement.closest('.card.step')?.dataset.at === '1'")
    at(desk, "^ลบขั้นตอนที่ 3$")  # the one that it went past
    keys.press("Enter")
    until(desk, "!document.querySelector('.form').textContent.includes('สำรวจความต้องการของผู้อ่าน')")
    keys.press("Control+s")
    until(desk, "/^(บันทึกแล้ว|เก็บเป็นร่าง)/.test(document.getElementById('said').textContent)")
    assert desk.locator(".state").inner_text() == "บันทึกแล้ว", desk.locator(".summary").inner_text()
    text = (desk.folder / PROCEDURE).read_text("utf-8")
    assert re.search("kind: decision\n +label: ตรวจรายชื่อครบหรือไม่\n", text) and "label: ไม่ครบ" in text and "label: สำรวจความต้องการของผู้อ่าน" not in text


def test_a_name_added_to_a_register_in_another_tab_is_offered_at_once(desk):
    desk.goto(desk.url.partition("#")[0] + f"#{PROCEDURE}")
    until(desk, "document.querySelector('.shown svg')")
    desk.get_by_label("ชื่อกระบวนงาน").focus()
    path = desk.folder / "organization.yml"
    path.write_text(path.read_text("utf-8").replace("units:\n", "units:\n  - {id: new-unit, name: งานใหม่เอี่ยม, kind: work_group}\n", 1), "utf-8")
    desk.evaluate("window.dispatchEvent(new Event('focus'))")
    until(desk, "[...document.querySelectorAll('option')].some(one => one.textContent === 'งานใหม่เอี่ยม')")
    assert desk.evaluate("document.activeElement.labels[0].textContent") == "ชื่อกระบวนงาน"
    until(desk, "document.querySelector('.shown svg')")
