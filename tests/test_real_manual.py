"""The real handbook in sop/: its names, numbers, duties, steps, times, standards and forms, counted and copied by hand."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from generator import rules
from generator.documents import form_table, times
from generator.edition import edition
from generator.load.loading import load
from generator.model.handbook import Manual
from generator.model.orders import Assignment, Duty, Order, RoleKind
from generator.source import parsing
from generator.source.parsing import Sources

SOP = Path(__file__).parents[1] / "sop"
SCHOOL_STANDARD = "สอดคล้องกับมาตรฐานการศึกษาและจุดเน้น สพฐ."
GROUP, WHOLE = ("กลุ่มนิเทศฯ",), ("กลุ่มนิเทศฯ", "ก.ต.ป.น.", "ผู้บริหาร")
SECRETARIAT = ("กลุ่มนิเทศฯ", "กลุ่มงานเลขานุการ ก.ต.ป.น.")

PERSONS = [
    ("นางวรางคณา ไชยเรือน", "ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษาประถมศึกษากรุงเทพมหานคร"),
    ("นางนภัทร ชัยวานิชกุล", "รองผู้อำนวยการสำนักงานเขตพื้นที่การศึกษาประถมศึกษากรุงเทพมหานคร"),
    ("นางสาวจิตาภา ทวีกาอุจน์เตส", "ผู้อำนวยการกลุ่มนิเทศ ติดตาม และประเมินผลการจัดการศึกษา"),
    ("นางเสาวภา หงส์ประภาวงศ์", "ศึกษานิเทศก์"),
    ("นายสมศักดิ์ คำภา", "ศึกษานิเทศก์"),
    ("นายชาติรี ลักษณะศิริ", "ศึกษานิเทศก์"),
    ("นางสาวกนกกร ฉัตรศิริฤเลิศ", "ศึกษานิเทศก์"),
    ("นายมนโธธรรม ทองมหา", "ศึกษานิเทศก์"),
    ("นางสาวอุษณีย์ อ่อนแท้", "ศึกษานิเทศก์"),
    ("นางสาวสุธาทิพย์ เลิศล้ำ", "ศึกษานิเทศก์"),
    ("นายวิทวัส นิตสูงเนิน", "เจ้าหน้าที่งานธุรการปฏิบัติงาน"),
    ("นางสาวดาริตน์ บทวิริย", "เจ้าหน้าที่งานธุรการปฏิบัติงาน"),
    ("นายภัทรุทธิ์ ปรีชาดำรงศักดิ์", "พนักงานราชการ"),
]
NUMBERS = ["๑", "๒", "๓", "๔", "๖", "๗", "๘", "๙", "๑๐", "๑๑", "๑๒", "๑๓", "๑๔", "๑๕", "๑๖", "๑๗", "๑๘", "๑๙", "๒๐", "๒๑", "๒๒", "๒๓", "๒๔", "๒๕"]
SCHOOLS = [("๑)", "โรงเรียนวัดอมรินทราราม"), ("๒)", "โรงเรียนประถมทวีธาภิเศก"), ("๓)", "โรงเรียนราชวินิตประถมบางแค"), ("๔)", "โรงเรียนพญาไท")]
PROJECTS = [
    ("๑๔.๑", "โครงการโรงเรียนมาตรฐานสากล (World Class Standard School)"),
    ("๑๔.๒", "โครงการพัฒนาคุณภาพการศึกษาด้วยเทคโนโลยีการศึกษาทางไกลผ่านเทคโนโลยี"),
    ("๑๔.๓", "โครงการพัฒนาคุณภาพการศึกษาด้วยเทคโนโลยีการศึกษาทางไกลผ่านเทคโนโลยี"),
    ("๑๔.๔", "โครงการโรงเรียนอัจฉริยะจรรยา"),
    ("๑๔.๕", "โครงการริเริ่มสร้างคุณธรรมจริยธรรมและธรรมาภิบาลในสถานศึกษา (โรงเรียนสุจริต)"),
    ("๑๔.๖", "โครงการแนวทางการจัดการเรียนการสอนเรื่องทะเลและมหาสมุทร และผลประโยชน์ของชาติทางทะเล"),
    ("๑๔.๗", "โครงการพัฒนานวัตกรรมระดับเขตพื้นที่การศึกษา"),
    ("๑๔.๘", "โครงการ BKKP Innovative Digital Learning สู่คลังสื่อเทคโนโลยีดิจิทัล สพ.กทม."),
    ("๑๔.๙", "โครงการคลังสื่อการเรียนรู้เทคโนโลยีดิจิทัล สพฐ. Obec Content Center"),
    ("๑๔.๑๐", "โครงการพัฒนาสื่อการเรียนรู้ทางไกล Blended Learning ร่วมกับ Thai PBS"),
    ("๑๔.๑๑", "โครงการร่วมทดลองเรียนทางไกล สพฐ."),
]
TITLES = {
    "media": "งานส่งเสริมและพัฒนาสื่อ นวัตกรรมและเทคโนโลยีทางการศึกษา",
    "supervision-system": "งานส่งเสริมและพัฒนาระบบการนิเทศและการจัดกระบวนการเรียนรู้",
    "network": "งานส่งเสริมและสนับสนุนเครือข่ายการนิเทศของพื้นที่การศึกษา สถานศึกษา หน่วยงานที่เกี่ยวข้องและชุมชน",
    "supervision": "งานนิเทศ ติดตาม และประเมินผลการจัดการศึกษา",
}
SECTIONS = {  # objectives, definitions, steps, forms, references
    "media": (3, 0, 7, 9, 2),
    "supervision-system": (2, 2, 6, 4, 4),
    "network": (2, 1, 7, 3, 4),
    "supervision": (2, 3, 7, 3, 4),
}
ROWS: dict[str, list[tuple[str, str, tuple[str, ...]]]] = {  # time, standard, responsible
    "media": [("", "", GROUP)] * 7,
    "supervision-system": [
        ("ตลอดปีการศึกษา", "มีระบบข้อมูล เอกสารอ้างอิงประกอบการปฏิบัติ", SECRETARIAT),
        ("ก่อนเปิดภาคเรียน", "มีข้อมูลที่ถูกต้อง เป็นปัจจุบัน", GROUP),
        ("ทุกภาคเรียน", "สอดคล้องกับมาตรฐานการศึกษา นโยบายและจุดเน้น สพฐ.", SECRETARIAT),
        ("ทุกภาคเรียน", "สอดคล้องกับวัตถุประสงค์", WHOLE),
        ("สิ้นภาคเรียน / สิ้นปีการศึกษา", "มีข้อมูลผลการนิเทศ ติดตาม และประเมินผลการจัดการศึกษา", GROUP),
        ("ทุกปีการศึกษา", "มีเอกสารรายงานผลการนิเทศและนำไปใช้", GROUP),
    ],
    "network": [
        ("มกราคม-เมษายน", "ข้อมูลสารสนเทศที่ถูกต้อง ครบถ้วนและเป็นปัจจุบัน", GROUP),
        ("เมษายน", "แผนการส่งเสริมฯ", GROUP),
        ("พฤษภาคม", "แนวทางการพัฒนา", GROUP),
        ("ภาคเรียนละ 1 ครั้ง", "จำนวนเครือข่าย", GROUP),
        ("ภาคเรียนละ 1 ครั้ง", "รายงานผลการพัฒนาเครือข่าย", GROUP),
        ("ทุกรอบการนิเทศ", "มีข้อเสนอแนะเพื่อพัฒนางาน", GROUP),
        ("มีนาคม – เมษายน", "รายงานสรุปผล", GROUP),
    ],
    "supervision": [
        ("ตลอดปีการศึกษา", "ข้อมูลถูกต้องเป็นปัจจุบัน", GROUP),
        ("ทุกภาคเรียน", SCHOOL_STANDARD, WHOLE),
        ("ทุกภาคเรียน", SCHOOL_STANDARD, WHOLE),
        ("ทุกภาคเรียน", SCHOOL_STANDARD, WHOLE),
        ("ทุกภาคเรียน", SCHOOL_STANDARD, WHOLE),
        ("ทุกภาคเรียน", "กระบวนการที่เป็นมาตรฐานผลการประเมิน", WHOLE),
        ("ปลายปีการศึกษา", "", ("กลุ่มนิเทศฯ", "ก.ต.ป.น.")),
    ],
}
MONTHS = {  # procedure, step (from 1) -> the months in which it is done
    ("supervision-system", 1): set(range(1, 13)),
    ("supervision-system", 2): {4, 5, 10},
    ("supervision-system", 5): {4, 10},
    ("network", 1): {1, 2, 3, 4},
    ("network", 2): {4},
    ("network", 7): {3, 4},
}


@pytest.fixture(scope="module")
def sources() -> Sources:
    found, problems = parsing.read(SOP)
    assert problems == ()
    assert len(found.files) == 11
    return found


@pytest.fixture(scope="module")
def manual(sources: Sources) -> Manual:
    return load(sources)


@pytest.fixture(scope="module")
def order(manual: Manual) -> Order:
    (only,) = manual.orders
    return only


@pytest.fixture(scope="module")
def assignment(order: Order) -> Assignment:
    (only,) = order.assignments
    return only


def numbered(duties: tuple[Duty, ...]) -> list[tuple[str | None, str]]:
    return [(d.no, d.text) for d in duties]


def test_the_rules_find_no_error(manual: Manual, sources: Sources) -> None:
    assert [p for p in rules.check(manual, sources) if p.level == "error"] == []


def test_every_file_begins_by_saying_in_thai_what_it_is(sources: Sources) -> None:
    assert [name for name, text in sources.files.items() if not re.match(r"# ?[ก-๙]", text)] == []


def words(value: object) -> Iterator[str]:
    """Every text that is printed: what is to be confirmed may quote the damage, the rest may not have it."""
    if isinstance(value, dict):
        for key, child in value.items():
            yield from words(child) if key != "to_confirm" else ()
    elif isinstance(value, list):
        for child in value:
            yield from words(child)
    elif isinstance(value, str):
        yield value


SLIPS = re.compile(r"ก\.ศ\.ป|สุรชาติ|ไชยเวือน|ลักขณะ|วิหวัธ|(?<!ป)ระถมศึกษา|นวัตกรรมนเทศ|พัฒนาพัฒนา|ภาาร|กาสร|ส นัก|๔๘$|สฟฐ|กะหว่าง|แยกแยะ|กลุ่มงานเลขที่")
HIDDEN = re.compile("[\u200b-\u200f\u00a0\ufeff\t]|\u0e4d\u0e32|\u0e40\u0e40|  ")


def test_no_scan_slip_and_no_hidden_character_is_left(sources: Sources) -> None:
    texts = [(name, text) for name, whole in sources.files.items() for text in words(parsing.parse(name, whole))]
    assert len(texts) > 500
    assert [t for t in texts if SLIPS.search(t[1]) or HIDDEN.search(t[1])] == []


def test_the_handbook_is_the_owners_with_its_cover_and_preface(manual: Manual) -> None:
    book = manual.handbook
    assert book.title == "คู่มือหรือมาตรฐานการปฏิบัติงาน"
    assert manual.person[book.owner or ""].titled == "ศึกษานิเทศก์ชำนาญการ"
    assert book.cover[0] == "กลุ่มนิเทศ ติดตาม และประเมินผลการจัดการศึกษา"
    assert book.cover[1:] == ("สำนักงานเขตพื้นที่การศึกษาประถมศึกษากรุงเทพมหานคร", "สำนักงานคณะกรรมการการศึกษาขั้นพื้นฐาน", "กระทรวงศึกษาธิการ")
    assert book.preface is not None and len(book.preface.paragraphs) == 3
    assert "ที่ ๒๔๘/๒๕๖๕" in book.preface.paragraphs[1] and book.preface.signed_by == book.owner
    assert [p.kind for p in book.parts] == [
        "cover",
        "preface",
        "contents",
        "sheets",
        "organization",
        "workflow",
        "order",
        "duties",
        "personnel",
        "procedures",
        "form_list",
        "references",
        "glossary",
        "index",
    ]


def test_the_form_has_the_six_columns_of_obec(manual: Manual) -> None:
    assert manual.handbook.form.title == "แบบฟอร์มสรุปมาตรฐานงาน"
    assert [c.title for c in manual.handbook.form.columns] == [
        "ลำดับที่",
        "ผังขั้นตอนการดำเนินงาน",
        "รายละเอียดงาน",
        "เวลาดำเนินการ",
        "มาตรฐานคุณภาพงาน",
        "ผู้รับผิดชอบ",
    ]


def test_the_chart_has_thirteen_persons_below_one_director(manual: Manual) -> None:
    assert [(p.name, p.position) for p in manual.people.persons] == PERSONS
    above = {post.id: post.reports_to for post in manual.organization.posts}
    held = [p.posts[0].post for p in manual.people.persons]
    assert sorted(held) == sorted(above)
    assert [above[post] for post in held] == [None, "director", "deputy-director", *["group-director"] * 10]
    assert manual.person["chatri"].titled == "ศึกษานิเทศก์ชำนาญการพิเศษ"


def test_the_order_has_its_number_date_and_title_and_no_made_up_signer(order: Order, manual: Manual) -> None:
    assert (manual.unit[order.issuer].name, order.number, order.year) == ("สำนักงานเขตพื้นที่การศึกษาประถมศึกษากรุงเทพมหานคร", 248, 2565)
    assert order.signed == date(2022, 9, 29) and order.effective is None
    assert order.title == ("มอบหมายหน้าที่ความรับผิดชอบในการปฏิบัติราชการของข้าราชการครูและบุคลากรทางการศึกษา สำนักงานเขตพื้นที่การศึกษาประถมศึกษากรุงเทพมหานคร")
    assert order.signer is None and order.authority is None and order.to_confirm and "ผู้ลงนาม" in order.to_confirm


def test_the_order_keeps_its_own_numbers_with_the_gap_at_five(assignment: Assignment, manual: Manual) -> None:
    assert manual.person[assignment.person].name == "นางสาวสุธาทิพย์ เลิศล้ำ" and assignment.post_number == "๙"
    assert len(assignment.general) == 2
    assert [d.no for d in assignment.duties] == NUMBERS and len(NUMBERS) == 24


def test_the_order_names_four_schools_and_eleven_projects(assignment: Assignment) -> None:
    by_number = {d.no: d for d in assignment.duties}
    schools, projects = by_number["๑๒"], by_number["๑๔"]
    assert (schools.lists, numbered(schools.items)) == ("schools", SCHOOLS)
    assert (projects.lists, numbered(projects.items)) == ("projects", PROJECTS)
    assert [d.no for d in assignment.duties if d.items] == ["๑๒", "๑๔"]


def test_repeated_duties_stay_and_the_stray_page_number_is_gone(assignment: Assignment) -> None:
    text = {d.no: re.sub(r"\s", "", d.text) for d in assignment.duties}
    assert text["๒๒"].startswith(text["๑๕"]) and text["๒๒"].endswith("จัดการเรียนรู้ด้วยActiveLearning")
    assert text["๑๖"] == text["๒๓"] and text["๑๗"] == text["๒๔"]
    assert text["๑๓"].endswith("สำนักงานคณะกรรมการการศึกษาขั้นพื้นฐาน")


def test_duties_put_the_owner_in_charge_of_the_procedures(assignment: Assignment) -> None:
    linked = {d.no: d.procedures for d in assignment.duties if d.procedures}
    assert linked == {"๑": ("media",), "๘": ("supervision-system", "network"), "๑๒": ("supervision",)}
    assert all(d.to_confirm for d in assignment.duties if d.procedures)


def test_every_procedure_has_one_main_person_and_two_joint_ones(manual: Manual) -> None:
    made = edition(manual)
    for procedure in manual.procedures:
        people = {(c.role, manual.person[c.person].name) for c in made.responsible(procedure.id)}
        assert people == {
            (RoleKind.MAIN, "นางสาวสุธาทิพย์ เลิศล้ำ"),
            (RoleKind.JOINT, "นายชาติรี ลักษณะศิริ"),
            (RoleKind.JOINT, "นายวิทวัส นิตสูงเนิน"),
        }


def test_there_are_four_procedures_in_the_books_order(manual: Manual) -> None:
    assert {p.id: p.title for p in manual.procedures} == TITLES
    assert tuple(TITLES) == manual.handbook.procedures == tuple(p.id for p in manual.procedures)


@pytest.mark.parametrize("name", TITLES)
def test_a_procedure_has_every_section_of_the_source(name: str, manual: Manual) -> None:
    p = manual.procedure[name]
    assert (len(p.objectives), len(p.definitions), len(p.steps), len(p.forms.items), len(p.references)) == SECTIONS[name]
    assert len(p.scope) == 1 and p.control.code is None


@pytest.mark.parametrize("name", TITLES)
def test_the_form_rows_have_the_times_standards_and_actors_of_the_source(name: str, manual: Manual) -> None:
    steps = manual.procedure[name].steps
    rows = [("".join(t.text or "" for t in s.time), "".join(s.standard), tuple(manual.actor_name(a.who) for a in s.actors)) for s in steps]
    assert rows == ROWS[name]


@pytest.mark.parametrize("name", TITLES)
def test_the_source_shows_no_branch_or_loop_so_none_is_made_up(name: str, manual: Manual) -> None:
    steps = manual.procedure[name].steps
    assert {s.kind for s in steps} == {"activity"} and not any(s.branches or s.next for s in steps)


def test_what_the_damaged_form_does_not_tell_is_marked(manual: Manual) -> None:
    unknown = [s for p in manual.procedures for s in p.steps if not s.time or not s.standard]
    assert len(unknown) == 8 and all(s.to_confirm for s in unknown)
    assert all(w.to_confirm for w in manual.calendar.windows)


@pytest.mark.parametrize(("name", "step"), MONTHS)
def test_times_fall_in_the_right_months(name: str, step: int, manual: Manual) -> None:
    (time,) = manual.procedure[name].steps[step - 1].time
    assert set(times.months(time, manual.calendar)) == MONTHS[name, step]


def test_sub_steps_stand_where_the_source_has_them(manual: Manual) -> None:
    items = {(p.id, at): len(s.items) for p in manual.procedures for at, s in enumerate(p.steps, 1) if s.items}
    detail = {(p.id, at): len(s.detail) for p in manual.procedures for at, s in enumerate(p.steps, 1) if len(s.detail) > 1}
    assert items == {("media", 2): 2, ("network", 4): 5}
    assert detail == {("supervision-system", 4): 3, ("supervision-system", 5): 2}


def test_the_registers_hold_nineteen_forms_and_the_two_works_of_the_bibliography(manual: Manual) -> None:
    assert len(manual.forms.forms) == 19
    assert [manual.reference[i].kind for i in manual.references.book] == ["manual", "order"]
    assert manual.reference["duty-order"].order == "248/2565"
    assert manual.reference["education-act"].title == "พระราชบัญญัติการศึกษาแห่งชาติ พ.ศ. ๒๕๔๒ และที่แก้ไขเพิ่มเติม"


def test_the_fourth_form_says_its_second_objective_and_its_references_in_its_own_words(manual: Manual) -> None:
    procedure = manual.procedure["supervision"]
    made = form_table.form(edition(manual), procedure)
    assert made.references == (
        "พระราชบัญญัติการศึกษาแห่งชาติ พุทธศักราช ๒๕๔๒ และที่แก้ไขเพิ่มเติม",
        "หลักสูตรการศึกษาที่เกี่ยวข้อง",
        "หลักการนิเทศ ติดตามการบริหารและการจัดการศึกษา",
        "การจัดทำเกณฑ์ ตัวชี้วัดความสำเร็จของการบริหารและการจัดการศึกษา",
    )
    assert made.objectives[1].startswith("เพื่อการนิเทศ") and procedure.objectives[1].startswith("เพื่อพัฒนาการนิเทศ")
    assert manual.reference["management-supervision-principle"].title == "หลักการนิเทศ ติดตาม การบริหารการจัดการศึกษา"


def test_every_form_and_reference_is_used_and_every_one_used_is_known(manual: Manual) -> None:
    forms = {i for p in manual.procedures for i in (*p.forms.items, *(f for s in p.steps for f in s.forms))}
    cited = {i for p in manual.procedures for i in (*p.references, *p.summary.cited, *(r for s in p.steps for r in s.references))}
    assert forms == set(manual.form)
    assert cited | set(manual.references.book) == set(manual.reference)


def test_every_unit_post_role_and_window_named_is_known(manual: Manual) -> None:
    units, posts, office = set(manual.unit), set(manual.post), manual.organization
    actors = [a.who for p in manual.procedures for s in p.steps for a in s.actors]
    assert set(actors) <= units | posts | set(manual.role) and set(manual.role) <= set(actors)
    assert {u.parent for u in office.units if u.parent} | {p.unit for p in manual.procedures} <= units
    assert {p.unit for p in office.posts} | {u for p in manual.people.persons for u in p.units} <= units
    assert {p.reports_to for p in office.posts if p.reports_to} | {i for r in office.roles for i in r.posts} <= posts
    assert {h.post for p in manual.people.persons for h in p.posts} == posts
    windows = {w.id for w in manual.calendar.windows}
    used = {w for p in manual.procedures for s in p.steps for t in s.time for w in getattr(t, "windows", ())}
    assert used and used | {w for ids in manual.calendar.periods.values() for w in ids} == windows


def test_every_person_and_procedure_named_is_known(manual: Manual, order: Order) -> None:
    named = {a.person for a in order.assignments} | {r.person for r in order.responsibilities} | {manual.handbook.owner}
    given = {i for r in order.responsibilities for i in r.procedures} | {i for a in order.assignments for d in a.duties for i in d.procedures}
    assert named <= set(manual.person) and given == set(manual.procedure)
    assert {manual.handbook.unit, manual.handbook.office, order.issuer} <= set(manual.unit)
