"""``manual.json``: the whole manual as data, as its schema says."""

import json
from pathlib import Path

import jsonschema
import pytest

from generator.edition import edition
from generator.html import data_file
from generator.html.shell import site
from generator.load.loading import load
from generator.source import parsing

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module", params=["sop", "tests/sample/sop"])
def made(request):
    sources, _ = parsing.read(ROOT / request.param)
    return site(edition(load(sources)), sources.files)


def test_it_fits_its_schema(made):
    files = {o.path: json.loads(o.data) for o in data_file.files(made)}
    schema = files["manual.schema.json"]
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(files["manual.json"])


def test_the_schema_refuses_what_is_not_there(made):
    found = json.loads(data_file.files(made)[0].data)
    found["manual"]["procedures"][0]["stepz"] = []
    assert list(jsonschema.Draft202012Validator(data_file.schema()).iter_errors(found))


def test_it_holds_every_record_and_who_is_responsible(made):
    found = json.loads(data_file.text(made))
    assert [p["id"] for p in found["manual"]["procedures"]] == [p.id for p in made.manual.procedures]
    assert [s["label"] for p in found["manual"]["procedures"] for s in p["steps"]] == [s.label for p in made.manual.procedures for s in p.steps]
    charged = {(c["person"], c["role"], c["target"]) for c in found["register"]}
    assert charged == {(c.person, c.role.value, c.target) for c in made.edition.register.charges} != set()
    assert found["fingerprint"] == made.manual.fingerprint


def test_notes_of_the_office_stay_inside(made):
    text = data_file.files(made)[0].data.decode()
    assert "to_confirm" not in text and '"allow"' not in text
