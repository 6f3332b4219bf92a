"""Every field that a form may hold is broken once: its error stands at that field, in Thai words of the form."""

import copy
import re
import shutil
from datetime import date

import pytest

from generator.editing import forms
from generator.editing.desk import Desk
from tests.conftest import SAMPLE

RECORDS = forms.records()
WRONG = {
    **{"text": {"ก": "ข"}, "number": "กข", "date": "31 กุมภาพันธ์ 2568", "choice": "ผิดแน่", "pick": "nowhere", "order": "99/2599"},
    **{"record": {"ผิด": "ก"}, "union": {"kind": "ผิดแน่"}, "map": {"ผิด": {"ก": "ข"}}},
}
"""What nobody can mean, by widget."""
AROUND = {("Change", "order"): ("changes",), ("People", "persons"): ()}
"""Fields whose error stands around them: which orders are amended is said by the order; a file without its only entry is empty."""
BESIDE = {("Change", "post"): "basis"}
"""Fields that stand only beside another."""
NAMED = re.compile("PNG|JPEG")


def stand(widget, value, path):
    """Every record below a value: its model, the path by which the form knows it, and itself."""
    kind = widget["widget"]
    if kind == "list":
        for at, inner in enumerate(value if isinstance(value, list) else [value]):
            yield from stand(widget["of"], inner, (*path, at))
    elif kind == "map" and isinstance(value, dict):
        for key, inner in value.items():
            yield from stand(widget["of"], inner, (*path, key))
    elif isinstance(value, dict) and kind in ("record", "union"):
        name = widget.get("record") or next(record for tag, _, record in widget["kinds"] if tag == value.get("kind"))
        yield from inside(name, value, path)


def inside(name, value, path):
    yield name, path, value
    for field in RECORDS[name]["fields"]:
        if field["widget"] == "record" and field["key"] not in value:  # a record that the sample office leaves out
            yield field["record"], (*path, field["key"]), None
        else:
            yield from stand(field, value.get(field["key"], []), (*path, field["key"]))


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(SAMPLE, folder / "sop")
    return Desk(folder / "sop", lambda _: date(2025, 3, 15), folder / "kept")


@pytest.fixture(scope="module")
def places(desk):
    """Model -> where it stands in the sample office: file, its data, path."""
    found = {}
    for listed in (f for group in desk.files({})["groups"] for f in group["files"]):
        opened = desk.open({"file": listed["name"]})
        for name, path, value in inside(opened["record"], opened["data"], ()):
            found.setdefault(name, []).append((listed["name"], opened["data"], path, value or {}))
    return found


def at(data, path):
    for part in path:
        data = data if part == 0 and isinstance(data, dict) else data.setdefault(part, {}) if isinstance(data, dict) else data[part]
    return data


def wrong(widget):
    return [wrong(widget["of"])] if widget["widget"] == "list" else copy.deepcopy(WRONG[widget["widget"]])


def broken(data, path, owner, field):
    made = copy.deepcopy(data)
    record = at(made, path)
    if field["need"] and field["widget"] in ("text", "list", "record"):
        record.pop(field["key"], None)
    else:
        record[field["key"]] = wrong(field)
    return made


def errors(desk, name, data, path):
    """At a field, found by the file itself or by every rule."""
    for deep in (False, True):
        problems = desk.preview({"file": name, "data": data, "deep": deep})["problems"]
        if found := [p for p in problems if p["level"] == "error" and tuple(p["path"])[: len(path)] == path]:
            return found
    return []


@pytest.mark.parametrize("owner", sorted(RECORDS))
def test_a_wrong_value_is_told_at_its_field_in_words_of_the_form(desk, places, owner):
    """Names of rules that are excepted are granted in the text of the file alone."""
    fields = [field for field in RECORDS[owner]["fields"] if field["widget"] != "id" and field["key"] != "allow"]
    assert fields and owner in places
    for field in fields:
        name, data, path, _ = next((p for p in places[owner] if BESIDE.get((owner, field["key"]), field["key"]) in p[3]), places[owner][0])
        about = AROUND.get((owner, field["key"]), path if field["key"] == "kind" and "options" in field and len(field["options"]) == 1 else None)
        told = errors(desk, name, broken(data, path, owner, field), (*path, field["key"]) if about is None else about)
        assert told, (owner, field["key"], name, path)
        for problem in told:
            words = NAMED.sub("", f"{problem['message']} {problem.get('mend', '')}")
            assert re.search("[ก-๙]", words) and not re.search("[A-Za-z_]{2,}", words), (owner, field["key"], words)


def test_ids_are_called_by_their_names_and_unknown_ones_not_at_all(desk):
    name = "procedures/acquire-books.yml"
    data = desk.open({"file": name})["data"]
    data["steps"][1]["actors"] = ["librarain", "no-such-unit-anywhere"]
    data["steps"][3]["branches"][0]["to"] = "ordr"
    told = [p["message"] for p in desk.preview({"file": name, "data": data, "deep": True})["problems"] if p["level"] == "error"]
    assert len(told) == 3 and not any(re.search("[A-Za-z]", message) for message in told), told
    assert any("บรรณารักษ์" in message for message in told)


def test_a_problem_in_another_file_names_no_id_either(desk):
    opened = desk.open({"file": "people.yml"})
    people = {**opened["data"], "persons": [p for p in opened["data"]["persons"] if p["id"] != "ban"]}
    told = desk.save({"file": "people.yml", "base": opened["data"], "version": opened["version"], "data": people})
    desk.discard({"file": "people.yml"})
    assert told["problems"] and not told["written"]
    for problem in told["problems"]:
        assert problem["message"].startswith(("คำสั่งที่", "การ", "ตัวคู่มือ")) and not re.search("[A-Za-z]", problem["message"]), problem
