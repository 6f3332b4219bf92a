"""What a reader asks first is answered where it is read: on the card of a step, at the head of a procedure, at the head of a person's page."""

from __future__ import annotations

import html
import re
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from generator import compile, doers
from generator.documents import by_post, feedback, glance, procedure
from generator.documents import model as m
from generator.edition import Edition, edition
from generator.load.loading import load
from generator.model.registers import Feedback
from generator.source.parsing import read
from tests.conftest import SAMPLE


@pytest.fixture(scope="module")
def made() -> Edition:
    return edition(load(read(SAMPLE)[0]), date(2025, 3, 15))


def card(made: Edition, of: str, step: str) -> dict[str, str]:
    """The card of a step: label -> words."""
    blocks = procedure.sections(made, made.manual.procedure[of])
    items = (item for b in blocks if isinstance(b, m.List) and b.look == "steps" for item in b.items)
    return next({fact.label: m.plain(fact.runs) for fact in item.facts} for item in items if item.anchor == f"step-{step}")


def links(made: Edition, of: str, step: str) -> set[m.Ref]:
    blocks = procedure.sections(made, made.manual.procedure[of])
    items = (item for b in blocks if isinstance(b, m.List) and b.look == "steps" for item in b.items if item.anchor == f"step-{step}")
    return {run.to for item in items for fact in item.facts for run in fact.runs if isinstance(run, m.Link)}


def test_a_card_says_who_by_name_when_how_well_and_with_which_papers(made: Edition) -> None:
    assert card(made, "acquire-books", "survey") == {
        "ผู้รับผิดชอบ": "งานจัดหา: นายบรรณ เรียงชั้น (ผู้รับผิดชอบหลัก)\nสถานศึกษา (เสนอรายชื่อ)",
        "เวลา": "ภาคเรียนละ 1 ครั้ง",
        "มาตรฐานคุณภาพงาน": "ได้รับแบบสำรวจคืนไม่น้อยกว่าร้อยละ 80",
        "ระบบติดตาม/ประเมินผล": "สรุปจำนวนแบบสำรวจที่ได้รับ",
        "เอกสารที่เกี่ยวข้อง": "บันทึกข้อความ",
        "สิ่งนำเข้า": "แบบสำรวจ",
        "ผลผลิต": "สรุปความต้องการ",
        "ความเสี่ยง": "ผู้ตอบน้อย",
        "หมายเหตุ": "ส่งทางอีเมลได้",
    }
    assert card(made, "acquire-books", "list")["รายละเอียดงาน"] == "2.1 จัดทำรายชื่อพร้อมราคา\n๒) เรียงลำดับความสำคัญ"
    assert {m.Ref("person", "ban"), m.Ref("form", "purchase-request")} <= links(made, "acquire-books", "list")


def test_a_card_says_where_a_decision_leads_with_links_and_which_procedure_is_a_part_of_it(made: Edition) -> None:
    assert card(made, "acquire-books", "choose")["ทางออก"].splitlines() == [
        "ถ้าเห็นชอบ → ขั้นตอนที่ 4 สั่งซื้อหนังสือ",
        "ถ้าให้แก้ไข → ขั้นตอนที่ 2 จัดทำรายชื่อหนังสือ",
        "ถ้าไม่เห็นชอบ → “ยุติและแจ้งผู้เสนอ”",
    ]
    assert m.Ref("procedure", "acquire-books", "step-list") in links(made, "acquire-books", "choose")
    assert card(made, "acquire-books", "repair")["กระบวนงานย่อย"] == "4. การซ่อมหนังสือ"
    assert {m.Ref("procedure", "repair-books"), m.Ref("procedure", "acquire-books", "step-receive")} <= links(made, "acquire-books", "repair")
    assert "ทางออก" not in card(made, "acquire-books", "order"), "just on to the next"


def test_a_step_of_a_post_is_its_holders_and_says_so_when_the_post_is_vacant(made: Edition) -> None:
    assert card(made, "mobile-library", "plan")["ผู้รับผิดชอบ"].splitlines()[0] == "หน.เคลื่อนที่: นายคั่นหน้า อ่านต่อ"
    acting = card(made, "annual-stocktake", "s17")["ผู้รับผิดชอบ"]
    assert acting == "ผอ.กลุ่ม: นางสาวดัชนี ค้นคำ (ผู้รักษาการในตำแหน่ง)", "nobody holds it, one acts in it"
    before = edition(made.manual, date(2023, 5, 15))
    assert "หน.เคลื่อนที่: นางสาวดัชนี ค้นคำ" in card(before, "mobile-library", "plan")["ผู้รับผิดชอบ"]
    empty = made.manual.model_copy(update={"people": made.manual.people.model_copy(update={"persons": made.manual.people.persons[:1]}), "orders": ()})
    assert card(edition(empty, made.as_of), "mobile-library", "plan")["ผู้รับผิดชอบ"].startswith("หน.เคลื่อนที่ (ตำแหน่งว่าง)")


