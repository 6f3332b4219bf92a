"""Work on several cores gives what one core gives."""

import os

import pytest

from generator import compile, cores, source
from generator.load import load
from generator.source import Sources


def double(number):
    if number == 150:
        raise ValueError("150")
    return number * 2


def test_results_come_in_order_whatever_the_number_of_processes(monkeypatch):
    numbers = list(range(140))
    expected = [n * 2 for n in numbers]
    assert cores.spread(double, numbers, least=1) == expected
    monkeypatch.setattr(cores.os, "cpu_count", lambda: 1)
    assert cores.spread(double, numbers, least=1) == expected


@pytest.mark.parametrize("least", [1, 1000])
def test_a_failure_reaches_the_caller(least):
    with pytest.raises(ValueError, match="150"):
        cores.spread(double, range(200), least=least)


@pytest.mark.parametrize("worth_it", [True, False])
def test_work_aside_sees_what_is_there_and_gives_its_result_or_its_failure(worth_it):
    found = [1, 2]
    with cores.aside(lambda: (sum(found), os.getpid()), worth_it=worth_it) as result:
        total, process = result()
    assert total == 3 and (process != os.getpid()) is worth_it
    with pytest.raises(ValueError, match="150"), cores.aside(lambda: double(150), worth_it=worth_it) as result:
        result()


def test_a_process_at_work_starts_no_others():
    with cores.aside(lambda: cores.spread(double, range(140), least=1), worth_it=True) as result:
        assert result() == [n * 2 for n in range(140)]


def test_a_site_made_on_several_cores_has_the_same_bytes(monkeypatch, tmp_path):
    from benchmarks import office

    office.write(tmp_path, 120)
    sources = Sources({p.relative_to(tmp_path).as_posix(): p.read_text("utf-8") for p in tmp_path.rglob("*.yml")})
    manual = load(sources)
    many = compile(manual, sources=sources.files)
    monkeypatch.setattr(cores.os, "cpu_count", lambda: 1)
    assert compile(manual, sources=sources.files) == many
    assert source.read(tmp_path)[0].files.keys() == sources.files.keys()
