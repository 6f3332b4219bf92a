"""The desk over HTTP, for the browser of this machine alone.

Bound to 127.0.0.1; the Host must be exact (no rebinding); a key that is good for one opening becomes a cookie that no other site may send;
whatever changes or reads data is a POST of JSON from this very origin. Nothing is served but a closed list of files of the program.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import threading
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from generator import fonts, html
from generator.editing.desk import Desk
from generator.editing.splice import SpliceRefused
from generator.editing.store import Changed, Unknown
from generator.publish.files import Busy
from generator.source.parsing import Invalid
from generator.source.reading import Unreadable

ASSETS, STYLES = Path(__file__).parent / "assets", Path(html.__file__).parent / "assets"
TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2", ".svg": "image/svg+xml"}
SERVED = {
    **{f"/{path.name}": path for path in sorted(ASSETS.iterdir()) if path.suffix in TYPES},
    "/": ASSETS / "desk.html",
    "/form.css": STYLES / "form.css",
    **{f"/{name}.woff2": fonts.FOLDER / f"{name}.woff2" for name in ("Sarabun-Regular", "Sarabun-Bold")},
}
"""Addresses and the files behind them."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; font-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    **{"Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store"},
    **{"Cross-Origin-Resource-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin", "X-Frame-Options": "DENY"},
}
ANSWERED = 0.3
"""Seconds in which a last answer is sent."""
MOST = 4_000_000
"""Bytes of a request."""
FAULTS: dict[type[Exception], tuple[HTTPStatus, str]] = {
    Unknown: (HTTPStatus.FORBIDDEN, "ไม่มีแฟ้มนี้ในโฟลเดอร์ข้อมูล"),
    Changed: (HTTPStatus.CONFLICT, "แฟ้มถูกแก้ด้วยโปรแกรมอื่นหลังจากบันทึกครั้งล่าสุด จึงย้อนหรือเขียนทับให้ไม่ได้ เปิดแฟ้มใหม่แล้วลองอีกครั้ง"),
    Busy: (HTTPStatus.CONFLICT, "โปรแกรมอื่นกำลังบันทึกอยู่ รอสักครู่แล้วลองใหม่"),
    OSError: (HTTPStatus.INSUFFICIENT_STORAGE, "เขียนแฟ้มไม่ได้ ตรวจพื้นที่ว่างและสิทธิ์ของโฟลเดอร์ หรือปิดโปรแกรมที่เปิดแฟ้มนี้ค้างไว้"),
}


@dataclass(slots=True)
class Access:
    """Who may come in, and to which address first. ``key``: of the link, empty once it was used; ``session``: what the cookie holds."""

    host: str
    key: str
    session: str
    start: str

    def admit(self, key: str) -> bool:
        """Whether this is the key; it is good once."""
        fits = bool(self.key) and secrets.compare_digest(key.encode(), self.key.encode())
        self.key = "" if fits else self.key
        return fits


