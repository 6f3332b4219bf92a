"""MkDocs' own preview, run as ``python -m generator.runtime.preview mkdocs serve …`` by ``sop serve``: answers this machine alone, ends with it.

MkDocs answers whatever name it is called by, so that a page of the internet whose name is made to lead to 127.0.0.1 could read the
manual (DNS rebinding). That is put right around it, by the standard library alone. Pages also get links to the desk, if one is open.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable
from typing import Any
from wsgiref import simple_server

from generator.runtime import child

HOSTS = ("127.0.0.1", "localhost", "[::1]")
LONGEST = 2000
"""Bytes of a path; the longest name of a file is a tenth of it."""
DESK = "SOP_DESK"
"""The variable that holds the address of the desk."""
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
_SOURCES, _SOURCE = re.compile(rb'<p class="sop-source">.*?</p>', re.DOTALL), re.compile(rb"<code>([\w./-]+)</code>")


def guarded(application: Application) -> Application:
    """The same application for requests that name this machine and ask for a plain path; else a short refusal."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if not is_own(environ.get("HTTP_HOST", ""), str(environ["SERVER_PORT"])):
            refused = "421 Misdirected Request"
        elif not is_plain(environ["PATH_INFO"]):
            refused = "404 Not Found"
        else:
            return application(environ, start_response)
        start_response(refused, [("Content-Type", "text/plain")])
        return [refused.encode()]

    return answer


def editable(application: Application, desk: str) -> Application:
    """The same application; pages link from their title and from each of their source files to its form at the desk."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        begun: list[tuple[str, list[tuple[str, str]]]] = []
        body = b"".join(application(environ, lambda status, headers, *_: begun.append((status, headers))))
        status, headers = begun[0]
        if dict(headers).get("Content-Type", "").startswith("text/html"):
            body = linked(body, desk)
        start_response(status, [*((k, v) for k, v in headers if k.lower() != "content-length"), ("Content-Length", str(len(body)))])
        return [body]

    return answer


def linked(page: bytes, desk: str) -> bytes:
    """A page with those links; the same bytes if it names no source file."""
    if not (named := _SOURCES.search(page)) or not (files := _SOURCE.findall(named[0])):
        return page

    def link(file: bytes, css: str = "") -> bytes:
        return f'<a href="{desk}#{file.decode()}"{css}>แก้ไข</a>'.encode()

    foot = _SOURCE.sub(lambda found: found[0] + b" " + link(found[1]), named[0])
    before, start, rest = page[: named.start()].partition(b"<h1")
    button = link(files[0], ' class="md-button sop-screen" style="float:right"') if start else b""
    return before + button + start + rest + foot + page[named.end() :]


def is_own(host: str, port: str) -> bool:
    """Whether a Host header names this machine, with the port that is served (which a browser leaves out if it is 80)."""
    name = host.lower()
    return name in [f"{own}:{port}" for own in HOSTS] or (port == "80" and name in HOSTS)


def is_plain(path: str) -> bool:
    """Whether a path, each byte a letter, can lead to a file of the site: no step up, no drive, no control character."""
    return len(path) <= LONGEST and ".." not in path.split("/") and not any(letter < " " or letter in "\\:\x7f" for letter in path)


class _PreviewServer(simple_server.WSGIServer):
    """What MkDocs' server is made to inherit."""

    def set_app(self, application: Any) -> None:
        desk = os.environ.get(DESK)
        self.application = guarded(editable(application, desk) if desk else application)

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], OSError):  # a browser that goes away in the middle is nothing to tell
            super().handle_error(request, client_address)


def main() -> None:
    """Run the program that is named first among the arguments, guarded."""
    simple_server.WSGIServer = _PreviewServer  # type: ignore[misc]
    child.main()


if __name__ == "__main__":
    main()
