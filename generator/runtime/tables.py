"""Data that ships with the program as YAML files beside the modules that use it; every value is text."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def table(path: Path) -> Any:
    """The mapping in a data file, read when it is first asked for. Numbers and truth values are text too, as in ``sop/``."""
    return yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
