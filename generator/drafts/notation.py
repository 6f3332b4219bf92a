"""Values -> YAML as people write it here: short lists on one line, comments above, entries to be switched on by deleting ``#``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

_PLAIN = re.compile(r"[A-Za-zก-ฮเ-ไ][^\n:#\[\]{},&*!|>'\"%@`\\]*[^\s:#\[\]{},&*!|>'\"%@`\\]|[A-Za-zก-ฮ]|\d{1,2} [ก-ฮเ-ไ][ก-๙.]+ \d{4}|\d+/\d{4}")
_WORDS = {"y", "n", "yes", "no", "true", "false", "on", "off", "null"}
WIDTH = 110


class Noted(NamedTuple):
    """A value with comment lines above it; ``off``: the value itself is a comment too."""

    value: Any
    above: tuple[str, ...] = ()
    off: bool = False


def text(value: Mapping[str, Any]) -> str:
    """A whole file."""
    return "\n".join(_mapping(value)) + "\n"


def scalar(value: object) -> str:
    """One value: plain where every YAML reader takes it for these very words, else in double quotes."""
    if isinstance(value, int):
        return str(value)
    words = str(value)
    plain = _PLAIN.fullmatch(words) and words.lower() not in _WORDS
    return words if plain else json.dumps(words, ensure_ascii=False)


def _mapping(value: Mapping[str, Any]) -> Iterator[str]:
    for key, given in value.items():
        noted = given if isinstance(given, Noted) else Noted(given)
        yield from (f"# {line}" for line in noted.above)
        yield from (f"# {line}" if noted.off else line for line in _entry(key, noted.value))


def _flow(value: Mapping[str, Any]) -> str:
    """A short mapping of ids and numbers on one line; nothing for one with words in it, where a comma typed later would break the line."""
    inner = [v for given in value.values() for v in (given if isinstance(given, list) else [given])]
    if FREE & value.keys() or any(isinstance(v, Mapping | Noted) for v in inner):
        return ""
    parts = (f"{k}: {_list(v) if isinstance(v, Sequence) and not isinstance(v, str) else scalar(v)}" for k, v in value.items())
    line = f"{{{', '.join(parts)}}}"
    return line if len(line) <= WIDTH else ""


FREE = {"text", "title", "name", "position", "to_confirm", "capacity", "members", "items", "rows", "columns", "duties"}
"""Keys of words that somebody may change."""


def _list(values: Sequence[Any]) -> str:
    return f"[{', '.join(scalar(v) for v in values)}]"


def _entry(key: str, value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield f"{key}:"
        yield from (f"  {line}" for line in _mapping(value))
    elif isinstance(value, Sequence) and not isinstance(value, str):
        yield from _sequence(key, value)
    else:
        yield f"{key}: {scalar(value)}"


def _sequence(key: str, values: Sequence[Any]) -> Iterator[str]:
    simple = not any(isinstance(v, Mapping | Noted) for v in values)
    line = f"{key}: {_list(values)}" if simple else ""
    if simple and len(line) <= WIDTH:
        yield line
        return
    active = any(not (isinstance(v, Noted) and v.off) for v in values)
    yield f"{key}:" if active else f"# {key}:"
    for value in values:
        noted = value if isinstance(value, Noted) else Noted(value)
        yield from (f"  # {line}" for line in noted.above)
        yield from (f"  # {line}" if noted.off else f"  {line}" for line in _item(noted.value))


def _item(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping) and (line := _flow(value)):
        yield f"- {line}"
        return
    lines = list(_mapping(value)) if isinstance(value, Mapping) else [scalar(value)]
    comments = [line for line in lines if line.startswith("# ")]
    first = next((n for n, line in enumerate(lines) if not line.startswith("#")), 0)
    yield from (line for line in comments if lines.index(line) < first)
    yield f"- {lines[first]}"
    yield from (f"  {line}" for line in lines[first + 1 :])
