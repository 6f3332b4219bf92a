"""The edges of the rules: what is just wrong is told, at its place, and what is just right is left in peace."""

import re

import pytest

from generator.load.loading import load
from generator.rules import check, check_rest, hints
from generator.source import parsing
from generator.source.parsing import Invalid, Sources
from tests.invalid_case import SAMPLE

FILES = dict(parsing.read(SAMPLE)[0].files)


def problems(**edits):
    """What is told of the sample office with some files replaced, or edited by pairs of old and new text."""
    files = dict(FILES)
    for name, change in edits.items():
        path = name.replace("__", "/").replace("_", "-") + ".yml"
        if isinstance(change, str):
            files[path] = change
            continue
        for old, new in change:
            assert files[path].count(old) == 1, (path, old, files[path].count(old))
            files[path] = files[path].replace(old, new)
    sources = Sources(files)
    try:
        return check(load(sources), sources), files
    except Invalid as invalid:
        return (*invalid.problems, *check_rest(sources, invalid.problems)), files


def told(code, **edits):
    """The lines at which a rule tells something that it does not tell of the sample itself."""
    found, files = problems(**edits)
    before = {(p.file, p.message) for p in SOUND}
    return [files[p.file].splitlines()[p.line - 1][p.column - 1 :].strip() for p in found if p.code == code and (p.file, p.message) not in before]


SOUND = problems()[0]
HEAD = "title: ทดลอง\nunit: reading-group\n"


def steps(*lines, head=""):
    return {"procedures__trial": HEAD + head + "steps:\n" + "".join(f"  - {{{line}}}\n" for line in lines)}


A, B, C = "id: a, label: รับเรื่อง", "id: b, label: ตรวจ", "id: c, label: ส่งเรื่อง"
START, END = "id: s, kind: start, label: เริ่ม", "id: e, kind: end, label: จบ"
WAYS = "kind: decision, branches: [{label: ผ่าน, to: c}, {label: แก้, to: a}]"

PROCEDURES = [
    ("SOP-P029", steps(f"id: a, label: {'ก' * 120}"), 0),
    ("SOP-P029", steps(f"id: a, label: {'ก' * 121}"), 1),
    ("SOP-T019", steps(A, B, head=f"stages: [{{title: รับ, first: a, time: {{kind: text, text: {'นาน ' * 74}นาน}}}}]\n"), 0),
    ("SOP-T019", steps(A, B, head=f"stages: [{{title: รับ, first: a, time: {{kind: text, text: {'นาน ' * 75}นาน}}}}]\n"), 1),
    ("SOP-P003", steps(A, f"{B}, kind: decision, branches: [{{label: ผ่าน, to: a}}]", C), 1),
    ("SOP-P003", steps(A, f"{B}, {WAYS}", C), 0),
    ("SOP-P004", steps(A, f"{B}, kind: decision, branches: [{{label: ผ่าน, to: a}}], next: c", C), 0),
    ("SOP-P004", steps(A, f"{B}, {WAYS}, next: c", C), 1),
    ("SOP-P006", steps(A, f"{END}, branches: [{{label: ผ่าน, to: a}}, {{label: แก้, to: a}}]"), 0),
    ("SOP-P007", steps(A, f"{END}, branches: [{{label: ผ่าน, to: a}}, {{label: แก้, to: a}}]"), 1),
    ("SOP-P007", steps(A, f"{END}, next: a"), 1),
    ("SOP-P013", steps(A, END, "id: t, kind: start, label: เริ่มอีกทาง", B), 0),
    ("SOP-P013", steps(f"{A}, next: b", "id: t, kind: start, label: เริ่มอีกทาง", B), 0),
    ("SOP-P013", steps(f"{A}, next: t", END, "id: t, kind: start, label: เริ่มอีกทาง", B), 1),
    ("SOP-P013", steps(START, A, f"{B}, kind: decision, branches: [{{label: แก้, to: s}}, {{label: ผ่าน, to: c}}]", C), 0),
    ("SOP-P011", steps(START, f"{A}, next: s"), 1),
    ("SOP-P011", steps(A, f"{B}, next: a"), 1),
    ("SOP-P011", steps(f"{A}, next: b", f"{B}, next: a", END), 1),
    ("SOP-P010", steps(A, f"{B}, {WAYS}", C, END), 0),
    ("SOP-P010", steps(f"{A}, next: c", B, C), 1),
    ("SOP-P009", steps("id: a, kind: subprocess, label: ซ่อม"), 1),
    ("SOP-P009", steps("id: a, kind: subprocess, label: ซ่อม, procedure: repair-books"), 0),
    ("SOP-P022", steps(START, f"{A}, time: {{kind: none}}", END), 0),
    ("SOP-P022", steps(START, A, END), 1),
    ("SOP-P026", steps(A, head="forms: [trip-plan]\n"), 0),
    ("SOP-P026", steps(f"{A}, forms: stock-sheet", head="forms: [trip-plan, stock-sheet]\n"), 1),
    ("SOP-P025", steps(f"{A}, forms: stock-sheet", head="forms: [trip-plan]\n"), 1),
    ("SOP-R005", steps(f"{A}, forms: stock-sheet"), 0),
]


