"""The same sources give the same bytes, whatever the machine's clock, time zone, locale, hash seed and the rights that new files get."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from generator import files

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
