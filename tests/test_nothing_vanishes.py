"""Nothing filled in vanishes: every text of every record of an office is looked for on its pages, in its books and in its search.

Both offices are walked, and one in which every field of a procedure is filled with words of its own, so that a field that nobody shows is found
the day it is added to a model. What stands nowhere, or not everywhere, is listed here with the reason.
"""

from __future__ import annotations

import html
import json
import re
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import count
from types import UnionType
from typing import Any

import pytest
import yaml

from benchmarks.search import measure
from generator import compile
from generator.documents import times
from generator.editing.forms import PICKS
from generator.edition import Edition, edition
from generator.html.page import OPEN
from generator.load.loading import load
from generator.model import procedure as p
from generator.model.base import Record
from generator.model.time import Duration
from generator.pdf import proof, volumes
from generator.source import parsing
from generator.source.parsing import Sources
from generator.thai import dates
from generator.thai.digits import to_arabic
from tests.conftest import ROOT, SAMPLE
from tests.test_documents import packed

FOLDERS = {"sample": SAMPLE, "real": ROOT / "sop"}
INSIDE = {"id", "to_confirm", "allow", "file", "fingerprint", "kind"}
"""What the office keeps to itself, and what tells records apart."""
ALL = {"page", "book", "search"}
EXCEPT: dict[str, set[str]] = {
    "Signatory.signature": ALL,  # the name of a file
    "Handbook.source_url": ALL,  # only where a page links to its source
    "Handbook.protected_words": ALL,  # how lines end, not what they say
    "Person.aliases": {"page", "book"},  # other spellings, to be found by
    "Form.attachment": ALL,  # the name of a file, to which a page links
    "Contact.phone": {"book", "search"},  # how somebody is reached today
    "SameWords.words": {"page", "book"},  # what the search takes for the same
    "Person.standing": {"book"},  # the title after the name says it
    "Handbook.workflow_title": {"book"},  # where the part has a title of its own
    "BookPart.title": {"page", "search"},  # parts of the book
    "FormColumn.title": {"search"},  # not what the form says, but how it is laid out
    "SummaryForm.title": {"search"},
    "CalendarWindow.name": {"book"},  # the calendar is not printed
    "Holding.since": {"book"},  # nor is the page of a person
    "Unit.name": {"book"},  # of one that nothing names that is printed
    "Duty.role": {"search"},  # in the words of the charge that it makes
}
"""Fields, and where their words need not stand."""


@dataclass(frozen=True)
class Shown:
    """All that an office shows: of pages, volumes and the index of the search, only letters and Arabic digits."""

    edition: Edition
    page: str
    book: str
    search: str


def shown(of: Edition, procedure: str = "") -> Shown:
    """``procedure``: the one whose volumes alone are looked at."""
    pages = (o.data.decode() for o in compile(of.manual, of.as_of) if o.path.endswith(".md"))
    page = "\n".join(html.unescape(re.sub(r"<[^>]+>", "", text.replace(OPEN, ""))) for text in pages)
    book = "\n".join("".join(proof.said(plan.volume())) for plan in volumes.plans(of) if plan.path.endswith(f"{procedure}.pdf"))
    index = json.loads(measure.index(of).removeprefix("sopSearch.take(").removesuffix(");\n"))
    return Shown(of, *map(plain, (page, book, json.dumps(index, ensure_ascii=False))))


def plain(text: str) -> str:
    """Letters and Arabic digits, days as a manual or as an order writes them."""
    return to_arabic(packed(text)).replace("พ.ศ.", "")


@cache
def office(name: str) -> Shown:
    return shown(edition(load(parsing.read(FOLDERS[name])[0])))


def leaves(record: Record, path: str = "") -> Iterator[tuple[str, str, str]]:
    """The place of each text and day below a record, the model and field that it stands in, and its words."""
    for name in type(record).model_fields:
        if name not in INSIDE:
            yield from _leaves(getattr(record, name), f"{path}.{name}", f"{type(record).__name__}.{name}")


def _leaves(value: Any, path: str, field: str) -> Iterator[tuple[str, str, str]]:
    if isinstance(value, Record):
        yield from leaves(value, path)
    elif isinstance(value, tuple):
        for at, one in enumerate(value):
            yield from _leaves(one, f"{path}[{at}]", field)
    elif isinstance(value, date):
        yield path, field, dates.long(value)
    elif isinstance(value, str) and re.search("[ก-๙]|[A-Z]{2}", value):
        yield path, field, value


def lost(of: Shown, record: Record, where: str) -> Iterator[tuple[str, str]]:
    """The field and the place of what is not found. Days and the numbers of items are nothing to search for."""
    found = list(leaves(record, type(record).__name__))
    assert found
    for path, field, text in found:
        looked_for = where != "search" or not (path.endswith(".no") or re.fullmatch(r"\d+ [ก-๙]+ 2\d{3}", text))
        if looked_for and plain(of.edition.shown(text)) not in getattr(of, where):
            yield field, f"{path}: {text}"


def missed(of: Shown, record: Record, where: str) -> list[str]:
    """Duties are searched as they are in force on the day."""
    held = {one.duty.text for tops in of.edition.register.duties.values() for top in tops for one in top.walk()}
    found = [(field, told) for field, told in lost(of, record, where) if where not in EXCEPT.get(field, ())]
    return [told for field, told in found if (where, field) != ("search", "Duty.text") or told.partition(": ")[2] in held]


def records(of: Edition, where: str) -> Iterator[Record]:
    """Orders that are not in force on the day are in no book."""
    manual = of.manual
    yield from (manual.handbook, manual.organization, manual.people, manual.calendar, manual.forms, manual.references, *manual.procedures)
    yield from (order for order in manual.orders if where != "book" or order.key in of.register.in_force)


