"""Killed, interrupted, out of space, two at once: the published site is the old one or the new one, and the next run mends the rest."""

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.publish import files

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "tests" / "sample" / "sop"
KILLS = int(os.environ.get("SOP_KILLS", "6"))
"""How many builds are killed; ``SOP_KILLS=50`` for a long run."""
STATES = ("before", "after")

pytestmark = pytest.mark.skipif(os.name == "nt", reason="POSIX signals")


class Office:
    """A working folder with two states of its data, which differ in the name of the office: on every page of the site."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.site, self.manual = folder, folder / "site", folder / "docs" / "manual"

    def furnished(self) -> "Office":
        """With its files, and no site yet."""
        shutil.copy(ROOT / "mkdocs.yml", self.folder)
        shutil.copytree(ROOT / "overrides", self.folder / "overrides")
        shutil.copytree(ROOT / "docs", self.folder / "docs", ignore=shutil.ignore_patterns("manual"))
        for state in STATES:
            shutil.copytree(SAMPLE, self.folder / state)
        for name in ("organization.yml", "handbook.yml"):
            path = self.folder / "after" / name
            path.write_text(path.read_text("utf-8").replace("การอ่าน", "การเขียน"), "utf-8")
        return self

    def start(self, state: str, *options: str) -> subprocess.Popen[str]:
        command = [
            sys.executable,
            "-m",
            "generator",
            "build",
            "--sop",
            self.folder / state,
            "--config",
            self.folder / "mkdocs.yml",
            "--site",
            self.site,
        ]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "encoding": "utf-8"}
        return subprocess.Popen([*map(str, command), *(options or ["--no-book"])], cwd=ROOT, start_new_session=True, **pipes)

    def build(self, state: str, *options: str) -> tuple[str, float]:
        """The digest of a site built to the end, and the seconds it took."""
        began = time.monotonic()
        process = self.start(state, *options)
        said, wrong = process.communicate()
        assert process.returncode == 0, said + wrong
        return files.digest(self.site), time.monotonic() - began

    def litter(self) -> list[str]:
        """What stands beside the site that should not, and what is half-written below the pages."""
        beside = {p.name for p in self.folder.iterdir()} - {"site", "docs", "overrides", "mkdocs.yml", ".cache", *STATES}
        return sorted(beside) + [p.name for p in self.manual.rglob(files.PART)]


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> tuple[Office, dict[str, str], float]:
    """An office whose site was built of either state, ``before`` last; the digests of the two, and the seconds that the last build took."""
    office = Office(tmp_path_factory.mktemp("known")).furnished()
    after, _ = office.build("after")
    before, took = office.build("before")
    assert before != after
    return office, {"after": after, "before": before}, took


@pytest.fixture
def office(tmp_path: Path, known: tuple[Office, dict[str, str], float]) -> Office:
    """An office of one's own with the site of ``before``."""
    shutil.copytree(known[0].folder, tmp_path, dirs_exist_ok=True)
    return Office(tmp_path)


@pytest.fixture
def digests(known: tuple[Office, dict[str, str], float]) -> dict[str, str]:
    return known[1]


def stopped(process: subprocess.Popen[str], how: signal.Signals, after: float) -> tuple[str, str, float]:
    """What the process said before it was stopped, and the seconds it then took to end."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        said, wrong = process.communicate(timeout=after)
        return said, wrong, 0.0
    process.send_signal(how)
    began = time.monotonic()
    process.wait(timeout=20)
    ended = time.monotonic() - began
    return process.stdout.read() if process.stdout else "", process.stderr.read() if process.stderr else "", ended


def test_killed_at_any_moment_the_site_is_one_of_the_two_and_the_next_run_mends_the_rest(office: Office, known):
    _, digests, took = known
    with_books, longest = office.build("after", "--book")
    chance, killed = random.Random(2565), 0
    for attempt in range(KILLS):
        books = attempt % 6 == 5
        if attempt % 2:  # all is made: pages in shards, books printed; else what has changed since the last site
            shutil.rmtree(office.folder / ".cache", ignore_errors=True)
        process = office.start("after" if books else STATES[attempt // 2 % 2], "--book" if books else "--no-book")
        stopped(process, signal.SIGKILL, chance.uniform(0, 0.8 * (longest if books else took)))
        killed += process.returncode == -signal.SIGKILL
        assert files.digest(office.site) in {*digests.values(), with_books}, f"a mixture after attempt {attempt}"
    assert killed >= KILLS / 2, "most builds ended before they were killed: the test shows little"
    for state in STATES:
        assert office.build(state)[0] == digests[state]
        assert office.litter() == []
    assert set(files.tree(office.manual)) == files.owned(office.manual) | {files.LIST, files.LOCK, files.WHOLE}


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="no /proc to ask which programs run")
def test_the_site_builder_does_not_outlive_a_killed_build(tmp_path: Path):
    (tmp_path / "endless.py").write_text("import time\ntime.sleep(60)\n")
    build = "from generator.publish import builder; from generator.runtime import child\nwith child.lifeline() as stdin: builder.run('endless', [], stdin)"
    paths = os.pathsep.join((str(tmp_path), str(ROOT)))
    process = subprocess.Popen([sys.executable, "-c", build], cwd=ROOT, env={**os.environ, "PYTHONPATH": paths}, start_new_session=True)
    soon(lambda: session(process.pid) - {process.pid})
    process.kill()
    process.wait()
    soon(lambda: not session(process.pid))


def soon(holds: Callable[[], object]) -> None:
    end = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def session(leader: int) -> set[int]:
    """The programs at work of the session that a build has to itself."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            state, _, _, of = path.read_text().rpartition(")")[2].split()[:4]
            found |= {int(path.parent.name)} if int(of) == leader and state != "Z" else set()
    return found


