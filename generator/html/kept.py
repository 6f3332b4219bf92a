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
    outputs = (output, *made.pictures)
    head = json.dumps({**asdict(page), "made": [one.path for one in outputs]}, ensure_ascii=False).encode()
    return _joined([zlib.compress(part, FAST) for part in (head, *(one.data for one in outputs))])


def unpacked(data: bytes) -> KeptPage:
    """The page that was packed; its files stay deflated, since the pages of a large office would fill the memory."""
    head, *files = _parts(data)
    values = json.loads(zlib.decompress(head))
    output, *pictures = (Output(path, held, deflated=True) for path, held in zip(values.pop("made"), files, strict=True))
    tuples = {name: tuple(values[name]) for name in ("hide", "sources")}
    page = Page(**{**values, **tuples, "blocks": tuple(Block(**block) for block in values["blocks"])})
    return KeptPage(Finished(page, output), tuple(pictures))


def _joined(parts: Sequence[bytes]) -> bytes:
    return b" ".join(b"%d" % len(part) for part in parts) + b"\n" + b"".join(parts)


def _parts(data: bytes) -> list[bytes]:
    sizes, _, rest = data.partition(b"\n")
    found, at = [], 0
    for size in map(int, sizes.split()):
        found.append(rest[at : at + size])
        at += size
    return found


def _finished(data: bytes) -> Finished:
    return unpacked(data).finished


def _all_packed(found: tuple[Finished, ...]) -> bytes:
    return _joined([packed(KeptPage(one, ())) for one in found])


def _all_finished(data: bytes) -> tuple[Finished, ...]:
    return tuple(map(_finished, _parts(data)))


PICTURED: Codec[KeptPage] = Codec(packed, unpacked)
PAGE: Codec[Finished] = Codec(lambda one: packed(KeptPage(one, ())), _finished)
PAGES: Codec[tuple[Finished, ...]] = Codec(_all_packed, _all_finished)
