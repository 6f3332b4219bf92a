"""``sop serve`` as a clerk uses it: edit, look, make a mistake, mend it, stop."""

import http.client
import json
import os
import re
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

import pytest

from tests.test_killed import Office

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 60.0
"""Longest wait for a page on a busy machine; at rest it is there within two or three."""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="POSIX signals")


class Served:
    """A running ``sop serve`` with all that it has said."""

    def __init__(self, office: Office, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}/manual/"
        self.said = ""
        command = ["serve", "--sop", office.folder / "before", "--config", office.folder / "mkdocs.yml", "--port", port]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "generator", *map(str, command)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in self.process.stdout or ():
            self.said += line

    def page(self, path: str = "index.html") -> str:
        with urllib.request.urlopen(self.address + path, timeout=SECONDS) as answer:
            return str(answer.read().decode())

    def ended(self, how: signal.Signals) -> int:
        self.process.send_signal(how)
        return self.process.wait(timeout=10)


def soon(holds, what: str) -> None:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        try:
            if holds():
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError(what)


def free() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def is_open(port: int) -> bool:
    with socket.socket() as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def served(tmp_path: Path):
    office, port = Office(tmp_path).furnished(), free()
    running = Served(office, port)
    yield office, running, port
    if running.process.poll() is None:
        running.process.terminate()
        running.process.wait(timeout=20)


def test_an_edit_shows_a_mistake_is_told_and_the_last_pages_stay(served):
    office, running, port = served
    procedure = office.folder / "before" / "procedures" / "repair-books.yml"
    good = procedure.read_text("utf-8")
    path = "procedures/repair-books.html"
    soon(lambda: "การซ่อมหนังสือ" in running.page(path), running.said)

    procedure.write_text(good.replace("การซ่อมหนังสือ", "การเย็บหนังสือ"), "utf-8")
    soon(lambda: "การเย็บหนังสือ" in running.page(path), running.said)

    procedure.write_text(good.replace("title:", "titel:", 1), "utf-8")
    soon(lambda: "repair-books.yml:" in running.said, "nothing said about the mistake")
    assert "titel" in running.said and "Traceback" not in running.said
    assert running.process.poll() is None and "การเย็บหนังสือ" in running.page(path)

    procedure.write_bytes("การซ่อม".encode("cp874"))
    soon(lambda: running.said.count("repair-books.yml:") > 1, "nothing said about the encoding")
    assert running.process.poll() is None and "การเย็บหนังสือ" in running.page(path)

    procedure.write_text(good.replace("การซ่อมหนังสือ", "การปะหนังสือ"), "utf-8")
    soon(lambda: "การปะหนังสือ" in running.page(path), running.said)

    assert running.ended(signal.SIGINT) == 130
    assert "หยุดตามคำสั่ง" in running.said and "Traceback" not in running.said
    assert not is_open(port), "MkDocs still runs"


def test_every_page_leads_to_the_forms_of_its_files_and_what_is_saved_there_shows(served):
    office, running, port = served
    path = "procedures/repair-books.html"
    soon(lambda: "การซ่อมหนังสือ" in running.page(path), running.said)
    soon(lambda: "?key=" in running.said, running.said)
    desk, file = re.search(r'href="(http://127\.0\.0\.1:\d+/)#(procedures/repair-books\.yml)"', running.page(path)).groups()
    host = desk.removeprefix("http://").rstrip("/")

    def ask(method: str, where: str, body: str | None = None, **headers: str) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection(host, timeout=SECONDS)
        connection.request(method, where, body, headers)
        return connection.getresponse()

    link = re.search(r"http://127\.0\.0\.1:\d+/(\?key=\S+)", running.said)
    assert link[0].startswith(desk)
    entered = ask("GET", f"/{link[1]}")
    assert entered.getheader("Location") == f"http://127.0.0.1:{port}/"
    own = {"Cookie": entered.getheader("Set-Cookie").partition(";")[0], "Origin": desk.rstrip("/"), "Content-Type": "application/json"}
    opened = json.loads(ask("POST", "/api/open", json.dumps({"file": file}), **own).read())
    data = {**opened["data"], "title": "การเย็บหนังสือ"}
    saved = ask("POST", "/api/save", json.dumps({"file": file, "base": opened["data"], "version": opened["version"], "data": data}), **own)
    assert saved.status == 200
    soon(lambda: "การเย็บหนังสือ" in running.page(path), running.said)
    published = (office.folder / "docs" / "manual" / "procedures" / "repair-books.md").read_text("utf-8")
    assert "127.0.0.1" not in published


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_it_ends_mkdocs_however_it_is_ended(served, how: signal.Signals):
    _, running, port = served
    soon(lambda: is_open(port), running.said)
    assert running.ended(how) == (-signal.SIGKILL if how is signal.SIGKILL else 130)
    soon(lambda: not is_open(port), "MkDocs still runs")
    assert "Traceback" not in running.said


def answered(port: int, request: bytes) -> bytes:
    """The first line of the answer to a request, sent as it stands."""
    with socket.create_connection(("127.0.0.1", port), timeout=SECONDS) as line:
        line.sendall(request)
        return line.makefile("rb").readline().strip()


def test_it_answers_to_its_own_names_and_plain_paths_only_and_says_nothing_of_others(served):
    _, running, port = served
    soon(lambda: running.page(), running.said)

    def asked(path: str, host: str = f"127.0.0.1:{port}") -> bytes:
        return answered(port, f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode("latin-1"))

    for host in (f"127.0.0.1:{port}", f"localhost:{port}", f"LocalHost:{port}", f"[::1]:{port}"):
        assert asked("/manual/index.html", host) == b"HTTP/1.0 200 OK"
    for host in (
        "",
        "evil.example",
        f"evil.example:{port}",
        "127.0.0.1",
        "127.0.0.1:1",
        f"localhost.:{port}",
        f"127.0.0.1:{port}\r\nHost: evil.example",
    ):
        assert asked("/manual/index.html", host) == b"HTTP/1.0 421 Misdirected Request", host
    for path in ("/%00", "/..%2f..%2fetc/passwd", "/manual/../../x", "/..%5c..%5cx", "/C:/Windows", "/a%0d%0ab", "/" + "a" * 3000, "/nowhere"):
        assert asked(path) == b"HTTP/1.0 404 Not Found", path
    assert asked("/" + "a" * 70_000) == b"HTTP/1.0 414 Request-URI Too Long"
    assert answered(port, b"GET /manual/index.html HTTP/1.0\r\n\r\n") == b"HTTP/1.0 421 Misdirected Request"
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(b"GET /manual/index.html HTTP/1.1\r\nHost: 127")
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # a browser that goes away: its line is reset
    soon(lambda: running.page(), running.said)
    assert len(running.said.splitlines()) == 3, running.said


def test_a_port_in_use_is_told(tmp_path: Path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        running = Served(Office(tmp_path).furnished(), taken.getsockname()[1])
        assert running.process.wait(timeout=SECONDS) == 1
    soon(lambda: "ลอง --port" in running.said, running.said)
    assert "Traceback" not in running.said
