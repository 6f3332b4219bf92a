"""The same sources give the same bytes, whatever the machine's clock, time zone, locale, hash seed and the rights that new files get."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from generator.publish import files

ROOT = Path(__file__).resolve().parent.parent
PLACES = (
    {"TZ": "Asia/Bangkok", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "4242", "LANG": "th_TH.UTF-8"},
)


UMASKS = (0o022, 0o077)


def built(folder, place, umask):
    """The whole build of the sample office, books and zip included, in a folder of its own."""
    folder.mkdir()
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    shutil.copytree(ROOT / "docs", folder / "docs", ignore=shutil.ignore_patterns("manual"))
    shutil.copytree(ROOT / "tests" / "sample" / "sop", folder / "sop")
    command = [sys.executable, "-m", "generator", "build", "--sop", str(folder / "sop"), "--config", str(folder / "mkdocs.yml")]
    done = subprocess.run(
        [*command, "--site", str(folder / "site"), "--offline"],
        cwd=ROOT,
        env={**os.environ, **place},
        umask=umask if os.name == "posix" else -1,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


def test_two_machines_make_the_same_site_books_and_zip(tmp_path):
    one, other = (built(tmp_path / f"machine{n}", *both) for n, both in enumerate(zip(PLACES, UMASKS, strict=True)))
    names = files.tree(one)
    assert names == files.tree(other)
    assert any(name.endswith(".pdf") for name in names) and any(name.endswith(".zip") for name in names)
    differing = [name for name in names if (one / name).read_bytes() != (other / name).read_bytes()]
    assert differing == []


SUMS = """
import builtins, hashlib, json, math, sys
from functools import reduce
from pathlib import Path

def summed(values, start=0):
    values = list(values)
    if sys.argv[1] == "exact" and any(isinstance(v, float) for v in values):
        return math.fsum(values) + start
    return reduce(lambda total, value: total + value, values, start)

builtins.sum = summed
from generator import compile
from generator.pdf import compiler, volumes
from generator.edition import edition
from generator.source import parsing
from generator.load.loading import load

made = {}
for folder in ("sop", "tests/sample/sop"):
    sources, _ = parsing.read(Path(folder))
    manual = load(sources)
    made |= {f"{folder} {o.path}": o.data for o in compile(manual, sources=sources.files)}
    made |= {f"{folder} {p.path}": compiler.spelled(p.volume()).encode() for p in volumes.plans(edition(manual))}
print(json.dumps({name: hashlib.sha256(data).hexdigest() for name, data in made.items()}))
"""


def test_all_versions_of_python_make_the_same_drawings_and_books():
    """``sum`` of fractions is another from Python 3.12 on: nothing may hang on it."""
    env = {**os.environ, "PYTHONUTF8": "1"}
    one, other = (
        json.loads(subprocess.run([sys.executable, "-c", SUMS, how], cwd=ROOT, env=env, capture_output=True, check=True).stdout)
        for how in ("one by one", "exact")
    )
    assert len(one) > 250
    assert [name for name in one if one[name] != other.get(name)] == []
