"""The editor's schema says of a file what the loader says: every good file passes, every mistake is underlined where it stands."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft7Validator, Draft202012Validator

from generator.cli.schema import command
from generator.load.loading import load
from generator.model.handbook import Manual
from generator.schema import RECORDS, schemas, settings
from generator.source import parsing
from generator.source.parsing import Invalid, Sources

HERE = Path(__file__).parent
FOLDERS = {"sample": HERE / "sample" / "sop", "real": HERE.parent / "sop"}
FILES = [(name, file.relative_to(folder).as_posix()) for name, folder in FOLDERS.items() for file in sorted(folder.rglob("*.yml"))]


class Editor(yaml.SafeLoader):
    """YAML as editors read it (1.2): ``no`` is a key, not a truth value."""


Editor.yaml_implicit_resolvers = {
    first: [(tag, shape) for tag, shape in found if not (tag.endswith("bool") and first not in "tTfF")]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read(text: str) -> Any:
    """Numbers and truth values as such; dates as the words that an editor sees."""

    def seen(value: Any) -> Any:
        if isinstance(value, dict):
            return {str(k): seen(v) for k, v in value.items()}
        if isinstance(value, list):
            return [seen(v) for v in value]
        return value.isoformat() if isinstance(value, date) else value

    return seen(yaml.load(text, Editor))


@pytest.fixture(scope="module")
def manuals() -> dict[str, Manual]:
    return {name: load(parsing.read(folder)[0]) for name, folder in FOLDERS.items()}


@pytest.fixture(scope="module")
def made(manuals: dict[str, Manual]) -> dict[str, dict[str, Any]]:
    return {name: schemas(manual) for name, manual in manuals.items()}


def kind_of(file: str) -> str:
    return file.split("/")[0] if "/" in file else file.removesuffix(".yml")


def errors(schema: dict[str, Any], text: str) -> list[tuple[Any, ...]]:
    """Where the two dialects that editors know find a mistake: the same places."""
    new = sorted((tuple(e.absolute_path) for e in Draft202012Validator(schema).iter_errors(read(text))), key=str)
    old = sorted((tuple(e.absolute_path) for e in Draft7Validator(schema).iter_errors(read(text))), key=str)
    assert new == old
    return new


@pytest.mark.parametrize("name", FOLDERS)
def test_schemas_are_schemas(made: dict[str, dict[str, Any]], name: str):
    assert set(made[name]) == set(RECORDS)
    for schema in made[name].values():
        Draft202012Validator.check_schema(schema)
        Draft7Validator.check_schema(schema)
        json.dumps(schema)


@pytest.mark.parametrize(("name", "file"), FILES, ids=[f"{n}:{f}" for n, f in FILES])
def test_every_good_file_passes(made: dict[str, dict[str, Any]], name: str, file: str):
    assert errors(made[name][kind_of(file)], (FOLDERS[name] / file).read_text(encoding="utf-8")) == []


BAD = [
    ("orders/2568-20.yml", "person: khanna", "person: khana", ("changes", 1, "person")),
    ("orders/2568-20.yml", "procedures: reading-report", "procedures: reading-reports", ("changes", 1, "duty")),
    ("orders/2568-20.yml", "amends: 52/2567", "amends: 53/2567", ("amends",)),
    ("orders/2568-20.yml", "amends: 52/2567", "replaces: [52/2567]", ()),
    ("orders/2568-20.yml", "signed: 10 มีนาคม 2568", "signed: 10 มีนาคม 2025", ("signed",)),
    ("orders/2568-20.yml", "signed: 10 มีนาคม 2568", "sined: 10 มีนาคม 2568", ()),
    ("orders/2568-20.yml", "signed: 10 มีนาคม 2568\n", "", ()),
    ("orders/2568-20.yml", "number: 20", "number: ยี่สิบ", ("number",)),
    ("orders/2568-20.yml", "year: 2568", "year: 2025", ("year",)),
    ("orders/2568-20.yml", "kind: amends", "kind: amend", ("kind",)),
    ("orders/2568-20.yml", "action: remove", "action: delete", ("changes", 0, "action")),
    ("orders/2567-45.yml", "role: รักษาราชการแทน", "role: รักษาการ", ("assignments", 0, "duties", 0, "role")),
    ("orders/2567-45.yml", "post: group-head", "post: head", ("assignments", 0, "duties", 0, "post")),
    ("orders/2568-9.yml", "cancels: [ที่ ๕/๒๕๖๘]", "cancels: [ที่ ๖/๒๕๖๘]", ("cancels", 0)),
    ("people.yml", "post: officer", "post: offiser", ("persons", 6, "posts", 0, "post")),
    ("people.yml", "birth_month: มีนาคม", "birth_month: มีนา", ("persons", 1, "birth_month")),
    ("organization.yml", "kind: network", "kind: net", ("units", 7, "kind")),
    ("references.yml", "book: [reading-act, catalog-manual]", "book: [reading-acts]", ("book", 0)),
    ("calendar.yml", "term: [term-1, term-2]", "term: [term-1, term-3]", ("periods", "term")),
    ("handbook.yml", "width: ๕", "width: กว้าง", ("form", "columns", 0, "width")),
    ("handbook.yml", "landscape: ใช่", "landscape: คงใช่", ("form", "landscape")),
    ("handbook.yml", "- repair-books", "- repair-book", ("procedures", 3)),
]


@pytest.mark.parametrize(("file", "old", "new", "place"), BAD, ids=[f"{f}: {n or 'missing'}" for f, _, n, _ in BAD])
def test_every_mistake_is_underlined(made: dict[str, dict[str, Any]], file: str, old: str, new: str, place: tuple[Any, ...]):
    text = (FOLDERS["sample"] / file).read_text(encoding="utf-8")
    assert old in text
    told = errors(made["sample"][kind_of(file)], text.replace(old, new, 1))
    assert any(found[: len(place)] == place or place[: len(found)] == found for found in told) and told


SCALARS = {
    "signed: {}": [
        "1 ตุลาคม 2565",
        "๑ ต.ค. ๒๕๖๕",
        "1 ตค 2565",
        "1/10/2565",
        "2022-10-01",
        "วันที่ 1 ตุลาคม พ.ศ. 2565",
        "1 เดือนตุลาคม พ.ศ 2565",
        "1 เดือน ต.ค. พศ. 2565",
        "1/10/65",
        "1 ตุลาคม 2022",
        "1/10/2022",
        "2565-10-01",
        "ตุลาคม 2565",
        "1 October 2565",
        "12",
        "ใช่",
    ],
    "number: {}": ["12", "๑๒", '"12"', "สิบสอง", "ใช่", "[1]"],
    "year: {}": ["2565", "๒๕๖๕", '"2565"', "2022", "65"],
    "amends: {}": ["52/2567", "ที่ 52/2567", "ที่ ๕๒/๒๕๖๗", '"reading-office: 52/2567"', "52-2567", "52"],
    "preamble: {}": ["คำเดียว", "[หนึ่ง, สอง]", "12", "[]", "{ก: ข}"],
    "title: {}": ["เรื่อง", "12", '""', "[ก]"],
}
"""Values of one key, good and bad, as somebody may type them."""
ORDER = {
    "issuer": "reading-office",
    "number": "77",
    "year": "2568",
    "title": "ทดลอง",
    "kind": "amends",
    "amends": "52/2567",
    "signed": "1/3/2568",
}


def variants() -> Iterator[tuple[str, str]]:
    for line, values in SCALARS.items():
        for value in values:
            key = line.split(":")[0]
            yield f"{key}: {value}", "\n".join(f"{k}: {v}" for k, v in {**ORDER, key: value}.items()) + "\n"


@pytest.mark.parametrize(("what", "text"), list(variants()), ids=[w for w, _ in variants()])
def test_schema_and_loader_agree_on_a_value(made: dict[str, dict[str, Any]], what: str, text: str):
    files = dict(parsing.read(FOLDERS["sample"])[0].files)
    try:
        load(Sources({**files, "orders/2568-77.yml": text}))
        loads = True
    except Invalid:
        loads = False
    assert (errors(made["sample"]["orders"], text) == []) == loads


TIMES = [
    "ตามความเหมาะสม",
    "{kind: duration, unit: day, min: 1, max: ๓}",
    "{kind: duration, unit: days, min: 1}",
    "{kind: window, from: ตุลาคม, to: มี.ค.}",
    "{kind: window, from: ตุลา}",
    "{kind: frequency, every: month, times: 2}",
    "{kind: frequency, every: monthly}",
    "{kind: immediate}",
    "{kind: deadline, day: 5, month: next}",
    "{kind: deadline, day: 40, month: next}",
    "{kind: none}",
    "{kind: never}",
    "{kind: duration, unit: day, max: 0}",
    "[{kind: immediate}, ตามความเหมาะสม]",
    "{kind: window, windows: [term-1]}",
    "{kind: window, windows: term-1, text: ภาคเรียนที่ 1}",
]


@pytest.mark.parametrize("time", TIMES)
def test_schema_and_loader_agree_on_a_time(made: dict[str, dict[str, Any]], time: str):
    text = f"title: ทดลอง\nunit: reading-group\nsteps:\n  - {{id: one, label: หนึ่ง, actors: [reading-group, {{who: director, does: เห็นชอบ}}], time: {time}}}\n"
    files = dict(parsing.read(FOLDERS["sample"])[0].files)
    try:
        load(Sources({**files, "procedures/trial.yml": text}))
        loads = True
    except Invalid:
        loads = False
    assert (errors(made["sample"]["procedures"], text) == []) == loads


@pytest.mark.parametrize("name", FOLDERS)
def test_every_key_has_a_thai_hint_and_every_record_is_closed(made: dict[str, dict[str, Any]], name: str):
    def walk(value: Any) -> Iterator[dict[str, Any]]:
        if isinstance(value, dict):
            yield value
            for part in value.values():
                yield from walk(part)
        elif isinstance(value, list):
            for part in value:
                yield from walk(part)

    for schema in made[name].values():
        for body in (
            b for b in walk(schema) if isinstance(b.get("properties"), dict) and "required" not in b.get("if", {}) and b.get("type") == "object"
        ):
            assert body["additionalProperties"] is False
            for key, part in body["properties"].items():
                assert re.search("[ก-๙]", part["description"]), key
                assert key != "file" or "sop/files/" in part["description"], "the program fills it in itself"


def test_ids_are_those_there_are_with_their_names(made: dict[str, dict[str, Any]], manuals: dict[str, Manual]):
    person = made["sample"]["orders"]["$defs"]["id_person"]
    assert person["enum"] == [p.id for p in manuals["sample"].people.persons]
    assert person["enumDescriptions"][0] == "นางปกแข็ง สันหนา"
    assert set(made["sample"]["procedures"]["$defs"]["id_actor"]["enum"]) == {
        *manuals["sample"].unit,
        *manuals["sample"].post,
        *manuals["sample"].role,
    }
    offered = made["sample"]["orders"]["$defs"]["id_order"]["anyOf"][0]["enum"]
    assert "52/2567" in offered and "department: 101/2567" in offered


def test_a_person_may_be_named_in_words(made: dict[str, dict[str, Any]]):
    text = (FOLDERS["sample"] / "orders/2568-20.yml").read_text(encoding="utf-8")
    assert errors(made["sample"]["orders"], text.replace("person: khanna", "person: นายคั่นหน้า อ่านต่อ")) == []
    assert errors(made["sample"]["orders"], text.replace("person: khanna", "person: 12")) != []
    offered = made["sample"]["orders"]["$defs"]["Change"]["properties"]["person"]
    assert "#/$defs/id_person" in json.dumps(offered), "an editor still completes the ids"


def test_the_file_name_is_the_id_so_neither_may_be_written(made: dict[str, dict[str, Any]]):
    assert "id" not in made["sample"]["procedures"]["properties"]
    assert errors(made["sample"]["procedures"], "id: ก\ntitle: ก\nunit: reading-group\nsteps: [{id: a, label: ก}]\n") == [()]


def test_the_command_writes_schemas_and_settings_but_never_over_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke(command, ["--sop", str(FOLDERS["sample"])])
    assert run.exit_code == 0, run.output
    written = {p.name for p in (tmp_path / ".vscode" / "sop-schema").iterdir()}
    assert written == {f"{kind}.json" for kind in RECORDS}
    told = json.loads((tmp_path / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    for path in told["yaml.schemas"]:
        assert (tmp_path / path).is_file()
    own = tmp_path / ".vscode" / "settings.json"
    own.write_text('{"editor.fontSize": 18}', encoding="utf-8")
    run = CliRunner().invoke(command, ["--sop", str(FOLDERS["sample"])])
    assert own.read_text(encoding="utf-8") == '{"editor.fontSize": 18}'
    assert "yaml.schemas" in run.output and "เพิ่มรายการนี้" in run.output


def listed(folder: Path, kind: str) -> list[str] | None:
    orders = json.loads((folder / ".vscode/sop-schema/orders.json").read_text(encoding="utf-8"))
    found = orders["$defs"][f"id_{kind}"]
    return found.get("enum") or found.get("anyOf", [{}])[0].get("enum")


def test_a_mistake_in_one_file_takes_no_id_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    shutil.copytree(FOLDERS["sample"], tmp_path / "sop")
    assert CliRunner().invoke(command, []).exit_code == 0
    whole = {kind: listed(tmp_path, kind) for kind in ("person", "procedure", "post", "order")}
    assert all(whole.values())
    for file, old, new in (
        ("people.yml", "position:", "positon:"),
        ("organization.yml", "title:", "titel:"),
        ("handbook.yml", "title:", "titel:"),
        ("procedures/repair-books.yml", "title:", "titel:"),
        ("orders/2568-20.yml", "signed:", "sined:"),
        ("orders/2565-12.yml", "title:", "title: ["),
        ("procedures/acquire-books.yml", "title:", "title: ["),
    ):
        path = tmp_path / "sop" / file
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
        run = CliRunner().invoke(command, [])
        assert run.exit_code == 0 and file in run.output, run.output
        assert {kind: sorted(listed(tmp_path, kind) or ()) for kind in whole} == {kind: sorted(ids or ()) for kind, ids in whole.items()}
    (tmp_path / "sop/people.yml").write_text("persons: [", encoding="utf-8")
    (tmp_path / "sop/forms.yml").write_bytes("forms: [] # ก".encode("cp874"))
    run = CliRunner().invoke(command, [])
    assert run.exit_code == 0 and "people.yml" in run.output and "forms.yml" in run.output
    assert listed(tmp_path, "person") is None, "ids that cannot be read are not held against the clerk"


def test_settings_name_one_schema_for_each_file_of_the_folder():
    paths = settings()["yaml.schemas"]
    assert paths["./.vscode/sop-schema/orders.json"] == "sop/orders/*.yml"
    assert paths["./.vscode/sop-schema/people.json"] == "sop/people.yml"
    assert len(set(paths.values())) == len(RECORDS)


SERVER = os.environ.get("SOP_YAML_SERVER", "")
"""Path of yaml-language-server's own script (``npm install yaml-language-server``), to try the real editor."""


@pytest.mark.skipif(not (SERVER and shutil.which("node")), reason="SOP_YAML_SERVER names no yaml-language-server")
def test_the_real_language_server_underlines_mistakes_and_offers_ids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    shutil.copytree(FOLDERS["sample"], tmp_path / "sop")
    bad = (tmp_path / "sop/orders/2568-20.yml").read_text(encoding="utf-8")
    bad = bad.replace("person: khanna", "person: khana").replace("amends: 52/2567", "amends: 53/2567").replace("signed:", "sined:")
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(command, []).exit_code == 0
    (tmp_path / "sop/orders/2568-21.yml").write_text(bad, encoding="utf-8")
    run = subprocess.run(
        ["node", str(HERE / "editor/check.mjs"), SERVER, str(tmp_path)], capture_output=True, text=True, encoding="utf-8", timeout=300, check=True
    )
    told = {answer["file"]: answer for answer in map(json.loads, run.stdout.splitlines())}
    assert {file: a["problems"] for file, a in told.items() if file != "orders/2568-21.yml" and a["problems"]} == {}
    assert {p["line"] for p in told["orders/2568-21.yml"]["problems"]} == {2, 7, 8, 15}
    assert "khanna" in told["orders/2568-20.yml"]["completions"]
