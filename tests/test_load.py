"""Records from files: every mistake at once, in Thai, with place and remedy."""

import re
from dataclasses import astuple

import pytest

from generator.load import loading
from generator.load.explain import EXPLAIN
from generator.load.loading import load
from generator.runtime.cache import Cache
from generator.source import parsing
from generator.source.parsing import Invalid, Sources
from tests.invalid_case import SAMPLE

STEPS = "unit: reading-group\nsteps: [{id: a, label: รับเรื่อง}]\n"


@pytest.fixture(scope="module")
def sample() -> dict[str, str]:
    return dict(parsing.read(SAMPLE)[0].files)


def refused(files: dict[str, str], kept: Cache | None = None) -> list[parsing.Problem]:
    with pytest.raises(Invalid) as caught:
        load(Sources(files), kept)
    return list(caught.value.problems)


def told(files: dict[str, str]) -> list[tuple[object, ...]]:
    """What is told, whole: two problems with other remedies are equal by themselves."""
    return [astuple(problem)[:7] for problem in refused(files)]


def test_the_sample_office_loads_in_the_handbooks_order(sample):
    manual = load(Sources(sample))
    assert [p.id for p in manual.procedures] == list(manual.handbook.procedures)
    assert manual.orders[0].key.slug == "2565-12-reading-office"
    assert manual.procedures[0].file == "procedures/acquire-books.yml"


def test_the_mistakes_of_all_files_come_at_once_and_sorted(sample):
    found = refused({**sample, "forms.yml": "forms: x\n", "procedures/a.yml": "titel: ก\n" + STEPS, "procedures/b.yml": "a: [\n", "odd.yml": ""})
    assert [(p.file, p.code) for p in found] == [
        ("forms.yml", "SOP-L004"),
        ("odd.yml", "SOP-S013"),
        ("procedures/a.yml", "SOP-L001"),
        ("procedures/b.yml", "SOP-S004"),
    ]


def test_unreadable_files_are_told_beside_the_others_and_not_as_missing(sample):
    people = parsing.Problem("people.yml", 1, 1, "SOP-S003", "error", "…", "…")
    files = {k: v for k, v in sample.items() if k != "people.yml"}
    with pytest.raises(Invalid) as caught:
        load(Sources({**files, "procedures/a.yml": "title: ก\n"}, (people,)))
    assert [p.code for p in caught.value.problems] == ["SOP-S003", "SOP-L002", "SOP-L002"]


def test_two_names_that_differ_by_case_are_one_file_on_windows(sample):
    found = refused({**sample, "procedures/Repair-Books.yml": "title: ก\n" + STEPS})
    assert [(p.file, p.code) for p in found] == [("procedures/Repair-Books.yml", "SOP-L020")]


@pytest.mark.parametrize(
    "name", ["procedures/รับ.yml", "procedures/a b.yml", "procedures/A.yml", "orders/../x.yml", "procedures/a.yaml", "procedures/-a.yml"]
)
def test_a_name_that_cannot_be_an_id_or_a_path_is_refused(sample, name):
    [found] = refused({**sample, name: "title: ก\n" + STEPS})
    assert found.code in {"SOP-L019", "SOP-S013"}


@pytest.mark.parametrize("key", ["id: other", "file: ../x"])
def test_what_the_program_fills_in_may_not_be_written(sample, key):
    [found] = refused({**sample, "procedures/a.yml": f"{key}\ntitle: ก\n" + STEPS})
    assert (found.code, found.line) == ("SOP-L001", 1)


def test_a_misspelt_key_is_not_also_a_missing_key(sample):
    found = refused({**sample, "procedures/a.yml": "titel: ก\n" + STEPS})
    assert [p.code for p in found] == ["SOP-L001"]
    assert "title" in found[0].mend


def test_a_wrong_entry_does_not_make_its_list_too_short(sample):
    found = refused({**sample, "procedures/a.yml": "title: ก\nunit: a\nsteps: [{id: ก, label: ข}]\n"})
    assert [p.code for p in found] == ["SOP-L010"]