def test_a_role_stands_for_its_posts_and_names_them(made: Edition) -> None:
    of = made.manual.procedure["reading-report"]
    assert doers.doers(made, of, "executives") == (("pokkhaeng", "ผอ.สำนักงาน"), ("datchani", "ผู้รักษาการในตำแหน่ง"))


def test_the_steps_of_a_post_are_work_of_its_holder(made: Edition) -> None:
    assert {s.id for p, s in by_post.steps(made, "kradat") if p.id == "annual-stocktake"} == {"s02", "s03", "s12", "s20"}
    assert "s17" in {s.id for _, s in by_post.steps(made, "datchani")}, "acting in the post"
    assert not by_post.steps(made, "muek"), "she has left"


def test_the_head_of_a_procedure_says_who_when_and_with_which_forms_and_leads_to_its_parts(made: Edition) -> None:
    of = made.manual.procedure["acquire-books"]
    facts = {f.label: m.plain(f.runs) for b in glance.head(made, of) if isinstance(b, m.Facts) for f in b.facts}
    assert facts == {"ผู้รับผิดชอบหลัก": "นายบรรณ เรียงชั้น", "ช่วงเวลา": "ตลอดปี", "แบบฟอร์ม": "แบบเสนอรายชื่อหนังสือ\nแบบตรวจรับหนังสือ"}
    ways = [run.to for b in glance.ways(of, tuple(procedure.sections(made, of))) for run in b.runs if isinstance(run, m.Link)]
    assert ways[:4] == [m.Ref("procedure", "acquire-books", part) for part in ("steps", "flowchart", "forms", "summary")]
    assert m.Ref("book", "procedure-acquire-books") in ways
    stocktake = {
        f.label: m.plain(f.runs) for b in glance.head(made, made.manual.procedure["annual-stocktake"]) if isinstance(b, m.Facts) for f in b.facts
    }
    assert stocktake["ช่วงเวลา"] == "ต.ค., ก.ย."


def test_a_mistake_is_told_by_mail_with_page_step_and_edition_and_without_a_server(made: Edition) -> None:
    pages = {o.path: o.data.decode() for o in compile(made.manual, made.as_of) if o.path.endswith(".md")}
    for path, page in pages.items():
        assert page.count('class="sop-report"') == 1, path
    [whole] = re.findall(r'class="sop-report" href="([^"]+)"', pages["procedures/acquire-books.md"])
    address = urlsplit(html.unescape(whole))
    body = parse_qs(address.query)["body"][0]
    assert (address.scheme, address.path) == ("mailto", "reading@example.org")
    assert "หน้า: การจัดหาหนังสือเข้าห้องสมุด" in body and "ฉบับที่ 3 พ.ศ. 2568" in body and "{" not in body
    assert "ทบทวนล่าสุด ๑ กุมภาพันธ์ ๒๕๖๘" in re.sub("<[^>]+>", "", pages["procedures/acquire-books.md"])
    assert "ครบกำหนดทบทวน ๓๐ กันยายน ๒๕๖๙" in re.sub("<[^>]+>", "", pages["forms.md"])


@pytest.mark.parametrize(
    ("told", "begins"),
    [(Feedback(), "mailto:?subject="), (Feedback(url="https://example.org/f?p={page}&s={step}&e={edition}"), "https://example.org/f?p=%E0")],
)
def test_an_office_may_name_a_form_or_nobody(made: Edition, told: Feedback, begins: str) -> None:
    manual = made.manual.model_copy(update={"handbook": made.manual.handbook.model_copy(update={"feedback": told})})
    of = edition(manual, made.as_of)
    found = feedback.address(of, "หน้า")
    assert found.startswith(begins) and "%7Bstep%7D" in found and "%7Bedition%7D" in found and " " not in found
    assert "%7B" not in feedback.whole(of, found)
