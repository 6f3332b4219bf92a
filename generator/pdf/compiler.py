"""A volume as PDF: Typst reads the values as JSON; only the shipped fonts are at hand; nothing is written to disk.

PDF/A-2a (archive) and PDF/UA-1 (accessible) in one file; Typst refuses a document that breaks either. veraPDF comes in no package, so
the books were also read by pdfua 0.1.3 and outloud 0.2.1 (no finding of either against PDF/UA-1), and the tests look at tags and syntax.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from typing import Any

import typst

from generator.fonts import FOLDER
from generator.load.pictures import STANDARDS
from generator.pdf.book import Volume

TEMPLATES = Path(__file__).resolve().parent / "templates"
EPOCH = 946684800  # 1 January 2000 UTC; the document's own date is written by the template


@cache
def _fonts() -> Any:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FOLDER)])


@cache
def _templates() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(TEMPLATES.glob("*.typ"))}


def spelled(volume: Volume) -> str:
    """The volume as the templates read it; a picture is a list of its bytes."""
    return json.dumps(asdict(replace(volume, broken=(), names=())), ensure_ascii=False, default=list)


def pdf(volume: Volume) -> bytes:
    """The finished PDF. Raises typst.TypstError if the values cannot be set within the two standards."""
    return _compiled(spelled(volume))


def _compiled(data: str) -> bytes:
    engine: Any = typst.compile  # its stub leaves out the dictionary of virtual files
    made = engine(_templates(), font_paths=_fonts(), ignore_system_fonts=True, sys_inputs={"volume": data}, pdf_standards=STANDARDS, timestamp=EPOCH)
    assert isinstance(made, bytes)
    return made


@contextlib.contextmanager
def pool(count: int) -> Iterator[Callable[[str], Future[bytes]]]:
    """Some compilers side by side: a function from a volume as :func:`spelled` to its PDF to come.

    A program that is told to stop waits for none of them, and begins no other.
    """
    executor = ThreadPoolExecutor(count)
    try:
        yield lambda data: executor.submit(_compiled, data)
    except BaseException:
        executor.shutdown(wait=False, cancel_futures=True)
        raise
    executor.shutdown()