HOSTILE = {
    "title": ["[]", "{}", "''", "{a: b}", "[ก]"],
    "control": ["x", "[]", "[1]", "{code: {}}", "{edition: 1.5}", "{effective: 30/2/2565}", "{history: x}", "{history: [x]}"],
    "objectives": ["{a: b}", "[[ก]]", "[{a: b}]", "['']"],
    "responsibilities": ["[{who: a}]", "[{who: [a], items: []}]", "[{who: a, items: [[]]}]"],
    "forms": ["{itmes: [a]}", "a", "[A]", "[a, a]", "{items: {a: b}}"],
    "summary": ["{landscape: 3}", "[]", "{columns: [colour]}", "{pages: []}"],
    "allow": ["x", "[a]", "{SOP-P001: }", "{SOP-P001: [a]}"],
    "steps": ["x", "[]", "[x]", "{a: b}", "[[x]]", "[{id: a, label: b, time: [[x]]}]", "[{id: a, label: b, time: {}}]", "[{id: a, label: b, time: {kind: [a]}}]",
              "[{id: a, label: b, time: {kind: deadline, month: foo}}]", "[{id: a, label: b, time: {kind: duration, unit: day, max: nan}}]",
              "[{id: a, label: b, time: {kind: duration, unit: day, max: inf}}]",
              "[{id: a, label: b, branches: [{to: c}]}]", "[{id: a, label: b, branches: c}]", "[{id: a, label: b, next: {a: b}}]", "[{id: a, label: b, detail: {a: b}}]",
              "[{id: a, label: b, actors: {a: b}}]", "[{id: a, label: b, actors: [{who: A B}]}]"],
}  # fmt: skip


@pytest.mark.parametrize(("key", "value"), [(k, v) for k, values in HOSTILE.items() for v in values])
def test_no_word_of_pydantic_is_shown(sample, key, value):
    lines = {"title": "ก", "unit": "reading-group", "steps": "[{id: a, label: รับ}]", key: value}
    text = "".join(f"{k}: {v}\n" for k, v in lines.items())
    found = refused({**sample, "procedures/a.yml": text})
    for problem in found:
        assert problem.file == "procedures/a.yml" and problem.line == list(lines).index(key) + 1 and problem.column
        assert not re.search(r"Input|valid|should|String|Value error|Field|validator|\[type=|function-", problem.message + problem.mend)
        assert re.search("[ก-๙]", problem.message) and re.search("[ก-๙]", problem.mend)
    assert len({(p.line, p.column, p.message) for p in found}) == len(found)


@pytest.mark.parametrize(("word", "value"), [("ใช่", True), ("ไม่ใช่", False), ("true", True), ("no", False)])
def test_yes_and_no_may_be_said_in_thai_wherever_they_are_asked_for(sample, word, value):
    file = "procedures/reading-report.yml"
    manual = load(Sources({**sample, file: sample[file] + f"summary: {{landscape: {word}}}\n"}))
    assert manual.procedure["reading-report"].summary.landscape is value


def test_an_unknown_kind_of_error_has_a_sentence_too(sample, monkeypatch):
    monkeypatch.setattr("generator.load.explain.EXPLAIN", {})
    [found] = refused({**sample, "procedures/a.yml": "title: ก\ncontrol: ก\n" + STEPS})
    assert found.code == "SOP-L022"
    assert EXPLAIN


