"""Finished books are kept to save time only, and one in which nothing changed is not made again; an interrupted print leaves the old books whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator import pdf
from generator.edition import edition
from generator.load.loading import load
from generator.pdf import volumes
from generator.runtime.cache import Cache
from generator.source import parsing
from generator.source.parsing import Sources

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "tests" / "sample" / "sop"


@pytest.fixture(scope="module")
def plans():
    sources, _ = parsing.read(SAMPLE)
    return [plan for plan in volumes.plans(edition(load(sources))) if plan.path.startswith("books/form-")][:3]


def test_books_have_the_same_bytes_with_a_cache_from_the_cache_and_without(plans, tmp_path, monkeypatch):
    kept = Cache(tmp_path / "cache")
    without, first = pdf.made(plans), pdf.made(plans, kept=kept)
    monkeypatch.setattr(pdf.compiler, "_compiled", lambda _data: pytest.fail("a book that had not changed was printed again"))
    assert without == first == pdf.made(plans, kept=kept)


def test_a_changed_book_is_made_anew(plans, tmp_path, monkeypatch):
    kept, made = Cache(tmp_path), []
    compiled = pdf.compiler._compiled
    monkeypatch.setattr(pdf.compiler, "_compiled", lambda data: made.append(data) or compiled(data))
    for wanted in (plans[:1], plans[1:2], plans[:2]):
        pdf.made(wanted, kept=kept)
    assert len(made) == len(set(made)) == 2


def test_an_edit_leaves_the_books_of_other_procedures_as_they_are():
    files = dict(parsing.read(SAMPLE)[0].files)
    name = "procedures/acquire-books.yml"
    edited = {**files, name: files[name].replace("label: สั่งซื้อหนังสือ", "label: สั่งซื้อหนังสือและวารสาร", 1)}
    before, after = ({p.path: pdf.compiler.spelled(p.volume()) for p in volumes.plans(edition(load(Sources(f))))} for f in (files, edited))
    changed = {path for path in before if before[path] != after[path]}
    assert {"books/procedure-acquire-books.pdf", "books/form-acquire-books.pdf", "books/handbook.pdf"} <= changed
    assert not {path for path in changed if path.startswith(("books/procedure-", "books/form-")) and "acquire-books" not in path}


def test_an_interrupt_stops_at_once_and_leaves_the_old_books_whole(tmp_path):
    output = tmp_path / "books"
    command = [sys.executable, "-m", "generator", "print", "--all", "--sop", str(SAMPLE), "--output", str(output)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    output.mkdir()
    (output / "handbook.pdf").write_bytes(b"old")
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        for line in running.stdout:
            if line.startswith("[2/"):
                break
        running.send_signal(signal.SIGINT)
        started = time.monotonic()
        _, said = running.communicate(timeout=30)
    assert time.monotonic() - started < 3
    assert running.returncode > 0, said
    assert "Traceback" not in said
    assert (output / "handbook.pdf").read_bytes() == b"old"
    assert not [path for path in output.iterdir() if path.suffix == ".pdf" and path.name != "handbook.pdf"]
