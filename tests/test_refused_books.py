"""A book that cannot be printed: the site, the other books and its own last print are published, and the source line is named."""

import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from generator import cli, pdf
from generator.edition import edition
from generator.load.loading import load
from generator.pdf import compiler, proof, volumes
from generator.source import parsing
from generator.source.parsing import Invalid
from generator.source.tracing import tracer

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "tests" / "sample" / "sop"
WORDS = "รถห้องสมุดเคลื่อนที่"


def refusing(name):
    """A proof-reading that finds a fault in one book."""
    faults = proof.faults
    return lambda pdf, volume: (proof.PrintFault("ผิดที่นี่", WORDS),) if volume.name == name else faults(pdf, volume)


def places_of(words):
    found = [
        (p.relative_to(SAMPLE).as_posix(), n)
        for p in sorted(SAMPLE.rglob("*.yml"))
        for n, line in enumerate(p.read_text("utf-8").splitlines(), 1)
        if words in line
    ]
    assert found
    return found


def test_the_site_and_the_other_books_are_published_and_its_last_print_stays(tmp_path, monkeypatch, capsys):
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    shutil.copytree(ROOT / "overrides", tmp_path / "overrides")
    shutil.copytree(ROOT / "docs", tmp_path / "docs", ignore=shutil.ignore_patterns("manual"))
    shutil.copytree(SAMPLE, tmp_path / "sop")
    arguments = ["--sop", str(tmp_path / "sop"), "--config", str(tmp_path / "mkdocs.yml"), "--site", str(tmp_path / "site")]
    monkeypatch.setattr(sys, "argv", ["sop", "build", *arguments])
    monkeypatch.setattr(volumes, "plans", only(("books/handbook.pdf", "books/person-ban.pdf", "books/procedure-repair-books.pdf")))
    assert cli.main() == 0
    books = tmp_path / "site" / "manual" / "books"
    before = (books / "person-ban.pdf").read_bytes()
    people = tmp_path / "sop" / "people.yml"
    people.write_text(people.read_text("utf-8").replace("บรรณ เรียงชั้น", "บรรณ เรียงแถว"), "utf-8")
    shutil.rmtree(tmp_path / "docs" / "manual")  # as in a fresh copy of the sources
    monkeypatch.setattr(proof, "faults", refusing("books/person-ban.pdf"))
    capsys.readouterr()
    assert cli.main() == 1
    said = capsys.readouterr().out
    assert "นายบรรณ เรียงแถว (books/person-ban.pdf) ฉบับที่พิมพ์ครั้งก่อนยังอยู่" in said
    assert "ผิดที่นี่" in said and any(f"{file}:{line}:" in said for file, line in places_of(WORDS))
    assert (books / "person-ban.pdf").read_bytes() == before
    page = (tmp_path / "site" / "manual" / "people" / "ban.html").read_text("utf-8")
    assert "เรียงแถว" in page and "person-ban.pdf" in page and (books / "procedure-repair-books.pdf").is_file()


def only(paths):
    every = volumes.plans
    return lambda *a: (plan for plan in every(*a) if plan.path in paths)


def test_a_refused_book_that_was_never_printed_is_said_to_be_missing_and_the_others_are_printed(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(proof, "faults", refusing("books/procedure-repair-books.pdf"))
    arguments = ["--procedure", "repair-books", "--form", "repair-books", "--output", str(tmp_path), "--sop", str(SAMPLE)]
    monkeypatch.setattr(sys, "argv", ["sop", "print", *arguments])
    monkeypatch.chdir(tmp_path)
    assert cli.main() == 1
    said = capsys.readouterr().out
    assert "(books/procedure-repair-books.pdf) ยังไม่มีเล่มนี้" in said
    assert {p.name for p in tmp_path.glob("*.pdf")} == {"form-repair-books.pdf"}


def test_what_the_engine_refuses_is_a_refused_book_too(monkeypatch):
    made = edition(load(parsing.read(SAMPLE)[0]))
    plans = [p for p in volumes.plans(made) if p.path.startswith("books/form-")][:2]
    spelled = compiler.spelled
    monkeypatch.setattr(compiler, "spelled", lambda volume: spelled(volume).replace("ก", "\ufeff" if volume.name == plans[0].path else "ก"))
    found = pdf.made(plans)
    assert [o.path for o in found.outputs] == [plans[1].path] and [r.path for r in found.refused] == [plans[0].path]


@pytest.mark.parametrize("words", ["ซ่อม", "๑. การซ่อมหนังสือ"])
def test_printed_words_are_traced_to_the_line_they_come_from_whatever_their_digits_and_breaks(words):
    sources = parsing.read(SAMPLE)[0]
    place = tracer(sources)(words)
    assert place and "ซ่อม" in sources.files[place[0]].splitlines()[place[1] - 1]


def test_words_that_stand_nowhere_are_traced_to_nothing():
    assert tracer(parsing.read(SAMPLE)[0])("ฯฯ") is None


def test_letters_of_unlike_height_on_one_line_are_read_as_one_line():
    """PDFium takes a short line with an accented capital for two; the proof-reading must not."""
    blocks = [b for b in volumes.handbook(edition(load(parsing.read(SAMPLE)[0]))).blocks if b.kind == "paragraph"][:1]
    volume = replace(
        volumes.handbook(edition(load(parsing.read(SAMPLE)[0]))), blocks=tuple(replace(blocks[0], lines=(f"ขข {c}ก",), align="left") for c in "ÀÉŚẬ")
    )
    assert proof.faults(compiler.pdf(volume), volume) == ()


def test_a_letter_missing_in_the_font_keeps_only_its_own_books_back(tmp_path):
    sources = parsing.read(SAMPLE)[0]
    manual = load(sources)
    first, *rest = manual.procedures
    made = edition(manual.model_copy(update={"procedures": (first.model_copy(update={"scope": ("ทำเครื่องหมาย ☐ ในช่อง",)}), *rest)}))
    plans = [p for p in volumes.plans(made) if p.path.startswith(("books/procedure-", "books/form-"))][:4]
    found = pdf.made(plans)
    assert [r.path for r in found.refused] == [plans[0].path] and len(found.outputs) == 3
    with pytest.raises(Invalid):
        pdf.printed(plans[0].volume())
