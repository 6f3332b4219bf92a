"""The volume of an order, to file and to sign: also for whom it begins later than its first day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from generator.edition import edition
from generator.load.loading import load
from generator.model.orders import OrderKey
from generator.pdf import volumes
from generator.pdf.blocks import SetHeading
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
