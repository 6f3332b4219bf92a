"""The whole manual as data for other programs: ``manual.json`` and its JSON Schema."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from generator.edition import ROLE_ORDER
from generator.html.links import links_from
from generator.html.shell import Site
from generator.model.base import Record
from generator.model.handbook import Manual
from generator.output import Output
from generator.register import Charge
from generator.register.horizon import reason
from generator.runtime.memory import TEXT

VERSION = 3
SCHEMA = "manual.schema.json"
LINKS = links_from("index.md")
INTERNAL = frozenset({"allow", "to_confirm"})
"""What the office keeps to itself: notes to confirm, silenced rules."""


def files(site: Site) -> list[Output]:
    """``manual.json`` (dates as ISO, digits as in the sources) and ``manual.schema.json``."""
    return [Output("manual.json", text(site).encode()), Output(SCHEMA, _schema())]


def text(site: Site) -> str:
    """The manual, who is responsible for what on its date, and the address of each page."""
    manual = site.manual
    charges = sorted(site.edition.register.charges, key=lambda c: (c.kind, c.target, ROLE_ORDER.index(c.role), c.person))
    pages = {
        "procedures": {p.id: LINKS.procedure(p.id) for p in manual.procedures},
        "persons": {p.id: LINKS.person(p.id) for p in manual.people.persons},
        "orders": {f"{o.number}/{o.year}": LINKS.order(o.key) for o in manual.orders},
    }
    single = {name: getattr(manual, name) for name in ("handbook", "organization", "people", "calendar", "forms", "references")}
    procedures = site.memory.each("data", manual.procedures, lambda p: (p,), _record, TEXT)
    records = [
        *(f"{_json(name)}:{_record(record)}" for name, record in single.items()),
        f'"orders":[{",".join(map(_record, manual.orders))}]',
        f'"procedures":[{",".join(procedures)}]',
    ]
    head = {"$schema": SCHEMA, "version": VERSION, "fingerprint": manual.fingerprint, **_days(site)}
    tail = {"register": [_charge(c) for c in charges], "pages": pages}
    return f'{_json(head)[:-1]},"manual":{{{",".join(records)}}},{_json(tail)[1:]}\n'


def _days(site: Site) -> dict[str, Any]:
    """The day since which nothing has changed, and the next on which something does: by which orders, and why."""
    edition, turn = site.edition, site.edition.turn
    told = (
        {"day": turn.day.isoformat(), "orders": [f"{k.number}/{k.year}" for k in turn.orders], "reason": reason(site.manual, turn)} if turn else None
    )
    return {"as_of": edition.day.isoformat() if edition.day else None, "next": told}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _record(record: Record) -> str:
    return _json(_public(record.model_dump(mode="json", by_alias=True, exclude_none=True)))


def _charge(charge: Charge) -> dict[str, Any]:
    return {
        "person": charge.person,
        "role": charge.role.value,
        "kind": charge.kind,
        "target": charge.target,
        "since": charge.since.isoformat(),
        "until": charge.until.isoformat() if charge.until else None,
        "order": f"{charge.order.number}/{charge.order.year}",
        "item": charge.item,
        "part": charge.part or None,
        "rank": charge.rank or None,
    }


def _public(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _public(child) for key, child in value.items() if key not in INTERNAL}
    return [_public(child) for child in value] if isinstance(value, list) else value


@cache
def _schema() -> bytes:
    return _json(schema()).encode() + b"\n"


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of ``manual.json``."""
    made = TypeAdapter(Manual).json_schema(mode="serialization", by_alias=True)
    definitions = {name: _open(found) for name, found in made.pop("$defs").items()}
    definitions["Manual"] = _open(made)
    text = {"type": "string"}
    day = {"type": "string", "format": "date"}
    charge = dict.fromkeys(("person", "role", "kind", "target", "order", "item"), text) | {
        "since": day,
        "until": {"anyOf": [day, {"type": "null"}]},
        "part": {"anyOf": [text, {"type": "null"}]},
        "rank": {"anyOf": [{"type": "integer", "minimum": 1}, {"type": "null"}]},
    }
    register = {"type": "object", "required": list(charge), "additionalProperties": False, "properties": charge}
    turned = {"day": day, "orders": {"type": "array", "items": text}, "reason": text}
    turn = {"type": "object", "required": list(turned), "additionalProperties": False, "properties": turned}
    addresses = {"type": "object", "additionalProperties": text}
    pages = dict.fromkeys(("procedures", "persons", "orders"), addresses)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "คู่มือการปฏิบัติงานในรูปแบบข้อมูล",
        "type": "object",
        "required": ["version", "fingerprint", "as_of", "next", "manual", "register", "pages"],
        "additionalProperties": False,
        "properties": {
            "$schema": text,
            "version": {"const": VERSION},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{12}$"},
            "as_of": {"anyOf": [day, {"type": "null"}]},
            "next": {"anyOf": [turn, {"type": "null"}]},
            "manual": {"$ref": "#/$defs/Manual"},
            "register": {"type": "array", "items": register},
            "pages": {"type": "object", "properties": pages, "additionalProperties": False},
        },
        "$defs": definitions,
    }


def _open(found: dict[str, Any]) -> dict[str, Any]:
    """A type of the model without what is kept inside; values that are not set are left out, so nothing but the essentials is required."""
    if found.get("type") != "object" or "properties" not in found:
        return found
    properties = {name: child for name, child in found["properties"].items() if name not in INTERNAL and name != "fingerprint"}
    required = [name for name in found.get("required", ()) if name in properties and "default" not in properties[name]]
    return {**found, "properties": properties, "required": [name for name in required if not _nullable(properties[name])]}


def _nullable(found: dict[str, Any]) -> bool:
    return any(option.get("type") == "null" for option in found.get("anyOf", ()))
