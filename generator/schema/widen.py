"""Pydantic's JSON Schema, widened to what ``sop/`` accepts: numbers and dates as words, one or many, Thai digits.

An editor reads ``10`` as a number and ``ใช่`` as words where the program reads text everywhere, so each
validator that turns text into a value says here which texts it takes.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, get_args

from pydantic.json_schema import GenerateJsonSchema

from generator.model.base import ID_PATTERN
from generator.model.summary import ColumnField
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


def _text(pattern: str) -> Schema:
    return {"type": "string", "pattern": pattern}


def _any(*choices: Schema) -> Schema:
    return {"anyOf": [*choices]}


TRUTH = ["ใช่", "ไม่ใช่", "ไม่", "yes", "no", "true", "false"]
WIDER: dict[str, Callable[[Schema], Schema]] = {
    "_one_or_many": lambda inner: _any(inner["items"], inner, {"type": "null"}) if "items" in inner else inner,
    "_folded": lambda inner: _any(inner, _text(NUMBER_PATTERN)),
    "_date": lambda _: _text(DATE_PATTERN),
    "_month": lambda inner: _any({"enum": list(NAMES)}, {**inner, "minimum": 1, "maximum": 12}, _text(r"^\s*([0๐]*[1-9๑-๙]|[1๑][0-2๐-๒])\s*$")),
    "_truth": lambda inner: _any({"enum": TRUTH}, inner),
    "Lanes._from_flag": lambda inner: _any({"enum": TRUTH}, {"type": "boolean"}, inner),
    "_order_key": lambda _: _text(ORDER_PATTERN),
    "_meant": lambda _: _any(_text(ID_PATTERN), _text("[A-Zก-๙]")),  # an id, or a name in words: what holds a letter that no id has
    **dict.fromkeys(("_from_words", "SubItem._from_words", "Requirement._from_words"), lambda inner: _any({**WORDS, "minLength": 1}, inner)),
    # ids are put in later, where the pattern names their kind
    **dict.fromkeys(("Actor._from_id", "Lane._from_id"), lambda inner: _any({"pattern": "id_actor"}, inner)),
    "Citation._from_id": lambda inner: _any({"pattern": "id_reference"}, inner),
    "StepLink._from_id": lambda inner: _any({"pattern": "id_procedure"}, inner),
    "ChosenColumn._from_field": lambda inner: _any({"enum": [*get_args(ColumnField)]}, inner),
    "Replaced._from_name": lambda inner: _any({**WORDS, "minLength": 1}, inner),
    "FormList._from_ids": lambda inner: _any({"type": "array", "items": {"pattern": "id_form"}, "uniqueItems": True}, inner),
}
"""By the name of the validator that runs before the type: what it takes besides."""

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
