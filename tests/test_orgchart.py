"""Structure, personnel and workflow: everyone once where they belong, nothing overlaps, a phone can show it."""

import re
from datetime import date
from pathlib import Path

import pytest

from generator import compile
from generator.documents import office
from generator.drawing.model import FONT_SIZE
from generator.edition import Edition, edition
from generator.flow import orgchart, tree
from generator.flow.tree import TreeEntry
from generator.load import loading
from generator.model.organization import Organization, People, Unit
from generator.pdf import volumes
from generator.pdf.blocks import SetList
from generator.pdf.typesetter import Setter
from generator.source import parsing
from tests.geometry import defects, touches

MANUAL = loading.load(parsing.read(Path(__file__).parent / "sample" / "sop")[0])
NOW = edition(MANUAL)
PHONE = 360
LEAST_FONT = 9.5


def without_posts(**more):
    organization = Organization(units=MANUAL.organization.units, **more)
    return Edition(MANUAL.model_copy(update={"organization": organization}), NOW.register)


def said(drawing):
    return [" ".join(s.text) for s in drawing.symbols]


def steps(drawing):
    return [s.step for s in drawing.symbols]


@pytest.mark.parametrize("make", [orgchart.structure, orgchart.personnel])
def test_charts_are_clean_and_readable_on_a_phone(make):
    for found in (make(NOW), make(edition(MANUAL, date(2023, 1, 1)))):
        assert defects(found) == []
        assert FONT_SIZE * PHONE / found.width > LEAST_FONT
        assert found.title and found.description


def test_the_structure_shows_every_post_once_with_its_holders():
    found = orgchart.structure(NOW)
    assert len(found.symbols) == len(MANUAL.organization.posts)
    words = " ".join(s.alt for s in found.symbols)
    for post in MANUAL.organization.posts:
        assert post.title in words
        assert all(p.name in words for p in NOW.holders(post.id))
    top = min(found.symbols, key=lambda s: s.y)
    assert top.step == "person:pokkhaeng"


def test_an_empty_post_shows_who_acts_in_it_else_that_it_is_empty():
    acting = next(s for s in orgchart.structure(NOW).symbols if "รักษาการ" in s.alt)
    assert acting.step == "person:datchani"
    assert acting.alt == "นางสาวดัชนี ค้นคำ, รักษาการในตำแหน่งผู้อำนวยการกลุ่มบริการการอ่าน"
    before = orgchart.structure(edition(MANUAL, date(2022, 1, 1)))
    empty = [s for s in before.symbols if orgchart.VACANT in s.alt]
    assert empty and all(s.step and s.step.startswith("unit:") and s.bold == 0 for s in empty)


def test_a_post_stands_below_the_post_it_reports_to():
    found = orgchart.structure(NOW)
    place = {p.id: next(s for s in found.symbols if p.title in s.alt) for p in MANUAL.organization.posts}
    for post in MANUAL.organization.posts:
        if post.reports_to:
            assert place[post.id].y > place[post.reports_to].y


def test_without_posts_the_structure_shows_the_units():
    found = orgchart.structure(without_posts())
    assert defects(found) == []
    for unit in MANUAL.organization.units:
        assert f"unit:{unit.id}" in steps(found)


def test_posts_that_report_to_each_other_are_no_endless_chart():
    posts = [p.model_copy(update={"reports_to": "group-head" if p.id == "director" else p.reports_to}) for p in MANUAL.organization.posts]
    assert defects(orgchart.structure(without_posts(posts=posts))) == []


def test_the_personnel_chart_shows_the_head_then_each_work_group_with_its_members():
    found = orgchart.personnel(edition(MANUAL, date(2024, 6, 1)))
    assert min(found.symbols, key=lambda s: s.y).step == "person:saraban"
    then = edition(MANUAL, date(2024, 6, 1))
    for unit in ("acquisition", "outreach"):
        box = next(s for s in found.symbols if s.step == f"unit:{unit}")
        below = {s.step for s in found.symbols if s.y > box.y}
        assert {f"person:{p.id}" for p in then.members(unit)} <= below
    assert all(f"person:{p.id}" in steps(found) for p in then.members("reading-group"))
    assert steps(found).count("person:saraban") == 1


def test_who_has_left_is_not_on_the_personnel_chart():
    assert "person:muek" in steps(orgchart.personnel(edition(MANUAL, date(2023, 1, 1))))
    assert "person:muek" not in steps(orgchart.personnel(NOW))


def test_a_group_without_anybody_has_no_personnel_chart():
    people = MANUAL.people.model_copy(update={"persons": ()})
    assert orgchart.personnel(Edition(MANUAL.model_copy(update={"people": people}), NOW.register)) is None


def declared(**leads_to):
    """The office in which only these procedures say what they lead to, and none is a part of another."""
    alone = [p.model_copy(update={"steps": tuple(s.model_copy(update={"procedure": None}) for s in p.steps)}) for p in MANUAL.procedures]
    made = tuple(p.model_copy(update={"leads_to": leads_to.get(p.id.replace("-", "_"), ())}) for p in alone)
    return Edition(MANUAL.model_copy(update={"procedures": made}), NOW.register)


def joined(drawing):
    """From which box to which each line with an arrow leads."""
    return {(one.step, other.step) for line in drawing.lines for one in drawing.symbols for other in drawing.symbols
            if line.arrow and touches(one, line.points[0]) and touches(other, line.points[-1])}  # fmt: skip


