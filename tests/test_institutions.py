"""An office may belong to any institution: a university, local government, a ministry; and one folder holds one of them."""

import re
from pathlib import Path
from typing import get_args

import pytest

from generator import compile
from generator.edition import edition
from generator.load.loading import load
from generator.model.organization import UnitKind
from generator.source import parsing
from generator.source.parsing import Sources
from tests.invalid_case import problems

SAMPLE = Path(__file__).resolve().parent / "sample" / "sop"
TREES = {
    "university": "university faculty department division section",
    "institute": "university institute center group section",
    "local": "province district municipality division section",
    "village": "province district subdistrict school section",
    "enterprise": "ministry state_enterprise division department section",
    "hospital": "agency hospital department section work_group",
    "college": "other college department section work_group",
}
NAMED = ("ministry", "agency", "office", "group", "work_group")


def renamed(tree):
    """The sample office with units of other kinds: each of the names of ``NAMED`` by that of a tree."""
    files = dict(parsing.read(SAMPLE)[0].files)
    kinds = dict(zip(NAMED, TREES[tree].split(), strict=True))
    files["organization.yml"] = re.sub(r"kind: (\w+)", lambda hit: f"kind: {kinds.get(hit[1], hit[1])}", files["organization.yml"])
    return Sources(files)


def test_trees_have_all_kinds_of_units():
    assert {kind for tree in TREES.values() for kind in tree.split()} | {"committee", "network", "office"} == set(get_args(UnitKind))


@pytest.mark.parametrize("tree", TREES)
def test_pages_are_the_same_whatever_the_institution(tree):
    def pages(sources):
        return {o.path: re.sub("[0-9a-f]{12}", "", o.data.decode()) for o in compile(edition(load(sources)).manual) if o.path.endswith(".md")}

    assert pages(renamed(tree)) == pages(Sources(dict(parsing.read(SAMPLE)[0].files)))


def test_a_folder_within_the_folder_is_no_second_institution(tmp_path):
    for name, text in parsing.read(SAMPLE)[0].files.items():
        for folder in (tmp_path / "sop", tmp_path / "sop" / "other"):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    assert any("other" in problem.file for problem in problems(tmp_path / "sop"))