@pytest.mark.parametrize(("code", "edit", "times"), PROCEDURES, ids=[f"{c}-{n}" for n, (c, _, _) in enumerate(PROCEDURES)])
def test_a_rule_of_procedures_tells_what_is_wrong_and_nothing_that_is_right(code, edit, times):
    handbook = [("  - reading-report\n", "  - reading-report\n  - trial\n")]
    assert len(told(code, **edit, handbook=handbook)) == times


def person(name, line):
    """One line added to a person."""
    at = f"  - id: {name}\n"
    return {"people": [(at, f"{at}    {line}\n")]}


HEAD_OF_60 = "issuer: reading-office\nnumber: 60\nyear: 2568\ntitle: ทดลอง\nkind: new\nsigned: 1 มีนาคม 2568\n"


def order(text):
    return {"orders__2568_60": text if "kind:" in text else HEAD_OF_60 + text}


DUTY = "assignments:\n  - person: {}\n    duties:\n      - {{text: งานทดลองเพียงครั้งเดียว{}}}\n"
LEFT = "    left: {date: 30 กันยายน 2567, reason: retired}"

OFFICE = [
    ("SOP-O031", person("kradat", "birth_year: 2553"), 0),  # 15 years old in 2568
    ("SOP-O031", person("kradat", "birth_year: 2554"), 1),
    ("SOP-O031", person("kradat", "birth_year: 2468"), 0),  # a hundred
    ("SOP-O031", person("kradat", "birth_year: 2467"), 1),
    ("SOP-O030", {"people": [(LEFT, LEFT.replace("30", "29"))]}, 1),
    ("SOP-O030", {"people": [(LEFT, LEFT.replace("30", "29").replace("retired", "moved"))]}, 0),
    ("SOP-O025", order(DUTY.format("khanna", "") + "effective: 30 กันยายน 2566\n"), 1),
    ("SOP-O025", order(DUTY.format("khanna", "") + "effective: 1 ตุลาคม 2566\n"), 0),
    ("SOP-O025", order(DUTY.format("saraban", "") + "effective: 30 กันยายน 2567\n"), 0),
    ("SOP-O025", order(DUTY.format("saraban", "") + "effective: 1 ตุลาคม 2567\n"), 1),
    ("SOP-O011", order(DUTY.format("kradat", ", from: 1/5/2568, to: 1/5/2568")), 0),
    ("SOP-O011", order(DUTY.format("kradat", ", from: 1/5/2568, to: 30/4/2568")), 1),
    ("SOP-O008", order(DUTY.format("kradat", "") + "effective: 1 มีนาคม 2568\n"), 0),
    ("SOP-O008", order(DUTY.format("kradat", "") + "effective: 28 กุมภาพันธ์ 2568\n"), 1),
    ("SOP-O008", order((HEAD_OF_60 + DUTY.format("kradat", "")).replace("signed: 1 มีนาคม 2568", "signed: 1 มีนาคม 2569\neffective: 1 มีนาคม 2568")), 0),
    ("SOP-O012", order("authority: ไม่มี\n"), 1),
    ("SOP-O012", order("responsibilities: [{person: kradat, role: ร่วม, procedures: [mobile-library], basis: บัญชี}]\n"), 0),
    ("SOP-O027", {"people": [("posts: [{post: librarian, from: 1 ตุลาคม 2564}]", "posts: [{post: librarian, from: 1 ตุลาคม 2564}, {post: group-head, from: 1 ตุลาคม 2567, to: 31 ตุลาคม 2568}]")]}, 0),
    ("SOP-O027", {"people": [("posts: [{post: librarian, from: 1 ตุลาคม 2564}]", "posts: [{post: librarian, from: 1 ตุลาคม 2564}, {post: group-head, from: 30 กันยายน 2567, to: 31 ตุลาคม 2568}]")]}, 1),
    ("SOP-O027", {"people": [("posts: [{post: officer}]", "posts: [{post: officer}, {post: group-head}]")]}, 1),
    ("SOP-O027", {"people": [("posts: [{post: officer}]", "posts: [{post: officer}, {post: group-head}]")], "organization": [(', number: "๒"', "")]}, 0),
    ("SOP-P027", {"handbook": [("effective: 15 มีนาคม 2568\n  review_due: 30 กันยายน 2569", "effective: 1 มีนาคม 2567\n  review_due: 15 มีนาคม 2568")]}, 0),
    ("SOP-P027", {"handbook": [("effective: 15 มีนาคม 2568\n  review_due: 30 กันยายน 2569", "effective: 1 มีนาคม 2567\n  review_due: 14 มีนาคม 2568")]}, 1),
    ("SOP-P027", {"handbook": [("review_due: 30 กันยายน 2569", "review_due: 1 มกราคม 2567")]}, 0),  # before it takes effect: SOP-P028
    ("SOP-P028", {"handbook": [("review_due: 30 กันยายน 2569", "review_due: 15 มีนาคม 2568")]}, 1),
    ("SOP-P028", {"handbook": [("review_due: 30 กันยายน 2569", "review_due: 16 มีนาคม 2568")]}, 0),
    ("SOP-P033", {"handbook": [("date: 12 มีนาคม 2568}", "date: 10 มีนาคม 2568}")]}, 0),
    ("SOP-P033", {"handbook": [("date: 12 มีนาคม 2568}", "date: 9 มีนาคม 2568}")]}, 1),
    ("SOP-P033", {"handbook": [("revision: 0\n  effective", "revision: 1\n  effective")]}, 1),
    ("SOP-P033", {"handbook": [("revision: 0\n  effective", "revision: 0\n  written: 15 มีนาคม 2568\n  effective")]}, 0),
    ("SOP-P033", {"handbook": [("revision: 0\n  effective", "revision: 0\n  written: 16 มีนาคม 2568\n  effective")]}, 1),
    ("SOP-P033", {"handbook": [("date: 1 พฤษภาคม 2566", "date: 1 ตุลาคม 2565")]}, 0),
    ("SOP-P033", {"handbook": [("date: 1 พฤษภาคม 2566", "date: 30 กันยายน 2565")]}, 1),
    ("SOP-R021", {"calendar": [("{month: มีนาคม, day: 20}", "{month: กุมภาพันธ์, day: 29}")]}, 0),
    ("SOP-R021", {"calendar": [("{month: มีนาคม, day: 20}", "{month: กุมภาพันธ์, day: 30}")]}, 1),
    ("SOP-R021", {"calendar": [("{month: เมษายน, day: 10}", "{month: เมษายน, day: 31}")]}, 1),
    ("SOP-R017", steps(f"{A}, forms: trip-plan", head="") | {"procedures__mobile_library": HEAD + "steps: [{id: a, label: ก}]\n"}, 0),
]  # fmt: skip


