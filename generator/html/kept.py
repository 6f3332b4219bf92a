"""Finished pages of procedures kept from program to program. The key is the paper itself, whole, with all that a paper is given on its
way to a page: papers say everything in blocks, so nothing else needs to be known of what they were made from.
"""

from __future__ import annotations

import io
import json
import pickle
import zlib
from collections.abc import Sequence
from dataclasses import asdict, fields, is_dataclass
from typing import Any, NamedTuple

from pydantic import BaseModel

from generator.html.finish import Finished
from generator.html.page import Block, Page
from generator.output import Output
from generator.runtime import cache

FAST = 1
"""Level of compression: a page is a fifth then, at the cost of a millisecond."""


class _Content(pickle.Pickler):
    """Values as bytes by what they hold; never read again, so nothing that is kept can run."""

    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, BaseModel):  # its own way has a set in it, whose order changes from program to program
            return str, (f"{type(value).__qualname__}{value.model_dump_json()}",)
        if not hasattr(value, "__dict__") or isinstance(value, type):
            return NotImplemented
        if is_dataclass(value):  # without what it has worked out of its fields meanwhile
            return tuple, ((type(value).__qualname__, *(getattr(value, one.name) for one in fields(value))),)
        return (tuple, ((type(value).__qualname__, *value),)) if isinstance(value, tuple) else NotImplemented


def content(value: object) -> bytes:
    """Bytes that are others for any other value of frozen dataclasses, tuples, texts and records, and the same for an equal one."""
    found = io.BytesIO()
    pickler = _Content(found, pickle.HIGHEST_PROTOCOL)
    pickler.fast = True  # else it hangs on which of the equal texts are one object
    pickler.dump(value)
    return found.getvalue()


def key(*parts: object) -> str:
    """The key of what is made from some values."""
    return cache.key("page", content(parts))


class KeptPage(NamedTuple):
    """A finished page, and the pictures on it as files."""

    finished: Finished
    pictures: tuple[Output, ...]


def packed(made: KeptPage) -> bytes:
    """A page as bytes to keep."""
    page, output = made.finished
    head = json.dumps({**asdict(page), "made": [output.path, *(p.path for p in made.pictures)]}, ensure_ascii=False).encode()
    parts = (head, output.data, *(p.data for p in made.pictures))
    sizes = b" ".join(b"%d" % len(part) for part in parts)
    return zlib.compress(sizes + b"\n" + b"".join(parts), FAST)


def unpacked(data: bytes) -> KeptPage:
    """The page that was packed."""
    sizes, _, rest = zlib.decompress(data).partition(b"\n")
    head, *files = _parts(rest, [int(size) for size in sizes.split()])
    values = json.loads(head)
    output, *pictures = map(Output, values.pop("made"), files)
    tuples = {name: tuple(values[name]) for name in ("hide", "sources")}
    page = Page(**{**values, **tuples, "blocks": tuple(Block(**block) for block in values["blocks"])})
    return KeptPage(Finished(page, output), tuple(pictures))


def _parts(data: bytes, sizes: Sequence[int]) -> list[bytes]:
    found, at = [], 0
    for size in sizes:
        found.append(data[at : at + size])
        at += size
    return found
