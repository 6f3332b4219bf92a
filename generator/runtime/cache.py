"""What one compile leaves for the next in the same program (``sop serve``): results kept by what they were made from.

Loaded records are frozen, and a file whose text has not changed is the same object again (see :mod:`generator.load.loading`), so a result
stands as long as every record it was made from is that very object. Nothing is needed from here for a right result.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

T = TypeVar("T")
P = ParamSpec("P")
PLAIN = (str, int, bool, bytes, type(None), frozenset)
MOST = 30_000
"""Results of one function that are kept; then its memory starts anew."""


class Memory:
    """Results of the last compile. What a compile does not ask for is forgotten, so it holds one compile's results at most."""

    def __init__(self) -> None:
        self._last: dict[Hashable, tuple[object, object]] = {}
        self._now: dict[Hashable, tuple[object, object]] = {}

    def recall(self, name: str, parts: tuple[object, ...], make: Callable[[], T]) -> T:
        """The result named ``name`` made from ``parts``: texts and numbers by value, anything else by being the same object."""
        key = _key(name, parts)
        found = self._now.get(key) or self._last.get(key)
        kept = found or (parts, make())  # with its parts, so that no other object can take their ids
        self._now[key] = kept
        return kept[1]  # type: ignore[return-value]

    def holds(self, name: str, parts: tuple[object, ...]) -> bool:
        """Whether the result is there already."""
        key = _key(name, parts)
        return key in self._now or key in self._last

    def same(self, name: str, value: T) -> T:
        """A value; the very object of the last compile if it had an equal one of that name, so that what was made from it is found again."""
        last = self._last.get(("same", name))
        kept = last if last and last[1] == value else ((), value)
        self._now["same", name] = kept
        return kept[1]  # type: ignore[return-value]

    def turn(self) -> None:
        """A compile is over: what it did not ask for goes."""
        self._last, self._now = self._now, {}


_EVERY: list[dict[Hashable, tuple[object, Any]]] = []


def forget() -> None:
    """Empty the cache of every :func:`remembered` function, so that one test leaves nothing for the next."""
    for kept in _EVERY:
        kept.clear()


def remembered(make: Callable[P, T]) -> Callable[P, T]:
    """A pure function of frozen values, its results kept: texts and numbers by value, anything else by being the same object."""
    kept: dict[Hashable, tuple[object, T]] = {}
    _EVERY.append(kept)

    @wraps(make)
    def recalled(*parts: P.args, **named: P.kwargs) -> T:
        key = _key("", (*parts, *named.values()))
        found = kept.get(key)
        if found is None:
            if len(kept) >= MOST:
                kept.clear()
            found = kept[key] = ((parts, named), make(*parts, **named))  # with its parts, so that no other object can take their ids
        return found[1]

    return recalled


def _key(name: str, parts: tuple[object, ...]) -> Hashable:
    return (name, *(part if isinstance(part, PLAIN) else id(part) for part in parts))
