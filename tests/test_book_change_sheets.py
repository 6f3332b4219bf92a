"""The volume of an order, to file and to sign: also for whom it begins later than its first day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from generator.edition import edition
from generator.load.loading import load
from generator.model.orders import OrderKey
from generator.pdf import volumes
from generator.pdf.blocks import SetHeading, Signature
from generator.source import parsing
from generator.source.parsing import Sources
from tests.test_commands_orders import IN_TURN

SAMPLE = Path(__file__).parent / "sample" / "sop"


def test_the_volume_of_an_order_has_a_sheet_for_whoever_begins_later():
    sources = parsing.read(SAMPLE)[0]
    manual = load(Sources({**sources.files, "orders/2568-30.yml": IN_TURN}))
    blocks = volumes.changes(edition(manual, date(2025, 4, 8)), manual.order[OrderKey("reading-office", 30, 2568)]).blocks
    words = ["".join(str(b).split()) for b in blocks if isinstance(b, SetHeading)]
    found = [n for n, text in enumerate(words) if "ใบรับทราบการมอบหมายหน้าที่ของ" in text.replace("\u2060", "").replace("\u200b", "")]
    assert len(found) == 2  # the one who acts first, and the one who acts after


def test_two_that_sign_stand_side_by_side_and_a_third_never_goes_over_alone():
    made = edition(load(parsing.read(SAMPLE)[0]))
    blocks = volumes.changes(made, made.order(OrderKey("reading-office", 52, 2567))).blocks
    signed = [b for b in blocks if isinstance(b, Signature)]
    handed = [b for b in signed if b.left]
    assert len(handed) == 4 and all(b.keep and "ผู้ส่งมอบ" in b.left[0] and "ผู้รับมอบ" in b.lines[0] for b in handed)
    after = [blocks[blocks.index(b) + 1] for b in handed]
    assert all(isinstance(b, Signature) and "พยาน" in b.lines[0] and not b.left and not b.keep for b in after)
    assert len(signed) == 4 + 4 + 4  # those of four acknowledgments stand alone


def test_the_foot_of_its_first_page_names_the_order_once():
    made = edition(load(parsing.read(SAMPLE)[0]))
    volume = volumes.changes(made, made.order(OrderKey("reading-office", 52, 2567)))
    assert "ข้อมูล ณ วันที่" in " ".join(volume.foot) and "ตามคำสั่ง" not in " ".join(volume.foot)
    assert "ตามคำสั่ง" in volume.description