@pytest.mark.parametrize(("code", "edit", "times"), OFFICE, ids=[f"{c}-{n}" for n, (c, _, _) in enumerate(OFFICE)])
def test_a_rule_of_the_office_tells_what_is_wrong_and_nothing_that_is_right(code, edit, times):
    assert len(told(code, **edit)) == times


def test_who_is_relieved_after_leaving_is_not_told_as_appointed():
    change = "changes:\n  - {{action: {}, person: muek{}}}\n"
    head = "issuer: reading-office\nnumber: 60\nyear: 2568\ntitle: ทดลอง\nkind: amends\namends: 52/2567\nsigned: 1 มีนาคม 2568\n"
    gone = head + change.format("remove", "")
    assert told("SOP-O025", orders__2568_60=gone) == []
    assert len(told("SOP-O025", orders__2568_60=head + change.format("add", ", duty: {text: งานใหม่ของผู้ที่ย้ายไป}"))) == 1


@pytest.mark.parametrize(
    ("code", "edit", "place"),
    [
        ("SOP-P002", steps(f"{A}, next: nowhere", B, head="objectives: [ห้ามไป nowhere]\n"), "nowhere}"),
        ("SOP-P002", steps(A, f"{B}, kind: decision, branches: [{{label: nowhere, to: a}}, {{label: แก้, to: nowhere}}]", C), "nowhere}]}"),
        ("SOP-P026", steps(f"{A}, forms: stock-sheet", head="forms: [stock-sheet, trip-plan]\n"), "trip-plan]"),
        ("SOP-P025", steps(f"{A}, forms: [trip-plan, stock-sheet]", head="forms: [trip-plan]\n"), "stock-sheet]}"),
        ("SOP-T018", steps("id: a, label: ผู้รับเรื่อง", B, head='objectives: ["\u0e49\u0e39เรื่อง"]\n'), '"\u0e49\u0e39เรื่อง"]'),
        ("SOP-R008", steps("id: a, kind: subprocess, label: media, procedure: media"), "media}"),
        (
            "SOP-R018",
            {"references": [("references:\n", "# act\nreferences:\n  - {id: act, kind: law, title: ระเบียบว่าด้วยพัสดุ}\n")]},
            "act, kind: law, title: ระเบียบว่าด้วยพัสดุ}",
        ),
        (
            "SOP-R010",
            {"organization": [("  - {id: schools, ", "  - {id: publishers, name: publishers}\n  - {id: schools, ")]},
            "publishers, name: สำนักพิมพ์}",
        ),
    ],
)
def test_a_problem_is_pointed_at_where_it_stands_and_not_where_its_word_stands_first(code, edit, place):
    listed = {"handbook": [("  - reading-report\n", "  - reading-report\n  - trial\n")]} if "procedures__trial" in edit else {}
    assert told(code, **edit, **listed) == [place]


