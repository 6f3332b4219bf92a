"""``python3 -m benchmarks.book.peer SOP PAGE``: the group's handbook as HTML for other engines."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.book.page import html
from generator.edition import edition
from generator.load.loading import load
from generator.pdf import volumes
from generator.source import parsing


def main(sop: Path, page: Path) -> None:
    """Write the page."""
    sources, _ = parsing.read(sop)
    page.write_text(html(volumes.handbook(edition(load(sources)))), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
