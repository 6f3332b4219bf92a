"""Stylesheets, scripts and fonts of the site, copied beside the pages: nothing is fetched from elsewhere."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable

from generator.output import Output

FONTS = ("OFL.txt", "Sarabun-Bold.woff2", "Sarabun-Regular.woff2")
SUFFIXES = (".css", ".js", ".woff2", ".svg", ".json", ".txt", ".webmanifest", ".png")


def outputs() -> list[Output]:
    """Everything in ``generator/site/assets`` under ``assets/``, and the web font with its licence under ``assets/fonts/``."""
    fonts = files("generator.fonts")
    shipped = [Output(f"assets/fonts/{name}", (fonts / name).read_bytes()) for name in FONTS]
    return [*_below(files("generator.site") / "assets", "assets"), *shipped]


def _below(folder: Traversable, prefix: str) -> list[Output]:
    found: list[Output] = []
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        path = f"{prefix}/{entry.name}"
        if entry.is_dir():
            found += _below(entry, path)
        elif entry.name.endswith(SUFFIXES):
            found.append(Output(path, entry.read_bytes()))
    return found
