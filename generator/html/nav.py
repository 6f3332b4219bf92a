"""The navigation and the site's names, as a MkDocs file that ``mkdocs.yml`` takes in with ``INHERIT``."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from generator.documents import basis, feedback
from generator.html import emblem, text
from generator.html.links import links_from
from generator.html.page import Page, plain_title
from generator.html.shell import Site
from generator.output import Output
from generator.register.horizon import reason
from generator.register.words import number
from generator.thai import dates

LINKS = links_from("index.md")
PATH = ".site.yml"
FEW, GROUP = 60, 50
"""Pages that a tab lists as they are; above that, pages in a group."""
MANY, SECTION = 40, 20
"""Groups that a tab lists as they are; above that, groups in a section."""
Entry = dict[str, Any] | str
Tab = tuple[str, Sequence[Page]]
"""The title of a tab and its pages, in order."""

HELP = {
    "วิธีใช้": [
        {"อ่านคู่มือนี้": "help/index.md"},
        {"ปฏิทินในโทรศัพท์และคอมพิวเตอร์": "help/calendar.md"},
    ],
    "สำหรับผู้ดูแลข้อมูล": [
        {"ดูแลข้อมูล": "help/clerk.md"},
        {"เริ่มสำนักงานใหม่": "help/new-office.md"},
        {"เผยแพร่เว็บไซต์": "help/publish.md"},
        {"โต๊ะทำงาน": "help/desk.md"},
        {"เขียนกระบวนงาน": "help/procedures.md"},
        {"คำสั่งมอบหมายหน้าที่": "help/orders.md"},
        {"เขียนคำสั่ง": "help/writing-orders.md"},
        {"กฎการตรวจข้อมูล": "help/rules.md"},
        {"ขนาดที่รองรับ": "help/scale.md"},
    ],
}
"""Hand-written pages in ``docs/``: for every reader, and apart from them for those who keep the data."""


def output(made: Site, found: Iterable[Tab]) -> Output:
    """``.site.yml``: written as JSON, which is YAML that every reader agrees on."""
    handbook, edition = made.manual.handbook, made.edition
    values = {
        "site_name": plain_title(handbook.title),
        "site_description": plain_title(f"{handbook.title} {edition.group.name} {edition.office.name}"),
        "copyright": plain_title(edition.office.name),
        "extra": {
            "group": plain_title(edition.group.name),
            "office": plain_title(edition.office.name),
            "as_of": plain_title(made.shown(basis.as_of(edition))),
            "emblem": f"manual/{shown}" if (shown := emblem.address(made)) else "",
            "turn": _turn(made),
            "feedback": feedback.whole(edition, feedback.address(edition)).replace("%7Bpage%7D", feedback.PAGE),
            "report": feedback.REPORT,
            "homepage": "manual/index.html",
        },
        "nav": tabs(found, lambda title: text.marked(plain_title(made.shown(title)), edition.protected, text.BREAK)),
    }
    return Output(PATH, (json.dumps(values, ensure_ascii=False, indent=1) + "\n").encode())


def _turn(made: Site) -> dict[str, str] | None:
    """What a page opened after the next change says (see ``theme-start.js``): from which day on (ISO), in which words (HTML), where to read more."""
    turn = made.edition.turn
    if turn is None:
        return None
    told = {"words": f"ตั้งแต่วันที่ {dates.long(turn.day)} {reason(made.manual, turn)} ให้ดูฉบับใหม่"}
    told |= {"link": f"อ่านคำสั่ง{number(turn.orders[0])}"} if turn.orders else {}
    marked = {name: text.unbroken(made.shown(words), made.edition.protected) for name, words in told.items()}
    return {"day": turn.day.isoformat(), **marked, **({"href": f"manual/{LINKS.order(turn.orders[0])}"} if turn.orders else {})}


def tabs(found: Iterable[Tab], named: Callable[[str], str] = plain_title) -> list[dict[str, Any]]:
    """The tabs with their pages, whose titles ``named`` makes fit for the theme; a tab without pages is not there. Last the hand-written help."""
    made = [{title: _file(mine[0]) if len(mine) == 1 else _grouped(_entries(mine, named), named)} for title, mine in found if mine]
    return [*made, *({section: pages} for section, pages in HELP.items())]


def _grouped(entries: list[Entry], named: Callable[[str], str]) -> list[Any]:
    """A long list in groups of fifty, a very long one in sections of groups: every page carries the lists that it stands in,
    so a thousand pages in one would be a million lines.
    """
    if len(entries) <= FEW:
        return entries
    heads = [e for e in entries if isinstance(e, str)]
    rest: list[Any] = [e for e in entries if not isinstance(e, str)]
    total = len(rest)
    groups = _parted(rest, GROUP, GROUP, total, named)
    return [*heads, *(groups if len(groups) <= MANY else _parted(groups, SECTION, SECTION * GROUP, total, named))]


def _parted(entries: list[Any], size: int, pages: int, total: int, named: Callable[[str], str]) -> list[Any]:
    """Entries in parts of ``size``, each named by the first and last of the ``pages`` (of ``total``) that stand in it."""
    parts = (entries[at : at + size] for at in range(0, len(entries), size))
    return [{named(f"ลำดับที่ {n * pages + 1}–{min((n + 1) * pages, total)}"): part} for n, part in enumerate(parts)]


def _entries(pages: Sequence[Page], named: Callable[[str], str]) -> list[Entry]:
    """Pages one by one; those of one group together, where the first of them stood."""
    found: dict[str, list[Page]] = {}
    for page in pages:
        found.setdefault(page.group or page.path, []).append(page)
    return [{named(name): [_entry(p, named) for p in held]} if held[0].group else _entry(held[0], named) for name, held in found.items()]


def _file(page: Page) -> str:
    return f"manual/{page.path}"


def _entry(page: Page, named: Callable[[str], str]) -> Entry:
    """An index page lends its section its address (navigation.indexes), so it goes without a title of its own."""
    return _file(page) if page.path.endswith("/index.md") else {named(page.nav_title or page.title): _file(page)}
