"""Reading without a network: the service worker's list of what to keep, the web app's manifest, the zip for a USB stick.

The list names files that MkDocs makes, so it is written into the finished site, before that is published.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from generator.documents import basis
from generator.edition import Edition
from generator.html.shell import Site
from generator.output import Output

FOLDER = "assets/offline"
WORKER, EDITION, ZIP = "sw.js", "edition.json", "manual.zip"
OURS = frozenset({WORKER, EDITION, ZIP})
LATER = (".pdf", ".png", ".ics", ".txt", ".json")
"""Kept only once they were opened; pages, scripts, styles and drawings are kept at once."""
BUDGET = 40_000_000
"""Bytes kept at once: what a phone gives a site without asking. The rest is kept as it is opened."""
TOP = "sop-manual"
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip can say


class Kept(NamedTuple):
    """One file of the site: path from its root, SHA-256 in base64, size in bytes."""

    path: str
    hash: str
    size: int


def files(made: Site) -> tuple[Output, ...]:
    """The web app's manifest: name, colours, icons, where it starts."""
    handbook = made.manual.handbook
    values = {
        "name": handbook.title,
        "short_name": made.edition.group.short or "คู่มือ",
        "lang": "th",
        "start_url": "../../index.html",
        "scope": "../../../",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#1d3557",
        "icons": [
            {"src": "icon.svg", "sizes": "any", "type": "image/svg+xml", "purpose": "any"},
            {"src": "icon-maskable.svg", "sizes": "any", "type": "image/svg+xml", "purpose": "maskable"},
        ],
    }
    return (Output(f"{FOLDER}/manifest.webmanifest", (json.dumps(values, ensure_ascii=False, indent=1) + "\n").encode()),)


def finish(folder: Path, made: Edition, with_zip: bool) -> None:
    """Write ``sw.js``, ``edition.json`` and, if asked for, ``manual.zip`` into the finished site. Raises OSError."""
    kept = listing(folder)
    edition = {"fingerprint": fingerprint(kept), "order": made.shown(basis.line(made, basis.of_all(made)))}
    _write(folder / WORKER, worker(kept, edition))
    _write(folder / EDITION, json.dumps(edition, ensure_ascii=False) + "\n")
    if with_zip:
        (folder / ZIP).write_bytes(zip_bytes(folder))


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8", newline="\n")


def listing(folder: Path) -> tuple[Kept, ...]:
    """Every file that a page may ask for, in order."""
    found = []
    for path in sorted(_readable(folder)):
        data = (folder / path).read_bytes()
        found.append(Kept(path, base64.b64encode(hashlib.sha256(data).digest()).decode(), len(data)))
    return tuple(found)


def _readable(folder: Path) -> list[str]:
    every = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return [path for path in every if path not in OURS]


def fingerprint(kept: Iterable[Kept]) -> str:
    """Twelve hexadecimal digits that change when any file does."""
    return hashlib.sha256("".join(f"{k.path}\0{k.hash}\0" for k in kept).encode()).hexdigest()[:12]


def worker(kept: Iterable[Kept], edition: dict[str, str]) -> str:
    """``sw.js``: the list, those to keep at once first; the work itself is done by ``assets/offline/worker.js``."""
    eager, later = divided(kept)
    build = {"edition": edition, "files": [[k.path, k.hash] for k in (*eager, *later)], "eager": len(eager)}
    text = json.dumps(build, ensure_ascii=False, separators=(",", ":"))
    return f'"use strict";\nconst BUILD = {text};\nimportScripts("manual/{FOLDER}/worker.js");\n'


def divided(kept: Iterable[Kept]) -> tuple[tuple[Kept, ...], tuple[Kept, ...]]:
    """What is kept at once and what later: scripts, styles and fonts before pages, as far as the budget goes."""
    wanted = sorted(kept, key=lambda k: (k.path.endswith(LATER), "assets/" not in k.path, k.path.count("/"), k.path))
    eager: list[Kept] = []
    later: list[Kept] = []
    used = 0
    for one in wanted:
        used += one.size
        (later if one.path.endswith(LATER) or used > BUDGET else eager).append(one)
    return tuple(eager), tuple(later)


def zip_bytes(folder: Path) -> bytes:
    """The site as a zip: the same bytes for the same site, whatever the clock and the order of the disk."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(_readable(folder)):
            entry = zipfile.ZipInfo(f"{TOP}/{path}", EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, (folder / path).read_bytes())
    return buffer.getvalue()