class _DeskServer(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = os.name != "nt"  # Windows would let another program have the port as well

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a page that was closed before its answer came."""


def server(desk: Desk, port: int = 0, start: str = "/") -> tuple[ThreadingHTTPServer, str]:
    """The server, bound but not running, and the link that opens it once. ``port`` 0: any free one; ``start``: where the link leads.

    Raises OSError if the port is taken.
    """
    bound = _DeskServer(("127.0.0.1", port), BaseHTTPRequestHandler)
    access = Access(f"127.0.0.1:{bound.server_port}", secrets.token_urlsafe(24), secrets.token_urlsafe(24), start)
    bound.RequestHandlerClass = partial(_Handler, desk, access)
    return bound, f"http://{access.host}/?key={access.key}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 60
    server_version, sys_version = "sop", ""

    def __init__(self, desk: Desk, access: Access, *given: Any) -> None:
        self.desk, self.access = desk, access
        self.cookie = f"sop-desk-{access.host.rpartition(':')[2]}"
        super().__init__(*given)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: addresses hold the key."""

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        if not self._is_host():
            return self._refuse()
        if (key := parse_qs(url.query).get("key")) and not self._is_known() and self.access.admit(key[0]):
            cookie = f"{self.cookie}={self.access.session}; HttpOnly; SameSite=Strict; Path=/"
            return self._send(HTTPStatus.SEE_OTHER, b"", "text/plain", {"Location": self.access.start, "Set-Cookie": cookie})
        if key and self._is_known():
            return self._send(HTTPStatus.SEE_OTHER, b"", "text/plain", {"Location": self.access.start})
        if not self._is_known():
            return self._refuse()
        if path := SERVED.get(url.path):
            return self._send(HTTPStatus.OK, path.read_bytes(), TYPES[path.suffix])
        return self._send(HTTPStatus.NOT_FOUND, b"", "text/plain")

    def do_POST(self) -> None:
        size = self.headers.get("Content-Length", "")
        same = self.headers.get("Origin") == f"http://{self.access.host}" and self.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
        json_ = self.headers.get("Content-Type", "").partition(";")[0].strip() == "application/json"
        if not (self._is_host() and self._is_known() and same and json_ and size.isdecimal() and int(size) <= MOST):
            self.close_connection = True  # what it sent is not read
            return self._refuse()
        call = {**self.desk.calls, "close": self._close}.get(self.path.removeprefix("/api/"))
        try:
            asked = json.loads(self.rfile.read(int(size)))
            if not call or not isinstance(asked, dict):
                return self._answer(HTTPStatus.NOT_FOUND, {"error": "ไม่รู้จักคำขอนี้"})
            return self._answer(HTTPStatus.OK, call(asked))
        except Exception as error:  # always an answer: a browser repeats a POST whose connection just ends
            return self._answer(*_told(error))

    def _close(self, _asked: dict[str, Any]) -> dict[str, Any]:
        """End the desk, for those who opened it without a console."""
        threading.Timer(ANSWERED, self.server.shutdown).start()
        return {}

    def _is_host(self) -> bool:
        return self.headers.get("Host") == self.access.host

    def _is_known(self) -> bool:
        found = re.findall(rf"(?:^|;\s*){self.cookie}=([\w-]+)", self.headers.get("Cookie", ""))
        return any(secrets.compare_digest(given.encode(), self.access.session.encode()) for given in found)

    def _refuse(self) -> None:
        text = "เปิดจากลิงก์ที่คำสั่ง sop desk แสดง ลิงก์หนึ่งใช้ได้ครั้งเดียว หากปิดเบราว์เซอร์ไปแล้วให้สั่ง sop desk ใหม่"
        self._send(HTTPStatus.FORBIDDEN, text.encode(), "text/plain")

    def _answer(self, status: HTTPStatus, answer: dict[str, Any]) -> None:
        self._send(status, json.dumps(answer, ensure_ascii=False, default=str).encode(), "application/json")

    def _send(self, status: HTTPStatus, body: bytes, kind: str, more: dict[str, str] | None = None) -> None:
        self.send_response(status)
        text = "" if kind.startswith("font") else "; charset=utf-8"
        for name, value in {**HEADERS, "Content-Type": kind + text, "Content-Length": str(len(body)), **(more or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


def _told(error: Exception) -> tuple[HTTPStatus, dict[str, Any]]:
    """What went wrong, for the clerk."""
    if isinstance(error, SpliceRefused):
        return HTTPStatus.CONFLICT, {"error": f"บันทึกจากแบบกรอกไม่ได้ ต้องแก้บรรทัดที่ {error.line} ของแฟ้มด้วยโปรแกรมแก้ข้อความ"}
    if isinstance(error, Invalid):
        return HTTPStatus.CONFLICT, {"error": "\n".join(f"บรรทัดที่ {p.line}: {p.message} ({p.mend})" for p in error.problems)}
    if isinstance(error, Unreadable):
        return HTTPStatus.CONFLICT, {"error": f"{error} {error.mend}"}
    known = next((told for kind, told in FAULTS.items() if isinstance(error, kind)), None)
    if not known and isinstance(error, LookupError | TypeError | AttributeError | ValueError | RecursionError):
        known = HTTPStatus.BAD_REQUEST, "คำขอไม่ครบหรือผิดรูป"
    status, words = known or (HTTPStatus.INTERNAL_SERVER_ERROR, "โปรแกรมทำคำขอนี้ไม่สำเร็จ ข้อมูลในแฟ้มยังอยู่ครบ")
    return status, {"error": words}
