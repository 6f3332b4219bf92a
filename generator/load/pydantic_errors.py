"""One error that pydantic found, as it stands in a file: which keys, what was given, which records could have stood there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.model.base import Record
from generator.source.parsing import Path_
from generator.source.suspect import visible


@dataclass(frozen=True, slots=True)
class Case:
    """One error of pydantic. ``path``: the keys that stand in the file; ``kinds``: the records that hold the last key."""

    fault: str
    path: Path_
    given: Any
    context: Mapping[str, Any]
    message: str
    kinds: tuple[type[Record], ...]

    @property
    def key(self) -> str:
        return next((part for part in reversed(self.path) if isinstance(part, str)), "")

    @property
    def shown(self) -> str:
        if isinstance(self.given, list | tuple | dict):
            return "หลายค่า"
        text = visible(str(self.given))
        return text if len(text) <= 60 else text[:60] + "…"

    @property
    def named(self) -> str:
        """The key, with what cannot be seen made visible."""
        return visible(self.key)

    @property
    def annotations(self) -> tuple[Any, ...]:
        """What the key may hold, in each of the records."""
        return tuple(f.annotation for k in self.kinds for n, f in k.model_fields.items() if self.key in (n, f.alias))

    @property
    def required(self) -> bool:
        return any(f.is_required() for k in self.kinds for n, f in k.model_fields.items() if self.key in (n, f.alias))