def procedure(sample, text: str) -> list[parsing.Problem]:
    return refused({**sample, "procedures/a.yml": text})


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("ชื่อ: ก\n" + STEPS, "แก้เป็น “title”"),
        ("title: ก\nunit: กลุ่มงาน\nsteps: [{id: a, label: ข}]\n", "organization.yml"),
        ("title: ก\nforms: (f-1, f-2)\n" + STEPS, "[a, b]"),
        ("title: ก\ncontrol: {code: งน, ๑}\n" + STEPS, "เครื่องหมายคำพูด"),
        ("title: ก\ncontrol: {edition: ฉบับที่ 1}\n" + STEPS, "เฉพาะตัวเลข"),
        ("title: ก\ncontrol: {effective: 31/6/2565}\n" + STEPS, "มีอยู่จริง"),
        ("title: ก\ncontrol: {effective: 1 มกราคน 2565}\n" + STEPS, "“มกราคม”"),
        ("title: ก\ncontrol: {effective: [1, 10, 2565]}\n" + STEPS, "เขียนวันที่"),
        ("title:\n" + STEPS, "ใส่ค่า"),
        ("title: ก\nallow: SOP-P020\n" + STEPS, "allow: {SOP-P023: "),
    ],
)
def test_the_remedy_fits_the_mistake(sample, text, mend):
    [found] = procedure(sample, text)
    assert mend in found.mend and "ลบทั้งบรรทัด" not in found.mend


KINDS = "activity, decision, document, input, output, subprocess, wait, start, event, end, unknown"
TIMES = "duration, window, frequency, deadline, immediate, text, none"


@pytest.mark.parametrize(
    ("wrong", "code", "message", "mend"),
    [
        ("time: {kind: deadline, day: 32}", "SOP-L007", "“day” ต้องไม่เกิน 31 (พบ “32”)", "แก้ตัวเลขให้อยู่ในช่วง"),
        ("time: {kind: deadline, day: 0}", "SOP-L007", "“day” ต้องไม่น้อยกว่า 1 (พบ “0”)", "แก้ตัวเลขให้อยู่ในช่วง"),
        ("time: {kind: duration, unit: day, min: 0}", "SOP-L007", "“min” ต้องมากกว่า 0 (พบ “0”)", "แก้ตัวเลขให้อยู่ในช่วง"),
        ("time: {kind: ระยะเวลา}", "SOP-L016", "ไม่รู้จักเวลาชนิด “ระยะเวลา”", f"เลือกจาก {TIMES}"),
        ("time: {min: 1}", "SOP-L016", "เวลาไม่ได้ระบุ kind", f"เพิ่ม kind: เลือกจาก {TIMES} หรือเขียนเวลาเป็นข้อความเดียว"),
        ("kind: decisions", "SOP-L009", "“kind” เป็น “decisions” ไม่ได้", f"แก้เป็น “decision” หรือเลือกจาก {KINDS}"),
        ("kind: end ของงาน", "SOP-L009", "“kind” เป็น “end ของงาน” ไม่ได้", f"แก้เป็น “end” หรือเลือกจาก {KINDS}"),
        ("kind: zzzzzzzz", "SOP-L009", "“kind” เป็น “zzzzzzzz” ไม่ได้", f"เลือกจาก {KINDS}"),
        ("actors: Officer", "SOP-L010", "“Officer” ใช้เป็นรหัสไม่ได้", "แก้เป็น “officer” (รหัสใช้อักษรตัวเล็ก)"),
        ("actors: procedures/a.yml", "SOP-L010", "“procedures/a.yml” ใช้เป็นรหัสไม่ได้", "แก้เป็น “a”"),
        ("note: ''", "SOP-L011", "รายการ “note” เป็นข้อความว่าง", "ใส่ข้อความ หรือลบทั้งบรรทัด"),
    ],
)
def test_a_wrong_value_of_a_step_is_told_once_and_whole(sample, wrong, code, message, mend):
    [found] = told({**sample, "procedures/a.yml": f"title: ก\nunit: reading-group\nsteps: [{{id: a, label: ข, {wrong}}}]\n"})
    assert found[3:] == (code, "error", message, mend)


