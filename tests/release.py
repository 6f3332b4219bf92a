"""``python3 -m tests.release``: builds the wheel and the source archive in ``dist/``, installs the wheel in a clean environment, and runs it there.

The steps around it (version, changelog, tag) are in CONTRIBUTING.md. Exit code 1 if a step fails; then ``dist/`` holds nothing.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from generator import __version__
from generator.runtime import environment
from tests.__main__ import REQUIREMENTS

ROOT = environment.ROOT
DIST = ROOT / "dist"
OFFICE = ("mkdocs.yml", "overrides", "docs/help", "docs/index.html")
"""What an office's folder has beside ``sop/``; the rest comes from the installed package."""
STEPS = (("check",), ("build", "--as-of", "2025-06-01"), ("who", "repair-books"))


def run(*command: object, cwd: Path = ROOT) -> None:
    """Raises CalledProcessError."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH" and not name.startswith("SOP_")}
    subprocess.run([str(word) for word in command], cwd=cwd, env={**env, "PYTHONUTF8": "1"}, check=True)


def pack(python: Path, folder: Path) -> tuple[Path, Path]:
    """The wheel and the source archive; both hold only what git tracks."""
    source = folder / "source"
    source.mkdir()
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True, encoding="utf-8").stdout
    for name in filter(None, tracked.split("\0")):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, source / name)
    run(python, "-m", "uv", "build", "--quiet", "--no-config", "--out-dir", folder / "dist", source)
    (wheel,), (archive,) = (folder / "dist").glob("*.whl"), (folder / "dist").glob("*.tar.gz")
    return wheel, archive


def try_out(wheel: Path, folder: Path) -> None:
    """Install the wheel, with the locked packages and nothing else, and make the sample office's manual from a folder that has no source code."""
    venv.create(folder / "clean", with_pip=True)
    scripts = folder / "clean" / ("Scripts" if os.name == "nt" else "bin")
    run(scripts / "python", "-m", "pip", "install", "--quiet", "--require-hashes", "--only-binary=:all:", "-r", environment.RUNTIME)
    run(scripts / "python", "-m", "pip", "install", "--quiet", "--no-deps", wheel)
    office = folder / "office"
    for name in OFFICE:
        target = office / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, target)
    shutil.copytree(ROOT / "tests/sample/sop", office / "sop")
    for step in STEPS:
        run(scripts / "sop", *step, cwd=office)
    made = [office / "site" / name for name in ("index.html", "manual/index.html", "manual/books/handbook.pdf")]
    absent = [path.name for path in made if not path.is_file()]
    if absent:
        raise SystemExit(f"ชุดที่ติดตั้งไม่ได้สร้าง {', '.join(absent)}")


def main() -> int:
    python = environment.ensure(REQUIREMENTS)
    shutil.rmtree(DIST, ignore_errors=True)
    with tempfile.TemporaryDirectory() as name:
        made = pack(python, Path(name))
        try_out(made[0], Path(name))
        DIST.mkdir()
        for path in made:
            kept = shutil.copy(path, DIST)
            print(f"{hashlib.sha256(Path(kept).read_bytes()).hexdigest()}  {path.name}")
    print(f"รุ่น {__version__} พร้อมเผยแพร่ใน dist/")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as error:
        sys.exit(f"ไม่สำเร็จ: {' '.join(error.cmd[:4])} …")
