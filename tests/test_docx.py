"""Papers as Word files: valid, whole, the same each time, and readable again."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from itertools import count, pairwise
from pathlib import Path
from xml.etree import ElementTree

import docx
import pytest

from generator import compile
from generator.cli import making
from generator.documents import form_table, order
from generator.documents import model as m
from generator.documents import procedure as procedures
from generator.docx import papers
from generator.docx.form import passes
from generator.docx.paper import roomy
from generator.docx.values import NAMESPACE
from generator.drawing import drawingml
from generator.drawing.drawingml import GroupPlace
from generator.drawing.model import Drawing, Label, Line, Symbol
from generator.drawing.shapes import SHAPES
from generator.edition import edition
from generator.flow.column import column as flow_column
from generator.flow.fit import CHART, COLUMN, fit
from generator.load.loading import load
from generator.model.handbook import PrintSettings
from generator.source import parsing
from generator.thai.digits import to_arabic
from tests import offices
from tests.ooxml_order import faults
from tests.test_documents import packed, texts

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = {"real": ROOT / "sop", "sample": ROOT / "tests/sample/sop"}
VALIDATOR = os.environ.get("SOP_OOXML_VALIDATOR", "")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SOP = f"{{{NAMESPACE}}}"


def sources(name):
    return parsing.read(FOLDERS[name])[0]


def made(found):
    of = edition(load(found))
    return of, {o.path: o.data for o in (papers.output(of, found.files, job) for job in papers.papers(of))}


@pytest.fixture(scope="module", params=FOLDERS)
def office(request):
    """The edition and every paper of an office."""
    return made(sources(request.param))


def written(of, blocks):
    """Some blocks as a file."""
    return papers.output(of, {}, papers.PaperJob("x", "x", "x", "", lambda: blocks)).data


@pytest.mark.parametrize("sides", [1, 2])
def test_margins_are_mirrored_where_leaves_are_printed_on_both_sides(sides):
    """As in the books; the settings stand in the sequence of the schema."""
    found = load(sources("sample"))
    own = found.handbook.model_copy(update={"print": PrintSettings(sides=sides)})
    data = written(edition(found.model_copy(update={"handbook": own})), [m.Para(("ข้อความ",))])
    kinds = [found.tag.removeprefix(W) for found in tree(data, "word/settings.xml")]
    assert kinds[: kinds.index("defaultTabStop")] == ["zoom", *(["mirrorMargins"] if sides == 2 else [])]


def part(data, name="word/document.xml"):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def tree(data, name="word/document.xml"):
    return ElementTree.fromstring(part(data, name))


def words(data):
    """All words of a paper without its spaces, in Arabic digits."""
    return to_arabic(packed("".join(t.text or "" for t in tree(data).iter(f"{W}t"))))


def test_every_paper_has_what_the_schema_asks_for_in_its_sequence(office):
    _, found = office
    assert len(found) > 5
    for path, data in found.items():
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [n for n in archive.namelist() if n.endswith(".xml") and n.startswith("word/")]
            assert len(names) == 6
            assert [f for n in names for f in faults(archive.read(n))] == [], path


@pytest.mark.skipif(not VALIDATOR, reason="SOP_OOXML_VALIDATOR names no validator: no Node, or not Linux; the table of sequences stands for it")
def test_the_open_xml_sdk_finds_no_error(office, tmp_path):
    def said(path):
        (file := tmp_path / Path(path).name).write_bytes(office[1][path])
        done = subprocess.run([VALIDATOR, str(file), "Office2016"], capture_output=True, text=True, check=True)
        return [(path, e["xPath"], e["description"]) for e in json.loads(done.stdout)["errors"]]

    Path(VALIDATOR).chmod(0o755)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        assert [e for errors in pool.map(said, office[1]) for e in errors] == []


def test_another_reader_opens_every_paper(office):
    of, found = office
    for path, data in found.items():
        read = docx.Document(io.BytesIO(data))
        assert read.core_properties.title and read.styles["Body"].font.size.pt == 16, path
        assert of.manual.fingerprint in read.sections[0].footer.paragraphs[-1].text
        section = read.sections[0]
        assert [round(x.cm, 1) for x in (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)] in (
            [3.0, 2.0, 2.5, 2.0],
            [2.5, 2.0, 3.0, 2.0],
        )


def test_every_text_of_a_form_stands_in_it(office):
    of, found = office
    count = 0
    for procedure in of.manual.procedures:
        table, said = form_table.form(of, procedure), words(found[f"books/form-{procedure.id}.docx"])
        wanted = [table.title, table.work, table.office, table.group, *table.objectives, *table.references, *(c.title for c in table.columns)]
        wanted += [x for row in table.rows for cell in row.cells for line in cell.lines for x in (line.no, line.text)]
        wanted += [row.node.label for row in table.rows] if table.has_flow else []
        for text in wanted:
            assert to_arabic(packed(text)) in said, (procedure.id, text)
            count += 1
    assert count > 100


def test_a_procedure_has_every_section_its_chart_and_its_form(office):
    of, found = office
    for procedure in of.manual.procedures:
        data = found[f"books/procedure-{procedure.id}.docx"]
        said = words(data)
        for text in texts((*procedures.head(of, procedure), *procedures.sections(of, procedure))):
            assert to_arabic(packed(text)) in said, (procedure.id, text)
        kinds = {type(block) for block in procedures.sections(of, procedure)}
        assert (m.Flowchart in kinds) <= (b"wp:inline" in part(data)) and (m.SummarySheet in kinds) <= (b"wp:anchor" in part(data))


def test_numbers_of_orders_are_text(office):
    of, found = office
    for one in of.manual.orders:
        data = found[f"books/order-{one.key.slug}.docx"]
        said = words(data)
        assert b"w:numPr" not in part(data)
        for text in texts(order.whole(of, one)):
            assert to_arabic(packed(of.shown(text, "book"))) in said, (one.key, text)


def test_complex_script_has_every_size_and_weight_and_every_number_is_there_once(office):
    for path, data in office[1].items():
        for name in ("word/document.xml", "word/styles.xml"):
            for look in tree(data, name).iter(f"{W}rPr"):
                sizes = [look.find(f"{W}{n}") for n in ("sz", "szCs", "b", "bCs")]
                assert (sizes[0] is None) == (sizes[1] is None) and (sizes[2] is None) == (sizes[3] is None), path
        xml = part(data).decode()
        for numbers in (re.findall(r'<(?:wp:docPr|wps:cNvPr) id="(\d+)"', xml), re.findall(r'<w:bookmarkStart w:id="(\d+)"', xml)):
            assert len(numbers) == len(set(numbers)), path
        assert set(re.findall(r'<w:bookmarkStart w:id="(\d+)"', xml)) == set(re.findall(r'<w:bookmarkEnd w:id="(\d+)"', xml)), path
        assert "mc:Fallback" not in xml and 'bidi="th-TH"' in part(data, "word/styles.xml").decode()


def test_no_signature_stands_alone_and_none_is_parted(office):
    """What stands above a line of a signature stays on its page; another signature may end there."""
    count = 0
    for path, data in office[1].items():
        styles = {s.attrib[f"{W}styleId"] for s in tree(data, "word/styles.xml").iter(f"{W}style") if s.find(f"{W}pPr/{W}keepNext") is not None}
        for above, line in pairwise(tree(data).iter(f"{W}p")):
            if style(line) == "Signature" and not (style(above) == "Signature" and line.find(f"{W}pPr/{W}spacing") is not None):
                assert style(above) in styles or above.find(f"{W}pPr/{W}keepNext") is not None, (path, "".join(line.itertext()))
                count += 1
    assert count > 5


def style(line):
    found = line.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.attrib[f"{W}val"]


def borders(row):
    """Where the cells of a row are divided by a flow line, twips from the left edge of the table."""
    edges, left = set(), 0
    for cell in row.iter(f"{W}tc"):
        if cell.find(f"{W}tcPr/{W}tcBorders/{W}left") is not None:
            edges.add(left)
        left += int(cell.find(f"{W}tcPr/{W}tcW").attrib[f"{W}w"])
    return edges


def test_every_line_that_leaves_a_row_enters_the_next_at_the_same_place(office):
    of, _ = office
    crossings = 0
    for procedure in of.manual.procedures:
        rows = flow_column(form_table.form(of, procedure).graph, extra=of.protected, sizes=roomy(COLUMN)).rows
        for above, below in pairwise(rows):
            entering = {x for line in below.lines for x, y in line.points if y <= 0}
            assert passes(above) and passes(above) <= entering, procedure.id
            crossings += len(passes(above))
        assert not passes(rows[-1])
    assert crossings > 20


def test_flow_lines_are_borders_of_cells_where_they_leave_their_row(office):
    of, found = office
    for procedure in of.manual.procedures:
        table = form_table.form(of, procedure)
        if not table.has_flow:
            continue
        drawn = flow_column(table.graph, extra=of.protected, sizes=roomy(COLUMN)).rows
        _, steps = list(tree(found[f"books/form-{procedure.id}.docx"]).iter(f"{W}tbl"))
        rows = [row for row in steps.iter(f"{W}tr") if row.find(f".//{W}drawing") is not None][: len(drawn)]
        assert [len(borders(row)) for row in rows] == [len(passes(d)) for d in drawn], procedure.id
        grid = [int(c.attrib[f"{W}w"]) for c in steps.iter(f"{W}gridCol")]
        assert all(w > 0 for w in grid)
        for row in steps.iter(f"{W}tr"):
            spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.iter(f"{W}tc")]
            assert sum(1 if s is None else int(s.attrib[f"{W}val"]) for s in spans) == len(grid), procedure.id


def text_between(root, name):
    """The words from a bookmark to its end."""
    said, inside, number = [], False, ""
    for element in root.iter():
        if element.tag == f"{W}bookmarkStart" and element.attrib[f"{W}name"] == name:
            inside, number = True, element.attrib[f"{W}id"]
        elif element.tag == f"{W}bookmarkEnd" and element.attrib[f"{W}id"] == number and inside:
            return "".join(said)
        elif inside and element.tag == f"{W}t":
            said.append(element.text or "")
    raise AssertionError(f"no end of {name}")


def test_a_paper_carries_its_source_and_says_where_its_values_stand(office):
    of, found = office
    total = 0
    for path, data in found.items():
        carried, root = tree(data, "customXml/item1.xml"), tree(data)
        assert carried.attrib["fingerprint"] == of.manual.fingerprint
        files = {s.attrib["file"]: s.text for s in carried.iter(f"{SOP}source")}
        assert len(files) == 1, path
        for name, text in files.items():
            assert text in [parsing.read(folder)[0].files.get(name) for folder in FOLDERS.values()]
        for value in carried.iter(f"{SOP}value"):
            there = parsing.parse(value.attrib["file"], files[value.attrib["file"]])
            for key in value.attrib["path"].split("/"):
                there = there[int(key)] if isinstance(there, list) else there.get(key, "") if isinstance(there, dict) else there
            said = text_between(root, value.attrib["bookmark"])
            if isinstance(there, str) and there and "/time" not in value.attrib["path"] and "/actors" not in value.attrib["path"]:
                assert to_arabic(packed(there)) in to_arabic(packed(said)), (path, value.attrib["path"])
            total += 1
    assert total > 50


def test_every_step_and_every_item_of_an_order_can_be_found_again(office):
    of, found = office
    for procedure in of.manual.procedures:
        known = {v.attrib["path"] for v in tree(found[f"books/form-{procedure.id}.docx"], "customXml/item1.xml").iter(f"{SOP}value")}
        for row in form_table.form(of, procedure).rows:
            if row.node.step and row.no:
                at = procedure.steps.index(row.node.step)
                assert f"steps/{at}/label" in known and f"steps/{at}/detail" in known, (procedure.id, at)
    marked = every = 0
    name = "real" if of.manual.order.keys() == {o.key for o in load(sources("real")).orders} else "sample"
    for one in of.manual.orders:
        known = {v.attrib["path"] for v in tree(found[f"books/order-{one.key.slug}.docx"], "customXml/item1.xml").iter(f"{SOP}value")}
        data = parsing.parse(one.file, sources(name).files[one.file])
        wanted = {
            "/".join(map(str, path)) for path, _ in parsing.scalars(data) if path[0] == "assignments" and "duties" in path and path[-1] == "text"
        }
        marked, every = marked + len(wanted & known), every + len(wanted)
    assert every > 20 and marked > 0.9 * every


def test_two_builds_make_the_same_bytes_and_no_form_is_large(office):
    of, found = office
    again = made(sources("real" if "2565-248" in "".join(found) else "sample"))[1]
    assert again == found
    for procedure in of.manual.procedures:
        assert len(found[f"books/form-{procedure.id}.docx"]) < 60_000


def test_a_hundred_forms_take_less_than_five_seconds(office):
    of, _ = office
    forms = [p for p in of.manual.procedures]
    begun = time.process_time()
    for n in range(100):
        papers.output(of, {}, papers.form(of, forms[n % len(forms)]))
    assert time.process_time() - begun < 5


@pytest.mark.parametrize("seed", range(6))
def test_whatever_an_office_writes_its_papers_are_well_formed(seed):
    found = offices.office(seed, wild=0.8)
    _, outputs = made(found)
    for path, data in outputs.items():
        assert list(faults(part(data))) == [] and words(data), path


def test_a_drawing_is_one_group_whose_first_shape_fills_it():
    drawing = Drawing(
        100, 50, (Symbol("decision", 50, 25, 60, 40, ("<ใช่>", "&")),), (Line(((50, 45), (50, 70))), Line(((80, 25), (95, 25), (95, 45)))),
        (Label("ไม่", 82, 20, 15),), "ผัง", "ถ้าใช่",
    )  # fmt: skip
    made_ = drawingml.emit(drawing, count(1), GroupPlace("ผัง <1>", cover=True), 1.0, str.upper)
    assert "&lt;ใช่&gt;" in made_ and 'descr="ผัง &lt;1&gt;"' in made_ and "<w:br/>" not in made_
    extents = re.findall(r'<a:ext cx="(\d+)" cy="(\d+)"/>', made_)
    assert extents[0] == extents[1] == ("1270000", "635000")
    assert made_.count("straightConnector1") == 3 and made_.count("a:tailEnd") == 2
    ends = [
        int(y) + int(h) for y, h in re.findall(r'<a:off x="\d+" y="(\d+)"/><a:ext cx="\d+" cy="(\d+)"/></a:xfrm><a:prstGeom prst="straight', made_)
    ]
    assert max(ends) == 635000, "what runs beyond the drawing goes on as a border"


PRESET_ROOM = {"flowChartProcess": 1.0, "rect": 1.0, "flowChartTerminator": (18437 - 3163) / 21600}
"""Of the height of a shape of Office, what is for its words (ECMA-376, presetShapeDefinitions.xml)."""


@pytest.mark.parametrize("kind", [kind for kind in SHAPES if kind != "connector"])
def test_words_in_several_lines_have_room_in_the_shape_that_office_draws(kind):
    size = fit(kind, "รับคำขอ\nตรวจ\nส่งคืน")
    room = PRESET_ROOM[preset] if (preset := SHAPES[kind].preset) else 1.0
    assert len(size.lines) == 3 and room * size.height >= 3 * CHART.type.line


def test_pages_that_lie_are_a_section_of_their_own():
    found = sources("sample")
    of = edition(load(found))
    lying = next(p for p in of.manual.procedures if form_table.form(of, p).landscape)
    form = m.SummarySheet(lying.id, form_table.form(of, lying))
    data = written(of, (m.Para(("ก",)), m.Heading(2, "แบบ"), form, m.Para(("ข",))))
    sizes = [s.attrib.get(f"{W}orient") for s in tree(data).iter(f"{W}pgSz")]
    assert sizes == [None, "landscape", None]
    alone = written(of, (form,))
    assert [s.attrib.get(f"{W}orient") for s in tree(alone).iter(f"{W}pgSz")] == ["landscape"]


def test_a_chart_in_many_lanes_stands_on_a3_and_its_legend_on_the_next_page_that_stands():
    of = edition(load(sources("sample")))
    chart = next(b for b in procedures.sections(of, of.manual.procedure["furnish-room"]) if isinstance(b, m.Flowchart))
    assert chart.lanes and len(chart.lanes.titles) == 8
    data = written(of, (m.Para(("ก",)), chart, m.Para(("ข",))))
    sizes = [(int(s.attrib[f"{W}w"]), int(s.attrib[f"{W}h"])) for s in tree(data).iter(f"{W}pgSz")]
    assert sizes == [(11906, 16838), (23811, 16838), (11906, 16838)]


def test_files_stand_on_the_site_beside_the_books_where_they_were_made():
    found = sources("sample")
    manual = load(found)
    named = [o.path for o in making._files(edition(manual), found)]
    assert "books/workbook.xlsx" in named and len(named) == len(set(named)) > 30
    pages = {o.path: o.data.decode() for o in compile(manual, sources=found.files, books=named) if o.path.endswith(".md")}
    plain = {o.path: o.data.decode() for o in compile(manual, sources=found.files) if o.path.endswith(".md")}
    linked = {name for page in pages.values() for name in re.findall(r'href="(?:\.\./)*(books/[\w.-]+(?:docx|xlsx))"', page)}
    assert linked == set(named)
    assert not any(".docx" in page or ".xlsx" in page for page in plain.values())


def test_outputs_are_named_beside_the_books(office):
    assert all(re.fullmatch(r"books/(form|order|changes|procedure)-[\w.-]+\.docx", path) for path in office[1])