@pytest.mark.parametrize(
    ("wrong", "code", "mend"),
    [
        ("definitions: [{คำ: ก, text: ข}]", "SOP-L001", "แก้เป็น “term”"),  # and term is not missing too
        ("definitions: [{tern: ก, text: ข}]", "SOP-L001", "แก้เป็น “term”"),
        ("control: {prepared_by: ก}", "SOP-L005", "เขียนเช่น {person: ก} รายการย่อยที่ใช้ได้: person, post, name, date, signature"),
        ("control: {prepared_by: [ก]}", "SOP-L005", "รายการย่อยที่ใช้ได้: person, post, name, date, signature"),
    ],
)
def test_a_wrong_record_is_told_once_with_what_it_may_hold(sample, wrong, code, mend):
    [found] = told({**sample, "procedures/a.yml": f"title: ก\n{wrong}\n{STEPS}"})
    assert (found[3], found[6]) == (code, mend)


def test_a_year_of_another_era_is_told_as_a_date(sample):
    [found] = told({**sample, "people.yml": sample["people.yml"].replace("position: ", "birth_year: 1980\n    position: ", 1)})
    mend = "เขียนเป็นปี พ.ศ. สี่หลัก เช่น 2565 (ค.ศ. + 543)"
    assert found[3:] == ("SOP-L013", "error", "“birth_year” ต้องเป็นปี พ.ศ. (พบ “1980”)", mend)


def test_an_empty_folder_is_told_once_and_not_as_missing_files():
    message = "โฟลเดอร์นี้ไม่มีแฟ้มข้อมูลใดเลย (ต้องมี handbook.yml, organization.yml, people.yml)"
    assert told({}) == [("", 0, 0, "SOP-S011", "error", message, "ระบุโฟลเดอร์ข้อมูลให้ถูกด้วย --sop")]


@pytest.mark.parametrize(
    ("name", "folder", "mend"),
    [
        ("order/2568-1.yml", "order/", "เปลี่ยนชื่อโฟลเดอร์เป็น orders หรือย้ายแฟ้มไปไว้ใน orders/ หรือลบหากเป็นสำเนา"),
        ("คำสั่ง/2568-1.yml", "คำสั่ง/", "ย้ายแฟ้มไปไว้ใน orders/ หรือ procedures/ หรือลบหากเป็นสำเนา"),
        ("x/y/a.yml", "x/", "ย้ายแฟ้มไปไว้ใน orders/ หรือ procedures/ หรือลบหากเป็นสำเนา"),
        ("orders/old/2568-1.yml", "orders/old/", "ย้ายแฟ้มไปไว้ใน orders/ หรือลบหากเป็นสำเนา"),
        ("Procedures/a.yml", "Procedures/", "เปลี่ยนชื่อโฟลเดอร์เป็น procedures หรือย้ายแฟ้มไปไว้ใน procedures/ หรือลบหากเป็นสำเนา"),
    ],
)
def test_a_folder_that_is_not_read_is_told_once_with_where_its_files_belong(sample, name, folder, mend):
    assert told({**sample, name: "a: 1\n"}) == [(folder, 0, 0, "SOP-S013", "error", "โฟลเดอร์นี้ไม่ถูกอ่าน (1 แฟ้ม)", mend)]


@pytest.mark.parametrize(("day", "words"), [("1/1/68", "สี่หลัก เช่น 2568"), ("๑ ม.ค.๖๘", "สี่หลัก เช่น 2568"), ("1 ม.ค. 68", "สี่หลัก เช่น 2568")])
def test_a_year_of_two_digits_is_told_as_such(sample, day, words):
    [found] = procedure(sample, f"title: ก\ncontrol: {{effective: {day}}}\n" + STEPS)
    assert words in found.message and found.code == "SOP-L013"


def test_the_name_of_an_entry_is_read_as_it_is_meant_and_found_where_it_stands(sample):
    [found] = procedure(sample, "title: ก\nun\u200bit: A b\nsteps: [{id: a, label: ข}]\n")
    assert found.line == 2 and found.code == "SOP-L010"


