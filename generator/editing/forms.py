"""Forms made from the models: for each field a widget, its Thai words and its choices, as plain data for the browser.

A field that a model gains appears by itself, in the words that its description or :mod:`generator.schema.words` has for it.
"""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from generator import schema
from generator.load.loading import MANY, OWN_KEYS, SINGLE
from generator.model.base import Record
from generator.model.duty import OrderKey
from generator.model.handbook import Manual
from generator.model.organization import Calendar
from generator.model.procedure import Branch, Stage, Step, StepLink
from generator.model.time import TIMES
from generator.rules.ids import KINDS, NAMED
from generator.runtime.tables import table
from generator.source.parsing import Path_
from generator.thai.dates import MONTHS

Widget = dict[str, Any]
"""``widget``: text, number, date, choice, pick, order, id, list, record, union or map; the rest depends on it.

``open``: the place among the fields that are seen at once, 0 for those that are folded.
"""
ROOTS: dict[str, type[Record]] = {**SINGLE, **MANY}
PICKS = {(owner, field): kind for kind, places in NAMED.items() for owner, fields in places.items() for field in fields}
PICKS |= {(Branch, "to"): "step", (Step, "next"): "step", (Step, "separate_from"): "step", (Stage, "first"): "step", (Calendar, "periods"): "window"}
PICKS |= {(kind, "excludes"): "step" for kind in TIMES}
OF_ANOTHER = {(Step, "entry"), (StepLink, "step")}
"""Steps of the procedure that the same record names."""
LAST = ("not_applicable", "not_known", "to_confirm", "allow")
MONTH = [[name, name] for name in MONTHS]
PLAIN: dict[type, Widget] = {
    **{bool: {"widget": "choice", "options": [["ใช่", "ใช่"], ["ไม่ใช่", "ไม่ใช่"]]}, date: {"widget": "date"}, OrderKey: {"widget": "order"}},
    **{int: {"widget": "number"}, float: {"widget": "number"}, str: {"widget": "text"}},
}
_THAI = re.compile("[ก-๙]")
_FOR_TEXT = re.compile(r"[A-Za-z_]{2,}|\[")
_ASIDE = re.compile(r"\s*[({][^)}]*(?:[A-Za-z]|รหัส|ใช่ หรือ)[^)}]*[)}]")
_REST = re.compile(r"[:;]| เช่น | ไม่ระบุ")


def words() -> dict[str, Any]:
    """What the forms say otherwise than the models."""
    found: dict[str, Any] = table(Path(__file__).with_name("words.yml"))
    return found


def meaning(record: str, key: str) -> str:
    """What a key means, for editors of the text."""
    said = schema.words()
    return str(said["records"].get(record, {}).get(key) or said["fields"].get(key, key))


@cache
def records() -> dict[str, Widget]:
    """Every record that may stand in a file, by the name of its model: its fields in order."""
    found: dict[str, Widget] = {}
    waiting = list(ROOTS.values())
    while waiting:
        kind = waiting.pop()
        if kind.__name__ not in found:
            found[kind.__name__] = {"noun": words()["nouns"].get(kind.__name__, "รายการ"), "fields": list(_fields(kind)), **_short(kind)}
            waiting += _inside(*(about.annotation for about in kind.model_fields.values()))
    return found


def root(name: str) -> str:
    """The model of a file."""
    return (SINGLE.get(name) or MANY[name.partition("/")[0]]).__name__


def register(name: str) -> str:
    """What a file of the whole office is called; empty for other files."""
    return re.split("[: ]", schema.words()["files"][name.removesuffix(".yml")])[0] if name in SINGLE else ""


def picks(manual: Manual) -> dict[str, list[list[str]]]:
    """What pick lists offer: the live ids of each kind with their Thai names, and the orders."""
    found = {kind: [[id_, _called(record)] for id_, record in about.known(manual).items()] for kind, about in KINDS.items()}
    office = manual.handbook.office
    orders = [(f"{o.number}/{o.year}" if o.issuer == office else f"{o.issuer}: {o.number}/{o.year}", o) for o in manual.orders]
    return {**found, "order": [[ref, f"คำสั่งที่ {o.number}/{o.year} {getattr(o, 'title', '')}".strip()] for ref, o in reversed(orders)]}


def _called(record: object) -> str:
    return str(getattr(record, "name", None) or getattr(record, "title", ""))


def _fields(kind: type[Record]) -> Iterator[Widget]:
    hidden = OWN_KEYS.get(kind, {})
    shown = words()["open"].get(kind.__name__)
    for name, about in sorted(kind.model_fields.items(), key=lambda field: field[0] in LAST):
        key = about.alias or name
        if key not in hidden and not about.json_schema_extra:
            opened = shown.index(key) + 1 if shown and key in shown else int(not shown and key not in LAST)
            when = words()["when"].get(f"{kind.__name__}.{key}", {})
            yield {"key": key, **_told(kind, key, about), "need": about.is_required(), "open": opened, "when": when, **widget(kind, name, about)}


