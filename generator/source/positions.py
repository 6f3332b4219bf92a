"""Where each value of a YAML text stands, and what a ``#`` cuts off."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from operator import itemgetter
from typing import Any

import yaml

from generator.source import syntax
from generator.source.problem import Path_
from generator.thai import folding

LOADER: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
MARKED = (yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent)
_CUT = re.compile(r"(?<=[^\s:\-,\[{])[ \t]+(#[^\s#][^\r\n]*)")
"""A ``#`` after a value on the same line: YAML takes it and the rest of the line for a comment."""


@lru_cache(maxsize=20_000)
def cut(text: str) -> tuple[tuple[Path_, str], ...]:
    """Values cut off by a ``#``: the entry, and the text that is lost."""
    if "#" not in text:
        return ()
    found = [match for match in _CUT.finditer(text) if not text[text.rfind("\n", 0, match.start()) + 1 : match.start()].lstrip().startswith("#")]
    if not found:
        return ()
    inside = [(event.start_mark.index, event.end_mark.index) for _, event in _entries(text) if hasattr(event, "value")]
    entries = sorted((place, path) for path, place in positions(text).items() if path)
    starts, lost = syntax.line_starts(text), list[tuple[Path_, str]]()
    for match in found:
        line = bisect_right(starts, match.start(1))
        place = (line, match.start(1) - starts[line - 1] + 1)
        before = bisect_left(entries, place, key=itemgetter(0)) - 1
        scalar = bisect_right(inside, match.start(1), key=itemgetter(0)) - 1
        in_a_value = scalar >= 0 and match.start(1) < inside[scalar][1]
        if before >= 0 and entries[before][0][0] == place[0] and not in_a_value:
            lost.append((entries[before][1], match[1].strip()))
    return tuple(lost)


@lru_cache(maxsize=64)
def positions(text: str) -> Mapping[Path_, tuple[int, int]]:
    """Line and column (from 1) of every entry of a file, as far as it can be read; that of an entry of a mapping is the place of its key."""
    found: dict[Path_, tuple[int, int]] = {}
    for path, event in _entries(text):
        found.setdefault(path, (event.start_mark.line + 1, event.start_mark.column + 1))
    return found


def _entries(text: str) -> Iterator[tuple[Path_, Any]]:
    """Every key and value of a file with the path of its entry, as far as it can be read."""
    open_: list[list[Any]] = []  # path, index (or None in a mapping), key that waits for its value
    with suppress(yaml.YAMLError):
        for event in yaml.parse(text, Loader=LOADER):
            if isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
                open_.pop()
            elif isinstance(event, MARKED):
                is_key = bool(open_) and open_[-1][1] is None and open_[-1][2] is None
                is_text = isinstance(event, yaml.ScalarEvent)
                if is_key and not is_text:
                    return  # a record as the name of an entry: refused when loading
                path = _entered(open_, event)
                yield path, event
                if not is_text:
                    open_.append([path, 0 if isinstance(event, yaml.SequenceStartEvent) else None, None])


def _entered(open_: list[list[Any]], event: Any) -> Path_:
    """The path of the entry of a key or a value."""
    if not open_:
        return ()
    path, index, key = open_[-1]
    if index is None and key is None:
        open_[-1][2] = key = folding.folded(event.value)
    else:
        open_[-1][1:] = [None, None] if index is None else [index + 1, None]
    return (*path, key if index is None else index)


@lru_cache(maxsize=100_000)
def locate(text: str, path: Path_) -> tuple[int, int]:
    """Line and column (from 1) of the entry at ``path``, or of its nearest parent that exists."""
    return positions(text).get(_nearest(text, path), (1, 1))


def following(text: str, path: Path_) -> tuple[int, int] | None:
    """Line and column of the first entry behind all that :func:`locate` points to; None if it is the last."""
    return _ends(text).get(_nearest(text, path))


@lru_cache(maxsize=64)
def _ends(text: str) -> Mapping[Path_, tuple[int, int]]:
    """Of every entry but the last ones the place of the first behind all that it holds."""
    ends: dict[Path_, tuple[int, int]] = {}
    open_: list[Path_] = []
    for entry, place in positions(text).items():
        while open_ and entry[: len(open_[-1])] != open_[-1]:
            ends[open_.pop()] = place
        open_.append(entry)
    return ends


def _nearest(text: str, path: Path_) -> Path_:
    found = positions(text)
    at: Path_ = ()
    for part in path:
        if (*at, part) in found:  # else a part that pydantic adds (tags of unions, the index of one value): not in the file
            at = (*at, part)
    return at