def test_what_cannot_be_seen_is_shown(sample):
    [found] = procedure(sample, "title: ก\nun\u202eit: a\nsteps: [{id: a, label: ข}]\n")
    assert "un[U+202E]it" in found.message and "unit" in found.mend


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("kind: replaces", "kind: new", "replaces: [12/2565]", "มีรายการ replaces แต่ kind เป็น new"),
        ("replaces: [12/2565]\n", "", "kind: replaces", "ต้องมีรายการ replaces"),
    ],
)
def test_entries_that_do_not_fit_together_are_told_at_one_of_them(sample, old, new, line, words):
    name = "orders/2567-52.yml"
    text = sample[name].replace(old, new)
    [found] = refused({**sample, name: text})
    assert text.splitlines()[found.line - 1] == line and words in found.message and found.code == "SOP-L017"


@pytest.mark.parametrize("text", ["", "# ยังไม่ได้เขียน\n"])
def test_an_empty_file_is_told_once(sample, text):
    [found] = procedure(sample, text)
    assert found.code == "SOP-S012" and "แฟ้มว่าง" in found.message and "title, unit, steps" in found.mend


def test_an_order_among_the_procedures_is_told_once_and_so_is_the_reverse(sample):
    for old, new in (("orders/2567-52.yml", "procedures/2567-52.yml"), ("procedures/repair-books.yml", "orders/repair-books.yml")):
        files = {k: v for k, v in sample.items() if k != old}
        [found] = refused({**files, new: sample[old]})
        assert (found.file, found.code) == (new, "SOP-S013") and old.partition("/")[0] in found.mend


@pytest.mark.parametrize("name", ["People.yml", "peoples.yml", "people.yaml"])
def test_a_file_with_a_wrong_name_is_not_also_missing(sample, name):
    files = {k: v for k, v in sample.items() if k != "people.yml"}
    [found] = refused({**files, name: sample["people.yml"]})
    assert (found.file, found.code) == (name, "SOP-S013") and "people.yml" in found.mend


@pytest.mark.parametrize(("letters", "told"), [(64, []), (65, ["SOP-L019"])])
def test_a_file_name_is_at_most_64_letters_since_addresses_and_windows_paths_grow_with_it(sample, letters, told):
    files = {**sample, f"procedures/{'a' * letters}.yml": "title: ก\n" + STEPS}
    if told:
        assert [p.code for p in refused(files)] == told
    else:
        assert "a" * letters in [p.id for p in load(Sources(files)).procedures]


def test_a_name_that_is_no_id_is_told_with_the_name_and_how_one_looks(sample):
    said = ("ชื่อแฟ้ม “รับ.yml” ใช้เป็นรหัสไม่ได้", "ตั้งชื่อด้วย a-z ตัวเล็ก ตัวเลข และ - แล้วตามด้วย .yml หรือลบแฟ้มหากเป็นสำเนา")
    assert told({**sample, "procedures/รับ.yml": "title: ก\n" + STEPS}) == [("procedures/รับ.yml", 0, 0, "SOP-L019", "error", *said)]


def test_of_two_files_that_are_one_on_windows_the_one_with_a_right_name_stays(sample):
    said = ("ชื่อแฟ้มซ้ำกับ procedures/repair-books.yml (ต่างกันเพียงตัวพิมพ์หรือนามสกุล)", "เปลี่ยนชื่อหรือลบแฟ้มหนึ่ง")
    for name in ("procedures/repair-books.yaml", "procedures/Repair-Books.YML", "procedures/Repair-Books.yaml"):
        assert told({**sample, name: "title: ก\n" + STEPS}) == [(name, 0, 0, "SOP-L020", "error", *said)]


def test_a_file_with_a_wrong_name_does_not_hide_the_mistakes_of_those_after_it(sample):
    found = refused({**sample, "procedures/A.yml": "title: ก\n" + STEPS, "procedures/b.yml": "titel: ก\n" + STEPS})
    assert [(p.file, p.code) for p in found] == [("procedures/A.yml", "SOP-L019"), ("procedures/b.yml", "SOP-L001")]


