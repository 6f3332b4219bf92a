"""What the foot of a printed sheet says, so that a loose sheet can be filed: of which document, edition and order it is.

Nothing here changes with the date of the data alone: else every sheet would have to be exchanged after each change anywhere.
"""

from __future__ import annotations

from generator.documents import basis, control
from generator.documents.model import plain
from generator.edition import Edition
from generator.model.orders import Order
from generator.model.procedure import Procedure
from generator.register.words import number, order_name
from generator.thai import dates

PAGE_OF = "หน้า {} จาก {}"
SHEETS = "บัญชีแผ่นที่ใช้อยู่"
SHEET_HEADS = ("แผ่น", "เรื่อง", "ฉบับ", "รหัสแผ่น")
TO = "ถึง"
BETWEEN = " · "
LABELS = frozenset({"รหัสเอกสาร", "ฉบับที่", "แก้ไขครั้งที่", "วันที่บังคับใช้"})


def of_handbook(edition: Edition) -> str:
    """``คู่มือการปฏิบัติงาน ฉบับที่ 2 พ.ศ. 2568``; the number only where year or date are known, else nobody has fixed it."""
    handbook = edition.manual.handbook
    return BETWEEN.join((handbook.title, *edition_words(edition)[:1]))


def edition_words(edition: Edition) -> tuple[str, ...]:
    """``ฉบับที่ 3 พ.ศ. 2568`` and the date of the handbook's edition; only what is known."""
    own = edition.manual.handbook.edition
    if own.date is None and own.year is None:
        return ()
    return (f"ฉบับที่ {own.number}" + (f" พ.ศ. {own.year}" if own.year else ""), *([dates.long(own.date)] if own.date else []))


def of_procedure(edition: Edition, procedure: Procedure) -> str:
    """Code, edition, revision and date of effect, as far as they are known, else the handbook's; then the orders behind it."""
    facts = control.facts(procedure.control, edition.manual.handbook.control)
    own = [f"{fact.label} {plain(fact.runs)}" for fact in facts if fact.label in LABELS] or [of_handbook(edition)]
    rests = [f"คำสั่ง{number((b.amended or b.order).key)}" for b in basis.of_procedure(edition, procedure.id)[:2]]
    return BETWEEN.join((*own, *rests))


def of_order(edition: Edition, order: Order) -> str:
    """``คำสั่งสำนักงาน… ที่ 248/2565 สั่ง ณ วันที่ …``"""
    return f"{order_name(edition.manual, order.key)} สั่ง ณ วันที่ {dates.signed(order.signed)}"


def address(edition: Edition, href: str) -> str:
    """Where a page of the published site is read, from its address below ``manual/``; empty if the handbook does not say where the site is."""
    site = edition.manual.handbook.site_url
    return f"{site.rstrip('/')}/manual/{href}" if site else ""