@pytest.mark.parametrize("name", FOLDERS)
@pytest.mark.parametrize("where", ["page", "book", "search"])
def test_every_text_of_an_office_is_found(name, where):
    of = office(name)
    assert [text for record in records(of.edition, where) for text in missed(of, record, where)] == []


def test_no_exception_is_made_for_nothing():
    needed = {(field, where) for of in map(office, FOLDERS) for where in ALL for r in records(of.edition, where) for field, _ in lost(of, r, where)}
    made = {(field, where) for field, places in EXCEPT.items() for where in places}
    assert made - needed == {(field, where) for field in ("Handbook.source_url", "Signatory.signature") for where in ALL}  # no office here has them


class Filler:
    """Data for a record with every field filled in: texts and days that stand nowhere else, ids of the sample office."""

    def __init__(self, ids: dict[str, str]) -> None:
        self.ids, self.texts, self.days = ids, count(1), count(date(2101, 1, 1).toordinal(), 40)

    def record(self, of: type[Record], deep: int = 2, **own: Any) -> dict[str, Any]:
        fields = {about.alias or name: (name, about) for name, about in of.model_fields.items() if name not in INSIDE or name == "kind"}
        wanted = {key: field for key, field in fields.items() if key not in own and not field[1].json_schema_extra}
        made = {key: self.value(of, name, about.annotation, deep) for key, (name, about) in wanted.items()} | own
        return {key: value for key, value in made.items() if value is not None}

    def value(self, kind: type[Record], name: str, hint: Any, deep: int) -> Any:
        inner = [part for part in typing.get_args(hint) if part is not type(None)]
        origin = typing.get_origin(hint)
        if pick := PICKS.get((kind, name)):
            return self.ids[pick]
        if origin is typing.Annotated or origin in (typing.Union, UnionType):
            return self.value(kind, name, inner[0], deep)
        if origin is typing.Literal:
            return inner[0]
        if origin is tuple:
            return [] if inner[0] is kind and not deep else [self.value(kind, name, inner[0], deep - 1)]
        if isinstance(hint, type) and issubclass(hint, Record):
            return self.record(hint, deep, **FIXED.get(hint, {}))
        plain: dict[Any, Any] = {date: lambda: date.fromordinal(next(self.days)).isoformat(), int: lambda: 2, float: lambda: 2, bool: lambda: "ไม่ใช่"}
        return plain[hint]() if hint in plain else f"ถ้อยคำที่{next(self.texts):04}"


GAPS = {"not_applicable": None, "not_known": None}
"""Of what is empty: tests/test_gaps.py."""
FIXED: dict[type, dict[str, Any]] = {
    Duration: {"kind": "duration", "min": 3, "max": 5, "text": None},
    p.Signatory: {"person": None, "signature": None},
    p.Party: {"kind": "handover"},
    p.Lanes: {"shown": "ใช่"},
    p.Control: GAPS,
    p.Replaced: {"procedure": None},
    p.StepLink: {"step": "look"},
    p.Summary: {"columns": None},  # of the handbook, as the case has them; tests/test_tables.py
}


@cache
def maximal(without: str, columns: str = "") -> Shown:
    """The sample office with a procedure of which every field is filled; its start and its end, too."""
    files = dict(parsing.read(SAMPLE)[0].files)
    fill = Filler({"actor": "librarian", "unit": "acquisition", "form": "repair-slip", "reference": "reading-act", "procedure": "repair-books",
                   "post": "librarian", "person": "ban", "window": "term-1", "step": "middle"})  # fmt: skip
    ways = {"branches": [], "next": [], "connector": None, "no": None, **GAPS, "entry": "look"}  # a circle is drawn only where a chart needs one
    steps = [fill.record(p.Step, **ways, id=id_, kind=kind) for id_, kind in (("first", "start"), ("middle", "subprocess"), ("last", "end"))]
    made = fill.record(p.Procedure, steps=steps, unit="acquisition", lanes=None, **GAPS)  # lanes: tests/test_lanes.py
    for step in (made["steps"][0], made["steps"][2]):
        step["procedure"] = step["entry"] = None
    files["procedures/maximal.yml"] = json.dumps(made, ensure_ascii=False, indent=1)
    book = yaml.load(files["handbook.yml"], yaml.BaseLoader)
    book["procedures"].append("maximal")
    book["sections"] = [s for s in book["sections"] if s["kind"] != without]
    if columns:
        book["form"] = {"columns": [{"field": field, "title": f"ช่อง{n}", "width": 20} for n, field in enumerate(columns.split(), 1)]}
    files["handbook.yml"] = json.dumps(book, ensure_ascii=False, indent=1)
    return shown(edition(load(Sources(files))), "maximal")


@pytest.mark.parametrize(("without", "columns"), [("", ""), ("steps", ""), ("summary", ""), ("", "no flow detail"), ("steps", "flow responsible")])
@pytest.mark.parametrize("where", ["page", "book", "search"])
def test_every_field_of_a_procedure_is_found_where_it_is_filled(without, columns, where):
    of = maximal(without, columns)
    made = of.edition.manual.procedure["maximal"]
    assert len(list(leaves(made))) > 60, "the procedure is not filled"
    own = "" if without != "summary" or where == "book" else "Procedure.summary"  # of a form that has no place there
    assert [told for told in missed(of, made, where) if not own or not told.startswith(own)] == []
    said = [times.text(t, of.edition.manual.calendar) for step in made.steps for t in step.time]
    assert len(said) == 3 and all(plain(words) in getattr(of, where) for words in said)
