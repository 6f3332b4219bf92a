"""Every command names the folder that it was given: never a file of another office."""

import errno
import re
import shutil
import sys
from pathlib import Path

import pytest

from generator import cli
from generator.cli import refused

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "tests" / "sample" / "sop"


def said(monkeypatch, capsys, *arguments):
    monkeypatch.setattr(sys, "argv", ["sop", *map(str, arguments)])
    code = cli.main()
    told = capsys.readouterr()
    return code, told.out + told.err


@pytest.fixture
def other(tmp_path):
    folder = tmp_path / "other office"
    shutil.copytree(SAMPLE, folder)
    return folder


@pytest.mark.parametrize(
    "typed",
    ["check", "build --no-book --site {site}", "serve --port 18998", "print --output {site}", "plan {order}", "plan {order} --format json", "who x",
     "diff 1/1/2567 1/1/2568", "new order", "new person xx --name ก", "new procedure xx --title ก"],
)  # fmt: skip
def test_a_mistake_is_told_in_the_folder_that_was_read(monkeypatch, capsys, other, typed):
    forms = other / "forms.yml"
    forms.write_text(forms.read_text("utf-8").replace("title:", "titel:", 1), "utf-8")
    words = [word.format(site=other.parent / "site", order=other / "orders" / "2568-20.yml") for word in typed.split()]
    code, told = said(monkeypatch, capsys, *words, "--sop", other)
    assert code == 1
    if "json" in typed:
        assert '"file": "forms.yml"' in told
    else:
        assert f"{other.as_posix()}/forms.yml:" in told
    assert not re.search(r"(?<![\w/])sop/", told), told


def test_what_is_to_be_done_next_can_be_typed_as_it_stands(monkeypatch, capsys, other):
    code, told = said(monkeypatch, capsys, "new", "order", "--persons", "datchani", "--sop", other)
    [path] = re.findall(r'sop plan "(.+?)" --sop "(.+?)"', told)
    assert code == 0 and path[1] == str(other) and Path(path[0]).parent == other / "orders"
    assert f'sop check --sop "{other}"' in said(monkeypatch, capsys, "new", "person", "xx", "--name", "ก", "--sop", other)[1]


def test_a_report_is_not_written_over_the_data(monkeypatch, capsys, other):
    before = {p: p.read_bytes() for p in other.rglob("*") if p.is_file()}
    for target in ("people.yml", "orders/2568-20.yml", "new.html"):
        code, told = said(monkeypatch, capsys, "plan", other / "orders" / "2568-20.yml", "--no-pages", "--sop", other, "--output", other / target)
        assert code == 2 and "--output" in told
    assert before == {p: p.read_bytes() for p in other.rglob("*") if p.is_file()}


def test_why_a_file_cannot_be_written_is_said_in_thai(monkeypatch, capsys, other):
    order = other / "orders" / "2568-20.yml"
    code, told = said(monkeypatch, capsys, "plan", order, "--no-pages", "--sop", other, "--output", other.parent / "none" / "x.html")
    assert code == 1 and "(ไม่พบโฟลเดอร์)" in told
    error = PermissionError(errno.EACCES, "x", "book.pdf")
    assert refused.reason(error) == "(ไม่มีสิทธิ์)"
    error.winerror = 32  # as on Windows, while a reader shows the book
    assert refused.reason(error) == "(แฟ้มเปิดอยู่ในโปรแกรมอื่น ปิดแฟ้มนั้นแล้วสั่งใหม่)"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (("check", "--sop", "it's"), "--sop: ไม่พบโฟลเดอร์ “it's”"),
        (("check", "--sop", r"C:\Users\x"), "--sop: ไม่พบโฟลเดอร์ “C:\\Users\\x”"),
        (("plan", r"C:\it's.yml"), "ORDER.yml: ไม่พบแฟ้ม “C:\\it's.yml”"),
        (("check", "--sop", 'C:\\data" --strict'), "ลบเครื่องหมาย \\ ที่อยู่หน้าเครื่องหมายคำพูดปิด"),
        (("it's",), "ไม่มีคำสั่ง “it's”"),
        (("check", str(SAMPLE)), f"ระบุโฟลเดอร์ข้อมูลด้วย --sop {SAMPLE}"),
        (("new", "procedure", "con", "--title", "ก", "--sop", str(SAMPLE)), "“con” ใช้เป็นรหัสไม่ได้ เพราะเป็นชื่ออุปกรณ์ของ Windows"),
        (("plan", str(ROOT / "generator" / "fonts" / "Sarabun-Bold.ttf"), "--sop", str(SAMPLE)), "UTF-8 (ใน Notepad"),
        (("check", "--strict=yes"), "ตัวเลือก --strict ใช้โดยไม่มีค่า"),
    ],
)
def test_paths_are_shown_as_they_were_typed(monkeypatch, capsys, typed, words):
    code, told = said(monkeypatch, capsys, *typed)
    assert code == 2 and words in told
