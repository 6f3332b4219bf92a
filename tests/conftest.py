"""What several tests need: a built sample site, a server for it, a browser."""

from __future__ import annotations

import functools
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from xdist.remote import Producer
    from xdist.scheduler import LoadScopeScheduling

signal.signal(signal.SIGINT, signal.default_int_handler)  # started in the background it may be ignored, and children would inherit that
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from generator.publish import files  # noqa: E402 - found by way of the path above
from generator.runtime import cache  # noqa: E402

SAMPLE = ROOT / "tests" / "sample" / "sop"
os.environ["SOURCE_DATE_EPOCH"] = "1742014800"  # every command speaks as of 15 March 2025, on whatever day the tests are run
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


LATER = ("2568-30", "2568-33", "2568-41", "2569-2", "2569-5")
"""What the sample office orders after March 2568: files that a test about its first three years leaves out."""


def early(texts: Mapping[str, str]) -> dict[str, str]:
    """The files of the sample office as they were in March 2568: no later order, and nobody who comes with one."""
    people = texts["people.yml"]
    kept = {name: text for name, text in texts.items() if not name.removeprefix("orders/").startswith(LATER)}
    return {**kept, "people.yml": people[: people.index("  - id: sanpok")]}


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    """No test finds what another left in the caches of the compiler."""
    cache.forget()
    yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium: the machine's own if it has one, else Playwright's."""
    from playwright.sync_api import sync_playwright  # here, so that a test without a browser starts without it

    own = os.environ.get("CHROMIUM") or next((path for name in BROWSERS if (path := shutil.which(name))), None)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=own, args=["--no-sandbox"])
        yield opened
        opened.close()


def until(page: Page, expression: str, seconds: float = 40) -> None:
    """Wait until a JavaScript expression holds (Playwright's own waiting needs ``eval``, which the site's policy forbids)."""
    end = time.monotonic() + seconds
    while not page.evaluate(expression):
        assert time.monotonic() < end, expression
        page.wait_for_timeout(50)


def build_site(folder: Path, sop: Path, *options: str) -> Path:
    """A whole site of ``sop`` below ``folder``, away from the working tree."""
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    shutil.copytree(ROOT / "docs", folder / "docs", ignore=shutil.ignore_patterns("manual"))
    command = [
        sys.executable,
        "-m",
        "generator",
        "build",
        "--sop",
        str(sop),
        "--config",
        str(folder / "mkdocs.yml"),
        "--site",
        str(folder / "site"),
        "--no-book",
    ]
    done = subprocess.run([*command, *options], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """:func:`build_site`, but one of the processes that run the tests builds, and all read what it made."""
    own = tmp_path_factory.getbasetemp()
    folder = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def built(sop: Path, *options: str) -> Path:
        place = folder / f"built-{sop.parent.name}"
        with files.locked(folder, wait=600, name=f"{place.name}.lock"):
            if not place.exists():
                place.mkdir()
                build_site(place, sop, *options)
        return place / "site"

    return built


@pytest.fixture(scope="session")
def sample_site(built_once: Callable[..., Path]) -> Path:
    """The sample office, built, with its zip beside it."""
    return built_once(SAMPLE, "--offline")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """A folder -> the address of the server of it on this machine."""
    servers: dict[Path, ThreadingHTTPServer] = {}

    def start(folder: Path) -> str:
        if folder not in servers:
            servers[folder] = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
            threading.Thread(target=servers[folder].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{servers[folder].server_port}/"

    yield start
    for server in servers.values():
        server.shutdown()


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--update-golden`` writes what the sample office compiles to; ``--shuffle SEED`` runs files and their tests in another order."""
    parser.addoption("--update-golden", action="store_true", help="เขียนผลลัพธ์ที่คาดหมายของสำนักงานสมมติใหม่")
    parser.addoption("--shuffle", type=int, metavar="SEED", help="สลับลำดับการทดสอบ")


TOGETHER = "book book_boxes book_forms book_index book_orders book_room builders calendar docx hostile lanes_on_paper search site xlsx".split()
"""Files whose tests share what takes seconds to make: with each in one process it is made once."""
KILLED = "killed serve".split()
"""Files whose tests take the machine's cores and count seconds: one after the other."""


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    """Tests go to whichever process is free, but those of some files to one process."""
    from xdist.scheduler import LoadScopeScheduling

    class ByFile(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            name = Path(nodeid.partition("::")[0]).stem.removeprefix("test_")
            return "killed" if name in KILLED else name if name in TOGETHER else nodeid

    return ByFile(config, log)


@pytest.hookimpl(tryfirst=True)  # pytest then brings those together that share a parameter of a fixture
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Files in a random order, and the tests of each: what a file builds once is still built once."""
    seed = config.getoption("--shuffle")
    if seed is not None:
        chance = random.Random(seed)
        files = {item.path: chance.random() for item in items}
        items.sort(key=lambda item: (files[item.path], chance.random()))


def pytest_configure(config: pytest.Config) -> None:
    """The same examples in every run; with ``--hypothesis-seed`` others, which must hold as well."""
    settings.register_profile("same", derandomize=config.getoption("--hypothesis-seed") is None, database=None)
    settings.load_profile("same")