@pytest.mark.parametrize(("line", "seconds"), [("", 0.1), ("[1/2]", 0.1), ("[2/2]", 0.0), ("[2/2]", 0.3), ("[1/3]", 0.5)])
def test_ctrl_c_stops_at_once_and_leaves_nothing(office: Office, digests: dict[str, str], line: str, seconds: float):
    process = office.start("after", "--book" if "/3" in line else "--no-book")
    while line and process.stdout and line not in process.stdout.readline():
        assert process.poll() is None, "the build ended before it was stopped"
    said, wrong, ended = stopped(process, signal.SIGINT, seconds)
    assert process.returncode == 130, said + wrong
    assert "Traceback" not in wrong and ended < 2
    assert "หยุดตามคำสั่ง" in wrong or not line
    assert files.digest(office.site) == digests["before"] and office.litter() == []


def test_two_builds_at_once_come_one_after_the_other(office: Office, digests: dict[str, str]):
    pair = [office.start(state) for state in STATES]
    heard = [process.communicate() for process in pair]
    assert [process.returncode for process in pair] == [0, 0], heard
    assert sum("รอการสร้างคู่มืออีกงานหนึ่ง" in said for said, _ in heard) == 1
    assert files.digest(office.site) in digests.values() and office.litter() == []


@contextlib.contextmanager
def small_disk(folder: Path, megabytes: int):
    """A file system of its own in a folder, where the system lets us."""
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", folder], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("no right to mount a file system here")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
def test_a_site_that_is_a_link_stays_one_and_what_others_put_there_stays(office: Office):
    served = office.folder / "served"
    office.site.rename(served)
    office.site.symlink_to(served)
    (served / "CNAME").write_text("sop.example.go.th")
    office.build("after")
    assert office.site.is_symlink() and (served / "CNAME").read_text() == "sop.example.go.th"
    assert "การเขียน" in (served / "manual" / "index.html").read_text("utf-8")


def test_a_folder_of_somebody_is_not_taken_for_the_site(tmp_path: Path):
    office = Office(tmp_path).furnished()
    office.site.mkdir()
    (office.site / "letter.txt").write_text("สำคัญ")
    assert "ไม่เขียนทับ" in refused(office, "before")
    assert [p.name for p in office.site.iterdir()] == ["letter.txt"]
    assert not office.manual.exists()


def refused(office: Office, state: str) -> str:
    process = office.start(state)
    said, wrong = process.communicate()
    assert process.returncode == 1, said + wrong
    assert "Traceback" not in said + wrong
    return wrong


@pytest.mark.skipif(not shutil.which("mount"), reason="no mount")
def test_a_full_disk_is_told_and_the_site_stays_whole(tmp_path: Path, known):
    whole = known[1]["before"]
    with small_disk(tmp_path, 60):
        shutil.copytree(known[0].folder, tmp_path, dirs_exist_ok=True)
        office = Office(tmp_path)
        filler = tmp_path / "docs" / "filler.bin"
        for left in (0, 40_000, 400_000, 2_000_000):
            free = shutil.disk_usage(tmp_path).free
            filler.write_bytes(b"\0" * (free - left))
            assert "พื้นที่เก็บข้อมูลเต็ม" in refused(office, "after"), left
            assert files.digest(office.site) == whole and office.litter() == []
            filler.unlink()
        assert office.build("after")[0] != whole and office.litter() == []


@pytest.mark.skipif(not shutil.which("mount"), reason="no mount")
def test_a_disk_that_may_only_be_read_is_told(tmp_path: Path, known):
    whole = known[1]["before"]
    with small_disk(tmp_path, 60):
        shutil.copytree(known[0].folder, tmp_path, dirs_exist_ok=True)
        office = Office(tmp_path)
        subprocess.run(["mount", "-o", "remount,ro", tmp_path], check=True)
        assert "อ่านได้อย่างเดียว" in refused(office, "after")
        assert files.digest(office.site) == whole and office.litter() == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_the_right_to_write_is_told(office: Office, digests: dict[str, str]):
    office.folder.chmod(0o555)
    try:
        assert "ไม่มีสิทธิ์" in refused(office, "after")
    finally:
        office.folder.chmod(0o755)
    assert files.digest(office.site) == digests["before"]