def _told(kind: type[Record], key: str, about: FieldInfo) -> dict[str, str]:
    """Label and hint: in words of the forms, else the first clause of the description, without what only an editor of text needs."""
    known, own = words(), f"{kind.__name__}.{key}"
    described = about.description if about.description and _THAI.search(about.description) else ""
    text = _ASIDE.sub("", described or meaning(kind.__name__, key))
    label = known["labels"].get(own) or known["labels"].get(key) or _REST.split(text)[0].strip()
    example = text.partition(" เช่น ")[2].strip()
    hint = known["hints"].get(own) or known["hints"].get(key) or (f"เช่น {example}" if example else "")
    return {"label": label, "hint": "" if _FOR_TEXT.search(hint) else hint}


def widget(kind: type[Record], name: str, about: FieldInfo) -> Widget:
    """What a field is filled in with."""
    if name == "id":
        return {"widget": "id"}
    return _widget(kind, name, about.annotation)


def _widget(kind: type[Record], name: str, hint: Any) -> Widget:
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        return _widget(kind, name, inner[0])
    if origin is tuple:
        return {"widget": "list", "of": _widget(kind, name, inner[0])}
    if origin is dict:
        return {"widget": "map", "of": _widget(kind, name, inner[1]), "keys": _options(kind, name, ()) if name != "allow" else []}
    if origin in (typing.Union, UnionType):
        return _either(kind, name, [part for part in inner if part is not type(None)])
    if origin is typing.Literal:
        return {"widget": "choice", "options": _options(kind, name, inner)}
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {"widget": "choice", "options": _options(kind, name, [member.value for member in hint])}
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return {"widget": "record", "record": hint.__name__}
    if (kind, name) in OF_ANOTHER:
        return {"widget": "pick", "kind": "step", "within": "procedure"}
    if pick := PICKS.get((kind, name)):
        return {"widget": "pick", "kind": pick}
    return {"widget": "choice", "options": MONTH} if "month" in (name, *name.split("_")) or name in ("start", "end") else dict(PLAIN[hint])


def _either(kind: type[Record], name: str, parts: list[Any]) -> Widget:
    """One of several: records told apart by their ``kind``, or the choices of all."""
    kinds = [record for part in parts for record in _inside(part)]
    if len(kinds) > 1:
        return {"widget": "union", "kinds": [[_tag(record), meaning(record.__name__, "kind"), record.__name__] for record in kinds]}
    found = [_widget(kind, name, part) for part in parts]
    return found[0] if len(found) == 1 else {"widget": "choice", "options": [option for part in found for option in part["options"]]}


def _tag(kind: type[Record]) -> str:
    return str(typing.get_args(kind.model_fields["kind"].annotation)[0])


def _options(kind: type[Record], name: str, values: Any) -> list[list[str]]:
    """Values and their Thai words; the keys of a map are those that have words."""
    known = words()["choices"]
    told: Mapping[str, str] = known.get(f"{kind.__name__}.{name}") or known.get(kind.__name__) or {}
    if len(values) == 1:  # the tag of one of several records
        told = {values[0]: meaning(kind.__name__, name)}
    return [[value, told.get(value, value)] for value in values or told]


def _inside(*hints: Any) -> Iterator[type[Record]]:
    for hint in hints:
        if isinstance(hint, type) and issubclass(hint, Record):
            yield hint
        yield from _inside(*typing.get_args(hint))


def _short(kind: type[Record]) -> dict[str, str]:
    """The field of a record that may be written as that alone (``actors: librarian``), found by trying."""
    for probe in ("x", ("x",), True):
        try:
            made = kind.model_validate(probe)
        except ValidationError:
            continue
        return {"short": next(name for name in kind.model_fields if getattr(made, name) == probe)}
    return {}


def label(name: str, path: Path_) -> str:
    """What the form calls the field at the end of a path; empty if there is none."""
    found = ""
    for part, fields in _along(name, path):
        found = next((field["label"] for field in fields if field["key"] == part), "") if isinstance(part, str) else found
    return found


def vocabulary(name: str, path: Path_) -> dict[str, str]:
    """Keys and choices of the records along a path -> what the form calls them, those nearest to its end before others."""
    found: dict[str, str] = {}
    for _, fields in _along(name, (*path, "")):
        choices = {value: words for field in fields for value, words in _choices(field)}
        found |= choices | {field["key"]: field["label"] for field in fields}
    return found


def _along(name: str, path: Path_) -> Iterator[tuple[str | int, list[Widget]]]:
    """Each part of a path with the fields of the records in which it stands."""
    known = [root(name)]
    for part in path:
        fields = [field for record in known for field in records()[record]["fields"]]
        yield part, fields
        if isinstance(part, str):
            known = [record for field in fields if field["key"] == part for record in _records_of(field)]


def _choices(field: Widget) -> Iterator[list[str]]:
    yield from field.get("options") or field.get("keys") or ()
    yield from ([tag, words] for tag, words, _ in field.get("kinds", ()))
    if "of" in field:
        yield from _choices(field["of"])


def _records_of(field: Widget) -> list[str]:
    if field["widget"] in ("list", "map"):
        return _records_of(field["of"])
    return [record for _, _, record in field.get("kinds", [])] or [field[key] for key in ("record",) if key in field]
