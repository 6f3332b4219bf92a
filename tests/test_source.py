"""Reading: whatever is in the folder ends as data or as a problem, in bounded time, never as a traceback."""

import os
import random
import re
import stat
import sys
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.load.loading import load
from generator.rules import check, check_rest
from generator.source import parsing, reading
from generator.source.parsing import MAX_BYTES, Invalid, Sources, locate, parse
from tests import LONG
from tests.invalid_case import SAMPLE

EXAMPLES = 200_000 if LONG else 700
"""The long run takes a quarter of an hour."""


def code(text: str) -> str:
    with pytest.raises(Invalid) as caught:
        parse("a.yml", text)
    [problem] = caught.value.problems
    assert problem.line and problem.column
    return problem.code


def test_scalars_stay_text():
    text = "a: 16:30\nb: no\nc: 010\nd: 2567-01-01\ne: ~\nf:\ng: ''\nh: [1.0, {i: null}]\n"
    assert parse("a.yml", text) == {"a": "16:30", "b": "no", "c": "010", "d": "2567-01-01", "e": "~", "f": None, "g": "", "h": ["1.0", {"i": "null"}]}


@pytest.mark.parametrize("text", ["", "# หมายเหตุ\n", "---\n", "\n\n"])
def test_nothing_is_an_empty_record(text):
    assert parse("a.yml", text) == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &x 1\nb: *x\n", "SOP-S008"),
        ("a: *x\n", "SOP-S008"),
        ("a: !!python/object/apply:os.system [ls]\n", "SOP-S008"),
        ("a: !foo 1\n", "SOP-S008"),
        ("a: !<tag:x> {b: c}\n", "SOP-S008"),
        ("<<: {a: b}\n", "SOP-S008"),
        ("%YAML 1.1\n---\na: b\n", "SOP-S008"),
        ("%TAG ! tag:x:\n---\na: b\n", "SOP-S008"),
        ("a: 1\n...\nb: 2\n", "SOP-S004"),
        (" a: 1\nb: 2\n", "SOP-S004"),
        ("a: 1\n...\n---\nb: 2\n", "SOP-S010"),
        ("a: 1\n...\nb: 2\n", "SOP-S004"),
        (" a: 1\nb: 2\n", "SOP-S004"),
        ("a: 1\n...\n---\nb: 2\n", "SOP-S010"),
        ("? [a]\n: b\n", "SOP-S007"),
        ("a: 1\na: 2\n", "SOP-S005"),
        ("a: {b: 1, b: 2}\n", "SOP-S005"),
        ("a: \x00\n", "SOP-S009"),
        ("a: \x1b[31m\n", "SOP-S009"),
        ("a: \ufeffb\n", "SOP-S009"),
        ("a: \ud800\n", "SOP-S009"),
        ('a: "\\0"\n', "SOP-S009"),
        ('a: "\\uFEFF"\n', "SOP-S009"),
        ("a: b: c\n", "SOP-S004"),
        ("a:\n\tb: c\n", "SOP-S004"),
        ("a: 'b\n", "SOP-S004"),
        ('a: "b\\q"\n', "SOP-S004"),
        ("a: [b\n", "SOP-S004"),
        ("a: {b\n", "SOP-S004"),
        ("a: @b\n", "SOP-S004"),
        ("- a\nb: c\n", "SOP-S004"),
        ("a: 'b' c\n", "SOP-S004"),
        ("a\n: :\n b", "SOP-S004"),
    ],
)
def test_what_yaml_can_do_and_data_need_not_is_refused(text, expected):
    assert code(text) == expected


def test_a_merge_and_too_deep_a_value_are_told_with_their_remedy():
    for text, code_, mend in (
        ("a: {<<: {b: c}}\n", "SOP-S008", "เขียนรายการให้ครบทุกบรรทัด"),
        ("a: " + "[" * 90 + "]" * 90, "SOP-S006", "ลดจำนวนชั้นของข้อมูล"),
    ):
        with pytest.raises(parsing.Invalid) as refused:
            parsing.parse("a.yml", text)
        [problem] = refused.value.problems
        assert (problem.code, problem.mend) == (code_, mend)


