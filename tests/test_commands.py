"""The commands: exit codes, Thai words, and a published site that no failure touches."""

import errno
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import cli
from generator.cli import COMMANDS, program
from generator.publish import files, swap
from generator.runtime import cache

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "tests" / "sample" / "sop"


def sop(*arguments, **options):
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False, **options
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_helps_in_thai_and_english(name):
    shown = CliRunner().invoke(program, [name, "--help"])
    assert shown.exit_code == 0
    assert any("ก" <= letter <= "๛" for letter in shown.output) and any(word.isascii() and len(word) > 4 for word in shown.output.split())


def test_check_says_by_its_exit_code_whether_there_is_an_error(tmp_path):
    good = sop("check", "--sop", str(SAMPLE))
    assert good.returncode == 0, good.stdout
    shutil.copytree(SAMPLE, tmp_path / "sop")
    people = tmp_path / "sop" / "people.yml"
    people.write_text(people.read_text("utf-8").replace("position:", "positon:", 1), "utf-8")
    bad = sop("check", "--sop", str(tmp_path / "sop"))
    assert bad.returncode == 1
    assert "people.yml:" in bad.stdout and "positon" in bad.stdout and "position" in bad.stdout
    assert sop("build", "--sop", str(tmp_path / "sop"), "--site", str(tmp_path / "site")).returncode == 1
    assert not (tmp_path / "site").exists()


def test_wrong_usage_is_told_apart():
    assert sop("nothing").returncode == 2
    assert sop("build", "--as-of", "31/2/2565").returncode == 2


def working(folder):
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    shutil.copytree(ROOT / "docs", folder / "docs", ignore=shutil.ignore_patterns("manual"))
    shutil.copytree(SAMPLE, folder / "sop")
    return ["build", "--no-book", "--sop", str(folder / "sop"), "--config", str(folder / "mkdocs.yml"), "--site", str(folder / "site")]


def run(monkeypatch, arguments):
    monkeypatch.setattr(sys, "argv", ["sop", *arguments])
    return cli.main()


def test_no_failure_touches_the_published_site(tmp_path, monkeypatch, capsys):
    arguments = working(tmp_path)
    assert run(monkeypatch, arguments) == 0
    before = files.digest(tmp_path / "site")

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device", "x.md")

    with monkeypatch.context() as patch:
        patch.setattr(files, "synchronise", full)
        shutil.rmtree(tmp_path / cache.FOLDER, ignore_errors=True)  # else nothing is made, since nothing has changed
        assert run(patch, arguments) == 1
    assert "พื้นที่เก็บข้อมูลเต็ม" in capsys.readouterr().err
    assert files.digest(tmp_path / "site") == before

    config = tmp_path / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(text + "\nwatch: 7\n", "utf-8")
    assert run(monkeypatch, arguments) == 1
    assert "เว็บไซต์เดิมยังอยู่ครบ" in capsys.readouterr().err
    assert files.digest(tmp_path / "site") == before
    config.write_text(text, "utf-8")

    order = next((tmp_path / "sop" / "orders").iterdir())
    good = order.read_text("utf-8")
    order.write_text(good + "\nnumber: [", "utf-8")
    assert run(monkeypatch, arguments) == 1
    assert files.digest(tmp_path / "site") == before
    order.write_text(good, "utf-8")

    shutil.rmtree(tmp_path / cache.FOLDER, ignore_errors=True)
    assert run(monkeypatch, arguments) == 0
    assert files.digest(tmp_path / "site") == before


