"""The cache is there to save time only: whole, bounded, and of no consequence when it is gone, damaged or in use."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from generator.runtime import cache
from generator.runtime.cache import DIGEST, FILE, Cache

ROOT = Path(__file__).resolve().parents[1]


def test_what_was_put_is_found_by_another_and_nothing_else_is(tmp_path):
    assert Cache(tmp_path).get("a") is None
    assert not (tmp_path / FILE).exists()
    Cache(tmp_path).keep({"a": b"1", "b": b""})
    assert Cache(tmp_path).all(("a", "b", "c")) == {"a": b"1", "b": b""}
    Cache(tmp_path).put("a", b"2")
    assert Cache(tmp_path).get("a") == b"2"


def test_many_are_asked_for_at_once(tmp_path):
    values = {str(n): b"%d" % n for n in range(3 * cache.SOME + 1)}
    Cache(tmp_path).keep(values)
    assert Cache(tmp_path).all(values) == values


def test_a_damaged_value_is_not_found(tmp_path):
    kept = Cache(tmp_path)
    kept.put("a", b"whole")
    with sqlite3.connect(tmp_path / FILE) as file:
        file.execute("UPDATE kept SET value = substr(value, 1, length(value) - 1)")
    assert kept.get("a") is None


@pytest.mark.parametrize("damage", [b"", b"no database at all" * 100])
def test_a_damaged_file_is_an_empty_one_and_is_mended(tmp_path, damage):
    kept = Cache(tmp_path)
    kept.put("a", b"1" * 100_000)
    (tmp_path / FILE).write_bytes(damage)
    assert kept.get("a") is None
    kept.put("a", b"2")
    kept.put("a", b"2")
    assert kept.get("a") == b"2"


def test_pages_of_zeros_in_the_middle_are_no_value(tmp_path):
    kept = Cache(tmp_path)
    kept.keep({str(n): b"x" * 5000 for n in range(50)})
    data = bytearray((tmp_path / FILE).read_bytes())
    data[8192:-4096] = bytes(len(data) - 12288)
    (tmp_path / FILE).write_bytes(bytes(data))
    assert set(kept.all(map(str, range(50))).values()) <= {b"x" * 5000}


def test_a_cache_that_cannot_be_written_is_an_empty_one(tmp_path):
    (tmp_path / "file").write_text("in the way")
    kept = Cache(tmp_path / "file" / "cache")
    kept.put("a", b"1")
    assert kept.get("a") is None


def test_a_cache_that_another_program_holds_is_an_empty_one(tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "PATIENCE", 0.05)
    kept = Cache(tmp_path)
    kept.put("a", b"1")
    with sqlite3.connect(tmp_path / FILE, isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert kept.get("a") is None
        kept.put("b", b"2")
    other.close()
    assert kept.all(("a", "b")) == {"a": b"1"}


def test_it_keeps_what_was_asked_for_last_and_no_more_than_it_may(tmp_path):
    kept = Cache(tmp_path, most=3 * (1000 + DIGEST))
    for place, name in enumerate("abc"):
        kept.put(name, bytes([place]) * 1000)
    assert kept.get("a") == b"\0" * 1000
    kept.put("d", b"d" * 1000)
    assert set(kept.all("abcd")) == {"a", "c", "d"}
    kept.put("e", b"e" * 10_000)
    assert kept.get("e") is None


def test_the_file_does_not_grow_without_end(tmp_path):
    kept = Cache(tmp_path, most=100_000)
    for n in range(100):
        kept.put(str(n), b"x" * 20_000)
    assert (tmp_path / FILE).stat().st_size < 300_000


def test_keys_tell_parts_from_each_other():
    keys = [cache.key("k", "ab", "c"), cache.key("k", "a", "bc"), cache.key("k", "abc"), cache.key("ka", "b", "c"), cache.key("k", "ab", b"c", "")]
    assert len(set(keys)) == len(keys)
    assert cache.key("k", "ab", "c") == cache.key("k", b"ab", b"c")


def test_every_file_of_the_program_and_every_package_is_in_the_key(tmp_path, monkeypatch):
    known = cache.program.__wrapped__()
    assert known == cache.program.__wrapped__()
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "newer-1.0.dist-info").mkdir()
    newer = cache.program.__wrapped__()
    assert newer != known
    (tmp_path / "newer-1.0.dist-info").rename(tmp_path / "newer-1.1.dist-info")
    assert cache.program.__wrapped__() not in (known, newer)
    place = tmp_path / "generator" / "runtime"
    place.mkdir(parents=True)
    monkeypatch.setattr(cache, "__file__", str(place / "cache.py"))
    found = set()
    for path, data in (("a.py", b"1"), ("a.py", b"2"), ("runtime/b.j2", b""), ("runtime/c.ttf", b"")):
        (tmp_path / "generator" / path).write_bytes(data)
        found.add(cache.program.__wrapped__())
    assert len(found) == 4


def test_two_programs_may_write_at_once(tmp_path):
    code = "import sys; from pathlib import Path; from generator.runtime.cache import Cache; c = Cache(Path(sys.argv[1]));"
    code += "[c.put(f'{sys.argv[2]}{n}', b'x' * 1000) for n in range(100)]"
    running = [subprocess.Popen([sys.executable, "-c", code, tmp_path, name], cwd=ROOT) for name in "ab"]
    assert [process.wait() for process in running] == [0, 0]
    assert len(Cache(tmp_path).all(f"{name}{n}" for name in "ab" for n in range(100))) == 200
