"""The sample office compiles to exactly the tree kept in ``tests/sample/golden`` (renew with ``pytest --update-golden`` and read the diff)."""

import hashlib
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from generator import compile
from generator.edition import edition
from generator.html import static
from generator.load import attached
from generator.load.loading import load
from generator.pdf import proof, volumes
from generator.source import parsing

SAMPLE = Path(__file__).resolve().parent / "sample"
GOLDEN = SAMPLE / "golden"
LIST = "TREE.txt"
PRINTS = re.compile(r" [0-9a-f]{8}\b")  # of sheets: they differ where no word does
SHIPPED = {o.path for o in static.outputs({})}
"""Style sheets, scripts and fonts: kept once, where they are written."""


@pytest.fixture(scope="module")
def outputs():
    sources, _ = parsing.read(SAMPLE / "sop")
    manual = load(sources)
    return {o.path: o.data for o in compile(manual, sources=sources.files, attached=attached.read(SAMPLE / "sop", manual))}


def is_kept(path):
    """Pages and data are kept whole; copies of sources, what is shipped and pictures only by name."""
    return path not in SHIPPED and not path.startswith("source/") and not path.endswith((".svg", ".png"))


def listing(outputs):
    """Every path; what is not kept here and is not shipped as it is, with a short hash of its bytes."""
    return "".join(
        f"{path}{'' if is_kept(path) or path in SHIPPED else ' ' + hashlib.sha256(data).hexdigest()[:12]}\n" for path, data in sorted(outputs.items())
    )


def set_volumes(manual):
    """The handbook and the volumes of orders as they are set: the kind of each block and its words."""
    made = [plan.volume() for plan in volumes.plans(edition(manual)) if plan.path == volumes.HANDBOOK or plan.path.startswith("books/changes-")]
    for one in made:
        text = "".join(f"{b.kind}: {' '.join(proof.said(replace(one, blocks=(b,), foot=())))}\n" for b in one.blocks)
        yield one.name.replace(".pdf", ".txt"), PRINTS.sub("", text).encode()


def test_the_sample_office_compiles_to_the_golden_tree(outputs, request):
    kept = {path: data for path, data in outputs.items() if is_kept(path)} | {LIST: listing(outputs).encode()}
    kept |= set_volumes(load(parsing.read(SAMPLE / "sop")[0]))
    assert sum(path.startswith("books/") for path in kept) >= 8
    if request.config.getoption("--update-golden"):
        shutil.rmtree(GOLDEN, ignore_errors=True)
        for path, data in kept.items():
            target = GOLDEN / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
    stored = {p.relative_to(GOLDEN).as_posix(): p.read_bytes() for p in GOLDEN.rglob("*") if p.is_file()}
    assert len(stored) > 50
    assert stored[LIST].decode() == kept[LIST].decode()
    for path, data in kept.items():
        assert stored[path].decode() == data.decode(), path
    assert set(stored) == set(kept)
