"""Pydantic's JSON Schema, widened to what ``sop/`` accepts: numbers and dates as words, one or many, Thai digits.

An editor reads ``10`` as a number and ``ใช่`` as words where the program reads text everywhere, so each
validator that turns text into a value says here which texts it takes.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from generator.model.base import ID_PATTERN
from generator.thai.dates import MONTHS, SHORT_MONTHS

Schema = dict[str, Any]

D = "[0-9๐-๙]"
WORDS: Schema = {"type": ["string", "number", "boolean"]}
"""Words, also those that an editor takes for a number or a truth value."""
NUMBER_PATTERN = rf"^\s*{D}+(\.{D}+)?\s*$"
NAMES = (*MONTHS, *SHORT_MONTHS, *(m.replace(".", "") for m in SHORT_MONTHS))
_MONTH = "|".join(n.replace(".", "\\.") for n in sorted(NAMES, key=len, reverse=True))
_BUDDHIST, _CHRISTIAN = rf"[2๒][4-9๔-๙]{D}{D}", rf"([1๑]{D}|[2๒][0-3๐-๓]){D}{D}"
DATE_PATTERN = (
    rf"^\s*({_CHRISTIAN}-{D}{{1,2}}-{D}{{1,2}}|{D}{{1,2}}[/.-]{D}{{1,2}}[/.-]{_BUDDHIST}"
    rf"|(วันที่\s*)?{D}{{1,2}}\s*(เดือน\s*)?({_MONTH})\s*(พ\.?\s?ศ\.?\s*)?{_BUDDHIST})\s*$"
)
ORDER_PATTERN = rf"^\s*(ที่\s*)?([a-z0-9_-]+\s*:\s*)?{D}+\s*/\s*{D}{{4}}\s*$"


def _one_or_many(inner: Schema) -> Schema:
    return {"anyOf": [inner["items"], inner, {"type": "null"}]} if "items" in inner else inner


def _number(inner: Schema) -> Schema:
    return {"anyOf": [inner, {"type": "string", "pattern": NUMBER_PATTERN}]}


def _date(inner: Schema) -> Schema:
    return {"type": "string", "pattern": DATE_PATTERN}


def _month(inner: Schema) -> Schema:
    digits = {"type": "string", "pattern": r"^\s*([0๐]*[1-9๑-๙]|[1๑][0-2๐-๒])\s*$"}
    return {"anyOf": [{"enum": list(NAMES)}, {**inner, "minimum": 1, "maximum": 12}, digits]}


def _truth(inner: Schema) -> Schema:
    return {"anyOf": [{"enum": ["ใช่", "ไม่ใช่", "ไม่", "yes", "no", "true", "false"]}, inner]}


def _order(inner: Schema) -> Schema:
    return {"type": "string", "pattern": ORDER_PATTERN}


def _person(inner: Schema) -> Schema:
    """An id, or a name in words: what holds a letter that no id has."""
    return {"anyOf": [{"type": "string", "pattern": ID_PATTERN}, {"type": "string", "pattern": "[A-Zก-๙]"}]}


def _or_words(inner: Schema) -> Schema:
    return {"anyOf": [{**WORDS, "minLength": 1}, inner]}


def _or_items(inner: Schema) -> Schema:
    """``forms: [a, b]`` for ``forms: {items: [a, b]}``; the ids are put in later, where the pattern names their kind."""
    return {"anyOf": [{"type": "array", "items": {"pattern": "id_form"}, "uniqueItems": True}, inner]}


def _or_actor(inner: Schema) -> Schema:
    return {"anyOf": [{"pattern": "id_actor"}, inner]}


def _or_reference(inner: Schema) -> Schema:
    return {"anyOf": [{"pattern": "id_reference"}, inner]}


WIDER: dict[str, Callable[[Schema], Schema]] = {
    "_one_or_many": _one_or_many,
    "_folded": _number,
    "_date": _date,
    "_month": _month,
    "_truth": _truth,
    "_order_key": _order,
    "_meant": _person,
    "_from_words": _or_words,
    "SubItem._from_words": _or_words,
    "Actor._from_id": _or_actor,
    "Citation._from_id": _or_reference,
    "FormList._from_ids": _or_items,
}
"""By the name of the validator that runs before the type."""


LIMITS = {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum", "lt": "exclusiveMaximum"}


def _narrowed(made: Schema, types: tuple[str, ...], more: Schema) -> Schema:
    """More keywords for every choice of some types; a limit does not reach digits written as words."""
    if "anyOf" in made:
        return {**made, "anyOf": [_narrowed(choice, types, more) for choice in made["anyOf"]]}
    return {**made, **more} if made.get("type") in types else made


class Generate(GenerateJsonSchema):
    """Pydantic's generator with the widenings; an unknown validator is an error, so that none is forgotten."""

    ignored_warning_kinds = {"skipped-choice", "non-serializable-default"}  # noqa: RUF012 - pydantic's own attribute

    def function_before_schema(self, schema: Any) -> Schema:
        return WIDER[schema["function"]["function"].__qualname__](super().function_before_schema(schema))

    def function_after_schema(self, schema: Any) -> Schema:
        inner, function = super().function_after_schema(schema), schema["function"]["function"]
        if isinstance(function, partial):
            limits = {LIMITS[name]: value for name, value in function.keywords.items() if name in LIMITS}
            return _narrowed(inner, ("number", "integer"), limits)
        return _narrowed(inner, ("array",), {"uniqueItems": True}) if function.__qualname__ == "unique" else inner

    def model_schema(self, schema: Any) -> Schema:
        """A record that may be written as one word is closed where it is a record, not where it is the word."""
        made = super().model_schema(schema)
        if "anyOf" in made and "additionalProperties" in made:
            closed = made.pop("additionalProperties")
            for choice in made["anyOf"]:
                if "properties" in choice:
                    choice["additionalProperties"] = closed
        return made

    def str_schema(self, schema: Any) -> Schema:
        inner = super().str_schema(schema)
        return inner if "pattern" in inner else {**inner, **WORDS}

    def default_schema(self, schema: Any) -> Schema:
        """Without the default: an editor would write it into the file."""
        return self.generate_inner(schema["schema"])
