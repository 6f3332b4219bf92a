"""A volume as PDF: Typst reads the values as JSON; only the shipped fonts are at hand; nothing is written to disk.

PDF/A-2a (archive) and PDF/UA-1 (accessible) in one file; Typst refuses a document that breaks either. veraPDF comes in no package, so
the books were also read by pdfua 0.1.3 and outloud 0.2.1 (no finding of either against PDF/UA-1), and the tests look at tags and syntax.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import asdict, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from types import TracebackType
from typing import Any

import typst

from generator.fonts import FOLDER
from generator.pdf import proof
from generator.pdf.blocks import Volume
from generator.thai import ends

TEMPLATES = Path(__file__).resolve().parent / "templates"
STANDARDS = ["a-2a", "ua-1"]
EPOCH = 946684800  # 1 January 2000 UTC; the document's own date is written by the template


@cache
def _fonts() -> Any:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FOLDER)])


@cache
def _templates() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(TEMPLATES.glob("*.typ"))}


@cache
def _works() -> bytes:
    """What a book is made with: engine, its settings, templates, fonts, and the proof-reading that it passes."""
    found = hashlib.sha256(repr((version("typst"), version("pypdfium2"), STANDARDS, EPOCH)).encode())
    proofs = (Path(module.__file__ or "").read_bytes() for module in (proof, ends))
    for data in (*_templates().values(), *(path.read_bytes() for path in sorted(FOLDER.glob("*.ttf"))), *proofs):
        found.update(hashlib.sha256(data).digest())
    return found.digest()


def spelled(volume: Volume) -> str:
    """The volume as the templates read it; a picture is a list of its bytes."""
    return json.dumps(asdict(replace(volume, broken=(), names=())), ensure_ascii=False, default=list)


def key(data: str) -> str:
    """The same for the same words, pictures and works only: books of one key have the same bytes."""
    return hashlib.sha256(_works() + data.encode()).hexdigest()


def pdf(volume: Volume) -> bytes:
    """The finished PDF. Raises typst.TypstError if the values cannot be set within the two standards."""
    return _printed(spelled(volume))


def _printed(data: str) -> bytes:
    press: Any = typst.compile  # its stub leaves out the dictionary of virtual files
    made = press(_templates(), font_paths=_fonts(), ignore_system_fonts=True, sys_inputs={"volume": data}, pdf_standards=STANDARDS, timestamp=EPOCH)
    assert isinstance(made, bytes)
    return made


class CompilerPool:
    """Some presses side by side. They are daemons: a program that is told to stop does not wait for a page to be finished."""

    def __init__(self, count: int) -> None:
        self._work: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._count = count
        self._threads: list[Thread] = []

    def take(self, data: str) -> Future[bytes]:
        """The PDF of a volume as :func:`spelled`, when a press is free."""
        future: Future[bytes] = Future()
        self._work.put(lambda: _fill(future, data))
        if len(self._threads) < self._count:
            self._threads.append(Thread(target=self._run, daemon=True))
            self._threads[-1].start()
        return future

    def _run(self) -> None:
        while work := self._work.get():
            work()

    def __enter__(self) -> CompilerPool:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        with contextlib.suppress(Empty):
            while kind:  # what nobody waits for any more is not begun
                self._work.get_nowait()
        for _ in self._threads:
            self._work.put(None)
        if kind is None:
            for thread in self._threads:
                thread.join()


def _fill(future: Future[bytes], data: str) -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        future.set_result(_printed(data))
    except BaseException as error:  # told to who waits
        future.set_exception(error)
