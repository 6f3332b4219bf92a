"""Work on several cores gives what one core gives. In programs of their own: a process with threads, such as one of the tests', does not fork."""

import json
import multiprocessing
import subprocess
import sys
from pathlib import Path

import pytest

from generator.runtime import parallel

ROOT = Path(__file__).resolve().parent.parent
LINUX = sys.platform == "linux"
START = """
import json, os, sys
from pathlib import Path
from generator import compile
from generator.runtime import parallel
from generator.source import parsing
from generator.load.loading import load

def double(number):
    if number == 150:
        raise ValueError("150")
    return number * 2
"""


def alone(script, *arguments):
    done = subprocess.run(
        [sys.executable, "-c", START + script, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("least", [1, 1000])
def test_results_come_in_order_whatever_the_number_of_processes(least):
    found = alone(
        "found = parallel.spread(lambda n: (double(n), os.getpid()), range(140), least=int(sys.argv[1]))\n"
        "print(json.dumps([[n for n, _ in found], os.getpid() in {pid for _, pid in found}]))",
        least,
    )
    assert found == [[n * 2 for n in range(140)], not (LINUX and least == 1)]


@pytest.mark.parametrize("least", [1, 1000])
def test_a_failure_reaches_the_caller(least):
    assert (
        alone(
            "try:\n    parallel.spread(double, range(200), least=int(sys.argv[1]))\nexcept ValueError as error:\n    print(json.dumps(str(error)))",
            least,
        )
        == "150"
    )


@pytest.mark.parametrize("worth_it", [1, 0])
def test_work_aside_sees_what_is_there_and_gives_its_result_or_its_failure(worth_it):
    total, elsewhere, failed = alone(
        "found, worth_it = [1, 2], sys.argv[1] == '1'\n"
        "with parallel.aside(lambda: (sum(found), os.getpid()), worth_it=worth_it) as result:\n"
        "    total, process = result()\n"
        "try:\n"
        "    with parallel.aside(lambda: double(150), worth_it=worth_it) as result:\n"
        "        result()\n"
        "except ValueError as error:\n"
        "    print(json.dumps([total, process != os.getpid(), str(error)]))",
        worth_it,
    )
    assert (total, elsewhere, failed) == (3, bool(LINUX and worth_it), "150")


@pytest.mark.skipif(not LINUX, reason="other systems do not fork")
@pytest.mark.parametrize("work", ["parallel.spread(end, range(140), least=1)", "result()"])
def test_a_process_that_the_system_kills_is_not_waited_for(work):
    assert (
        alone(
            "import signal\n"
            "def end(n=50):\n    return os.kill(os.getpid(), signal.SIGKILL) if n == 50 else n\n"
            f"with parallel.aside(end, worth_it={work == 'result()'}) as result:\n"
            f"    try:\n        {work}\n    except parallel.Lost:\n        print(json.dumps('lost'))"
        )
        == "lost"
    )


def test_a_process_at_work_starts_no_others():
    assert (
        alone(
            "with parallel.aside(lambda: len({pid for pid in parallel.spread(lambda _: os.getpid(), range(140), least=1)}), worth_it=True) as result:\n"
            "    print(json.dumps(result()))"
        )
        == 1
    )


def test_a_process_with_threads_does_not_fork(monkeypatch):
    monkeypatch.setattr(parallel.threading, "active_count", lambda: 2)
    monkeypatch.setattr(multiprocessing, "get_context", None)
    assert parallel.spread(str, range(140), least=1) == [str(n) for n in range(140)]
    with parallel.aside(lambda: 5, worth_it=True) as result:
        assert result() == 5


def test_a_site_made_on_several_cores_has_the_same_bytes(tmp_path):
    from benchmarks import office

    office.write(tmp_path, 60)
    script = """
if sys.argv[2] == "1":
    parallel.os.cpu_count = lambda: 1
import hashlib
started = []
fork = os.fork
os.fork = lambda: (started.append(1), fork())[1]
sources = parsing.read(Path(sys.argv[1]))[0]
made = {o.path: hashlib.sha256(o.data).hexdigest() for o in compile(load(sources), sources=sources.files)}
print(json.dumps([len(started), made]))
"""
    (many, on_all), (none, on_one) = (alone(script, tmp_path, cpus) for cpus in ("", "1"))
    assert on_all == on_one and len(on_one) > 200
    assert none == 0 and (many >= 3) is LINUX
