"""What the site builder is set to do (``mkdocs.yml``), as far as it decides which files a page is made from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MANUAL = "docs/manual"
"""The generated folder, from the folder of the project."""
PURE = frozenset("abbr admonition attr_list def_list fenced_code footnotes md_in_html meta nl2br sane_lists smarty tables toc".split())
"""Markdown extensions that read nothing but the page (see https://python-markdown.github.io/extensions/)."""
OURS = {"INHERIT": f"{MANUAL}/.site.yml", "docs_dir": "docs"}

OF_THE_DAY = ("as_of", "turn")
"""What the frame of every page says of the day of the data (``extra`` of the settings)."""
TURNED, DAY, DAY_AT_FOOT = b'<div class="sop-turned" role="status"', b'<p class="sop-day">', b'<div class="sop-as-of">'
DAY_ON_PAPER = b'@page { @bottom-right { content: "'
DATED = {TURNED: b">", DAY: b"<", DAY_AT_FOOT: b"<", DAY_ON_PAPER: b'"'}
"""The places of a page, and of the templates, where it stands: between what and which sign."""
_NAMED = re.compile(rb"{{[^}]*\bextra\.(?:as_of|turn)\b")


@dataclass(frozen=True, slots=True)
class Settings:
    """``values``: all as text, tags ignored. ``is_pure``: pages are made from the files in :func:`inputs`, from nothing else:
    no plugin or hook, which may read clocks and repositories, no variable of the environment, no other file taken in.
    """

    values: dict[str, Any]
    is_pure: bool

    @property
    def theme(self) -> dict[str, Any]:
        theme = self.values.get("theme")
        return theme if isinstance(theme, dict) else {"name": theme}


def read(config: Path) -> Settings:
    """The settings in a file; not pure if it cannot be understood, which is for the builder to report. Raises OSError."""
    import yaml

    data = config.read_bytes()
    try:
        values = yaml.load(data, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    except yaml.YAMLError:
        values = None
    if not isinstance(values, dict):
        return Settings({}, is_pure=False)
    named = values.get("markdown_extensions") or []
    extensions = {name for entry in named for name in (entry if isinstance(entry, dict) else [entry])} if isinstance(named, list) else {""}
    ours = all(values.get(name) == wanted for name, wanted in OURS.items())
    return Settings(values, ours and values.get("plugins") == [] and "hooks" not in values and b"!" not in data and extensions <= PURE)


def inputs(config: Path, settings: Settings) -> list[Path]:
    """The file and the folders that pages are made from, beside the generated one."""
    custom = settings.theme.get("custom_dir")
    return [config, config.parent / "docs", *([config.parent / custom] if custom else [])]


def dated_apart(templates: Path) -> bool:
    """Whether templates show the day of the data in the places of :data:`DATED` and nowhere else, also on the page for what is not there."""
    shown = [(templates / name).read_bytes() if (templates / name).is_file() else b"" for name in ("404.html", "partials/copyright.html")]
    if b"partials/turned.html" not in shown[0] or DAY_AT_FOOT not in shown[1]:
        return False
    lines = (line for path in templates.rglob("*.html") for line in path.read_bytes().splitlines())
    return all(any(begin in line for begin in DATED) for line in lines if _NAMED.search(line))


def said_of_day(page: bytes) -> dict[bytes, bytes]:
    """What stands in each of the places that a page has."""
    return {begin: page[at : page.index(end, at)] for begin, end in DATED.items() if (at := page.find(begin) + len(begin)) >= len(begin)}


def with_day(page: bytes, day: Mapping[bytes, bytes]) -> bytes:
    """A page with something else in these places; nothing where ``day`` says nothing. An expression takes a hundred times as long."""
    for begin, end in DATED.items():
        if (at := page.find(begin) + len(begin)) >= len(begin):
            page = page[:at] + day.get(begin, b"") + page[page.index(end, at) :]
    return page
