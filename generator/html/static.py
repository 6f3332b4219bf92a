"""Stylesheets, scripts and fonts of the site, copied beside the pages: nothing is fetched from elsewhere."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable

from generator.output import Output

FONTS = ("OFL.txt", "Sarabun-Bold.woff2", "Sarabun-Regular.woff2")
WEIGHTS = {"Sarabun-Regular.woff2": "400", "Sarabun-Bold.woff2": "700"}
SUFFIXES = (".css", ".js", ".woff2", ".svg", ".json", ".txt", ".webmanifest", ".png")
BUNDLES = {
    "site.css": (
        "theme.css", "page.css", "form.css", "calendar.css", "orders.css", "search/search.css", "offline/offline.css", "print.css",
    ),
    "site.js": ("charts.js", "reader.js", "search/ask.js", "search/search.js", "offline/offline.js"),
    "before-theme.js": ("from-folder.js", "drawn-links.js"),
    "search/answers.js": tuple(
        f"search/{name}.js" for name in ("fold", "meanings", "layout", "near", "words", "reading", "lines", "excerpt", "engine", "answer")
    ),
}  # fmt: skip
"""What a page loads as one file, since on a slow line each costs a round trip: the file, and the sources of which it is made, in order."""


def outputs(own: Mapping[str, bytes]) -> list[Output]:
    """Everything in ``generator/html/assets`` under ``assets/``, in bundles, and the web font with its licence under ``assets/fonts/``.

    ``own``: what an office has instead of ours.
    """
    fonts = files("generator.fonts")
    shipped = [Output(f"assets/fonts/{name}", (fonts / name).read_bytes()) for name in FONTS]
    return [*_bundled(dict(_below(files("generator.html") / "assets", "")) | dict(own)), *shipped]


def _bundled(sources: dict[str, bytes]) -> list[Output]:
    made = {name: b"".join(sources.pop(part) for part in parts) for name, parts in BUNDLES.items()}
    made["theme-start.js"] = _encoded() + sources["theme-start.js"]
    return [Output(f"assets/{name}", data) for name, data in (sources | made).items()]


def _encoded() -> bytes:
    """The font as a script: in the first file of a page, so that it is there before the first letter is painted and no line is broken twice;
    and from a folder a page may load scripts but no other file.
    """
    fonts = files("generator.fonts")
    data = {weight: base64.b64encode((fonts / name).read_bytes()).decode() for name, weight in WEIGHTS.items()}
    return f"window.sopFonts={json.dumps(data)};\n".encode()


def _below(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            found += _below(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(SUFFIXES):
            found.append((f"{prefix}{entry.name}", entry.read_bytes()))
    return found
