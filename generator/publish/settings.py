"""What the site builder is set to do (``mkdocs.yml``), as far as it decides which files a page is made from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

MANUAL = "docs/manual"
"""The generated folder, from the folder of the project."""
PURE = frozenset("abbr admonition attr_list def_list fenced_code footnotes md_in_html meta nl2br sane_lists smarty tables toc".split())
"""Markdown extensions that read nothing but the page (see https://python-markdown.github.io/extensions/)."""
OURS = {"INHERIT": f"{MANUAL}/.site.yml", "docs_dir": "docs"}


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