BOMBS = {
    "laughs": "a: &a [x,x]\n" + "".join(f"b{n}: &b{n} [*a,*a]\n" for n in range(9)),
    "flow depth": "a: " + "[" * 900_000,
    "map depth": "{a: " * 400_000,
    "block depth": "- " * 900_000,
    "key depth": "? " * 900_000,
    "indent depth": "".join(" " * n + "a:\n" for n in range(1500)),
    "tags": "%TAG !a! x\n" * 100_000,
    "quotes": "a: '" + "'" * 1_900_000,
    "long line": "a: " + "ก" * 600_000,
    "many keys": "".join(f"k{n}: v\n" for n in range(150_000)),
    "many items": "a:\n" + "- b\n" * 450_000,
    "colons": "a" + ":" * 1_900_000,
    "flow colons": "[" + "a:," * 600_000,
    "comments": "#\n" * 900_000,
    "newlines": "a:" + "\n" * 1_900_000 + " b",
    "spaces": "a: b" + " " * 1_900_000 + "c",
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_of_the_largest_size_ends_soon(name):
    text = BOMBS[name]
    assert len(text.encode()) <= MAX_BYTES
    start = time.process_time()
    try:
        parse("a.yml", text)
    except Invalid as invalid:
        assert all(len(p.message) < 300 for p in invalid.problems)
    assert time.process_time() - start < 20


TRIAL = "title: ก\nunit: reading-group\nsteps: [{id: a, label: ก}]\n"
FLOODS = {
    "steps": TRIAL.replace("[{id: a, label: ก}]", "") + "".join(f"  - {{id: s{n}, label: ก}}\n" for n in range(40_000)),
    "ways": TRIAL.replace("ก}", "ก, next: [a" + "".join(f", s{n}" for n in range(40_000)) + "]}"),
    "references": TRIAL + "references: [a" + "".join(f", r{n}" for n in range(40_000)) + "]\n",
    "unknown keys": TRIAL + "".join(f"k{n}: x\n" for n in range(40_000)),
    "remarks": TRIAL + "objectives:\n" + "".join(f"  - ก #x{n}\n" for n in range(25_000)),
    "exceptions": TRIAL + "allow:\n" + "".join(f"  SOP-X{n}: ก\n" for n in range(25_000)),
    "digits": TRIAL + "objectives: [" + "1" * 600_000 + "๑]\n",
    "names": TRIAL + "objectives: [" + "นาย" * 60_000 + "]\n",
}


@pytest.mark.parametrize("name", FLOODS)
def test_a_flood_in_one_procedure_is_checked_in_bounded_time(name):
    sources = Sources({**SAMPLE_FILES, "procedures/trial.yml": FLOODS[name]})
    start = time.process_time()
    try:
        check(load(sources), sources)
    except Invalid as invalid:
        assert len(invalid.problems) <= 1010
    assert time.process_time() - start < 30


def test_a_place_is_that_of_the_key_or_of_the_nearest_parent():
    text = "a: 1\nb:\n  - c: [x, {d: y}]\n  - e\n"
    assert locate(text, ("b", 0, "c", 1, "d")) == (3, 13)
    assert locate(text, ("b", 1)) == (4, 5)
    assert locate(text, ("b", 0, "duration", "c", 0)) == (3, 9)
    assert locate(text, ("b", 9, "z")) == (2, 1)
    assert locate(text, ()) == (1, 1)
    assert locate("a: [", ("a",)) == (1, 1)
    assert locate("{}:", ("a",)) == locate("? [a]\n: b\nc: d\n", ("c",)) == (1, 1)
    assert locate("", ("a",)) == (1, 1)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "sop").mkdir()
    return tmp_path / "sop"


def unreadable(folder) -> dict[str, str]:
    sources, problems = parsing.read(folder)
    assert sources.unreadable == problems
    assert not {p.file for p in problems} & set(sources.files)
    return {p.file: p.code for p in problems}


