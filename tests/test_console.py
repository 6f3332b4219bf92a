"""What is said on consoles that lack letters, are full, closed, or read no further: never a traceback, always the right exit code."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.runtime import console

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "tests" / "sample" / "sop"
ORDER = SAMPLE / "orders" / "2568-20.yml"
COMMANDS = {
    "check": (0, "check --sop {sop}"),
    "check-json": (0, "check --format json --sop {sop}"),
    "check-bad": (1, "check --sop {bad}"),
    "plan": (0, "plan {order} --no-pages --sop {sop}"),
    "plan-html": (0, "plan {order} --no-pages --format html --sop {sop}"),
    "who": (0, "who reading-report --sop {sop}"),
    "who-nobody": (1, "who ☐→ --sop {sop}"),
    "diff": (0, "diff 1/1/2567 1/1/2568 --sop {sop}"),
    "new": (0, "new person xx --name นายก --sop {sop}"),
    "new-bad": (2, "new person ☐ --name นายก --sop {sop}"),
    "rules": (0, "rules"),
    "schema": (0, "schema --output {out} --sop {sop}"),
    "print": (0, "print --procedure reading-report --output {out} --sop {sop}"),
    "build": (0, "build --no-book --config {project}/mkdocs.yml --site {project}/site --sop {sop}"),
    "build-bad": (1, "build --no-book --config {project}/mkdocs.yml --site {project}/site --sop {bad}"),
    "serve-bad": (1, "serve --config {project}/mkdocs.yml --port 18999 --sop {bad}"),
    "help": (0, "--help"),
    "help-build": (0, "build --help"),
    "version": (0, "--version"),
    "nothing": (2, "nothing→"),
}
"""Each command with its exit code."""
ALONE = ("check", "check-bad", "plan", "who", "who-nobody", "diff", "new", "rules", "schema", "print", "build", "serve-bad", "help")


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    folder = tmp_path_factory.mktemp("office")
    bad = folder / "bad"
    for path in SAMPLE.rglob("*.yml"):
        (bad / path.relative_to(SAMPLE)).parent.mkdir(parents=True, exist_ok=True)
        (bad / path.relative_to(SAMPLE)).write_bytes(path.read_bytes())
    people = bad / "people.yml"
    people.write_text(people.read_text("utf-8").replace("position:", "positon→☐:", 1), "utf-8")
    project = folder / "project"
    project.mkdir()
    (project / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    for name in ("overrides", "docs"):
        for path in (p for p in (ROOT / name).rglob("*") if p.is_file() and "manual" not in p.parts):
            (project / path.relative_to(ROOT)).parent.mkdir(parents=True, exist_ok=True)
            (project / path.relative_to(ROOT)).write_bytes(path.read_bytes())
    return {"sop": SAMPLE, "order": ORDER, "bad": bad, "out": folder / "out", "project": project}


def command(name, places):
    return [sys.executable, "-m", "generator", *(word.format(**places) for word in COMMANDS[name][1].split())]


def run(name, places, encoding="utf-8", **options):
    env = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    return subprocess.run(command(name, places), cwd=ROOT, env=env, check=False, **pipes)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_thai_windows_pipe_gets_thai_and_plain_letters_for_the_rest(name, places):
    done = run(name, places, "cp874")
    said, wrong = (text if name == "plan-html" else text.decode("cp874") for text in (done.stdout, done.stderr))
    assert done.returncode == COMMANDS[name][0], done.stderr
    assert b"Traceback" not in done.stderr
    assert "version" in name or name == "plan-html" or any("ก" <= letter <= "๛" for letter in said + wrong)
    if name == "plan":
        assert "นางสาวดัชนี ค้นคำ -> นายคั่นหน้า อ่านต่อ" in said
    if name in ("who-nobody", "new-bad"):
        assert "[ ]" in wrong


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        *((n, "latin-1") for n in ("check-bad", "plan", "who-nobody", "diff", "help", "nothing")),
        *(("diff", e) for e in ("ascii", "cp437", "tis-620")),
    ],
)
def test_a_console_without_thai_gets_utf_8(name, places, encoding):
    done = run(name, places, encoding)
    read = encoding if encoding == "tis-620" else "utf-8"
    said = done.stdout.decode(read) + done.stderr.decode(read)
    assert done.returncode == COMMANDS[name][0], said
    assert "Traceback" not in said and any("ก" <= letter <= "๛" for letter in said)


@pytest.mark.parametrize("encoding", ["cp874", "tis-620", "latin-1"])
def test_json_stays_json(places, encoding):
    done = run("check-json", places, encoding)
    assert json.loads(done.stdout.decode(encoding if encoding != "latin-1" else "utf-8")) == json.loads(run("check-json", places).stdout)


def test_a_page_says_that_it_is_utf_8_and_is(places):
    assert run("plan-html", places, "cp874").stdout == run("plan-html", places).stdout


@pytest.mark.skipif(os.name == "nt", reason="/dev/full")
@pytest.mark.parametrize("name", ALONE)
def test_a_full_output_is_told_by_words_and_code(name, places):
    with Path("/dev/full").open("wb") as full:
        done = run(name, places, stdout=full)
    wrong = done.stderr.decode()
    assert "Traceback" not in wrong
    quiet = name in ("who-nobody", "new-bad", "nothing")  # these say nothing on standard output
    assert done.returncode == (COMMANDS[name][0] or 1), wrong
    assert quiet or "แสดงผลไม่ครบ (พื้นที่เก็บข้อมูลเต็ม)" in wrong


@pytest.mark.skipif(os.name == "nt", reason="a POSIX shell")
@pytest.mark.parametrize(
    ("name", "closed"),
    [
        *(("check-bad", c) for c in (">&-", "2>&-", "<&- >&-")),
        *((n, "<&- >&- 2>&-") for n in ("check", "plan", "nothing", "build", "print")),
        ("who-nobody", "2>/dev/full"),
    ],
)
def test_closed_streams_change_no_exit_code(name, places, closed):
    line = " ".join(f"'{word}'" for word in command(name, places))
    done = subprocess.run(["sh", "-c", f"{line} {closed}"], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == COMMANDS[name][0], done.stderr
    assert b"Traceback" not in done.stderr and b"Error" not in done.stderr


@pytest.mark.parametrize("name", ALONE)
def test_a_reader_that_goes_away_stops_nothing(name, places):
    process = subprocess.Popen(command(name, places), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout and process.stderr
    process.stdout.close()
    wrong = process.stderr.read().decode()
    assert process.wait() == COMMANDS[name][0], wrong
    assert "Traceback" not in wrong and "Error" not in wrong


@pytest.mark.skipif(os.name == "nt", reason="names of files are text there")
def test_a_name_that_is_no_text_is_told(places):
    done = subprocess.run([*command("check", places)[:-1], b"\xff\xfe"], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 2 and b"Traceback" not in done.stderr and "ไม่พบโฟลเดอร์" in done.stderr.decode()


@pytest.mark.parametrize(("text", "shown"), [("ก → ข ☐", "ก -> ข [ ]"), ("é½", "e1/2"), ("\udcff", "\\xff"), ("“ก”…", "“ก”…"), ("漢\u200b", "?")])
def test_letters_that_a_code_page_lacks(text, shown):
    out = io.TextIOWrapper(io.BytesIO(), "cp874", console.ERRORS)
    out.write(text)
    out.flush()
    assert out.buffer.getvalue().decode("cp874") == shown
