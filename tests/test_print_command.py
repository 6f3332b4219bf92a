"""``sop print`` as a clerk uses it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner

from generator.cli.build import command as build
from generator.cli.print_ import command
from generator.source.parsing import Invalid

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def sop(tmp_path_factory):
    folder = tmp_path_factory.mktemp("office") / "sop"
    shutil.copytree(ROOT / "tests" / "sample" / "sop", folder)
    return folder


def run(sop, output, *arguments):
    return CliRunner().invoke(command, ["--sop", str(sop), "--output", str(output), *arguments])


def test_without_options_it_prints_the_handbook_and_says_where(sop, tmp_path):
    done = run(sop, tmp_path)
    assert done.exit_code == 0, done.output
    assert (tmp_path / "handbook.pdf").read_bytes().startswith(b"%PDF")
    assert "[1/1]" in done.output and str(tmp_path / "handbook.pdf") in done.output
    assert "ไม่เปลี่ยน" in run(sop, tmp_path).output, "an unchanged book is not written again"


def test_a_person_and_a_procedure_by_id_or_by_name_and_earlier_books_stay(sop, tmp_path):
    (tmp_path / "own.txt").write_text("ของผู้ใช้", "utf-8")
    assert run(sop, tmp_path, "--procedure", "repair-books").exit_code == 0
    assert run(sop, tmp_path, "--person", "นายบรรณ เรียงชั้น", "--form", "การซ่อมหนังสือ").exit_code == 0
    pdfs = {path.name for path in tmp_path.glob("*.pdf")}
    assert pdfs == {"procedure-repair-books.pdf", "person-ban.pdf", "form-repair-books.pdf"}
    assert (tmp_path / "own.txt").exists()


def test_the_sheets_of_any_order_by_its_number(sop, tmp_path):
    done = run(sop, tmp_path, "--order", "12/2565", "--order", "department: 101/2567")
    assert done.exit_code == 0, done.output
    assert {path.name for path in tmp_path.glob("*.pdf")} == {"changes-2565-12-reading-office.pdf", "changes-2567-101-department.pdf"}


def test_word_files_have_the_names_of_the_books(sop, tmp_path):
    done = run(sop, tmp_path, "--word", "--procedure", "การซ่อมหนังสือ", "--form", "repair-books", "--order", "52/2567")
    assert done.exit_code == 0, done.output
    slug = "2567-52-reading-office.docx"
    assert {path.name for path in tmp_path.glob("*.docx")} == {
        "procedure-repair-books.docx",
        "form-repair-books.docx",
        f"order-{slug}",
        f"changes-{slug}",
    }
    assert all(path.read_bytes().startswith(b"PK") for path in tmp_path.glob("*.docx"))
    assert "(ไม่เปลี่ยน)" in run(sop, tmp_path, "--word", "--form", "repair-books").output


def test_the_registers_are_a_workbook(sop, tmp_path):
    assert run(sop, tmp_path, "--excel").exit_code == 0
    assert (tmp_path / "workbook.xlsx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--person", "bann"], "หมายถึง ban"),
        (["--procedure", "nothing-like-it"], "ไม่มีกระบวนงาน"),
        (["--person", "saraban"], "จึงไม่มีเล่ม"),
        (["--all", "--person", "ban"], "--all"),
        (["--word"], "--word ใช้กับ"),
        (["--excel", "--form", "repair-books"], "--excel ใช้เดี่ยว"),
        (["--word", "--person", "ban"], "--word ใช้กับ"),
        (["--order", "99/2560"], "ไม่พบคำสั่งที่ 99/2560"),
        (["--person", "ban", "--person", "kradat", "--compare", __file__], "เล่มเดียว"),
        (["--procedure", "repair-books", "--compare", __file__], "ไม่ใช่ PDF"),
    ],
)
def test_what_cannot_be_printed_is_said_in_thai(sop, tmp_path, arguments, said):
    done = run(sop, tmp_path, *arguments)
    assert done.exit_code != 0 and said in done.output, done.output


def test_it_lists_the_sheets_to_replace_in_a_filed_copy(sop, tmp_path):
    assert run(sop, tmp_path, "--procedure", "repair-books").exit_code == 0
    changed = tmp_path / "sop"
    shutil.copytree(sop, changed)
    path = changed / "procedures" / "repair-books.yml"
    old = tmp_path / "procedure-repair-books.pdf"
    over = run(changed, tmp_path, "--procedure", "repair-books", "--compare", str(old))
    assert over.exit_code == 2 and "เขียนทับ" in over.output, "a filed book is never written over"
    new = tmp_path / "new"
    same = run(changed, new, "--procedure", "repair-books", "--compare", str(old))
    assert same.exit_code == 0 and "ไม่ต้องเปลี่ยน" in same.output
    text = path.read_text("utf-8")
    path.write_text(
        text.replace("objectives:", "scope: [ขอบเขตที่เพิ่มใหม่]\nobjectives:", 1)
        if "scope:" not in text
        else text.replace("scope:", "scope:\n  - ขอบเขตที่เพิ่มใหม่", 1),
        "utf-8",
    )
    filed = old.read_bytes()
    done = run(changed, new, "--procedure", "repair-books", "--compare", str(old))
    assert done.exit_code == 0 and "แผ่นที่ต้องเปลี่ยน" in done.output and "หน้า ๑" in done.output, done.output
    assert old.read_bytes() == filed
    book, leaves = (pypdfium2.PdfDocument(new / name) for name in ("procedure-repair-books.pdf", "procedure-repair-books-leaves.pdf"))
    assert "ขอบเขตที่เพิ่มใหม่" in "".join(page.get_textpage().get_text_range() for page in leaves)
    assert 1 < len(leaves) <= len(book) + 1, "instructions and some pages"
    book.close()
    leaves.close()


def test_what_is_issued_is_kept_aside_under_its_day_and_fingerprint(sop, tmp_path):
    assert run(sop, tmp_path, "--procedure", "repair-books", "--issue").exit_code == 0
    (kept,) = (tmp_path / "issued").glob("*/procedure-repair-books.pdf")
    assert kept.read_bytes() == (tmp_path / "procedure-repair-books.pdf").read_bytes()
    assert re.fullmatch(r"2568-\d\d-\d\d-[0-9a-f]{12}", kept.parent.name)
    assert run(sop, tmp_path, "--form", "repair-books").exit_code == 0
    assert kept.exists(), "a later print leaves it"


@pytest.mark.parametrize("door", ["print", "build"])
def test_a_letter_that_cannot_be_printed_is_named_with_its_file_and_line(sop, tmp_path, door):
    changed = tmp_path / "sop"
    shutil.copytree(sop, changed)
    path = changed / "procedures" / "repair-books.yml"
    lines = path.read_text("utf-8").splitlines()
    at = next(n for n, line in enumerate(lines) if "label:" in line)
    lines[at] += " ☐"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    built = ["--sop", str(changed), "--config", str(tmp_path / "mkdocs.yml"), "--site", str(tmp_path / "site")]
    done = run(changed, tmp_path, "--procedure", "repair-books") if door == "print" else CliRunner().invoke(build, built)
    assert isinstance(done.exception, Invalid) and not (tmp_path / "site").exists()
    errors = [p for p in done.exception.problems if p.level == "error"]
    assert {p.code for p in errors} == {"SOP-T016"}
    places = {(p.file, p.line) for p in errors}
    assert places == {("procedures/repair-books.yml", at + 1)}