def test_names_are_posix_paths_and_hidden_files_are_left_out(folder):
    for name in ("a.yml", "b/c.yaml", "B.YML", ".hidden.yml", ".git/d.yml", "e.txt", "f.yml~"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("a: b\n")
    sources, problems = parsing.read(folder)
    assert (sorted(sources.files), problems) == (["B.YML", "a.yml", "b/c.yaml"], ())


def test_a_byte_order_mark_and_windows_lines_do_no_harm(folder):
    (folder / "a.yml").write_bytes("\ufeffa: ก\r\nb: ข\r\n".encode())
    sources, _ = parsing.read(folder)
    assert parse("a.yml", sources.files["a.yml"]) == {"a": "ก", "b": "ข"}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16_is_named(folder, encoding):
    (folder / "a.yml").write_bytes("title: การรับเรื่อง\nunit: a\n".encode(encoding))
    _, [problem] = parsing.read(folder)
    assert problem.code == "SOP-S003" and "UTF-16" in problem.message


@pytest.mark.parametrize("encoding", ["tis-620", "cp874"])
def test_windows_874_is_named_with_the_words_it_holds(folder, encoding):
    (folder / "a.yml").write_bytes("# ok\ntitle: การรับเรื่อง\n".encode(encoding))
    _, [problem] = parsing.read(folder)
    assert (problem.code, problem.line) == ("SOP-S003", 2)
    assert "Windows-874" in problem.message and "การรับเรื่อง" in problem.message


@pytest.mark.parametrize("data", ["été: café où naïve".encode("latin-1"), b"\x89PNG\r\n\x1a\n\x00\x00\xff", b"\xe0\xb8", b"PK\x03\x04\xff\xff\xff"])
def test_other_bytes_are_not_guessed_at(folder, data):
    (folder / "a.yml").write_bytes(data)
    _, [problem] = parsing.read(folder)
    assert problem.code == ("SOP-S015" if data[1:3] in (b"PN", b"K\x03") else "SOP-S003") and "874" not in problem.message


def test_a_file_too_large_is_not_read(folder):
    with (folder / "a.yml").open("wb") as file:
        file.truncate(10_000_000_000)  # sparse: reading it would end the test
    assert unreadable(folder) == {"a.yml": "SOP-S002"}
    [problem] = parsing.read(folder)[1]
    assert (problem.message, problem.mend) == ("แฟ้มใหญ่เกิน 2 เมกะไบต์", "แยกเป็นหลายแฟ้ม")


def test_too_many_files_stop_the_reading(folder, monkeypatch):
    monkeypatch.setattr(reading, "MAX_FILES", 3)
    for n in range(9):
        (folder / f"{n}.yml").write_text("a: b\n")
    assert unreadable(folder) == {"3.yml": "SOP-S016"}


def test_too_much_in_all_stops_the_reading(folder, monkeypatch):
    monkeypatch.setattr(reading, "MAX_TOTAL", 12)
    for n in range(9):
        (folder / f"{n}.yml").write_text("a: b\n")
    assert unreadable(folder) == {"2.yml": "SOP-S016"}
    [problem] = parsing.read(folder)[1]
    assert "แฟ้ม หรือ 0 เมกะไบต์" in problem.message and problem.mend.startswith("แยกเป็น")


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right on Windows")
def test_links_that_leave_the_folder_are_refused(folder, tmp_path):
    (tmp_path / "secret.yml").write_text("a: secret\n")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "b.yml").write_text("a: secret\n")
    (folder / "real.yml").write_text("a: b\n")
    (folder / "inside.yml").symlink_to(folder / "real.yml")
    (folder / "outside.yml").symlink_to(tmp_path / "secret.yml")
    (folder / "linked").symlink_to(tmp_path / "other")
    (folder / "loop").symlink_to(folder)
    (folder / "round.yml").symlink_to(folder / "round.yml")
    (folder / "gone.yml").symlink_to(folder / "nothing.yml")
    assert unreadable(folder) == {
        "outside.yml": "SOP-S014", "linked": "SOP-S014", "loop": "SOP-S014", "round.yml": "SOP-S001", "gone.yml": "SOP-S001",
    }  # fmt: skip
    assert sorted(parsing.read(folder)[0].files) == ["inside.yml", "real.yml"]


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes in folders on Windows")
def test_a_pipe_does_not_hold_the_program_up(folder):
    os.mkfifo(folder / "a.yml")
    assert unreadable(folder) == {"a.yml": "SOP-S015"}
    [problem] = parsing.read(folder)[1]
    assert (problem.message, problem.mend) == ("ไม่ใช่แฟ้มข้อมูลปกติ", "ลบหรือย้ายออกจากโฟลเดอร์ข้อมูล")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_name_that_is_no_text_is_told(folder):
    with open(os.fsencode(folder) + b"/\xff.yml", "w") as file:  # noqa: PTH123 - a Path cannot hold these bytes
        file.write("a: b\n")
    [(name, found)] = unreadable(folder).items()
    assert found == "SOP-S017"
    name.encode()


