"""Data as a form holds it -> the fewest changes of the text that make it say the same."""

from __future__ import annotations

from typing import Any

from generator.editing.matching import matched
from generator.editing.splice import Document, value_at
from generator.source.parsing import Path_
from generator.thai import folding


def patch(name: str, text: str, wanted: Any) -> str:
    """``text`` with what is needed to say ``wanted``; new entries stand behind those before them in ``wanted``.

    Raises :class:`~generator.editing.splice.SpliceRefused`, and Invalid if the text cannot be read.
    """
    document = Document(name, text)
    _change(document, (), folded(wanted))
    return document.text


def folded(value: Any) -> Any:
    """Data as it will read once it stands in a file (see :mod:`generator.thai.folding`)."""
    if isinstance(value, dict):
        return {folding.folded(key): folded(v) for key, v in value.items()}
    if isinstance(value, list):
        return [folded(v) for v in value]
    return None if value is None else folding.folded(str(value))


def _change(document: Document, path: Path_, new: Any) -> None:
    old = value_at(document.data, path)
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict) and old and new:
        _change_entries(document, path, new)
    elif isinstance(old, list) and isinstance(new, list) and old and new and (pairs := matched(old, new)):
        _change_items(document, path, new, pairs)
    else:
        document.set(path, new)


def _change_entries(document: Document, path: Path_, new: dict[str, Any]) -> None:
    """Values first, then new entries, then those that go: there is always one left."""
    keys = list(new)
    old = value_at(document.data, path)
    for key in [k for k in keys if k in old]:
        _change(document, (*path, key), new[key])
    for at, key in enumerate(keys):
        if key not in old:
            document.add(path, key, new[key], after=keys[:at][::-1])
    for key in [k for k in old if k not in new]:
        document.remove((*path, key))


def _change_items(document: Document, path: Path_, new: list[Any], pairs: dict[int, int]) -> None:
    """Items that go, then the sequence, then each item in its place."""
    kept = sorted(pairs.values())
    for at in reversed(range(len(value_at(document.data, path)))):
        if at not in kept:
            document.remove((*path, at))
    places = [kept.index(pairs[n]) for n in sorted(pairs)]
    if places != sorted(places):
        document.reorder(path, places)
    for at, value in enumerate(new):
        if at in pairs:
            _change(document, (*path, at), value)
        else:
            document.insert(path, at, value)
