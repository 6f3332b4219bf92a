"""What an order says stands once in a book; who answers for a work group is seen on its chart."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

from generator import pdf
from generator.edition import edition
from generator.load.loading import load
from generator.model.orders import RoleKind
from generator.pdf import charts, orders, volumes
from generator.pdf.blocks import Paragraph, SetHeading, SetList, SetPicture
from generator.pdf.typesetter import Setter
from generator.register.words import ROLE_TITLES
from generator.source import parsing

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def real():
    return edition(load(parsing.read(ROOT / "sop")[0]))


@pytest.fixture(scope="module")
def pages(real):
    document = pypdfium2.PdfDocument(pdf.printed(volumes.handbook(real)).data)
    return ["".join(page.get_textpage().get_text_range().split()) for page in document]


def items(blocks):
    return ["".join("".join(item.lines).split()) for block in blocks if isinstance(block, SetList) for item in block.items]


def test_an_order_that_nothing_has_changed_is_printed_once_and_its_page_is_named(real, pages):
    person = real.manual.person[real.manual.handbook.owner]
    first = "".join(real.register.duties[person.id][0].duty.text.split())
    words = "".join(Setter(real).shown(first).split())
    assert sum(words[:40] in page for page in pages) == 1
    standing = next(page for page in pages if words[:40] in page)
    number = re.match("[๐-๙.]+-[๐-๙]+", standing)[0]
    pointing = next(page for page in pages if "ตามที่พิมพ์ไว้ในคำสั่ง" in page)
    assert f"ตามที่พิมพ์ไว้ในคำสั่งหน้า{number}" in pointing


def test_without_the_order_in_the_book_the_duties_stand_in_full(real):
    person = real.manual.person[real.manual.handbook.owner]
    alone = tuple(orders.duties(Setter(real), "หน้าที่", person))
    setter = Setter(real)
    both = (*orders.part(setter, "คำสั่ง", person), *orders.duties(setter, "หน้าที่", person))
    duties = len(items(alone))
    assert duties == len(items(both)) > 25, "once, wherever it stands"
    assert not any(block.page for block in alone if isinstance(block, Paragraph))
    assert [block.page for block in both if isinstance(block, Paragraph) and block.page] == [setter.labels[next(iter(setter.labels))]]


def test_duties_that_a_later_order_changed_stand_as_they_are_now(real, monkeypatch):
    person = real.manual.person[real.manual.handbook.owner]
    setter = Setter(real)
    tuple(orders.part(setter, "คำสั่ง", person))
    (key,) = {held.order for held in real.duties_of(person.id)}
    held = real.duties_of(person.id)[:-1]
    monkeypatch.setitem(real.register.duties, person.id, held)
    made = tuple(orders.duties(setter, "หน้าที่", person))
    assert key and len(items(made)) >= len(held)
    assert not any(block.page for block in made if isinstance(block, Paragraph))


def test_the_chart_of_a_work_group_shows_who_answers_for_its_work(real):
    title = next(p.title for p in real.manual.handbook.parts if p.kind == "personnel")
    shown = next(b for b in charts.personnel(Setter(real), title) if isinstance(b, SetPicture))
    words = [text["text"] for text in shown.drawing["texts"]]
    charged = {p.name for p in real.manual.people.persons if any(c.kind == "procedure" for c in real.charges_of(p.id))}
    assert len(charged) == 3 and charged < set(words)
    assert words.count(ROLE_TITLES[RoleKind.MAIN]) == 1 and words.count(ROLE_TITLES[RoleKind.JOINT]) == 2
    whole = next(b for b in charts.personnel(Setter(real), "แผนภูมิบุคลากร") if isinstance(b, SetPicture))
    assert len(whole.drawing["texts"]) > len(words)


def test_who_is_named_by_a_chart_stands_after_the_signature_and_under_the_charts_name(real):
    said = ["".join(block.lines) if isinstance(block, Paragraph) else "" for block in orders.part(Setter(real), "คำสั่ง")]
    given = next(at for at, text in enumerate(said) if text.startswith("สั่ง ณ วันที่"))
    named = next(at for at, text in enumerate(said) if text.startswith("ผู้รับผิดชอบตาม"))
    assert named > given and said[named] == "ผู้รับผิดชอบตามแผนภูมิบุคลากร"


def test_the_duties_begin_with_the_owner_of_the_book(real):
    owner = real.manual.person[real.manual.handbook.owner]
    people = [block.text for block in orders.duties(Setter(real), "หน้าที่") if isinstance(block, SetHeading) and block.level == 2]
    assert len(people) == 3 and owner.name in people[0]
