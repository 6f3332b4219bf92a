"""Values as bytes by what they hold: what counts of them in keys and comparisons."""

from __future__ import annotations

import hashlib
import io
import pickle
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache, partial
from typing import Any

from pydantic import BaseModel

from generator.runtime.cache import remembered

RECORDS = 200_000
"""Records whose digest is kept: those of five thousand procedures with all their steps."""


@partial(remembered, most=RECORDS)
def _record(value: BaseModel) -> bytes:
    return hashlib.sha256(value.model_dump_json().encode()).digest()


@cache
def _fields(kind: type) -> Callable[[Any], tuple[object, ...]] | None:
    """What counts of a value of a class; None if pickle knows that itself."""
    if issubclass(kind, BaseModel):  # its own way has a set in it, whose order changes from program to program
        return lambda value: (_record(value),)
    if is_dataclass(kind):  # without what it has worked out of its fields meanwhile
        names = [one.name for one in fields(kind)]
        return lambda value: tuple([_ordered(getattr(value, name)) for name in names])
    return tuple if issubclass(kind, tuple) else None


def _ordered(value: object) -> object:
    """A set has another order in each program."""
    return tuple(sorted(value, key=repr)) if isinstance(value, frozenset) else value


class _Content(pickle.Pickler):
    """Values as bytes by what they hold; never read again, so nothing that is kept can run."""

    def reducer_override(self, value: Any) -> Any:
        kind: Any = type(value)
        read = _fields(kind)
        return NotImplemented if read is None else (tuple, ((kind.__qualname__, *read(value)),))


def content(value: object) -> bytes:
    """Bytes that are others for any other value of frozen dataclasses, tuples, texts and records, and the same for an equal one."""
    found = io.BytesIO()
    pickler = _Content(found, pickle.HIGHEST_PROTOCOL)
    pickler.fast = True  # else it hangs on which of the equal texts are one object
    pickler.dump(value)
    return found.getvalue()


def digest(*parts: object) -> str:
    """Of the content of some values."""
    return hashlib.sha256(content(parts)).hexdigest()