def test_a_file_that_may_not_be_read_is_told(folder, monkeypatch):
    path = folder / "a.yml"
    path.write_text("a: b\n")
    path.chmod(0)
    if os.access(path, os.R_OK):  # root reads everything

        def refuse(self):
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr("pathlib.Path.read_bytes", refuse)
    assert unreadable(folder) == {"a.yml": "SOP-S001"}
    path.chmod(stat.S_IRUSR | stat.S_IWUSR)


SAMPLE_FILES = dict(parsing.read(SAMPLE)[0].files)
SAMPLE_PROBLEMS = set(check(load(Sources(SAMPLE_FILES)), Sources(SAMPLE_FILES)))
NASTY = [
    b"&a ", b"*a", b"!!x ", b"<<: ", b"---\n", b"...\n", b"%YAML\n", b"? ", b": ", b"- ", b"[", b"]", b"{", b"}", b"\t", b"\0", b"\r", b'"', b"'", b"|\n", b">\n", b"#",
    b"\\", b"\xff", b"\xef\xbb\xbf", "\u200b".encode(), "\u0e4d\u0e32".encode(), "เเ".encode(), "๙".encode(), b"9" * 400, b"../", b"null", b"~", b"  ", b"\n", b"\n\n",
    b"2022-13-45", "31 กุมภาพันธ์ 2565".encode(), b"<script>", b"{{ x }}", b"__proto__: x\n", b"id: con\n", b"x" * 3000, "\U0001f600".encode(), b"\xed\xa0\x80",
]  # fmt: skip


def mutated(name: str, seed: int) -> bytes:
    """A sample file after a few random edits of its bytes."""
    chance, data = random.Random(seed), SAMPLE_FILES[name].encode()
    for _ in range(chance.randint(1, 5)):
        at = chance.randint(0, len(data))
        to = min(len(data), at + chance.choice((0, 1, 3, 30, 300)))
        other = chance.randint(0, len(data))
        data = chance.choice(
            [
                data[:at] + data[to:],
                data[:at] + chance.choice(NASTY) + data[at:],
                data[:at] + chance.choice(NASTY) + data[to:],
                data[:at] + data[at:to] * 2 + data[to:],
                data[:at] + data[other : other + 40] + data[at:],
                data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :],
            ]
        )
    return data


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(name=st.sampled_from(sorted(SAMPLE_FILES)), seed=st.integers(0, 2**32))
def test_no_bytes_make_anything_but_a_manual_or_problems(name, seed):
    try:
        text = reading.decoded(mutated(name, seed))
    except reading.Unreadable:
        return
    sources = Sources({**SAMPLE_FILES, name: text})
    try:
        found = check(load(sources), sources)
    except Invalid as invalid:
        found = invalid.problems
        assert found
        blamed = {p for p in check_rest(sources, found) if p not in SAMPLE_PROBLEMS}
        gone = {p for p in blamed if all(named not in text for named in re.findall("“(.+?)”", p.message))}
        assert blamed == gone, "a file that is not read makes the others look wrong, but for what is no longer in it"
    lines = text.count("\n") + text.count("\r") + 2
    for problem in found:
        assert problem.file != name or problem.line <= lines
        assert "Input should" not in problem.message and "validat" not in problem.message


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("ab:,-?![]{}&*|>%@`'\"\\#\n \t\r\u0085\u2028กแ1~<")), max_size=60))
def test_no_text_of_signs_makes_anything_but_data_or_problems(text):
    try:
        data = parse("a.yml", text)
    except Invalid as invalid:
        assert len(invalid.problems) == 1
    else:
        assert isinstance(data, str | list | dict)
    locate(text, ("a", 0, "b"))
