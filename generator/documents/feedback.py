"""How a reader tells the office of a mistake, and when a page was last reviewed. Works without a server: by mail, or by a form elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.parse import quote

from generator.documents import identity
from generator.edition import Edition
from generator.model.procedure import Control, Procedure
from generator.thai import dates

REPORT, REVIEWED, DUE = "แจ้งแก้ไขหน้านี้", "ทบทวนล่าสุด", "ครบกำหนดทบทวน"
SUBJECT = "แจ้งแก้ไขคู่มือ"
BODY = "หน้า: {page}\r\nขั้นตอน: {step}\r\nฉบับ: {edition}\r\n\r\nข้อความที่ควรแก้ไข:\r\n"
PAGE, STEP, EDITION = "{page}", "{step}", "{edition}"
"""What is filled in: by the page, and where it is pressed (``reader.js``)."""


def address(edition: Edition, page: str = PAGE) -> str:
    """Where a mistake on a page is told: the form of the office, else a mail, to whom it may concern if the office names no address.

    ``{step}`` and ``{edition}`` stay, percent-encoded, to be filled in by what reads it; see :func:`whole`.
    """
    told = edition.manual.handbook.feedback
    if told.url:
        found = told.url.replace(PAGE, quote(page))
        return found.replace(STEP, quote(STEP)).replace(EDITION, quote(EDITION))
    return f"mailto:{told.email or ''}?subject={quote(f'{SUBJECT}: {page}')}&body={quote(BODY.replace(PAGE, page))}"


def whole(edition: Edition, found: str) -> str:
    """The same for who reads without scripts: no step, the edition of the handbook."""
    return found.replace(quote(STEP), "").replace(quote(EDITION), quote(identity.of_handbook(edition)))


def review(edition: Edition, of: Procedure | None) -> Iterator[str]:
    """``ทบทวนล่าสุด 1 ตุลาคม 2567``, ``ครบกำหนดทบทวน ...``: of a procedure, else of the handbook; only what is known."""
    general = edition.manual.handbook.control
    own = of.control if of else general
    last, due = _last(own) or _last(general), own.over(general, "review_due")
    yield from (f"{words} {dates.long(day)}" for words, day in ((REVIEWED, last), (DUE, due)) if day)


def _last(of: Control) -> date | None:
    days = [of.reviewed_by.date if of.reviewed_by else None, *(revision.date for revision in of.history)]
    return max((day for day in days if day), default=None)
