"""``python3 -m tests.lock``: makes the two lists of packages anew from pyproject.toml, with every version and every file's hash.

What is pinned stays as it is while it will do: ``--upgrade`` takes the newest of all, ``--upgrade-package NAME`` of one. At the end every
system and Python that pyproject.toml names is asked for, since each must find a built package of everything.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from generator.runtime import environment
from tests.__main__ import NODE_TOOLS, REQUIREMENTS

RUNTIME, TESTS = REQUIREMENTS
NODE = [folder for folder, *_ in NODE_TOOLS]
HEADER = """\
# -*- coding: utf-8 -*-
# {}
# Made from pyproject.toml by `python3 -m tests.lock`; do not edit. It holds the same versions and files everywhere.
"""
TITLES = {
    RUNTIME: "ชุดโปรแกรมที่ใช้สร้างคู่มือ ตรึงรุ่นไว้ให้ผลลัพธ์เหมือนกันทุกเครื่อง",
    TESTS: "ชุดโปรแกรมที่การทดสอบใช้เพิ่มเติม",
}
OPTIONS = (
    "--universal", "--fork-strategy=fewest", "--generate-hashes", "--no-build", "--emit-build-options", "--no-annotate", "--no-header",
    "--no-config", "--quiet",
)  # fmt: skip
"""One version for all systems and Pythons, only built packages, and no word of where they come from."""
SYSTEMS = {
    "Operating System :: POSIX :: Linux": ("x86_64-unknown-linux-gnu", "aarch64-unknown-linux-gnu"),
    "Operating System :: Microsoft :: Windows": ("x86_64-pc-windows-msvc",),
    "Operating System :: MacOS": ("aarch64-apple-darwin", "x86_64-apple-darwin"),
}
MACOS = "15.0"
"""The oldest macOS on which the tests run; the generator itself needs less."""


def project() -> dict:
    return tomllib.loads(environment.PROJECT.read_text("utf-8"))["project"]


def pythons() -> list[str]:
    """The versions that are promised, oldest first."""
    found = (re.fullmatch(r"Programming Language :: Python :: (3\.\d+)", line) for line in project()["classifiers"])
    return [match[1] for match in found if match]


def platforms() -> list[str]:
    return [target for line in project()["classifiers"] for target in SYSTEMS.get(line, ())]


def blocks(text: str) -> list[str]:
    """Each package with the hashes below it."""
    return [block for block in re.split(r"\n(?=\S)", text.strip()) if "==" in block]


def write(path: Path, text: str) -> None:
    path.write_text(f"{HEADER.format(TITLES[path])}{text.strip()}\n", "utf-8", newline="\n")


def resolve(uv: list[str], known: str, *options: str) -> str:
    """A list as uv makes it; ``known``: the pins that may stay."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder, "requirements.txt")
        made.write_text(known, "utf-8")
        command = [*uv, "pip", "compile", str(environment.PROJECT), *OPTIONS, f"--python-version={pythons()[0]}", f"--output-file={made}"]
        subprocess.run([*command, *options], cwd=environment.ROOT, check=True)
        return made.read_text("utf-8")


def missing(uv: list[str]) -> list[str]:
    """The systems and Pythons for which some package of the lists has no built file."""
    lists = [word for path in REQUIREMENTS for word in ("--requirement", str(path))]
    failed = []
    for platform in platforms():
        for python in pythons():
            with tempfile.TemporaryDirectory() as target:
                command = [*uv, "pip", "install", "--dry-run", "--quiet", "--no-config", "--require-hashes", f"--target={target}"]
                where = [f"--python-platform={platform}", f"--python-version={python}"]
                env = {**os.environ, "MACOSX_DEPLOYMENT_TARGET": MACOS}
                if subprocess.run([*command, *where, *lists], env=env, check=False).returncode:
                    failed.append(f"{platform} {python}")
    return failed


def node(folder: Path, *options: str) -> None:
    """A list of what a test needs of Node, where there is Node."""
    npm, made = shutil.which("npm"), folder / "package-lock.json"
    if not npm:
        return
    command = [npm, "update" if "--upgrade" in options else "install", "--package-lock-only", "--omit-lockfile-registry-resolved"]
    subprocess.run([*command, "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], cwd=folder, check=True)
    listed = json.loads(made.read_text("utf-8"))
    for package in listed["packages"].values():
        package.pop("funding", None)
    made.write_text(json.dumps(listed, indent=2, ensure_ascii=False) + "\n", "utf-8", newline="\n")


def main() -> int:
    uv = [str(environment.ensure(REQUIREMENTS)), "-m", "uv"]
    runtime = resolve(uv, RUNTIME.read_text("utf-8"), *sys.argv[1:])
    write(RUNTIME, runtime)
    known = "\n".join(blocks(runtime) + blocks(TESTS.read_text("utf-8")))
    both = resolve(uv, known, "--extra=test", "--extra=fonts", f"--constraint={RUNTIME}", *sys.argv[1:])
    own = [block for block in blocks(both) if block not in blocks(runtime)]
    write(TESTS, "\n".join(["--only-binary :all:", *own]))
    for folder in NODE:
        node(folder, *sys.argv[1:])
    failed = missing(uv)
    print("\n".join(f"ไม่มีชุดโปรแกรมครบสำหรับ {name}" for name in failed) or f"ครบทุกระบบ: {len(platforms()) * len(pythons())} แบบ")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
