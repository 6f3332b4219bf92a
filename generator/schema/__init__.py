"""JSON Schema of every kind of file in ``sop/``, with the ids there are, for editors that complete and underline.

Draft 07, which editors know best; nothing in it means anything else in draft 2020-12.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.load.loading import MANY, OWN_KEYS, SINGLE
from generator.model.base import ID_PATTERN, Record
from generator.model.handbook import Manual
from generator.model.orders import Order
from generator.rules.ids import KINDS, NAMED
from generator.runtime.tables import table
from generator.schema.widen import ORDER_PATTERN, Generate, Schema
from generator.thai import digits

DIALECT = "http://json-schema.org/draft-07/schema#"
FOLDER = ".vscode/sop-schema"
RECORDS: dict[str, type[Record]] = {**{name.removesuffix(".yml"): kind for name, kind in SINGLE.items()}, **MANY}
"""The kinds of file, by the name of their schema."""

_THAI = re.compile("[ก-๙]")
_USED = re.compile(r"#/\$defs/(\w+)")
_ONLY_TEXT = ("title", "description")


def schemas(manual: Manual) -> dict[str, Schema]:
    """A schema for each kind of file, by name (``people``, ``orders``, ...)."""
    return {name: _schema(manual, name, kind) for name, kind in RECORDS.items()}


def settings(folder: str = FOLDER, sop: str = "sop") -> dict[str, Any]:
    """Settings of VS Code that give each file its schema. Both paths start at the workspace."""
    files = {name: f"{sop}/{name}/*.yml" if name in MANY else f"{sop}/{name}.yml" for name in RECORDS}
    return {
        "yaml.schemas": {f"{folder if folder.startswith('/') else f'./{folder}'}/{name}.json": path for name, path in files.items()},
        "yaml.completion": True,
        "yaml.validate": True,
        "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2, "editor.quickSuggestions": {"strings": True, "other": True}},
        "files.encoding": "utf8",
    }


def _schema(manual: Manual, name: str, kind: type[Record]) -> Schema:
    made = kind.model_json_schema(by_alias=True, schema_generator=Generate, mode="validation")
    records: dict[str, Schema] = made.get("$defs", {})
    top = made if "properties" in made else records[kind.__name__]
    for key in (*OWN_KEYS.get(kind, ()), "file"):
        top["properties"].pop(key, None)
        if key in top.get("required", ()):
            top["required"].remove(key)
    for record, part in ((kind.__name__, top), *records.items()):
        for body in _bodies(part):
            _describe(record, body)
            _ids(record, body)
    for id_kind in KINDS:
        made = _swapped(made, f"id_{id_kind}", {"$ref": f"#/$defs/id_{id_kind}"})
    made = _orders(manual, made)
    top = made if "properties" in made else made["$defs"][kind.__name__]
    if kind is Order:
        top["allOf"] = list(_kinds_of_order())
        made["$defs"]["Change"]["allOf"] = list(_kinds_of_change())
    whole = _bare(made)
    used = set(_USED.findall(json.dumps(whole)))
    ids = {f"id_{id_kind}": _listed(about.known(manual)) for id_kind, about in KINDS.items()}
    whole.setdefault("$defs", {}).update({id_name: listed for id_name, listed in ids.items() if id_name in used})
    return {"$schema": DIALECT, **whole, "description": words()["files"][name]}


def _bodies(part: Schema) -> Iterator[Schema]:
    """The record itself, also where it may be written as one word."""
    for choice in (part, *part.get("anyOf", ())):
        if "properties" in choice:
            yield choice


def _describe(record: str, body: Schema) -> None:
    """Thai words for each key."""
    own = words()["records"].get(record, {})
    for key, part in body["properties"].items():
        if not _THAI.search(part.get("description", "")):
            part["description"] = own.get(key) or words()["fields"][key]


def words() -> Schema:
    """What each kind of file and each key means."""
    found: Schema = table(Path(__file__).with_name("words.yml"))
    return found


def _ids(record: str, body: Schema) -> None:
    """A reference to the list of ids for each key that holds ids of something else."""
    for kind, places in NAMED.items():
        for owner, field in ((owner, field) for owner, fields in places.items() if owner.__name__ == record for field in fields):
            key = owner.model_fields[field].alias or field
            body["properties"][key] = _swapped(body["properties"][key], ID_PATTERN, {"$ref": f"#/$defs/id_{kind}"})
    if record == "Calendar":
        body["properties"]["periods"] = _swapped(body["properties"]["periods"], ID_PATTERN, {"$ref": "#/$defs/id_window"})


def _orders(manual: Manual, made: Schema) -> Schema:
    """References to orders: only those there are, in any spelling; the usual one is offered."""
    names = [(o.issuer, f"{o.number}/{o.year}") for o in manual.orders]
    known = "|".join(re.escape(n).replace("/", r"\s*/\s*") for pair in names for n in (pair[1], digits.to_thai(pair[1])))
    issuers = "|".join(sorted({i for i, _ in names}))
    exact = {"type": "string", "pattern": rf"^\s*(ที่\s*)?(({issuers})\s*:\s*)?({known})\s*$"}
    offered = {"enum": [name if issuer == manual.handbook.office else f"{issuer}: {name}" for issuer, name in names]}
    live = {"anyOf": [offered, exact]} if names else {"type": "string", "pattern": ORDER_PATTERN}
    linked: Schema = _swapped(made, ORDER_PATTERN, {"$ref": "#/$defs/id_order"})
    if "id_order" in _USED.findall(json.dumps(linked)):
        linked["$defs"]["id_order"] = live
    if "Reference" in linked.get("$defs", {}):
        linked["$defs"]["Reference"]["properties"]["order"]["examples"] = [n for _, n in names]
    return linked


def _swapped(value: Any, pattern: str, by: Schema) -> Any:
    """``value`` with every schema that has this pattern changed for another."""
    if isinstance(value, list):
        return [_swapped(v, pattern, by) for v in value]
    if not isinstance(value, dict):
        return value
    if value.get("pattern") == pattern:
        return {**by, **{k: v for k, v in value.items() if k in _ONLY_TEXT}}
    return {k: _swapped(v, pattern, by) for k, v in value.items()}


def _listed(known: Mapping[str, Any]) -> Schema:
    """The ids there are, each with its name. None yet: any id."""
    if not known:
        return {"type": "string", "pattern": ID_PATTERN}
    return {"enum": list(known), "enumDescriptions": [str(getattr(v, "name", None) or getattr(v, "title", "")) for v in known.values()]}


def _kinds_of_order() -> Iterator[Schema]:
    for kind in ("replaces", "amends"):
        yield _when("kind", [kind], then={"required": [kind]}, otherwise={"properties": {kind: False}})
    yield _when("kind", ["cancels"], then={"required": ["cancels"]}, otherwise={})
    yield _when("kind", ["cancels", "replaces", "amends"], then={}, otherwise={"properties": {"cancels": False}})
    yield _when("kind", ["amends"], then={}, otherwise={"properties": {"changes": False}})


def _kinds_of_change() -> Iterator[Schema]:
    gives = [{"required": [key]} for key in ("duty", "basis", "procedures", "post", "committee")]
    yield _when("action", ["remove", "correct"], then={"properties": {"duty": False}}, otherwise={"anyOf": gives})
    yield _when("action", ["correct"], then={"required": ["wrong", "right"]}, otherwise={"properties": {"wrong": False, "right": False}})
    yield _when("action", ["replace"], then={"dependencies": {"duty": ["item"]}}, otherwise={"properties": {"with": False}})


def _when(key: str, values: list[str], then: Schema, otherwise: Schema) -> Schema:
    return {"if": {"properties": {key: {"enum": values}}, "required": [key]}, "then": then, "else": otherwise}


def _bare(value: Any, names: bool = False) -> Any:
    """Without pydantic's English titles and docstrings. ``names``: the keys are names of properties or records, not keywords."""
    if isinstance(value, list):
        return [_bare(v) for v in value]
    if not isinstance(value, dict):
        return value
    kept = {}
    for key, part in value.items():
        words = not names and key in _ONLY_TEXT and isinstance(part, str)
        if not words or (key == "description" and _THAI.search(part) and not value.get("properties")):
            kept[key] = _bare(part, names=not names and key in ("properties", "$defs"))
    return kept
