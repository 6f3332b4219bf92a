"""Addresses once given out keep working: every page and place that a link, a printed code or a calendar may lead to is listed in
``tests/addresses``. New ones may be added (``pytest --update-golden`` does); none may go, unless the record that it names has gone.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator import compile
from generator.html.page import address
from generator.load.loading import load
from generator.source.parsing import read
from tests.conftest import ROOT, SAMPLE

LISTS = ROOT / "tests" / "addresses"
OFFICES = {"sample": SAMPLE, "real": ROOT / "sop"}
DRAWN = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
PLACE = re.compile(r'\bid="([^"]+)"|\{ #([^ }]+) \}')
UID = re.compile(r"^UID:(\S+)\r?$", re.MULTILINE)
"""Of an event: a calendar program that reads the file again knows it by this."""
FILES = (".ics", ".svg", ".json")


def addresses(folder: Path) -> set[str]:
    """Every page, every place on it and every file to take along, below ``manual/``."""
    sources, _ = read(folder)
    found: set[str] = set()
    for output in compile(load(sources), sources=sources.files):
        if output.path.endswith(".md"):
            page = address(output.path)
            text = DRAWN.sub("", output.data.decode())
            found |= {page, *(f"{page}#{anchor or heading}" for anchor, heading in PLACE.findall(text))}
        elif output.path.endswith(FILES):
            found |= {output.path, *(f"{output.path}: {uid}" for uid in UID.findall(output.data.decode()) if output.path == "calendar.ics")}
    return found


@pytest.mark.parametrize("office", OFFICES)
def test_every_address_given_out_still_leads_to_its_place(office: str, request: pytest.FixtureRequest) -> None:
    path, now = LISTS / f"{office}.txt", addresses(OFFICES[office])
    given = path.read_text("utf-8").splitlines() if path.exists() else []
    assert not sorted(set(given) - now)
    if request.config.getoption("--update-golden"):
        path.parent.mkdir(exist_ok=True)
        path.write_text("".join(f"{one}\n" for one in sorted({*given, *now})), "utf-8")
        given = [*given, *now]
    assert len(given) > 400
    assert sum("#step-" in one for one in given) > 20 and sum("#duty-" in one for one in given) > 20