@pytest.mark.parametrize(
    ("name", "text", "codes"),
    [
        ("procedures/a.yml", "number: 5\nyear: 2568\nsigned: 1/1/2568\n", ["SOP-S013"]),
        ("procedures/a.yml", "number: 5\nyear: 2568\n", ["SOP-L001", "SOP-L001", "SOP-L002", "SOP-L002", "SOP-L002"]),
        ("procedures/a.yml", "number: 5\nyear: 2568\nsigned: 1/1/2568\ntitle: ก\n" + STEPS, ["SOP-L001", "SOP-L001", "SOP-L001"]),
        ("orders/a.yml", "title: ก\n" + STEPS, ["SOP-S013"]),
        ("orders/a.yml", "title: ก\nsigned: 1/1/2568\n" + STEPS, ["SOP-L001", "SOP-L001", "SOP-L002", "SOP-L002", "SOP-L002"]),
        ("forms.yml", "title: ก\n" + STEPS, ["SOP-L001", "SOP-L001", "SOP-L001"]),
    ],
)
def test_a_file_is_in_the_wrong_folder_only_if_it_is_all_of_the_other_and_nothing_of_its_own(sample, name, text, codes):
    assert sorted(p.code for p in refused({**sample, name: text})) == codes


def test_a_file_in_the_wrong_folder_is_told_where_it_belongs(sample):
    for name, text, what, folder in (
        ("orders/a.yml", "title: ก\n" + STEPS, "กระบวนงาน", "procedures/"),
        ("procedures/a.yml", "number: 5\nyear: 2568\nsigned: 1/1/2568\n", "คำสั่ง", "orders/"),
    ):
        said = (name, 0, 0, "SOP-S013", "error", f"แฟ้มนี้เป็น{what} อยู่ผิดโฟลเดอร์", f"ย้ายไปไว้ใน {folder}")
        assert told({**sample, name: text}) == [said]


def test_a_file_that_nothing_reads_is_told_with_what_it_may_have_meant(sample):
    used = "orders/ หรือ procedures/ (แฟ้มอื่นที่ใช้: handbook.yml, organization.yml, people.yml, calendar.yml, forms.yml, references.yml)"
    for name, mend in (("form.yml", f"เปลี่ยนชื่อเป็น forms.yml หรือย้ายไปไว้ใน {used}"), ("budget-of-2568.yml", f"ย้ายไปไว้ใน {used}")):
        assert told({**sample, name: "a: ข\n"}) == [(name, 0, 0, "SOP-S013", "error", "ไม่รู้จักแฟ้มนี้", mend)]


def test_a_file_that_must_be_there_is_missed(sample):
    found = told({name: text for name, text in sample.items() if name not in ("handbook.yml", "organization.yml", "people.yml", "forms.yml")})
    names = ("handbook.yml", "organization.yml", "people.yml")
    assert found == [(name, 0, 0, "SOP-S011", "error", f"ไม่พบแฟ้ม {name}", "สร้างแฟ้มนี้ในโฟลเดอร์ข้อมูล") for name in names]


def test_a_file_that_is_a_list_is_told_once(sample):
    said = ("แฟ้มต้องเป็นรายการ “ชื่อ: ค่า”", "ดูตัวอย่างในคู่มือผู้ดูแลข้อมูล")
    assert told({**sample, "procedures/a.yml": "- title: ก\n"}) == [("procedures/a.yml", 1, 1, "SOP-S012", "error", *said)]
    said = ("แฟ้มว่าง", "เขียนรายการที่ต้องมี (title, unit, steps) หรือลบแฟ้มนี้")
    assert told({**sample, "procedures/a.yml": "{}\n"}) == [("procedures/a.yml", 1, 1, "SOP-S012", "error", *said)]


def test_what_the_program_fills_in_is_told_at_its_line_beside_the_other_mistakes(sample):
    found = procedure(sample, "title: ก\nid: other\ntitel: ข\nfile: x\n" + STEPS)
    assert [(p.line, p.code) for p in found] == [(2, "SOP-L001"), (3, "SOP-L001"), (4, "SOP-L001")]
    assert astuple(found[0])[:7] == ("procedures/a.yml", 2, 1, "SOP-L001", "error", "รหัสของกระบวนงานคือชื่อแฟ้ม", "ลบบรรทัดนี้")
    assert (found[2].message, found[2].mend) == ("ไม่รู้จักรายการ “file”", "ลบบรรทัดนี้")


