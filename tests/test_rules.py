"""Every rule has its smallest bad input, tells it once, at the place, in Thai."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import report
from generator.cli import rules as door
from generator.cli.check import command as check_command
from generator.load.loading import load
from generator.rules import check, every
from generator.rules.letters import GARBLED
from generator.rules.rule import FINDING, families
from generator.rules.rule import rule as registering
from generator.rules.spelling import same_name
from generator.source import parsing
from generator.source.parsing import Sources
from tests.invalid_case import CASES, EXPECTED, SAMPLE, build, problems, told

ROOT = Path(__file__).parent.parent
RULES = every()
BUILT_IN_TESTS = {"SOP-S001", "SOP-S002", "SOP-S014", "SOP-S015", "SOP-S016", "SOP-S017", "SOP-L020"}
"""Files that cannot be kept in a repository on every system: made in test_source and test_load."""

cases = sorted(p for p in CASES.iterdir() if p.is_dir())


@pytest.fixture(scope="module")
def sample_problems():
    return set(problems(SAMPLE))


def code_of(case: Path) -> str:
    return case.name[:8]


@pytest.mark.parametrize("case", cases, ids=lambda p: p.name)
def test_the_smallest_bad_input_is_told_with_place_and_remedy(case, tmp_path, sample_problems):
    found = [p for p in problems(build(case, tmp_path / "sop")) if p not in sample_problems]
    assert told(tuple(p for p in found if p.code == code_of(case))) == (case / EXPECTED).read_text("utf-8")


@pytest.mark.parametrize("case", [c for c in cases if RULES[code_of(c)].level == "error"], ids=lambda p: p.name)
def test_an_error_is_the_only_error_that_its_cause_gives(case, tmp_path):
    found = problems(build(case, tmp_path / "sop"))
    assert {p.code for p in found if p.level == "error"} == {code_of(case)}


def test_every_rule_has_a_case_and_every_case_a_rule():
    assert {code_of(c) for c in cases} | BUILT_IN_TESTS == set(RULES)


@pytest.mark.parametrize("folder", [SAMPLE, ROOT / "sop"], ids=["sample", "real"])
def test_our_own_offices_have_no_error(folder):
    assert [p for p in problems(folder) if p.level == "error"] == []


def test_every_code_in_the_program_is_a_rule():
    used = {code for path in (ROOT / "generator").rglob("*.py") for code in re.findall(r"SOP-[A-Z]\d{3}", path.read_text("utf-8"))}
    assert len(used) > 100 and used <= set(RULES)


def test_every_rule_in_the_data_file_has_a_function_and_every_function_a_text():
    assert len(FINDING) > 100
    assert {code for code in RULES if code[4] not in "SL"} == set(FINDING)
    with pytest.raises(ValueError, match="two functions"):
        registering("SOP-R001", "error")(lambda _: iter(()))


def test_codes_are_in_families_and_in_sequence():
    listed = [(letter, list(family["rules"])) for letter, family in families().items()]
    assert [letter for letter, _ in listed] == list("SLRPOTN")
    assert all(re.fullmatch(rf"SOP-{letter}\d{{3}}", code) for letter, mine in listed for code in mine)
    assert all(mine == sorted(mine) for _, mine in listed)
    assert list(RULES) == sorted(RULES)


def test_every_rule_shows_a_bad_and_a_good_example_and_says_so_in_thai():
    for rule in RULES.values():
        assert rule.bad and rule.good and rule.bad != rule.good, rule.code
        assert re.search("[ก-๙]", rule.title), rule.code


@pytest.mark.parametrize("code", [c for c in RULES if c[4] not in "SL"])
def test_good_examples_are_yaml(code):
    parsing.parse("example.yml", RULES[code].good)


def test_the_page_of_rules_is_up_to_date():
    page = (ROOT / "docs" / "help" / "rules.md").read_text("utf-8")
    assert page == door.as_markdown(list(RULES.values())) + "\n", "run: python3 -m generator rules --format markdown > docs/help/rules.md"


def test_the_list_of_rules_in_each_format():
    run = CliRunner().invoke
    assert len(run(door.command, []).output.splitlines()) == len(RULES)
    assert [r["code"] for r in json.loads(run(door.command, ["--format", "json"]).output)] == list(RULES)
    assert "ผิด" in run(door.command, ["sop-p002"]).output
    assert run(door.command, ["SOP-X999"]).exit_code == 2


def edited(**files: str) -> Sources:
    sources, _ = parsing.read(SAMPLE)
    return Sources({**sources.files, **{name.replace("__", "/") + ".yml": text for name, text in files.items()}})


def codes(sources: Sources, file: str) -> list[str]:
    return [p.code for p in check(load(sources), sources) if p.file == file]


TRIAL = "title: ทดลอง\nunit: reading-group\n{head}steps:\n  - {{id: a, label: เเจ้ง{more}}}\n  - {{id: b, label: เเจ้งผล}}\n"


def test_a_written_reason_silences_a_warning_on_its_record_only():
    plain = codes(edited(procedures__trial=TRIAL.format(head="", more="")), "procedures/trial.yml")
    one = codes(edited(procedures__trial=TRIAL.format(head="", more=", allow: {SOP-T003: ตามต้นฉบับ}")), "procedures/trial.yml")
    whole = codes(edited(procedures__trial=TRIAL.format(head="allow: {SOP-T003: ตามต้นฉบับ}\n", more="")), "procedures/trial.yml")
    assert [c.count("SOP-T003") for c in (plain, one, whole)] == [2, 1, 0]


def test_a_written_reason_does_not_silence_an_error():
    text = TRIAL.format(head="allow: {SOP-P002: จะแก้}\n", more=", next: nowhere")
    found = codes(edited(procedures__trial=text), "procedures/trial.yml")
    assert "SOP-P002" in found and "SOP-N003" in found


def test_a_reason_on_one_step_takes_it_out_of_the_list_of_steps():
    text = TRIAL.format(head="", more=", allow: {SOP-P022: ต้นฉบับเว้นว่าง}")
    sources = edited(procedures__trial=text)
    [found] = [p for p in check(load(sources), sources) if p.code == "SOP-P022" and p.file == "procedures/trial.yml"]
    assert found.message.startswith("ขั้นตอนที่ 2 ")


@pytest.mark.parametrize(
    ("head", "more", "idle"),
    [
        ("allow: {SOP-T003: ตามต้นฉบับ}\n", "", 0),
        ("", ", allow: {SOP-T003: ตามต้นฉบับ}", 0),
        ("allow: {SOP-T004: ตามต้นฉบับ}\n", "", 1),
        ("", ", time: {kind: immediate}, allow: {SOP-P022: ต้นฉบับเว้นว่าง, SOP-P023: ต้นฉบับเว้นว่าง}", 1),
        ("", ", allow: {SOP-P022: ต้นฉบับเว้นว่าง}", 0),
        ("allow: {SOP-P022: ต้นฉบับเว้นว่าง}\n", "", 0),
        ("allow: {SOP-P030: ยังไม่ใช้}\n", "", 0),
        ("allow: {SOP-P999: ไม่มีกฎนี้}\n", "", 0),
        ("allow: {SOP-P030: ยังไม่ใช้}\n", ", next: nowhere", 0),
    ],
)
def test_an_exception_that_excuses_nothing_any_more_is_told(head, more, idle):
    found = codes(edited(procedures__trial=TRIAL.format(head=head, more=more)), "procedures/trial.yml")
    assert found.count("SOP-N004") == idle


def test_one_lost_record_is_told_once_with_the_files_that_name_it(tmp_path):
    folder = tmp_path / "sop"
    shutil.copytree(SAMPLE, folder)
    path = folder / "organization.yml"
    path.write_text(path.read_text("utf-8").replace("{id: acquisition,", "{id: getting,"), "utf-8")
    [found] = [p for p in problems(folder) if p.level == "error"]
    assert "“acquisition”" in found.message and "people.yml" in found.message and "procedures/acquire-books.yml" in found.message


def test_a_register_that_is_not_there_is_told_once(tmp_path):
    folder = tmp_path / "sop"
    shutil.copytree(SAMPLE, folder)
    (folder / "forms.yml").unlink()
    [found] = [p for p in problems(folder) if p.level == "error"]
    assert "forms.yml" in found.message and "trip-plan" in found.message


@pytest.mark.parametrize("ways", ["branches: [{label: ใช่, to: b}], ", ""])
def test_a_decision_without_its_ways_out_does_not_make_other_steps_unreachable(ways):
    steps = f"  - {{id: a, kind: decision, {ways}label: ผ่านหรือไม่}}\n"
    text = "title: ทดลอง\nunit: reading-group\nsteps:\n" + steps + "  - {id: b, label: ก, next: a}\n  - {id: c, label: ข}\n"
    sources = edited(procedures__trial=text)
    assert [p.code for p in check(load(sources), sources) if p.level == "error"] == ["SOP-P003"]


def test_problems_come_sorted_and_once():
    found = problems(SAMPLE)
    assert list(found) == sorted(found)
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(
    ("broken", "old", "new"),
    [
        ("procedures/acquire-books.yml", "unit: acq", "unti: acq"),
        ("procedures/acquire-books.yml", "unit: acq", "unit acq"),
        ("calendar.yml", "windows:", "windows"),
        ("handbook.yml", "office: reading-office", "office: [reading-office]"),
        ("people.yml", "birth_month: มีนาคม", "birth_month: มีนา"),
    ],
)
def test_a_file_that_cannot_be_loaded_does_not_hide_the_mistakes_of_the_others(tmp_path, broken, old, new):
    folder = tmp_path / "sop"
    shutil.copytree(SAMPLE, folder)
    order = folder / "orders" / "2567-101.yml"
    order.write_text(order.read_text("utf-8").replace("person: pokkhaeng", "person: pokkhang"), "utf-8")
    path = folder / broken
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    found = [p for p in problems(folder) if p.level == "error"]
    assert len(found) == 2 and {p.file for p in found} == {broken, "orders/2567-101.yml"}
    assert [p.code for p in found if p.file != broken] == ["SOP-R001"]


@pytest.mark.parametrize("register", ["people.yml", "organization.yml", "forms.yml", "references.yml", "calendar.yml"])
@pytest.mark.parametrize(("old", "new"), [("id: ", "id: ก"), ("id: ", "di: "), (":", ""), ("- ", "-")])
def test_a_broken_register_is_told_once_and_not_at_every_place_that_names_it(tmp_path, register, old, new):
    folder = tmp_path / "sop"
    shutil.copytree(SAMPLE, folder)
    path = folder / register
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    assert {p.file for p in problems(folder) if p.level == "error"} == {register}


def test_strict_makes_warnings_fail():
    run = CliRunner().invoke
    assert run(check_command, ["--sop", str(SAMPLE)]).exit_code == 0
    assert run(check_command, ["--sop", str(SAMPLE), "--strict"]).exit_code == 1


def test_the_check_starts_without_the_slow_packages():
    script = (
        "import sys\nfrom pathlib import Path\nfrom generator.cli.folder import checked\n"
        f"checked(Path({str(ROOT / 'sop')!r}))\n"
        "print([m for m in ('pythainlp', 'jinja2', 'typst', 'pygraphviz', 'mkdocs', 'fontTools') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_problems_do_not_hang_on_the_hash_seed(tmp_path):
    for case in cases:
        if code_of(case) in {"SOP-O028", "SOP-O029", "SOP-R013", "SOP-L009"}:
            folder = build(case, tmp_path / case.name)
            told_by = [
                subprocess.run(
                    [sys.executable, "-m", "generator", "check", "--sop", folder],
                    cwd=ROOT,
                    capture_output=True,
                    env={**os.environ, "PYTHONHASHSEED": seed},
                    check=False,
                ).stdout
                for seed in ("1", "2")
            ]
            assert told_by[0] == told_by[1] != b""


def test_the_formats_agree_and_name_the_folder_as_given():
    run = CliRunner().invoke
    as_json = json.loads(run(check_command, ["--sop", str(SAMPLE), "--format", "json"]).output)
    as_text = run(check_command, ["--sop", str(SAMPLE)]).output.splitlines()
    as_github = run(check_command, ["--sop", str(SAMPLE), "--format", "github"]).output.splitlines()
    assert len(as_json) == len(as_github) == (len(as_text) - 1) / 2
    assert set(as_json[0]) == {"file", "line", "column", "code", "level", "message", "mend", "path"}
    for problem, text, github in zip(as_json, as_text[:-1:2], as_github, strict=True):
        assert text.startswith(f"{SAMPLE.as_posix()}/{problem['file']}:{problem['line']}:{problem['column']}: ")
        assert f"line={problem['line']},col={problem['column']},title={problem['code']}::" in github


def test_a_line_of_a_message_cannot_make_a_command_of_its_own():
    problem = parsing.Problem("a,b:c.yml", 1, 1, "SOP-T001", "warning", "ก\n::error::ข", "100%")
    assert report.as_github([problem]) == "::warning file=sop/a%2Cb%3Ac.yml,line=1,col=1,title=SOP-T001::ก%0A::error::ข วิธีแก้: 100%25"


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("นางสาวดัชนี ค้นคำ", "น.ส.ดัชณี ค้นคำ", True),
        ("นายสมศักดิ์ ใจดี", "นายสมศักดิ ใจดี", True),
        ("นางสาวณัฐธิดา พรมมา", "นางสาวนัทธิดา พรหมมา", True),
        ("นายสมชาย ใจดี", "นายสมหมาย ใจดี", False),
        ("นายสมชาย ใจดี", "นางสมชาย ใจงาม", False),
        ("นายวิทยา ใจดี", "นายวิทวัส ใจดี", False),
        ("นายแดง ดีมาก", "นายแจง ดีมาก", False),
    ],
)
def test_two_spellings_of_one_name_are_known_and_relatives_are_not(one, two, same):
    assert same_name(one, two) is same


def test_text_garbled_by_a_wrong_encoding_is_known():
    words = "การรับเรื่อง"
    for garbled in (words.encode().decode("latin-1"), words.encode().decode("cp874", "replace"), words.encode().decode("cp1252", "replace")):
        assert GARBLED.search(garbled)
    assert not GARBLED.search("เธอและเธอ เนื้อหา เน้น เธอ")


@pytest.mark.parametrize(
    ("label", "code", "told_"),
    [
        ("uำส่ง", "SOP-T007", True),
        ("กำหuดวัน", "SOP-T007", True),
        ("ก0หนด", "SOP-T007", True),
        ("ตรวcสอบ", "SOP-T007", True),
        ("เสนอผู้อำนวยกาs", "SOP-T007", True),
        ("จัดทำรายงาu เสนอ", "SOP-T007", True),
        ("จัดlวลา", "SOP-T007", True),
        ("ระบบ e-Office งาน IT และ BBLตามแผน", "SOP-T007", False),
        ("กลุ่มa แบบS ค่าn ข้อo รายวิชาs ระดับm Iฉบับ", "SOP-T007", False),
        ("คุูมือ", "SOP-T004", True),
        ("แแจ้งผล", "SOP-T004", True),
        ('"่รับเรื่อง"', "SOP-T006", True),
        ("่รับเรื่อง", "SOP-T006", True),
        ("เ่รื่อง", "SOP-T006", True),
        ("ร้อยละ 8O", "SOP-T007", True),
        ("ร้อยละ l0", "SOP-T007", True),
        ("ก๊าซ CO2 และ H2O ตามข้อ 5 ของ ISO 9001", "SOP-T007", False),
        ("ระเบียบ พ.ศ. 2542 และอนุสัญญา ค.ศ. 1999", "SOP-T013", False),
        ("ห้อง 2025", "SOP-T013", False),
        ('"รับ #ด่วน" # หมายเหตุ', "SOP-T012", False),
        ("รับ C#", "SOP-T012", False),
        ("รับ #ด่วน", "SOP-T012", True),
    ],
)
def test_what_looks_alike_is_told_and_what_is_right_is_not(label, code, told_):
    text = f"title: ทดลอง\nunit: reading-group\nsteps:\n  - id: a\n    label: {label}\n"
    assert (code in codes(edited(procedures__trial=text), "procedures/trial.yml")) is told_


def test_a_latin_letter_at_the_end_of_a_word_is_named_with_the_word_that_is_meant():
    text = "title: ทดลอง\nunit: reading-group\nsteps:\n  - id: a\n    label: ตรวจแล้วเสนอผู้อำนวยกาs\n"
    sources = edited(procedures__trial=text)
    [found] = [p for p in check(load(sources), sources) if p.code == "SOP-T007"]
    assert (found.line, found.column, found.message) == (5, 34, "อักษรละติน “s” ในคำ “ผู้อำนวยการ”")


@pytest.mark.parametrize(
    ("words", "told_"),
    [
        ("text: ตรวจภายใน 5 วัน", True),
        ("standard: ตรวจเสร็จภายใน 5 วัน", True),
        ("standard: ตรวจเสร็จภายใน ๓ วัน", False),
        ("text: ใช้เวลา 1-3 วัน", True),
        ("text: ใช้เวลา 2–3 วัน", False),
        ("text: ใช้เวลา 2 ถึง 3 วัน", False),
        ("text: ตรวจภายใน 5 นาที", False),
    ],
)
def test_the_narrative_and_the_standard_agree_with_the_form(words, told_):
    text = f"title: ทดลอง\nunit: reading-group\nsteps:\n  - id: a\n    label: ตรวจ\n    {words}\n    time: {{kind: duration, unit: day, min: 2, max: 3}}\n"
    assert ("SOP-P032" in codes(edited(procedures__trial=text), "procedures/trial.yml")) is told_


def test_nobody_leaves_before_arriving(tmp_path):
    folder = tmp_path / "sop"
    shutil.copytree(SAMPLE, folder)
    path = folder / "people.yml"
    path.write_text(
        path.read_text("utf-8").replace("    left: {date: 30 เมษายน 2566", "    arrived: 1/1/2567\n    left: {date: 30 เมษายน 2566"), "utf-8"
    )
    assert [p.code for p in problems(folder) if p.level == "error"] == ["SOP-O011"]