def test_the_workflow_has_the_arrows_that_procedures_declare_and_no_other():
    found = orgchart.workflow(NOW)
    said = {(p.id, to) for p in MANUAL.procedures for to in (*p.leads_to, *(s.procedure for s in p.steps if s.procedure))}
    assert joined(found) == {(f"procedure:{one}", f"procedure:{other}") for one, other in said} and len(found.lines) == len(said) >= 3
    assert {label.text for label in found.labels} == {"ทำต่อ", "เรียกใช้"}
    assert "5. การรายงานสถิติการอ่าน" in found.description and defects(found) == []
    one = orgchart.workflow(declared(repair_books=("acquire-books",)))
    assert joined(one) == {("procedure:repair-books", "procedure:acquire-books")} and len(one.symbols) == 2


def test_procedures_that_declare_nothing_are_a_plain_list_on_page_and_paper():
    of = declared()
    assert orgchart.workflow(of) is None
    page = office.workflow(of)
    [listed] = page.blocks
    assert [item.runs[0].text for item in listed.items] == [p.title for p in MANUAL.procedures]
    [heading, *rest] = volumes.PARTS["workflow"](Setter(of), "ขั้นตอน")
    assert heading.text == "ขั้นตอน" and [type(block) for block in rest] == [SetList]
    parts = tuple(p for p in MANUAL.handbook.parts if p.kind != "workflow")
    without = of.manual.model_copy(update={"handbook": MANUAL.handbook.model_copy(update={"parts": parts})})
    assert office.workflow(Edition(without, NOW.register)) is None
    assert not any("workflow" in o.path for o in compile(without))


def test_the_personnel_chart_has_everybody_of_units_of_any_kind_and_depth():
    units = [u.model_copy(update={"kind": "other"}) if u.id == "outreach" else u for u in MANUAL.organization.units]
    units += [
        Unit(id="desk", name="จุดบริการ", kind="committee", parent="outreach"),
        Unit(id="empty", name="ว่าง", kind="group", parent="reading-group"),
    ]
    persons = [p.model_copy(update={"units": ("desk",), "posts": ()}) if p.id == "kradat" else p for p in MANUAL.people.persons]
    parts = {"organization": MANUAL.organization.model_copy(update={"units": tuple(units)}), "people": People(persons=tuple(persons))}
    of = Edition(MANUAL.model_copy(update=parts), NOW.register)
    found = orgchart.personnel(of)
    everybody = {f"person:{p.id}" for u in ("reading-group", "acquisition", "outreach", "desk") for p in of.members(u)}
    assert "person:kradat" in everybody and everybody <= set(steps(found)) and defects(found) == []
    assert {"unit:desk", "unit:outreach"} <= set(steps(found)) and "unit:empty" not in steps(found)


def test_the_personnel_chart_says_who_stands_apart():
    """Somebody of a unit outside the group, and one of no unit at all; nobody is both on the chart and apart."""
    persons = tuple(p.model_copy(update={"units": (), "posts": ()}) if p.id == "kradat" else p for p in MANUAL.people.persons)
    of = Edition(MANUAL.model_copy(update={"people": People(persons=persons)}), NOW.register)
    told = {p.id for p in orgchart.apart(of)}
    assert told == {"pokkhaeng", "kradat"}
    drawn = {step.removeprefix("person:") for step in steps(orgchart.personnel(of))}
    assert not told & drawn and {p.id for p in MANUAL.people.persons if of.in_office(p)} == told | (drawn & set(of.manual.person))
    words = "ไม่อยู่ในแผนภูมินี้: นางปกแข็ง สันหนา (ผู้อำนวยการสำนักงานการอ่านเมืองสมมติ), นางสาวกระดาษ ขาวสะอาด (เจ้าพนักงานธุรการ)"
    [page] = [o.data.decode() for o in compile(of.manual, of.as_of) if o.path == "organization.md"]
    assert words in re.sub("<[^>]+>", "", page)
    [*_, below] = volumes.PARTS["personnel"](Setter(of), "แผนภูมิบุคลากร")
    assert "".join(below.lines).replace(" ", "") == words.replace(" ", "")


@pytest.mark.parametrize("count", range(1, 14))
def test_any_number_of_boxes_stays_narrow_and_joined(count):
    leaves = tuple(TreeEntry(f"นายคนที่ {n} นามสกุลยาวพอสมควร", ("ตำแหน่งศึกษานิเทศก์ชำนาญการพิเศษ",)) for n in range(count))
    found = tree.drawing(TreeEntry("หัวหน้า", below=leaves), "ลอง")
    assert defects(found) == []
    assert found.width <= 480
    deep = tree.drawing(
        TreeEntry("หัวหน้า", below=(TreeEntry("กลุ่มหนึ่ง", below=leaves, wide=True), TreeEntry("กลุ่มสอง"), TreeEntry("กลุ่มสาม", below=leaves))), "ลอง"
    )
    assert defects(deep) == []
    assert len(deep.symbols) == 4 + 2 * count
    top = deep.symbols[0]
    joined = [s for s in deep.symbols if any(touches(s, p) for line in deep.lines for p in (line.points[0], line.points[-1]))]
    assert top in joined and len(joined) == len(deep.symbols)


def test_a_name_of_several_lines_is_bold_throughout():
    symbol = tree.box(TreeEntry("กลุ่มงานเลขานุการคณะกรรมการติดตาม ตรวจสอบ ประเมินผลและนิเทศการศึกษา", ("ผู้ปฏิบัติงาน",)))
    assert symbol.bold == len(symbol.text) - 1 >= 2
