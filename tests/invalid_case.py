"""A case of ``tests/invalid``: the sample office with a few files added, edited or taken away.

``name.yml`` replaces or adds a file; ``name.yml.add`` is put at its end; ``name.yml.edit`` changes it
(``-`` a line as it is, ``+`` the lines that take its place); ``name.yml.gone`` takes it away.
"""

import shutil
from pathlib import Path

import click

from generator.cli import report
from generator.cli.folder import checked
from generator.source.parsing import Invalid, Problem

HERE = Path(__file__).parent
SAMPLE = HERE / "sample" / "sop"
CASES = HERE / "invalid"
EXPECTED = "expected.txt"


def build(case: Path, folder: Path) -> Path:
    shutil.copytree(SAMPLE, folder)
    for path in sorted(p for p in case.rglob("*") if p.is_file() and p.name != EXPECTED):
        target = folder / path.relative_to(case)
        target.parent.mkdir(parents=True, exist_ok=True)
        {".add": _add, ".edit": _edit, ".gone": _gone}.get(path.suffix, shutil.copyfile)(path, target)
    return folder


def _add(path: Path, target: Path) -> None:
    target = target.with_suffix("")
    target.write_bytes(target.read_bytes() + path.read_bytes())


def _gone(path: Path, target: Path) -> None:
    target.with_suffix("").unlink()


def _edit(path: Path, target: Path) -> None:
    target = target.with_suffix("")
    text = target.read_text("utf-8")
    for block in ("\n" + path.read_text("utf-8")).split("\n-")[1:]:
        old, *new = block.rstrip("\n").split("\n+")
        assert text.count(old) == 1, f"{path}: {old!r} stands {text.count(old)} times"
        text = text.replace(old, "\n".join(new))
    target.write_text(text, "utf-8")


def problems(folder: Path) -> tuple[Problem, ...]:
    try:
        return checked(folder)[2]
    except Invalid as invalid:
        return invalid.problems


def told(found: tuple[Problem, ...]) -> str:
    """The lines of ``sop check``, without colours and without the count."""
    return "".join(line + "\n" for line in click.unstyle(report.as_text(found)).split("\n")[:-1])