def test_a_setting_that_the_site_builder_does_not_know_is_told(tmp_path, monkeypatch, capsys):
    arguments = working(tmp_path)
    with (tmp_path / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("\nno_such_setting: 1\n")
    assert run(monkeypatch, arguments) == 0
    assert "mkdocs เตือน: " in (said := capsys.readouterr().out) and "no_such_setting" in said


def test_a_build_that_changes_nothing_writes_nothing(tmp_path, monkeypatch, capsys):
    arguments = working(tmp_path)
    assert run(monkeypatch, arguments) == 0
    stamps = {p: p.stat().st_mtime_ns for p in (tmp_path / "docs" / "manual").rglob("*") if p.is_file() and not p.name.startswith(".")}
    capsys.readouterr()
    assert run(monkeypatch, arguments) == 0
    assert "ไม่มีอะไรเปลี่ยน" in capsys.readouterr().out
    assert stamps == {p: p.stat().st_mtime_ns for p in stamps}
    assert len(stamps) > 60


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("who", "ยังไม่ได้ระบุ WHAT"),
        ("who การจัดหา หนังสือ", "มีคำเกินมา: หนังสือ"),
        ("who x --on", "ตัวเลือก --on ต้องมีค่าตามหลัง"),
        ("who x --on เมื่อวาน", "--on: อ่านวันที่ “เมื่อวาน” ไม่ได้"),
        ("plan ไม่มี.yml", "ORDER.yml: ไม่พบแฟ้ม “ไม่มี.yml”"),
        ("check --sop ไม่มี", "--sop: ไม่พบโฟลเดอร์ “ไม่มี”"),
        ("check --fromat json", "ไม่มีตัวเลือก --fromat หมายถึง --format"),
        ("check --format xml", "--format: ใช้ได้เฉพาะ text หรือ json"),
        ("new order --number 0", "--number: ต้องเป็นจำนวนเต็มตั้งแต่ 1"),
        ("chekc", "ไม่มีคำสั่ง “chekc”"),
    ],
)
def test_a_command_typed_wrongly_is_told_in_thai_with_where_to_read_more(monkeypatch, capsys, typed, words):
    assert run(monkeypatch, typed.split()) == 2
    told = capsys.readouterr().err
    assert words in told and "ดูวิธีใช้ด้วย sop" in told and not {"Error", "Usage", "Try"} & set(re.findall(r"[A-Z][a-z]+", told))


def below(folder):
    """Every file and link below a folder, with its bytes."""
    return {p.relative_to(folder).as_posix(): p.readlink() if p.is_symlink() else p.read_bytes() for p in sorted(folder.rglob("*")) if not p.is_dir()}


@pytest.mark.parametrize(
    "site", ["docs", "docs/x", "docs/manual", "docs/manual/x/y", "sop", "sop/orders/x", "overrides/x", ".", "..", "../..", "site/../docs/x", "/"]
)
def test_a_site_among_its_sources_is_refused_and_nothing_is_written(tmp_path, monkeypatch, capsys, site):
    folder = tmp_path / "home" / "office"
    folder.mkdir(parents=True)
    working(folder)
    (folder / "site").mkdir()
    before = below(tmp_path)
    monkeypatch.chdir(folder)
    assert run(monkeypatch, ["build", "--no-book", "--site", site]) == 1
    told = capsys.readouterr()
    assert "ซ้อนกับ" in told.err and "--site" in told.err and not told.out
    assert below(tmp_path) == before


def test_a_site_in_the_program_or_round_the_place_one_stands_in_is_refused(tmp_path, monkeypatch, capsys):
    arguments = working(tmp_path)
    (tmp_path / "elsewhere" / "deep").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "elsewhere" / "deep")
    for site in (ROOT / "generator" / "x", tmp_path / "elsewhere", tmp_path / "elsewhere" / "deep"):
        assert run(monkeypatch, [*arguments[:-1], str(site)]) == 1
        assert "ซ้อนกับ" in capsys.readouterr().err
    assert not (ROOT / "generator" / "x").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
@pytest.mark.parametrize("command", ["build", "serve"])
@pytest.mark.parametrize("link", ["", "index.md", "procedures", "secret.md", "books/deep/x", ".building", ".part"])
def test_a_link_among_the_pages_is_refused_and_nothing_is_written_through_it(tmp_path, monkeypatch, capsys, link, command):
    arguments = working(tmp_path)
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "index.md").write_text("ของผู้อื่น", "utf-8")
    at = tmp_path / "docs" / "manual" / link
    at.parent.mkdir(parents=True, exist_ok=True)
    at.symlink_to(outside / "index.md" if "." in link else outside)
    before = below(tmp_path)
    if command == "serve":
        arguments = ["serve", *arguments[2:-2], "--port", "18997"]
    assert run(monkeypatch, arguments) == 1
    told = capsys.readouterr()
    assert "เป็นลิงก์ไปที่อื่น" in told.err and str(at) in told.err and "ลบลิงก์" in told.err and not told.out
    assert below(tmp_path) == before


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_what_killed_runs_left_is_deleted_but_no_link_is_followed(tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir(mode=0o755)
    (outside / "kept").write_text("x", "utf-8")
    (tmp_path / ".site.new-abc").symlink_to(outside)
    with swap.beside(tmp_path / "site"):
        pass
    (tmp_path / "site").mkdir()
    swap.aside(tmp_path / "site").symlink_to(outside)
    swap.recover(tmp_path / "site")
    assert [p.name for p in outside.iterdir()] == ["kept"] and outside.stat().st_mode & 0o777 == 0o755
