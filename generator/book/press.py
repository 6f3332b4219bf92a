"""A volume as PDF: Typst reads the values as JSON; only the shipped fonts are at hand; nothing is written to disk.

PDF/A-2a (archive) and PDF/UA-1 (accessible) in one file; Typst refuses a document that breaks either.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import typst

from generator.book.blocks import Volume
from generator.fonts import FOLDER

TEMPLATES = Path(__file__).resolve().parent / "templates"
STANDARDS = ["a-2a", "ua-1"]
EPOCH = 946684800  # 1 January 2000 UTC; the document's own date is written by the template


@cache
def _fonts() -> Any:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FOLDER)])


@cache
def _templates() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(TEMPLATES.glob("*.typ"))}


def pdf(volume: Volume) -> bytes:
    """The finished PDF. Raises typst.TypstError if the values cannot be set within the two standards."""
    data = json.dumps(asdict(volume), ensure_ascii=False)
    press: Any = typst.compile  # its stub leaves out the dictionary of virtual files
    made = press(_templates(), font_paths=_fonts(), ignore_system_fonts=True, sys_inputs={"volume": data}, pdf_standards=STANDARDS, timestamp=EPOCH)
    assert isinstance(made, bytes)
    return made
