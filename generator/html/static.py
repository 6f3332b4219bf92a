"""Stylesheets, scripts and fonts of the site, copied beside the pages: nothing is fetched from elsewhere."""

from __future__ import annotations

import base64
import json
from importlib.resources import files
from importlib.resources.abc import Traversable

from generator.output import Output

FONTS = ("OFL.txt", "Sarabun-Bold.woff2", "Sarabun-Regular.woff2")
WEIGHTS = {"Sarabun-Regular.woff2": "400", "Sarabun-Bold.woff2": "700"}
SUFFIXES = (".css", ".js", ".woff2", ".svg", ".json", ".txt", ".webmanifest", ".png")


def outputs() -> list[Output]:
    """Everything in ``generator/site/assets`` under ``assets/``, and the web font with its licence under ``assets/fonts/``."""
    fonts = files("generator.fonts")
    shipped = [Output(f"assets/fonts/{name}", (fonts / name).read_bytes()) for name in FONTS]
    return [*_below(files("generator.html") / "assets", "assets"), *shipped, _inline()]


def _inline() -> Output:
    """The font as a script, for drawings that are saved with it: from a folder a page may load scripts but no other file."""
    fonts = files("generator.fonts")
    data = {weight: base64.b64encode((fonts / name).read_bytes()).decode() for name, weight in WEIGHTS.items()}
    return Output("assets/fonts/inline.js", f"window.sopFonts={json.dumps(data)};\n".encode())


def _below(folder: Traversable, prefix: str) -> list[Output]:
    found: list[Output] = []
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        path = f"{prefix}/{entry.name}"
        if entry.is_dir():
            found += _below(entry, path)
        elif entry.name.endswith(SUFFIXES):
            found.append(Output(path, entry.read_bytes()))
    return found
