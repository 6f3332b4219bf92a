"""``python3 -m benchmarks.mutation [PACKAGES…] [--sample N]``: the share of small changes that some test notices; not a test.

mutmut changes one thing at a time in a copy of the repository (``<`` into ``<=``, ``and`` into ``or``, an argument into ``None``) and runs the
tests that reach the changed function. What survives is shown as a difference: a missing test, or a change that changes nothing.
It leaves alone what stands outside functions; so that it does not leave alone what is decorated, decorators are written as calls in the copy.
Needs ``pip install .[mutation]``; not on Windows. A package of 300 changes takes ten minutes.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import json
import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.mutation.packages import MADE_ONCE, PACKAGES

ROOT = Path(__file__).resolve().parents[2]
COPIED = ("benchmarks", "docs", "generator", "mkdocs.yml", "overrides", "pyproject.toml", "README.md", "sop", "tests")
KILLED, SURVIVED, UNREACHED = (1, 3, 36, -24, 24, 152), 0, 33
"""Exit codes that mutmut keeps: a test failed or ran without end; none did; no test reaches the function."""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python3 -m benchmarks.mutation", description="ทดสอบว่าชุดทดสอบจับการเปลี่ยนแปลงเล็ก ๆ ในโปรแกรมได้หรือไม่")
    parser.add_argument("packages", nargs="*", metavar="PACKAGE", help=f"{', '.join(PACKAGES)} (ปริยาย: ทั้งหมด)")
    parser.add_argument("--sample", type=int, default=300, help="จำนวนที่สุ่มจากแต่ละส่วน (ปริยาย 300)")
    parser.add_argument("--only", nargs="+", default=[], help="เฉพาะชื่อเหล่านี้ เช่นที่รอดจากครั้งก่อน")
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "mutation", help="ที่ทำงาน (ปริยาย build/mutation)")
    options = parser.parse_args(arguments)
    for package in options.packages or PACKAGES:
        folder = options.folder / package
        prepare(folder, package)
        chosen = options.only or drawn(folder, package, options.sample)
        run(folder, chosen)
        tell(folder, package, chosen)
    return 0


def prepare(folder: Path, package: str) -> None:
    """A copy of the repository, and in it what mutmut shall change and ask."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in COPIED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    for path in (folder / "generator").rglob("*.py"):
        path.write_text(undecorated(path.read_text("utf-8")), "utf-8")
    where = "generator/{0}/*.py" if (ROOT / "generator" / package).is_dir() else "generator/{0}.py"
    settings = {
        "source_paths": ["generator"],
        "only_mutate": [where.format(package)],
        "also_copy": [name for name in COPIED if name not in ("generator", "tests", "pyproject.toml")],
        "timeout_constant": ["8"],  # times 15 seconds: the machine may do other work too
        "process_isolation": ["forkserver"],  # a fork of a program that has run tests would remember their results
        "pytest_add_cli_args": ["-p", "no:cacheprovider", "-p", "benchmarks.mutation.quick"],
        "pytest_add_cli_args_test_selection": [f"tests/{test}.py" for test in PACKAGES[package]],
    }
    lines = [
        f"{key} =" + "".join(f"\n  {value}" for value in values) if len(values) > 1 else f"{key} = {values[0]}" for key, values in settings.items()
    ]
    (folder / "setup.cfg").write_text("[mutmut]\n" + "\n".join(lines) + "\n", "utf-8")


def undecorated(text: str) -> str:
    """Each ``@cache`` before a function as ``f = cache(f)`` after it."""
    lines = text.split("\n")
    functions = [n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.FunctionDef) and n.decorator_list]
    for function in sorted(functions, key=lambda n: n.lineno, reverse=True):
        for decorator in function.decorator_list:  # the lowest is applied first
            lines.insert(function.end_lineno or 0, f"{' ' * function.col_offset}{function.name} = {ast.unparse(decorator)}({function.name})")
        del lines[function.decorator_list[0].lineno - 1 : function.lineno - 1]
    return "\n".join(lines)


def drawn(folder: Path, package: str, sample: int) -> list[str]:
    """Names of changes, the same each time for the same program."""
    from mutmut.mutation.file_mutation import mutate_file_contents
    from mutmut.utils.format_utils import get_mutant_name

    names: list[str] = []
    with contextlib.chdir(folder):  # where the settings are
        source = Path("generator") / package
        for path in sorted(source.glob("*.py")) if source.is_dir() else [source.with_suffix(".py")]:
            names += [get_mutant_name(path, name) for name in mutate_file_contents(path.as_posix(), path.read_text("utf-8")).mutant_names]
    judged = [name for name in names if not name.removeprefix("generator.").startswith(MADE_ONCE)]
    return sorted(random.Random(1).sample(judged, min(sample, len(judged))))


def run(folder: Path, chosen: Sequence[str]) -> None:
    """Try each; what mutmut says goes to ``mutmut.log``, and its end to the screen if it gives up (a test that fails without any change)."""
    log = folder / "mutmut.log"
    with log.open("w", encoding="utf-8") as said:
        done = subprocess.run(
            [sys.executable, "-m", "mutmut", "run", "--max-children", "1", *chosen], cwd=folder, stdout=said, stderr=said, check=False
        )
    if done.returncode:
        sys.exit(f"{log}:\n{log.read_text('utf-8')[-3000:]}")


def tell(folder: Path, package: str, chosen: Sequence[str]) -> None:
    """The survivors as differences, then the score."""
    from mutmut.configuration import reset_config
    from mutmut.mutation.diff_apply import get_diff_for_mutant

    found = {
        name: code for path in (folder / "mutants").rglob("*.meta") for name, code in json.loads(path.read_text("utf-8"))["exit_code_by_key"].items()
    }
    counts = Counter(
        "killed" if found[name] in KILLED else {SURVIVED: "survived", UNREACHED: "unreached"}.get(found[name], "no answer in time") for name in chosen
    )
    reset_config()
    with contextlib.chdir(folder):
        for name in chosen:
            if found[name] not in KILLED:
                print(f"# {name}: {found[name]}\n{get_diff_for_mutant(name)}\n")
    print(f"{package}: {counts['killed']}/{len(chosen)} ({counts['killed'] / len(chosen):.1%})", dict(counts))


if __name__ == "__main__":
    sys.exit(main())