ORDER = "issuer: reading-office\nyear: 2568\ntitle: ก\nkind: new\n"


def test_orders_stand_by_the_day_they_take_effect_then_by_signing_then_by_number(sample):
    heads = {
        "9": "number: 9\nsigned: 5/1/2568\neffective: 1/2/2568\n",
        "3": "number: 3\nsigned: 7/1/2568\neffective: 1/2/2568\n",
        "10": "number: 10\nsigned: 5/1/2568\neffective: 1/2/2568\n",
        "2": "number: 2\nsigned: 9/1/2568\n",
        "1": "number: 1\nsigned: 1/1/2568\neffective: 1/3/2568\n",
    }
    files = {name: text for name, text in sample.items() if not name.startswith("orders/")}
    manual = load(Sources({**files, **{f"orders/2568-{n}.yml": ORDER + text for n, text in heads.items()}}))
    assert [o.number for o in manual.orders] == [2, 9, 10, 3, 1]
    assert manual.orders[0].file == "orders/2568-2.yml"


def test_a_procedure_that_the_handbook_does_not_list_comes_after_those_it_lists(sample):
    manual = load(Sources({**sample, "procedures/a.yml": "title: ก\n" + STEPS}))
    assert [p.id for p in manual.procedures] == [*manual.handbook.procedures, "a"]


def test_a_register_that_is_not_there_is_empty(sample):
    manual = load(Sources({name: text for name, text in sample.items() if name not in ("forms.yml", "references.yml", "calendar.yml")}))
    assert (manual.forms.forms, manual.references.references, manual.calendar.windows) == ((), (), ())
    assert len(manual.people.persons) == 8 and manual.organization.units[0].id == "ministry"


def test_a_copied_manual_looks_up_what_it_was_given(sample):
    manual = load(Sources(sample))
    first, *rest = manual.procedures
    assert first.id in manual.procedure
    assert first.id not in manual.model_copy(update={"procedures": tuple(rest)}).procedure


def test_a_missing_choice_is_told_with_what_may_be_chosen(sample):
    [problem] = refused({**sample, "organization.yml": sample["organization.yml"].replace(", kind: ministry", "", 1)})
    assert (problem.code, problem.message) == ("SOP-L002", "ขาดรายการ “kind”")
    assert problem.mend.startswith("เพิ่ม “kind: …” เลือกจาก ministry, agency, office, group, ")


def test_files_parsed_before_their_turn_or_by_an_earlier_program_give_the_same(sample, tmp_path, monkeypatch):
    kept, name = Cache(tmp_path), "procedures/acquire-books.yml"
    broken = {**sample, "procedures/broken.yml": "title: [\n", "procedures/again.yml": sample[name] + "title: x\n"}
    edited = {**sample, name: sample[name].replace("title: ", "title: ใหม่ ", 1)}
    expected, wrong, changed = load(Sources(sample)), refused(broken), load(Sources(edited))
    monkeypatch.setattr(parsing, "MANY_TEXTS", 1)
    parsed, parse = [], parsing._data
    monkeypatch.setattr(parsing, "_data", lambda name, text, read: parsed.append(text) or parse(name, text, read))

    def anew(files, times):
        """Loaded as by another program, with so many of its files parsed."""
        loading.record.cache_clear()
        parsing._ONCE.clear()
        parsed.clear()
        found = refused(files, kept) if files is broken else load(Sources(files), kept)
        assert len(parsed) == times
        return found

    assert anew(sample, len(sample)) == anew(sample, 0) == expected
    assert anew(broken, 4) == wrong and {p.file for p in wrong} == {"procedures/broken.yml", "procedures/again.yml"}
    assert anew(edited, 1) == changed != expected
    assert load(Sources(edited), Cache(tmp_path / "other")) == changed and parsed == [edited[name]]
