"""New values as YAML in the manner of the text around them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from generator.drafts import notation

WIDTH = notation.WIDTH
_NUMBER = re.compile(r"[1-9]\d{0,8}")
_ESCAPED = re.compile("[\x7f\x85\u2028\u2029]")


def scalar(value: object) -> str:
    """Plain where that is safe, else in double quotation marks; nothing for None. Numbers are text to us, so they need no marks."""
    if value is None:
        return ""
    made = str(value) if _NUMBER.fullmatch(str(value)) else notation.scalar(str(value))
    return _ESCAPED.sub(lambda hit: f"\\u{ord(hit[0]):04x}", made) if made.startswith('"') else made


def scalars(value: object, style: str) -> Iterator[str]:
    """Ways to write a text, that of the value it replaces first (a quotation mark; plain)."""
    words = "" if value is None else str(value)
    if style == "'":
        yield "'" + words.replace("'", "''") + "'"
    if style == '"':
        yield json.dumps(words, ensure_ascii=False)
    elif words and "\n" not in words and not style:
        yield words
    yield scalar(value)
    yield json.dumps(words, ensure_ascii=False)


def literal(old: str, value: str) -> Iterator[str]:
    """A block scalar (``|`` or ``>``) with other words under the same indicator and at the same indentation. ``old``: as it stands."""
    lines = old.splitlines()
    pad = next((line[: len(line) - len(line.lstrip(" "))] for line in lines[1:] if line.strip()), "")
    if pad and value.strip():
        between = "\n\n" if old.startswith(">") else "\n"
        yield lines[0] + "\n" + between.join(f"{pad}{line}" if line else "" for line in value.rstrip("\n").split("\n"))


def flow(value: Any) -> str:
    """On one line, in brackets."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(v)}" for key, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(v) for v in value) + "]"
    return scalar(value)


def entry(key: str, value: Any, pad: str) -> list[str]:
    """The lines of ``key: value`` at an indentation: collections that are short and hold no deeper records on the line of their key."""
    if not isinstance(value, dict | list) or not value or _is_short(value, pad):
        return [f"{pad}{key}: {flow(value)}".rstrip()]
    inner = pad + "  "
    below = [line for k, v in value.items() for line in entry(k, v, inner)] if isinstance(value, dict) else items(value, inner)
    return [f"{pad}{key}:", *below]


def items(values: list[Any], pad: str) -> list[str]:
    """The lines of the items of a list."""
    return [line for value in values for line in item(value, pad)]


def item(value: Any, pad: str, in_lines: bool = False) -> list[str]:
    """The lines of one item. ``in_lines``: each entry of a record on a line of its own although it would fit on one."""
    if not isinstance(value, dict | list) or not value or (_is_short(value, pad) and not in_lines):
        return [f"{pad}- {flow(value)}".rstrip()]
    inner = pad + "  "
    below = [line for k, v in value.items() for line in entry(k, v, inner)] if isinstance(value, dict) else items(value, inner)
    return [f"{pad}- {below[0][len(inner) :]}", *below[1:]]


def _is_short(value: dict[str, Any] | list[Any], pad: str) -> bool:
    inner = value.values() if isinstance(value, dict) else value
    deep = any(
        isinstance(v, dict) and v for part in inner for v in (part.values() if isinstance(part, dict) else part if isinstance(part, list) else ())
    )
    return not deep and len(pad) + len(flow(value)) <= WIDTH
