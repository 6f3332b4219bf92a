"""Finished books are kept to save time only; an interrupted print leaves the old books whole."""

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
from generator.pdf.book_cache import DIGEST, BookCache
from generator.source import parsing

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "tests" / "sample" / "sop"


@pytest.fixture(scope="module")
def plans():
    sources, _ = parsing.read(SAMPLE)
    return [plan for plan in volumes.plans(edition(load(sources))) if plan.path.startswith("books/form-")][:3]


def test_books_have_the_same_bytes_with_a_shelf_from_the_shelf_and_without(plans, tmp_path, monkeypatch):
    shelf = BookCache(tmp_path / "shelf")
    without, first = pdf.made(plans), pdf.made(plans, shelf=shelf)
    monkeypatch.setattr(pdf.compiler, "_compiled", lambda _data: pytest.fail("a book that had not changed was printed again"))
    assert without == first == pdf.made(plans, shelf=shelf)


def test_a_changed_book_is_made_anew(plans, tmp_path):
    shelf = BookCache(tmp_path)
    pdf.made(plans[:1], shelf=shelf)
    assert len(list(tmp_path.iterdir())) == 1
    pdf.made(plans[1:2], shelf=shelf)
    assert len(list(tmp_path.iterdir())) == 2


def test_a_damaged_book_on_the_shelf_is_made_anew(plans, tmp_path):
    shelf = BookCache(tmp_path)
    first = pdf.made(plans[:1], shelf=shelf)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(kept.read_bytes()[:-100])
    assert pdf.made(plans[:1], shelf=shelf) == first
    assert kept.read_bytes()[DIGEST:] == first.outputs[0].data


def test_a_shelf_that_cannot_be_used_is_an_empty_one(plans, tmp_path):
    (tmp_path / "file").write_text("in the way")
    shelf = BookCache(tmp_path / "file" / "shelf")
    assert pdf.made(plans[:1], shelf=shelf) == pdf.made(plans[:1])


def test_a_shelf_keeps_what_was_wanted_last_and_no_more_than_it_may(tmp_path):
    shelf = BookCache(tmp_path, most=3 * (1000 + DIGEST))
    for place, name in enumerate("abc"):
        shelf.put(name, bytes([place]) * 1000)
        os.utime(tmp_path / name, (place, place))
    assert shelf.get("a") == b"\0" * 1000
    shelf.put("d", b"d" * 1000)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "c", "d"]
    assert shelf.get("b") is None


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
