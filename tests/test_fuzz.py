"""Any valid office, whatever its texts and however odd its shape, is checked, compiled, drawn and printed."""

import json
import re
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser

import icalendar
import pytest

from generator import compile, pdf
from generator.edition import edition
from generator.flow import chart, orgchart
from generator.flow.column import column as flow_column
from generator.flow.graph import graph
from generator.load.loading import load
from generator.pdf import volumes
from generator.publish import files
from generator.rules import check
from generator.source.parsing import Invalid
from tests import LONG
from tests.geometry import column_defects, defects
from tests.offices import office

TIMES = 25 if LONG else 1
OFFICES = 6 * TIMES
"""Of each of the eight parts."""
PRINTED = 2 * TIMES
SHEET = 1500.0
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "path", "circle", "rect", "line", "use"}
OPEN_ENDED = {"p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "colgroup"}
"""Elements that HTML lets end by themselves."""
DEVICES = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


class Nesting(HTMLParser):
    """Ends that have no beginning, and elements that never end."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        """An element without contents."""

    def handle_endtag(self, tag):
        while self.open and self.open[-1] != tag and self.open[-1] in OPEN_ENDED:
            self.open.pop()
        if not self.open or self.open[-1] != tag:
            if tag not in VOID:
                self.wrong.append(tag)
        else:
            self.open.pop()


def faults_of_page(text: str) -> list[str]:
    reader = Nesting()
    reader.feed(re.sub(r"^---\n.*?\n---\n", "", text, flags=re.S).replace("<!--[body]", "").replace("[body]-->", ""))
    reader.close()
    return reader.wrong + [tag for tag in reader.open if tag not in OPEN_ENDED]


READERS = {
    "md": lambda data: faults_of_page(data.decode()),
    "svg": lambda data: ElementTree.fromstring(data) is None,
    "json": lambda data: json.loads(data) is None,
    "ics": lambda data: icalendar.Calendar.from_ical(data) is None,
}


@pytest.mark.parametrize("part", range(8))
def test_any_office_is_checked_and_compiled_into_sound_files(part: int):
    for seed in range(part * OFFICES, (part + 1) * OFFICES):
        made = office(seed)
        manual = load(made)
        for problem in check(manual, made):
            assert problem.message and problem.code and (problem.line > 0 or not problem.file), (seed, problem)
        outputs = compile(manual, sources=made.files)
        paths = [files.safe(o.path) for o in outputs]
        assert len({p.casefold() for p in paths}) == len(paths), seed
        assert not [p for p in paths if any(DEVICES.match(part) for part in p.split("/"))], seed
        for output in outputs:
            kind = output.path.rpartition(".")[2]
            if kind in READERS and not output.path.startswith("assets/"):
                assert not READERS[kind](output.data), (seed, output.path)


FOUND = (17, 261, 372)
"""Offices whose drawings once had a defect: a word too long for a box, the words of a way out on the line above."""


@pytest.mark.parametrize("part", range(4))
def test_any_office_is_drawn_without_a_defect(part: int):
    for seed in (*range(part * OFFICES, (part + 1) * OFFICES), *FOUND[part:][:1]):
        made = edition(load(office(seed)))
        extra = made.protected
        for procedure in made.manual.procedures:
            for sheet in chart.pages(graph(procedure), SHEET, extra):
                assert defects(sheet) == [], (seed, procedure.id)
            column = flow_column(graph(procedure), extra=made.protected)
            assert column_defects(column, [row.height for row in column.rows]) == [], (seed, procedure.id)
        for drawing in (orgchart.structure(made), orgchart.personnel(made), orgchart.workflow(made)):
            assert drawing is None or defects(drawing) == [], seed


@pytest.mark.parametrize("seed", range(PRINTED))
def test_any_office_in_letters_that_the_fonts_have_is_printed(seed: int):
    plans = list(volumes.plans(edition(load(office(seed, wild=0)))))
    for plan in plans[:3] + plans[-2:]:  # the handbook, a person's, a procedure's, the sheets of orders
        assert pdf.printed(plan.volume()).data.startswith(b"%PDF"), plan.path


@pytest.mark.parametrize("seed", range(PRINTED))
def test_any_office_is_printed_or_the_letters_that_cannot_be_are_named(seed: int):
    for plan in list(volumes.plans(edition(load(office(seed)))))[:3]:
        try:
            assert pdf.printed(plan.volume()).data.startswith(b"%PDF"), plan.path
        except Invalid as refused:
            assert {p.code for p in refused.problems} == {"SOP-T016"}, [str(p) for p in refused.problems]
