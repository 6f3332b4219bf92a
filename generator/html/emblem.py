"""The emblem of the office on the site: in the head of every page, on the first one, and as the icon of the web app."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from urllib.parse import quote

from generator.html.shell import Site
from generator.load.attached import FOLDER

MOST_BYTES = 200_000
"""A larger picture is for the cover only: every page would fetch it."""
ENDINGS = {"svg": "svg+xml", "jpg": "jpeg"}
ICONS = {"offline/icon.svg": (96, 40), "offline/icon-maskable.svg": (0, 104)}
"""Below ``assets/``: the radius of the corners, and the margin around the emblem, of 512 units; a mask may cut a fifth away on each side."""
ICON = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512">
<rect width="512" height="512" rx="{radius}" fill="#fff"/>
<image href="data:image/{kind};base64,{data}" x="{margin}" y="{margin}" width="{size}" height="{size}"/>
</svg>
"""


def address(made: Site) -> str:
    """Where it stands below ``manual/``; empty if there is none, or too large a one."""
    return f"{FOLDER}/{quote(made.manual.handbook.emblem or '')}" if _data(made) else ""


def icons(made: Site) -> Mapping[str, bytes]:
    """The icons of the site made of the emblem, on white since most are drawn in black; none without an emblem."""
    data, ending = _data(made), (made.manual.handbook.emblem or "").rpartition(".")[2].lower()
    values = {"kind": ENDINGS.get(ending, ending), "data": base64.b64encode(data).decode()}
    sizes = {path: {"radius": radius, "margin": margin, "size": 512 - 2 * margin} for path, (radius, margin) in ICONS.items()}
    return {path: ICON.format(**values, **size).encode() for path, size in sizes.items()} if data else {}


def _data(made: Site) -> bytes:
    data = made.attached.get(made.manual.handbook.emblem or "", b"")
    return data if len(data) <= MOST_BYTES else b""