def test_units_and_windows_that_are_wrong_are_pointed_at_in_their_own_file():
    circle = [("kind: ministry}", "kind: ministry, parent: reading-group}")]
    assert told("SOP-R013", organization=circle) == ["parent: reading-group}"]
    assert told("SOP-R014", calendar=[("term: [term-1, term-2]", "term: [term-1, term-9]")]) == ["term-9]"]


def test_what_is_known_of_a_pattern_is_not_taken_for_another_s():
    one, other = (hints._name(re.compile(pattern)) for pattern in ("ก", "ข"))
    assert one != other == hints._name(re.compile("ข"))


def test_beside_a_file_that_cannot_be_read_no_notes_are_told():
    found, _ = problems(forms="forms: [\n")
    assert found and {p.level for p in found} <= {"error", "warning"}


def test_an_unknown_procedure_is_told_though_another_file_cannot_be_read():
    broken = {"forms": "forms: [\n"}
    duty = [("procedures: reading-report}", "procedures: reading-reprot}")]
    assert told("SOP-R008", **broken, orders__2568_20=duty) == ["reading-reprot}"]


def test_a_person_named_in_thai_is_known_though_another_file_cannot_be_read():
    named = [("person: khanna", "person: นายคั่นหน้า อ่านต่อ")]
    assert told("SOP-R001", forms="forms: [\n", orders__2568_20=named) == []
    assert len(told("SOP-R001", forms="forms: [\n", orders__2568_20=[("person: khanna", "person: khana")])) == 1


