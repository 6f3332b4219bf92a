"""Finished pages as bytes, to be kept from program to program (:mod:`generator.runtime.memory`)."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import asdict
from typing import NamedTuple

from generator.html.finish import Finished
from generator.html.page import Block, Page
from generator.output import Output
from generator.runtime.memory import Codec

FAST = 1
"""Level of compression: a page is a fifth then, at the cost of a millisecond."""


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


def _finished(data: bytes) -> Finished:
    return unpacked(data).finished


def _all_packed(found: tuple[Finished, ...]) -> bytes:
    parts = [packed(KeptPage(one, ())) for one in found]
    return b" ".join(b"%d" % len(part) for part in parts) + b"\n" + b"".join(parts)


def _all_finished(data: bytes) -> tuple[Finished, ...]:
    sizes, _, rest = data.partition(b"\n")
    return tuple(map(_finished, _parts(rest, [int(size) for size in sizes.split()])))


PICTURED: Codec[KeptPage] = Codec(packed, unpacked)
PAGE: Codec[Finished] = Codec(lambda one: packed(KeptPage(one, ())), _finished)
PAGES: Codec[tuple[Finished, ...]] = Codec(_all_packed, _all_finished)