def test_what_leans_on_a_procedure_that_cannot_be_read_is_not_told():
    assert told("SOP-R008", procedures__reading_report="title: [\n") == []


def test_work_left_by_a_retired_person_is_told_with_that_person_and_not_a_second_time():
    late = {"people": [("    arrived: 1 ตุลาคม 2566\n", "    arrived: 1 ตุลาคม 2566\n    left: {date: 31 มกราคม 2568, reason: moved}\n")]}  # fmt: skip
    found, _ = problems(**late)
    gone = [p for p in found if p.code == "SOP-O024" and "นายคั่นหน้า" in p.message]
    assert len(gone) == 1 and "จึงไม่มีผู้รับผิดชอบหลักของ" in gone[0].message and "รถห้องสมุดเคลื่อนที่" in gone[0].message
    assert not [p for p in found if p.code == "SOP-O020" and "รถห้องสมุดเคลื่อนที่" in p.message]
    assert "การจัดหาหนังสือ" not in gone[0].message and "ซ่อม" not in gone[0].message


KHANNA = ("    arrived: 1 ตุลาคม 2566\n", "    arrived: 1 ตุลาคม 2566\n    left: {date: 31 มกราคม 2568, reason: moved}\n")


def test_of_two_who_leave_on_one_day_each_is_told_with_the_work_of_one():
    both = [KHANNA, ("    birth_year: 2530\n", "    birth_year: 2530\n    left: {date: 31 มกราคม 2568, reason: moved}\n")]
    found, _ = problems(people=both)
    khanna, ban = ([p.message for p in found if p.code == "SOP-O024" and name in p.message] for name in ("นายคั่นหน้า", "นายบรรณ"))
    assert len(khanna) == len(ban) == 1
    assert "รถห้องสมุด" in khanna[0] and "ซ่อมหนังสือ" not in khanna[0] and "ซ่อมหนังสือ" in ban[0] and "รถห้องสมุด" not in ban[0]


def test_a_time_without_a_main_person_is_told_at_the_leaving_that_began_it():
    leaving = (KHANNA[0], KHANNA[1].replace("31 มกราคม", "20 มกราคม"))
    later = order(DUTY.format("kradat", ", procedures: mobile-library"))
    assert told("SOP-O022", people=[leaving], **later) == ["left: {date: 20 มกราคม 2568, reason: moved}"]


def test_a_long_text_is_quoted_in_short():
    found, _ = problems(**steps(f"id: a, label: ข้อ ๑ {'ก' * 17} 2", f"id: b, label: ข้อ ๑ {'ก' * 16} 2"))
    quoted = [p.message for p in found if p.code == "SOP-T011" and p.file == "procedures/trial.yml"]
    assert [m.rpartition("“")[2] for m in quoted] == [f"๑ {'ก' * 17} …”", f"๑ {'ก' * 16} 2”"]


@pytest.mark.parametrize(
    ("numbers", "wrong"),
    [("๑๒๓", ""), ("๒๓๔", ""), ("๑๔๓", "๔"), ("๑๓๔", "๓"), ("๑๓๓", "๓"), ("๑๒๒๔", "๒"), ("๑๔๓๓", "๔๓"), ("๓๑๒", "๑"), ("๑๕๙๔", "๕๙"), ("๑๒๑๒", "๑")],
)
def test_a_wrong_number_of_an_item_is_told_once_and_not_again_at_the_right_one_after_it(numbers, wrong):
    duties = "".join(f'      - {{no: "{number}", text: งานที่ {at}}}\n' for at, number in enumerate(numbers))
    found = told("SOP-O006", orders__2568_60=f"{HEAD_OF_60}assignments:\n  - person: kradat\n    duties:\n{duties}")
    assert "".join(line[len('no: "')] for line in found) == wrong
